"""Chats, texts and message logs: runs of lines that begin with who speaks.

One `Name: words` proves nothing; a run of them with returning names, times, a chat's own header
or arrows does. Letters' headers (From, To, Subject) are left to `letters`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from fanbook.model.draft import Draft, Kind, Label, Unit

_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?"
_STAMP = rf"(?P<stamp>[\[(]?\s*(?:(?:mon|tue|wed|thu|fri|sat|sun|today|yesterday|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w{{0,6}},?\s*)?(?:\d{{1,4}}[/.-]\d{{1,2}}(?:[/.-]\d{{1,4}})?,?\s*)?{_TIME}\s*[\])]?)"
_NICK = r"(?P<nick>[@~]?[\w][\w.’' \-&~♡♥☆★*<>|^]{0,28}?)"
_LINES = (
    re.compile(
        rf"^(?P<arrow>>\s*)?{_STAMP}\s*[-–—]?\s*[<*_]*{_NICK}[*_>]*\s*[:：]\s*[*_]*(?P<text>\S.*)$",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        rf"^(?P<arrow>>\s*)?[*_]*{_NICK}[*_]*(?:\s+|(?=[\[(])){_STAMP}\s*[:：]?\s*(?P<text>\S.*)$",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(rf"^(?P<arrow>>\s*)?{_STAMP}\s*<{_NICK}>\s*(?P<text>\S.*)$", re.IGNORECASE | re.DOTALL),
    re.compile(rf"^(?P<arrow>>\s*)?<{_NICK}>\s*(?P<text>\S.*)$", re.DOTALL),
    re.compile(rf"^(?P<arrow>>\s*)?[*_]*{_NICK}[*_]*\s*[:：]\s*[*_]*(?P<text>\S.*)$", re.DOTALL),
)
_HEAD = 160  # who speaks stands in the first few words; what follows is not looked at
_STAMPED, _STAMP_SECOND = (
    (0, 2),
    1,
)  # which of them begin with a time; a time after the name stays in the text
_HEADER = re.compile(
    r"^[\[(<*_#]+\s*(?:group ?chat|chat|dm|direct messages?|text(?:s| messages?| thread)?|messages?|imessage|whatsapp|"
    r"discord|slack|private chat|conversation|new chat|thread)\b.{0,80}$",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"^(?P<arrow>>\s*)?[\[(*_~-]*\s*(?P<nick>[@~]?[\w][\w.’' -]{0,24}?)\s+(?:is typing|has (?:joined|left|entered|been|changed|"
    r"added|removed|renamed|logged|signed|set|gone|muted|pinned|sent|named)|(?:joined|left|renamed|changed|added|removed|muted|"
    r"pinned|named|created|deleted|reacted|liked|loved|laughed at|unsent|seen)\b(?=.*(?:chat|group|message|channel|conversation|server|"
    r"name|[\])*_]$)))"
    r".{0,80}$",
    re.IGNORECASE,
)
_NOT_NICKS = re.compile(r"^(?:from|to|subject|date|cc|re|p\.?s|note|n\.?b|https?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One chat line taken apart; `sender` is empty for the chat's own voice."""

    sender: str
    stamp: str
    text: str
    sure: bool  # by a time, an arrow or angle brackets, not by a colon alone


def read_message(text: str) -> Said | None:
    """The line as a message, or None."""
    for n, pattern in enumerate(_LINES):
        match = pattern.match(text[:_HEAD])
        if match is None:
            continue
        nick = match["nick"].strip()
        if _NOT_NICKS.match(nick) or len(nick.split()) > 3 or not any(char.isalpha() for char in nick):
            return None
        stamp = match["stamp"].strip() if n in _STAMPED else ""
        said = (
            match["text"] if n != _STAMP_SECOND else match[0][match.start("stamp") - match.start() :].lstrip()
        )
        return Said(nick, stamp, said + text[_HEAD:], n < 4 or bool(match["arrow"]))
    return None


def is_chat_voice(text: str) -> bool:
    """A chat's own line: its header, "x is typing...", "y has left"."""
    return len(text) <= 100 and bool(_HEADER.match(text) or _EVENT.match(text))


def recognise_chat(draft: Draft) -> Draft:
    """Label runs of messages in the body."""
    runs = list(_runs(draft))
    senders = Counter(said.sender.casefold() for run in runs for _, said in run if said)
    found: dict[int, Label] = {}
    for run in runs:
        if _is_chat(run, senders):
            for n, (i, said) in enumerate(run):
                detail = f"{said.stamp}\t{said.sender}" if said else ""
                value = said.text if said else draft.units[i].text
                found[i] = Label(
                    Kind.CHAT, 0.9, "one of a run of messages", value=value, detail=detail, joined=n > 0
                )
    chatters = {label.detail.partition("\t")[2].casefold() for label in found.values()} - {""}
    for run in runs:
        for i, said in run:
            if i not in found and said and said.sender.casefold() in chatters:
                detail = f"{said.stamp}\t{said.sender}"
                found[i] = Label(
                    Kind.CHAT, 0.8, "a message from somebody in a chat", value=said.text, detail=detail
                )
    return draft.claim(found)


Run = list[tuple[int, "Said | None"]]


def _runs(draft: Draft) -> list[Run]:
    """Runs of units that could be messages, a blank line between two at the most."""
    runs: list[Run] = []
    run: Run = []
    for i in range(draft.front, draft.back):
        unit = draft.units[i]
        said, voice = _read(draft, i, unit)
        if said is None and not voice:
            runs.append(run)
            run = []
            continue
        if run and (i != run[-1][0] + 1 or unit.blanks > max(draft.layout.norm, 1)):
            runs.append(run)
            run = []
        run.append((i, said))
    runs.append(run)
    return [run for run in runs if run]


def _read(draft: Draft, i: int, unit: Unit) -> tuple[Said | None, bool]:
    if draft.labels[i] is not None:
        return None, False
    if is_chat_voice(unit.text):
        return None, True
    return read_message(unit.text), False


def _is_chat(run: Run, senders: Counter[str]) -> bool:
    messages = [said for _, said in run if said]
    voices = len(run) - len(messages)
    if not messages:
        return False
    sure = sum(said.sure for said in messages)
    known = sum(senders[said.sender.casefold()] > 1 for said in messages)
    if sure >= 2 or (sure and (voices or known)):
        return True
    if voices and len(messages) >= 1 and len(run) >= 2:
        return True
    lower = sum(said.sender[:1].islower() or not said.sender[:1].isalpha() for said in messages)
    if len(messages) >= 2 and known == len(messages) and lower:
        return True
    return (
        len(messages) >= 3 and known * 3 >= len(messages) * 2 and len({said.sender for said in messages}) > 1
    )
