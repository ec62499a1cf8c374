"""The printed book's pages in the EPUB: each break stands where the page begins, and can be gone to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from opened import EPUB_TYPE, NAMES, Opened
from printed import printed

from fanbook.check import Subject, check
from fanbook.model.book import ChapterPage, Section
from fanbook.model.story import Chapter
from fanbook.resources import Theme
from fanbook.write.epub import CoverImage, write_epub
from fanbook.write.epub_pages import with_page_breaks
from fanbook.write.kepub import write_kepub
from fanbook.write.printed import PrintedPage, letters_in, pages_of

Checker = Callable[[bytes], list[str]]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def after_breaks(opened: Opened) -> dict[str, str]:
    """By page: the letters that follow its break, over all documents."""
    pieces: list[str] = []
    marks: list[tuple[str, int]] = []
    for path in opened.spine:
        body = opened.tree(path).find("h:body", NAMES)
        for event, element in etree.iterwalk(body, events=("start", "end")):
            if event == "start" and element.get(EPUB_TYPE) == "pagebreak":
                marks.append((element.get("aria-label"), sum(map(len, pieces))))
            pieces.append(letters((element.text if event == "start" else element.tail) or ""))
    text = "".join(pieces)
    return {label: text[at : at + 60] for label, at in marks}


@pytest.mark.parametrize("name", ["novel", "one_piece", "anthology"])
def test_every_break_stands_where_its_page_begins(name: str, theme: Theme) -> None:
    book = printed(name)
    found = after_breaks(Opened(write_epub(book.book, theme, None, book.result.printed)))
    first = book.labels.index("1")
    texts = {book.labels[page]: letters(book.text(page)) for page in range(first, book.count)}
    assert list(found) == [label for label, text in texts.items() if text]
    # On paper the colophon goes on otherwise, after its first words: with its typefaces.
    differs = list(texts)[-1] if book.book.sections[-1].id == "colophon" else ""
    for label, text in texts.items():
        # A word that two pages share is on the later one here: its second part comes a little late.
        if text:
            assert text[: 12 if label == differs else 25] in found[label][:45], label


def test_the_page_list_leads_to_the_breaks_in_order(theme: Theme, cover: CoverImage) -> None:
    book = printed("novel")
    opened = Opened(write_epub(book.book, theme, cover, book.result.printed))
    rows = opened.tree("nav.xhtml").xpath("//h:nav[@id='page-list']//h:a", namespaces=NAMES)
    assert [row.text for row in rows] == list(after_breaks(opened))
    for row in rows:
        path, _, place = row.get("href").partition("#")
        assert opened.tree(path).xpath("//h:span[@id=$id]", namespaces=NAMES, id=place)
    targets = opened.tree("toc.ncx").xpath("//ncx:pageTarget/ncx:content/@src", namespaces=NAMES)
    assert targets == [row.get("href") for row in rows]
    assert {"pageBreakMarkers", "pageNavigation"} <= set(opened.properties("schema:accessibilityFeature"))
    assert len(opened.properties("pageBreakSource")) == 1


@pytest.mark.slow
@pytest.mark.parametrize("write", [write_epub, write_kepub])
@pytest.mark.parametrize("name", ["novel", "anthology"])
def test_valid_and_not_a_letter_more(
    name: str, write, theme: Theme, cover: CoverImage, epubcheck: Checker
) -> None:
    book = printed(name)
    paged, plain = write(book.book, theme, cover, book.result.printed), write(book.book, theme, cover)
    assert epubcheck(paged) == []
    assert [
        d
        for d in check(Subject("a.kepub.epub" if write is write_kepub else "a.epub", paged))
        if d.code != "E012"
    ] == []
    for path in Opened(plain).spine:
        if path != "nav.xhtml":
            texts = ["".join(Opened(epub).tree(path).itertext()) for epub in (paged, plain)]
            assert texts[0] == texts[1]


def test_a_long_chapter_has_its_breaks_in_every_part(theme: Theme) -> None:
    chapter = Chapter(samples.paragraphs(3000))
    book = replace(samples.one_piece(), sections=(Section("c", ChapterPage(chapter, first=True), "C"),))
    pages = tuple(pages_of("c", 1, [1000] * 280))
    opened = Opened(write_epub(book, theme, None, pages))
    rows = opened.tree("nav.xhtml").xpath("//h:nav[@id='page-list']//h:a/@href", namespaces=NAMES)
    assert len(rows) == 280
    assert {row.partition("#")[0] for row in rows} == set(opened.spine)


def test_without_a_printed_book_there_is_no_page_list(theme: Theme) -> None:
    opened = Opened(write_epub(samples.novel(), theme))
    assert not opened.tree("nav.xhtml").xpath("//h:nav[@id='page-list']", namespaces=NAMES)
    assert opened.properties("pageBreakSource") == []


@pytest.mark.parametrize(
    ("text", "letter", "expected"),
    [
        ("<body><p>One two</p></body>", 0, "<body><p>|One two</p></body>"),
        ("<body><p>One two</p></body>", 3, "<body><p>One |two</p></body>"),
        ("<body><p>One two</p></body>", 4, "<body><p>One |two</p></body>"),
        ("<body><p>A &amp; b</p></body>", 1, "<body><p>A &amp; |b</p></body>"),
        ("<body><p>“One,” <em>two</em></p></body>", 3, "<body><p>“One,” <em>|two</em></p></body>"),
        ("<head><title>x</title></head><body>é</body>", 0, "<head><title>x</title></head><body>|é</body>"),
        ("<body>one</body>", 3, "<body>one</body>"),
    ],
)
def test_where_a_break_goes(text: str, letter: int, expected: str) -> None:
    done, _ = with_page_breaks({"c": [text]}, [PrintedPage("7", "c", letter)])
    mark = '<span id="page-7" epub:type="pagebreak" role="doc-pagebreak" aria-label="7"></span>'
    assert done["c"] == [expected.replace("|", mark)]


@given(st.lists(st.integers(0, 50), max_size=9), st.integers(1, 99))
def test_pages_of_a_section(counts: list[int], first: int) -> None:
    pages = list(pages_of("c", first, counts))
    assert [page.letters for page in pages] == sorted({page.letters for page in pages})
    assert len(pages) == sum(count > 0 for count in counts)


def test_letters_and_digits_count_and_nothing_else() -> None:
    assert letters_in("“A-1 é”, 語 — …\u00ad ") == 4
