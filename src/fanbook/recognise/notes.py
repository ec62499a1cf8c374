"""Author's notes: how they begin, and what reads like one.

`note_text` recognises an explicit label ("A/N:", "[Author's note: ...]"); `addresses_reader`
weighs a paragraph without a label by how it speaks to readers. The first may stand anywhere,
the second only counts where a note is expected.
"""

from __future__ import annotations

import re

from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.labels import bare_label

# "Note:" alone is a word of stories; these are not.
_MARKED = re.compile(
    r"^(?P<open>[\[({*_~<\s]*)"
    r"(?:a\s?/\s?n|an(?=\s*[:\-])|a\.\s?n\.|n/a(?=\s*:)|author(?:['’]?s|s['’])?['’]? notes?|nda(?=:)|t/n|translator['’]?s note)"
    r"\s*(?:#?\d+|again|time|here)?\s*[*_]*\s*(?:[:\-–—.)\]]|$)[*_]*\s*(?P<value>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TALK = re.compile(
    r"\b(?:i|i['’]m|i['’]ve|i['’]ll|my|me|you guys|y['’]all|you all|everyone|everybody|u)\b", re.IGNORECASE
)
_TOPIC = re.compile(
    r"\b(?:thanks?|thank (?:you|u)|review(?:s|ed|ers?)?|comments?|feedback|kudos|beta(?:'d|ed|s)?|updates?|updated|"
    r"updating|chapters?|fics?|stor(?:y|ies)|readers?|reading|read|wrote|writing|written|posted?|posting|constructive|"
    r"criticism|disclaimer|own|owns|canon|prompt(?:ed|s)?|challenge|vote|votes|follow(?:ers)?|favou?rites?|sequel|"
    r"one-?shot|drabbles?|au|hope|enjoy(?:ed)?|sorry|guys|apologies|concrit|flames?|mistakes|dedicated|inspired|"
    r"archive|lj|livejournal|tumblr|ao3|wattpad|ff\.?net)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'^\W{0,2}["“”«‘]')


def note_text(text: str) -> str | None:
    """What follows an explicit note label, or None where there is none."""
    match = _MARKED.match(text)
    if match is None:
        return None
    value = match["value"].strip()
    if "[" in match["open"]:
        value = value.removesuffix("]")
    if "(" in match["open"] and value.count(")") > value.count("("):
        value = value.removesuffix(")")
    return value.rstrip("*_ ") if match["open"].strip("[( ") else value


def addresses_reader(text: str) -> float:
    """How much a paragraph speaks as an author to readers: 0 (not at all) to 1."""
    if _QUOTED.match(text):
        return 0.0
    words = max(len(text.split()), 6)
    talk, topics = len(_TALK.findall(text)), len({m.casefold() for m in _TOPIC.findall(text)})
    score = min(talk, 4) / 8 + min(topics, 4) / 5
    return min(1.0, score * (1.0 if words < 90 else 90 / words) if talk or topics > 1 else topics / 8)


def recognise_notes(draft: Draft) -> Draft:
    """Label explicit notes between the front and the back matter."""
    found: dict[int, Label] = {}
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if i in found:
            continue
        value = note_text(unit.text)
        if value is None:
            found |= _archive_note(draft, i)
            continue
        found[i] = Label(
            Kind.NOTE, 0.95, "labelled as an author's note", value=value, detail=_place(draft, i)
        )
        if not value:  # the label stood alone: the note is the next paragraph
            found |= _below(draft, i + 1, _place(draft, i))
        elif unit.text.lstrip()[:1] == "[" and "]" not in unit.text:
            found |= _until_closed(draft, i + 1, _place(draft, i))
    return draft.claim(found)


def _archive_note(draft: Draft, i: int) -> dict[int, Label]:
    """AO3's landmarks, kept in a text copy: "Chapter Notes" under a heading, "Chapter End Notes"."""
    label = bare_label(draft.units[i].text)
    under = (
        draft.kind(i - 1) is Kind.HEADING
        and label is not None
        and label.field in ("note", "chapter_note", "summary")
    )
    if label is None or not (under or label.field in ("chapter_end_note", "end_note")):
        return {}
    place = NotePlace.CHAPTER_HEAD if under else NotePlace.CHAPTER_END
    below = _below(draft, i + 1, place)
    return (
        {i: Label(Kind.NOTE, 0.9, f"the archive's label “{label.label}”", detail=place)} | below
        if below
        else {}
    )


def _place(draft: Draft, i: int) -> str:
    before, after = draft.kind(i - 1), draft.kind(i + 1)
    if before in (Kind.HEADING, Kind.POV):
        return NotePlace.CHAPTER_HEAD
    if after is Kind.HEADING or (before is Kind.END_MARK and after in (None, Kind.HEADING, Kind.NOTE)):
        return NotePlace.CHAPTER_END
    return NotePlace.INLINE


def _below(draft: Draft, i: int, place: str) -> dict[int, Label]:
    if i >= draft.back or draft.labels[i] is not None:
        return {}
    return {
        i: Label(Kind.NOTE, 0.8, "below a note's label", value=draft.units[i].text, detail=place, joined=True)
    }


def _until_closed(draft: Draft, i: int, place: str) -> dict[int, Label]:
    """A note in brackets that runs over several paragraphs; at most six, or it is not one."""
    found: dict[int, Label] = {}
    for j in range(i, min(i + 6, draft.back)):
        text = draft.units[j].text
        found[j] = Label(
            Kind.NOTE,
            0.85,
            "inside a note's brackets",
            value=text.removesuffix("]"),
            detail=place,
            joined=True,
        )
        if text.endswith("]"):
            return found
    return {}
