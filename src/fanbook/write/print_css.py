"""The style sheet for one book on one size of paper.

A theme's `print.css` draws the pages in units of the type: `em`, and `rlh` for one line. What
depends on the book or the paper comes from here: the fonts, the type's size and leading, the
page and its mirrored margins. Two words in a theme are not CSS: `@page :recto` and `:verso`
become `:right` and `:left`, or the other way round where a book is read from right to left.
"""

from __future__ import annotations

import re

from fanbook.resources import Theme
from fanbook.write.print_faces import Coverage, face_rules, family_rules
from fanbook.write.trim import Trim
from fanbook.write.xhtml import language_tag, text_direction

# What a sum of line heights may be off in floating point: less than this, and never a line.
SLACK = 0.04

_SIDE = re.compile(r"(@page[^{]*):(recto|verso)\b")


def print_css(theme: Theme, trim: Trim, coverage: Coverage, language: str, languages: tuple[str, ...]) -> str:
    """The whole style sheet: typefaces, the page, the theme."""
    direction = text_direction(language_tag(language))
    return "\n".join(
        (
            face_rules(coverage),
            family_rules(coverage, (language, *languages)),
            page_rules(trim),
            sided(theme.print_css, direction),
        )
    )


def page_rules(trim: Trim) -> str:
    """The page, its margins, and the size that every other length follows from."""
    bottom = trim.bottom - SLACK
    return (
        f"@page {{ size: {trim.width}pt {trim.height}pt; "
        f"margin-top: {trim.top}pt; margin-bottom: {bottom:.2f}pt }}\n"
        f"@page :right {{ margin-left: {trim.inner}pt; margin-right: {trim.outer}pt }}\n"
        f"@page :left {{ margin-left: {trim.outer}pt; margin-right: {trim.inner}pt }}\n"
        f"html {{ font-size: {trim.size}pt; line-height: {trim.leading}pt; "
        f"--lines: {trim.lines}; color: #000 }}"
    )


def sided(css: str, direction: str) -> str:
    """The theme's recto and verso as right and left, by the direction of reading."""
    sides = {"recto": "right", "verso": "left"}
    if direction == "rtl":
        sides = {"recto": "left", "verso": "right"}
    return _SIDE.sub(lambda match: f"{match[1]}:{sides[match[2]]}", css)
