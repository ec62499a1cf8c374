"""Labels for a case in cloth: one for the front, one for the spine, on a sheet of their own with marks to cut.

In: the words, a wrap, a colour, a press that measures. Out: a `LabelSheet`: the sheet, the labels' boxes on it, words
and ornaments in places, all in points. The paper is the ground, so nothing has to bleed. Latin titles get a square
label, Chinese and Japanese a slip with columns, as such books have; a spine label reads across where the spine is
thick enough for that, else along it, and is left out where type could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover.columns import is_upright, name_columns, set_columns
from fanbook.cover.fit import Room
from fanbook.cover.ornaments import fleuron, rule_box
from fanbook.cover.scene import Box, Shape, Written
from fanbook.cover.setting import Block, Press, set_block, set_names
from fanbook.cover.style import Span, Voice
from fanbook.cover.words import name_parts
from fanbook.write.binding import MM, Case, Wrap, case_for, sheet_for
from fanbook.write.spine import RGB, on_spine
from fanbook.write.wrap_type import Spot

_UNIT = 10  # pixels of setting to a point
_FRAME = 5.0  # points from a label's edge to its frame, which has two rules
_PAD = 18.0  # and to its words
_GAP = 46.0  # between the labels on the sheet
_TOP = 90.0  # from the sheet's head to the labels
_MARK, _OFF = 14.0, 4.0  # a cut mark's length, and its distance from the corner
_JOINT = 1.5 * MM  # a spine label keeps from the edges of the spine strip
_COMFORT = 130  # tenths of a point: a title this large needs no wider label
_SHARES = (0.46, 0.58, 0.70)  # of a board's width, for a front label
_ACROSS = 68  # tenths of a point: the smallest title that reads across a spine
_GOOD = 9.0  # points: a smaller one had better run along it
_LINE, _RULE = 13.0, 30.0  # between blocks; with an ornament between them
_TITLE, _NAME, _SMALL = Voice("serif", 620), Voice("italic", 520), Voice("serif", 560, 0.12, ("smcp",))


class LabelWords(Struct, frozen=True):
    """What labels say: a title, authors, the series with its volume."""

    title: str
    authors: tuple[str, ...]
    series: str = ""


class LabelSheet(Struct, frozen=True):
    """A sheet by name and size; labels, where each is pasted, words, ornaments and cut marks on it."""

    name: str
    size: tuple[float, float]
    front: Box
    spine: Box | None
    pasted: tuple[str, ...]
    spots: tuple[Spot, ...]
    shapes: tuple[Shape, ...]
    marks: tuple[tuple[float, float, float, float], ...]  # x0, y0, x1, y1
    rgb: RGB


def label_sheet(words: LabelWords, wrap: Wrap, rgb: RGB, press: Press) -> LabelSheet:
    """Both labels side by side in the middle of the smallest sheet that holds them."""
    case = case_for(wrap.trim, wrap.spine)
    front = (_slip if is_upright(words.title) else _square)(words, case, rgb, press)
    back = _spine(words, case, rgb, press)
    parts = (front, back) if back else (front,)
    wide = sum(part.size[0] for part in parts) + _GAP * (len(parts) - 1)
    high = max(part.size[1] for part in parts) + 2 * _TOP  # as much below for what is said of them
    name, across, down = sheet_for(wide + 2 * (_MARK + _OFF), high, wrap.trim)
    x, boxes = (across - wide) / 2, []
    for part in parts:
        boxes.append(Box(x, _TOP, x + part.size[0], _TOP + part.size[1]))
        x = boxes[-1].x1 + _GAP
    placed = tuple(zip(parts, boxes, strict=True))
    return LabelSheet(
        name,
        (across, down),
        boxes[0],
        boxes[1] if back else None,
        tuple(part.pasted for part in parts),
        tuple(
            replace(spot, x=spot.x + box.x0, y=spot.y + box.y0) for part, box in placed for spot in part.spots
        ),
        tuple(_moved(shape, box.x0, box.y0) for part, box in placed for shape in part.shapes),
        tuple(mark for box in boxes for mark in cut_marks(box)),
        rgb,
    )


def cut_marks(box: Box) -> Iterator[tuple[float, float, float, float]]:
    """Two short lines at each corner, outside it, in line with the edges."""
    for x, out_x in ((box.x0, -1), (box.x1, 1)):
        for y, out_y in ((box.y0, -1), (box.y1, 1)):
            yield x + out_x * _OFF, y, x + out_x * (_OFF + _MARK), y
            yield x, y + out_y * _OFF, x, y + out_y * (_OFF + _MARK)


class _Label(Struct, frozen=True):
    """One label: its size, words and ornaments from its own corner, and where it goes."""

    size: tuple[float, float]
    spots: tuple[Spot, ...]
    shapes: tuple[Shape, ...]
    pasted: str
    is_whole: bool = True  # the authors are on it


def _square(words: LabelWords, case: Case, rgb: RGB, press: Press) -> _Label:
    """The front's: series, title, ornament, authors about a middle line; wider only for a title that needs it."""
    for share in _SHARES:
        width = share * case.board[0]
        room = (width - 2 * _PAD) * _UNIT
        title = set_block(
            words.title, _TITLE, Span(70, 250), Room(room, 0.24 * case.board[1] * _UNIT, 1.12, 250), press
        )
        if title.size >= _COMFORT:
            break
    aside = Room(room, 700, 1.2, 130)
    blocks = [set_block(words.series, _SMALL, Span(60, 95), aside, press)] if words.series else []
    blocks.append(title)
    names = name_parts(words.authors, press.language)
    byline = set_names(names, _NAME, Span(70, 125), aside, press) if names else None
    high = _height((*blocks, byline) if byline else tuple(blocks), ruled=bool(byline))
    height = max(high + 2 * _PAD + 12, 0.78 * width)
    spots, shapes = _stacked(blocks, byline, (width / 2, (height - high) / 2), rgb)
    down = (0.36 * case.board[1] - height / 2) / MM
    where = f"with its top edge {down:.0f} mm below the board's head, in the middle"
    return _Label((width, height), spots, _frame(width, height) + shapes, where)


def _height(blocks: Sequence[Block], *, ruled: bool) -> float:
    """Of blocks under one another; the last stands below an ornament."""
    gaps = len(blocks) - 1
    return sum(block.height for block in blocks) / _UNIT + _LINE * gaps + (_RULE - _LINE if ruled else 0)


def _stacked(
    blocks: Sequence[Block], byline: Block | None, at: tuple[float, float], rgb: RGB
) -> tuple[tuple[Spot, ...], tuple[Shape, ...]]:
    """Blocks about a middle line from a height on, an ornament over the byline."""
    middle, y = at
    spots: list[Spot] = []
    for block in blocks:
        spots += _lines(block, (middle, y), rgb)
        y += block.height / _UNIT + _LINE
    if byline is None:
        return tuple(spots), ()
    y += _RULE - _LINE
    widest = max(block.width for block in (*blocks, byline))
    spots += _lines(byline, (middle, y), rgb)
    return tuple(spots), _scaled(fleuron(middle * _UNIT, (y - _RULE / 2) * _UNIT, min(600.0, 0.55 * widest)))


def _slip(words: LabelWords, case: Case, rgb: RGB, press: Press) -> _Label:
    """The front's for Chinese and Japanese: a tall slip, the title's columns, the author's at its foot."""
    tall = 0.5 * case.board[1]
    title = set_columns(
        words.title, _TITLE, Span(90, 300), Room(tall * _UNIT, 0.3 * case.board[0] * _UNIT, 1.22, 300), press
    )
    names = name_parts(words.authors, press.language)
    small = Span(70, max(70, min(130, int(0.5 * title.size))))
    author = (
        name_columns(names, _TITLE, small, Room(0.6 * tall * _UNIT, 900, 1.3, 130), press) if names else None
    )
    gap = 8.0 if author else 0.0
    width = (title.width + (author.width if author else 0)) / _UNIT + gap + 2 * _PAD
    height = max(title.height, author.height if author else 0) / _UNIT + 2 * _PAD + 16
    top, right = _PAD + 8, width - _PAD
    spots: list[Spot] = [
        spot
        for line, middle in zip(title.lines, title.middles, strict=True)
        for spot in _spots(line.placed(right * _UNIT + middle, top * _UNIT), rgb)
    ]
    if author:
        edge = right * _UNIT - title.width - gap * _UNIT
        foot = (height - top) * _UNIT - author.height
        for line, middle in zip(author.lines, author.middles, strict=True):
            spots += _spots(line.placed(edge + middle, foot), rgb)
    return _Label(
        (width, height), tuple(spots), _frame(width, height), "at the board's outer upper corner, 12 mm from both edges"
    )  # fmt: skip


def _spine(words: LabelWords, case: Case, rgb: RGB, press: Press) -> _Label | None:
    """The spine's, as wide as the strip but for its joints."""
    width = case.strip[0] - 2 * _JOINT
    down = f"with its top edge {0.12 * case.strip[1] / MM:.0f} mm below the head of the spine"
    across = _across(words, width, down, rgb, press)
    if across and across.is_whole and across.spots[0].size >= _GOOD:
        return across
    return _along(words, (width, 0.46 * case.strip[1]), down, rgb, press) or across


def _across(words: LabelWords, width: float, pasted: str, rgb: RGB, press: Press) -> _Label | None:
    """Lines across the spine; None where a word would be too small or the label too tall."""
    room = Room((width - 2 * 9) * _UNIT, 1500, 1.14, 150)
    if room.width <= 0 or is_upright(words.title):
        return None
    title = set_block(words.title, _TITLE, Span(_ACROSS, 150), room, press)
    if title.size < _ACROSS or any(line.hyphen for line in title.lines):
        return None
    names = name_parts(words.authors, press.language)
    byline = set_names(names, _NAME, Span(60, 100), replace(room, height=700), press) if names else None
    if byline and byline.size < 60:
        byline = None
    high = _height((title, byline) if byline else (title,), ruled=bool(byline))
    spots, shapes = _stacked((title,), byline, (width / 2, _PAD), rgb)
    height = high + 2 * _PAD
    return _Label(
        (width, height), spots, _frame(width, height, 3.0) + shapes, pasted, not names or bool(byline)
    )


def _along(
    words: LabelWords, size: tuple[float, float], pasted: str, rgb: RGB, press: Press
) -> _Label | None:
    """One line along the spine, as a printed spine has it."""
    width, height = size
    texts = words.title, " ".join(name_parts(words.authors, press.language)).replace("、 ", "、")
    spots = on_spine(texts, (0.0, width, height), rgb, press, indent=16.0)
    return _Label(size, spots, _frame(width, height, 2.2), pasted) if spots else None


def _lines(block: Block, at: tuple[float, float], rgb: RGB) -> Iterator[Spot]:
    """A block's lines about a middle line, its ink beginning at a height; points."""
    middle, top = at[0] * _UNIT, at[1] * _UNIT
    for line, baseline in zip(block.lines, block.baselines, strict=True):
        yield from _spots(line.placed(middle - line.width / 2, top + baseline), rgb)


def _spots(marks: Iterable[Written], rgb: RGB) -> Iterator[Spot]:
    for mark in marks:
        yield Spot(mark.run, mark.x / _UNIT, mark.y / _UNIT, mark.run.size / _UNIT, rgb)


def _frame(width: float, height: float, inset: float = _FRAME) -> tuple[Shape, ...]:
    """A heavy rule and a light one within."""
    outer = Box(0, 0, width, height).inset(inset)
    return (*rule_box(outer, 1.1), *rule_box(outer.inset(2.4), 0.4))


def _scaled(shapes: Iterable[Shape]) -> tuple[Shape, ...]:
    return tuple(
        replace(shape, points=tuple((x / _UNIT, y / _UNIT) for x, y in shape.points)) for shape in shapes
    )


def _moved(shape: Shape, x: float, y: float) -> Shape:
    return replace(shape, points=tuple((px + x, py + y) for px, py in shape.points))
