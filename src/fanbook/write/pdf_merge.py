"""The pieces of a book put together into one PDF: pages, heads, fonts, outline, places, labels.

In: `Piece`s in order, each a PDF without fonts, and what is laid over its pages. Out: the bytes of the
book. Every font is put in once, cut down to what all pieces draw with it. The same input gives the same
bytes: no clock, and an identifier made from the content.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, String

from fanbook.model.book import Book
from fanbook.write.pdf_fonts import FontUse, joined, program, to_unicode
from fanbook.write.pdf_press import Printed
from fanbook.write.pdf_tags import Tags
from fanbook.write.trim import Trim, gutter_shift
from fanbook.write.xhtml import language_tag, text_direction

LINK = "fanbook:"  # an address that begins so leads to a place in the book


class Piece(Struct, frozen=True):
    """Pages in a row; `over` has a page for each, to be laid over it, or is None. None: a blank page."""

    printed: Printed | None
    over: Printed | None = None


class Mark(Struct, frozen=True):
    """A line of the outline: words, depth from 1, the name of the place it leads to."""

    words: str
    level: int
    place: str


def merge(book: Book, trim: Trim, front: int, pieces: Sequence[Piece], outline: Sequence[Mark]) -> bytes:
    """The book. The first `front` pages have roman numbers. A thick one has its text away from the spine."""
    pages = sum(piece.printed.pages if piece.printed else 1 for piece in pieces)
    is_rtl = text_direction(language_tag(book.language)) == "rtl"
    whole = _Whole(trim, -gutter_shift(trim, pages) if is_rtl else gutter_shift(trim, pages))
    whole.add(pieces)
    printed = [one for piece in pieces for one in (piece.printed, piece.over) if one is not None]
    for use in joined(use for one in printed for use in one.fonts).values():
        whole.fonts[f"/{use.key}"] = _font(whole.pdf, use)
    _finish(whole.pdf, book, front, whole.places, outline)
    whole.tags.finish()
    out = io.BytesIO()
    whole.pdf.save(
        out,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        deterministic_id=True,
    )
    return out.getvalue()


class _Whole:
    """The book as it grows. The pieces stay open until it is saved."""

    def __init__(self, trim: Trim, shift: float) -> None:
        self.pdf = pikepdf.new()
        self.fonts = self.pdf.make_indirect(Dictionary())
        self.places: dict[str, Array] = {}
        self._trim = trim
        self._shift = shift  # of the right-hand page to the right
        self._open: list[pikepdf.Pdf] = []
        self.tags = Tags(self.pdf)

    def add(self, pieces: Sequence[Piece]) -> None:
        """The pages of all pieces, and blank ones between them."""
        opened = [self._opened(piece.printed.pdf) if piece.printed else None for piece in pieces]
        # The tree of pages is filled at once: appending one by one, pikepdf looks through it each time.
        tree = self.pdf.Root.Pages
        kids = [page for own in opened for page in self._pages(own)]
        for kid in kids:
            kid["/Parent"] = tree
        tree["/Kids"], tree["/Count"] = Array(kids), len(kids)
        pages, first = list(self.pdf.pages), 0
        for piece, own in zip(pieces, opened, strict=True):
            last = first + (piece.printed.pages if piece.printed else 1)
            if piece.printed is not None and own is not None:
                self._dress(piece, piece.printed, own, pages[first:last], first)
            else:
                _box(pages[first], self._trim)
            first = last

    def _pages(self, opened: pikepdf.Pdf | None) -> Iterator[pikepdf.Object]:
        """A piece's pages as objects of the book; of none, a blank one."""
        if opened is None:
            blank = Dictionary(
                Type=Name.Page, Contents=self.pdf.make_stream(b""), Resources=Dictionary(Font=self.fonts)
            )
            yield self.pdf.make_indirect(blank)
        else:
            yield from (self.pdf.copy_foreign(page.obj) for page in opened.pages)

    def _dress(
        self, piece: Piece, printed: Printed, opened: pikepdf.Pdf, added: list[pikepdf.Page], first: int
    ) -> None:
        """Fonts, boxes, links, heads and tags of a piece's pages, of which `first` is the first, from 0."""
        over = self._opened(piece.over.pdf).pages if piece.over else ()
        self.tags.add(opened, added)
        for number, (page, head) in enumerate(zip_longest(added, over), first):
            page.obj.Resources["/Font"] = self.fonts
            _box(page, self._trim)
            _lead(page)
            if head is not None:
                _lay_over(self.pdf, page, head)
            if self._shift:
                _move(self.pdf, page, self._shift if number % 2 == 0 else -self._shift)
        for name, at, x, y in printed.anchors:
            place = [added[at].obj, Name.XYZ, round(x, 2), round(self._trim.height - y, 2), 0]
            self.places.setdefault(name, Array(place))

    def _opened(self, data: bytes) -> pikepdf.Pdf:
        self._open.append(pikepdf.open(io.BytesIO(data)))
        return self._open[-1]


def _box(page: pikepdf.Page, trim: Trim) -> None:
    box = Array([0, 0, trim.width, trim.height])
    for name in ("/MediaBox", "/TrimBox", "/BleedBox"):
        page.obj[name] = box


def _move(pdf: pikepdf.Pdf, page: pikepdf.Page, by: float) -> None:
    """All that stands on a page, links too, so far to the right."""
    content: Any = page.obj.Contents
    parts = list(content) if isinstance(content, Array) else [content]
    before, after = pdf.make_stream(f"q 1 0 0 1 {by:.2f} 0 cm".encode()), pdf.make_stream(b"Q")
    page.obj["/Contents"] = Array([before, *parts, after])
    for note in page.obj.get("/Annots", ()):
        left, low, right, high = (float(side) for side in note.Rect)
        note["/Rect"] = Array([left + by, low, right + by, high])


def _lead(page: pikepdf.Page) -> None:
    """Links to places in the book, which WeasyPrint took for addresses."""
    for note in page.obj.get("/Annots", ()):
        action = note.get("/A")
        if action is not None and str(action.get("/URI", "")).startswith(LINK):
            note["/Dest"] = String(str(action.URI).removeprefix(LINK))
            del note["/A"]


def _lay_over(pdf: pikepdf.Pdf, page: pikepdf.Page, over: pikepdf.Page) -> None:
    content = over.obj.Contents.read_bytes()
    if b"TJ" not in content and b" Do" not in content and b" re" not in content:
        return
    resources, own = over.obj.Resources, page.obj.Resources
    for kind in ("/ExtGState", "/XObject"):
        if kind not in own:
            own[kind] = Dictionary()
        for name, item in dict(resources.get(kind, Dictionary()).items()).items():
            if name not in own[kind]:
                own[kind][name] = pdf.copy_foreign(item) if item.is_indirect else item
    furniture = b"Q\n/Artifact <</Type /Pagination>> BDC q\n" + content + b"\nQ EMC"
    page.obj["/Contents"] = Array([pdf.make_stream(b"q"), page.obj.Contents, pdf.make_stream(furniture)])


def _font(pdf: pikepdf.Pdf, use: FontUse) -> pikepdf.Object:
    data = program(use)
    is_cff = data[:4] == b"OTTO"
    file = pdf.make_stream(data)
    if is_cff:
        file["/Subtype"] = Name.OpenType
    else:
        file["/Length1"] = len(data)
    widest = max(use.widths.values(), default=1000)
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{use.name}"),
        FontFamily=String(use.family),
        Flags=use.flags,
        FontBBox=Array([0, use.descent, widest, use.ascent]),
        ItalicAngle=0,
        Ascent=use.ascent,
        Descent=use.descent,
        CapHeight=use.ascent,
        StemV=80,
        StemH=80,
    )
    descriptor["/FontFile3" if is_cff else "/FontFile2"] = file
    kind = Name.CIDFontType0 if is_cff else Name.CIDFontType2
    inner = Dictionary(
        Type=Name.Font,
        Subtype=kind,
        BaseFont=Name(f"/{use.name}"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        W=Array(list(_widths(use))),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(f"/{use.name}"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=pdf.make_stream(to_unicode(use)),
        )
    )


def _widths(use: FontUse) -> Iterator[int | Array]:
    run: list[int] = []
    start = 0
    for glyph in sorted(use.widths):
        if run and glyph == start + len(run):
            run.append(use.widths[glyph])
            continue
        if run:
            yield start
            yield Array(run)
        start, run = glyph, [use.widths[glyph]]
    if run:
        yield start
        yield Array(run)


def _finish(
    pdf: pikepdf.Pdf, book: Book, front: int, places: dict[str, Array], outline: Sequence[Mark]
) -> None:
    names = Array([part for name in sorted(places) for part in (String(name), places[name])])
    root = pdf.Root
    if places:
        root["/Names"] = Dictionary(Dests=pdf.make_indirect(Dictionary(Names=names)))
    labels: list[Any] = [0, Dictionary(S=Name.r), front] if front else [0]
    root["/PageLabels"] = Dictionary(Nums=Array([*labels, Dictionary(S=Name.D)]))
    language = language_tag(book.language)
    root["/Lang"] = String(language)
    root["/PageLayout"] = Name.TwoPageRight
    root["/ViewerPreferences"] = Dictionary(DisplayDocTitle=True)
    if text_direction(language) == "rtl":
        root.ViewerPreferences["/Direction"] = Name.R2L
    _outline(pdf, places, outline)
    for name, value in _about(book).items():
        pdf.docinfo[f"/{name}"] = String(value)


def _about(book: Book) -> dict[str, str]:
    stamp = f"D:{book.modified:%Y%m%d%H%M%S}Z"
    words = {
        "Title": book.title,
        "Author": ", ".join(book.authors),
        "Keywords": ", ".join(book.subjects),
        "Creator": "fanbook",
        "CreationDate": stamp,
        "ModDate": stamp,
    }
    return {name: value for name, value in words.items() if value}


def _outline(pdf: pikepdf.Pdf, places: dict[str, Array], outline: Sequence[Mark]) -> None:
    stack: list[tuple[int, Any]] = []
    with pdf.open_outline() as tree:
        for mark in outline:
            if mark.place not in places:
                continue
            item = pikepdf.OutlineItem(mark.words, places[mark.place])
            while stack and stack[-1][0] >= mark.level:
                stack.pop()
            (stack[-1][1].children if stack else tree.root).append(item)
            stack.append((mark.level, item))
