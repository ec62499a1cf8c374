"""The broadside style: a playbill in two inks, made of type, rules and a row of ornaments.

In: a brief, a style, faces and a ruler. Out: a `Composition`. Every line of a short title fills the measure;
a long one, or one in a writing that is not set so, stands as one block as large as the page allows.
"""

from msgspec.structs import replace

from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.composition import Composition, Placed, letters, stand
from fanbook.cover.fit import Room
from fanbook.cover.lexicon import Motif
from fanbook.cover.motifs import choose_motifs
from fanbook.cover.ornaments import bar, lozenge, rule_box, star
from fanbook.cover.palette import say
from fanbook.cover.patterns import filler, stamp
from fanbook.cover.posters import set_bill
from fanbook.cover.scene import Box, Ink, Layer, Mark, Scene, Strike
from fanbook.cover.scheme import Scheme, choose_scheme
from fanbook.cover.setting import Block, Press
from fanbook.cover.style import Style, Voice
from fanbook.cover.words import LONG, Item, Stack, head_blocks, pile, set_title, tail_blocks

_FRAMES = ("double", "stars", "bars", "lozenges")
_MARGIN = 176.0
_ROW = 176.0  # of ornaments
_CUT = 820.0  # free height from which a large motif stands below the title
_LESS = 150  # a bill whose lines are smaller than this is set as one block instead


def compose(brief: CoverBrief, style: Style, press: Press) -> Composition:
    """A cover of the broadside style."""
    look, own = Chance("broadside", brief.family), Chance("broadside", brief.key)
    scheme = choose_scheme(style, brief)
    voice = style.type.plain if brief.stand_in else look.fork("voice").weighed(style.type.voices)
    frame = look.fork("frame").pick(_FRAMES)
    page = Box(0, 0, style.width, style.height)
    long = len(brief.title) >= LONG
    inner = page.inset(98, 104) if long else page.inset(_MARGIN, 190)
    frame = "plain" if long else frame
    gap, aside = dict(style.type.gaps), Room(inner.width, 300, 1.16, 400)
    head = pile(head_blocks(brief, style.type, aside, press), gap)
    tail = pile(tail_blocks(brief, style.type, aside, press, byline=True), gap)
    top = inner.y0 + (head.height + (60 if long else 86) if head.items else 0)
    foot = inner.y1 - (tail.height + (60 if long else 86) if tail.items else 0)
    motifs = choose_motifs(brief, own.fork("motifs"))
    words, inks, missing, taken = _title(
        brief, style, voice, press, Box(inner.x0, top, inner.x1, foot - (20 if long else _ROW))
    )
    free = foot - top - taken
    row = free > _ROW
    shift = free * 0.12 if free > _CUT else (free - (_ROW if row else 0)) * 0.42
    title = tuple(_lower(word, shift) for word in words)
    others = (
        *stand(head.items, page.width / 2, drop=inner.y0),
        *stand(tail.items, page.width / 2, drop=inner.y1 - tail.height),
    )
    marks = _rules(inner, head, tail, top, foot)
    second: list[Mark] = [*_frame(page, frame), *_beside(title, inks, inner, shift)]
    below = foot - top - shift - taken
    if free > _CUT:  # a short title leaves room for a woodcut
        second.append(
            stamp(motifs[0], page.width / 2, foot - below / 2, min(below - 190, inner.width * 0.62))
        )
    elif row:
        second += _row(motifs, page.width / 2, foot - below / 2, inner.width)
    layers = (
        Layer("frame", scheme.ink("second"), tuple(second)),
        Layer("rule", scheme.ink("ink"), marks),
        letters((word for word, small in zip(title, inks, strict=True) if not small), scheme.ink("ink")),
        letters((word for word, small in zip(title, inks, strict=True) if small), _second(scheme)),
        letters(others, scheme.ink("ink")),
    )
    scene = Scene(style.width, style.height, Ink(scheme["ground"].rgb, "paper"), layers, brief.key)
    shown = (
        f"A playbill in {say(scheme['ink'])} and {say(scheme['second'])} on {say(scheme['ground'])}, "
        f"with {motifs[0].name}"
    )
    return Composition(scene, (*title, *others), missing | head.missing | tail.missing, shown)


def _second(scheme: Scheme) -> Ink:
    """The second ink where it sets words: readable, or the first."""
    return Ink(scheme.readable_on("ground", "second", "ink").rgb, "print")


def _title(
    brief: CoverBrief, style: Style, voice: Voice, press: Press, room: Box
) -> tuple[tuple[Placed, ...], tuple[bool, ...], frozenset[str], float]:
    """The title's lines, which of them are small, what no face could draw, the height."""
    bill = set_bill(brief.title, voice, Room(room.width, room.height, 1.0, style.type.title.high), press)
    middle = (room.x0 + room.x1) / 2
    if bill and bill.least >= _LESS:
        words = tuple(
            Placed(
                "title",
                one.line,
                (middle - one.line.width / 2, room.y0 + one.top - one.line.ink[1]),
                one.size,
            )
            for one in bill.lines
        )
        return words, tuple(one.small for one in bill.lines), bill.missing, bill.height
    block = _block(brief, style, voice, press, room)
    words = stand((Item("title", 0.0, block),), middle, drop=room.y0)
    return words, (False,) * len(words), block.missing, block.height


def _block(brief: CoverBrief, style: Style, voice: Voice, press: Press, room: Box) -> Block:
    """A title as one block; a very long one closer, lighter and narrower, as the eighteenth century set it."""
    size = room.width, room.height
    if len(brief.title) < LONG:
        return set_title(brief, style.type, voice, size, press)
    voices = (Voice("serif", 500, -0.02), Voice("italic", 600))
    if max(map(len, brief.title.split())) > 40:  # no word of any language: one way is enough
        return set_title(brief, style.type, voices[0], size, press)
    tried = [
        set_title(brief, replace(style.type, leading=leading), voice, size, press)
        for voice in voices
        for leading in (0.92, 0.98)
    ]
    return max(tried, key=lambda block: block.size)


def _lower(word: Placed, shift: float) -> Placed:
    return Placed(word.role, word.line, (word.at[0], word.at[1] + shift), word.size)


def _rules(inner: Box, head: Stack, tail: Stack, top: float, foot: float) -> tuple[Mark, ...]:
    """A thick and a thin rule below the head and above the tail."""
    out: list[Mark] = []
    if head.items:
        out += [bar(inner.x0, top - 48, inner.x1, top - 40), bar(inner.x0, top - 32, inner.x1, top - 29)]
    if tail.items:
        out += [bar(inner.x0, foot + 32, inner.x1, foot + 35), bar(inner.x0, foot + 43, inner.x1, foot + 51)]
    return tuple(out)


def _beside(title: tuple[Placed, ...], small: tuple[bool, ...], inner: Box, _: float) -> list[Mark]:
    """Rules at both sides of small words."""
    out: list[Mark] = []
    for word, is_small in zip(title, small, strict=True):
        if not is_small:
            continue
        y = (word.box.y0 + word.box.y1) / 2
        for x0, x1 in ((inner.x0 + 30, word.box.x0 - 46), (word.box.x1 + 46, inner.x1 - 30)):
            if x1 - x0 > 60:
                out += [bar(x0, y - 7, x1, y - 1), bar(x0, y + 6, x1, y + 9)]
                out.append(lozenge(x1 if x1 < inner.centre[0] else x0, y + 1, 17))
    return out


def _row(motifs: tuple[Motif, ...], x: float, y: float, width: float) -> list[Mark]:
    """Three motifs with stars between them."""
    out: list[Mark] = [stamp(motifs[n % 3], x + (n - 1) * width * 0.3, y, 118) for n in range(3)]
    out += [star(x + sign * width * 0.15, y, 26, 4, 0.28) for sign in (-1, 1)]
    return out


def _frame(page: Box, kind: str) -> list[Mark]:
    """The page's border."""
    out: list[Mark] = []
    match kind:
        case "double":
            out += [*rule_box(page.inset(72), 14), *rule_box(page.inset(100), 4)]
        case "plain":
            out += rule_box(page.inset(50), 9)
        case "bars":
            for y0, y1 in (
                (72, 98),
                (110, 116),
                (page.height - 116, page.height - 110),
                (page.height - 98, page.height - 72),
            ):
                out.append(bar(72, y0, page.width - 72, y1))
        case _:
            out += [*rule_box(page.inset(64), 5), *rule_box(page.inset(122), 5)]
            tool = filler("star" if kind == "stars" else "lozenge", 30)
            across, down = 27, 45
            box = page.inset(95.5)
            for n in range(across + 1):
                x = box.x0 + box.width * n / across
                out += [Strike(tool, x, box.y0), Strike(tool, x, box.y1)]
            for n in range(1, down):
                y = box.y0 + box.height * n / down
                out += [Strike(tool, box.x0, y), Strike(tool, box.x1, y)]
    return out
