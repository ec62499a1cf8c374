"""Paragraphs in one pair of brackets, over one unit or several: how many who write a note for a header put it.

In: a draft and a unit. Out: how many units the brackets hold, and the attempt of the header's walk that takes them for a
note where they say so.
"""

from __future__ import annotations

import re

from fanbook.late import Late
from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label, Unit
from fanbook.recognise.factlines import core_fields
from fanbook.recognise.header_walk import Walk
from fanbook.recognise.notes import note_text
from fanbook.recognise.talk import addresses_reader

_CLOSING = {"(": ")", "[": "]"}
_MOST, _LEAST = 6, 6  # units in a pair of brackets, and words
_SPEAKS = Late(
    r"\b(?:i|i['’](?:m|ve|d|ll)|my|me|you|your|permission|story|fic|zine|typed|scanned|draft|pls|plz|please|comments?|originally|published|reprinted|chapters?)\b",
    re.IGNORECASE,
)


def bracketed(draft: Draft, i: int) -> int:
    """The units from `i` on that stand in one pair of brackets and speak of the story or to its readers; or 0."""
    closing = _CLOSING.get(draft.units[i].text[:1])
    if closing is None:
        return 0
    for n in range(1, _MOST + 1):
        if i + n > len(draft.units) or draft.labels[i + n - 1] is not None:
            return 0
        text = draft.units[i + n - 1].text
        if n > 1 and text[:1] in '"“«([':
            return 0
        if text.rstrip("*_ ").endswith(closing):
            whole = " ".join(draft.units[k].text for k in range(i, i + n))
            speaks = _SPEAKS.search(whole) or addresses_reader(whole) >= 0.2
            return n if speaks and len(whole.split()) >= _LEAST else 0
        if closing in text:
            return 0
    return 0


def bracketed_note(walk: Walk, i: int, unit: Unit) -> int:
    """A note in brackets among a header's lines; over them only in square ones, where stories seldom begin."""
    over = i == 0 < walk.anchor and unit.text[:1] == "["
    if not over and i - 1 not in walk.found:
        return 0
    if note_text(unit.text) is not None or core_fields(unit.text):
        return 0
    count = bracketed(walk.draft, i)
    for k in range(i, i + count):
        text = walk.draft.units[k].text
        value = text.removeprefix(unit.text[:1]) if k == i else text
        value = value.removesuffix(_CLOSING[unit.text[:1]]) if k == i + count - 1 else value
        walk.put(
            k,
            Label(
                Kind.NOTE, 0.75, "a note in brackets", value=value, detail=NotePlace.STORY_HEAD, joined=k > i
            ),
        )
    return count
