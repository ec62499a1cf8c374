"""The interior of a book as PDF, at trim size: the one door to WeasyPrint.

A `Book`, a `Theme`, a `Trim` and the typefaces at hand go in; the bytes of a PDF come out, the
same bytes for the same input. Nothing is read but the files of those typefaces: WeasyPrint gets
a font configuration that knows no folder of the machine, and a fetcher that refuses every
address but theirs. Body and front matter are set as two documents and written as one (see
`print_pages`), so a number in the contents is a number on a page.

WeasyPrint is imported when the first book is set: the import costs most of a second, and fails
where Pango is not installed.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fanbook.errors import SystemMissing
from fanbook.model.book import Book, Section
from fanbook.model.picture import Picture
from fanbook.resources import Theme
from fanbook.typefaces import Typeface
from fanbook.write.dialect import PICTURE_SCHEME
from fanbook.write.pdf_finish import Finish
from fanbook.write.pdf_pages import printed_pages
from fanbook.write.print_css import print_css
from fanbook.write.print_faces import cover
from fanbook.write.print_pages import body_xhtml, front_xhtml, split
from fanbook.write.printed import PrintedPage
from fanbook.write.trim import Trim

if TYPE_CHECKING:
    from types import ModuleType

Finisher = Callable[[object, Any], None]

NO_FOLDERS = Path(__file__).with_name("pdf_fonts.conf")
INSTALL_PANGO = (
    "Debian or Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "macOS: brew install pango; then try again (`fanbook doctor` checks)"
)
NO_GLYPH = re.compile(r"\.notdef glyph .*?: (\"(?P<text>.+)\" )?\(?U\+(?P<code>[0-9A-F]+)")


@dataclass(frozen=True, slots=True)
class PdfResult:
    """A PDF, how many pages it has, and the characters in the book that no typeface could draw.

    `remarks` are WeasyPrint's own warnings, about a theme's style sheet as a rule. `printed` says where
    the body's pages begin.
    """

    pdf: bytes
    pages: int
    missing: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    printed: tuple[PrintedPage, ...] = ()


def write_pdf(book: Book, theme: Theme, trim: Trim, typefaces: tuple[Typeface, ...]) -> PdfResult:
    """The book's interior.

    Raises `SystemMissing` (W002) without Pango, `FanbookError` (W003) where the theme fails.
    """
    languages = tuple(section.language for section in book.sections if section.language)
    markup = body_xhtml(book, theme)
    front = front_xhtml(book, theme, {})
    coverage = cover(
        (markup, front, theme.print_css), typefaces, (book.language, *languages), theme.print_css
    )
    own = {f"{PICTURE_SCHEME}{picture.name}": picture for picture in book.pictures}
    with opened_press((face.path for face in coverage.faces), own) as press:
        press.add_styles(print_css(theme, trim, coverage, book.language, languages))
        body = press.set_pages(markup.translate(coverage.instead)) if markup else []
        numbers = _numbers(body, split(book)[1])
        front = front_xhtml(book, theme, numbers).translate(coverage.instead)
        before = _even(press.set_pages(front))
        pdf = press.print((*before, *body), Finish(book, trim, len(before)))
    unseen = {
        match["text"] or chr(int(match["code"], 16)) for match in map(NO_GLYPH.search, press.remarks) if match
    }
    return PdfResult(
        pdf=pdf,
        pages=len(before) + len(body),
        missing=tuple(sorted({*coverage.missing, *unseen})),
        remarks=tuple(remark for remark in press.remarks if not NO_GLYPH.search(remark)),
        printed=tuple(printed_pages(body, {section.id for section in split(book)[1]})),
    )


def _numbers(pages: list[Any], sections: tuple[Section, ...]) -> dict[str, int]:
    """The page on which each of these sections begins, counted from 1."""
    ids = {section.id for section in sections}
    found: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for anchor in ids & page.anchors.keys():
            found.setdefault(anchor, number)
    return found


def _even(front: list[Any]) -> list[Any]:
    # The last page of the front matter is a blank one, there to be used or not: page 1 is a recto.
    return front if len(front) % 2 == 0 else front[:-1]


class Press:
    """WeasyPrint with one font configuration, one style sheet and one ear for what it complains of."""

    def __init__(self, weasyprint: ModuleType, fonts: Any, fetcher: Any, remarks: list[str]) -> None:  # noqa: ANN401
        self.remarks = remarks
        self._weasyprint = weasyprint
        self._fonts = fonts
        self._fetcher = fetcher
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
def opened_press(faces: Iterable[Path], pictures: Mapping[str, Picture]) -> Iterator[Press]:
    """WeasyPrint with these font files and, by address, these pictures: all that it can read."""
    with _private_environment(), _overheard() as remarks:
        weasyprint = _weasyprint()
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        allowed = frozenset(path.as_uri() for path in faces)
        yield Press(weasyprint, FontConfiguration(), _fetcher(allowed, pictures), remarks)


def _weasyprint() -> ModuleType:
    """The library. Raises `SystemMissing` (W002) where it cannot load Pango or its companions."""
    try:
        # Its import warns where no font is configured, as we mean it, and prints before it fails.
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: PLC0415
    except OSError as error:
        raise SystemMissing("W002", f"WeasyPrint cannot load Pango: {error}", hint=INSTALL_PANGO) from error
    return weasyprint  # type: ignore[no-any-return]


def _fetcher(allowed: frozenset[str], pictures: Mapping[str, Picture]) -> Any:  # noqa: ANN401 - a class that exists only once WeasyPrint does
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401
            if own := pictures.get(url):
                return URLFetcherResponse(url, own.data, {"Content-Type": own.media_type})
            if url not in allowed:
                raise ValueError(f"refused: {url}")
            return super().fetch(url, headers)

    return OwnFilesOnly(allowed_protocols=("file",), allow_redirects=False)


@contextlib.contextmanager
def _private_environment() -> Iterator[None]:
    """What WeasyPrint's libraries read from the environment, for as long as a book is being set.

    fontconfig gets a configuration without folders, fontTools a clock that stands still: it
    stamps every variable font that it cuts down to one weight.
    """
    ours = {"FONTCONFIG_FILE": str(NO_FOLDERS), "SOURCE_DATE_EPOCH": "0"}
    before = {name: os.environ.get(name) for name in ours}
    os.environ.update(ours)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _Ear(logging.Handler):
    """Keeps the messages of warnings and worse, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message not in self.heard:
            self.heard.append(message)


@contextlib.contextmanager
def _overheard() -> Iterator[list[str]]:
    """Hear what WeasyPrint has to say instead of having it printed on standard error."""
    log = logging.getLogger("weasyprint")
    ear, handlers, is_propagated = _Ear(), log.handlers[:], log.propagate
    log.handlers, log.propagate = [ear], False
    try:
        yield ear.heard
    finally:
        log.handlers, log.propagate = handlers, is_propagated
