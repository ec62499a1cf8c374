"""The largest setting of a text that fits a room, with the best breaks.

In: atoms, their widths at size 1, a room. Out: where each line ends and the size. Total fit: for every
number of lines the breaks with the least raggedness (Knuth & Plass's idea, squared distance from the mean
line), then the number of lines with the best score. Nothing is ever left out: the size gives way.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover.breaks import Atom

_INFINITE = 1e9
_CUT = 0.19  # prices from here on are of words cut, which no size excuses
_RAGGED = 0.25  # what raggedness costs of it


class Room(Struct, frozen=True):
    """What a text may fill: width, height, the line distance in ems, the largest size."""

    width: float
    height: float
    leading: float
    largest: float
    crowded: bool = False  # size is nearly all that counts: more lines and weaker breaks are taken for it

    @property
    def per_line(self) -> float:
        """What a further line costs of the score; less and less, so long titles stay large."""
        return 0.0 if self.crowded else 0.05

    @property
    def care(self) -> float:
        """How much the prices of breaks count."""
        return 0.2 if self.crowded else 1.0


class Fit(Struct, frozen=True):
    """Lines as spans of atoms, and the size they reach."""

    spans: tuple[tuple[int, int], ...]
    size: float
    score: float


class Measures(Struct, frozen=True):
    """Widths of atoms at size 1, summed up so that any span is one subtraction."""

    upto: tuple[float, ...]  # width of all before, spaces included
    space: float
    hyphen: float

    def end(self, pieces: Sequence[Atom], stop: int) -> float:
        """How far a line reaches that ends before the atom at `stop`, from the very beginning."""
        last = pieces[stop - 1]
        return self.upto[stop] - (self.space if last.space else 0) + (self.hyphen if last.hyphen else 0)

    def width(self, pieces: Sequence[Atom], start: int, stop: int) -> float:
        """The width of a line holding the atoms from start up to stop."""
        return self.end(pieces, stop) - self.upto[start]


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
    cared = [replace(piece, price=piece.price * (room.care if piece.price < _CUT else 1)) for piece in pieces]
    bounds = sorted(
        ((_reach(total / lines, lines, room) * 1.15 / (1 + room.per_line * (lines - 1)), lines)
         for lines in range(1, min(count, 24) + 1)),
        reverse=True,
    )  # fmt: skip
    best: Fit | None = None
    for bound, lines in bounds:
        if best and bound < best.score:
            break  # even with perfect breaks it would not do better
        found = _lines(cared, measures, lines, max(total / lines, 1e-6))
        if found is None:
            continue
        raggedness, spans = found
        widest = max(measures.width(pieces, *span) for span in spans)
        size = _reach(widest, lines, room)
        score = size / (1 + room.per_line * (lines - 1)) / (1 + _RAGGED * max(-0.5, raggedness))
        if best is None or score > best.score:
            best = Fit(spans, size, score)
    return best or Fit(((0, count),), _reach(total, 1, room), 0.0)


def _reach(widest: float, lines: int, room: Room) -> float:
    """The size at which so many lines, the widest so wide at size 1, fill the room."""
    return min(room.largest, room.width / max(widest, 1e-6), room.height / ((lines - 1) * room.leading + 1.0))


class _Reach(Struct, frozen=True):
    """Where each atom begins, and where a line ends that ends with it, from the very beginning."""

    upto: Sequence[float]
    ends: Sequence[float]


def _lines(
    pieces: Sequence[Atom], measures: Measures, lines: int, target: float
) -> tuple[float, tuple[tuple[int, int], ...]] | None:
    """The least ragged way to break into so many lines; None if there is none."""
    count = len(pieces)
    reach = _Reach(measures.upto, [measures.end(pieces, stop) for stop in range(1, count + 1)])
    back = [[0] * (count + 1) for _ in range(lines + 1)]
    before = [0.0, *[_INFINITE] * count]
    for line in range(1, lines + 1):
        here = [_INFINITE] * (count + 1)
        for stop in range(line, count - (lines - line) + 1):
            here[stop], back[line][stop] = _best_start(pieces, reach, before, (line, stop), target)
        before = here
    if before[count] >= _INFINITE:
        return None
    return before[count], tuple(_walk_back(back, lines, count))


def _best_start(
    pieces: Sequence[Atom], reach: _Reach, before: Sequence[float], place: tuple[int, int], target: float
) -> tuple[float, int]:
    """Where the line that ends here had best begin, and the cost of all lines so far."""
    line, stop = place
    upto, end = reach.upto, reach.ends[stop - 1]
    widest, last = 1.9 * target, stop == len(pieces)
    best, found = _INFINITE, 0
    for start in range(stop - 1, line - 2, -1):
        width = end - upto[start]
        if width > widest and stop - start > 1:
            break
        price = before[start] + (width / target - 1) ** 2
        if price >= best:
            continue  # what else it may cost is never less than nothing
        if stop - start == 1 and pieces[start].price >= 0.08:
            price += 0.35  # a weak word on a line of its own
        if last and start and stop - start == 1 and width < 0.45 * target:
            price += 0.3  # a lone short word at the very end
        if price < best:
            best, found = price, start
    if best < _INFINITE and not last:
        best += pieces[stop - 1].price
    return best, found


def _walk_back(back: list[list[int]], lines: int, count: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    stop = count
    for line in range(lines, 0, -1):
        start = back[line][stop]
        spans.append((start, stop))
        stop = start
    return spans[::-1]
