"""Headings that count in a word of the author's own: "Fytte the First", "Movement II", "Stave Two".

One such line may be anything. Two or more of one word, alone on their lines, whose numbers rise and that
have story below, are headings, whatever the word is. And a count may change its dress on the way: "Chapitre
premier", "II", "III: The Return" is one.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping

from msgspec.structs import replace

from fanbook.model.draft import Draft, Label
from fanbook.recognise.numbers import NUMBER, value_of

_COUNTED = re.compile(
    rf"^[\s*_~=#<>\[\]{{}}|+·•.-]*(?P<word>[^\W\d_][\w’'-]{{1,15}})\s+(?:the\s+|#|no\.?\s*)?{NUMBER}(?![\w'’])\W{{0,3}}(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
# "The Weathercock 1/?": a serial's own title over each part.
_SERIAL = re.compile(
    r"^[\s*_~=#]*(?P<word>[^\W\d_].{2,60}?)\s*[\[(]?(?P<num>\d{1,3})\s*(?:/|of)\s*(?:\d{1,3}|\?)[\])]?[\s*_~=#]*$"
)
_LAST = re.compile(r"^[\s*_~=#]*(?P<word>[^\W\d_]\w{1,15}) the (?:last|final)\b[\s*_~=#.]*$", re.IGNORECASE)
_LONGEST = 60
TIMES = frozenset("day night week".split())
_PIECE = 400  # words of a piece that is a scene rather than a chapter


def counted_families(draft: Draft, taken: set[int]) -> dict[int, tuple[str, int]]:
    """Units that count in one word: unit -> (word, number)."""
    families: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if i in taken or unit.end > unit.start or len(unit.text) > _LONGEST:
            continue
        serial = _SERIAL.match(unit.text)
        match = serial or _COUNTED.match(unit.text)
        number = value_of(match["num"]) if match else None
        if match is None or number is None or not _stands_apart(draft, i):
            continue
        if serial or _is_closed(match["rest"]):
            families[match["word"].casefold()].append((i, number))
    return {
        i: (word, number)
        for word, members in families.items()
        if len(members) > 1
        and _rises([number for _, number in members])
        and (len(members) > 3 or all(_stands_alone(draft, i) for i, _ in members))
        for i, number in members
    }


def skipping_times(draft: Draft, counts: Mapping[int, tuple[str, int | None]]) -> list[int]:
    """Days, nights or weeks that leap ("Day 2", "Day 12", "Day 13", "Day 180") over short pieces: times, no chapters.

    `counts` says of each unit in which word it counts, and the number.
    """
    for word in TIMES:
        members = [(i, number) for i, (family, number) in counts.items() if family == word and number]
        leaps = sum(b > a + 1 for (_, a), (_, b) in itertools.pairwise(members))
        ends = [*(i for i, _ in members[1:]), draft.back]
        lengths = sorted(draft.words(i + 1, end) for (i, _), end in zip(members, ends, strict=False))
        if leaps * 3 >= len(members) - 1 > 0 and lengths[len(lengths) // 2] <= _PIECE:
            return [i for i, _ in members]
    return []


def last_of_count(draft: Draft, found: dict[int, Label]) -> dict[int, Label]:
    """What says "Part the Last", after parts that were counted."""
    more: dict[int, Label] = {}
    above: dict[str, Label] = {}  # by a heading's first word, the last one so far
    for i in range(draft.front, draft.back):
        text = draft.units[i].text
        if i in found:
            above[found[i].value.casefold().split(" ")[0]] = found[i]
        elif draft.labels[i] is None and len(text) <= _LONGEST and (match := _LAST.match(text)):
            before = above.get(match["word"].casefold())
            if before is not None and before.detail:
                number = str(int(before.detail) + 1)
                label = text.strip(" *_~=#.")
                more[i] = replace(before, value=f"{label}\t", detail=number, joined=False)
    return more


def _is_closed(rest: str) -> bool:
    """Nothing behind the number, or a title of a few words."""
    rest = rest.lstrip(" *_~=#<>[]{}|+·•.:-–—").rstrip(" *_~=#]}|")
    return not rest or (rest[:1].isupper() and len(rest.split()) <= 8 and rest[-1:] not in '.,;!?"”')


def _stands_apart(draft: Draft, i: int) -> bool:
    """A gap above it; where there are many of them a date may stand close below."""
    return i + 1 < draft.back and (draft.units[i].blanks > 0 or i == draft.front or draft.layout.norm == 0)


def _stands_alone(draft: Draft, i: int) -> bool:
    return _stands_apart(draft, i) and (draft.units[i + 1].blanks > 0 or draft.layout.norm == 0)


def _rises(numbers: list[int]) -> bool:
    return all(b == a + 1 for a, b in itertools.pairwise(numbers)) and numbers[0] <= 2
