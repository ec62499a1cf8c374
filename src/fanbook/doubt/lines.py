"""Doubts about lines: what was taken for a heading, a note, verse or furniture, and may be none.

Lines of one kind that were found for one reason are one question: whoever sees three of a story's
lyrics knows what the other nine are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fanbook.doubt.doubt import Doubt, Place, Topic
from fanbook.model.draft import Draft, Kind, Label, Unit
from fanbook.recognise.headings import LONE
from fanbook.recognise.talk import addresses_reader

SURE = 0.85  # what is surer than this is not asked about
_SURE_FURNITURE = 0.95  # words that are left out want more: a mail's own headers have it
_SPEAKS = 0.6  # how much a paragraph inside the story must speak as an author to be asked about
# One of these stands in every paragraph that speaks so much as an author.
_TRADE = ("review", "kudos", "fic", "beta", "chap", "reader", "updat", "comment", "disclaim", "a/n", "one-shot",
          "drabble", "fandom", "flame")  # fmt: skip
_GUARD_WORDS = 4
_GUARD_LENGTH = 40
_WORD = re.compile(r"[^\W\d_]{2,}")
_TOPICS = {
    Kind.HEADING: Topic.HEADING,
    Kind.NOTE: Topic.NOTE,
    Kind.DEBRIS: Topic.DEBRIS,
    Kind.METADATA: Topic.NOTE,
}
# The question for one place, and for several.
_QUESTIONS = {
    Kind.HEADING: ("Does a chapter begin here?", "Do chapters begin at these {} lines?"),
    Kind.NOTE: ("Is this the author’s note, and no part of the story?", "Are these {} places the author’s notes?"),
    Kind.METADATA: ("Does this belong to the header?", "Do these {} places belong to the header?"),
    Kind.VERSE: ("Is this verse?", "Are these {} places verse?"),
    Kind.LETTER: ("Is this a letter?", "Are these {} places letters?"),
    Kind.CHAT: ("Is this a chat message?", "Are these {} lines chat messages?"),
    Kind.SCRIPT: ("Is this a line of a script?", "Are these {} lines a script?"),
    Kind.DATELINE: ("Does this say when or where?", "Do these {} lines say when or where?"),
    Kind.POV: ("Does this say whose eyes we see through?", "Do these {} lines say whose eyes we see through?"),
    Kind.SCENE_BREAK: ("Does a scene end here?", "Do scenes end at these {} lines?"),
    Kind.END_MARK: ("Does this say that it ends?", "Do these {} lines say that it ends?"),
    Kind.DEBRIS: ("May this be left out of the book?", "May these {} places be left out of the book?"),
}  # fmt: skip


def doubtful_lines(draft: Draft) -> Iterator[Doubt]:
    """What has to be asked about a labelled draft's lines."""
    yield from _lone_headings(draft)
    yield from _unsure(draft)
    yield from _notes_in_story(draft)


def place_of(draft: Draft, start: int, end: int) -> Place:
    """A place, with as many of its opening words as tell it from another."""
    line = draft.lines[start - 1].strip()
    ends = [match.end() for match in re.finditer(r"\S+", line[: _GUARD_LENGTH * 4])][:_GUARD_WORDS]
    fitting = [end for end in ends if end <= _GUARD_LENGTH]
    return Place(start, end, line[: fitting[-1] if fitting else _GUARD_LENGTH].strip())


def _lone_headings(draft: Draft) -> Iterator[Doubt]:
    for diagnostic in draft.diagnostics:
        if diagnostic.code == LONE:
            place = place_of(draft, diagnostic.line, diagnostic.line)
            question, _ = _QUESTIONS[Kind.HEADING]
            why = "it reads like a chapter’s heading, but stands alone; it was kept as text"
            yield Doubt(
                Topic.HEADING, question, why, 0.5, kind=str(Kind.HEADING), otherwise=str(Kind.PROSE), places=(place,)
            )  # fmt: skip


def _unsure(draft: Draft) -> Iterator[Doubt]:
    groups: defaultdict[tuple[Kind, str], list[tuple[Place, Label]]] = defaultdict(list)
    for start, end, label in draft.spans():
        if _is_asked(draft, start, end, label):
            why = label.why if label.confidence < SURE else ""  # sure furniture is one question in all
            groups[label.kind, why].append((place_of(draft, start, end), label))
    for (kind, _), found in groups.items():
        yield _doubt(kind, [place for place, _ in found], [label for _, label in found])


def _is_asked(draft: Draft, start: int, end: int, label: Label) -> bool:
    if label.kind is Kind.PROSE or label.detail == "rule":  # a rule under the header costs nobody a word
        return False
    if label.kind is Kind.DEBRIS:
        lines = draft.lines[start - 1 : end]
        return label.confidence < _SURE_FURNITURE and any(_WORD.search(line) for line in lines)
    # A fact on a line of its own is asked about as a fact.
    is_fact = label.kind is Kind.TITLE or (label.kind is Kind.METADATA and label.detail != "more")
    return label.confidence < SURE and not is_fact


def _doubt(kind: Kind, places: Sequence[Place], labels: Sequence[Label]) -> Doubt:
    one, several = _QUESTIONS[kind]
    return Doubt(
        _TOPICS.get(kind, Topic.LINES),
        one if len(places) == 1 else several.format(len(places)),
        "; ".join(dict.fromkeys(label.why for label in labels)),
        min(label.confidence for label in labels),
        kind=str(kind),
        otherwise=str(Kind.PROSE),
        places=tuple(places),
    )


def _notes_in_story(draft: Draft) -> Iterator[Doubt]:
    """Paragraphs of the story that speak as an author does, and were kept as story to be safe."""
    for unit, label in _prose(draft):
        if label.confidence < 1 and _may_speak(unit.text) and addresses_reader(unit.text) >= _SPEAKS:
            question, _ = _QUESTIONS[Kind.NOTE]
            yield Doubt(
                Topic.NOTE, question, "it speaks to readers; it was kept as story", 0.5, kind=str(Kind.NOTE),
                otherwise=str(Kind.PROSE), places=(place_of(draft, unit.start, unit.end),),
            )  # fmt: skip


def _may_speak(text: str) -> bool:
    """Is it worth while to weigh this paragraph? A look for whole words costs as much as reading all else."""
    folded = text.casefold()
    return any(word in folded for word in _TRADE)


def _prose(draft: Draft) -> Iterator[tuple[Unit, Label]]:
    for i in range(draft.front, draft.back):
        label = draft.labels[i]
        if label is not None and label.kind is Kind.PROSE:
            yield draft.units[i], label


def one_by_one(doubt: Doubt) -> tuple[Doubt, ...]:
    """A question about several places as one about each."""
    question = _QUESTIONS[Kind(doubt.kind)][0] if doubt.kind and len(doubt.places) > 1 else doubt.question
    return tuple(replace(doubt, question=question, places=(place,)) for place in doubt.places)
