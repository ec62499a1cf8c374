"""Which page stands where: the vectors of the trade, and a book folded in the mind for every scheme."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.errors import ConfigError
from fanbook.fold.order import FOLIO, GRID, OCTAVO, PAGES, QUARTO, Side, sides, split, turned
from fanbook.fold.paper import find_sheet, home_sheet
from fanbook.fold.plan import Wish, plan

# (left, right) of each side, fronts and backs, outermost sheet first.
FOLIO_VECTORS = {
    (1,): [(4, 1), (2, 3)],
    (2,): [(8, 1), (2, 7), (6, 3), (4, 5)],
    (4,): [(16, 1), (2, 15), (14, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)],
}
SECOND_OF_16 = [(32, 17), (18, 31), (30, 19), (20, 29), (28, 21), (22, 27), (26, 23), (24, 25)]

# pages, sheets in a signature: what fan binders' own imposer makes of it
SPLITS = {
    (213, 4): (4,) * 12 + (3,) * 2,
    (264, 4): (4,) * 15 + (3,) * 2,
    (66, 4): (4, 4, 3, 3, 3),
    (20, 4): (3, 3),
    (16, 4): (4,),
    (4, 4): (1,),
}


@pytest.mark.parametrize("sizes", FOLIO_VECTORS)
def test_folio_vectors(sizes: tuple[int, ...]) -> None:
    assert [tuple(c.page for c in side.cells) for side in sides(sizes)] == FOLIO_VECTORS[sizes]


def test_the_second_signature_goes_on() -> None:
    found = [tuple(c.page for c in side.cells) for side in sides((4, 4))]
    assert found == FOLIO_VECTORS[4,] + SECOND_OF_16


def test_quarto_vector() -> None:
    front, back = sides((1,), QUARTO)
    assert [c.page for c in front.cells] == [6, 3, 7, 2]
    assert [c.page for c in back.cells] == [8, 1, 5, 4]
    assert [c.upside_down for c in front.cells] == [False, False, True, True]


def test_octavo_vector() -> None:
    # The trade lists the sheet upright, four rows of two; here it lies on its side.
    upright = ([3, 6, 14, 11, 15, 10, 2, 7], [1, 8, 16, 9, 13, 12, 4, 5])
    for side, rows in zip(sides((1,), OCTAVO), upright, strict=True):
        assert [c.page for c in side.cells if c.row == 0] == rows[::2][::-1]
        assert [c.page for c in side.cells if c.row == 1] == rows[1::2][::-1]
        assert all(c.upside_down == (c.row == 1) for c in side.cells)


def test_read_from_right_to_left_the_halves_change_places() -> None:
    front = next(iter(sides((4,), rtl=True)))
    assert {c.column: c.page for c in front.cells} == {1: 16, 0: 1}


@pytest.mark.parametrize(("book", "sizes"), SPLITS.items())
def test_splits(book: tuple[int, int], sizes: tuple[int, ...]) -> None:
    pages, most = book
    assert split(-(-pages // 4), most) == sizes


@given(st.integers(1, 900), st.integers(3, 8))
def test_signatures_hold_the_book_and_are_alike(sheets: int, most: int) -> None:
    sizes = split(sheets, most)
    assert sheets <= sum(sizes) <= sheets + 2 * 3
    assert max(sizes) <= most
    assert max(sizes) - min(sizes) <= 1
    assert list(sizes) == sorted(sizes, reverse=True)
    assert len(sizes) == 1 or min(sizes) >= 3


# --- Folding in the mind: nothing below knows how the order was made ------------------------------


@dataclass(frozen=True)
class Leaf:
    """A part of a sheet as it lies: the page seen, the page under it, and whether their heads are up."""

    seen: int
    hidden: int
    seen_up: bool
    hidden_up: bool

    def over(self, *, level: bool) -> Leaf:
        """Turned over, about a level or an upright axis."""
        return Leaf(self.hidden, self.seen, self.hidden_up != level, self.seen_up != level)


def printed(front: Side, back: Side, kind: str, *, level: bool) -> dict[tuple[int, int], Leaf]:
    """A sheet with its front up, by column and row; `level`: the printer turned it about a level axis."""
    columns, rows = GRID[kind]
    behind = {
        (c.column, rows - 1 - c.row) if level else (columns - 1 - c.column, c.row): c for c in back.cells
    }
    return {
        (c.column, c.row): Leaf(
            c.page,
            behind[c.column, c.row].page,
            not c.upside_down,
            behind[c.column, c.row].upside_down == level,
        )
        for c in front.cells
    }


def fold_octavo(parts: dict[tuple[int, int], Leaf], *, rtl: bool) -> list[list[Leaf]]:
    """Both columns of a sheet that was folded twice."""
    # With its back up, one half goes under the other, then the lower half under the upper one.
    parts = {(3 - c, r): leaf.over(level=False) for (c, r), leaf in parts.items()}
    kept = (0, 1) if rtl else (2, 3)
    found = []
    for c in kept:
        upper, lower = ([parts[c, r], parts[3 - c, r].over(level=False)] for r in (0, 1))
        found.append([*upper, *(leaf.over(level=True) for leaf in reversed(lower))])
    return found


def fold_signature(sheets: list[tuple[Side, Side]], kind: str, *, flip: str, rtl: bool) -> list[Leaf]:
    """The leaves of a folded signature from the first, as a person does it after the guide."""
    level = (flip == "short") == (kind == QUARTO)  # the short edge of a sheet in portrait is its level one
    columns: list[list[Leaf]] = [[], []]
    for front, back in sheets:
        parts = printed(front, back, kind, level=level)
        if kind == OCTAVO:
            for column, leaves in enumerate(fold_octavo(parts, rtl=rtl)):
                columns[column] += leaves
        elif kind == QUARTO:
            # With its back up, the lower half goes under the upper one.
            parts = {(c, 1 - r): leaf.over(level=True) for (c, r), leaf in parts.items()}
            for column in (0, 1):
                columns[column] += [parts[column, 0], parts[column, 1].over(level=True)]
        else:
            for column in (0, 1):
                columns[column].append(parts[column, 0])
    stays, goes = (columns[0], columns[1]) if rtl else (columns[1], columns[0])
    return [*stays, *(leaf.over(level=False) for leaf in reversed(goes))]


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("flip", ["short", "long"])
@pytest.mark.parametrize("kind", [FOLIO, QUARTO, OCTAVO])
@pytest.mark.parametrize("sizes", [(1,), (2,), (15,), (4, 4, 3), (3, 3), (5, 4, 4, 4), (8, 8)])
def test_folded_the_pages_run_from_first_to_last(
    sizes: tuple[int, ...], kind: str, flip: str, rtl: bool
) -> None:
    listed = list(sides(sizes, kind, rtl=rtl))
    listed = [s if s.is_front or flip == "short" else turned(s, kind) for s in listed]
    pages: list[int] = []
    for number, size in enumerate(sizes, 1):
        mine = [side for side in listed if side.signature == number]
        assert len(mine) == 2 * size
        leaves = fold_signature(list(zip(mine[::2], mine[1::2], strict=True)), kind, flip=flip, rtl=rtl)
        assert all(leaf.seen_up and leaf.hidden_up for leaf in leaves)
        pages += [page for leaf in leaves for page in (leaf.seen, leaf.hidden)]
    assert pages == list(range(1, sum(sizes) * PAGES[kind] + 1))


# --- What was said ------------------------------------------------------------------------------------


def test_half_letter_goes_on_letter_and_a5_on_a4() -> None:
    assert home_sheet(396, 612, 2, 1) == "letter"
    assert home_sheet(419.53, 595.28, 2, 1) == "a4"
    assert home_sheet(306, 396, 2, 2) == "letter"
    assert home_sheet(432, 648, 2, 1) == "b4"
    assert home_sheet(306, 396, 4, 2) == "tabloid"
    assert home_sheet(297.6, 419.5, 4, 2) == "a3"


def test_any_sheet_can_be_named() -> None:
    assert find_sheet("12x9in") == (648, 864)
    with pytest.raises(ConfigError, match="lettre"):
        find_sheet("lettre")


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Wish(sheet="a5"), "P010"),
        (Wish(signatures="2,2"), "P011"),
        (Wish(only="9.9"), "P011"),
        (Wish(signatures="many"), "C003"),
        (Wish(signatures="0"), "C003"),
        (Wish(scheme="sextodecimo"), "C003"),
        (Wish(flip="sideways"), "C003"),
        (Wish(marks=("glue",)), "C003"),
        (Wish(scale="huge"), "C003"),
    ],
)
def test_what_cannot_be_is_said(wish: Wish, code: str) -> None:
    with pytest.raises(ConfigError) as caught:
        plan(wish, 100, 396, 612)
    assert caught.value.code == code
    assert caught.value.hint


def test_a_booklet_is_one_signature() -> None:
    assert plan(Wish(scheme="booklet"), 60, 396, 612).sizes == (15,)


def test_flyleaves_count() -> None:
    made = plan(Wish(flyleaves=1), 28, 396, 612)
    assert sum(made.sizes) == 8
    assert made.blanks == 0


def test_only_one_sheet() -> None:
    made = plan(Wish(only="2.3"), 100, 396, 612)
    assert [(side.signature, side.sheet) for side in made.sides] == [(2, 3), (2, 3)]


def test_scale_fits_when_asked() -> None:
    assert plan(Wish(sheet="a4"), 8, 419.5, 595.2).scale == 1
    with pytest.raises(ConfigError):
        plan(Wish(sheet="letter"), 8, 432, 648)
    assert plan(Wish(sheet="letter", scale="fit"), 8, 432, 648).scale == pytest.approx(396 / 432)
