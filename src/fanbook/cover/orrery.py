"""The orrery style: an engraved plate of rings and bodies about a motif of the story.

In: a brief, a style, faces and a ruler. Out: a `Composition`. Each of the people of the stated pairing is a
body on a ring of its own; lovers stand in conjunction or opposition, friends share a ring. A story without a
pairing has as many bodies as its name gives it.
"""

import math

from msgspec import Struct

from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.composition import Composition, Placed, letters, stand
from fanbook.cover.lexicon import Motif
from fanbook.cover.motifs import choose_motifs
from fanbook.cover.ornaments import arc, disc, fleuron, polar, ribbon, rule_box, star
from fanbook.cover.palette import say
from fanbook.cover.patterns import stamp
from fanbook.cover.scene import Box, Layer, Mark, Scene, Shape
from fanbook.cover.scheme import choose_scheme
from fanbook.cover.setting import Press
from fanbook.cover.style import Style
from fanbook.cover.words import set_stack

_MARGIN = 180.0
_FOOT = 190.0


class _Plate(Struct, frozen=True):
    """The middle of the rings, the outermost radius, what has been drawn so far by ink."""

    x: float
    y: float
    radius: float
    line: list[Mark]
    faint: list[Mark]
    body: list[Mark]

    def hoop(self, radius: float, width: float, *, faint: bool = False) -> None:
        """A ring, in quarters so that it costs little."""
        ink = self.faint if faint else self.line
        for start in range(0, 360, 30):
            ink.append(arc(self.x, self.y, radius, (start, start + 31), width))

    def at(self, radius: float, turn: float) -> tuple[float, float]:
        """A place on a ring."""
        return polar(self.x, self.y, radius, turn)


def compose(brief: CoverBrief, style: Style, press: Press) -> Composition:
    """A cover of the orrery style."""
    look, own = Chance("orrery", brief.family), Chance("orrery", brief.key)
    scheme = choose_scheme(style, brief)
    voice = style.type.plain if brief.stand_in else look.fork("voice").weighed(style.type.voices)
    width = style.width - 2 * _MARGIN
    stack = set_stack(brief, style.type, voice, (width, style.height * 0.44), press, byline=True)
    top = style.height - _FOOT - stack.height
    words = stand(stack.items, style.width / 2, drop=top)
    room = Box(150, 160, style.width - 150, top - 110)
    radius = min(room.width / 2, room.height / 2)
    plate = _Plate(style.width / 2, room.y0 + room.height / 2, radius, [], [], [])
    motifs = choose_motifs(brief, own.fork("motifs"))
    count, said = _people(brief, own)
    _rim(plate, look.fork("rim"))
    _heart(plate, motifs[0], look.fork("heart"))
    _bodies(plate, brief, count, own.fork("bodies"))
    _aspects(plate, own.fork("aspects"))
    page = Box(0, 0, style.width, style.height)
    layers = (
        Layer("sky", scheme.ink("faint"), (*plate.faint, *_stars(page, plate, words, own.fork("stars")))),
        Layer("frame", scheme.ink("line"), (*rule_box(page.inset(62), 8), *rule_box(page.inset(84), 3))),
        Layer("art", scheme.ink("line"), tuple(plate.line)),
        Layer("art", scheme.ink("body"), tuple(plate.body)),
        Layer(
            "dividers",
            scheme.ink("line"),
            tuple(m for y in stack.rules for m in fleuron(page.width / 2, y + top, 320)),
        ),
        letters(words, scheme.ink("ink")),
    )
    scene = Scene(style.width, style.height, scheme.ink("ground"), layers, brief.key)
    shown = f"A plate of the heavens in {say(scheme['line'])} on {say(scheme['ground'])}: {said} about one of the {motifs[0].name}"
    return Composition(scene, words, stack.missing, shown)


def _people(brief: CoverBrief, chance: Chance) -> tuple[int, str]:
    """How many bodies, and in words."""
    signs = (brief.pairing or "").count("/") + (brief.pairing or "").count("&")
    count = min(5, 1 + signs) if signs else chance.fork("people").pick((3, 4, 5))
    return count, f"{('one', 'two', 'three', 'four', 'five')[count - 1]} bodies on their rings"


def _rim(plate: _Plate, chance: Chance) -> None:
    """The graduated ring about all: degrees, or rays, or moons."""
    outer = plate.radius
    plate.hoop(outer - 4, 7)
    plate.hoop(outer - 62, 4)
    kind = chance.pick(("degrees", "moons", "rays"))
    marks = {"degrees": 120, "moons": 24, "rays": 72}[kind]
    for n in range(marks):
        turn = 360 * n / marks - 90
        if kind == "degrees":
            deep = 46 if n % 10 == 0 else 30 if n % 5 == 0 else 18
            plate.line.append(
                ribbon(
                    (plate.at(outer - 8, turn), plate.at(outer - 8 - deep, turn)), 6 if n % 10 == 0 else 3.4
                )
            )
        elif kind == "rays":
            a, b = plate.at(outer - 58, turn - 1.5), plate.at(outer - 58, turn + 1.5)
            plate.line.append(Shape((a, plate.at(outer - 12 - 18 * (n % 2), turn), b)))
        else:
            plate.line.extend(_moon(*plate.at(outer - 33, turn), 17, n / marks))


def _moon(x: float, y: float, radius: float, phase: float) -> tuple[Shape, ...]:
    """The moon at a part of its month, as an outline of its lit side."""
    light = math.cos(math.tau * phase)
    side = 1 if phase < 0.5 else -1
    edge = [
        (x + side * radius * math.sin(t), y - radius * math.cos(t))
        for t in (math.pi * n / 16 for n in range(17))
    ]
    inner = [
        (x + side * light * radius * math.sin(t), y - radius * math.cos(t))
        for t in (math.pi * n / 16 for n in range(16, -1, -1))
    ]
    return (Shape((*edge, *inner)), arc(x, y, radius, (0, 361), 2.4))


def _heart(plate: _Plate, motif: Motif, chance: Chance) -> None:
    """The motif in the middle, in a sun of straight or wavy rays."""
    size = plate.radius * 0.425
    core = size * 0.80
    plate.body.append(stamp(motif, plate.x, plate.y, size * 1.06))
    plate.hoop(core, 5)
    rays = chance.pick((16, 24, 32))
    wavy = chance.pick((0, 1))
    for n in range(rays):
        turn = 360 * n / rays - 90
        reach = core + plate.radius * (0.13 if n % 2 == 0 else 0.085)
        if n % 2 and wavy:
            path = [
                plate.at(core + 12 + (reach - core - 12) * t / 8, turn + 2.6 * math.sin(math.tau * t / 8))
                for t in range(9)
            ]
            plate.line.append(ribbon(path, lambda t: 7 * (1 - t) + 1.6))
        else:
            half = 150 / rays
            a, b = plate.at(core + 10, turn - half), plate.at(core + 10, turn + half)
            plate.line.append(Shape((a, plate.at(reach, turn), b)))


def _bodies(plate: _Plate, brief: CoverBrief, count: int, chance: Chance) -> None:
    """A ring for each body, and the bodies."""
    pairing = brief.pairing or ""
    shared = "&" in pairing and "/" not in pairing
    low, high = plate.radius * 0.59, plate.radius * 0.81
    first = chance.between(0, 360)
    rings = 1 if shared else count
    together = chance.pick((True, False))
    for n in range(count):
        ring_ = (
            (low + high) / 2
            if shared
            else low + (high - low) * n / max(1, rings - 1)
            if rings > 1
            else (low + high) / 2
        )
        if not shared or n == 0:
            plate.hoop(ring_, 3.4)
        if shared:
            turn = first + 360 * n / count
        elif pairing and count == 2:
            turn = first + (0 if together else 180) * n + (14 * n if together else 0)
        else:
            turn = first + 137.5 * n
        size = plate.radius * chance.between(0.066, 0.096)
        _body(plate, plate.at(ring_, turn), size, n, turn)
    if shared:
        plate.hoop(low, 2.2, faint=True)
        plate.hoop(high, 2.2, faint=True)


def _body(plate: _Plate, place: tuple[float, float], size: float, kind: int, turn: float) -> None:
    """A body: plain, ringed, crescent, banded, starred."""
    x, y = place
    match kind % 4:
        case 0:
            plate.body.append(disc(x, y, size))
        case 1:
            plate.body.extend((disc(x, y, size * 0.78), *_tilted(x, y, size * 1.55, size * 0.5, turn)))
        case 2:
            plate.body.extend(
                (arc(x, y, size * 0.93, (0, 361), size * 0.14), *_half(x, y, size * 0.66, turn))
            )
        case _:
            plate.body.append(star(x, y, size * 1.25, 8, 0.45))


def _half(x: float, y: float, radius: float, turn: float) -> tuple[Shape, ...]:
    return (Shape(tuple(polar(x, y, radius, turn + 180 + 180 * n / 16 - 90) for n in range(17))),)


def _tilted(x: float, y: float, long: float, short: float, turn: float) -> tuple[Shape, ...]:
    """A ring seen from the side."""
    lean = math.radians(turn + 70)
    points = []
    for n in range(33):
        a, b = long * math.cos(math.tau * n / 32), short * math.sin(math.tau * n / 32)
        points.append(
            (x + a * math.cos(lean) - b * math.sin(lean), y + a * math.sin(lean) + b * math.cos(lean))
        )
    return (ribbon(points, long * 0.075),)


def _aspects(plate: _Plate, chance: Chance) -> None:
    """Faint chords between places on the rim: a figure of five to nine corners."""
    corners, skip = chance.pick(((5, 2), (7, 2), (7, 3), (8, 3), (9, 4), (6, 2)))
    first = chance.between(0, 360)
    reach = plate.radius - 66
    places = [plate.at(reach, first + 360 * n / corners) for n in range(corners)]
    for n in range(corners):
        plate.faint.append(ribbon((places[n], places[(n + skip) % corners]), 3.0))
    plate.hoop(plate.radius * 0.665, 2.2, faint=True)
    for n in range(corners):
        plate.faint.append(disc(*places[n], 9))


def _stars(page: Box, plate: _Plate, words: tuple[Placed, ...], chance: Chance) -> list[Mark]:
    """Stars about the plate, none near words."""
    out: list[Mark] = []
    for _ in range(70):
        x, y, size = (
            chance.between(120, page.width - 120),
            chance.between(120, page.height - 120),
            chance.between(5, 15),
        )
        free = math.hypot(x - plate.x, y - plate.y) > plate.radius + 26
        if free and not any(
            word.box.inset(-60, -44).meets(Box(x - 1, y - 1, x + 1, y + 1)) for word in words
        ):
            out.append(star(x, y, size, 4, 0.25) if size > 8 else disc(x, y, 2.6))
    return out
