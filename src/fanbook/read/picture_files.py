"""What a picture's file holds beside the picture, taken out: where it was taken, with which camera, by whom.

In: a file's bytes. Out: the same picture without Exif, XMP, IPTC, comments, thumbnails and whatever hangs behind
its end; colours, animation and which way is up stay. Nothing is decoded: only the parts are looked through.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator

_ORIENTATION = 0x0112
_STANDALONE = frozenset((0x01, *range(0xD0, 0xD9)))  # JPEG markers without a length
_START_OF_SCAN, _END = 0xDA, 0xD9
_PNG = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"hIST", b"pHYs",
     b"sPLT", b"acTL", b"fcTL", b"fdAT")
)  # fmt: skip
_WEBP = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # GIF applications that say how often to play


def bare(kind: str, data: bytes) -> bytes:
    """The picture of this media type and nothing else. Raises ValueError, IndexError, struct.error for what is none."""
    return b"".join(_PARTS[kind](data))


def jpeg_parts(data: bytes) -> Iterator[tuple[int, int, int]]:
    """The marker of each part of a JPEG file, and where the part begins and ends. Raises as `bare` does."""
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            raise ValueError("JPEG")
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == _END:
            yield marker, at, at + 2
            return
        end = at + 2 if marker in _STANDALONE else at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
        if marker == _START_OF_SCAN:
            end = _end_of_scan(data, end)
        yield marker, at, end
        at = end


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    for marker, start, end in jpeg_parts(data):
        yield _jpeg_part(marker, data[start:end])


def _jpeg_part(marker: int, part: bytes) -> bytes:
    """The part as it is wanted: of Exif only which way is up."""
    if marker == 0xE1 and part[4:10] == b"Exif\0\0":
        way = _orientation(part[10:])
        return _exif(way) if way > 1 else b""
    is_colour = marker == 0xE2 and part[4:16] == b"ICC_PROFILE\0"
    is_needed = part[4:9] == b"JFIF\0" or marker == 0xEE  # its size; Adobe's way with colours
    return b"" if (0xE1 <= marker <= 0xEF or marker == 0xFE) and not (is_colour or is_needed) else part


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands after the coded pixels."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] and data[at + 1] != 0xFF and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at += 1 if data[at + 1] == 0xFF else 2
    return len(data)


def _orientation(tiff: bytes) -> int:
    """Which way is up, 1 to 8; 1 where nothing says so."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 1
        (at,) = struct.unpack(f"{order}I", tiff[4:8])
        (count,) = struct.unpack(f"{order}H", tiff[at : at + 2])
        for n in range(min(count, 500)):
            tag, kind, _, value = struct.unpack(f"{order}HHIH", tiff[at + 2 + 12 * n : at + 12 + 12 * n])
            if tag == _ORIENTATION and kind == 3:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        pass
    return 1


def _exif(way: int) -> bytes:
    """An Exif part that says which way is up and nothing else."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, way, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at = 8
    while at < len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        end = at + 12 + size
        if end > len(data):
            raise ValueError("PNG")
        if name in _PNG:
            yield data[at:end]
        if name == b"IEND":
            return
        at = end
    raise ValueError("PNG")


def _webp(data: bytes) -> Iterator[bytes]:
    parts = []
    at, whole = 12, 8 + struct.unpack("<I", data[4:8])[0]
    while at + 8 <= min(whole, len(data)):
        name, size = struct.unpack("<4sI", data[at : at + 8])
        end = at + 8 + size + size % 2
        part = data[at:end]
        if name == b"VP8X":
            part = part[:8] + bytes((part[8] & ~0x0C,)) + part[9:]  # no Exif, no XMP
        if name in _WEBP:
            parts.append(part)
        at = end
    body = b"WEBP" + b"".join(parts)
    yield data[:4] + struct.pack("<I", len(body)) + body


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    yield data[:at]
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x21:
            what, name = data[at + 1], data[at + 3 : at + 14]
            at = _after_blocks(data, at + 2)
            is_kept = what in (0xF9, 0x01) or (what == 0xFF and name in _LOOPS)
        elif data[at] == 0x2C:
            table = data[at + 9]
            at = _after_blocks(data, at + 11 + (3 << (table & 7) + 1 if table & 0x80 else 0))
            is_kept = True
        else:
            raise ValueError("GIF")
        if is_kept:
            yield data[start:at]
    yield b"\x3b"


def _after_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


_PARTS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
    "image/gif": _gif,
}
