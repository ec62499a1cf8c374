"""What stands on a spine, how large, which way it runs.

In: title, authors, language, the spine's size, a press that measures. Out: spots, none where the spine is too
narrow for type that can be read. English and most others run down, so that a book lying on its back can be read;
French, German, Italian, Spanish, Polish and their neighbours run up; Chinese and Japanese stand.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover.columns import is_upright, set_columns
from fanbook.cover.fit import Room
from fanbook.cover.setting import Line, Press, tidy
from fanbook.cover.style import Span, Voice
from fanbook.write.wrap_type import Spot

_CLEAR = 4.5  # points from a fold: a sixteenth of an inch
_LEAST = 6.5  # points of type
_MOST = 22.0
_EM = 0.95  # of type, from the foot of a p to the head of an l
_OPTICAL = 0.27  # of an em: how far the baseline lies from the middle line of what is seen
_UP = frozenset("fr de it es pt pl cs ro ca hu el ru uk".split())
_SET = 200
_INDENT = 40.0  # points between the spine's ends and its words

RGB = tuple[int, int, int]


def on_spine(
    texts: tuple[str, str],
    spine: tuple[float, float, float],
    rgb: RGB,
    press: Press,
    *,
    indent: float = _INDENT,
) -> tuple[Spot, ...]:
    """Title and authors; `spine` is its left edge, its width and height in points, bleed left out.

    The authors give way before the title does; a title that does not fit at `_LEAST` is left off.
    """
    title, authors = (tidy(text) for text in texts)
    left, width, height = spine
    place = _Place(left, width, height, indent)
    most = min(_MOST, (width - 2 * _CLEAR) / _EM)
    if most < _LEAST or not title:
        return ()
    if is_upright(title):
        return _upright(title, authors, place, rgb, press)
    length = height - 2 * indent
    name = press.line(authors, Voice("serif", 600), _SET)[0] if authors else None
    head = press.line(title, Voice("serif", 700), _SET)[0]
    most = min(most, *((width - 2 * _CLEAR) / _depth(line) for line in (head, name or head)))
    byline = min(most * 0.8, 0.34 * length / (name.width / _SET)) if name and name.width else 0.0
    taken = name.width / _SET * byline + 24 if name and byline >= _LEAST else 0.0
    size = min(most, (length - taken) / max(head.width / _SET, 0.01))
    if size < _LEAST and taken:
        taken, size = 0.0, min(most, length / max(head.width / _SET, 0.01))
    if size < _LEAST:
        return ()
    up = press.language[:2].casefold() in _UP
    spots = _run(head, size, place, rgb, up=up, at_foot=False)
    if taken and name:
        spots += _run(name, byline, place, rgb, up=up, at_foot=True)
    return spots


def _is_plain(line: Line) -> bool:
    """Whether a line is of letters that stand as Latin ones do, which are centred by their bodies, not their tails."""
    return all(ord(char) < 0x530 or 0x1E00 <= ord(char) < 0x2100 for char in line.text)


def _depth(line: Line) -> float:
    """What a line takes of a spine's width, in ems: of other writings, what their ink does."""
    return _EM if _is_plain(line) else max(_EM, (line.ink[3] - line.ink[1]) / _SET)


class _Place(Struct, frozen=True):
    """A spine's left edge, width and height, and how far from its ends words stand."""

    left: float
    width: float
    height: float
    indent: float


def _run(line: Line, size: float, spine: _Place, rgb: RGB, *, up: bool, at_foot: bool) -> tuple[Spot, ...]:
    """A line along the spine, at its beginning or its end."""
    scale = size / _SET
    long = line.width * scale
    start = spine.height - spine.indent - long if at_foot else spine.indent
    middle = spine.left + spine.width / 2
    drop = _OPTICAL if _is_plain(line) else -(line.ink[1] + line.ink[3]) / 2 / _SET
    spots = []
    for offset, run in line.runs:
        along = start + (offset - line.ink[0]) * scale
        # Running down, the letters' heads point right; running up, left.
        x, y = (middle + drop * size, spine.height - along) if up else (middle - drop * size, along)
        spots.append(Spot(run, x, y, size, rgb, -90 if up else 90))
    return tuple(spots)


def _upright(title: str, authors: str, spine: _Place, rgb: RGB, press: Press) -> tuple[Spot, ...]:
    """Characters one below the other."""
    most = min(_MOST, spine.width - 2 * _CLEAR)
    out: list[Spot] = []
    for text, room, at_foot in ((title, 0.62, False), (authors if is_upright(authors) else "", 0.25, True)):
        if not text:
            continue
        probe = set_columns(text, Voice("serif", 600), Span(8, _SET), Room(1e6, _SET, 1.2, _SET), press)
        size = min(most, room * spine.height / max(probe.height / probe.size, 1))
        if size < _LEAST or len(probe.lines) != 1:
            continue
        most = 0.8 * size  # of the author, who does not speak louder than the title
        top = spine.height - spine.indent - probe.height / probe.size * size if at_foot else spine.indent
        out += [
            Spot(replace(run), spine.left + spine.width / 2, top + y / probe.size * size, size, rgb)
            for y, run in probe.lines[0].runs
        ]
    return tuple(out)
