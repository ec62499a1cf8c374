"""What stands between a header's facts: more of a note, a blurb, a quotation, an aside.

Each function tries one unit of the walk and says how many units it took. All of them look for
what comes after: a paragraph is the header's only if the header is known to go on.
"""

from __future__ import annotations

import re

from fanbook.late import Late
from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Kind, Label, Unit
from fanbook.recognise.anchor import fields_from, is_scrap
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.factlines import core_fields, is_core, read_facts_on
from fanbook.recognise.frames import is_count
from fanbook.recognise.header_walk import Walk
from fanbook.recognise.headings import read_heading
from fanbook.recognise.labels import LONG, NOTE_FIELDS, Labelled, bare_label
from fanbook.recognise.notes import is_editors, note_text
from fanbook.recognise.pov import read_pov
from fanbook.recognise.talk import addresses_reader, says_to_readers
from fanbook.recognise.whence import address_alone

_CHATS = 0.45  # how plainly a paragraph under a summary speaks to readers, to be none of it
_JOURNAL = ("wrote in", "[personal profile]", "[info]", "livejournal")
_ASIDE = Late(
    r"^[\W_]*(?:for (?:the |my |@|\[)|written (?:for|as|in)|thanks|set (?:in|during|after|before)|takes place|inspired by|"
    r"based on|sequel to|prequel to|part \d+ of|beta['’]?d by|in response to|prompt)\b",
    re.IGNORECASE,
)


def count_line(walk: Walk, i: int, unit: Unit) -> int:
    """One of the archive's counts that say nothing of the story, below those that do."""
    units = walk.draft.units
    if not walk.has("stats") or i + 1 >= len(units) or not is_count(unit.text, units[i + 1].text):
        return 0
    for j in (i, i + 1):
        walk.put(j, Label(Kind.DEBRIS, 0.9, "an archive's count"))
    return 2


def address_line(walk: Walk, i: int, unit: Unit) -> int:
    """Where the story was saved from, alone on its line."""
    address = address_alone(unit.text)
    if not address or walk.open_field in NOTE_FIELDS:
        return 0
    if walk.has("source_url"):
        walk.put(i, Label(Kind.DEBRIS, 0.7, "another address"))
    else:
        walk.put_fact(i, Labelled("source_url", "", address), "an address alone on its line", sure=0.8)
    return 1


def more(walk: Walk, i: int, unit: Unit) -> int:
    """A paragraph more of an open note or long fact, if the header is known to go on after it."""
    if not walk.found or read_heading(unit.text) or read_pov(unit.text):
        return 0
    reach = _header_goes_on(walk, i)
    for j in range(i, i + reach):
        text = walk.draft.units[j].text
        if walk.open_field in LONG - NOTE_FIELDS and says_to_readers(walk.draft, j) < _CHATS:
            more = Label(
                Kind.METADATA, 0.7, "goes on", field=walk.open_field, value=text, detail="more", joined=True
            )
        elif is_blurb(walk, j):
            more = Label(Kind.METADATA, 0.8, "above the site's rating line", field="summary", value=text)
        else:
            joined = walk.open_field in NOTE_FIELDS
            more = Label(Kind.NOTE, 0.7, "between the header's lines", value=text, detail=NotePlace.STORY_HEAD,
                         joined=joined)  # fmt: skip
        walk.put(j, more)
    return reach


def cut(walk: Walk, i: int, unit: Unit) -> int:
    """Where a journal cuts the entry: "( down once more )"."""
    text = unit.text
    if text[:2] != "( " or text[-2:] != " )" or not text[-3:-2].isalnum() or len(text) > 90 or not walk.found:
        return 0
    if not any(mark in above.text for above in walk.draft.units[:i] for mark in _JOURNAL):
        return 0
    walk.put(i, Label(Kind.DEBRIS, 0.8, "where a journal cuts the entry"))
    return 1


def is_blurb(walk: Walk, j: int) -> bool:
    """FanFiction.net puts the summary, without a label, between byline and rating line."""
    below = walk.draft.units[j + 1].text if j + 1 < len(walk.draft.units) else ""
    fields = core_fields(below)
    return not walk.has("summary") and "rating" in fields and len(read_facts_on(below)) > 2


def _header_goes_on(walk: Walk, i: int) -> int:
    """How many units from `i` on lie between header lines, or end a note that a heading closes.

    A sure fact within the next three units shows that the header goes on. A chapter heading
    ahead closes an open note, but only as far as the note still speaks to the reader: what
    stands between may be the story's own opening.
    """
    words = 0
    noted = walk.open_field in NOTE_FIELDS or walk.open_field == "summary"
    for j in range(i, min(i + 8, len(walk.draft.units))):
        text = walk.draft.units[j].text
        if j > i and j - i <= 3 and _is_fact(walk, j):
            return j - i if _lies_between(walk, i, j) else 0
        if j > i and noted and is_mark(text) and any(unit.text == text for unit in walk.draft.units[:i]):
            return j - i  # the rule that frames the note
        if j > i and (read_heading(text) or is_mark(text)):
            return _spoken(walk, i, j, 0.3 if is_mark(text) else 0.2) if noted else 0
        words += len(text.split())
        if words > 400 or is_mark(text) or read_pov(text):
            return 0
    return 0


def _is_fact(walk: Walk, j: int) -> bool:
    """Does a sure fact, or a label with its value below, stand at `j`?"""
    if walk.draft.kind(j) in (Kind.METADATA, Kind.TITLE):
        return True
    text = walk.draft.units[j].text
    if is_editors(text):
        return False
    bare = bare_label(text)
    return is_core(text) or note_text(text) is not None or (bare is not None and bare.field in LONG)


def _lies_between(walk: Walk, i: int, j: int) -> bool:
    """Are the units from `i` to the fact at `j` the header's own, not a story that holds such a line?"""
    if walk.open_field in LONG or len(fields_from(walk.draft, j)) > 1:
        return True
    texts = [walk.draft.units[k].text for k in range(i, j)]
    return all(is_scrap(text) or addresses_reader(text) >= 0.2 for text in texts)


def _spoken(walk: Walk, i: int, end: int, least: float) -> int:
    """Up to the last unit before `end` that speaks to the reader.

    Before a mark that takes more than before a heading: a story may open and break its first
    scene, but seldom tells a piece and then begins with "Part 1".
    """
    last = 0
    for j in range(i, end):
        if addresses_reader(walk.draft.units[j].text) >= least:
            last = j - i + 1
    return last


def quoted(walk: Walk, i: int, unit: Unit) -> int:
    """What somebody wrote, quoted with ">" in an open note, and the author's answer to it."""
    if walk.open_field not in NOTE_FIELDS or i - 1 not in walk.found:
        return 0
    answers = walk.draft.units[i - 1].text.startswith(">") and not read_heading(unit.text)
    if not unit.text.startswith(">") and not answers:
        return 0
    walk.put(i, Label(Kind.NOTE, 0.8, "a quotation in a note, or its answer", value=unit.text,
                      detail=NotePlace.STORY_HEAD, joined=True))  # fmt: skip
    return 1


def aside(walk: Walk, i: int, unit: Unit) -> int:
    """The last line of a block of facts, without a label: "For the winter fest"."""
    if not walk.facts or i - 1 not in walk.found or unit.blanks or walk.draft.layout.norm == 0:
        return 0
    if not _ASIDE.match(unit.text) or len(unit.text) > 240:
        return 0
    if i + 1 < len(walk.draft.units) and not walk.draft.units[i + 1].blanks:
        return 0
    walk.put(
        i, Label(Kind.NOTE, 0.7, "closes the header's block", value=unit.text, detail=NotePlace.STORY_HEAD)
    )
    return 1
