"""The stories of a library, and what was found in its files before.

In: a library, how its files are opened and what is made of a draft. Out: the stories in the order of their files.
What was found in a file is remembered under a hash of all that it depends on; only what is not known is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fanbook.errors import FanbookError
from fanbook.library.cache import Cache, key_of
from fanbook.library.shelved import as_bytes, from_bytes
from fanbook.library.workspace import Library, StoryFile
from fanbook.model.draft import Draft, Instructions
from fanbook.model.story import Story
from fanbook.processes.pool import cores
from fanbook.read.sheet import Given
from fanbook.reading import read_drafts
from fanbook.report import Failure
from fanbook.versions import reading

Known = Callable[[StoryFile, bytes, Instructions], None]
Opening = Callable[[Known], Callable[[StoryFile], Given]]
Making = Callable[[Draft, StoryFile], tuple[list[Story], list[Failure]]]
Progress = Callable[[str, int, int], None]


class _Remembered(FanbookError):  # noqa: N818 - no fault, but the one way for a file to come to nothing
    """The stories in a file are known already."""

    def __init__(self, stories: tuple[Story, ...]) -> None:
        super().__init__("B001", "remembered")
        self.stories = stories


@dataclass(frozen=True, slots=True)
class Memory:
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
    keys: dict[StoryFile, str] = {}

    def known(file: StoryFile, data: bytes, told: Instructions) -> None:
        keys[file] = memory.key(file, data, told)
        if found := from_bytes(memory.cache.get_bytes(keys[file]) or b""):
            raise _Remembered(found)

    drafts = read_drafts(library.stories, opening(known), library.settings.jobs or cores())
    for n, (file, draft) in enumerate(drafts):
        progress(f"reading {file.name}", n, len(library.stories))
        if isinstance(draft, _Remembered):
            stories += draft.stories
        elif isinstance(draft, FanbookError):
            failed.append(Failure(file.name, draft))
        else:
            found, faults = making(draft, file)
            stories += found
            failed += faults
            if found and not faults and (data := as_bytes(found)):
                memory.cache.put_bytes(keys[file], data)
    return stories, failed
