"""Covers to look at before a build: one book's, all styles on a sheet, a library as a wall.

In: a library. Out: pictures as bytes, each with a name and the reason it looks so. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from fanbook.covers import cover_brief
from fanbook.emit import Earlier
from fanbook.errors import FanbookError
from fanbook.library.pictures import Found, coverings
from fanbook.library.workspace import Library
from fanbook.model.book import Book
from fanbook.pipeline import Order, assemble, cast_of, read_stories
from fanbook.planning import Bench, check_styles, want_books
from fanbook.press import COVER, Job, press
from fanbook.resources import load_theme


class Preview(Struct, frozen=True):
    """A picture, what its file is called, and what there is to say of it."""

    stem: str
    jpeg: bytes
    why: str


def books_of(library: Library) -> tuple[list[tuple[Book, Found]], list[FanbookError]]:
    """Every book of a library with what was found for its cover, and what could not be read."""
    stories, failed = read_stories(library)
    settings = library.settings
    wanted = want_books(stories, cast_of(stories, settings), settings)
    check_styles(wanted, library.root)
    bench = Bench(settings, Path(), Earlier(), "")
    books = list(assemble(wanted, bench, Order(settings)))
    found = coverings(((book, one.wish()) for book, one in books), library)
    return [(book, found[book.slug]) for book, _ in books], [failure.fault for failure in failed]


def covers_of(books: Sequence[tuple[Book, Found]], library: Library, style: str) -> Iterator[Preview]:
    """The cover each book would get. Raises `FanbookError` where one cannot be drawn."""
    theme = load_theme(library.settings.theme, library.root)
    for book, found in books:
        wished = replace(found, style=style or found.style)
        made = press(Job(book, (COVER,), theme, library.settings.trim, wished))
        if made.faults:
            raise made.faults[0]
        yield Preview(book.slug, made.files[0].data, made.files[0].why)


def style_sheet(book: Book) -> Preview:
    """One book in every style, each with its name."""
    from fanbook.cover import STYLES, draw, font_shelf, load_style, sheet_of  # noqa: PLC0415 - loads Pillow

    brief = cover_brief(book)
    rows = [(draw(brief, font_shelf(), load_style(name)).jpeg, name) for name in STYLES]
    return Preview(f"{book.slug}-styles", sheet_of(rows, font_shelf(), 5, 380), f"{len(rows)} styles")


def wall(covers: Sequence[Preview]) -> Preview:
    """Covers side by side, as a shelf shows them."""
    from fanbook.cover import font_shelf, sheet_of  # noqa: PLC0415 - loads Pillow

    rows = [(one.jpeg, "") for one in covers]
    columns = max(1, min(10, round(len(rows) ** 0.5 * 1.6)))
    return Preview("covers", sheet_of(rows, font_shelf(), columns, 232), f"{len(rows)} covers")
