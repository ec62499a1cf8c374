"""The counterchange style: one motif, very large, across two fields of colour.

In: a brief, a style, faces and a ruler. Out: a `Composition`. Where the motif lies on the light field it is
dark, where it lies on the dark one it is light, as heralds have it. The words keep to one field.
"""

from collections.abc import Callable

from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.composition import Composition, letters, reading_side, stand
from fanbook.cover.motifs import choose_motifs
from fanbook.cover.ornaments import bar, disc
from fanbook.cover.palette import say
from fanbook.cover.patterns import stamp
from fanbook.cover.scene import Box, Layer, Scene, Shape
from fanbook.cover.scheme import choose_scheme
from fanbook.cover.setting import Press
from fanbook.cover.style import Style
from fanbook.cover.words import set_stack

_MARGIN = 128.0
_FOOT = 140.0

Field = tuple[Shape, ...]
Split = tuple[Field, Field]  # the light field, the dark one


def compose(brief: CoverBrief, style: Style, press: Press) -> Composition:
    """A cover of the counterchange style."""
    look, own = Chance("counterchange", brief.family), Chance("counterchange", brief.key)
    scheme = choose_scheme(style, brief)
    voice = style.type.plain if brief.stand_in else look.fork("voice").weighed(style.type.voices)
    width = style.width - 2 * _MARGIN
    stack = set_stack(brief, style.type, voice, (width, style.height * 0.46), press, byline=True)
    at_head = look.fork("head").weighed(((False, 2.0), (True, 1.0)))
    side = reading_side(brief.title)
    edge = style.width - _MARGIN if side == "right" else _MARGIN
    drop = 150.0 if at_head else style.height - _FOOT - stack.height
    words = stand(stack.items, edge, side, drop)
    depth = stack.height + (250 if at_head else 240)
    art = (
        Box(0, depth, style.width, style.height) if at_head else Box(0, 0, style.width, style.height - depth)
    )
    motifs = choose_motifs(brief, own.fork("motifs"))
    motif = motifs[0]
    name, split = look.fork("split").pick(_SPLITS if motif.solid else _SPLITS[:4])
    light, dark = split(art, own.fork("split"))
    size = min(art.width * 0.86, art.height * 0.80)
    x, y = art.centre
    mark = stamp(motif, x, y, size, own.fork("lean").pick((0.0, 0.0, 8.0, -8.0)))
    cut = bar(art.x0, art.y0, art.x1, art.y1)
    layers = (
        Layer("art", scheme.ink("light"), light, within=(cut,)),
        Layer("art", scheme.ink("dark"), dark, within=(cut,)),
        Layer("art", scheme.ink("dark"), (mark,), within=light),
        Layer("art", scheme.ink("light"), (mark,), within=dark),
        letters(words, scheme.ink("ink")),
    )
    scene = Scene(style.width, style.height, scheme.ink("ground"), layers, brief.key)
    shown = f"One of the {motif.name}, large, in {say(scheme['dark'])} and {say(scheme['light'])}, {name}"
    return Composition(scene, words, stack.missing, shown)


def _upright(art: Box, chance: Chance) -> Split:
    x = art.x0 + art.width * chance.pick((0.5, 0.5, 0.382, 0.618))
    halves: Split = ((bar(art.x0, art.y0, x, art.y1),), (bar(x, art.y0, art.x1, art.y1),))
    return halves if chance.pick((0, 1)) else halves[::-1]


def _level(art: Box, chance: Chance) -> Split:
    y = art.y0 + art.height * chance.pick((0.5, 0.56, 0.45))
    halves: Split = ((bar(art.x0, art.y0, art.x1, y),), (bar(art.x0, y, art.x1, art.y1),))
    return halves if chance.pick((0, 1)) else halves[::-1]


def _slanted(art: Box, chance: Chance) -> Split:
    one, two = (art.y0, art.y1) if chance.pick((0, 1)) else (art.y1, art.y0)
    upper = Shape(((art.x0, art.y0), (art.x1, art.y0), (art.x1, two), (art.x0, one)))
    lower = Shape(((art.x0, art.y1), (art.x1, art.y1), (art.x1, two), (art.x0, one)))
    return ((upper,), (lower,)) if chance.pick((0, 1)) else ((lower,), (upper,))


def _sun(art: Box, chance: Chance) -> Split:
    x, y = art.centre
    radius = min(art.width, art.height) * chance.between(0.30, 0.36)
    y += chance.pick((-0.06, 0.0, 0.06)) * art.height
    round_: Field = (disc(x, y, radius),)
    rest: Field = (bar(art.x0, art.y0, art.x1, art.y1), Shape(disc(x, y, radius).points, cut=True))
    return (round_, rest) if chance.pick((0, 1)) else (rest, round_)


def _striped(art: Box, chance: Chance) -> Split:
    count = chance.pick((5, 7, 9))
    step = art.height / count
    rows = [bar(art.x0, art.y0 + n * step, art.x1, art.y0 + (n + 1) * step) for n in range(count)]
    return tuple(rows[0::2]), tuple(rows[1::2])


def _quartered(art: Box, chance: Chance) -> Split:
    x, y = art.centre
    one = (bar(art.x0, art.y0, x, y), bar(x, y, art.x1, art.y1))
    two = (bar(x, art.y0, art.x1, y), bar(art.x0, y, x, art.y1))
    return (one, two) if chance.pick((0, 1)) else (two, one)


_SPLITS: tuple[tuple[str, Callable[[Box, Chance], Split]], ...] = (
    ("parted upright", _upright), ("parted level", _level), ("parted aslant", _slanted),
    ("before a disc", _sun), ("across bars", _striped), ("quartered", _quartered),
)  # fmt: skip
