"""Words are counted as a reader would count them, and only those of the story."""

from __future__ import annotations

import pytest

from fanbook.enrich.counts import words_in
from fanbook.library.config import Settings
from fanbook.model.draft import Instructions
from fanbook.pipeline import finished
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("— … * * *", 0),
        ("She said that.", 3),
        ("don't", 1),
        ("don’t well-known half-way-home", 3),
        ("1,000 words", 3),
        ("naïve Zoë", 2),
        ("夜の歌", 3),
        ("夜 song", 2),
        ("한국어 노래", 2),
        ("__init__", 1),
    ],
)
def test_words(text, count):
    assert words_in(text) == count


def test_only_the_story_counts():
    text = "Title: A Tale of Words\nAuthor: B\nA/N: thanks for reading this chapter!\n\nOne two three.\n\n* * *\n\nFour five.\n\nThe End\n"
    assert finished(recognise(read_plain(text.encode(), "a.txt", Instructions())), Settings()).words == 5
