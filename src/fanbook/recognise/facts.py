"""Labels to metadata: the author's wording of each fact, and what is made of it.

In: a labelled draft. Out: `Metadata` and the stated pairings. Where a fact is said twice the
story's own header is believed before the mail header, and a person's sidecar before both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from fanbook.late import Late
from fanbook.model.draft import Draft, Kind, Label, Unit
from fanbook.model.metadata import FIELDS, PART, Fact, Metadata, Origin
from fanbook.model.pairing import Pairing
from fanbook.recognise.mail import ADDRESS, subject_title
from fanbook.recognise.pairings import Stated, has_sign, read_pairings, read_tags
from fanbook.recognise.posters import find_poster
from fanbook.recognise.ratings import read_rating
from fanbook.recognise.songs import find_song
from fanbook.recognise.story_chapters import story_named
from fanbook.recognise.titles import stand_in
from fanbook.recognise.whence import find_source

_STATUS = re.compile(
    r"\s*[\[(*~-]+\s*(?P<status>completed?|wip|in progress|on hold|hiatus|abandoned|one-?shot|oneshot|finished|discontinued)"
    r"\s*[\])*~-]+\s*$",
    re.IGNORECASE,
)
_SETTING = Late(
    r"\s*[(\[](?P<setting>[^()\[\]]*\b(?:au|a/u|universe|verse|setting)\b[^()\[\]]*|(?:set |just |right )?(?:after|before|during)\b[^()\[\]]*)[)\]]\s*$",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"^(?:part\s+)?(?P<index>\d+)\s+of\s+(?P<name>.+)$|^(?P<name2>.+?)\s*[,(#]\s*(?:part|book|#)?\s*(?P<index2>\d+)\)?$",
    re.IGNORECASE | re.DOTALL,
)
_STATS = re.compile(r"(Published|Updated|Completed|Words|Chapters)\s*:\s*([\w/.,?-]+)", re.IGNORECASE)
_STAT_FIELD = {"published": "date", "updated": "updated", "completed": "updated", "words": "word_count"}
# What is a category and no fandom.
_CATEGORY = Late(
    r"^\W*(?:gen\b|gen\w*|het\b|slash|fem\w*|[mf]/[mf]|multi|other|romance|hum|angst|drama|action|adventure|hurt|comfort|fluff|au\b|alternat|cross"
    r"|one-?shot|drabble|fan ?fic|fic\b|story|vignette|poe|[A-Z]{1,5}\b$|none|friend|family|mystery|horror|supernat|smut|crack|canon|missing|post|pre)",
    re.IGNORECASE,
)
_MIXED = re.compile(r"pairing|relationship", re.IGNORECASE)
_WITH_PEOPLE = re.compile(r"character|персонаж|人物|角色", re.IGNORECASE)
_NOTHING = re.compile(r"^\W*(?:none|n/a|nil|-+)?\W*$", re.IGNORECASE)  # a form's empty field
# What LiveJournal and Dreamwidth leave of the picture before a user's name.
_SITE_USER = re.compile(r"\[(?:info|personal profile|community profile|staff profile)\]\s*", re.IGNORECASE)
# Said twice, in a post's subject and in its header, the fuller wording is the fact.
_FULLER = frozenset({"fandom", "pairing", "rating", "warnings", "characters"})
_QUOTED = "\"“”'*_ "


class _Row(Struct, frozen=True):
    """One labelled value with the lines that gave it."""

    field: str
    label: str
    value: str
    lines: tuple[int, ...]
    confidence: float
    mail: bool = False
    parts: tuple[str, ...] = ()


def _rows(draft: Draft) -> Iterator[_Row]:
    for unit, label in zip(draft.units, draft.labels, strict=True):
        if label is None or label.kind not in (Kind.TITLE, Kind.METADATA) or not label.field:
            continue
        lines = tuple(range(unit.start, unit.end + 1))
        if label.field == "several":
            for packed in label.value.split("\n"):
                name, word, value = packed.split("\t")
                yield _Row(name, word, value, lines, label.confidence, label.detail == "mail")
        else:
            yield from _apart(_row(unit, label, lines))


def _apart(row: _Row) -> Iterator[_Row]:
    """Under "Characters/Pairings" stand couples, single people, or both; a couple is nobody's name."""
    is_mixed = row.field == "characters" and _MIXED.search(row.label) and not row.parts
    if not is_mixed or not has_sign(row.value):
        yield row
        return
    pieces = re.split(r"\s*[,;]\s*", row.value)
    people = ", ".join(piece for piece in pieces if not has_sign(piece))
    yield replace(row, field="pairing")
    if people:
        yield replace(row, value=people)


def _stated(row: _Row) -> Stated:
    """The pairings of a row; under "Pairing and characters" people without a sign between them are no couple."""
    if row.parts:
        return read_tags(row.parts)
    is_cast = _WITH_PEOPLE.search(row.label) is not None and not has_sign(row.value)
    return Stated(row.value.strip(), ()) if is_cast else read_pairings(row.value.strip())


def _row(unit: Unit, label: Label, lines: tuple[int, ...]) -> _Row:
    value = label.value
    if not label.detail and not value and not label.joined:
        value = unit.text
    return _Row(
        label.field, label.detail, value, lines, label.confidence, label.detail == "mail", label.parts
    )


def _merged(rows: Iterator[_Row]) -> list[_Row]:
    """Rows of one value put together: a label and its line below, a summary's paragraphs, a
    relationship said on two lines. The header's own word comes before the mail's.
    """
    merged: dict[str, _Row] = {}
    others: list[_Row] = []
    for row in rows:
        old = merged.get(row.field)
        if row.field == "other":
            if others and not row.value:
                others[-1] = replace(others[-1], lines=others[-1].lines + row.lines)
            else:
                others.append(row)
        elif old is None or (old.mail and not row.mail):
            merged[row.field] = row
        elif row.mail:
            continue
        elif not row.value:
            merged[row.field] = replace(old, lines=old.lines + row.lines)
        elif row.label == "more":
            merged[row.field] = replace(old, value=f"{old.value}\n\n{row.value}", lines=old.lines + row.lines)
        elif row.value.casefold() in old.value.casefold():
            if (
                row.field == "title" and row.label and not old.label
            ):  # a thread's subject says more than the title
                merged["title"] = replace(row, lines=old.lines + row.lines)
        elif row.field in _FULLER and row.value.casefold().startswith(old.value.casefold()):
            merged[row.field] = replace(row, lines=old.lines + row.lines)
        elif row.field in ("title", "rating", "date", "updated", "word_count", "language", "status"):
            # A line that a person named comes before any that was found.
            merged[row.field], less = (row, old) if row.confidence == 1.0 > old.confidence else (old, row)
            others.append(
                replace(less, field="other", label=less.label or less.field.replace("_", " ").capitalize())
            )
        else:
            gap = (
                ", "
                if row.field in ("pairing", "characters", "genre", "warnings", "author", "fandom")
                else "\n\n"
            )
            merged[row.field] = replace(old, value=old.value + gap + row.value, lines=old.lines + row.lines)
    return [*merged.values(), *others]


def _is_private(row: _Row, draft: Draft) -> bool:
    """Is this the name in a mail header that its writer signs nowhere else?

    A handle was chosen to be seen; a first and a last name may be the one in somebody's passport.
    """
    if row.field != "author" or not row.mail or len(row.value.split()) == 1:
        return False
    name = row.value.casefold()
    return not any(
        name in unit.text.casefold()
        for unit, label in zip(draft.units, draft.labels, strict=True)
        if label is None or not label.why.startswith(("mail header", "headers of"))
    )


def read_facts(draft: Draft) -> tuple[Metadata, tuple[Pairing, ...]]:
    """The story's metadata, title included, and its stated pairings."""
    facts: dict[str, Fact] = {}
    other: list[Fact] = []
    pairings: tuple[Pairing, ...] = ()
    origin = Origin.MARKUP if draft.is_zoned else Origin.HEADER
    for row in _merged(row for row in _rows(draft) if not _is_private(row, draft)):
        if row.field == "other" or row.field not in (*FIELDS, "stats"):
            if row.value:
                other.append(Fact(row.value, origin, row.confidence, row.lines, label=row.label))
            continue
        fact = Fact(row.value.strip(), origin, row.confidence, row.lines)
        if row.field == "pairing":
            stated = _stated(row)
            pairings = stated.pairings
            parsed = tuple(f"{p.label()}" for p in stated.pairings)
            facts["pairing"] = replace(fact, value=stated.primary, parsed=parsed)
            if stated.primary != fact.value:
                other.append(replace(fact, label="Pairings"))
        else:
            facts |= _parse(row.field, fact, other, row.parts)
    if "author" not in facts and (poster := find_poster(draft))[0]:
        facts["author"] = Fact(poster[0], origin, 0.7, (poster[1],))
    beside = dict(draft.facts).get("pairing")
    if beside is not None and "pairing" not in facts:
        facts["pairing"], pairings = _paired(beside.value, beside.origin, beside.confidence, beside.parsed)
    facts |= _beside(draft, facts, other)
    facts = {**find_song(draft), **find_source(draft), **facts}
    facts = {
        name: fact
        for name, fact in facts.items()
        if fact.value and not (name in ("series", "spoilers") and _NOTHING.match(fact.value))
    }
    for name, value in draft.instructions.facts:
        facts |= _parse(name, Fact(value, Origin.SIDECAR, 1.0), other)
    if draft.instructions.pairings:
        facts["pairing"], pairings = _paired(", ".join(draft.instructions.pairings), Origin.SIDECAR, 1.0)
    for name, value in draft.instructions.defaults:
        if name in facts or not value:
            continue
        if name == "pairing":
            facts["pairing"], pairings = _paired(value, Origin.FOLDER, 0.9)
        else:
            facts |= _parse(name, Fact(value, Origin.FOLDER, 0.9), other)
    if "fandom" not in facts and (named := facts.get("category")) and not _CATEGORY.match(named.value):
        facts["fandom"] = facts.pop("category")  # FanFiction.net's word for it
    if "title" not in facts:
        story, line = story_named(draft)
        facts["title"] = Fact(story, Origin.HEADING, 0.8, (line,)) if story else stand_in(draft)
    return Metadata(tuple(facts.items()), tuple(other)), pairings


def _beside(draft: Draft, facts: dict[str, Fact], other: list[Fact]) -> dict[str, Fact]:
    """The facts that the file states beside its text, where the text does not say otherwise."""
    found: dict[str, Fact] = {}
    for name, fact in draft.facts:
        if name == "other":
            other.append(fact)
        elif name not in facts and name not in found:
            found |= {
                key: new for key, new in _parse(name, fact, other, fact.parsed).items() if key not in facts
            }
    return found


def _paired(
    value: str, origin: Origin, confidence: float, tags: tuple[str, ...] = ()
) -> tuple[Fact, tuple[Pairing, ...]]:
    """A pairing that is stated apart from the text, as a fact and taken apart."""
    stated = read_tags(tags) if tags else read_pairings(value)
    labels = tuple(pairing.label() for pairing in stated.pairings)
    return Fact(stated.primary, origin, confidence, parsed=labels), stated.pairings


def _parse(name: str, fact: Fact, other: list[Fact], parts: tuple[str, ...] = ()) -> dict[str, Fact]:
    """The fact, and any that were wrapped up in it. `parts` are its values where markup tells them apart."""
    if parts and name in ("author", "characters", "genre", "warnings", "fandom"):
        return {name: replace(fact, parsed=parts)}
    match name:
        case "title":
            return _title(fact, other)
        case "author":
            return {"author": _author(fact)}
        case "fandom":
            if match := _SETTING.search(fact.value):
                other.append(replace(fact, value=match["setting"], label="Setting"))
                fact = replace(fact, value=fact.value[: match.start()].strip())
            return {"fandom": fact}
        case "rating":
            step = read_rating(fact.value)
            return {"rating": replace(fact, parsed=(step,) if step else ())}
        case "series":
            return _series(fact)
        case "stats":
            return _stats(fact, other)
        case "characters" | "genre" | "warnings":
            return {
                name: replace(
                    fact, parsed=tuple(filter(None, map(str.strip, re.split(r"[,;]\s*", fact.value))))
                )
            }
        case _:
            return {name: fact}


def _title(fact: Fact, other: list[Fact]) -> dict[str, Fact]:
    value, facts = fact.value, {}
    if match := _STATUS.search(value):
        facts["status"] = replace(fact, value=match["status"])
        value = value[: match.start()]
    if re.match(r"^\s*(?:fic|fanfic|new|\[fic\])\s*[:\]-]", value, re.IGNORECASE) or re.search(
        r"\(\d+/(?:\d+|\?)\)\s*$", value
    ):
        if part := re.search(r"\((\d+/(?:\d+|\?))\)\s*$", value):
            other.append(replace(fact, value=part[1], label=PART))
        value = subject_title(value)
    bare = value.strip()
    if bare[:1] in _QUOTED and bare[-1:] in _QUOTED:
        bare = bare.strip(_QUOTED) or bare
    facts["title"] = replace(fact, value=bare or fact.value)
    return facts


def _author(fact: Fact) -> Fact:
    value = _SITE_USER.sub("", ADDRESS.sub("", fact.value))
    value = re.sub(r"\s*[<(\[]\s*[>)\]]", "", value).strip(" ,;*_<([") or fact.value
    names = re.split(r"\s*,\s*(?:and\s+)?|\s+(?:&|and)\s+", value)
    several = len(names) > 1 and all(
        0 < len(name.split()) <= 3 and any(map(str.isalpha, name)) for name in names
    )
    parsed = tuple(name.lstrip("@").strip() for name in (names if several else [value]))
    return replace(fact, value=value, parsed=parsed)


def _series(fact: Fact) -> dict[str, Fact]:
    match = _SERIES.match(fact.value)
    if match is None:
        return {"series": replace(fact, parsed=(fact.value,))}
    name, index = match["name"] or match["name2"], match["index"] or match["index2"]
    return {"series": replace(fact, parsed=(name.strip(),)), "series_index": replace(fact, value=index)}


def _stats(fact: Fact, other: list[Fact]) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    for word, value in _STATS.findall(fact.value):
        if word.casefold() == "chapters":
            done, _, planned = value.partition("/")
            facts["status"] = replace(fact, value="Complete" if done == planned else "In progress")
            other.append(replace(fact, value=value, label="Chapters"))
        else:
            facts[_STAT_FIELD[word.casefold()]] = replace(fact, value=value)
    return facts or {"word_count": fact}
