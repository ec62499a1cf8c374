"""Words set upright, in columns from right to left, as Chinese and Japanese books have them.

In: a text, a voice, a room (the height of a column, the breadth of all columns), a press. Out: a `Columns`. The
breaks are those of lines laid on their side: total fit, whole phrases, kinsoku.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover.breaks import Atom, atoms
from fanbook.cover.fit import Room, best_fit, measure
from fanbook.cover.fonts import is_cjk, itemise
from fanbook.cover.scene import Run
from fanbook.cover.setting import Line, Press, tidy
from fanbook.cover.style import Span, Voice

_SET_AT = 200


class Columns(Struct, frozen=True):
    """Columns, first to last, with the middle of each from the right edge of the first one's em."""

    lines: tuple[Line, ...]
    middles: tuple[float, ...]
    width: float
    height: float
    size: int
    missing: frozenset[str]


def is_upright(text: str) -> bool:
    """Whether a title is to be set in columns: mostly CJK, no long words in letters, not Korean."""
    drawn = [char for char in text if not char.isspace()]
    han = sum(map(is_cjk, drawn))
    hangul = any(0xAC00 <= ord(char) <= 0xD7AF for char in drawn)
    letters = max(
        (len(word) for word in "".join(c if c.isascii() and c.isalnum() else " " for c in text).split()),
        default=0,
    )
    return bool(drawn) and not hangul and han >= 0.7 * len(drawn) and letters <= 2


def _column(text: str, voice: Voice, size: int, press: Press) -> tuple[Line, frozenset[str]]:
    """One column at a size, its runs below one another."""
    pieces, missing = itemise(text, voice.face, press.language, press.shelf)
    y, runs = 0.0, []
    left, right = 0.0, 0.0
    for face, piece in pieces:
        run = Run(piece, face, size, voice.weight, "ttb")
        ink = press.ruler.extent(run)
        runs.append((y, run))
        left, right = min(left, ink[0]), max(right, ink[2])
        y += press.ruler.advance(run)
    whole = "".join(piece for _, piece in pieces)
    return Line(whole, tuple(runs), (left, 0.0, right, y), is_upright=True), missing


def set_columns(text: str, voice: Voice, span: Span, room: Room, press: Press) -> Columns:
    """A text in columns as large as the room allows; `room.width` is a column's height."""
    return _columns(atoms(tidy(text).replace(" ", "\u3000")), voice, span, room, press)


def name_columns(names: Sequence[str], voice: Voice, span: Span, room: Room, press: Press) -> Columns:
    """The parts of a byline, tidy, in the same way: every name whole."""
    whole = tuple(Atom(name.replace(" ", "\u3000"), space=False, price=0.0) for name in names)
    return _columns(whole, voice, span, room, press)


def _columns(pieces: tuple[Atom, ...], voice: Voice, span: Span, room: Room, press: Press) -> Columns:
    voice = replace(voice, track=0.0, features=())

    def advance(piece: Atom) -> float:
        return _column(piece.text, voice, _SET_AT, press)[0].ink[3] / _SET_AT

    room = replace(room, largest=min(room.largest, span.high))
    fit = best_fit(pieces, measure(pieces, [advance(piece) for piece in pieces], 1.0, 0.0), room)
    size = max(8, int(fit.size))
    texts = ["".join(piece.text for piece in pieces[start:stop]) for start, stop in fit.spans]
    while True:
        made = [_column(one, voice, size, press) for one in texts]
        high = max(line.ink[3] for line, _ in made)
        wide = size * (1 + (len(made) - 1) * room.leading)
        if size <= 8 or (high <= room.width and wide <= room.height):
            break
        size -= 1
    middles = tuple(-size / 2 - n * room.leading * size for n in range(len(made)))
    missing = frozenset[str]().union(*(lost for _, lost in made))
    return Columns(tuple(line for line, _ in made), middles, wide, high, size, missing)
