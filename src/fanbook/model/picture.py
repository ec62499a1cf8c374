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
