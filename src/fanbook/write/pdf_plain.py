"""Documents set whole, fonts included: instructions, a test sheet, a board of themes, a cover to print.

`opened_press` gives WeasyPrint with nothing but the font files and pictures it is given; `set_plain` makes
a page or two of our own from markup and a style sheet, black and nothing else.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from fanbook.model.picture import Picture
from fanbook.typefaces import Typeface
from fanbook.write.pdf_finish import Finish
from fanbook.write.pdf_press import closed_off, fetcher, weasyprint
from fanbook.write.print_faces import cover, face_rules, family_rules

Finisher = Callable[[object, Any], None]


class PlainPress:
    """WeasyPrint with one font configuration, one style sheet and one ear for what it complains of."""

    def __init__(self, fetch: Any, remarks: list[str]) -> None:  # noqa: ANN401
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        self.remarks = remarks
        self._weasyprint = weasyprint()
        self._fonts = FontConfiguration()
        self._fetcher = fetch
        self._styles: list[Any] = []
        self._documents: list[Any] = []

    def add_styles(self, css: str) -> None:
        """Rules for all that is set after."""
        self._styles.append(
            self._weasyprint.CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)
        )

    def set_pages(self, markup: str) -> list[Any]:
        """A document's pages."""
        html = self._weasyprint.HTML(string=markup, url_fetcher=self._fetcher)
        document = html.render(font_config=self._fonts, stylesheets=self._styles)
        self._documents.append(document)
        return list(document.pages)

    def print(self, pages: tuple[Any, ...], finish: Finisher) -> bytes:
        """Pages as a PDF."""
        document = self._documents[-1].copy(list(pages))
        pdf: bytes = document.write_pdf(finisher=finish, pdf_identifier=True)
        return pdf


@contextlib.contextmanager
def opened_press(faces: Iterable[Path], pictures: Mapping[str, Picture]) -> Iterator[PlainPress]:
    """WeasyPrint with these font files and, by address, these pictures: all that it can read."""
    with closed_off() as remarks:
        yield PlainPress(fetcher(frozenset(path.as_uri() for path in faces), pictures), remarks)


def set_plain(
    markup: str, css: str, size: tuple[float, float], typefaces: tuple[Typeface, ...], language: str = "en"
) -> bytes:
    """The markup (a whole document) on pages of that size in points. Raises `SystemMissing` (W002)."""
    coverage = cover((markup, css), typefaces, (language,), css)
    page = f"@page {{ size: {size[0]}pt {size[1]}pt }}\nhtml {{ color: #000 }}"
    with opened_press((face.path for face in coverage.faces), {}) as press:
        press.add_styles("\n".join((face_rules(coverage), family_rules(coverage, (language,)), page, css)))
        pages = press.set_pages(coverage.drawn(markup))
        return press.print(tuple(pages), Finish(*size))
