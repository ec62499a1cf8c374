"""A finished interior for those who print it: filled up with blank pages, and without what only a screen needs.

In: a PDF as `pdf` makes it, the print shop, the pages of a signature. Out: a PDF. Blanks stand at the very end,
after the colophon, where a binder cuts them off or leaves them as end leaves. A shop's file has neither outline
nor links.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Name

from fanbook.write.outlet import Outlet, blanks_after


def for_press(data: bytes, outlet: Outlet | None, multiple: int = 0) -> tuple[bytes, int]:
    """The interior to be printed, and how many pages it has."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
        _fill(pdf, blanks_after(pages, outlet, multiple))
        if outlet:
            _strip(pdf)
        out = io.BytesIO()
        pdf.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
        return out.getvalue(), len(pdf.pages)


def _fill(pdf: pikepdf.Pdf, blanks: int) -> None:
    box = [float(side) for side in pdf.pages[-1].mediabox]
    for _ in range(blanks):
        pdf.add_blank_page(page_size=(box[2], box[3]))
        for name in ("/MediaBox", "/TrimBox", "/BleedBox"):
            pdf.pages[-1].obj[name] = Array(box)


def _strip(pdf: pikepdf.Pdf) -> None:
    for name in (Name.Outlines, Name.Names, Name.PageMode, Name.StructTreeRoot, Name.MarkInfo):
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        if Name.Annots in page.obj:
            del page.obj[Name.Annots]
