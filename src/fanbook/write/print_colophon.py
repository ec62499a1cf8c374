"""What the colophon of a printed book says beside what a reader's says: its typefaces, their size, the paper.

In: a `Book`, the families that its pages were set in, its trim. Out: the section with the lines that only paper
has. Which families those are is known when everything else is set, so the colophon is the last page to be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from fanbook.model.book import Book, Colophon, Section
from fanbook.model.wording import Wording
from fanbook.write.binding import find_paper
from fanbook.write.trim import Trim

_CALLED = {"white": "white paper", "cream": "cream paper", "colour": "paper for printing in colour"}


def last_words(book: Book) -> tuple[int, Section, Colophon] | None:
    """The colophon and its place among the sections, if the book has one."""
    for at, section in enumerate(book.sections):
        if isinstance(section.page, Colophon):
            return at, section, section.page
    return None


def completed(
    section: Section, page: Colophon, families: Sequence[str], trim: Trim, words: Wording
) -> Section:
    """The section as it is printed. `families`: that of the text first. Raises `ConfigError` (C003)."""
    first, *rest = page.paragraphs or ("",)
    said = (first, _set_in(families, trim, words), _printed_on(page.paper), *rest)
    return replace(section, page=replace(page, paragraphs=tuple(filter(None, said))))


def in_order(used: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """The families used, each once: those of the text in the order they are asked in, then the others by name."""
    found = set(used)
    text = [name for name in known if name in found]
    return (*text, *sorted(found.difference(text)))


def _set_in(families: Sequence[str], trim: Trim, words: Wording) -> str:
    if not families:
        return ""
    text, *others = families
    said = words.set_with if others else words.set_in
    return said.format(
        text=text, size=f"{trim.size:g}", leading=f"{trim.leading:g}", others=words.listed(others)
    )


def _printed_on(paper: str) -> str:
    if not paper.strip():
        return ""
    find_paper(paper)  # one that nobody knows is an error
    name = paper.strip().casefold()
    called = _CALLED.get(name) or f"paper of {name.removesuffix('gsm')} grams a square metre"
    return f"Printed on {called}."
