"""Letters, e-mails and telegrams that the characters write.

A letter opens with a salutation ("Dear Jane,"), with a place and a date, or with From, To and
Subject lines, and closes with a valediction, a signature or a postscript. One that never closes
is not believed, unless it is one of several and ends where something else plainly begins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from fanbook.late import Late
from fanbook.model.blocks import LetterRole
from fanbook.model.draft import Draft, Kind, Label, Unit
from fanbook.recognise.breaks import is_boxed, is_mark
from fanbook.recognise.chat import MORE
from fanbook.recognise.datelines import is_dateline
from fanbook.recognise.salutations import OPENS_MAIL, RUNS_ON, SALUTATION, SHORT_SALUTATION, undressed
from fanbook.recognise.short_notes import brought_letter, short_note_at
from fanbook.recognise.signatures import signs
from fanbook.recognise.telegrams import telegram_at
from fanbook.recognise.time_cards import is_relative

_HEADER = re.compile(
    r"^\W{0,3}(?:From|To|Subject|Re|Cc|Bcc|Date|Sent|Attachments?)\W{0,2}:\s*\S.*$", re.IGNORECASE
)
_VALEDICTION = re.compile(
    r"^[\"“*_ ]{0,2}(?:(?:i (?:am|remain),? .{0,40})?(?:(?:ever |always )?y(?:ou)?rs?\b|love\b|with (?:love|all my|affection|kind|best|regards|great)|"
    r"(?:very |most )?sincerely|faithfully|truly|affectionately|(?:best|kind|warm)(?:est)? (?:wishes|regards)|regards|respectfully|"
    r"fondly|forever|always|your (?:\w+ ){0,3}(?:friend|servant|brother|sister|son|daughter|husband|wife|cousin|mother|father|aunt|uncle)|"
    r"cheers|until|goodbye|farewell|take care|hugs|xo|kisses|besos|con (?:cariño|amor)|un (?:abrazo|beso)|saludos|atentamente|tuy[oa]|suy[oa]|(?:su|vuestro|tu) servidora?|votre serviteur|"
    r"ton ami|bien à (?:vous|toi)|je (?:t['’]|vous )embrasse|amicalement|tendrement|cordialement|veuillez agréer|"
    r"(?:given|written|done|signed) (?:at|under|by|in|from|this|with my)\b|\(?signed\)?(?=[,:]? [A-Z]|,)|in (?:haste|sorrow|hope|friendship|love|faith|all sincerity)\b|god (?:bless|keep|go with|be with) you|th(?:y|ine)\b|adieu|au revoir|à bientôt|(?:herzliche|liebe|viele|beste) grüße|mit (?:freundlichen|herzlichen|lieben) grüßen|hochachtungsvoll|in liebe|deine?|ihre?)[^.!?]{0,60}[,.!]?)[*_]*$",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(
    r"^\W{0,3}(?:(?:p\.?\s?){1,3}s\.?\b\W|n\.\s?b\.\W|(?:enc(?:l(?:osures?)?)?s?\.?|attached) ?:|sent from (?:my|the)\b)",
    re.IGNORECASE,
)
_INITIALED = re.compile(r"^[A-Z]\.? ?(?:[–—]|--?) ?\S.*[^A-Z][\s–—-][A-Z]\.?$", re.DOTALL)
_NAMED_CLOSE = Late(r"[,)] [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2}[*_]*$")  # "In haste, Will"
_REACH = 60  # a letter of more units is a chapter in letters; its end is then the next break
_MAIL = 10  # paragraphs of a mail that nobody signs
_LETTERHEAD = 4  # lines of place and date

Roles = list[LetterRole]
Reading = Callable[[Draft, int], Roles]


def recognise_letters(draft: Draft) -> Draft:
    """Label letters in the body: those that close first, then those that only their company shows."""
    draft = _claim(
        draft, (_boxed, telegram_at, _headed, _inset, _letter_at, _run_on, _short_note, brought_letter), 0.85
    )
    found = sum(label.kind is Kind.LETTER and not label.joined for label in draft.labels if label)
    if found:
        readings = (_initialed, _unclosed) if found >= 2 else (_initialed,)
        draft = _claim(draft, readings, 0.7)
    return draft


def _claim(draft: Draft, readings: tuple[Reading, ...], sure: float) -> Draft:
    found: dict[int, Label] = {}
    i = draft.front
    while i < draft.back:
        roles = _read(draft, i, readings) if draft.labels[i] is None else None
        if roles:
            found |= _labels(draft, i, roles, sure)
        i += len(roles) if roles else 1
    return draft.claim(found)


def _read(draft: Draft, i: int, readings: tuple[Reading, ...]) -> Roles | None:
    for reading in readings:
        if roles := reading(draft, i):
            return roles
    return None


def _labels(draft: Draft, i: int, roles: Roles, sure: float) -> dict[int, Label]:
    """One label a unit. A set-in letter that was wrapped by hand has units that go on with the one above."""
    found: dict[int, Label] = {}
    inner = [draft.units[i + n] for n in range(len(roles))]
    width = max((len(unit.text) for unit in inner), default=0)
    for n, role in enumerate(roles):
        if draft.labels[i + n] is not None:
            continue
        more = n > 0 and role is LetterRole.BODY is roles[n - 1] and _wraps(inner[n - 1], inner[n], width)
        detail = MORE if more else str(role)
        found[i + n] = Label(
            Kind.LETTER, sure, "part of a letter", value=inner[n].text, detail=detail, joined=n > 0
        )
    return found


def _wraps(above: Unit, unit: Unit, width: int) -> bool:
    """Was the line broken only because it was full?"""
    narrow = above.indent >= 3 and above.indent == unit.indent and width <= 70 and unit.blanks == 0
    ends = above.text[-1:] in ".!?" and unit.text[:1].isupper()
    first = unit.text.split(maxsplit=1)
    return narrow and not ends and len(above.text) + 1 + len(first[0]) > width - 6


def _letter_at(draft: Draft, i: int) -> Roles:
    """The roles of the units from `i` on that make a letter, or none."""
    headers = _mail_headers(draft, i)
    if headers >= 2 and sum(bool(OPENS_MAIL.match(draft.units[i + n].text)) for n in range(headers)) >= 2:
        return [LetterRole.HEADER] * headers + _body(draft, i + headers, strict=False)
    text = undressed(draft.units[i].text)
    if headers or len(text) > 70:
        return []
    if SALUTATION.match(text):
        body = _body(draft, i + 1, strict=True)
    elif SHORT_SALUTATION.match(text) and len(text) < 40:
        body = _body(draft, i + 1, strict=True)
        body = body if _is_note(draft, i + 1, body) else []
    else:
        return []
    return [LetterRole.SALUTATION, *body] if body else []


def _boxed(draft: Draft, i: int) -> Roles:
    """What stands in a box drawn in signs: a telegram, a card, a notice."""
    n = 1 if is_mark(draft.units[i].text) else 0
    inner = n
    while _open(draft, i + inner) and is_boxed(draft.units[i + inner].text):
        inner += 1
    if inner == n:
        return []
    closed = _open(draft, i + inner) and is_mark(draft.units[i + inner].text)
    return [LetterRole.BODY] * (inner + closed) if n and closed else []


def _run_on(draft: Draft, i: int) -> Roles:
    """A letter whose salutation begins its first paragraph, and that is signed."""
    if len(draft.units[i].text) <= 40 or not RUNS_ON.match(draft.units[i].text):
        return []
    body = _body(draft, i, strict=True)
    signed = LetterRole.VALEDICTION in body and body[-1] is not LetterRole.VALEDICTION
    signed = signed or (body[-1:] == [LetterRole.SIGNATURE] and len(body) <= 8)
    spoken = any(_is_speech(draft.units[i + n].text) for n in range(1, len(body)))
    return body if signed and len(body) <= 16 and not spoken else []


def _short_note(draft: Draft, i: int) -> Roles:
    """A note in one paragraph, or set in over a few lines."""
    return [LetterRole.BODY] * short_note_at(draft, i)


def _is_note(draft: Draft, i: int, body: Roles) -> bool:
    """After a bare name: a valediction and what follows it, or a few lines, a signature and no speech."""
    if LetterRole.VALEDICTION in body and body[-1] is not LetterRole.VALEDICTION:
        return True
    spoken = any(_is_speech(draft.units[i + n].text) for n in range(len(body)))
    signed = LetterRole.SIGNATURE in body or (
        body[-1:] == [LetterRole.VALEDICTION] and _NAMED_CLOSE.search(draft.units[i + len(body) - 1].text)
    )
    return bool(signed) and len(body) <= 12 and not spoken


def _mail_headers(draft: Draft, i: int) -> int:
    n = 0
    while _open(draft, i + n) and _is_header(draft, i + n, first=n == 0):
        n += 1
    return n


def _is_header(draft: Draft, i: int, *, first: bool) -> bool:
    """A mail's header line: close to the one above, or at least short and no sentence."""
    unit = draft.units[i]
    if not _HEADER.match(unit.text):
        return False
    close = unit.blanks == 0 and not first
    return close or (len(unit.text) <= 70 and unit.text[-1:] not in ".!,;")


def _headed(draft: Draft, i: int) -> Roles:
    """A letter whose place and date stand above its salutation, or above words that it closes."""
    head, dated = 0, False
    while head < _LETTERHEAD and _open(draft, i + head) and _is_letterhead(draft, i + head, first=head == 0):
        dated = dated or _is_date(draft.units[i + head].text)
        head += 1
        addressed = head > 1 and all(_is_address(draft.units[i + n].text) for n in range(head))
        roles = _letter_at(draft, i + head) if (dated or addressed) and _open(draft, i + head) else []
        if roles and roles[0] is LetterRole.SALUTATION:
            return [LetterRole.HEADER] * head + roles
    if not dated or not _open(draft, i + head):
        return []
    body = _body(draft, i + head, strict=True)
    closing = LetterRole.VALEDICTION in body and body[-1] is not LetterRole.VALEDICTION
    spoken = any(_is_speech(draft.units[i + head + n].text) for n in range(len(body)))
    return [LetterRole.HEADER] * head + body if closing and len(body) <= 14 and not spoken else []


def _is_speech(text: str) -> bool:
    """Somebody speaks: in quotes, or behind a dash; a name behind one is a signature."""
    return text[:1] in '"“«' or (text[:1] == "—" and len(text.split()) > 4)


def _is_date(text: str) -> bool:
    """A date, or a place with one: no "Two days later"."""
    return is_dateline(text) and not is_relative(text)


def _is_address(text: str) -> bool:
    """A line of a place or a day as it stands over a letter: "The Tin Castle, Winkie Country"."""
    words = [word for word in text.replace(",", " ").split() if len(word) > 3]
    return (
        len(text) <= 45
        and text[:1].isalnum()
        and sum(word[0].isupper() or word[0].isdigit() for word in words) * 2 >= len(words)
    )


def _is_letterhead(draft: Draft, i: int, *, first: bool) -> bool:
    unit = draft.units[i]
    if len(unit.text) > 70 or not (first or unit.blanks == 0) or _is_speech(unit.text):
        return False
    if SALUTATION.match(unit.text) or SHORT_SALUTATION.match(unit.text):
        return False
    return is_dateline(unit.text) or unit.text[-1:] not in ".!?…:;-—"


def _open(draft: Draft, i: int) -> bool:
    return i < draft.back and draft.labels[i] is None


def _body(draft: Draft, i: int, *, strict: bool) -> Roles:
    """Roles from `i` to the letter's close; with `strict`, none where no close is found.

    A letter that is set in ends where the lines go back to the margin.
    """
    inset = draft.units[i - 1].indent
    roles: Roles = []
    closed, ended = 0, False
    for j in range(i, min(i + _REACH, draft.back)):
        text = draft.units[j].text
        if (
            draft.labels[j] is not None
            or draft.units[j].indent < min(inset, 3)
            or (OPENS_MAIL.match(text) and _mail_headers(draft, j) >= 2)
        ):
            ended = draft.kind(j) in (None, Kind.CHAT) and draft.units[j].indent >= min(inset, 3)
            break
        if _POSTSCRIPT.match(text):
            roles.append(LetterRole.POSTSCRIPT)
            closed = len(roles)
        elif closed and roles[closed - 1] in (LetterRole.SIGNATURE, LetterRole.POSTSCRIPT):
            close = roles[closed - 1] is LetterRole.SIGNATURE and draft.units[j].blanks == 0
            if not (close and (signs(text) or (not strict and _is_office(draft, j)))):
                break
            roles.append(LetterRole.SIGNATURE)
            closed = len(roles)
        elif roles and _is_valediction(undressed(text)):
            roles.append(LetterRole.VALEDICTION)
            closed = len(roles)
        elif roles and _is_signature(roles, text, closed=closed > 0):
            roles.append(LetterRole.SIGNATURE)
            closed = len(roles)
        elif closed:
            break
        else:
            first = not roles and not strict and (SALUTATION.match(text) or SHORT_SALUTATION.match(text))
            roles.append(LetterRole.SALUTATION if first else LetterRole.BODY)
    if closed:
        return roles[:closed]
    if (
        ended
        and not strict
        and len(roles) <= _MAIL
        and not any(_is_speech(draft.units[i + n].text) for n in range(len(roles)))
    ):
        return roles  # up to where the next mail or a chat begins
    # A mail that never closes: its first paragraph is sure, where the story goes on is not.
    upto = roles.index(LetterRole.BODY) + 1 if LetterRole.BODY in roles else 0
    return [] if strict else roles[:upto]


def _is_office(draft: Draft, j: int) -> bool:
    """What somebody is, under the name in a mail, and nothing close below it."""
    text = draft.units[j].text
    last = j + 1 >= draft.back or draft.units[j + 1].blanks > 0
    return (
        last
        and len(text) <= 70
        and text[:1].isupper()
        and text.rstrip("*_ ")[-2:-1].isalnum()
        and text[-1:] not in "!?,;:"
    )


def _is_signature(roles: Roles, text: str, *, closed: bool) -> bool:
    """A name, in signs or, under a valediction, in quotes; the day of the next letter is none."""
    named = signs(undressed(text)) or (closed and signs(text.strip('"“”')))
    return (named and (closed or not is_dateline(text))) or _is_low_initial(roles, text)


def _is_low_initial(roles: Roles, text: str) -> bool:
    """Who writes mails in small letters signs in them: "h", "jk x"."""
    return (
        roles[0] is not LetterRole.SALUTATION
        and text.islower()
        and len(text) <= 4
        and text.replace(" ", "").isalpha()
    )


def _is_valediction(text: str) -> bool:
    if len(text) > 90 or not _VALEDICTION.match(text):
        return False
    return text.rstrip("*_ ")[-1:] not in ".!" or len(text.split()) <= 5


def _inset(draft: Draft, i: int) -> Roles:
    """A letter set in from the prose: its lines are close, and it is addressed or signed."""
    indent = draft.units[i].indent
    if indent < 3 or (
        i > draft.front and draft.units[i - 1].indent == indent and draft.labels[i - 1] is None
    ):
        return []
    inside = [i]
    j = i + 1
    while j < draft.back and j - i < _REACH and _stays_in(draft, j, indent):
        inside.append(j)
        j += 1
    inside = inside[: max(n for n, k in enumerate(inside, 1) if draft.labels[k] is None)]
    lines = [draft.units[k] for k in inside if draft.labels[k] is None]
    if len(lines) < 3 or indent <= _usual_indent(draft) + 2 or max(len(unit.text) for unit in lines) > 72:
        return []
    addressed = SALUTATION.match(lines[0].text) or SHORT_SALUTATION.match(lines[0].text)
    signed = signs(lines[-1].text)
    if not addressed or not (signed or _is_valediction(lines[-1].text)):
        return []
    middle = [LetterRole.BODY] * (len(inside) - 2)
    return [LetterRole.SALUTATION, *middle, LetterRole.SIGNATURE]


def _stays_in(draft: Draft, j: int, indent: int) -> bool:
    """Does a set-in block go on with unit `j`? A page's furniture may stand in it."""
    if draft.labels[j] is not None:
        return draft.kind(j) is Kind.DEBRIS
    return draft.units[j].indent == indent and (
        draft.units[j].blanks == 0 or draft.kind(j - 1) is Kind.DEBRIS
    )


def _usual_indent(draft: Draft) -> int:
    counts = Counter(unit.indent for unit in draft.units[draft.front : draft.back] if len(unit.text) > 60)
    return counts.most_common(1)[0][0] if counts else 0


def _initialed(draft: Draft, i: int) -> Roles:
    """In a story with letters, a paragraph from one initial to another: "P. -- It came off. D."."""
    if _is_initialed(draft, i):
        return [LetterRole.BODY]
    dated = len(draft.units[i].text) <= 30 and any(char.isdigit() for char in draft.units[i].text)
    if dated and _open(draft, i + 1) and _is_initialed(draft, i + 1):
        return [LetterRole.HEADER, LetterRole.BODY]
    return []


def _is_initialed(draft: Draft, i: int) -> bool:
    text = draft.units[i].text
    return len(text) <= 1200 and bool(_INITIALED.match(text))


def _unclosed(draft: Draft, i: int) -> Roles:
    """In a story in letters, one that breaks off where a mark, a heading or another letter stands."""
    head = 0
    while head < _LETTERHEAD and _open(draft, i + head) and _is_letterhead(draft, i + head, first=head == 0):
        head += 1
    if not _open(draft, i + head) or not SALUTATION.match(draft.units[i + head].text):
        return []
    if head and not any(is_dateline(draft.units[i + n].text) for n in range(head)):
        return []
    j = i + head + 1
    while _open(draft, j) and j - i < 14:
        if _is_speech(draft.units[j].text):
            return []
        j += 1
    if j < draft.back and (draft.labels[j] is None):
        return []
    body = j - i - head - 1
    return [LetterRole.HEADER] * head + [LetterRole.SALUTATION] + [LetterRole.BODY] * body if body else []
