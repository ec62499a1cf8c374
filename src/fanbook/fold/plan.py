"""What was said about folding, made into an order of sheets: `Wish` in, `FoldPlan` out. Pure.

A page size that does not fit the sheet, a list of signatures that does not hold the book, a sheet that
the book does not have: each is an error that says what would do.
"""

from __future__ import annotations

from math import ceil

from msgspec import Struct

from fanbook.errors import ConfigError
from fanbook.fold.marks import KINDS
from fanbook.fold.order import FOLIO, GRID, OCTAVO, PAGES, QUARTO, Side, sides, split, turned
from fanbook.fold.paper import find_sheet, home_sheet

BOOKLET = "booklet"
SCHEMES = (BOOKLET, FOLIO, QUARTO, OCTAVO)
SHEETS_A_SIGNATURE = {BOOKLET: 0, FOLIO: 4, QUARTO: 2, OCTAVO: 1}
SLACK = 1.0  # points by which a page may be larger than its half of the sheet: rounding, never a line
THICKNESS = 0.1  # mm, of a sheet of 80 g/m² or 20 lb


class Wish(Struct, frozen=True):
    """What was asked for. `signatures` is one size ("4") or a list ("4,4,3"); `only` is "7.2".

    `scale` is "100", another percentage, or "fit"; `creep` is the paper's thickness in mm.
    """

    scheme: str = FOLIO
    signatures: str = ""
    sheet: str = ""
    flip: str = "short"
    creep: float = THICKNESS
    rtl: bool = False
    flyleaves: int = 0
    marks: tuple[str, ...] = KINDS
    scale: str = "100"
    only: str = ""


class FoldPlan(Struct, frozen=True):
    """The sheets of a book. `width` and `height` are a side's, `scale` the pages'; all in points.

    `kind` is how often a sheet is folded; a booklet is of folio sheets.

    `blanks` counts pages beyond the book, `sizes` the sheets of each signature.
    """

    wish: Wish
    sheet: str
    width: float
    height: float
    kind: str
    scale: float
    sizes: tuple[int, ...]
    sides: tuple[Side, ...]
    blanks: int

    @property
    def columns(self) -> int:
        """Pages side by side."""
        return GRID[self.kind][0]

    @property
    def rows(self) -> int:
        """Pages one above the other."""
        return GRID[self.kind][1]


def plan(wish: Wish, pages: int, page_width: float, page_height: float) -> FoldPlan:
    """The sheets for a book of so many pages of that size. Raises `ConfigError` (C003, P010, P011)."""
    _check(wish)
    kind = FOLIO if wish.scheme == BOOKLET else wish.scheme
    columns, rows = GRID[kind]
    name = wish.sheet or home_sheet(page_width, page_height, columns, rows)
    short, long = find_sheet(name)
    width, height = (long, short) if columns > rows else (short, long)
    scale = _scale(wish, name, width / columns / page_width, height / rows / page_height)
    whole = pages + 4 * wish.flyleaves
    sizes = _sizes(wish, whole, kind)
    listed = [
        side if side.is_front or wish.flip == "short" else turned(side, kind)
        for side in sides(sizes, kind, rtl=wish.rtl)
    ]
    if wish.only:
        listed = _only(wish.only, listed)
    blanks = sum(sizes) * PAGES[kind] - whole
    return FoldPlan(wish, name, width, height, kind, scale, sizes, tuple(listed), blanks)


def _check(wish: Wish) -> None:
    for what, said, known in (("scheme", wish.scheme, SCHEMES), ("flip", wish.flip, ("short", "long"))):
        if said not in known:
            raise ConfigError("C003", f"no {what} is called {said!r}", hint=f"known: {', '.join(known)}")
    for mark in wish.marks:
        if mark not in KINDS:
            raise ConfigError("C003", f"no mark is called {mark!r}", hint=f"known: {', '.join(KINDS)}, none")


def _scale(wish: Wish, sheet: str, across: float, down: float) -> float:
    fits = min(across, down)
    if wish.scale == "fit":
        return fits
    try:
        scale = float(wish.scale.rstrip("%")) / 100
    except ValueError:
        scale = 0.0
    if not 0.1 <= scale <= 4:
        raise ConfigError("C003", f"--scale is a percentage or fit, not {wish.scale!r}", hint="--scale 100")
    if scale > fits + SLACK / 300:
        at_most = f"it fits at {int(fits * 100)} %: --scale fit, a larger --sheet, or a smaller trim size"
        raise ConfigError("P010", f"the pages are larger than their part of a sheet of {sheet}", hint=at_most)
    return scale


def _sizes(wish: Wish, pages: int, kind: str) -> tuple[int, ...]:
    sheets = max(1, ceil(pages / PAGES[kind]))
    said = wish.signatures or str(SHEETS_A_SIGNATURE[wish.scheme] or sheets)
    if wish.scheme == BOOKLET:
        return (sheets,)
    try:
        sizes = tuple(int(size) for size in said.split(","))
    except ValueError:
        sizes = ()
    if not sizes or min(sizes) < 1 or max(sizes) > 40:
        hint = "one number for all (--signatures 4), or a list (--signatures 5,5,4)"
        raise ConfigError("C003", f"{said!r} is no number of sheets", hint=hint)
    if len(sizes) == 1:
        return split(sheets, sizes[0])
    if sum(sizes) < sheets:
        hint = f"the book needs {sheets} sheets, the list has {sum(sizes)}"
        raise ConfigError("P011", "the signatures named do not hold the book", hint=hint)
    return sizes


def _only(said: str, listed: list[Side]) -> list[Side]:
    signature, _, sheet = said.partition(".")
    chosen = [
        side
        for side in listed
        if str(side.signature) == signature and (not sheet or str(side.sheet) == sheet)
    ]
    if not chosen:
        last = listed[-1]
        hint = f"signatures run from 1 to {last.signature}; --only 2.3 is the third sheet of the second"
        raise ConfigError("P011", f"the book has no sheet {said!r}", hint=hint)
    return chosen
