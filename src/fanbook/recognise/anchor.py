"""Where a header's sure facts begin, below whatever a site put above them.

In: a draft. Out: the index of the first sure fact, and the tests by which a line above it is
known to be no story. A header that starts on the file's first line needs none of this.
"""

from __future__ import annotations

import re

from fanbook.model.draft import Draft
from fanbook.recognise.factlines import core_fields, is_core, read_byline, read_facts_on, read_kind_of_fic
from fanbook.recognise.headings import read_heading
from fanbook.recognise.talk import addresses_reader, is_plain
from fanbook.recognise.titles import could_be_title

_SURE = 4  # facts in a row, title and author among them, that nothing but a header has
_ABOVE = 24  # no site puts more lines above a story's own header
_ENDS_AS_PROSE = re.compile(r"[.!?…,;—–][\"”’'*_)]*$")


def find_anchor(draft: Draft, reach: int = 0) -> int:
    """The first sure fact of a header that stands below other lines, none of them story.

    `reach` is where the header is known to end: what stands within it needs no other proof.
    """
    for j in range(reach):
        text = draft.units[j].text
        if draft.labels[j] is None and (is_core(text) or read_byline(text)):
            return j
    limit = min(_ABOVE, len(draft.units))
    for j in range(limit):
        text = draft.units[j].text
        if is_core(text) and (j <= 3 or len(fields_from(draft, j)) > 1):
            return j
        if draft.labels[j] is None and not is_scrap(text) and addresses_reader(text) < 0.3:
            return _below_talk(draft, j, limit)
    return 0


def _below_talk(draft: Draft, start: int, limit: int) -> int:
    """A header that is beyond doubt, below paragraphs in which nobody speaks: somebody talks at length before it."""
    for j in range(start, limit):
        if draft.units[j].text[:1] in '"“«':
            return 0
        if not is_core(draft.units[j].text) or draft.labels[j] is not None:
            continue
        fields = fields_from(draft, j)
        above = sum(len(unit.text) for unit in draft.units[:j])
        below = sum(len(unit.text) for unit in draft.units[j:])
        talks = any(is_plain(unit.text) or addresses_reader(unit.text) >= 0.3 for unit in draft.units[:j])
        is_sure = {"title", "author"} <= fields and len(fields) >= _SURE
        return j if is_sure and talks and above < below else 0
    return 0


def fields_from(draft: Draft, j: int) -> frozenset[str]:
    """The core fields that the units from `j` on state."""
    return frozenset().union(*(core_fields(unit.text) for unit in draft.units[j : j + 8]))


def is_scrap(text: str) -> bool:
    """Too short and too unlike a sentence to be a story's own line."""
    if len(text) > 120 or text[:1] in '"“«—':
        return False
    return not (_ENDS_AS_PROSE.search(text) and len(text.split()) > 3) and read_heading(text) is None


def titles_itself(draft: Draft, i: int, anchor: int) -> bool:
    """Does the header say its title further down: under a label, or right above a byline?"""
    units = draft.units
    labelled = any("title" in core_fields(unit.text) for unit in units[i : anchor + 8])
    # Between a title and its byline may stand what kind of story it is.
    return labelled or any(
        read_byline(units[k].text)
        and not read_kind_of_fic(units[k - 1].text)
        and could_be_title(units[k - 1].text)
        for k in range(i + 2, min(anchor + 1, len(units)))
    )


def says_title(draft: Draft, i: int, anchor: int) -> bool:
    """Does unit `i` say, in a post's subject, the title that the header states further down?"""
    text = draft.units[i].text.casefold()
    facts = (fact for unit in draft.units[i + 1 : anchor + 8] for fact in read_facts_on(unit.text))
    return len(text) <= 120 and any(
        fact.field == "title" and bool(fact.value) and fact.value.casefold() in text for fact in facts
    )
