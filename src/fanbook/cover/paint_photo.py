"""A person's own picture, opened safely and cropped to a box.

In: the bytes of a file nobody has looked at. Out: an RGB picture, upright, in sRGB, cut where most is to be seen.
Only JPEG, PNG and WebP are opened; a picture of more than fifty million pixels, or one that is not what it says,
is refused before its pixels are read.
"""

import io
import warnings

from PIL import Image, ImageFilter, ImageOps

from fanbook.cover.colour import RGB

FORMATS = ("JPEG", "PNG", "WEBP")
_MOST = 50_000_000  # pixels
_ENOUGH = 3200, 5120  # pixels
_SMALL = 48  # pixels: the size at which a picture is searched for detail

Picture = Image.Image


class PictureError(Exception):
    """A file that is no picture we would open."""


def open_picture(data: bytes) -> Picture:
    """The picture in RGB. Raises `PictureError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                _measure(picture)
                profile = picture.info.get("icc_profile")
                picture.draft("RGB", _ENOUGH)  # a JPEG is read at a half or a quarter where that is enough
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                return _flat(upright, profile)
    except PictureError:
        raise
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombWarning) as fault:
        raise PictureError("it is no JPEG, PNG or WebP picture that can be opened") from fault
    except Image.DecompressionBombError as fault:
        raise PictureError("it has more than 50 million pixels") from fault


def as_jpeg(data: bytes) -> bytes:
    """A picture as a JPEG of its size, in sRGB, on white where it is transparent. Raises `PictureError`."""
    out = io.BytesIO()
    open_picture(data).save(out, "JPEG", quality=90)
    return out.getvalue()


def _measure(picture: Picture) -> None:
    if picture.width * picture.height > _MOST:
        raise PictureError("it has more than 50 million pixels")


def _flat(picture: Picture, profile: bytes | None) -> Picture:
    """In sRGB, on white where it is transparent."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        ground = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        return Image.alpha_composite(ground, clear).convert("RGB")
    if profile and picture.mode in {"RGB", "CMYK"}:
        from PIL import ImageCms  # noqa: PLC0415 - few pictures have a profile

        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            turned = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            turned = None
        if turned is not None:
            return turned
    return picture.convert("RGB")


def cropped(picture: Picture, width: int, height: int) -> Picture:
    """The part of a picture of this shape that holds most detail, at this size; a little above the middle if in
    doubt, because that is where faces are.
    """
    scale = max(width / picture.width, height / picture.height)
    across, down = width / scale, height / scale
    left, top = _place(picture, across, down)
    box = left, top, left + across, top + down
    return picture.resize((width, height), Image.Resampling.LANCZOS, box=box)


def _place(picture: Picture, across: float, down: float) -> tuple[float, float]:
    """The corner of the best part."""
    is_wide = picture.width - across > picture.height - down
    free = picture.width - across if is_wide else picture.height - down
    if free < 1:
        return 0.0, 0.0
    small = picture.convert("L").resize((_SMALL, _SMALL), Image.Resampling.BOX)
    edges = small.filter(ImageFilter.FIND_EDGES).crop((1, 1, _SMALL - 1, _SMALL - 1))
    side = edges.width
    line = edges.resize((side, 1) if is_wide else (1, side), Image.Resampling.BOX)
    detail = [float(value) + 1 for value in line.tobytes()]
    share = (across / picture.width) if is_wide else (down / picture.height)
    window = max(1, round(share * side))
    wanted = 0.5 if is_wide else 0.42
    best, found = -1.0, 0
    for start in range(side - window + 1):
        middle = (start + window / 2) / side
        worth = sum(detail[start : start + window]) * (1 - 0.5 * abs(middle - wanted))
        if worth > best:
            best, found = worth, start
    at = free * found / max(1, side - window)
    return (at, 0.0) if is_wide else (0.0, at)


def mean_colour(picture: Picture) -> RGB:
    """Its colour from afar."""
    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).tobytes()
    return red, green, blue
