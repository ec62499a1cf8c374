"""Is a library just as the build before left it? Then there is nothing to read, to assemble or to make.

In: a library, how it is built, what it is built with, the report of the build before. Out: a hash of everything
that its books depend on, and that report again if the hash is the same and every file lies there as it was made.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from fanbook.assemble.dates import EARLIEST
from fanbook.diagnostics import Diagnostic, Severity
from fanbook.emit import REPORT
from fanbook.errors import FanbookError
from fanbook.library.config import Settings
from fanbook.library.digests import Digest
from fanbook.library.pictures import pictures_in
from fanbook.library.workspace import Library, Skipped, instructions_for, read_source
from fanbook.model.book import Book
from fanbook.report import BookReport, BuildReport, Output, sealed


class Scene(Struct, frozen=True):
    """A library about to be built: `base` is a hash of themes, typefaces and code, `how` the rest of the order."""

    library: Library
    out: Path
    settings: Settings
    base: str
    how: str
    digest: Digest


def state_of(scene: Scene) -> str:
    """A hash that changes when any book could; empty where something cannot be read, which is for the build to say."""
    library = scene.library
    state = sha256(
        f"{scene.base}|{scene.how}|{scene.settings!r}|{library.roots!r}|{library.skipped!r}".encode(
            "utf-8", "surrogatepass"
        )
    )
    if library.faults:
        return ""
    try:
        for file in library.stories:
            told = instructions_for(file, library)
            picture = told.covering.picture
            own = scene.digest(library.root / picture) if picture else ""
            state.update(f"|{file.name}|{told!r}|{own}|".encode("utf-8", "surrogatepass"))
            state.update(sha256(read_source(file)).digest())
    except FanbookError:
        return ""
    for cover in pictures_in(library.root):
        state.update(f"|{cover.name}|{scene.digest(cover)}".encode("utf-8", "surrogatepass"))
    return state.hexdigest()


def as_before(scene: Scene, state: str) -> BuildReport | None:
    """The report of the build before, if it left nothing to do and all its files lie there as it made them."""
    try:
        data = json.loads((scene.out / REPORT).read_bytes())
        seal = sealed(state, data["books"], data["others"])
        if not state or data["state"] != seal or data["failed"]:
            return None
        books = tuple(_book(row) for row in data["books"])
        made = all(scene.digest(scene.out / one.path) == one.sha256 for book in books for one in book.outputs)
        others = tuple(data["others"])
        skipped = tuple(Skipped(row["path"], row["why"], row.get("copy_of", "")) for row in data["skipped"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not made:
        return None
    return BuildReport(
        books=books,
        skipped=skipped,
        others=others,
        sources=len(scene.library.stories),
        out=str(scene.out),
        state=state,
        kept=data,
    )


def _book(row: Mapping[str, Any]) -> BookReport:
    """A book as its row tells of it: enough to be named and copied."""
    book = Book(
        row["kind"], row["slug"], row["id"], row["title"], tuple(row["authors"]), "", EARLIEST, (),
        stand_in=row["stand_in"], words=row["words"],
    )  # fmt: skip
    outputs = tuple(map(_output, row["outputs"]))
    said = tuple(map(_diagnostic, row["diagnostics"]))
    kept = {**row, "outputs": [output.as_json() for output in outputs]}
    return BookReport(book, (), outputs, diagnostics=said, why="up to date", kept=kept)


def _output(row: Mapping[str, Any]) -> Output:
    return Output(
        row["format"],
        row["path"],
        row["bytes"],
        row["sha256"],
        row["key"],
        row["pages"],
        cached=True,
        why=row.get("why", ""),
    )


def _diagnostic(row: Mapping[str, Any]) -> Diagnostic:
    return Diagnostic(
        row["code"], Severity(row["severity"]), row["message"], row["hint"], row["source"], row["line"]
    )
