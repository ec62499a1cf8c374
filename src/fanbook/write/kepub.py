"""An EPUB's documents as Kobo's own reading engine wants them (KEPUB).

In: `Documents` as `epub_documents` makes them. Out: the same with every sentence in a numbered
span, by which a Kobo keeps its place, its highlights and its pages-to-go, and with the two
wrappers in which it sets columns. Not a character of text changes. Kobo's engine reads the files
as HTML: an element that may have content is never closed in its own tag, or everything after it
would fall into it.

The rules are Kobo's (epub-spec) and those that kepubify and Standard Ebooks found by trial: spans
`koboSpan` with ids `kobo.PARAGRAPH.SENTENCE`; none in navigation, scripts, preformatted text,
pictures' insides and formulas; a picture is a sentence of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING
from xml.parsers import expat

from msgspec.structs import replace

from fanbook.model.book import Book
from fanbook.resources import Theme
from fanbook.write.epub import pack_epub
from fanbook.write.epub_documents import CoverImage, Document, Documents, epub_documents
from fanbook.write.printed import PrintedPage

if TYPE_CHECKING:
    from fanbook.write.epub_faces import Supply

# Kobo adds margins of its own to the wrapper, above and below each chapter.
KOBO_CSS = "\n/* Kobo's wrapper */\n#book-inner { margin-top: 0; margin-bottom: 0; }\n"

# A sentence with the space behind it. Closing quotes and brackets belong to it; where words are not
# parted by spaces, the full stop alone ends it. "Mr." ends one too: it costs nothing.
_SENTENCE = re.compile(
    r".*?(?:[.!?…]+[\"'”’»)\]]*\s+|[。！？]+[」』”’）]*\s*|\Z)",
    re.DOTALL,
)
_PARAGRAPHS = frozenset(
    ("p", "li", "dt", "dd", "td", "th", "div", "blockquote", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6")
)
_UNTOUCHED = frozenset(("nav", "script", "style", "pre", "svg", "math", "audio", "video"))
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


def write_kepub(
    book: Book,
    theme: Theme,
    cover: CoverImage | None = None,
    printed: tuple[PrintedPage, ...] = (),
    supply: Supply | None = None,
) -> bytes:
    """The finished KEPUB; the arguments are those of `write_epub`.

    Raises `FanbookError` (W003) where the theme's templates fail.
    """
    documents = kobo_documents(epub_documents(book, theme, cover, printed))
    return pack_epub(book, documents, theme.epub_css + KOBO_CSS, cover, supply)


def kobo_documents(documents: Documents) -> Documents:
    """The same documents, spanned and wrapped; the navigation document is wrapped only."""
    return replace(
        documents,
        documents=tuple(_kobo_document(document) for document in documents.documents),
        nav=_kobo_document(documents.nav),
    )


def _kobo_document(document: Document) -> Document:
    return replace(document, text=_Spanner().spanned(document.text))


class _Spanner:
    """Copies a document while it is parsed, and puts the spans in on the way."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._open: list[str] = []
        self._untouched = 0
        self._paragraph = 0
        self._sentence = 0
        self._is_new = True

    def spanned(self, text: str) -> str:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(text.encode(), True)
        return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{"".join(self._out)}\n'

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        written = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
        is_spanned = name == "img" and self._is_text()
        if is_spanned:
            self._next_paragraph()
            self._out.append(self._opening())
        self._out.append(f"<{name}{written}{'/>' if name in _VOID else '>'}{'</span>' if is_spanned else ''}")
        self._open.append(name)
        self._untouched += name in _UNTOUCHED
        self._is_new = self._is_new or name in _PARAGRAPHS
        if name == "body":
            self._out.append('<div id="book-columns"><div id="book-inner">')

    def _end(self, name: str) -> None:
        if name == "body":
            self._out.append("</div></div>")
        if name not in _VOID:
            self._out.append(f"</{name}>")
        self._open.pop()
        self._untouched -= name in _UNTOUCHED
        self._is_new = self._is_new or name in _PARAGRAPHS

    def _text(self, text: str) -> None:
        if not text.strip() or not self._is_text():
            self._out.append(_escaped(text))
            return
        if self._is_new:
            self._next_paragraph()
        for sentence in _SENTENCE.findall(text):
            if sentence.strip():
                self._out.append(f"{self._opening()}{_escaped(sentence)}</span>")
            else:
                self._out.append(sentence)

    def _is_text(self) -> bool:
        return not self._untouched and "body" in self._open

    def _next_paragraph(self) -> None:
        self._paragraph, self._sentence, self._is_new = self._paragraph + 1, 0, False

    def _opening(self) -> str:
        self._sentence += 1
        return f'<span class="koboSpan" id="kobo.{self._paragraph}.{self._sentence}">'


def _escaped(text: str) -> str:
    # Kobo's engine knows no named entities; a space that does not break is easily lost as itself.
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return plain.replace("\u00a0", "&#160;")
