"""KEPUBs: Kobo's rules, epubcheck's, and not a character of text changed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import samples
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from opened import NAMES, Opened
from trees import blocks, inlines

from fanbook.model.blocks import Block, Paragraph
from fanbook.model.book import Book, ChapterPage, Section
from fanbook.model.inlines import Emphasis, Inline, Strong, Text
from fanbook.model.story import Chapter
from fanbook.resources import Theme
from fanbook.write.epub import CoverImage, write_epub
from fanbook.write.kepub import write_kepub

Checker = Callable[[bytes], list[str]]
BOOKS = samples.all_books()
every_book = pytest.mark.parametrize("name", BOOKS)
VOID = {"br", "hr", "img", "link", "meta"}


def a_book(*content: Block) -> Book:
    page = ChapterPage(Chapter(tuple(content), label="One"), first=True)
    return replace(samples.one_piece(), sections=(Section("c1", page, "One"),))


def spans(kepub: bytes, path: str = "text/c1.xhtml") -> list[tuple[str, str]]:
    found = Opened(kepub).tree(path).xpath("//h:span[@class='koboSpan']", namespaces=NAMES)
    return [(span.attrib["id"], "".join(span.itertext())) for span in found]


@pytest.mark.slow
@every_book
def test_epubcheck_has_nothing_to_say(name: str, theme: Theme, cover: CoverImage, epubcheck: Checker) -> None:
    assert epubcheck(write_kepub(BOOKS[name], theme, cover)) == []


@every_book
def test_every_document_has_the_text_of_the_epub(name: str, theme: Theme, cover: CoverImage) -> None:
    plain = Opened(write_epub(BOOKS[name], theme, cover))
    kobo = Opened(write_kepub(BOOKS[name], theme, cover))
    assert kobo.spine == plain.spine
    for path in ("nav.xhtml", *plain.spine):
        assert "".join(kobo.tree(path).itertext()) == "".join(plain.tree(path).itertext()), path


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=blocks, title=inlines)
def test_random_chapters_keep_their_text_and_span_all_of_it(
    theme: Theme, content: tuple[Block, ...], title: tuple[Inline, ...]
) -> None:
    book = replace(samples.one_piece(), sections=(Section("c", ChapterPage(Chapter(content, title=title))),))
    plain, kobo = Opened(write_epub(book, theme)), Opened(write_kepub(book, theme))
    body = kobo.tree("text/c.xhtml").find("h:body", NAMES)
    assert body is not None
    expected = "".join(plain.tree("text/c.xhtml").find("h:body", NAMES).itertext())
    assert "".join(body.itertext()) == expected
    spanned = "".join(body.xpath("//h:span[@class='koboSpan']//text()", namespaces=NAMES))
    assert spanned.split() == expected.split() or "".join(spanned.split()) == "".join(expected.split())


@every_book
def test_ids_count_upwards_and_stand_once(name: str, theme: Theme, cover: CoverImage) -> None:
    opened = Opened(write_kepub(BOOKS[name], theme, cover))
    for path in opened.spine:
        ids = [
            span.get("id") for span in opened.tree(path).iter("{*}span") if span.get("class") == "koboSpan"
        ]
        places = [tuple(map(int, one.split(".")[1:])) for one in ids]
        assert places == sorted(set(places)), path
        assert all(sentence for _, sentence in places)


@every_book
def test_only_void_elements_close_themselves(name: str, theme: Theme, cover: CoverImage) -> None:
    opened = Opened(write_kepub(BOOKS[name], theme, cover))
    for path in ("nav.xhtml", *opened.spine):
        text = opened.archive.read(f"EPUB/{path}").decode()
        assert set(re.findall(r"<([a-z0-9]+)[^<>]*/>", text)) <= VOID, path


@every_book
def test_the_body_holds_the_wrappers_and_nothing_else(name: str, theme: Theme, cover: CoverImage) -> None:
    opened = Opened(write_kepub(BOOKS[name], theme, cover))
    for path in opened.spine:
        body = opened.tree(path).find("h:body", NAMES)
        assert [child.get("id") for child in body] == ["book-columns"], path
        assert [child.get("id") for child in body[0]] == ["book-inner"], path


def test_the_cover_is_marked_for_the_shelf(theme: Theme, cover: CoverImage) -> None:
    opened = Opened(write_kepub(samples.novel(), theme, cover))
    items = opened.package.findall(".//opf:item[@properties='cover-image']", NAMES)
    assert [item.get("media-type") for item in items] == ["image/jpeg"]


def test_navigation_has_no_spans(theme: Theme) -> None:
    assert (
        not Opened(write_kepub(samples.novel(), theme))
        .tree("nav.xhtml")
        .xpath("//h:span[@class='koboSpan']", namespaces=NAMES)
    )


def test_two_builds_are_the_same_bytes(theme: Theme, cover: CoverImage) -> None:
    assert write_kepub(samples.novel(), theme, cover) == write_kepub(samples.novel(), theme, cover)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two? Three!", ["One. ", "Two? ", "Three!"]),
        ("“Go!” he said. “Now…” She went.", ["“Go!” ", "he said. ", "“Now…” ", "She went."]),
        ("No end at all", ["No end at all"]),
        ("3.14 is pi. So.", ["3.14 is pi. ", "So."]),
        ("「行く。」と言った。雨。", ["「行く。」", "と言った。", "雨。"]),
        ("  leading. Space ", ["  leading. ", "Space "]),
    ],
)
def test_sentences(text: str, sentences: list[str], theme: Theme) -> None:
    found = spans(write_kepub(a_book(Paragraph((Text(text),))), theme))
    assert [words for _, words in found][1:] == sentences  # the first is the heading


def test_a_stress_is_counted_on_and_a_paragraph_anew(theme: Theme) -> None:
    first = Paragraph((Text("He was "), Emphasis((Strong((Text("late"),)),)), Text(". Again.")))
    found = spans(write_kepub(a_book(first, Paragraph((Text("She was not."),))), theme))
    assert found == [
        ("kobo.1.1", "One"),
        ("kobo.2.1", "He was "),
        ("kobo.2.2", "late"),
        ("kobo.2.3", ". "),
        ("kobo.2.4", "Again."),
        ("kobo.3.1", "She was not."),
    ]


def test_a_space_that_does_not_break_is_written_as_a_number(theme: Theme) -> None:
    kepub = write_kepub(a_book(Paragraph((Text("10\u00a0km"),))), theme)
    assert b"10&#160;km" in Opened(kepub).archive.read("EPUB/text/c1.xhtml")
