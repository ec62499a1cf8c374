"""Titles and pen names in a header: every way in which they stand there without a label.

Each function tries one unit of the walk and says how many units it took.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from fanbook.late import Late
from fanbook.model.draft import Kind, Label, Unit
from fanbook.recognise.anchor import titles_itself
from fanbook.recognise.dress import ABOUT_TITLE, is_bold_title, without_dress
from fanbook.recognise.eastern import has_eastern
from fanbook.recognise.factlines import (
    byline_date,
    core_fields,
    is_core,
    is_couple,
    read_byline,
    read_facts_on,
    read_kind_of_fic,
    read_post_title,
    read_title_by,
    read_title_of_kind,
)
from fanbook.recognise.header_gaps import is_blurb
from fanbook.recognise.header_walk import Walk
from fanbook.recognise.label_families import family_at
from fanbook.recognise.labels import NOTE_FIELDS, Labelled, fold
from fanbook.recognise.title_pages import parted_byline
from fanbook.recognise.titles import could_be_title, is_lone_title, is_title_case, opens_chapters, unspaced

_PATH = re.compile(
    r"^(?:Books|Anime/Manga|TV Shows|Movies|Games|Comics|Cartoons|Misc|Plays/Musicals|Web Shows)(?:\s{2,}|\s?[»>]\s?|\t)(?P<fandom>\S.{1,80})$"
)
_BUTTONED = re.compile(
    r"^(?:\[[\w.]{1,20}\] )?(?:\(BUTTON\) )?(?:\+?Follow/Fav(?:orite)?|Follow\s?Favorite)\s?(?P<title>\S.{1,120})$"
)
_HANDLE = Late(r"^@?[a-z][\w.-]{2,29}$|^\w*[_\d]\w*$|^[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]*){1,2}$")
_SUBJECT = Late(
    r"^\[?(?:new )?(?:fic|fanfic|ficlet|drabble|story)\]?\s*[:\-–]\s*(?P<title>[^\[\]()|]{2,80})$",
    re.IGNORECASE,
)
_EASTERN_MARKS = "<>《》『』「」〈〉【】 "
_ABOUT = ABOUT_TITLE + "♡♥❤★☆"
_LINE = 260  # letters of a title with author and world
_IN_WORLD = re.compile(r"^(?P<named>.*\bby\b.*\S)\s*\((?P<world>[A-Z][^()]{2,60})\)$")
_DATE_OF = re.compile(
    r"^[(\[]?(?:[\w.]{3,10} )?(?:\d{1,2}(?:st|nd|rd|th)?,? )?(?:[A-Z][a-z]{2,8},? )?(?:19|20)\d\d[)\]]?$"
)
_STORY = 70  # characters, in a line of the story's
_LOW_HANDLE = re.compile(r"^@?(?=\w*[a-z])(?:[a-z][a-z]{4,23}|\w*[_\d]\w*|[a-z]+(?:[-_.][a-z0-9]+)+)$")
_NICK = re.compile(r"^@?[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)+$")
_TALE_OF = re.compile(
    r"^[*_(]{0,2}(?i:an?) (?:[\w’'-]+ ){0,3}(?:story|tale|fic|fanfic|novella|romance|adventure|AU|vignette) (?:of|from|in|about|set in|based on) (?P<fandom>(?:the )?[A-Z][\w.’',: -]{2,60}?)[*_).]{0,2}$"
)
_SUBTITLE = re.compile(
    r"^(?:\([^()]+\)|(?:Being|In which|Wherein|A (?:tale|story) of)\b[, ].+[^,;:]|An? (?:[\w’'-]+ ){0,3}(?:novel|novella|story|tale|romance|play|comedy|tragedy|mystery|fable|fairy ?tale|ballad|entertainment|farce|pastiche|parody) in \w+ (?:chapters?|parts?|acts?|scenes?|letters?))$",
    re.IGNORECASE,
)
_IN_QUOTES = re.compile(r"^[*_]?[\"“«„] ?(?P<title>[^\"“”«»„]{2,80}?) ?[\"”»“][*_]?$")
_ORNAMENTS = ".:*_~-=+<>|•·°º¤✿★☆♥♡ "
_COUNTS = ("stats", "date", "updated", "word_count", "chapters", "status")
_NAME_SHAPE = Late(r"^(?:[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,2}|[\w-]{3,30})$")


def author_over_title(walk: Walk, i: int, unit: Unit) -> int:
    """Whose it is on the file's first line, and under it a title alone: "by somebody", or a handle."""
    units = walk.draft.units
    if i or walk.facts or len(units) < 4 or walk.draft.labels[1] is not None:
        return 0
    name = read_byline(unit.text) or (unit.text.strip() if _LOW_HANDLE.match(unit.text.strip()) else "")
    title, below = units[1], units[2]
    if not name or not title.blanks or not below.blanks or len(below.text) < _STORY:
        return 0
    if not is_title_case(title.text.strip()) or not is_lone_title(walk.draft, 1):
        return 0
    walk.put_fact(0, Labelled("author", "by", name), "over the title", sure=0.6)
    walk.put_fact(1, Labelled("title", "", title.text.strip(_ABOUT)), "under whose it is")
    return 2


def after_stats(walk: Walk, i: int, unit: Unit) -> int:
    """AO3's text: title and author stand without labels below the stats."""
    above = walk.found.get(i - 1)
    near = walk.open_field in _COUNTS or Kind.DEBRIS in (walk.draft.kind(i - 1), above and above.kind)
    text = unit.text.strip(_ABOUT)
    if near and walk.has("stats") and text and walk.says(text) and could_be_title(text):
        why = "the title again, below the archive's stats"
        walk.put(i, Label(Kind.TITLE, 0.8, why, field="title", value=text))
        return 1
    if near and walk.has("stats") and not walk.has("title") and could_be_title(unit.text):
        walk.put_fact(i, Labelled("title", "", text), "below the archive's stats")
        return 1
    below_title = walk.open_field == "title" and walk.has("stats") and not walk.has("author")
    goes_on = facts_follow(walk, i + 1) or walk.draft.kind(i + 1) is Kind.DEBRIS  # "Work Text:"
    if below_title and len(unit.text.split()) <= 6 and (unit.blanks == 0 or goes_on):
        name = read_byline(unit.text) or unit.text
        walk.put_fact(i, Labelled("author", "", name), "below the title, as the archive has it")
        return 1
    return 0


def read_subject(text: str) -> str:
    """The title in a post's subject that says no more: "fic: third reader"."""
    match = _SUBJECT.match(text.strip())
    return match["title"].strip() if match else ""


def same_title(walk: Walk, i: int, unit: Unit) -> int:
    """The title of the post's subject, over its facts once more."""
    if not i or walk.draft.units[i - 1].text == unit.text or len(unit.text) > 90:
        return 0
    subjects = (
        label.value
        for label in walk.found.values()
        if label.why == "the post's subject" and label.field == "title"
    )
    if not any(unit.text.strip().casefold() == subject.casefold() for subject in subjects):
        return 0
    walk.put(i, Label(Kind.TITLE, 0.8, "the subject's title again", field="title", value=unit.text.strip()))
    return 1


def dated_line(walk: Walk, i: int, unit: Unit) -> int:
    """A date right under the byline: "August 2003"."""
    above = walk.found.get(i - 1)
    if above is None or above.field != "author" or unit.blanks or not _DATE_OF.match(unit.text.strip()):
        return 0
    walk.put_fact(i, Labelled("date", "", unit.text.strip()), "a date under the byline")
    return 1


def title_lines(walk: Walk, i: int, unit: Unit) -> int:
    """A byline; or a title, known by the byline or the facts that follow it."""
    is_near = 0 < i < 3 and walk.draft.units[i].blanks == 0  # right under the title at the file's top
    if name := read_byline(unit.text, loose=is_near):
        if not walk.facts and i == 0 and not facts_follow(walk, i + 1):
            return 0
        facts = (Labelled("author", "by", name), *byline_date(unit.text))
        if len(facts) > 1:
            walk.put_facts(i, facts, Kind.METADATA, "byline with a date")
        else:
            walk.put_fact(i, facts[0], "byline")
        return 1
    if (
        walk.has("title")
        and not walk.has("author")
        and (both := read_title_by(unit.text))
        and walk.says(both[0])
    ):
        facts = (Labelled("title", "title", both[0]), Labelled("author", "by", both[1]))
        walk.put_facts(i, facts, Kind.TITLE, "the title again, with whose it is")
        return 1
    if walk.has("title") or walk.facts > 2:
        return 0
    if _is_first(walk, i) and (named := _whole_title(walk, i, unit.text)):
        walk.put_facts(i, named, Kind.TITLE, "a title, and whose it is")
        return 1
    if not could_be_title(unit.text):
        return 0
    if _goes_on(walk, i) and facts_follow(walk, i + 2):
        title = f"{unit.text} {walk.draft.units[i + 1].text}".strip(_ABOUT)
        walk.put_fact(i, Labelled("title", "", title), "two lines over the byline or the facts")
        walk.put(i + 1, replace(walk.found[i], value="", joined=True))
        return 2
    if i < walk.anchor and titles_itself(walk.draft, i, walk.anchor):
        return 0
    if (_is_first(walk, i) or i < walk.anchor) and (named := read_post_title(unit.text)):
        walk.put_facts(i, named, Kind.TITLE, "a title with its facts in brackets")
        return 1
    if (both := read_title_by(unit.text)) and (
        (i == 0 and is_title_case(both[0])) or facts_follow(walk, i + 1) or is_blurb(walk, i + 1)
    ):
        facts = (Labelled("title", "title", both[0]), Labelled("author", "by", both[1]))
        walk.put_facts(i, facts, Kind.TITLE, "“Title by Author”")
        return 1
    if facts_follow(walk, i + 1) and not (walk.facts and _is_labelled_below(walk, i)):
        bare = unspaced(unit.text.strip(_ABOUT))
        title = bare.strip(_EASTERN_MARKS) if has_eastern(bare) else bare
        walk.put_fact(i, Labelled("title", "", title), "stands above the byline or the facts")
        return 1
    return 0


def _whole_title(walk: Walk, i: int, text: str) -> tuple[Labelled, ...]:
    """The file's first line where it says title and author, or title and world, and the story or a fact follows."""
    if i < walk.anchor and titles_itself(walk.draft, i, walk.anchor):
        return ()
    if named := read_title_of_kind(text):
        return named
    world = _IN_WORLD.match(text) if len(text) <= _LINE else None
    both = read_title_by(world["named"] if world else text)
    if both is None or not is_title_case(both[0].strip('"“”')) or text.count('"') not in (0, 2):
        return ()
    facts = (Labelled("title", "title", both[0].strip('"“”')), Labelled("author", "by", both[1]))
    return (*facts, Labelled("fandom", "", world["world"])) if world else facts


def subtitled(walk: Walk, i: int, unit: Unit) -> int:
    """A title, and right under it what it is more precisely: "(her book, with what was in it)", "Being ..."."""
    units = walk.draft.units
    if walk.has("title") or walk.facts > 2 or i + 2 >= len(units) or walk.draft.labels[i + 1] is not None:
        return 0
    below = units[i + 1].text.strip()
    if units[i + 1].blanks or len(below) > 120 or not _SUBTITLE.match(below):
        return 0
    if unit.text.rstrip()[-1:] in ";:," or not could_be_title(unit.text):
        return 0
    if not any(facts_follow(walk, j) for j in (i + 2, i + 3)):
        return 0
    walk.put_fact(i, Labelled("title", "", unit.text.strip(_ABOUT)), "over its subtitle")
    walk.put_fact(i + 1, Labelled("", "Subtitle", below.strip("*_() ")), "right under the title")
    return 2


def tale_of(walk: Walk, i: int, unit: Unit) -> int:
    """Whose world it is, in a line under the title: "a tale of the Three Musketeers", "a story from Middle-earth"."""
    match = _TALE_OF.match(unit.text.strip()) if len(unit.text) <= 100 else None
    if match is None or not walk.has("title") or walk.has("fandom"):
        return 0
    if walk.draft.kind(i - 1) is not Kind.DEBRIS and i - 1 not in walk.found:
        return 0
    walk.put_fact(
        i, Labelled("fandom", "", match["fandom"].removeprefix("the ").strip()), "says whose world it is"
    )
    return 1


def _is_labelled_below(walk: Walk, i: int) -> bool:
    """Does the same block of facts state the title under its label?"""
    for unit in walk.draft.units[i + 1 : i + 9]:
        if unit.blanks:
            return False
        if "title" in core_fields(unit.text):
            return True
    return False


def _is_first(walk: Walk, i: int) -> bool:
    """Does nothing but a site's lines and its poster's name stand above?"""
    return all(
        walk.draft.kind(k) is Kind.DEBRIS or (walk.draft.kind(k) is Kind.METADATA and k < 3) for k in range(i)
    )


def _goes_on(walk: Walk, i: int) -> bool:
    """Is the title's second half on the next line: "The Kitchen Knight; / or, Onions"?"""
    units = walk.draft.units
    if i + 2 >= len(units) or units[i + 1].blanks or walk.draft.labels[i + 1] is not None:
        return False
    text, below = units[i].text.strip(), units[i + 1].text.strip()
    if len(text) > 70 or len(below) > 70 or read_byline(below) or is_core(below):
        return False
    return text[-1:] in ";:," or re.match(r"^(?:or|and|being|a tale)\b", below) is not None


def masthead(walk: Walk, i: int, unit: Unit) -> int:
    """Title and pen name on two lines of their own, with neither label nor "by": the file's first, or below its facts."""
    units = walk.draft.units
    below_facts = walk.facts > 2 and not walk.has("title") and not walk.has("author") and unit.blanks > 0
    if not (below_facts or (i == 0 and not walk.facts)) or i + 2 >= len(units):
        return 0
    ends = units[i + 2].blanks > 0 or walk.draft.kind(i + 2) is Kind.DEBRIS
    far = units[i + 1].blanks and not (i == 0 and _LOW_HANDLE.match(units[i + 1].text.strip()))
    if far or not ends or walk.draft.labels[i + 1] is not None:
        return 0
    title, name = unit.text.strip("*_ "), units[i + 1].text.strip("*_ ")
    if not could_be_title(title) or not is_title_case(title) or len(title) > 70 or not _HANDLE.match(name):
        return 0
    told = Counter(word for text in _story_below(walk, i + 2) for word in re.findall(r"\w+", text))
    if any(told[word] > 1 for word in re.findall(r"\w+", name)):
        return 0  # somebody in the story, or its world
    walk.put_fact(i, Labelled("title", "", title), "the first of two lines at the head")
    walk.put_fact(i + 1, Labelled("author", "", name), "the line right under the title", sure=0.6)
    return 2


def _story_below(walk: Walk, i: int) -> Iterator[str]:
    rows = zip(walk.draft.labels[i : i + 58], walk.draft.units[i : i + 58], strict=True)
    return (unit.text for label, unit in rows if label is None)


def handle_line(walk: Walk, i: int, unit: Unit) -> int:
    """A handle alone among the facts, where nobody is named yet."""
    if (
        not walk.facts
        or walk.has("author")
        or unit.blanks
        or i - 1 not in walk.found
        or not _NICK.match(unit.text)
    ):
        return 0
    walk.put_fact(i, Labelled("author", "", unit.text.strip("*_ ")), "a handle among the facts", sure=0.6)
    return 1


def quoted_title(walk: Walk, i: int, unit: Unit) -> int:
    """A title in quotes under the facts or a note, with the first chapter's heading right below."""
    units = walk.draft.units
    if (
        walk.has("title")
        or not walk.found
        or i + 1 >= len(units)
        or not (match := _IN_QUOTES.match(unit.text))
    ):
        return 0
    if not opens_chapters(units[i + 1].text) or match["title"][-1:] in ".,!?…":
        return 0
    walk.put_fact(i, Labelled("title", "", match["title"].strip()), "in quotes over the first chapter")
    return 1


def lone_title(walk: Walk, i: int, unit: Unit) -> int:
    """A title with nothing but the story, or a note, below it."""
    above = [label for label in walk.found.values() if label.kind is not Kind.DEBRIS]
    below_words = above and all(
        label.kind in (Kind.NOTE, Kind.SCENE_BREAK) or label.field == "author" for label in above
    )
    if walk.has("title") or (
        above and not (below_words and unit.blanks and is_title_case(unit.text.strip()))
    ):
        return 0
    if (walk.anchor and not above) or not is_lone_title(walk.draft, i):
        return 0
    if is_bold_title(walk.draft, i) and len(walk.draft.units[i + 1].text) > _STORY:
        return 0  # the first chapter's
    walk.put_fact(
        i,
        Labelled("title", "", unspaced((without_dress(unit.text) or unit.text).strip(ABOUT_TITLE + "=~"))),
        "stands alone at the head",
        sure=0.7,
    )
    return 1


def facts_follow(walk: Walk, i: int) -> bool:
    """Does a byline or a labelled fact stand at `i`, furniture passed over?"""
    units = walk.draft.units
    while i < len(units) and walk.draft.kind(i) is Kind.DEBRIS:
        i += 1
    if i >= len(units):
        return False
    text = units[i].text
    if walk.draft.kind(i) in (Kind.METADATA, Kind.TITLE):
        return True
    fields = read_facts_on(text)
    return bool(
        read_byline(text)
        or parted_byline(walk.draft, i)
        or family_at(walk.draft, i)
        or read_kind_of_fic(text)
        or is_couple(text)
        or any(fold(f.label) != "for" and f.field not in NOTE_FIELDS for f in fields)
        or is_core(text)
    )


def site_lines(walk: Walk, i: int, unit: Unit) -> int:
    """FanFiction.net's page: the path to the fandom, and the title behind its buttons."""
    if match := _PATH.match(unit.text):
        walk.put_fact(
            i,
            Labelled("fandom", "", match["fandom"].removeprefix("the ").strip()),
            "the path through the site",
        )
        return 1
    if (match := _BUTTONED.match(unit.text)) and not walk.has("title"):
        walk.put_fact(i, Labelled("title", "", match["title"].strip()), "behind the site's buttons")
        return 1
    return 0


def undecorated(text: str) -> str:
    """A name without what is strewn about it: ". : M. Fixit : ."."""
    return text.strip(_ORNAMENTS)


def is_author_line(walk: Walk, i: int, unit: Unit) -> bool:
    """A name of its own between the title and the first fact, where nobody else is named."""
    above = walk.found.get(i - 1)
    named = any(
        "author" in core_fields(u.text) or read_byline(u.text) for u in walk.draft.units[i : walk.anchor + 8]
    )
    return (
        above is not None
        and (above.field == "title" or above.detail == "Subtitle")
        and not named
        and bool(_NAME_SHAPE.match(undecorated(unit.text)))
    )
