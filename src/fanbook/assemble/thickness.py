"""Stories to volumes of even thickness.

In: how long each piece is that must not be torn, in their order, and how long a volume may be. Out: how many
pieces each volume takes. As few volumes as will do; of all ways to cut these, one whose thickest volume is the
thinnest, and of those the most even (the least sum of squares). A piece that is longer than a volume may be has
one to itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from fanbook.errors import ConfigError
from fanbook.model.story import Story

_SPLIT = re.compile(r"(?P<most>\d[\d_., ]*?)\s*(?P<unit>words?|pages?)", re.IGNORECASE)
# Measured on our own seeds in the classic theme: how many letters of a full page a word takes, what is blank on
# the page included, and the pages that a story takes beside its text (its title page and what is known about it).
LETTERS_A_WORD, PAGES_A_STORY = 7.1, 3
WORDS_A_PAGE = 300  # at half-letter
AUTO = "auto"
BINDABLE = 200_000  # words: fan binders report 175,000 to 200,000 as the most that a case will hold


class Limit(Struct, frozen=True):
    """How thick a volume may be, in words or in pages."""

    most: int
    in_pages: bool = False

    def of(self, story: Story, words_a_page: int) -> int:
        """How much a story takes of it."""
        return self.of_words(story.words, words_a_page) + (PAGES_A_STORY if self.in_pages else 0)

    def of_words(self, words: int, words_a_page: int) -> int:
        """How much so many words take of it."""
        return -(-words // words_a_page) if self.in_pages else max(words, 1)


def words_on(lines: int, letters: float) -> int:
    """How many words stand on a page of so many lines of so many letters, as far as that is known beforehand."""
    return max(round(lines * letters / LETTERS_A_WORD), 1)


def read_limit(text: str, at: str = "") -> Limit | None:
    """What "150000 words", "400 pages" or "auto" says; None for nothing. Raises `ConfigError` C003."""
    if not text.strip():
        return None
    if text.strip().casefold() == AUTO:
        return Limit(BINDABLE)
    match = _SPLIT.fullmatch(text.strip())
    most = int(re.sub(r"[_., ]", "", match["most"])[:12]) if match else 0
    if match is None or not most:
        hint = 'volumes = "auto", "150000 words" or "400 pages"'
        raise ConfigError("C003", f"{text[:60]!r} says no thickness of volumes", at=at, hint=hint)
    return Limit(most, match["unit"].casefold().startswith("page"))


def cut(lengths: Sequence[int], most: int) -> tuple[int, ...]:
    """How many pieces each volume takes."""
    if not lengths:
        return ()
    count = _fewest(lengths, most)
    thickest = _thinnest(lengths, most, count)
    return _evenest(lengths, thickest, count)


def _fewest(lengths: Sequence[int], most: int) -> int:
    """How many volumes it takes at least: filled one after the other."""
    count, filled = 1, 0
    for length in lengths:
        if filled and filled + length > most:
            count, filled = count + 1, 0
        filled += length
    return count


def _thinnest(lengths: Sequence[int], most: int, count: int) -> int:
    """The least thickness that as many volumes will do with."""
    low, high = max((length for length in lengths if length <= most), default=most), most
    while low < high:
        middle = (low + high) // 2
        if _fewest(lengths, middle) <= count:
            high = middle
        else:
            low = middle + 1
    return low


def _evenest(lengths: Sequence[int], thickest: int, count: int) -> tuple[int, ...]:
    """Of all cuts into `count` volumes none thicker than that (a single piece may be): the least sum of squares.

    The best cut of the first pieces into so many volumes is the best cut of fewer pieces into one volume less,
    and one more volume; where two are as good, the earlier ones are the thicker.
    """
    ends = [0, *accumulate(lengths)]
    whole = len(lengths)
    never = ends[-1] ** 2 + 1
    best = [0, *[never] * whole]  # by pieces taken
    choices: list[list[int]] = []
    for volume in range(1, count + 1):
        now, chosen = [never] * (whole + 1), [0] * (whole + 1)
        for end in range(volume, whole - (count - volume) + 1):
            start = end - 1
            while start >= volume - 1 and (start == end - 1 or ends[end] - ends[start] <= thickest):
                cost = best[start] + (ends[end] - ends[start]) ** 2
                if best[start] < never and cost <= never and cost < now[end]:
                    now[end], chosen[end] = cost, start
                start -= 1
        best = now
        choices.append(chosen)
    counts, end = [], whole
    for chosen in reversed(choices):
        counts.append(end - chosen[end])
        end = chosen[end]
    return tuple(reversed(counts))
