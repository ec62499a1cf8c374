"""Real exports with scrambled prose, where they lie beside the checkout: chapters, notes, series, tags, words."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanbook.model.blocks import AuthorNote
from fanbook.model.walk import plain
from fanbook.read.formats import read
from fanbook.read.sheet import Given
from fanbook.recognise import recognise

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="no exports are at hand")


def story(name: str):
    return recognise(read(Given((SAMPLES / name).read_bytes(), name))).story


@pytest.mark.parametrize("name", ["ao3-incompleteWork.html", "ao3-incompleteWork.epub"])
def test_a_work_in_progress(name: str) -> None:
    found = story(name)
    assert found.title() == "Fire and Feather"
    assert found.authors() == ("nianeyna",)
    assert found.metadata.value("fandom") == "Valdemar Series - Mercedes Lackey"
    assert found.metadata.value("status") == "In progress"
    assert [chapter.number for chapter in found.chapters] == [1, 2, 3]
    assert plain(found.chapters[0].title) == "Festival"
    assert len(found.head_notes) == len(found.end_notes) == 1
    places = {str(block.place) for c in found.chapters for block in c.blocks if isinstance(block, AuthorNote)}
    assert {"chapter-head", "chapter-end"} <= places
    assert [d.code for d in found.diagnostics] == []  # the archive's own figures agree


def test_a_work_in_a_series() -> None:
    found = story("ao3-workInSeries.html")
    assert found.metadata.parsed("series") == ("Watches 'Verse",)
    assert found.metadata.value("series_index") == "1"
    assert "Sherlock Holmes (again)" in found.metadata.parsed("characters")
    assert found.pairings[0].members == ("Sarah Sawyer", "John Watson")
    assert [plain(chapter.title) for chapter in found.chapters][-1] == "Epilogue"
    assert len(found.chapters) == 8
    assert [d.code for d in found.diagnostics] == []
