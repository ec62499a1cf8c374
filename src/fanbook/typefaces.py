"""The typefaces that fanbook sets books in: a table, in order of preference within a role.

All are SIL OFL 1.1 and come from pinned wheels, never from the machine, so that a book looks the
same everywhere. `resources.find_typefaces` turns rows into files; a row whose package is not
installed (the CJK extra) is passed over.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class FaceRow(Struct, frozen=True):
    """One font file: the family that style sheets call it by, and where its wheel keeps it."""

    family: str
    package: str
    file: str
    italic: bool = False
    weight: str = "variable"  # "variable", "regular" or "bold"


class Typeface(Struct, frozen=True):
    """A font file at hand."""

    family: str
    path: Path
    italic: bool
    weight: str


def _noto(script: str) -> FaceRow:
    return FaceRow(f"Noto Sans {script}", "manimgx_fonts", f"NotoSans{script}[wght].ttf")


TEXT_FACES = (
    FaceRow("EB Garamond", "fontpkg_eb_garamond", "files/EBGaramond[wght].ttf"),
    FaceRow("EB Garamond", "fontpkg_eb_garamond", "files/EBGaramond-Italic[wght].ttf", italic=True),
    FaceRow("Cormorant", "fontpkg_cormorant", "files/Cormorant[wght].ttf"),
    FaceRow("Cormorant", "fontpkg_cormorant", "files/Cormorant-Italic[wght].ttf", italic=True),
    FaceRow("Jost", "fontpkg_jost", "files/Jost[wght].ttf"),
    FaceRow("Jost", "fontpkg_jost", "files/Jost-Italic[wght].ttf", italic=True),
)

# In the order in which they are asked for a character that the text face lacks.
FALLBACK_FACES = (
    FaceRow("Amiri", "fontpkg_amiri", "files/Amiri-Regular.ttf", weight="regular"),
    FaceRow("Amiri", "fontpkg_amiri", "files/Amiri-Italic.ttf", italic=True, weight="regular"),
    FaceRow("Amiri", "fontpkg_amiri", "files/Amiri-Bold.ttf", weight="bold"),
    FaceRow("Amiri", "fontpkg_amiri", "files/Amiri-BoldItalic.ttf", italic=True, weight="bold"),
    FaceRow("Noto Serif JP", "pylopdf_fonts_jp", "NotoSerifJP-Regular.otf", weight="regular"),
    FaceRow("Noto Serif SC", "pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf", weight="regular"),
    FaceRow("Noto Serif KR", "pylopdf_fonts_ko", "NotoSerifKR-Regular.otf", weight="regular"),
    FaceRow("Noto Sans", "manimgx_fonts", "NotoSans[wght].ttf"),
    FaceRow("Noto Sans", "manimgx_fonts", "NotoSans-Italic[wght].ttf", italic=True),
    _noto("Hebrew"),
    _noto("Arabic"),
    _noto("Devanagari"),
    _noto("Bengali"),
    _noto("Tamil"),
    _noto("Telugu"),
    _noto("Kannada"),
    _noto("Malayalam"),
    _noto("Gujarati"),
    _noto("Gurmukhi"),
    _noto("Oriya"),
    _noto("Sinhala"),
    _noto("Thai"),
    _noto("Lao"),
    _noto("Khmer"),
    _noto("Myanmar"),
    _noto("Georgian"),
    _noto("Armenian"),
    _noto("Ethiopic"),
    _noto("Symbols"),
    FaceRow("Noto Emoji", "manimgx_fonts", "NotoEmoji[wght].ttf"),
)

FACES = TEXT_FACES + FALLBACK_FACES
