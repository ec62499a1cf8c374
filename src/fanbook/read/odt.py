"""OpenDocument texts: their XML written anew as HTML, which is then read like any other.

In: an .odt. Out: a `Draft` of blocks. Styles are followed to their parents for slant, weight and alignment.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from msgspec import Struct

from fanbook.model.draft import Draft
from fanbook.read.archive import Archive
from fanbook.read.dom import Element, classes, name_of, new_element, read_xml, text_of
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.gallery import Gallery
from fanbook.read.html import report
from fanbook.read.outline import put_story
from fanbook.read.sheet import Given, Sheet

_XLINK = "{http://www.w3.org/1999/xlink}href"
_TAGS = {"p": "p", "list": "ul", "list-item": "li", "table": "table", "table-row": "tr", "table-cell": "td", "span": "span",
         "a": "a", "line-break": "br", "frame": "span"}  # fmt: skip
_CONTENTS = "fanbook-contents"
_RULES = frozenset(("border-bottom", "border-top"))
_SKIPPED = frozenset(
    "sequence-decls forms tracked-changes annotation annotation-end bookmark bookmark-start bookmark-end "
    "soft-page-break table-of-content-source variable-decls user-field-decls title desc".split()
)


class _Style(Struct):
    """What a style says that a story needs, as CSS."""

    css: str
    parent: str
    is_title: bool = False
    is_rule: bool = False


def read_odt(given: Given) -> Draft:
    """The draft of an OpenDocument text. Raises `SourceError` R033, R034, R035, R032."""
    archive = Archive(given.data, given.path)
    content = read_xml(archive.need("content.xml"), given.path)
    styles: dict[str, _Style] = {}
    other = archive.get("styles.xml")
    for root in (content, *([read_xml(other, given.path)] if other else [])):
        for node in root.iter("{*}style"):
            styles.setdefault(_attribute(node, "name"), _style(node))
    sheet = Sheet("OpenDocument text")
    _facts(archive, given.path, sheet)
    gallery = Gallery(sheet, archive.get)
    flow = Flow(show=gallery.show, outside=_outside)
    body = next(content.iter("{*}text"), content)
    page = _Page(styles, frozenset(_numbered(content, other, given.path)))
    page.copy(body, page.root)
    page.add_notes()
    put_story(sheet, with_footnotes(flow.rows(page.root), sha256(given.data).hexdigest()[:8]))
    report(gallery, flow, sheet)
    return sheet.draft(given)


def _outside(node: Element) -> str:
    return "the document's own list of contents" if _CONTENTS in classes(node) else ""


def _numbered(content: Element, other: bytes | None, path: str) -> Iterator[tuple[str, int]]:
    """The levels of list styles that count."""
    for root in (content, *([read_xml(other, path)] if other else [])):
        for style in root.iter("{*}list-style"):
            for level in style.iterfind("{*}list-level-style-number"):
                depth = _attribute(level, "level")
                if depth.isdecimal() and _attribute(level, "num-format"):
                    yield _attribute(style, "name"), int(depth)


def _attribute(node: Element, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _style(node: Element) -> _Style:
    css, borders = [], set()
    for part in node:
        for key, value in part.attrib.items():
            name = key.rpartition("}")[2]
            if name.startswith("border") and value != "none":
                borders.add(name)
            if name in ("font-style", "font-weight", "text-align"):
                css.append(f"{name}: {value}")
            elif name in ("text-line-through-style", "text-underline-style") and value != "none":
                css.append(f"text-decoration: {'line-through' if 'through' in name else 'underline'}")
            elif name == "text-position":
                css.append(f"vertical-align: {'super' if value.startswith(('super', '3')) else 'sub'}")
    is_title = _attribute(node, "name") == "Title"
    return _Style("; ".join(css), _attribute(node, "parent-style-name"), is_title, bool(borders & _RULES))


class _Page:
    """The HTML under way, with its footnotes kept for the end."""

    def __init__(self, styles: dict[str, _Style], numbered: frozenset[tuple[str, int]]) -> None:
        self.root = new_element("body")
        self._numbered = numbered
        self._lists: list[str] = []  # the styles of the lists that are open
        self._styles = styles
        self._notes: list[tuple[str, Element]] = []

    def _line(self, name: str) -> Iterator[_Style]:
        """A style and its parents."""
        for _ in range(12):  # a ring of them ends here
            style = self._styles.get(name)
            if style is None:
                break
            yield style
            name = style.parent

    def _css(self, name: str) -> str:
        return "; ".join(filter(None, reversed([style.css for style in self._line(name)])))

    def _tag(self, child: Element, name: str, depth: int) -> str:
        """What HTML calls an element."""
        style = _attribute(child, "style-name")
        if name == "list":
            self._lists.append(style or (self._lists[-1] if self._lists else ""))
        if name == "p" and (style == "Title" or any(one.is_title for one in self._line(style))):
            return "h1"
        if name == "p" and not text_of(child) and any(one.is_rule for one in self._line(style)):
            return "hr"
        return "ol" if name == "list" and (self._lists[-1], depth) in self._numbered else _TAGS[name]

    def copy(self, source: Element, target: Element) -> None:
        """The content of `source` into `target`."""
        _add_text(target, source.text)
        for child in source:
            name = name_of(child)
            if name and name not in _SKIPPED:
                self._copy_one(child, name, target)
            _add_text(target, child.tail)

    def _copy_one(self, child: Element, name: str, target: Element) -> None:
        match name:
            case "s":
                _add_text(
                    target,
                    " " * min(int(_attribute(child, "c") or "1"), 200)
                    if (_attribute(child, "c") or "1").isdigit()
                    else " ",
                )
            case "tab":
                _add_text(target, " ")
            case "note":
                self._note(child, target)
            case "image":
                target.append(new_element("img", src=child.get(_XLINK) or "", alt=""))
            case "table-of-content":
                made = self._below(target, "div")
                made.set("class", _CONTENTS)
                self.copy(child, made)
            case "h":
                level = _attribute(child, "outline-level")
                self.copy(
                    child,
                    self._below(target, f"h{int(level) + 1 if level in ('1', '2', '3', '4', '5') else 6}"),
                )
            case _ if name in _TAGS:
                made = self._below(target, self._tag(child, name, len(self._lists) + 1))
                if css := self._css(_attribute(child, "style-name")):
                    made.set("style", css)
                if name == "a":
                    made.set("href", child.get(_XLINK) or "")
                self.copy(child, made)
                if name == "list":
                    self._lists.pop()
            case _:
                self.copy(child, target)

    @staticmethod
    def _below(target: Element, tag: str) -> Element:
        made = new_element(tag)
        target.append(made)
        return made

    def _note(self, note: Element, target: Element) -> None:
        citation = next(note.iter("{*}note-citation"), None)
        key = f"note-{len(self._notes) + 1}"
        mark = self._below(target, "a")
        mark.set("href", f"#{key}")
        mark.text = text_of(citation) or str(len(self._notes) + 1)
        body = next(note.iter("{*}note-body"), None)
        if body is not None:
            self._notes.append((key, body))

    def add_notes(self) -> None:
        """The footnotes, each under the id that its mark leads to."""
        if not self._notes:
            return
        listed = self._below(self.root, "ol")
        for key, body in self._notes:
            item = self._below(listed, "li")
            item.set("id", key)
            self.copy(body, item)


def _add_text(target: Element, text: str | None) -> None:
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _facts(archive: Archive, path: str, sheet: Sheet) -> None:
    meta = archive.get("meta.xml")
    if meta is not None:
        for node in read_xml(meta, path).iter("{*}title"):
            if title := text_of(node):
                sheet.state("title", title, sure=0.6)
