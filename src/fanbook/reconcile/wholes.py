"""Folders that are one story: a file a chapter, or whatever its files are.

In: the stories of a library, a file each. Out: the stories, those of such a folder joined. A folder says it
itself (`[story]` in its `fanbook.toml`, which may say what the story is called too); or it holds nothing but
the chapters of one, in files that have no title: called "ch01" and so on, or headed "Chapter 1" and so on,
without a gap and each number once. Then the story is called what the folder is, if the first file's sidecar
does not say otherwise.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from fanbook.model.inlines import Text
from fanbook.model.metadata import Fact, Metadata, Origin
from fanbook.model.story import ChapterKind, Source, Story
from fanbook.reconcile.folders import called
from fanbook.reconcile.parts import Part, in_their_places, joined, part_of

_CALLED = re.compile(r"^\W*(?:chapter|chap|ch|part|pt|kapitel|teil|chapitre|partie|capítulo|capitulo|parte)s?[\W_]*(?P<n>\d{1,3})\W*$", re.IGNORECASE)  # fmt: skip
_NUMBER_FIRST = re.compile(r"^[\W_]*\d{1,4}[\W_]+")
_FIRST_NUMBERS = (0, 1)
_BY_NAME = 0.6  # that a story is called what its folder is


def join_folders(stories: Sequence[Story], root: str = "") -> list[Story]:
    """The stories, those of a folder that is one story made one; it stands where its first file did.

    `root` is what the library's own folder is called.
    """
    wholes: defaultdict[str, list[int]] = defaultdict(list)
    folders: defaultdict[str, list[int]] = defaultdict(list)
    for place, story in enumerate(stories):
        if story.whole is not None:
            wholes[story.whole.folder].append(place)
        else:
            folders[str(PurePosixPath(story.source.path).parent)].append(place)
    made = []
    for folder, places in wholes.items():
        in_order = sorted(places, key=lambda place: _natural(stories[place].source))
        made.append((places, _told_whole(_name(folder, root), [stories[place] for place in in_order])))
    for folder, places in folders.items():
        if len(places) > 1 and (rows := _consecutive([stories[place] for place in places])):
            made.append((places, _found_whole(_name(folder, root), rows)))
    return in_their_places(stories, made)


def could_be_part(story: Story) -> bool:
    """May it be one of a story's files?"""
    is_untitled = _title(story).is_stand_in() and _number(story) is not None
    return story.whole is not None or is_untitled or part_of(story)[1] > 0


def _name(folder: str, root: str) -> str:
    return called(root if folder == "." else folder)


def _natural(source: Source) -> list[tuple[bool, int, str]]:
    """The order in which a person counts files: "ch2" before "ch10"."""
    pieces = re.findall(r"\d+|\D+", source.key().casefold())
    return [(piece.isdigit(), int(piece) if piece.isdigit() else 0, piece) for piece in pieces]


def _told_whole(name: str, stories: Sequence[Story]) -> Story:
    """A folder that says that it is one story."""
    whole = stories[0].whole
    assert whole is not None
    own = {fact.value.casefold(): fact for fact in map(_title, stories) if not fact.is_stand_in()}
    shared = next(iter(own.values())) if len(own) == 1 else None
    said = Fact(whole.title, Origin.SIDECAR) if whole.title else None
    title = said or shared or _by_folder(name) or _title(stories[0])
    rows = [Part(story, n, *_part_name(story, n, title.value)) for n, story in enumerate(stories, 1)]
    return joined(rows, title)


def _found_whole(name: str, rows: Sequence[tuple[int, Story]]) -> Story:
    """A folder that holds the chapters of one story and nothing else."""
    stories = [_without(story, name) for _, story in rows]
    parts = [Part(story, n, str(n)) for (n, _), story in zip(rows, stories, strict=True)]
    first = _title(stories[0])
    return joined(parts, (_by_folder(name) if first.is_stand_in() else None) or first)


def _consecutive(stories: Sequence[Story]) -> list[tuple[int, Story]]:
    """Files without a title that count chapters by their names or headings, in order; none where they do not."""
    rows: list[tuple[int, Story]] = []
    for story in stories:
        number = _number(story)
        title = _title(story)
        if (
            number is None
            or story.source.story
            or not (title.is_stand_in() or title.origin is Origin.SIDECAR)
        ):
            return []
        rows.append((number, story))
    rows.sort(key=lambda row: row[0])
    if not all(_title(story).is_stand_in() for _, story in rows[1:]):
        return []
    numbers = [number for number, _ in rows]
    is_count = numbers[0] in _FIRST_NUMBERS and numbers == list(range(numbers[0], numbers[0] + len(rows)))
    authors = {author.casefold() for _, story in rows for author in story.authors()}
    return rows if is_count and len(authors) <= 1 else []


def _number(story: Story) -> int | None:
    if match := _CALLED.match(PurePosixPath(story.source.path).stem.replace("_", " ")):
        return int(match["n"])
    headed = [chapter for chapter in story.chapters if chapter.kind is not ChapterKind.EPIGRAPH]
    if len(headed) == 1 and headed[0].kind is not ChapterKind.STORY:
        return headed[0].number
    return None


def _part_name(story: Story, number: int, whole: str) -> tuple[str, tuple[Text, ...]]:
    """What a part without a heading is called: by its own title, by its file's name, by its number."""
    own = _title(story)
    stem = _NUMBER_FIRST.sub("", PurePosixPath(story.source.path).stem.replace("_", " ") + " ").strip(" -–—.")
    if not own.is_stand_in() and own.value.casefold() != whole.casefold():
        return "", (Text(own.value),)
    if re.search(r"[^\W\d_]{2}", stem) and not _CALLED.match(stem) and stem.casefold() != whole.casefold():
        return "", (Text(stem[0].upper() + stem[1:]),)
    return str(number), ()


def _title(story: Story) -> Fact:
    fact = story.metadata.get("title")
    assert fact is not None  # a recognised story is called something
    return fact


def _by_folder(name: str) -> Fact | None:
    return Fact(name, Origin.FOLDER, _BY_NAME) if name else None


def _without(story: Story, name: str) -> Story:
    """The story without what its folder's name was taken for: it is the title."""
    facts: Mapping[str, Fact] = {
        key: fact
        for key, fact in story.metadata.facts
        if not (fact.origin is Origin.FOLDER and fact.value.casefold() == name.casefold())
    }
    return replace(story, metadata=Metadata(tuple(facts.items()), story.metadata.other))
