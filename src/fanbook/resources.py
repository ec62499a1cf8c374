"""Where fanbook's own files lie: themes, cover styles, typefaces. One of the few modules that read files.

A theme or a style is looked for in the user's library first, then in the installed package, then
in the repository (an editable install has no packaged copy).
"""

from __future__ import annotations

import importlib.util
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from fanbook.errors import ConfigError
from fanbook.typefaces import FACES, Typeface

PACKAGE_DATA = Path(__file__).parent / "_data"
REPOSITORY = Path(__file__).parents[2]


class Theme(Struct, frozen=True):
    """A folder of page templates and style sheets, read into memory.

    `templates` maps file names ("title-page.xhtml.j2") to their text; `settings` is `theme.toml`.
    """

    name: str
    templates: Mapping[str, str]
    epub_css: str
    print_css: str
    settings: Mapping[str, Any]


def _places(kind: str, library: Path | None) -> Iterator[Path]:
    if library is not None:
        yield library / kind
    yield PACKAGE_DATA / kind
    yield REPOSITORY / kind


def find_folder(kind: str, name: str, marker: str, library: Path | None = None) -> Path:
    """The folder of that name under `kind` that holds `marker`.

    Raises `ConfigError` (C003) that names what there is.
    """
    known = []
    for place in _places(kind, library):
        if not place.is_dir():
            continue
        for folder in sorted(place.iterdir()):
            if (folder / marker).is_file():
                if folder.name == name:
                    return folder
                known.append(folder.name)
    near = get_close_matches(name, known, 1)
    raise ConfigError(
        "C003",
        f"no {kind} folder is called {name!r}",
        hint=f"did you mean {near[0]!r}?" if near else f"there is: {', '.join(sorted(set(known)))}",
    )


def load_theme(name: str = "classic", library: Path | None = None) -> Theme:
    """The theme of that name, whole. One that `inherits` another adds to it: style sheets after the other's,
    templates and settings in place of those of the same name.

    Raises `ConfigError` (C003) for a name that is none, or a theme that inherits from itself.
    """
    chain: list[Path] = []
    wanted = name
    while wanted:
        folder = find_folder("templates", wanted, "theme.toml", library)
        if folder in chain:
            raise ConfigError("C003", f"the theme {name!r} inherits from itself", hint="see its theme.toml")
        chain.append(folder)
        wanted = str(tomllib.loads((folder / "theme.toml").read_text("utf-8")).get("inherits", ""))
    settings: dict[str, Any] = {}
    for folder in reversed(chain):
        settings = laid_over(settings, tomllib.loads((folder / "theme.toml").read_text("utf-8")))
    return Theme(
        name=name,
        templates={
            file.name: file.read_text("utf-8")
            for folder in reversed(chain)
            for file in sorted(folder.glob("*.j2"))
        },
        epub_css=_sheets(chain, "epub.css"),
        print_css=_sheets(chain, "print.css"),
        settings=settings,
    )


def theme_names(library: Path | None = None) -> tuple[str, ...]:
    """Every theme there is: fanbook's own first among equals, classic before the others."""
    found = {
        folder.name
        for place in _places("templates", library)
        if place.is_dir()
        for folder in place.iterdir()
        if (folder / "theme.toml").is_file()
    }
    return tuple(sorted(found, key=lambda name: (name != "classic", name)))


def _sheets(chain: list[Path], name: str) -> str:
    files = [folder / name for folder in reversed(chain)]
    return "\n".join(file.read_text("utf-8") for file in files if file.is_file())


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """One table of settings laid over another, tables within them too."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = laid_over(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


@cache
def package_folder(package: str) -> Path | None:
    """Where an installed package lies, or None. It is not imported: a font wheel's own code never runs."""
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def font_licence() -> str:
    """The words of the licence that all the typefaces come under, from the package of the text face."""
    folder = package_folder(FACES[0].package)
    words = (folder / "LICENSE").read_text("utf-8") if folder else ""
    return words[max(0, words.find("This Font Software")) :]  # without the first face's own copyright


def find_typefaces() -> tuple[Typeface, ...]:
    """Every typeface at hand, in the table's order."""
    found = []
    for row in FACES:
        folder = package_folder(row.package)
        if folder is not None and (folder / row.file).is_file():
            found.append(Typeface(row.family, folder / row.file, row.italic, row.weight))
    return tuple(found)
