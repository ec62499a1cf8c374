"""What stands on a spine, how large, which way it runs.

In: title, authors, language, the spine's size, a press that measures. Out: spots, none where the spine is too
narrow for type that can be read. English and most others run down, so that a book lying on its back can be read;
French, German, Italian, Spanish, Polish and their neighbours run up; Chinese and Japanese stand.
"""

from __future__ import annotations

from dataclasses import replace

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
    texts: tuple[str, str], spine: tuple[float, float, float], rgb: RGB, press: Press
) -> tuple[Spot, ...]:
    """Title and authors; `spine` is its left edge, its width and height in points, bleed left out.

    The authors give way before the title does; a title that does not fit at `_LEAST` is left off.
    """
    title, authors = (tidy(text) for text in texts)
    left, width, height = spine
    most = min(_MOST, (width - 2 * _CLEAR) / _EM)
    if most < _LEAST or not title:
        return ()
    if is_upright(title):
        return _upright(title, authors, (left, width, height), rgb, press)
    length = height - 2 * _INDENT
    name = press.line(authors, Voice("serif", 600), _SET)[0] if authors else None
    head = press.line(title, Voice("serif", 700), _SET)[0]
    byline = min(most, most * 0.8, 0.34 * length / (name.width / _SET)) if name and name.width else 0.0
    taken = name.width / _SET * byline + 24 if name and byline >= _LEAST else 0.0
    size = min(most, (length - taken) / max(head.width / _SET, 0.01))
    if size < _LEAST and taken:
        taken, size = 0.0, min(most, length / max(head.width / _SET, 0.01))
    if size < _LEAST:
        return ()
    up = press.language[:2].casefold() in _UP
    spots = _run(head, size, spine, rgb, up=up, at_foot=False)
    if taken and name:
        spots += _run(name, byline, spine, rgb, up=up, at_foot=True)
    return spots


def _run(
    line: Line, size: float, spine: tuple[float, float, float], rgb: RGB, *, up: bool, at_foot: bool
) -> tuple[Spot, ...]:
    """A line along the spine, at its beginning or its end."""
    left, width, height = spine
    scale = size / _SET
    long = line.width * scale
    start = height - _INDENT - long if at_foot else _INDENT
    middle = left + width / 2
    spots = []
    for offset, run in line.runs:
        along = start + (offset - line.ink[0]) * scale
        # Running down, the letters' heads point right; running up, left.
        x, y = (middle + _OPTICAL * size, height - along) if up else (middle - _OPTICAL * size, along)
        spots.append(Spot(run, x, y, size, rgb, -90 if up else 90))
    return tuple(spots)


def _upright(
    title: str, authors: str, spine: tuple[float, float, float], rgb: RGB, press: Press
) -> tuple[Spot, ...]:
    """Characters one below the other."""
    left, width, height = spine
    most = min(_MOST, width - 2 * _CLEAR)
    out: list[Spot] = []
    for text, room, at_foot in ((title, 0.62, False), (authors if is_upright(authors) else "", 0.25, True)):
        if not text:
            continue
        probe = set_columns(text, Voice("serif", 600), Span(8, _SET), Room(1e6, _SET, 1.2, _SET), press)
        size = min(most * (0.8 if at_foot else 1.0), room * height / max(probe.height / probe.size, 1))
        if size < _LEAST or len(probe.lines) != 1:
            continue
        top = height - _INDENT - probe.height / probe.size * size if at_foot else _INDENT
        out += [
            Spot(replace(run), left + width / 2, top + y / probe.size * size, size, rgb)
            for y, run in probe.lines[0].runs
        ]
    return tuple(out)
