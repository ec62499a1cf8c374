"""How far down the front matter reaches, before anybody asks what each line of it is.

In: a draft with furniture labelled. Out: the index of the first unit of the story. Every unit above the
end speaks for a header or against one: sure facts, bylines and notes for it, running text against, the
more so the more it reads like a story. The header ends where the sum is highest. One odd line between
facts (a blurb, a site's word, a dedication) thus ends nothing, and a fact that a story quotes far down
begins nothing.
"""

from __future__ import annotations

import re

from fanbook.model.draft import FOOTNOTE, Draft, Kind
from fanbook.recognise.brackets import bracketed
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.dress import is_bold_title
from fanbook.recognise.factlines import core_fields, is_couple, read_byline, read_facts_on, read_kind_of_fic
from fanbook.recognise.label_families import family_at
from fanbook.recognise.labels import bare_label, fold, is_weak
from fanbook.recognise.mail import is_story_mail
from fanbook.recognise.narration import Outsiders, is_authors
from fanbook.recognise.notes import is_editors, note_text
from fanbook.recognise.talk import says_to_readers
from fanbook.recognise.titles import opens_chapters

_PARAGRAPH = 60  # letters
_REACH = 90  # units; no front matter is longer
_QUOTED = re.compile(r"^\W{0,2}[\"“«„]|^\s*[-–—―]\s?\w")
_ENDED = re.compile(r"[.!?…][\"”’'»*_)\]]*$")


def header_end(draft: Draft) -> int:
    """The first unit that is no longer front matter; 0 where there is none."""
    best = total = 0.0
    end = facts = 0
    family = -1  # the last unit of a block of labels
    inside = -1  # the last unit in a pair of brackets, or of the author's words in a story told of others
    outside = Outsiders(draft)
    for i in range(min(_REACH, draft.back)):
        if i > family and (rows := family_at(draft, i)):
            family = i + len(rows) - 1
        if i == end and (count := bracketed(draft, i)):
            inside = i + count - 1
        elif i == end and _is_prose(draft, i) and is_authors(draft, i, outside):
            inside = i
        # At the file's very head brackets prove nothing yet.
        weight = 3.0 if i <= family else float(end > 0) if i <= inside else _weight(draft, i, facts, -total)
        facts += weight >= 3
        total += weight
        if weight > 0 and total > best:
            best, end = total, i + 1
        if total < best - 9:
            break
    while 0 < end < draft.back and _is_of_block(draft, end):
        end += 1
    if all(draft.labels[i] is not None for i in range(end, draft.back)):
        while end and _is_spoken(draft, end - 1):  # something has to be left to be the story
            end -= 1
    return end


def _is_prose(draft: Draft, i: int) -> bool:
    """A paragraph in sentences that stands by itself: no line of a song."""
    text, below = draft.units[i].text, draft.units[i + 1 : i + 2]
    close = bool(below) and below[0].blanks == 0 and draft.layout.norm > 0
    return len(text) >= _PARAGRAPH and bool(_ENDED.search(text)) and not close


def _is_spoken(draft: Draft, i: int) -> bool:
    """Does the unit belong to a header by its words alone, without a label?"""
    text = draft.units[i].text
    return (
        draft.labels[i] is None
        and not core_fields(text)
        and note_text(text) is None
        and not read_byline(text)
    )


def _is_of_block(draft: Draft, i: int) -> bool:
    """A line more of the block of facts above, where blank lines part the paragraphs."""
    unit = draft.units[i]
    return (
        draft.labels[i] is None
        and unit.blanks == 0
        and draft.layout.norm > 0
        and len(unit.text) <= 200
        and not _QUOTED.match(unit.text)
        and (bool(core_fields(draft.units[i - 1].text)) or note_text(draft.units[i - 1].text) is not None)
        and any(k >= len(draft.units) or draft.units[k].blanks > 0 for k in (i + 1, i + 2))
    )


def _has_company(draft: Draft, i: int) -> bool:
    """Does another sure fact stand right above or below, without a gap?"""
    units = draft.units
    above = i > 0 and units[i].blanks == 0 and bool(core_fields(units[i - 1].text))
    return (
        above
        or len(core_fields(units[i].text)) > 1
        or (i + 1 < len(units) and units[i + 1].blanks == 0 and bool(core_fields(units[i + 1].text)))
    )


def _weight(draft: Draft, i: int, facts: int, below_zero: float) -> float:
    """What unit `i` says: above 0 for a header, below 0 for a story.

    `facts` is how many sure ones stood above it, `below_zero` how much running text has.
    """
    label, unit = draft.labels[i], draft.units[i]
    if label is not None and label.detail.startswith(FOOTNOTE):
        return 0.0  # of the page it stands on
    if label is not None:
        return {Kind.DEBRIS: 0.0, Kind.METADATA: 3.0, Kind.TITLE: 3.0, Kind.NOTE: 2.0}.get(label.kind, -9.0)
    text = unit.text
    if facts and is_story_mail(draft, i):
        return -12.0  # the story's first page
    if is_editors(text) and i and _is_spoken(draft, i - 1):
        return 0.0  # a remark on the story's own words
    if fields := core_fields(text):
        # Alone among a story's paragraphs it is what somebody in the story wrote.
        return 3.0 + len(fields) if facts or below_zero <= 0 or _has_company(draft, i) else 0.5
    if _holds_value(draft, i):
        return 0.5
    if note_text(text) is not None:
        return 2.5
    known = [fact for fact in read_facts_on(text) if fact.field]
    if known and all(not is_weak(fold(fact.label)) or facts for fact in known):
        return 2.5
    if read_byline(text) or is_couple(text) or read_kind_of_fic(text):
        return 3.0
    if is_mark(text):
        return 0.0
    if opens_chapters(text) or (facts and is_bold_title(draft, i)):
        return -4.0
    if re.match(r"^(?:or|being)[, ]", text) and i < 4:
        return 0.0
    return _running(draft, i, facts)


def _holds_value(draft: Draft, i: int) -> bool:
    """Does a label stand alone on the line above?"""
    if not i:
        return False
    above = bare_label(draft.units[i - 1].text)
    return above is not None and draft.units[i].blanks <= max(draft.layout.norm, 1)


def _running(draft: Draft, i: int, facts: int) -> float:
    """Running text: a scrap says little, a speech most; what speaks to readers speaks for a header."""
    text, spoken = draft.units[i].text, says_to_readers(draft, i)
    if spoken >= 0.35:  # an address alone may stand in a story too
        return 1.5 if spoken >= 0.5 else 0.0
    if _QUOTED.match(text):
        return -4.0
    if len(text) <= 60 and not _ENDED.search(text):
        return -0.3 if facts else -0.6
    weight = -1.6 - min(len(text), 600) / 300 + 3 * spoken
    # Above the first fact a site may put a word or two, but hardly ever a paragraph.
    return weight if facts else 2.5 * weight
