"""Notes that people leave each other in one paragraph: "Dear Robin, the key is gone. Love, Marian", "At the oak. -M".

In: a draft and a unit. Out: how many units make such a note there. A salutation with a close behind it will do, or a
close in initials where no speech and no quotation stands; everything else may be a thought.
"""

from __future__ import annotations

import re

from fanbook.late import Late
from fanbook.model.blocks import LetterRole
from fanbook.model.draft import Draft

_SIGNS = "*_[]<>~/{}|“”\"'‘’ "
_DEAR = re.compile(r"^(?:my )?(?:own )?dear(?:est)?\b[^.!?]{1,40}[,:—–-]", re.IGNORECASE)
# "... Love, Marian", "... Yours, M.", "... Your aff. uncle, Josiah Dacre"
_CLOSE = Late(
    r"[.!?…)] ?(?:-+|[–—~])? ?(?:(?:all my |much |with )?love|(?:yours?|yrs?)\b[\w .]{0,24}|(?:ever|always|best|cheers|sincerely|affectionately|x+o*)\b[\w ]{0,16}),? ?"
    r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}(?:, (?:late )?of [\w .]{2,40})?(?: x+)?$",
    re.IGNORECASE,
)
# "... at nine. -M", "... not before. -- J.M."
_INITIALS = re.compile(r"[.!?…] ?(?:-{1,2}|[–—~]) ?(?:[A-Z]\.? ?){1,3}(?: ?x+)?$")
# To whom it goes, in front of its first words: "To the Cook: no more prawns. By order. N."
_TO = re.compile(r"^To (?:the|my|our|all|any|every|whoever|whom)\b[^.!?:]{2,50}: ?\S")
# Where a note is spoken of right above, less will do: a bare initial, "love, mum", "Burn this. -- C. Fitzgerald".
_SPOKEN_OF = Late(
    r"\b(?:notes?|letter|card|postcard|message|telegram|scrap|slip|(?:bit|piece|sheet|scrap) of (?:paper|bark|parchment|card)|scribbled|scrawled|pinned|wrote|written)\b"
    r"|\b(?:said|read|ran|this):$",
    re.IGNORECASE,
)
_BARE_CLOSE = re.compile(
    r"[.!?…] (?:(?!I\b)[A-Z]\.?|(?:all my |much |with )?love,? [\w .]{1,24}|(?:-{1,2}|[–—]) ?(?:[A-Z]\.? )?[A-Z][\w’'-]+)(?: x+)?$"
)
_INITIALS_ALONE = re.compile(
    r"^[*_]?[-–—~]{0,2} ?(?:[A-Z]\. ?){1,3}x{0,3}[*_]?$|^[*_]?[-–—~]{1,2} ?[A-Z]{1,3}[*_]?$"
)
_SAYS = re.compile(r"\b(?:I|me|my|you|your|we|us|our)\b|\b[Ii]['’]|\b[Yy]ou['’]")
_SIGN = 14  # letters of initials with kisses
_BROUGHT = 9  # paragraphs of a letter that only its close shows
_LONGEST = 500
_DEEP = 3  # columns more than the paragraph above


def short_note_at(draft: Draft, i: int) -> int:
    """The units of the note at unit `i`; 0 where there is none."""
    unit = draft.units[i]
    if i and unit.indent > draft.units[i - 1].indent + _DEEP and unit.blanks and (n := _set_in(draft, i)):
        return n
    text = unit.text.strip(_SIGNS)
    if not 12 < len(text) <= _LONGEST or i == draft.front or _is_speech(unit.text):
        return 0
    if _DEAR.match(text):
        return int(bool(_CLOSE.search(text) or _INITIALS.search(text)))
    if _BARE_CLOSE.search(text[-60:]) and (_TO.match(text) or is_spoken_of(draft, i)):
        return 1
    return int(bool(_INITIALS.search(text)))


def brought_letter(draft: Draft, i: int) -> list[LetterRole]:
    """A letter without a salutation, spoken of right above, in paragraphs that say "I" or "you" down to bare initials."""
    near = range(i + 1, min(i + _BROUGHT, draft.back))
    last = next(
        (j for j in near if len(draft.units[j].text) <= _SIGN and _INITIALS_ALONE.match(draft.units[j].text)),
        i,
    )
    inside = range(i, last)
    if not inside or i == draft.front or not is_spoken_of(draft, i):
        return []
    if any(draft.labels[j] is not None or draft.units[j].text[:1] in '"“«—' for j in inside):
        return []
    said = sum(bool(_SAYS.search(draft.units[j].text)) for j in inside)
    if draft.labels[last] is not None or said * 3 < 2 * len(inside):
        return []
    return [*[LetterRole.BODY] * len(inside), LetterRole.SIGNATURE]


def is_spoken_of(draft: Draft, i: int) -> bool:
    """Does the paragraph above speak of something written?"""
    above = draft.units[i - 1]
    return draft.kind(i - 1) is None and bool(_SPOKEN_OF.search(above.text[-400:].rstrip()))


def _is_speech(text: str) -> bool:
    """Does it quote, or open as speech does where dashes begin it? A note as a whole may stand in quotes."""
    inner = text[1:-1]
    return (
        text[:1] in "—–-"
        or any(mark in inner for mark in '"“”«»')
        or (text[:1] in '"“«') != (text[-1:] in '"”»')
    )


def _set_in(draft: Draft, i: int) -> int:
    """Lines set in that run over where they were full, and end in initials."""
    n, units = 1, draft.units
    while (
        i + n < draft.back
        and units[i + n].blanks == 0
        and units[i + n].indent == units[i].indent
        and draft.labels[i + n] is None
    ):
        n += 1
    lines = [units[i + k].text for k in range(n)]
    runs_on = all(line[:1].islower() for line in lines[1:])
    return n if n <= 6 and runs_on and _INITIALS.search(" ".join(lines)) else 0
