"""HTML files: which site's page it is, and the reader for it.

In: a file that holds HTML. Out: a `Sheet` filled by the first reader that knows the page; the last one knows
any.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from fanbook.diagnostics import Severity
from fanbook.model.draft import Draft
from fanbook.read.ao3 import read_ao3
from fanbook.read.dom import Element, read_html, with_id
from fanbook.read.flow import Flow
from fanbook.read.gallery import Fetch, Gallery, nothing
from fanbook.read.sheet import Given, Sheet


def read_page(given: Given) -> Draft:
    """The draft of an HTML file."""
    root, encoding, notes = read_html(given.data, given.path)
    sheet = read_bodies([root], given, nothing)
    sheet.encoding = encoding
    sheet.doubts[:0] = notes
    return sheet.draft(given)


def read_bodies(bodies: Sequence[Element], given: Given, fetch: Fetch) -> Sheet:
    """The sheet of documents that belong together. `fetch` gets what lies beside them."""
    sheet = Sheet("html")
    gallery = Gallery(sheet, fetch)
    flow = Flow(show=gallery.show)
    prefix = sha256(given.data).hexdigest()[:8]
    if any(with_id(body, "preface") is not None for body in bodies):
        sheet.format = "AO3 download"
        read_ao3(bodies, sheet, prefix, flow)
    gallery.report()
    _report_embedded(flow, sheet)
    return sheet


def _report_embedded(flow: Flow, sheet: Sheet) -> None:
    for what, count in sorted(flow.lost.items()):
        if what != "picture":
            sheet.doubt("R043", f"{count} × <{what}>: a book cannot hold it", severity=Severity.NOTE)
