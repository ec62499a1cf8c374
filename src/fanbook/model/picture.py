"""A picture that a story brings along."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's file. `name` comes from its content ("3f0c….jpg"), so that equal names are equal files.

    `width` and `height` are in pixels.
    """

    name: str
    media_type: str
    data: bytes = field(repr=False, compare=False)
    width: int
    height: int
