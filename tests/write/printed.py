"""A PDF opened for looking into, by pikepdf and pdfium: independent of the libraries that wrote it."""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Iterator
from functools import cache, cached_property

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import samples

from fanbook.model.book import Book, ChapterPage, Section
from fanbook.model.walk import block_texts, plain
from fanbook.resources import find_typefaces, load_theme
from fanbook.write.pdf import PdfResult, write_pdf
from fanbook.write.trim import Trim, find_trim


class Printed:
    """A book and the PDF that was made of it."""

    def __init__(self, book: Book, result: PdfResult, trim: Trim) -> None:
        self.book = book
        self.result = result
        self.trim = trim
        self.pdf = pikepdf.open(io.BytesIO(result.pdf))
        self._document = pypdfium2.PdfDocument(result.pdf)
        self.count = len(self._document)

    def text(self, page: int) -> str:
        """What stands in the text block of a page (counted from 0)."""
        trim, slack = self.trim, 4
        return (
            self._document[page]
            .get_textpage()
            .get_text_bounded(0, trim.bottom - slack, trim.width, trim.height - trim.top + slack)
        )

    def head(self, page: int) -> str:
        """The running head."""
        trim = self.trim
        top = (
            self._document[page]
            .get_textpage()
            .get_text_bounded(0, trim.height - trim.top + 4, trim.width, trim.height)
        )
        return " ".join(top.split())

    def folio(self, page: int) -> str:
        """The number at the foot."""
        foot = (
            self._document[page].get_textpage().get_text_bounded(0, 0, self.trim.width, self.trim.bottom - 6)
        )
        return foot.strip()

    def everything(self) -> str:
        """All text of all text blocks, words joined that a line end had parted."""
        pages = "\n".join(self.text(page) for page in range(self.count))
        return re.sub("[\u2010\u00ad\ufffe\x02]\\s*\n", "", pages.replace("\r\n", "\n"))

    @cached_property
    def labels(self) -> list[str]:
        return [self._document.get_page_label(page) for page in range(self.count)]

    @cached_property
    def outline(self) -> list[tuple[str, int, int]]:
        """Words, page and depth of each bookmark."""
        return [
            (mark.get_title(), mark.get_dest().get_index(), mark.level) for mark in self._document.get_toc()
        ]

    def page_of(self, words: str) -> int:
        """The page that a bookmark leads to."""
        return next(page for title, page, _ in self.outline if title == words)

    def fonts(self) -> dict[str, pikepdf.Object]:
        """Every font in the file by its name without the subset tag."""
        found = {}
        for page in self.pdf.pages:
            for font in page.Resources.Font.values():
                found[str(font.BaseFont).rpartition("+")[2]] = font
        return found

    def operators(self) -> set[str]:
        """Every operator that any page uses."""
        return {str(op) for page in self.pdf.pages for _, op in pikepdf.parse_content_stream(page)}

    def letters(self, page: int) -> Iterator[tuple[str, float, float, float]]:
        """Each letter of a page with its size and the origin of its glyph, in points."""
        text = self._document[page].get_textpage()
        handle = text.raw
        x, y = ctypes.c_double(), ctypes.c_double()
        for at in range(pdfium.FPDFText_CountChars(handle)):
            pdfium.FPDFText_GetCharOrigin(handle, at, x, y)
            letter = chr(pdfium.FPDFText_GetUnicode(handle, at))
            # The size is in CSS pixels: it stands before WeasyPrint's scaling of the whole page.
            yield letter, pdfium.FPDFText_GetFontSize(handle, at) * 0.75, x.value, y.value

    @cached_property
    def places(self) -> dict[str, int]:
        """The page of every named destination, which are the ids of the book's sections and headings."""
        names = list(self.pdf.Root.Names.Dests.Names)
        pages = {page.obj.objgen: at for at, page in enumerate(self.pdf.pages)}
        return {str(name): pages[to[0].objgen] for name, to in zip(names[::2], names[1::2], strict=True)}

    def links(self, page: int) -> Iterator[tuple[str, str]]:
        """Where each link on a page leads, and the words it stands on."""
        for note in self.pdf.pages[page].get("/Annots", ()):
            left, low, right, high = sorted_box([float(side) for side in note.Rect])
            words = self._document[page].get_textpage().get_text_bounded(left, low, right, high)
            yield str(note.Dest), " ".join(words.split())


def sorted_box(box: list[float]) -> tuple[float, float, float, float]:
    """Left, low, right, high, whichever corners were named."""
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def print_book(book: Book, trim: str = "half-letter", theme: str = "classic") -> Printed:
    """The book set with a theme."""
    page = find_trim(trim)
    return Printed(book, write_pdf(book, load_theme(theme), page, find_typefaces()), page)


@cache
def printed(name: str, trim: str = "half-letter") -> Printed:
    """One of the sample books, set once."""
    return print_book(getattr(samples, name)(), trim)


def chapter_texts(section: Section) -> Iterator[str]:
    """What a chapter says, heading included, in reading order."""
    assert isinstance(section.page, ChapterPage)
    chapter = section.page.chapter
    yield chapter.label
    yield plain(chapter.title)
    for block in chapter.blocks:
        yield from block_texts(block)
