"""Facts beside a chapter's heading: the prompt of a drabble, a warning, the disclaimer said again.

In: a draft with its headings labelled. Out: the same with labelled lines right above and right below a
heading labelled as facts. Further inside a chapter a label is the story's own.
"""

from __future__ import annotations

from collections.abc import Iterator

from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.factlines import core_fields, read_byline
from fanbook.recognise.labels import LONG, NOTE_FIELDS, Labelled, read_label

_BELOW = frozenset({"prompt", "characters", "rating", "pairing", "warnings", "word_count", "summary", "disclaimer", "spoilers",
                    "genre", "dedication", "beta", "song", "song_artist", "fandom", "date"})  # fmt: skip
_ABOVE = frozenset({"word_count", "disclaimer", "warnings", "rating", "summary", "spoilers", "pairing"})
_REACH = 4


def recognise_chapter_facts(draft: Draft) -> Draft:
    """Label the facts beside headings in the body."""
    found: dict[int, Label] = {}
    authored = any(
        label is not None and "author" in label.field + label.value for label in draft.labels[: draft.front]
    )
    for i in range(draft.front, draft.back):
        if draft.kind(i) is Kind.HEADING:
            if not authored and (signed := _signed(draft, i + 1)):
                found |= signed
            authored = True
            for j, fact in (*_run(draft, i, 1, _BELOW), *_run(draft, i, -1, _ABOVE)):
                found[j] = Label(
                    Kind.METADATA,
                    0.8,
                    "a fact beside a heading",
                    field=fact.field,
                    value=fact.value,
                    detail=fact.label,
                )
    return draft.claim(found)


def _signed(draft: Draft, i: int) -> dict[int, Label]:
    """A byline under the first heading, where nobody is named above it."""
    if i >= draft.back or draft.labels[i] is not None or not (name := read_byline(draft.units[i].text)):
        return {}
    return {
        i: Label(
            Kind.METADATA, 0.8, "byline under the first heading", field="author", value=name, detail="by"
        )
    }


def _run(draft: Draft, heading: int, step: int, fields: frozenset[str]) -> Iterator[tuple[int, Labelled]]:
    """The facts from a heading on, downwards or upwards; notes and furniture are passed over."""
    j = heading + step
    while draft.front <= j < draft.back and abs(j - heading) <= _REACH:
        kind = draft.kind(j)
        if kind in (Kind.NOTE, Kind.DEBRIS, Kind.POV) or (kind is Kind.HEADING and step > 0):
            j += step
            continue
        text = draft.units[j].text
        fact = read_label(text) if kind is None and len(text) <= 240 else None
        if fact is None or fact.field not in fields or not fact.value or fact.field in NOTE_FIELDS:
            return
        # Below a heading a weak label is believed as well; a sentence after it makes it speech.
        if not core_fields(text) and fact.field not in LONG and len(fact.value.split()) > 12:
            return
        yield j, fact
        j += step
