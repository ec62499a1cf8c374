"""Letters on laid-out pages, for the page list of the EPUB.

In: WeasyPrint's pages. Out: `PrintedPage` records. Heads, folios, markers and whatever else a style
sheet brings in are not the book's text and do not count.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from fanbook.write.printed import PrintedPage, letters_in, pages_of


def letters_on(page: Any) -> int:  # noqa: ANN401 - WeasyPrint has no types
    """The letters and digits of the text on a page."""
    # The first child holds the flow; behind it come the margins' boxes.
    root = page._page_box.children[0]  # noqa: SLF001 - WeasyPrint has no other way to a page's text
    return sum(
        letters_in(box.text)
        for box in root.descendants()
        if getattr(box, "text", "") and "::" not in box.element_tag
    )


def printed_pages(pages: Sequence[Any], sections: AbstractSet[str]) -> Iterator[PrintedPage]:
    """The pages of a body whose first page is page 1; every section begins a page."""
    begun: dict[str, int] = {}
    for n, page in enumerate(pages):
        for section in page.anchors.keys() & sections:
            begun.setdefault(section, n)  # a section that goes on is an anchor on each of its pages
    starts = sorted((n, section) for section, n in begun.items())
    for (start, section), (end, _) in itertools.pairwise([*starts, (len(pages), "")]):
        yield from pages_of(section, start + 1, (letters_on(page) for page in pages[start:end]))
