"""Where the pages of a chapter end: all of them at once, so that facing pages are equally deep.

In: the rows of the chapter as they would stand on one endless page, how many lines a page holds, on
which side the chapter begins, and which paragraphs can be set a line shorter or longer. Out: a
`PagePlan`: how deep each page is and which paragraphs are set otherwise. Pure arithmetic; depths are
in lines. WeasyPrint fills a page as far as it goes, so a plan is carried out by making pages less deep.

Costs say what is worse than what, after the rules of typesetting houses: pages that face each other
and differ are worst, then a chapter's last page of one or two lines, a cut word at the end of a page,
a scene break at its edge; a spread that runs a line short, or a paragraph a line long, is a cure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

from msgspec import Struct

UNEQUAL, SHORT, LONELY = 240.0, (0.0, 14.0, 60.0, 115.0), 150.0
HYPHEN, ALONE, EDGE, RESET = 110.0, 20.0, 30.0, 6.0
NEARLY, ALMOST = 0.8, 48.0  # a chapter's last page so full, and yet less deep than the page opposite
MOST_SHORT = 3  # lines that a page may run short where it has the choice
GAP, FOOT = 0.6, 4.0  # lines between text and footnotes, and what each costs
TOGETHER = 2  # lines of a paragraph on either side of a page's end
MOST_RESET = 2  # paragraphs on a page that are set otherwise
FEWEST_LAST = 4  # lines on a chapter's last page
SLACK = 0.02
INFINITE = 1e18


class Row(NamedTuple):
    """A line, or a box that takes the place of some. `top` and `bottom` in lines from the start.

    A page may begin with it if `opens`. `number` is its paragraph's, empty for what is not planned;
    `hyphen`: it ends in a hyphen; `scene`: it is a scene break; `alone`: it is a paragraph that fills its
    one line, and at the foot of a page would be taken for the first line of a longer one. `notes` names the
    footnotes that have their mark in it.
    """

    top: float
    bottom: float
    opens: bool
    number: str = ""
    hyphen: bool = False
    scene: bool = False
    alone: bool = False
    notes: tuple[str, ...] = ()


class Other(NamedTuple):
    """A paragraph set in more or fewer lines: what that costs, and which of its lines end in a hyphen."""

    cost: float
    hyphens: frozenset[int] = frozenset()


class PagePlan(Struct, frozen=True):
    """`short` is how many lines each page runs short; `reset` names paragraphs and by how many lines.

    `last` is the depth of the last page. `feet` is the space between the text and the footnotes of each
    page, 0 where it has none.
    """

    short: tuple[float, ...]
    reset: tuple[tuple[str, int], ...] = ()
    cost: float = 0.0
    last: float = 0.0
    feet: tuple[float, ...] = ()

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self.short)


Resets = tuple[tuple[str, int], ...]


class _Choice(NamedTuple):
    """A page: the row after its last, how deep it is with its notes and the space before them, its cost."""

    end: int
    depth: float
    foot: float
    cost: float
    resets: Resets


class _Page(NamedTuple):
    cost: float
    before: _State | None
    short: float
    reset: Resets
    depth: float
    foot: float


class _State(NamedTuple):
    row: int  # the next page begins with it
    is_verso: bool  # is the next page one?
    facing: float  # how deep the page opposite is; 0 if that does not matter


def plan_pages(
    rows: Sequence[Row],
    lines: int,
    *,
    on_verso: bool,
    elastic: Mapping[tuple[str, int], Other] | None = None,
    notes: Mapping[str, float] | None = None,
) -> PagePlan:
    """The best pages. `elastic` says how a paragraph would be if it were so many lines longer.

    `notes` are the heights of the footnotes that stand on the page of their mark, in lines.
    """
    start = _State(0, on_verso, 0.0)
    best: dict[_State, _Page] = {start: _Page(0.0, None, 0.0, (), 0.0, 0.0)}
    waiting = {0: [start]}
    ends: list[_Page] = []
    choices = _Choices(rows, lines, elastic or {}, notes or {})
    for row in range(len(rows)):
        for state in waiting.pop(row, ()):
            spent = best[state].cost
            for end, depth, foot, cost, reset in choices.pages(row):
                is_last = end == len(rows)
                total = spent + cost + _against(state, depth, lines if is_last else 0)
                short = 0.0 if is_last and not foot else max(0.0, lines - depth)
                page = _Page(total, state, short, reset, depth, foot)
                if is_last:
                    ends.append(page)
                    continue
                new = _State(end, not state.is_verso, depth if state.is_verso else 0.0)
                if new not in best:
                    waiting.setdefault(end, []).append(new)
                if new not in best or total < best[new].cost:
                    best[new] = page
    return _back(min(ends, key=lambda end: end.cost), best) if ends else PagePlan((0.0,))


def _against(state: _State, depth: float, last: int) -> float:
    """What it costs to face the page opposite; `last`: the lines of a page if it is the chapter's last."""
    beyond = depth - state.facing
    if not state.facing or abs(beyond) <= SLACK:
        return 0.0
    if not last:
        return UNEQUAL * min(3.0, abs(beyond))
    # The last may be shorter than the page opposite, and not deeper; by a line or two it looks like a slip.
    return UNEQUAL if beyond > 0 else ALMOST if depth >= NEARLY * last else 0.0


def _back(page: _Page, best: Mapping[_State, _Page]) -> PagePlan:
    pages = [page]
    while (before := pages[-1].before) is not None and best[before].before is not None:
        pages.append(best[before])
    pages.reverse()
    return PagePlan(
        short=tuple(round(one.short, 3) for one in pages),
        reset=tuple(reset for one in pages for reset in one.reset),
        cost=page.cost,
        last=page.depth,
        feet=tuple(round(one.foot, 3) for one in pages),
    )


class _Choices:
    """The pages that may begin with a row."""

    def __init__(
        self,
        rows: Sequence[Row],
        lines: int,
        elastic: Mapping[tuple[str, int], Other],
        notes: Mapping[str, float],
    ) -> None:
        self._rows, self._lines, self._notes = rows, lines, notes
        self._known: dict[int, tuple[_Choice, ...]] = {}
        self._elastic: dict[str, list[tuple[int, Other]]] = {}
        for (number, by), other in elastic.items():
            self._elastic.setdefault(number, []).append((by, other))
        self._last = {row.number: at for at, row in enumerate(rows) if row.number}
        self._first = {row.number: at for at, row in reversed([*enumerate(rows)]) if row.number}

    def pages(self, first: int) -> tuple[_Choice, ...]:
        """Every page worth a thought."""
        if first not in self._known:
            self._known[first] = tuple(self._pages(first))
        return self._known[first]

    def _pages(self, first: int) -> Iterator[_Choice]:
        rows, lines = self._rows, self._lines
        top = 0.0 if first == 0 else rows[first].top
        found, notes = False, 0.0
        by: dict[int, tuple[float, Resets]] = {0: (0.0, ())}
        deepest: tuple[int, float, float] | None = None
        for end in range(first + 1, len(rows) + 1):
            text = rows[end - 1].bottom - top
            if rows[end - 1].notes:
                notes += sum(self._notes.get(note, 0.0) for note in rows[end - 1].notes)
            depth = text + (notes + GAP if notes else 0.0)
            if depth > lines + 1 + SLACK and (found or deepest is not None):
                break
            self._learn(by, end, first)
            if end < len(rows) and not rows[end].opens:
                continue
            if depth <= lines + SLACK:
                deepest = end, text, notes
            if not notes and end < len(rows) and depth + max(by) < lines - MOST_SHORT:
                continue
            for change, (price, resets) in by.items():
                for new, foot in self._depths(text + change, notes, is_last=end == len(rows)):
                    found = True
                    choice = self._choice(first, end, text + change, new, foot)
                    yield choice._replace(cost=choice.cost + price, resets=resets)
        if not found:
            end, text, notes = deepest or (self._beyond(first), lines, 0.0)
            depth = ceil(text + notes + GAP - SLACK) if notes else text
            yield self._choice(first, end, text, depth, depth - text - notes if notes else 0.0)

    def _depths(self, text: float, notes: float, *, is_last: bool) -> Iterator[tuple[float, float]]:
        """How deep a page may be with that text, and the space before its notes, which stand at its foot."""
        lines = self._lines
        if not notes:
            if text <= lines + SLACK and (is_last or text >= lines - MOST_SHORT):
                yield text, 0.0
            return
        least = ceil(text + notes + GAP - SLACK)
        most = lines if is_last else min(lines, least + 1)
        for depth in range(max(least, lines - MOST_SHORT), most + 1):
            yield float(depth), depth - text - notes

    def _learn(self, by: dict[int, tuple[float, Resets]], end: int, first: int) -> None:
        """A paragraph that has just ended may be set a line longer or shorter.

        One that began on the page before leaves as many lines there as it would otherwise.
        """
        number = self._rows[end - 1].number
        if not number or self._last[number] != end - 1:
            return
        before = first - self._first[number]  # lines on the page before
        known = tuple(by.items())
        for change, other in self._elastic.get(number, ()):
            if before > 0 and (end - first + change < TOGETHER or before - 1 in other.hyphens):
                continue
            for already, (spent, resets) in known:
                total, cost = already + change, spent + other.cost + RESET
                if len(resets) < MOST_RESET and (total not in by or cost < by[total][0]):
                    by[total] = cost, (*resets, (number, change))

    def _beyond(self, first: int) -> int:
        """Where a page ends that nothing lets end in time: WeasyPrint breaks where it must."""
        return next(
            (end for end in range(first + 1, len(self._rows)) if self._rows[end].opens), len(self._rows)
        )

    def _choice(self, first: int, end: int, text: float, depth: float, foot: float) -> _Choice:
        return _Choice(end, depth, foot, self._cost(first, end, text, depth) + foot * FOOT, ())

    def _cost(self, first: int, end: int, text: float, depth: float) -> float:
        rows = self._rows
        if end == len(rows):
            return LONELY * max(0.0, FEWEST_LAST - text) if first else 0.0
        short = max(0, round(self._lines - depth))
        cost = SHORT[short] if short < len(SHORT) else SHORT[-1] + 30.0 * short
        if rows[end - 1].hyphen:
            cost += HYPHEN
        if rows[end - 1].alone:
            cost += ALONE
        edges = (*rows[first : first + 2], *rows[max(first, end - 2) : end])
        return cost + EDGE * [row.scene for row in edges].count(True)
