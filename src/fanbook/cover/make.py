"""From a brief to a finished cover: compose, paint, describe.

In: a brief, faces, a style. Out: a `Cover`. `STYLES` is the list of composers, each a module of that name here; the
rules of each are its `style.toml`.
"""

from collections.abc import Callable
from importlib import import_module

from msgspec.structs import replace

from fanbook.cover.brief import Cover, CoverBrief
from fanbook.cover.composition import Composition
from fanbook.cover.fonts import FontShelf
from fanbook.cover.paint import Picture, encode, paint
from fanbook.cover.paint_type import Pen
from fanbook.cover.setting import Press, tidy
from fanbook.cover.style import Style
from fanbook.cover.words import name_list

Composer = Callable[[CoverBrief, Style, Press], Composition]

STYLES = (
    "clothbound",
    "grid",
    "flow",
    "landscape",
    "broadside",
    "label",
    "monogram",
    "counterchange",
    "orrery",
)


def compose(brief: CoverBrief, pen: Pen, style: Style) -> Composition:
    """A cover composed and not yet painted. Raises KeyError for a style nobody composes."""
    composer = _composer(style.composer or style.name)
    return composer(brief, style, Press(pen.shelf, pen, brief.language))


def _composer(name: str) -> Composer:
    """The module of that name is loaded only where a book is dressed so."""
    if name not in STYLES:
        raise KeyError(name)
    found: Composer = import_module(f"fanbook.cover.{name}").compose
    return found


def pictured(made: Composition, pen: Pen) -> Picture:
    """A composition painted."""
    return paint(made.scene, pen)


def finish(brief: CoverBrief, made: Composition, picture: Picture, style: Style) -> Cover:
    """A painted cover as a file, described."""
    missing = tuple(sorted(made.missing))
    alt = describe(brief, made)
    return Cover(encode(picture), made.scene.width, made.scene.height, alt, missing, style.name)


def draw(brief: CoverBrief, fonts: FontShelf, style: Style) -> Cover:
    """The cover of a book in a style: 1600 x 2560 JPEG, sRGB. Raises KeyError for a style nobody composes."""
    pen = Pen(fonts)
    made = compose(brief, pen, style)
    cover = finish(brief, made, pictured(made, pen), style)
    return replace(cover, why=f"{style.name}: asked for")


def describe(brief: CoverBrief, made: Composition) -> str:
    """The cover in words: what it says, then what it shows."""
    names = name_list(brief.authors, brief.language)
    said = f"Cover of “{tidy(brief.title)}”" + (f" by {names}." if names else ".")
    return f"{said} {made.shown}."
