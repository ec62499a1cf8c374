"""What a theme says of its print beside its style sheet: the table [print] of `theme.toml`.

The lines of a paragraph are planned before WeasyPrint sees them, so what makes its letters wider or its
first line shorter is said here too. Raises `FanbookError` (W003) for a value that makes no sense.
"""

from __future__ import annotations

from msgspec import Struct

from fanbook.errors import FanbookError
from fanbook.resources import Theme
from fanbook.write.lines.shapes import PLAIN, Style

SMALL_CAPS = "small-caps"


class PrintManner(Struct, frozen=True):
    """`opening` is the style of a chapter's first words, `initial` the size of its first letter (em).

    `indent` is in em, `size` in points (0: by the page); `justify`: lines fill the measure.
    """

    indent: float = 1.35
    opening: Style = PLAIN
    initial: float = 1.0
    justify: bool = True
    size: float = 0.0


def print_manner(theme: Theme) -> PrintManner:
    """The theme's own manner."""
    told = theme.settings.get("print", {})
    try:
        tracking = float(told.get("opening-tracking", 0.0))
        return PrintManner(
            indent=float(told.get("indent", 1.35)),
            opening=Style(caps=told.get("opening") == SMALL_CAPS, tracking=tracking),
            initial=float(told.get("initial", 1.0)),
            justify=bool(told.get("justify", True)),
            size=float(told.get("size", 0.0)),
        )
    except (TypeError, ValueError, AttributeError) as fault:
        hint = "see [print] in the theme.toml of classic"
        raise FanbookError(
            "W003", f"the theme {theme.name!r} says something odd: {fault}", hint=hint
        ) from fault
