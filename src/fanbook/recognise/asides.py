"""Words to readers that no label marks, known by where they stand: at a chapter's head or foot.

In: a draft whose headings, marks and end marks are labelled. Out: the same with such paragraphs labelled as
notes. In mid-chapter a paragraph has to be plainer; there is a narrator who says "you" as well.
"""

from __future__ import annotations

import re
from collections import Counter

from fanbook.late import Late
from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.dress import ABOUT_TITLE, in_brackets
from fanbook.recognise.factlines import read_byline
from fanbook.recognise.labels import bare_label, read_label
from fanbook.recognise.narration import Outsiders, is_authors
from fanbook.recognise.notes import note_text
from fanbook.recognise.signatures import signs
from fanbook.recognise.talk import addresses_reader, is_plain, says_to_readers

_REACH = 4  # paragraphs
# Answers to reviews: "To Gisela: thanks!", "SifsBarber - wait and see", "@somebody yes".
_ANSWER = re.compile(r"^[*_]{0,2}(?:(?:to|an|à|réponse à|para|a) )?[\"“@]?(?P<who>[\w.’'@-]{2,24}(?: [\w.’'@-]{1,20})?)[\"”]?[*_]{0,2}(?:\s?:|\s[-–—])\s", re.IGNORECASE)  # fmt: skip
_ADDRESSED = Late(
    r"^[*_]{0,2}(?:to|an|réponse à|para) [\"“@]?[\w.’' -]{2,30}[\"”]?[*_]{0,2}\s?:", re.IGNORECASE
)
_SIGNED = re.compile(r"^(?:[-–—~*]+ ?|x[ox]+,? |(?:lots of )?love,? |hugs,? |cheers,? |yours,? )[\w.’' -]{2,28}[~*]*(?: x+)?$", re.IGNORECASE)  # fmt: skip
_SPOKEN = re.compile(r"^\W{0,2}[\"“«„]|^[-–—] ")
_THANKS = re.compile(r"\b(?:thank(?:s| you|u)|review(?:s|ed)?\b|glad (?:you|u)|aww+|lol)\b", re.IGNORECASE)
# "Revised November 2011", "Lille - Paris, March 2002"
_DATED = Late(
    r"^\W{0,2}(?:(?:last |first )?(?:revised|written|finished|completed|begun|started|edited|updated|posted|published|copyright|©|\(c\))\b.{0,50}\d\d"
    r"|(?:[A-Z][\w.'’-]+[ ,–-]{1,3}){1,4}(?:[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d\b.{0,40}$)",
    re.IGNORECASE,
)
_SIGNED_AT = Late(r"^[-–—~]{0,2} ?(?:[A-Z]\. ?){1,3},? [A-Z][\w’'-]+$")  # "G.N., Leeds"
_POSTSCRIPT = re.compile(r"^\W{0,3}(?:p\.? ?){1,2}s\.?[ :,]", re.IGNORECASE)
_FOOT, _HEAD = 0.35, 0.4
_MOST_BRACKETS = 4
# What authors who break in speak of.
_BUSINESS = Late(
    r"\b(?:sorry|you (?:all|guys)|u|everyone|asked|promised?|looked (?:it|this|that|them) up|research\w*|story|stories|write|writing|"
    r"wrote|written|chapter|scene|plot|book|film|movie|show|canon|characters?|title|words?|spell\w*|translat\w+|made (?:it|this|that|them|him|her) up)\b",
    re.IGNORECASE,
)


def recognise_asides(draft: Draft) -> Draft:
    """Label what speaks to readers at the edges of chapters."""
    draft = draft.claim(_titles_again(draft))
    found: dict[int, Label] = {}
    outside = Outsiders(draft)
    voices = Counter(
        unit.text.partition(":")[0].casefold() for _, unit in draft.unclaimed() if ":" in unit.text
    )
    for edge in _edges(draft):
        found |= _foot(draft, edge, found, voices, outside)
        found |= _head(draft, edge, voices, outside)
    return draft.claim(_interruptions(draft, outside) | found)


def _interruptions(draft: Draft, outside: Outsiders) -> dict[int, Label]:
    """In brackets in the midst of a story told of others, somebody says "I" and speaks of the story or to its readers.

    Where more than a few paragraphs stand in brackets they are how the story writes thoughts, or speech of a kind.
    """
    bracketed = [
        i for i, unit in draft.unclaimed(draft.front, draft.back) if in_brackets(unit.text.strip("*_ "))
    ]
    if len(bracketed) > _MOST_BRACKETS:
        return {}
    return {
        i: Label(
            Kind.NOTE, 0.7, "the author breaks in, in brackets", value=text[1:-1], detail=NotePlace.INLINE
        )
        for i in bracketed
        if i in outside and _BUSINESS.search(text := draft.units[i].text.strip("*_ "))
    }


def _titles_again(draft: Draft) -> dict[int, Label]:
    """The story's title over a later chapter, beside its heading or what a site says."""
    title = draft.title().casefold()
    return {
        j: Label(Kind.DEBRIS, 0.85, "the title again", joined=j > i)
        for i, unit in draft.unclaimed(draft.front, draft.back)
        if title
        and unit.text.strip(ABOUT_TITLE).casefold() == title
        and {draft.kind(i - 1), draft.kind(i + 1 + _is_byline(draft, i + 1))} & {Kind.DEBRIS, Kind.HEADING}
        for j in range(i, i + 1 + _is_byline(draft, i + 1))
    }


def _is_byline(draft: Draft, i: int) -> bool:
    """Says the unit, close under a title, whose it is?"""
    return (
        i < draft.back
        and draft.labels[i] is None
        and draft.units[i].blanks == 0
        and bool(read_byline(draft.units[i].text))
    )


def _is_post(draft: Draft, i: int) -> bool:
    """The line over one more post of the author's."""
    label = draft.labels[i]
    return label is not None and label.why == "the head of a post"


def _edges(draft: Draft) -> list[int]:
    """Where chapters may end: at a heading, at the frame of a post or a page, at the body's end."""
    edges = [
        i
        for i in range(draft.front, draft.back)
        if draft.kind(i) is Kind.HEADING or _is_frame(draft, i) or _is_post(draft, i)
    ]
    return [*edges, draft.back]


def _is_frame(draft: Draft, i: int) -> bool:
    """Does furniture of two lines or more begin here?"""
    return (
        draft.kind(i) is Kind.DEBRIS
        and draft.kind(i - 1) is not Kind.DEBRIS
        and draft.kind(i + 1) is Kind.DEBRIS
    )


def _foot(
    draft: Draft, edge: int, taken: dict[int, Label], voices: Counter[str], outside: Outsiders
) -> dict[int, Label]:
    """Paragraphs above an edge, from below, as long as they speak to readers."""
    place = NotePlace.STORY_END if edge == draft.back else NotePlace.CHAPTER_END
    found: list[int] = []
    tail = _tail(draft, edge) if edge == draft.back else []
    j = edge - 1 - len(tail)
    while j > draft.front and edge - j <= _REACH + 4:
        kind = draft.kind(j)
        if kind in (Kind.END_MARK, Kind.DEBRIS, Kind.NOTE) or j in taken:
            j -= 1
            continue
        if kind is not None or not (
            _speaks(draft, j, 0.6 if edge == draft.back else _FOOT)
            or is_authors(draft, j, outside)
            or _answers(draft, j, voices)
            or _labels(draft, j, found)
            or (not found and _signs_off(draft, j, outside))
        ):
            break
        found.append(j)
        j -= 1
    if len(found) > _REACH + 2 or not found:
        return {}
    found += tail
    first = min(found)
    return {
        k: _note(draft, k, place, joined=k > first and not _is_label(draft.units[k].text))
        for k in sorted(found)
    }


def _tail(draft: Draft, edge: int) -> list[int]:
    """Under an author's last words: initials, a postscript, and when it was written or changed."""
    tail: list[int] = []
    for j in range(edge - 1, max(edge - 4, draft.front), -1):
        text = draft.units[j].text.strip()
        short = len(text) <= 80 and (_DATED.match(text) or _SIGNED_AT.match(text) or signs(text))
        if draft.labels[j] is not None or not (short or (len(text) <= 400 and _POSTSCRIPT.match(text))):
            break
        tail.append(j)
    return tail


def _speaks(draft: Draft, j: int, least: float = _FOOT) -> bool:
    said = says_to_readers(draft, j)
    return said >= least or (said >= _FOOT and is_plain(draft.units[j].text))


def _signs_off(draft: Draft, j: int, outside: Outsiders) -> bool:
    """A pen name under words to readers: "-Mads", "xoxo thornbush", "Love, Mads xx"."""
    text = draft.units[j].text.strip()
    return (
        bool(_SIGNED.match(text))
        and (
            draft.kind(j - 1) is Kind.NOTE
            or (draft.labels[j - 1] is None and (_speaks(draft, j - 1) or is_authors(draft, j - 1, outside)))
        )
        and not _SPOKEN.match(draft.units[j - 1].text)
    )


def _answers(draft: Draft, j: int, voices: Counter[str]) -> bool:
    """One of a run of answers to reviewers, right above or below words that speak to readers."""
    text = draft.units[j].text
    if not _is_answer(text, voices):
        return False
    beside = [k for k in (j - 1, j + 1) if draft.front <= k < draft.back]
    return any(
        (draft.kind(k) is Kind.NOTE or (draft.labels[k] is None and _speaks(draft, k)))
        or (
            bool(_ADDRESSED.match(text))
            and draft.labels[k] is None
            and bool(_ADDRESSED.match(draft.units[k].text))
            and _at_foot(draft, max(j, k))
        )
        for k in beside
    ) or (bool(_ADDRESSED.match(text)) and _at_foot(draft, j))


def _is_answer(text: str, voices: Counter[str]) -> bool:
    """Somebody is answered ("Guest: he is a very unrealistic horse").

    `voices` counts what stands before colons: who has a line of her own again and again is one of the story.
    """
    answer = _ANSWER.match(text)
    return (
        answer is not None
        and len(text) <= 400
        and not _SPOKEN.match(text)
        and voices[answer["who"].casefold()] <= 2
    )


def _at_foot(draft: Draft, j: int) -> bool:
    """Does nothing but answers follow before the chapter ends?"""
    for k in range(j + 1, min(j + 6, draft.back)):
        if draft.kind(k) in (Kind.HEADING, Kind.DEBRIS):
            return True
        if draft.labels[k] is None and not _ADDRESSED.match(draft.units[k].text):
            return False
    return True


def _labels(draft: Draft, j: int, below: list[int]) -> bool:
    """An archive's "Notes:" over what was just found below it."""
    return _is_label(draft.units[j].text) and j + 1 in below


def _is_label(text: str) -> bool:
    fact = bare_label(text)
    return fact is not None and fact.field in ("note", "end_note", "chapter_note", "chapter_end_note")


def _head(draft: Draft, edge: int, voices: Counter[str], outside: Outsiders) -> dict[int, Label]:
    """Paragraphs below a heading, or between a frame and a heading, that speak to readers, answers to them among these."""
    if edge >= draft.back:
        return {}
    found: dict[int, Label] = {}
    j, seen = edge + 1, 0
    while j < draft.back and seen < _REACH:
        kind = draft.kind(j)
        if kind in (Kind.POV, Kind.DATELINE, Kind.DEBRIS, Kind.NOTE, Kind.SCENE_BREAK, Kind.METADATA):
            j += 1
            seen += kind not in (Kind.DEBRIS, Kind.NOTE, Kind.METADATA)
            continue
        under = j - 1 in found or draft.kind(j - 1) in (Kind.NOTE, Kind.METADATA)
        if kind is None and under and (answers := _answers_from(draft, j, voices, spoken=j - 1 in found)):
            found |= {k: _note(draft, k, NotePlace.CHAPTER_HEAD, joined=True) for k in answers}
            j += len(answers)
            continue
        seen += 1
        framed = draft.kind(edge) is Kind.DEBRIS and _heading_near(draft, j)
        if kind is not None or not (
            says_to_readers(draft, j) >= _HEAD
            or (j - 1 in found and _is_warning(draft.units[j].text))
            or is_authors(draft, j, outside)
            or (framed and _is_talk(draft, j))
        ):
            break
        found[j] = _note(draft, j, NotePlace.CHAPTER_HEAD, joined=bool(found))
        j += 1
    return found


def _is_warning(text: str) -> bool:
    """A fact of the chapter's, among words to readers at its head: "Warnings: one knock-knock joke"."""
    fact = read_label(text) if len(text) <= 240 else None
    return fact is not None and fact.field in (
        "warnings",
        "disclaimer",
        "spoilers",
        "rating",
        "pairing",
        "beta",
        "summary",
    )


def _answers_from(draft: Draft, j: int, voices: Counter[str], *, spoken: bool) -> range:
    """A run of answers to reviewers under a note; where the note has a label, one of them has to speak of reviews."""
    end = j
    while end < draft.back and draft.labels[end] is None and _is_answer(draft.units[end].text, voices):
        end += 1
    speaks = spoken or any(_says_thanks(draft.units[k].text) for k in range(j, end))
    return range(j, end if speaks else j)


def _says_thanks(text: str) -> bool:
    return addresses_reader(text) >= 0.3 or bool(_THANKS.search(text))


def _heading_near(draft: Draft, j: int) -> bool:
    """Stands a heading within a few lines below, with nothing long between?"""
    for k in range(j + 1, min(j + 5, draft.back)):
        if draft.kind(k) is Kind.HEADING:
            return True
        if len(draft.units[k].text) > 240:
            return False
    return False


def _is_talk(draft: Draft, j: int) -> bool:
    unit = draft.units[j]
    return not unit.continues and not _SPOKEN.match(unit.text) and len(unit.text) <= 240


def _note(draft: Draft, j: int, place: str, *, joined: bool) -> Label:
    text = draft.units[j].text
    value = note_text(text)
    if value is None:
        value = "" if _is_label(text) else text
    return Label(
        Kind.NOTE, 0.75, "speaks to readers at a chapter's edge", value=value, detail=place, joined=joined
    )
