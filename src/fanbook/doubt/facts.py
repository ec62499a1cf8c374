"""Doubts about facts: a title or an author that nobody stated, facts that were concluded or barely read."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from fanbook.doubt.doubt import Doubt, Topic
from fanbook.doubt.lines import SURE, place_of
from fanbook.model.draft import Draft, Kind
from fanbook.model.metadata import Fact, Origin
from fanbook.model.story import Story
from fanbook.recognise import Recognised
from fanbook.recognise.pairings import states_none
from fanbook.reconcile import author_by_folder, fandom_folder

_ASKED = 0.3  # a couple that the text hardly speaks for is not worth a question
_TOPICS = {"title": Topic.TITLE, "author": Topic.AUTHOR, "pairing": Topic.PAIRING, "fandom": Topic.FANDOM}
_ORIGINS = {
    Origin.HEADER: "read from a line that may be no header",
    Origin.HEADING: "read from a heading",
    Origin.MARKUP: "read from the page's markup",
    Origin.FOLDER: "the folder is called so",
    Origin.INFERRED: "concluded from the text; nobody says so",
}


def doubtful_facts(found: Recognised) -> Iterator[Doubt]:
    """What has to be asked about a story's metadata; never what a person has said already."""
    return (doubt for doubt in _all(found) if doubt.field not in found.story.said)


def _all(found: Recognised) -> Iterator[Doubt]:
    story = found.story
    yield from _title(story)
    if story.metadata.get("author") is None:
        yield _author(story)
    yield from _pairing(story)
    for name, fact in story.metadata.in_order():
        if fact.confidence < SURE and not fact.is_stand_in() and name != "pairing":
            doubt = _unsure(found.draft, name, fact)
            folder = fandom_folder(story, fact.value) if fact.origin is Origin.FOLDER else ""
            yield replace(doubt, folder=folder)


def _title(story: Story) -> Iterator[Doubt]:
    fact = story.metadata.get("title")
    if fact is None or not fact.is_stand_in():
        return
    value, why = fact.value, "the file is called so"
    if fact.origin is Origin.FALLBACK:
        # A songfic that gives itself no name goes by its song's.
        song = story.metadata.value("song")
        value, why = (song, "the song in it is called so") if song else (value, "it begins so")
    question = f"Is its title {_quoted(value)}?"
    yield Doubt(Topic.TITLE, question, f"no title was found; {why}", fact.confidence, "title", value)


def _author(story: Story) -> Doubt:
    """Nobody is named; a folder may be."""
    folder, name = author_by_folder(story) or ("", "")
    question = f"Did {_quoted(name)} write it?" if name else "Who wrote it?"
    why = "nobody is named as its author" + ("; the folder is called so" if name else "")
    return Doubt(Topic.AUTHOR, question, why, field="author", value=name, folder=folder)


def _pairing(story: Story) -> Iterator[Doubt]:
    """A stated pairing that names no two people, and one that nobody states."""
    fact = story.metadata.get("pairing")
    if fact is not None and fact.origin is Origin.HEADER and not story.pairings:
        if not states_none(fact.value):
            why = f"{_quoted(fact.value)} does not say which two"
            yield Doubt(Topic.PAIRING, "Who is paired with whom?", why, 0.5, "pairing")
        return
    if not story.pairings:
        return
    first = story.pairings[0]
    if fact is None and first.confidence < _ASKED:
        return
    sure = min(first.confidence, fact.confidence if fact is not None else first.confidence)
    if sure < SURE:
        why = _ORIGINS[fact.origin if fact is not None else Origin.INFERRED]
        if fact is None and story.candidates:
            why += f"; next comes {_quoted(story.candidates[0].label())}"
        question = f"Is it about {_quoted(first.label())}?"
        yield Doubt(Topic.PAIRING, question, why, sure, "pairing", first.label())


def _unsure(draft: Draft, name: str, fact: Fact) -> Doubt:
    """A fact that may be none; where it was read from a line, "no" gives the line back to the story."""
    number = fact.lines[0] if fact.lines else 0
    unit = next((i for i, unit in enumerate(draft.units) if unit.start <= number <= unit.end), None)
    from_line = unit is not None and draft.kind(unit) in (Kind.TITLE, Kind.METADATA)
    places = () if unit is None else (place_of(draft, draft.units[unit].start, draft.units[unit].end),)
    return Doubt(
        _TOPICS.get(name, Topic.FACT),
        f"Is its {name.replace('_', ' ')} {_quoted(fact.value)}?",
        _ORIGINS.get(fact.origin, str(fact.origin)),
        fact.confidence,
        name,
        fact.value,
        otherwise=str(Kind.PROSE) if from_line else "",
        places=places,
    )


def _quoted(value: str) -> str:
    short = " ".join(value.split())
    short = short if len(short) <= 80 else short[:79] + "…"
    return short if short.startswith("“") else f"“{short}”"


def for_all(doubt: Doubt, count: int) -> Doubt:
    """The doubt about one story of a folder as one about all of them."""
    asked = {
        "author": "Did {} write these {} stories?",
        "fandom": "Is the fandom of these {1} stories {0}?",
    }.get(doubt.field, "Is the " + doubt.field + " of these {1} stories {0}?")
    return replace(doubt, question=asked.format(_quoted(doubt.value), count), places=(), otherwise="")
