"""A Story: what the author wrote, recognised, with everything that was left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from fanbook.diagnostics import Diagnostic
from fanbook.model.blocks import NOWHERE, AuthorNote, Block, Placed, Span
from fanbook.model.covering import NO_WISH, Covering
from fanbook.model.inlines import Inline
from fanbook.model.metadata import Metadata
from fanbook.model.pairing import Pairing
from fanbook.model.picture import Picture
from fanbook.model.whole import Whole


class ChapterKind(StrEnum):
    """What a chapter is; a story in one piece is one chapter of kind `STORY`."""

    STORY = "story"
    CHAPTER = "chapter"
    PART = "part"
    PROLOGUE = "prologue"
    INTERLUDE = "interlude"
    EPILOGUE = "epilogue"
    SECTION = "section"
    EPIGRAPH = "epigraph"


class Chapter(Placed, frozen=True):
    """A chapter. Its blocks are a tuple, or packed (`model.packed`) while nobody works at them.

    `heading` holds the author's own words, all of them: `label` is its first part ("Chapter
    One", "(1/2)", "5."), `title` the rest. Both are empty for a story in one piece.
    """

    blocks: Sequence[Block]
    kind: ChapterKind = ChapterKind.CHAPTER
    number: int | None = None
    label: str = ""
    title: tuple[Inline, ...] = ()
    at: Span = NOWHERE


class LeftOut(Struct, frozen=True):
    """Source lines that no book shows, with the reason. `source` is empty where the story has one file."""

    start: int
    end: int
    text: str
    why: str
    source: str = ""


class Source(Struct, frozen=True):
    """The file a story came from. `path` is relative to the library, POSIX style.

    `story` counts the stories of a file that holds several, from 1; 0 where it holds one.
    """

    path: str
    sha256: str
    size: int
    encoding: str
    newline: str
    story: int = 0

    def key(self) -> str:
        """What tells this source from every other of the library."""
        return f"{self.path}#{self.story}" if self.story > 1 else self.path


class Story(Struct, frozen=True):
    """One story.

    `language` is a BCP 47 tag. `pairings` are the stated ones, best first; where nobody states any, the one that
    its folder or its text speaks for, with how sure that is, and in `candidates` those that came after it. `people`
    are those that the text itself names, the most prominent first, as far as somebody wanted to know. `edits` counts what
    typography changed, by kind. `words` counts the body only.
    """

    source: Source
    metadata: Metadata
    chapters: tuple[Chapter, ...]
    language: str = "en"
    pairings: tuple[Pairing, ...] = ()
    candidates: tuple[Pairing, ...] = ()
    people: tuple[str, ...] = ()
    head_notes: tuple[AuthorNote, ...] = ()
    end_notes: tuple[AuthorNote, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    held_back: tuple[LeftOut, ...] = ()
    edits: tuple[tuple[str, int], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    words: int = 0
    pictures: tuple[Picture, ...] = ()  # those that its `Image`s name
    pinned: str = ""  # an id from the sidecar
    slug: str = ""  # likewise: what its files are called
    more_sources: tuple[Source, ...] = ()  # where the story was saved in parts: those after the first
    covering: Covering = NO_WISH
    whole: Whole | None = None  # the folder of which its file is a part
    bindable: bool = True  # False: the sidecar keeps it out of anthologies
    said: tuple[str, ...] = ()  # facts that a person spoke of, be it to say that there is none
    silent: tuple[str, ...] = ()  # facts of which its folders' names say nothing, as a person told

    def title(self) -> str:
        """What the story is called; never empty once it has been recognised."""
        return self.metadata.value("title")

    def authors(self) -> tuple[str, ...]:
        """Pen names in the author's own spelling; empty where nobody is known."""
        fact = self.metadata.get("author")
        if fact is None:
            return ()
        return fact.parsed or (fact.value,)
