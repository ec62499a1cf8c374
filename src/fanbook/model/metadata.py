"""Facts about a story, each with its origin, its confidence and the lines it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace


class Origin(StrEnum):
    """Where a fact came from; `FILENAME` and `FALLBACK` are stand-ins."""

    HEADER = "header"
    HEADING = "heading"
    MARKUP = "markup"
    SIDECAR = "sidecar"
    FOLDER = "folder"
    INFERRED = "inferred"
    FILENAME = "filename"
    FALLBACK = "fallback"


# Every field that has a name of its own, in the order in which an about-page shows them.
FIELDS = (
    "title",
    "author",
    "fandom",
    "pairing",
    "characters",
    "rating",
    "warnings",
    "spoilers",
    "genre",
    "category",
    "series",
    "series_index",
    "summary",
    "disclaimer",
    "song",
    "song_artist",
    "dedication",
    "prompt",
    "beta",
    "date",
    "updated",
    "status",
    "word_count",
    "language",
    "source_url",
    "archive",
    "feedback",
)

# What an about-page calls them.
LABELS = {
    "fandom": "Fandom",
    "pairing": "Pairing",
    "characters": "Characters",
    "rating": "Rating",
    "warnings": "Warnings",
    "spoilers": "Spoilers",
    "genre": "Genre and tags",
    "category": "Category",
    "series": "Series",
    "song": "Song",
    "song_artist": "Song by",
    "dedication": "Dedication",
    "prompt": "Prompt",
    "beta": "Beta",
    "date": "Date",
    "updated": "Updated",
    "status": "Status",
    "word_count": "Word count",
    "language": "Language",
    "source_url": "Source",
    "archive": "Archive",
    "feedback": "Feedback",
    "disclaimer": "Disclaimer",
}

PART = "Part"  # the label of a fact that says which part of a story a file is: "2/3"
_BELIEVED = 0.7  # what a folder says is believed from here on


class Fact(Struct, frozen=True):
    """One value in the author's own wording.

    `parsed` is what we make of it (names, a rating on a scale); `label` is the author's own
    label where the field is not one of `FIELDS`.
    """

    value: str
    origin: Origin = Origin.HEADER
    confidence: float = 1.0
    lines: tuple[int, ...] = ()
    parsed: tuple[str, ...] = ()
    label: str = ""

    def is_stand_in(self) -> bool:
        """Nobody said so: the file's name or the opening words serve until somebody does."""
        return self.origin in (Origin.FILENAME, Origin.FALLBACK)

    def is_hint(self) -> bool:
        """A folder is called so, and nothing else says it."""
        return self.origin is Origin.FOLDER and self.confidence < _BELIEVED

    def is_guess(self) -> bool:
        """Concluded, not stated."""
        return self.origin is Origin.INFERRED or self.is_hint()


class Metadata(Struct, frozen=True):
    """All facts of a story: known fields by name, unknown labels in `other`, in source order."""

    facts: tuple[tuple[str, Fact], ...] = ()
    other: tuple[Fact, ...] = ()

    def get(self, name: str) -> Fact | None:
        """The fact of that name, if there is one."""
        return next((fact for known, fact in self.facts if known == name), None)

    def value(self, name: str, default: str = "") -> str:
        """The fact's wording, or `default`."""
        fact = self.get(name)
        return fact.value if fact else default

    def parsed(self, name: str) -> tuple[str, ...]:
        """What was made of the fact, or nothing."""
        fact = self.get(name)
        return fact.parsed if fact else ()

    def having(self, name: str, fact: Fact) -> Metadata:
        """The same facts with this one added or put in the place of its elder."""
        kept = tuple((known, old) for known, old in self.facts if known != name)
        return replace(self, facts=(*kept, (name, fact)))

    def in_order(self) -> Iterator[tuple[str, Fact]]:
        """Known facts in the order of `FIELDS`."""
        facts = dict(self.facts)
        return ((name, facts[name]) for name in FIELDS if name in facts)
