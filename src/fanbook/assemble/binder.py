"""What a binder says of the copy: who made it, under what imprint, which of how many, and for whom.

In: the table [binder] of a library. Out: the words for the title page, the page of dedication and the colophon;
nothing where nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from fanbook.enrich.dress import dress
from fanbook.errors import ConfigError
from fanbook.model.book import Dedication, Section

_COPY = re.compile(r"(?P<number>\d{1,6})(?:\s*(?:of|/)\s*(?P<of>\d{1,6}))?", re.IGNORECASE)


def copy_of(said: str, at: str = "") -> str:
    """The copy as it is said: "2 of 5" for "2/5", "2" for "2". Raises `ConfigError` C003."""
    match = _COPY.fullmatch(said.strip())
    if match is None:
        raise ConfigError("C003", f"{said[:60]!r} says no copy", at=at, hint='copy = "2 of 5" or "2"')
    number, of = int(match["number"]), int(match["of"] or match["number"])
    if not 1 <= number <= of:
        raise ConfigError("C003", f"there is no copy {number} of {of}", at=at, hint='copy = "2 of 5"')
    return f"{number} of {of}" if match["of"] else str(number)


def imprint(binder: Mapping[str, str]) -> str:
    """The foot of the title page: the imprint, and the year if there is one."""
    if not binder.get("imprint"):
        return ""
    return ", ".join(filter(None, (binder["imprint"], binder.get("year"))))


def maker(binder: Mapping[str, str]) -> str:
    """The colophon's line: who made the copy, where, when, and which copy it is."""
    known = ", ".join(filter(None, (binder.get(part) for part in ("name", "imprint", "year"))))
    is_dated_only = known == binder.get("year")
    made = f"made {'in' if is_dated_only else 'by'} {known}" if known else ""
    if binder.get("copy"):
        return f"This is copy {copy_of(binder['copy'])}{made and f', {made}'}."
    return f"This copy was {made}." if made else ""


def dedication(words: str, language: str) -> Iterator[Section]:
    """The page that says for whom the book was made, if it was made for somebody."""
    if words.strip():
        yield Section("dedication", Dedication(dress(words, language)))
