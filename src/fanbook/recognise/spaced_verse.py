"""Verse set like the prose about it: a line a paragraph, with the file's own gap between.

In: a draft and the verse already found. Out: labels for more. A row of short lines that end as no sentence does, in a file
whose paragraphs do, is a song; in italic two will do, and one that comes back. What is texted in small letters looks the
same: it has to rhyme.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from fanbook.model.draft import Draft, Label

_ENDED = re.compile(r"[.!?…:;—–-][\"”’'*_)\]~]*$")
_SPEECH = re.compile(r"^\W{0,2}[\"“«]|[\"”»]$|^[-–—]")
_ITALIC = re.compile(r"^(?P<mark>[*_/~])(?P<text>[^*_/~]+)(?P=mark)$")
_LONGEST, _LONG = 60, 60  # characters: of a line of such verse at most, of a paragraph at least
_LEAST_WORDS = 4  # on an average line


def spaced_verse(
    draft: Draft,
    found: dict[int, Label],
    make: Callable[[list[int], float, str], dict[int, Label]],
    rhymes: Callable[[Sequence[str]], int],
) -> dict[int, Label]:
    """Rows of lines that stand apart from each other and are verse; `make` labels the lines of one."""
    units = draft.units
    paragraphs = [unit.text for _, unit in draft.unclaimed(draft.front, draft.back) if len(unit.text) > _LONG]
    if len(paragraphs) < 3 or sum(
        bool(_ENDED.search(text)) or text[-1:] in '"”»' for text in paragraphs
    ) < 0.8 * len(paragraphs):
        return {}
    more: dict[int, Label] = {}
    rows = _rows(draft, found)
    repeats = Counter(units[i].text.strip().casefold() for row in rows for i in row)
    returns = Counter(units[row[0]].text.casefold() for row in rows if len(row) == 1)
    for row in rows:
        texts = [units[i].text.strip() for i in row]
        words = sum(len(text.split()) for text in texts)
        italic = all(_ITALIC.match(text) for text in texts)
        high = all(text.lstrip("*_/~'’(")[:1].isupper() for text in texts)
        if words < _LEAST_WORDS * len(row):
            continue
        again = any(repeats[text.casefold()] > 1 for text in texts)
        if len(row) >= 2 and high and (italic or again):
            more |= make(row, 0.7, "lines in italic, or such as come back, that end as no sentence does")
        elif len(row) >= 3 and (high or rhymes(texts) * 2 >= len(row)):
            more |= make(row, 0.65, "lines in a row that end as no sentence does")
        elif len(row) == 1 and returns[texts[0].casefold()] > 1 and high:
            more |= make(row, 0.65, "a line that comes back and ends as no sentence does")
    return more


def _rows(draft: Draft, found: dict[int, Label]) -> list[list[int]]:
    """Lines in a row, each short and without an end, none of them close to a line of another sort."""
    rows: list[list[int]] = []
    for i, unit in draft.unclaimed(draft.front, draft.back):
        text = unit.text.strip()
        if (
            i in found
            or unit.end > unit.start
            or len(text) > _LONGEST
            or text.isupper()
            or not text[:1].strip("|>#@[")
        ):
            continue
        if text[0] == "(" and text[-1] == ")":  # what some say without a voice
            continue
        if (
            _ENDED.search(text)
            or _SPEECH.search(text)
            or ": " in text
            or " - " in text[:24]
            or any(map(str.isdigit, text))
        ):
            continue
        if rows and rows[-1][-1] == i - 1 and unit.blanks <= draft.layout.norm:
            rows[-1].append(i)
        else:
            rows.append([i])
    return [row for row in rows if _is_apart(draft, row)]


def _is_apart(draft: Draft, row: list[int]) -> bool:
    """Is it no part of a paragraph that somebody broke by hand?"""
    last = row[-1] + 1
    below = draft.units[last] if last < draft.back else None
    broken = below is not None and below.text[:1].islower() and below.blanks <= draft.layout.norm
    return not broken and not draft.units[row[0]].continues and not draft.units[row[0]].text[:1].islower()
