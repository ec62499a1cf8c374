"""A Doubt: one question about one story, and what its answers mean.

`Topic`s are in order of consequence: what a book is called and whose it is, how it is cut, what it
is bundled by, which words stand where, and at last what was left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from msgspec import Struct


class Topic(StrEnum):
    """What a doubt is about, the most consequential first."""

    TITLE = "title"
    AUTHOR = "author"
    HEADING = "heading"
    PAIRING = "pairing"
    FANDOM = "fandom"
    NOTE = "note"
    FACT = "fact"
    LINES = "lines"
    DEBRIS = "debris"


_ORDER = {topic: n for n, topic in enumerate(Topic)}


class Place(Struct, frozen=True):
    """Source lines in question, counted from 1, and the words that the first one begins with."""

    start: int
    end: int
    words: str


class Doubt(Struct, frozen=True):
    """One question.

    About a fact: `field` is its name, `value` what "yes" makes it (empty where there is nothing to
    agree to). About lines: `kind` is what "yes" makes them and `otherwise` what "no" does. A fact read
    from an unsure line has both: "no" gives the line back to the story. `folder` is the one whose name
    the value is, as the library calls it. `stated` is the author's wording where that is what "no" keeps.
    """

    topic: Topic
    question: str
    why: str
    confidence: float = 0.0
    field: str = ""
    value: str = ""
    kind: str = ""
    otherwise: str = ""
    folder: str = ""
    stated: str = ""
    places: tuple[Place, ...] = ()

    def can_agree(self) -> bool:
        """Is there something to say yes to?"""
        return bool(self.value or self.kind)

    def can_deny(self) -> bool:
        """Does no settle it? A book must be called something: there is no such answer about a title."""
        return self.field != "title" or bool(self.otherwise)

    def line(self) -> int:
        """The first line in question, or 0 where the whole story is."""
        return self.places[0].start if self.places else 0

    def as_json(self) -> dict[str, Any]:
        """The public row (`doubts` in `inspect --json`), empty fields left out."""
        row: dict[str, Any] = {"topic": str(self.topic), "question": self.question, "why": self.why}
        row["confidence"] = round(self.confidence, 2)
        row |= {name: value for name in _TEXTS if (value := getattr(self, name))}
        if self.places:
            row["lines"] = [
                {"start": place.start, "end": place.end, "words": place.words} for place in self.places
            ]
        return row


_TEXTS = ("field", "value", "kind", "otherwise", "folder", "stated")


def from_json(row: Mapping[str, Any]) -> Doubt:
    """The doubt that `as_json` wrote."""
    return Doubt(
        Topic(row["topic"]),
        row["question"],
        row["why"],
        row["confidence"],
        **{name: row.get(name, "") for name in _TEXTS},
        places=tuple(Place(**place) for place in row.get("lines", ())),
    )


def by_consequence(doubt: Doubt) -> tuple[int, int, int]:
    """The key that sorts doubts: what matters most first, then down the page.

    Its first part alone is how much a doubt matters among the stories of a library: whoever is asked
    for a title has the author before her as well.
    """
    order = _ORDER[doubt.topic]
    return max(order, _ORDER[Topic.AUTHOR]), order, doubt.line()
