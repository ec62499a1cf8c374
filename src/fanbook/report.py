"""What a build did, as frozen data and as the public JSON (CONTRACT: JSON)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from msgspec import Struct, field
from msgspec.structs import asdict

from fanbook import __version__
from fanbook.assemble import Volume
from fanbook.diagnostics import Diagnostic, Severity
from fanbook.errors import Bug, FanbookError
from fanbook.library.workspace import Skipped
from fanbook.model.book import Book
from fanbook.model.story import LeftOut, Source, Story
from fanbook.reconcile import Copy

Json = dict[str, Any]


class Output(Struct, frozen=True):
    """One file of a book. `path` lies below the output folder; `key` tells its inputs."""

    format: str
    path: str
    size: int
    sha256: str
    key: str
    pages: int | None = None
    cached: bool = False
    why: str = ""  # how a cover came to look as it does

    def as_json(self) -> Json:
        """The public row."""
        return {
            "format": self.format,
            "path": self.path,
            "bytes": self.size,
            "pages": self.pages,
            "sha256": self.sha256,
            "cached": self.cached,
            "key": self.key,
            **({"why": self.why} if self.why else {}),
        }


class BookReport(Struct, frozen=True):
    """One book: what it is made of, what was made, what there is to say. `kept` is its row where nothing is new."""

    book: Book
    stories: tuple[Story, ...]
    outputs: tuple[Output, ...] = ()
    faults: tuple[FanbookError, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    why: str = ""
    volume: Volume | None = None  # of an anthology
    kept: Json | None = None

    def all_diagnostics(self) -> tuple[Diagnostic, ...]:
        """The stories' diagnostics and the book's own."""
        return (*(d for story in self.stories for d in story.diagnostics), *self.diagnostics)

    def as_json(self, library: str = "") -> Json:
        """The public row. `library` is where the sources' paths count from, seen from the outputs."""
        if self.kept is not None:
            return self.kept
        edits: Counter[str] = Counter()
        for story in self.stories:
            edits.update(dict(story.edits))
        return {
            "slug": self.book.slug,
            "kind": self.book.kind,
            "id": self.book.identifier,
            "title": self.book.title,
            "stand_in": self.book.stand_in,
            "authors": list(self.book.authors),
            "pairing": self.book.pairing,
            "library": library,
            "sources": [
                _source(source) for story in self.stories for source in (story.source, *story.more_sources)
            ],
            "words": self.book.words,
            "outputs": [output.as_json() for output in self.outputs],
            "left_out": [_left_out(story, row) for story in self.stories for row in story.left_out],
            "held_back": [_left_out(story, row) for story in self.stories for row in story.held_back],
            "edits": dict(sorted(edits.items())),
            "diagnostics": [asdict(d) for d in self.all_diagnostics()],
            **({"volume": _volume(self.volume)} if self.volume else {}),
        }


class Failure(Struct, frozen=True):
    """A story that could not be built."""

    source: str
    fault: FanbookError


class BuildReport(Struct, frozen=True):
    """A whole build. `others` are rows of the build before that this one did not look at."""

    books: tuple[BookReport, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    failed: tuple[Failure, ...] = ()
    removed: tuple[str, ...] = ()
    others: tuple[Mapping[str, Any], ...] = field(default=())
    sources: int = 0
    elapsed: float = 0.0
    out: str = "dist"
    library: str = ""
    state: str = ""  # a hash of all that the books depend on
    kept: Json | None = None  # the report of the build before, where nothing is new

    def bugs(self) -> tuple[Bug, ...]:
        """What fanbook did not expect, with tracebacks."""
        faults = [f.fault for f in self.failed] + [fault for book in self.books for fault in book.faults]
        return tuple(fault for fault in faults if isinstance(fault, Bug))

    def exit_code(self, *, strict: bool = False) -> int:
        """The public exit code (CONTRACT: Exit codes)."""
        faults = [fault for book in self.books for fault in book.faults]
        if self.bugs():
            return 70
        if self.failed and self.sources == len(self.failed) == 1:
            fault = self.failed[0].fault
            return fault.exit_code if fault.exit_code > 1 else 3
        if self.failed or any(fault.exit_code != 4 for fault in faults):
            return 1
        if faults:
            return 4
        if strict and any(
            d.severity is not Severity.NOTE for book in self.books for d in book.all_diagnostics()
        ):
            return 1
        return 0

    def as_json(self) -> Json:
        """The public object."""
        if self.kept is not None:
            books = [book.as_json() for book in self.books]
            return {**self.kept, "books": books, "removed": [], "elapsed_s": round(self.elapsed, 2)}
        rows = [book.as_json(self.library) for book in self.books]
        failed = [_failure(failure) for failure in self.failed]
        failed += [
            {"source": book.book.slug, "code": f.code, "message": f.message, "hint": f.hint}
            for book in self.books
            for f in book.faults
        ]
        return {
            "fanbook": __version__,
            "books": rows,
            "skipped": [_skipped(row) for row in self.skipped],
            "failed": failed,
            "removed": list(self.removed),
            "others": list(self.others),
            "state": sealed(self.state, rows, self.others),
            "elapsed_s": round(self.elapsed, 2),
        }


def passed_over(copies: Iterable[Copy]) -> tuple[Skipped, ...]:
    """The files that are not built since another holds all of their story."""
    return tuple(
        Skipped(path, f"a copy of {copy.first.source.key()}", copy.first.source.key())
        for copy in copies
        for path in copy.paths()
    )


def _skipped(row: Skipped) -> Json:
    return {"path": row.path, "why": row.why, **({"copy_of": row.copy_of} if row.copy_of else {})}


def sealed(state: str, books: Any, others: Any) -> str:  # noqa: ANN401 - whatever JSON may hold
    """The state with what was made in it: a row that somebody changed since breaks the seal."""
    return sha256(f"{state}|{json.dumps([books, others])}".encode()).hexdigest() if state else ""


def _volume(volume: Volume) -> Json:
    """What made an anthology, which of its volumes this is, which stories are in it and why."""
    return {
        "by": volume.by,
        "family": volume.family,
        "number": volume.number,
        "frozen": volume.frozen,
        "stories": [
            {
                "source": story.source.key(),
                "title": story.title(),
                "why": volume.why.get(story.source.key(), ""),
                "new": story.source.key() in volume.new,
            }
            for story in volume.stories
        ],
    }


def _source(source: Source) -> Json:
    return {"path": source.path, "sha256": source.sha256, "bytes": source.size}


def _left_out(story: Story, row: LeftOut) -> Json:
    return {
        "source": row.source or story.source.path,
        "start": row.start,
        "end": row.end,
        "text": row.text,
        "why": row.why,
    }


def _failure(failure: Failure) -> Json:
    fault = failure.fault
    return {"source": failure.source, "code": fault.code, "message": fault.message, "hint": fault.hint}
