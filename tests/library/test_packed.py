"""Blocks at rest: the same blocks, and nothing but records ever comes out of their bytes."""

from __future__ import annotations

import os
import pickle
import pickletools
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).parents[1] / "write"))
from trees import blocks

from fanbook.library.shelved import as_bytes, from_bytes
from fanbook.model.blocks import Paragraph
from fanbook.model.inlines import Text
from fanbook.model.metadata import Fact, Metadata
from fanbook.model.packed import Packed, at_rest, with_blocks
from fanbook.model.story import Chapter, Source, Story

STORY = Story(Source("a.txt", "", 1, "utf-8", "lf"), Metadata(()), (Chapter((Paragraph((Text("Once."),)),)),))


@pytest.mark.slow
@given(blocks)
def test_what_is_packed_is_the_same(found: object) -> None:
    whole = tuple(found)  # type: ignore[call-overload]
    packed = Packed(whole)
    assert tuple(packed) == whole
    assert packed == whole
    assert len(packed) == len(whole)
    assert packed[:2] == whole[:2]
    assert repr(packed) == repr(Packed(pickle.loads(pickle.dumps(whole))))
    assert pickle.loads(pickle.dumps(packed)) == packed


def test_a_story_at_rest_is_kept_and_found_again() -> None:
    rested = at_rest(STORY)
    assert isinstance(rested.chapters[0].blocks, Packed)
    assert at_rest(rested).chapters[0] is rested.chapters[0]
    data = as_bytes([rested])
    assert data is not None
    assert from_bytes(data) == (STORY,)


def test_records_are_pickled_by_their_values() -> None:
    told = replace(STORY, metadata=Metadata((("title", Fact("Once")),)))
    data = as_bytes([told])
    assert data is not None
    assert "BUILD" not in {
        code.name for code, *_ in pickletools.genops(data)
    }  # a call, and no state laid on after it
    (again,) = from_bytes(data) or ()
    assert again == told
    assert again.metadata.get("title") == told.metadata.get("title") is not None  # found in what is no field


def test_what_is_made_of_packed_blocks_is_packed() -> None:
    (chapter,) = at_rest(STORY).chapters
    assert isinstance(with_blocks(chapter, (*chapter.blocks, *chapter.blocks)).blocks, Packed)
    assert isinstance(with_blocks(STORY.chapters[0], ()).blocks, tuple)


def test_packed_bytes_make_nothing_but_records() -> None:
    packed = Packed(())
    evil = zlib.compress(pickle.dumps((os.getcwd,)))
    packed.__setstate__((1, evil, ""))
    with pytest.raises(pickle.UnpicklingError, match="no record"):
        tuple(packed)
    story = replace(STORY, chapters=(Chapter(packed),))
    data = as_bytes([story])
    assert data is not None
    (again,) = from_bytes(data) or ()
    with pytest.raises(pickle.UnpicklingError):
        tuple(again.chapters[0].blocks)
