"""Threads: a story posted on a board or a journal, with what readers posted after it.

In: a draft. Out: the same with the heads of posts labelled, and every post that is not the story's. A
head is a stamp that only a board writes ("Posted: ... Post subject:", "« Reply #2 on: ...", "... (UTC)"),
with the poster's name, rank and counts about it. The story is what stands above the first head, or the
posts of whoever posted most; of those, a short one among replies is an answer, not a part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from fanbook.late import Late
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.factlines import core_fields, read_byline
from fanbook.recognise.furniture import why_furniture
from fanbook.recognise.headings import read_heading
from fanbook.recognise.titles import is_title_case

_DATE = r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\.?\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\w*\.?,?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:\d{4}|'?\d\d\b)|yesterday|today)"  # fmt: skip
_CLOCK = r"(?:,?\s*(?:at\s+|-\s+)?\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*\(?(?:utc|gmt|local|est|pst)\)?)?)"
_SOME_DATE = re.compile(r"\d|yesterday|today", re.IGNORECASE)
_WHEN = re.compile(rf"{_DATE}(?P<clock>{_CLOCK})?", re.IGNORECASE)
# What stands for a date, for one with a clock, for one with "(UTC)" after that: no text holds control characters.
_DAY, _TIME, _ZONED = "\x1d", "\x1e", "\x1f"
_ANY, _TIMED = f"[{_DAY}{_TIME}{_ZONED}]", f"[{_TIME}{_ZONED}]"
# A stamp, with the poster's name where it holds one; its dates are read before.
_STAMPS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"posted:?\s+(?:on\s+)?{_ANY}\s*(?:post subject:.{{0,120}}|\|.{{0,80}})?",
        rf"(?:post(?:ed)?\s+)?by:?\s+(?P<n1>[\w.@' -]{{2,40}}?)\s*(?:»|-|–|on|,)\s*{_ANY}",
        rf"«\s*(?:reply\s*#?\d*\s*)?on:\s*{_ANY}\s*»?",
        rf"(?:date:\s*)?{_ZONED}(?:\s*\(?link\)?)?",
        rf"(?P<n2>[\w.@'-]{{2,40}}(?: [\w.@'-]{{1,20}}){{0,2}})\s+on chapter \d+\s+{_ANY}.{{0,12}}",
        rf"(?P<n3>[\w.@'-]{{2,40}})\s+(?:\(guest\)\s+)?chapter \d+\s*[.·-]\s*{_DAY}",
        rf"(?P<n5>[\w.@'-]{{2,40}}(?: [\w.@'-]{{1,20}}){{0,2}})\s+posted:?\s*(?:on\s+)?{_ANY}",
        rf"(?P<n4>[\w.@'-]{{2,40}})\s+(?:wrote|said|replied):?\s*\(?{_ANY}\)?.{{0,10}}",
        rf"{_TIMED}\s*\(?(?:#\d+|permalink|link)\)?|#\d+\s*{_ANY}",
        r"message\s+#?\d+\s+(?:of\s+\d+|posted)\b.{0,60}",
    )
)
_DATED = re.compile(rf"(?:on\s+)?{_ANY}", re.IGNORECASE)
_CARD = Late(
    r"(?:joined|join date|registered|member since|member no\.?|group|posts|messages|location|from|threads|likes(?: received)?|age|gender|reputation|karma"
    r"|rank|status|thanks|subject|post subject)\s*:\s?.{0,60}|#\d{1,4}|(?:re|subject):\s.{0,100}|online|offline",
    re.IGNORECASE,
)
_FROM = re.compile(r"^from:\s*(?P<name>\(?[\w.@'\[\] -]{2,40}\)?)$", re.IGNORECASE)
_BUTTONS = Late(
    r"\W*(?:(?:reply|thread|parent|link|expand|back to top|top|quote|report|edit|delete|like|track this|freeze|screen|hide \d+ comments?"
    r"|reply with quote|permalink|report post|ip logged|logged|report to moderator|multi-quote|up|quick reply|post|topic options|pm|email poster|profile)\b[\s|()·•,/-]*){1,8}\W*",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^[_\-=]{5,}$|^-- ?$")
_QUOTES = Late(r"^(?:(?P<name>[\w.@' -]{2,40}?)\s+(?:wrote|said|posted):?(?:\s*↑)?|quote(?:d)?(?: from)?:?.{0,60}|quote \(.{2,60}\)|originally posted by .{2,40})$", re.IGNORECASE)  # fmt: skip
_SUBJECT = 5  # units: the first stamp of a thread stands no lower
_PART = 150  # words: an author's post of so many is a part of the story


class _Post(Struct, frozen=True):
    """Units `head` to `start` are its head, `start` to `end` its words."""

    head: int
    start: int
    end: int
    author: str


def recognise_thread(draft: Draft) -> Draft:
    """Label the posts of a thread that are not the story, and the frames of those that are."""
    posts = _posts(draft)
    if not posts or not _is_thread(draft, posts):
        return draft
    found: dict[int, Label] = {}
    author = _author(draft, posts)
    longest = max(draft.words(post.start, post.end) for post in posts if author in (None, post.author))
    for post in posts:
        for i in range(post.head, post.start):
            found[i] = Label(Kind.DEBRIS, 0.9, "the head of a post", joined=i > post.head)
        if post.author == author and (
            _is_part(draft, post) or draft.words(post.start, post.end) * 2 >= longest
        ):
            found |= _frame(draft, post)
        else:
            why = "an answer of the author's" if post.author == author else "a reader's reply"
            for i in range(post.start, post.end):
                found[i] = Label(Kind.DEBRIS, 0.85, why, joined=i > post.start)
    found |= _subject(draft, posts[0])
    if author and not any(_names_author(draft.units[i].text) for i in range(posts[0].start, posts[0].end)):
        found |= _signed(draft, posts, author)
    left = draft.words() - sum(len(draft.units[i].text.split()) for i in found)
    # Replies may be many, but where hardly a word would be left this is no thread.
    return draft.claim(found) if left > 60 else draft


def _subject(draft: Draft, post: _Post) -> dict[int, Label]:
    """What a board says right above the first post's stamp, a line alone: the thread's subject, where no title is stated."""
    head = range(post.head, post.start)
    stamp = next((j for j in head if _stamp(draft.units[j].text)), post.head)
    above = [j for j in range(post.head, stamp) if not why_furniture(draft.units[j].text)]
    if len(above) != 1 or above[0] != stamp - 1 or stamp > _SUBJECT or draft.labels[stamp - 1] is not None:
        return {}
    i, text = stamp - 1, draft.units[stamp - 1].text.strip()
    below = range(post.start, min(post.end, post.start + 12))
    if any("title" in core_fields(draft.units[j].text) for j in below):
        return {}
    if not is_title_case(text) or len(text.split()) < 2:
        return {}
    if text.casefold().startswith("re:") or _CARD.fullmatch(text) or text[-1:] in ".:,":
        return {}
    return {i: Label(Kind.TITLE, 0.7, "the subject above the first post", field="title", value=text)}


def _names_author(text: str) -> bool:
    return bool(read_byline(text)) or "author" in core_fields(text)


def _signed(draft: Draft, posts: Sequence[_Post], author: str) -> dict[int, Label]:
    """The name in the stamp of the author's first post, for a story that does not name its author."""
    first = next(post for post in posts if post.author == author)
    for i in range(first.head, first.start):
        match = _stamp(draft.units[i].text)
        name = next(filter(None, match.groupdict().values()), "") if match else ""
        if i > first.head and match is None and is_stamp(draft.units[i - 1].text):
            name = draft.units[i].text  # a board that puts the date over the name
        if name.strip().casefold() == author:
            return {i: Label(Kind.METADATA, 0.7, "mail header of a post", "author", name.strip(), "mail")}
    return {}


# ------------------------------------------------------------------------------------------- heads


def _stamp(text: str) -> re.Match[str] | None:
    if len(text) > 160:
        return None
    bare = _undated(text).strip(" *_|")
    return next((m for pattern in _STAMPS if (m := pattern.fullmatch(bare))), None)


def _undated(text: str) -> str:
    """The text with one sign for each date in it."""
    return _WHEN.sub(_sign, text) if _SOME_DATE.search(text) else text


def _sign(when: re.Match[str]) -> str:
    clock = when["clock"]
    return _ZONED if clock and clock.endswith(")") else _TIME if clock else _DAY


def is_stamp(text: str) -> bool:
    """Is the line a post's date and nothing else?"""
    return len(text) <= 60 and bool(_DATED.fullmatch(_undated(text).strip(" @*_|")) or _stamp(text))


def _posts(draft: Draft) -> list[_Post]:
    heads: list[tuple[int, int, str]] = []
    for i, unit in enumerate(draft.units):
        if heads and i < heads[-1][1]:
            continue
        match = _stamp(unit.text)
        if match or _is_dated_card(draft, i):
            first, last = _head(draft, i, heads[-1][1] if heads else 0)
            named = next((name for name in match.groupdict().values() if name), "") if match else ""
            heads.append((first, last, _poster(draft, first, last, named)))
    ends = [*(first for first, _, _ in heads[1:]), len(draft.units)][: len(heads)]
    return [_Post(first, last, end, name) for (first, last, name), end in zip(heads, ends, strict=True)]


def _is_dated_card(draft: Draft, i: int) -> bool:
    """A bare date, with a poster's counts or the post's number right beside it."""
    if len(draft.units[i].text) > 60 or not _DATED.fullmatch(_undated(draft.units[i].text).strip(" @*_|")):
        return False
    beside = [j for j in range(i - 2, i + 5) if j != i and 0 <= j < len(draft.units)]
    return any(_CARD.fullmatch(draft.units[j].text) for j in beside)


def _head(draft: Draft, i: int, floor: int) -> tuple[int, int]:
    """The card, name and rank about a stamp: short lines without a gap between them."""
    first, last = i, i + 1
    while first > floor and draft.units[first].blanks == 0 and _is_card(draft, first - 1) and i - first < 12:
        first -= 1
    while last < len(draft.units) and last - i < 12:
        close = draft.units[last].blanks == 0 and _is_card(draft, last)
        if not (close or _is_sure_card(draft.units[last].text)):
            break
        last += 1
    return first, _card_end(draft, last)


def _card_end(draft: Draft, start: int) -> int:
    """A card with the poster's rank and counts that stands after a gap: two lines of it have to be sure."""
    end = start
    while end < len(draft.units) and end - start < 9 and (end == start or draft.units[end].blanks == 0):
        if not _is_card(draft, end):
            return start
        end += 1
    sure = sum(bool(_CARD.fullmatch(draft.units[j].text)) for j in range(start, end))
    return end if sure > 1 else start


def _is_card(draft: Draft, i: int) -> bool:
    text = draft.units[i].text
    return _is_sure_card(text) or (len(text) <= 40 and text[-1:] not in '.!?…"”')


def _is_sure_card(text: str) -> bool:
    return len(text) <= 110 and bool(_CARD.fullmatch(text) or _FROM.match(text) or _stamp(text))


def _poster(draft: Draft, first: int, last: int, named: str) -> str:
    for i in range(first, last):
        if match := _FROM.match(draft.units[i].text):
            return match["name"].strip(" ()").casefold()
    if named:
        return named.strip().casefold()
    texts = [draft.units[i].text for i in range(first, last)]
    # What a board writes over its posts stands in columns, or is a button.
    names = (text for text in texts if "\t" not in text and not _BUTTONS.fullmatch(text))
    line = next((text for text in names if not _is_sure_card(text) and not is_stamp(text)), "")
    return line.strip().casefold()


def _is_thread(draft: Draft, posts: Sequence[_Post]) -> bool:
    """Two heads of different posts, or one with a board's buttons under it."""
    buttons = sum(bool(_BUTTONS.fullmatch(unit.text)) for unit in draft.units)
    return len(posts) > 1 or buttons > 0


# ------------------------------------------------------------------------------------------- posts


def _author(draft: Draft, posts: Sequence[_Post]) -> str | None:
    """Whoever posted most words; nobody where more stands above the first post: that is the story."""
    counts = Counter[str]()
    for post in posts:
        counts[post.author] += draft.words(post.start, post.end)
    above = draft.words(0, posts[0].head)
    if above > 60 and above * 2 >= counts.most_common(1)[0][1]:
        return None
    headed = {post.author for post in posts if len(_facts(draft, post)) > 2}
    if len(headed) == 1:
        return headed.pop()  # whoever posted a story's header
    # The first to post wins where it is near: replies add up as well.
    opener = posts[0].author
    best, most = counts.most_common(1)[0]
    return opener if counts[opener] * 2 >= most else best


def _facts(draft: Draft, post: _Post) -> frozenset[str]:
    """The sure facts that a post begins with."""
    begins = draft.units[post.start : min(post.end, post.start + 12)]
    return frozenset().union(*(core_fields(unit.text) for unit in begins))


def _is_part(draft: Draft, post: _Post) -> bool:
    """Long, or with a header's facts or a chapter's heading in it."""
    if draft.words(post.start, post.end) >= _PART:
        return True
    return any(
        read_heading(draft.units[i].text) or core_fields(draft.units[i].text)
        for i in range(post.start, post.end)
    )


def _frame(draft: Draft, post: _Post) -> dict[int, Label]:
    """In a post that is a part of the story: buttons, the signature at its foot, what it quotes."""
    found: dict[int, Label] = {}
    end = post.end
    while end > post.start and (_is_button(draft, end - 1) or draft.kind(end - 1) is Kind.DEBRIS):
        end -= 1
        found[end] = Label(Kind.DEBRIS, 0.85, "a board's buttons")
    for i in range(max(post.start + 1, end - 6), end):
        if _SIGNATURE.match(draft.units[i].text) and draft.words(i, end) <= 60:
            found |= {
                j: Label(Kind.DEBRIS, 0.85, "a poster's signature", joined=j > i) for j in range(i, end)
            }
            break
    for i in range(post.start, end):
        if i not in found and _QUOTES.match(draft.units[i].text) and i + 1 < end:
            found[i] = Label(Kind.DEBRIS, 0.85, "quotes another post")
            found[i + 1] = Label(Kind.DEBRIS, 0.8, "quotes another post", joined=True)
    return found


def _is_button(draft: Draft, i: int) -> bool:
    text = draft.units[i].text
    return len(text) <= 80 and bool(_BUTTONS.fullmatch(text))
