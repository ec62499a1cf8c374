"""A cover with a person's own picture: bare, over a band of words, or with a label on it.

In: a brief, faces, the label style, the file's bytes, how it is to be dressed. Out: a `Cover`. A picture in the
shape of a cover is taken for a finished one and left bare; any other gets the words in a solid field of its own
colour, never on the picture itself, so that they can be read whatever it shows.
"""

from msgspec.structs import replace

from fanbook.cover.brief import Cover, CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.colour import Colour, from_rgb
from fanbook.cover.composition import Composition, letters, stand
from fanbook.cover.fonts import FontShelf
from fanbook.cover.make import finish
from fanbook.cover.ornaments import bar, fleuron, rule_box
from fanbook.cover.paint import Picture, encode, paint
from fanbook.cover.paint_photo import cropped, mean_colour, open_picture
from fanbook.cover.paint_type import Pen
from fanbook.cover.palette import READABLE, apart
from fanbook.cover.scene import Box, Ink, Layer, Scene
from fanbook.cover.setting import Press, tidy
from fanbook.cover.style import Style
from fanbook.cover.words import name_list, set_stack

_COVER_SHAPES = 0.58, 0.72  # width by height, of pictures that are covers already
_LEAST = 1000  # pixels of width below which a picture looks soft
_PAD = 120.0


def dress(brief: CoverBrief, fonts: FontShelf, style: Style, data: bytes, how: str = "") -> Cover:
    """The cover. Raises `PictureError` where the file is no picture; `faults` say what is wrong with one."""
    picture = open_picture(data)
    how = how or shape_of(picture)
    soft = f"the picture is {picture.width} pixels wide only and looks soft"
    faults = (soft,) if picture.width < _LEAST else ()
    why = f"your own picture, {'as it is' if how == 'bare' else f'with a {how}'}"
    if how == "bare":
        whole = cropped(picture, style.width, style.height)
        names = name_list(brief.authors, brief.language)
        alt = f"Cover of “{tidy(brief.title)}”{f' by {names}' if names else ''}."
        return Cover(encode(whole), style.width, style.height, alt, (), "picture", why, faults)
    pen = Pen(fonts)
    made, art = composed(brief, style, Press(fonts, pen, brief.language), picture, how)
    shown = cropped(picture, round(art.width), round(art.height))
    painted = paint(made.scene, pen, under=(shown, (round(art.x0), round(art.y0))))
    return replace(finish(brief, made, painted, style), style="picture", why=why, faults=faults)


def shape_of(picture: Picture) -> str:
    """How a picture is dressed where nobody says: one in the shape of a cover is one."""
    return "bare" if _COVER_SHAPES[0] <= picture.width / picture.height <= _COVER_SHAPES[1] else "band"


def _field(picture: Picture) -> tuple[Colour, Colour]:
    """Ink and ground in the picture's own hue: dark for a dark picture, pale for a pale one."""
    tone = from_rgb(mean_colour(picture))
    chroma = min(0.06, tone.chroma)
    if tone.lightness < 0.6:
        return apart(Colour(0.96, 0.015, tone.hue), Colour(0.22, chroma, tone.hue), READABLE)
    return apart(Colour(0.2, chroma, tone.hue), Colour(0.955, min(0.02, chroma), tone.hue), READABLE)


def composed(
    brief: CoverBrief, style: Style, press: Press, picture: Picture, how: str
) -> tuple[Composition, Box]:
    """The words in their field, and where the picture shows; a bare picture gets both where a band would be."""
    ink, ground = _field(picture)
    page = Box(0, 0, style.width, style.height)
    voice = style.type.plain if brief.stand_in else Chance("dressed", brief.key).weighed(style.type.voices)
    width = 1130.0 if how == "label" else style.width - 2 * 150.0
    stack = set_stack(brief, style.type, voice, (width - 2 * 40, style.height * 0.5), press, byline=True)
    height = stack.height + 2 * _PAD
    if how == "label":
        top = style.height * 0.60 - height / 2
        field, art = Box(page.width / 2 - width / 2, top, page.width / 2 + width / 2, top + height), page
    else:
        field = Box(0, style.height - height - 40, style.width, style.height)
        art = Box(0, 0, style.width, field.y0)
    drop = field.y0 + _PAD + (0 if how == "label" else 10)
    words = stand(stack.items, page.width / 2, drop=drop)
    flat = Ink(ink.rgb, "print")
    frame = (*rule_box(field.inset(26), 7), *rule_box(field.inset(42), 2.6)) if how == "label" else (
        bar(0, field.y0 + 18, page.width, field.y0 + 24),
    )  # fmt: skip
    rules = tuple(mark for y in stack.rules for mark in fleuron(page.width / 2, y + drop, 300))
    layers = (
        Layer("panel", Ink(ground.rgb, "paper"), (bar(field.x0, field.y0, field.x1, field.y1),)),
        Layer("frame", flat, frame),
        Layer("dividers", flat, rules),
        letters(words, flat),
    )
    scene = Scene(style.width, style.height, Ink(ground.rgb, "paper"), layers, brief.key)
    return Composition(scene, words, stack.missing, "A picture of the owner's own", field), art
