"""A picture that a story brings along."""

from __future__ import annotations

from msgspec import Struct


class Picture(Struct, frozen=True):
    """A picture's file. `name` comes from its content ("3f0c….jpg"), so that equal names are equal files.

    `width` and `height` are in pixels.
    """

    name: str
    media_type: str
    data: bytes
    width: int
    height: int

    def __repr__(self) -> str:
        # Keys of what is kept are made of this: the name says what the data are, and megabytes take their time.
        return f"Picture({self.name!r}, {self.media_type!r}, {self.width}, {self.height})"
