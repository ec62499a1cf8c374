"""Where the printed book's pages begin, in words that both writers understand.

The writer of the PDF says, for each page with text on it, in which section it begins and how many
letters and digits of that section stand before it; the writer of the EPUB finds the place again by
counting. Letters are what print and screen have in common: spaces, hyphens and marks are set anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct


class PrintedPage(Struct, frozen=True):
    """A page: its number as printed, the id of the section it begins in, the letters before it there."""

    label: str
    section: str
    letters: int


def letters_in(text: str) -> int:
    """How many letters and digits a text has."""
    return sum(map(str.isalnum, text))


def pages_of(section: str, first: int, letters: Iterable[int]) -> Iterator[PrintedPage]:
    """The pages of a section that begins on page `first`; `letters` are those on each of its pages."""
    before = 0
    for number, count in enumerate(letters, first):
        if count:  # a blank page is no place to go to
            yield PrintedPage(str(number), section, before)
        before += count
