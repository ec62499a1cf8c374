"""One book's files made: the work that goes to a pool of processes.

In: a `Job`, which holds all that the writers need. Out: `Pressed`, the bytes of each file and what
went wrong with any of them: one failed format never takes the others along. Writers are imported
here only when a job asks for them, so that a build without PDF never loads Pango.
"""

from __future__ import annotations

import traceback
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fanbook.covers import Binding, Drawn, draw_cover, missing_glyphs, print_cover
from fanbook.diagnostics import Diagnostic
from fanbook.errors import FanbookError, SystemMissing, bug
from fanbook.keep import Shelf
from fanbook.library.pictures import NO_PICTURE, Found
from fanbook.model.book import Book
from fanbook.processes.limits import remedy, size_of
from fanbook.resources import Theme, find_typefaces, font_licence
from fanbook.write.printed import PrintedPage

if TYPE_CHECKING:
    from fanbook.write.epub_faces import Supply

COVER, EPUB, KEPUB, PDF, PRINT = "cover", "epub", "kepub", "pdf", "print"
FOLDED = "folded"  # the interior on sheets
SET = (PDF, PRINT, FOLDED)  # by WeasyPrint, which may take as long as all the others


# What a process needs for each, imported only where it is made; behind a colon, what loads the rest of it.
_WRITERS = {
    COVER: "fanbook.cover",
    EPUB: "fanbook.write.epub",
    KEPUB: "fanbook.write.kepub",
    PDF: "fanbook.write.pdf:load",
    PRINT: "fanbook.write.pdf:load",
    FOLDED: "fanbook.write.pdf:load",
}


def needed_for(formats: Collection[str]) -> tuple[str, ...]:
    """What makes these formats, for `Workshop.prepare`; what a PDF needs, which takes longest, comes last."""
    return (__name__, *dict.fromkeys(_WRITERS[name] for name in _WRITERS if name in formats))


class Job(Struct, frozen=True):
    """A book and which of its files to make. `wants_cover`: the EPUB carries one.

    `printed` and `drawn` are what other jobs of the book have made already: where its printed pages
    begin, and its cover. `hands` is how many processes may set a long book; `shelf` keeps pieces of it for
    the next time. `outlet` is the print shop that the interior goes to, whose bleed its pages have if it `bleeds`; it is filled
    up to a multiple of `pad`, and `tagged` for those who have it read out.
    """

    book: Book
    formats: tuple[str, ...]
    theme: Theme
    trim: str
    covering: Found = NO_PICTURE
    paper: str = ""
    spine: str = ""
    pages: int | None = None  # of the interior, where it is current
    wants_cover: bool = True
    printed: tuple[PrintedPage, ...] = ()
    drawn: Drawn | None = None
    hands: int = 1
    shelf: Shelf | None = None
    outlet: str = ""
    pad: int = 0
    tagged: bool = False
    bleeds: bool = False
    embed_fonts: bool = False  # the EPUBs carry their typefaces

    @property
    def is_heavy(self) -> bool:
        """Does it set a PDF, which may take as long as all the others?"""
        return bool(set(SET) & set(self.formats))


class File(Struct, frozen=True):
    """A finished file; `pages` is known for a PDF."""

    format: str
    data: bytes
    pages: int | None = None
    why: str = ""


class Pressed(Struct, frozen=True):
    """What came of a job; `printed` and `drawn` are for the book's other jobs."""

    files: tuple[File, ...]
    faults: tuple[FanbookError, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    printed: tuple[PrintedPage, ...] = ()
    drawn: Drawn | None = None

    def without_data(self) -> Pressed:
        """The same without the files' bytes: for whoever only needs to know what was made."""
        return replace(self, files=tuple(replace(file, data=b"") for file in self.files), drawn=None)


def parts(job: Job) -> tuple[Job, ...]:
    """The job cut so that nothing waits for what may take long or fail: a PDF, and all that is quick."""
    quick = tuple(name for name in job.formats if name not in SET)
    heavy = tuple(name for name in job.formats if name in SET)
    return tuple(replace(job, formats=names) for names in (quick, heavy) if names)


def press(job: Job) -> Pressed:
    """The job's files. A format that fails, be it by a bug, leaves the others."""
    job = replace(job, book=job.book.unpacked())
    files: list[File] = []
    faults: list[FanbookError] = []
    notes: list[Diagnostic] = []
    cover = job.drawn
    if cover is None and job.wants_cover and {COVER, EPUB, KEPUB} & set(job.formats):
        with _kept(faults, job, COVER):
            cover = draw_cover(job.book, job.covering, notes)
            if COVER in job.formats:
                files.append(File(COVER, cover.jpeg, why=cover.why))
    printed = job.printed
    if PDF in job.formats:
        with _kept(faults, job, PDF):
            made = _pdf(job, notes)
            printed = made.printed
            files.append(File(PDF, made.pdf, made.pages))
    for name in (EPUB, KEPUB):
        if name in job.formats:
            with _kept(faults, job, name):
                files.append(File(name, _epub(job, name, cover, printed)))
    if PRINT in job.formats:
        with _kept(faults, job, PRINT):
            files.append(File(PRINT, print_cover(job.book, _binding(job, files), job.covering, notes)))
    if FOLDED in job.formats:
        with _kept(faults, job, FOLDED):
            files.append(_folded(job, files))
    return Pressed(tuple(files), tuple(faults), tuple(notes), printed, cover)


def paged(quick: tuple[Job, Pressed], printed: tuple[PrintedPage, ...]) -> Job | None:
    """The job that marks the printed pages in the EPUBs that another has made, if it made any."""
    job, made = quick
    again = tuple(file.format for file in made.files if file.format in (EPUB, KEPUB))
    return replace(job, formats=again, printed=printed, drawn=made.drawn) if again and printed else None


@contextmanager
def _kept(faults: list[FanbookError], job: Job, name: str) -> Iterator[None]:
    """Faults in making one format are noted, and the others are made."""
    try:
        yield
    except SystemMissing as fault:
        faults.append(fault)  # the same for every book: said once
    except FanbookError as fault:
        message = f"{name}: {fault.message}"
        faults.append(FanbookError(fault.code, message, hint=fault.hint, at=job.book.slug))
    except MemoryError:
        hint = remedy(size_of(job.book), (name,))
        faults.append(
            FanbookError("W005", f"{name}: there was too little memory", hint=hint, at=job.book.slug)
        )
    except Exception as fault:  # noqa: BLE001 - shown whole in the report
        faults.append(bug(fault, f"{job.book.slug} ({name})", traceback.format_exc()))


def _binding(job: Job, files: list[File]) -> Binding:
    """What a printed cover is made for; the pages are set if nobody knows their number."""
    pages = next((file.pages for file in files if file.format == PDF), job.pages) or _pdf(job, []).pages
    return Binding(job.trim, int(pages or 1), job.paper, job.spine)


def _epub(job: Job, name: str, cover: Drawn | None, printed: tuple[PrintedPage, ...]) -> bytes:
    from fanbook.write.epub import CoverImage, write_epub  # noqa: PLC0415 - loads EbookLib

    image = CoverImage(cover.jpeg, cover.alt) if cover else None
    if name == KEPUB:
        from fanbook.write.kepub import write_kepub  # noqa: PLC0415 - few want it

        return write_kepub(job.book, job.theme, image, printed, _supply(job))
    return write_epub(job.book, job.theme, image, printed, _supply(job))


def _supply(job: Job) -> Supply | None:
    """The typefaces that an EPUB may carry, if it shall."""
    if not job.embed_fonts:
        return None
    from fanbook.write.epub_faces import Supply  # noqa: PLC0415 - only where it is asked for

    return Supply(find_typefaces(), font_licence())


def _folded(job: Job, files: list[File]) -> File:
    """The interior on sheets to print and fold; it is set for them if it was current."""
    from fanbook.fold.plan import Wish  # noqa: PLC0415 - loads pikepdf
    from fanbook.folding import open_book, sheets  # noqa: PLC0415

    interior = next((file.data for file in files if file.format == PDF), None) or _pdf(job, []).pdf
    book, plan = open_book(interior, f"{job.book.slug}.pdf", Wish())
    return File(FOLDED, next(iter(sheets(book, plan)))[1])


def _pdf(job: Job, notes: list[Diagnostic]):  # type: ignore[no-untyped-def] # noqa: ANN202 - PdfResult is imported late
    from fanbook.processes.crew import Crew  # noqa: PLC0415 - only a PDF needs one
    from fanbook.write.outlet import BLEED, find_outlet  # noqa: PLC0415
    from fanbook.write.pdf import Helpers, write_pdf  # noqa: PLC0415 - loads Pango
    from fanbook.write.pdf_outlet import for_press  # noqa: PLC0415 - loads pikepdf
    from fanbook.write.pdf_work import NOWHERE  # noqa: PLC0415
    from fanbook.write.trim import find_trim  # noqa: PLC0415

    trim = replace(find_trim(job.trim), bleed=BLEED if job.bleeds else 0.0)
    with Crew(job.hands) as crew:
        helpers = Helpers(crew, job.shelf or NOWHERE, job.tagged)
        made = write_pdf(job.book, job.theme, trim, find_typefaces(), helpers)
    notes += missing_glyphs(job.book, made.missing, "PDF")
    outlet = find_outlet(job.outlet)
    if outlet or job.pad:
        pdf, pages = for_press(made.pdf, outlet, job.pad, bleeds=job.bleeds)
        return replace(made, pdf=pdf, pages=pages)
    return made
