"""The facts that a query may name, and of what kind each is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from fanbook.recognise.ratings import read_rating


class Kind(Enum):
    """How a fact is compared."""

    TEXT = "by its words, whatever their capitals and accents"
    PAIRING = "by who is meant, in any order"
    RATING = "by its step on the scale"
    NUMBER = "by size"
    DATE = "by time, as exactly as the query says"


FIELDS: Mapping[str, Kind] = {
    "pairing": Kind.PAIRING,
    "fandom": Kind.TEXT,
    "author": Kind.TEXT,
    "title": Kind.TEXT,
    "series": Kind.TEXT,
    "character": Kind.TEXT,
    "tag": Kind.TEXT,
    "warning": Kind.TEXT,
    "rating": Kind.RATING,
    "words": Kind.NUMBER,
    "chapters": Kind.NUMBER,
    "date": Kind.DATE,
    "year": Kind.NUMBER,
    "language": Kind.TEXT,
    "status": Kind.TEXT,
    "file": Kind.TEXT,
}
RATINGS = ("General", "Teen", "Mature", "Explicit")


def rating_of(value: str) -> str:
    """The step of the scale that a rating means; empty for one that is none of them."""
    step = read_rating(value)
    return step if step in RATINGS else ""
