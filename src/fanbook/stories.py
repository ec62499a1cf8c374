"""Drafts to stories: recognised, counted, held back, set. Everything that is known of one story from its own file."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

from msgspec.structs import replace

from fanbook.assemble.single import without_notes
from fanbook.enrich.order import enrich
from fanbook.enrich.privacy import private_in
from fanbook.errors import ConfigError, FanbookError, bug
from fanbook.library.config import Settings
from fanbook.model.draft import Draft, Kind
from fanbook.model.packed import at_rest
from fanbook.model.story import Story
from fanbook.recognise import Recognised, recognise
from fanbook.recognise.digest import split_stories
from fanbook.reconcile import in_folders
from fanbook.report import Failure


def stories_in(settings: Settings, draft: Draft) -> tuple[list[Story], list[Failure]]:
    """The stories in a draft, and those that cannot be made out."""
    stories: list[Story] = []
    failed: list[Failure] = []
    name = draft.source.path
    for part in split_stories(draft):
        try:
            stories.append(at_rest(finished(recognise(part), settings)))
        except ConfigError:
            raise  # a sidecar in error is mended before anything is built
        except FanbookError as fault:
            failed.append(Failure(name, fault))
        except Exception as fault:  # noqa: BLE001 - one story's bug must not stop the others; it is shown whole
            failed.append(Failure(name, bug(fault, name, traceback.format_exc())))
    return stories, failed


def recognised(draft: Draft, settings: Settings) -> Recognised:
    """The story in a draft, or the first of several, with all that is computed.

    Raises `SourceError` R004 where there is none.
    """
    first, *others = (
        replace(found, story=finished(found, settings)) for found in map(recognise, split_stories(draft))
    )
    return replace(first, others=tuple(others))


def finished(found: Recognised, settings: Settings) -> Story:
    """The recognised story with all that is computed, held back and set."""
    # A person says `author = ""` of somebody who is not the author.
    kept = tuple((name, fact) for name, fact in found.story.metadata.facts if fact.value)
    story = replace(
        found.story,
        metadata=replace(found.story.metadata, facts=kept),
        slug=found.draft.instructions.slug,
        covering=found.draft.instructions.covering,
        held_back=private_in(_header(found.draft)),
    )
    story = enrich(in_folders(story), typography=settings.typography)
    return without_notes(story) if settings.notes == "drop" else story


def _header(draft: Draft) -> Iterator[tuple[int, str]]:
    for unit, label in zip(draft.units, draft.labels, strict=True):
        if label is not None and label.kind in (Kind.TITLE, Kind.METADATA):
            yield unit.start, unit.text
