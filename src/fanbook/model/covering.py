"""What a person wishes for a story's cover: a picture of their own, how it is dressed, a style."""

from __future__ import annotations

from msgspec import Struct

DRESSES = ("bare", "band", "label")


class Covering(Struct, frozen=True):
    """A cover's wishes; empty where nothing was said.

    `picture` is a file, relative to the library. `dress` is one of `DRESSES`: the picture as it is, over a band
    with the words, or with a label on it.
    """

    picture: str = ""
    dress: str = ""
    style: str = ""


NO_WISH = Covering()
