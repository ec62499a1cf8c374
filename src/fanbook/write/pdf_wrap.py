"""The printed cover as PDF: the wrap with exact boxes, and the pieces for a home printer.

In: a book, an opened cover, a wrap, faces. Out: bytes; the same for the same input. Art is one picture; every word
is type. Boxes: the sheet with its bleed is MediaBox and BleedBox, what the knife leaves is TrimBox; the sheets of
pieces are their own boxes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pydyf
from msgspec import Struct

from fanbook.cover import HEIGHT, FontShelf, Opened
from fanbook.cover.brief import numeral
from fanbook.cover.colour import contrast
from fanbook.cover.paint_type import Pen
from fanbook.cover.setting import Press as Setting
from fanbook.cover.words import name_list
from fanbook.model.book import Book
from fanbook.model.picture import Picture
from fanbook.typefaces import Typeface
from fanbook.write.binding import BLEED, Wrap
from fanbook.write.pdf_plain import opened_press
from fanbook.write.print_faces import cover, face_rules, family_rules
from fanbook.write.spine import on_spine
from fanbook.write.wrap_labels import LabelWords, label_sheet
from fanbook.write.wrap_pages import SHEET, blurb_of, spots_of, wrap_pages
from fanbook.write.wrap_type import faces_of, placed


class WrapResult(Struct, frozen=True):
    """The PDF, and whether the spine bears words."""

    pdf: bytes
    has_spine_words: bool


class _Finish(Struct, frozen=True):
    """Exact boxes, and what the file is."""

    book: Book
    sizes: tuple[tuple[float, float], ...]

    def __call__(self, _document: object, pdf: Any) -> None:  # noqa: ANN401 - pydyf carries no types
        pages = [
            item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page"
        ]
        for n, (page, (width, height)) in enumerate(zip(pages, self.sizes, strict=True)):
            media = pydyf.Array([0, 0, round(width, 3), round(height, 3)])
            inset = BLEED if n == 0 else 0
            trim = pydyf.Array([inset, inset, round(width - inset, 3), round(height - inset, 3)])
            page.update({"MediaBox": media, "BleedBox": media, "TrimBox": trim})
        stamp = f"D:{self.book.modified:%Y%m%d%H%M%S}Z"
        about = {
            "Title": f"{self.book.title} (cover)",
            "Author": ", ".join(self.book.authors),
            "Creator": "fanbook",
        }
        pdf.info.update({name: pydyf.String(text) for name, text in about.items() if text})
        pdf.info.update({"CreationDate": pydyf.String(stamp), "ModDate": pydyf.String(stamp)})


def _picture(opened: Opened) -> Picture:
    """The art as WeasyPrint is handed it."""
    leaf = opened.leaf
    wide, high = 2 * (leaf.width + leaf.bleed) + leaf.spine, HEIGHT + 2 * leaf.bleed
    return Picture("cover.jpg", "image/jpeg", opened.jpeg, wide, high)


def _on_labels(book: Book, title: str) -> LabelWords:
    """What a book's labels say."""
    series = f"{book.series} · {numeral(book.series_index)}" if book.series_index else book.series
    return LabelWords(title, book.authors, series if book.kind == "story" else "")


def _label_ink(opened: Opened) -> tuple[int, int, int]:
    """The cover's own dark colour where it can be read on paper, else nearly black."""
    dark = [rgb for rgb in (opened.ground, opened.ink) if contrast(rgb, (255, 255, 255)) >= 9]
    return dark[0] if dark else (24, 21, 18)


def write_wrap(
    book: Book, opened: Opened, wrap: Wrap, shelf: FontShelf, typefaces: Iterable[Typeface]
) -> WrapResult:
    """The printed cover. Raises `SystemMissing` (W002) without Pango."""
    setting = Setting(shelf, Pen(shelf), book.language)
    title = f"{book.title} · {numeral(book.volume)}" if book.volume else book.title
    texts = title, name_list(book.authors, book.language)
    on_front = spots_of(opened, wrap)
    spine = tuple(
        type(spot)(spot.run, spot.x, spot.y + BLEED, spot.size, spot.rgb, spot.turn)
        for spot in on_spine(texts, (wrap.fold, wrap.spine, wrap.trim.height), opened.ink, setting)
    )
    labels = label_sheet(_on_labels(book, title), wrap, _label_ink(opened), setting)
    files, rules = faces_of((spot.run for spot in (*on_front, *spine, *labels.spots)), shelf)
    text = "".join(
        (*blurb_of(book), book.fandom, book.pairing, "·0123456789 abcdefghijklmnopqrstuvwxyz%.,:x")
    )
    coverage = cover((text,), tuple(typefaces), (book.language,))
    pages = wrap_pages(
        book, opened, wrap, placed((*on_front, *spine), shelf), (labels, placed(labels.spots, shelf))
    )
    families = face_rules(coverage) + family_rules(coverage, (book.language,))
    with opened_press((*files, *(face.path for face in coverage.faces)), {SHEET: _picture(opened)}) as press:
        press.add_styles(rules + families + pages.css)
        sheets = press.set_pages(pages.xhtml)
        pdf = press.print(tuple(sheets), _Finish(book, pages.sizes))
    return WrapResult(pdf, bool(spine))
