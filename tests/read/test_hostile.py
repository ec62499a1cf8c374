"""Hostile documents: a clear error and nothing else, or the story without the harm."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hostile import HOSTILE, Hostile

from fanbook.errors import SourceError
from fanbook.explanations import EXPLANATIONS
from fanbook.model.blocks import Block, ItemList, Quote
from fanbook.model.inlines import Inline, Link
from fanbook.model.story import Story
from fanbook.model.walk import block_texts, plain, runs_of
from fanbook.read.formats import read
from fanbook.read.pictures import MAX_PIXELS
from fanbook.read.sheet import Given
from fanbook.recognise import recognise

SECONDS = 20  # far more than any of them takes on a slow machine
DEEPEST = 24


def depth(block: Block) -> int:
    if isinstance(block, Quote):
        return 1 + max(map(depth, block.blocks), default=0)
    if isinstance(block, ItemList):
        return 1 + max((depth(inner) for item in block.items for inner in item), default=0)
    return 1


def inline_depth(inlines: tuple[Inline, ...]) -> int:
    return (
        1 + max((inline_depth(getattr(one, "children", ())) for one in inlines), default=0) if inlines else 0
    )


def links(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for one in inlines:
        if isinstance(one, Link):
            yield one.url
        yield from links(getattr(one, "children", ()))


def test_there_are_sixty_or_more() -> None:
    assert len(HOSTILE) >= 60


def outcome(case: Hostile) -> Story | SourceError:
    try:
        return recognise(read(Given(case.make(), case.name))).story
    except SourceError as fault:
        return fault


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    case = HOSTILE[name]
    start = time.process_time()
    found = outcome(case)
    assert time.process_time() - start < SECONDS
    if isinstance(found, SourceError):
        assert found.code == case.code, found.message
        assert found.code in EXPLANATIONS
        assert found.message
        assert found.hint
    else:
        assert case.code == "", "it was read"
        check_story(found, case)


def check_story(story: Story, case: Hostile) -> None:
    blocks = [block for chapter in story.chapters for block in chapter.blocks]
    text = "\n".join(text for block in blocks for text in block_texts(block))
    assert case.words in text
    assert [word for word in case.never if word in text] == []
    assert max(map(depth, blocks)) <= DEEPEST
    runs = [run for block in blocks for run in runs_of(block)]
    assert max(map(inline_depth, runs)) <= DEEPEST
    assert all(url.startswith(("http://", "https://")) for run in runs for url in links(run))
    assert all(picture.width * picture.height <= MAX_PIXELS for picture in story.pictures)
    assert all(ord(char) >= 32 or char == "\n" for char in text)
    assert plain(story.chapters[0].title).isprintable()
