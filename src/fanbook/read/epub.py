"""EPUBs: the package read, its documents put in reading order, its pictures at hand.

In: an EPUB's bytes. Out: a `Draft`, by the reader that knows who made the book. Nothing of EbookLib's reading is
used: a stranger's archive is opened with our own limits, and its XML with entities refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic
from fanbook.errors import SourceError
from fanbook.model.blocks import Footnote, SceneBreak
from fanbook.model.draft import Draft, Kind, Label
from fanbook.model.metadata import Fact, Origin
from fanbook.model.walk import block_images
from fanbook.read.any_page import around
from fanbook.read.archive import Archive, joined
from fanbook.read.dom import Element, having_class, name_of, read_html, read_xml, text_of
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.gallery import Fetch, Gallery
from fanbook.read.html import read_known, report
from fanbook.read.looks import sheets_in, wear_sheets
from fanbook.read.ornaments import mark_ornaments
from fanbook.read.outline import put_story
from fanbook.read.own_book import read_own_book
from fanbook.read.rows import Row, words_in
from fanbook.read.sheet import MARKUP, Given, Sheet, folded, known

_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"))
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_MOST_PAGES = 5_000
_MOST_ON_TITLE_PAGE = 60  # words
_FRONT = re.compile(
    r"^\W*(?:cover|title ?page|copyright|imprint|(?:table of )?contents|toc|about this (?:story|copy)|start)\W*$",
    re.IGNORECASE,
)
_LISTS = re.compile(r"^\W*(?:cover|(?:table of )?contents|toc)\W*$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\W*(?:chapter|part|book|kapitel|chapitre)\s+[\w-]+(?: [\w-]+)?\W*|\W*(?:\d{1,3}|[ivxl]+)\W*",
    re.IGNORECASE,
)
_IMPRINT = "the book's own imprint"
_OVER_NOTES = Label(Kind.DEBRIS, 0.95, "the heading over the book's footnotes")
_OWN_FACTS = frozenset(("title", "author"))
_AGAIN = "save the story again from where it came"


class Package(Struct):
    """What an EPUB's package says: its pages in order, its facts, its contents, who made it."""

    pages: list[str] = field(default_factory=list)
    contents: dict[str, str] = field(default_factory=dict)
    facts: list[tuple[str, str]] = field(default_factory=list)
    makers: str = ""
    generator: str = ""
    cover: str = ""
    fixed: bool = False


def read_epub(given: Given) -> Draft:
    """The draft of an EPUB.

    Raises `SourceError`: R033 (damaged), R034 (bomb), R035 (locked), R032 (entities).
    """
    archive = Archive(given.data, given.path)
    _refuse_locked(archive, given.path)
    package = read_package(archive, given.path)
    bodies: list[Element] = []
    names: list[str] = []
    sheet_notes: list[Diagnostic] = []
    for name in package.pages:
        data = archive.get(name)
        if data is None or not data.strip():
            continue
        root, _, notes = read_html(data, given.path)
        sheet_notes += notes
        _address_pictures(root, name)
        bodies.append(root)
        names.append(name)
    if not bodies:
        raise SourceError("R033", "none of its pages is there", at=given.path, hint=_AGAIN)
    wear_sheets(bodies, _sheets(bodies, names, archive))
    mark_ornaments(bodies)
    is_own = package.generator.startswith("fanbook ")
    sheet = (
        _own_book(bodies, package, given, archive.get) if is_own else read_known(bodies, given, archive.get)
    )
    if sheet is None:
        titles = [package.contents.get(name, "") for name in names]
        called = {folded(value) for name, value in package.facts if name == "title"}
        titles = [
            "" if _is_title_page(*page, called) else page[1] for page in zip(bodies, titles, strict=True)
        ]
        sheet = _any_book(bodies, names, titles, given, package, archive.get)
    else:
        _add_facts(sheet, package)
    sheet.doubts[:0] = list(dict.fromkeys(sheet_notes))
    return sheet.draft(given)


def _is_title_page(body: Element, title: str, called: set[str]) -> bool:
    """Is this the book's title page, by its type, or by its words and that there are few?"""
    types = " ".join(node.get("epub:type") or "" for node in body.iter("body", "section")).split()
    return "titlepage" in types or (
        folded(title) in called and len(text_of(body).split()) < _MOST_ON_TITLE_PAGE
    )


def _own_book(bodies: list[Element], package: Package, given: Given, fetch: Fetch) -> Sheet:
    """A book of our own make. Its pages say more than its package, where all subjects are one list."""
    sheet = Sheet("fanbook EPUB")
    gallery = Gallery(sheet, fetch)
    flow = Flow(show=gallery.show)
    read_own_book(bodies, sheet, sha256(given.data).hexdigest()[:8], flow)
    is_stand_in = any(having_class(body, "stand-in") for body in bodies)
    kept = _OWN_FACTS - {"title"} if is_stand_in else _OWN_FACTS
    package.facts = [(name, value) for name, value in package.facts if name in kept]
    report(gallery, flow, sheet)
    return sheet


def _any_book(  # noqa: PLR0917 - a book as it lies there
    bodies: list[Element], names: list[str], titles: list[str], given: Given, package: Package, fetch: Fetch
) -> Sheet:
    """A book of whatever make: what the contents name begins chapters, what stands before is its front."""
    for body, name in zip(bodies, names, strict=True):
        _address_marks(body, name)
    sheet = Sheet("EPUB")
    _add_facts(sheet, package)
    gallery = Gallery(sheet, fetch)
    flow = Flow(show=gallery.show, outside=around)
    pages = _pages(bodies, flow, sha256(given.data).hexdigest()[:8])
    named = [n for n, title in enumerate(titles) if title and not _FRONT.match(title)]
    if len(named) < 2:
        put_story(sheet, [row for rows in pages for row in rows])
        named = []
    for n, rows in enumerate(pages if named else ()):
        _put_page(sheet, rows, titles[n], is_chapter=n in named, is_front=n < named[0])
    report(gallery, flow, sheet)
    return sheet


def _pages(bodies: list[Element], flow: Flow, prefix: str) -> list[list[Row]]:
    """The rows of each page. A note may stand on another page than its mark."""
    rows = [replace(row, page=n) for n, body in enumerate(bodies) for row in _page(body, flow)]
    pages: list[list[Row]] = [[] for _ in bodies]
    for row in with_footnotes(rows, prefix):
        pages[row.page].append(row)
    return pages


def _put_page(sheet: Sheet, rows: list[Row], title: str, *, is_chapter: bool, is_front: bool) -> None:
    """One page of a book. Its heading may stand on it, or in the contents alone."""
    if _LISTS.match(title) or (is_front and not title and _is_cover(rows)):
        sheet.debris(rows, "the book's own cover or list of contents")
        return
    if _is_for_notes(rows):
        for row in rows:
            sheet.add(row, known(replace(row, why="")) if isinstance(row.block, Footnote) else _OVER_NOTES)
        return
    if not is_chapter:
        for row in rows:
            if row.why:
                sheet.debris([row], row.why)
                continue
            is_said = is_front and not any(block_images(row.block))
            sheet.add(row, sheet.stated(row) if is_said else known(row))
        return
    heads = _with_number([row for row in rows[:4] if row.level], rows) or [
        row for row in rows[:2] if folded(words_in(row)) and folded(words_in(row)) in folded(title)
    ]
    head = [row for row in rows[: rows.index(heads[-1]) + 1] if row in heads] if heads else []
    text = " ".join(words_in(row) for row in head)
    if head and folded(title) not in folded(text) and folded(text) in folded(title):
        text = title
    sheet.heading(text or title, MARKUP if head else "the book's list of contents")
    sheet.story(row for row in rows if row not in head)


def _page(body: Element, flow: Flow) -> list[Row]:
    rows = flow.rows(body)
    types = {one for node in body.iter("body", "section") for one in (node.get("epub:type") or "").split()}
    return [replace(row, why=row.why or _IMPRINT) for row in rows] if "copyright-page" in types else rows


def _with_number(heads: list[Row], rows: list[Row]) -> list[Row]:
    """A page's headings, with the "Chapter One" that stands over them as a paragraph."""
    if heads and rows[0] is not heads[0] and rows[1] is heads[0] and _NUMBERED.fullmatch(words_in(rows[0])):
        return [rows[0], *heads]
    return heads


def _is_for_notes(rows: list[Row]) -> bool:
    """Is this the page at a book's end that holds nothing but its footnotes?"""
    return any(isinstance(row.block, Footnote) for row in rows) and all(
        isinstance(row.block, Footnote | SceneBreak) or row.level for row in rows
    )


def _is_cover(rows: list[Row]) -> bool:
    return all(not words_in(row) for row in rows)


def _address_pictures(root: Element, page: str) -> None:
    """Write every picture's address as its name in the archive; one that leads out is no picture."""
    for node in root.iter("img", "image"):
        for attribute in ("src", "{http://www.w3.org/1999/xlink}href", "xlink:href", "href"):
            address = node.get(attribute)
            if address and not address.startswith("data:") and "://" not in address:
                node.set("src", joined(page, address) or "nowhere:")


def _address_marks(root: Element, page: str) -> None:
    """Write each id and each link to one with the page that it is on: ids return on other pages."""
    for node in root.iter("*"):
        if node.get("id"):
            node.set("id", f"{page}:{node.get('id')}")
        name, hash_, inside = (node.get("href") or "").partition("#")
        if hash_ and inside and "://" not in name:
            node.set("href", f"#{joined(page, name) if name else page}:{inside}")


def _sheets(bodies: list[Element], names: list[str], archive: Archive) -> Iterator[str]:
    """The style sheets of a book's pages."""
    for body in bodies:
        yield from sheets_in(body)
    links = {
        joined(name, link.get("href") or "")
        for name, body in zip(names, bodies, strict=True)
        for link in body.iter("link")
        if "stylesheet" in (link.get("rel") or "").lower()
    }
    for link in sorted(filter(None, links)):
        try:
            yield (archive.get(link) or b"").decode("utf-8", "replace")
        except SourceError as fault:
            if fault.code != "R033":  # a damaged style sheet harms no word
                raise


def _add_facts(sheet: Sheet, package: Package) -> None:
    for name, value in package.facts:
        if name == "genre" and sheet.is_zoned:
            continue  # one list of all that the pages tell apart
        sheet.facts.append((name, Fact(value, Origin.MARKUP, 0.9)))


def _refuse_locked(archive: Archive, path: str) -> None:
    """DRM: a rights file, or pages that are encrypted. Fonts that are only scrambled do no harm."""
    locked = archive.get("META-INF/rights.xml") is not None
    encryption = archive.get("META-INF/encryption.xml")
    if encryption is not None:
        root = read_xml(encryption, path)
        methods = [node.get("Algorithm") or "" for node in root.iter("{*}EncryptionMethod")]
        locked = locked or any(method not in _FONT_ALGORITHMS for method in methods)
    if locked:
        hint = "fanbook opens no locks: save the story from where it came"
        raise SourceError("R035", "the book is locked (DRM)", at=path, hint=hint)


def read_package(archive: Archive, path: str) -> Package:
    """The package document of an EPUB, version 2 or 3."""
    opf = _opf_name(archive, path)
    root = read_xml(archive.need(opf), path)
    package = Package()
    items: dict[str, tuple[str, str, str]] = {}
    for item in root.iter("{*}item"):
        where = joined(opf, item.get("href") or "")
        if where:
            items[item.get("id") or ""] = (where, item.get("media-type") or "", item.get("properties") or "")
    listed = [items.get(ref.get("idref") or "", ("", "", "")) for ref in root.iter("{*}itemref")]
    listed = listed or [item for item in items.values() if "nav" not in item[2]]
    pages = (
        where for where, kind, _ in listed if kind in _PAGES or where.endswith((".xhtml", ".html", ".htm"))
    )
    package.pages = list(dict.fromkeys(filter(None, pages)))
    # calibre's HTMLZ: a page, and a package document that lists nothing
    if not items and not archive.find("META-INF/container.xml"):
        package.pages = [name for name in archive.names() if name.endswith((".xhtml", ".html", ".htm"))]
    if len(package.pages) > _MOST_PAGES:
        raise SourceError(
            "R034", f"this book is none: it has {len(package.pages):,} pages", at=path, hint=_AGAIN
        )
    _read_metadata(root, package)
    _read_contents(archive, items, package, path)
    return package


def _opf_name(archive: Archive, path: str) -> str:
    container = archive.get("META-INF/container.xml")
    if container is not None:
        for node in read_xml(container, path).iter("{*}rootfile"):
            if (name := node.get("full-path")) and archive.find(name):
                return str(name)
    found = [name for name in archive.names() if name.lower().endswith(".opf")]
    if not found:
        raise SourceError("R033", "the EPUB has no package document", at=path, hint=_AGAIN)
    return found[0]


_DUBLIN = {"title": "title", "creator": "author", "description": "summary", "language": "language", "source": "source_url",
           "date": "date"}  # fmt: skip


def _read_metadata(root: Element, package: Package) -> None:
    authors: list[str] = []
    subjects: list[str] = []
    makers: list[str] = []
    for node in root.iter("*"):
        name, value = name_of(node), text_of(node)
        if name == "meta":
            _read_meta(node, value, package, makers)
        elif name == "creator" and value:
            authors.append(value)
        elif name == "subject" and value:
            subjects.append(value)
        elif name in ("publisher", "contributor", "identifier"):
            makers.append(value)
            if name == "identifier" and value.startswith(("http://", "https://")):
                package.facts.append(("source_url", value))
        elif name in _DUBLIN and value:
            package.facts.append(
                (
                    _DUBLIN[name],
                    _plain(value) if name == "description" else value[:10] if name == "date" else value,
                )
            )
    if authors:
        package.facts.append(("author", ", ".join(dict.fromkeys(authors))))
    if subjects:
        package.facts.append(("genre", ", ".join(subjects)))
    package.makers = "\n".join(makers)


def _read_meta(node: Element, value: str, package: Package, makers: list[str]) -> None:
    name, content = node.get("name") or node.get("property") or "", node.get("content") or value
    match name:
        case "calibre:series" | "belongs-to-collection":
            package.facts.append(("series", content))
        case "calibre:series_index" | "group-position":
            package.facts.append(("series_index", content.removesuffix(".0")))
        case "generator":
            makers.append(content)
            package.generator = content
        case "cover":
            package.cover = content
        case _:
            pass


def _plain(markup: str) -> str:
    """A description's words: it is HTML within XML more often than not."""
    if "<" not in markup:
        return markup
    root, _, _ = read_html(f"<div>{markup}</div>".encode(), "")
    return text_of(root)


def _read_contents(
    archive: Archive, items: dict[str, tuple[str, str, str]], package: Package, path: str
) -> None:
    """What the contents call each page: the first entry that leads to it."""
    for where, kind, properties in items.values():
        if "nav" in properties.split():
            data = archive.get(where)
            if data is not None:
                root, _, _ = read_html(data, path)
                for link in root.iter("a"):
                    _enter(package, joined(where, link.get("href") or ""), text_of(link))
            package.pages = [page for page in package.pages if page != where]
        elif kind == "application/x-dtbncx+xml":
            data = archive.get(where)
            if data is not None:
                for point in read_xml(data, path).iter("{*}navPoint"):
                    content = next(point.iter("{*}content"), None)
                    if content is not None:
                        _enter(
                            package,
                            joined(where, content.get("src") or ""),
                            text_of(next(point.iter("{*}text"), None)),
                        )


def _enter(package: Package, page: str, title: str) -> None:
    if page and title:
        package.contents.setdefault(page, title)
