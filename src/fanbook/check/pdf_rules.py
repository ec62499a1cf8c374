"""Rules about the file: boxes, fonts, colours, images, links, what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from fanbook.check.pdf_file import File
from fanbook.check.verdict import pages_said
from fanbook.diagnostics import Severity
from fanbook.typefaces import FACES
from fanbook.write.trim import find_trim

SLACK = 0.1  # points
SHARP = 290  # pixels an inch: 300, with room for rounding
SUBSTITUTES = re.compile(
    r"DejaVu|Liberation|Bitstream.?Vera|Nimbus|FreeSerif|FreeSans|LastResort", re.IGNORECASE
)


class Found(NamedTuple):
    """What a rule finds."""

    code: str
    severity: Severity
    message: str
    hint: str


def _fault(code: str, message: str, hint: str) -> Found:
    return Found(code, Severity.ERROR, message, hint)


def _remark(code: str, message: str, hint: str) -> Found:
    return Found(code, Severity.WARNING, message, hint)


def syntax(file: File) -> Iterator[Found]:
    """The file's structure is whole."""
    problems = file.pdf.check_pdf_syntax()
    if problems:
        yield _fault(
            "P020", f"the file is damaged: {problems[0]}", "make it again from the program it came from"
        )


def sizes(file: File) -> Iterator[Found]:
    """All pages are cut to one size, and to the one asked for."""
    cut = [(trim[2] - trim[0], trim[3] - trim[1]) for _, trim in file.boxes]
    first = cut[0]
    others = [
        at for at, size in enumerate(cut, 1) if max(abs(size[0] - first[0]), abs(size[1] - first[1])) > SLACK
    ]
    if others:
        yield _fault("P022", f"{pages_said(others)}: not of the size of page 1", "give all pages one size")
    if file.options.trim:
        trim = find_trim(file.options.trim)
        if max(abs(first[0] - trim.width), abs(first[1] - trim.height)) > SLACK:
            message = f"pages are cut to {first[0]:.1f} x {first[1]:.1f} pt, not to {file.options.trim}"
            yield _fault("P022", message, "build again with that --trim")


def origin(file: File) -> Iterator[Found]:
    """Boxes begin at nought: some printers and imposers take them for so."""
    off = [at for at, (media, _) in enumerate(file.boxes, 1) if max(abs(media[0]), abs(media[1])) > SLACK]
    if off:
        yield _fault(
            "P023", f"{pages_said(off)}: the media box does not begin at 0 0", "fanbook's own PDFs do"
        )


def fonts_embedded(file: File) -> Iterator[Found]:
    """Every font is in the file."""
    lacking = sorted(font.name for font in file.fonts.values() if not font.is_embedded)
    if lacking:
        yield _fault(
            "P025", f"fonts are not embedded: {', '.join(lacking[:5])}", "export with fonts embedded"
        )


def fonts_readable(file: File) -> Iterator[Found]:
    """Text can be searched and copied."""
    dumb = sorted(
        font.name
        for font in file.fonts.values()
        if "/ToUnicode" not in font.font and str(font.font.get("/Subtype")) in {"/Type0", "/Type3"}
    )
    if dumb:
        yield _fault(
            "P026", f"text in these fonts cannot be copied: {', '.join(dumb[:5])}", "add ToUnicode maps"
        )


def fonts_fallen_back(file: File) -> Iterator[Found]:
    """No face stands in for one that was not found."""
    ours = {row.family.replace(" ", "-") for row in FACES}
    is_ours = str(file.pdf.docinfo.get("/Creator", "")) == "fanbook"
    strange = [
        font.name
        for font in file.fonts.values()
        if font.is_embedded
        and (SUBSTITUTES.match(font.name) or (is_ours and not font.name.startswith(tuple(ours))))
    ]
    if strange:
        message = f"stand-in fonts were used: {', '.join(sorted(set(strange))[:5])}"
        yield _fault("P027", message, "the typeface that was meant was not found when the file was made")


def missing_glyphs(file: File) -> Iterator[Found]:
    """No letter is a box."""
    pages = file.text.boxes_in_place_of_letters()
    if pages:
        yield _fault("P028", f"{pages_said(pages)}: letters without a glyph", "use a typeface that has them")


def colours(file: File) -> Iterator[Found]:
    """Text and rules are black ink alone: three inks that make black print with coloured edges."""
    for kind, pages in sorted(file.colour_pages.items()):
        message = f"{pages_said(pages)}: colour ({kind}) where black or grey would do"
        yield _fault("P029", message, "set text in black only (device grey, or K of CMYK)")


def images(file: File) -> Iterator[Found]:
    """Pictures have the pixels that paper needs."""
    coarse = file.text.coarse_images(SHARP)
    if coarse:
        worst = min(ppi for _, ppi in coarse)
        pages = sorted({page for page, _ in coarse})
        yield _fault(
            "P031", f"{pages_said(pages)}: pictures of only {worst:.0f} pixels an inch", "300 are needed"
        )


def claims(file: File) -> Iterator[Found]:
    """What says that it is PDF/X or PDF/A has at least what tells a press about its colours."""
    said = str(file.pdf.docinfo.get("/GTS_PDFXVersion", ""))
    meta = file.pdf.Root.get("/Metadata")
    xmp = meta.read_bytes() if meta is not None else b""
    if (said or b"pdfxid" in xmp or b"pdfaid:part" in xmp) and "/OutputIntents" not in file.pdf.Root:
        yield _fault(
            "P034", "the file says that it is PDF/X or PDF/A, and has no output intent", "do not claim it"
        )


def actions(file: File) -> Iterator[Found]:
    """Nothing in the file runs, asks or plays."""
    root = file.pdf.Root
    names = root.get("/Names", pikepdf.Dictionary())
    busy = [name for name in ("/OpenAction", "/AA") if name in root and "/JS" in str(root[name])]
    if busy or "/JavaScript" in names or "/EmbeddedFiles" in names or "/AcroForm" in root:
        yield _fault("P035", "the file has scripts, forms or attachments", "a book needs none")


def links(file: File) -> Iterator[Found]:
    """Every link within the book leads to a page."""
    places = _places(file.pdf)
    lost = []
    for number, page in enumerate(file.pdf.pages, 1):
        for note in page.obj.get("/Annots", ()):
            target = note.get("/Dest", note.get("/A", pikepdf.Dictionary()).get("/D"))
            if isinstance(target, pikepdf.String | pikepdf.Name) and str(target) not in places:
                lost.append(number)
    if lost:
        yield _fault(
            "P036", f"{pages_said(sorted(set(lost)))}: links that lead nowhere", "make the file again"
        )


def _places(pdf: pikepdf.Pdf) -> set[str]:
    found = {str(name) for name in dict(pdf.Root.get("/Dests", pikepdf.Dictionary()).items())}
    tree = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    if tree is not None:
        found |= {str(name) for name, _ in pikepdf.NameTree(tree).items()}
    return found


def outline(file: File) -> Iterator[Found]:
    """The outline leads to pages."""
    if "/Outlines" not in file.pdf.Root:
        return  # opening one would make one
    pages = {page.obj.objgen for page in file.pdf.pages}
    tree = file.pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    named: dict[Any, Any] = dict(pikepdf.NameTree(tree).items()) if tree is not None else {}
    lines = lost = 0
    with file.pdf.open_outline() as root:
        waiting: list[Any] = list(root.root)
        while waiting:
            item = waiting.pop()
            waiting += item.children
            to: Any = item.destination
            to = named.get(str(to)) if isinstance(to, pikepdf.String) else to
            is_place = isinstance(to, pikepdf.Array) and len(to) and to[0].is_indirect
            lines += 1
            lost += not (isinstance(to, int) or (is_place and to[0].objgen in pages))
    if lost:
        yield _fault("P037", f"{lost} of {lines} lines of the outline lead to no page", "make the file again")


def about(file: File) -> Iterator[Found]:
    """The file says what it is and in which language."""
    lacking = [] if "/Title" in file.pdf.docinfo else ["a title"]
    if "/Lang" not in file.pdf.Root:
        lacking.append("its language")
    hint = "readers and screen readers ask for it"
    if lacking:
        yield _remark("P042", f"the file does not say {' or '.join(lacking)}", hint)
    if (
        "/Author" not in file.pdf.docinfo
    ):  # of many a story nobody knows who wrote it: that is no fault of the file
        yield Found("P042", Severity.NOTE, "the file names no author", hint)


def tags(file: File) -> Iterator[Found]:
    """What says that it is tagged has a tree, a language, and words for every picture."""
    root = file.pdf.Root
    if not root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked", False):
        return
    tree = root.get("/StructTreeRoot")
    lacking = ["tags"] if tree is None else []
    lacking += ["language"] if "/Lang" not in root else []
    wordless = sum(
        str(one.get("/S")) == "/Figure" and not str(one.get("/Alt", "")) for one in _elements(tree)
    )
    lacking += [f"words for {wordless} of its pictures"] if wordless else []
    if lacking:
        message = f"the file says that it is tagged, and lacks {', '.join(lacking)}"
        yield _fault("P048", message, "build it again with --tagged")


def _elements(tree: Any) -> Iterator[Any]:  # noqa: ANN401 - pikepdf's objects
    waiting = [tree] if tree is not None else []
    while waiting:
        kids = waiting.pop().get("/K", ())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary):
                yield kid
                waiting.append(kid)


def count(file: File) -> Iterator[Found]:
    """Pages come in leaves."""
    pages = len(file.pdf.pages)
    if pages % 2:
        yield Found("P043", Severity.NOTE, f"{pages} pages: the last leaf has an empty back", "")
