"""Blocks at rest: small while nobody reads them, the same blocks when somebody does.

In: blocks. Out: a sequence of the same blocks, packed. A library's stories are held so: their words take a twentieth
of the room, and only what is being worked at is unpacked, each time it is asked for. Nothing but the records of the
model is ever made of packed bytes: whatever else they name is refused.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cache
from hashlib import sha256
from types import ModuleType
from typing import Any, overload

from msgspec import Struct
from msgspec.structs import replace

from fanbook import diagnostics
from fanbook.model import blocks, covering, inlines, metadata, pairing, picture
from fanbook.model.blocks import Block
from fanbook.model.story import Chapter, Story

_MODULES: tuple[ModuleType, ...] = (blocks, covering, diagnostics, inlines, metadata, pairing, picture)


def records(modules: Iterable[ModuleType]) -> dict[tuple[str, str], type]:
    """Every record of these modules, by module and name."""
    return {(one.__module__, one.__qualname__): one for module in modules for one in _classes(module)}


def _classes(module: ModuleType) -> Iterator[type]:
    for one in vars(module).values():
        is_own = isinstance(one, type) and one.__module__ == module.__name__
        if is_own and issubclass(one, Struct | Enum):
            yield one


@cache
def _known() -> dict[tuple[str, str], type]:
    return records(_MODULES)


class _Bytes:
    """Bytes as an unpickler asks for them; they come from no file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def read(self, size: int = -1, /) -> bytes:
        """The next so many."""
        end = len(self._data) if size < 0 else self._at + size
        found, self._at = self._data[self._at : end], min(end, len(self._data))
        return found

    def readline(self) -> bytes:
        """All up to the next line's end, and that."""
        end = self._data.find(b"\n", self._at)
        return self.read(len(self._data) - self._at if end < 0 else end + 1 - self._at)


class Reader(pickle.Unpickler):
    """Reads these records and nothing else."""

    def __init__(self, data: bytes, known: dict[tuple[str, str], type]) -> None:
        super().__init__(_Bytes(data))
        self._records = known

    def find_class(self, module_name: str, global_name: str, /) -> Any:  # noqa: ANN401 - as its base does
        """The class of a record. Raises `UnpicklingError` for anything else."""
        found = self._records.get((module_name, global_name))
        if found is None:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} is no record")
        return found


class Packed(Sequence[Block]):
    """Blocks, packed. `digest` is a hash of what they are; two of one digest hold the same."""

    __slots__ = ("_count", "_data", "digest")

    def __init__(self, found: Iterable[Block]) -> None:
        whole = tuple(found)
        self._count = len(whole)
        self._data = zlib.compress(pickle.dumps(whole, 5), 1)
        self.digest = sha256(repr(whole).encode("utf-8", "surrogatepass")).hexdigest()

    def __getstate__(self) -> tuple[int, bytes, str]:
        return self._count, self._data, self.digest

    def __setstate__(self, state: tuple[int, bytes, str]) -> None:
        self._count, self._data, self.digest = state

    def unpacked(self) -> tuple[Block, ...]:
        """The blocks."""
        return tuple(Reader(zlib.decompress(self._data), _known()).load())

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Block]:
        return iter(self.unpacked())

    @overload
    def __getitem__(self, at: int) -> Block: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, at: int | slice) -> Block | tuple[Block, ...]:
        return self.unpacked()[at]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Packed):
            return self.digest == other.digest
        return self.unpacked() == other

    def __hash__(self) -> int:
        return hash(self.unpacked())

    def __repr__(self) -> str:
        return f"Packed({self._count}, {self.digest})"


def at_rest(story: Story) -> Story:
    """The story with the blocks of its chapters packed."""
    return replace(
        story,
        chapters=tuple(
            chapter if isinstance(chapter.blocks, Packed) else replace(chapter, blocks=Packed(chapter.blocks))
            for chapter in story.chapters
        ),
    )


def with_blocks(chapter: Chapter, found: Iterable[Block]) -> Chapter:
    """The chapter with other blocks, packed where its own were."""
    kept = Packed(found) if isinstance(chapter.blocks, Packed) else tuple(found)
    return replace(chapter, blocks=kept)
