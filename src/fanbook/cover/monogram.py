"""The monogram style: the initials of a collection, as large as letters get.

In: a brief, a style, faces and a ruler. Out: a `Composition`. The letters are the pairing's, in the author's
order, else the title's; how they stand is the title's own choice, so that two volumes of one pairing differ.
"""

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover.bidi import base_level
from fanbook.cover.breaks import is_joined, is_weak
from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.colour import Colour
from fanbook.cover.composition import Composition, letters, stand
from fanbook.cover.fonts import clusters, leading_face
from fanbook.cover.motifs import choose_motifs
from fanbook.cover.ornaments import bar, disc, fleuron, polar, ring, star, tool
from fanbook.cover.palette import say
from fanbook.cover.patterns import stamp
from fanbook.cover.scene import Box, Ink, Layer, Mark, Scene, Shape, Stamp, Strike
from fanbook.cover.scheme import Scheme, choose_scheme
from fanbook.cover.setting import Line, Press, tidy
from fanbook.cover.style import Style, Voice
from fanbook.cover.words import set_stack

_MARGIN = 170.0
_FOOT = 175.0
_PROBE = 400
_UNEVEN = 1.7
_AIR = 230.0  # between a field's edge and the one letter in it
_RULES = (
    ((70.0, 6.0), (94.0, 3.0)),
    ((80.0, 4.0),),
    ((64.0, 12.0),),
)  # frames: inset and thickness of each rule


def initials(brief: CoverBrief) -> tuple[str, ...]:
    """Up to three first letters: of the pairing's people, else of the words that carry the title; none of emoji."""
    people = [part for part in re.split(r"[/&×]", brief.pairing or brief.title) if part.strip()]
    words = people if len(people) > 1 else [w for w in tidy(brief.title).split(" ") if not is_weak(w)]
    firsts = (next((one for one in clusters(word) if one[0].isalnum()), "") for word in words)
    return tuple(first.upper() for first in firsts if first)[:3]


class _Art(Struct, frozen=True):
    """Where letters may stand, the letters, and what they are drawn with."""

    room: Box
    letters: tuple[str, ...]
    voice: Voice
    press: Press
    scheme: Scheme

    @property
    def across(self) -> tuple[str, ...]:
        """The letters from left to right: those of Arabic and Hebrew are read the other way."""
        return self.letters[::-1] if base_level("".join(self.letters)) else self.letters

    @property
    def is_uneven(self) -> bool:
        """Whether the letters are of very different heights, as in Arabic: one size becomes them, not one height."""
        lines = [self.press.line(one, self.voice, _PROBE)[0] for one in self.letters]
        heights = [line.ink[3] - line.ink[1] for line in lines]
        return any(is_joined(one[0]) for one in self.letters) or max(heights) > _UNEVEN * min(heights)

    def letter(self, text: str, height: float, width: float) -> Line:
        """A letter as high as this, or as wide as that."""
        probe, _ = self.press.line(text, self.voice, _PROBE)
        ink = probe.ink
        scale = min(height / max(ink[3] - ink[1], 1), width / max(probe.width, 1))
        return self.press.line(text, self.voice, max(20, int(_PROBE * scale)))[0]

    def put(self, line: Line, x: float, y: float) -> tuple[Mark, ...]:
        """A letter with the middle of its ink at a place."""
        return line.placed(x - line.width / 2, y - (line.ink[1] + line.ink[3]) / 2)


def compose(brief: CoverBrief, style: Style, press: Press) -> Composition:
    """A cover of the monogram style."""
    look, own = Chance("monogram", brief.family), Chance("monogram", brief.key)
    scheme = choose_scheme(style, brief)
    voice = style.type.plain if brief.stand_in else look.fork("voice").weighed(style.type.voices)
    width = style.width - 2 * _MARGIN
    stack = set_stack(brief, style.type, voice, (width, style.height * 0.46), press, byline=True)
    top = style.height - _FOOT - stack.height
    words = stand(stack.items, style.width / 2, drop=top)
    found = initials(brief)
    face = look.fork("face").weighed((("modern", 4.0), ("display", 2.0), ("serif", 1.0)))
    large = Voice(leading_face("".join(found), face, press.shelf), 700 if face != "geometric" else 600)
    art = _Art(Box(150, 150, style.width - 150, top - 120), found, large, press, scheme)
    arts = _ARTS_OF_ONE if len(found) < 2 else _ARTS_OF_UNEVEN if art.is_uneven else _ARTS
    name, draw = own.fork("art").pick(arts)
    motif = choose_motifs(brief, own.fork("motifs"))[0]
    layers = (
        *draw(art, own.fork("form"), stamp(motif, 0, 0, 1)),
        Layer(
            "dividers",
            scheme.ink("one"),
            tuple(m for y in stack.rules for m in fleuron(style.width / 2, y + top, 300)),
        ),
        letters(words, scheme.ink("ink")),
    )
    scene = Scene(style.width, style.height, scheme.ink("ground"), layers, brief.key)
    what = f"The letters {' and '.join(found)}" if found else f"One of the {motif.name}"
    shown = f"{what} {name}, in {say(scheme['one'])} and {say(scheme['two'])}"
    return Composition(scene, words, stack.missing, shown)


def _overlapping(art: _Art, chance: Chance, _: Stamp) -> tuple[Layer, ...]:
    """Letters that lie over one another; where two meet is a third colour."""
    room, count = art.room, len(art.letters)
    x, y = room.centre
    lean = chance.pick((1, -1)) * chance.between(0.10, 0.17)
    high = room.height * (0.86 if count == 2 else 0.74)
    lines = [art.letter(one, high, room.width * (0.66 if count == 2 else 0.42)) for one in art.across]
    apart = room.width * (0.17 if count == 2 else 0.155)
    marks = [
        art.put(line, x + (n - (count - 1) / 2) * 2 * apart, y + (n - (count - 1) / 2) * lean * room.height)
        for n, line in enumerate(lines)
    ]
    inks = ("one", "two", "one")
    layers = [Layer("art", art.scheme.ink(inks[n]), one) for n, one in enumerate(marks)]
    layers += [Layer("art", art.scheme.ink("both"), marks[n + 1], within=marks[n]) for n in range(count - 1)]
    return tuple(layers)


def _quartered(art: _Art, chance: Chance, motif: Stamp) -> tuple[Layer, ...]:
    """Four fields, as on a shield: letters in two, the motif in the others."""
    foot = art.room.y1 + 60
    across, down = (art.room.x0 + art.room.x1) / 2, foot / 2
    fields = [(0.0, 0.0), (across, 0.0), (0.0, down), (across, down)]
    flip = chance.pick((0, 1))
    dark = (0, 3) if flip == 0 else (1, 2)
    light = tuple(n for n in range(4) if n not in dark)
    layers = [
        Layer(
            "art",
            art.scheme.ink("two"),
            tuple(bar(fields[n][0], fields[n][1], fields[n][0] + across, fields[n][1] + down) for n in dark),
        ),
        Layer(
            "art",
            art.scheme.ink("one"),
            tuple(bar(fields[n][0], fields[n][1], fields[n][0] + across, fields[n][1] + down) for n in light),
        ),
    ]
    on_two, on_one = (
        art.scheme.readable_on("two", "both", "ground", "ink"),
        art.scheme.readable_on("one", "both", "ground", "ink"),
    )
    chosen = (*art.letters, *art.letters)[:2]
    for n, text in zip(dark, chosen, strict=True):
        line = art.letter(text, down * 0.72, across * 0.78)
        layers.append(
            Layer("art", _flat(on_two), art.put(line, fields[n][0] + across / 2, fields[n][1] + down / 2))
        )
    size = min(across, down) * 0.5
    layers += [
        Layer(
            "art", _flat(on_one), (_moved(motif, fields[n][0] + across / 2, fields[n][1] + down / 2, size),)
        )
        for n in light
    ]
    return tuple(layers)


def _flat(colour: Colour) -> Ink:
    return Ink(colour.rgb, "print")


def _moved(motif: Stamp, x: float, y: float, size: float) -> Stamp:
    return replace(motif, x=x, y=y, size=size)


def _sealed(art: _Art, chance: Chance, motif: Stamp) -> tuple[Layer, ...]:
    """A roundel with a beaded rim."""
    x, y = art.room.centre
    radius = min(art.room.width, art.room.height) / 2
    beads = chance.pick((48, 60, 72))
    bead = (
        tool(disc(0, 0, radius * 0.018)) if chance.pick((0, 1)) else tool(star(0, 0, radius * 0.034, 4, 0.35))
    )
    rim: list[Mark] = [*ring(x, y, radius, radius * 0.022), disc(x, y, radius * 0.86)]
    dots: list[Mark] = [Strike(bead, *polar(x, y, radius * 0.92, 360 * n / beads)) for n in range(beads)]
    on_two = art.scheme.readable_on("two", "ground", "both", "ink")
    seal = (Layer("art", art.scheme.ink("two"), tuple(rim)), Layer("art", art.scheme.ink("one"), tuple(dots)))
    if not art.letters:
        return (*seal, Layer("art", _flat(on_two), (_moved(motif, x, y, radius * 1.02),)))
    small = _moved(motif, x, y + radius * 0.64, radius * 0.2)
    return (
        *seal,
        Layer("art", _flat(on_two), _in_a_row(art, radius)),
        Layer("art", art.scheme.ink("one"), (small,)),
    )


def _in_a_row(art: _Art, radius: float) -> tuple[Mark, ...]:
    """Letters of one height side by side in the middle of a roundel."""
    x, y = art.room.centre
    count = len(art.letters)
    if count > 1 and art.is_uneven:
        return art.put(art.letter("\u2002".join(art.letters), radius * 1.05, radius * 1.4), x, y)
    wide = radius * (1.05 if count == 1 else 1.46) / count
    lines = [art.letter(one, radius * (1.05 if count == 1 else 0.86), wide * 0.97) for one in art.across]
    high = min(line.ink[3] - line.ink[1] for line in lines)
    lines = [art.letter(one, high, wide) for one in art.across]
    gap = radius * 0.07
    at = x - (sum(line.width for line in lines) + gap * (count - 1)) / 2
    marks: list[Mark] = []
    for line in lines:
        marks += art.put(line, at + line.width / 2, y)
        at += line.width + gap
    return tuple(marks)


def _stacked(art: _Art, chance: Chance, _: Stamp) -> tuple[Layer, ...]:
    """Letters of one width under one another, in one column with rules between."""
    count, room = len(art.letters), art.room
    high = (room.height - 70 * (count - 1)) / count
    layers, y = [], room.y0
    shift = chance.pick((-1, 1)) * room.width * 0.12
    rules: list[Mark] = []
    for n, one in enumerate(art.letters):
        line = art.letter(one, high, room.width * 0.8)
        layers.append(
            Layer(
                "art",
                art.scheme.ink("one" if n % 2 else "two"),
                art.put(line, room.centre[0] + (shift if n % 2 else -shift), y + high / 2),
            )
        )
        y += high
        if n < count - 1:
            rules.append(bar(room.x0 + 60, y + 32, room.x1 - 60, y + 38))
        y += 70
    return (*layers, Layer("art", art.scheme.ink("ink"), tuple(rules)))


def _framed(art: _Art, chance: Chance, motif: Stamp) -> tuple[Layer, ...]:
    """One letter or motif in a field of another colour, whole and with air about it; rules inside the field's edge."""
    wide, foot = art.room.x0 + art.room.x1, art.room.y1
    x, y = wide / 2, foot / 2
    high = foot - 2 * _AIR
    marks: tuple[Mark, ...] = (_moved(motif, x, y, high * 0.82),)
    if art.letters:
        marks = art.put(art.letter(art.letters[0], high, wide - 2 * _AIR), x, y)
    on_two = _flat(art.scheme.readable_on("two", "ground", "both", "ink"))
    rules = tuple(
        mark for inset, rule in chance.pick(_RULES) for mark in _rule(inset, wide - inset, foot - inset, rule)
    )
    return (
        Layer("art", art.scheme.ink("two"), (bar(0, 0, wide, foot),)),
        Layer("art", on_two, (*rules, *marks)),
    )


def _rule(near: float, far: float, low: float, thick: float) -> tuple[Shape, ...]:
    """The four sides of a frame from `near` to `far` across and from `near` to `low` down."""
    return (
        bar(near, near, far, near + thick),
        bar(near, low - thick, far, low),
        bar(near, near, near + thick, low),
        bar(far - thick, near, far, low),
    )


Draw = Callable[[_Art, Chance, Stamp], tuple[Layer, ...]]
_ARTS: tuple[tuple[str, Draw], ...] = (
    ("overlapping", _overlapping), ("overlapping", _overlapping), ("quartered with a motif", _quartered),
    ("in a roundel", _sealed), ("over one another", _stacked),
)  # fmt: skip
_ARTS_OF_UNEVEN: tuple[tuple[str, Draw], ...] = (("in a roundel", _sealed),)
_ARTS_OF_ONE: tuple[tuple[str, Draw], ...] = (("in a roundel", _sealed), ("in a framed field", _framed))
