"""The folder a person works in: where the library begins, which files in it are stories.

One of the few modules that read the disk. Nothing is read on a story's behalf outside the folder
that was named: a link that leads out of it is passed over.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fanbook.errors import ConfigError, SourceError
from fanbook.library.config import Settings, read_config, read_defaults
from fanbook.library.sidecars import read_sidecar
from fanbook.model.draft import Instructions
from fanbook.read.decode import MAX_BYTES

CONFIG = "fanbook.toml"
SIDECAR = ".fanbook.toml"
_STORIES = frozenset({".txt", ".text"})
_LATER = {".html": "HTML", ".htm": "HTML", ".xhtml": "HTML", ".epub": "EPUB", ".md": "Markdown",
          ".markdown": "Markdown", ".docx": "Word", ".doc": "Word", ".odt": "OpenDocument", ".rtf": "RTF",
          ".pdf": "PDF", ".mobi": "MOBI", ".azw3": "AZW3", ".json": "JSON", ".mht": "MHT", ".zip": "archive"}  # fmt: skip
_PASSED = frozenset({"dist", "covers", "templates", "node_modules", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is no story, with the reason."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story's file: where it is, and what reports call it (relative to the library)."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Library:
    """A library: its root, its settings, its story files and what was passed over."""

    root: Path
    settings: Settings = field(default_factory=Settings)
    stories: tuple[StoryFile, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    roots: tuple[str, ...] = ()  # what was asked for, relative to the root


def find_root(source: Path, here: Path) -> Path:
    """The nearest folder above with a `fanbook.toml`; else the current folder if it holds the
    source; else the source's own folder.
    """
    start = source if source.is_dir() else source.parent
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    return here if start == here or here in start.parents else start


def open_library(sources: Sequence[Path], here: Path, out: Path | None = None) -> Library:
    """The library that holds these sources, with every story in them.

    Raises `SourceError` R001 for a source that is not there, `ConfigError` for its configuration.
    """
    paths = [(here / source).resolve() for source in sources]
    for path, source in zip(paths, sources, strict=True):
        if not path.exists():
            raise SourceError(
                "R001", "there is no such file or folder", at=str(source), hint="check the path"
            )
    root = find_root(paths[0], here.resolve())
    settings = read_settings(root)
    skipped: list[Skipped] = []
    stories: dict[Path, StoryFile] = {}
    for path in paths:
        for file in _files(path, root, (out or root / settings.out).resolve(), skipped):
            stories.setdefault(file, StoryFile(file, name_of(file, root)))
    ordered = tuple(sorted(stories.values(), key=lambda story: story.name))
    return Library(root, settings, ordered, tuple(skipped), tuple(name_of(path, root) for path in paths))


def read_settings(root: Path) -> Settings:
    """The settings in the library's `fanbook.toml`, or the built-in ones."""
    file = root / CONFIG
    return read_config(_text(file), CONFIG) if file.is_file() else Settings()


def name_of(path: Path, root: Path) -> str:
    """A path as reports show it: relative to the library, POSIX style."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _files(path: Path, root: Path, out: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """Story files in a folder, or the one file; a file named outright is taken at its word."""
    if path.is_file():
        yield path
        return
    for entry in sorted(path.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith((".", "~")) or entry == out or entry.name == CONFIG:
            continue
        if entry.name.endswith(SIDECAR):
            continue
        name = name_of(entry, root)
        if why := _not_ours(entry, path):
            skipped.append(Skipped(name, why))
        elif entry.is_dir():
            if entry.name in _PASSED or entry.name.endswith("_files"):
                skipped.append(Skipped(name, "no stories are kept in such a folder"))
            else:
                yield from _files(entry, root, out, skipped)
        elif entry.suffix.lower() in _STORIES:
            yield entry
        else:
            later = _LATER.get(entry.suffix.lower())
            skipped.append(
                Skipped(name, f"{later} is not read yet; save it as plain text" if later else "no story")
            )


def _not_ours(entry: Path, folder: Path) -> str:
    mode = entry.lstat().st_mode
    if stat.S_ISLNK(mode):
        target = entry.resolve()
        if not target.exists() or not target.is_relative_to(folder.resolve()):
            return "a link that leads out of the folder"
        if target.is_dir():
            return "a link to a folder"
        return ""
    return "" if stat.S_ISDIR(mode) or stat.S_ISREG(mode) else "no ordinary file"


def read_source(file: StoryFile) -> bytes:
    """A story's bytes. Raises `SourceError` R001 or R005."""
    try:
        if file.path.stat().st_size > MAX_BYTES:
            limit = MAX_BYTES // 2**20
            raise SourceError("R005", f"a text of more than {limit} MB is no story", at=file.name)
        return file.path.read_bytes()
    except OSError as fault:
        raise SourceError("R001", f"the file cannot be read: {fault.strerror}", at=file.name) from fault


def sidecar_of(file: StoryFile, library: Library, folder: str = "") -> Path:
    """Where a story's sidecar lies or would lie: beside it, or in the folder for sidecars."""
    where = folder or library.settings.sidecars
    if not where:
        return file.path.with_name(file.path.stem + SIDECAR)
    return (library.root / where / file.name).with_name(file.path.stem + SIDECAR)


def instructions_for(file: StoryFile, library: Library, folder: str = "") -> Instructions:
    """What a person said about a story: its sidecar, and the [defaults] of the folders above it."""
    sidecar = sidecar_of(file, library, folder)
    told = (
        read_sidecar(_text(sidecar), name_of(sidecar, library.root)) if sidecar.is_file() else Instructions()
    )
    defaults: dict[str, str] = {}
    for parent in reversed([p for p in file.path.parents if p == library.root or library.root in p.parents]):
        config = parent / CONFIG
        if config.is_file():
            defaults |= read_defaults(_text(config), name_of(config, library.root))
    return replace(told, defaults=tuple(defaults.items()))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError(
            "C002", f"the file cannot be read: {fault}", at=file.name, hint="save it as UTF-8"
        ) from fault
