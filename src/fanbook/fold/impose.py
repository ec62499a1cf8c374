"""The pages of a PDF put onto sheets, at full scale, against the fold.

In: the bytes of a book at trim size and a `FoldPlan`. Out: the bytes of the sheets, two sides a sheet.
Pages keep their fonts and colours as they are; each is drawn once. Bleed is cut at the fold, and inner
sheets are moved towards it by the thickness of those around them, so that the outer margins are equal
once the edge is cut.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name, String

from fanbook.errors import SourceError
from fanbook.fold.marks import Spine, draw
from fanbook.fold.order import PAGES, Cell, Side
from fanbook.fold.plan import FoldPlan

MM = 72 / 25.4


class Book:
    """A PDF at trim size, opened for folding. Raises `SourceError` (P012) for what is none."""

    def __init__(self, data: bytes, name: str) -> None:
        try:
            self.pdf = pikepdf.open(io.BytesIO(data))
        except pikepdf.PdfError as fault:
            hint = "print it to PDF again, without a password"
            raise SourceError("P012", f"no PDF that can be folded: {fault}", hint=hint, at=name) from fault
        if not self.pdf.pages:
            raise SourceError("P012", "the PDF has no pages", at=name)
        self.pages = len(self.pdf.pages)
        left, low, right, high = trim_box(self.pdf.pages[0])
        self.width, self.height = right - left, high - low

    @property
    def is_rtl(self) -> bool:
        """Does the file say that it is read from right to left?"""
        viewer = self.pdf.Root.get("/ViewerPreferences", Dictionary())
        return str(viewer.get("/Direction", "")) == "/R2L"


def trim_box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Where the page will be cut: left, low, right, high."""
    left, low, right, high = (float(side) for side in page.trimbox)
    return min(left, right), min(low, high), max(left, right), max(low, high)


def impose(book: Book, plan: FoldPlan, sides: Iterable[Side] | None = None) -> bytes:
    """These sides, or all of the plan's, as a PDF: a page for each."""
    out = pikepdf.new()
    forms: dict[int, Any] = {}
    for side in plan.sides if sides is None else sides:
        out.add_blank_page(page_size=(plan.width, plan.height))
        page = out.pages[-1].obj
        used = Dictionary()
        content = []
        for cell in side.cells:
            number = cell.page - 2 * plan.wish.flyleaves
            if 1 <= number <= book.pages:
                if number not in forms:
                    forms[number] = out.copy_foreign(book.pdf.pages[number - 1].as_form_xobject())
                used[f"/P{number}"] = forms[number]
                content.append(_placed(cell, number, book, plan))
        content.append(_marks(side, plan, book))
        page["/Resources"] = Dictionary(XObject=used)
        page["/Contents"] = out.make_stream(b"".join(content))
        page["/TrimBox"] = page["/MediaBox"]
    _finish(out, book, plan)
    data = io.BytesIO()
    out.save(data, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return data.getvalue()


def spine_of(plan: FoldPlan, book: Book, row: int, pair: int = 0) -> Spine:
    """The fold between two pages: their row counted from the top, their pair from the left."""
    slot = plan.height / plan.rows
    middle = plan.height - (row + 0.5) * slot
    half = book.height * plan.scale / 2
    if plan.rows == 2:  # the heads of both rows meet at the first fold
        middle = plan.height / 2 + (half if row == 0 else -half)
    return Spine((2 * pair + 1) * plan.width / plan.columns, middle - half, middle + half)


def _placed(cell: Cell, number: int, book: Book, plan: FoldPlan) -> bytes:
    """The operators that draw a page in its cell, clipped to its side of the fold."""
    left, low, right, _ = trim_box(book.pdf.pages[number - 1])
    pair, is_right = divmod(cell.column, 2)
    spine, scale = spine_of(plan, book, cell.row, pair), plan.scale
    creep = cell.nest * plan.wish.creep * MM
    inner = spine.x - creep if is_right else spine.x + creep
    wide, high = plan.width / plan.columns, plan.height / plan.rows
    clip = f"{cell.column * wide:.3f} {(plan.rows - 1 - cell.row) * high:.3f} {wide:.3f} {high:.3f} re W n"
    if cell.upside_down:
        x = (inner + (right - left) * scale if is_right else inner) + left * scale
        matrix = f"{-scale:.5f} 0 0 {-scale:.5f} {x:.3f} {spine.high + low * scale:.3f} cm"
    else:
        x = (inner if is_right else inner - (right - left) * scale) - left * scale
        matrix = f"{scale:.5f} 0 0 {scale:.5f} {x:.3f} {spine.low - low * scale:.3f} cm"
    return f"q {clip} {matrix} /P{number} Do Q\n".encode()


def _marks(side: Side, plan: FoldPlan, book: Book) -> bytes:
    drawn = b""
    for row, pair in product(range(plan.rows), range(plan.columns // 2)):
        cells = [cell for cell in side.cells if (cell.row, cell.column // 2) == (row, pair)]
        pages = {cell.page for cell in cells}
        nest = cells[0].nest
        folios = side.sheets * PAGES[plan.kind] // 4
        low, high = min(pages), max(pages)
        is_outer, is_inner = (
            nest == 0 and high - low == 4 * folios - 1,
            nest == folios - 1 and high - low == 1,
        )
        spine = spine_of(plan, book, row, pair)
        drawn += draw(side, spine, plan.wish.marks, outside=is_outer, inside=is_inner)
    return drawn


def _finish(out: pikepdf.Pdf, book: Book, plan: FoldPlan) -> None:
    title = str(book.pdf.docinfo.get("/Title", ""))
    for name in ("/Title", "/Author", "/CreationDate", "/ModDate"):
        if name in book.pdf.docinfo:
            out.docinfo[name] = String(str(book.pdf.docinfo[name]))
    if title:
        out.docinfo["/Title"] = String(f"{title} (to fold)")
    out.docinfo["/Creator"] = String("fanbook")
    turn = Name.DuplexFlipShortEdge if plan.wish.flip == "short" else Name.DuplexFlipLongEdge
    # A viewer that heeds these prints the sheets as they are meant: full scale, both sides.
    out.Root["/ViewerPreferences"] = Dictionary(
        PrintScaling=Name("/None"), Duplex=turn, PickTrayByPDFSize=True
    )
    if plan.wish.only or len(plan.sizes) < 2:
        return
    with out.open_outline() as tree:
        seen = set()
        for at, side in enumerate(plan.sides[: len(out.pages)]):
            if side.signature not in seen:
                seen.add(side.signature)
                tree.root.append(pikepdf.OutlineItem(f"Signature {side.signature}", at))


def fronts_and_backs(plan: FoldPlan) -> tuple[Sequence[Side], Sequence[Side]]:
    """For a printer that prints one side: all fronts, and the backs in the order in which they go in again."""
    fronts = [side for side in plan.sides if side.is_front]
    backs = [side for side in plan.sides if not side.is_front]
    return fronts, backs
