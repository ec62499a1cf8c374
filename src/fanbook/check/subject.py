"""What a checker is given: a file's bytes, and what should be in it where that is known."""

from __future__ import annotations

from msgspec import Struct

from fanbook.check.verdict import Options
from fanbook.model.story import Story

ANY = Options()


class Subject(Struct, frozen=True):
    """One file to be looked at.

    `name` is what reports call it. `stories` are those whose book it is, in the book's order, as they
    would be set today; nothing where no report says whose book it is. `options` are what a person said of it.
    """

    name: str
    data: bytes
    stories: tuple[Story, ...] = ()
    options: Options = ANY
