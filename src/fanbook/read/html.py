"""HTML files: which site's page it is, and the reader for it.

In: a file that holds HTML, or the pages of a book. Out: a `Sheet` filled by the first reader that knows them; the
last one knows any. What a reader did not use of a page is listed as left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from hashlib import sha256

from msgspec.structs import replace

from fanbook.diagnostics import Severity
from fanbook.model.draft import Draft
from fanbook.read.any_page import read_any_page
from fanbook.read.ao3 import read_ao3
from fanbook.read.ao3_page import is_ao3_page, read_ao3_page
from fanbook.read.dom import Element, read_html, with_id
from fanbook.read.efiction import is_efiction, read_efiction
from fanbook.read.fanficfare import is_fanficfare, read_fanficfare
from fanbook.read.fanfiction_net import is_fanfiction_net, read_fanfiction_net
from fanbook.read.fichub import is_fichub, read_fichub
from fanbook.read.flow import Flow
from fanbook.read.gallery import Fetch, Gallery, nothing
from fanbook.read.gates import refuse_gate
from fanbook.read.looks import sheets_in, wear_sheets
from fanbook.read.mediaminer import is_mediaminer, read_mediaminer
from fanbook.read.ornaments import mark_ornaments
from fanbook.read.royal_road import is_royal_road, read_royal_road
from fanbook.read.sheet import Given, Sheet
from fanbook.read.thread import is_thread, read_thread
from fanbook.read.typed_page import read_typed
from fanbook.read.wattpad import is_wattpad_page, read_wattpad_page

_WORK = re.compile(r"https?://[^/]+/(?:works|chapters)/\d+")
Suits = Callable[[Sequence[Element]], bool]
Reads = Callable[[Sequence[Element], Sheet, str, Flow], list[Element]]


def is_ao3_download(bodies: Sequence[Element]) -> bool:
    """Is this what the archive itself makes for reading elsewhere?"""
    first = bodies[0]
    preface = with_id(first, "preface")
    # Other archives run the same software: their downloads name themselves in the same place.
    return preface is not None and (
        with_id(first, "workskin") is None
        and any(_WORK.match(a.get("href") or "") for a in preface.iter("a"))
    )


# The first that knows a page reads it.
SITES: tuple[tuple[str, Suits, Reads], ...] = (
    ("AO3 download", is_ao3_download, read_ao3),
    ("AO3 page", lambda bodies: is_ao3_page(bodies[0]), read_ao3_page),
    ("FanFicFare", is_fanficfare, read_fanficfare),
    ("FicHub", is_fichub, read_fichub),
    ("FanFiction.net page", lambda bodies: is_fanfiction_net(bodies[0]), read_fanfiction_net),
    ("eFiction page", lambda bodies: is_efiction(bodies[0]), read_efiction),
    ("board's thread", lambda bodies: is_thread(bodies[0]), read_thread),
    ("MediaMiner page", lambda bodies: is_mediaminer(bodies[0]), read_mediaminer),
    ("Royal Road page", lambda bodies: is_royal_road(bodies[0]), read_royal_road),
    ("Wattpad page", lambda bodies: is_wattpad_page(bodies[0]), read_wattpad_page),
)


def read_page(given: Given) -> Draft:
    """The draft of an HTML file."""
    root, encoding, notes = read_html(given.data, given.path)
    refuse_gate(root, given.path)
    if (typed := read_typed(root, given)) is not None:
        return replace(typed, diagnostics=(*notes, *typed.diagnostics))
    sheet = read_bodies([root], given, nothing)
    sheet.encoding = encoding
    sheet.doubts[:0] = notes
    return sheet.draft(given)


def read_bodies(bodies: Sequence[Element], given: Given, fetch: Fetch) -> Sheet:
    """The sheet of documents that belong together. `fetch` gets what lies beside them."""
    wear_sheets(bodies, (style for body in bodies for style in sheets_in(body)))
    mark_ornaments(bodies)
    sheet = read_known(bodies, given, fetch)
    if sheet is not None:
        return sheet
    sheet = Sheet("HTML")
    gallery = Gallery(sheet, fetch)
    flow = Flow(show=gallery.show)
    prefix = sha256(given.data).hexdigest()[:8]
    for n, body in enumerate(bodies):
        taken = read_any_page(body, sheet, f"{prefix}-{n}", flow)
        _leave_out([body], taken, sheet)
    report(gallery, flow, sheet)
    return sheet


def read_known(bodies: Sequence[Element], given: Given, fetch: Fetch) -> Sheet | None:
    """The sheet, if it is known who made these documents."""
    for name, suits, reads in SITES:
        if suits(bodies):
            sheet = Sheet(name)
            gallery = Gallery(sheet, fetch)
            flow = Flow(show=gallery.show)
            taken = reads(bodies, sheet, sha256(given.data).hexdigest()[:8], flow)
            _leave_out(bodies, taken, sheet)
            report(gallery, flow, sheet)
            return sheet
    return None


def _leave_out(bodies: Sequence[Element], taken: Sequence[Element], sheet: Sheet) -> None:
    """What no reader used is the page's own, and is listed."""
    used = set(taken)
    for root in bodies:
        body = next(root.iter("body"), root)
        if root not in used and body not in used:
            sheet.debris(Flow(taken=used).rows(body), "around the story on the page")


def report(gallery: Gallery, flow: Flow, sheet: Sheet) -> None:
    """Say what a book cannot hold."""
    gallery.report()
    for what, count in sorted(flow.lost.items()):
        if what != "picture":
            said = f"{count} of <{what}> left out: a book cannot hold it"
            sheet.doubt("R043", said, severity=Severity.NOTE)
