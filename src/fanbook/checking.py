"""`fanbook check` without its printing: files in, `Checked` out, one for each.

Reads the files, finds the report that says whose book each is, recognises those stories again, and
asks the checkers and, where they are installed, the validators of the trade.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from fanbook import __version__
from fanbook.assemble.matter import display_title
from fanbook.check import Subject, check, endings
from fanbook.check.subject import ANY
from fanbook.check.tools import missing_tools, run_ace, run_epubcheck
from fanbook.check.verdict import Options
from fanbook.diagnostics import Diagnostic, Severity
from fanbook.emit import REPORT, read_earlier
from fanbook.errors import FanbookError, NothingToRead
from fanbook.library.workspace import open_library
from fanbook.model.story import Story
from fanbook.pipeline import read_stories
from fanbook.reconcile import join_parts


class Checked(Struct, frozen=True):
    """What there is to say about one file. `is_compared`: its text was held against its source."""

    name: str
    diagnostics: tuple[Diagnostic, ...]
    is_compared: bool = False

    def faults(self) -> tuple[Diagnostic, ...]:
        """All but notes."""
        return tuple(d for d in self.diagnostics if d.severity is not Severity.NOTE)


def find_files(given: Sequence[Path], out: Path) -> tuple[Path, ...]:
    """The files meant: those given, and in a folder every one that can be checked.

    Raises `NothingToRead` R001 where there is none.
    """
    found: list[Path] = []
    for path in given or (out,):
        if path.is_dir():
            found += sorted(
                file for file in path.rglob("*") if file.name.lower().endswith(endings()) and file.is_file()
            )
        elif path.is_file():
            found.append(path)
        else:
            raise NothingToRead(
                "R001", "there is no such file or folder", at=str(path), hint="check the path"
            )
    if not found:
        hint = "`fanbook build` makes books; or name a file: fanbook check BOOK.epub"
        raise NothingToRead("R001", "there is no book there", at=str(given[0] if given else out), hint=hint)
    return tuple(dict.fromkeys(found))


def check_files(files: Sequence[Path], *, tools: bool, options: Options = ANY) -> Iterator[Checked]:
    """Each file, looked through; `tools`: by epubcheck and Ace as well. Raises `ConfigError` (C003)."""
    for file in files:
        yield _checked(file, options, tools=tools)


def about_tools(files: Sequence[Path]) -> tuple[Diagnostic, ...]:
    """Which validators could not be asked about these files."""
    return missing_tools() if any(file.suffix.lower() == ".epub" for file in files) else ()


def _checked(file: Path, options: Options, *, tools: bool) -> Checked:
    name = file.as_posix()
    try:
        data = file.read_bytes()
    except OSError as fault:
        message = f"the file cannot be read: {fault.strerror}"
        return Checked(name, (Diagnostic("E001", Severity.ERROR, message, "check its permissions", name),))
    stories, notes = _stories(file, name)
    found = [*check(Subject(name, data, stories, options)), *notes]
    if tools and file.suffix.lower() == ".epub":
        found += [*run_epubcheck(file, name), *run_ace(file, name)]
    return Checked(name, tuple(found), is_compared=bool(stories))


def _stories(file: Path, name: str) -> tuple[tuple[Story, ...], list[Diagnostic]]:
    """The stories whose book this is, read again; nothing where no report says so."""
    for out in file.absolute().parents[:3]:
        if (out / REPORT).is_file():
            path = file.absolute().relative_to(out).as_posix()
            rows = read_earlier(out).books
            row = next((row for row in rows if any(o["path"] == path for o in row["outputs"])), None)
            return _read_again(row, out, name) if row else ((), [])
    return (), []


def _read_again(row: Mapping[str, Any], out: Path, name: str) -> tuple[tuple[Story, ...], list[Diagnostic]]:
    root = out / str(row.get("library", "."))
    paths = [root / source["path"] for source in row["sources"]]
    gone = [source["path"] for source, path in zip(row["sources"], paths, strict=True) if not path.is_file()]
    if gone or not paths:
        message = f"its text was not compared: {', '.join(gone)} is not there"
        return (), [Diagnostic("E011", Severity.NOTE, message, "", name)]
    try:
        stories = _of_book(row, _stories_in(paths))
    except FanbookError as fault:
        message = f"its text was not compared: {fault.message}"
        return (), [Diagnostic("E011", Severity.NOTE, message, fault.hint, name)]
    if not stories:
        message = "its text was not compared: its sources hold other stories now"
        return (), [Diagnostic("E011", Severity.NOTE, message, "", name)]
    return stories, []


def _stories_in(paths: Sequence[Path]) -> list[tuple[int, Story]]:
    """What those files hold today, read as a build would, with the place of each in the row's order."""
    library = open_library(paths, paths[0].parent)
    library = replace(library, settings=replace(library.settings, notes="keep"))
    stories, failed = read_stories(library)
    if failed:
        raise failed[0].fault
    places = {path.resolve(): place for place, path in reversed(list(enumerate(paths)))}
    found = [(places.get((library.root / one.source.path).resolve(), 0), one) for one in join_parts(stories)]
    return sorted(found, key=lambda pair: pair[0])


def _of_book(row: Mapping[str, Any], found: Sequence[tuple[int, Story]]) -> tuple[Story, ...]:
    """Those that the book is made of: a file may hold several, each with a book of its own."""
    stories = tuple(story for _, story in found)
    if row.get("kind") == "anthology" or len(stories) == 1:
        return stories
    return tuple(story for story in stories if display_title(story) == row.get("title"))[:1]


def as_json(checked: Sequence[Checked], tools: Sequence[Diagnostic]) -> dict[str, Any]:
    """The public object."""
    return {
        "fanbook": __version__,
        "faults": sum(len(one.faults()) for one in checked),
        "files": [
            {
                "path": one.name,
                "compared": one.is_compared,
                "diagnostics": [asdict(d) for d in one.diagnostics],
            }
            for one in checked
        ],
        "diagnostics": [asdict(d) for d in tools],
    }
