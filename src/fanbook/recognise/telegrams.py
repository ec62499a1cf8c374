"""Telegrams: the lines of a form, words with STOP between them, a name.

In: a draft and a unit. Out: the roles of the units that make a telegram there.
"""

from __future__ import annotations

import re

from fanbook.model.blocks import LetterRole
from fanbook.model.draft import Draft
from fanbook.recognise.signatures import signs

_WIRE_FORM = re.compile(
    r"^[\W_]*(?:[A-Z]+ ){0,4}(?:TELEGRA(?:M|PHS?)|CABLEGRAM|CABLE|RADIOGRAM|WESTERN UNION|TELEGRAMME)\b[^a-z]{0,60}$"
)
_STOP = re.compile(r"\bSTOP\b(?![!?:’',])")
_LOW_STOP = re.compile(r"(?<=\w)[.,]? stop (?=\w)|\bstop$", re.IGNORECASE)
_FORM = 4  # lines of place and date on a form, and two more


def telegram_at(draft: Draft, i: int) -> list[LetterRole]:
    """A telegram: its form's lines, if it has them, and its words with STOP between them."""
    form = 0
    if _WIRE_FORM.match(draft.units[i].text[:120]):
        form = 1
        while (
            form < _FORM + 2
            and _close(draft, i + form)
            and not is_wire(draft.units[i + form].text, formed=True)
        ):
            form += 1
        if not _close(draft, i + form) and form > 1:
            form -= 1  # its words have no STOP: they are the last line of the form
        elif form == 1 and not _open(draft, i + 1):
            return []
    text = draft.units[i + form].text
    # To whom it goes, and all its words in one paragraph.
    addressed = form == 1 and len(draft.units[i].text.split()) > 1
    is_lone = addressed and _close(draft, i + 1) and not _close(draft, i + 2)
    if not is_wire(text, formed=form > 0) and form < 2 and not is_lone:
        return []
    signed = form + 1
    while signed < form + 3 and _close(draft, i + signed) and signs(draft.units[i + signed].text):
        signed += 1
    return [LetterRole.HEADER] * form + [LetterRole.BODY] + [LetterRole.SIGNATURE] * (signed - form - 1)


def _open(draft: Draft, i: int) -> bool:
    return i < draft.back and draft.labels[i] is None


def _close(draft: Draft, i: int) -> bool:
    return _open(draft, i) and draft.units[i].blanks == 0


def is_wire(text: str, *, formed: bool = False) -> bool:
    """Words with STOP for full stops, and hardly another sign among them."""
    if len(text) > 600 or "stop" not in text.casefold():
        return False
    text = text.strip('"“”*_ ')
    words = len(text.split())
    if text.upper() == text:
        stops = len(_STOP.findall(text))
        return stops > 0 and "!" not in text and (formed or (words >= 5 and stops * 12 >= words))
    stops = len(_LOW_STOP.findall(text))
    return stops >= 2 and stops * 12 >= words and not re.search(r"[.!?,;][\s\"”]", text)
