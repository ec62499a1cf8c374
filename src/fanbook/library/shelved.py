"""Recognised stories as bytes, to be kept in the cache and read again.

In: stories. Out: bytes, and the same stories. Nothing but the records of `fanbook.model` and diagnostics is ever
made of such bytes: whatever else they name is refused, so that a cache that somebody else wrote can do no more
than be of no use.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from enum import Enum
from functools import cache
from types import ModuleType
from typing import Any

from fanbook import diagnostics
from fanbook.model import blocks, covering, inlines, metadata, pairing, picture, story
from fanbook.model.story import Story

MOST = 8 << 20  # bytes; a story with larger pictures is read again
_MODULES: tuple[ModuleType, ...] = (blocks, covering, diagnostics, inlines, metadata, pairing, picture, story)


@cache
def _records() -> dict[tuple[str, str], type]:
    """Every class that a story may be made of, by module and name."""
    return {(one.__module__, one.__qualname__): one for module in _MODULES for one in _classes(module)}


def _classes(module: ModuleType) -> Iterator[type]:
    for one in vars(module).values():
        is_own = isinstance(one, type) and one.__module__ == module.__name__
        if is_own and (is_dataclass(one) or issubclass(one, Enum)):
            yield one


class _Reader(pickle.Unpickler):
    """Reads records and nothing else."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:  # noqa: ANN401 - as its base does
        """The class of a record. Raises `UnpicklingError` for anything else."""
        found = _records().get((module_name, global_name))
        if found is None:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no record")
        return found


def as_bytes(stories: Sequence[Story]) -> bytes | None:
    """The stories as bytes; None where they are too many for keeping."""
    if sum(len(one.data) for story in stories for one in story.pictures) > MOST:
        return None
    return pickle.dumps(tuple(stories), 5)


def from_bytes(data: bytes) -> tuple[Story, ...] | None:
    """The stories again; None for what are none."""
    try:
        found = _Reader(io.BytesIO(data)).load()
    except Exception:  # noqa: BLE001 - a damaged entry fails in any way, and then there is none
        return None
    if isinstance(found, tuple) and found and all(isinstance(one, Story) for one in found):
        return found
    return None
