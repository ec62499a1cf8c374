"""What becomes of labelled lines that carry an author's own dress."""

from __future__ import annotations

from fanbook.model.blocks import EndMark, Verse
from fanbook.model.inlines import Emphasis
from fanbook.model.walk import block_texts
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise

SONG = """It had rained on the moor since Tuesday, and nobody in the house had gone farther than the gate.

_The heron stands upon the stone
And will not look at me
He has a mile of river there_
{gap}
She shut the window on the rest of it, and went to see about the lamps before they went out again.

~*~ The End ~*~
"""


def blocks():
    story = recognise(read_plain(SONG.format(gap="").encode(), "song.txt")).story
    return [block for chapter in story.chapters for block in chapter.blocks]


def test_stress_around_a_whole_stanza_is_each_line_s():
    verse = next(block for block in blocks() if isinstance(block, Verse))
    assert list(block_texts(verse)) == [
        "The heron stands upon the stone",
        "And will not look at me",
        "He has a mile of river there",
    ]
    assert all(isinstance(line.inlines[0], Emphasis) for line in verse.stanzas[0])


def test_an_end_mark_stands_without_its_ornaments():
    assert next(list(block_texts(block)) for block in blocks() if isinstance(block, EndMark)) == ["The End"]
