"""The rows of a chapter and the heights of its footnotes, read off the boxes laid out on one endless page.

Planned paragraphs stand there as empty boxes as high as their lines, so that nothing is shaped that
will be shaped again; everything else is laid out as it will be. Where a page may begin follows from the
style sheet: `widows`, `orphans`, and what says `avoid`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fanbook.write.balance import Row
from fanbook.write.lines.plan import Setting
from fanbook.write.pdf_lines import NUMBER
from fanbook.write.print_feet import FOOT, marked_lines
from fanbook.write.xhtml_inlines import footnote_ref_id

NEAR = 0.3  # em
AVOID = frozenset({"avoid", "avoid-page"})
_MARK = footnote_ref_id("")


def rows_of(page: Any, leading: float, settings: Mapping[str, Setting]) -> tuple[Row, ...]:  # noqa: ANN401
    """The rows of that page (`weasyprint.Page`); `leading` is in points. Footnotes that stand last are none."""
    box = page._page_box  # noqa: SLF001 - WeasyPrint offers no other way to its boxes
    rows = _Rows(leading / 0.75, settings)
    found, _ = rows.walk(box.children[0])
    top = box.content_box_y()
    unit = leading / 0.75
    return tuple(row._replace(top=(row.top - top) / unit, bottom=(row.bottom - top) / unit) for row in found)


def feet_of(page: Any, leading: float) -> dict[str, float]:  # noqa: ANN401
    """The height of each footnote that stands at the end of that page, in lines."""
    return {
        box.element.get(FOOT): box.margin_height() * 0.75 / leading
        for box in page._page_box.descendants()  # noqa: SLF001 - WeasyPrint offers no other way to its boxes
        if box.element is not None and box.element.get(FOOT) and type(box).__name__ == "BlockBox"
    }


class _Rows:
    def __init__(self, leading: float, settings: Mapping[str, Setting]) -> None:
        self._leading = leading
        self._settings = settings

    def walk(self, box: Any) -> tuple[list[Row], bool]:  # noqa: ANN401 - weasyprint's boxes carry no types
        """The rows of a box from top to bottom, and whether the next one may not open a page."""
        element = box.element
        number = element.get(NUMBER, "") if element is not None else ""
        if element is not None and element.get("class") == "feet":
            return [], False
        if number:
            rows = self._planned(box, number)
        elif box.children and type(box.children[0]).__name__ == "LineBox":
            rows = _kept([_row(line) for line in box.children], box)
        elif type(box).__name__ in {"BlockBox", "FlexContainerBox"} and box.children:
            rows = self._blocks(box)
        else:
            rows = []
        return self._framed(rows, box), box.style["break_after"] in AVOID

    def _planned(self, box: Any, number: str) -> list[Row]:  # noqa: ANN401
        setting, top = self._settings[number], box.content_box_y()
        marks = marked_lines(setting.markup)
        rows = [
            Row(
                top + at * self._leading,
                top + (at + 1) * self._leading,
                opens=True,
                number=number,
                hyphen=at in setting.hyphens,
                alone=setting.lines == 1 and _is_full(setting.last, box),
                notes=tuple(key for key, line in marks.items() if line == at),
            )
            for at in range(setting.lines)
        ]
        return _kept(rows, box)

    def _blocks(self, box: Any) -> list[Row]:  # noqa: ANN401
        rows: list[Row] = []
        holds = False
        for child in box.children:
            if not child.is_in_normal_flow():
                continue
            inner, after = self.walk(child)
            if not inner:
                continue
            if holds:
                inner[0] = inner[0]._replace(opens=False)
            rows += inner
            holds = after
        return rows

    @staticmethod
    def _framed(rows: list[Row], box: Any) -> list[Row]:  # noqa: ANN401
        """The rows with the box's padding and borders; an empty box that takes room is a row of its own."""
        top = box.border_box_y()
        bottom = top + box.border_height()
        is_scene = box.element is not None and "scene-break" in box.element.get("class", "")
        if not rows:
            return (
                [Row(top, bottom, box.style["break_before"] not in AVOID, scene=is_scene, notes=_marks(box))]
                if bottom > top
                else []
            )
        if box.style["break_inside"] in AVOID or type(box).__name__ == "TableBox":
            rows = [rows[0], *(row._replace(opens=False) for row in rows[1:])]
        if box.style["break_before"] in AVOID:
            rows[0] = rows[0]._replace(opens=False)
        rows[0] = rows[0]._replace(top=min(top, rows[0].top), scene=is_scene or rows[0].scene)
        rows[-1] = rows[-1]._replace(bottom=max(bottom, rows[-1].bottom))
        return rows


def _is_full(last: float, box: Any) -> bool:  # noqa: ANN401
    """Does the only line of a planned paragraph reach the end of the measure, so that it seems to go on?"""
    em = float(box.style["font_size"])
    indent = float(box.style["text_indent"].value or 0) if box.element.get("class") != "first" else 0.0
    return bool(last * em + indent >= box.width - NEAR * em)


def _row(line: Any) -> Row:  # noqa: ANN401
    return Row(line.position_y, line.position_y + line.height, opens=True, notes=_marks(line))


def _marks(box: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The footnotes that have their mark in a box."""
    if not hasattr(box, "descendants"):
        return ()
    names = (one.element.get("id", "") for one in box.descendants() if one.element is not None)
    return tuple(dict.fromkeys(name.removeprefix(_MARK) for name in names if name.startswith(_MARK)))


def _kept(rows: list[Row], box: Any) -> list[Row]:  # noqa: ANN401
    """The lines of one block: some at its start and at its end stay together."""
    orphans, widows = box.style["orphans"], box.style["widows"]
    return [row._replace(opens=at == 0 or orphans <= at <= len(rows) - widows) for at, row in enumerate(rows)]
