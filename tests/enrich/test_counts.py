"""Words are counted as a reader would count them, and only those of the story."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanbook.enrich.counts import words_in
from fanbook.library.config import Settings
from fanbook.model.draft import Instructions
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.stories import finished


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


@pytest.mark.slow
@settings(derandomize=True, deadline=None, database=None, max_examples=500)
@given(st.lists(st.sampled_from([*"aZ9é夜_ '’‘“”-–—….,\n", "--", "well", "'n'"]), max_size=20).map("".join))
def test_the_quick_way_counts_as_the_slow_one(text):
    plain = re.sub("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]", " ", text)
    assert words_in(text) == len(re.findall(r"[^\W_]+(?:['’\-][^\W_]+)*", plain)) + text.count("夜")
