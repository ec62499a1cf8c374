"""Boxes that markup calls notes of the author's.

In: such a box. Out: its rows, told to be a note; a label over it ("Author's Note") is its label and not its text.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Kind, Label
from fanbook.read.dom import Element
from fanbook.read.flow import Flow
from fanbook.read.rows import Row, words_in
from fanbook.read.sheet import MARKUP

_LABEL = re.compile(r"\W*(?:(?:an? )?(?:author|writer)['’]?s?['’]? notes?|a/?n|notes?)\W*", re.IGNORECASE)


def note_rows(node: Element, flow: Flow, place: NotePlace) -> list[Row]:
    """The rows of the box; what the page calls its own in it stays that."""
    inside = Flow(show=flow.show, outside=flow.outside)
    found: list[Row] = []
    for row in inside.rows(node):
        is_label = not found and (row.level > 0 or bool(_LABEL.fullmatch(words_in(row))))
        value = "" if is_label else words_in(row)
        told = Label(Kind.NOTE, 0.95, MARKUP, value=value, detail=place, joined=bool(found))
        found.append(row if row.why else replace(row, told=told, level=0))
    flow.lost += inside.lost
    return found
