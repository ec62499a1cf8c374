"""The persons of a play, listed at its head.

In: a draft with furniture labelled. Out: the same with the list labelled as one fact. Lines such as
"Characters: ..." stand over any story; this list is a script's, known by those in it who speak below.
"""

from __future__ import annotations

import re
from collections import Counter

from fanbook.late import Late
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.headings import read_heading

_LEAD = re.compile(
    r"^\W*(?:dramatis person(?:ae|æ)|(?:the )?(?:persons|people) (?:of|in) the play|(?:the )?cast(?: list| of characters)?"
    r"|who['’]s (?:in it|who)|(?:the )?(?:characters|persons|players)(?: in (?:the play|order of (?:appearance|speaking)))?"
    r"|(?:les )?personnages|(?:los )?personajes|(?:die )?personen|personaggi)\W*$",
    re.IGNORECASE,
)
_PLAYER = re.compile(
    r"^[*_]*(?P<name>[^\W\d_a-zß-öø-ÿ][\w’'&-]*(?:[ .]{1,2}[\w’'&-]+){0,4}?)[*_]*"
    r"(?:\s*(?:\.(?:\s?\.)+|…+)\s*|\s+[–—-]{1,2}\s+|,\s+|:\s+|\s{2,}|\s+\()(?P<who>\S.{0,120})$"
)
_LEADER = re.compile(r"\.\s?\.|…|\s[–—-]{1,2}\s|\s{2,}")
_ALONE = re.compile(r"^[*_]*[A-Z][^.!?:]{1,70}$")
_OPENS = Late(r"^[*_\[(]*(?P<name>[^\W\d_][^\n:.,–—(*_]{0,40}?)[*_]*\s*(?:[:.–—(*_,]|$)")
_HEAD = 60  # units: no cast stands further down


def recognise_cast(draft: Draft) -> Draft:
    """Label a list of persons some of whom speak further down."""
    for i in range(min(_HEAD, len(draft.units))):
        if draft.labels[i] is None and (rows := _rows(draft, i)):
            return draft.claim(_labels(draft, i, rows))
    return draft


def _rows(draft: Draft, i: int) -> list[tuple[int, str]]:
    """The persons listed from unit `i` on, each with the unit's index; none where it is no such list."""
    led = bool(_LEAD.match(draft.units[i].text))
    rows: list[tuple[int, str]] = []
    names: list[str] = []
    for j in range(i + led, min(i + 40, len(draft.units))):
        unit = draft.units[j]
        apart = draft.units[rows[1][0]].blanks if len(rows) > 1 else 1
        if draft.labels[j] is not None or (rows and unit.blanks > apart) or read_heading(unit.text):
            break
        match = _PLAYER.match(unit.text) if led or _LEADER.search(unit.text) else None
        alone = led and rows and unit.blanks == 0 and _ALONE.match(unit.text)
        if not match and not alone:
            break
        names.append(match["name"] if match else unit.text)
        rows.append((j, f"{match['name']}, {match['who'].rstrip()}" if match else unit.text))
    if len(rows) < (2 if led else 3):
        return []
    spoken = _opening_names(draft, rows[-1][0] + 1)
    speaking = sum(spoken[name.casefold().strip()] > 1 for name in names)
    return rows if speaking >= 2 else []


def _opening_names(draft: Draft, start: int) -> Counter[str]:
    """What the units from `start` on begin with, up to a speaker's sign."""
    heads = (_OPENS.match(unit.text[:60]) for unit in draft.units[start:])
    return Counter(match["name"].casefold().strip() for match in heads if match)


def _labels(draft: Draft, i: int, rows: list[tuple[int, str]]) -> dict[int, Label]:
    led = rows[0][0] > i
    name = draft.units[i].text.strip(" *_:.#=-") if led else "Cast"
    first = Label(
        Kind.METADATA, 0.9, "the persons of the play", "other", "; ".join(row for _, row in rows), name
    )
    rest = Label(Kind.METADATA, 0.9, "one of the persons of the play", "other", joined=True)
    return {i: first} | {j: rest for j, _ in rows if j != i}
