"""A folder that is one story, as its `fanbook.toml` says."""

from __future__ import annotations

from msgspec import Struct


class Whole(Struct, frozen=True):
    """The folder, relative to the library, and what its story is called; an empty title is not said."""

    folder: str
    title: str = ""
