"""Answers to doubts: what a sidecar has to say so that the question is settled for good.

In: a `Doubt` and an answer. Out: a `Settlement`: facts and rules for lines, in the terms of the sidecar.
"""

from __future__ import annotations

import re

from msgspec import Struct

from fanbook.doubt.doubt import Doubt
from fanbook.model.draft import Kind, LineRule


class Settlement(Struct, frozen=True):
    """What a person has said about a story: facts by name (an empty one: there is none), kinds of lines,
    and whether it may stand in anthologies.
    """

    facts: tuple[tuple[str, str], ...] = ()
    lines: tuple[LineRule, ...] = ()
    anthology: bool | None = None

    def __bool__(self) -> bool:
        return bool(self.facts or self.lines or self.anthology is not None)


def settle_yes(doubt: Doubt) -> Settlement:
    """What was found is right."""
    return settle_value(doubt, doubt.value) if doubt.field else settle_as(doubt, Kind(doubt.kind))


def settle_no(doubt: Doubt) -> Settlement:
    """What was found is wrong: lines are story, and a fact is none."""
    if doubt.otherwise:
        return settle_as(doubt, Kind(doubt.otherwise))
    return settle_value(doubt, doubt.stated)


def settle_value(doubt: Doubt, value: str) -> Settlement:
    """The fact in question is this. A line that was read for quite another one goes back to the story."""
    given_back = doubt.otherwise and not _words(value) & _words(doubt.value)
    lines = settle_as(doubt, Kind(doubt.otherwise)).lines if given_back else ()
    return Settlement(facts=((doubt.field, value),), lines=lines)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def settle_as(doubt: Doubt, kind: Kind) -> Settlement:
    """The lines in question are of this kind."""
    return Settlement(lines=tuple((place.start, place.end, kind, place.words) for place in doubt.places))
