"""Chats, texts and message logs: runs of lines that begin with who speaks.

One `Name: words` proves nothing; a run of them with returning names, times, a chat's own header
or arrows does. A chat has a voice of its own ("*** much has joined", "Delivered"), and some
copies put who speaks and when on a line over the words. Letters' headers (From, To, Subject) are
left to `letters`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter

from msgspec import Struct

from fanbook.late import Late
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.labels import field_of, fold, is_weak

MORE = "more"  # a unit that goes on with the message of the unit above it

_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?"
_WEEKDAY = r"(?:(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|today|yesterday)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|"
    r"dec(?:ember)?)"
)
_DAY = rf"(?:{_WEEKDAY}|{_MONTH})\b"
_STAMP = rf"(?P<stamp>[\[(]?\s*(?:{_DAY},?\s*(?:at\s+)?)?(?:\d{{1,4}}[/.-]\d{{1,2}}(?:[/.-]\d{{1,4}})?,?\s*(?:at\s+)?)?{_TIME}\s*[\])]?)"
_NICK = r"(?P<nick>[@~]?[\w][\w.’' \-&~♡♥☆★*<>|^\u2600-\u27bf\ufe0f\U0001f300-\U0001faff]{0,28}?)"
_LINES = (
    re.compile(
        rf"^(?P<arrow>>\s*)?{_STAMP}\s*[-–—]?\s*[<*_\[{{(]*{_NICK}[*_>\]}})]*\s*[:：]\s*[*_]*\s*(?P<text>\S.*)$",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        rf"^(?P<arrow>>\s*)?[*_]*{_NICK}[*_]*(?:\s+|(?=[\[(])){_STAMP}\s*[:：]?\s*(?P<text>\S.*)$",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(rf"^(?P<arrow>>\s*)?{_STAMP}\s*<\s?[@+%&~]?{_NICK}>\s*(?P<text>\S.*)$", re.IGNORECASE | re.DOTALL),
    re.compile(rf"^(?P<arrow>>\s*)?<\s?[@+%&~]?{_NICK}>\s*(?P<text>\S.*)$", re.DOTALL),
    re.compile(rf"^(?P<arrow>>\s*)?[*_]*(?P<open>[\[{{(])?{_NICK}(?(open)[\]}})])[*_]*\s*(?:[:：]|>{{1,3}})\s*[*_]*\s*(?P<text>\S.*)$", re.DOTALL),
)  # fmt: skip
_SOME_SIGN = re.compile(r"[:：<>\d]")  # one of which stands in all of them
_ACT = 5  # words between two stars: "*Jane has left the chat*"
_HEAD = 160  # who speaks stands in the first few words; what follows is not looked at
_STAMPED = (0, 1, 2)  # which of them have a time
# Who speaks and when, with the words on the lines below.
_OVER = re.compile(
    rf"^[*_]*{_NICK}[*_]*(?:\s{{1,8}}|\s?[-–—•·|,]\s?){_STAMP}[*_]*:?$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"^[\[(<*_#]+\s*(?:to: ?\w[\w ]{0,24}\W{1,3}$|group ?chat|chat|dm|direct messages?|text(?:s| messages?| thread)?|messages?|imessage|whatsapp|"
    r"discord|slack|private chat|conversation|new chat|thread)\b.{0,80}$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"^(?P<arrow>>\s*)?[\[(*_~-]*\s*(?!\d{1,2}[.)])(?P<nick>[@~]?[\w][\w.’' -]{0,24}?)\s+(?:is typing|(?:is )?(?:now )?(?:online|offline|away)\W*$|signed (?:on|off)\b|has (?:joined|left|entered|been|changed|"
    r"added|removed|renamed|logged|signed|set|gone|muted|pinned|sent|named|quit|kicked)|(?:joined|left|renamed|changed|added|removed|muted|"
    r"pinned|named|created|deleted|reacted|liked|loved|laughed at|unsent|seen)\b(?=.*(?:chat|group|message|channel|conversation|server|"
    r"name|[\])*_]$)))"
    r".{0,80}$",
    re.IGNORECASE,
)
# What is a chat's voice only beside messages: a server's stars, a window's title, a receipt, a day.
_MAYBE = re.compile(
    r"^(?:(?:\*{3,4}(?!\*)\s?|\*\*\s|-!-|={2,3}\s|-->|<--|→|←)\s*\S.{0,160}|\*\s+\S.{0,200}|"
    r"session (?:start|close|time|ident).{0,60}|-{2,4} (?:log|day) (?:opened|closed|changed).{0,60}|\*+ (?:begin|ended) logging.{0,60}|"
    r"(?:im|chat|chatting|conversation|dm|private (?:chat|message)) (?:with|between) .{1,60}|"
    r"[@\w][\w.’'-]{1,24} (?:added|removed|invited) [@\w][\w.’' -]{1,24}|(?:delivered|read|seen|sent|received|edited)(?: (?:by|at|on|today|yesterday|\d).{0,30})?|(?:not delivered|missed (?:voice |video )?call.{0,40}|new messages?)|"
    rf"{_DAY},?(?: \w{{1,9}}\.?)?(?: \d{{1,2}},?)?(?: at)? {_TIME}|\W{{0,3}}(?:image|photo|picture|video|gif|attachment|voice (?:note|message)|sticker|link)\W.{{0,60}})$",
    re.IGNORECASE,
)
_STAMPED_VOICE = re.compile(rf"^{_STAMP}\s*(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_MESSAGE_FROM = re.compile(
    r"^[\[(*_]*(?P<nick>(?:(?:new|auto|automatic) ?)?(?:text|sms|message|im|dm|response|reply|voicemail)s? (?:message )?(?:from|to) "
    r"[\w][\w.’' -]{0,28}?)(?:\s+(?P<stamp>[\[(][\d:. apm]+[\])]))?[\])*_]*\s*:[*_]*\s*(?P<text>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED = re.compile(r"[.!?…)]\s?[-–—~]{1,2}\s?(?P<nick>[A-Z]{2,3})$")
_NOT_NICKS = Late(
    r"^(?:from|to|subject|date|cc|re|p\.?s|note|n\.?b|https?|(?:re)?posted|posts|joined|location|share|message|page|name|"
    rf"today|yesterday|read|item|q\.?e\.?d|e\.?g|i\.?e|{_WEEKDAY})$",
    re.IGNORECASE,
)  # fmt: skip


class Said(Struct, frozen=True):
    """One chat line taken apart; `sender` is empty for the chat's own voice."""

    sender: str
    stamp: str
    text: str
    sure: bool  # by a time, an arrow or angle brackets, not by a colon alone


class Heard(Struct, frozen=True):
    """One unit of a chat: a message, one that goes on (`more`), or the chat's voice (`voice`: how sure)."""

    at: int
    said: Said | None = None
    voice: float = 0.0
    more: bool = False
    marked: bool = False  # the voice stands in brackets, or behind stars or a time


Run = list[Heard]


def read_message(text: str) -> Said | None:
    """The line as a message, or None."""
    head = text[:_HEAD]
    if not _SOME_SIGN.search(head):
        return None
    if match := _MESSAGE_FROM.match(head):
        return Said(match["nick"], match["stamp"] or "", match["text"] + text[_HEAD:], sure=True)
    for n, pattern in enumerate(_LINES):
        match = pattern.match(head)
        if match is None:
            continue
        nick = match["nick"].strip()
        if not is_nick(nick):
            return None
        stamp = match["stamp"].strip() if n in _STAMPED else ""
        return Said(nick, stamp, match["text"] + text[_HEAD:], n < 4 or bool(match["arrow"]))
    return None


def is_nick(name: str) -> bool:
    """Could somebody in a chat be called so? A label of a story's header is nobody."""
    if _NOT_NICKS.match(name) or len(name.split()) > 3 or not any(char.isalpha() for char in name):
        return False
    return not field_of(name) or is_weak(fold(name))


def is_chat_voice(text: str) -> bool:
    """A chat's own line: its header, "x is typing...", "y has left"."""
    if (text[:1] + text[-1:]) in ("__", "**") and len(text.split()) > _ACT:
        return False  # a line of a song, in italics
    return len(text) <= 100 and bool(_HEADER.match(text) or _EVENT.match(text))


def recognise_chat(draft: Draft) -> Draft:
    """Label runs of messages in the body."""
    over = _messages_below(draft)
    runs = [*_runs(draft, over), *_signed_runs(draft)]
    senders = Counter(heard.said.sender.casefold() for run in runs for heard in run if heard.said)
    found: dict[int, Label] = {}
    for run in runs:
        if _is_chat(run, senders):
            found |= {
                h.at: _label(draft, h, 0.9, "one of a run of messages", joined=n > 0)
                for n, h in enumerate(run)
            }
    chatters = {label.detail.partition("\t")[2].casefold() for label in found.values()} - {""}
    # A long paragraph that begins so is told by the story: "Hamlet: the only person who ...".
    longest = max((len(draft.units[at].text) for at in found), default=0)
    for run in runs:
        lone = [
            h
            for h in run
            if h.at not in found
            and h.said
            and h.said.sender.casefold() in chatters
            and len(draft.units[h.at].text) <= 2 * longest
        ]
        if lone:
            found |= {h.at: _label(draft, h, 0.8, "a message from somebody in a chat") for h in lone}
    return draft.claim(found)


def _label(draft: Draft, heard: Heard, sure: float, why: str, *, joined: bool = False) -> Label:
    said = heard.said
    value = said.text if said else draft.units[heard.at].text
    detail = f"{said.stamp}\t{said.sender}" if said else MORE if heard.more else ""
    return Label(Kind.CHAT, sure, why, value=value, detail=detail, joined=joined)


def _runs(draft: Draft, over: dict[int, Heard]) -> list[Run]:
    """Runs of units that could be messages, a blank line between two at the most."""
    runs: list[Run] = []
    run: Run = []
    for i in range(draft.front, draft.back):
        heard = over.get(i) or _hear(draft, i) or _goes_on(draft, i, run)
        if heard is None:
            runs.append(run)
            run = []
            continue
        if not run and heard.voice and _is_name_of_chat(draft, i):
            run.append(Heard(i - 1, voice=0.3))
        if run and (i != run[-1].at + 1 or draft.units[i].blanks > max(draft.layout.norm, 1)):
            runs.append(run)
            run = []
        run.append(heard)
    runs.append(run)
    return [run for run in runs if run]


def _is_name_of_chat(draft: Draft, i: int) -> bool:
    """Is the line close above unit `i`, where a chat says its time, what the chat is called?"""
    above = draft.units[i - 1] if i > draft.front else None
    return (
        above is not None
        and draft.labels[i - 1] is None
        and not draft.units[i].blanks
        and above.end == above.start
        and above.blanks > 0
        and len(above.text) <= 40
        and above.text[-1:] not in '.!?…,;:"”'
        and above.text[:1] not in '"“«'
    )


def _goes_on(draft: Draft, i: int, run: Run) -> Heard | None:
    """A short line close below a message: the message goes on.

    Where no blank lines part the paragraphs, another message must stand close below as well.
    """
    unit = draft.units[i]
    if (
        not run
        or unit.blanks
        or draft.labels[i] is not None
        or len(unit.text) > 100
        or unit.text[:1] in '"“«*(['
    ):
        return None
    if not (run[-1].said or run[-1].more) or all(heard.more for heard in run[-3:]):
        return None
    if draft.layout.norm == 0 and not (unit.text[-1:] not in ".!?" and _message_below(draft, i)):
        return None
    return Heard(i, more=True)


def _message_below(draft: Draft, i: int) -> bool:
    for j in range(i + 1, min(i + 3, draft.back)):
        if draft.units[j].blanks or draft.labels[j] is not None:
            return False
        if read_message(draft.units[j].text):
            return True
    return False


def _hear(draft: Draft, i: int) -> Heard | None:
    """The unit as a line of a chat, by itself."""
    if draft.labels[i] is not None:
        return None
    text = draft.units[i].text
    if is_chat_voice(text):
        told = text[-1:] == "." and text[:1].isalpha()  # "Jane has left the room." is a narrator's too
        return Heard(i, voice=0.4 if told else 1.0, marked=not text[:1].isalpha())
    if len(text) <= 240 and _MAYBE.match(text):
        return Heard(i, voice=0.3)
    said = read_message(text)
    if said is not None:
        return Heard(i, said)
    if len(text) <= 240 and (match := _STAMPED_VOICE.match(text)):
        voice = is_chat_voice(match["rest"]) or bool(_MAYBE.match(match["rest"]))
        return Heard(i, voice=1.0 if voice else 0.2, marked=voice)
    return None


def _messages_below(draft: Draft) -> dict[int, Heard]:
    """Lines that hold a name and a time, and the words below them; three or more, and names that return."""
    heads: dict[int, Said] = {}
    for i, unit in draft.unclaimed(draft.front, draft.back):
        match = _OVER.match(unit.text) if len(unit.text) <= 60 else None
        if match and is_nick(nick := match["nick"].strip(" -–—•·|,")):
            heads[i] = Said(nick, match["stamp"].strip(), "", sure=True)
    counts = Counter(said.sender.casefold() for said in heads.values())
    near = sum(b - a <= 4 for a, b in itertools.pairwise(heads))
    if len(heads) < 3 or (max(counts.values()) < 2 and near < 2):
        return {}
    found: dict[int, Heard] = {}
    for i, said in heads.items():
        below = _below(draft, i, heads)
        if below:
            found |= {i: Heard(i, said)} | {j: Heard(j, more=True) for j in below}
    return found


def _below(draft: Draft, i: int, heads: dict[int, Said]) -> list[int]:
    """The units below a name and a time: those close to it, or one a blank line away."""
    below: list[int] = []
    j = i + 1
    while j < draft.back and j not in heads and draft.labels[j] is None:
        unit = draft.units[j]
        if unit.blanks > (0 if below else draft.layout.norm) or unit.text[:1] in '"“«':
            break
        if below and draft.layout.norm == 0 and not _head_within(j, heads):
            break
        below.append(j)
        j += 1
    return below


def _head_within(j: int, heads: dict[int, Said]) -> bool:
    """Where no blank line parts anything, words go on as long as another message is near."""
    return any(k in heads for k in range(j + 1, j + 4))


def _signed_runs(draft: Draft) -> list[Run]:
    """Texts that end with their sender's initials, two or more together."""
    runs: list[Run] = []
    for i, unit in draft.unclaimed(draft.front, draft.back):
        tail = unit.text[-12:]
        if len(unit.text) > 240 or unit.text[:1] in '"“«' or not _SIGNED.search(tail):
            continue
        heard = Heard(i, Said("", "", unit.text, sure=True))
        if runs and runs[-1][-1].at == i - 1:
            runs[-1].append(heard)
        else:
            runs.append([heard])
    return [run for run in runs if len(run) > 1]


def _is_chat(run: Run, senders: Counter[str]) -> bool:
    messages = [heard.said for heard in run if heard.said]
    voices = sum(heard.voice >= 1 for heard in run)
    stars = sum(0 < heard.voice < 1 for heard in run)
    marked = sum(heard.voice >= 1 and heard.marked for heard in run)
    if not messages:
        return voices >= 2 and marked >= 2
    sure = sum(said.sure for said in messages)
    known = sum(senders[said.sender.casefold()] > 1 for said in messages)
    if sure >= 2 or (sure and (voices or stars or known)):
        return True
    if (marked and len(run) >= 2) or (voices and known):
        return True
    lower = sum(said.sender[:1].islower() or not said.sender[:1].isalpha() for said in messages)
    if len(messages) >= 2 and known == len(messages) and lower:
        return True
    return (
        len(messages) >= 3 and known * 3 >= len(messages) * 2 and len({said.sender for said in messages}) > 1
    )
