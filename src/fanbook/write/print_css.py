"""The style sheet for one book on one size of paper.

A theme's `print.css` draws the pages in units of the type: `em`, and `rlh` for one line. What
depends on the book or the paper comes from here: the fonts, the type's size and leading, the
page and its mirrored margins. Two words in a theme are not CSS: `@page :recto` and `:verso`
become `:right` and `:left`, or the other way round where a book is read from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fanbook.resources import Theme
from fanbook.write.print_faces import Coverage, face_rules, family_rules
from fanbook.write.print_feet import FEET_RULES
from fanbook.write.trim import Trim
from fanbook.write.xhtml import language_tag, text_direction

# What a sum of line heights may be off in floating point: less than this, and never a line.
SLACK = 0.04
ROOM = 0.1  # the same for heights that were measured

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
        f"@page {{ size: {trim.width}pt {trim.height}pt; bleed: {trim.bleed:g}pt; "
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


_FURNITURE = re.compile(r"@(?:top|right|bottom|left)-[a-z-]+\s*\{[^{}]*\}")

# A planned paragraph keeps its newlines, and nothing but them ends its lines.
SET_RULES = ".set { white-space: pre; text-align: start; word-spacing: 0; hyphens: none }"
OUTLINE_RULES = "* { bookmark-level: none !important }"  # the book's own outline is made from its sections


def body_css(css: str) -> str:
    """The sheet without heads and folios, which are laid over the pages of the body later."""
    return "\n".join((FEET_RULES, _FURNITURE.sub("", css), SET_RULES, OUTLINE_RULES))


def endless_rules(trim: Trim) -> str:
    """One page as long as it takes."""
    return f"@page {{ size: {trim.width}pt 9000000pt; margin-top: 0; margin-bottom: 0 }}"


def side_rules(*, on_verso: bool, mirrored: bool) -> str:
    """The side that the first page is on; `mirrored`: the book is read from right to left."""
    return f"html {{ break-before: {'left' if on_verso != mirrored else 'right'} }}\n"


def short_rules(trim: Trim, short: Iterable[float]) -> str:
    """Pages that run so many lines short."""
    bottom = trim.bottom - SLACK
    return "\n".join(
        f"@page :nth({number}) {{ margin-bottom: {bottom + lines * trim.leading:.2f}pt }}"
        for number, lines in enumerate(short, 1)
        if lines > 0
    )


def feet_rules(trim: Trim, feet: Iterable[float]) -> str:
    """The space before the footnotes of each page, in lines: what the text leaves, so that they end the page."""
    return "\n".join(
        f"@page :nth({number}) {{ @footnote {{ padding-top: {lines * trim.leading - ROOM:.2f}pt }} }}"
        for number, lines in enumerate(feet, 1)
        if lines > 0
    )
