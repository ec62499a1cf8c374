"""How wide text is in the typefaces of a book: the door to HarfBuzz.

Texts and styles go in, widths in em come out. Only letters that a typeface of the book has can be
measured; which faces those are, and in which order they are asked, is `Coverage`'s business.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from pathlib import Path

import uharfbuzz
from msgspec import Struct

from fanbook.write.print_faces import Coverage, characters

BOLD = 700


class Style(Struct, frozen=True):
    """How a stretch of text is set: slant, weight, small capitals, extra space after each letter (em), size.

    `lining`: figures as high as capitals.
    """

    italic: bool = False
    bold: bool = False
    caps: bool = False
    tracking: float = 0.0
    scale: float = 1.0
    lining: bool = False


PLAIN = Style()


class Shaper:
    """Measures text set in the faces of one coverage. Keeps what it has measured."""

    def __init__(self, coverage: Coverage) -> None:
        self._paths = {
            (face.family, face.italic): face.path for face in coverage.faces if face.weight != "bold"
        }
        self._families = coverage.families
        self._instead = coverage.instead
        self._widths: dict[Style, dict[str, float | None]] = {}
        self._plain = self._widths.setdefault(PLAIN, {})

    def width(self, text: str, style: Style = PLAIN) -> float | None:
        """The width in em; None where a letter has no face, or where HarfBuzz finds no glyph."""
        known = self._plain if style is PLAIN else self._widths.setdefault(style, {})
        if text not in known:
            known[text] = self._measure(text, style)
        return known[text]

    def draws(self, letter: str) -> bool:
        """Has the text face this letter?"""
        return ord(letter) in characters(self._paths[self._families[0], False])

    def _measure(self, text: str, style: Style) -> float | None:
        total = style.tracking * len(text)
        for path, letters in groupby(text, lambda letter: self._face(letter, style.italic)):
            advance = _advance(path, "".join(letters), style) if path else None
            if advance is None:
                return None
            total += advance
        return total * style.scale

    def _face(self, letter: str, italic: bool) -> Path | None:
        code = ord(letter)
        for family in self._families:
            for slant in (italic, False):
                path = self._paths.get((family, slant))
                if path is not None and code in characters(path):
                    return path
        return None


def _advance(path: Path, text: str, style: Style) -> float | None:
    font = _font(path, BOLD if style.bold else 0)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    features = {"onum": not style.lining, "lnum": style.lining, "smcp": style.caps}
    if style.tracking:
        features |= {"liga": False, "clig": False}
    uharfbuzz.shape(font, buffer, features)
    if any(glyph.codepoint == 0 for glyph in buffer.glyph_infos):
        return None
    return float(sum(place.x_advance for place in buffer.glyph_positions) / font.face.upem)


@lru_cache(maxsize=64)
def _font(path: Path, weight: int) -> uharfbuzz.Font:
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    if weight:
        font.set_variations({"wght": weight})
    return font
