"""The fonts of a book, each once: what its pieces use of them, and the file that the whole gets.

A `FontUse` says what one piece drew: glyphs, their widths and the text that they stand for. The uses
of all pieces are joined by the font's name, and `program` cuts the typeface down to those glyphs with
HarfBuzz, at the one weight that is used. Glyph numbers stay the typeface's own, so that content
written before the fonts were known need not be touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz
from msgspec import Struct
from msgspec.structs import replace

from fanbook.typefaces import Typeface

# Tables that only shaping needs, or that no PDF may hold.
_DROPPED = ("GSUB", "GPOS", "GDEF", "BASE", "DSIG", "JSTF", "STAT", "MVAR", "HVAR", "avar", "name", "FFTM")


class FontUse(Struct, frozen=True):
    """A font as a piece of a book uses it. `key` is its name in content, `name` its PostScript name.

    `weight` is 0 where the file has one weight only. `widths` are in 1/1000 em, by glyph.
    """

    key: str
    name: str
    family: str
    path: Path
    weight: int
    flags: int
    ascent: int
    descent: int
    widths: Mapping[int, int]
    unicode: Mapping[int, str]


def used_fonts(fonts: Mapping[Any, Any], faces: Iterable[Typeface]) -> Iterator[FontUse]:
    """WeasyPrint's records of fonts as ours."""
    known = {_file(face.path): face.path for face in faces}
    for font in fonts.values():
        yield FontUse(
            key=font.hash,
            name=font.name.decode().lstrip("/"),
            family=font.family,
            path=known[bytes(font.file_content)],
            weight=round(font.variations.get("wght", font.weight)) if "fvar" in font.tables else 0,
            flags=font.flags,
            ascent=font.ascent,
            descent=font.descent,
            widths=dict(font.widths),
            unicode=dict(font.to_unicode),
        )


@lru_cache(maxsize=64)
def _file(path: Path) -> bytes:
    return path.read_bytes()


def joined(uses: Iterable[FontUse]) -> dict[str, FontUse]:
    """One use for each font, by key, in the order in which they first occur."""
    found: dict[str, FontUse] = {}
    for use in uses:
        before = found.get(use.key)
        if before is None:
            found[use.key] = use
        else:
            widths, unicode = {**use.widths, **before.widths}, {**use.unicode, **before.unicode}
            found[use.key] = replace(before, widths=widths, unicode=unicode)
    return found


def program(use: FontUse) -> bytes:
    """The font file with the used glyphs only."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(use.path)))
    wanted = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.DESUBROUTINIZE | flags.NOTDEF_OUTLINE
    wanted.glyph_set.update(sorted({0, *use.unicode}))
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _DROPPED)
    if use.weight:
        for axis in face.axis_infos:
            value = use.weight if axis.tag == "wght" else axis.default_value
            wanted.pin_axis_location(face, axis.tag, min(max(value, axis.min_value), axis.max_value))
    cut: bytes = uharfbuzz.subset(face, wanted).blob.data
    return cut


def to_unicode(use: FontUse) -> bytes:
    """The map from glyphs to text; a no-break space is copied and found as an ordinary one."""
    rows = [
        f"<{glyph:04x}> <{text.replace(chr(0xA0), ' ').encode('utf-16-be').hex()}>"
        for glyph, text in sorted(use.unicode.items())
    ]
    parts = [
        f"{len(batch)} beginbfchar\n" + "\n".join(batch) + "\nendbfchar"
        for batch in (rows[at : at + 100] for at in range(0, len(rows), 100))
    ]
    return "\n".join((_HEAD, *parts, _TAIL)).encode("ascii")


_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
