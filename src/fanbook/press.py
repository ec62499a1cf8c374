"""One book's files made: the work that goes to a pool of processes.

In: a `Job`, which holds all that the writers need. Out: `Pressed`, the bytes of each file and what
went wrong with any of them: one failed format never takes the others along. Writers are imported
here only when a job asks for them, so that a build without PDF never loads Pango.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.errors import FanbookError, SystemMissing, bug
from fanbook.keep import Shelf
from fanbook.model.book import Book
from fanbook.resources import Theme, find_typefaces

COVER, EPUB, PDF, FOLDED = "cover", "epub", "pdf", "folded"


@dataclass(frozen=True, slots=True)
class Job:
    """A book and which of its files to make. `wants_cover`: the EPUB carries one.

    `hands` is how many processes may set a long book; `shelf` keeps pieces of it for the next time.
    """

    book: Book
    formats: tuple[str, ...]
    theme: Theme
    trim: str
    style: str
    wants_cover: bool = True
    hands: int = 1
    shelf: Shelf | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A finished file; `pages` is known for a PDF."""

    format: str
    data: bytes
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of a job."""

    files: tuple[File, ...]
    faults: tuple[FanbookError, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def press(job: Job) -> Pressed:
    """The job's files. A format that fails, be it by a bug, leaves the others."""
    files: list[File] = []
    faults: list[FanbookError] = []
    notes: list[Diagnostic] = []
    cover: Drawn | None = None
    if job.wants_cover and {COVER, EPUB} & set(job.formats):
        with _kept(faults, job, COVER):
            cover = _cover(job, notes)
            if COVER in job.formats:
                files.append(File(COVER, cover[0]))
    for name, make in ((EPUB, _epub), (PDF, _pdf)):
        if name in job.formats:
            with _kept(faults, job, name):
                files.append(make(job, cover, notes))
    if FOLDED in job.formats:
        with _kept(faults, job, FOLDED):
            files.append(_folded(job, files))
    return Pressed(tuple(files), tuple(faults), tuple(notes))


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
    except Exception as fault:  # noqa: BLE001 - shown whole in the report
        faults.append(bug(fault, f"{job.book.slug} ({name})", traceback.format_exc()))


Drawn = tuple[bytes, str]


def _cover(job: Job, notes: list[Diagnostic]) -> Drawn:
    from fanbook.cover import draw  # noqa: PLC0415 - loads Pillow

    try:
        drawn = draw(cover_brief(job.book), _shelf(), _style(job.style))
    except OSError as fault:  # FreeType gives up on letters with thousands of marks
        message = f"the cover's words cannot be drawn: {fault}"
        raise FanbookError(
            "W003", message, hint="say a plainer title in the sidecar", at=job.book.slug
        ) from fault
    notes += _missing(job.book, drawn.missing, "cover")
    return drawn.jpeg, drawn.alt


@lru_cache(maxsize=1)
def _shelf():  # type: ignore[no-untyped-def] # noqa: ANN202 - FontShelf is imported late
    from fanbook.cover import font_shelf  # noqa: PLC0415

    return font_shelf()


@lru_cache(maxsize=4)
def _style(name: str):  # type: ignore[no-untyped-def] # noqa: ANN202 - Style is imported late
    from fanbook.cover import load_style  # noqa: PLC0415

    return load_style(name)


def cover_brief(book: Book):  # type: ignore[no-untyped-def] # noqa: ANN201 - CoverBrief is imported late
    """What a cover may show of a book: stated facts only."""
    from fanbook.cover import CoverBrief  # noqa: PLC0415

    anthology = book.kind == "anthology"
    return CoverBrief(
        title=book.title,
        authors=book.authors,
        stand_in=book.stand_in,
        pairing=None if anthology else book.pairing or None,
        fandom=book.fandom or None,
        subtitle=book.subtitle or None,
        keywords=(*book.subjects, *book.summary.split()[:80]),
        kind=book.kind,
        language=book.language,
        seed=book.identifier,
    )


def _epub(job: Job, cover: Drawn | None, _: list[Diagnostic]) -> File:
    from fanbook.write.epub import CoverImage, write_epub  # noqa: PLC0415 - loads EbookLib

    return File(EPUB, write_epub(job.book, job.theme, CoverImage(*cover) if cover else None))


def _pdf(job: Job, _: Drawn | None, notes: list[Diagnostic]) -> File:
    from fanbook.crew import Crew  # noqa: PLC0415 - only a PDF needs one
    from fanbook.write.pdf import Helpers, write_pdf  # noqa: PLC0415 - loads Pango
    from fanbook.write.pdf_work import NOWHERE  # noqa: PLC0415
    from fanbook.write.trim import find_trim  # noqa: PLC0415

    with Crew(job.hands) as crew:
        helpers = Helpers(crew, job.shelf or NOWHERE)
        made = write_pdf(job.book, job.theme, find_trim(job.trim), find_typefaces(), helpers)
    notes += _missing(job.book, made.missing, "PDF")
    return File(PDF, made.pdf, made.pages)


def _folded(job: Job, files: list[File]) -> File:
    """The interior on sheets to print and fold; it is set for them if it was current."""
    from fanbook.fold.plan import Wish  # noqa: PLC0415 - loads pikepdf
    from fanbook.folding import open_book, sheets  # noqa: PLC0415

    interior = next((file.data for file in files if file.format == PDF), None) or _pdf(job, None, []).data
    book, plan = open_book(interior, f"{job.book.slug}.pdf", Wish())
    return File(FOLDED, next(iter(sheets(book, plan)))[1])


def _missing(book: Book, characters: tuple[str, ...], where: str) -> list[Diagnostic]:
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
