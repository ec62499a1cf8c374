"""The files a cover needs, found: typefaces in their packages, styles in ours.

In: nothing but what is installed. Out: a `FontShelf` and a `Style`. This is the one module here that
touches files; a package that is not installed leaves its roles out of the shelf, and the characters only
it could draw come back in `Cover.missing`.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from fanbook.cover.fonts import Face, FontShelf
from fanbook.cover.sfnt import Spans, spans, tables, weights
from fanbook.cover.style import MoodRule, Style, moods_in, style_of
from fanbook.errors import ConfigError
from fanbook.resources import find_folder, laid_over, package_folder

_HEAD = 1024  # bytes: the directory of a font of up to sixty tables

# (role, package, file): the whole shelf on one screen.
FILES = (
    ("serif", "fontpkg_eb_garamond", "files/EBGaramond[wght].ttf"),
    ("italic", "fontpkg_eb_garamond", "files/EBGaramond-Italic[wght].ttf"),
    ("display", "fontpkg_cormorant", "files/Cormorant[wght].ttf"),
    ("display-italic", "fontpkg_cormorant", "files/Cormorant-Italic[wght].ttf"),
    ("geometric", "fontpkg_jost", "files/Jost[wght].ttf"),
    ("arabic", "fontpkg_amiri", "files/Amiri-Bold.ttf"),
    ("modern", "fontpkg_bodoni_moda", "files/BodoniModa[opsz,wght].ttf"),
    # Of two files for a role the first at hand is taken.
    ("hebrew", "fontpkg_frank_ruhl_libre", "files/FrankRuhlLibre[wght].ttf"),
    ("devanagari", "pylopdf_fonts_hi", "NotoSerifDevanagari-Variable.ttf"),
    ("thai", "pylopdf_fonts_th", "NotoSerifThai-Variable.ttf"),
    ("sans", "manimgx_fonts", "NotoSans[wght].ttf"),
    ("emoji", "manimgx_fonts", "NotoEmoji[wght].ttf"),
    ("arabic-sans", "manimgx_fonts", "NotoSansArabic[wght].ttf"),
    *(
        (script.lower(), "manimgx_fonts", f"NotoSans{script}[wght].ttf")
        for script in (
            *(
                "Symbols",
                "Hebrew",
                "Devanagari",
                "Thai",
                "Bengali",
                "Tamil",
                "Telugu",
                "Gujarati",
                "Gurmukhi",
            ),
            *("Kannada", "Malayalam", "Oriya", "Sinhala", "Lao", "Khmer", "Myanmar", "Ethiopic"),
            *("Armenian", "Georgian"),
        )
    ),
    ("japanese", "pylopdf_fonts_jp", "NotoSerifJP-Regular.otf"),
    ("chinese", "pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"),
    ("korean", "pylopdf_fonts_ko", "NotoSerifKR-Regular.otf"),
)


class Coverage:
    """The characters a font file covers, read from it when first asked: most faces never are."""

    __slots__ = ("_path", "_place", "_spans")

    def __init__(self, path: Path, place: tuple[int, int]) -> None:
        self._path, self._place = path, place
        self._spans: Spans | None = None

    def __contains__(self, code: object) -> bool:
        if not isinstance(code, int):
            return False
        if self._spans is None:
            with self._path.open("rb") as file:
                self._spans = spans(_part(file, self._place))
        starts, stops = self._spans
        index = bisect_right(starts, code) - 1
        return index >= 0 and code <= stops[index]


def _part(file: BinaryIO, place: tuple[int, int]) -> bytes:
    file.seek(place[0])
    return file.read(place[1])


def _read(role: str, path: Path) -> Face:
    with path.open("rb") as file:
        found = tables(file.read(_HEAD))
        span = weights(_part(file, found[b"fvar"])) if b"fvar" in found else None
    return Face(role, path, Coverage(path, found[b"cmap"]), span)


def _found() -> Iterator[Face]:
    for role, package, name in FILES:
        folder = package_folder(package)
        if folder and (folder / name).is_file():
            yield _read(role, folder / name)


@cache
def font_shelf() -> FontShelf:
    """Every face at hand; found once a process."""
    return FontShelf({face.role: face for face in reversed(tuple(_found()))})  # the first of each role


def load_style(name: str = "clothbound", library: Path | None = None) -> Style:
    """A cover style by name: a library's own first, then fanbook's. One that `inherits` another is laid over it.

    Raises `ConfigError` (C003) if there is none of that name, or it is not well-formed.
    """
    return _own_style(name, library) if library else _our_style(name)


@cache
def _our_style(name: str) -> Style:
    return _own_style(name, None)


def _own_style(name: str, library: Path | None) -> Style:
    said: dict[str, Any] = {}
    root = name
    try:
        for folder, table in _inherited(name, library):
            said, root = laid_over(table, said), folder.name
        return style_of(said | {"name": name, "composer": root}, _moods())
    except (ValueError, OSError) as fault:
        raise ConfigError("C003", f"the cover style {name!r} cannot be used: {fault}") from fault


def _inherited(name: str, library: Path | None) -> Iterator[tuple[Path, dict[str, Any]]]:
    """A style's folder with what its file says, then those of the styles that it inherits from."""
    chain: list[Path] = []
    wanted = name
    while wanted:
        folder = find_folder("covers/styles", wanted, "style.toml", library)
        if folder in chain:
            raise ConfigError("C003", f"the cover style {name!r} inherits from itself")
        chain.append(folder)
        table = tomllib.loads((folder / "style.toml").read_text("utf-8"))
        wanted = str(table.pop("inherits", ""))
        yield folder, table


@cache
def _moods() -> tuple[MoodRule, ...]:
    """The moods that all styles share: of the package, else of the source tree."""
    package = Path(__file__).parents[1]
    places = (root / "covers" / "moods.toml" for root in (package / "_data", package.parent.parent))
    return moods_in(next((path.read_text("utf-8") for path in places if path.is_file()), ""))


@cache
def load_styles(names: tuple[str, ...]) -> tuple[Style, ...]:
    """Styles by name, in that order."""
    return tuple(load_style(name) for name in names)
