"""Author's notes under a label of their own: "A/N:", "[Author's note: ...]", an archive's "Chapter End Notes".

Such a label may stand anywhere. What speaks to readers without one is for `talk` and `asides`.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.late import Late
from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.labels import bare_label

# "Note:" alone is a word of stories; these are not.
_MARKED = re.compile(
    r"^(?P<open>[\[({*_~<\s【〔［（]*)"
    r"(?:a\s?/\s?n|(?-i:AN|an)(?=\s*[:\-])|a\.\s?n\.|n/a(?=\s*:)|eta(?=\s*:)|edit(?=\s*:)|edited to add(?=\s*:)|author(?:ess)?(?:['’]?s|s['’])?['’]?(?: chapter| story| end)? notes?|rar(?=\s*:)|programme note|nda(?=\s*:)|n\.d\.a\.|t/n|translator['’]?s note"
    r"|anmerkung(?:en)? (?:der|des) autor(?:in|s)|note de l['’]auteure?|notas? (?:de la|del|de|d[ao]) autora?|примечани[ея](?: автора| к (?:части|главе))?|от автора"
    r"|not[ea] dell['’]aut(?:rice|ore)|angolo (?:dell['’])?aut(?:rice|ore)|(?:notk?a |notatka )?od autor(?:ki|a)|notka autorska|notes? de l['’]aut(?:eure?|rice)|nda|ndla"
    r"|作者(?:的)?(?:话|話|有话(?:要)?说|有話(?:要)?說|按|注|より|から|コメント)|あとがき|後書き?|前書き?|まえがき|작가(?:의)? ?(?:말|한마디|코멘트|후기|노트)"
    r"|(?:review|reviewer) (?:replies|responses|answers)|(?:replies|responses) to (?:my )?(?:reviews|reviewers)|réponses? aux reviews)"
    r"\s*(?:#?\d+|again|time|here)?\s*(?:[*_]+(?=\s\S)|[*_]*\s*(?:[:\-–—.)\]：】〕］）]|!{1,5}(?=\s|$)|$))[*_]*\s*(?P<value>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BACK = Late(
    r"^(?:(?:ok(?:ay)?|anyways?|now|so|well|right)\b[,.! ]*)*(?:back to|on with|on to) (?:the|our|your) (?:story|fic|show|chapter|tale)\b.{0,30}$",
    re.IGNORECASE,
)
# A remark that a Japanese or Korean author sets beside her text: "※原作終了後です". Alone, the sign is an ornament.
_REMARK = re.compile(r"^※\s?(?P<value>[^\W\d_].{3,300})$")
# With its slash it needs no sign behind it.
_SLASHED = re.compile(r"^[*_]{0,2}[aA]/[nN][*_]{0,2} (?P<value>[^\W\d_].*)$", re.DOTALL)
# In brackets nothing need stand behind the label: "[A/N sorry to butt in]".
_BRACKETED = re.compile(
    r"^(?P<open>[\[(])\s*(?:a\s?/\s?n|author['’]?s note)\b[\s,]+(?P<value>[^\[\]]{3,400})[\])]$",
    re.IGNORECASE | re.DOTALL,
)

_MOST_LINES, _LINE = 8, 100  # lines close under a note, and letters in one
# What went before, over a chapter of a serial.
_RECAP = re.compile(
    r"^[*_]{0,2}(?:(?:previously|last time)(?:,? (?:on|in) [^:]{2,40})?|(?:the )?(?:story|summary|plot) so far|recap)[*_]{0,2}\s?:[*_]{0,2}\s*(?P<value>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
# Who had a text in hand after its author: "[beta: is this one word?]", "[Ed.: she has.]", "[Write and tell us! --Eds.]"
_IN_HAND = (
    r"(?:my |the |your )?(?:beta|eds?|editors?|tn|tr|trans(?:l|lator)?|typist|transcriber|archivist|mods?|moderator|webmistress|webmaster"
    r"|to ?do|note to self|(?:content |trigger )?warnings?|tw|cw)"
)
_EDITORS = re.compile(
    rf"^[*_]{{0,2}}(?:[\[{{(]\s*{_IN_HAND}(?:['’]s)?(?: notes?)?\.?\s*:\s*(?P<said>.{{2,1500}})|\[(?P<signed>.{{8,1500}}?)\s*(?:--?|[–—])\s?(?:the )?{_IN_HAND}\.?)[\]}})][*_]{{0,2}}$",
    re.IGNORECASE | re.DOTALL,
)


# Players of a role talk beside it: "((omg the bread))", "[OOC: brb]"
_BESIDE = re.compile(
    r"^(?:\(\((?P<said>.{2,600})\)\)|\[\[(?P<typed>.{2,600})\]\]|[(\[]?ooc\s?:\s*(?P<ooc>.{2,600}?)[)\]]?)$",
    re.IGNORECASE | re.DOTALL,
)


def is_editors(text: str) -> bool:
    """Is it a remark, in brackets, of somebody who had the text in hand? Those stand anywhere in it."""
    return text.lstrip("*_ ")[:1] in "[({" and bool(_EDITORS.match(text.strip()))


def note_text(text: str) -> str | None:
    """What follows an explicit note label, or None where there is none."""
    if match := _SLASHED.match(text):
        return match["value"].strip()
    if match := _BRACKETED.match(text.strip()):
        return match["value"].strip()
    if text.lstrip("*_ ")[:1] in "[({" and (match := _EDITORS.match(text.strip())):
        return (match["said"] or match["signed"]).strip()
    if text[:2] in ("((", "[[") or text[:4].casefold().strip("[(").startswith("ooc"):
        beside = _BESIDE.match(text.strip())
        return next(filter(None, beside.groups()), "").strip() if beside else None
    if match := _REMARK.match(text):
        return match["value"].strip()
    match = _MARKED.match(text)
    if match is None:
        return None
    value = match["value"].strip()
    if "[" in match["open"]:
        value = value.removesuffix("]")
    if "(" in match["open"] and value.count(")") > value.count("("):
        value = value.removesuffix(")")
    return value.rstrip("*_ ") if match["open"].strip("[( ") else value


def recognise_notes(draft: Draft) -> Draft:
    """Label explicit notes between the front and the back matter, and place those a person named."""
    draft = draft.claim(_placed(draft), force=True)
    found: dict[int, Label] = {}
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if i in found:
            continue
        if unit.blanks == 0 and draft.kind(i - 1) is Kind.METADATA:  # a fact of some length, beside a heading
            found |= _close_lines(draft, i, NotePlace.CHAPTER_HEAD)
            continue
        value = note_text(unit.text)
        if (
            value is None
            and draft.kind(i - 1) in (Kind.HEADING, Kind.NOTE, Kind.METADATA)
            and (recap := _RECAP.match(unit.text))
        ):
            value = recap["value"]
        if value is None:
            found |= _archive_note(draft, i, under=draft.kind(i - 1) is Kind.HEADING or i - 1 in found)
            continue
        if not value and i + 1 < draft.back and draft.units[i + 1].text[:1] in '"“«「『':
            continue  # somebody in the story reads it out
        found[i] = Label(
            Kind.NOTE, 0.95, "labelled as an author's note", value=value, detail=_place(draft, i)
        )
        if not value:  # the label stood alone: the note is the next paragraph
            found |= _below(draft, i + 1, _place(draft, i))
        elif unit.text.lstrip()[:1] == "[" and "]" not in unit.text:
            found |= _until_closed(draft, i + 1, _place(draft, i))
        elif until := _until_back(draft, i + 1, _place(draft, i)):
            found |= until
        else:
            found |= _close_lines(draft, i + 1, _place(draft, i))
    return draft.claim(found)


def _archive_note(draft: Draft, i: int, *, under: bool) -> dict[int, Label]:
    """AO3's landmarks, kept in a text copy: "Chapter Notes" under a heading, "Chapter End Notes"."""
    label = bare_label(draft.units[i].text)
    under = under and label is not None and label.field in ("note", "chapter_note", "summary")
    if label is not None and label.field == "note" and not under and _ends_chapter(draft, i):
        below = _below(draft, i + 1, NotePlace.CHAPTER_END)
        return {
            i: Label(
                Kind.NOTE, 0.8, f"the label “{label.label}” at a chapter's end", detail=NotePlace.CHAPTER_END
            )
        } | below
    if label is None or not (under or label.field in ("chapter_end_note", "end_note")):
        return {}
    if under and draft.kind(i + 1) is Kind.DEBRIS:  # it only points to where the notes are
        return {
            i: Label(
                Kind.NOTE,
                0.85,
                f"the archive's label “{label.label}” over a pointer",
                detail=NotePlace.CHAPTER_HEAD,
            )
        }
    place = NotePlace.CHAPTER_HEAD if under else NotePlace.CHAPTER_END
    below = _below(draft, i + 1, place)
    return (
        {i: Label(Kind.NOTE, 0.9, f"the archive's label “{label.label}”", detail=place)} | below
        if below
        else {}
    )


def _ends_chapter(draft: Draft, i: int) -> bool:
    """Do a paragraph or two and then a heading, or a page's frame, follow?"""
    text = draft.units[i].text
    if not text.rstrip("*_ ").endswith(":"):
        return False
    for j in range(i + 2, min(i + 4, len(draft.units))):
        if draft.kind(j) in (Kind.HEADING, Kind.DEBRIS):
            return True
        if draft.labels[j] is not None or draft.units[j].text[:1] in '"“«「『':
            return False
    return False


def _placed(draft: Draft) -> dict[int, Label]:
    """Notes that a person named have no place yet; now that the zones are known they get one."""
    found: dict[int, Label] = {}
    for i, label in enumerate(draft.labels):
        if label is None or label.kind is not Kind.NOTE or label.detail:
            continue
        before = found.get(i - 1) if label.joined else None
        if before is not None:
            place = before.detail
        elif i < draft.front:
            place = NotePlace.STORY_HEAD
        else:
            place = NotePlace.STORY_END if i >= draft.back else _place(draft, i)
        found[i] = replace(label, detail=place)
    return found


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


def _close_lines(draft: Draft, i: int, place: str) -> dict[int, Label]:
    """Short lines right under a note, where blank lines part the paragraphs: more of it, up to the blank line."""
    units, j = draft.units, i
    while j < draft.back and units[j].blanks == 0 and draft.labels[j] is None and j - i < _MOST_LINES:
        if len(units[j].text) > _LINE or units[j].text[:1] in '"“«—':
            return {}
        j += 1
    ends = j == draft.back or units[j].blanks > 0 or draft.labels[j] is not None
    if draft.layout.norm == 0 or not ends or (j == i + 1 and not draft.units[i].text[:1].islower()):
        return {}
    note = Label(Kind.NOTE, 0.75, "close under a note", detail=place, joined=True)
    above = draft.labels[i - 1]
    if above is not None and above.kind is Kind.METADATA:
        note = Label(Kind.METADATA, 0.7, "goes on", field=above.field, detail="more", joined=True)
    return {k: replace(note, value=units[k].text) for k in range(i, j)}


def _until_back(draft: Draft, i: int, place: str) -> dict[int, Label]:
    """A note that ends by its own words: "Back to the story"; at most eight paragraphs, none of them speech."""
    last = next(
        (j for j in range(i, min(i + 8, draft.back)) if _BACK.match(draft.units[j].text.strip("*_ "))), -1
    )
    inside = range(i, last + 1)
    if any(draft.labels[j] is not None or draft.units[j].text[:1] in '"“«「『' for j in inside):
        return {}
    return {
        j: Label(
            Kind.NOTE,
            0.8,
            "until it goes back to the story",
            value=draft.units[j].text,
            detail=place,
            joined=True,
        )
        for j in inside
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
