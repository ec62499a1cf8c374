"""File names by a person's own pattern: "{author} - {title}"."""

from __future__ import annotations

import re
import string
import unicodedata
from hashlib import sha256

from fanbook.errors import ConfigError
from fanbook.model.book import Book

_LONGEST = 120  # bytes; some file systems stop at 143
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
FIELDS = ("slug", "title", "author", "fandom", "pairing", "series", "index")


def file_stem(book: Book, pattern: str) -> str:
    """The name of a book's files without their suffix: its slug, or the pattern filled in.

    Raises `ConfigError` C003 for a field that is not known.
    """
    if not pattern:
        return book.slug
    values = {
        "slug": book.slug,
        "title": book.title,
        "author": ", ".join(book.authors) or "unknown author",
        "fandom": book.fandom,
        "pairing": book.pairing,
        "series": book.series,
        "index": book.series_index,
    }
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None]
    except ValueError as fault:
        raise ConfigError(
            "C003", f"--name {pattern!r}: {fault}", hint="an example: {author} - {title}"
        ) from fault
    for name in fields:
        if name not in values:
            known = ", ".join(f"{{{field}}}" for field in FIELDS)
            raise ConfigError("C003", f"--name knows no {{{name}}}", hint=f"known: {known}")
    stem = _safe(pattern.format(**values))
    return stem or book.slug


def _safe(name: str) -> str:
    plain = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" .-")
    if len(plain.encode()) <= _LONGEST:
        return plain
    digest = sha256(plain.encode()).hexdigest()[:8]
    cut = plain.encode()[: _LONGEST - 9].decode("utf-8", "ignore").rstrip(" .-")
    return f"{cut}-{digest}"
