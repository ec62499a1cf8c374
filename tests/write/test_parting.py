"""Long chapters in several documents: nothing broken, nothing lost, contents and links in step."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from opened import NAMES, Opened
from trees import blocks, words_of

from fanbook.check import Subject, check
from fanbook.model.blocks import (
    Block,
    Chat,
    Dateline,
    Letter,
    LetterPart,
    LetterRole,
    Message,
    Paragraph,
    PovCard,
    SceneBreak,
    Script,
    ScriptLine,
    Subheading,
    Verse,
    VerseLine,
)
from fanbook.model.book import Book, ChapterPage, Section
from fanbook.model.story import Chapter
from fanbook.model.walk import block_texts
from fanbook.resources import Theme
from fanbook.write.epub import CoverImage, write_epub
from fanbook.write.epub_parting import parted
from fanbook.write.kepub import write_kepub

LIMIT = 260_000


def section_of(*content: Block) -> Section:
    return Section(
        "c1", ChapterPage(Chapter(content, label="Chapter One"), first=True), "Chapter One", 1, "Long"
    )


def book_of(*content: Block) -> Book:
    last = Section("c2", ChapterPage(Chapter(samples.paragraphs(3), label="Two")), "Two", 1, "Long")
    return replace(samples.one_piece(), sections=(section_of(*content), last))


def texts(sections: tuple[Section, ...]) -> list[str]:
    found: Iterator[Block] = (block for one in sections for block in one.page.chapter.blocks)
    return [text for block in found for text in block_texts(block)]


LONG: dict[str, tuple[Block, ...]] = {
    "prose": samples.paragraphs(3000),
    "a chat": (Chat(tuple(Message(samples.say(f"message {n}"), "Will") for n in range(9000))),),
    "a poem": (Verse(tuple((VerseLine(samples.say(f"line {n}")),) * 4 for n in range(3000))),),
    "a play": (Script(tuple(ScriptLine(samples.say(f"speech {n}"), speaker="ROBIN") for n in range(9000))),),
    "letters": (
        Letter(tuple(LetterPart(LetterRole.BODY, samples.say(f"part {n} " * 9)) for n in range(6000))),
    ),
    "arabic": tuple(
        Paragraph(samples.say("نزل المطر عند الظهر ولم يتوقف حتى الليل. " * 9)) for _ in range(900)
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("write", [write_epub, write_kepub])
def test_documents_stay_short_and_valid(
    name: str,
    write: Callable[..., bytes],
    theme: Theme,
    cover: CoverImage,
    epubcheck: Callable[[bytes], list[str]],
) -> None:
    book = book_of(*LONG[name])
    epub = write(book, theme, cover)
    opened = Opened(epub)
    sizes = [len(opened.archive.read(f"EPUB/{path}")) for path in opened.spine]
    assert len(sizes) > 3
    if write is write_epub:
        assert max(sizes) < LIMIT
    if write is write_epub:  # of documents with thousands of ids it takes minutes
        assert epubcheck(epub) == []
    file = "a.epub" if write is write_epub else "a.kepub.epub"
    assert [one for one in check(Subject(file, epub)) if one.code not in {"E012", "E040"}] == []
    said = [text for block in LONG[name] for text in block_texts(block)]
    told = ["".join(opened.tree(path).find("h:body", NAMES).itertext()) for path in opened.spine]
    assert words_of(told) == words_of(["Chapter One", *said, "Two", *texts((book.sections[-1],))])


def test_the_contents_lead_to_the_first_part_and_the_next_chapter(theme: Theme) -> None:
    opened = Opened(write_epub(book_of(*LONG["prose"]), theme))
    assert opened.nav() == opened.ncx() == [("Chapter One", "text/c1.xhtml", 1), ("Two", "text/c2.xhtml", 1)]
    assert opened.spine[0] == "text/c1.xhtml"
    assert opened.spine[1] == "text/c1-rest-1.xhtml"
    assert opened.spine[-1] == "text/c2.xhtml"


def test_only_the_first_part_has_a_heading_and_the_rest_says_so(theme: Theme) -> None:
    opened = Opened(write_epub(book_of(*LONG["prose"]), theme))
    rest = opened.tree("text/c1-rest-1.xhtml")
    assert not rest.xpath("//h:h1 | //h:h2", namespaces=NAMES)
    assert rest.xpath("string(//h:section/@aria-label)", namespaces=NAMES) == "Chapter One, continued"
    assert not rest.xpath("//h:section/@role", namespaces=NAMES)
    first = rest.xpath("//h:p", namespaces=NAMES)[0]
    assert first.get("class") is None, "it goes on, indented like the paragraph before it"


@pytest.mark.slow
@given(content=blocks, longest=st.integers(4, 2000))
def test_nothing_is_lost_or_moved(content: tuple[Block, ...], longest: int) -> None:
    section = section_of(*content)
    parts = parted(section, longest)
    assert texts(parts) == texts((section,))
    assert parts[0].id == "c1"
    assert len({part.id for part in parts}) == len(parts)
    assert all(part.page.chapter.blocks for part in parts[:-1])


@pytest.mark.slow
@given(content=blocks, longest=st.integers(4, 2000))
def test_what_announces_a_scene_stays_with_it(content: tuple[Block, ...], longest: int) -> None:
    for part in parted(section_of(*content), longest)[:-1]:
        assert not isinstance(part.page.chapter.blocks[-1], Dateline | PovCard | Subheading | SceneBreak)


def test_a_short_chapter_is_left_alone() -> None:
    section = section_of(*samples.paragraphs(100))
    assert parted(section) == (section,)


def test_parts_are_of_about_one_size() -> None:
    parts = parted(section_of(*samples.paragraphs(4000)))
    counts = [len(part.page.chapter.blocks) for part in parts]
    assert max(counts) - min(counts) < 50


def test_a_link_finds_its_place_in_another_document(
    theme: Theme, epubcheck: Callable[[bytes], list[str]]
) -> None:
    template = theme.templates["chapter.xhtml.j2"].replace(
        "{{ body }}", '{{ body }}\n<p><a href="#c1-rest-1">on</a> <a href="#c1">back</a></p>'
    )
    linking = replace(theme, templates={**theme.templates, "chapter.xhtml.j2": template})
    epub = write_epub(book_of(*LONG["prose"]), linking)
    opened = Opened(epub)
    first, rest = (
        opened.tree(f"text/{name}.xhtml").xpath("//h:a/@href", namespaces=NAMES)
        for name in ("c1", "c1-rest-1")
    )
    assert first == ["c1-rest-1.xhtml#c1-rest-1", "#c1"]
    assert rest == ["#c1-rest-1", "c1.xhtml#c1"]
    assert epubcheck(epub) == []
