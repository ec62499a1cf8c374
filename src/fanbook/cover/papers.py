"""Pattern papers: small repeats of old standing, drawn for the label style.

In: a page, a `Chance`, motifs. Out: marks in two inks over the colour of the paper. Each repeat is one tool,
struck over the page in rows, so a whole paper costs little more than its repeat.
"""

import math
from collections.abc import Callable, Sequence

from msgspec import Struct

from fanbook.cover.chance import Chance
from fanbook.cover.lexicon import Motif
from fanbook.cover.ornaments import arc, bar, disc, leaf, lozenge, ribbon, ring, star, tool
from fanbook.cover.patterns import stamp
from fanbook.cover.scene import Box, Mark, Point, Shape, Strike, Tool

Marks = tuple[list[Mark], list[Mark]]  # in the line's colour, in the third colour


class Paper(Struct, frozen=True):
    """A pattern, what it is called, and the words that ask for it."""

    says: str
    draw: Callable[[Box, Chance, tuple[Motif, ...]], Marks]
    words: frozenset[str] = frozenset()


def _grid(page: Box, across: float, down: float, one: Tool, *, shifted: bool = True) -> list[Mark]:
    """A tool struck in rows, every other row half a step aside."""
    out: list[Mark] = []
    for row in range(-1, int(page.height / down) + 2):
        x = -across + (across / 2 if shifted and row % 2 else 0)
        while x < page.width + across:
            out.append(Strike(one, round(x), round(row * down)))
            x += across
    return out


def _waves(page: Box, chance: Chance, _: tuple[Motif, ...]) -> Marks:
    size = chance.pick((100.0, 133.0, 160.0))
    marks: list[Mark] = []
    one = tool(disc(0, 0, size))
    rings = tool(*(shape for share in (0.96, 0.70, 0.44) for shape in ring(0, 0, size * share, size * 0.11)))
    for row in range(int(page.height / (size / 2)) + 4):
        y = row * size / 2
        for column in range(-1, int(page.width / (2 * size)) + 2):
            x = column * 2 * size + (size if row % 2 else 0)
            marks += [Strike(one, round(x), round(y), cut=True), *(_rings(x, y, rings))]
    return marks, []


def _rings(x: float, y: float, rings: Tool) -> tuple[Mark, ...]:
    return (Strike(rings, round(x), round(y)),)


def _hemp(page: Box, chance: Chance, _: tuple[Motif, ...]) -> Marks:
    side = chance.pick((150.0, 180.0))
    high = side * math.sqrt(3)
    hexagon = [
        (side * math.cos(math.radians(60 * n)), side * math.sin(math.radians(60 * n))) for n in range(6)
    ]
    lines: list[Shape] = []
    for n in range(6):
        one, two = hexagon[n], hexagon[(n + 1) % 6]
        middle = (one[0] + two[0]) / 3, (one[1] + two[1]) / 3
        for a, b in (((0.0, 0.0), one), (one, two), (middle, (0.0, 0.0)), (middle, one), (middle, two)):
            lines.append(ribbon((a, b), 5.0))
    return _hexagons(page, side, high, tool(*lines)), []


def _hexagons(page: Box, side: float, high: float, one: Tool) -> list[Mark]:
    return [
        Strike(one, round(column * 1.5 * side), round(row * high + (high / 2 if column % 2 else 0)))
        for column in range(-1, int(page.width / (1.5 * side)) + 3)
        for row in range(-1, int(page.height / high) + 2)
    ]


def _tortoise(page: Box, chance: Chance, _: tuple[Motif, ...]) -> Marks:
    side = chance.pick((96.0, 120.0))
    high = side * math.sqrt(3)

    def six(radius: float) -> tuple[Point, ...]:
        return tuple(
            (radius * math.cos(math.radians(60 * n)), radius * math.sin(math.radians(60 * n)))
            for n in range(6)
        )

    one = tool(
        Shape(six(side * 0.93)),
        Shape(six(side * 0.80), cut=True),
        Shape(six(side * 0.62)),
        Shape(six(side * 0.5), cut=True),
    )
    flower = tool(
        *(
            disc(
                side * 0.2 * math.cos(math.radians(60 * n)),
                side * 0.2 * math.sin(math.radians(60 * n)),
                side * 0.1,
            )
            for n in range(6)
        )
    )
    return _hexagons(page, side, high, one), _hexagons(page, side, high, flower)


def _rounds(page: Box, chance: Chance, _: tuple[Motif, ...]) -> Marks:
    size = chance.pick((133.0, 160.0))
    half = size / math.sqrt(2)
    petals = [
        shape
        for turn in (0, 90, 180, 270)
        for shape in leaf(0, 0, size * 1.41, size * 0.58, turn + 45, vein=False)
    ]
    one = tool(*petals)
    dots = tool(disc(0, 0, size * 0.1))
    marks: list[Mark] = []
    thirds: list[Mark] = []
    for row in range(-1, int(page.height / half / 2) + 3):
        for column in range(-1, int(page.width / half / 2) + 3):
            marks.append(Strike(one, round(column * 4 * half / 2), round(row * 4 * half / 2)))
            thirds.append(Strike(dots, round(column * 2 * half + half), round(row * 2 * half)))
            thirds.append(Strike(dots, round(column * 2 * half), round(row * 2 * half + half)))
    return marks, thirds


def _scales(page: Box, chance: Chance, _: tuple[Motif, ...]) -> Marks:
    side = chance.pick((100.0, 133.333))
    one = tool(Shape(((-side / 2, side * 0.866), (side / 2, side * 0.866), (0.0, 0.0))))
    return _grid(page, side, side * 0.866, one), []


def _arrows(page: Box, chance: Chance, _: tuple[Motif, ...]) -> Marks:
    wide, tall = 100.0, chance.pick((300.0, 360.0))
    half = wide * 0.46
    feather = (
        Shape(((-half, 0.0), (-4.0, half), (-4.0, tall * 0.86 + half), (-half, tall * 0.86))),
        Shape(((half, 0.0), (4.0, half), (4.0, tall * 0.86 + half), (half, tall * 0.86))),
    )
    one, marks, thirds = tool(*feather), list[Mark](), list[Mark]()
    for column in range(-1, int(page.width / wide) + 2):
        for row in range(-2, int(page.height / tall) + 2):
            mark = Strike(one, round(column * wide), round(row * tall + (tall / 2 if column % 2 else 0)))
            (marks if (column + 2 * row) % 5 else thirds).append(mark)
    return marks, thirds


def _line(points: Sequence[Point], width: float) -> list[Shape]:
    """A long line in pieces: long outlines cost by the square."""
    return [ribbon(points[start : start + 9], width) for start in range(0, len(points) - 1, 8)]


def _combed(page: Box, chance: Chance, _: tuple[Motif, ...]) -> Marks:
    """Paste paper: lines drawn through wet colour with a comb."""
    rate, deep, phase = chance.between(1.5, 3.5), chance.between(40, 95), chance.between(0, math.tau)
    marks: list[Mark] = []
    gap = 34.0
    for n in range(-4, int(page.height / gap) + 5):
        points = [
            (x, n * gap + deep * math.sin(math.tau * rate * x / page.width + phase + (n // 8) * 0.9))
            for x in range(-20, int(page.width) + 40, 20)
        ]
        marks += _line(points, 9.0 if n % 8 else 20.0)
    return marks, []


def _checks(page: Box, chance: Chance, motifs: tuple[Motif, ...]) -> Marks:
    side = chance.pick((160.0, 200.0))
    marks: list[Mark] = []
    thirds: list[Mark] = []
    for row in range(int(page.height / side) + 1):
        for column in range(int(page.width / side) + 1):
            if (row + column) % 2:
                marks.append(bar(column * side, row * side, (column + 1) * side, (row + 1) * side))
            elif row % 2 == 0:
                thirds.append(
                    stamp(motifs[(row // 2) % 2], (column + 0.5) * side, (row + 0.5) * side, side * 0.5)
                )
    return marks, thirds


def _sprinkled(page: Box, chance: Chance, motifs: tuple[Motif, ...]) -> Marks:
    """The story's motifs, small and many, between dots."""
    step = chance.pick((160.0, 200.0))
    marks: list[Mark] = []
    thirds: list[Mark] = []
    dots = tool(
        disc(0, 0, 8),
        *(disc(26 * math.cos(math.radians(t)), 26 * math.sin(math.radians(t)), 6) for t in range(0, 360, 72)),
    )
    for row in range(int(page.height / step * 2) + 2):
        for column in range(int(page.width / step) + 2):
            x, y = column * step + (step / 2 if row % 2 else 0), row * step / 2
            if row % 2:
                marks.append(Strike(dots, round(x), round(y)))
            else:
                thirds.append(stamp(motifs[(row // 2 + column) % 2], x, y, step * 0.46, flip=bool(row % 4)))
    return marks, thirds


def _lattice(page: Box, _: Chance, __: tuple[Motif, ...]) -> Marks:
    step = 133.333
    cross = tool(
        *(
            ribbon((a, b), 6.0)
            for a, b in (
                ((-step / 2, 0.0), (0.0, -step / 2)),
                ((0.0, -step / 2), (step / 2, 0.0)),
                ((step / 2, 0.0), (0.0, step / 2)),
                ((0.0, step / 2), (-step / 2, 0.0)),
            )
        )
    )
    small = tool(star(0, 0, step * 0.2, 4, 0.3), lozenge(0, 0, 7, cut=True))
    return _grid(page, step, step / 2, cross), _grid(page, step, step / 2, small)


def _tides(page: Box, chance: Chance, _: tuple[Motif, ...]) -> Marks:
    """Rising lines that swell and narrow by turns."""
    wide = chance.pick((133.333, 160.0))
    marks: list[Mark] = []
    for n in range(-1, int(page.width / wide) + 2):
        for sign in (-1, 1):
            points = [
                (
                    n * wide
                    + sign * wide * (0.25 + 0.19 * math.sin(math.tau * y / 640 + (math.pi if n % 2 else 0))),
                    float(y),
                )
                for y in range(-20, int(page.height) + 40, 20)
            ]
            marks += _line(points, 7.0)
    return marks, []


def _bows(page: Box, chance: Chance, _: tuple[Motif, ...]) -> Marks:
    """Arches in rows, as on endpapers of the twenties."""
    size = chance.pick((160.0, 200.0))
    one = tool(
        *(arc(0, 0, size * share, (180, 360), size * 0.09) for share in (0.48, 0.34, 0.2)),
        disc(0, -0.03 * size, size * 0.06),
    )
    drop = tool(*leaf(0, -size * 0.02, size * 0.34, size * 0.14, 90, vein=False))
    return _grid(page, size, size * 0.62, one), _grid(page, size, size * 0.62, drop)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PAPERS = (
    Paper("waves in scales", _waves, _words("sea ocean ship water river tide mermaid sail pirate 海 夜 星")),
    Paper("hemp leaves", _hemp, _words("summer garden green leaf plant japan 夏 星")),
    Paper("tortoiseshell", _tortoise, _words("turtle old king winter long")),
    Paper("linked rounds", _rounds, _words("love romance wedding ring kiss marriage 愛 恋")),
    Paper("scales", _scales, _words("dragon snake fish serpent demon")),
    Paper("arrow feathers", _arrows, _words("arrow arrows archer robin bow school wedding")),
    Paper("combed waves", _combed, _words("storm wind rain music song river")),
    Paper("checks", _checks, _words("game chess humor crack school circus")),
    Paper("sprinkled motifs", _sprinkled),
    Paper("a lattice of stars", _lattice, _words("star stars magic night moon baghdad palace mosque")),
    Paper("rising tides", _tides, _words("steam smoke mist fog dream london")),
    Paper("arches", _bows, _words("city dance jazz gold ball theatre")),
)  # fmt: skip
