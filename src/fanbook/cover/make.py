"""From a brief to a finished cover: compose, paint, describe.

In: a brief, faces, a style. Out: a `Cover`. `STYLES` is the list of composers, one line a style; the
rules of each are its `style.toml`.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from fanbook.cover.brief import Cover, CoverBrief
from fanbook.cover.clothbound import Composition, compose
from fanbook.cover.fonts import FontShelf
from fanbook.cover.paint import Pen, encode, paint
from fanbook.cover.palette import say
from fanbook.cover.setting import Press, tidy
from fanbook.cover.style import Style
from fanbook.cover.words import name_list

Composer = Callable[[CoverBrief, Style, Press], Composition]

STYLES: Mapping[str, Composer] = MappingProxyType({"clothbound": compose})


def draw(brief: CoverBrief, fonts: FontShelf, style: Style) -> Cover:
    """The cover of a book: 1600 x 2560 JPEG, sRGB. Raises KeyError for a style nobody composes."""
    made = STYLES[style.name](brief, style, Press(fonts, Pen(fonts), brief.language))
    jpeg = encode(paint(made.scene, fonts))
    missing = tuple(sorted(made.missing))
    return Cover(jpeg, made.scene.width, made.scene.height, describe(brief, made), missing)


def describe(brief: CoverBrief, made: Composition) -> str:
    """The cover in words: what it says, then what it shows."""
    names = name_list(brief.authors, brief.language)
    design, colours = made.design, made.design.palette
    said = f"Cover of “{tidy(brief.title)}”" + (f" by {names}." if names else ".")
    foil = colours.foil_name if colours.is_dark else f"{say(colours.foil)} foil"
    motifs = [motif.name for motif in design.motifs[:2]]
    shown = design.layout.says.format(*motifs)
    cloth = say(colours.cloth).capitalize()
    return f"{said} {cloth} cloth stamped in {foil}: {shown}."
