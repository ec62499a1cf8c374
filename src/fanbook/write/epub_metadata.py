"""A Book's package metadata: what a library program, a shop or a screen reader asks an EPUB.

In: a `Book` and whether it has a described cover. Out: `Entry` records in order, pure data. A
field that the Book does not know is left out: an unknown author is nobody's name, a date that is
no ISO date is no date. Series are written twice, as EPUB 3 collections and as calibre's own
fields, because some readers know only one of the two. Accessibility is said as it is: what the
files hold, never conformance with a standard, which only a person can vouch for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fanbook import __version__
from fanbook.model.book import Book, Notice
from fanbook.write.epub_documents import CoverImage
from fanbook.write.xhtml import clean, language_tag, web_address

IDENTIFIER_ID = "book-id"
COVER_ID = "cover-image"

_ARTICLE = re.compile(r"(The|An?)\s+(\S.*)\Z", re.IGNORECASE | re.DOTALL)
_POSITION = re.compile(r"\d+(\.\d+)*\Z")


@dataclass(frozen=True, slots=True)
class Entry:
    """One metadata element: `meta`, or a Dublin Core name; an empty value writes an empty element."""

    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()


def epub_metadata(book: Book, cover: CoverImage | None) -> tuple[Entry, ...]:
    """Every entry of the package's metadata, but for `dcterms:modified`, which the packer writes."""
    return (
        *_titles(book),
        *_people(book),
        *_description(book),
        *_subjects(book),
        *_series(book),
        *_accessibility(cover),
        _named("generator", f"fanbook {__version__}"),
    )


def _tidy(value: str) -> str:
    # Line breaks and tabs in a value are nobody's meaning, and readers show them as they come.
    return " ".join(clean(value).split())


def _dc(name: str, value: str, uid: str = "") -> Entry:
    return Entry(name, _tidy(value), (("id", uid),) if uid else ())


def _meta(name: str, value: str, about: str = "", scheme: str = "", uid: str = "") -> Entry:
    pairs = (("property", name), ("refines", f"#{about}" if about else ""), ("scheme", scheme), ("id", uid))
    return Entry("meta", _tidy(value), tuple(pair for pair in pairs if pair[1]))


def _named(name: str, content: str) -> Entry:
    # The EPUB 2 form, which some readers still look for.
    return Entry("meta", "", (("name", name), ("content", _tidy(content))))


def _titles(book: Book) -> Iterator[Entry]:
    yield _dc("identifier", book.identifier, IDENTIFIER_ID)
    yield _dc("title", book.title, "title")
    yield _meta("title-type", "main", "title")
    yield _meta("display-seq", "1", "title")
    article = _ARTICLE.match(book.title) if language_tag(book.language).lower().startswith("en") else None
    if article:
        yield _meta("file-as", f"{article[2]}, {article[1]}", "title")
    if book.subtitle.strip():
        yield _dc("title", book.subtitle, "subtitle")
        yield _meta("title-type", "subtitle", "subtitle")
        yield _meta("display-seq", "2", "subtitle")
    yield _dc("language", language_tag(book.language))


def _people(book: Book) -> Iterator[Entry]:
    for place, name in enumerate(filter(str.strip, book.authors), 1):
        uid = f"author-{place}"
        yield _dc("creator", name, uid)
        yield _meta("role", "aut", uid, "marc:relators")
        # A pen name is filed under itself: "quiet reader" is nobody's given name and surname.
        yield _meta("file-as", name, uid)
        yield _meta("display-seq", str(place), uid)


def _description(book: Book) -> Iterator[Entry]:
    rights = " ".join(" ".join(s.page.paragraphs) for s in book.sections if isinstance(s.page, Notice))
    published = _iso_date(book.published)
    for name, value in (
        ("description", book.summary),
        ("source", web_address(book.source_url)),
        ("date", published),
        ("rights", rights),
    ):
        if value.strip():
            yield _dc(name, value)
    if book.status.strip():
        yield _meta("schema:creativeWorkStatus", book.status)
    if book.words > 0:
        yield _meta("schema:wordCount", str(book.words))
    if book.kind == "anthology":
        yield _meta("schema:additionalType", "https://schema.org/Collection")


def _iso_date(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        return ""


def _subjects(book: Book) -> Iterator[Entry]:
    """What a library files the book under; each once, whatever its capitals."""
    wanted = ("Fan fiction", book.fandom, book.pairing, *book.characters, book.rating, *book.subjects)
    known: dict[str, str] = {}
    for subject in wanted:
        tidy = _tidy(subject)
        if tidy:
            known.setdefault(tidy.casefold(), tidy)
    return (_dc("subject", subject) for subject in known.values())


def _series(book: Book) -> Iterator[Entry]:
    if not book.series.strip():
        return
    yield _meta("belongs-to-collection", book.series, uid="series")
    yield _meta("collection-type", "series", "series")
    position = book.series_index.strip()
    if _POSITION.match(position):
        yield _meta("group-position", position, "series")
    yield _named("calibre:series", book.series)
    if re.fullmatch(r"\d+(\.\d+)?", position):
        yield _named("calibre:series_index", position)


def _accessibility(cover: CoverImage | None) -> Iterator[Entry]:
    has_words_for_cover = cover is not None and bool(cover.alt.strip())
    yield _meta("schema:accessMode", "textual")
    if cover is not None:
        yield _meta("schema:accessMode", "visual")
    if cover is None or has_words_for_cover:
        yield _meta("schema:accessModeSufficient", "textual")
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability", "ARIA"]
    if has_words_for_cover:
        features.append("alternativeText")
    for feature in features:
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    yield _meta("schema:accessibilitySummary", _summary(cover, has_words=has_words_for_cover))
    if cover is not None:
        yield _named("cover", COVER_ID)


def _summary(cover: CoverImage | None, *, has_words: bool) -> str:
    text = "Reflowing text with a table of contents, landmarks and headings; it obeys the reader's settings."
    if cover is None:
        return f"{text} There are no pictures."
    described = "and it is described" if has_words else "and it is not described"
    return f"{text} The cover is the only picture, {described}."
