"""Word documents; the one door to mammoth.

In: a .docx. Out: a `Draft` of blocks. mammoth makes HTML of it; what it leaves out and a story needs (centred
and right-aligned paragraphs) is handed to it as styles. The archive is measured before it is opened.
"""

from __future__ import annotations

import io
import re
from hashlib import sha256
from typing import Any
from xml.sax import SAXException

import mammoth
from mammoth import transforms

from fanbook.errors import SourceError
from fanbook.model.draft import Draft
from fanbook.read.archive import Archive
from fanbook.read.docx_rules import slanted_styles, styles_of, with_rules
from fanbook.read.dom import Element, classes, read_html, read_xml, text_of
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.gallery import Gallery
from fanbook.read.html import report
from fanbook.read.outline import put_story
from fanbook.read.sheet import Given, Sheet

_MARK = re.compile(r"(?:foot|end)note-ref-")
_ALIGNED = {"center": "fanbook centred", "right": "fanbook ranged right", "end": "fanbook ranged right"}
_CONTENTS = "fanbook contents"
_STYLES = """
p[style-name='fanbook centred'] => p.center:fresh
p[style-name='fanbook ranged right'] => p.text-right:fresh
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Heading 1'] => h2:fresh
p[style-name='Heading 2'] => h3:fresh
p[style-name='Heading 3'] => h4:fresh
p[style-name='Heading 4'] => h5:fresh
p[style-name='heading 1'] => h2:fresh
p[style-name='heading 2'] => h3:fresh
p[style-name='heading 3'] => h4:fresh
p[style-name='heading 4'] => h5:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='fanbook contents'] => p.fanbook-contents:fresh
r[style-name='Emphasis'] => em
r[style-name='Subtle Emphasis'] => em
r[style-name='Strong'] => strong
r[style-name='Intense Emphasis'] => em
u => em
strike => s
"""


def read_docx(given: Given) -> Draft:
    """The draft of a Word document. Raises `SourceError` R033 (damaged), R034 (bomb), R032 (entities)."""
    archive = Archive(given.data, given.path)
    for name in archive.names():
        if name.endswith((".xml", ".rels")):
            read_xml(archive.need(name), given.path)
    styles = styles_of(archive, given.path)
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(with_rules(archive, styles, given.path) or given.data),
            style_map=_STYLES,
            transform_document=_Dresser(styles).document,
            external_file_access=False,
        )
    except (KeyError, ValueError, AttributeError, TypeError, OSError, SAXException, LookupError) as fault:
        raise SourceError(
            "R033", f"the Word document is damaged: {fault}", at=given.path, hint="open and save it in Word"
        ) from fault
    sheet = Sheet("Word document")
    _facts(archive, given.path, sheet)
    root, _, _ = read_html(f"<body>{made.value}</body>".encode(), given.path)
    for mark in root.iter("a"):
        if _MARK.match(mark.get("id") or ""):
            mark.text = (mark.text or "").strip("[]")  # mammoth's brackets
    gallery = Gallery(sheet)
    flow = Flow(show=gallery.show, outside=_outside)
    put_story(sheet, with_footnotes(flow.rows(root), sha256(given.data).hexdigest()[:8]))
    report(gallery, flow, sheet)
    return sheet.draft(given)


class _Dresser:
    """What mammoth leaves out of a document and a story needs, put where mammoth looks for it."""

    def __init__(self, styles: Element | None) -> None:
        self._slanted = slanted_styles(styles) if styles is not None else frozenset()

    def document(self, document: Any) -> Any:  # noqa: ANN401 - mammoth has no types
        return transforms.paragraph(self._paragraph)(transforms.run(self._run)(document))

    def _run(self, run: Any) -> Any:  # noqa: ANN401
        return (
            run.copy(is_italic=True, style_id=None, style_name=None) if run.style_id in self._slanted else run
        )

    def _paragraph(self, paragraph: Any) -> Any:  # noqa: ANN401
        name = (paragraph.style_name or "").lower()
        if name.startswith(("toc ", "contents ")):
            return paragraph.copy(style_id=_CONTENTS, style_name=_CONTENTS)
        if name.startswith(("heading", "title")):
            return paragraph
        if paragraph.style_id in self._slanted:
            paragraph = transforms.run(lambda run: run.copy(is_italic=True))(paragraph)
        style = _ALIGNED.get(paragraph.alignment or "")
        return paragraph if style is None else paragraph.copy(style_id=style, style_name=style)


def _outside(node: Element) -> str:
    return "the document's own list of contents" if "fanbook-contents" in classes(node) else ""


def _facts(archive: Archive, path: str, sheet: Sheet) -> None:
    """What the document says of itself. Its author is whoever owned the program: that is no pen name."""
    core = archive.get("docProps/core.xml")
    if core is None:
        return
    for node in read_xml(core, path).iter("{*}title"):
        if title := text_of(node):
            sheet.state("title", title, sure=0.6)
