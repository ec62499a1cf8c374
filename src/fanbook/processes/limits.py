"""How much time and memory a book may take, and what is unusual about one that took too much.

In: a `Book`. Out: an `Allowance` that grows with it, several times what books of its size were measured
to need, and words for the person whose book it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from fanbook.model.blocks import NOWHERE, Block, Span
from fanbook.model.book import Book, ChapterPage, NotesPage, Section
from fanbook.model.walk import block_texts

# What setting a PDF costs on a slow day, in seconds of work and bytes (two-core machine of 2024, WeasyPrint 70).
SECONDS_PER_LETTER, BYTES_PER_LETTER = 25e-6, 250
SECONDS_PER_BLOCK, BYTES_PER_BLOCK = 4e-3, 35_000
SECONDS_PER_SECTION, BYTES_PER_SECTION = 25e-3, 300_000
# A machine may be this much slower, and a book this much harder.
FACTOR = 5
LEAST_SECONDS, LEAST_BYTES = 60.0, 1 << 30
# Beyond this a book is told what is unusual about it.
LONG_PARAGRAPH, MANY_SECTIONS, MANY_BLOCKS = 100_000, 2_000, 30_000


class Allowance(Struct, frozen=True):
    """What a call may take: seconds of a processor's time, and bytes of memory."""

    seconds: float = LEAST_SECONDS
    memory: int = LEAST_BYTES


class Size(Struct, frozen=True):
    """What a book's cost is reckoned from; `longest` is its longest paragraph, which stands `at`."""

    letters: int
    blocks: int
    sections: int
    longest: int = 0
    at: Span = NOWHERE
    work: str = ""


def size_of(book: Book) -> Size:
    """The book measured: one walk, a second for thirty million letters."""
    letters = blocks = longest = 0
    at, work = NOWHERE, ""
    for section in book.sections:
        for block in _blocks(section):
            blocks += 1
            for text in block_texts(block):
                letters += len(text)
                if len(text) > longest:
                    longest, at, work = len(text), block.at, section.work
    return Size(letters, blocks, len(book.sections), longest, at, work)


def _blocks(section: Section) -> Iterator[Block]:
    match section.page:
        case ChapterPage(chapter):
            yield from chapter.blocks
        case NotesPage(notes=notes):
            yield from notes
        case _:
            return


def allowance(size: Size) -> Allowance:
    """What a book of this size may take, all its files together."""
    seconds = (
        size.letters * SECONDS_PER_LETTER
        + size.blocks * SECONDS_PER_BLOCK
        + size.sections * SECONDS_PER_SECTION
    )
    memory = (
        size.letters * BYTES_PER_LETTER + size.blocks * BYTES_PER_BLOCK + size.sections * BYTES_PER_SECTION
    )
    return Allowance(LEAST_SECONDS + FACTOR * seconds, LEAST_BYTES + FACTOR * memory)


def remedy(size: Size, formats: Sequence[str]) -> str:
    """What to do about a book that took too much: what is unusual about it, or how to do without a file."""
    return _unusual(size) or f"build again without {' and '.join(formats)} (--format says which are made)"


def _unusual(size: Size) -> str:
    if size.longest > LONG_PARAGRAPH:
        place = f"line {size.at.start}" if size.at.start else "a note"
        of_work = f" of {size.work!r}" if size.work else ""
        return f"{place}{of_work} is a paragraph of {size.longest:,} letters: part it with blank lines"
    if size.sections > MANY_SECTIONS:
        return f"it has {size.sections:,} chapters: split the story into several files"
    if size.blocks > MANY_BLOCKS:
        return f"it has {size.blocks:,} paragraphs and scene breaks: split the story into several files"
    return ""
