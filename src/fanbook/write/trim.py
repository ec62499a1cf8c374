"""Trim sizes, and the page that fits each: margins, measure, type size and leading.

In goes what a person says ("half-letter", "148x210mm"); out comes a frozen `Trim`. Every length
is in points. A page is drawn from its width and height alone, so that a size nobody thought of
is set as well as a named one:

- the type grows with the page, the leading with the type, and both stay on quarter points;
- the measure is what some 65 characters take, unless the paper is too narrow for them;
- the text block is a whole number of lines, so that lines of facing pages and of the two sides
  of a leaf stand on one grid;
- what is left becomes margins that mirror: inner a little wider than outer (the binding eats
  some of it), bottom wider than top.

Sources for the proportions: the `novel` class of LaTeX (33 to 35 lines, leading 1.3), Bringhurst
on the measure, Tschichold on margins; the character width was measured on EB Garamond.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from msgspec import Struct
from msgspec.structs import replace

from fanbook.errors import ConfigError

POINTS = {"pt": 1.0, "in": 72.0, "mm": 72 / 25.4, "cm": 720 / 25.4}

NAMED = {
    "half-letter": (5.5, 8.5, "in"),
    "a5": (148, 210, "mm"),
    "digest": (5.5, 8.5, "in"),
    "5x8": (5, 8, "in"),
    "6x9": (6, 9, "in"),
    "a6": (105, 148, "mm"),
    "quarter-letter": (4.25, 5.5, "in"),
    "b6": (125, 176, "mm"),
    "pocket": (4.25, 6.87, "in"),
    "royal": (6.14, 9.21, "in"),
}
DEFAULT = "half-letter"

# What a binder can fold and a printer can feed; beyond it a slip of the unit is likelier.
SMALLEST, LARGEST = 70 * POINTS["mm"], 450 * POINTS["mm"]

CHARACTER = 0.398  # mean advance in EB Garamond prose, spaces included, in em
CHARACTERS = 65  # on a line; 58 to 70 read well
WIDEST_BLOCK = 0.745  # of the page's width: narrower paper gives up characters before margins
TALLEST_BLOCK = 0.812  # of the page's height
FEWEST_LINES = 10
INNER, TOP = 0.535, 0.455  # shares of the margins

_SIZE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:x|×|by)\s*(\d+(?:\.\d+)?)\s*(pt|in|mm|cm)?\s*", re.IGNORECASE)


class Trim(Struct, frozen=True):
    """A page: its cut size, its margins, and the type that stands in them. All in points."""

    name: str
    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    size: float
    leading: float
    lines: int
    bleed: float = 0.0  # paper beyond the cut, for what runs over it

    @property
    def measure(self) -> float:
        """The length of a full line."""
        return self.width - self.inner - self.outer


# Pages up to which an inner margin will do, in inches: what print shops ask of glued books.
GUTTERS = ((150, 0.375), (300, 0.5), (500, 0.625), (700, 0.75))
WIDEST_GUTTER, LEAST_OUTER = 0.875, 0.375


def gutter_shift(trim: Trim, pages: int) -> float:
    """How far the text of a book of so many pages moves away from the spine, in points.

    The measure stays as it is: what the inner margin gains the outer one gives, as far as it can.
    """
    inches = next((inner for most, inner in GUTTERS if pages <= most), WIDEST_GUTTER)
    return round(min(max(0.0, inches * 72 - trim.inner), max(0.0, trim.outer - LEAST_OUTER * 72)), 2)


def find_trim(said: str = DEFAULT) -> Trim:
    """The page for a name or for `WIDTHxHEIGHT` with a unit (`pt`, `in`, `mm`, `cm`).

    Without a unit small numbers are inches and large ones millimetres. Raises `ConfigError`
    (C003) that names what is known.
    """
    name = said.strip().lower()
    if name in NAMED:
        width, height, unit = NAMED[name]
        return draw_page(name, width * POINTS[unit], height * POINTS[unit])
    size = size_of(name)
    if size is None:
        raise _unknown(said)
    return _within_reason(said, *size)


def size_of(said: str) -> tuple[float, float] | None:
    """Width and height of `WIDTHxHEIGHT`; None where it is no size."""
    match = _SIZE.fullmatch(said)
    if match is None:
        return None
    width, height = float(match[1]), float(match[2])
    unit = (match[3] or ("in" if max(width, height) < 20 else "mm")).lower()
    return width * POINTS[unit], height * POINTS[unit]


def resized(trim: Trim, size: float) -> Trim:
    """The page with type of that size, or as it is for 0."""
    if not size:
        return trim
    return replace(draw_page(trim.name, trim.width, trim.height, size), bleed=trim.bleed)


def draw_page(name: str, width: float, height: float, wanted: float = 0.0) -> Trim:
    """A page of this size with margins and type to fit; type of `wanted` points if that is not 0."""
    by_height = TALLEST_BLOCK * height / FEWEST_LINES / 1.36  # a low, wide page takes smaller type
    size = _quarter(min(12.5, by_height, max(8.5, 9.5 + (width - 105 * POINTS["mm"]) * 0.0167)))
    size = wanted or size
    leading = _quarter(size * 1.31)
    measure = min(CHARACTERS * CHARACTER * size, WIDEST_BLOCK * width)
    lines = int(TALLEST_BLOCK * height / leading)
    beside, above = width - measure, height - lines * leading
    inner, top = round(beside * INNER, 2), round(above * TOP, 2)
    return Trim(
        name=name,
        width=round(width, 3),
        height=round(height, 3),
        inner=inner,
        outer=round(beside - inner, 2),
        top=top,
        bottom=round(above - top, 2),
        size=size,
        leading=leading,
        lines=lines,
    )


def _quarter(points: float) -> float:
    return round(points * 4) / 4


def _within_reason(said: str, width: float, height: float) -> Trim:
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ConfigError(
            "C003",
            f"no book is {said.strip()!r} in size",
            hint="each side may measure 70 to 450 mm; write the unit, as in 148x210mm or 5.5x8.5in",
        )
    return draw_page(said.strip().lower(), width, height)


def _unknown(said: str) -> ConfigError:
    near = get_close_matches(said.strip().lower(), NAMED, 1)
    guess = f"did you mean {near[0]!r}? " if near else ""
    known = ", ".join(NAMED)
    return ConfigError(
        "C003",
        f"no trim size is called {said!r}",
        hint=f"{guess}known: {known}, or a size such as 148x210mm or 5.5x8.5in",
    )
