"""A header that stands at the story's end: facts under labels after the last paragraph.

In: a draft with furniture labelled. Out: the same with those facts labelled and `back` set to the first of
them. Three sure facts together are needed, after most of the story's words; fewer are a story's own list.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.factlines import core_fields, read_facts_on
from fanbook.recognise.label_families import meant
from fanbook.recognise.labels import LONG, NOTE_FIELDS, Labelled, read_label
from fanbook.recognise.notes import note_text
from fanbook.recognise.talk import says_to_readers

_SIGNED = re.compile(
    r"^[\W_]{0,4}(?P<name>[^\W\d_][\w.'’ -]{1,30}?)\s*(?:/|,|–|—|\s-)\s*"
    r"(?P<date>(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+(?:\d{1,2},?\s+)?(?:['’]\d\d|(?:19|20)\d\d))[\W_]{0,4}$",
    re.IGNORECASE,
)
_LEAST = 3  # sure facts
_AFTER = 0.55  # of the words
_REACH = 40  # units
_SPOKEN = 0.3  # how plainly the words below the facts speak to readers


def recognise_footer(draft: Draft) -> Draft:
    """Label the facts at a story's end."""
    end = len(draft.units)
    while end and draft.kind(end - 1) is Kind.DEBRIS:
        end -= 1
    start = _start(draft, end)
    if start is None:
        return _signed(draft, end)
    found: dict[int, Label] = {}
    for i in range(start, end):
        if draft.labels[i] is None:
            found[i] = _label(draft, i, found)
    if start and draft.labels[start - 1] is None and is_mark(draft.units[start - 1].text):
        start -= 1
        found[start] = Label(Kind.SCENE_BREAK, 0.8, "rule over the facts at the end", detail="rule")
    return replace(draft.claim(found), back=start)


def _signed(draft: Draft, end: int) -> Draft:
    """A pen name and a date under the last paragraph, as a letter is signed; below them only words to readers."""
    for i in range(end - 1, max(end - 4, 1), -1):
        match = _SIGNED.match(draft.units[i].text) if draft.labels[i] is None else None
        if (
            match
            and draft.units[i].blanks > 0
            and all(says_to_readers(draft, j) >= _SPOKEN for j in range(i + 1, end))
        ):
            packed = f"author\t\t{match['name'].strip()}\ndate\t\t{match['date'].strip()}"
            signed = Label(Kind.METADATA, 0.7, "signed and dated", field="several", value=packed)
            notes = {
                j: Label(Kind.NOTE, 0.7, "below the signature", value=draft.units[j].text, detail=NotePlace.STORY_END,
                         joined=j > i + 1)
                for j in range(i + 1, end) if draft.labels[j] is None
            }  # fmt: skip
            return replace(draft.claim({i: signed} | notes), back=i)
    return draft


def _start(draft: Draft, end: int) -> int | None:
    """The first unit of a run of facts that reaches to the end, or None."""
    fields: set[str] = set()
    start = None
    i, loose, ended = end - 1, 0, False
    while i > 0 and end - i <= _REACH:
        core = core_fields(draft.units[i].text)
        if core or _is_fact(draft, i):
            fields |= core
            start, loose = i, 0
            ended = True
        elif (loose := loose + 1) > 2 or not (
            ended or _goes_on(draft, i) or says_to_readers(draft, i) >= _SPOKEN
        ):
            break
        i -= 1
    if start is None or len(fields) < _LEAST:
        return None
    start = _top(draft, start)
    return start if draft.words(0, start) >= _AFTER * draft.words() else None


def _top(draft: Draft, start: int) -> int:
    """The first of the rows above the facts that are labelled as they are, in words of the author's own."""
    while (
        start > 1
        and draft.units[start].blanks == 0
        and draft.labels[start - 1] is None
        and len(draft.units[start - 1].text) <= 120
        and read_label(draft.units[start - 1].text) is not None
    ):
        start -= 1
    return start


def _goes_on(draft: Draft, i: int) -> bool:
    """Below the last fact: does a note or a summary run over more paragraphs?"""
    for j in (i - 1, i - 2):
        if j > 0 and _is_fact(draft, j):
            facts = read_facts_on(draft.units[j].text)
            return note_text(draft.units[j].text) is not None or any(fact.field in LONG for fact in facts)
    return False


def _is_fact(draft: Draft, i: int) -> bool:
    text = draft.units[i].text
    return note_text(text) is not None or any(fact.field for fact in read_facts_on(text))


def _label(draft: Draft, i: int, found: dict[int, Label]) -> Label:
    text = draft.units[i].text
    value = note_text(text)
    facts = read_facts_on(text)
    if value is None and facts and facts[0].field in NOTE_FIELDS:
        value = facts[0].value
    if value is not None:
        return Label(
            Kind.NOTE, 0.9, "a note among the facts at the end", value=value, detail=NotePlace.STORY_END
        )
    if len(facts) > 1:
        packed = "\n".join(f"{fact.field}\t{fact.label}\t{fact.value}" for fact in facts)
        return Label(Kind.METADATA, 0.85, "facts at the end", field="several", value=packed)
    if not facts and (own := read_label(text)) is not None and len(text) <= 120:
        facts = (Labelled(meant(own.label), own.label, own.value),)
    if facts:
        return _fact(facts[0])
    above = found.get(i - 1)
    close = draft.units[i].blanks == 0 or (above is not None and above.field in LONG)
    if (
        close
        and above is not None
        and above.kind is Kind.METADATA
        and above.field not in ("several", "other")
    ):
        return Label(Kind.METADATA, 0.7, "goes on", field=above.field, value=text, detail="more", joined=True)
    return Label(Kind.NOTE, 0.7, "among the facts at the end", value=text, detail=NotePlace.STORY_END,
                 joined=above is not None and above.kind is Kind.NOTE)  # fmt: skip


def _fact(fact: Labelled) -> Label:
    kind = Kind.TITLE if fact.field == "title" else Kind.METADATA
    return Label(
        kind,
        0.9,
        f"label “{fact.label}” at the end",
        field=fact.field or "other",
        value=fact.value,
        detail=fact.label,
    )
