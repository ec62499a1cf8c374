"""A Book's EPUB documents: the cover's page, one document a section, both tables of contents.

In: a `Book`, a `Theme`, perhaps a cover. Out: `Documents`, strings in reading order with their
names and landmarks. Nothing here knows how an EPUB is packed; `epub` does. The navigation
document stands in the reading order where the book has its contents page; both tables of
contents, the nav and the NCX that older readers use, come from the same rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from posixpath import dirname, relpath
from xml.parsers import expat

from msgspec import Struct
from msgspec.structs import replace

from fanbook.errors import FanbookError
from fanbook.model.book import (
    About,
    Book,
    ChapterPage,
    Colophon,
    Contents,
    Dedication,
    HalfTitle,
    NotesPage,
    Notice,
    PartTitle,
    Roll,
    Section,
    TitlePage,
    WorkTitle,
)
from fanbook.resources import Theme
from fanbook.write import pages, xhtml
from fanbook.write.epub_pages import page_id, with_page_breaks
from fanbook.write.epub_parting import REST, parted
from fanbook.write.pages import ContentsRow
from fanbook.write.printed import PrintedPage

CSS_PATH = "css/book.css"
COVER_IMAGE_PATH = "images/cover.jpg"
COVER_PATH = "cover.xhtml"
NAV_PATH = "nav.xhtml"

# As this package writes them; a link within a document names its place only.
_ID = re.compile(r'\sid="([^"]+)"')
_LINK = re.compile(r'href="#([^"]+)"')
_SAFE_ID = re.compile(r"[A-Za-z][A-Za-z0-9._-]*\Z")


class CoverImage(Struct, frozen=True):
    """The front cover: a JPEG file's bytes, and what to tell someone who cannot see it."""

    jpeg: bytes
    alt: str


class Document(Struct, frozen=True):
    """One XHTML document; `path` is relative to the package."""

    id: str
    path: str
    text: str


class Landmark(Struct, frozen=True):
    """A place that reading systems know by type: cover, title page, contents, start, back matter."""

    type: str
    path: str
    title: str


class PageMark(Struct, frozen=True):
    """Where a page of the printed book begins: its number there, and the place here."""

    label: str
    href: str


class Documents(Struct, frozen=True):
    """Everything textual in an EPUB. `spine` holds ids of documents in reading order."""

    documents: tuple[Document, ...]
    nav: Document
    ncx: str
    spine: tuple[str, ...]
    landmarks: tuple[Landmark, ...]
    pages: tuple[PageMark, ...] = ()


class _Branch(Struct, frozen=True):
    """A line of the contents with what stands below it."""

    id: str
    order: int
    href: str
    title: str
    author: str
    below: tuple[_Branch, ...]


def epub_documents(
    book: Book, theme: Theme, cover: CoverImage | None, printed: tuple[PrintedPage, ...] = ()
) -> Documents:
    """All documents of the book.

    Raises `FanbookError` (W003) where a template fails or writes what is no XML, `ValueError`
    where section ids cannot be file names or occur twice: that is a bug of the assembler.
    """
    whole = (section for section in book.sections if not isinstance(section.page, HalfTitle))
    sections = [part for section in whole for part in parted(section)]
    _check_ids(sections)
    parts = _parts(sections)
    shelf = [] if cover is None else [_cover_document(book, theme, cover)]
    spine = [document.id for document in shelf]
    for section, part in zip(sections, parts, strict=True):
        if isinstance(section.page, Contents):
            spine.append("nav")
        else:
            shelf.append(_section_document(section, part, book, theme))
            spine.append(shelf[-1].id)
    spine = list(dict.fromkeys(spine))
    marks = tuple(_landmarks(sections, parts, has_cover=cover is not None))
    branches = _branches(_rows(book, sections))
    paged, pages = _paged(_linked(shelf), printed)
    return Documents(
        documents=paged,
        nav=_nav(book, theme, branches, marks, pages),
        ncx=_ncx(book, theme, branches, pages),
        spine=tuple(spine),
        landmarks=marks,
        pages=pages,
    )


def section_path(section_id: str) -> str:
    """Where a section's document lies."""
    return f"text/{section_id}.xhtml"


def _check_ids(sections: Sequence[Section]) -> None:
    seen: set[str] = set()
    for section in sections:
        name = section.id.casefold()
        if not _SAFE_ID.match(section.id) or name in seen:
            raise ValueError(f"section id {section.id!r} is unsafe or not unique")
        seen.add(name)


def _parts(sections: Sequence[Section]) -> list[str]:
    """Front, body or back for each section: the body runs from the first story page to the last."""
    story = [
        at
        for at, section in enumerate(sections)
        if isinstance(section.page, ChapterPage | WorkTitle | PartTitle)
    ]
    first, last = (story[0], story[-1]) if story else (0, len(sections))
    return [
        "frontmatter" if at < first else "bodymatter" if at <= last else "backmatter"
        for at in range(len(sections))
    ]


def _paged(
    documents: tuple[Document, ...], printed: tuple[PrintedPage, ...]
) -> tuple[tuple[Document, ...], tuple[PageMark, ...]]:
    """The documents with the printed pages' breaks in them, and the list of those."""
    shelves: dict[str, list[Document]] = {}
    for document in documents:
        shelves.setdefault(document.id.removeprefix("doc-").partition(REST)[0], []).append(document)
    texts = {section: [document.text for document in some] for section, some in shelves.items()}
    done, found = with_page_breaks(texts, printed)
    new = [text for some in done.values() for text in some]
    pages = (PageMark(label, f"{shelves[section][n].path}#{page_id(label)}") for label, section, n in found)
    return tuple(replace(old, text=text) for old, text in zip(documents, new, strict=True)), tuple(pages)


def _linked(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents with every link that leads to a place in another one led there."""
    if not any('href="#' in document.text for document in documents):
        return tuple(documents)
    homes = {place: document for document in documents for place in _ID.findall(document.text)}

    def lead(document: Document) -> Document:
        def target(link: re.Match[str]) -> str:
            home = homes.get(link[1], document)
            return link[0] if home is document else f'href="{_from(document.path, home.path)}#{link[1]}"'

        return replace(document, text=_LINK.sub(target, document.text))

    return tuple(map(lead, documents))


def _from(path: str, target: str) -> str:
    return relpath(target, dirname(path) or ".")


def _section_document(section: Section, part: str, book: Book, theme: Theme) -> Document:
    body = pages.section_xhtml(section, book, theme, xhtml.EPUB)
    path = section_path(section.id)
    language = section.language or book.language
    title = _name(section, book)
    text = _document(theme, path, body, title=title, language=language, part=part)
    return Document(f"doc-{section.id}", path, text)


def _cover_document(book: Book, theme: Theme, cover: CoverImage) -> Document:
    body = pages.render(theme, "cover.xhtml.j2", {"src": COVER_IMAGE_PATH, "alt": cover.alt})
    text = _document(
        theme,
        COVER_PATH,
        body,
        title="Cover",
        language=book.language,
        part="frontmatter",
        kind="cover-page",
    )
    return Document("cover", COVER_PATH, text)


def _document(
    theme: Theme, path: str, body: str, *, title: str, language: str, part: str, kind: str = ""
) -> str:
    text = pages.render(
        theme,
        "document.xhtml.j2",
        {
            "title": title,
            "body": pages.finished(body),
            "language": xhtml.language_tag(language),
            "direction": xhtml.text_direction(language),
            "css": f"../{CSS_PATH}" if "/" in path else CSS_PATH,
            "part": part,
            "kind": kind,
        },
    )
    return _checked(text, path, theme)


def _checked(text: str, path: str, theme: Theme) -> str:
    """The text, if it is well-formed XML: one unclosed tag in a theme and no reader opens the book."""
    try:
        expat.ParserCreate().Parse(text.encode(), True)
    except expat.ExpatError as error:
        raise FanbookError(
            "W003",
            f"the theme {theme.name!r} wrote a page that is no XML: {path}: {error}",
            hint="close every tag in the theme's templates, or build with `--theme classic`",
        ) from error
    return text


def _name(section: Section, book: Book) -> str:
    """A document's title: its line in the contents, else what kind of page it is."""
    words = pages.words_of(section, book)
    match section.page:
        case TitlePage():
            fallback = book.title
        case WorkTitle(title) | PartTitle(title):
            fallback = title
        case Dedication():
            fallback = words.dedication
        case Notice():
            fallback = words.copy
        case About():
            fallback = words.about
        case NotesPage(heading=heading) | Roll(heading=heading):
            fallback = heading
        case Colophon():
            fallback = words.colophon
        case ChapterPage() | Contents() | HalfTitle():
            fallback = section.work or book.title
    return section.title or fallback or book.title


def _landmarks(sections: Sequence[Section], parts: Sequence[str], *, has_cover: bool) -> Iterator[Landmark]:
    if has_cover:
        yield Landmark("cover", COVER_PATH, "Cover")
    title_page = next((s for s in sections if isinstance(s.page, TitlePage)), None)
    if title_page:
        yield Landmark("titlepage", section_path(title_page.id), "Title page")
    if any(isinstance(section.page, Contents) for section in sections):
        yield Landmark("toc", f"{NAV_PATH}#toc", "Contents")
    for part, title in (("bodymatter", "Start of the story"), ("backmatter", "Back matter")):
        if part in parts:
            section = sections[parts.index(part)]
            if not isinstance(section.page, Contents):
                yield Landmark(part, section_path(section.id), title)


def _rows(book: Book, sections: Sequence[Section]) -> Sequence[ContentsRow]:
    rows = pages.contents_rows(book)
    if rows:
        return rows
    # A table of contents must not be empty: the book's own title leads to its beginning.
    first = next(s for s in sections if not isinstance(s.page, Contents))
    return (ContentsRow(first.id, book.title, 1),)


def _branches(rows: Sequence[ContentsRow]) -> tuple[_Branch, ...]:
    order = count(1)

    def grow(at: int, level: int) -> tuple[tuple[_Branch, ...], int]:
        grown: list[_Branch] = []
        while at < len(rows) and rows[at].level >= level:
            row, place = rows[at], next(order)
            below, at = grow(at + 1, row.level + 1)
            href = section_path(row.id)
            grown.append(_Branch(f"point-{place}", place, href, row.title, row.author, below))
        return tuple(grown), at

    return grow(0, 1)[0]


def _depth(branches: Sequence[_Branch]) -> int:
    return 1 + max((_depth(branch.below) for branch in branches), default=0) if branches else 0


def _count(branches: Sequence[_Branch]) -> int:
    return sum(1 + _count(branch.below) for branch in branches)


def _nav(
    book: Book,
    theme: Theme,
    branches: tuple[_Branch, ...],
    landmarks: tuple[Landmark, ...],
    pages_: tuple[PageMark, ...],
) -> Document:
    heading = next((s.page.heading for s in book.sections if isinstance(s.page, Contents)), "Contents")
    values = {
        "branches": branches,
        "landmarks": landmarks,
        "pages": pages_,
        "heading": heading,
        "script": xhtml.script_class(book.language),
    }
    body = pages.render(theme, "nav.xhtml.j2", values)
    text = _document(theme, NAV_PATH, body, title=heading, language=book.language, part="frontmatter")
    return Document("nav", NAV_PATH, text)


def _ncx(book: Book, theme: Theme, branches: tuple[_Branch, ...], pages_: tuple[PageMark, ...]) -> str:
    values = {
        "language": xhtml.language_tag(book.language),
        "identifier": book.identifier,
        "title": book.title,
        "depth": _depth(branches),
        "pages": pages_,
        "points": _count(branches),
        "branches": branches,
    }
    return _checked(pages.render(theme, "toc.ncx.j2", values), "toc.ncx", theme)
