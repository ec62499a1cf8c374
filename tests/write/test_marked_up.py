"""What only sources with markup bring: lists, tables, quotes, pictures, footnotes, in both kinds of book."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pypdfium2
import pytest
import samples
from lxml import etree
from msgspec.structs import replace
from opened import Opened
from PIL import Image as PillowImage
from trees import words_of

from fanbook.model.blocks import Paragraph
from fanbook.model.book import ChapterPage, Section
from fanbook.model.inlines import Image
from fanbook.model.picture import Picture
from fanbook.model.walk import block_texts
from fanbook.resources import Theme, find_typefaces, load_theme
from fanbook.write.epub import write_epub
from fanbook.write.epub_pictures import shown as shown_picture
from fanbook.write.pdf import write_pdf
from fanbook.write.trim import find_trim
from fanbook.write.xhtml import EPUB, block_xhtml


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme("classic")


XHTML = {"x": "http://www.w3.org/1999/xhtml"}


def page(theme: Theme) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(write_epub(samples.marked(), theme))) as book:
        assert book.read("EPUB/images/flag.png") == samples.PICTURE.data
        return etree.fromstring(book.read("EPUB/text/chapter-1.xhtml"))


def chapter_words() -> list[str]:
    first = samples.marked().sections[0].page
    assert isinstance(first, ChapterPage)
    return words_of(text for block in first.chapter.blocks for text in block_texts(block))


def test_epubcheck_has_nothing_to_say(theme: Theme, epubcheck: Callable[[bytes], list[str]]) -> None:
    assert epubcheck(write_epub(samples.marked(), theme)) == []


def test_every_word_is_in_the_epub_in_order(theme: Theme) -> None:
    section = page(theme).find(".//x:section", XHTML)
    heading = section.find("x:h2", XHTML)
    section.remove(heading)
    assert words_of(["".join(section.itertext())]) == chapter_words()


@pytest.mark.parametrize(
    ("path", "count"),
    [
        (".//x:s", 1),
        (".//x:sup", 1),
        (".//x:sub", 1),
        (".//x:p[@class='centred']", 2),
        (".//x:p[@class='ranged-end']", 1),
        (".//x:blockquote[@class='quote']", 1),
        (".//x:ul//x:ul", 1),
        (".//x:ol[@start='3']", 1),
        (".//x:td[@colspan='2']", 1),
        (".//x:th", 2),
        (".//x:p[@class='picture']/x:img[@alt='A chequered flag'][@src='../images/flag.png']", 1),
        (".//x:a[@href='https://chronicle.example/a?b=1&c=2']", 1),
    ],
)
def test_meaning_is_in_the_markup(path: str, count: int, theme: Theme) -> None:
    assert len(page(theme).findall(path, XHTML)) == count


def test_a_footnote_and_its_mark_lead_to_each_other(theme: Theme) -> None:
    chapter = page(theme)
    mark = chapter.find(".//x:a[@class='footnote-ref']", XHTML)
    note = chapter.find(".//x:div[@class='footnote']", XHTML)
    assert mark.get("href") == f"#{note.get('id')}"
    kind = "{http://www.idpf.org/2007/ops}type"
    assert (mark.get(kind), note.get(kind)) == ("noteref", "footnote")
    assert note.find(".//x:a", XHTML).get("href") == f"#{mark.get('id')}"


def test_a_picture_that_old_readers_do_not_know_becomes_one_they_do(
    theme: Theme, epubcheck: Callable[[bytes], list[str]]
) -> None:
    webp = io.BytesIO()
    PillowImage.new("RGBA", (40, 30), (200, 30, 30, 128)).save(webp, "WEBP", lossless=True)
    picture = Picture("flag.webp", "image/webp", webp.getvalue(), 40, 30)
    blocks = (Paragraph((Image("flag.webp", "A red flag."),)),)
    only = ChapterPage(samples.chapter(1, blocks), first=True)
    sections = (Section("chapter-1", only, "Chapter 1"),)
    epub = write_epub(replace(samples.one_piece(), sections=sections, pictures=(picture,)), theme)
    opened = Opened(epub)
    assert opened.tree("text/chapter-1.xhtml").xpath("//x:img/@src", namespaces=XHTML) == [
        "../images/flag.jpg"
    ]
    with PillowImage.open(io.BytesIO(opened.archive.read("EPUB/images/flag.jpg"))) as shown:
        assert (shown.format, shown.size) == ("JPEG", (40, 30))
        assert shown.getpixel((20, 15))[1] > 100, "on white"
    assert epubcheck(epub) == []
    assert picture.media_type == "image/webp"
    kept = Picture("flag.webp", "image/webp", b"RIFF....WEBPno picture", 1, 1)
    assert shown_picture(kept) == ("image/webp", kept.data)


def test_no_address_but_a_page_of_the_web_is_linked() -> None:
    from fanbook.model.inlines import Link, Text

    for url in ("javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", ""):
        assert block_xhtml(Paragraph((Link((Text("x"),), url),)), EPUB) == "<p>x</p>"


@pytest.fixture(scope="module")
def printed(theme: Theme) -> pypdfium2.PdfDocument:
    made = write_pdf(samples.marked(), theme, find_trim("half-letter"), find_typefaces())
    assert (made.missing, made.remarks) == ((), ())
    return pypdfium2.PdfDocument(made.pdf)


@pytest.mark.slow
def test_every_word_is_on_paper(printed: pypdfium2.PdfDocument) -> None:
    text = "\n".join(page.get_textpage().get_text_range() for page in printed)
    joined = "".join(words_of([text]))  # a hyphen at a line's end parts no word
    assert [word for word in chapter_words() if word not in joined] == []


def test_the_picture_is_on_paper(printed: pypdfium2.PdfDocument) -> None:
    kinds = [item.type for page in printed for item in page.get_objects()]
    assert kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE) == 1


def test_a_picture_that_is_none_costs_no_book(theme: Theme) -> None:
    broken = replace(samples.PICTURE, data=b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    book = replace(samples.marked(), pictures=(broken,))
    assert write_pdf(book, theme, find_trim("half-letter"), find_typefaces()).pages > 0


def test_a_picture_nobody_brought_is_not_fetched(theme: Theme) -> None:
    book = samples.marked()
    blocks = (Paragraph((Image("../../../../etc/passwd"),)),)
    sections = (
        replace(book.sections[0], page=ChapterPage(samples.chapter(1, blocks), first=True)),
        *book.sections[1:],
    )
    made = write_pdf(replace(book, sections=sections), theme, find_trim("half-letter"), find_typefaces())
    assert made.pages > 0
    assert all("refused" in remark or "Failed" in remark for remark in made.remarks)
