"""A volume as a book: its pages in order, its links, and that nothing in it is taken for something else's."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fanbook.assemble import Volume, assemble_anthology, volumes_of
from fanbook.assemble.anthology import work_ids
from fanbook.assemble.recipe import MATTER, PLAIN, Edition, Pin
from fanbook.assemble.single import Making
from fanbook.assemble.volumes import Anthology
from fanbook.library.config import Settings
from fanbook.model.blocks import Footnote, Paragraph
from fanbook.model.book import Book, NotesPage, Roll, TitlePage, WorkTitle
from fanbook.model.draft import Instructions
from fanbook.model.inlines import Emphasis, FootnoteRef, Text
from fanbook.model.metadata import Fact, Metadata
from fanbook.model.story import Chapter, ChapterKind, Source, Story
from fanbook.model.walk import block_texts
from fanbook.pipeline import cast_of
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.resources import load_theme
from fanbook.stories import finished
from fanbook.write.epub import write_epub
from fanbook.write.pages import contents_rows
from fanbook.write.print_pages import body_runs, heads

MAKING = Making("0")


def story(title: str, *header: str, path: str = "") -> Story:
    text = "\n".join(
        [f"Title: {title}", *header, "", "Chapter 1", "", "They went.", "", "Chapter 2", "", "Home."]
    )
    name = path or f"seeds/{title.casefold()}.txt"
    return finished(recognise(read_plain(text.encode(), name, Instructions())), Settings())


STORIES = [
    story(
        "Elm", "Author: hollin", "Warnings: Violence, a goose", "Rating: T", "Source: https://example.org/1"
    ),
    story("Ash", "Author: Yew, hollin", "Warnings: violence", "Rating: G"),
    story("Oak", "Rating: G", "Warnings: none"),
]


def volumes(stories, edition: Edition = PLAIN) -> tuple[Volume, ...]:
    whole = Anthology("Trees", "anthology-trees", "recipe", "anthology-trees", tuple(stories), edition)
    return volumes_of(whole, cast_of(stories, Settings()))


def book_of(stories, edition: Edition = PLAIN) -> Book:
    (volume,) = volumes(stories, edition)
    return assemble_anthology(volume, "trees", MAKING)


def kinds(book: Book) -> list[str]:
    return [type(section.page).__name__ for section in book.sections]


def page(book: Book, name: str):
    return next(section.page for section in book.sections if section.id == name)


# --- Its pages ------------------------------------------------------------------------------------

WORK = ["WorkTitle", "About", "ChapterPage", "ChapterPage"]


def test_pages_stand_in_bookmakers_order():
    edition = Edition(dedication="For J.", note="Read on.", parts="rating", editor="A. Binder")
    assert kinds(book_of(STORIES, edition)) == [
        "HalfTitle", "TitlePage", "Notice", "Dedication", "Roll", "Contents", "NotesPage",
        "PartTitle", *WORK, *WORK, "PartTitle", *WORK,
        "Roll", "Colophon",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("left_away", "gone"),
    [("half-title", "HalfTitle"), ("contents", "Contents"), ("about", "About"), ("colophon", "Colophon")],
)
def test_matter_that_is_not_wanted_is_left_away(left_away, gone):
    edition = Edition(matter=tuple(name for name in MATTER if name != left_away))
    assert gone not in kinds(book_of(STORIES, edition))
    assert gone in kinds(book_of(STORIES))
    rolls = Edition(matter=tuple(name for name in MATTER if name not in ("warnings", "contributors")))
    assert "Roll" not in kinds(book_of(STORIES, rolls))


def test_the_title_page_names_the_editor_and_the_authors_until_they_are_many():
    first = page(book_of(STORIES, Edition(subtitle="Of trees", editor="A. Binder")), "title-page")
    assert first == TitlePage("Trees", ("Yew", "hollin"), subtitle="Of trees", editor="A. Binder")
    many = [story(f"T{n}", f"Author: author{n}") for n in range(9)]
    assert page(book_of(many), "title-page").authors == ("9 authors",)
    assert len(book_of(many).authors) == 9


def test_warnings_are_summed_up_with_their_stories():
    warnings = page(book_of(STORIES), "warnings")
    assert isinstance(warnings, Roll)
    assert [(row.name, [entry.words for entry in row.entries]) for row in warnings.rows] == [
        ("violence", ["Ash", "Elm"]),
        ("a goose", ["Elm"]),
    ]
    assert "warnings" not in [section.id for section in book_of(STORIES[2:]).sections]


def test_contributors_have_their_stories():
    people = page(book_of(STORIES), "contributors")
    assert [(row.name, [entry.words for entry in row.entries]) for row in people.rows] == [
        ("hollin", ["Ash", "Elm"]),
        ("Yew", ["Ash"]),
        ("Authors whose names are not known", ["Oak"]),
    ]


def test_contents_are_by_story_with_its_author_and_chapters_below():
    rows = contents_rows(book_of(STORIES, Edition(parts="rating")))
    assert [(row.level, row.title, row.author, row.kind) for row in rows] == [
        (1, "Warnings", "", ""),
        (1, "General", "", "part"),
        (2, "Ash", "Yew · hollin", "work"),
        (3, "Chapter 1", "", ""),
        (3, "Chapter 2", "", ""),
        (2, "Oak", "", "work"),
        (3, "Chapter 1", "", ""),
        (3, "Chapter 2", "", ""),
        (1, "Teen", "", "part"),
        (2, "Elm", "hollin", "work"),
        (3, "Chapter 1", "", ""),
        (3, "Chapter 2", "", ""),
        (1, "Contributors", "", ""),
        (1, "Colophon", "", ""),
    ]


def test_heads_are_those_of_the_story():
    book = book_of(STORIES)
    chapters = [heads(section, book) for section in book.sections if "chapter-1" in section.id]
    assert chapters == [("Yew · hollin", "Ash"), ("hollin", "Elm"), ("Trees", "Oak")]


def test_the_editors_note_is_set_in_paragraphs():
    note = page(book_of(STORIES, Edition(note='One "two"\nthree.\n\n \n\nFour.')), "editor-note")
    assert isinstance(note, NotesPage)
    assert list(block_texts(note.notes[0])) == ["One “two” three.", "Four."]


def test_sources_are_links():
    with zipfile.ZipFile(io.BytesIO(write_epub(book_of(STORIES), load_theme()))) as archive:
        about = archive.read(f"EPUB/text/{work_ids(STORIES)['seeds/elm.txt']}-about.xhtml").decode()
    assert '<a href="https://example.org/1">https://example.org/1</a>' in about


def test_a_volume_of_many_credits_them_by_number():
    many = [story(f"T{n}", f"Author: author{n}") for n in range(20)]
    assert (
        page(book_of(many), "notice").paragraphs[0].startswith("This volume holds 20 stories by 20 authors.")
    )
    assert "“Ash” by Yew and hollin" in page(book_of(STORIES), "notice").paragraphs[0]


def test_volumes_are_numbered_and_are_a_family():
    first, second = (
        assemble_anthology(volume, volume.slug, MAKING)
        for volume in volumes(STORIES, Edition(pins=(Pin(1, ("Elm",), frozen=True),)))
    )
    assert (first.subtitle, second.subtitle) == ("Volume 1: One story", "Volume 2: Two stories")
    assert page(second, "title-page").volume == "Volume 2"
    assert (first.series, first.series_index, second.series_index) == ("Trees", "1", "2")
    assert first.family == second.family
    assert "after the volumes before it" in page(second, "notice").paragraphs[1]


# --- Nothing collides -----------------------------------------------------------------------------


def noted(path: str, keys: list[str]) -> Story:
    """A story whose footnotes have these keys, some marks within other inlines."""
    body = [
        Paragraph((Text("On"), Emphasis((FootnoteRef((Text("1"),), key),)), Text(f" {path}.")))
        for key in keys
    ]
    notes = [Footnote(key, "1", ((Text(f"{path} {key}"),),)) for key in keys]
    chapter = Chapter((*body, *notes), ChapterKind.STORY)
    return Story(
        Source(path, "", 0, "utf-8", "lf"), Metadata((("title", Fact("Same")),)), (chapter,), words=9
    )


KEYS = st.lists(st.sampled_from(["a", "b", "w1-a", "1"]), min_size=1, max_size=3, unique=True)
PATHS = st.sampled_from(["a.txt", "A.txt", "b/a.txt", "c.txt", "ü.txt"])


@given(st.dictionaries(PATHS, KEYS, min_size=2))
@settings(max_examples=40, deadline=None)
def test_anchors_and_notes_of_two_stories_never_collide(shelf):
    stories = [noted(path, keys) for path, keys in shelf.items()]
    book = book_of(stories)
    with zipfile.ZipFile(io.BytesIO(write_epub(book, load_theme()))) as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist() if "/text/" in name}
    ids = Counter(one for text in pages.values() for one in re.findall(r'\sid="([^"]+)"', text))
    assert not [one for one, count in ids.items() if count > 1]
    for story_id, one in zip(work_ids(stories).values(), stories, strict=True):
        text = pages[f"EPUB/text/{story_id}-chapter-1.xhtml"]
        marks = re.findall(
            r'href="#([^"]+)"[^>]*role="doc-noteref"|role="doc-noteref"[^>]*href="#([^"]+)"', text
        )
        targets = [a or b for a, b in marks]
        assert len(targets) == len(shelf[one.source.path])
        for target in targets:
            assert one.source.path in re.sub("<[^>]*>", "", text.split(f'id="{target}"')[1])
    assert sum(isinstance(section.page, WorkTitle) for section in book.sections) == len(stories)
    printed = Counter(
        one for run in body_runs(book, load_theme()) for one in re.findall(r'\sid="([^"]+)"', run)
    )
    assert max(printed.values()) == 1


def test_what_was_set_stays_set_when_another_story_joins():
    """The markup of a story's chapters is the same, to the byte, whatever stands before it."""
    theme = load_theme()
    before, after = book_of(STORIES[:2]), book_of([story("Aaa", "Author: alder"), *STORIES[:2]])
    old, new = set(body_runs(before, theme)), set(body_runs(after, theme))
    chapters = [run for run in old if "chapter-" in run]
    assert len(chapters) == 4
    assert set(chapters) <= new
    known = {section.id for section in before.sections}
    assert known <= {section.id for section in after.sections}
    assert before.identifier == after.identifier


def test_two_files_whose_digests_begin_alike_have_ids_of_their_own():
    stories = [replace(STORIES[0], source=replace(STORIES[0].source, path=f"{n}.txt")) for n in range(3_000)]
    ids = work_ids(stories)
    assert len(set(ids.values())) == 3_000
