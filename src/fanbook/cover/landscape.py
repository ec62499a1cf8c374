"""The landscape style: one thing against the sky, ridges of land or bars of sea, the title in the air.

In: a brief, a style, faces and a ruler. Out: a `Composition`. The story's words choose the subject and its
land; the scheme is the time of day. The sky keeps one colour behind the title, so that it is readable by
construction, and changes only between the words and the land.
"""

import math

from msgspec import Struct

from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.colour import Colour
from fanbook.cover.composition import Composition, Placed, letters, stand
from fanbook.cover.fit import Room
from fanbook.cover.ornaments import bar, disc
from fanbook.cover.palette import say
from fanbook.cover.scene import Box, Ink, Layer, Mark, Points, Scene, Shape
from fanbook.cover.scheme import Scheme, choose_scheme, said_by, steps, wash
from fanbook.cover.setting import Press
from fanbook.cover.silhouettes import SUBJECTS, Subject
from fanbook.cover.style import Style
from fanbook.cover.words import Item, author_block, set_stack

_TOP = 168.0
_MARGIN = 120.0
_FOOT = 190.0  # from the last line of the byline to the page's foot
_HORIZON = 0.70


class _Ridge(Struct, frozen=True):
    """A skyline of land: rises by sines, or by straight slopes where it is sharp."""

    base: float
    rise: float
    waves: tuple[tuple[float, float, float], ...]  # rate, turn, size
    sharp: bool = False

    def at(self, x: float) -> float:
        """The row of the page where the land begins."""
        total = 0.0
        for rate, turn, size in self.waves:
            wave = math.sin(math.tau * rate * x / 1600 + turn)
            total += size * (2 / math.pi * math.asin(wave) if self.sharp else wave)
        return self.base - self.rise * total

    def outline(self, width: float, foot: float) -> Shape:
        """The land down to a row."""
        step = 20
        top = tuple((float(x), self.at(x)) for x in range(-step, int(width) + 2 * step, step))
        return Shape((*top, (width + step, foot), (-step, foot)))


def compose(brief: CoverBrief, style: Style, press: Press) -> Composition:
    """A cover of the landscape style."""
    look, own = Chance("landscape", brief.family), Chance("landscape", brief.key)
    scheme = choose_scheme(style, brief)
    voice = style.type.plain if brief.stand_in else look.fork("voice").weighed(style.type.voices)
    width = style.width - 2 * _MARGIN
    stack = set_stack(brief, style.type, voice, (width, style.height * 0.46), press, byline=False)
    author = author_block(brief, style.type, Room(width, 300, 1.16, 400), press)
    above = stand(stack.items, style.width / 2, drop=_TOP)
    below: tuple[Placed, ...] = ()
    if author:
        item = Item("author", style.height - _FOOT - author.height, author)
        below = stand((item,), style.width / 2)
    air = Box(0, _TOP + stack.height, style.width, style.height * _HORIZON)
    subject = choose_subject(brief, own.fork("subject"))
    layers = _view(subject, scheme, air, style, own)
    on_land = scheme.readable_on("fore", "ink")
    layers = (
        *_stars(scheme, above, style.width, own.fork("stars")),
        *layers,
        letters(above, scheme.ink("ink")),
        letters(below, Ink(on_land.rgb, "print")),
    )
    sky = wash(
        ((0.0, scheme["ground"]), (air.y0 + 30, scheme["ground"]), (style.height * 0.76, scheme["low"]))
    )
    scene = Scene(style.width, style.height, sky, layers, brief.key, noise=3)
    shown = f"{subject.name.capitalize()} against a sky of {say(scheme['ground'])} and {say(scheme['low'])}"
    missing = stack.missing | (author.missing if author else frozenset())
    return Composition(scene, (*above, *below), missing, shown)


def called(brief: CoverBrief) -> list[tuple[float, Subject]]:
    """The subjects a story's words call for, and how loudly."""
    title = said_by(CoverBrief("" if brief.stand_in else brief.title, ()))
    every = said_by(brief)
    rows = [(3.0 * len(one.words & title) + len(one.words & every), one) for one in SUBJECTS]
    return [(weight, one) for weight, one in rows if weight]


def choose_subject(brief: CoverBrief, chance: Chance) -> Subject:
    """The subject of a picture; a story that names no place gets one by its name."""
    found = called(brief)
    if not found:
        return chance.pick(SUBJECTS)
    most = max(weight for weight, _ in found)
    return chance.weighed(tuple((one, weight) for weight, one in found if weight >= 0.75 * most))


def _ridges(subject: Subject, chance: Chance, height: float) -> tuple[_Ridge, ...]:
    """From far to near."""
    sharp = subject.land == "peaks"
    size = {"hills": 74.0, "peaks": 190.0, "sea": 46.0, "plain": 26.0, "wood": 60.0}[subject.land]
    out = []
    for n, base in enumerate((_HORIZON - 0.06, _HORIZON, _HORIZON + 0.075, _HORIZON + 0.155)):
        waves = tuple(
            (chance.between(0.5, 1.0) * (k + 0.7), chance.between(0, math.tau), 1 / (k + 1)) for k in range(3)
        )
        soft = size * (1.0 - 0.22 * n)
        out.append(_Ridge(base * height, soft, waves, sharp and n < 2))
    return tuple(out)


def _view(subject: Subject, scheme: Scheme, air: Box, style: Style, chance: Chance) -> tuple[Layer, ...]:
    """Disc, far land, the subject on its own land, near land."""
    page = Box(0, 0, style.width, style.height)
    ridges = _ridges(subject, chance.fork("land"), style.height)
    place = chance.fork("place")
    x = style.width * place.pick((0.34, 0.5, 0.66))
    sun = page.width - x if abs(x - page.width / 2) > 1 else page.width * place.pick((0.36, 0.64))
    radius = min(place.between(200, 290), max(90.0, (page.height * 0.72 - air.y0) * 0.4))
    height = max(air.y0 + radius + 50, ridges[0].base - radius * place.between(0.1, 0.9))
    tones = steps(scheme["far"], scheme["near"], 3)
    feet = (0.86, 0.9, 0.97, 1.0)
    layers = [Layer("sky", scheme.ink("disc"), (disc(sun, height, radius),))]
    for n, ridge in enumerate(ridges[:2]):
        mist = Colour(scheme["low"].lightness, scheme["low"].chroma, scheme["low"].hue)
        top = Colour(*_mixed(scheme["far"], mist, 0.45 * (1 - n)))
        fade = Colour(*_mixed(top, mist, 0.55))
        ink = wash(((ridge.base - ridge.rise, top), (ridge.base + 260, fade)))
        layers.append(Layer("land", ink, (ridge.outline(page.width, page.height * feet[n]),)))
    parts, _ = subject.draw(chance.fork("subject-form"))
    tall = max(y for points in parts for _, y in points)
    size = min(style.width * subject.span, (ridges[2].base - ridges[2].rise - air.y0 - 90) / tall)
    room = min(page.width / 2, size * 0.56 + 50)
    x = min(max(x, room), page.width - room)
    near, lights = _subject(subject, x, ridges[2], size, chance)
    layers.append(
        Layer("lights", scheme.ink("light"), lights[1])
        if subject.land == "sea"
        else Layer("lights", scheme.ink("light"), ())
    )
    layers.append(Layer("subject", scheme.ink("near"), near))
    layers.append(Layer("land", scheme.ink("near"), _water_or_land(subject, ridges[2], page)))
    layers.append(Layer("lights", scheme.ink("light"), lights[0]))
    layers += _foreground(
        subject, ridges, (Ink(tones[1], "print"), scheme.ink("fore")), page, chance.fork("fore")
    )
    return tuple(layer for layer in layers if layer.marks)


def _mixed(one: Colour, other: Colour, share: float) -> tuple[float, float, float]:
    """A colour part of the way to another, by the shorter way round."""
    turn = ((other.hue - one.hue + 540) % 360) - 180
    if abs(turn) > 70:  # the long way round would pass through colours of neither
        turn = 0.0
    return (
        one.lightness + share * (other.lightness - one.lightness),
        one.chroma + share * (min(other.chroma, one.chroma) - one.chroma),
        (one.hue + share * turn) % 360,
    )


def _subject(
    subject: Subject, x: float, ridge: _Ridge, size: float, chance: Chance
) -> tuple[tuple[Mark, ...], tuple[tuple[Mark, ...], tuple[Mark, ...]]]:
    """The subject on its land; windows, and what shines behind it."""
    parts, lights = subject.draw(chance.fork("subject-form"))
    half = size * 0.36
    foot = max(ridge.at(x - half), ridge.at(x), ridge.at(x + half)) - (0 if subject.land == "sea" else 4)
    foot = ridge.base + 8 if subject.land == "sea" else foot

    def put(points: Points) -> Shape:
        return Shape(tuple((x + a * size, foot - b * size) for a, b in points))

    beams = tuple(
        put(points) for points in lights if max(abs(a) for a, _ in points) > 0.9 and len(points) == 3
    )
    shining = tuple(
        put(points) for points in lights if not (max(abs(a) for a, _ in points) > 0.9 and len(points) == 3)
    )
    return tuple(put(points) for points in parts), (shining, beams)


def _water_or_land(subject: Subject, ridge: _Ridge, page: Box) -> tuple[Mark, ...]:
    if subject.land == "sea":
        return (bar(-10, ridge.base, page.width + 10, page.height),)
    return (ridge.outline(page.width, page.height),)


def _foreground(
    subject: Subject, ridges: tuple[_Ridge, ...], inks: tuple[Ink, Ink], page: Box, chance: Chance
) -> list[Layer]:
    """The darkest land, and at sea the bars of light on the water."""
    fore = ridges[3]
    layers = []
    if subject.land == "sea":
        bars: list[Mark] = []
        for n in range(16):
            y = ridges[2].base + 24 + n * 17 + chance.between(-4, 4)
            wide = chance.between(60, 420) * (1 - n / 26)
            middle = page.width * chance.between(0.1, 0.9)
            bars.append(Shape(((middle - wide, y), (middle, y - 4), (middle + wide, y), (middle, y + 4))))
        layers.append(Layer("land", inks[0], tuple(bars)))
    marks: list[Mark] = [fore.outline(page.width, page.height)]
    for n in range(90):
        x = page.width * (n + chance.between(0, 1)) / 90
        y, tall = fore.at(x) + 6, chance.between(14, 44)
        lean = chance.between(-14, 14)
        if subject.land != "sea":
            marks.append(Shape(((x - 4, y), (x + lean, y - tall), (x + 4, y))))
    layers.append(Layer("land", inks[1], tuple(marks)))
    return layers


def _stars(scheme: Scheme, words: tuple[Placed, ...], width: float, chance: Chance) -> tuple[Layer, ...]:
    """A few stars between the words of a night sky."""
    if not scheme.is_dark:
        return ()
    marks = []
    for _ in range(64):
        x, y, size = chance.between(40, width - 40), chance.between(40, 1500), chance.between(1.8, 4.6)
        if not any(word.box.inset(-40).meets(Box(x - 1, y - 1, x + 1, y + 1)) for word in words):
            marks.append(disc(x, y, size))
    return (Layer("sky", scheme.ink("disc"), tuple(marks)),)
