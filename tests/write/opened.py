"""An EPUB opened for looking into: by zipfile and lxml, independent of the library that wrote it."""

from __future__ import annotations

import io
import zipfile
from functools import cached_property
from posixpath import dirname, join, normpath

from lxml import etree

NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
}
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def text_of(element: etree._Element) -> str:
    """All text in an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


class Opened:
    """A package's parts by name; paths are relative to the package document."""

    def __init__(self, epub: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(epub))
        self.package = self.tree("content.opf")

    def tree(self, path: str) -> etree._Element:
        return etree.fromstring(self.archive.read(f"EPUB/{path}"))

    @cached_property
    def manifest(self) -> dict[str, str]:
        return {
            item.attrib["id"]: item.attrib["href"] for item in self.package.iterfind(".//opf:item", NAMES)
        }

    @cached_property
    def spine(self) -> list[str]:
        return [self.manifest[ref.attrib["idref"]] for ref in self.package.iterfind(".//opf:itemref", NAMES)]

    def nav(self) -> list[tuple[str, str, int]]:
        """Words, target and depth of every line of the navigation document's contents."""
        rows = self.tree("nav.xhtml").xpath("//h:nav[@id='toc']//h:a", namespaces=NAMES)
        return [
            (text_of(a), normpath(a.attrib["href"]), sum(1 for _ in a.iterancestors("{*}ol"))) for a in rows
        ]

    def ncx(self) -> list[tuple[str, str, int]]:
        """The same of the NCX."""
        out = []
        for point in self.tree("toc.ncx").iter(f"{{{NAMES['ncx']}}}navPoint"):
            label, content = point.find("ncx:navLabel", NAMES), point.find("ncx:content", NAMES)
            depth = 1 + sum(1 for _ in point.iterancestors("{*}navPoint"))
            out.append((text_of(label), content.attrib["src"], depth))
        return out

    def landmarks(self) -> dict[str, str]:
        """Path by type."""
        marks = self.tree("nav.xhtml").xpath("//h:nav[@id='landmarks']//h:a", namespaces=NAMES)
        return {a.attrib[EPUB_TYPE]: a.attrib["href"] for a in marks}

    def dc(self, name: str) -> list[str]:
        return [element.text or "" for element in self.package.iterfind(f".//dc:{name}", NAMES)]

    def properties(self, name: str) -> list[str]:
        metas = self.package.iterfind(".//opf:meta", NAMES)
        return [meta.text or "" for meta in metas if meta.get("property") == name]

    def named(self, name: str) -> list[str]:
        metas = self.package.iterfind(".//opf:meta", NAMES)
        return [meta.attrib["content"] for meta in metas if meta.get("name") == name]

    def links(self, path: str) -> set[str]:
        """Everything in the package that a document points to."""
        found = self.tree(path).xpath("//@href | //@src")
        return {normpath(join(dirname(path), str(link))) for link in found if "://" not in link}
