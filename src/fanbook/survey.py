"""A library looked through: what `inspect` shows of each story, one after the other.

In: a library. Out: for each story its public JSON object, or why it cannot be read. What was found
once is kept in the user's cache, so that a run that was interrupted goes on where it stopped; the
object is the same with the cache and without.
"""

from __future__ import annotations

import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from fanbook.errors import ConfigError, FanbookError, bug
from fanbook.inspection import in_one, inspection, outline
from fanbook.library.cache import key_of, user_cache
from fanbook.library.workspace import Library, StoryFile, instructions_for, library_around
from fanbook.model.draft import Draft, Instructions
from fanbook.model.story import Story
from fanbook.model.whole import Whole
from fanbook.pipeline import cast_of, opener
from fanbook.read.sheet import Given
from fanbook.reading import read_drafts
from fanbook.recognise import Recognised
from fanbook.reconcile import in_folders, in_world, is_filed, known_from, settled
from fanbook.reconcile.parts import join_parts
from fanbook.reconcile.wholes import could_be_part, join_folders
from fanbook.remembering import Known, Remembered, recalled
from fanbook.report import Failure
from fanbook.stories import recognised
from fanbook.versions import reading

Progress = Callable[[str, int, int], None]


def _silent(_: str, __: int, ___: int) -> None:
    return


class Seen(Struct, frozen=True):
    """A story's file and what is shown of it (CONTRACT: `inspect FILE --json`)."""

    file: StoryFile
    shown: dict[str, Any]


def as_found(library: Library) -> Library:
    """The library read for looking: lines and words as they stand in the sources."""
    return replace(library, settings=replace(library.settings, typography=False, notes="keep"))


def look(file: StoryFile, library: Library, sidecars: str = "") -> Recognised | Failure:
    """One story read, or why it cannot be: a bad story does not keep the others from being shown."""
    library = as_found(library)
    drafts = read_drafts([file], _lenient(opener(library, sidecars)), 1)
    return next(_found(file, draft, library) for _, draft in drafts)


class _Unsettled(FanbookError):  # noqa: N818 - see `remembering`
    """A sidecar in error is the story's fault here, and does not keep the others from being shown."""

    def __init__(self, fault: ConfigError) -> None:
        super().__init__(fault.code, fault.message)
        self.fault = fault


def survey(library: Library, sidecars: str = "", progress: Progress = _silent) -> Iterator[Seen | Failure]:
    """Every story of a library, each by itself, as soon as it has been looked at."""
    library = as_found(library)

    def opening(known: Known) -> Callable[[StoryFile], Given]:
        return _lenient(opener(library, sidecars, known))

    with (
        user_cache() as cache,
        closing(recalled(library, opening, _key, cache.get, progress, making=_as_it_is, here=None)) as files,
    ):
        for file, key, draft in files:
            if isinstance(draft, Remembered):
                yield Seen(file, draft.value)
                continue
            found = _found(file, draft, library)
            if isinstance(found, Failure):
                yield found
                continue
            shown = inspection(found)
            cache.put(key, shown)
            yield Seen(file, shown)


def in_wholes(
    rows: Iterable[Seen | Failure], library: Library, sidecars: str = ""
) -> Iterator[Seen | Failure]:
    """The same with the parts of one story in one object (CONTRACT: `files`).

    What may be a part waits until all of its folder has been seen; everything else does not.
    """
    folders = {file.name: _folder(file, library, sidecars) for file in library.stories}
    left = Counter(folder for folder, _ in folders.values())
    waiting: defaultdict[str, list[tuple[Seen, Story]]] = defaultdict(list)
    for row in rows:
        folder, whole = folders[row.file.name if isinstance(row, Seen) else row.source]
        left[folder] -= 1
        story = replace(outline(row.shown), whole=whole) if isinstance(row, Seen) else None
        if isinstance(row, Seen) and story is not None and could_be_part(story):
            waiting[folder].append((row, story))
        else:
            yield row
        if not left[folder]:
            yield from _put_together(waiting.pop(folder, []), library.root.name)


def _folder(file: StoryFile, library: Library, sidecars: str) -> tuple[str, Whole | None]:
    try:
        whole = instructions_for(file, library, sidecars).whole
    except ConfigError:  # told with the story itself
        whole = None
    return (whole.folder if whole else str(PurePosixPath(file.name).parent)), whole


def _put_together(rows: Sequence[tuple[Seen, Story]], root: str) -> Iterator[Seen]:
    seen = {row.shown["source"]: row for row, _ in rows}
    for story in join_parts(join_folders([story for _, story in rows], root)):
        parts = [seen[source.path] for source in (story.source, *story.more_sources)]
        yield (
            replace(parts[0], shown=in_one([part.shown for part in parts], story)) if parts[1:] else parts[0]
        )


def _as_it_is(draft: Draft) -> Draft:
    return draft  # what is shown is made here, a story at a time, as somebody looks


def _key(file: StoryFile, data: bytes, told: Instructions) -> str:
    """What the object of a file is remembered under."""
    return key_of(reading(), file.name, repr(told), data)


def _lenient(opened: Callable[[StoryFile], Given]) -> Callable[[StoryFile], Given]:
    def open_(file: StoryFile) -> Given:
        try:
            return opened(file)
        except ConfigError as fault:
            raise _Unsettled(fault) from fault

    return open_


def _found(file: StoryFile, draft: Draft | FanbookError, library: Library) -> Recognised | Failure:
    """The story in a draft, or why there is none."""
    if isinstance(draft, FanbookError):
        return Failure(file.name, draft.fault if isinstance(draft, _Unsettled) else draft)
    try:
        return recognised(draft, library.settings)
    except FanbookError as fault:
        return Failure(file.name, fault)
    except Exception as fault:  # noqa: BLE001 - one story's bug must not stop the others; it is shown whole
        return Failure(file.name, bug(fault, file.name, traceback.format_exc()))


def in_library(
    found: Recognised, file: StoryFile, library: Library, sidecars: str = "", progress: Progress = _silent
) -> Recognised:
    """The story with the names that the library around it knows its people by, and what its folders say.

    The library is not asked about a story that names nobody and wants nothing.
    """
    story = found.story
    if not (story.pairings or story.people or is_filed(story)):
        return found
    around = library_around(file, library)
    others = replace(around, stories=tuple(other for other in around.stories if other.path != file.path))
    seen = [one for one in survey(others, sidecars, progress) if isinstance(one, Seen)]
    stories = [story, *(outline(one.shown) for one in seen)]
    known, cast = known_from(stories), cast_of(stories, library.settings)
    story = in_world(in_folders(story, known), cast, known)
    pairings = tuple(settled(pairing, story, cast) for pairing in story.pairings)
    return replace(found, story=replace(story, pairings=pairings))
