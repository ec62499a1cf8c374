"""A folder that is one story, as its `fanbook.toml` says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Whole:
    """The folder, relative to the library, and what its story is called; an empty title is not said."""

    folder: str
    title: str = ""
