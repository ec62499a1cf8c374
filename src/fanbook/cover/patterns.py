"""Patterns that cover the whole cloth, with a panel laid in them.

In: a `Field`: the page, the motifs, the box to keep clear, a `Chance`. Out: an `Ornament`, the marks in foil
and those in the blind tone. Every pattern repeats on a grid that divides the page evenly, so its edges are
cut alike on both sides; a motif that would touch the panel is left out whole.
"""

import math
from collections.abc import Iterable

from msgspec import Struct

from fanbook.cover.chance import Chance
from fanbook.cover.lexicon import Motif
from fanbook.cover.ornaments import (
    Shapes,
    bar,
    disc,
    leaf,
    lozenge,
    polar,
    quatrefoil,
    ribbon,
    rosette,
    rule_box,
    sprig,
    star,
    tool,
)  # fmt: skip
from fanbook.cover.scene import Box, Mark, Point, Shape, Stamp, Strike, Tool, around


class Field(Struct, frozen=True):
    """What a pattern is drawn on."""

    page: Box
    motifs: tuple[Motif, ...]
    clear: Box  # no motif may touch it
    columns: int
    rows: int
    chance: Chance

    @property
    def pitch(self) -> Point:
        """The size of one cell."""
        return self.page.width / self.columns, self.page.height / self.rows

    def free(self, marks: Iterable[Mark]) -> tuple[Mark, ...]:
        """The marks that keep clear of the panel."""
        return tuple(mark for mark in marks if not self.clear.meets(reach_of(mark)))


class Ornament(Struct, frozen=True):
    """Marks by ink."""

    foil: tuple[Mark, ...]
    blind: tuple[Mark, ...] = ()

    def shown(self, page: Box, under: Box | None) -> "Ornament":
        """Without the marks off the page, or wholly under a panel: they would be drawn for nothing."""

        def is_seen(mark: Mark) -> bool:
            reach = reach_of(mark)
            return page.meets(reach) and not (under is not None and under.holds(reach))

        return Ornament(tuple(filter(is_seen, self.foil)), tuple(filter(is_seen, self.blind)))


def reach_of(mark: Mark) -> Box:
    """The box a mark keeps to."""
    if isinstance(mark, Stamp):
        return around(mark.x, mark.y, mark.size * (0.7 if mark.angle else 0.5))
    if isinstance(mark, Strike):
        return mark.tool.reach.moved(mark.x, mark.y)
    if isinstance(mark, Shape):
        return mark.box
    return around(mark.x, mark.y, 0)


def stamp(motif: Motif, x: float, y: float, size: float, angle: float = 0.0, *, flip: bool = False) -> Stamp:
    """A motif at a place."""
    return Stamp(motif.symbol, x, y, size, motif.solid, angle, flip=flip)


_FILLERS = ("lozenge", "star", "dots", "rosette", "leaves")
_SMALL = ("star", "rosette", "dots")


def filler(kind: str, size: float) -> Tool:
    """A small ornament between motifs."""
    match kind:
        case "lozenge":
            return tool(
                lozenge(0, 0, 0.36 * size, 0.5 * size), lozenge(0, 0, 0.17 * size, 0.26 * size, cut=True)
            )
        case "star":
            return tool(star(0, 0, 0.56 * size, 4, 0.24))
        case "dots":
            return tool(*(disc(*polar(0, 0, 0.3 * size, turn), 0.13 * size) for turn in (-90, 30, 150)))
        case "rosette":
            return tool(*rosette(0, 0, 0.46 * size, 6))
        case _:
            pair = (leaf(0, 0.34 * size, 0.72 * size, 0.28 * size, turn) for turn in (-62, -118))
            return tool(*(shape for one in pair for shape in one))


def rows(field: Field) -> Ornament:
    """Two motifs in staggered rows, a small ornament in every gap."""
    (px, py), chance = field.pitch, field.chance
    kind, second = chance.pick(_FILLERS), field.motifs[1]
    size = min(0.66 * px, 0.80 * py)
    small = filler(kind, 0.17 * px)
    foil: list[Mark] = []
    for row in range(field.rows):
        y = (row + 0.5) * py
        odd = row % 2
        for column in range(-1, field.columns + 1):
            x = (column + (1.0 if odd else 0.5)) * px
            foil += field.free(
                [stamp(second if odd else field.motifs[0], x, y, size * (0.86 if odd else 1.0))]
            )
            foil += field.free([Strike(small, x + px / 2, y)])
    return Ornament(tuple(foil))


def sprays(field: Field) -> Ornament:
    """Columns of one motif in half-drop, each on a blind oval, twigs between."""
    (px, py), chance = field.pitch, field.chance
    size = min(0.62 * px, 0.54 * py)
    foil: list[Mark] = []
    blind: list[Mark] = []
    oval, small = tool(disc(0, 0, 0.49 * min(px, py))), filler(chance.pick(_SMALL), 0.15 * px)
    twigs = tuple(
        tool(*sprig(sign * 0.11 * px, 0, 0.30 * px, -90 + sign * 90, pairs=2, width=4)) for sign in (1, -1)
    )
    for column in range(field.columns + 1):
        x, drop = column * px, column % 2
        for row in range(-1, field.rows + 1):
            y = (row + 0.5 + 0.5 * drop) * py
            motif = field.motifs[(row + drop) % 2]
            foil += field.free([stamp(motif, x, y, size)])
            blind += field.free([Strike(oval, x, y)])
            foil += field.free(Strike(one, x, y + py / 2) for one in (small, *twigs))
    return Ornament(tuple(foil), tuple(blind))


def ogee(field: Field) -> Ornament:
    """An onion lattice of double lines, a motif in every cell and a knot where cells meet."""
    (px, py), chance = field.pitch, field.chance
    foil: list[Mark] = []
    blind: list[Mark] = []
    inner: list[Mark] = foil if chance.between(0, 1) < 0.5 else blind
    waves = [tool(ribbon(_wave(field, sign * 0.25 * px), 6.5)) for sign in (1, -1)]
    foil += (Strike(waves[line % 2], (line + 0.5) * px / 2, 0) for line in range(-1, 2 * field.columns + 1))
    knot = filler(chance.pick(("rosette", "lozenge", "star")), 0.13 * px)
    hole, onion = tool(disc(0, 0, 0.075 * px)), tool(_onion(0.80 * px, 0.80 * py, 3.2))
    for row in range(-1, 2 * field.rows + 2):
        for column in range(-1, field.columns + 1):
            x, y = (column + (0.5 if row % 2 else 0.0)) * px, row * py / 2
            foil += field.free([stamp(field.motifs[row % 2], x, y, min(0.50 * px, 0.42 * py))])
            inner.append(Strike(onion, x, y))
            if crossing := field.free([Strike(knot, x + px / 2, y)]):
                foil += (Strike(hole, x + px / 2, y, cut=True), *crossing)
    return Ornament(tuple(foil), tuple(blind))


def _wave(field: Field, reach: float) -> list[Point]:
    """One of the lattice's lines, from the top of the page to its foot."""
    steps, py = 24 * field.rows, field.pitch[1]
    return [(reach * math.cos(2 * math.pi * step / 24), py * step / 24) for step in range(steps + 1)]


def _onion(width: float, height: float, line: float) -> Shape:
    """The closed line of one cell."""
    turns = [2 * math.pi * step / 48 for step in range(49)]

    def half(turn: float) -> float:
        return width / 4 * (1 + math.cos(turn))

    right = [(half(turn - math.pi), height * (turn / (2 * math.pi) - 0.5)) for turn in turns]
    return ribbon([*right, *((-x, y) for x, y in reversed(right))], line)


def trellis(field: Field) -> Ornament:
    """Diamonds of crossing garlands, a motif in each, a flower at every crossing."""
    (px, py), chance = field.pitch, field.chance
    foil: list[Mark] = []
    manner = chance.pick(("leaves", "double", "dots"))
    sides = [tool(*_garland(manner, (sign * px / 2, py / 2), px)) for sign in (-1, 1)]
    flower = tool(*rosette(0, 0, 0.10 * px, 8))
    for row in range(-1, 2 * field.rows + 2):
        for column in range(-1, field.columns + 2):
            x, y = (column + (0.5 if row % 2 else 0.0)) * px, row * py / 2
            motif = field.motifs[row % 2]
            foil += field.free([stamp(motif, x, y, min(0.47 * px, 0.47 * py))])
            foil += (Strike(side, x, y - py / 2) for side in sides)
            foil += field.free([Strike(flower, x, y - py / 2)])
    return Ornament(tuple(foil))


def _garland(manner: str, stop: Point, pitch: float) -> Shapes:
    """One side of a diamond, from its top at (0, 0)."""
    turn = math.degrees(math.atan2(stop[1], stop[0]))
    length = math.hypot(*stop)
    a, b = polar(0, 0, 0.12 * pitch, turn), polar(0, 0, length - 0.12 * pitch, turn)
    if manner == "dots":
        count = 7
        return tuple(disc(a[0] + (b[0] - a[0]) * n / (count - 1), a[1] + (b[1] - a[1]) * n / (count - 1), 7 if n % 3 == 0 else 4.5)
                     for n in range(count))  # fmt: skip
    if manner == "double":
        shift = polar(0, 0, 5.5, turn + 90)
        return tuple(
            ribbon(
                [
                    (a[0] + sign * shift[0], a[1] + sign * shift[1]),
                    (b[0] + sign * shift[0], b[1] + sign * shift[1]),
                ],
                3.6,
            )
            for sign in (1, -1)
        )
    out: list[Shape] = [ribbon([a, b], 3.4)]
    for n in range(4):
        foot = polar(*a, math.dist(a, b) * (n + 0.35) / 4.4, turn)
        for sign in (1, -1):
            out += leaf(*foot, 0.115 * pitch, 0.05 * pitch, turn + 38 * sign)
    return tuple(out)


def scales(field: Field) -> Ornament:
    """Overlapping fans like waves or roof tiles, a motif on each."""
    (px, py), chance = field.pitch, field.chance
    radius = px / 2
    foil: list[Mark] = []
    motifs: list[Stamp] = []
    lines = chance.pick(((1.0, 0.955, 0.90, 0.885), (1.0, 0.965), (1.0, 0.97, 0.92, 0.905, 0.87, 0.855)))
    along = [column * px for column in range(-1, field.columns + 1)]
    rings = [disc(x, 0, radius * share, cut=n % 2 == 1) for x in along for n, share in enumerate(lines)]
    below = [disc(x + px / 2, py, radius, cut=True) for x in (along[0] - px, *along)]
    fans = tool(*rings, *below, *(disc(x, 2 * py, radius, cut=True) for x in along))
    for row in range(field.rows + 3):
        y = (row - 0.4) * py
        start = px if row % 2 else px / 2
        foil.append(Strike(fans, start, y))
        motifs += (stamp(field.motifs[row % 2], x + start, y - 0.30 * radius, 0.80 * radius) for x in along)
    return Ornament((*foil, *field.free(motifs)))


def scatter(field: Field) -> Ornament:
    """Motifs tossed at all angles, as close as they go without touching, small stars between."""
    chance = field.chance
    taken = _Taken(field.clear)
    foil: list[Mark] = []
    blind: list[Mark] = []
    kind = chance.pick(_FILLERS)
    wide, narrow = field.page.x1, field.clear.x0 < 190  # beside a wide panel there is no room to be cut
    for size, tries, rank in ((250.0, 700, 0), (190.0, 900, 1), (128.0, 900, 2)):
        for _ in range(tries):
            x, y = chance.between(-20, field.page.x1 + 20), chance.between(-20, field.page.y1 + 20)
            if (narrow and not 0.5 * size < x < wide - 0.5 * size) or not taken.take(x, y, 0.54 * size):
                continue
            turn, mirror = chance.between(-28, 28), chance.between(0, 1) < 0.5
            motif = field.motifs[(rank + (chance.between(0, 1) < 0.3)) % 3]
            foil.append(stamp(motif, x, y, size, turn, flip=mirror))
    smalls = [(size, filler(kind, size)) for size in (30.0, 44.0)]
    for _ in range(1500):
        x, y, (size, small) = chance.between(0, wide), chance.between(0, field.page.y1), chance.pick(smalls)
        if taken.take(x, y, 0.8 * size):
            (blind if chance.between(0, 1) < 0.4 else foil).append(Strike(small, x, y))
    return Ornament(tuple(foil), tuple(blind))


class _Taken:
    """Circles that do not touch: a page in squares, so that only near ones are compared."""

    _SIDE = 2 * 0.54 * 250  # two of the largest motifs cannot touch from further apart

    def __init__(self, clear: Box) -> None:
        self._clear = clear
        self._near: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def take(self, x: float, y: float, reach: float) -> bool:
        """Whether a circle was free; then it is taken."""
        if self._clear.meets(around(x, y, reach)):
            return False
        column, row = int(x // self._SIDE), int(y // self._SIDE)
        for px, py, other in self._near.get((column, row), ()):
            if (x - px) ** 2 + (y - py) ** 2 <= (reach + other) ** 2:
                return False
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                self._near.setdefault((column + dx, row + dy), []).append((x, y, reach))
        return True


def tiles(field: Field) -> Ornament:
    """A chequer of framed squares: motifs and ornaments by turns."""
    (px, py), chance = field.pitch, field.chance
    origin = field.page
    foil: list[Mark] = []
    blind: list[Mark] = []
    kind, fill = chance.pick(("rosette", "quatrefoil", "sprigs")), chance.between(0, 1) < 0.6
    plain = tool(*_tile(kind, 0.32 * px))
    index = 0
    for row in range(field.rows):
        for column in range(field.columns):
            cell = Box(
                origin.x0 + column * px,
                origin.y0 + row * py,
                origin.x0 + (column + 1) * px,
                origin.y0 + (row + 1) * py,
            )
            if field.clear.meets(cell.inset(4)):
                continue
            foil += rule_box(cell.inset(-2.5), 5)
            if (row + column) % 2 == 0 or px > 300:
                foil.append(
                    stamp(field.motifs[index % min(6, max(3, len(field.motifs)))], *cell.centre, 0.64 * px)
                )
                index += 1
                blind += (bar(cell.x0 + 14, cell.y0 + 14, cell.x1 - 14, cell.y1 - 14),) if fill else ()
            else:
                foil.append(Strike(plain, *cell.centre))
    return Ornament(tuple(foil), tuple(blind))


def _tile(kind: str, radius: float) -> Shapes:
    match kind:
        case "rosette":
            return rosette(0, 0, radius, 8)
        case "quatrefoil":
            return quatrefoil(0, 0, radius)
        case _:
            return tuple(
                shape
                for turn in (45, 135, 225, 315)
                for shape in sprig(0, 0, 1.25 * radius, turn, pairs=2, width=4)
            )
