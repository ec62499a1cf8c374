"""Two tables of a font file, read for themselves: which characters it covers, how far its weight goes.

In: bytes. Out: spans of code points, a range of weights. A shelf holds thirty faces and a cover asks two or
three of them; a whole font library would cost more than the drawing. OpenType 1.9: `cmap` formats 4 and
12, which all fonts made for the web or for print have one of; `fvar`.
"""

import struct
from array import array
from collections.abc import Iterable, Mapping

Tables = Mapping[bytes, tuple[int, int]]
Spans = tuple["array[int]", "array[int]"]  # first and last code points, ascending

_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))  # (platform, encoding), fullest first


def tables(head: bytes) -> Tables:
    """Where each table lies: offset and length by tag. Raises ValueError if it is no single font."""
    if head[:4] not in {b"\0\1\0\0", b"OTTO", b"true"}:
        raise ValueError("not an OpenType font")
    (count,) = struct.unpack_from(">H", head, 4)
    records = struct.iter_unpack(">4s4x2L", head[12 : 12 + 16 * count])
    return {tag: (offset, length) for tag, offset, length in records}


def weights(fvar: bytes) -> tuple[int, int] | None:
    """The range of the weight axis, if there is one."""
    start, count, size = struct.unpack_from(">4xH2x2H", fvar)
    for at in range(start, start + count * size, size):
        tag, low, high = struct.unpack_from(">4sl4xl", fvar, at)
        if tag == b"wght":
            return low >> 16, high >> 16
    return None


def spans(cmap: bytes) -> Spans:
    """The characters a font has glyphs for. Raises ValueError if it says so in no format known here."""
    (count,) = struct.unpack_from(">2xH", cmap)
    places = {(one, two): at for one, two, at in struct.iter_unpack(">2HL", cmap[4 : 4 + 8 * count])}
    for key in _UNICODE:
        if key in places:
            part = cmap[places[key] :]
            (form,) = struct.unpack_from(">H", part)
            if form in _READERS:
                return _merged(_READERS[form](part))
    raise ValueError("no Unicode character map of format 4 or 12")


def _segments(part: bytes) -> Iterable[tuple[int, int]]:
    """Format 4: segments, each with a shift or a list of glyphs; glyph 0 means none."""
    (twice,) = struct.unpack_from(">6xH", part)
    count = twice // 2
    stops, starts, shifts, ranges = (
        struct.unpack_from(f">{count}H", part, 14 + twice * n + (2 if n else 0)) for n in range(4)
    )
    for index, (start, stop, shift, where) in enumerate(zip(starts, stops, shifts, ranges, strict=True)):
        for code in range(start, min(stop, 0xFFFE) + 1):
            if where:
                at = 16 + 3 * twice + 2 * index + where + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", part, at)
                glyph = glyph and (glyph + shift) & 0xFFFF
            else:
                glyph = (code + shift) & 0xFFFF
            if glyph:
                yield code, code


def _groups(part: bytes) -> Iterable[tuple[int, int]]:
    """Format 12: groups of consecutive characters."""
    (count,) = struct.unpack_from(">12xL", part)
    return ((start, stop) for start, stop, _ in struct.iter_unpack(">3L", part[16 : 16 + 12 * count]))


_READERS = {4: _segments, 12: _groups}


def _merged(pairs: Iterable[tuple[int, int]]) -> Spans:
    """Neighbouring spans made one."""
    firsts, lasts = array("L"), array("L")
    for start, stop in pairs:
        if lasts and start == lasts[-1] + 1:
            lasts[-1] = stop
        else:
            firsts.append(start)
            lasts.append(stop)
    return firsts, lasts
