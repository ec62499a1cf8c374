"""The largest setting of a text that fits a room, with the best breaks.

In: atoms, their widths at size 1, a room. Out: where each line ends and the size. Total fit: for every
number of lines the breaks with the least raggedness (Knuth & Plass's idea, squared distance from the mean
line), then the number of lines with the best score. Nothing is ever left out: the size gives way.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fanbook.cover.breaks import Atom

_INFINITE = 1e9
_MORE_LINES = 0.05  # what a further line costs of the score; less and less, so long titles stay large
_RAGGED = 0.25  # what raggedness costs of it


@dataclass(frozen=True, slots=True)
class Room:
    """What a text may fill: width, height, the line distance in ems, the largest size."""

    width: float
    height: float
    leading: float
    largest: float


@dataclass(frozen=True, slots=True)
class Fit:
    """Lines as spans of atoms, and the size they reach."""

    spans: tuple[tuple[int, int], ...]
    size: float
    score: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths of atoms at size 1, summed up so that any span is one subtraction."""

    upto: tuple[float, ...]  # width of all before, spaces included
    space: float
    hyphen: float

    def width(self, pieces: Sequence[Atom], start: int, stop: int) -> float:
        """The width of a line holding the atoms from start up to stop."""
        last = pieces[stop - 1]
        return (
            self.upto[stop] - self.upto[start] - (self.space if last.space else 0)
            + (self.hyphen if last.hyphen else 0)
        )  # fmt: skip


def measure(pieces: Sequence[Atom], widths: Sequence[float], space: float, hyphen: float) -> Measures:
    """Running sums of the atoms' widths."""
    upto = [0.0]
    for piece, width in zip(pieces, widths, strict=True):
        upto.append(upto[-1] + width + (space if piece.space else 0))
    return Measures(tuple(upto), space, hyphen)


def best_fit(pieces: Sequence[Atom], measures: Measures, room: Room) -> Fit:
    """The setting with the best score: large, even, few lines."""
    count = len(pieces)
    total = measures.width(pieces, 0, count)
    bounds = sorted(
        ((_reach(total / lines, lines, room) * 1.15 / (1 + _MORE_LINES * (lines - 1)), lines)
         for lines in range(1, min(count, 24) + 1)),
        reverse=True,
    )  # fmt: skip
    best: Fit | None = None
    for bound, lines in bounds:
        if best and bound < best.score:
            break  # even with perfect breaks it would not do better
        found = _lines(pieces, measures, lines, max(total / lines, 1e-6))
        if found is None:
            continue
        raggedness, spans = found
        widest = max(measures.width(pieces, *span) for span in spans)
        size = _reach(widest, lines, room)
        score = size / (1 + _MORE_LINES * (lines - 1)) / (1 + _RAGGED * max(-0.5, raggedness))
        if best is None or score > best.score:
            best = Fit(spans, size, score)
    return best or Fit(((0, count),), _reach(total, 1, room), 0.0)


def _reach(widest: float, lines: int, room: Room) -> float:
    """The size at which so many lines, the widest so wide at size 1, fill the room."""
    return min(room.largest, room.width / max(widest, 1e-6), room.height / ((lines - 1) * room.leading + 1.0))


def _lines(
    pieces: Sequence[Atom], measures: Measures, lines: int, target: float
) -> tuple[float, tuple[tuple[int, int], ...]] | None:
    """The least ragged way to break into so many lines; None if there is none."""
    count = len(pieces)
    cost = [[_INFINITE] * (count + 1) for _ in range(lines + 1)]
    back = [[0] * (count + 1) for _ in range(lines + 1)]
    cost[0][0] = 0.0
    for line in range(1, lines + 1):
        for stop in range(line, count - (lines - line) + 1):
            for start in range(stop - 1, line - 2, -1):
                width = measures.width(pieces, start, stop)
                if width > 1.9 * target and stop - start > 1:
                    break
                if cost[line - 1][start] >= _INFINITE:
                    continue
                price = cost[line - 1][start] + _cost(pieces, start, stop, width / target)
                if price < cost[line][stop]:
                    cost[line][stop], back[line][stop] = price, start
    if cost[lines][count] >= _INFINITE:
        return None
    return cost[lines][count], tuple(_walk_back(back, lines, count))


def _cost(pieces: Sequence[Atom], start: int, stop: int, share: float) -> float:
    """One line: its distance from the mean line, how it ends, and a lone short word at the very end."""
    cost = (share - 1) ** 2
    if stop - start == 1 and pieces[start].price >= 0.08:
        cost += 0.35  # a weak word on a line of its own
    if stop < len(pieces):
        return cost + pieces[stop - 1].price
    return cost + (0.3 if start and stop - start == 1 and share < 0.45 else 0.0)


def _walk_back(back: list[list[int]], lines: int, count: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    stop = count
    for line in range(lines, 0, -1):
        start = back[line][stop]
        spans.append((start, stop))
        stop = start
    return spans[::-1]
