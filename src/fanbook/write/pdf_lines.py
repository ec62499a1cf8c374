"""Planned lines made to fill the measure, in the boxes that WeasyPrint has laid out.

WeasyPrint ends a line where the plan says, because a planned paragraph keeps its newlines, and leaves
it ragged. Here each line gets what it lacks: mostly in its spaces, a trace in the width of its letters,
and marks at its ends stand out into the margin. The last line keeps its natural spaces unless it is
too long. Positions come from WeasyPrint's own measures, so a line is exactly as long as it should be
whatever the plan thought of it; lines that only a bad plan could need are reported by their paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from fanbook.write.lines.totalfit import STRETCH, TRACE, shrinkage
from fanbook.write.lines.words import LEFT, RIGHT

LINES, NUMBER = "data-lines", "data-set"
# A line that shrinks more than it can, or stretches so much more than any plan allows, was misjudged.
TIGHTEST, LOOSEST = -1.6, 12.6
SCALE = "fanbook_scale"
LEAST_FILLED = 0.6  # of the measure


Width = Callable[[str, Any], float]


def fit_lines(pages: Iterable[Any], width: Width) -> frozenset[str]:
    """Fit every planned line; returns the numbers of paragraphs whose plan did not hold.

    `width` measures a text in the style of its box, in WeasyPrint's pixels.
    """
    seen: Counter[str] = Counter()
    wrong = set()
    for block in _planned_blocks(pages):
        number, lines = block.element.get(NUMBER), int(block.element.get(LINES))
        for line in block.children:
            seen[number] += 1
            is_fit = _fit(line, block.width, width, is_last=seen[number] == lines)
            if not is_fit or seen[number] > lines:
                wrong.add(number)
    return frozenset(wrong)


def is_torn(pages: Iterable[Any]) -> bool:
    """Does a page go on with a paragraph in a line that is hardly begun?

    WeasyPrint 70 breaks that line at any place when the words that are kept together at the paragraph's end
    (`with_tails`) do not fit behind it.
    """
    begun: set[int] = set()
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - as below
            if type(box).__name__ != "BlockBox" or box.element is None or not _has_tail(box.element):
                continue
            lines = [child for child in box.children if type(child).__name__ == "LineBox"]
            if id(box.element) in begun and len(lines) > 1:
                filled = sum(text.width for text in texts_of(lines[0]))
                if filled < LEAST_FILLED * box.width:
                    return True
            if lines:
                begun.add(id(box.element))
    return False


def _has_tail(element: Any) -> bool:  # noqa: ANN401 - an element of ElementTree
    return element.tag == "p" and any(child.get("class") == "tail" for child in element.iter())


def _planned_blocks(pages: Iterable[Any]) -> Iterator[Any]:
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - WeasyPrint offers no other way to its lines
            if type(box).__name__ == "BlockBox" and box.element is not None and box.element.get(NUMBER):
                yield box


def texts_of(box: Any) -> Iterator[Any]:  # noqa: ANN401
    """The text boxes in a line, from left to right."""
    for child in box.children:
        if type(child).__name__ == "TextBox":
            yield child
        elif hasattr(child, "children"):
            yield from texts_of(child)


def _fit(line: Any, measure: float, width: Width, *, is_last: bool) -> bool:  # noqa: ANN401
    boxes = list(texts_of(line))
    if not boxes:
        return True
    first, last = boxes[0], boxes[-1]
    left = _beyond(first.text[:1], LEFT, first.style, width)
    right = _beyond(last.text[-1:], RIGHT, last.style, width)
    room = measure - (first.position_x - line.position_x) + left + right
    natural = sum(box.width for box in boxes)
    spaces = sum(spaces_in(box) for box in boxes)
    missing = room - natural
    scale, extra, ratio = 1.0, 0.0, 0.0
    if missing < 0 or not is_last:
        one = width(" ", first.style)
        share = STRETCH if missing >= 0 else shrinkage(one / first.style["font_size"])
        give = one * spaces * share + (natural - one * spaces) * TRACE
        ratio = missing / give if give > 0 else 0.0
        scale = 1.0 + max(-TRACE, min(TRACE, ratio * TRACE))
        extra = (room / scale - natural) / spaces if spaces else 0.0
    _place(boxes, first.position_x - left, scale, extra)
    return TIGHTEST <= ratio <= LOOSEST


def _beyond(letter: str, shares: Mapping[str, float], style: Any, width: Width) -> float:  # noqa: ANN401
    return shares[letter] * width(letter, style) if letter in shares else 0.0


def _place(boxes: list[Any], start: float, scale: float, extra: float) -> None:
    for box in boxes:
        box.position_x = start
        box.width = (box.width + spaces_in(box) * extra) * scale
        box.pango_layout.justification_spacing = extra
        setattr(box, SCALE, scale)
        start += box.width


def spaces_in(box: Any) -> int:  # noqa: ANN401
    """How many spaces a text box has."""
    return int(box.text.count(" ") + box.text.count("\N{NO-BREAK SPACE}"))
