"""Titles that are known by their dress: underlined, or on a page of their own before the first chapter.

Each function tries the file's first unit and says how many units it took.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from msgspec.structs import replace

from fanbook.late import Late
from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label, Unit
from fanbook.recognise.dress import ABOUT_TITLE
from fanbook.recognise.factlines import read_byline
from fanbook.recognise.header_walk import Walk
from fanbook.recognise.labels import Labelled
from fanbook.recognise.titles import could_be_title, is_title_case, opens_chapters

_RULE = re.compile(r"^(?P<sign>[=~_*#-])(?P=sign){4,}$")
_NAME = Late(r"^[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|de|du|von|van|la)){1,3}$")
_FOR = re.compile(r"^(?:for|to|in memory of|dedicated to)\b", re.IGNORECASE)
_OF_WORLD = Late(
    r"^an? (?:story|tale|novella|novel|romance|play|comedy|entertainment|sequel|continuation)\b.{0,24}?"
    r" (?:after|from|to|of|based on|set in|out of) (?P<fandom>[A-Z].{2,60})$",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"\s*[(\[](?:1[5-9]|20)\d\d[)\]]$")
_MOST_LINES, _LONGEST = 8, 70


_SENTENCES = Late(r"[.!?…][\"”’]?\s+[\"“‘A-Z].*[.!?…][\"”’]?$")  # two, and the second is ended: no title


def underlined_title(walk: Walk, i: int, unit: Unit) -> int:
    """The first line, with a rule as long as itself right under it."""
    units = walk.draft.units
    if walk.has("title") or walk.facts or i + 2 >= len(units) or units[i + 1].blanks:
        return 0
    title, rule = unit.text.strip(), units[i + 1].text.strip()
    if not _RULE.match(rule) or not 0.6 <= len(rule) / len(title) <= 1.6 or title[-1:] in ".,;":
        return 0
    if any(walk.draft.kind(k) is not Kind.DEBRIS for k in range(i)) or not could_be_title(title):
        return 0
    if _SENTENCES.search(title):
        return 0
    if sum(one.text.strip() == rule for one in units) > 1:  # it parts scenes
        return 0
    walk.put_fact(i, Labelled("title", "", title.strip(ABOUT_TITLE)), "underlined")
    walk.put(i + 1, Label(Kind.DEBRIS, 0.9, "the rule under the title"))
    walk.open_field = "title"
    return 2


def ruled_title(walk: Walk, i: int, unit: Unit) -> int:
    """A title between two rules of one kind, at the file's head or under its furniture."""
    units = walk.draft.units
    if walk.has("title") or walk.facts or i + 2 >= len(units) or units[i + 1].blanks > 1:
        return 0
    rule, title = unit.text.strip(), units[i + 1].text.strip()
    if (
        not _RULE.match(rule)
        or units[i + 2].text.strip() != rule
        or units[i + 2].blanks != units[i + 1].blanks
    ):
        return 0
    if any(walk.draft.labels[k] is not None for k in (i + 1, i + 2)) or len(title) > _LONGEST:
        return 0
    if not could_be_title(title) or opens_chapters(title) or title[-1:] in ".,;":
        return 0
    walk.put(i, Label(Kind.DEBRIS, 0.9, "the rule over the title"))
    walk.put_fact(i + 1, Labelled("title", "", title.strip(ABOUT_TITLE)), "between two rules")
    walk.put(i + 2, Label(Kind.DEBRIS, 0.9, "the rule under the title"))
    return 3


def parted_byline(draft: Draft, i: int) -> str:
    """The name where "by" stands alone on a line of its own above it."""
    units = draft.units
    if (
        i + 1 >= len(units)
        or units[i].text.strip("*_ ").casefold() != "by"
        or draft.labels[i + 1] is not None
    ):
        return ""
    return read_byline(f"by {_IN_YEAR.sub('', units[i + 1].text)}")


def named_below(walk: Walk, i: int, _: Unit) -> int:
    """A typed title page: "by" on one line, the name on the next."""
    name = parted_byline(walk.draft, i)
    if not name or walk.has("author") or not (walk.has("title") or i == 1):
        return 0
    walk.put_fact(i, Labelled("author", "by", name), "“by” over a name")
    walk.put(i + 1, replace(walk.found[i], value="", joined=True))
    return 2


def title_page(walk: Walk, i: int, unit: Unit) -> int:
    """Short lines apart, one of them a name that nobody in the story has, and then the first chapter's heading."""
    title = unit.text.strip()
    if i or walk.facts or not could_be_title(title) or not (title.isupper() or is_title_case(title)):
        return 0
    lines = _lines(walk)
    author = next((k for k in lines[1:] if _is_author(walk, k, lines[-1])), None)
    given = len(lines) == 2 and _FOR.match(walk.draft.units[lines[1]].text)  # a title, and for whom it is
    if author is None and not given:
        return 0
    walk.put_fact(0, Labelled("title", "", title), "the first line of a title page")
    for k in lines[1:]:
        text = walk.draft.units[k].text.strip()
        if k == author:
            fact = Labelled("author", "", read_byline(text) or text)
        elif match := _OF_WORLD.match(text):
            fact = Labelled("fandom", "", match["fandom"].rstrip("."))
        elif _FOR.match(text):
            walk.put(k, Label(Kind.NOTE, 0.7, "for whom it is, on a title page", value=text, detail=NotePlace.STORY_HEAD))  # fmt: skip
            continue
        elif text[:1] in '"“«„—–-~' or text[-1:] in ".!?…":
            walk.put(k, Label(Kind.NOTE, 0.7, "a motto on a title page, or its source", value=text, detail=NotePlace.STORY_HEAD))  # fmt: skip
            continue
        else:
            fact = Labelled("", "Subtitle", text)
        walk.put_fact(k, fact, "on a title page", sure=0.7)
    return len(lines)


def _lines(walk: Walk) -> list[int]:
    """The units before the first chapter's heading; none where they are no title page."""
    units = walk.draft.units
    lines: list[int] = []
    for k, unit in enumerate(units[: _MOST_LINES + 1]):
        if k and opens_chapters(unit.text):
            return lines if len(lines) > 1 else []
        is_line = len(unit.text) <= _LONGEST or _FOR.match(unit.text)
        if walk.draft.labels[k] is not None or not is_line or unit.text.rstrip()[-1:] in "!?:":
            return []
        lines.append(k)
    return []


def _is_author(walk: Walk, k: int, last: int) -> bool:
    text = walk.draft.units[k].text.strip()
    if read_byline(text):
        return True
    if not _NAME.match(text):
        return False
    rows = zip(walk.draft.units, walk.draft.labels, strict=True)
    below = [unit.text for unit, label in islice(rows, last + 1, last + 60) if label is None]
    told = Counter(word for text in below for word in re.findall(r"\w+", text))
    return not any(told[word] > 1 for word in re.findall(r"\w+", text))
