"""Sheets of paper: what a person calls them, and how large they are. All lengths in points."""

from __future__ import annotations

from difflib import get_close_matches

from fanbook.errors import ConfigError
from fanbook.write.trim import POINTS, size_of

SHEETS = {
    "letter": (8.5, 11, "in"),
    "legal": (8.5, 14, "in"),
    "tabloid": (11, 17, "in"),
    "a5": (148, 210, "mm"),
    "a4": (210, 297, "mm"),
    "a3": (297, 420, "mm"),
    "sra3": (320, 450, "mm"),
    "b4": (250, 353, "mm"),
}


def find_sheet(said: str) -> tuple[float, float]:
    """(width, height) of a sheet, width the shorter. Raises `ConfigError` (C003) that names what is known."""
    name = said.strip().lower()
    if name in SHEETS:
        width, height, unit = SHEETS[name]
        return width * POINTS[unit], height * POINTS[unit]
    size = size_of(name)
    if size is None:
        near = get_close_matches(name, SHEETS, 1)
        guess = f"did you mean {near[0]!r}? " if near else ""
        hint = f"{guess}known: {', '.join(SHEETS)}, or a size such as 250x353mm or 9x12in"
        raise ConfigError("C003", f"no sheet is called {said!r}", hint=hint)
    return min(size), max(size)


def home_sheet(width: float, height: float, columns: int, rows: int) -> str:
    """The sheet at home that pages of this size fit on: letter where their size is a half of it, else A4.

    A sheet lies on its longer side where it has more columns than rows.
    """
    for name in ("letter", "a4", "legal", "b4", "tabloid", "a3", "sra3"):
        short, long = find_sheet(name)
        sheet = (long, short) if columns > rows else (short, long)
        if columns * width <= sheet[0] + 1 and rows * height <= sheet[1] + 1:
            return name
    return "a4"
