"""A work too thick to bind: where it is parted, what stands in which volume, what its pages say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fanbook.assemble.single import Making, assemble_tome
from fanbook.assemble.thickness import BINDABLE, Limit, read_limit
from fanbook.assemble.tomes import remarked, tomes_of
from fanbook.diagnostics import Diagnostic, Severity
from fanbook.enrich.counts import chapter_words, count_words
from fanbook.model.blocks import AuthorNote, NotePlace, Paragraph
from fanbook.model.inlines import Text
from fanbook.model.metadata import Fact, Metadata
from fanbook.model.story import Chapter, ChapterKind, Source, Story

PAGE = 300
NOTE = AuthorNote((Paragraph((Text("Thank you."),)),), NotePlace.STORY_HEAD)
ODD = Diagnostic("N014", Severity.WARNING, "odd")


def chapter(words: int, kind: ChapterKind = ChapterKind.CHAPTER, number: int | None = None) -> Chapter:
    return Chapter((Paragraph((Text("oak " * words),)),) if words else (), kind, number)


def work(*chapters: Chapter | int) -> Story:
    made = [chapter(one, number=n) if isinstance(one, int) else one for n, one in enumerate(chapters, 1)]
    facts = Metadata((("title", Fact("The Long Oak")), ("author", Fact("hollin"))))
    source = Source("seeds/oak.txt", "", 0, "utf-8", "lf")
    return count_words(
        Story(source, facts, tuple(made), head_notes=(NOTE,), end_notes=(NOTE,), diagnostics=(ODD,))
    )


def lengths(story: Story, limit: Limit) -> list[list[int]]:
    return [[chapter_words(one) for one in tome.story.chapters] for tome in tomes_of(story, limit, PAGE)]


EPILOGUE, EPIGRAPH = ChapterKind.EPILOGUE, ChapterKind.EPIGRAPH


@pytest.mark.parametrize(
    ("chapters", "limit", "expected"),
    [
        ((40, 40), Limit(80), []),
        ((40, 40, 40), Limit(80), [[40, 40], [40]]),
        ((10, 50, 50, 10), Limit(90), [[10, 50], [50, 10]]),
        ((30, 30, 30, chapter(5, EPILOGUE)), Limit(60), [[30, 30], [30, 5]]),
        ((50, 4, chapter(6, EPIGRAPH), 60), Limit(90), [[50, 4], [6, 60]]),
        ((50, 20, chapter(0, ChapterKind.PART), 60), Limit(90), [[50, 20], [0, 60]]),
        ((200,), Limit(90), []),
        ((200, 20), Limit(90), [[200], [20]]),
        ((900, 900, 900), Limit(7, in_pages=True), [[900, 900], [900]]),
    ],
)
def test_a_work_is_parted_between_chapters_and_evenly(chapters, limit, expected):
    assert lengths(work(*chapters), limit) == expected


@given(st.lists(st.integers(1, 60), min_size=1, max_size=30), st.integers(20, 200))
def test_no_chapter_is_lost_and_no_volume_too_thick_that_could_be_thinner(chapters, most):
    story = work(*chapters)
    volumes = lengths(story, Limit(most))
    if not volumes:
        assert sum(chapters) <= most or len(chapters) == 1
        return
    assert [words for volume in volumes for words in volume] == chapters
    assert all(sum(volume) <= most or len(volume) == 1 for volume in volumes)


def test_notes_and_what_is_said_of_the_story_stand_once():
    first, middle, last = (tome.story for tome in tomes_of(work(40, 40, 40), Limit(40), PAGE))
    assert [one.head_notes for one in (first, middle, last)] == [(NOTE,), (), ()]
    assert [one.end_notes for one in (first, middle, last)] == [(), (), (NOTE,)]
    assert [one.diagnostics for one in (first, middle, last)] == [(ODD,), (), ()]
    assert [one.words for one in (first, middle, last)] == [40, 40, 40]
    beside_a_whole = tomes_of(work(40, 40), Limit(40), PAGE, alone=False)
    assert not any(tome.story.diagnostics for tome in beside_a_whole)


def test_what_cannot_be_parted_is_spoken_of():
    assert [d.code for d in remarked(work(200), Limit(90), PAGE).diagnostics] == ["N014", "P013"]
    thick, thin = tomes_of(work(200, 20), Limit(90), PAGE)
    assert ([d.code for d in thick.story.diagnostics], thin.story.diagnostics) == (["N014", "P013"], ())


def test_a_volume_says_which_it_is_and_has_matter_of_its_own():
    second = tomes_of(work(40, 40, 40), Limit(80), PAGE, "urn:whole")[1]
    book = assemble_tome(replace(second), "oak-vol-2", "urn:x", Making("0"))
    pages = {section.id: section.page for section in book.sections}
    assert list(pages) == ["half-title", "title-page", "notice", "chapter-1", "note-end", "colophon"]
    assert pages["title-page"].volume == book.subtitle == "Volume 2 of 2"
    assert pages["chapter-1"].chapter.number == 3
    assert pages["chapter-1"].first
    assert any("in 2 volumes, of which this is volume 2" in words for words in pages["notice"].paragraphs)
    assert (book.volume, book.family, book.title) == ("2", "urn:whole", "The Long Oak")


def test_auto_is_what_binders_bind():
    assert read_limit("Auto") == Limit(BINDABLE)
    assert 175_000 <= BINDABLE <= 200_000
