"""The front matter: title, byline, labelled facts, notes, up to the first line of the story.

In: a draft with furniture and mail headers labelled. Out: the same with every unit of the front
matter labelled and `front` set. Labels mean something only here (and in the back matter), which
is why the zone is settled before anything else is asked.

The walk goes down from the top and stops at the first unit that is neither a fact, nor a note,
nor between two of them. What stands above the first sure fact (a site's menu, a poster's name)
belongs to it, as long as none of it reads like a story.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.late import Late
from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label, Unit
from fanbook.recognise.anchor import find_anchor, says_title, titles_itself
from fanbook.recognise.brackets import bracketed_note
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.dress import ABOUT_TITLE
from fanbook.recognise.factlines import (
    is_core,
    is_couple,
    read_facts_on,
    read_kind_of_fic,
    read_post_title,
)
from fanbook.recognise.furniture import why_furniture
from fanbook.recognise.header_gaps import address_line, aside, count_line, cut, is_blurb, more, quoted
from fanbook.recognise.header_reach import header_end
from fanbook.recognise.header_titles import (
    after_stats,
    author_over_title,
    dated_line,
    facts_follow,
    handle_line,
    is_author_line,
    lone_title,
    masthead,
    quoted_title,
    read_subject,
    same_title,
    site_lines,
    subtitled,
    tale_of,
    title_lines,
    undecorated,
)
from fanbook.recognise.header_walk import Walk, values_below
from fanbook.recognise.headings import read_heading
from fanbook.recognise.label_families import family_at
from fanbook.recognise.labels import (
    LONG,
    NOTE_FIELDS,
    Labelled,
    bare_label,
    field_of,
    fold,
    read_fields,
    read_label,
)
from fanbook.recognise.mail import is_story_mail
from fanbook.recognise.notes import note_text
from fanbook.recognise.pov import read_pov
from fanbook.recognise.talk import addresses_reader, is_plain
from fanbook.recognise.thread import is_stamp
from fanbook.recognise.title_pages import named_below, ruled_title, title_page, underlined_title
from fanbook.recognise.titles import could_be_title, opens_chapters

_DEDICATION = re.compile(
    r"^[(\[*_~\s]*(?:(?P<verb>dedicated\s+to|written\s+for|in\s+memory\s+of)\s+)?(?P<whom>(?:(?:for|to)\s+)?[\w@].{1,90}?)[)\]*_~\s]*$",
    re.IGNORECASE,
)
_FOR_WHOM = re.compile(r"^(?:For|To) (?:my|the|all|every|[A-Z])")
_WELL_WISHED = re.compile(r"^For [A-Z]\w+[.!,] .{3,40}[.!]$")
_SAID_ALONE = frozenset(
    {"title", "author", "fandom", "pairing", "rating"}
)  # labels that need no colon over their value
_FIRST_UNITS = 60  # no front matter is longer
_ASKED = re.compile(
    r"^@?(?:anonymous|anon|[\w-]{3,30}) (?:asked|whispered|prompted|requested)\s?:", re.IGNORECASE
)
_BULLET = re.compile(r"^[-+•◦○▪☆]\s+")  # a text browser's, before each of an archive's tags
_LABEL_SHAPE = Late(r"^(?:[A-ZА-ЯŁŚŻŹĆÉÎÀÄÖÜÁÍÓÚ][\w'’/() .-]{1,28}|[\u3040-\ud7a3][\w/() ]{0,7})$")
# What a letter or an e-mail in the story begins with.
_LETTER_LABELS = frozenset(["from", "to", "subject", "re", "sent", "cc", "bcc", "received"])


def recognise_header(draft: Draft) -> Draft:
    """Label the front matter and set `front`."""
    reach = header_end(draft)
    walk = Walk(draft, find_anchor(draft, reach))
    i = 0
    limit = min(max(_FIRST_UNITS, reach), len(draft.units))
    while i < limit:
        step = _step(walk, i) or (i < reach and _inside(walk, i, draft.units[i]))
        if not step:
            break
        i += step
    front = _settle(walk, i)
    kept = {j: label for j, label in walk.found.items() if j < front}
    return replace(draft.claim(kept), front=front)


def _step(walk: Walk, i: int) -> int:
    """Label what stands at `i`; the number of units taken, 0 at the story's first."""
    draft = walk.draft
    unit = draft.units[i]
    if draft.labels[i] is not None:  # furniture, mail headers, a person's word
        walk.open_field = ""
        return 1 if draft.kind(i) in (Kind.DEBRIS, Kind.METADATA, Kind.TITLE, Kind.NOTE) else 0
    if walk.facts and is_story_mail(draft, i):
        return 0
    for attempt in _ABOVE_FACTS if i < walk.anchor else _ATTEMPTS:
        if taken := attempt(walk, i, unit):
            return taken
    return 0


def _inside(walk: Walk, i: int, unit: Unit) -> int:
    """What the header goes on after, and no rule knows: a blurb beside the facts, else a note.

    Below the first chapter's heading an archive has that chapter's own notes: the story has begun.
    """
    if walk.facts > 1 and (heading := read_heading(unit.text)) and heading.number == 1:
        return 0
    fact_above = i - 1 in walk.found and walk.found[i - 1].kind in (Kind.METADATA, Kind.TITLE)
    if fact_above and unit.blanks == 0 and not walk.has("summary") and len(unit.text) > 40:
        walk.put_fact(i, Labelled("summary", "", unit.text), "a blurb beside the facts", sure=0.6)
        return 1
    walk.put(i, Label(Kind.NOTE, 0.6, "within the header", value=unit.text, detail=NotePlace.STORY_HEAD,
                      joined=walk.open_field in NOTE_FIELDS and i - 1 in walk.found))  # fmt: skip
    return 1


def _family(walk: Walk, i: int, _: Unit) -> int:
    """A block of facts in labels of the author's own."""
    rows = family_at(walk.draft, i)
    for j, fact in enumerate(rows, i):
        several = read_fields(walk.draft.units[j].text)
        if len(several) > 1:
            walk.put_facts(j, several, Kind.METADATA, "several facts on one line")
            continue
        known = bool(field_of(fact.label))
        cut = replace(fact, value=several[0].value) if several else fact
        if known:
            walk.put_fact(j, cut, f"label “{fact.label}”")
        else:
            walk.put_fact(j, cut, f"label “{fact.label}”, in a block of such labels", sure=0.8)
    return len(rows)


def _note(walk: Walk, i: int, unit: Unit) -> int:
    value = note_text(unit.text)
    if value is None:
        return 0
    walk.open_field = "note"
    walk.put(
        i, Label(Kind.NOTE, 0.95, "labelled as an author's note", value=value, detail=NotePlace.STORY_HEAD)
    )
    return 1


def _fields(walk: Walk, i: int, unit: Unit) -> int:
    facts = read_facts_on(unit.text)
    if not facts and walk.facts and unit.blanks == 0 and len(unit.text) <= 120:
        loose = read_label(unit.text, loose=True)
        facts = (loose,) if loose is not None and loose.field else ()
    if not facts or not (walk.facts or is_core(unit.text) or facts_follow(walk, i + 1) or len(facts) > 1
                         or facts[0].field in NOTE_FIELDS):  # fmt: skip
        return 0
    if not facts[0].value:
        return _bare(walk, i, unit)
    if len(facts) == 1:
        walk.put_fact(i, facts[0], f"label “{facts[0].label}”")
    else:
        walk.put_facts(i, facts, Kind.METADATA, "several facts on one line")
    return 1


def _bare(walk: Walk, i: int, unit: Unit) -> int:
    """A label alone: its value is the next unit, with or without a colon of its own."""
    if i + 1 >= len(walk.draft.units):
        return 0
    below = walk.draft.units[i + 1]
    has_colon = below.text.lstrip("*_ ").startswith((":", "："))
    fact = bare_label(f"{unit.text}:" if has_colon else unit.text)
    if fact is None:
        return 0
    alone = fact.field in _SAID_ALONE and (i == 0 or walk.facts > 0) and len(below.text) <= 160
    sure = has_colon or unit.text.rstrip("*_ ").endswith(":") or fact.field in LONG or alone
    if not sure or below.blanks > max(2, walk.draft.layout.norm) or walk.draft.labels[i + 1] is not None:
        return 0
    if fact.field == "stats" and bare_label(below.text):  # each of its counts has a label of its own
        walk.put_fact(i, Labelled("stats", fact.label, ""), "label of the archive's counts")
        return 1
    if fact.field != "stats" and read_facts_on(below.text):
        return 0
    value = below.text.lstrip("*_ ").lstrip(":：").strip()
    if fact.field == "stats":  # a browser copies the archive's counts without the gaps between them
        value = re.sub(r"(?<=[\d?])(?=[A-Z][a-z]+:)", " ", value)
    more = values_below(walk, i)
    value = ", ".join(_BULLET.sub("", part) for part in (value, *(walk.draft.units[j].text for j in more)))
    walk.put_fact(i, Labelled(fact.field, fact.label, value), f"label “{fact.label}” with its value below")
    for j in (i + 1, *more):
        walk.put(j, replace(walk.found[i], value="", joined=True))
    return 2 + len(more)


def _rule(walk: Walk, i: int, unit: Unit) -> int:
    """A rule after facts belongs to the header; the story or more facts come after it."""
    if not walk.facts and not walk.found:
        return 0
    if not is_mark(unit.text):
        return 0
    walk.open_field = ""
    walk.put(i, Label(Kind.SCENE_BREAK, 0.8, "rule under the header", detail="rule"))
    return 1


def _other(walk: Walk, i: int, unit: Unit) -> int:
    """An unknown label among known ones is a fact with a name of its own."""
    fact = read_label(unit.text)
    if fact is None or fact.field or walk.facts < 2 or len(unit.text) > 300:
        return 0
    if not _LABEL_SHAPE.match(fact.label) or len(fact.label.split()) > 3 or read_pov(unit.text):
        return 0
    if fold(fact.label) in _LETTER_LABELS or read_heading(unit.text) or fact.value[:1] in tuple('“「『"'):
        return 0
    if not facts_follow(walk, i + 1) and not (walk.open_field and unit.blanks == 0):
        return 0
    walk.put_fact(i, fact, f"unknown label “{fact.label}” among known ones")
    return 1


def _kind_of_fic(walk: Walk, i: int, unit: Unit) -> int:
    """The line under a title that names the fandom: "A Star Trek fanfic"."""
    facts = read_kind_of_fic(unit.text)
    if not facts or (walk.facts and walk.has("fandom")) or not (walk.facts or len(facts) > 1):
        return 0
    if len(facts) == 1:
        walk.put_fact(i, facts[0], "says whose world it is")
    else:
        walk.put_facts(i, facts, Kind.METADATA, "says whose world it is, and who wrote it")
    return 1


def _couple(walk: Walk, i: int, unit: Unit) -> int:
    """A pairing without a label, in its own form, among the header's facts."""
    if not walk.facts or walk.has("pairing") or not is_couple(unit.text):
        return 0
    walk.put_fact(i, Labelled("pairing", "", unit.text), "a couple among the facts", sure=0.8)
    return 1


def _dedication(walk: Walk, i: int, unit: Unit) -> int:
    """A line right under a title or byline: "(for M., who asked)"."""
    match = _DEDICATION.match(unit.text) if len(unit.text) <= 140 else None
    if walk.facts and _WELL_WISHED.match(unit.text):
        walk.put_fact(i, Labelled("dedication", "", unit.text.strip()), "a dedication with a wish")
        return 1
    known = walk.draft.kind(i - 1) in (Kind.TITLE, Kind.METADATA)  # a title page, known before the walk
    if match is None or not (known or (walk.facts and i - 1 in walk.found)) or walk.facts > 3:
        return 0
    if _FOR_WHOM.match(unit.text) and unit.blanks and _closes(walk, i):
        walk.put_fact(i, Labelled("dedication", "", match["whom"].strip()), "a dedication over the story")
        return 1
    inside = unit.text.lstrip("([*_~ ").casefold()
    given = inside.startswith(("for ", "to ")) and unit.text[:1] in "([*_" and not read_heading(unit.text)
    if not match["verb"] and not given:
        return 0
    walk.put_fact(i, Labelled("dedication", "", match["whom"].strip()), "a dedication under the byline")
    return 1


def _above(walk: Walk, i: int, unit: Unit) -> int:
    """What stands above the first sure fact, and is none."""
    walk.open_field = ""
    titled = titles_itself(walk.draft, i, walk.anchor)
    if facts := read_post_title(unit.text):
        if titled:
            walk.put(i, Label(Kind.DEBRIS, 0.7, "the post's subject, said again in the header"))
        else:
            walk.put_facts(i, facts, Kind.TITLE, "the post's subject")
    elif subject := read_subject(unit.text):
        walk.put_fact(i, Labelled("title", "", subject), "the post's subject")
    elif titled and (why_furniture(unit.text) or says_title(walk.draft, i, walk.anchor)):
        walk.put(i, Label(Kind.DEBRIS, 0.7, "a site's line above the header"))
    elif is_author_line(walk, i, unit):
        walk.put_fact(i, Labelled("author", "", undecorated(unit.text)), "right below the title", sure=0.6)
    elif not titled and not walk.has("title") and _is_over_facts(walk, i):
        walk.put_fact(i, Labelled("title", "", unit.text.strip(ABOUT_TITLE)), "right above the facts")
    elif is_blurb(walk, i):
        walk.put_fact(i, Labelled("summary", "", unit.text), "above the site's rating line")
    elif addresses_reader(unit.text) >= 0.3 or is_plain(unit.text):
        walk.put(i, Label(Kind.NOTE, 0.7, "speaks to readers above the header", value=unit.text,
                          detail=NotePlace.STORY_HEAD))  # fmt: skip
    elif is_stamp(unit.text):
        walk.put(i, Label(Kind.DEBRIS, 0.8, "a post's date"))
    elif _is_running(unit.text):
        walk.put(i, Label(Kind.NOTE, 0.6, "running text above the header", value=unit.text,
                          detail=NotePlace.STORY_HEAD))  # fmt: skip
    elif (
        not titled
        and not walk.has("title")
        and could_be_title(unit.text)
        and not unit.text.endswith(":")
        and not _is_over_facts(walk, walk.anchor - 1)
    ):
        walk.put_fact(i, Labelled("title", "", unit.text.strip(ABOUT_TITLE)), "stands first above the facts")
    else:
        walk.put(i, Label(Kind.DEBRIS, 0.7, "stands above the story's header"))
    return 1


def _is_over_facts(walk: Walk, i: int) -> bool:
    """Does a title stand at `i`, set off from what is above it, with the first facts right below?"""
    units = walk.draft.units
    return (
        i + 1 == walk.anchor
        and i > 0
        and units[i].blanks > 0
        and units[i + 1].blanks == 0
        and walk.draft.labels[i] is None
        and not units[i].text.endswith(":")
        and could_be_title(units[i].text)
    )


def _is_running(text: str) -> bool:
    """Too much of a sentence for a site's line."""
    ended = text.rstrip('*_)"”')[-1:] in ".!?…" or re.search(r"[.!?…] \w", text)
    return len(text.split()) >= 8 and bool(ended or len(text) > 80)


def _opening_note(walk: Walk, i: int, unit: Unit) -> int:
    """An author's words before a rule, a heading or a fact, or what a reader asked for."""
    if walk.facts > 2:
        return 0
    asked, spoken = bool(_ASKED.match(unit.text)), addresses_reader(unit.text)
    asked = asked or (i > 0 and bool(_ASKED.fullmatch(walk.draft.units[i - 1].text)))
    if not asked and spoken < 0.6 and (spoken < 0.4 or not _closes(walk, i)):
        return 0
    walk.put(i, Label(Kind.NOTE, 0.75, "speaks to readers before the story", value=unit.text,
                      detail=NotePlace.STORY_HEAD, joined=i - 1 in walk.found))  # fmt: skip
    return 1


def _closes(walk: Walk, i: int) -> bool:
    """Does a rule, a heading or a sure fact stand within a few units, and nothing like a story before it?"""
    for unit in walk.draft.units[i + 1 : i + 5]:
        if is_mark(unit.text) or opens_chapters(unit.text) or is_core(unit.text):
            return True
        if addresses_reader(unit.text) < 0.2:
            return False
    return False


def _settle(walk: Walk, i: int) -> int:
    """The front's end. Without one fact or note there is no front matter, only a story."""
    if any(label.kind is not Kind.SCENE_BREAK for label in walk.found.values()):
        return i
    while i > 0 and walk.draft.labels[i - 1] is None:
        i -= 1
    return i


_ABOVE_FACTS = (
    underlined_title,
    ruled_title,
    bracketed_note,
    _note,
    _family,
    same_title,
    site_lines,
    address_line,
    _fields,
    _opening_note,
    _kind_of_fic,
    tale_of,
    subtitled,
    title_lines,
    _couple,
    _above,
)
_ATTEMPTS = (underlined_title, ruled_title, title_page, author_over_title, cut, bracketed_note, _note, _family, address_line, count_line, _fields, _bare, dated_line, after_stats, named_below, _kind_of_fic, tale_of, subtitled, title_lines, _opening_note, handle_line, masthead, quoted_title, lone_title, _rule, quoted, _other, _couple, _dedication,
             more, aside)  # fmt: skip
