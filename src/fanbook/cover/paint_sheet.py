"""A cover's parts laid flat: back, spine, front and the bleed about them.

In: pictures of the front, of what lies on the back, of the spine's ground. Out: one picture. The back bears the
mirror image of its art, so that what runs across the front runs on over the spine; the bleed is the art's own edge
turned over, which the knife takes away.
"""

import io
from collections.abc import Sequence

from msgspec import Struct
from PIL import Image, ImageDraw, ImageOps

from fanbook.cover.fonts import FontShelf
from fanbook.cover.paint_type import font_at

Picture = Image.Image


class Parts(Struct, frozen=True):
    """The front, the art that is mirrored on the back, the spine's ground; each as large as a leaf."""

    front: Picture
    back: Picture
    spine: Picture


def laid_flat(parts: Parts, spine: int, bleed: int, *, turned: bool = False) -> Picture:
    """Back, spine and front side by side, or turned: front, spine and back; with the bleed on all four sides."""
    width, height = parts.front.size
    sheet = Image.new("RGB", (2 * width + spine + 2 * bleed, height + 2 * bleed))
    left, right = bleed, bleed + width + spine
    sheet.paste(ImageOps.mirror(parts.back), (right if turned else left, bleed))
    sheet.paste(parts.front, (left if turned else right, bleed))
    for x in range(0, spine, width):
        sheet.paste(parts.spine.crop((0, 0, min(width, spine - x), height)), (bleed + width + x, bleed))
    _turn_over(sheet, bleed)
    return sheet


def _turn_over(sheet: Picture, bleed: int) -> None:
    """Fill the bleed with the mirror image of what lies beside it."""
    width, height = sheet.size
    for box, place in (
        ((bleed, 0, 2 * bleed, height), (0, 0)),
        ((width - 2 * bleed, 0, width - bleed, height), (width - bleed, 0)),
    ):
        sheet.paste(ImageOps.mirror(sheet.crop(box)), place)
    for box, place in (
        ((0, bleed, width, 2 * bleed), (0, 0)),
        ((0, height - 2 * bleed, width, height - bleed), (0, height - bleed)),
    ):
        sheet.paste(ImageOps.flip(sheet.crop(box)), place)


_GROUND, _WORDS = (228, 226, 221), (70, 66, 60)
_GAP, _CAPTION = 14, 34  # pixels


def sheet_of(covers: Sequence[tuple[bytes, str]], shelf: FontShelf, columns: int, width: int) -> bytes:
    """Covers side by side as a JPEG, each over its caption if any has one."""
    high = round(width * 1.6)
    caption = _CAPTION if any(text for _, text in covers) else 0
    across, down = width + _GAP, high + _GAP + caption
    columns = min(columns, len(covers))
    rows = -(-len(covers) // columns)
    sheet = Image.new("RGB", (columns * across + _GAP, rows * down + _GAP), _GROUND)
    draw, face = ImageDraw.Draw(sheet), shelf.get("geometric")
    for n, (jpeg, text) in enumerate(covers):
        x, y = _GAP + n % columns * across, _GAP + n // columns * down
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
            picture.draft("RGB", (2 * width, 2 * high))
            sheet.paste(picture.resize((width, high), Image.Resampling.LANCZOS), (x, y))
        if text and face:
            draw.text(
                (x + width / 2, y + high + 24), text, font=font_at(face, 19, 500), fill=_WORDS, anchor="ms"
            )
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=86, subsampling=0)
    return out.getvalue()
