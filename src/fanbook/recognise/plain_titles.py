"""Chapter titles that nothing dresses: short lines alone, known by what stands around them.

Three signs that a story does not give by chance: they are written as titles are and stand below wider gaps than any
paragraph, or between a prologue and an epilogue; every one of them stands where a chapter must begin (at the
story's head, and after that under an end mark, a note, or a post's frame); or the sections under them are
nearly of one length, as drabbles are.
"""

from __future__ import annotations

import re

from fanbook.model.draft import Draft, Kind
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.datelines import is_dateline
from fanbook.recognise.endings import is_end_mark
from fanbook.recognise.factlines import core_fields
from fanbook.recognise.notes import note_text
from fanbook.recognise.stamps import stamp_at
from fanbook.recognise.talk import addresses_reader
from fanbook.recognise.titles import is_title_case

_SENTENCE = re.compile(r"[.!?…,;:\"”»][*_)]*$")
_LONGEST = 50  # characters
_SECTION = (60, 600)  # words under a title in a collection of drabbles
_SPREAD = 0.25  # how far such sections may be from their middle length


def title_places(draft: Draft) -> list[int]:
    """Short lines alone that open the story, and then stand under notes or end marks; two or more."""
    head = _head(draft)
    lines = [
        i
        for i in _short_lines(draft)
        if i <= head or (_opens(draft, i) and not _is_stamped(draft.units[i].text))
    ]
    return lines if len(lines) > 1 and lines[0] <= head else []


def _is_stamped(text: str) -> bool:
    """A time with a place or an hour: "Monday, half past nine". A day alone may be a chapter's title."""
    return is_dateline(text) and ("," in text or any(map(str.isdigit, text)))


def even_sections(draft: Draft) -> list[int]:
    """Short lines alone with sections of one length between them; three or more, the first at the head."""
    lines = _short_lines(draft)
    if len(lines) < 3 or lines[0] > _head(draft):
        return []
    if sum(is_dateline(draft.units[i].text) for i in lines) * 2 > len(lines):
        return []  # the months of a story
    lengths = [draft.words(a + 1, b) for a, b in zip(lines, [*lines[1:], draft.back], strict=True)]
    middle = sorted(lengths)[len(lengths) // 2]
    even = all(abs(length - middle) <= max(_SPREAD * middle, 12) for length in lengths[:-1])
    return lines if even and _SECTION[0] <= middle <= _SECTION[1] else []


def set_off_titles(draft: Draft, named: list[int]) -> list[int]:
    """Lines written as titles are, below gaps wider than the file's own, the first at the story's head; two or more.

    `named` are headings such as "Prologue": between those it takes no gap. Names alone say whose view it is.
    """
    head = _head(draft) if not named else min(named[0], _head(draft))
    wide = max(draft.layout.norm + 1, 2)
    lines = [
        i
        for i in _short_lines(draft)
        if is_title_case(draft.units[i].text.strip())
        and not draft.units[i].text.isupper()
        and not is_dateline(draft.units[i].text)
        and (draft.units[i].blanks >= wide or i <= head or named)
    ]
    if named and any(draft.units[i].blanks >= wide for i in lines):
        lines = [i for i in lines if draft.units[i].blanks >= wide or i <= head]
    lone = all(len(draft.units[i].text.split()) == 1 for i in lines)
    return lines if len(lines) > 1 and (named or lines[0] <= head) and not lone else []


def _short_lines(draft: Draft) -> list[int]:
    """Lines of a few words with a blank line on both sides and no sentence's end."""
    found = []
    for i, unit in draft.unclaimed(draft.front, draft.back):
        text = unit.text.strip()
        if unit.end > unit.start or len(text) > _LONGEST or len(text.split()) > 7 or i + 1 >= draft.back:
            continue
        below = draft.units[i + 1]
        apart = (unit.blanks > 0 or i == draft.front) and (below.blanks > 0 or draft.layout.norm == 0)
        apart = apart or (unit.blanks > 0 and draft.layout.norm == 0)
        plain = apart and text[:1].isalnum() and not _SENTENCE.search(text)
        if plain and not is_mark(text) and not stamp_at(draft, i):
            found.append(i)
    return found


def _head(draft: Draft) -> int:
    """The first unit of the story that is neither claimed nor matter: whatever stands up to it heads the story."""
    units = range(draft.front, draft.back)
    return next((j for j in units if draft.kind(j) is None and not _is_matter(draft, j)), draft.back)


def _opens(draft: Draft, i: int) -> bool:
    """Does matter of a chapter's head or foot stand right above?"""
    return _is_matter(draft, i - 1) and len(draft.units[i + 1].text) > 20


def _is_matter(draft: Draft, j: int) -> bool:
    kind, text = draft.kind(j), draft.units[j].text
    if kind is not None:
        return kind in (Kind.NOTE, Kind.DEBRIS, Kind.METADATA, Kind.END_MARK)
    return (
        note_text(text) is not None
        or is_end_mark(text)
        or bool(core_fields(text))
        or addresses_reader(text) >= 0.4
    )
