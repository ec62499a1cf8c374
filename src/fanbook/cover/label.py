"""The label style: patterned paper, and a title slip pasted on it.

In: a brief, a style, faces and a ruler. Out: a `Composition`. A Chinese or Japanese title stands in columns on
a tall slip at the side the book opens from, its author below it, the rest on a small slip; any other title
stands on a square label a little above the middle.
"""

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.columns import Columns, is_upright, name_columns, set_columns
from fanbook.cover.composition import Composition, Placed, letters, stand
from fanbook.cover.fit import Room
from fanbook.cover.motifs import choose_motifs
from fanbook.cover.ornaments import bar, fleuron, rule_box
from fanbook.cover.palette import say
from fanbook.cover.papers import PAPERS, Paper
from fanbook.cover.patterns import reach_of
from fanbook.cover.scene import Box, Ink, Layer, Mark, Scene, Shape
from fanbook.cover.scheme import Scheme, choose_scheme, said_by
from fanbook.cover.setting import Press
from fanbook.cover.style import Span, Style
from fanbook.cover.words import (
    LONG,
    READABLE_SIZE,
    head_blocks,
    name_list,
    name_parts,
    pile,
    set_stack,
    tail_blocks,
)

_WIDTHS = (1040.0, 1160.0, 1280.0, 1380.0)  # of a square label: the first at which the title is not small
_PAD = (106.0, 108.0)


class _Slips(Struct, frozen=True):
    """Words on slips: the boxes of paper, the words, dividers, what no face could draw."""

    boxes: tuple[Box, ...]
    words: tuple[Placed, ...]
    rules: tuple[Mark, ...]
    missing: frozenset[str]


def compose(brief: CoverBrief, style: Style, press: Press) -> Composition:
    """A cover of the label style."""
    look, own = Chance("label", brief.family), Chance("label", brief.key)
    scheme = choose_scheme(style, brief)
    slips = _upright(brief, style, press) if is_upright(brief.title) else _square(brief, style, press, look)
    motifs = choose_motifs(brief, own.fork("motifs"))
    page = Box(0, 0, style.width, style.height)
    paper = _paper(brief, look.fork("paper"))
    line, third = paper.draw(page, look.fork("pattern"), motifs)
    hidden = [box.inset(30) for box in slips.boxes]
    frames = tuple(
        mark for box in slips.boxes for mark in (*rule_box(box.inset(26), 7), *rule_box(box.inset(42), 2.6))
    )
    layers = (
        Layer("ornament", scheme.ink("line"), _seen(line, page, hidden)),
        Layer("ornament", scheme.ink("third"), _seen(third, page, hidden)),
        Layer("shade", Ink(_shade(scheme), "print"), tuple(_slip(box.moved(7, 9)) for box in slips.boxes)),
        Layer("panel", scheme.ink("ground", "paper"), tuple(_slip(box) for box in slips.boxes)),
        Layer("frame", scheme.ink("ink"), frames),
        Layer("dividers", scheme.ink("ink"), slips.rules),
        letters(slips.words, scheme.ink("ink")),
    )
    scene = Scene(style.width, style.height, scheme.ink("paper"), layers, brief.key)
    shown = f"A pasted label on {say(scheme['paper'])} paper with a pattern of {paper.says}"
    return Composition(scene, slips.words, slips.missing, shown, _around(slips.boxes))


def _shade(scheme: Scheme) -> tuple[int, int, int]:
    """What lies under the edge of a label: the paper, darker."""
    return scheme["paper"].at(scheme["paper"].lightness - 0.13).rgb


def _slip(box: Box) -> Shape:
    return bar(box.x0, box.y0, box.x1, box.y1)


def _around(boxes: tuple[Box, ...]) -> Box:
    return Box(
        min(box.x0 for box in boxes), min(box.y0 for box in boxes),
        max(box.x1 for box in boxes), max(box.y1 for box in boxes),
    )  # fmt: skip


def _seen(marks: list[Mark], page: Box, hidden: list[Box]) -> tuple[Mark, ...]:
    """The marks that show."""
    boxes = ((mark, reach_of(mark)) for mark in marks)
    return tuple(
        mark for mark, reach in boxes if page.meets(reach) and not any(box.holds(reach) for box in hidden)
    )


def _paper(brief: CoverBrief, chance: Chance) -> Paper:
    """The pattern that a story's words ask for, or one by its name."""
    said = said_by(brief)
    return chance.weighed(tuple((paper, 1.0 + 4.0 * len(paper.words & said)) for paper in PAPERS))


def _square(brief: CoverBrief, style: Style, press: Press, look: Chance) -> _Slips:
    """A label a little above the middle."""
    voice = style.type.plain if brief.stand_in else look.fork("voice").weighed(style.type.voices)
    for width in _WIDTHS if len(brief.title) < LONG else _WIDTHS[-1:]:
        room = width - 2 * _PAD[0], style.height - 2 * 170 - 2 * _PAD[1]
        stack = set_stack(brief, style.type, voice, room, press, byline=True)
        if stack.title_size >= READABLE_SIZE:
            break
    height = max(stack.height + 2 * _PAD[1], 0.62 * width)
    top = max(170.0, (style.height - height) * 0.40)
    box = Box((style.width - width) / 2, top, (style.width + width) / 2, top + height)
    words = stand(stack.items, style.width / 2, drop=top + (height - stack.height) / 2)
    drop = top + (height - stack.height) / 2
    rules = tuple(mark for y in stack.rules for mark in fleuron(style.width / 2, y + drop, 300))
    return _Slips((box,), words, rules, stack.missing)


def _upright(brief: CoverBrief, style: Style, press: Press) -> _Slips:
    """A tall slip for title and author, and a small one for what else there is."""
    span = style.type.title
    title = set_columns(brief.title, style.type.voices[0][0], span, Room(1740, 900, 1.22, 400), press)
    name = name_list(brief.authors, brief.language)
    author: Columns | None = None
    if name and is_upright(name):
        least = style.type.author
        high = min(least.high, max(least.low, title.size * 0.42))
        names = name_parts(brief.authors, brief.language)
        author = name_columns(
            names, style.type.byline, Span(least.low, int(high)), Room(1500, 300, 1.3, 400), press
        )
    pad, gap = 112.0, 70.0
    width = title.width + 2 * pad + (author.width + gap if author else 0)
    height = max(title.height, 900.0) + 2 * 120
    box = Box(style.width - 150 - width, 150, style.width - 150, 150 + height)
    words = list(_standing(title, "title", box.x1 - pad, box.y0 + 120))
    if author:
        right = box.x1 - pad - title.width - gap
        words += _standing(author, "author", right, box.y1 - 120 - author.height)
    missing = title.missing | (author.missing if author else frozenset())
    return _with_foot(
        replace_author(brief, name, author), style, press, _Slips((box,), tuple(words), (), missing)
    )


def replace_author(brief: CoverBrief, name: str, author: Columns | None) -> CoverBrief:
    """The brief with the authors left for the small slip only where the tall one has none."""
    return replace(brief, authors=() if author or not name else brief.authors)


def _standing(columns: Columns, role: str, right: float, top: float) -> tuple[Placed, ...]:
    return tuple(
        Placed(role, line, (right + middle, top), columns.size)
        for line, middle in zip(columns.lines, columns.middles, strict=True)
    )


def _with_foot(brief: CoverBrief, style: Style, press: Press, slips: _Slips) -> _Slips:
    """The small slip at the foot, if there is anything to say on it; wide where there are many names."""
    foot, least = style.height - 150, slips.boxes[0].y1 + 90
    for across in (760, 1060, 1260):
        aside = Room(across, 240, 1.2, 400)
        blocks = [
            *head_blocks(brief, style.type, aside, press),
            *tail_blocks(brief, style.type, aside, press, byline=True),
        ]
        if not blocks:
            return slips
        stack = pile(blocks, dict(style.type.gaps))
        height = stack.height + 150
        if least + height <= foot:
            break
    width = max(420.0, max(block.width for _, block in blocks) + 160)
    top = max(least, foot - height)
    box = Box(150, top, 150 + width, top + height)
    words = stand(stack.items, (box.x0 + box.x1) / 2, drop=top + 75)
    return _Slips((*slips.boxes, box), (*slips.words, *words), slips.rules, slips.missing | stack.missing)
