"""A Book's package metadata: what a library program, a shop or a screen reader asks an EPUB.

In: a `Book`, and what its documents hold (`Access`). Out: `Entry` records in order, pure data. A
field that the Book does not know is left out: an unknown author is nobody's name, a date that is
no ISO date is no date. Series are written twice, as EPUB 3 collections and as calibre's own
fields, because some readers know only one of the two. Accessibility is said as it is: what the
files hold; conformance with a standard only where a person vouches for it by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from fanbook import __version__
from fanbook.model.book import Book, Notice
from fanbook.write.epub_access import Access
from fanbook.write.xhtml import clean, language_tag, web_address

IDENTIFIER_ID = "book-id"
COVER_ID = "cover-image"
SUBJECT_SCHEME = "urn:fanbook:subjects"
CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"

_ARTICLE = re.compile(r"(The|An?)\s+(\S.*)\Z", re.IGNORECASE | re.DOTALL)
_POSITION = re.compile(r"\d+(\.\d+)*\Z")


class Entry(Struct, frozen=True):
    """One metadata element: `meta`, or a Dublin Core name; an empty value writes an empty element."""

    name: str
    value: str
    attributes: tuple[tuple[str, str], ...] = ()


def epub_metadata(book: Book, access: Access, *, has_cover: bool) -> tuple[Entry, ...]:
    """Every entry of the package's metadata, but for `dcterms:modified`, which the packer writes."""
    return (
        *_titles(book),
        *_people(book),
        *_description(book),
        *_subjects(book),
        *_series(book),
        *_accessibility(book, access),
        *([_named("cover", COVER_ID)] if has_cover else []),
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
    if book.editor.strip():
        yield _dc("contributor", book.editor, "editor")
        yield _meta("role", "edt", "editor", "marc:relators")


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
        # A day alone is read as the next one by calibre; noon is on that day wherever the reader is.
        return f"{date.fromisoformat(text.strip()[:10]).isoformat()}T12:00:00Z"
    except ValueError:
        return ""


def _subjects(book: Book) -> Iterator[Entry]:
    """What a library files the book under, each once whatever its capitals, and what kind of thing it is.

    The kinds stand in a scheme of our own, so that a program can tell a pairing from a mood.
    """
    wanted = [("genre", "Fan fiction")]
    wanted += [("fandom", name) for name in book.fandoms or (book.fandom,)]
    wanted += [("relationship", name) for name in (book.pairing, *book.pairings)]
    wanted += [("character", name) for name in book.characters]
    wanted += [("rating", book.rating)]
    wanted += [("warning", name) for name in book.warnings]
    wanted += [("tag", name) for name in book.subjects]
    known: dict[str, tuple[str, str]] = {}
    for kind, subject in wanted:
        tidy = _tidy(subject)
        if tidy:
            known.setdefault(tidy.casefold(), (kind, tidy))
    for place, (kind, subject) in enumerate(known.values(), 1):
        uid = f"subject-{place}"
        yield _dc("subject", subject, uid)
        yield _meta("authority", SUBJECT_SCHEME, uid)
        yield _meta("term", f"{kind}:{subject}", uid)


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


def _accessibility(book: Book, access: Access) -> Iterator[Entry]:
    for mode in access.modes():
        yield _meta("schema:accessMode", mode)
    if access.is_described():
        yield _meta("schema:accessModeSufficient", "textual")
    for feature in access.features():
        yield _meta("schema:accessibilityFeature", feature)
    for hazard in access.hazards():
        yield _meta("schema:accessibilityHazard", hazard)
    yield _meta("schema:accessibilitySummary", access.summary())
    if access.has_pages:
        yield _meta("pageBreakSource", f"{book.title}: the printed book (PDF) that was made with this file")
    if book.certified_by.strip():
        yield _meta("dcterms:conformsTo", CONFORMANCE, uid="conformance")
        yield _meta("a11y:certifiedBy", book.certified_by, "conformance")
