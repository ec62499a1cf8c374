"""A saved page of Royal Road, one chapter of a story: title, author, the chapter, its notes.

In: the page. Out: a `Sheet`. The site sets sentences between the paragraphs that its own style sheet hides: they accuse
whoever copies the page, and are listed as left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fanbook.model.blocks import NotePlace
from fanbook.read.dom import Element, classes, having_class, text_of
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.looks import sheets_in
from fanbook.read.sheet import Sheet

_HIDDEN = re.compile(r"\.([\w-]+)\s*\{[^{}]*display\s*:\s*none", re.IGNORECASE)


def is_royal_road(root: Element) -> bool:
    """Is this a chapter's page?"""
    return bool(having_class(root, "chapter-inner", "chapter-content")) and bool(
        having_class(root, "fic-header")
    )


def read_royal_road(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The chapter, on the sheet. Returns the elements that it was read from."""
    root = bodies[0]
    sheet.is_zoned = True
    head, text = (
        having_class(root, "fic-header")[0],
        having_class(root, "chapter-inner", "chapter-content")[0],
    )
    _head(head, sheet)
    notes = having_class(root, "author-note-portlet")
    order = list(root.iter("*"))
    at = order.index(text)
    above = [note for note in notes if order.index(note) < at]
    for note in above:
        _note(note, NotePlace.CHAPTER_HEAD, sheet, flow)
    hidden = {name for style in sheets_in(root) for name in _HIDDEN.findall(style)}
    kept = flow.outside
    flow.outside = lambda node: "hidden by the page's style sheet" if classes(node) & hidden else ""
    sheet.story(with_footnotes(flow.rows(text), prefix))
    flow.outside = kept
    for note in notes:
        if note not in above:
            _note(note, NotePlace.CHAPTER_END, sheet, flow)
    return [head, *notes, text]


def _head(head: Element, sheet: Sheet) -> None:
    for name, field in (("h2", "title"), ("h3", "author")):
        node = next((node for node in head.iter(name) if text_of(node)), None)
        if node is not None:
            sheet.fact(field, text_of(node), text_of(node).removeprefix("by ").strip())
    chapter = next((text_of(node) for node in head.iter("h1") if text_of(node)), "")
    if chapter:
        sheet.heading(chapter)


def _note(note: Element, place: NotePlace, sheet: Sheet, flow: Flow) -> None:
    body = next(iter(having_class(note, "author-note")), None)
    label = text_of(next(iter(having_class(note, "caption")), None))
    if body is not None:
        sheet.notes(flow.rows(body), place, label=label)
    else:
        sheet.notes(flow.rows(note), place)
