"""The verse of a story that names its song is that song.

In: a story. Out: the same, its verse told to be sung where the author, in a note or a header, says which song it is.
"""

from __future__ import annotations

from msgspec.structs import replace

from fanbook.model.blocks import Block, Verse
from fanbook.model.packed import with_blocks
from fanbook.model.story import Story


def mark_songs(story: Story) -> Story:
    """The story with its lyrics marked."""
    if story.metadata.get("song") is None:
        return story
    chapters = tuple(with_blocks(chapter, map(_sung, chapter.blocks)) for chapter in story.chapters)
    return replace(story, chapters=chapters)


def _sung(block: Block) -> Block:
    return replace(block, is_song=True) if isinstance(block, Verse) else block
