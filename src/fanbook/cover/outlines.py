"""Outlines that silhouettes are put together from.

In: places and sizes, y growing upwards from the ground. Out: outlines as points.
"""

import math
from collections.abc import Iterator

from fanbook.cover.chance import Chance
from fanbook.cover.scene import Point, Points

Parts = tuple[list[Points], list[Points]]  # outlines, lights
SKIRT = -0.4  # how far a foot goes into the ground


def box(x0: float, y0: float, x1: float, y1: float) -> Points:
    """An upright box."""
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1)


def on_ground(x0: float, x1: float, top: float) -> Points:
    """A box with its foot in the ground."""
    return box(x0, SKIRT, x1, top)


def roof(x0: float, x1: float, low: float, high: float, over: float = 0.01) -> Points:
    """A gable."""
    return (x0 - over, low), ((x0 + x1) / 2, high), (x1 + over, low)


def disc(x: float, y: float, radius: float, stretch: float = 1.0) -> Points:
    """A disc, or an oval."""
    turns = (math.tau * n / 40 for n in range(40))
    return tuple((x + radius * math.cos(turn), y + stretch * radius * math.sin(turn)) for turn in turns)


def dome(x: float, y: float, radius: float, rise: float = 1.0) -> Points:
    """A half disc."""
    turns = [math.pi * n / 24 for n in range(25)]
    return tuple((x + radius * math.cos(turn), y + rise * radius * math.sin(turn)) for turn in turns)


def windows(
    corner: Point, count: tuple[int, int], step: tuple[float, float], size: tuple[float, float]
) -> list[Points]:
    """Panes in columns and rows, from a corner up."""
    x0, y0 = corner
    columns, rows = count
    return [
        box(x0 + c * step[0], y0 + r * step[1], x0 + c * step[0] + size[0], y0 + r * step[1] + size[1])
        for c in range(columns)
        for r in range(rows)
    ]


def pine(x: float, height: float, y: float = 0.0) -> Points:
    """A fir: steps that narrow upwards."""
    left: list[tuple[float, float]] = []
    for n in range(5):
        low = y + height * (0.1 + 0.18 * n)
        half = height * 0.21 * (1 - n / 5.6)
        left += [(half, low), (half * 0.52, low + height * 0.13)]
    right = [(x - a, b) for a, b in reversed(left)]
    return (
        *((x + a, b) for a, b in left),
        (x, y + height),
        *right,
        (x - 0.02 * height, y - 0.05),
        (x + 0.02 * height, y - 0.05),
    )


def blade(x: float, y: float, length: float, turn: float, width: float) -> Points:
    """A bar from a point outwards; 90 is up."""
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    ends = ((0.0, -width), (length, -width), (length, width), (0.0, width))
    return tuple((x + a * cos - b * sin, y + a * sin + b * cos) for a, b in ends)


def limbs(foot: Point, length: float, turn: float, width: float, chance: Chance) -> Iterator[Points]:
    """A branch and what grows from it."""
    x, y = foot
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    end = x + length * cos, y + length * sin
    yield (
        (x - width * sin, y + width * cos),
        (x + width * sin, y - width * cos),
        (end[0] + 0.5 * width * sin, end[1] - 0.5 * width * cos),
        (end[0] - 0.5 * width * sin, end[1] + 0.5 * width * cos),
    )
    if length > 0.045:
        for lean in (chance.between(14, 38), -chance.between(14, 38)):
            yield from limbs(end, length * chance.between(0.64, 0.8), turn + lean, width * 0.56, chance)
