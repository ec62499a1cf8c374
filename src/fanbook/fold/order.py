"""Which page stands where on which sheet, so that after folding they run from first to last. Pure.

A **signature** is some sheets folded together and sewn through the fold. A **folio** sheet is folded
once and carries four pages; a **quarto** sheet is folded twice, each sheet by itself, and carries eight:
two folio sheets, one in the other. An **octavo** sheet is folded three times and carries sixteen: four of
them. Page numbers count from 1; a number beyond the book is a blank.

Sides are listed as they come out of the printer, outermost sheet first, front then back. A back is meant
to be turned over the short edge of the sheet; `turned` makes it one for the long edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

FOLIO, QUARTO, OCTAVO = "folio", "quarto", "octavo"
FEWEST = 3  # sheets: fewer in one of several signatures would be a stub among them
GRID = {FOLIO: (2, 1), QUARTO: (2, 2), OCTAVO: (4, 2)}  # columns and rows of a side
PAGES = {kind: 2 * columns * rows for kind, (columns, rows) in GRID.items()}


class Cell(Struct, frozen=True):
    """A page on a side: its number, column and row from the top left, and whether it stands on its head.

    `nest` is how many folio sheets lie around the one it is on.
    """

    page: int
    column: int
    row: int = 0
    upside_down: bool = False
    nest: int = 0


class Side(Struct, frozen=True):
    """One side of a sheet. `signature` and `sheet` count from 1."""

    signature: int
    sheet: int
    is_front: bool
    cells: tuple[Cell, ...]
    sheets: int = 1


def split(sheets: int, most: int) -> tuple[int, ...]:
    """So many sheets in signatures of at most `most`, as equal as can be, none a stub; longer ones first.

    A few blank leaves are better than a signature of one sheet, so the sum may be larger.
    """
    count = ceil(sheets / most)
    short, rest = divmod(sheets, count)
    sizes = [short + 1] * rest + [short] * (count - rest)
    least = min(FEWEST, most) if count > 1 else 1
    return tuple(max(size, least) for size in sizes)


def folio_sheets(first: int, sheets: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """(left, right) on the front and on the back of each sheet of a signature, outermost first."""
    last = first + 4 * sheets - 1
    for at in range(0, 2 * sheets, 2):
        yield (last - at, first + at), (first + at + 1, last - at - 1)


def sides(sizes: Sequence[int], kind: str = FOLIO, *, rtl: bool = False) -> Iterator[Side]:
    """Every side of every sheet; `sizes` are the sheets of each signature."""
    first = 1
    for number, size in enumerate(sizes, 1):
        pairs = list(folio_sheets(first, size * PAGES[kind] // 4))
        for sheet in range(size):
            halves = _HALVES[kind](pairs, sheet)
            for is_front, cells in zip((True, False), halves, strict=True):
                shown = tuple(_mirrored(cell, kind) for cell in cells) if rtl else cells
                yield Side(number, sheet + 1, is_front, shown, size)
        first += size * PAGES[kind]


_Pair = tuple[tuple[int, int], tuple[int, int]]
_Halves = tuple[tuple[Cell, ...], tuple[Cell, ...]]


def _folio(pairs: Sequence[_Pair], sheet: int) -> _Halves:
    front, back = pairs[sheet]
    return _row(front, sheet), _row(back, sheet)


def _quarto(pairs: Sequence[_Pair], sheet: int) -> _Halves:
    """The outer of its two folio sheets shows its front on the back of the sheet, at the top."""
    outer, inner = 2 * sheet, 2 * sheet + 1
    front = _row(pairs[inner][0], inner) + _headless(pairs[outer][1], outer)
    back = _row(pairs[outer][0], outer) + _headless(pairs[inner][1], inner)
    return front, back


def _octavo(pairs: Sequence[_Pair], sheet: int) -> _Halves:
    """Two quarto sheets side by side, which lie on each other after the first fold."""
    a, b, c, d = range(4 * sheet, 4 * sheet + 4)
    front = (
        *_row(pairs[a][1], a), *_row(pairs[b][0], b, 2), *_headless(pairs[d][0], d), *_headless(pairs[c][1], c, 2)
    )  # fmt: skip
    back = (
        *_row(pairs[b][1], b), *_row(pairs[a][0], a, 2), *_headless(pairs[c][0], c), *_headless(pairs[d][1], d, 2)
    )  # fmt: skip
    return front, back


def _row(pair: tuple[int, int], nest: int, first: int = 0) -> tuple[Cell, ...]:
    return tuple(Cell(page, column, nest=nest) for column, page in enumerate(pair, first))


def _headless(pair: tuple[int, int], nest: int, first: int = 0) -> tuple[Cell, ...]:
    """The row below, which stands on its head: the fold is over it."""
    return tuple(
        Cell(page, column, 1, upside_down=True, nest=nest)
        for column, page in enumerate(reversed(pair), first)
    )


_HALVES = {FOLIO: _folio, QUARTO: _quarto, OCTAVO: _octavo}


def _mirrored(cell: Cell, kind: str) -> Cell:
    return replace(cell, column=GRID[kind][0] - 1 - cell.column)


def turned(side: Side, kind: str) -> Side:
    """The side turned by half a circle, for a printer that turns sheets over the long edge."""
    columns, rows = GRID[kind]
    cells = (
        replace(
            cell,
            column=columns - 1 - cell.column,
            row=rows - 1 - cell.row,
            upside_down=not cell.upside_down,
        )
        for cell in side.cells
    )
    return replace(side, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))
