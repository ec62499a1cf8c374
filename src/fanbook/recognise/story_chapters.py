"""Chapter headings with the story's title before them: "Hamlet In Detention Chapter 4: Words".

In: a draft whose other headings are labelled. Out: the same with such lines labelled, each with the title that it names. Two of one
story that count on will do, or one that opens the file, or that names the title which the header states.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from msgspec import Struct
from msgspec.structs import replace

from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.headings import Heading, heading_label, opens_story, read_heading
from fanbook.recognise.labels import read_fields
from fanbook.recognise.numbers import NUMBER

_LINE = re.compile(
    rf"^[\W_]*(?P<story>[^\W_].{{1,60}}?)[\s,:~|\-–—*_\"”(\[]+(?P<head>(?:chapter|chap|ch|part|episode)\b\.? ?{NUMBER}(?![\w'’]).*)$",
    re.IGNORECASE,
)
_SOME_WORD = re.compile(r"\b(?:ch|part|episode)", re.IGNORECASE)
_SENTENCE = re.compile(
    r"\b(?:see|in|of|from|to|read|after|before|for|the|this|my|with|and|is|are|was)$", re.IGNORECASE
)
_WHY = "a chapter's line that names the story"
_LONGEST = 110


class StoryChapter(Struct, frozen=True):
    """A story's title and the heading behind it."""

    story: str
    heading: Heading


def read_story_chapter(text: str) -> StoryChapter | None:
    """The line as a title with a chapter's heading behind it, or None."""
    match = _LINE.match(text.strip()) if len(text) <= _LONGEST and _SOME_WORD.search(text) else None
    if (
        match is None
        or _SENTENCE.search(match["story"])
        or read_fields(text)
        or text.lstrip()[:1] in '"“«—'
        or text.rstrip()[-1:] in ".,;"
    ):
        return None
    heading = read_heading(match["head"].strip(" ~*_)]"))
    words = [word for word in match["story"].split() if len(word) > 3]
    titled = match["story"][:1].isupper() and sum(word[:1].isupper() for word in words) * 2 >= len(words)
    return StoryChapter(match["story"].strip(), heading) if heading is not None and titled else None


def recognise_story_chapters(draft: Draft) -> Draft:
    """Label the lines in the body that are such headings."""
    if draft.has_headings():
        return draft
    families: defaultdict[str, list[tuple[int, StoryChapter]]] = defaultdict(list)
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if unit.end == unit.start and (found := read_story_chapter(unit.text)):
            families[found.story.casefold()].append((i, found))
    title = draft.title().casefold()
    more: dict[int, Label] = {}
    for story, members in families.items():
        numbers = [found.heading.number or 0 for _, found in members]
        counts = len(members) > 1 and all(b in (a, a + 1) for a, b in itertools.pairwise(numbers))
        if counts or (title and title.startswith(story)) or opens_story(draft, members[0][0]):
            for i, found in members:
                label = heading_label(found.heading, 0.9, _WHY)
                more[i] = replace(label, parts=(found.story,))
    return draft.claim(more)


def story_named(draft: Draft) -> tuple[str, int]:
    """The title that the first such heading names, and its line; where there is none an empty title."""
    for unit, label in zip(draft.units, draft.labels, strict=True):
        if label is not None and label.kind is Kind.HEADING and label.why == _WHY:
            return label.parts[0], unit.start
    return "", 0
