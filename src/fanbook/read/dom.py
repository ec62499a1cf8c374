"""Markup to trees: the one door to lxml.

In: bytes of a stranger's HTML or XML. Out: an lxml element, with its text safe for XML 1.0. Nothing is fetched
and no entity is expanded but the characters that HTML names; a document that declares entities of its
own, or that is nested beyond all reason, is refused.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from fanbook.diagnostics import Diagnostic
from fanbook.errors import SourceError
from fanbook.read.decode import decode

Element = Any  # an element of lxml, which has no types

# What saved pages say of themselves; the WHATWG reads these two as Windows does, and so do browsers.
_AS_WINDOWS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252"}
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_TOO_DEEP = "Excessive depth"


def read_html(data: bytes, path: str) -> tuple[Element, str, tuple[Diagnostic, ...]]:
    """The document's root, its encoding, and what had to be changed or guessed.

    Raises `SourceError`: as `decode` does, R031 (nested too deep), R002 (no text).
    """
    decoded = decode(_as_utf8(data), path)
    encoding = _declared(data) if decoded.encoding == "utf-8" and not _is_utf8(data) else decoded.encoding
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(decoded.text.encode(), parser)
    except etree.LxmlError as fault:
        raise SourceError("R030", f"this HTML cannot be read: {fault}", at=path, hint=_AGAIN) from fault
    if any(_TOO_DEEP in entry.message for entry in parser.error_log):
        raise SourceError("R031", "its elements are nested thousands deep", at=path, hint=_AGAIN)
    if root is None:
        raise SourceError("R002", "the page holds no text", at=path, hint=_AGAIN)
    return root, encoding, decoded.diagnostics


_AGAIN = "save the story again from where it came"


def read_xml(data: bytes, path: str) -> Element:
    """The root of a document that has to be XML. Raises `SourceError` R030, R031 or R032."""
    if _ENTITIES.search(data):
        raise SourceError(
            "R032", "the document declares entities, which no story needs", at=path, hint=_AGAIN
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.LxmlError as fault:
        code = "R031" if _TOO_DEEP in str(fault) else "R030"
        raise SourceError(code, f"this XML cannot be read: {fault}", at=path, hint=_AGAIN) from fault


def walk(root: Element) -> Any:  # noqa: ANN401 - lxml's own iterator, of which one can ask to skip
    """What stands in an element in reading order: pairs of an event and a node. Events are "start" and "end" of
    elements, "comment" and "pi"; after a start, `skip_subtree()` leads straight to that element's end.
    """
    return etree.iterwalk(root, events=("start", "end", "comment", "pi"))


def name_of(element: Element) -> str:
    """The element's name without its namespace, in small letters."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


# Elements that part words though no space stands there.
_PARTS = frozenset(
    "br p div li ul ol dl dt dd td th tr table h1 h2 h3 h4 h5 h6 blockquote section article hr".split()
)


def text_of(element: Element | None) -> str:
    """All the words in an element, with single spaces."""
    if element is None:
        return ""
    out = []
    for event, node in walk(element):
        if name_of(node) in _PARTS:
            out.append(" ")
        if event == "start":
            out.append(node.text or "")
        elif node is not element:
            out.append(node.tail or "")
    return " ".join("".join(out).split())


def classes(element: Element) -> frozenset[str]:
    """The element's classes."""
    return frozenset((element.get("class") or "").split())


def with_id(root: Element, name: str) -> Element | None:
    """The first element of that id."""
    found = root.xpath(".//*[@id=$name]", name=name)
    return found[0] if found else None


def having_class(root: Element, *names: str) -> list[Element]:
    """The elements below that have all of these classes, in order."""
    wanted = frozenset(names)
    return [element for element in root.iter("*") if wanted <= classes(element)]


def by_class(root: Element) -> dict[str, list[Element]]:
    """The elements below by each of their classes, in order."""
    found: dict[str, list[Element]] = {}
    for element in root.iter("*"):
        if element.get("class"):
            for name in classes(element):
                found.setdefault(name, []).append(element)
    return found


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _declared(data: bytes) -> str:
    match = _CHARSET.search(data[:4096])
    found = (match[1] or match[2]).decode("ascii", "replace").lower() if match else ""
    return _AS_WINDOWS.get(found, found)


def _as_utf8(data: bytes) -> bytes:
    """The bytes in UTF-8 where the page names an encoding that explains all of them."""
    encoding = _declared(data)
    if not encoding or data[:2] in (b"\xff\xfe", b"\xfe\xff") or _is_utf8(data):
        return data
    try:
        return data.decode(encoding).encode("utf-8", "replace")
    except (LookupError, UnicodeDecodeError, ValueError):
        return data


def xml_bytes(root: Element) -> bytes:
    """A document that was read and changed, as a file."""
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def new_element(tag: str, **attributes: str) -> Element:
    """An element of HTML, made by a reader whose source has other names for the same things."""
    return etree.Element(tag, attributes)
