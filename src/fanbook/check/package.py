"""An EPUB opened for looking into: anybody's, so nothing in it is believed.

In: a file's bytes. Out: a `Package`, or an `Unreadable` that says why not. Nothing is unpacked to
disk, no entity is resolved, nothing is fetched, and a file that swells without end is refused.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from lxml import etree
from msgspec import Struct, field

MOST_BYTES = 600 * 2**20
MOST_FILES = 20_000
XHTML = "http://www.w3.org/1999/xhtml"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_CONTAINER = "META-INF/container.xml"

Element = Any  # an lxml element: lxml has no types


class Unreadable(Exception):  # noqa: N818 - the name says what is wrong
    """Not an EPUB, or one so broken that nothing in it can be found."""


class Item(Struct, frozen=True):
    """A row of the manifest; `path` is that in the archive."""

    id: str
    path: str
    type: str
    properties: frozenset[str]


class Page(Struct, frozen=True):
    """A document: where it lies, and its tree; `fault` says why there is none."""

    path: str
    size: int
    root: Element | None
    fault: str = ""

    def body(self) -> Element | None:
        """The `<body>`, if the document has one."""
        return None if self.root is None else self.root.find(f"{{{XHTML}}}body")

    def ids(self) -> frozenset[str]:
        """Everything that a link may lead to."""
        return frozenset() if self.root is None else frozenset(map(str, self.root.xpath("//@id")))


class Package(Struct, frozen=True):
    """The parts of an EPUB. `spine` holds the documents in reading order."""

    files: Mapping[str, bytes]
    root: Element
    items: tuple[Item, ...]
    spine: tuple[Page, ...]
    missing: tuple[str, ...]
    nav: Page | None = None
    ncx: Page | None = None
    others: tuple[Page, ...] = field(default=())

    def documents(self) -> tuple[Page, ...]:
        """Every XHTML document, those of the reading order first."""
        return (*self.spine, *self.others)

    def cover(self) -> Item | None:
        """The picture that says of itself, or of which the package says, that it is the cover."""
        named = {
            meta.get("content") for meta in self.root.iterfind(".//{*}meta") if meta.get("name") == "cover"
        }
        marked = (item for item in self.items if "cover-image" in item.properties)
        return next(marked, next((item for item in self.items if item.id in named), None))

    def meta(self, name: str) -> tuple[str, ...]:
        """The values of an EPUB 3 property."""
        rows = self.root.iterfind(".//{*}metadata/{*}meta")
        return tuple((row.text or "").strip() for row in rows if row.get("property") == name)


def open_package(data: bytes) -> Package:
    """The EPUB's parts. Raises `Unreadable`."""
    files = _unpacked(data)
    container = _page(files, _CONTAINER)
    if container.root is None:
        raise Unreadable("it has no container.xml, so it is no EPUB")
    row = container.root.find(".//{*}rootfile")
    path = normpath(row.get("full-path", "")) if row is not None else ""
    package = _page(files, path)
    if package.root is None:
        raise Unreadable(f"its package document cannot be read: {package.fault}")
    return _package(files, package.root, path)


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            rows = [row for row in archive.infolist() if not row.is_dir()]
            if len(rows) > MOST_FILES or sum(row.file_size for row in rows) > MOST_BYTES:
                raise Unreadable("it unpacks to more than any book holds")
            return {row.filename: archive.read(row) for row in rows}
    except (
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        ValueError,
        RuntimeError,
    ) as fault:
        raise Unreadable(f"it is no archive that can be opened: {fault}") from fault


def _package(files: Mapping[str, bytes], root: Element, path: str) -> Package:
    items = tuple(_items(root, path))
    by_id = {item.id: item for item in items}
    order = [
        by_id[ref.get("idref")]
        for ref in root.iterfind(".//{*}spine/{*}itemref")
        if ref.get("idref") in by_id
    ]
    nav = next((item for item in items if "nav" in item.properties), None)
    spine = root.find(".//{*}spine")
    ncx = by_id.get(spine.get("toc", "")) if spine is not None else None
    pages = {item.path: _page(files, item.path) for item in items if item.type == "application/xhtml+xml"}
    read = dict.fromkeys(item.path for item in order if item.path in pages)
    return Package(
        files,
        root,
        items,
        tuple(pages[path] for path in read),
        tuple(item.path for item in items if item.path not in files and "://" not in item.path),
        pages.get(nav.path) if nav else None,
        _page(files, ncx.path) if ncx else None,
        tuple(page for path, page in pages.items() if path not in read),
    )


def _items(root: Element, package: str) -> Iterator[Item]:
    for row in root.iterfind(".//{*}manifest/{*}item"):
        path = resolved(package, row.get("href", ""))
        properties = frozenset(row.get("properties", "").split())
        yield Item(row.get("id", ""), path, row.get("media-type", ""), properties)


def resolved(base: str, href: str) -> str:
    """The path in the archive that a link in the file `base` leads to, without its fragment."""
    target = unquote(href.partition("#")[0])
    return normpath(join(dirname(base), target)) if target and "://" not in target else target or base


def _page(files: Mapping[str, bytes], path: str) -> Page:
    data = files.get(path)
    if data is None:
        return Page(path, 0, None, "it is not in the archive")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        return Page(path, len(data), etree.fromstring(data, parser))
    except (etree.XMLSyntaxError, ValueError) as fault:
        return Page(path, len(data), None, str(fault))
