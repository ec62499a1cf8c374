"""Letters and e-mails that the characters write.

A letter opens with a salutation ("Dear Jane,") or with From, To and Subject lines, and closes
with a valediction, a signature or a postscript. One that never closes is not believed.
"""

from __future__ import annotations

import re

from fanbook.model.blocks import LetterRole
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.datelines import is_dateline

_HEADER = re.compile(
    r"^\W{0,3}(?:From|To|Subject|Re|Cc|Bcc|Date|Sent|Attachments?)\W{0,2}:\s*\S.*$", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"^[\"“'‘*_ ]{0,3}(?:(?:my |oh )?(?:own )?(?:dear(?:est)?|beloved|darling|esteemed|querid[oa]s?|ch(?:er|ère)|liebe[rs]?|car[oa])\b"
    r"(?:[\s,]+(?!\w+ (?:said|was|had|is)\b)[\w.’'&-]+){0,6}|to (?:whom it may concern|my [\w ]{2,30}))\s*[,:!–—-]*[*_\"”]*$",
    re.IGNORECASE,
)
_SHORT_SALUTATION = re.compile(
    r"^(?:Hi|Hello|Hey|Mr\.?|Mrs\.?|Miss|Sir|Madam|[A-Z][\w’'-]+)(?: [A-Z][\w’'-]+)?,$"
)
_VALEDICTION = re.compile(
    r"^[\"“*_ ]{0,2}(?:(?:i (?:am|remain),? .{0,40})?(?:(?:ever |always )?yours?\b|love\b|with (?:love|all my|affection|kind|best|regards|great)|"
    r"(?:very |most )?sincerely|faithfully|truly|affectionately|(?:best|kind|warm)(?:est)? (?:wishes|regards)|regards|respectfully|"
    r"fondly|forever|always|your (?:\w+ ){0,3}(?:friend|servant|brother|sister|son|daughter|husband|wife|cousin|mother|father|aunt|uncle)|"
    r"cheers|until|xo|kisses|besos|con cariño|ton ami|dein))[^.!?]{0,60}[,.]?[*_]*$",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"^\W{0,3}(?:p\.?\s?){1,3}s\.?\b\W", re.IGNORECASE)
_REACH = 60  # a letter of more units is a chapter in letters; its end is then the next break


def recognise_letters(draft: Draft) -> Draft:
    """Label letters in the body."""
    found: dict[int, Label] = {}
    i = draft.front
    while i < draft.back:
        roles = _dated(draft, i) or _letter_at(draft, i) if draft.labels[i] is None else []
        for n, role in enumerate(roles):
            found[i + n] = Label(Kind.LETTER, 0.85, "part of a letter", detail=role, joined=n > 0)
        i += max(len(roles), 1)
    return draft.claim(found)


def _letter_at(draft: Draft, i: int) -> list[LetterRole]:
    """The roles of the units from `i` on that make a letter, or none."""
    headers = 0
    while _open(draft, i + headers) and _is_header(draft, i + headers, first=headers == 0):
        headers += 1
    if headers >= 2:
        return [LetterRole.HEADER] * headers + _body(draft, i + headers, strict=False)
    text = draft.units[i].text
    if headers or len(text) > 70:
        return []
    if _SALUTATION.match(text):
        body = _body(draft, i + 1, strict=True)
    elif _SHORT_SALUTATION.match(text) and len(text) < 40:
        body = _body(draft, i + 1, strict=True)
        body = body if LetterRole.VALEDICTION in body and body[-1] is not LetterRole.VALEDICTION else []
    else:
        return []
    return [LetterRole.SALUTATION, *body] if body else []


def _is_header(draft: Draft, i: int, *, first: bool) -> bool:
    """A mail's header line: close to the one above, or at least short and no sentence."""
    unit = draft.units[i]
    if not _HEADER.match(unit.text):
        return False
    close = unit.blanks == 0 and not first
    return close or (len(unit.text) <= 70 and unit.text[-1:] not in ".!,;")


def _dated(draft: Draft, i: int) -> list[LetterRole]:
    """A letter whose place and date stand above its salutation."""
    if not _open(draft, i + 1) or not is_dateline(draft.units[i].text):
        return []
    roles = _letter_at(draft, i + 1)
    return [LetterRole.HEADER, *roles] if roles and roles[0] is LetterRole.SALUTATION else []


def _open(draft: Draft, i: int) -> bool:
    return i < draft.back and draft.labels[i] is None


def _body(draft: Draft, i: int, *, strict: bool) -> list[LetterRole]:
    """Roles from `i` to the letter's close; with `strict`, none where no close is found."""
    roles: list[LetterRole] = []
    closed = 0
    for j in range(i, min(i + _REACH, draft.back)):
        if draft.labels[j] is not None or _HEADER.match(draft.units[j].text):
            break
        text = draft.units[j].text
        if _POSTSCRIPT.match(text):
            roles.append(LetterRole.POSTSCRIPT)
            closed = len(roles)
        elif closed and roles[closed - 1] in (LetterRole.SIGNATURE, LetterRole.POSTSCRIPT):
            if not (
                _signs(text) and roles[closed - 1] is LetterRole.SIGNATURE and draft.units[j].blanks == 0
            ):
                break
            roles.append(LetterRole.SIGNATURE)
            closed = len(roles)
        elif roles and _VALEDICTION.match(text) and len(text) <= 90:
            roles.append(LetterRole.VALEDICTION)
            closed = len(roles)
        elif roles and _signs(text):
            roles.append(LetterRole.SIGNATURE)
            closed = len(roles)
        elif closed:
            break
        else:
            first = not roles and not strict and (_SALUTATION.match(text) or _SHORT_SALUTATION.match(text))
            roles.append(LetterRole.SALUTATION if first else LetterRole.BODY)
    if closed:
        return roles[:closed]
    # A mail that never closes: its first paragraph is sure, where the story goes on is not.
    upto = roles.index(LetterRole.BODY) + 1 if LetterRole.BODY in roles else 0
    return [] if strict else roles[:upto]


def _signs(text: str) -> bool:
    """A name or initials and nothing else."""
    words = text.strip(' -–—*_"”').rstrip(".,").split()
    if not 1 <= len(words) <= 4 or len(text) > 40 or text.rstrip("*_ ")[-1:] in "?!:;…":
        return False
    if text.lstrip()[:1] in "\"“'‘" or (
        text.endswith(".") and len(words) > 1 and len(words[-1].strip(".")) > 3
    ):
        return False
    return all(word[:1].isupper() or word in ("of", "the", "de", "and", "&", "your", "von") for word in words)
