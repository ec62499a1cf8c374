"""What an EPUB's documents hold for those who cannot see, or not well: read off them, never assumed.

In: `Documents`. Out: an `Access`, and from it the accessibility metadata's values (EPUB Accessibility
1.1, schema.org's vocabulary). Conformance with a standard is nothing that can be read off.
"""

from __future__ import annotations

import re

from msgspec import Struct

from fanbook.write.epub_documents import Documents

_IMAGE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\ssrc="([^"]*)"')
_WORDS = re.compile(r'\salt="\s*[^"\s]')
_ORNAMENT = 'role="presentation"'
_MOVING = (".gif", ".webp", ".apng")  # may be animated


class Access(Struct, frozen=True):
    """Pictures and how many of them are described, whether any may move, whether pages are marked."""

    pictures: int = 0
    described: int = 0
    may_move: bool = False
    has_cover: bool = False
    has_pages: bool = False
    has_tables: bool = False

    def is_described(self) -> bool:
        """Is every picture told in words?"""
        return self.pictures == self.described

    def modes(self) -> tuple[str, ...]:
        """By which senses the book is taken in."""
        return ("textual", "visual") if self.pictures else ("textual",)

    def features(self) -> tuple[str, ...]:
        """What helps."""
        features = [
            "structuralNavigation",
            "tableOfContents",
            "readingOrder",
            "displayTransformability",
            "ARIA",
        ]
        if self.pictures and self.is_described():
            features.append("alternativeText")
        if self.has_pages:
            features += ["pageBreakMarkers", "pageNavigation"]
        return (*features, "unlocked")

    def hazards(self) -> tuple[str, ...]:
        """What may harm."""
        return ("unknown",) if self.may_move else ("none",)

    def summary(self) -> str:
        """The same in plain words."""
        text = (
            "Reflowing text with a table of contents, landmarks and headings; it obeys the reader's settings."
        )
        if self.has_pages:
            text += " The pages of the printed book are marked."
        if self.has_tables:
            text += " Tables have headings where the author gave any."
        return f"{text} {self._about_pictures()}"

    def _about_pictures(self) -> str:
        if not self.pictures:
            return "There are no pictures."
        if self.has_cover and self.pictures == 1:
            described = "and it is described" if self.described else "and it is not described"
            return f"The cover is the only picture, {described}."
        if self.is_described():
            return f"There are {self.pictures} pictures, all of them described."
        return (
            f"There are {self.pictures} pictures; {self.pictures - self.described} of them are not described."
        )


def access_of(documents: Documents) -> Access:
    """What the documents hold. A picture said to be an ornament asks for no words."""
    images = [
        image
        for document in documents.documents
        for image in _IMAGE.findall(document.text)
        if _ORNAMENT not in image
    ]
    sources = [found[1].lower() for image in images if (found := _SOURCE.search(image))]
    return Access(
        pictures=len(images),
        described=sum(bool(_WORDS.search(image)) for image in images),
        may_move=any(source.endswith(_MOVING) for source in sources),
        has_cover=any(document.id == "cover" for document in documents.documents),
        has_pages=bool(documents.pages),
        has_tables=any("<table" in document.text for document in documents.documents),
    )
