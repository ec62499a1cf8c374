"""Pages planned together: whole, legal, and facing pages equally deep."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanbook.write.balance import Other, Row, plan_pages


def prose(
    lengths: list[int], *, scenes: frozenset[int] = frozenset(), whole: frozenset[int] = frozenset()
) -> list[Row]:
    """Paragraphs of so many lines; two lines stay together at either end, all of them if it is `whole`."""
    rows: list[Row] = []
    y = 0.0
    for number, length in enumerate(lengths, 1):
        if number in scenes:
            rows.append(Row(y + 1, y + 2, opens=False, scene=True))
            y += 3
        for at in range(length):
            opens = (at == 0 and number not in scenes) or (2 <= at <= length - 2 and number not in whole)
            rows.append(Row(y, y + 1, opens=opens, number=str(number)))
            y += 1
    return rows


def depths(rows: list[Row], lines: int, short: tuple[float, ...]) -> list[float]:
    """How deep each page becomes when each is filled as far as it goes: what WeasyPrint does."""
    found, first = [], 0
    for less in short:
        room = lines - less
        end = first + 1
        best = end
        top = 0.0 if first == 0 else rows[first].top
        while end <= len(rows) and rows[end - 1].bottom - top <= room + 0.01:
            if end == len(rows) or rows[end].opens:
                best = end
            end += 1
        found.append(rows[best - 1].bottom - top)
        first = best
        if first >= len(rows):
            break
    assert first == len(rows), "the plan's pages hold the chapter"
    return found


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 14), min_size=1, max_size=90), st.booleans())
def test_a_plan_holds_the_chapter_and_is_carried_out_by_filling_pages(
    lengths: list[int], on_verso: bool
) -> None:
    rows = prose(lengths)
    plan = plan_pages(rows, 20, on_verso=on_verso)
    made = depths(rows, 20, plan.short)
    assert len(made) == plan.pages
    assert all(depth <= 20 for depth in made)
    assert [20 - depth for depth in made[:-1]] == list(plan.short[:-1])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 12), min_size=20, max_size=90), st.booleans())
def test_facing_pages_are_equal_where_that_can_be(lengths: list[int], on_verso: bool) -> None:
    rows = prose(lengths)
    plan = plan_pages(rows, 20, on_verso=on_verso)
    made = depths(rows, 20, plan.short)
    full = made[:-1]
    pairs = [pair for at, pair in enumerate(pairwise(full)) if (at % 2 == 0) == on_verso]
    unequal = sum(above != below for above, below in pairs)
    assert unequal <= 0.15 * len(pairs) + 1


def test_a_spread_runs_short_rather_than_unequal() -> None:
    rows = prose([18, 3, 17, 3, 18, 3, 17])
    plan = plan_pages(rows, 20, on_verso=True)
    assert plan.short[0] == plan.short[1] > 0


def test_a_longer_paragraph_fills_a_page() -> None:
    rows = prose([9, 10, 2, 10, 8, 2, 20])
    plain = plan_pages(rows, 20, on_verso=True)
    elastic = plan_pages(rows, 20, on_verso=True, elastic={("1", 1): Other(0.1), ("4", 1): Other(0.1)})
    assert elastic.cost <= plain.cost


def test_two_paragraphs_of_a_page_may_be_set_otherwise() -> None:
    rows = prose([9, 9, 20, 20], whole=frozenset({3}))
    elastic = {(number, 1): Other(0.1) for number in ("1", "2")}
    plan = plan_pages(rows, 20, on_verso=True, elastic=elastic)
    assert plan.reset == (("1", 1), ("2", 1))
    assert not any(plan.short)


@pytest.mark.parametrize(("cut", "wanted"), [(frozenset(), True), (frozenset({9}), False)])
def test_one_that_goes_over_the_page_may_be_unless_that_cuts_a_word_there(
    cut: frozenset[int], *, wanted: bool
) -> None:
    # The second has 10 lines on the first page, 8 on the next, which has room for one more.
    rows = prose([10, 18, 11, 20], whole=frozenset({3, 4}))
    plan = plan_pages(rows, 20, on_verso=True, elastic={("2", 1): Other(0.1, cut)})
    assert (plan.reset == (("2", 1),)) == wanted
    assert (plan.short[0] == 0) == wanted


def test_a_last_page_that_is_nearly_full_is_as_deep_as_the_one_opposite() -> None:
    rows = prose([20, 18], whole=frozenset({2}))
    plan = plan_pages(rows, 20, on_verso=True, elastic={("2", 2): Other(0.1)})
    assert plan.last == 20
    assert plan_pages(rows, 20, on_verso=False, elastic={("2", 2): Other(0.1)}).last == 18


def test_no_page_ends_with_what_seems_to_be_a_first_line() -> None:
    rows = prose([19, 1, 17, 40], whole=frozenset({3}))
    full = [row._replace(alone=row.number == "2") for row in rows]
    assert plan_pages(rows, 20, on_verso=False).short[0] == 0
    assert plan_pages(full, 20, on_verso=False).short[0] == 1


def test_a_chapter_does_not_end_with_a_line_or_two() -> None:
    rows = prose([10, 10, 10, 10, 2])
    made = depths(rows, 20, plan_pages(rows, 20, on_verso=False).short)
    assert made[-1] >= 4


def test_a_scene_break_keeps_from_the_edge() -> None:
    rows = prose([17, 12, 12], scenes=frozenset({2}))
    plan = plan_pages(rows, 20, on_verso=True)
    made = depths(rows, 20, plan.short)
    end = next(at for at, row in enumerate(rows) if row.bottom - rows[0].top >= made[0])
    assert not any(row.scene for row in rows[max(0, end - 1) : end + 2])


def test_an_empty_chapter_has_a_page() -> None:
    assert plan_pages([], 20, on_verso=False).pages == 1


def test_a_box_higher_than_a_page_is_let_through() -> None:
    rows = [Row(0, 45, opens=True), Row(45, 46, opens=True)]
    assert plan_pages(rows, 20, on_verso=False).pages >= 1
