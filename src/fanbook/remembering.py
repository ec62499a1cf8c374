"""The stories of a library, and what was found in its files before.

In: a library, how its files are opened and what is made of a draft, in whatever process. Out: the stories in the order of their files.
What was found in a file is remembered under a hash of all that it depends on; only what is not known is read.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from typing import Generic, TypeVar

from msgspec import Struct

from fanbook.errors import ConfigError, FanbookError
from fanbook.library.cache import Cache, key_of
from fanbook.library.shelved import as_bytes, from_bytes
from fanbook.library.workspace import Library, StoryFile
from fanbook.model.draft import Draft, Instructions
from fanbook.model.story import Story
from fanbook.processes.pool import cores
from fanbook.read.sheet import Given
from fanbook.reading import HERE, read_all
from fanbook.report import Failure
from fanbook.versions import reading

Known = Callable[[StoryFile, bytes, Instructions], None]
Opening = Callable[[Known], Callable[[StoryFile], Given]]
Making = Callable[[Draft], tuple[list[Story], list[Failure]]]
Keying = Callable[[StoryFile, bytes, Instructions], str]
Progress = Callable[[str, int, int], None]
T = TypeVar("T")
M = TypeVar("M")


class Remembered(FanbookError, Generic[T]):  # noqa: N818 - no fault, but the one way for a file to come to nothing
    """What came of a file is known already: `value`."""

    def __init__(self, value: T) -> None:
        super().__init__("B001", "remembered")
        self.value = value


def recalled(
    library: Library,
    opening: Opening,
    key_for: Keying,
    recall: Callable[[str], T | None],
    progress: Progress,
    *,
    making: Callable[[Draft], M],
    here: int | None = HERE,
) -> Generator[tuple[StoryFile, str, Remembered[T] | M | FanbookError], None, None]:
    """Each file with its key and with what `recall` has under that; only of what it has not something is made."""
    keys: dict[StoryFile, str] = {}

    def known(file: StoryFile, data: bytes, told: Instructions) -> None:
        keys[file] = key_for(file, data, told)
        if (value := recall(keys[file])) is not None:
            raise Remembered(value)

    workers = library.settings.jobs or cores()
    made = read_all(library.stories, opening(known), making, workers, here=here)
    with closing(made):
        for n, (file, outcome) in enumerate(made):
            progress(f"reading {file.name}", n, len(library.stories))
            yield file, keys.pop(file, ""), outcome


class Memory(Struct, frozen=True):
    """Where stories are remembered; `how` is what they depend on beside their files and our own code."""

    cache: Cache
    how: str

    def key(self, file: StoryFile, data: bytes, told: Instructions) -> str:
        """What the stories in a file are remembered under."""
        return key_of(f"stories|{reading()}|{self.how}", file.name, repr(told), data)


def remembered(
    library: Library, memory: Memory, opening: Opening, making: Making, progress: Progress
) -> tuple[list[Story], list[Failure]]:
    """Every story that can be read, and every one that cannot, with the reason."""
    stories: list[Story] = []
    failed: list[Failure] = []

    def recall(key: str) -> tuple[Story, ...] | None:
        return from_bytes(memory.cache.get_bytes(key) or b"") or None

    for file, key, outcome in recalled(library, opening, memory.key, recall, progress, making=making):
        if isinstance(outcome, Remembered):
            stories += outcome.value
        elif isinstance(outcome, ConfigError):
            raise outcome
        elif isinstance(outcome, FanbookError):
            failed.append(Failure(file.name, outcome))
        else:
            found, faults = outcome
            stories += found
            failed += faults
            if found and not faults and (data := as_bytes(found)):
                memory.cache.put_bytes(key, data)
    return stories, failed
