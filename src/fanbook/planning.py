"""Which files a book wants, which of them are current, and why the rest are made.

In: a book and what it is made with. Out: a `Plan`. A file is current when the build before made it
from the same inputs and it still lies there as it was made: content decides, never a time stamp.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from fanbook.assemble.names import file_stem
from fanbook.emit import Earlier, is_current
from fanbook.library.config import Settings
from fanbook.model.book import Book
from fanbook.model.story import Story
from fanbook.press import COVER, EPUB, PDF
from fanbook.report import Output

PLACES = {COVER: "covers/{}.jpg", EPUB: "epub/{}.epub", PDF: "pdf/{}.pdf"}
DEFAULT_STYLE = "clothbound"


@dataclass(frozen=True, slots=True)
class Bench:
    """What every book of a run is made with: settings, the output folder, the build before, and
    `base`, a hash of themes, typefaces and libraries.
    """

    settings: Settings
    out: Path
    earlier: Earlier
    base: str
    force: bool = False

    def style(self) -> str:
        """The cover style."""
        return self.settings.cover_style or DEFAULT_STYLE


@dataclass(frozen=True, slots=True)
class Plan:
    """A book with its files: paths and keys by format, the current ones, and those to be made."""

    book: Book
    stories: tuple[Story, ...]
    paths: dict[str, str]
    keys: dict[str, str]
    current: tuple[Output, ...]
    pending: tuple[str, ...]
    why: str


def make_plan(book: Book, stories: tuple[Story, ...], bench: Bench) -> Plan:
    """The plan for one book. Raises `ConfigError` C003 for a --name pattern that is none."""
    settings = bench.settings
    wanted = [*([COVER] if settings.cover else []), *settings.format]
    stem = file_stem(book, settings.name)
    paths = {name: PLACES[name].format(stem) for name in wanted}
    said = f"{bench.base}|{settings.trim}|{bench.style()}|{settings.cover}|{book!r}"
    keys = {name: sha256(f"{name}|{said}".encode("utf-8", "surrogatepass")).hexdigest() for name in wanted}
    current = tuple(output for name in wanted if (output := _current(name, paths[name], keys[name], bench)))
    pending = tuple(name for name in wanted if name not in {output.format for output in current})
    return Plan(book, stories, paths, keys, current, pending, _why(pending, paths, bench))


def _current(name: str, path: str, key: str, bench: Bench) -> Output | None:
    row = None if bench.force else is_current(bench.out, path, key, bench.earlier)
    if row is None:
        return None
    return Output(name, path, row["bytes"], row["sha256"], key, row.get("pages"), cached=True)


def _why(pending: tuple[str, ...], paths: dict[str, str], bench: Bench) -> str:
    if not pending:
        return "up to date"
    if bench.force:
        return f"forced: {', '.join(pending)}"
    if not any(paths[name] in bench.earlier.outputs for name in pending):
        return f"not built yet: {', '.join(pending)}"
    return f"changed, or its files were touched: {', '.join(pending)}"
