"""A volume's two lists of its works: by what their authors warn of, and by who wrote them.

In: stories in order, and the ids of their sections. Out: `Roll`s. Warnings and names are the authors' own
words; those that differ in capitals alone are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from fanbook.assemble import matter
from fanbook.enrich.dress import dress
from fanbook.model.book import Entry, Roll, RollRow
from fanbook.model.story import Story
from fanbook.reconcile.cast import fold

NOBODY = "Authors whose names are not known"


def warnings(stories: Sequence[Story], ids: Mapping[str, str]) -> Roll:
    """What the stories are warned of, in the order in which it first comes."""
    rows = _rows((dress(warning, story.language), story) for story in stories for warning in matter.content_warnings(story))  # fmt: skip
    said = "What the authors of these stories warn of; each title leads to its story."
    return Roll("Warnings", tuple(_row(name, some, ids) for name, some in rows), said, "warnings")


def contributors(stories: Sequence[Story], ids: Mapping[str, str]) -> Roll:
    """Who wrote the stories, by name; those that came without one stand at the end."""
    rows = _rows((name, story) for story in stories for name in story.authors())
    rows.sort(key=lambda row: (fold(row[0]), row[0]))
    nameless = [story for story in stories if not story.authors()]
    if nameless:
        rows.append((NOBODY, nameless))
    said = "Each story is its author’s own work. If you enjoyed one, tell whoever wrote it."
    return Roll("Contributors", tuple(_row(name, some, ids) for name, some in rows), said, "contributors")


def _rows(pairs: Iterable[tuple[str, Story]]) -> list[tuple[str, list[Story]]]:
    found: dict[str, tuple[str, list[Story]]] = {}
    for name, story in pairs:
        some = found.setdefault(fold(name) or name, (name, []))[1]
        if story not in some[-1:]:
            some.append(story)
    return list(found.values())


def _row(name: str, stories: Sequence[Story], ids: Mapping[str, str]) -> RollRow:
    entries = (Entry(ids[story.source.key()], matter.display_title(story)) for story in stories)
    return RollRow(name, tuple(entries))
