"""Every theme on one story: opener, spread, and how much paper each takes. Used by `fanbook themes`."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from pathlib import Path

from msgspec.structs import replace

from fanbook.emit import Earlier
from fanbook.errors import SourceError
from fanbook.library.workspace import Library
from fanbook.model.book import Book
from fanbook.pipeline import Order, assemble, cast_of, read_stories
from fanbook.planning import Bench, want_books
from fanbook.resources import Theme, find_typefaces, load_theme, theme_names
from fanbook.write.pdf import write_pdf
from fanbook.write.pdf_board import BOARD, Panel, board
from fanbook.write.pdf_plain import set_plain
from fanbook.write.trim import Trim, find_trim
from fanbook.write.xhtml import escape

CSS = """
@page { margin: 40pt }
body { margin: 0 }
.theme { break-after: page }
h1 { font-size: 22pt; line-height: 26pt; font-weight: normal; margin: 0 }
p { font-size: 11pt; line-height: 15pt; margin: 0; hyphens: none }
"""


def first_book(library: Library) -> Book:
    """The book of the library's first story. Raises `SourceError` where there is none to be read."""
    stories, failed = read_stories(library)
    if not stories:
        if failed:
            raise failed[0].fault
        raise SourceError("R004", "there is no story to show themes on", hint="name a story's file")
    settings = replace(library.settings, bundle=(), anthologies=())
    wanted = want_books(stories[:1], cast_of(stories[:1], settings), settings)
    bench = Bench(settings, Path(), Earlier(), "")
    return next(iter(assemble(wanted, bench, Order(settings))))[0]


def show_themes(book: Book, said_trim: str, library: Path | None = None) -> bytes:
    """A PDF with a page for each theme."""
    trim = find_trim(said_trim)
    themes = [load_theme(name, library) for name in theme_names(library)]
    shown = list(_panels(book, themes, trim))
    words = "".join(
        f'<div class="theme"><h1>{escape(str(theme.settings.get("name", theme.name)))}</h1>'
        f"<p>{escape(str(theme.settings.get('description', '')))}</p>"
        f"<p>{pages} pages, {ceil(pages / 4)} sheets folded once · <code>--theme {escape(theme.name)}</code></p></div>"
        for theme, (_, pages) in zip(themes, shown, strict=True)
    )
    markup = f'<!DOCTYPE html><html lang="en"><head><title>{escape(book.title)}</title></head><body>{words}</body></html>'
    return board(set_plain(markup, CSS, BOARD, find_typefaces()), [panel for panel, _ in shown])


def _panels(book: Book, themes: list[Theme], trim: Trim) -> Iterator[tuple[Panel, int]]:
    for theme in themes:
        made = write_pdf(book, theme, trim, find_typefaces())
        opener = made.front
        # The opener is a recto; the spread after it begins with the next page.
        yield Panel(made.pdf, (opener, opener + 1, opener + 2), frozenset({opener + 2})), made.pages
