"""Which typefaces a text needs, and what of it none of them can draw.

In goes the text that will be printed and the typefaces at hand; out comes a `Coverage`: the few
faces worth loading (a book in English loads one family, not thirty), the order in which they are
asked for a character, what to print in the place of characters that no face has, and which those
are. Found out beforehand from the fonts' own tables, because a missing glyph prints as a box
and nobody notices before the book is bound.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from fanbook.typefaces import Typeface

TEXT_FAMILY = "EB Garamond"
STAND_IN = "\N{REPLACEMENT CHARACTER}"  # the text face draws it: a diamond with a question mark

LINE_ENDS = {0x2028: " ", 0x2029: " "}  # some fonts claim to draw them; Pango begins a new paragraph

# Faces with no business in a fallback stack: they have no letter that the text face lacks and
# would change the look of a text that it covers.
DISPLAY_FAMILIES = frozenset({"Cormorant", "Jost"})

# The one of the three Han faces that a reader of that language expects; the others stand behind.
HAN = {"ja": "Noto Serif JP", "zh": "Noto Serif SC", "ko": "Noto Serif KR"}


# Kana, unified ideographs, Hangul: what the three Han faces draw differently or alone.
_HAN_ONLY = range(0x3040, 0x3100), range(0x3400, 0xA000), range(0xAC00, 0xD7B0)


class Coverage(Struct, frozen=True):
    """What a text needs: `faces` to load, `families` to ask in order, `instead` to translate by."""

    faces: tuple[Typeface, ...]
    families: tuple[str, ...]
    instead: Mapping[int, str]
    missing: tuple[str, ...]

    def drawn(self, text: str) -> str:
        """The text in the characters that are drawn for its own; nearly always the same."""
        return text.translate(self.instead) if any(chr(code) in text for code in self.instead) else text


def cover(
    text: Iterable[str], typefaces: tuple[Typeface, ...], languages: Iterable[str] = (), css: str = ""
) -> Coverage:
    """The faces for these characters: the text family, families that `css` names, then what is lacking.

    A language of the book has its own Han face asked before the others. A character that no face has is printed as its plain equivalent where it has one (the
    Fraktur letters of mathematics become Latin letters), else as `STAND_IN`; only the latter
    are `missing`, sorted.
    """
    wanted = {code for code in map(ord, set().union(*text)) if not _is_invisible(code)}
    own = {HAN.get(_language(tag)) for tag in languages}
    known: set[int] = set()
    used = []
    for name, faces in _families(typefaces, own):
        drawn = wanted & _upright(faces) if wanted - known or name in own else set()
        if drawn - known or name == TEXT_FAMILY or (name in own and _is_han(drawn)):
            used.append(name)
        known |= drawn
    faces = tuple(face for face in typefaces if face.family in used or f'"{face.family}"' in css)
    drawable = frozenset().union(*(characters(face.path) for face in faces if not face.italic))
    instead = LINE_ENDS | {code: _equivalent(code, drawable) for code in sorted(wanted - known)}
    return Coverage(
        faces=faces,
        families=tuple(used),
        instead=instead,
        missing=tuple(chr(code) for code, plain in instead.items() if plain == STAND_IN),
    )


def _is_han(codes: Iterable[int]) -> bool:
    return any(code in span for code in codes for span in _HAN_ONLY)


def _families(
    typefaces: tuple[Typeface, ...], own: set[str | None]
) -> list[tuple[str, tuple[Typeface, ...]]]:
    fit = [face for face in typefaces if face.family not in DISPLAY_FAMILIES]
    # Stable: but for these two, the table's order is the preference.
    fit.sort(
        key=lambda face: (face.family != TEXT_FAMILY, face.family in HAN.values() and face.family not in own)
    )
    return [(name, tuple(faces)) for name, faces in groupby(fit, key=lambda face: face.family)]


def _language(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()


def _upright(faces: tuple[Typeface, ...]) -> frozenset[int]:
    return next((characters(face.path) for face in faces if not face.italic), frozenset())


@lru_cache(maxsize=64)
def characters(path: Path) -> frozenset[int]:
    """The code points that a font file maps to a glyph."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - costs more to import than most books to check

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _is_invisible(code: int) -> bool:
    # Controls, joiners, direction marks, variation selectors, line ends: nothing to draw.
    letter = chr(code)
    return (
        unicodedata.category(letter) in {"Cc", "Cf", "Zl", "Zp"}
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0100 <= code <= 0xE01EF
    )


def _equivalent(code: int, drawable: frozenset[int]) -> str:
    letter = chr(code)
    plain = unicodedata.normalize("NFKC", letter)
    if plain != letter and drawable.issuperset(map(ord, plain)):
        return plain
    return " " if letter.isspace() else STAND_IN


def face_rules(coverage: Coverage) -> str:
    """`@font-face` rules that name every file, so that nothing is looked up on the machine."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{face.path.as_uri()}"); '
        f"font-style: {'italic' if face.italic else 'normal'}{_weight(face)} }}"
        for face in coverage.faces
    )


def _weight(face: Typeface) -> str:
    # A variable face says its own range; naming one weight would pin it there.
    return {"regular": "; font-weight: 400", "bold": "; font-weight: 700"}.get(face.weight, "")


def family_rules(coverage: Coverage, languages: Iterable[str]) -> str:
    """The font stack for the whole book, and where an East Asian language is in it one for each language."""
    plain = _stack(coverage.families)
    stacks = {
        language: _stack(in_language(coverage, language).families)
        for language in sorted(set(map(_language, languages)))
    }
    rules = [f"html {{ font-family: {plain} }}"]
    if set(stacks.values()) - {plain}:
        rules += [f":lang({language}) {{ font-family: {stack} }}" for language, stack in stacks.items()]
        rules.append(f".latin {{ font-family: {plain} }}")
    return "\n".join(rules)


def in_language(coverage: Coverage, language: str) -> Coverage:
    """The same with the families in the order in which text of this language asks them.

    A Han face comes first in its own language: quotation marks, dashes and the marks about titles are wide there,
    and its Latin letters and figures are drawn to stand among its own.
    """
    first = HAN.get(_language(language), "")
    if first not in coverage.families:
        return coverage
    others = [name for name in coverage.families if name not in HAN.values()]
    rest = [name for name in coverage.families if name in HAN.values() and name != first]
    return replace(coverage, families=(first, *others[:1], *rest, *others[1:]))


def _stack(families: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in families)
