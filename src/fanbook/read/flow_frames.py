"""What is open in a walk over markup: quotes, lists, items, tables, rows and cells, and what becomes of them.

In: a frame that is closed. Out: its ids, its rows where it is taken away, a table's cell.
"""

from __future__ import annotations

from msgspec import Struct, field

from fanbook.model.blocks import Cell, ItemList, Quote, SceneBreak, Table
from fanbook.model.inlines import Inline, LineBreak
from fanbook.model.walk import block_texts, runs_of
from fanbook.read.dom import Element
from fanbook.read.rows import Row


class Frame(Struct):
    """An open quote, list, item, table, row or cell, with what it holds so far."""

    tag: str
    element: Element
    rows: list[Row] = field(default_factory=list)
    parts: list[object] = field(default_factory=list)


def ids_of(frame: Frame) -> frozenset[str]:
    """Every id that stands in it, its own among them."""
    return frozenset().union(*(row.ids for row in frame.rows), {frame.element.get("id") or ""}) - {""}


def spilled(part: object) -> list[Row]:
    """The rows of a frame that is taken away, and of all that is in it."""
    if isinstance(part, tuple):
        return [row for inner in part for row in spilled(inner)]
    if not isinstance(part, Frame):
        return []
    return [*part.rows, *(row for inner in part.parts for row in spilled(inner))]


def lays_out(rows: list[tuple[object, ...]], cells: list[Frame]) -> bool:
    """Is this a table that only puts a page's parts side by side?"""
    words = [sum(len(text.split()) for row in cell.rows for text in block_texts(row.block)) for cell in cells]
    compound = any(
        isinstance(row.block, Table | Quote | ItemList | SceneBreak) for cell in cells for row in cell.rows
    )
    return max(words) > 120 or compound or max(map(len, rows)) < 2 or len(rows) < 2


def cell_of(cell: Frame) -> Cell:
    """A cell of a real table, what stands in it on lines of one paragraph."""
    content: list[Inline] = []
    for row in cell.rows:
        for run in runs_of(row.block):
            content += [LineBreak(), *run] if content else run
    return Cell(
        tuple(content), cell.tag == "th", _span(cell.element, "colspan"), _span(cell.element, "rowspan")
    )


def _span(element: Element, name: str) -> int:
    value = element.get(name) or "1"
    return min(max(int(value), 1), 50) if value.isascii() and value.isdigit() and len(value) < 4 else 1
