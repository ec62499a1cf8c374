"""The folder a person works in: where the library begins, which files in it are stories.

One of the few modules that read the disk. Nothing is read on a story's behalf outside the folder
that was named: a link that leads out of it is passed over, and one inside it is not followed twice.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.assemble.recipe import Recipe
from fanbook.emit import REPORT
from fanbook.errors import ConfigError, NothingToRead, SourceError
from fanbook.library.config import CONFIG, Settings, begins_library, read_config, read_folder
from fanbook.library.kinds import could_be_story, why_no_story
from fanbook.library.sidecars import read_sidecar
from fanbook.library.toml import MOST_BYTES, safe
from fanbook.model.draft import Instructions
from fanbook.model.whole import Whole
from fanbook.read.decode import MAX_BYTES

SIDECAR = ".fanbook.toml"
SEEDS = "seeds"
_BOOKS = frozenset(("epub", "kepub", "pdf", "print", "covers"))
_OURS = ".fanbook"  # what begins so is fanbook's own
_PASSED = frozenset({"dist", "covers", "templates", "node_modules", "__pycache__"})


class Skipped(Struct, frozen=True):
    """A file that is no story of its own, with the reason; `copy_of` is the file that holds it all."""

    path: str
    why: str
    copy_of: str = ""


class StoryFile(Struct, frozen=True):
    """A story's file: where it is, and what reports call it (relative to the library)."""

    path: Path
    name: str


class Library(Struct, frozen=True):
    """A library: its root, its settings, its story files, what was passed over, what cannot be read.

    `roots` is what was asked for, relative to the root; `is_settled` says that a `fanbook.toml`
    makes the root one, so that relative folders in it count from there.
    """

    root: Path
    settings: Settings = field(default_factory=Settings)
    stories: tuple[StoryFile, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    roots: tuple[str, ...] = ()
    faults: tuple[SourceError, ...] = ()
    is_settled: bool = False

    def out(self, here: Path) -> Path:
        """The output folder that the settings name."""
        return (self.root if self.is_settled else here) / self.settings.out

    def in_order(self, here: Path, sources: Sequence[Path]) -> tuple[str, ...]:
        """What reports call the stories in these files and folders, in their order."""
        paths = [_absolute(here / source) for source in sources]
        return tuple(
            dict.fromkeys(
                story.name
                for path in paths
                for story in self.stories
                if story.path == path or path in story.path.parents
            )
        )


def find_root(source: Path) -> tuple[Path, bool]:
    """The nearest folder above that begins a library, and True; else the folder around `seeds`,
    or the source's own, and False.

    The current folder does not count: identifiers come from paths in the library, and must not
    depend on where somebody stands when she types the command.
    """
    start = source if source.is_dir() else source.parent
    configs = [folder for folder in (start, *start.parents) if (folder / CONFIG).is_file()]
    for folder in configs:
        if begins_library(_text(folder / CONFIG), CONFIG):
            return folder, True
    if configs:
        return configs[-1], True
    seeds = next((folder for folder in (start, *start.parents) if folder.name == SEEDS), None)
    return (seeds.parent if seeds else start), False


def sources_of(named: Sequence[Path] | None, here: Path) -> Sequence[Path]:
    """The sources that were named; else `seeds`, or where there is none the library that one stands in."""
    is_in_library = (here / CONFIG).is_file() and not (here / SEEDS).exists()
    return named or [Path() if is_in_library else Path(SEEDS)]


def open_library(
    sources: Sequence[Path], here: Path, out: Path | None = None, *, deep: bool = True
) -> Library:
    """The library that holds these sources, with every story in them. `out` is no source; where it is not
    `deep`, neither are the folders in a folder.

    Raises `NothingToRead` R001 where none of them is there, `ConfigError` for its configuration.
    """
    # Not resolved: where a library's `seeds` is a link, the library is still where the link stands.
    paths = [_absolute(here / source) for source in sources]
    found = [path for path in paths if os.path.exists(path)]  # noqa: PTH110 - Path.exists() raises for some
    faults = [_absent(source) for source, path in zip(sources, paths, strict=True) if path not in found]
    if not found:
        raise NothingToRead("R001", faults[0].message, at=faults[0].at, hint=faults[0].hint)
    root, is_settled = find_root(found[0])
    library = Library(root, read_settings(root), is_settled=is_settled)
    search = _Search(root, _absolute(out or library.out(here)), deep)
    for path in found:
        search.look(path)
    return replace(
        library,
        stories=tuple(sorted(search.stories.values(), key=lambda story: story.name)),
        skipped=tuple(search.skipped),
        roots=tuple(name_of(path, root) for path in found),
        faults=(*faults, *search.faults),
    )


def library_around(file: StoryFile, library: Library) -> Library:
    """Every story of the library that holds this one; without a `fanbook.toml`, those in its folder."""
    if library.is_settled:
        return open_library([library.root], library.root)
    return open_library([file.path.parent], library.root, deep=False)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute() keeps ".."


def _absent(source: Path) -> SourceError:
    hint = "check the path"
    if source == Path(SEEDS):
        hint = "`fanbook init` makes a library with a seeds folder; or name a folder: fanbook build FOLDER"
    return SourceError("R001", "there is no such file or folder", at=_shown(source), hint=hint)


def read_settings(root: Path) -> Settings:
    """The settings in the library's `fanbook.toml`, or the built-in ones."""
    file = root / CONFIG
    if not file.is_file():
        return Settings()
    settings = read_config(_text(file), CONFIG)
    return replace(settings, anthologies=tuple(_with_note(recipe, root) for recipe in settings.anthologies))


def _with_note(recipe: Recipe, root: Path) -> Recipe:
    """The recipe with its editor's note in the place of the file's name. Raises `ConfigError` C031."""
    name = recipe.edition.note
    if not name:
        return recipe
    file = root / name
    if not file.is_file() or not file.resolve().is_relative_to(root.resolve()):
        hint = "name a text file in the library, as seen from its fanbook.toml"
        raise ConfigError("C031", f"the editor's note of {recipe.title!r} is not there: {name}", at=CONFIG, hint=hint)  # fmt: skip
    return replace(recipe, edition=replace(recipe.edition, note=safe(_text(file))))


def name_of(path: Path, root: Path) -> str:
    """A path as reports show it: relative to the library, POSIX style."""
    try:
        return _shown(Path(os.path.relpath(path, root)))
    except ValueError:  # another drive
        return _shown(path)


def _shown(path: Path) -> str:
    """A path as text; bytes that are none are written out."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


class _Search(Struct):
    """The stories in some folders and files, what is passed over in them, what cannot be read."""

    root: Path
    out: Path
    deep: bool
    stories: dict[Path, StoryFile] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    faults: list[SourceError] = field(default_factory=list)

    def look(self, path: Path) -> None:
        """A folder, or a file named outright, which is taken at its word."""
        if path.is_dir():
            self._folder(path, path)
        elif not path.is_file():
            self._refuse(path, "R001", "this is no ordinary file", "name a text file or a folder")
        else:
            self._add(path)

    def _add(self, path: Path) -> None:
        self.stories.setdefault(path, StoryFile(path, name_of(path, self.root)))

    def _refuse(self, path: Path, code: str, message: str, hint: str) -> None:
        self.faults.append(SourceError(code, message, at=name_of(path, self.root), hint=hint))

    def _pass(self, path: Path, why: str) -> None:
        self.skipped.append(Skipped(name_of(path, self.root), why))

    def _folder(self, folder: Path, top: Path) -> None:
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as fault:
            message = f"the folder cannot be read: {fault.strerror}"
            self._refuse(folder, "R001", message, "check its permissions")
            return
        stems = {entry.stem for entry in entries if could_be_story(entry)}
        for entry in entries:
            if entry == self.out or entry.name == CONFIG or entry.name.startswith(_OURS):
                continue
            if entry.name.startswith((".", "~")):
                self._pass(entry, "hidden" if entry.name[0] == "." else "a backup")
            elif entry.name.endswith(SIDECAR):
                if entry.name.removesuffix(SIDECAR) not in stems:
                    self._pass(entry, "a sidecar without its story")
            elif why := _not_ours(entry, top):
                self._pass(entry, why)
            else:
                self._entry(entry, top)

    def _entry(self, entry: Path, top: Path) -> None:
        if entry.is_dir():
            if not self.deep:
                return
            if entry.name in _PASSED or entry.name.endswith("_files"):
                self._pass(entry, "no stories are kept in such a folder")
            elif _holds_books(entry):
                self._pass(entry, "finished books of an earlier build")
            else:
                self._folder(entry, top)
        elif not (why := why_no_story(entry, name_of(entry, self.root))):
            # A link to a story is that story, not a second one.
            self._add(top / entry.resolve().relative_to(top.resolve()) if entry.is_symlink() else entry)
        else:
            self._pass(entry, why)


def _holds_books(folder: Path) -> bool:
    """Did fanbook write into this folder? Its books are no stories to make books of."""
    inside = folder.name in _BOOKS and (folder.parent / REPORT).is_file()
    return inside or (folder / REPORT).is_file()


def _not_ours(entry: Path, top: Path) -> str:
    try:
        mode = entry.lstat().st_mode
        if not stat.S_ISLNK(mode):
            return "" if stat.S_ISDIR(mode) or stat.S_ISREG(mode) else "no ordinary file"
        target = entry.resolve(strict=True)
    except (OSError, RuntimeError):  # Python before 3.13 raises the second for a link to itself
        return "a link that leads nowhere"
    if not target.is_relative_to(top.resolve()):
        return "a link that leads out of the folder"
    if target.is_dir():
        return "a link to a folder"
    return "" if target.is_file() else "no ordinary file"


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
    # A story outside the library has a name that climbs; its sidecar does not.
    name = PurePosixPath(*(part for part in PurePosixPath(file.name).parts if part not in ("..", "/")))
    return (library.root / where / name).with_name(file.path.stem + SIDECAR)


def instructions_for(file: StoryFile, library: Library, folder: str = "") -> Instructions:
    """What a person said about a story: its sidecar, and the [defaults] of the folders above it."""
    sidecar = sidecar_of(file, library, folder)
    told = Instructions()
    if os.path.lexists(sidecar):
        text = _own_text(sidecar, library, folder or library.settings.sidecars)
        told = read_sidecar(text, name_of(sidecar, library.root))
    defaults: dict[str, str] = {}
    whole: Whole | None = None
    said: dict[str, str] = {}
    for parent in reversed([p for p in file.path.parents if p == library.root or library.root in p.parents]):
        config = parent / CONFIG
        if config.is_file():
            text = _text(config) if parent == library.root else _own_text(config, library)
            below, story = read_folder(text, name_of(config, library.root))
            defaults |= below
            if story is not None:
                whole, said = Whole(name_of(parent, library.root), story.pop("title", "")), story
    return replace(_told(told, said), defaults=tuple(defaults.items()), whole=whole)


def _told(told: Instructions, said: Mapping[str, str]) -> Instructions:
    """What a file's own sidecar says, and below it what its folder's [story] does."""
    facts = {name: value for name, value in said.items() if name != "pairing"} | dict(told.facts)
    couples = (said["pairing"],) if "pairing" in said else ()
    return replace(told, facts=tuple(facts.items()), pairings=told.pairings or couples)


def _own_text(file: Path, library: Library, *folders: str) -> str:
    """The text of a file that is read on a story's behalf.

    Raises `ConfigError` C022 for a link that leads out of the library, of what was named on the command
    line, and of these folders.
    """
    at = name_of(file, library.root)
    if not file.is_file():
        raise ConfigError("C002", "this is no ordinary file", at=at, hint="put a text file there, or nothing")
    if file.is_symlink():
        tops = (library.root / name for name in ("", *library.roots, *filter(None, folders)))
        if not any(file.resolve().is_relative_to(top.resolve()) for top in tops):
            hint = "put a copy of the file there"
            raise ConfigError("C022", "this is a link that leads out of the library", at=at, hint=hint)
    return _text(file)


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            message = f"settings take no more than {MOST_BYTES:,} bytes: this is another file"
            raise ConfigError("C021", message, at=file.name, hint="look what is in it")
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise ConfigError("C002", "this is no UTF-8", at=file.name, hint="save it as UTF-8") from fault
    except OSError as fault:
        message = f"the file cannot be read: {fault.strerror}"
        raise ConfigError("C002", message, at=file.name, hint="check its permissions") from fault
