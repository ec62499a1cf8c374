"""The last touches to a PDF before it is written: what paper needs and WeasyPrint does not do.

Black becomes grey level 0 instead of three colours that a printer would mix from four inks;
boxes get exact numbers; the pages get the labels that are printed on them; the document says
what it is, with the book's own date and never the clock's. Works on pydyf's objects in place,
in one pass, so it costs next to nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pydyf

from fanbook.model.book import Book
from fanbook.write.trim import Trim
from fanbook.write.xhtml import language_tag, text_direction

GREY = {b" rg": b" g", b" RG": b" G"}


@dataclass(frozen=True, slots=True)
class Finish:
    """A finisher for `weasyprint.Document.write_pdf`; the first `front` pages are front matter."""

    book: Book
    trim: Trim
    front: int

    def __call__(self, _document: object, pdf: Any) -> None:  # noqa: ANN401 - pydyf carries no types
        """Change the PDF in place."""
        box = pydyf.Array([0, 0, self.trim.width, self.trim.height])
        for item in pdf.objects:
            if isinstance(item, pydyf.Stream):
                item.stream = [grey(part) for part in item.stream]
            elif isinstance(item, pydyf.Dictionary):
                _finish_dictionary(item, box)
        pdf.info.update(self._about())
        pdf.catalog.update(self._catalogue())

    def _about(self) -> dict[str, pydyf.String]:
        stamp = f"D:{self.book.modified:%Y%m%d%H%M%S}Z"
        words = {
            "Title": self.book.title,
            "Author": ", ".join(self.book.authors),
            "Keywords": ", ".join(self.book.subjects),
            "Creator": "fanbook",
            "CreationDate": stamp,
            "ModDate": stamp,
        }
        return {name: pydyf.String(value) for name, value in words.items() if value}

    def _catalogue(self) -> dict[str, object]:
        body = pydyf.Dictionary({"S": "/D"})
        labels = [0, pydyf.Dictionary({"S": "/r"}), self.front, body] if self.front else [0, body]
        language = language_tag(self.book.language)
        viewer = {"DisplayDocTitle": "true"}
        if text_direction(language) == "rtl":
            viewer["Direction"] = "/R2L"
        return {
            "Lang": pydyf.String(language),
            "PageLabels": pydyf.Dictionary({"Nums": pydyf.Array(labels)}),
            "PageLayout": "/TwoPageRight",
            "ViewerPreferences": pydyf.Dictionary(viewer),
        }


def _finish_dictionary(item: Any, box: Any) -> None:  # noqa: ANN401 - pydyf carries no types
    if item.get("Type") == "/Page":
        item.update({"MediaBox": box, "TrimBox": box, "BleedBox": box})
    elif "lab-d50" in item:
        item.clear()  # colour spaces for colours that nothing here has


def grey(part: Any) -> Any:  # noqa: ANN401 - bytes, text or a nested object
    """A colour operator whose three parts are equal as the grey operator; anything else as it was."""
    if isinstance(part, bytes) and part[-3:] in GREY:
        red, green, blue, _ = part.split()
        if red == green == blue:
            return red + GREY[part[-3:]]
    return part
