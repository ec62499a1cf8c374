"""The pictures of one source: found by the address that the markup gives, taken or refused, and reported.

In: a way to get a picture's bytes by its address, inside the source itself. Out: images for a `Flow`. An
address on the web or on this machine is never followed: a book shows what its source brought along.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from fanbook.diagnostics import Severity
from fanbook.model.inlines import Image
from fanbook.read.pictures import read_picture
from fanbook.read.sheet import Sheet

Fetch = Callable[[str], bytes | None]
_MOST = 200 * 2**20  # of all the pictures of one story together


def nothing(_: str) -> bytes | None:
    """For sources that hold nothing beside their text."""
    return None


class Gallery:
    """A source's pictures as its markup asks for them."""

    def __init__(self, sheet: Sheet, fetch: Fetch = nothing) -> None:
        self._sheet = sheet
        self._fetch = fetch
        self._refused: Counter[str] = Counter()
        self._size = 0

    def show(self, address: str, alt: str) -> Image | None:
        """The image at an address, or None."""
        data = _in_address(address) if address.startswith("data:") else self._inside(address)
        if data is None:
            self._refused["not in the file that you saved"] += 1
            return None
        picture = read_picture(data)
        if isinstance(picture, str):
            self._refused[picture] += 1
            return None
        if picture.name not in self._sheet.pictures:
            self._size += len(data)
            if self._size > _MOST:
                self._refused["too many of them"] += 1
                return None
        self._sheet.pictures[picture.name] = picture
        return Image(picture.name, alt)

    def _inside(self, address: str) -> bytes | None:
        is_far = "://" in address or address.startswith("//")
        return None if is_far and not address.startswith("inside:") else self._fetch(address)

    def report(self) -> None:
        """Say what was left out."""
        for why, count in sorted(self._refused.items()):
            what = "a picture is" if count == 1 else f"{count} pictures are"
            hint = (
                "save the page complete, with its pictures, or as an EPUB" if why.startswith("not in") else ""
            )
            self._sheet.doubt("R042", f"{what} left out: {why}", hint, Severity.NOTE)


def _in_address(address: str) -> bytes | None:
    head, _, body = address.partition(",")
    try:
        raw = unquote_to_bytes(body)
        return base64.b64decode(raw) if head.endswith(";base64") else raw
    except (binascii.Error, ValueError):
        return None
