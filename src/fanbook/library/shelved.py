"""Recognised stories as bytes, to be kept in the cache and read again.

In: stories. Out: bytes, and the same stories. Nothing but the records of `fanbook.model` and diagnostics is ever
made of such bytes: whatever else they name is refused, so that a cache that somebody else wrote can
spoil a build and do no more.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from functools import cache
from types import ModuleType

from fanbook import diagnostics
from fanbook.model import blocks, covering, inlines, metadata, pairing, picture, story
from fanbook.model.packed import Packed, Reader, records
from fanbook.model.story import Story

MOST = 8 << 20  # bytes; a story with larger pictures is read again
_MODULES: tuple[ModuleType, ...] = (blocks, covering, diagnostics, inlines, metadata, pairing, picture, story)


@cache
def _known() -> dict[tuple[str, str], type]:
    """Every class that a story may be made of, by module and name."""
    return records(_MODULES) | {(Packed.__module__, Packed.__qualname__): Packed}


def as_bytes(stories: Sequence[Story]) -> bytes | None:
    """The stories as bytes; None where they are too many for keeping."""
    if sum(len(one.data) for story in stories for one in story.pictures) > MOST:
        return None
    return pickle.dumps(tuple(stories), 5)


def from_bytes(data: bytes) -> tuple[Story, ...] | None:
    """The stories again; None for what are none."""
    try:
        found = Reader(data, _known()).load()
    except Exception:  # noqa: BLE001 - a damaged entry fails in any way, and then there is none
        return None
    if isinstance(found, tuple) and found and all(isinstance(one, Story) for one in found):
        return found
    return None
