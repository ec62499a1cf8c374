"""Pictures without what their files tell of camera, place and owner: the same picture, and nothing else."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from fanbook.model.picture import Picture
from fanbook.read.pictures import read_picture

SECRET = b"SERIAL-4711"
XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(way: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[0x0112] = way
    made[0x010F] = SECRET.decode()
    made.get_ifd(0x8825)[2] = (51.0, 30.0, 0.5)  # where it was taken
    return made


def drawn(mode: str = "RGB") -> Image.Image:
    image = Image.new(mode, (24, 16))
    image.putdata([(n * 7 % 256, n % 256, 40) if mode == "RGB" else n % 200 for n in range(24 * 16)])
    return image


def saved(kind: str, way: int = 1) -> bytes:
    out = io.BytesIO()
    match kind:
        case "JPEG":
            drawn().save(
                out, kind, exif=exif(way), comment=SECRET, xmp=XMP, icc_profile=PROFILE, progressive=True
            )
            return out.getvalue() + SECRET  # a phone's film hangs behind the end
        case "PNG":
            said = PngImagePlugin.PngInfo()
            said.add_text("Comment", SECRET.decode())
            said.add_itxt("XML:com.adobe.xmp", XMP.decode())
            drawn().save(out, kind, exif=exif(), pnginfo=said, icc_profile=PROFILE, dpi=(300, 300))
            return out.getvalue() + SECRET
        case "GIF":
            frames = [drawn("P").rotate(turn) for turn in (90, 180)]
            drawn("P").save(
                out, kind, comment=SECRET, save_all=True, append_images=frames, loop=3, duration=50
            )
            return out.getvalue()
        case _:
            drawn().save(out, "WEBP", exif=exif(), xmp=XMP, icc_profile=PROFILE, lossless=kind == "WEBP")
            return out.getvalue()


KINDS = ("JPEG", "PNG", "GIF", "WEBP", "WEBP, lossy")


def taken(data: bytes) -> Picture:
    picture = read_picture(data)
    assert isinstance(picture, Picture), picture
    return picture


def frames_of(data: bytes) -> list[bytes]:
    image = Image.open(io.BytesIO(data))
    out = []
    for n in range(getattr(image, "n_frames", 1)):
        image.seek(n)
        out.append(image.convert("RGBA").tobytes())
    return out


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_the_picture_is_taken(kind: str) -> None:
    data = saved(kind)
    made = taken(data).data
    assert SECRET in data
    assert SECRET not in made
    assert frames_of(made) == frames_of(data)
    image, before = Image.open(io.BytesIO(made)), Image.open(io.BytesIO(data))
    assert not dict(image.getexif())
    for fact in ("icc_profile", "loop", "duration", *(["dpi"] if kind == "PNG" else [])):
        assert image.info.get(fact) == before.info.get(fact)


@pytest.mark.parametrize("kind", KINDS)
def test_taken_twice_it_is_the_same(kind: str) -> None:
    once = taken(saved(kind))
    assert taken(once.data) == once
    assert taken(once.data).data == once.data


@pytest.mark.parametrize("way", range(2, 9))
def test_a_photograph_stays_the_right_way_up(way: int) -> None:
    assert dict(Image.open(io.BytesIO(taken(saved("JPEG", way)).data)).getexif()) == {0x0112: way}


@given(st.sampled_from(KINDS), st.floats(0, 1), st.floats(0, 1), st.binary(max_size=4))
def test_a_damaged_file_is_a_picture_or_none(kind: str, at: float, end: float, junk: bytes) -> None:
    data = saved(kind)
    torn = data[: int(at * len(data))] + junk + data[int(at * len(data)) : int(end * len(data))]
    assert isinstance(read_picture(torn), Picture | str)


def test_a_png_part_that_claims_to_be_longer_than_the_file_makes_it_damaged() -> None:
    data = bytearray(saved("PNG"))
    data[33:37] = b"\x7f\xff\xff\xff"
    assert read_picture(bytes(data)) == "damaged"
