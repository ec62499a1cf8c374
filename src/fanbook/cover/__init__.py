"""A book's cover from its metadata alone.

In: a `CoverBrief`, a `FontShelf`, a `Style`. Out: a `Cover`. Everything here is pure but `shelf`, which
finds the files of fonts and styles; same brief, same bytes, in any process and any order.
"""

from fanbook.cover.brief import Cover, CoverBrief
from fanbook.cover.dressed import dress
from fanbook.cover.fonts import Face, FontShelf
from fanbook.cover.make import STYLES, draw
from fanbook.cover.opened import HEIGHT, Leaf, Opened, open_flat
from fanbook.cover.paint_photo import PictureError
from fanbook.cover.paint_sheet import sheet_of
from fanbook.cover.router import choose
from fanbook.cover.shelf import font_shelf, load_style, load_styles
from fanbook.cover.style import Style, parse_style

__all__ = [
    "HEIGHT",
    "STYLES",
    "Cover",
    "CoverBrief",
    "Face",
    "FontShelf",
    "Leaf",
    "Opened",
    "PictureError",
    "Style",
    "choose",
    "draw",
    "dress",
    "font_shelf",
    "load_style",
    "load_styles",
    "open_flat",
    "parse_style",
    "sheet_of",
]
