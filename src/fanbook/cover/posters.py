"""A title as a playbill sets it: every line fills the measure, and small words stand small between rules.

In: a title, a voice, a room, a press. Out: `Bill`, lines with their sizes and tops, or None where a title has
too many words for it, or a writing whose lines cannot be set so.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover.breaks import is_weak
from fanbook.cover.fit import Room
from fanbook.cover.fonts import is_cjk, leading_face
from fanbook.cover.setting import Line, Press, scaled, tidy
from fanbook.cover.style import Voice

_MOST_WORDS = 10
_SMALL = 160  # the size of words that stand between rules
_GAP = 0.15  # between lines, in shares of the larger one's height
_LEAST = 64.0
_PROBE = 200


class BillLine(Struct, frozen=True):
    """A line set: its top, its size, whether rules stand beside it."""

    line: Line
    top: float
    size: int
    small: bool


class Bill(Struct, frozen=True):
    """A whole title."""

    lines: tuple[BillLine, ...]
    height: float
    missing: frozenset[str]

    @property
    def least(self) -> int:
        """The smallest size of a line that is not meant to be small."""
        return min(one.size for one in self.lines if not one.small)


def set_bill(title: str, voice: Voice, room: Room, press: Press) -> Bill | None:
    """The best playbill of a title."""
    text = tidy(title)
    words = _tokens(text)
    if not text or len(words) > _MOST_WORDS or any(map(is_cjk, text)):
        return None
    voice = scaled(text, replace(voice, face=leading_face(text, voice.face, press.shelf)))
    best_score, chosen = -1e9, [text]
    wide: dict[str, tuple[float, float]] = {}
    for parts in _parted(words):
        rows = [_row(part) for part in parts]
        for row in rows:
            if row not in wide:
                ink = press.line(row, voice, _PROBE)[0].ink
                wide[row] = (ink[2] - ink[0]) / _PROBE, (ink[3] - ink[1]) / _PROBE
        score = _score(parts, rows, wide, room)
        if score > best_score:
            best_score, chosen = score, rows
    return _made(chosen, wide, voice, room, press)


def _tokens(text: str) -> list[str]:
    """Words, and pieces of words that end at a stroke: a pairing may be parted there."""
    return [piece for word in text.split(" ") for piece in re.findall(r".+?/(?=\w)|.+$", word)]


def _row(part: list[str]) -> str:
    """A line's text: no space after a stroke that had none."""
    return re.sub(r"(?<=\w/) (?=\w)", "", " ".join(part))


def _parted(words: list[str]) -> Iterator[list[list[str]]]:
    """Every way to break words into lines."""
    for mask in range(1 << (len(words) - 1)):
        parts = [[words[0]]]
        for index, word in enumerate(words[1:]):
            if mask >> index & 1:
                parts.append([word])
            else:
                parts[-1].append(word)
        yield parts


def _is_small(part: list[str], count: int) -> bool:
    """Whether a line is one of those that stand between rules."""
    return count > 1 and len(part) <= 2 and all(map(is_weak, part))


def _sizes(
    parts: list[list[str]],
    rows: list[str],
    wide: dict[str, tuple[float, float]],
    width: float,
    largest: float,
) -> list[float]:
    return [
        _SMALL if _is_small(part, len(parts)) else min(float(largest), width / max(wide[row][0], 0.01))
        for part, row in zip(parts, rows, strict=True)
    ]


def _heights(rows: list[str], sizes: list[float], wide: dict[str, tuple[float, float]]) -> float:
    heights = [wide[row][1] * size for row, size in zip(rows, sizes, strict=True)]
    return sum(heights) + sum(max(_LEAST, _GAP * max(a, b)) for a, b in pairwise(heights))


def _score(
    parts: list[list[str]],
    rows: list[str],
    wide: dict[str, tuple[float, float]],
    room: Room,
) -> float:
    """How well lines fill a room: high, even enough, no weak word at a line's end."""
    sizes = _sizes(parts, rows, wide, room.width, room.largest)
    total = _heights(rows, sizes, wide)
    big = [size for part, size in zip(parts, sizes, strict=True) if not _is_small(part, len(parts))]
    if not big:
        return -1e8
    over = total / room.height
    score = -2.2 * (over - 1) if over > 1 else -1.0 * (1 - over)
    score -= 0.12 * max(0.0, max(big) / min(big) - 2.4)
    score -= max(0.0, 190 - min(big) / max(1.0, over)) / 90
    for part in parts[:-1]:
        if part[-1].endswith("/"):
            score += 0.3
        if len(part) > 1 and is_weak(part[-1]):
            score -= 0.35
    score += 0.06 * sum(_is_small(part, len(parts)) for part in parts)
    return score - 0.02 * len(parts)


def _made(
    rows: list[str], wide: dict[str, tuple[float, float]], voice: Voice, room: Room,
    press: Press,
) -> Bill:  # fmt: skip
    """The lines set, shrunk together where they are too high."""
    parts = [row.split(" ") for row in rows]
    sizes = _sizes(parts, rows, wide, room.width, room.largest)
    small = sum(
        wide[row][1] * _SMALL + _LEAST
        for part, row in zip(parts, rows, strict=True)
        if _is_small(part, len(parts))
    )
    over = max(1.0, (_heights(rows, sizes, wide) - small) / max(room.height - small, 1.0))
    y, out, missing = 0.0, list[BillLine](), frozenset[str]()
    before = 0.0
    for part, row, wanted in zip(parts, rows, sizes, strict=True):
        is_small = _is_small(part, len(parts))
        size = max(8, int(wanted if is_small else wanted / over))
        line, lost = press.line(row, voice, size)
        while line.width > room.width and size > 8:
            size -= 1
            line, lost = press.line(row, voice, size)
        high = line.ink[3] - line.ink[1]
        if out:
            y += max(_LEAST, _GAP * max(before, high)) / over
        out.append(BillLine(line, y, size, is_small))
        y, before, missing = y + high, high, missing | lost
    return Bill(tuple(out), y, missing)
