"""A person's own picture: what is opened, what is refused, how it is cropped and dressed."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from fanbook.cover import CoverBrief, PictureError, dress, font_shelf, load_style
from fanbook.cover.dressed import shape_of
from fanbook.cover.paint_photo import cropped, open_picture

BRIEF = CoverBrief("The Lantern", ("violet_hunter",), seed="x")


def saved(picture: Image.Image, form: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def photo(width: int = 1200, height: int = 900) -> Image.Image:
    picture = Image.new("RGB", (width, height), (40, 60, 90))
    ImageDraw.Draw(picture).ellipse(
        (width * 0.6, height * 0.2, width * 0.9, height * 0.6), fill=(250, 220, 120)
    )
    return picture


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_three_formats_are_opened(form):
    assert open_picture(saved(photo(), form)).mode == "RGB"


def bomb(side: int) -> bytes:
    """A PNG that says it is very large and holds almost nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"\x89PNG not really",
        saved(photo(), "GIF"),
        saved(photo(), "TIFF"),
        saved(photo())[:400],
        bomb(8000),
        bomb(30000),
    ],
    ids=["empty", "gif head", "png head", "gif", "tiff", "cut short", "large", "bomb"],
)
def test_what_is_no_safe_picture_is_refused(data):
    with pytest.raises(PictureError):
        open_picture(data)


def test_a_picture_stands_upright_and_on_white():
    turned = photo(400, 200)
    exif = Image.Exif()
    exif[0x0112] = 6
    assert open_picture(saved(turned, exif=exif)).size == (200, 400)
    clear = Image.new("RGBA", (10, 10), (255, 0, 0, 0))
    assert open_picture(saved(clear, "PNG")).getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_is_cut_where_there_is_something_to_see():
    wide = Image.new("RGB", (3000, 1000), (128, 128, 128))
    draw = ImageDraw.Draw(wide)
    for n in range(40):
        draw.line((2300 + n * 12, 100, 2500 - n * 5, 900), fill=(0, 0, 0), width=3)
    part = cropped(wide, 160, 256)
    assert part.size == (160, 256)
    assert part.convert("L").getextrema()[0] < 60  # the lines are in it


def test_a_picture_in_the_shape_of_a_cover_is_left_bare():
    assert shape_of(photo(1000, 1600)) == "bare"
    assert shape_of(photo(1600, 1000)) == "band"
    cover = dress(BRIEF, font_shelf(), load_style("label"), saved(photo(1600, 2560)))
    assert (cover.style, cover.why) == ("picture", "your own picture, as it is")
    with Image.open(io.BytesIO(cover.jpeg)) as picture:
        assert picture.size == (1600, 2560)
        assert max(abs(a - b) for a, b in zip(picture.getpixel((30, 30)), (40, 60, 90), strict=True)) <= 4


@pytest.mark.parametrize("how", ["band", "label"])
def test_words_stand_in_a_field_of_their_own(how):
    cover = dress(BRIEF, font_shelf(), load_style("label"), saved(photo()), how)
    assert how in cover.why
    assert "“The Lantern” by violet_hunter" in cover.alt
    with Image.open(io.BytesIO(cover.jpeg)) as picture:
        assert picture.size == (1600, 2560)


def test_a_small_picture_is_used_and_said_to_be_small():
    cover = dress(BRIEF, font_shelf(), load_style("label"), saved(photo(400, 640)))
    assert cover.faults == ("the picture is 400 pixels wide only and looks soft",)
