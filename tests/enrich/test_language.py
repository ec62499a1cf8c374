"""The language: stated, or seen, or English."""

from __future__ import annotations

import pytest

from fanbook.library.config import Settings
from fanbook.model.draft import Instructions
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.stories import finished

GERMAN = (
    "Sie hatte den ganzen Tag auf ihn gewartet, und als er endlich kam, sagte er kein einziges Wort. " * 3
)
ENGLISH = (
    "She had waited for him all day, and when he came in at last he did not say a single word to her. " * 3
)


def language(body: str, header: str = "") -> str:
    text = f"Title: A\nAuthor: B\n{header}\n\n{body}\n\n{body}\n"
    return finished(recognise(read_plain(text.encode(), "a.txt", Instructions())), Settings()).language


@pytest.mark.parametrize(
    ("header", "tag"),
    [
        ("Language: Deutsch", "de"),
        ("Language: Français", "fr"),
        ("Language: Português brasileiro", "pt-BR"),
        ("Language: 中文-普通话 國語", "zh"),
        ("Language: fr", "fr"),
        ("Language: en-gb", "en-GB"),
        ("Language: pt_BR", "pt-BR"),
        ("Language: Quenya", "en"),
    ],
)
def test_stated(header, tag):
    assert language(ENGLISH, header) == tag


def test_seen():
    assert language(ENGLISH) == "en"
    assert language(GERMAN) == "de"


def test_too_little_proves_nothing():
    assert language("Ja.") == "en"
