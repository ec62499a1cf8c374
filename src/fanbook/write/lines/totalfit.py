"""Which of the places where lines may end are best for the whole paragraph: Knuth and Plass's method.

Pure arithmetic: the breaks of a `Paragraph` and a `Measure` go in, the chosen breaks come out. All
lengths are in em of the text. A line stretches and shrinks in its spaces and, a trace, in the width
of its letters; how much of what it can, is its ratio. A line's demerits grow with the sixth power of
that ratio; hyphens, neighbours of unlike colour and a short last line cost extra, as in TeX.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from fanbook.write.lines.words import Break, Paragraph

STRETCH, SHRINK = 0.5, 0.3  # of a space; TeX gives a third, and a line as tight as that is seen
NARROWEST = 0.16  # em: what is left of a space that is narrow to begin with
TRACE = 0.02  # of the letters' width, either way: microtype's figure; more can be seen

LINE, FLAGGED, FINAL_HYPHEN, UNLIKE = 10, 20_000.0, 5_000.0, 10_000.0
STACK = 2  # hyphens on successive lines
RUNT, RUNT_COST = 3.0, 60_000.0  # em: a last line shorter than this looks like a slip
INFINITE = 1e18


class Measure(Struct, frozen=True):
    """The room: a full line, the first line's indent; how loose a line may be, how much of a space it may lose."""

    line: float
    indent: float
    tolerance: float
    shrink: float = SHRINK


class Line(NamedTuple):
    """A chosen line: it ends at `end` and has this ratio."""

    end: Break
    ratio: float


class _Node(NamedTuple):
    width: float  # where the next line starts
    glue: float
    spaces: int
    left: float
    fitness: int
    stack: int
    lines: int
    cost: float
    before: _Node | None
    line: Line | None


def shrinkage(space: float) -> float:
    """How much of a space that is so wide (em) a line may lose, as a share."""
    return max(0.0, min(SHRINK, 1 - NARROWEST / space)) if space else SHRINK


def ratio(width: float, glue: float, room: float, shrink: float = SHRINK) -> float:
    """How much of what it can a line stretches (above 0) or shrinks (below 0)."""
    missing = room - width - glue
    give = glue * (STRETCH if missing >= 0 else shrink) + width * TRACE
    return missing / give if give > 0 else INFINITE


def total_fit(paragraph: Paragraph, measure: Measure, lines: int = 0) -> tuple[Line, ...] | None:
    """The lines, exactly so many if `lines` is given; None where the tolerance is too small."""
    active = [_Node(0.0, 0.0, 0, paragraph.left, 1, 0, 0, 0.0, None, None)]
    last = paragraph.breaks[-1]
    for place in paragraph.breaks[:-1]:
        best: dict[tuple[int, int, int], _Node] = {}
        kept = []
        is_final = place.at >= paragraph.last_word
        for node in active:
            found = _try(node, place, measure)
            if found < -1.0:
                continue
            kept.append(node)
            if found > measure.tolerance or (place.shows_hyphen and node.stack >= STACK):
                continue
            new = _extend(node, place, found, is_final=is_final)
            key = new.fitness, new.stack, new.lines if lines else 0
            rival = best.get(key)
            if rival is None or new.cost < rival.cost:
                best[key] = new
        active = kept + list(best.values())
        if not active:
            return None
    ends = [_end(node, last, measure) for node in active if _try(node, last, measure) >= -1.0]
    if lines:
        ends = [node for node in ends if node.lines == lines]
    return _back(min(ends, key=lambda node: node.cost)) if ends else None


def _try(node: _Node, place: Break, measure: Measure) -> float:
    room = measure.line + node.left + place.right - (0.0 if node.lines else measure.indent)
    return ratio(place.width - node.width + place.extra, place.glue - node.glue, room, measure.shrink)


def _extend(node: _Node, place: Break, found: float, *, is_final: bool) -> _Node:
    badness = 100.0 * abs(found) ** 3
    cost = (LINE + badness) ** 2 + place.penalty**2
    fitness = 0 if found < -0.5 else 1 if found <= 0.5 else 2 if found <= 1.0 else 3
    if abs(fitness - node.fitness) > 1:
        cost += UNLIKE
    stack = node.stack + 1 if place.shows_hyphen else 0
    if stack > 1:
        cost += FLAGGED
    if is_final:
        cost += FINAL_HYPHEN
    return _Node(
        place.next_width,
        place.next_glue,
        place.next_spaces,
        place.left,
        fitness,
        stack,
        node.lines + 1,
        node.cost + cost,
        node,
        Line(place, found),
    )


def _end(node: _Node, place: Break, measure: Measure) -> _Node:
    found = min(0.0, _try(node, place, measure))
    cost = (LINE + 100.0 * abs(found) ** 3) ** 2
    if node.stack:
        cost += FINAL_HYPHEN
    if node.lines and place.width - node.width + place.glue - node.glue < RUNT:
        cost += RUNT_COST
    return _Node(0.0, 0.0, 0, 0.0, 1, 0, node.lines + 1, node.cost + cost, node, Line(place, found))


def _back(node: _Node | None) -> tuple[Line, ...]:
    lines = []
    while node is not None and node.line is not None:
        lines.append(node.line)
        node = node.before
    return tuple(reversed(lines))
