"""The interior of a book as PDF, at trim size.

A `Book`, a `Theme`, a `Trim` and the typefaces at hand go in; the bytes of a PDF come out, the same
bytes for the same input, with any number of workers. Every section of the body is a piece of its own:
measured, so that it is known on which page each begins; printed for its side; then heads and folios are
laid over the pages and the front matter is set, whose contents state the numbers; then all is merged.

Work goes through a `Doer`, which may be a pool of processes; what it gets is plain data and functions of
modules, and a `Store` may keep what comes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from fanbook.model.book import Book, ChapterPage, NotesPage, Section
from fanbook.model.picture import Picture
from fanbook.resources import Theme
from fanbook.typefaces import Typeface
from fanbook.write.dialect import PICTURE_SCHEME
from fanbook.write.lines.plan import hyphenator
from fanbook.write.pages import words_of
from fanbook.write.pdf_finish import Finish
from fanbook.write.pdf_furniture import Frame, Leaf, print_leaf
from fanbook.write.pdf_kept import kept_or_made
from fanbook.write.pdf_merge import LINK, Mark, Piece, merge
from fanbook.write.pdf_order import set_body
from fanbook.write.pdf_press import NO_GLYPH, Printed, closed_off, press
from fanbook.write.pdf_rolls import with_pages
from fanbook.write.pdf_unit import SetUnit, Sheet, Unit, measure, set_unit
from fanbook.write.pdf_work import NOWHERE, Doer, Keeper, alone, key_of
from fanbook.write.print_colophon import completed, in_order, last_words
from fanbook.write.print_css import OUTLINE_RULES, body_css, print_css
from fanbook.write.print_faces import Coverage, cover
from fanbook.write.print_manner import PrintManner, print_manner
from fanbook.write.print_pages import (
    around,
    body_runs,
    front_xhtml,
    heads,
    is_ltr,
    level,
    outline,
    page_style,
    run_xhtml,
    side,
    split,
)
from fanbook.write.printed import PrintedPage, pages_of
from fanbook.write.trim import Trim, resized
from fanbook.write.xhtml import language_tag, script_class, text_direction


class PdfResult(Struct, frozen=True):
    """A PDF, how many pages it has, and the characters in the book that no typeface could draw.

    The first `front` pages are front matter. `remarks` are WeasyPrint's own warnings, about a theme's style sheet as a rule. `plain` counts the
    paragraphs whose lines could not be planned, `unbalanced` the sections whose pages came out otherwise
    than planned. `printed` says where the body's pages begin.
    """

    pdf: bytes
    pages: int
    missing: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    plain: int = 0
    unbalanced: int = 0
    front: int = 0
    printed: tuple[PrintedPage, ...] = ()


HYPHENS = "\N{HYPHEN}-"
LONG = 200_000  # letters of markup: a shorter book is set before helpers are at work, and needs no keeping


def load() -> None:
    """Load what every PDF needs before there is a book; most are in English. Raises `SystemMissing` (W002)."""
    with closed_off():
        hyphenator("en")


class Helpers(Struct, frozen=True):
    """Who does the work, who keeps what came of it for the next time; `tagged`: for those who have it read out."""

    doer: Doer = alone
    keeper: Keeper = NOWHERE
    tagged: bool = False


def write_pdf(
    book: Book, theme: Theme, trim: Trim, typefaces: tuple[Typeface, ...], helpers: Helpers | None = None
) -> PdfResult:
    """The book's interior.

    Raises `SystemMissing` (W002) without Pango, `FanbookError` (W003) where the theme fails.
    """
    manner = print_manner(theme)
    trim = resized(trim, manner.size)
    runs = body_runs(book, theme)
    helpers = helpers or Helpers()
    tagged, is_long = helpers.tagged, sum(map(len, runs)) >= LONG
    helpers = helpers if is_long else Helpers()
    making = _making((book, theme, manner), trim, typefaces, runs)
    making = replace(making, sheet=replace(making.sheet, tagged=tagged))
    _, body = split(book)
    units = [_unit(section, run, making) for section, run in zip(body, runs, strict=True)]
    starts, done = _numbered(making, *set_body(units, making.sheet, helpers.doer, helpers.keeper))
    numbers = _numbers(starts, done)
    remarks = [remark for one in done for remark in one.remarks]
    front = _front(making, numbers, helpers.keeper)
    remarks += front.remarks
    over = _furniture(body, starts, done, making, helpers)
    done = _with_colophon(making, starts, done, (front.printed, *over))
    before = front.printed.pages
    pieces = [Piece(front.printed)] * bool(before) + _pieces(starts, done, over)
    unseen = {
        match["text"] or chr(int(match["code"], 16)) for match in map(NO_GLYPH.search, remarks) if match
    }
    return PdfResult(
        pdf=merge(book, trim, before, pieces, _marks(book)),
        pages=sum(piece.printed.pages if piece.printed else 1 for piece in pieces),
        missing=tuple(sorted({*making.coverage.missing, *unseen})),
        remarks=tuple(dict.fromkeys(remark for remark in remarks if not NO_GLYPH.search(remark))),
        plain=sum(one.plain for one in done),
        unbalanced=sum(one.unbalanced for one in done),
        front=before,
        printed=tuple(
            page
            for section, start, one in zip(body, starts, done, strict=True)
            for page in pages_of(section.id, start, one.printed.letters)
        ),
    )


class _Making(Struct, frozen=True):
    book: Book
    theme: Theme
    trim: Trim
    coverage: Coverage
    css: str
    sheet: Sheet
    mirrored: bool


def _making(
    what: tuple[Book, Theme, PrintManner], trim: Trim, typefaces: tuple[Typeface, ...], runs: Sequence[str]
) -> _Making:
    book, theme, manner = what
    languages = tuple(section.language for section in book.sections if section.language)
    text = (*runs, front_xhtml(book, theme, {}), theme.print_css, HYPHENS)
    coverage = cover(text, typefaces, (book.language, *languages), theme.print_css)
    css = print_css(theme, trim, coverage, book.language, languages)
    sheet = Sheet(
        coverage, body_css(css), trim, manner.opening, manner.indent, manner.initial, manner.justify
    )
    mirrored = text_direction(language_tag(book.language)) == "rtl"
    return _Making(book, theme, trim, coverage, css, sheet, mirrored)


def _unit(section: Section, run: str, making: _Making) -> Unit:
    before, after = around(making.book, "body")
    return Unit(
        before=before,
        markup=making.coverage.drawn(run),
        after=after,
        language=section.language or making.book.language,
        ltr=is_ltr(section, making.book),
        is_text=making.sheet.justify and isinstance(section.page, ChapterPage | NotesPage),
        on_recto=side(section) == "on-recto",
        mirrored=making.mirrored,
        tails=script_class(section.language or making.book.language) != "hangul",
        pictures=_shown(making.book, run),
    )


def _shown(book: Book, markup: str) -> tuple[Picture, ...]:
    return tuple(one for one in book.pictures if f"{PICTURE_SCHEME}{one.name}" in markup)


def _numbered(
    making: _Making, starts: Sequence[int], done: Sequence[SetUnit]
) -> tuple[list[int], list[SetUnit]]:
    """The body with the pages of its stories in the lists that follow them."""
    numbers = _numbers(starts, done)

    def unit_of(section: Section) -> Unit:
        return _unit(section, run_xhtml(section, making.book, making.theme, numbers), making)

    return with_pages(split(making.book)[1], starts, done, making.sheet, unit_of)


def _numbers(starts: Sequence[int], done: Sequence[SetUnit]) -> dict[str, int]:
    """The page on which each anchor of the body stands, counted from 1."""
    found: dict[str, int] = {}
    for start, one in zip(starts, done, strict=True):
        for name, at, _, _ in one.printed.anchors:
            found.setdefault(name, start + at)
    return found


def _front(making: _Making, numbers: dict[str, int], keeper: Keeper) -> SetUnit:
    """The front matter; its last page is a blank one, there to be used or not: page 1 is a recto."""
    markup = making.coverage.drawn(front_xhtml(making.book, making.theme, numbers))
    for name in numbers:
        markup = markup.replace(f'href="#{name}"', f'href="{LINK}{name}"')
    finish = Finish(making.trim.width, making.trim.height)
    pictures = _shown(making.book, markup)
    key = key_of("front", markup, making.css, making.coverage, finish, making.sheet.tagged, pictures)
    return kept_or_made(keeper, {"front": key}, lambda _: [_set_front(making, markup, finish, pictures)])[
        "front"
    ]


def _set_front(making: _Making, markup: str, finish: Finish, pictures: tuple[Picture, ...]) -> SetUnit:
    remarks: list[str] = []
    with press(making.coverage.faces, f"{making.css}\n{OUTLINE_RULES}", remarks) as ready:
        document = ready.set(markup, pictures=pictures)
        if len(document.pages) % 2:
            document = document.copy(document.pages[:-1])
        printed = (
            ready.print(document, finish, tagged=making.sheet.tagged)
            if document.pages
            else Printed(b"", 0, ())
        )
    return SetUnit(printed, tuple(remarks))


def _with_colophon(
    making: _Making, starts: Sequence[int], done: Sequence[SetUnit], beside: Iterable[Printed | None]
) -> list[SetUnit]:
    """The body with a colophon that names the typefaces: it is set again, now that all others are known."""
    found = last_words(making.book)
    _, body = split(making.book)
    if found is None or found[1] not in body:
        return list(done)
    section, at = found[1], body.index(found[1])
    pieces = (*(one.printed for one in done), *(one for one in beside if one))
    used = in_order((use.family for one in pieces for use in one.fonts), making.coverage.families)
    whole = completed(section, found[2], used, making.trim, words_of(section, making.book))
    unit = _unit(whole, run_xhtml(whole, making.book, making.theme), making)
    again = set_unit(unit, making.sheet, measure(unit, making.sheet), on_verso=starts[at] % 2 == 0)
    return [*done[:at], again, *done[at + 1 :]]


def _furniture(
    body: Sequence[Section],
    starts: Sequence[int],
    done: Sequence[SetUnit],
    making: _Making,
    helpers: Helpers,
) -> list[Printed | None]:
    """Heads and folios for every section that has them."""
    before, after = around(making.book, "body")
    frame = Frame(before, after, making.coverage, making.css, making.trim, making.mirrored)
    leaves = {
        at: Leaf(
            one.printed.pages,
            start,
            *map(making.coverage.drawn, heads(section, making.book)),
        )
        for at, (section, start, one) in enumerate(zip(body, starts, done, strict=True))
        if page_style(section) == "running"
    }
    keys = {at: key_of("leaf", leaf, frame) for at, leaf in leaves.items()}

    def printed(lacking: Sequence[int]) -> list[SetUnit]:
        return [SetUnit(one) for one in helpers.doer(print_leaf, [(leaves[at], frame) for at in lacking])]

    made = kept_or_made(helpers.keeper, keys, printed)
    return [one.printed if (one := made.get(at)) else None for at in range(len(body))]


def _pieces(starts: Sequence[int], done: Sequence[SetUnit], over: Sequence[Printed | None]) -> list[Piece]:
    pieces, page = [], 1
    for start, one, furniture in zip(starts, done, over, strict=True):
        pieces += [Piece(None)] * (start - page)
        pieces.append(Piece(one.printed, furniture))
        page = start + one.printed.pages
    return pieces


def _marks(book: Book) -> list[Mark]:
    marks = (Mark(outline(section), level(section), section.id) for section in book.sections)
    return [mark for mark in marks if mark.words]
