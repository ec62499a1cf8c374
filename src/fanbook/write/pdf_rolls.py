"""The lists of a volume that come after its stories, with the pages on which these stand.

In: a body that is set, and how a section of it is marked up. Out: the same with every `Roll` set again, now that
pages are known. What comes after one that has grown longer begins where it has to, on the side that it wants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fanbook.model.book import Roll, Section
from fanbook.write.pdf_unit import SetUnit, Sheet, Unit, measure, set_unit


def with_pages(
    body: Sequence[Section],
    starts: Sequence[int],
    done: Sequence[SetUnit],
    sheet: Sheet,
    unit_of: Callable[[Section], Unit],
) -> tuple[list[int], list[SetUnit]]:
    """The pages on which the sections begin, and the sections. `unit_of` marks one up with what is known by now."""
    first = next((at for at, section in enumerate(body) if isinstance(section.page, Roll)), len(body))
    begun, made = list(starts[:first]), list(done[:first])
    page = starts[first] if first < len(body) else 0
    for section, start, one in zip(body[first:], starts[first:], done[first:], strict=True):
        unit = unit_of(section)
        page += page % 2 == 0 and unit.on_recto
        if isinstance(section.page, Roll) or page % 2 != start % 2:
            one = set_unit(unit, sheet, measure(unit, sheet), on_verso=page % 2 == 0)  # noqa: PLW2901 - the one that is printed
        begun.append(page)
        made.append(one)
        page += one.printed.pages
    return begun, made
