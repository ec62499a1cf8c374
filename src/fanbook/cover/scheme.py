"""The colours of a printed cover: a scheme of the style, turned to the book's own hue.

In: the style's rules, a brief, a `Chance`. Out: a `Scheme`, colours by role. A scheme says how light and how
strong each role is and how far it stands from the book's hue; the accent is one of a list and never too near.
Ink is drawn apart from the ground until it is readable.
"""

import math
from collections.abc import Mapping
from itertools import pairwise

from msgspec import Struct

from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.colour import RGB, Colour, contrast
from fanbook.cover.motifs import words_of
from fanbook.cover.palette import READABLE, apart, book_hue
from fanbook.cover.scene import Finish, Ink
from fanbook.cover.style import MoodRule, SchemeRule, Style

_VOLUME_TURN = 67.0  # degrees from one volume of a series to the next
_APART = 50.0  # degrees between the book's hue and its accent


class Scheme(Struct, frozen=True):
    """Colours by role. Every scheme has `ground` and `ink`, readable on it."""

    name: str
    kind: str  # deep, pale, bright, black
    hue: float
    colours: Mapping[str, Colour]

    def __getitem__(self, role: str) -> Colour:
        return self.colours[role]

    def ink(self, role: str, finish: Finish = "print") -> Ink:
        """The ink of a role."""
        return Ink(self.colours[role].rgb, finish)

    def readable_on(self, role: str, *others: str) -> Colour:
        """Of some roles' colours, and those two that any cover may use, the first readable on this one."""
        ground = self.colours[role]
        tried = [self.colours[name] for name in others]
        is_dark = ground.lightness < 0.6
        tried.append(Colour(0.97, 0.012, self.hue) if is_dark else Colour(0.16, 0.02, self.hue))
        return next((one for one in tried if contrast(one.rgb, ground.rgb) >= READABLE), tried[-1])

    @property
    def is_dark(self) -> bool:
        """Whether the ground is darker than the ink."""
        return self["ground"].lightness < self["ink"].lightness


def moods_of(style: Style, said: frozenset[str]) -> tuple[MoodRule, ...]:
    """The moods that a story's words call up."""
    return tuple(mood for mood in style.moods if mood.words & said)


def said_by(brief: CoverBrief) -> frozenset[str]:
    """Every word that may choose something."""
    return words_of(" ".join((brief.title, brief.fandom or "", *brief.keywords)))


def turn_of(brief: CoverBrief) -> float:
    """How far a volume's hue stands from its series'."""
    digits = brief.volume if brief.volume.isascii() and brief.volume.isdigit() else ""
    return _VOLUME_TURN * (int(digits[:6]) - 1) if brief.series and digits else 0.0


def choose_scheme(style: Style, brief: CoverBrief) -> Scheme:
    """The colours of a book."""
    chance = Chance(style.name, brief.family).fork("scheme")
    moods = moods_of(style, said_by(brief) if not brief.series else words_of(brief.fandom or ""))
    shares = {rule.name: rule.share for rule in style.schemes}
    for rule in style.schemes:
        for mood in moods:
            shares[rule.name] *= dict(mood.grounds).get(rule.ground, 1.0)
    rule = chance.weighed(tuple((rule, shares[rule.name]) for rule in style.schemes))
    hue = (book_hue(brief.fandom or brief.series or brief.title, moods, chance) + turn_of(brief)) % 360
    return make_scheme(rule, hue, style.accents, moods, chance)


def _distance(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)


def make_scheme(
    rule: SchemeRule, hue: float, accents: tuple[Colour, ...], moods: tuple[MoodRule, ...], chance: Chance
) -> Scheme:
    """A scheme of this rule about a hue."""
    start, stop = rule.arc
    hue = (start + hue * (stop - start) / 360) % 360
    far = tuple(one for one in accents if _distance(one.hue, hue) >= _APART) or accents
    accent = chance.pick(far) if far else Colour(0.7, 0.12, hue)
    paler = sum(mood.chroma for mood in moods)
    colours: dict[str, Colour] = {"accent": accent}
    for role, (lightness, chroma, at) in rule.colours:
        if at == "accent":
            colours[role] = Colour(lightness or accent.lightness, chroma or accent.chroma, accent.hue)
        elif isinstance(at, str):
            mild = max(min(chroma, 0.03), chroma + paler) if chroma > 0.03 else chroma
            colours[role] = Colour(lightness, mild, (hue + float(at)) % 360)
        else:
            colours[role] = Colour(lightness, chroma, at)
    given = colours["ground"]
    colours["ink"], ground = apart(colours["ink"], given, READABLE)
    colours = {role: ground if one == given else one for role, one in colours.items()}
    return Scheme(rule.name, rule.ground, hue, colours)


def steps(one: Colour, other: Colour, count: int) -> tuple[RGB, ...]:
    """Colours from one to another in equal steps, by way of OKLab so that none turns muddy."""

    def lab(colour: Colour) -> tuple[float, float, float]:
        turn = math.radians(colour.hue)
        return colour.lightness, colour.chroma * math.cos(turn), colour.chroma * math.sin(turn)

    a, b = lab(one), lab(other)
    out = []
    for step in range(count):
        share = step / max(count - 1, 1)
        light, x, y = (p + share * (q - p) for p, q in zip(a, b, strict=True))
        out.append(Colour(light, math.hypot(x, y), math.degrees(math.atan2(y, x)) % 360).rgb)
    return tuple(out)


def wash(stops: tuple[tuple[float, Colour], ...]) -> Ink:
    """An ink that goes from colour to colour down the page."""
    rows: list[tuple[float, RGB]] = []
    for (top, one), (foot, other) in pairwise(stops):
        shades = steps(one, other, 17)
        rows += [(top + (foot - top) * n / 16, shade) for n, shade in enumerate(shades)]
    return Ink(rows[0][1], "wash", tuple(rows))
