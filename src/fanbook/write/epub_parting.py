"""Long chapters parted into documents that old readers can hold.

In: a section. Out: the same section, or several that hold its blocks in order; only the first has the
heading. No paragraph, line, message or stanza is broken; a scene break stands before a seam rather
than behind it, and what announces a scene stays with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TypeVar

from msgspec.structs import replace

from fanbook.model.blocks import (
    Block,
    Chat,
    Dateline,
    Letter,
    PovCard,
    SceneBreak,
    Script,
    Subheading,
    Verse,
)
from fanbook.model.book import ChapterPage, Section
from fanbook.write import xhtml

# Old readers turn the pages of a document slowly, or not at all, from about 260 kB; a document's own
# frame and a theme's additions need some of that.
LONGEST = 220_000
REST = "-rest-"  # in the ids of all parts but the first
_ANNOUNCES = (Dateline, PovCard, Subheading, SceneBreak)


def parted(section: Section, longest: int = LONGEST) -> tuple[Section, ...]:
    """The section, in as many parts of about the same size as it takes; `longest` is in bytes."""
    page = section.page
    if not isinstance(page, ChapterPage):
        return (section,)
    sizes = [_size(block) for block in page.chapter.blocks]
    if sum(sizes) <= longest:
        return (section,)
    small = [piece for block in page.chapter.blocks for piece in _pieces(block, longest // 4)]
    runs = list(_runs(small, longest))
    return tuple(_part(section, page, n, run, runs[n - 1][-1] if n else None) for n, run in enumerate(runs))


def _part(
    section: Section, page: ChapterPage, n: int, run: tuple[Block, ...], after: Block | None
) -> Section:
    chapter = replace(page.chapter, blocks=run)
    if not n:
        return replace(section, page=replace(page, chapter=chapter))
    rest = replace(page, chapter=replace(chapter, label="", title=()), first=False, after=after)
    return replace(section, id=f"{section.id}{REST}{n}", page=rest)


def _size(block: Block) -> int:
    return len(xhtml.block_xhtml(block, xhtml.EPUB).encode()) + 1


def _runs(blocks: list[Block], longest: int) -> Iterator[tuple[Block, ...]]:
    """Blocks in runs of about one size; none ends with what announces the next."""
    sizes = [_size(block) for block in blocks]
    share = sum(sizes) / ceil(sum(sizes) / longest)
    run: list[Block] = []
    runs, full = 0, 0
    for block, size in zip(blocks, sizes, strict=True):
        if run and full + size / 2 > share * (runs + 1) and not isinstance(run[-1], _ANNOUNCES):
            yield tuple(run)
            run, runs = [], runs + 1
        run.append(block)
        full += size
    yield tuple(run)


def _pieces(block: Block, longest: int) -> tuple[Block, ...]:
    """A block of many lines in blocks of fewer, where it is too long for one."""
    match block:
        case Verse(stanzas):
            return tuple(replace(block, stanzas=some) for some in _shares(stanzas, block, longest))
        case Letter(parts):
            return tuple(replace(block, parts=some) for some in _shares(parts, block, longest))
        case Chat(messages):
            return tuple(replace(block, messages=some) for some in _shares(messages, block, longest))
        case Script(lines):
            return tuple(replace(block, lines=some) for some in _shares(lines, block, longest))
        case _:
            return (block,)


_T = TypeVar("_T")


def _shares(rows: tuple[_T, ...], block: Block, longest: int) -> Iterator[tuple[_T, ...]]:
    step = ceil(len(rows) / ceil(_size(block) / longest)) or 1
    return (rows[at : at + step] for at in range(0, len(rows) or 1, step))
