"""Pictures that a source brings along: known by their first bytes, measured, refused where they are too large.

In: a file's bytes. Out: a `Picture` without what its file tells of camera, place and owner, or the reason why it
is none. Nothing is decoded here: only headers are read, so a picture of 400 megapixels costs nothing.
"""

from __future__ import annotations

import struct
from hashlib import sha256

from fanbook.model.picture import Picture
from fanbook.read.picture_files import bare, jpeg_parts

MAX_PIXELS = 40_000_000
MAX_BYTES = 20 * 2**20
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the JPEG markers that state a size


def read_picture(data: bytes) -> Picture | str:
    """The picture in these bytes, or why there is none that a book could hold."""
    kind = _kind(data)
    if not kind:
        return "no picture that a book can hold (PNG, JPEG, GIF or WebP)"
    if len(data) > MAX_BYTES:
        return f"larger than {MAX_BYTES // 2**20} MB"
    try:
        width, height = _size(kind, data)
    except (struct.error, IndexError, ValueError):
        return "damaged"
    if width <= 0 or height <= 0:
        return "damaged"
    if width * height > MAX_PIXELS:
        return f"{width} by {height} pixels, too many for a book"
    try:
        data = bare(kind, data)
    except (struct.error, IndexError, ValueError):
        return "damaged"
    name = f"{sha256(data).hexdigest()[:20]}.{_ENDINGS[kind]}"
    return Picture(name, kind, data, width, height)


def _kind(data: bytes) -> str:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    return "image/webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def _size(kind: str, data: bytes) -> tuple[int, int]:
    match kind:
        case "image/png":
            if data[12:16] != b"IHDR" or b"IEND" not in data[-32:]:
                raise ValueError(kind)
            return struct.unpack(">II", data[16:24])
        case "image/gif":
            return struct.unpack("<HH", data[6:10])
        case "image/webp":
            return _webp(data)
        case _:
            return _jpeg(data)


def _webp(data: bytes) -> tuple[int, int]:
    match data[12:16]:
        case b"VP8X":
            return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF)
        case b"VP8 ":
            wide, high = struct.unpack("<HH", data[26:30])
            return wide & 0x3FFF, high & 0x3FFF
        case _:
            raise ValueError("WebP")


def _jpeg(data: bytes) -> tuple[int, int]:
    for marker, start, _ in jpeg_parts(data):
        if marker in _FRAMES:
            high, wide = struct.unpack(">HH", data[start + 5 : start + 9])
            return wide, high
    raise ValueError("JPEG")
