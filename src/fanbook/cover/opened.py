"""A cover opened flat for print: back, spine and front as one picture without words, and the words beside it.

In: a brief, faces, a style or a picture of one's own, the shape of a leaf, the spine, the bleed. Out: an `Opened`:
the picture, and the words of the front as runs in places, which print as type and not as pixels. The front is the
cover that the book has on a screen, composed anew for the shape of its leaf.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover.brief import CoverBrief
from fanbook.cover.colour import RGB, contrast
from fanbook.cover.composition import Composition
from fanbook.cover.dressed import composed, shape_of
from fanbook.cover.fonts import FontShelf
from fanbook.cover.make import compose
from fanbook.cover.paint import Picture, encode, paint
from fanbook.cover.paint_photo import cropped, mean_colour, open_picture
from fanbook.cover.paint_sheet import Parts, laid_flat
from fanbook.cover.paint_type import Pen
from fanbook.cover.router import first_fit
from fanbook.cover.scene import Box, Ink, Layer, Written
from fanbook.cover.setting import Press
from fanbook.cover.style import Style

HEIGHT = 2560  # pixels of a leaf's height
# What only the front has: the fields of words, and what a landscape is of.
_FRONT_ONLY = frozenset("panel field frame dividers shade rule subject lights sky".split())
_BACKS = {  # where a back may have words: over the art's mirror image, or on plain ground
    "clothbound": "panel", "label": "panel", "landscape": "head", "flow": "foot",
}  # fmt: skip


class Leaf(Struct, frozen=True):
    """Sizes in pixels of the picture: a leaf's width, the spine, the bleed."""

    width: int
    spine: int
    bleed: int
    turned: bool = False  # the book opens from the right: its front is on the left


class Opened(Struct, frozen=True):
    """A cover opened flat. Places of words count from the front's top left corner, in pixels."""

    jpeg: bytes
    leaf: Leaf
    front: tuple[tuple[Written, RGB], ...]
    ground: RGB  # of the spine, and of the field for words on the back
    ink: RGB  # readable on it
    panel: Box | None  # of the front, where a pattern lies about it
    back: str  # "panel", "head", "foot" or "plain": where the back's words stand
    missing: frozenset[str]
    style: str


def open_flat(
    brief: CoverBrief,
    fonts: FontShelf,
    styles: Sequence[Style],
    leaf: Leaf,
    picture: tuple[bytes, str] | None = None,
) -> Opened:
    """The cover opened. `picture` is a file's bytes and how it is dressed. Raises `PictureError`."""
    if picture:
        return _of_picture(brief, fonts, styles[0], leaf, picture)
    pen = Pen(fonts)
    wide = [replace(style, width=leaf.width, height=HEIGHT) for style in styles]
    style, made = first_fit(brief, pen, wide) if len(wide) > 1 else (wide[0], compose(brief, pen, wide[0]))
    art = tuple(layer for layer in made.scene.layers if layer.name != "words")
    front = paint(replace(made.scene, layers=art), pen)
    how = _BACKS.get(style.composer or style.name, "plain")
    how = "plain" if how == "panel" and made.panel is None else how  # a wreath is the front's alone
    shared = tuple(layer for layer in art if layer.name not in _FRONT_ONLY)
    back = paint(replace(made.scene, layers=() if how == "plain" else shared), pen)
    ground = made.scene.ground.stops[0][1] if made.scene.ground.stops else made.scene.ground.rgb
    flat = Ink(ground, "print") if made.scene.ground.stops else made.scene.ground
    spine = paint(replace(made.scene, ground=flat, layers=()), pen)
    parts = Parts(front, back, spine)
    return _flat(made, parts, leaf, ground, (how, style.name))


def _of_picture(
    brief: CoverBrief, fonts: FontShelf, style: Style, leaf: Leaf, own: tuple[bytes, str]
) -> Opened:
    """A picture on the front; spine and back in its colour."""
    picture = open_picture(own[0])
    how = own[1] or shape_of(picture)
    wide = replace(style, width=leaf.width, height=HEIGHT)
    pen = Pen(fonts)
    made, box = composed(brief, wide, Press(fonts, pen, brief.language), picture, how)
    ground = made.scene.ground.rgb
    plain = paint(replace(made.scene, layers=()), pen)
    if how == "bare":
        made = replace(made, scene=replace(made.scene, layers=()), words=())
        front = cropped(picture, leaf.width, HEIGHT)
        ground = mean_colour(picture)
    else:
        shown = cropped(picture, round(box.width), round(box.height))
        art = tuple(layer for layer in made.scene.layers if layer.name != "words")
        front = paint(replace(made.scene, layers=art), pen, under=(shown, (round(box.x0), round(box.y0))))
    return _flat(made, Parts(front, plain, plain), leaf, ground, ("plain", "picture"))


def _flat(made: Composition, parts: Parts, leaf: Leaf, ground: RGB, names: tuple[str, str]) -> Opened:
    words = [layer for layer in made.scene.layers if layer.name == "words"]
    front = tuple(
        (mark, layer.ink.rgb) for layer in words for mark in layer.marks if isinstance(mark, Written)
    )
    sheet: Picture = laid_flat(parts, leaf.spine, leaf.bleed, turned=leaf.turned)
    return Opened(
        encode(sheet), leaf, front, ground, _ink(words, ground), made.panel, names[0], made.missing, names[1]
    )


def _ink(words: Sequence[Layer], ground: RGB) -> RGB:
    """The words' own ink where it can be read on the ground, else black or white."""
    options = [layer.ink.rgb for layer in words] + [(20, 18, 16), (250, 248, 242)]
    good = [one for one in options if contrast(one, ground) >= 7]
    return good[0] if good else max(options, key=lambda one: contrast(one, ground))
