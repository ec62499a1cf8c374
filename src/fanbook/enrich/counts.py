"""How long a story is, in words of its body."""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.model.blocks import (
    Chat,
    Dateline,
    Footnote,
    ItemList,
    Letter,
    Paragraph,
    Quote,
    Script,
    Table,
    Verse,
)
from fanbook.model.story import Chapter, Story
from fanbook.model.walk import block_texts

_BODY = (Paragraph, Verse, Letter, Chat, Script, Dateline, Quote, ItemList, Table, Footnote)
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
# One letter of these scripts counts as a word, as word processors count them.
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

_TYPESET = (("’", "'"), ("‘", " "), ("“", " "), ("”", " "), ("—", " "), ("–", " "), ("…", " "), ("--", " "))
_JOINTS = b"'-"
_TWO_JOINTS = re.compile(r"['-]['-]")
_PARTED = bytes(code if chr(code).isalnum() else 32 for code in range(128)) + bytes([32]) * 128


def count_words(story: Story) -> Story:
    """The story with `words`: prose and its kin; no facts, notes, headings or marks."""
    return replace(story, words=sum(map(chapter_words, story.chapters)))


def chapter_words(chapter: Chapter) -> int:
    """The same of one chapter."""
    return sum(
        words_in(text) for block in chapter.blocks if isinstance(block, _BODY) for text in block_texts(block)
    )


def words_in(text: str) -> int:
    """The number of words in a text."""
    if not text.isascii():
        for mark, plain in _TYPESET:
            text = text.replace(mark, plain)
    if text.isascii() and _TWO_JOINTS.search(text) is None:
        # Joints go and whatever else is no letter parts words: a fraction of the time of the pattern.
        return len(text.encode("ascii").translate(_PARTED, _JOINTS).split())
    ideographs = 0 if text.isascii() else len(_IDEOGRAPHS.findall(text))
    return ideographs + len(_WORD.findall(_IDEOGRAPHS.sub(" ", text) if ideographs else text))
