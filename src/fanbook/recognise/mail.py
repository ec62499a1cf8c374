"""Mail and Usenet: the headers of a post, and the signature under it.

A post's headers are machine lines (Message-ID, Newsgroups, an address in From). A letter that
characters write has From and To, but none of those: it is left to `letters`.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.factlines import read_post_title
from fanbook.recognise.header_walk import facts_label
from fanbook.recognise.headings import read_heading
from fanbook.recognise.labels import Labelled
from fanbook.recognise.talk import addresses_reader

_HEADER = re.compile(
    r"^(?P<name>From|To|Subject|Date|Sent|Newsgroups|Message-ID|Path|Sender|Reply-To|References|Lines|Organization"
    r"|X-[\w-]+|NNTP-[\w-]+|Xref|Approved|Followup-To|Content-[\w-]+|MIME-Version|Mime-Version|Cc|CC|Received"
    r"|Return-Path|Delivered-To|In-Reply-To|List-[\w-]+|Status|Distribution|Keywords): ?(?P<value>.*)$",
    re.DOTALL,
)
_MACHINE = frozenset(
    {"Newsgroups", "Message-ID", "Path", "References", "NNTP-Posting-Host", "Xref", "Received", "Return-Path",
     "Lines", "Organization", "Approved", "Delivered-To", "MIME-Version", "Mime-Version"}
)  # fmt: skip
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PEN_NAME = (
    re.compile(r"\((?P<name>[^()@]{2,60})\)\s*$"),
    re.compile(r'^"?(?P<name>[^"<>@]{2,60}?)"?\s*<[^<>]+>\s*$'),
)
_PART = re.compile(r"[(\[]\s*(?:part\s*)?\d+\s*(?:/|of)\s*(?:\d+|\?)\s*[)\]]|\b\d+/\d+\b", re.IGNORECASE)
_SUBJECT_TAG = re.compile(
    r"^(?:re|fwd?)\s*:\s*|^\[?(?:fic|fanfic|story|new|repost|updated?|ff)\]?\s*[:\-]\s*|^\[[^\]]{1,20}\]\s*",
    re.IGNORECASE,
)
_SUBJECT_TAIL = re.compile(r"\s*[\[(][^\[\]()]{0,40}[\])]\s*$")
_GROUP = re.compile(
    r"alt\.fan\.(?P<name>[\w-]{3,40})(?:\.(?:creative|fiction|stories|fanfic))?(?:\.moderated)?",
    re.IGNORECASE,
)
_DIGEST = re.compile(r"^Subject:.*\bdigest\b(?:.*\d|\W*$)", re.IGNORECASE)
_SEPARATOR = re.compile(r"^\W*(?:original|(?:begin )?forwarded) message\b\W*$", re.IGNORECASE)
_CHAIN = 12  # units between the headers of a mail and those of the mail in it
_REMARK = 240  # letters of what an author says to somebody's answer
_OPENS = re.compile(r"^[*_]{0,2}(?:from|to|subject)[*_]{0,2}\s?:", re.IGNORECASE)
_OF_MAIL = re.compile(r"^[*_]{0,2}(?:from|to|subject|date|sent|cc|bcc|re)[*_]{0,2}\s?:", re.IGNORECASE)
_SIGNATURE = re.compile(r"^--\s?$")


def recognise_mail(draft: Draft) -> Draft:
    """Label the headers of every post, and the signatures."""
    found, start = _forwarders(draft)
    i, first = start, True
    while i < len(draft.units):
        run = _run(draft, i)
        if run and _is_post(draft, i, i + run) and (not first or i == start or _opens(draft, i)):
            digest = first and _is_digest(draft, i, i + run)
            for j in range(i, i + run):
                found[j] = (
                    Label(Kind.DEBRIS, 0.95, "headers of a list's digest")
                    if digest
                    else _header_label(draft.units[j].text, first=first)
                )
            if not first:
                found |= _answer(draft, i + run)
            first = first and digest
        elif _SIGNATURE.match(draft.units[i].text) and not _is_lone(draft, i):
            run = _signature_run(draft, i)
            for j in range(i, i + run):
                found[j] = Label(Kind.DEBRIS, 0.95, "mail signature", joined=j > i)
        i += max(run, 1)
    return draft.claim(found)


def _forwarders(draft: Draft) -> tuple[dict[int, Label], int]:
    """The mails around a forwarded one, and where its own headers begin; 0 where nobody forwarded it.

    Each of them is a few lines long, with a separator over the next one's headers.
    """
    at = end = 0
    i = 0
    while i < min(len(draft.units), _CHAIN + end):
        run = _run(draft, i)
        if run and (_is_post(draft, i, i + run) if not end else _is_separated(draft, i)):
            at, end = (i, i + run)
        i += max(run, 1)
    if not at or not any(_is_separated(draft, j) for j in range(at + 1)):
        return {}, 0
    return {
        j: Label(Kind.DEBRIS, 0.85, "of the mail that forwarded it", joined=j > 0)
        for j in range(at)
        if draft.labels[j] is None
    }, at


def _is_separated(draft: Draft, i: int) -> bool:
    """Do headers at `i` stand under a mailer's "Original Message" or "Forwarded message"?"""
    above = draft.units[i - 1] if i else None
    return above is not None and bool(_SEPARATOR.match(above.text)) and _run(draft, i) > 1


def _answer(draft: Draft, i: int) -> dict[int, Label]:
    """What the author quotes from an answer, over a later part, and says to it."""
    found: dict[int, Label] = {}
    j = i
    while j < len(draft.units) and draft.units[j].text.startswith(">"):
        found[j] = _note(draft, j)
        j += 1
    if not found or j + 1 >= len(draft.units) or len(draft.units[j].text) > _REMARK:
        return found
    if is_mark(draft.units[j + 1].text) or read_heading(draft.units[j + 1].text):
        found[j] = _note(draft, j)
    return found


def _note(draft: Draft, j: int) -> Label:
    why = "quotes an answer, or answers it"
    return Label(Kind.NOTE, 0.7, why, value=draft.units[j].text, detail=NotePlace.CHAPTER_END)


def post_heads(draft: Draft) -> dict[int, int]:
    """The posts of a file: the first unit of each one's headers, and how many there are."""
    return {
        i: run for i in range(len(draft.units)) if (run := _run(draft, i)) and _is_post(draft, i, i + run)
    }


def _opens(draft: Draft, i: int) -> bool:
    """Does the first post stand at the file's head? Mail deep in a story is what its people write."""
    told = any(len(unit.text) > 100 and addresses_reader(unit.text) < 0.2 for unit in draft.units[:i])
    return (i < 12 and not told) or any(
        (match := _HEADER.match(unit.text)) and match["name"] in _MACHINE for unit in draft.units[i : i + 8]
    )


def is_story_mail(draft: Draft, i: int) -> bool:
    """Do the headers of a mail begin at `i` that characters write: two of From, To and Subject, and no machine's?"""
    if not _OPENS.match(draft.units[i].text):
        return False
    n = i
    while (
        n < len(draft.units)
        and (n == i or draft.units[n].blanks == 0)
        and _OF_MAIL.match(draft.units[n].text)
    ):
        n += 1
    names = {draft.units[k].text.partition(":")[0].strip("*_ ").casefold() for k in range(i, n)}
    return len(names & {"from", "to", "subject"}) > 1 and not _is_post(draft, i, n)


def _run(draft: Draft, i: int) -> int:
    """How many header lines stand together from unit `i` on."""
    n = 0
    while i + n < len(draft.units) and (n == 0 or draft.units[i + n].blanks == 0):
        if not _HEADER.match(draft.units[i + n].text):
            break
        n += 1
    return n


def _is_post(draft: Draft, start: int, end: int) -> bool:
    names, values = set(), {}
    for unit in draft.units[start:end]:
        if match := _HEADER.match(unit.text):
            names.add(match["name"])
            values[match["name"]] = match["value"]
    if names & _MACHINE:
        return True
    has_address = bool(ADDRESS.search(values.get("From", "")))
    dated = bool(names & {"Date", "Sent"}) or bool(_PART.search(values.get("Subject", "")))
    return len(names) >= 2 and has_address and dated


def _is_digest(draft: Draft, start: int, end: int) -> bool:
    """Is this the list's own mail, with the posts of its members in it?"""
    return any(_DIGEST.search(unit.text) for unit in draft.units[start:end])


def _header_label(text: str, *, first: bool) -> Label:
    match = _HEADER.match(text)
    name, value = (match["name"], match["value"]) if match else ("", "")
    if not first:
        return Label(Kind.DEBRIS, 0.95, "headers of a later post")
    if name == "From" and (author := pen_name(value)):
        return Label(Kind.METADATA, 0.9, "mail header", field="author", value=author, detail="mail")
    if name == "Subject" and (title := subject_title(value)):
        facts = [
            f for f in read_post_title(_SUBJECT_TAG.sub("", value.strip(), count=1)) if f.field != "title"
        ]
        if facts:
            several = facts_label([Labelled("title", "", title), *facts], Kind.METADATA, "mail header")
            return replace(several, detail="mail")
        return Label(Kind.METADATA, 0.9, "mail header", field="title", value=title, detail="mail")
    if name == "Date":
        return Label(Kind.METADATA, 0.9, "mail header", field="date", value=value, detail="mail")
    if name == "Newsgroups" and (fandom := group_fandom(value)):
        return Label(Kind.METADATA, 0.6, "the group's name", field="fandom", value=fandom, detail="mail")
    return Label(Kind.DEBRIS, 0.95, "mail header")


def group_fandom(groups: str) -> str:
    """Whose fans a newsgroup is for: "alt.fan.the-saint.creative" gives "The Saint"."""
    match = next(filter(None, map(_GROUP.fullmatch, groups.replace(" ", "").split(","))), None)
    return " ".join(word[:1].upper() + word[1:] for word in match["name"].split("-")) if match else ""


def pen_name(value: str) -> str:
    """The name beside the address in a From line."""
    for pattern in _PEN_NAME:
        if match := pattern.search(value):
            return match["name"].strip()
    return "" if ADDRESS.search(value) else value.strip()


def subject_title(value: str) -> str:
    """A story's title out of a Subject: "FIC: The Title (1/2) [G, gen]" gives "The Title"."""
    title = value.strip()
    while (shorter := _SUBJECT_TAG.sub("", title, count=1).strip()) != title:
        title = shorter
    while (shorter := _SUBJECT_TAIL.sub("", title).strip()) != title:
        title = shorter
    title = _PART.sub("", title).strip(" ,-:")
    return re.sub(r"\s+by\s+[\w .'-]{2,40}$", "", title).strip('"“” ')


def _is_lone(draft: Draft, i: int) -> bool:
    """Do gaps stand above and below, so that it parts two scenes?"""
    return draft.units[i].blanks > 0 and i + 1 < len(draft.units) and draft.units[i + 1].blanks > 0


def _signature_run(draft: Draft, i: int) -> int:
    """A signature is at most four lines; it ends at a blank line or another post."""
    n = 1
    while n < 6 and i + n < len(draft.units) and draft.units[i + n].blanks == 0:
        n += 1
    return n
