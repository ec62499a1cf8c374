"""What a site's page puts around a story: menus above and below it, and on every page anew.

In: a draft with unmistakable furniture labelled. Out: the same with the rest of a page's frame labelled.
Three signs, none of them a word alone: lines that stand between menus; runs of lines that return page
after page; and everything under a page's own foot ("Post Comment", "liked this"), as long as no story
comes after it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate

from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.factlines import core_fields, read_byline, read_facts_on
from fanbook.recognise.headings import read_heading
from fanbook.recognise.labels import bare_label, read_label
from fanbook.recognise.menus import is_menu

_FOOT = re.compile(
    r"post comment|comments? \(\d+\)|\(?\d+ comments?\)?|\(?(?:post a new|leave a|add a) comment\)?.{0,40}|view all comments"
    r"|.{1,200}\bleft kudos on this work!?|.{1,80} liked this|.{1,60} reblogged this(?: from .{1,60})?|reblog\W+like.*"
    r"|type your review.*|review this (?:story|chapter).{0,20}|the author would like to thank you for your continued support.*"
    r"|you(?:['’]ll| (?:may|might|will)) also like:?|continue reading next part\W*|display posts from previous.*"
    r"|(?:leave|write) a (?:reply|review)|show \d+ (?:more )?comments?|(?:\d+ )?reviews? for .{1,60}|share this(?: story)?:?"
    r"|more (?:from|by) this (?:author|user)|stories you may also like.*|recommended for you|series this work belongs to:"
    r"|works inspired by this one:?|return to .{1,40} archive.{0,40}|all times are .{1,40}|powered by .{1,80}"
    r"|\[?reviews? - \d+\].{0,60}|\d+ user\(s\) are reading this topic.*|hosted for free by .*|back to (?:index|list)|this story archived at .*"
    r"|expand all comments.*|message \d+ of \d+.*|posted in .{1,60}\bleave a comment|tagged .{1,80}\bleave a comment",
    re.IGNORECASE,
)
# Furniture that stands in the midst of a story.
_IN_THE_TEXT = frozenset(
    {"stray mark", "Wattpad's count of comments", "page number", "running head", "Tumblr line"}
)
_STATED = frozenset({"date", "updated", "word_count", "chapters", "status", "language"})
_COUNTED = re.compile(r"^(?:Hits|Kudos|Bookmarks|Comments|Collections|Views|Reviews|Favs|Follows):$")
_NICK = re.compile(r"^@?[a-z0-9][a-z0-9_-]{2,32}:$")
_NEAR = 14  # units between two menus that belong to the same frame
_LEAST = 4  # units that return together
_LONG = 90  # characters: a line of a frame is no paragraph


def recognise_frames(draft: Draft) -> Draft:
    """Label the frames of pages."""
    draft = draft.claim(_returning(draft))
    draft = draft.claim(_between(draft))
    return draft.claim(_feet(draft))


def is_statement(text: str) -> bool:
    """Does the line state a fact of the story, or call itself a chapter?"""
    return bool(core_fields(text) or read_byline(text) or read_heading(text))


def is_count(text: str, below: str) -> bool:
    """Is this an archive's count of something, with its number on the next line: "Hits:"?"""
    return bool(_COUNTED.match(text.strip())) and below.strip().replace(",", "").isdecimal()


def is_sentence(text: str) -> bool:
    """Does the line read as running text?"""
    return len(text) > _LONG or (text.rstrip('*_)"”’»')[-1:] in ".!?…" and len(text.split()) > 3)


def _is_menu(draft: Draft, i: int) -> bool:
    label = draft.labels[i]
    if label is not None:
        return label.kind is Kind.DEBRIS and label.why not in _IN_THE_TEXT
    text = draft.units[i].text
    if not is_menu(text) or ((heading := read_heading(text)) and heading.number and heading.title):
        return False
    return not (
        _is_label(draft, i)
        or (i > 0 and _is_label(draft, i - 1))
        or _is_stated(text)
        or is_count(text, draft.units[i + 1].text if i + 1 < len(draft.units) else "")
    )


def _is_stated(text: str) -> bool:
    """A count or a date of the story under its label: "Published: 03/04/08 Updated: 03/05/08"."""
    fact = read_label(text)
    return fact is not None and fact.field in _STATED and any(map(str.isdigit, fact.value))


def _is_label(draft: Draft, i: int) -> bool:
    """A fact's label with its value below: "Rating:"."""
    text = draft.units[i].text.strip("*_ ")
    fact = bare_label(text)
    if fact is None or fact.field == "feedback":
        return False
    below = draft.units[i + 1].text if i + 1 < len(draft.units) else ""
    return text.endswith(":") or below.startswith((":", "："))


# -------------------------------------------------------------------------------- returning lines


def _returning(draft: Draft) -> dict[int, Label]:
    """Runs of lines that stood further up already, a menu or a fact among them."""
    texts = [unit.text.casefold() for unit in draft.units]
    counts = Counter(texts)
    first: dict[str, int] = {}
    for i, text in enumerate(texts):
        first.setdefault(text, i)
    found: dict[int, Label] = {}
    run: list[int] = []
    for i in range(len(texts) + 1):
        if i < len(texts) and counts[texts[i]] > 1 and any(map(str.isalnum, texts[i])):
            run.append(i)
            continue
        for j in _frame(draft, run):
            if first[texts[j]] < j and draft.labels[j] is None:
                found[j] = Label(Kind.DEBRIS, 0.85, "stood on the page before")
        run = []
    return found


def _frame(draft: Draft, run: list[int]) -> list[int]:
    """As much of a run as is a page's: up to its last menu or fact, with a blurb between at the most."""
    sure = [
        n
        for n, i in enumerate(run)
        if _is_menu(draft, i) or core_fields(draft.units[i].text) or read_byline(draft.units[i].text)
    ]
    last = sure[-1] + 1 if sure else 0
    while last and last < len(run) and not is_sentence(draft.units[run[last]].text):
        last += 1
    kept = run[:last]
    running = sum(is_sentence(draft.units[i].text) and i not in {run[n] for n in sure} for i in kept)
    return kept if len(kept) >= _LEAST and len(sure) > 1 and running <= 1 else []


# ------------------------------------------------------------------------------- between two menus


def _between(draft: Draft) -> dict[int, Label]:
    """Menus in company, and the short lines between them."""
    menus = [i for i in range(len(draft.units)) if _is_menu(draft, i)]
    found: dict[int, Label] = {}
    group: list[int] = []
    for i in menus:
        if group and not _joins(draft, group[-1], i):
            found |= _group(draft, group)
            group = []
        group.append(i)
    return found | _group(draft, group)


def _joins(draft: Draft, before: int, after: int) -> bool:
    """Do only short lines stand between two menus, none of them a sentence?"""
    return after - before <= _NEAR and not any(
        is_sentence(draft.units[j].text) or _is_other(draft, j) for j in range(before + 1, after)
    )


def _is_other(draft: Draft, j: int) -> bool:
    label = draft.labels[j]
    return label is not None and label.kind is not Kind.DEBRIS


def _group(draft: Draft, menus: list[int]) -> dict[int, Label]:
    """One menu proves nothing, and two of a single word may be a story's."""
    words = sum(len(draft.units[i].text.split()) for i in menus)
    if len(menus) < 2 or (len(menus) == 2 and words < 5):
        return {}
    found = {}
    last = menus[-1] + 1
    if (
        last < len(draft.units)
        and draft.units[last].text.replace(",", "").isdecimal()
        and draft.units[last - 1].text.endswith(":")
    ):
        found[last] = Label(Kind.DEBRIS, 0.85, "a site's count")
    for i in range(menus[0], menus[-1] + 1):
        if draft.labels[i] is None and (i in menus or not _is_fact(draft, i)):
            found[i] = Label(Kind.DEBRIS, 0.85, "a site's menu" if i in menus else "between a site's menus")
    return found


def _is_fact(draft: Draft, i: int) -> bool:
    """A fact, or the value under a label."""
    return (
        is_statement(draft.units[i].text)
        or bool(read_facts_on(draft.units[i].text))
        or _is_label(draft, i)
        or (i > 0 and _is_label(draft, i - 1))
        or (i + 1 < len(draft.units) and bool(read_byline(draft.units[i + 1].text)))  # a title
    )


# ---------------------------------------------------------------------------------------- the foot


def _feet(draft: Draft) -> dict[int, Label]:
    """From the first line of a page's foot to the file's end, if no story comes after it."""
    begins = [
        i
        for i, unit in enumerate(draft.units)
        if len(unit.text) <= 220
        and (_FOOT.fullmatch(unit.text.strip("*_[] ")) or (i > 0 and _is_reblog(draft, i)))
    ]
    middle = _middle(draft) if begins else 0
    for i in begins:
        if i >= middle and _is_last(draft, i):
            first = i
            while first and draft.units[first - 1].text.startswith("#"):
                first -= 1  # the tags that close a post
            return {
                j: Label(Kind.DEBRIS, 0.85, "stands under the story on its page", joined=j > first)
                for j in range(first, len(draft.units))
                if draft.labels[j] is None
            }
    return {}


def _middle(draft: Draft) -> int:
    """The first unit with half the words or more above it."""
    lengths = [len(unit.text.split()) for unit in draft.units]
    half = sum(lengths) / 2
    return next(i for i, above in enumerate(accumulate(lengths, initial=0)) if above >= half)


def _is_reblog(draft: Draft, i: int) -> bool:
    """Somebody's words on a post that was closed by its tags: a name with a colon, below two tags or more."""
    above = draft.units[i - 1].text
    return bool(_NICK.match(draft.units[i].text)) and above.startswith("#") and _is_tagged(draft, i - 1)


def _is_tagged(draft: Draft, i: int) -> bool:
    tags = 0
    while i >= 0 and draft.units[i].text.startswith("#"):
        tags += draft.units[i].text.count("#")
        i -= 1
    return tags > 1


def _is_last(draft: Draft, i: int) -> bool:
    """No chapter and no end of a story stands below."""
    return not any(
        read_heading(unit.text) and draft.labels[j] is None and unit.blanks
        for j, unit in enumerate(draft.units[i + 1 :], i + 1)
    )
