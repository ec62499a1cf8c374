"""How thick a block is, how large its cover: paper, spine, wrap, boards and cloth.

In: pages, a paper, a trim. Out: frozen records in points. Thickness is data, because papers differ more than any
formula: a binder measures the pressed block and says so. Sources: caliper of office papers as their makers give
it; print-on-demand papers as two services publish them; case sizes as binders' handbooks have them (squares of
3 mm, a joint of 7 mm, a turn-in of 18 mm, board of 2 mm).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from difflib import get_close_matches

from msgspec import Struct

from fanbook.errors import ConfigError
from fanbook.write.trim import POINTS, Trim

MM = POINTS["mm"]
BLEED = 9.0  # points: an eighth of an inch

# Millimetres of one leaf, which is two pages.
PAPERS: Mapping[str, float] = {
    "70gsm": 0.090, "75gsm": 0.097, "80gsm": 0.104, "90gsm": 0.115, "100gsm": 0.125, "120gsm": 0.150,
    "white": 0.1144, "cream": 0.1270, "colour": 0.1192,
}  # fmt: skip
DEFAULT_PAPER = "80gsm"

# Sheets of home printers and the next larger ones, in points, smallest first.
SHEETS: Mapping[str, tuple[tuple[str, float, float], ...]] = {
    "metric": (("A4", 210 * MM, 297 * MM), ("A3", 297 * MM, 420 * MM), ("A2", 420 * MM, 594 * MM)),
    "inches": (("letter", 612, 792), ("tabloid", 792, 1224), ("arch C", 1296, 1728)),
}
_EDGE = 14.0  # points that a home printer cannot print on

_SQUARE, _JOINT, _TURN_IN, _BOARD = 3 * MM, 7 * MM, 18 * MM, 2 * MM
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)\s*", re.IGNORECASE)


def find_paper(name: str) -> float:
    """Points of one leaf of a paper. Raises `ConfigError` (C003) that names what is known."""
    key = name.strip().casefold() or DEFAULT_PAPER
    if key in PAPERS:
        return PAPERS[key] * MM
    near = get_close_matches(key, PAPERS, 1)
    hint = (f"did you mean {near[0]!r}? " if near else "") + f"known: {', '.join(PAPERS)}"
    raise ConfigError("C003", f"no paper is called {name!r}", hint=hint)


def thickness(pages: int, paper: str, measured: str = "") -> float:
    """Points of a pressed block: as measured ("12.5mm"), else by pages and paper.

    Raises `ConfigError` (C003).
    """
    if not measured.strip():
        return math.ceil(pages / 2) * find_paper(paper)
    match = _LENGTH.fullmatch(measured)
    points = float(match[1]) * POINTS[match[2].lower()] if match else 0.0
    if not 1 <= points <= 120 * MM:
        raise ConfigError("C003", f"no spine is {measured!r} wide", hint='a measured block, as in "12.5mm"')
    return points


class Wrap(Struct, frozen=True):
    """A soft cover opened flat: back, spine, front, and the bleed about them. `turned`: it opens from the right."""

    trim: Trim
    spine: float
    turned: bool = False

    @property
    def width(self) -> float:
        """Of the sheet, bleed and all."""
        return 2 * self.trim.width + self.spine + 2 * BLEED

    @property
    def height(self) -> float:
        """Of the sheet, bleed and all."""
        return self.trim.height + 2 * BLEED

    @property
    def front(self) -> float:
        """Where the front's left edge is, from the sheet's."""
        return BLEED if self.turned else BLEED + self.trim.width + self.spine

    @property
    def back(self) -> float:
        """The same of the back."""
        return BLEED + self.trim.width + self.spine if self.turned else BLEED

    @property
    def fold(self) -> float:
        """The same of the spine."""
        return BLEED + self.trim.width


class Case(Struct, frozen=True):
    """What a hard cover is cut from: two boards, a spine strip, the cloth; in points, width by height."""

    board: tuple[float, float]
    strip: tuple[float, float]
    cloth: tuple[float, float]


def case_for(trim: Trim, block: float) -> Case:
    """The parts of a case for a block of this size and thickness."""
    high = trim.height + 2 * _SQUARE
    board = trim.width - _SQUARE, high
    strip = block + 2 * _BOARD, high
    cloth = 2 * board[0] + strip[0] + 2 * _JOINT + 2 * _TURN_IN, high + 2 * _TURN_IN
    return Case(board, strip, cloth)


def sheet_for(width: float, height: float, trim: Trim) -> tuple[str, float, float]:
    """The smallest sheet, upright or across, on which a home printer gets a piece of this size.

    A piece larger than any sheet gets one of its own size.
    """
    inches = (
        trim.name in {"half-letter", "digest", "5x8", "6x9", "quarter-letter", "pocket", "royal"}
        or "in" in trim.name
    )
    for name, short, long in SHEETS["inches" if inches else "metric"]:
        for across, down in ((short, long), (long, short)):
            if width + 2 * _EDGE <= across and height + 2 * _EDGE <= down:
                return name, across, down
    return "a sheet of its own size", width + 72, height + 72
