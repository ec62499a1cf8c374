"""Words set in type: lines of runs with their places and their ink.

In: a text, a voice, a shelf of faces, a ruler that measures. Out: a `Block`, whose lines hold every
character that any face can draw, and the characters that none can. The ruler is a protocol: `paint`
measures with the very engine that draws, tests may measure with a stick.
"""

import unicodedata
from collections.abc import Callable, Sequence
from functools import reduce
from itertools import groupby, pairwise
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.cover.bidi import levels, visual_order
from fanbook.cover.breaks import Atom, atoms, name_atoms
from fanbook.cover.fit import Fit, Room, best_fit, measure
from fanbook.cover.fonts import FontShelf, itemise, leading_face
from fanbook.cover.scene import Run, Written
from fanbook.cover.style import Span, Voice

_WHOLE = 0.7  # of the smallest size: a name is set smaller still before it is broken
_SET_AT = 200  # the size at which atoms are measured
Extent = tuple[float, float, float, float]


class Ruler(Protocol):
    """Measures runs. Pixels; the extent of ink is left, top, right, bottom from the start of the baseline."""

    def advance(self, run: Run) -> float:
        """How far the pen moves."""
        ...

    def extent(self, run: Run) -> Extent:
        """Where the ink is."""
        ...


class Press(Struct, frozen=True):
    """What setting needs beside the words: faces, a ruler, the language."""

    shelf: FontShelf
    ruler: Ruler
    language: str
    _set: dict[tuple[str, Voice, int], tuple["Line", frozenset[str]]] = field(
        default_factory=dict
    )  # lines set before: a title is tried in several rooms

    def line(self, text: str, voice: Voice, size: int) -> tuple["Line", frozenset[str]]:
        """One line of a text at a size, and what could not be drawn of it."""
        key = text, voice, size
        if key not in self._set:
            self._set[key] = set_line(text, voice, size, self)
        return self._set[key]


class Line(Struct, frozen=True):
    """One line: runs with their places from its left end, and its ink."""

    text: str
    runs: tuple[tuple[float, Run], ...]
    ink: Extent
    hyphen: bool = False  # a hyphen of ours stands at the end of `text`
    is_upright: bool = False  # a column, read downwards; its runs and ink count from its middle and its top

    @property
    def width(self) -> float:
        """Of the ink: titles are centred by what is seen."""
        return self.ink[2] - self.ink[0]

    def placed(self, left: float, baseline: float) -> tuple[Written, ...]:
        """The runs with the ink beginning at `left`, or a column with its middle there and its ink below."""
        if self.is_upright:
            return tuple(Written(run, left, baseline - self.ink[1] + y) for y, run in self.runs)
        return tuple(Written(run, left - self.ink[0] + x, baseline) for x, run in self.runs)


class Block(Struct, frozen=True):
    """Lines, the baseline of each from the top of the block's ink, and the whole ink height."""

    lines: tuple[Line, ...]
    baselines: tuple[float, ...]
    height: float
    size: int
    missing: frozenset[str] = frozenset()

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max((line.width for line in self.lines), default=0.0)


_EMPTY = Block((), (), 0.0, 0)


def tidy(text: str) -> str:
    """A text for one setting: composed, single spaces, no control characters."""
    kept = "".join(" " if char.isspace() else char for char in text if char.isspace() or char.isprintable()
                   or unicodedata.category(char) == "Cf")  # fmt: skip
    words = unicodedata.normalize("NFC", kept).split()
    # A mark without a base gets a space to stand on; a shaper would give it a dotted circle.
    return " ".join("\u00a0" + word if unicodedata.combining(word[0]) else word for word in words)


def scaled(text: str, voice: Voice) -> Voice:
    """A voice that suits the writing: letter space and small capitals only where letters stand apart."""
    apart = all(ord(char) < 0x0530 or 0x1E00 <= ord(char) <= 0x2E7F for char in text)
    marks = any(unicodedata.combining(char) for char in text)
    if not apart or marks:
        return replace(voice, track=0.0, features=())
    if voice.features and not all(map(_has_small_capital, text)):  # half of a word small is worse than none
        return replace(voice, track=0.0, features=())
    return voice


def _has_small_capital(char: str) -> bool:
    """Whether the text face has a letter's small capital: Latin but for Vietnamese and the rare, and modern Greek."""
    return not char.islower() or ord(char) <= 0x17E or 0x3AC <= ord(char) <= 0x3CE


def _runs(text: str, voice: Voice, size: int, press: Press) -> tuple[str, tuple[Run, ...], frozenset[str]]:
    """The runs of a line from left to right, the text in them, and what could not be drawn of it."""
    pieces, missing = itemise(text, voice.face, press.language, press.shelf)
    whole = "".join(piece for _, piece in pieces)
    level, place = levels(whole), 0
    runs: list[tuple[int, Run]] = []
    for face, piece in pieces:
        for key, group in groupby(enumerate(piece), key=lambda item: level[place + item[0]]):
            part = "".join(char for _, char in group)
            own = face == voice.face
            runs.append((key, Run(part, face, size, voice.weight, "rtl" if key % 2 else "ltr",
                                  voice.features if own else (), voice.track if own else 0.0)))  # fmt: skip
        place += len(piece)
    order = visual_order([key for key, _ in runs])
    return whole, tuple(runs[index][1] for index in order), missing


def set_line(text: str, voice: Voice, size: int, press: Press) -> tuple[Line, frozenset[str]]:
    """One line of a text at a size, and what could not be drawn of it."""
    whole, runs, missing = _runs(text, voice, size, press)
    return _laid(whole, runs, press.ruler), missing


def _laid(text: str, runs: tuple[Run, ...], ruler: Ruler) -> Line:
    """Runs side by side, with the ink of the whole."""
    x, placed, inks = 0.0, [], []
    for run in runs:
        placed.append((x, run))
        left, top, right, bottom = ruler.extent(run)
        if right > left:
            inks.append((x + left, top, x + right, bottom))
        x += ruler.advance(run)
    ink = reduce(_join, inks) if inks else (0.0, 0.0, 0.0, 0.0)
    return Line(text, tuple(placed), ink)


def _join(one: Extent, other: Extent) -> Extent:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def _stack(lines: tuple[Line, ...], size: int, leading: float) -> Block:
    """Lines under one another: even distances, wider only where ink would touch."""
    lines = tuple(line for line in lines if line.width > 0)
    if not lines:
        return _EMPTY
    baselines = [-lines[0].ink[1]]
    for before, line in pairwise(lines):
        clear = before.ink[3] - line.ink[1] + 0.05 * size
        baselines.append(baselines[-1] + max(leading * size, clear))
    return Block(lines, tuple(baselines), baselines[-1] + lines[-1].ink[3], size)


def _spans(pieces: tuple[Atom, ...], fit: Fit) -> tuple[tuple[str, bool], ...]:
    """The text of each line, and whether it ends with a hyphen of ours."""
    out = []
    for start, stop in fit.spans:
        text = "".join(piece.text + (" " if piece.space else "") for piece in pieces[start:stop]).rstrip(" ")
        cut = pieces[stop - 1].hyphen
        out.append((text + "-" if cut else text, cut))
    return tuple(out)


def _try(pieces: tuple[Atom, ...], voice: Voice, room: Room, press: Press) -> Block:
    """The best fit of some atoms, shrunk until its real ink keeps to the room."""

    def advance(text: str) -> float:
        _, runs, _ = _runs(text, voice, _SET_AT, press)
        return sum(map(press.ruler.advance, runs)) / _SET_AT + voice.track

    widths = [advance(piece.text) for piece in pieces]
    space = advance("n n") - 2 * advance("n")
    fit = best_fit(pieces, measure(pieces, widths, space, advance("-")), room)
    texts = _spans(pieces, fit)
    size = max(8, int(fit.size))
    while True:
        made = tuple(press.line(text, voice, size) for text, _ in texts)
        lines = tuple(replace(line, hyphen=cut) for (line, _), (_, cut) in zip(made, texts, strict=True))
        block = _stack(lines, size, room.leading)
        over = max(block.width / room.width, block.height / room.height, block.size / max(room.largest, 1))
        if over <= 1.0 or size <= 8:
            return replace(block, missing=frozenset().union(*(lost for _, lost in made)))
        size = max(8, min(size - 1, int(size / over)))


def _is_held_back(block: Block, room: Room) -> bool:
    """Whether one long word keeps a block small: its line is full, the room's height is not."""
    return block.height < 0.75 * room.height and any(" " not in line.text for line in block.lines)


def set_block(text: str, voice: Voice, span: Span, room: Room, press: Press) -> Block:
    """A text set as large as its room and its span of sizes allow.

    Below the span's smallest size words may be broken with a hyphen, if that makes them a good deal
    larger. Whatever the text, all of it that has glyphs is in the block.
    """
    text = tidy(text)
    ways = (lambda: atoms(text), lambda: atoms(text, hyphenate=True))
    return _set(text, ways, (voice, span), room, press)


def set_names(names: Sequence[str], voice: Voice, span: Span, room: Room, press: Press) -> Block:
    """The parts of a byline, tidy, in the same way: every name whole, unless it could not be read then."""
    text = "".join(names) if "、" in names[0] else " ".join(names)
    ways = (lambda: name_atoms(names), lambda: atoms(text), lambda: atoms(text, hyphenate=True))
    return _set(text, ways, (voice, Span(int(_WHOLE * span.low), span.high)), room, press)


def _set(
    text: str,
    ways: Sequence[Callable[[], tuple[Atom, ...]]],
    look: tuple[Voice, Span],
    room: Room,
    press: Press,
) -> Block:
    """The first way to take a text apart, or a later one where it is too small and a later one makes it larger."""
    if not text:
        return _EMPTY
    voice, span = look
    voice = scaled(text, replace(voice, face=leading_face(text, voice.face, press.shelf)))
    room = replace(room, largest=min(room.largest, span.high))
    block = _try(ways[0](), voice, room, press)
    for way in ways[1:]:
        if block.size >= span.low or not _is_held_back(block, room):
            break
        cut = _try(way(), voice, room, press)
        block = cut if cut.size > 1.25 * block.size else block
    return block
