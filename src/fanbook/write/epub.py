"""Book to EPUB 3.3, through EbookLib; the only module that imports it.

In: a `Book`, a `Theme`, perhaps a cover. Out: the bytes of the file; the same input gives the same
bytes. EbookLib describes the package (manifest, spine, guide) and we give it everything else
finished, because its own ways cost text: documents go in as plain items, which it copies byte for
byte (its `EpubHtml` re-parses and reformats them), nav and NCX are ours, and the archive is packed
here, in memory, with fixed stamps (its writer uses the clock and swallows errors).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ebooklib import epub

from fanbook.model.book import Book
from fanbook.resources import Theme
from fanbook.write.dialect import PICTURES_PATH
from fanbook.write.epub_access import access_of
from fanbook.write.epub_documents import (
    COVER_IMAGE_PATH,
    CSS_PATH,
    CoverImage,
    Documents,
    epub_documents,
)
from fanbook.write.epub_metadata import COVER_ID, IDENTIFIER_ID, epub_metadata
from fanbook.write.epub_pictures import shown, shown_name
from fanbook.write.printed import PrintedPage
from fanbook.write.xhtml import language_tag, text_direction

if TYPE_CHECKING:
    from fanbook.write.epub_faces import Embedded, Supply
__all__ = ["CoverImage", "write_epub"]

XHTML_TYPE = "application/xhtml+xml"
NCX_TYPE = "application/x-dtbncx+xml"
LICENCE_PATH = "META-INF/fonts-license.txt"  # of the container: nothing in the book leads to it
MIMETYPE = ("mimetype", b"application/epub+zip")

# EPUB 2 readers know landmarks by other names, and only these.
_GUIDE_TYPES = {"cover": "cover", "titlepage": "title-page", "toc": "toc", "bodymatter": "text"}
_APPLE = "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The years that a zip entry can carry.
_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
_LATEST = datetime(2107, 12, 31, tzinfo=UTC)


def write_epub(
    book: Book,
    theme: Theme,
    cover: CoverImage | None = None,
    printed: tuple[PrintedPage, ...] = (),
    supply: Supply | None = None,
) -> bytes:
    """The finished EPUB. `printed` says where the pages of the printed book begin, if there is one; `supply`, that it
    shall carry typefaces.

    Raises `FanbookError` (W003) where the theme's templates fail.
    """
    return pack_epub(book, epub_documents(book, theme, cover, printed), theme.epub_css, cover, supply)


def pack_epub(
    book: Book, documents: Documents, css: str, cover: CoverImage | None, supply: Supply | None = None
) -> bytes:
    """The archive of a book whose documents are made."""
    faces = _faces(book, documents, css, supply) if supply else None
    package = _package(book, documents, faces.css + css if faces else css, cover)
    if faces and faces.files:
        _add_faces(package, faces)
    modified = book.modified.astimezone(UTC) if book.modified.tzinfo else book.modified.replace(tzinfo=UTC)
    collected = _Collector(package, modified)
    collected.write()
    if faces and faces.files:
        collected.out.writestr(LICENCE_PATH, faces.licence)
    return _pack(collected.out.files, min(max(modified, _EARLIEST), _LATEST))


def _faces(book: Book, documents: Documents, css: str, supply: Supply) -> Embedded:
    """The typefaces that the book's words need."""
    from fanbook.write.epub_faces import embed  # noqa: PLC0415 - only where it is asked for

    texts = (documents.nav.text, *(document.text for document in documents.documents))
    return embed(texts, css, (book.language,), supply.typefaces, supply.licence)


def _add_faces(package: epub.EpubBook, faces: Embedded) -> None:
    """Fonts; Apple's reader uses them only if it is told that they are meant."""
    for file in faces.files:
        package.add_item(
            _item(f"font-{PurePosixPath(file.path).stem}", file.path, file.media_type, file.data)
        )
    package.add_prefix("ibooks", _APPLE)
    package.add_metadata(None, "meta", "true", {"property": "ibooks:specified-fonts"})


def _package(book: Book, documents: Documents, css: str, cover: CoverImage | None) -> epub.EpubBook:
    package = epub.EpubBook()
    package.metadata.clear()  # a random identifier and EbookLib's own name
    package.IDENTIFIER_ID = IDENTIFIER_ID
    package.title = book.title
    package.language = language_tag(book.language)
    package.direction = text_direction(book.language)
    for entry in epub_metadata(book, access_of(documents), has_cover=cover is not None):
        namespace = None if entry.name == "meta" else "DC"
        package.add_metadata(namespace, entry.name, entry.value or None, dict(entry.attributes))
    package.add_item(_item("nav", documents.nav.path, XHTML_TYPE, documents.nav.text, "nav"))
    package.add_item(_item("ncx", "toc.ncx", NCX_TYPE, documents.ncx))
    package.add_item(_item("css", CSS_PATH, "text/css", css))
    if cover is not None:
        package.add_item(_item(COVER_ID, COVER_IMAGE_PATH, "image/jpeg", cover.jpeg, "cover-image"))
    for picture in book.used_pictures():
        path = f"{PICTURES_PATH}{shown_name(picture.name)}"
        package.add_item(_item(f"picture-{picture.name}", path, *shown(picture)))
    for document in documents.documents:
        package.add_item(_item(document.id, document.path, XHTML_TYPE, document.text))
    package.spine = list(documents.spine)
    package.guide = [
        {"type": _GUIDE_TYPES[mark.type], "title": mark.title, "href": mark.path}
        for mark in documents.landmarks
        if mark.type in _GUIDE_TYPES
    ]
    return package


def _item(uid: str, path: str, media_type: str, content: str | bytes, *properties: str) -> epub.EpubItem:
    body = content.encode() if isinstance(content, str) else content
    item = epub.EpubItem(uid, path, media_type, body)
    item.properties = list(properties)
    return item


class _Files:
    """What EbookLib writes to, in the place of an archive: names and bytes, in memory."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def writestr(self, name: str, data: str | bytes) -> None:
        self.files[name] = data.encode() if isinstance(data, str) else data


class _Collector(epub.EpubWriter):  # type: ignore[misc] # EbookLib has no types
    """EbookLib's writer with the language and direction that it leaves out of the package."""

    def __init__(self, package: epub.EpubBook, modified: datetime) -> None:
        super().__init__("", package, {"mtime": modified})
        self.out = _Files()

    def write(self) -> None:
        self._write_container()
        self._write_opf()
        self._write_items()

    def _write_opf_metadata(self, root: Any) -> None:  # noqa: ANN401 - an lxml element, untyped
        root.set(_XML_LANG, self.book.language)
        root.set("dir", self.book.direction)
        # EbookLib declares "rendition", which is reserved and unused.
        del root.attrib["prefix"]
        if self.book.prefixes:
            root.set("prefix", " ".join(self.book.prefixes))
        super()._write_opf_metadata(root)


def _pack(files: Mapping[str, bytes], stamp: datetime) -> bytes:
    """The archive: `mimetype` first and stored, as the format asks, the others sorted by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (MIMETYPE, *sorted(files.items())):
            entry = zipfile.ZipInfo(name, stamp.timetuple()[:6])
            entry.create_system = 3  # Unix, whatever the machine
            entry.external_attr = 0o644 << 16
            is_packed = name == MIMETYPE[0] or name.endswith((".jpg", ".png", ".gif", ".webp"))
            entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()
