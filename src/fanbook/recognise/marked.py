"""What a reader found in markup, put into words: headings taken apart, text cut out of its dress.

In: a draft whose reader has labelled headings. Out: the same with kind, number, label and title of each. A
heading that is only a title counts as a chapter of its own.
"""

from __future__ import annotations

from msgspec.structs import replace

from fanbook.model.draft import SUBHEADING, Draft, Kind, Label, Unit
from fanbook.model.inlines import Inline, Text
from fanbook.model.walk import cut, plain, runs_of
from fanbook.recognise.headings import read_bare, read_heading
from fanbook.recognise.markup import read_inlines


def recognise_marked_headings(draft: Draft) -> Draft:
    """The headings of the markup, taken apart."""
    found: dict[int, Label] = {}
    count = 0
    for i, (unit, label) in enumerate(zip(draft.units, draft.labels, strict=True)):
        if label is None or label.kind is not Kind.HEADING or label.field or "\t" in label.value:
            continue
        heading = read_heading(unit.text) or read_bare(unit.text)
        if heading is None:
            count += 1
            found[i] = replace(label, field="chapter", value=f"\t{unit.text}", detail=str(count))
            continue
        count = heading.number if heading.number is not None else count
        number = "" if heading.number is None else str(heading.number)
        found[i] = replace(
            label, field=heading.kind, value=f"{heading.label}\t{heading.title}", detail=number
        )
    return draft.claim(found, force=True)


def is_subheading(label: Label) -> bool:
    """Does this heading begin no chapter?"""
    return label.kind is Kind.HEADING and label.field == SUBHEADING


def inlines_of(unit: Unit, text: str) -> tuple[Inline, ...]:
    """The inlines of `text`, which is the unit's text or a part of it."""
    if unit.block is None:
        return read_inlines(text)
    runs = list(runs_of(unit.block))
    if len(runs) != 1:
        return (Text(text),) if text else ()
    words = plain(runs[0]).replace("\n", " ")
    at = words.rfind(text)
    return cut(runs[0], at, at + len(text)) if at >= 0 else (Text(text),)
