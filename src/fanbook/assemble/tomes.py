"""A work too thick to bind to volumes of even thickness, parted between chapters.

In: a story and how thick a volume may be. Out: its `Tome`s, none where it is thin enough or has nowhere to be
parted. Notes at its head stand in the first and notes at its end in the last; chapters keep their numbers, and
every volume is a book with matter and folios of its own, as novels in several volumes are bound.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from fanbook.assemble.thickness import Limit, cut
from fanbook.diagnostics import Diagnostic, Severity
from fanbook.enrich.counts import chapter_words
from fanbook.model.story import Chapter, ChapterKind, Story


class Tome(Struct, frozen=True):
    """A volume of a single work: the story with the chapters of this volume, its number from 1, of how many.

    `family` is what the whole work is known by.
    """

    story: Story
    number: int
    of: int
    family: str = ""

    @property
    def words(self) -> str:
        """What the title page and the cover call it."""
        return f"Volume {self.number} of {self.of}"


def tomes_of(
    story: Story, limit: Limit | None, words_a_page: int, family: str = "", *, alone: bool = True
) -> tuple[Tome, ...]:
    """The volumes. Unless they stand `alone`, a book of the whole tells what was left out and what is odd."""
    if limit is None or limit.of(story, words_a_page) <= limit.most:
        return ()
    pieces = _pieces(story.chapters)
    lengths = [sum(map(chapter_words, piece)) for piece in pieces]
    counts = cut([limit.of_words(length, words_a_page) for length in lengths], limit.most)
    if len(counts) < 2:
        return ()
    quiet = story if alone else _told(story)
    tomes, start = [], 0
    for number, count in enumerate(counts, 1):
        mine = [chapter for piece in pieces[start : start + count] for chapter in piece]
        part = replace(
            quiet if number == 1 else _told(quiet),
            chapters=tuple(mine),
            words=sum(lengths[start : start + count]),
            head_notes=story.head_notes if number == 1 else (),
            end_notes=story.end_notes if number == len(counts) else (),
        )
        tomes.append(Tome(remarked(part, limit, words_a_page), number, len(counts), family))
        start += count
    return tuple(tomes)


def _pieces(chapters: Sequence[Chapter]) -> list[list[Chapter]]:
    """What must not be torn: an epigraph and a bare heading go with what follows, an epilogue with what it ends."""
    pieces: list[list[Chapter]] = []
    leads = False
    for chapter in chapters:
        if pieces and (leads or chapter.kind is ChapterKind.EPILOGUE):
            pieces[-1].append(chapter)
        else:
            pieces.append([chapter])
        leads = chapter.kind is ChapterKind.EPIGRAPH or not chapter_words(chapter)
    return pieces


def _told(story: Story) -> Story:
    """The story without what another book says of it."""
    return replace(story, left_out=(), held_back=(), edits=(), diagnostics=())


def remarked(story: Story, limit: Limit | None, words_a_page: int) -> Story:
    """The story; where it is thicker than a volume may be, with a word about it."""
    if limit is None or limit.of_words(story.words, words_a_page) <= limit.most:
        return story
    unit = "pages" if limit.in_pages else "words"
    message = f"a volume is thicker than {limit.most:,} {unit}: there is no chapter to part it at"
    hint = "call a line a heading in its sidecar, or print on thinner paper"
    remark = Diagnostic("P013", Severity.WARNING, message, hint=hint, source=story.source.path)
    return replace(story, diagnostics=(*story.diagnostics, remark))
