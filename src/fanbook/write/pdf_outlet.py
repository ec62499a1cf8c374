"""A finished interior for those who print it: filled up with blank pages, and without what only a screen needs.

In: a PDF as `pdf` makes it, the print shop, the pages of a signature, whether its pages have a bleed. Out: a PDF. Blanks stand at the very end,
after the colophon, where a binder cuts them off or leaves them as end leaves. A shop's file has neither outline
nor links. Bleed is paper about the page that is cut off, for what runs over the page's edge: a theme's ground or pictures.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from fanbook.write.outlet import Outlet, blanks_after


def for_press(
    data: bytes, outlet: Outlet | None, multiple: int = 0, *, bleeds: bool = False
) -> tuple[bytes, int]:
    """The interior to be printed, and how many pages it has. With `bleeds` pages have the shop's bleed."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = len(pdf.pages)
        _fill(pdf, blanks_after(pages, outlet, multiple))
        if outlet:
            _strip(pdf)
        if outlet and bleeds:
            _widen(pdf, outlet)
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


def _widen(pdf: pikepdf.Pdf, outlet: Outlet) -> None:
    """Each page on paper that is larger by the bleed. The first is a recto, with the spine at the side it opens from."""
    viewer = pdf.Root.get("/ViewerPreferences", Dictionary())
    first_left = str(viewer.get("/Direction", "")) != "/R2L"
    for at, page in enumerate(pdf.pages):
        _, _, width, height = (float(side) for side in page.trimbox)
        left, low, right, high = outlet.edges(spine_left=(at % 2 == 0) == first_left)
        page.contents_add(pdf.make_stream(f"q 1 0 0 1 {left:g} {low:g} cm\n".encode()), prepend=True)
        page.contents_add(pdf.make_stream(b"\nQ"))
        paper = Array([0, 0, round(left + width + right, 3), round(low + height + high, 3)])
        page.obj["/MediaBox"] = page.obj["/BleedBox"] = paper
        page.obj["/TrimBox"] = Array([left, low, round(left + width, 3), round(low + height, 3)])
