"""Binders' tools drawn in code: leaves, rosettes, stars, ribbons, rules.

In: places and sizes. Out: tuples of `Shape`s. Everything is a filled outline, as a brass tool is: a line
is a ribbon with two edges, so it can swell and taper.
"""

import math
from collections.abc import Callable, Sequence
from functools import cache

from fanbook.cover.scene import Box, Point, Points, Shape, Tool, extent

Shapes = tuple[Shape, ...]


def tool(*shapes: Shape) -> Tool:
    """Outlines about (0, 0) as one tool."""
    return Tool(shapes, extent(shape for shape in shapes if not shape.cut))


def polar(x: float, y: float, radius: float, degrees: float) -> Point:
    """A point at a distance and an angle; 0 is right, 90 is down."""
    turn = math.radians(degrees)
    return x + radius * math.cos(turn), y + radius * math.sin(turn)


def disc(x: float, y: float, radius: float, *, cut: bool = False) -> Shape:
    """A round dot."""
    turns = _turns(max(16, min(90, int(radius))))
    return Shape(tuple((x + radius * cos, y + radius * sin) for cos, sin in turns), cut)


@cache
def _turns(steps: int) -> Points:
    """Points about a circle of radius 1."""
    return tuple(polar(0, 0, 1, 360 * step / steps) for step in range(steps))


def ring(x: float, y: float, radius: float, width: float) -> Shapes:
    """A circle line; takes away what lies within it."""
    return disc(x, y, radius), disc(x, y, radius - width, cut=True)


def hoop(x: float, y: float, radius: float, width: float) -> Shapes:
    """A circle line that leaves what lies within it alone."""
    return arc(x, y, radius, (0, 181), width), arc(x, y, radius, (180, 361), width)


def arc(x: float, y: float, radius: float, sweep: tuple[float, float], width: float) -> Shape:
    """A piece of a circle line, from one direction to another in degrees."""
    start, stop = sweep
    steps = max(6, int(abs(stop - start) / 4))
    turns = [start + (stop - start) * step / steps for step in range(steps + 1)]
    outer = [polar(x, y, radius + width / 2, turn) for turn in turns]
    return Shape((*outer, *(polar(x, y, radius - width / 2, turn) for turn in reversed(turns))))


def lozenge(x: float, y: float, half: float, drop: float | None = None, *, cut: bool = False) -> Shape:
    """A square on its corner."""
    drop = half if drop is None else drop
    return Shape(((x, y - drop), (x + half, y), (x, y + drop), (x - half, y)), cut)


def star(x: float, y: float, radius: float, points: int = 4, waist: float = 0.3) -> Shape:
    """A star; few points and a thin waist make a glint."""
    steps = range(2 * points)
    return Shape(tuple(polar(x, y, radius * (waist if n % 2 else 1), 180 * n / points - 90) for n in steps))


def ribbon(path: Sequence[Point], width: Callable[[float], float] | float) -> Shape:
    """A line with two edges; `width` may depend on how far along (0 to 1)."""
    left, right = [], []
    last = len(path) - 1
    for index, (x, y) in enumerate(path):
        ahead, behind = path[min(index + 1, last)], path[max(index - 1, 0)]
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        length = math.hypot(dx, dy) or 1.0
        half = (width(index / last) if callable(width) else width) / 2
        left.append((x - dy / length * half, y + dx / length * half))
        right.append((x + dy / length * half, y - dx / length * half))
    return Shape((*left, *reversed(right)))


# One edge of a leaf: how far along, how far from the middle, of length and width 1.
_LEAF = tuple(
    (n / 14, max(0.0, 0.5 * math.sin(math.pi * (n / 14) ** 0.82) * (1 - 0.18 * n / 14))) for n in range(15)
)


def leaf(x: float, y: float, length: float, width: float, degrees: float, *, vein: bool = True) -> Shapes:
    """A leaf growing from a point in a direction, split along its vein."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))

    def put(along: float, aside: float) -> Point:
        return x + along * cos - aside * sin, y + along * sin + aside * cos

    edge = [(length * along, width * bulge) for along, bulge in _LEAF]
    if not vein:
        return (Shape((*(put(a, b) for a, b in edge), *(put(a, -b) for a, b in reversed(edge)))),)
    gap = max(1.6, 0.07 * width) / 2
    inner = [(a, min(gap, b)) for a, b in reversed(edge)]
    outer = [(a, max(b, gap) if 0 < a < length * 0.86 else b) for a, b in edge]
    half = (*outer, *inner)
    return Shape(tuple(put(a, b) for a, b in half)), Shape(tuple(put(a, -b) for a, b in half))


def rosette(x: float, y: float, radius: float, petals: int = 6, turn: float = -90) -> Shapes:
    """A flower seen from above: petals about an open eye."""
    out: list[Shape] = []
    for petal in range(petals):
        angle = turn + 360 * petal / petals
        px, py = polar(x, y, 0.22 * radius, angle)
        out += leaf(px, py, 0.78 * radius, 2.0 * radius / petals + 0.12 * radius, angle, vein=radius > 26)
    out.append(disc(x, y, 0.3 * radius, cut=True))
    out.append(disc(x, y, 0.2 * radius))
    return tuple(out)


def quatrefoil(x: float, y: float, radius: float) -> Shapes:
    """Four lobes and an open middle."""
    lobes = tuple(disc(*polar(x, y, 0.5 * radius, turn), 0.46 * radius) for turn in (0, 90, 180, 270))
    return (*lobes, lozenge(x, y, 0.3 * radius, cut=True))


def fleuron(x: float, y: float, span: float) -> Shapes:
    """A divider: a lozenge between two leaves and two tapering rules."""
    half = span / 2
    out: list[Shape] = [lozenge(x, y, 0.045 * span, 0.06 * span)]
    for sign in (1, -1):
        turn = 0 if sign > 0 else 180
        out += leaf(x + sign * 0.075 * span, y, 0.15 * span, 0.075 * span, turn)
        rule = [(x + sign * (0.25 * span + (half - 0.25 * span) * step / 8), y) for step in range(9)]
        out.append(ribbon(rule, lambda along: 0.013 * span * (1 - along) + 1.4))
        out.append(disc(x + sign * 0.235 * span, y, 0.014 * span))
    return tuple(out)


def sprig(x: float, y: float, length: float, degrees: float, *, pairs: int = 3, width: float = 5) -> Shapes:
    """A straight twig: pairs of leaves and one at the tip."""
    tip = polar(x, y, length * 0.7, degrees)
    out: list[Shape] = [
        ribbon([(x, y), polar(x, y, length * 0.35, degrees), tip], lambda t: width * (1.1 - 0.6 * t))
    ]
    for pair in range(pairs):
        foot = polar(x, y, length * (0.14 + 0.5 * pair / pairs), degrees)
        size = length * (0.42 - 0.06 * pair)
        for sign in (1, -1):
            out += leaf(*foot, size, size * 0.42, degrees + sign * (52 - 5 * pair))
    return (*out, *leaf(*tip, length * 0.34, length * 0.15, degrees))


def rule_box(box: Box, width: float) -> Shapes:
    """A rectangle line, as four bars, so that it takes nothing away."""
    outer, inner = box, box.inset(width)
    return (
        bar(outer.x0, outer.y0, outer.x1, inner.y0),
        bar(outer.x0, inner.y1, outer.x1, outer.y1),
        bar(outer.x0, outer.y0, inner.x0, outer.y1),
        bar(inner.x1, outer.y0, outer.x1, outer.y1),
    )


def bar(x0: float, y0: float, x1: float, y1: float) -> Shape:
    """A filled upright rectangle."""
    return Shape(((x0, y0), (x1, y0), (x1, y1), (x0, y1)))


def mirrored(shapes: Sequence[Shape], axis: float) -> Shapes:
    """The shapes and their reflection in an upright axis."""
    return (*shapes, *(Shape(tuple((2 * axis - x, y) for x, y in one.points), one.cut) for one in shapes))
