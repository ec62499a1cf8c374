"""What a book says of itself beside its story, in the story's own language: headings, labels, the notice, the colophon.

In: a language tag. Out: its `Wording`; that of English where a language has none. A sentence holds its names in braces, because
they stand in other places in other languages; `title` comes in the marks in which that language names a book.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct, field

from fanbook.model.metadata import LABELS
from fanbook.model.wording_east import EAST
from fanbook.model.wording_west import WEST


class Wording(Struct, frozen=True):
    """The words of one language."""

    contents: str = "Contents"
    colophon: str = "Colophon"
    about: str = "About this story"
    copy: str = "About this copy"  # how the notice is announced, and the dedication
    dedication: str = "Dedication"
    continued: str = "{title}, continued"
    by: str = " by {names}"  # behind a title
    nameless: str = ", author unknown"
    marks: tuple[str, str] = ("“", "”")
    cites: bool = False  # a title stands in its marks where others set it in italic
    comma: str = ", "
    last: str = " and "  # before the last of several names
    colon: str = ": "  # between a chapter's number and its title
    thousands: str = ","
    guess: str = "(a guess)"
    stand_in: str = "(a stand-in title)"
    note: str = "Author’s note"
    notes: str = "Author’s notes"
    opening: str = "Opening"
    warnings: str = "Warnings"
    words: str = "Words in this book"
    credit: str = "{title} was written by {names}, whose work it is."
    uncredited: str = (
        "{title} came without its author’s name, and this book claims nobody. It is the author’s work."
    )
    world: str = "the world of {fandoms}"
    worlds: str = "the worlds of {fandoms}"
    own_world: str = "the world it is set in"
    fiction: str = (
        "It is a work of fan fiction. The characters and {world} belong to those who made them; "
        "no claim to them is made here."
    )
    personal: str = "This is a personal copy, made for reading. It is not for sale."
    made: str = "This book was made from a saved copy of its text with fanbook {version}."
    enjoyed: str = "If you enjoyed what you read, tell its author."
    set_in: str = "The text is set in {text}, {size} on {leading} points."
    set_with: str = "The text is set in {text}, {size} on {leading} points, with {others}."
    labels: Mapping[str, str] = field(default_factory=dict)

    def label(self, name: str) -> str:
        """What a field of the metadata is called on the page about the story."""
        return self.labels.get(name) or LABELS[name]

    def listed(self, names: Iterable[str]) -> str:
        """Names in a row: "one, two and three"."""
        names = list(names)
        return self.comma.join(names[:-1]) + self.last + names[-1] if len(names) > 1 else "".join(names)

    def named(self, title: str) -> str:
        """A book's title in its marks, unless it has marks of its own."""
        opening, closing = self.marks
        return title if title.startswith(opening) else f"{opening}{title}{closing}"

    def cited(self, title: str) -> str:
        """A title on a page of its own words."""
        return self.named(title) if self.cites else title

    def count(self, number: int) -> str:
        """A number with its thousands set apart."""
        return f"{number:,}".replace(",", self.thousands)


_TABLES = WEST | EAST


@lru_cache(maxsize=32)
def wording(language: str) -> Wording:
    """The words of a language: of the whole tag, else of what is left without its last parts, else English."""
    tag = language.strip().lower().replace("_", "-")
    while tag and tag not in _TABLES:
        tag = tag.rpartition("-")[0]
    return Wording(**_TABLES[tag]) if tag else Wording()


def all_wordings() -> tuple[Wording, ...]:
    """Every language's words, English first: to know them again in a book that was made before."""
    return (Wording(), *map(wording, _TABLES))
