"""File names by a person's own pattern: "{author} - {title}"."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from fanbook.assemble.identity import RESERVED
from fanbook.errors import ConfigError
from fanbook.model.book import Book

_LONGEST = 120  # bytes; some file systems stop at 143
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
FIELDS = ("slug", "title", "author", "fandom", "pairing", "series", "index")


def check_pattern(pattern: str) -> None:
    """Raises `ConfigError` C003 for a pattern with a field that is not known."""
    try:
        parts = list(string.Formatter().parse(pattern))
    except ValueError as fault:
        raise ConfigError(
            "C003", f"--name {pattern!r}: {fault}", hint="an example: {author} - {title}"
        ) from fault
    known = ", ".join(f"{{{field}}}" for field in FIELDS)
    for _, name, width, conversion in parts:
        if name is not None and (name not in FIELDS or width or conversion):
            raise ConfigError("C003", f"--name knows no {{{name}}} of that kind", hint=f"known: {known}")


def file_stem(book: Book, pattern: str) -> str:
    """The name of a book's files without their suffix: its slug, or the pattern filled in.

    Raises `ConfigError` C003 for a field that is not known.
    """
    if not pattern:
        return book.slug
    check_pattern(pattern)
    values = {
        "slug": book.slug,
        "title": book.title,
        "author": ", ".join(book.authors) or "unknown author",
        "fandom": book.fandom,
        "pairing": book.pairing,
        "series": book.series,
        "index": book.series_index,
    }
    return _safe(pattern.format(**values)) or book.slug


def unique_stems(stems: Iterable[tuple[str, str]], others: Iterable[str] = ()) -> list[str]:
    """The stem of each (stem, slug), in order; where two differ in capitals at most, the slug is added.

    `others` are stems of books that this run does not make.
    """
    taken = {_folded(stem) for stem in others}
    unique = []
    for stem, slug in stems:
        mine = stem if _folded(stem) not in taken else _safe(f"{stem} ({slug})")
        taken.add(_folded(mine))
        unique.append(mine)
    return unique


def _folded(stem: str) -> str:
    """As file systems compare that tell neither capitals nor composed accents apart."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", stem).casefold())


def _safe(name: str) -> str:
    plain = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" .-")
    if plain.partition(".")[0].strip().casefold() in RESERVED:
        plain = f"{plain}-book"
    if len(plain.encode()) <= _LONGEST:
        return plain
    digest = sha256(plain.encode()).hexdigest()[:8]
    cut = plain.encode()[: _LONGEST - 9].decode("utf-8", "ignore").rstrip(" .-")
    return f"{cut}-{digest}"
