"""A library looked through: what `inspect` shows of each story, one after the other.

In: a library. Out: for each story its public JSON object, or why it cannot be read. What was found
once is kept in the user's cache, so that a run that was interrupted goes on where it stopped; the
object is the same with the cache and without.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from fanbook.errors import FanbookError, bug
from fanbook.inspection import inspection, outline
from fanbook.library.cache import key_of, user_cache
from fanbook.library.workspace import Library, StoryFile, instructions_for, library_around, read_source
from fanbook.pipeline import cast_of, read_story
from fanbook.recognise import Recognised
from fanbook.reconcile import in_folders, is_filed, known_from, settled
from fanbook.report import Failure
from fanbook.versions import reading

Progress = Callable[[str, int, int], None]


def _silent(_: str, __: int, ___: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class Seen:
    """A story's file and what is shown of it (CONTRACT: `inspect FILE --json`)."""

    file: StoryFile
    shown: dict[str, Any]


def as_found(library: Library) -> Library:
    """The library read for looking: lines and words as they stand in the sources."""
    return replace(library, settings=replace(library.settings, typography=False, notes="keep"))


def look(file: StoryFile, library: Library, sidecars: str = "") -> Recognised | Failure:
    """One story read, or why it cannot be: a bad story does not keep the others from being shown."""
    try:
        return read_story(file, as_found(library), sidecars)
    except FanbookError as fault:
        return Failure(file.name, fault)
    except Exception as fault:  # noqa: BLE001 - one story's bug must not stop the others; it is shown whole
        return Failure(file.name, bug(fault, file.name, traceback.format_exc()))


def survey(library: Library, sidecars: str = "", progress: Progress = _silent) -> Iterator[Seen | Failure]:
    """Every story of a library, each by itself, as soon as it has been looked at."""
    with user_cache() as cache:
        for n, file in enumerate(library.stories):
            progress(f"reading {file.name}", n, len(library.stories))
            key = _key(file, library, sidecars)
            shown = cache.get(key) if key else None
            if shown is None:
                found = look(file, library, sidecars)
                if isinstance(found, Failure):
                    yield found
                    continue
                shown = inspection(found)
                cache.put(key, shown)
            yield Seen(file, shown)


def in_library(
    found: Recognised, file: StoryFile, library: Library, sidecars: str = "", progress: Progress = _silent
) -> Recognised:
    """The story with the names that the library around it knows its people by, and what its folders say.

    The library is not asked about a story that names nobody and wants nothing.
    """
    story = found.story
    if not story.pairings and not is_filed(story):
        return found
    around = library_around(file, library)
    others = replace(around, stories=tuple(other for other in around.stories if other.path != file.path))
    seen = [one for one in survey(others, sidecars, progress) if isinstance(one, Seen)]
    stories = [story, *(outline(one.shown) for one in seen)]
    story = in_folders(story, known_from(stories))
    cast = cast_of(stories, library.settings)
    pairings = tuple(settled(pairing, story, cast) for pairing in story.pairings)
    return replace(found, story=replace(story, pairings=pairings))


def _key(file: StoryFile, library: Library, sidecars: str) -> str:
    """A hash of all that a story's object depends on; nothing where that cannot be read."""
    try:
        told = instructions_for(file, library, sidecars)
        return key_of(reading(), file.name, repr(told), read_source(file))
    except FanbookError:
        return ""
