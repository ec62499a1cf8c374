"""Covers made of one great ornament: wreaths, rays, borders, a scrolling vine.

In: a `Field`. Out: an `Ornament` in mirror symmetry about the middle of the page. The words stand in the
open middle or under the ornament, without a panel of their own.
"""

import math

from msgspec.structs import replace

from fanbook.cover.ornaments import (
    Shapes,
    arc,
    bar,
    disc,
    hoop,
    leaf,
    lozenge,
    mirrored,
    polar,
    quatrefoil,
    ribbon,
    ring,
    rosette,
    rule_box,
    star,
    tool,
)  # fmt: skip
from fanbook.cover.panels import corner_pieces
from fanbook.cover.patterns import Field, Ornament, filler, stamp
from fanbook.cover.scene import Box, Mark, Point, Shape, Strike, Tool


def _edge(field: Field, kind: str) -> Shapes:
    """The rules about a page."""
    outer = field.page.inset(62)
    if kind == "single":
        return rule_box(outer, 6)
    return (*rule_box(outer, 9), *rule_box(outer.inset(26), 3.2))


def wreath(field: Field) -> Ornament:
    """A wreath about the first motif in the upper half, sprays in the corners."""
    chance, cx = field.chance, field.page.centre[0]
    cy, radius = 830.0, 420.0
    foil: list[Mark] = [*_edge(field, "double"), *corner_pieces(field.page.inset(104), 190)]
    foil += mirrored(_half_wreath(cx, cy, radius, chance.pick(("laurel", "berries", "olive"))), cx)
    foil.append(stamp(field.motifs[0], cx, cy, 470))
    foil.append(stamp(field.motifs[1], cx, cy + radius, 156))
    foil.append(stamp(field.motifs[2], cx, cy - radius - 6, 116))
    return Ornament(tuple(foil))


def _half_wreath(cx: float, cy: float, radius: float, kind: str) -> Shapes:
    """The right half of a wreath, from the foot to the top."""
    out: list[Shape] = [arc(cx, cy, radius, (74, -74), 7)]
    count = 15
    for n in range(count):
        turn = 70 - 142 * n / (count - 1)
        foot = polar(cx, cy, radius, turn)
        size = 132 * (1 - 0.30 * n / count)
        slim = 0.30 if kind == "olive" else 0.40
        for sign in (1, -1):
            out += leaf(*foot, size, size * slim, turn - 90 + sign * 40)
        if kind != "laurel" and n % 2:
            out.append(disc(*polar(cx, cy, radius + 0.84 * size, turn + 1), 11))
        if kind == "berries" and n % 2:
            out.append(disc(*polar(cx, cy, radius - 0.84 * size, turn + 1), 11))
    return tuple(out)


def garland(field: Field) -> Ornament:
    """A wide wreath about the words, small ornaments powdered over the corners of the page."""
    chance, (cx, cy) = field.chance, field.clear.centre
    rx, ry = 660.0, 900.0
    kind = chance.pick(("star", "lozenge", "dots", "leaves"))
    half: list[Shape] = []
    count = 27
    for n in range(count):
        turn = 76 - 150 * n / (count - 1)
        x, y = cx + rx * math.cos(math.radians(turn)), cy + ry * math.sin(math.radians(turn))
        ahead = math.degrees(
            math.atan2(-ry * math.cos(math.radians(turn)), rx * math.sin(math.radians(turn)))
        )
        size = 138 - 44 * n / count
        for sign in (1, -1):
            half += leaf(x, y, size, size * 0.38, ahead + sign * 40)
        if n % 3 == 1:
            half.append(
                disc(
                    x + (size + 4) * 0.72 * math.cos(math.radians(turn)),
                    y + size * 0.72 * math.sin(math.radians(turn)),
                    12,
                )
            )
    path = [
        (cx + rx * math.cos(math.radians(t)), cy + ry * math.sin(math.radians(t))) for t in range(76, -77, -2)
    ]
    half += (ribbon(path[n : n + 8], 6) for n in range(0, len(path) - 1, 7))  # short pieces are soon drawn
    foil: list[Mark] = [*mirrored(half, cx)]
    foil.append(stamp(field.motifs[0], cx, cy + ry, 236))
    foil.append(stamp(field.motifs[1], cx, cy - ry, 176))
    foil += _powder(field, filler(kind, 27), (cx, cy), (rx + 170, ry + 170))
    foil += [stamp(field.motifs[2], x, y, 150) for x in (190.0, 1410.0) for y in (200.0, field.page.y1 - 200)]
    return Ornament(tuple(foil))


def _powder(field: Field, small: Tool, middle: Point, reach: Point) -> tuple[Mark, ...]:
    """Small ornaments in staggered rows outside an oval."""
    out: list[Mark] = []
    step = 80.0
    for row in range(33):
        for column in range(21):
            x, y = column * step + (step / 2 if row % 2 else 0), row * step
            inside = ((x - middle[0]) / reach[0]) ** 2 + ((y - middle[1]) / reach[1]) ** 2 < 1
            corner = (
                min(abs(x - 190), abs(x - 1410)) < 120
                and min(abs(y - 200), abs(y - field.page.y1 + 200)) < 120
            )
            if not inside and not corner:
                out.append(Strike(small, x, y))
    return tuple(out)


_NEAR = 408.0  # where beams begin


def rays(field: Field) -> Ornament:
    """Beams from a medallion to the edges of the page, cut off by the words' base."""
    chance, cx = field.chance, field.page.centre[0]
    cy, foot = 830.0, field.clear.y0 - 26
    box = Box(62, 62, field.page.x1 - 62, foot)
    count = chance.pick((40, 48, 56))
    beams: list[Mark] = []
    bead = tool(disc(0, 0, 9))
    for n in range(count):
        turn = 360 * n / count - 90
        if n % 2 == 0:
            beams.append(_beam(box.inset(20), (cx, cy), turn, 86 / count))
        else:
            beams += (_spike((cx, cy), turn, 78 / count), Strike(bead, *polar(cx, cy, 596, turn)))
    body = chance.between(0, 1) < 0.5
    foil: list[Mark] = [
        *beams,
        *rule_box(Box(62, 62, field.page.x1 - 62, field.page.y1 - 62), 8),
        bar(62, foot - 4, field.page.x1 - 62, foot + 4),
    ]
    foil += (*ring(cx, cy, 388, 10), *hoop(cx, cy, 362, 3.4))
    if body:
        foil.append(disc(cx, cy, 336))
    hero = stamp(field.motifs[0], cx, cy, 410 if body else 440)
    foil.append(replace(hero, cut=body))
    return Ornament(tuple(foil))


def _beam(box: Box, middle: Point, turn: float, spread: float) -> Shape:
    """A ray from the medallion, widening to the edge of its box."""
    edges = (turn - spread, turn + spread)
    far = [polar(*middle, _far(box, *middle, edge), edge) for edge in edges]
    return Shape((polar(*middle, _NEAR, edges[0]), *far, polar(*middle, _NEAR, edges[1])))


def _spike(middle: Point, turn: float, spread: float) -> Shape:
    """A short ray between two long ones."""
    return Shape(
        (
            polar(*middle, _NEAR, turn - spread),
            polar(*middle, 560, turn),
            polar(*middle, _NEAR, turn + spread),
        )
    )


def _far(box: Box, cx: float, cy: float, turn: float) -> float:
    """How far it is from a point to the edge of a box in a direction."""
    dx, dy = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    reach = []
    if abs(dx) > 1e-9:
        reach.append(((box.x1 if dx > 0 else box.x0) - cx) / dx)
    if abs(dy) > 1e-9:
        reach.append(((box.y1 if dy > 0 else box.y0) - cy) / dy)
    return min(reach)


def border(field: Field) -> Ornament:
    """A deep border of motifs in compartments, sprays in the inner corners, one motif over the words."""
    chance = field.chance
    outer = field.page.inset(56)
    columns, rows = 7, 11
    px, py = outer.width / columns, outer.height / rows
    knot = tool(*_knot(chance.pick(("rosette", "quatrefoil", "star")), 58))
    inner = outer.inset(px, py)
    foil: list[Mark] = [
        *rule_box(outer.inset(-9), 9),
        *rule_box(inner.inset(-7), 7),
        *rule_box(inner.inset(18), 3.2),
    ]
    foil += _partitions(outer, px, py)
    for column in range(columns):
        for row in range(rows):
            if 0 < column < columns - 1 and 0 < row < rows - 1:
                continue
            x, y = outer.x0 + (column + 0.5) * px, outer.y0 + (row + 0.5) * py
            if (column + row) % 2 == 0:
                foil.append(
                    stamp(field.motifs[(min(column, columns - 1 - column) + row) // 2 % 3], x, y, 150)
                )
            else:
                foil.append(Strike(knot, x, y))
    foil += corner_pieces(inner.inset(46), 128)
    foil.append(stamp(field.motifs[0], field.page.centre[0], inner.y0 + 300, 330))
    return Ornament(tuple(foil))


def _partitions(outer: Box, px: float, py: float) -> Shapes:
    """Thin bars between the compartments of a border."""
    out: list[Shape] = []
    for n in range(1, round(outer.width / px)):
        x = outer.x0 + n * px
        out += (bar(x - 2, outer.y0, x + 2, outer.y0 + py), bar(x - 2, outer.y1 - py, x + 2, outer.y1))
    for n in range(1, round(outer.height / py)):
        y = outer.y0 + n * py
        out += (bar(outer.x0, y - 2, outer.x0 + px, y + 2), bar(outer.x1 - px, y - 2, outer.x1, y + 2))
    return tuple(out)


def _knot(kind: str, radius: float) -> Shapes:
    match kind:
        case "rosette":
            return rosette(0, 0, radius, 8)
        case "quatrefoil":
            return quatrefoil(0, 0, radius)
        case _:
            return (star(0, 0, radius, 8, 0.42),)


def vine(field: Field) -> Ornament:
    """A scrolling stem all about the page: circle on circle, each curling in to a flower or a motif."""
    chance, cx = field.chance, field.page.centre[0]
    radius = 122.0
    centres = _chain(field, radius)
    half: list[Shape] = []
    flowers: list[Mark] = []
    sense = 1 if chance.between(0, 1) < 0.5 else -1
    flower = tool(*rosette(0, 0, 54, chance.pick((5, 6, 8))))
    entry = cx, centres[0][1]
    for index, (x, y) in enumerate(centres):
        following = centres[index + 1] if index + 1 < len(centres) else (cx, y)
        leave = ((x + following[0]) / 2, (y + following[1]) / 2) if index + 1 < len(centres) else (cx, y)
        start = math.degrees(math.atan2(entry[1] - y, entry[0] - x))
        stop = math.degrees(math.atan2(leave[1] - y, leave[0] - x))
        sweep = (stop - start) * sense % 360 * sense
        half += _scroll((x, y), radius, start, sweep, sense)
        if index % 2:
            flowers += [Strike(flower, x, y), Strike(flower, 2 * cx - x, y)]
        else:
            motif = field.motifs[index // 2 % 2]
            flowers += [stamp(motif, x, y, 104), stamp(motif, 2 * cx - x, y, 104, flip=True)]
        entry, sense = leave, -sense
    ends = [lozenge(cx, centres[0][1], 20, 30), lozenge(cx, centres[-1][1], 20, 30)]
    inner = field.page.inset(62 + 2 * radius + 34)
    hero = stamp(field.motifs[0], cx, inner.y0 + 300, 330)
    rules = (*rule_box(inner, 5), *rule_box(inner.inset(20), 2.6))
    return Ornament((*mirrored(half, cx), *ends, *flowers, *rules, hero))


def _chain(field: Field, radius: float) -> list[Point]:
    """Centres of touching circles, from beside the middle of the foot round the right side to the top."""
    cx = field.page.centre[0]
    high = (field.page.height - 18 * radius) / 2
    low = field.page.y1 - high
    across = [cx + radius * n for n in (1, 3, 5)]
    up = [low - 2 * radius * n for n in range(1, 9)]
    return [
        *((x, low) for x in across),
        *((across[-1], y) for y in up),
        *((x, high) for x in reversed(across)),
    ]


def _scroll(centre: Point, radius: float, start: float, sweep: float, sense: int) -> Shapes:
    """The stem's arc about one centre, the branch that leaves it inwards, and their leaves."""
    x, y = centre
    steps = max(8, int(abs(sweep) / 6))
    stem = [polar(x, y, radius, start + sweep * n / steps) for n in range(steps + 1)]
    out: list[Shape] = [ribbon(stem, 11)]
    turn = start + sweep
    curl = [
        polar(x, y, radius * (1 - 0.50 * (n / 40) ** 0.5), turn + sense * 262 * n / 40) for n in range(41)
    ]
    out.append(ribbon(curl, lambda along: 11 * (1 - 0.4 * along)))
    for n, size in ((7, 62), (15, 56), (23, 46)):
        (ax, ay), (bx, by) = curl[n], curl[n + 1]
        ahead = math.degrees(math.atan2(by - ay, bx - ax))
        out += leaf(ax, ay, size, 0.46 * size, ahead - sense * 48)
    for share in (0.3, 0.62):
        turn = start + sweep * share
        foot = polar(x, y, radius + 3, turn)
        out += leaf(*foot, 52, 25, turn + sense * 50)
    return tuple(out)
