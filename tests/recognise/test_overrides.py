"""What a person says about lines: it is believed, and saying what was found already changes nothing."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from msgspec.structs import replace

from cases import read_cases
from fanbook.errors import SourceError
from fanbook.inspection import inspection
from fanbook.model.blocks import AuthorNote, NotePlace
from fanbook.model.draft import Instructions, Kind
from fanbook.model.story import ChapterKind, Story
from fanbook.model.walk import block_texts, plain
from fanbook.read.plain import read_plain
from fanbook.recognise import Recognised, recognise

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
CASES = {f"{case.room}: {case.title}": case.source() for case in read_cases()}
SOURCES = {path.name: path.read_bytes() for path in SEEDS} | CASES
# Facts are settled as facts: a label line of a mail's header says more than its words.
HEADER = {Kind.TITLE, Kind.METADATA}


def told(source: bytes, *lines: tuple[int, int, Kind, str]) -> Recognised:
    return recognise(read_plain(source, "0001.txt", Instructions(lines=lines)))


def body(story: Story) -> tuple[object, ...]:
    notes = [(note.place, list(block_texts(note))) for note in story.head_notes + story.end_notes]
    left = [(row.start, row.end) for row in story.left_out]
    return ([replace(c, kind=ChapterKind.CHAPTER) for c in story.chapters], notes, left)


def rules(found: Recognised) -> list[tuple[int, int, Kind, str]]:
    lines = found.draft.lines
    return [
        (
            row["start"],
            row["end"],
            Kind(row["kind"]),
            " ".join(lines[row["start"] - 1].split(" ")[:3]).strip(),
        )
        for row in inspection(found)["blocks"]
        if row["kind"] not in HEADER and row["why"] != "rule under the header"
    ]


@pytest.mark.slow
@pytest.mark.parametrize("name", SOURCES)
def test_saying_what_was_found_changes_nothing(name):
    try:
        free = told(SOURCES[name])
    except SourceError:
        return
    everything = rules(free)
    assert body(told(SOURCES[name], *everything).story) == body(free.story)
    for rule in everything[:40]:
        if rule[2] is not Kind.PROSE:
            assert body(told(SOURCES[name], rule).story) == body(free.story), rule


STORY = b"""Title: The Boat
Author: wren

Chapter 1

She went down to the sea, and it was still there, and so was the boat that nobody had asked for.

AN old friend of the family came by and looked at it for a while.

Chapter 2

He said that he would come, and in the end, and a day late, and with a cold, he did.

The tide is in
The moon is up

The oar is lost
And so am I

Thanks for coming, said the boat.
"""


def label_of(found: Recognised, line: int):
    return next(
        label
        for unit, label in zip(found.draft.units, found.draft.labels, strict=True)
        if unit.start <= line <= unit.end
    )


def test_a_person_is_believed_before_what_is_found():
    found = told(
        STORY, (6, 6, Kind.DEBRIS, "She went"), (8, 8, Kind.HEADING, "AN old"), (14, 18, Kind.PROSE, "")
    )
    assert [row.start for row in found.story.left_out] == [6]
    assert [chapter.at.start for chapter in found.story.chapters] == [4, 8, 10]
    assert [label_of(found, n).kind for n in (14, 15, 17, 18)] == [Kind.PROSE] * 4


@pytest.mark.parametrize(
    ("line", "kind", "kept"),
    [
        (6, Kind.TITLE, ("title", "She went down to the sea, and it was still there")),
        (8, Kind.METADATA, ("Said of the story", "AN old friend")),
        (20, Kind.METADATA, ("Said of the story", "Thanks for coming")),
    ],
)
def test_no_word_is_lost_whatever_is_said(line, kind, kept):
    story = told(STORY, (line, line, kind, "")).story
    facts = {name: fact.value for name, fact in story.metadata.facts} | {
        fact.label: fact.value for fact in story.metadata.other
    }
    name, words = kept
    assert facts[name].startswith(words)


def test_a_heading_carries_its_number_and_title():
    text = b"One day they left.\n\nPart Two: The Ford\n\nThey came to a ford, and it was deep.\n"
    chapter = told(text, (3, 3, Kind.HEADING, "Part Two")).story.chapters[-1]
    assert (chapter.number, chapter.label, plain(chapter.title)) == (2, "Part Two", "The Ford")


def test_notes_get_the_place_where_they_stand():
    note = (20, 20, Kind.NOTE, "Thanks")
    assert [n.place for n in told(STORY, note).story.end_notes] == [NotePlace.STORY_END]
    inside = told(STORY, (8, 8, Kind.NOTE, "AN old")).story.chapters[0].blocks
    assert [b.place for b in inside if isinstance(b, AuthorNote)] == [NotePlace.CHAPTER_END]


def test_a_chat_keeps_its_senders_and_a_verse_its_stanzas():
    text = b"They wrote.\n\nann: hi\n\nThey went on, and it was good.\n\nRoses are\nred\n\nas ever\nwas\n"
    story = told(text, (3, 3, Kind.CHAT, "ann"), (7, 11, Kind.VERSE, "Roses")).story
    chat, verse = (b for b in story.chapters[0].blocks if type(b).__name__ in ("Chat", "Verse"))
    assert [m.sender for m in chat.messages] == ["ann"]
    assert [len(stanza) for stanza in verse.stanzas] == [2, 2]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ((6, 6, Kind.VERSE, "He went"), "N021"),
        ((99, 99, Kind.VERSE, "x"), "N021"),
        ((5, 5, Kind.VERSE, ""), "N023"),
        ((99, 99, Kind.VERSE, ""), "N023"),
    ],
)
def test_a_rule_that_cannot_be_applied_is_said(rule, code):
    assert code in [d.code for d in told(STORY, rule).story.diagnostics]


def test_a_part_of_a_paragraph_is_named_whole():
    words = "It was raining on the hill and on the moor, and the road to the ford was a river by then, and nobody "
    wrapped = "\n\n".join(textwrap.fill(words * n, 72) for n in (3, 2, 4, 3, 2, 3))
    hints = [
        d.hint for d in told(wrapped.encode(), (2, 2, Kind.NOTE, "")).story.diagnostics if d.code == "N023"
    ]
    assert hints == ["name all of its lines: “1-5”"]
