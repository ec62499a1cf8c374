"""Right-to-left writing among left-to-right: which way each character runs, and which piece stands where.

In: a line of text. Out: embedding levels and a visual order for pieces of one level. The shaper turns the
characters inside a piece round; only the order of pieces is ours, because pieces of several faces are
shaped one by one. Implements what titles need of UAX #9: strong letters, digits, neutrals between them.
"""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

_RIGHT = {"R", "AL"}


def base_level(text: str) -> int:
    """1 if the first letter runs right to left, else 0."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RIGHT or kind == "L":
            return int(kind in _RIGHT)
    return 0


def _strong(text: str) -> list[str]:
    """Each character as L, R, D (a number among right-to-left) or N (takes its neighbours' side)."""
    out: list[str] = []
    last = "R" if base_level(text) else "L"
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in _RIGHT or kind == "L":
            last = "R" if kind in _RIGHT else "L"
            out.append(last)
        elif kind in {"EN", "AN"}:
            out.append("D" if last == "R" else "L")
        elif kind == "NSM" and out:
            out.append(out[-1])
        else:
            out.append("N")
    return out


def levels(text: str) -> tuple[int, ...]:
    """The embedding level of every character: even runs to the right, odd to the left."""
    base = base_level(text)
    if not base and not any(unicodedata.bidirectional(char) in _RIGHT for char in text):
        return (0,) * len(text)
    kinds = _strong(text)
    sides = ["R" if kind == "D" else kind for kind in kinds]
    place = 0
    edge = "R" if base else "L"
    for kind, group in groupby(list(sides)):
        size = len(list(group))
        if kind == "N":
            before = sides[place - 1] if place else edge
            after = sides[place + size] if place + size < len(sides) else edge
            sides[place : place + size] = [before if before == after else edge] * size
        place += size
    level = {"L": 2 * base, "R": 1}
    return tuple(2 if kind == "D" else level[side] for kind, side in zip(kinds, sides, strict=True))


def visual_order(runs: Sequence[int]) -> tuple[int, ...]:
    """The order, left to right, of pieces given by their levels (UAX #9 rule L2)."""
    order = list(range(len(runs)))
    for level in range(max(runs, default=0), 0, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and runs[order[stop]] >= level:
                stop += 1
            order[start:stop] = reversed(order[start:stop])
            start = stop + 1
    return tuple(order)
