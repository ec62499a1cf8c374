"""The flow style: strands of fine line across a dark or a pale page, the words at its foot.

In: a brief, a style, faces and a ruler. Out: a `Composition`. A strand stands for one of the people of the
stated pairing: romance twines them, friendship lets them run side by side; a story without a pairing has
one strand, or water. The lines of a strand are one middle line, set off by a breadth that breathes.
"""

import math
from collections.abc import Callable, Iterator

from msgspec import Struct

from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.composition import Composition, letters, reading_side, stand
from fanbook.cover.ornaments import bar
from fanbook.cover.palette import say
from fanbook.cover.scene import Box, Layer, Mark, Point, Scene, Shape
from fanbook.cover.scheme import choose_scheme
from fanbook.cover.setting import Press
from fanbook.cover.style import Style
from fanbook.cover.words import set_stack

_MARGIN = 132.0
_FOOT = 150.0
_STEP = 22.0  # pixels of page between points of a line
_PIECE = 9  # points of an outline drawn at once: long outlines cost by the square
_LINES = 29  # of a strand

_INKS = (("one", "one-far"), ("two", "two-far"), ("ink", "one-far"))  # of each strand: bold lines, fine ones

Curve = Callable[[float], float]


class _Strand(Struct, frozen=True):
    """A middle line and a half breadth, both by how far along (0 to 1), and its two colours."""

    middle: Curve
    breadth: Curve
    near: str
    far: str


def compose(brief: CoverBrief, style: Style, press: Press) -> Composition:
    """A cover of the flow style."""
    look, own = Chance("flow", brief.family), Chance("flow", brief.key)
    scheme = choose_scheme(style, brief)
    voice = style.type.plain if brief.stand_in else look.fork("voice").weighed(style.type.voices)
    width, most = style.width - 2 * _MARGIN, style.height * 0.52
    stack = set_stack(brief, style.type, voice, (width, most), press, byline=True)
    side = reading_side(brief.title)
    edge = style.width - _MARGIN if side == "right" else _MARGIN
    top = style.height - _FOOT - stack.height
    words = stand(stack.items, edge, side, top)
    field = Box(0, 0, style.width, top - 150)
    drawn, said = _drawn(brief, field, own)
    rules = tuple(
        bar(edge - 150, y + top - 4, edge, y + top + 3)
        if side == "right"
        else bar(edge, y + top - 4, edge + 150, y + top + 3)
        for y in stack.rules
    )
    layers = (
        *(Layer("lines", scheme.ink(role), tuple(marks)) for role, marks in drawn if marks),
        Layer("rule", scheme.ink("two"), rules),
        letters(words, scheme.ink("ink")),
    )
    scene = Scene(style.width, style.height, scheme.ink("ground"), layers, brief.key)
    shown = f"{said}, in {say(scheme['one'])} and {say(scheme['two'])} line on {say(scheme['ground'])}"
    return Composition(scene, words, stack.missing, shown)


def _drawn(brief: CoverBrief, field: Box, chance: Chance) -> tuple[list[tuple[str, list[Mark]]], str]:
    """Marks by role, far lines first, and what they are."""
    signs = brief.pairing or ""
    people = 1 + signs.count("/") + signs.count("&")
    if people > 1:
        together = "/" in signs
        strands = tuple(_strands(min(people, 3), field, chance, twined=together))
        said = f"{'Two' if people == 2 else 'Three'} strands of fine line {'twined about each other' if together else 'running side by side'}"
    elif chance.fork("water").weighed(((True, 1.0), (False, 1.0))):
        return _water(field, chance), "Lines like water under a wind"
    else:
        strands, said = (
            tuple(_strands(2, field, chance, twined=None)),
            "A ribbon of fine line, folding over itself",
        )
    out: list[tuple[str, list[Mark]]] = []
    for strand in strands:
        far, near = _fibres(strand, field, chance)
        out += [(strand.far, far), (strand.near, near)]
    return out, said


def _strands(count: int, field: Box, chance: Chance, *, twined: bool | None) -> Iterator[_Strand]:
    """Strands from the left edge to the right: twined, side by side, or (None) two sides of one ribbon."""
    turns, phase = chance.between(1.0, 1.9), chance.between(0, math.tau)
    lean, sway = chance.between(-0.3, 0.3), chance.between(0.19, 0.25)
    height = field.height
    for index in range(count):
        shift = phase + math.tau * index / count
        rise = 0.0 if twined or twined is None else (index - (count - 1) / 2) * 0.34

        def middle(t: float, shift: float = shift, rise: float = rise) -> float:
            wave = math.sin(
                math.tau * turns * t * (1 + 0.12 * t) + (shift if twined else phase + 0.35 * rise)
            )
            calm = sway if twined else sway * 0.6
            return height * (0.5 + rise + calm * wave + lean * (t - 0.5)) + field.y0

        def breadth(t: float, shift: float = shift) -> float:
            widest = 0.17 if twined is None else 0.10
            return height * (
                0.06 + widest * (0.5 + 0.5 * math.sin(math.tau * turns * 0.83 * t + 1.7 * shift + 1))
            )

        yield _Strand(middle, breadth, *_INKS[index])


def _fibres(strand: _Strand, field: Box, chance: Chance) -> tuple[list[Mark], list[Mark]]:
    """The lines of a strand: fine ones, and every third a bold one."""
    far: list[Mark] = []
    near: list[Mark] = []
    twist, phase = chance.between(0.7, 1.3), chance.between(0, math.tau)
    steps = int(field.width / _STEP) + 2
    for n in range(_LINES):
        offset = 2 * n / (_LINES - 1) - 1
        points: list[Point] = []
        for step in range(-1, steps + 1):
            t = step * _STEP / field.width
            # a strand is a ribbon that turns about its own axis
            aside = math.sin(math.pi / 2 * offset + 0.55 * math.sin(math.tau * twist * t + phase))
            points.append((t * field.width, strand.middle(t) + strand.breadth(t) * aside))
        bold = n % 3 == 1
        (near if bold else far).extend(_line(points, 8.0 if bold else 4.4))
    return far, near


def _line(points: list[Point], width: float) -> Iterator[Shape]:
    """A line as pieces of outline that share their ends."""
    sides: list[tuple[Point, Point]] = []
    for index, (x, y) in enumerate(points):
        ahead, behind = points[min(index + 1, len(points) - 1)], points[max(index - 1, 0)]
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        half = width / 2 / (math.hypot(dx, dy) or 1.0)
        sides.append(((x - dy * half, y + dx * half), (x + dy * half, y - dx * half)))
    for start in range(0, len(sides) - 1, _PIECE):
        part = sides[start : start + _PIECE + 1]
        yield Shape((*(one for one, _ in part), *(two for _, two in reversed(part))))


def _water(field: Box, chance: Chance) -> list[tuple[str, list[Mark]]]:
    """Long lines over one another, each a little later than the one above, rough where the wind is."""
    out: dict[str, list[Mark]] = {"one-far": [], "two-far": [], "one": [], "two": []}
    waves = [
        (chance.between(0.6, 2.6), chance.between(0, math.tau), chance.between(0.4, 1)) for _ in range(4)
    ]
    calm, spot = chance.between(0.3, 0.7), chance.between(0.35, 0.65)
    rows = 34
    steps = int(field.width / _STEP) + 2
    for n in range(rows):
        depth = n / (rows - 1)
        base = field.y0 + 120 + (field.height - 190) * depth
        rough = (0.25 + math.exp(-(((depth - calm) / 0.3) ** 2))) * 170
        points = []
        for step in range(-1, steps + 1):
            t = step * _STEP / field.width
            swell = (
                sum(
                    size * math.sin(math.tau * rate * t + turn + depth * 5.2 * rate)
                    for rate, turn, size in waves
                )
                / 2.2
            )
            gust = 0.25 + 0.75 * math.exp(-(((t - spot) / 0.33) ** 2))
            points.append((t * field.width, base + rough * gust * swell))
        role = ("one-far", "one", "one-far", "two", "one-far", "one")[n % 6]
        out[role].extend(_line(points, 9.0 if role in {"one", "two"} else 5.0))
    return list(out.items())
