"""Marked-up stories in Chinese, Japanese and Russian, from the file to the story: what they state, and what is stressed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fanbook.enrich.order import enrich
from fanbook.inspection import inspection
from fanbook.model.blocks import Block
from fanbook.model.inlines import Emphasis, Inline, Strong
from fanbook.model.walk import plain, runs_of
from fanbook.read.formats import read
from fanbook.read.sheet import Given
from fanbook.recognise import recognise

FOLDER = Path(__file__).parent.parent / "stories" / "abroad" / "marked"
WANTED: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text("utf-8"))


def _stressed(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, Emphasis | Strong):
            yield plain(inline.children)


def _runs(blocks: tuple[Block, ...]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        yield from runs_of(block)


@pytest.mark.parametrize("name", WANTED)
def test_a_marked_story(name: str) -> None:
    wanted = WANTED[name]
    found = recognise(read(Given((FOLDER / name).read_bytes(), name)))
    story = enrich(found.story, typography=False)
    meta = story.metadata
    got = {field: meta.value(field) for field in ("title", "author", "fandom")}
    seen = inspection(found)
    assert got == {field: wanted[field] for field in got}
    assert story.language == wanted["language"]
    assert len(seen["scene_breaks"]) == wanted["scenes"]
    assert [_words(c.label, plain(c.title)) for c in story.chapters] == [
        _words(c) for c in wanted["chapters"]
    ]
    stressed = [text for c in story.chapters for run in _runs(c.blocks) for text in _stressed(run)]
    assert stressed == wanted["stressed"]


def _words(*parts: str) -> list[str]:
    return " ".join(parts).replace(".", " ").split()
