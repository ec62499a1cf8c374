"""The front matter: title, byline, labelled facts, notes, up to the first line of the story.

In: a draft with furniture and mail headers labelled. Out: the same with every unit of the front
matter labelled and `front` set. Labels mean something only here (and in the back matter), which
is why the zone is settled before anything else is asked.

The walk goes down from the top and stops at the first unit that is neither a fact, nor a note,
nor between two of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label, Unit
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.headings import read_heading
from fanbook.recognise.labels import LONG, NOTE_FIELDS, Labelled, bare_label, fold, read_fields, read_label
from fanbook.recognise.notes import addresses_reader, note_text
from fanbook.recognise.pov import read_pov

_BYLINE = re.compile(
    r"^\W{0,3}(?:(?:written|posted|story|fic|a (?:story|fic|fanfic|fan fiction))\s+)?by:?\s+"
    r"(?P<name>@?\S.{0,60}?)\W{0,3}$",
    re.IGNORECASE,
)
_TITLE_BY = re.compile(
    r"^[\"“*_]*(?P<title>[^\"“”]{2,120}?)[\"”*_]*,?\s+by\s+(?P<name>@?[\w.'’ -]{2,40}?)[*_]*$", re.IGNORECASE
)
_RATED = re.compile(
    r"^(?:rated:?\s*)?(?:fiction\s+)?(?P<rating>K\+?|T|M|MA)\s+-\s+(?P<language>[A-Z]\w+)(?:\s+-\s+(?P<genre>[\w/ ]+?))?"
    r"(?:\s+-\s+(?P<characters>[^-]+?))?(?:\s+-\s+(?:chapters|words|reviews|favs|updated|published|status|id)\b.*)?$",
    re.IGNORECASE,
)
_DEDICATION = re.compile(
    r"^[(\[*_~\s]*(?P<verb>dedicated\s+to|written\s+for)?\s*(?P<whom>(?:(?<=to )|(?:for|to)\s+)?[\w@].{1,90}?)[)\]*_~\s]*$",
    re.IGNORECASE,
)
_FIRST_UNITS = 60  # no front matter is longer
_LABEL_SHAPE = re.compile(r"^[A-Z][\w'’/() .-]{1,28}$")


@dataclass(slots=True)
class _Walk:
    """Where the walk stands: what was labelled, and which fact is open for more lines."""

    draft: Draft
    found: dict[int, Label] = field(default_factory=dict)
    open_field: str = ""
    facts: int = 0

    def put(self, i: int, label: Label) -> None:
        self.found[i] = label

    def put_fact(self, i: int, fact: Labelled, why: str, *, joined: bool = False) -> None:
        self.open_field = fact.field
        self.facts += 1
        self.put(i, _fact_label(fact, why, joined=joined))


def _fact_label(fact: Labelled, why: str, *, joined: bool = False) -> Label:
    if fact.field in NOTE_FIELDS:
        return Label(Kind.NOTE, 0.95, why, value=fact.value, detail=NotePlace.STORY_HEAD, joined=joined)
    kind = Kind.TITLE if fact.field == "title" else Kind.METADATA
    name = fact.field or "other"
    return Label(kind, 0.97, why, field=name, value=fact.value, detail=fact.label, joined=joined)


def recognise_header(draft: Draft) -> Draft:
    """Label the front matter and set `front`."""
    walk = _Walk(draft)
    i = 0
    limit = min(_FIRST_UNITS, len(draft.units))
    while i < limit:
        step = _step(walk, i)
        if not step:
            break
        i += step
    front = _settle(walk, i)
    kept = {j: label for j, label in walk.found.items() if j < front}
    return replace(draft.claim(kept), front=front)


def _step(walk: _Walk, i: int) -> int:
    """Label what stands at `i`; the number of units taken, 0 at the story's first."""
    draft = walk.draft
    unit = draft.units[i]
    if draft.labels[i] is not None:  # furniture, mail headers, a person's word
        walk.open_field = ""
        return 1 if draft.kind(i) in (Kind.DEBRIS, Kind.METADATA, Kind.TITLE, Kind.NOTE) else 0
    for attempt in (_note, _fields, _bare, _title_lines, _rating_line, _rule, _other, _dedication, _more):
        if taken := attempt(walk, i, unit):
            return taken
    return 0


def _note(walk: _Walk, i: int, unit: Unit) -> int:
    value = note_text(unit.text)
    if value is None:
        return 0
    walk.open_field = "note"
    walk.put(
        i, Label(Kind.NOTE, 0.95, "labelled as an author's note", value=value, detail=NotePlace.STORY_HEAD)
    )
    return 1


def _fields(walk: _Walk, i: int, unit: Unit) -> int:
    facts = read_fields(unit.text)
    if not facts:
        return 0
    if not facts[0].value:
        return _bare(walk, i, unit)
    if len(facts) == 1:
        walk.put_fact(i, facts[0], f"label “{facts[0].label}”")
        return 1
    walk.facts += len(facts)
    packed = "\n".join(f"{fact.field}\t{fact.label}\t{fact.value}" for fact in facts)
    walk.put(i, Label(Kind.METADATA, 0.95, "several labels on one line", field="several", value=packed))
    return 1


def _bare(walk: _Walk, i: int, unit: Unit) -> int:
    """A label alone: its value is the next unit, with or without a colon of its own."""
    fact = bare_label(unit.text)
    if fact is None or i + 1 >= len(walk.draft.units):
        return 0
    below = walk.draft.units[i + 1]
    has_colon = below.text.lstrip("*_ ").startswith((":", "："))
    sure = has_colon or unit.text.rstrip("*_ ").endswith(":") or fact.field in LONG
    if not sure or below.blanks > 2 or read_fields(below.text) or walk.draft.labels[i + 1] is not None:
        return 0
    value = below.text.lstrip("*_ ").lstrip(":：").strip()
    walk.put_fact(i, Labelled(fact.field, fact.label, value), f"label “{fact.label}” with its value below")
    joined = walk.found[i]
    walk.put(i + 1, replace(joined, value="", joined=True))
    return 2


def _title_lines(walk: _Walk, i: int, unit: Unit) -> int:
    """A byline; or a title, known by the byline or the facts that follow it."""
    if match := _BYLINE.match(unit.text):
        if not walk.facts and i == 0 and not _facts_follow(walk, i + 1):
            return 0
        walk.put_fact(i, Labelled("author", "by", match["name"].strip("*_ ")), "byline")
        return 1
    if _has(walk, "title") or walk.facts > 2 or not _could_be_title(unit):
        return 0
    if (match := _TITLE_BY.match(unit.text)) and (i == 0 or _facts_follow(walk, i + 1)):
        packed = f"title\ttitle\t{match['title'].strip()}\nauthor\tby\t{match['name'].strip()}"
        walk.facts += 2
        walk.put(i, Label(Kind.TITLE, 0.85, "“Title by Author”", field="several", value=packed))
        return 1
    if _facts_follow(walk, i + 1):
        title = Labelled("title", "", unit.text.strip('*_#"“” '))
        walk.put_fact(i, title, "stands above the byline or the facts")
        return 1
    return 0


def _could_be_title(unit: Unit) -> bool:
    text = unit.text.strip()
    if len(text) > 150 or is_mark(text) or read_heading(text) or read_pov(text):
        return False
    return not text.startswith(('"', "“")) or text.endswith(('"', "”"))


def _facts_follow(walk: _Walk, i: int) -> bool:
    """Does a byline or a labelled fact stand at `i`, furniture passed over?"""
    units = walk.draft.units
    while i < len(units) and walk.draft.kind(i) is Kind.DEBRIS:
        i += 1
    if i >= len(units):
        return False
    text = units[i].text
    if walk.draft.kind(i) in (Kind.METADATA, Kind.TITLE):
        return True
    fields = read_fields(text)
    return bool(_BYLINE.match(text) or any(fold(f.label) not in ("for", "an") for f in fields))


def _has(walk: _Walk, name: str) -> bool:
    return any(
        label.field == name or (label.field == "several" and f"{name}\t" in label.value)
        for label in walk.found.values()
    )


def _rating_line(walk: _Walk, i: int, unit: Unit) -> int:
    """FanFiction.net's line: "Rated: K+ - English - Romance - A. & B. - Words: ..."."""
    match = _RATED.match(unit.text)
    if match is None:
        return 0
    rows = [f"{name}\t{name}\t{value.strip()}" for name, value in match.groupdict().items() if value]
    walk.facts += len(rows)
    walk.put(
        i, Label(Kind.METADATA, 0.9, "FanFiction.net's rating line", field="several", value="\n".join(rows))
    )
    return 1


def _rule(walk: _Walk, i: int, unit: Unit) -> int:
    """A rule after facts belongs to the header; the story or more facts come after it."""
    if not walk.facts and not walk.found:
        return 0
    if not is_mark(unit.text):
        return 0
    walk.open_field = ""
    walk.put(i, Label(Kind.SCENE_BREAK, 0.8, "rule under the header", detail="rule"))
    return 1


def _other(walk: _Walk, i: int, unit: Unit) -> int:
    """An unknown label among known ones is a fact with a name of its own."""
    fact = read_label(unit.text)
    if fact is None or fact.field or walk.facts < 2 or len(unit.text) > 300:
        return 0
    if not _LABEL_SHAPE.match(fact.label) or len(fact.label.split()) > 3 or read_pov(unit.text):
        return 0
    if not _facts_follow(walk, i + 1) and not (walk.open_field and unit.blanks == 0):
        return 0
    walk.put_fact(i, fact, f"unknown label “{fact.label}” among known ones")
    return 1


def _dedication(walk: _Walk, i: int, unit: Unit) -> int:
    """A line right under a title or byline: "(for M., who asked)"."""
    match = _DEDICATION.match(unit.text)
    if match is None or not walk.facts or i - 1 not in walk.found or walk.facts > 3:
        return 0
    if unit.text[:1] not in "([*_" and not match["verb"]:
        return 0
    walk.put_fact(i, Labelled("dedication", "", match["whom"].strip()), "a dedication under the byline")
    return 1


def _more(walk: _Walk, i: int, unit: Unit) -> int:
    """A paragraph more of an open note or long fact, if the header is known to go on after it."""
    if not walk.found or read_heading(unit.text) or read_pov(unit.text):
        return 0
    reach = _header_goes_on(walk, i)
    if not reach:
        return 0
    for j in range(i, i + reach):
        text = walk.draft.units[j].text
        if walk.open_field in LONG - NOTE_FIELDS:
            walk.put(
                j,
                Label(
                    Kind.METADATA,
                    0.7,
                    "goes on",
                    field=walk.open_field,
                    value=text,
                    detail="more",
                    joined=True,
                ),
            )
        else:
            walk.put(j, Label(Kind.NOTE, 0.7, "between the header's lines", value=text, detail=NotePlace.STORY_HEAD,
                              joined=walk.open_field in NOTE_FIELDS))  # fmt: skip
    return reach


def _header_goes_on(walk: _Walk, i: int) -> int:
    """How many units from `i` on lie between header lines, or end a note that a heading closes.

    A labelled fact within the next three units shows that the header goes on. A chapter heading
    ahead closes an open note, but only as far as the note still speaks to the reader: what
    stands between may be the story's own opening.
    """
    words = 0
    for j in range(i, min(i + 8, len(walk.draft.units))):
        text = walk.draft.units[j].text
        if j > i and j - i <= 3 and _is_fact(walk, j):
            return j - i
        if j > i and (read_heading(text) or is_mark(text)):
            noted = walk.open_field in NOTE_FIELDS or walk.open_field == "summary"
            return _spoken(walk, i, j, 0.3 if is_mark(text) else 0.1) if noted else 0
        words += len(text.split())
        if words > 400 or is_mark(text) or read_pov(text):
            return 0
    return 0


def _is_fact(walk: _Walk, j: int) -> bool:
    """Does a labelled fact, or a label with its value below, stand at `j`?"""
    if walk.draft.kind(j) in (Kind.METADATA, Kind.TITLE):
        return True
    text = walk.draft.units[j].text
    facts, bare = read_fields(text), bare_label(text)
    return bool(facts and facts[0].field != "note") or (bare is not None and bare.field in LONG)


def _spoken(walk: _Walk, i: int, end: int, least: float) -> int:
    """Up to the last unit before `end` that speaks to the reader.

    Before a mark that takes more than before a heading: a story may open and break its first
    scene, but seldom tells a piece and then begins with "Part 1".
    """
    last = 0
    for j in range(i, end):
        text = walk.draft.units[j].text
        if addresses_reader(text) >= least:
            last = j - i + 1
    return last


def _settle(walk: _Walk, i: int) -> int:
    """The front's end. Without one fact or note there is no front matter, only a story."""
    if any(label.kind is not Kind.SCENE_BREAK for label in walk.found.values()):
        return i
    while i > 0 and walk.draft.labels[i - 1] is None:
        i -= 1
    return i
