"""From a brief to a finished cover: compose, paint, describe.

In: a brief, faces, a style. Out: a `Cover`. `STYLES` is the list of composers, one line a style; the
rules of each are its `style.toml`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from fanbook.cover import (
    broadside,
    clothbound,
    counterchange,
    flow,
    grid,
    label,
    landscape,
    monogram,
    orrery,
)
from fanbook.cover.brief import Cover, CoverBrief
from fanbook.cover.composition import Composition
from fanbook.cover.fonts import FontShelf
from fanbook.cover.paint import Picture, encode, paint
from fanbook.cover.paint_type import Pen
from fanbook.cover.setting import Press, tidy
from fanbook.cover.style import Style
from fanbook.cover.words import name_list

Composer = Callable[[CoverBrief, Style, Press], Composition]

STYLES: Mapping[str, Composer] = MappingProxyType(
    {
        "clothbound": clothbound.compose,
        "grid": grid.compose,
        "flow": flow.compose,
        "landscape": landscape.compose,
        "broadside": broadside.compose,
        "label": label.compose,
        "monogram": monogram.compose,
        "counterchange": counterchange.compose,
        "orrery": orrery.compose,
    }
)


def compose(brief: CoverBrief, fonts: FontShelf, style: Style) -> Composition:
    """A cover composed and not yet painted. Raises KeyError for a style nobody composes."""
    return STYLES[style.composer or style.name](brief, style, Press(fonts, Pen(fonts), brief.language))


def pictured(made: Composition, fonts: FontShelf) -> Picture:
    """A composition painted."""
    return paint(made.scene, fonts)


def finish(brief: CoverBrief, made: Composition, picture: Picture, style: Style) -> Cover:
    """A painted cover as a file, described."""
    missing = tuple(sorted(made.missing))
    alt = describe(brief, made)
    return Cover(encode(picture), made.scene.width, made.scene.height, alt, missing, style.name)


def draw(brief: CoverBrief, fonts: FontShelf, style: Style) -> Cover:
    """The cover of a book in a style: 1600 x 2560 JPEG, sRGB. Raises KeyError for a style nobody composes."""
    made = compose(brief, fonts, style)
    cover = finish(brief, made, pictured(made, fonts), style)
    return replace(cover, why=f"{style.name}: asked for")


def describe(brief: CoverBrief, made: Composition) -> str:
    """The cover in words: what it says, then what it shows."""
    names = name_list(brief.authors, brief.language)
    said = f"Cover of “{tidy(brief.title)}”" + (f" by {names}." if names else ".")
    return f"{said} {made.shown}."
