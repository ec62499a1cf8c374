"""Which page stands where on which sheet, so that after folding they run from first to last. Pure.

A **signature** is some sheets folded together and sewn through the fold. A **folio** sheet is folded
once and carries four pages; a **quarto** sheet is folded twice, each sheet by itself, and carries eight:
two folio sheets, one in the other. Page numbers count from 1; a number beyond the book is a blank.

Sides are listed as they come out of the printer, outermost sheet first, front then back. A back is meant
to be turned over the short edge of the sheet; `turned` makes it one for the long edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil

FOLIO, QUARTO = "folio", "quarto"
FEWEST = 3  # sheets: fewer in one of several signatures would be a stub among them
PAGES = {FOLIO: 4, QUARTO: 8}


@dataclass(frozen=True, slots=True)
class Cell:
    """A page on a side: its number, column and row from the top left, and whether it stands on its head.

    `nest` is how many folio sheets lie around the one it is on.
    """

    page: int
    column: int
    row: int = 0
    upside_down: bool = False
    nest: int = 0


@dataclass(frozen=True, slots=True)
class Side:
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
            halves = _folio(pairs[sheet], sheet) if kind == FOLIO else _quarto(pairs, sheet)
            for is_front, cells in zip((True, False), halves, strict=True):
                shown = tuple(_mirrored(cell) for cell in cells) if rtl else cells
                yield Side(number, sheet + 1, is_front, shown, size)
        first += size * PAGES[kind]


_Pair = tuple[tuple[int, int], tuple[int, int]]


def _folio(pair: _Pair, nest: int) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    front, back = pair
    return _row(front, nest), _row(back, nest)


def _quarto(pairs: Sequence[_Pair], sheet: int) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The outer of its two folio sheets shows its front on the back of the sheet, at the top."""
    outer, inner = 2 * sheet, 2 * sheet + 1
    front = _row(pairs[inner][0], inner) + _headless(pairs[outer][1], outer)
    back = _row(pairs[outer][0], outer) + _headless(pairs[inner][1], inner)
    return front, back


def _row(pair: tuple[int, int], nest: int) -> tuple[Cell, ...]:
    return tuple(Cell(page, column, nest=nest) for column, page in enumerate(pair))


def _headless(pair: tuple[int, int], nest: int) -> tuple[Cell, ...]:
    """The row below, which stands on its head: the fold is over it."""
    return tuple(
        Cell(page, column, 1, upside_down=True, nest=nest) for column, page in enumerate(reversed(pair))
    )


def _mirrored(cell: Cell) -> Cell:
    return replace(cell, column=1 - cell.column)


def turned(side: Side, rows: int) -> Side:
    """The side turned by half a circle, for a printer that turns sheets over the long edge."""
    cells = (
        replace(cell, column=1 - cell.column, row=rows - 1 - cell.row, upside_down=not cell.upside_down)
        for cell in side.cells
    )
    return replace(side, cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))
