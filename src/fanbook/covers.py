"""A book's covers made: for the screen, and for print. Part of the work that goes to a pool of processes.

In: a book, what was found for its cover, for print what the block is like. Out: bytes, and what there is to say.
Pillow and Pango are loaded when they are needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.errors import FanbookError
from fanbook.library.pictures import Found, read_picture
from fanbook.model.book import Book
from fanbook.resources import find_typefaces

if TYPE_CHECKING:
    from fanbook.cover import Cover, CoverBrief, FontShelf, Opened, Style
    from fanbook.write.binding import Wrap

# What a cover has room for, in letters and in names: the longest titles of archives have 255.
MOST_TITLE, MOST_LINE, MOST_AUTHORS = 300, 200, 20


class Drawn(Struct, frozen=True):
    """A finished cover: its JPEG, its description, how it came to look so."""

    jpeg: bytes
    alt: str
    why: str


class Binding(Struct, frozen=True):
    """What a printed cover is made for: trim, pages, paper, and the block's thickness if it was measured."""

    trim: str
    pages: int
    paper: str = ""
    spine: str = ""


def draw_cover(book: Book, found: Found, notes: list[Diagnostic]) -> Drawn:
    """The cover. Raises `FanbookError` (W003) where its words cannot be drawn."""
    try:
        drawn = _drawn(book, found, notes)
    except OSError as fault:  # FreeType gives up on letters with thousands of marks
        message = f"the cover's words cannot be drawn: {fault}"
        hint = "say a plainer title in the sidecar"
        raise FanbookError("W003", message, hint=hint, at=book.slug) from fault
    notes += missing_glyphs(book, drawn.missing, "cover")
    if drawn.faults:
        notes.append(
            _note("W020", Severity.NOTE, f"no cover style passes every measure: {drawn.faults[0]}", book)
        )
    return Drawn(drawn.jpeg, drawn.alt, drawn.why)


def _drawn(book: Book, found: Found, notes: list[Diagnostic]) -> Cover:
    """Of the person's own picture where there is one, in the style asked for, or in the router's."""
    from fanbook.cover import PictureError, choose, draw, dress  # noqa: PLC0415 - loads Pillow

    brief, fault = cover_brief(book), found.fault
    if found.picture and not fault:
        try:
            dressed = dress(brief, _shelf(), _style("label"), read_picture(found), found.dress)
        except (PictureError, OSError) as wrong:
            fault = str(wrong)
        else:
            notes += [_note("W022", Severity.WARNING, f"{found.name}: {one}", book) for one in dressed.faults]
            return replace(dressed, faults=())
    if fault:
        notes.append(_note("W021", Severity.WARNING, f"{found.name} is not on the cover: {fault}", book))
    return (
        draw(brief, _shelf(), _style(found.style, found.home))
        if found.style
        else choose(brief, _shelf(), _styles())
    )


def print_cover(book: Book, binding: Binding, found: Found, notes: list[Diagnostic]) -> bytes:
    """The cover as a PDF to print. Raises `SystemMissing` (W002) without Pango."""
    from fanbook.write.binding import Wrap, thickness  # noqa: PLC0415
    from fanbook.write.pdf_wrap import write_wrap  # noqa: PLC0415 - loads Pango
    from fanbook.write.trim import find_trim  # noqa: PLC0415

    block = thickness(binding.pages, binding.paper, binding.spine)
    wrap = Wrap(find_trim(binding.trim), block, opens_from_the_right(book))
    made = write_wrap(book, _opened(book, wrap, found), wrap, _shelf(), find_typefaces())
    if not made.has_spine_words:
        wide = f"{block / 72 * 25.4:.1f} mm"
        notes.append(
            _note("W023", Severity.NOTE, f"the spine is {wide} wide, too narrow for its words", book)
        )
    return made.pdf


def _opened(book: Book, wrap: Wrap, found: Found) -> Opened:
    """The cover opened flat; a picture that cannot be used was spoken of where the cover was drawn."""
    from fanbook.cover import HEIGHT, Leaf, PictureError, open_flat  # noqa: PLC0415 - loads Pillow
    from fanbook.write.binding import BLEED  # noqa: PLC0415

    scale = HEIGHT / wrap.trim.height
    leaf = Leaf(round(wrap.trim.width * scale), round(wrap.spine * scale), round(BLEED * scale), wrap.turned)
    brief = cover_brief(book)
    if found.picture and not found.fault:
        try:
            own = read_picture(found), found.dress
            return open_flat(brief, _shelf(), (_style("label"),), leaf, own)
        except (PictureError, OSError):
            pass
    return open_flat(brief, _shelf(), (_style(found.style, found.home),) if found.style else _styles(), leaf)


def opens_from_the_right(book: Book) -> bool:
    """Whether a book's spine is at its right: in right-to-left writing, and in upright columns."""
    from fanbook.cover.columns import is_upright  # noqa: PLC0415 - loads the cover package
    from fanbook.write.xhtml import text_direction  # noqa: PLC0415

    return text_direction(book.language) == "rtl" or (book.language[:2] == "ja" and is_upright(book.title))


def cover_brief(book: Book) -> CoverBrief:
    """What a cover may show of a book: stated facts only, as far as there is room for them."""
    from fanbook.cover import CoverBrief  # noqa: PLC0415 - loads Pillow

    anthology = book.kind == "anthology"
    return CoverBrief(
        title=_begun(book.title, MOST_TITLE),
        authors=tuple(_begun(author, MOST_LINE) for author in book.authors[:MOST_AUTHORS]),
        stand_in=book.stand_in,
        pairing=None if anthology else _begun(book.pairing, MOST_LINE) or None,
        fandom=_begun(book.fandom, MOST_LINE) or None,
        subtitle=_begun(book.subtitle, MOST_LINE) or None,
        keywords=(*book.subjects, *book.summary.split()[:80]),
        kind=book.kind,
        language=book.language,
        seed=book.family or book.identifier,
        series="" if anthology else _begun(book.series, MOST_LINE),
        volume="" if anthology else book.series_index,
    )


def _begun(words: str, most: int) -> str:
    """The words, or as many whole ones as stay within `most` letters."""
    if len(words) <= most:
        return words
    begun = words[:most]
    return (begun.rpartition(" ")[0] or begun).rstrip(" ,;:.–—-") + "…"


def missing_glyphs(book: Book, characters: Sequence[str], where: str) -> list[Diagnostic]:
    """A warning that names what no typeface at hand can draw, if there is any."""
    if not characters:
        return []
    shown = " ".join(f"{char} (U+{ord(char[0]):04X})" for char in characters[:8])
    return [
        Diagnostic(
            "W001",
            Severity.WARNING,
            f"the {where} lacks {len(characters)} characters that no typeface at hand has: {shown}",
            hint="for Chinese, Japanese and Korean install the extra fanbook[cjk]; `fanbook doctor` says how",
            source=book.slug,
        )
    ]


def _note(code: str, severity: Severity, message: str, book: Book) -> Diagnostic:
    return Diagnostic(code, severity, message, source=book.slug)


@lru_cache(maxsize=1)
def _shelf() -> FontShelf:
    from fanbook.cover import font_shelf  # noqa: PLC0415

    return font_shelf()


def _style(name: str, library: Path | None = None) -> Style:
    from fanbook.cover import load_style  # noqa: PLC0415

    return load_style(name, library)


@lru_cache(maxsize=1)
def _styles() -> tuple[Style, ...]:
    from fanbook.cover import STYLES, load_styles  # noqa: PLC0415

    return load_styles(tuple(STYLES))
