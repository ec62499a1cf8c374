"""A Book: what we print. One story or an anthology, with front matter, body and back matter.

A book is a list of sections in reading order. Each has an `id` that is unique in the book, a
place in the contents (`title`, `level`; an empty title keeps it out), and a page: a closed union
of the kinds of page there are, which every writer matches exhaustively.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from fanbook.model.blocks import AuthorNote, Block
from fanbook.model.inlines import Image
from fanbook.model.picture import Picture
from fanbook.model.story import Chapter
from fanbook.model.walk import block_images, images, plain


class HalfTitle(Struct, frozen=True):
    """The title alone, on the first recto (print only)."""

    title: str


class TitlePage(Struct, frozen=True):
    """A book's title page. Guesses stand on no title page; a stand-in title says that it is one."""

    title: str
    authors: tuple[str, ...]
    stand_in: bool = False
    subtitle: str = ""
    fandom: str = ""
    pairing: str = ""
    editor: str = ""
    volume: str = ""  # "Volume 2"
    imprint: str = ""  # the binder's, and the year


class Dedication(Struct, frozen=True):
    """For whom the book is, on a page of its own."""

    text: str


class Entry(Struct, frozen=True):
    """A work in a `Roll`: its words, and the id of the section that they lead to."""

    id: str
    words: str


class RollRow(Struct, frozen=True):
    """What some works of a volume share, and those works: a warning, an author."""

    name: str
    entries: tuple[Entry, ...]


class Roll(Struct, frozen=True):
    """What the works of a volume are warned of, or who wrote them, each with links to the works."""

    heading: str
    rows: tuple[RollRow, ...]
    words: str = ""
    kind: str = ""  # "warnings" or "contributors"


class PartTitle(Struct, frozen=True):
    """The title page of a part of an anthology: several works."""

    title: str


class Notice(Struct, frozen=True):
    """The verso of the title page: what this is, whose it is, where it is from, what it is not."""

    paragraphs: tuple[str, ...]
    source_url: str = ""


class AboutRow(Struct, frozen=True):
    """One line of an about-page: "Rating", "Teen"; a guess is marked as one."""

    label: str
    value: str
    guess: bool = False


class About(Struct, frozen=True):
    """About this story: all that an AO3 header says. `warnings` stand apart, where they are seen."""

    title: str
    authors: tuple[str, ...]
    rows: tuple[AboutRow, ...]
    summary: str = ""
    warnings: str = ""


class Contents(Struct, frozen=True):
    """The table of contents for people; its rows are the book's own sections."""

    heading: str = "Contents"


class WorkTitle(Struct, frozen=True):
    """The title page of one story inside an anthology."""

    title: str
    authors: tuple[str, ...]
    stand_in: bool = False
    number: int = 0


class NotesPage(Struct, frozen=True):
    """Author's notes on a page of their own: a preface, an afterword, or an appendix."""

    heading: str
    notes: tuple[AuthorNote, ...]
    is_front: bool


class ChapterPage(Struct, frozen=True):
    """One chapter of one story; `first` tells the one that must start on a recto.

    `after` is the block before these, where the chapter begins in another document.
    """

    chapter: Chapter
    first: bool = False
    after: Block | None = None


class Colophon(Struct, frozen=True):
    """How the book was made; last in the book. `paper` is what it is printed on, as the settings call it."""

    paragraphs: tuple[str, ...]
    paper: str = ""


Page = (
    HalfTitle
    | TitlePage
    | Dedication
    | Notice
    | Roll
    | About
    | Contents
    | PartTitle
    | WorkTitle
    | NotesPage
    | ChapterPage
    | Colophon
)


class Section(Struct, frozen=True):
    """One section of a book.

    `title` is its line in the contents (empty: not listed) and `level` its depth there, from 1.
    `author` and `work` feed the running heads: author verso, title recto.
    """

    id: str
    page: Page
    title: str = ""
    level: int = 1
    work: str = ""
    author: str = ""
    language: str = ""


class Book(Struct, frozen=True):
    """Everything that the writers need, and nothing that they would have to look up.

    `identifier` is a URN or URL, stable over corrections. `modified` is UTC and comes from the
    story's dates or SOURCE_DATE_EPOCH, never from the clock.
    """

    kind: str  # "story" or "anthology"
    slug: str
    identifier: str
    title: str
    authors: tuple[str, ...]
    language: str
    modified: datetime
    sections: tuple[Section, ...]
    stand_in: bool = False
    subtitle: str = ""
    pairing: str = ""  # stated, in the author's order and with her sign
    fandom: str = ""  # stated
    pairings: tuple[str, ...] = ()  # all that are stated, that one among them
    fandoms: tuple[str, ...] = ()  # each by itself
    rating: str = ""
    summary: str = ""
    subjects: tuple[str, ...] = ()
    characters: tuple[str, ...] = ()
    series: str = ""
    series_index: str = ""
    source_url: str = ""
    published: str = ""  # ISO date, or empty
    status: str = ""
    words: int = 0
    warnings: tuple[str, ...] = ()
    certified_by: str = ""  # who vouches that the EPUB is accessible
    pictures: tuple[Picture, ...] = ()  # by name, each once
    editor: str = ""  # of an anthology
    family: str = ""  # what all volumes of an anthology or of a work are known by
    volume: str = ""  # its number among these, "2"

    def used_pictures(self) -> tuple[Picture, ...]:
        """The pictures that some chapter or note shows."""
        blocks: list[Block] = []
        headings: list[Image] = []
        for section in self.sections:
            match section.page:
                case ChapterPage(chapter=chapter):
                    blocks += chapter.blocks
                    # A heading of nothing but a picture is not set.
                    headings += images(chapter.title) if plain(chapter.title).strip() else ()
                case NotesPage(notes=notes):
                    blocks += notes
                case _:
                    pass
        inside = (image for block in blocks for image in block_images(block))
        shown = {image.name for image in (*headings, *inside)}
        return tuple(picture for picture in self.pictures if picture.name in shown)

    def unpacked(self) -> Book:
        """The book with its chapters as they are worked at."""
        return replace(self, sections=tuple(map(_unpacked, self.sections)))

    def listed(self) -> tuple[Section, ...]:
        """The sections that stand in the contents."""
        return tuple(section for section in self.sections if section.title)


def _unpacked(section: Section) -> Section:
    match section.page:
        case ChapterPage(chapter=chapter) as page:
            return replace(
                section, page=replace(page, chapter=replace(chapter, blocks=tuple(chapter.blocks)))
            )
        case _:
            return section
