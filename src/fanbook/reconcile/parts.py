"""Parts of one story in several files, put together and in order.

In: the stories of a library, a file each. Out: the stories, those that are parts of one joined. Files are
parts where they lie in one folder, are called by one title and its author, and each says which part it is:
in its title ("The Lamp (2/3)"), in its only heading ("Chapter Two"), or in a file name that says "chapter" or
"part". A number at the front of a file's name proves nothing; neither does a title that two stories share.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic
from fanbook.model.blocks import AuthorNote, NotePlace
from fanbook.model.inlines import Inline
from fanbook.model.metadata import PART, Fact, Metadata
from fanbook.model.packed import with_blocks
from fanbook.model.story import Chapter, ChapterKind, LeftOut, Story

_TAIL = re.compile(
    r"[\s,:;–—-]*[\[(]?\b(?:(?P<word>part|pt|chapter|chap|ch|teil|kapitel|partie|chapitre|parte|capítulo)s?\.?\s*(?P<n>\d{1,3}|[ivxl]{1,6}|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:\s*(?:of|/|von|de)\s*\d{1,3})?|(?P<n2>\d{1,3})\s*(?:/|of)\s*(?:\d{1,3}|\?))[\])]?\s*$",
    re.IGNORECASE,
)
_SAID = re.compile(r"(?P<n>\d{1,3})\s*(?:/|of)\s*(?:[2-9]|\d{2,3}|\?)\s*$")
_WORDS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def join_parts(stories: Sequence[Story]) -> list[Story]:
    """The stories, with every one that was saved in parts made whole; it stands where its first part did."""
    groups: defaultdict[tuple[str, str], list[tuple[int, int, Story]]] = defaultdict(list)
    for place, story in enumerate(stories):
        title, part = part_of(story)
        if part and title:
            groups[(str(PurePosixPath(story.source.path).parent), title)].append((part, place, story))
    runs = [run for rows in groups.values() for run in _runs(rows)]
    return in_their_places(
        stories,
        [([place for _, place, _ in run], _whole([story for _, _, story in run])) for run in runs],
    )


def in_their_places(stories: Sequence[Story], joined: Sequence[tuple[Sequence[int], Story]]) -> list[Story]:
    """The stories, each of those joined in the place of the first of its parts, whose places are given."""
    whole = {min(places): story for places, story in joined}
    gone = {place for places, _ in joined for place in places} - set(whole)
    return [whole.get(place, story) for place, story in enumerate(stories) if place not in gone]


def part_of(story: Story) -> tuple[str, int]:
    """A story's title without its part, folded, and the part's number; 0 where it is none."""
    fact = story.metadata.get("title")
    if fact is None:
        return "", 0
    title = fact.value.strip("“”\"'… ")
    if match := _TAIL.search(title):
        return _folded(title[: match.start()]), _number(match["n"] or match["n2"])
    said = next((one.value for one in story.metadata.other if one.label.casefold() == PART.casefold()), "")
    if not fact.is_stand_in() and (match := _SAID.match(said)):
        return _folded(title), int(match["n"])
    stem = re.sub(r"[_-]+", " ", PurePosixPath(story.source.path).stem)
    named = _TAIL.search(stem)
    if named and named["word"]:
        return _folded(stem[: named.start()] if fact.is_stand_in() else title), _number(named["n"])
    headed = [chapter for chapter in story.chapters if chapter.kind is not ChapterKind.EPIGRAPH]
    if (
        not fact.is_stand_in()
        and len(headed) == 1
        and headed[0].number
        and headed[0].kind is not ChapterKind.STORY
    ):
        return _folded(title), headed[0].number
    return "", 0


def _number(text: str) -> int:
    folded = text.casefold()
    if folded.isdigit():
        return int(folded)
    if folded in _WORDS:
        return _WORDS[folded]
    values = [_ROMAN[char] for char in folded]
    return sum(-value if value < max(values[n:], default=0) else value for n, value in enumerate(values))


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _runs(rows: list[tuple[int, int, Story]]) -> Iterator[list[tuple[int, int, Story]]]:
    """Parts that count up by one and that nobody else claims: two of one number are copies, not parts."""
    rows = sorted(rows, key=lambda row: row[:2])
    numbers = [row[0] for row in rows]
    if (
        len(rows) < 2
        or len(set(numbers)) < len(numbers)
        or numbers != list(range(numbers[0], numbers[0] + len(rows)))
    ):
        return
    if len({_folded(" ".join(row[2].authors())) for row in rows if row[2].authors()}) <= 1:
        yield rows


class Part(Struct, frozen=True):
    """A part of a story: its number, and what it is called where it has no heading of its own."""

    story: Story
    number: int
    label: str
    title: tuple[Inline, ...] = ()


def _whole(stories: Sequence[Story]) -> Story:
    title = stories[0].metadata.get("title")
    assert title is not None
    bare = replace(title, value=_TAIL.sub("", title.value.strip("“”\"'… ")) or title.value)
    return joined([Part(story, part_of(story)[1], _label(story)) for story in stories], bare)


def joined(rows: Sequence[Part], title: Fact) -> Story:
    """One story of these parts, in this order, called so."""
    parts = [row.story for row in rows]
    chapters = [
        chapter for n, row in enumerate(rows) for chapter in _chapters(row, n == 0, n == len(rows) - 1)
    ]
    metadata = _metadata(parts, title)
    return replace(
        parts[0],
        metadata=metadata,
        chapters=tuple(chapters),
        end_notes=parts[-1].end_notes,
        left_out=tuple(row for part in parts for row in _placed(part.left_out, part)),
        held_back=tuple(row for part in parts for row in _placed(part.held_back, part)),
        edits=_edits(parts),
        diagnostics=tuple(_told(parts, metadata)),
        words=sum(part.words for part in parts),
        more_sources=tuple(part.source for part in parts[1:]),
    )


def _told(parts: Sequence[Story], metadata: Metadata) -> Iterator[Diagnostic]:
    """What is to be said of the parts; what the whole has is missing in none, and is asked for once."""
    author, title = metadata.get("author"), metadata.get("title")
    has = {"N001": title is not None and not title.is_stand_in(), "N002": author is not None}
    asked: set[str] = set()
    for diagnostic in dict.fromkeys(d for part in parts for d in part.diagnostics):
        if has.get(diagnostic.code, False) or diagnostic.code in asked:
            continue
        asked |= {diagnostic.code} & set(has)
        yield diagnostic


def _placed(rows: Sequence[LeftOut], part: Story) -> Iterator[LeftOut]:
    return (replace(row, source=row.source or part.source.path) for row in rows)


def _edits(parts: Sequence[Story]) -> tuple[tuple[str, int], ...]:
    counts: defaultdict[str, int] = defaultdict(int)
    for part in parts:
        for kind, count in part.edits:
            counts[kind] += count
    return tuple(sorted(counts.items()))


def _chapters(row: Part, is_first: bool, is_last: bool) -> Iterator[Chapter]:
    """A part's chapters; without a heading of its own it is one chapter, and its notes stand in it."""
    part = row.story
    whole = list(part.chapters)
    for n, chapter in enumerate(whole):
        if chapter.kind is ChapterKind.STORY:
            chapter = replace(  # noqa: PLW2901
                chapter, kind=ChapterKind.PART, number=row.number, label=row.label, title=row.title
            )
        blocks = chapter.blocks
        if n == 0 and not is_first:
            blocks = (*_notes(part.head_notes, NotePlace.CHAPTER_HEAD), *blocks)
        if n == len(whole) - 1 and not is_last:
            blocks = (*blocks, *_notes(part.end_notes, NotePlace.CHAPTER_END))
        yield chapter if blocks is chapter.blocks else with_blocks(chapter, blocks)


def _label(part: Story) -> str:
    """The author's own words for a part: "(2/3)", "Part Two"; else its number."""
    match = _TAIL.search(part.title().strip("“”\"'… "))
    said = next((one.value for one in part.metadata.other if one.label.casefold() == PART.casefold()), "")
    return match[0].strip(" ,:;–—-") if match else said or str(part_of(part)[1])


def _notes(notes: Sequence[AuthorNote], place: NotePlace) -> Iterator[AuthorNote]:
    return (replace(note, place=place) for note in notes)


def _metadata(parts: Sequence[Story], title: Fact) -> Metadata:
    """The first part's facts, and what only later ones say."""
    facts: dict[str, Fact] = {"title": title}
    for part in parts:
        for name, fact in part.metadata.facts:
            facts.setdefault(name, fact)
    others = (fact for part in parts for fact in part.metadata.other)
    other = tuple(dict.fromkeys(fact for fact in others if fact.label.casefold() != PART.casefold()))
    return Metadata(tuple(facts.items()), other)
