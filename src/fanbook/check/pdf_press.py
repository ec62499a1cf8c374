"""Rules of print shops: what makes them send an interior back. Asked only where somebody names the shop."""

from __future__ import annotations

from collections.abc import Iterator

from fanbook.check.pdf_file import File
from fanbook.check.pdf_rules import SLACK, Found
from fanbook.check.verdict import pages_said
from fanbook.diagnostics import Severity
from fanbook.write.outlet import Outlet, find_outlet

HANGING = 4.0  # points: marks that hang in the margin


def _fault(code: str, message: str, hint: str) -> Found:
    return Found(code, Severity.ERROR, message, hint)


def page_count(file: File) -> Iterator[Found]:
    """As many pages as the shop binds, in whole leaves, the last one blank where it wants that."""
    outlet, pages = find_outlet(file.options.press), len(file.pdf.pages)
    if outlet is None:
        return
    if not outlet.fewest <= pages <= outlet.most:
        message = f"{pages} pages: {outlet.name} binds {outlet.fewest} to {outlet.most}"
        hint = "--pad adds blank pages; --volumes parts a work that is too thick"
        yield _fault("P050", message, hint)
    elif pages % 2:
        yield _fault("P050", f"{pages} pages: {outlet.name} wants an even number", "build with --press")
    if outlet.last_is_blank and file.text.pages[-1]:
        yield _fault("P050", f"{outlet.name} wants the last page blank", "build with --press")


def bleed(file: File) -> Iterator[Found]:
    """Pages are as large as the trim, or larger by the bleed that the shop asks for."""
    outlet = find_outlet(file.options.press)
    if outlet is None:
        return
    wrong = [at for at, boxes in enumerate(file.boxes, 1) if not _fits(*boxes, outlet)]
    if wrong:
        wide, high = outlet.bleed
        message = f"{pages_said(wrong)}: neither at trim size nor with the bleed of {outlet.name}"
        yield _fault("P051", message, f"with bleed a page is {wide:g} pt wider and {high:g} pt higher")


def _fits(media: list[float], trim: list[float], outlet: Outlet) -> bool:
    more = media[2] - media[0] - (trim[2] - trim[0]), media[3] - media[1] - (trim[3] - trim[1])
    return any(
        abs(more[0] - wide) <= SLACK and abs(more[1] - high) <= SLACK for wide, high in ((0, 0), outlet.bleed)
    )


def screen_only(file: File) -> Iterator[Found]:
    """No outline, links or comments: shops refuse them, or print what nobody meant to be printed."""
    if find_outlet(file.options.press) is None:
        return
    noted = [number for number, page in enumerate(file.pdf.pages, 1) if page.obj.get("/Annots")]
    if noted:
        yield _fault("P052", f"{pages_said(noted)}: links or comments", "build with --press")
    if "/Outlines" in file.pdf.Root:
        yield _fault("P052", "the file has an outline", "build with --press")


def safe_area(file: File) -> Iterator[Found]:
    """Text keeps the shop's distance from the spine and from the knife."""
    outlet = find_outlet(file.options.press)
    if outlet is None:
        return
    inner, near = outlet.inner(len(file.pdf.pages)), []
    for at, lines in enumerate(file.text.pages):
        width, height = file.text.sizes[at]
        if not lines:
            continue
        left, right = min(line.left for line in lines), width - max(line.right for line in lines)
        spine, edge = (left, right) if at % 2 == 0 else (right, left)
        others = min(edge, height - lines[0].base, lines[-1].base)
        if spine < inner - HANGING or others < outlet.margin - HANGING:
            near.append(at + 1)
    if near:
        message = f"{pages_said(near)}: text nearer to the edge than {outlet.name} allows"
        sides = f"{inner / 72:g} in at the spine, {outlet.margin / 72:g} in elsewhere"
        yield _fault("P053", message, f"{sides}; choose a larger --trim")
