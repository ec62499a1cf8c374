"""Square tiles of plain figures, for the grid style.

In: a kind of tile, a square, quarter turns. Out: outlines in two depths: the figure, and what lies on it.
Figures are drawn in a square of side 1 about (0, 0), so that a turn is a change of signs.
"""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct

from fanbook.cover.scene import Point, Points, Shape

Figure = tuple[tuple[Points, ...], tuple[Points, ...]]  # the figure, and what lies on it


class Family(Struct, frozen=True):
    """Tiles that look well together, what they are called, and how they may be arranged."""

    says: str
    kinds: tuple[str, ...]
    orders: tuple[str, ...] = ("free", "mirror", "turning")


FAMILIES = (
    Family("quarter circles and rings", ("quarter", "half", "ring", "leaf", "quarter", "dot")),
    Family("arches", ("arch", "quarter", "arch", "half", "dot"), ("free", "mirror")),
    Family("quilted triangles", ("triangle", "triangle", "diamond", "hourglass"), ("mirror", "turning")),
    Family("petals and discs", ("leaf", "petals", "dot", "leaf", "ring"), ("free", "mirror", "turning")),
    Family("stripes and half circles", ("stripes", "half", "stripes", "quarter", "dot")),
    Family("sails and steps", ("triangle", "quarter", "steps", "leaf"), ("free", "turning")),
)


def _arc(x: float, y: float, radius: float, start: float, stop: float) -> Points:
    steps = max(10, int(abs(stop - start) / 4))
    turns = (math.radians(start + (stop - start) * n / steps) for n in range(steps + 1))
    return tuple((x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns)


def _box(x0: float, y0: float, x1: float, y1: float) -> Points:
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def _quarter() -> Figure:
    return ((*_arc(-0.5, -0.5, 1, 0, 90), (-0.5, -0.5)),), ()


def _half() -> Figure:
    return (_arc(0, -0.5, 0.5, 0, 180),), ()


def _leaf() -> Figure:
    return ((*_arc(-0.5, -0.5, 1, 0, 90), *_arc(0.5, 0.5, 1, 180, 270)),), ()


def _ring() -> Figure:
    return (_arc(0, 0, 0.5, 0, 360),), (_arc(0, 0, 0.24, 0, 360),)


def _dot() -> Figure:
    return (_arc(0, 0, 0.3, 0, 360),), ()


def _arch() -> Figure:
    bands = [
        (*_arc(-0.5, -0.5, outer, 0, 90), *_arc(-0.5, -0.5, inner, 90, 0))
        for outer, inner in ((1.0, 0.78), (0.56, 0.34))
    ]
    return tuple(bands), ((*_arc(-0.5, -0.5, 0.12, 0, 90), (-0.5, -0.5)),)


def _triangle() -> Figure:
    return (((-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5)),), ()


def _diamond() -> Figure:
    return (((0, -0.5), (0.5, 0), (0, 0.5), (-0.5, 0)),), (((0, -0.22), (0.22, 0), (0, 0.22), (-0.22, 0)),)


def _hourglass() -> Figure:
    return (((-0.5, -0.5), (0.5, -0.5), (0, 0)), ((-0.5, 0.5), (0.5, 0.5), (0, 0))), ()


def _petals() -> Figure:
    out: list[Points] = []
    for sx, sy in ((1, 1), (-1, 1), (-1, -1), (1, -1)):
        one = _arc(
            0.5 * sx,
            0,
            0.5,
            *((180, 90) if sy > 0 else (180, 270)) if sx > 0 else ((0, 90) if sy > 0 else (0, -90)),
        )
        two = _arc(
            0,
            0.5 * sy,
            0.5,
            *((0, -90) if sx > 0 else (180, 270)) if sy > 0 else ((0, 90) if sx > 0 else (180, 90)),
        )
        out.append((*one, *two))
    return tuple(out), ()


def _stripes() -> Figure:
    return tuple(_box(-0.5, y, 0.5, y + 0.125) for y in (-0.5, -0.25, 0.0, 0.25)), ()


def _steps() -> Figure:
    corners = [(-0.5, -0.5)]
    for n in range(4):
        corners += [(0.5 - n * 0.25, -0.5 + n * 0.25), (0.5 - n * 0.25, -0.25 + n * 0.25)]
    return ((*corners, (-0.5, 0.5)),), ()


_FIGURES: Mapping[str, Callable[[], Figure]] = MappingProxyType(
    {
        "quarter": _quarter, "half": _half, "leaf": _leaf, "ring": _ring, "dot": _dot, "arch": _arch,
        "triangle": _triangle, "diamond": _diamond, "hourglass": _hourglass, "petals": _petals,
        "stripes": _stripes, "steps": _steps,
    }
)  # fmt: skip
_SET = {name: make() for name, make in _FIGURES.items()}


def tile(
    kind: str, place: Point, side: float, turn: int, *, mirrored: bool
) -> tuple[list[Shape], list[Shape]]:
    """A tile whose middle is at a place, after so many quarter turns."""

    def put(points: Points) -> Shape:
        out = []
        for x, y in points:
            across, down = (-x, y) if mirrored else (x, y)
            for _ in range(turn % 4):
                across, down = -down, across
            out.append((place[0] + across * side, place[1] + down * side))
        return Shape(tuple(out))

    figure, detail = _SET[kind]
    return [put(points) for points in figure], [put(points) for points in detail]
