"""End marks, and the back matter after them: closing notes, requests, stamps.

In: a draft with front matter, headings and marks labelled. Out: end marks labelled, every unit
of the back matter labelled, and `back` set to its first unit. A paragraph after the end that
does not speak to readers stays story: unsure means prose.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.late import Late
from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.dress import in_brackets
from fanbook.recognise.labels import NOTE_FIELDS, bare_label, read_label
from fanbook.recognise.narration import Outsiders
from fanbook.recognise.notes import note_text
from fanbook.recognise.talk import addresses_reader

_END = re.compile(
    r"^[\W_]*(?:the\s+end|end|30|explicit|the curtain falls|fin|finis|finito|finished|ende|fine|(?:ende|fin|fine|finis)\W{1,3}the end|owari|konets|конец|complete|the fin|koniec|"
    r"(?:end|fin)\s+(?:of\s+)?(?:this\s+|the\s+)?(?:chapter|part|story|episode|act|book|prologue|fic|drabble|chat|log|play|tale|transcript|series|file|transmission|scene)"
    r"(?:\s+[\w-]{1,12})?|"
    r"(?:to\s+be\s+(?:continued|finished)|t\.?\s?b\.?\s?c\.?|continued|to be concluded)(?:\s+(?:in|on|next|soon|with|tomorrow|tonight|shortly|later|when)\b.{0,40})?|"
    r"(?:log|session)\s+(?:ends?|ended|closed)|"
    r"(?:the\s+)?end\s*(?:for now|\(?(?:for now|or is it)\)?)|à suivre|continuará|fortsetzung folgt|(?-i:CURTAIN)|"
    r"fim|continua|koniec(?: (?:części|rozdziału) \w{1,14})?|c\.?d\.?n|ciąg dalszy nastąpi|конец(?: \w{1,14} (?:главы|части|книги))?|продолжение следует|"
    r"(?:第.{1,6}[章回話话部卷] ?)?(?:[（(]?(?:全文|正文|本文|全书|全書)?(?:完|終|终)(?:结|結|了)?|了|終わり|おわり|おしまい)|未完(?:待续|待續)?|待续|待續|つづく|続く|"
    r"(?:\d{1,3}화 ?)?(?:본편 ?|외전 ?)?(?:끝|완|완결)|계속|다음 ?(?:화|편)에 계속)[\W_]*(?:\([^()]{1,40}\)[\W_]*)?$"
    r"|^\W*\(t\.?b\.?c\.?\b[^()]{0,60}\)\W*$|^\W{0,3}\((?:the )?end\b[^()]{0,24}\)\W*$",
    re.IGNORECASE,
)
# Whose words were sung: "Lyrics (c) Somebody", "Lyrics by Somebody", 'Song: "Title" by Somebody'.
_CREDIT = re.compile(
    r"^[\W_]*(?:(?i:(?:song )?lyrics?)\b\s*(?:(?i:are |is |copyright )*(?:\([cC]\)|©)|:|(?i:(?:are |is )?(?:by|from|belong to|copyright))\s+[\"“*_]*[A-Z])"
    r"|(?i:songs?|music)\s*:\s.*(?:[\"“*_]|\bby [A-Z]))"
)
# Nothing else that a line could mean.
_CLEAR = Late(
    r"^\W*(?:(?:(?:ende|fin|fine|finis)\W{1,3})?the end|end|fin|finis|the fin|ende|fim|koniec|конец|(?:全文|正文)?(?:完|終|终)(?:结|結|了)?|終わり|おわり|끝|완)\W*$",
    re.IGNORECASE,
)
# A promise of more is no word of a story, whatever stands below it.
_PROMISE = Late(
    r"^[\W_]*(?:(?:to\s+be\s+continued|t\.?\s?b\.?\s?c\.?)\W+(?:in|with)\W+(?:the\s+)?(?:next\s+)?(?:part|chapter|episode|post|instal+ment)\b.{0,30}"
    r"|(?:to\s+be\s+continued|fortsetzung folgt|à suivre|continuará|c\.?d\.?n|ciąg dalszy nastąpi|продолжение следует|未完待续|未完待續|つづく|계속)[\W_]*)$",
    re.IGNORECASE,
)
_EXPLAINED = re.compile(r"^[\W_]{0,3}[^\W\d_][\w’' -]{0,30}\s?=\s?\S.{2,160}$")
_HINT = 0.19  # of words to readers: too little where no end stands above
_MOST_CLOSING, _LONGEST_CLOSING = 5, 600  # paragraphs, and characters in one
_REACH = 14  # no closing matter is longer, in units
_BACK_FIELDS = frozenset({"feedback", "disclaimer", "archive", "beta", "dedication", "word_count", "source_url",
                          "prompt", "series", "song", "date", "updated"})  # fmt: skip


def is_end_mark(text: str) -> bool:
    """Does the line say that something ends, and nothing else?"""
    bare = text.strip("*_ ")
    if bare.strip("-–—~# ") == "30" and bare[:1] not in "-–—~#":
        return False  # a number; a newspaper's end is "-30-"
    return len(text) <= 70 and bool(_END.match(text))


def recognise_endings(draft: Draft) -> Draft:
    """Label end marks and the back matter, and set `back`."""
    ends, outside = _stretches(draft), Outsiders(draft)
    marks = {
        i: Label(Kind.END_MARK, 0.95, "says that it ends")
        for i, unit in draft.unclaimed(draft.front, draft.back)
        if is_end_mark(unit.text) and _ends_something(draft, i, ends[i])
    }
    draft = draft.claim(marks)
    found: dict[int, Label] = {}
    for i in sorted(marks):
        found |= _after_mark(draft, i, ends[i], outside)
    draft = draft.claim(found)
    return _back_matter(draft)


def _stretches(draft: Draft) -> list[int]:
    """For every unit, the index of the next heading after it, or of the body's end."""
    ends, end = [draft.back] * len(draft.units), draft.back
    for i in range(draft.back - 1, -1, -1):
        ends[i] = end
        if draft.kind(i) is Kind.HEADING:
            end = i
    return ends


def _ends_something(draft: Draft, i: int, end: int) -> bool:
    """Only closing matter stands between an end mark and the next heading or the file's end."""
    text = draft.units[i].text
    says_where = any(char.isdigit() for char in text) or "part" in text.casefold()
    if (_PROMISE.match(text) and (says_where or _is_talked_out(draft, i, end))) or (
        _CLEAR.match(text) and end == draft.back and _is_short_rest(draft, i)
    ):
        return True
    count = silent = 0
    for j in range(i + 1, end):
        if draft.labels[j] is None:
            count += 1
            silent += not _speaks(draft.units[j].text)
        if count > _REACH or silent > 2:
            return False
    return True


def _is_talked_out(draft: Draft, i: int, end: int) -> bool:
    """Does little follow, and nobody of the story speak in it?"""
    below = [unit.text for unit in draft.units[i + 1 : end]]
    return len(below) <= _REACH and not any(text[:1] in '"“«「『' for text in below)


def _is_short_rest(draft: Draft, i: int) -> bool:
    """Are the words after unit `i` few, in themselves and beside those before?"""
    after = draft.words(i + 1)
    dressed = not draft.units[i].text[:1].isalnum() and not draft.units[i].text[-1:].isalnum()
    return after <= 150 and after * (2 if dressed else 6) <= draft.words(0, i)


def _speaks(text: str) -> bool:
    return (
        note_text(text) is not None or _labelled_note(text) or _credits(text) or addresses_reader(text) >= 0.2
    )


def _credits(text: str) -> bool:
    """Does a short paragraph say whose song was quoted?"""
    return len(text) <= 240 and bool(_CREDIT.match(text))


def _labelled_note(text: str) -> bool:
    fact = read_label(text) or bare_label(text)
    return fact is not None and (fact.field in NOTE_FIELDS or fact.field in _BACK_FIELDS)


def _after_mark(draft: Draft, i: int, end: int, outside: Outsiders) -> dict[int, Label]:
    place = NotePlace.STORY_END if end == draft.back else NotePlace.CHAPTER_END
    found: dict[int, Label] = {}
    for j in range(i + 1, end):
        text = draft.units[j].text
        aside = end == draft.back and in_brackets(text)
        if draft.labels[j] is None and (aside or _speaks(text) or j in outside):
            found[j] = _note(draft, j, place, "speaks to readers after the end", joined=j - 1 in found)
    if end == draft.back and _CLEAR.match(draft.units[i].text):
        found |= _all_closing(draft, i, end, place, found)
    found |= _glossary(draft, i, end, place) if end == draft.back else {}
    for j in range(i + 1, end):
        between = j - 1 in found and j + 1 in found
        if (
            between
            and draft.labels[j] is None
            and j not in found
            and draft.units[j].text[:1] not in '"“«—「『'
        ):
            found[j] = _note(draft, j, place, "between closing notes", joined=True)
    return found


def _all_closing(draft: Draft, i: int, end: int, place: str, found: dict[int, Label]) -> dict[int, Label]:
    """What stands under a plain end, where somebody speaks to readers in it and nobody of the story does."""
    rest = [j for j in range(i + 1, end) if draft.labels[j] is None and j not in found]
    spoken = any(draft.units[j].text[:1] in '"“«—「『' for j in rest)
    hinted = any(addresses_reader(draft.units[j].text) >= _HINT for j in rest)
    if (
        not (found or hinted)
        or spoken
        or len(rest) > _MOST_CLOSING
        or any(len(draft.units[j].text) > _LONGEST_CLOSING for j in rest)
    ):
        return {}
    return {
        j: _note(draft, j, place, "under the end, among words to readers", joined=j - 1 in found)
        for j in rest
    }


def _glossary(draft: Draft, i: int, end: int, place: str) -> dict[int, Label]:
    """Words explained under the story, two or more, with the line above them that says so."""
    rows = [j for j in range(i + 1, end) if draft.labels[j] is None and _EXPLAINED.match(draft.units[j].text)]
    if len(rows) < 2:
        return {}
    above = rows[0] - 1
    has_head = (
        above > i and draft.labels[above] is None and draft.units[above].text.rstrip("*_ ").endswith(":")
    )
    lines = [above, *rows] if has_head else rows
    why = "words explained after the end"
    return {
        j: Label(Kind.NOTE, 0.8, why, value=draft.units[j].text, detail=place, joined=j > lines[0])
        for j in lines
    }


def _note(draft: Draft, j: int, place: str, why: str, *, joined: bool = False) -> Label:
    text = draft.units[j].text
    value = note_text(text)
    if value is None:
        fact = read_label(text)
        value = fact.value if fact and fact.field in NOTE_FIELDS else text
        if bare_label(text) and not (fact and fact.value):
            value = ""
    starts = note_text(text) is not None or _labelled_note(text)
    return Label(Kind.NOTE, 0.85, why, value=value, detail=place, joined=joined and not starts)


def _back_matter(draft: Draft) -> Draft:
    """Closing notes without an end mark before them; then `back` is set."""
    last = draft.back
    for j in range(max(draft.front + 1, last - _REACH), last):
        if draft.labels[j] is None and _opens_back(draft, j):
            found = {
                k: _note(draft, k, NotePlace.STORY_END, "closing note", joined=k > j)
                for k in range(j, last)
                if draft.labels[k] is None
            }
            draft = draft.claim(found)
            break
    else:
        draft = draft.claim(_closing_words(draft, last))
    back = last
    while back > draft.front and _is_closing(draft, back - 1):
        back -= 1
    return replace(draft, back=back)


def _closing_words(draft: Draft, last: int) -> dict[int, Label]:
    """Last paragraphs without a label that plainly speak to readers, more so without a mark above."""
    j = last
    while j > draft.front + 1 and last - j < 4:
        if draft.labels[j - 1] is None and addresses_reader(draft.units[j - 1].text) < 0.4:
            break
        if draft.labels[j - 1] is not None and draft.kind(j - 1) is not Kind.DEBRIS:
            break
        j -= 1
    open_units = [k for k in range(j, last) if draft.labels[k] is None]
    marked = draft.kind(j - 1) in (Kind.SCENE_BREAK, Kind.END_MARK)
    if not open_units or not (marked or addresses_reader(draft.units[open_units[0]].text) >= 0.6):
        return {}
    return {
        k: _note(draft, k, NotePlace.STORY_END, "closing words to readers", joined=k > open_units[0])
        for k in open_units
    }


def _is_closing(draft: Draft, j: int) -> bool:
    label = draft.labels[j]
    if label is None:
        return False
    # A note without a place is one that a person named.
    unplaced = label.kind is Kind.NOTE and not label.detail
    closing = label.kind in (Kind.DEBRIS, Kind.METADATA, Kind.TITLE) or label.detail == NotePlace.STORY_END
    return closing or unplaced


def _opens_back(draft: Draft, j: int) -> bool:
    """A note's label, after which nothing but closing matter follows."""
    text = draft.units[j].text
    bare = bare_label(text)
    if bare is not None and bare.field in ("end_note", "chapter_end_note"):
        return all(draft.kind(k) is not Kind.HEADING for k in range(j, draft.back))
    fact = read_label(text)
    labelled = note_text(text) is not None or (fact is not None and fact.field in NOTE_FIELDS)
    if not labelled and bare is None and not _credits(text):
        return False
    rest = [draft.units[k].text for k in range(j + 1, draft.back) if draft.labels[k] is None]
    closing = all(_speaks(other) for other in rest) or _archives_last_note(draft, text, rest)
    return closing and all(
        draft.kind(k) in (None, Kind.DEBRIS, Kind.NOTE, Kind.SCENE_BREAK, Kind.END_MARK)
        for k in range(j, draft.back)
    )


def _archives_last_note(draft: Draft, label: str, rest: list[str]) -> bool:
    """An archive's "Notes:" with the last few paragraphs under it, none of them speech.

    A character may keep notes too: either the archive left other labels of its own, or one of the
    paragraphs says something to readers.
    """
    fact = bare_label(label)
    if fact is None or fact.field != "note" or not label.rstrip("*_ ").endswith(":"):
        return False
    if not 1 <= len(rest) <= 4 or any(text[:1] in '"“«„—‘「『' for text in rest):
        return False
    kept = any(found is not None and found.why.startswith("AO3") for found in draft.labels)
    return kept or any(addresses_reader(text) > 0.1 for text in rest)
