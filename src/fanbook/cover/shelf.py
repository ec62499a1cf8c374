"""The files a cover needs, found: typefaces in their packages, styles in ours.

In: nothing but what is installed. Out: a `FontShelf` and a `Style`. This is the one module here that
touches files; a package that is not installed leaves its roles out of the shelf, and the characters only
it could draw come back in `Cover.missing`.
"""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

from fanbook.cover.fonts import Face, FontShelf
from fanbook.cover.style import Style, parse_style

# (role, package, file): the whole shelf on one screen.
_FILES = (
    ("serif", "fontpkg_eb_garamond", "files/EBGaramond[wght].ttf"),
    ("italic", "fontpkg_eb_garamond", "files/EBGaramond-Italic[wght].ttf"),
    ("display", "fontpkg_cormorant", "files/Cormorant[wght].ttf"),
    ("display-italic", "fontpkg_cormorant", "files/Cormorant-Italic[wght].ttf"),
    ("geometric", "fontpkg_jost", "files/Jost[wght].ttf"),
    ("arabic", "fontpkg_amiri", "files/Amiri-Bold.ttf"),
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


def _read(role: str, path: Path) -> Face:
    with TTFont(path, lazy=True) as font:
        axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
        weight = axes.get("wght")
        span = (int(weight.minValue), int(weight.maxValue)) if weight else None
        return Face(role, path, frozenset(font.getBestCmap()), span)


def _found() -> Iterator[Face]:
    for role, package, name in _FILES:
        if find_spec(package) is None:
            continue
        path = Path(str(resources.files(package))) / name
        if path.is_file():
            yield _read(role, path)


@cache
def font_shelf() -> FontShelf:
    """Every face at hand; read once a process."""
    return FontShelf(tuple(_found()))


@cache
def load_style(name: str = "clothbound") -> Style:
    """A cover style by name: from the package, else from the source tree.

    Raises FileNotFoundError if there is none of that name, ValueError if it is not well-formed.
    """
    package = Path(str(resources.files("fanbook")))
    for root in (package / "_data", package.parent.parent):
        path = root / "covers" / "styles" / name / "style.toml"
        if path.is_file():
            return parse_style(path.read_text(encoding="utf-8"))
    raise FileNotFoundError(f"no cover style named {name!r}")
