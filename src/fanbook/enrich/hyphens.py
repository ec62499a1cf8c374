"""Words that a line's end cut in two: is the hyphen the word's own, or the line's?

In: a story in which `read.layout` left a mark behind every hyphen that ended a line. Out: the
story without them. The story's own spelling elsewhere decides; a word that stands nowhere else is put
together, since most are. Without typography the hyphen stays: nothing is taken that the source has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from fanbook.model.draft import BREAK
from fanbook.model.metadata import Fact
from fanbook.model.story import Story
from fanbook.model.walk import Inlines, map_inlines, map_note, texts, with_texts

_BROKEN = re.compile(f"([^\\W\\d_]+)([-\u00ad]){BREAK}([^\\W\\d_]+)")
_WORD = re.compile("[^\\W\\d_]+(?:-[^\\W\\d_]+)*")


def mend_hyphens(story: Story, *, typography: bool) -> Story:
    """The story with broken words whole; `edits` counts those that lost a hyphen."""
    if not any(BREAK in text for text in _texts(story)):
        return story
    known = {word.casefold() for text in _texts(story) for word in _WORD.findall(_BROKEN.sub(" ", text))}
    count = 0

    def mended(match: re.Match[str]) -> str:
        nonlocal count
        first, hyphen, second = match.groups()
        whole = f"{first}{second}".casefold()
        own = hyphen == "-" and whole not in known and f"{first}-{second}".casefold() in known
        if own or not typography:
            return f"{first}{hyphen}{second}"
        count += 1
        return first + second

    def change(inlines: Inlines) -> Inlines:
        runs = list(texts(inlines))
        if not any(BREAK in run for run in runs):
            return inlines
        return with_texts(inlines, iter([_BROKEN.sub(mended, run).replace(BREAK, "") for run in runs]))

    chapters = tuple(
        replace(chapter, blocks=tuple(map_inlines(block, change) for block in chapter.blocks))
        for chapter in story.chapters
    )
    head = tuple(map_note(note, change) for note in story.head_notes)
    end = tuple(map_note(note, change) for note in story.end_notes)
    facts = tuple((name, _mended_fact(fact, mended)) for name, fact in story.metadata.facts)
    metadata = replace(story.metadata, facts=facts)
    edits = (*story.edits, ("hyphens", count)) if count else story.edits
    return replace(story, metadata=metadata, chapters=chapters, head_notes=head, end_notes=end, edits=edits)


def _mended_fact(fact: Fact, mended: Callable[[re.Match[str]], str]) -> Fact:
    if BREAK not in fact.value:
        return fact
    parsed = tuple(_BROKEN.sub(mended, part) for part in fact.parsed)
    return replace(fact, value=_BROKEN.sub(mended, fact.value), parsed=parsed)


def _texts(story: Story) -> Iterator[str]:
    blocks = [block for chapter in story.chapters for block in chapter.blocks]
    for block in (*blocks, *story.head_notes, *story.end_notes):
        found: list[str] = []

        def keep(inlines: Inlines, found: list[str] = found) -> Inlines:
            found.extend(texts(inlines))
            return inlines

        map_inlines(block, keep)
        yield from found
