"""Heads and folios: pages with nothing else on them, to be laid over the pages of the body.

A theme says in its `@page` rules what stands over and under the text. Those rules are carried out here on
empty pages with the right numbers and words, so that the text itself need not know on which page it is.
The first page of a section is of the page style `opener`, for themes that leave more out there than heads.
"""

from __future__ import annotations

from msgspec import Struct

from fanbook.write.pdf_finish import Finish
from fanbook.write.pdf_press import Printed, press
from fanbook.write.print_css import OUTLINE_RULES, side_rules
from fanbook.write.print_faces import Coverage
from fanbook.write.print_words import running_head
from fanbook.write.trim import Trim
from fanbook.write.xhtml import attributes

# A theme's ground belongs under the text, and so to the page that this one is laid over.
CLEAR_RULES = "@page { background: none !important }\nhtml, body { background: none !important }\n"


class Leaf(Struct, frozen=True):
    """The pages of one section: their number, the first's own number, the words over left and right."""

    pages: int
    start: int
    author: str
    work: str


class Frame(Struct, frozen=True):
    """What all heads of a book are set with: the document around them, the sheet, the page."""

    before: str
    after: str
    coverage: Coverage
    css: str
    trim: Trim
    mirrored: bool = False


def print_leaf(leaf: Leaf, frame: Frame) -> Printed:
    """Heads and folios of one section."""
    rules = side_rules(on_verso=leaf.start % 2 == 0, mirrored=frame.mirrored)
    rules += f"@page :first {{ counter-reset: page {leaf.start} }}\n.leaf + .leaf {{ break-before: page }}\n"
    rules += ".opener { page: opener }\n" + CLEAR_RULES
    said = attributes(("data-author", running_head(leaf.author)), ("data-work", running_head(leaf.work)))
    first = f'<div class="leaf opener"><div class="heads"{said}></div></div>'
    others = '<div class="leaf running"></div>' * (leaf.pages - 1)
    with press(frame.coverage.faces, f"{frame.css}\n{OUTLINE_RULES}", []) as ready:
        document = ready.set(f"{frame.before}{first}{others}{frame.after}", rules)
        return ready.print(document, Finish(frame.trim.width, frame.trim.height))
