"""The colours of one book, by rule.

In: the style's rules, the fandom, the words of the story, a `Chance`. Out: a `Palette` whose inks are
readable on their grounds by construction. The fandom anchors the hue, so a shelf of one fandom is a
family; words of mood pull it; the title chooses the cloth within the family and jitters it.
"""

from msgspec import Struct

from fanbook.cover.chance import Chance
from fanbook.cover.colour import Colour, contrast, turn
from fanbook.cover.style import GroundRule, MoodRule, Style

READABLE = 8.8  # of title and author; the rubric asks 7 on real pixels, weave and sheen take their part
_FAMILY = ((0.0, 5.0), (30.0, 2.0), (-34.0, 2.0), (165.0, 1.6), (80.0, 1.2), (-95.0, 1.2))


class Palette(Struct, frozen=True):
    """Cloth, foil, a blind tone a little off the cloth, and three inks for other panels."""

    ground: str  # the kind: deep, pale, bright, black
    cloth: Colour
    foil: Colour
    foil_name: str
    blind: Colour
    paper: Colour
    paper_ink: Colour
    leather: Colour
    leather_ink: Colour

    @property
    def is_dark(self) -> bool:
        """Whether the foil is lighter than the cloth."""
        return self.cloth.lightness < 0.5


def _dye(cloths: tuple[Colour, ...], hue: float) -> Colour:
    """A cloth of any hue, between the two dyes next to it."""
    ring = sorted(cloths, key=lambda dye: (dye.hue - hue) % 360)
    after, before = ring[0], ring[-1]
    gap = (after.hue - before.hue) % 360 or 360.0
    share = ((hue - before.hue) % 360) / gap
    return Colour(
        before.lightness + share * (after.lightness - before.lightness),
        before.chroma + share * (after.chroma - before.chroma),
        hue,
    )


def _ground(style: Style, moods: tuple[MoodRule, ...], chance: Chance) -> GroundRule:
    shares = {rule.name: rule.share for rule in style.grounds}
    for mood in moods:
        for name, factor in mood.grounds:
            shares[name] *= factor
    return chance.weighed(tuple((rule, shares[rule.name]) for rule in style.grounds))


def book_hue(fandom: str, moods: tuple[MoodRule, ...], chance: Chance) -> float:
    """The hue of a book: its fandom's, pulled by its moods, a little its own."""
    hue = Chance("hue", fandom.casefold()).between(0, 360) + chance.weighed(_FAMILY)
    for mood in moods:
        if mood.hue:
            hue = turn(hue, *mood.hue)
    return (hue + chance.between(-12, 12)) % 360


def _cloth(style: Style, rule: GroundRule, hue: float, moods: tuple[MoodRule, ...], shade: float) -> Colour:
    if rule.dyes:  # pale and bright cloths are only fine at certain hues
        dye = min(rule.dyes, key=lambda one: abs((one.hue - hue + 180) % 360 - 180))
        return Colour(dye.lightness + shade, dye.chroma, turn(dye.hue, hue, 0.12))
    dye = _dye(style.cloths, hue)
    chroma = max(0.03, dye.chroma + sum(mood.chroma for mood in moods))
    return Colour(max(0.2, dye.lightness + shade + sum(mood.lightness for mood in moods)), chroma, hue)


def apart(ink: Colour, ground: Colour, least: float) -> tuple[Colour, Colour]:
    """Ink and ground drawn apart until they contrast: mostly the darker gives way, so that foils and pale
    cloths keep their character.
    """
    dark, light = sorted((ink, ground), key=lambda one: one.lightness)
    for step in range(160):
        if contrast(dark.rgb, light.rgb) >= least:
            break
        if step % 4 == 3 or dark.lightness < 0.14:
            light = light.at(light.lightness + 0.006)
        else:
            dark = dark.at(dark.lightness - 0.006)
    return (dark, light) if ink.lightness < ground.lightness else (light, dark)


def _leather(cloth: Colour, chance: Chance) -> Colour:
    """A label in another colour: darker of the same hue, or one of three that binders keep."""
    dark = Colour(0.215, min(0.06, cloth.chroma), cloth.hue)
    labels = (Colour(0.27, 0.09, 20), Colour(0.25, 0.075, 262), Colour(0.26, 0.05, 158))
    far = tuple(one for one in labels if abs((one.hue - cloth.hue + 180) % 360 - 180) > 70)
    return chance.weighed(((dark, 2.0), *((one, 1.0) for one in far)))


def choose_palette(
    style: Style, fandom: str, words: frozenset[str], chance: Chance, turned: float = 0.0
) -> Palette:
    """The palette of a story; `turned` is how far a volume's hue stands from its series'.

    Title and author inks reach `READABLE` on every ground they may stand on.
    """
    moods = tuple(mood for mood in style.moods if mood.words & words)
    rule = _ground(style, moods, chance)
    cloth = _cloth(
        style, rule, (book_hue(fandom, moods, chance) + turned) % 360, moods, chance.between(-0.014, 0.014)
    )
    name = chance.pick(rule.foils)
    foil = dict(style.foils)[name]
    if name == "ink":
        foil = Colour(foil.lightness, foil.chroma, cloth.hue)
    foil, cloth = apart(foil, cloth, READABLE)
    paper = Colour(0.945, 0.022, 88)
    dark = cloth if cloth.lightness < 0.5 else foil
    paper_ink, paper = apart(Colour(min(0.3, dark.lightness), dark.chroma, dark.hue), paper, READABLE)
    pale = foil if cloth.lightness < 0.5 else dict(style.foils)["ivory"]
    leather_ink, leather = apart(pale, _leather(cloth, chance), READABLE)
    blind = cloth.at(cloth.lightness + (0.075 if cloth.lightness < 0.5 else -0.075))
    return Palette(rule.name, cloth, foil, name, blind, paper, paper_ink, leather, leather_ink)


_NAMES = (
    (15, "rose"), (33, "red"), (60, "russet"), (100, "ochre"), (130, "olive"), (172, "green"), (215, "teal"),
    (285, "blue"), (325, "violet"), (350, "plum"), (360, "rose"),
)  # fmt: skip


def say(colour: Colour) -> str:
    """A colour in words, for readers who cannot see it."""
    if colour.chroma < 0.025:
        return "black" if colour.lightness < 0.3 else "pale grey" if colour.lightness > 0.7 else "grey"
    shade = "dark " if colour.lightness < 0.45 else "pale " if colour.lightness > 0.82 else ""
    return shade + next(name for limit, name in _NAMES if colour.hue % 360 <= limit)
