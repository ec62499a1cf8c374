"""Slugs and identifiers: what a book's files are called, and what readers know it by.

A slug is ASCII, at most 80 bytes, no name that a file system reserves. An identifier comes from
the work's URL, else from a pinned id, else from the path in the library, never from text or
title: a corrected typo replaces the book on a device instead of doubling it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

_LONGEST = 80
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "clock$", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "’": "",
        "'": "",
        "‘": "",
        "&": " and ",
    }
)


def slug_of(title: str, kind: str = "story") -> str:
    """The slug of a title; one that has no Latin letter or digit is called by its kind and a hash."""
    plain = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:_LONGEST]
        if len(longer) > _LONGEST:
            break
        slug = longer
    if not slug:
        return f"{kind}-{_digest(title)}"
    return f"{slug}-book" if slug in RESERVED else slug


def unique_slugs(wanted: Iterable[tuple[str, str]], taken: Collection[str] = ()) -> list[str]:
    """A slug for each (slug, content hash), in order; a clash adds the hash, never a counter.

    `taken` are slugs of books that this run does not make.
    """
    used = set(taken)
    slugs = []
    for slug, digest in wanted:
        unique, mark = slug, digest[:8]
        while unique in used:  # more than once where the same file is there twice
            unique = f"{slug[: _LONGEST - 9].rstrip('-')}-{mark}"
            mark = _digest(mark)
        used.add(unique)
        slugs.append(unique)
    return slugs


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def identifier(kind: str, key: str) -> str:
    """A URN that stays the same as long as its key does."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'fanbook:{kind}:{key}')}"
