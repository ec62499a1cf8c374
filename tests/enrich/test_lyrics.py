"""Verse is a song where the author says which one."""

from __future__ import annotations

import pytest

from fanbook.library.config import Settings
from fanbook.model.blocks import Verse
from fanbook.model.draft import Instructions
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.stories import finished

BODY = """
The rain had been falling since noon, and the lamp had been out since four in the morning.

_The salt road is long, my love,_
_and the salt road is wide,_
_and I would walk the whole of it_
_to have you at my side._

She struck a light, and the rain went on falling on the road and on the mill.
"""


@pytest.mark.parametrize(
    ("head", "sung"),
    [
        ("Song: The Salt Road", True),
        ('A/N: The song is "The Salt Road" by The Geese.', True),
        ("Rating: T", False),
    ],
)
def test_songs(head: str, sung: bool) -> None:
    text = f"Title: The Lamp\nAuthor: Quill\n{head}\n{BODY}"
    story = finished(recognise(read_plain(text.encode(), "a.txt", Instructions())), Settings())
    verse = [block for chapter in story.chapters for block in chapter.blocks if isinstance(block, Verse)]
    assert [block.is_song for block in verse] == [sung]
