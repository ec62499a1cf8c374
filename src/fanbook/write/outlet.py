"""What print shops ask of an interior that they print and bind: how many pages, which margins, what bleed.

In: a shop's name. Out: a frozen record. The figures are those that the shops publish, in inches there and in
points here; a shop's own check has the last word. No shop is asked anything and nothing is sent: this is geometry. Binding at home is the default, and
has none of these rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from msgspec import Struct

from fanbook.errors import ConfigError
from fanbook.write.trim import GUTTERS, WIDEST_GUTTER

INCH = 72.0
BLEED = 0.125 * INCH  # on each side that has one


class Outlet(Struct, frozen=True):
    """A shop. `margin` is the least on any side; `by_gutter`: the inner one grows with the pages.

    `bleed` is how much wider and higher than the trim a page with pictures to its edges has to be. In points.
    """

    name: str
    fewest: int
    most: int
    margin: float
    bleed: tuple[float, float]
    by_gutter: bool = False
    last_is_blank: bool = False

    def edges(self, *, spine_left: bool) -> tuple[float, float, float, float]:
        """The bleed at the left, the foot, the right and the head of a page; some shops want none at the spine."""
        wide, high = self.bleed
        spine = wide - BLEED
        left, right = (spine, BLEED) if spine_left else (BLEED, spine)
        return left, high / 2, right, high / 2

    def inner(self, pages: int) -> float:
        """The least inner margin of a book of so many pages."""
        if not self.by_gutter:
            return self.margin
        return next((inches for most, inches in GUTTERS if pages <= most), WIDEST_GUTTER) * INCH


OUTLETS: Mapping[str, Outlet] = {
    "kdp": Outlet("KDP", 24, 828, 0.25 * INCH, (BLEED, 2 * BLEED), by_gutter=True),
    "lulu": Outlet("Lulu", 32, 800, 0.5 * INCH, (2 * BLEED, 2 * BLEED)),
    "ingram": Outlet("IngramSpark", 18, 1200, 0.5 * INCH, (BLEED, 2 * BLEED), last_is_blank=True),
}


def find_outlet(name: str, at: str = "") -> Outlet | None:
    """The shop; None for no name. Raises `ConfigError` (C003) that names what is known."""
    key = name.strip().casefold()
    if not key:
        return None
    if key in OUTLETS:
        return OUTLETS[key]
    near = get_close_matches(key, OUTLETS, 1)
    hint = (f"did you mean {near[0]!r}? " if near else "") + f"known: {', '.join(OUTLETS)}"
    raise ConfigError("C003", f"no print shop is called {name!r}", at=at, hint=hint)


def blanks_after(pages: int, outlet: Outlet | None, multiple: int = 0) -> int:
    """How many blank pages go after the last: to fill signatures of `multiple` pages, and for the shop."""
    least = pages + bool(outlet and outlet.last_is_blank)
    if outlet:
        multiple = multiple * (1 + multiple % 2) or 2  # leaves have two sides
    return -(-least // multiple) * multiple - pages if multiple else 0
