"""WeasyPrint as fanbook drives it: shut off from the machine, its lines ours, its fonts left to the end.

A `Coverage` and a style sheet make a `Press`; markup goes in, laid-out pages and `Printed` come out. A
font configuration knows no folder of the machine, and a fetcher refuses every address but those of the
typefaces. Three seams of WeasyPrint are held open while it works: the baseline of a line is its own font's, a
text box may be drawn a trace wider or narrower (`pdf_lines` says which), and fonts are not put into each piece of a book but noted, so that
the whole book gets each of them once (`pdf_fonts`).

WeasyPrint is imported when the first book is set: the import costs most of a second, and fails where
Pango is not installed.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from fanbook.errors import SystemMissing
from fanbook.model.picture import Picture
from fanbook.typefaces import Typeface
from fanbook.write.dialect import PICTURE_SCHEME
from fanbook.write.pdf_finish import Finish
from fanbook.write.pdf_fonts import FontUse, used_fonts
from fanbook.write.pdf_lines import SCALE
from fanbook.write.pdf_pages import letters_on

if TYPE_CHECKING:
    from types import ModuleType

NO_FOLDERS = Path(__file__).with_name("pdf_fonts.conf")
INSTALL_PANGO = (
    "Debian or Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "macOS: brew install pango; then try again (`fanbook doctor` checks)"
)
NO_GLYPH = re.compile(r"\.notdef glyph .*?: (\"(?P<text>.+)\" )?\(?U\+(?P<code>[0-9A-F]+)")


class Printed(Struct, frozen=True):
    """A piece of a book: a PDF without fonts, its fonts, and where its anchors stand.

    `anchors` are (name, page from 0, x, y from the top, in points); `letters` are the letters and digits of
    the text on each page.
    """

    pdf: bytes
    pages: int
    fonts: tuple[FontUse, ...]
    anchors: tuple[tuple[str, int, float, float], ...] = ()
    letters: tuple[int, ...] = ()


class Press:
    """WeasyPrint with one font configuration and one parsed style sheet."""

    def __init__(self, faces: tuple[Typeface, ...], css: str) -> None:
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        self._weasyprint = weasyprint()
        self._faces = faces
        self._pictures: dict[str, Picture] = {}
        self._fetcher = fetcher(frozenset(face.path.as_uri() for face in faces), self._pictures)
        self._fonts = FontConfiguration()
        self._styles = [self._sheet(css)]

    def _sheet(self, css: str) -> Any:  # noqa: ANN401 - weasyprint.CSS
        return self._weasyprint.CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)

    def set(self, markup: str, css: str = "", pictures: Iterable[Picture] = ()) -> Any:  # noqa: ANN401 - weasyprint.Document
        """The markup laid out; `css` is added to the press's own style sheet, `pictures` are those it shows."""
        self._pictures.clear()
        self._pictures.update((f"{PICTURE_SCHEME}{one.name}", one) for one in pictures)
        html = self._weasyprint.HTML(string=markup, url_fetcher=self._fetcher)
        styles = [*self._styles, self._sheet(css)] if css else self._styles
        with _on_the_grid():
            return html.render(font_config=self._fonts, stylesheets=styles)

    def print(self, document: Any, finish: Finish, *, tagged: bool = False) -> Printed:  # noqa: ANN401 - weasyprint.Document
        """The laid-out pages as a piece of a book; `tagged`: with a tree of what they are."""
        with _seams(self._faces) as fonts:
            pdf: bytes = document.write_pdf(finisher=finish, pdf_tags=tagged)
        anchors = tuple(
            (name, at, place[0] * 0.75, place[1] * 0.75)
            for at, page in enumerate(document.pages)
            for name, place in page.anchors.items()
        )
        letters = tuple(map(letters_on, document.pages))
        return Printed(pdf, len(document.pages), tuple(fonts), anchors, letters)


@contextlib.contextmanager
def press(faces: tuple[Typeface, ...], css: str, remarks: list[str]) -> Iterator[Press]:
    """A press, kept for the next piece of the same book; what WeasyPrint says is added to `remarks`."""
    with closed_off() as heard:
        yield _kept(faces, css)
    remarks += [remark for remark in heard if remark not in remarks]


@contextlib.contextmanager
def closed_off() -> Iterator[list[str]]:
    """WeasyPrint loaded, shut off from the machine's fonts, and heard. Raises `SystemMissing` (W002)."""
    with _private_environment(), _overheard() as heard:
        weasyprint()
        yield heard


@lru_cache(maxsize=3)
def _kept(faces: tuple[Typeface, ...], css: str) -> Press:
    return Press(faces, css)


def weasyprint() -> ModuleType:
    """The library. Raises `SystemMissing` (W002) where it cannot load Pango or its companions."""
    try:
        # Its import warns where no font is configured, as we mean it, and prints before it fails.
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            import weasyprint  # noqa: PLC0415
    except OSError as error:
        raise SystemMissing("W002", f"WeasyPrint cannot load Pango: {error}", hint=INSTALL_PANGO) from error
    return weasyprint  # type: ignore[no-any-return]


@contextlib.contextmanager
def _on_the_grid() -> Iterator[None]:
    """While laying out: a letter of another typeface must not move its line, or the lines after it.

    WeasyPrint takes the baseline of a text from all fonts in it. The style's own font has to decide.
    """
    from weasyprint.layout import inline  # noqa: PLC0415

    split, strut = inline.split_first_line, inline.strut

    def kept(text: str, style: Any, *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        *found, height, _ = split(text, style, *rest, **more)
        line_height, baseline = strut(style)
        return (*found, height, baseline - (line_height - height) / 2)

    inline.split_first_line = kept
    try:
        yield
    finally:
        inline.split_first_line = split


@contextlib.contextmanager
def _seams(faces: tuple[Typeface, ...]) -> Iterator[list[FontUse]]:
    import pydyf  # noqa: PLC0415
    import weasyprint.draw.text as drawing  # noqa: PLC0415
    import weasyprint.pdf as writing  # noqa: PLC0415

    draw, build = drawing.draw_first_line, writing.build_fonts_dictionary
    fonts: list[FontUse] = []

    def scaled(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:  # noqa: ANN401
        matrix[0][0] *= getattr(textbox, SCALE, 1.0)
        return draw(stream, textbox, overflow, ellipsis, matrix)

    def noted(_pdf: Any, used: Any, *_: Any) -> Any:  # noqa: ANN401
        fonts.extend(used_fonts(used, faces))
        return pydyf.Dictionary()

    drawing.draw_first_line, writing.build_fonts_dictionary = scaled, noted
    try:
        yield fonts
    finally:
        drawing.draw_first_line, writing.build_fonts_dictionary = draw, build


def fetcher(allowed: frozenset[str], pictures: Mapping[str, Picture]) -> Any:  # noqa: ANN401 - a class that exists only once WeasyPrint does
    """What WeasyPrint may read: these addresses, and these pictures."""
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
