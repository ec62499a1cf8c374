"""Letters on a laid-out page, for the page list of the EPUB.

In: a page of WeasyPrint's. Out: a number. Heads, folios, markers and whatever else a style
sheet brings in are not the book's text and do not count.
"""

from __future__ import annotations

from typing import Any

from fanbook.write.printed import letters_in


def letters_on(page: Any) -> int:  # noqa: ANN401 - WeasyPrint has no types
    """The letters and digits of the text on a page."""
    # The first child holds the flow; behind it come the margins' boxes.
    root = page._page_box.children[0]  # noqa: SLF001 - WeasyPrint has no other way to a page's text
    return sum(
        letters_in(box.text)
        for box in root.descendants()
        if getattr(box, "text", "") and "::" not in box.element_tag
    )
