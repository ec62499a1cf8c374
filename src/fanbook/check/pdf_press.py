"""Rules of print shops: what makes them send an interior back. Asked only where somebody names the shop."""

from __future__ import annotations

from collections.abc import Iterator

from fanbook.check.pdf_file import File
from fanbook.check.pdf_rules import SLACK, Found
from fanbook.check.verdict import pages_said
from fanbook.diagnostics import Severity
from fanbook.write.outlet import find_outlet

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
    wrong = [
        at + 1
        for at, boxes in enumerate(file.boxes)
        if not _fits(*boxes, outlet.edges(spine_left=(at % 2 == 0) != file.is_rtl))
        or not _bleeds_to_the_edge(file, at)
    ]
    if wrong:
        wide, high = outlet.bleed
        message = f"{pages_said(wrong)}: neither at trim size nor with the bleed of {outlet.name}"
        hint = (
            f"with bleed a page is {wide:g} pt wider and {high:g} pt higher: build with --press and --bleed"
        )
        yield _fault("P051", message, hint)


def _fits(media: list[float], trim: list[float], edges: tuple[float, float, float, float]) -> bool:
    found = trim[0] - media[0], trim[1] - media[1], media[2] - trim[2], media[3] - trim[3]
    return any(
        all(abs(one - wanted) <= SLACK for one, wanted in zip(found, some, strict=True))
        for some in ((0.0,) * 4, edges)
    )


def _bleeds_to_the_edge(file: File, at: int) -> bool:
    """Does the page say that what lies beyond its cut is bleed?"""
    media, trim = file.boxes[at]
    said = file.pdf.pages[at].obj.get("/BleedBox")
    bleed = [float(side) for side in said] if said is not None else trim
    return max(abs(one - wanted) for one, wanted in zip(bleed, media, strict=True)) <= SLACK


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
        spine, edge = (left, right) if (at % 2 == 0) != file.is_rtl else (right, left)
        others = min(edge, height - lines[0].base, lines[-1].base)
        if spine < inner - HANGING or others < outlet.margin - HANGING:
            near.append(at + 1)
    if near:
        message = f"{pages_said(near)}: text nearer to the edge than {outlet.name} allows"
        sides = f"{inner / 72:g} in at the spine, {outlet.margin / 72:g} in elsewhere"
        yield _fault("P053", message, f"{sides}; choose a larger --trim")
