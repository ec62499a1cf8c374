"""Lines of square characters made to fill the measure: Chinese and Japanese leave no spaces that could give.

In: pages that WeasyPrint has laid out. It widens spaces only, so these lines end ragged, or with a hole where a
foreign name has its one space. Here what a line lacks is shared among all its characters, as compositors do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from fanbook.write.pdf_lines import spaces_in, texts_of

_SQUARE = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LEAST = 0.5  # of a line's characters, to be a line of square ones
_MOST = 0.25  # em that each gap may get, as compositors allow; where more is lacking the line stays ragged


def fill_lines(pages: Iterable[Any]) -> None:
    """Widen the gaps of every such line but a paragraph's last."""
    rows = [(block, line) for block in _justified(pages) for line in block.children]
    left = Counter(id(block.element) for block, _ in rows)
    for block, line in rows:
        left[id(block.element)] -= 1
        boxes = list(texts_of(line))
        if left[id(block.element)] and boxes and not _is_broken_off(line):
            _fill(boxes, line.position_x + block.width)


def _justified(pages: Iterable[Any]) -> Iterator[Any]:
    """The blocks of lines that shall fill the measure."""
    for page in pages:
        for box in page._page_box.descendants():  # noqa: SLF001 - WeasyPrint offers no other way to its lines
            if (
                type(box).__name__ == "BlockBox"
                and box.element is not None
                and box.style["text_align_all"] == "justify"
                and box.children
                and all(type(child).__name__ == "LineBox" for child in box.children)
            ):
                yield box


def _is_broken_off(line: Any) -> bool:  # noqa: ANN401 - a LineBox
    return any(getattr(box, "element_tag", "") == "br" for box in line.descendants())


def _fill(boxes: list[Any], end: float) -> None:
    text = "".join(box.text for box in boxes)
    gaps = len(text) - 1
    natural = sum(box.width - box.justification_spacing * spaces_in(box) for box in boxes)
    missing = end - boxes[0].position_x - natural
    em = float(boxes[0].style["font_size"])
    if gaps < 1 or len(_SQUARE.findall(text)) < _LEAST * len(text) or not 0 < missing <= _MOST * em * gaps:
        return
    start, gap = boxes[0].position_x, missing / gaps
    for box in boxes:
        box.width += gap * (len(box.text) - 1) - box.justification_spacing * spaces_in(box)
        box.justification_spacing = box.pango_layout.justification_spacing = 0
        box.style = box.style.copy()
        box.style["letter_spacing"] = gap
        box.position_x = start
        start += box.width + gap
