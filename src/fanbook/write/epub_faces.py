"""Typefaces for an EPUB that shall carry them: only what its text needs of each, and the licence they come under.

In: the documents' texts, a style sheet, languages, typefaces at hand, the licence's words. Out: an `Embedded`: font
files, style rules, the licence with the copyright of every face. Variable faces are pinned, because the engines of old
readers know none; the same input gives the same bytes, whatever was cut before.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from fanbook.typefaces import Typeface
from fanbook.write.print_faces import TEXT_FAMILY, Coverage, cover

FOLDER = "fonts/"
_BOLD = re.compile(r"<(?:b|strong|th|dt)\b")
_ITALIC = re.compile(r"<(?:em|i|cite)\b|font-style:\s*italic")
_FEATURES = ("smcp", "c2sc", "onum", "pnum", "lnum")  # beside those that every text needs
_COPYRIGHT, _LICENCE, _LICENCE_URL = 0, 13, 14  # in a font's table of names
_ALWAYS = " -\u00a0…“”‘’–—"  # what style sheets or a reading system may add


class Supply(Struct, frozen=True):
    """What there is to embed: typefaces at hand, and the words of their licence."""

    typefaces: tuple[Typeface, ...]
    licence: str


class FontFile(Struct, frozen=True):
    """A font as it lies in the package."""

    path: str
    media_type: str
    data: bytes


class Embedded(Struct, frozen=True):
    """Fonts, the rules that name them, and their licence."""

    files: tuple[FontFile, ...] = ()
    css: str = ""
    licence: str = ""


class _Cut(Struct, frozen=True):
    """One file to be: a face at a weight."""

    face: Typeface
    bold: bool

    @property
    def name(self) -> str:
        style = f"{'-bold' if self.bold else ''}{'-italic' if self.face.italic else ''}"
        return f"{self.face.family.casefold().replace(' ', '-')}{style or '-regular'}"


def embed(
    texts: Iterable[str], css: str, languages: Iterable[str], typefaces: tuple[Typeface, ...], licence: str
) -> Embedded:
    """The fonts that these texts need, cut down to their characters."""
    texts, languages = tuple(texts), tuple(languages)
    coverage = cover(texts, typefaces, languages, css)
    characters = frozenset().union(*texts, _ALWAYS)
    cuts = tuple(_cuts(coverage, bold=any(map(_BOLD.search, texts)), italic=_is_slanted(texts, css)))
    files = tuple(_file(cut, characters) for cut in cuts)
    return Embedded(files, _rules(cuts, files, coverage), _notice(cuts, licence))


def _is_slanted(texts: Iterable[str], css: str) -> bool:
    return any(map(_ITALIC.search, (css, *texts)))


def _cuts(coverage: Coverage, *, bold: bool, italic: bool) -> Iterator[_Cut]:
    """Regular, italic and bold as far as the book has them; of the fallback faces, the upright ones."""
    for face in coverage.faces:
        if face.italic:
            if italic and face.family == TEXT_FAMILY:
                yield _Cut(face, bold=False)
            continue
        if face.weight != "bold":
            yield _Cut(face, bold=False)
        if bold and face.weight in ("bold", "variable"):
            yield _Cut(face, bold=True)


def _file(cut: _Cut, characters: frozenset[str]) -> FontFile:
    data = _subset(cut.face.path, 700 if cut.bold else 400, characters)
    ending = "otf" if data[:4] == b"OTTO" else "ttf"
    return FontFile(f"{FOLDER}{cut.name}.{ending}", f"font/{ending}", data)


@lru_cache(maxsize=16)
def _subset(path: Path, weight: int, characters: frozenset[str]) -> bytes:
    """A font file's glyphs for some characters, at one weight."""
    from fontTools import subset  # noqa: PLC0415 - only a book that carries fonts needs it
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib import instancer  # noqa: PLC0415

    options = subset.Options()
    options.layout_features = [*options.layout_features, *_FEATURES]
    options.name_IDs = [*options.name_IDs, _LICENCE, _LICENCE_URL]
    options.notdef_outline = True
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(sorted(characters)))
    with TTFont(path, recalcTimestamp=False) as font:
        cutter.subset(font)
        if "fvar" in font:
            places = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
            instancer.instantiateVariableFont(font, places, inplace=True)
        out = io.BytesIO()
        font.save(out)
        return out.getvalue()


def _rules(cuts: tuple[_Cut, ...], files: tuple[FontFile, ...], coverage: Coverage) -> str:
    """The faces by name, and the stack on the sections: not on the body, where the reader's own choice stands."""
    faces = "".join(
        f'@font-face {{ font-family: "{cut.face.family}"; font-style: {"italic" if cut.face.italic else "normal"}; '
        f'font-weight: {"bold" if cut.bold else "normal"}; src: url("../{file.path}") }}\n'
        for cut, file in zip(cuts, files, strict=True)
    )
    stack = ", ".join(f'"{name}"' for name in coverage.families)
    return f"{faces}section, nav {{ font-family: {stack}, serif }}\n"


def _notice(cuts: tuple[_Cut, ...], licence: str) -> str:
    """Whose the faces are, and the licence's own words."""
    owners = dict.fromkeys((cut.face.family, _copyright(cut.face.path)) for cut in cuts)
    said = "".join(f"{family}: {words}\n" for family, words in owners)
    return f"The fonts in this file hold only the characters of this book.\n\n{said}\n{licence.strip()}\n"


def _copyright(path: Path) -> str:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(path, lazy=True) as font:
        names: Any = font["name"]
        return str(names.getDebugName(_COPYRIGHT) or "").strip()
