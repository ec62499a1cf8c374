"""Headings of two lines: a title that runs over, or one that stands under its chapter's number.

In: a draft and the headings that were found. Out: the second lines as parts of their headings.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.model.draft import Draft, Kind, Label

# What may stand behind a number and is no title: "Part the Third, and Last".
AND_LAST = re.compile(r"^and (?:the )?(?:last|final)\W*$", re.IGNORECASE)
_LONGEST = 70
_DECOR = " *_~=#"


def second_lines(draft: Draft, found: dict[int, Label]) -> dict[int, Label]:
    """What stands close below a heading and far above the story."""
    more: dict[int, Label] = {}
    for i, label in found.items():
        text = _below(draft, i, found) if label.kind is Kind.HEADING else ""
        if not text:
            continue
        name, _, title = label.value.partition("\t")
        bare = text.strip(_DECOR)
        if AND_LAST.match(title.lstrip("(")):
            name, title = f"{name}, {title}", ""
        if not title:
            goes_on, whole = is_titled(bare), bare
        else:
            goes_on = text[:1].islower() or title[-1:] in ",;:" or (text.isupper() and title.isupper())
            whole = f"{title} {bare}"
        if goes_on:
            more[i] = replace(label, value=f"{name}\t{whole}")
            more[i + 1] = Label(Kind.HEADING, label.confidence, "the rest of the heading", joined=True)
    return more


def _below(draft: Draft, i: int, found: dict[int, Label]) -> str:
    j = i + 1
    if j + 1 >= draft.back or j in found or draft.labels[j]:
        return ""
    unit = draft.units[j]
    if unit.blanks or not draft.units[j + 1].blanks or unit.end > unit.start or len(unit.text) > _LONGEST:
        return ""
    return unit.text


def is_titled(text: str) -> bool:
    """Most words of substance begin with a capital and it does not end as a sentence does."""
    words = [word for word in re.findall(r"[^\W\d_][\w'’]*", text) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in words)
    return text[:1].isupper() and text.rstrip()[-1:] not in ".,;" and capitals * 2 >= len(words)
