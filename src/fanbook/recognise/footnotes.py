"""Footnotes bound to their marks: each note stands at the end of the chapter that has its mark.

In: chapters whose footnotes may stand anywhere: a word processor keeps all of them at the end. Out: the same
words, where every mark has its note in its own chapter and every note its mark; a mark without a note is
words like others, and so is a note without a mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from fanbook.model.blocks import AuthorNote, Block, Footnote, Paragraph
from fanbook.model.inlines import FootnoteRef, Image, Inline, LineBreak, Text
from fanbook.model.story import Chapter
from fanbook.model.walk import Inlines, map_inlines, runs_of


def bound_footnotes(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """The chapters with their footnotes in place."""
    notes = {block.key: block for c in chapters for block in c.blocks if isinstance(block, Footnote)}
    if not notes and not any(map(_has_marks, chapters)):
        return chapters
    homes: dict[str, int] = {}
    for n, chapter in enumerate(chapters):
        for key in _marks(chapter):
            if key in notes:
                homes.setdefault(key, n)
    return tuple(_bound(n, chapter, homes, notes) for n, chapter in enumerate(chapters))


def _has_marks(chapter: Chapter) -> bool:
    runs = (chapter.title, *(run for block in chapter.blocks for run in runs_of(block)))
    return any(True for run in runs for _ in _keys(run))


def _marks(chapter: Chapter) -> Iterator[str]:
    for block in chapter.blocks:
        if not isinstance(block, Footnote | AuthorNote):
            for run in runs_of(block):
                yield from _keys(run)


def _keys(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        if isinstance(inline, FootnoteRef):
            yield inline.key
        elif not isinstance(inline, Text | LineBreak | Image):
            yield from _keys(inline.children)


def _bound(n: int, chapter: Chapter, homes: dict[str, int], notes: dict[str, Footnote]) -> Chapter:
    left = {key for key, home in homes.items() if home == n}  # each mark leads to its note once

    def unmarked(inlines: Inlines) -> Inlines:
        return tuple(_without_marks(inlines, set()))

    def marked(inlines: Inlines) -> Inlines:
        return tuple(_without_marks(inlines, left))

    blocks: list[Block] = []
    placed: list[Block] = []
    for block in chapter.blocks:
        if not isinstance(block, Footnote):
            blocks.append(map_inlines(block, unmarked if isinstance(block, AuthorNote) else marked))
        elif block.key not in homes:
            blocks += as_paragraphs(block)
    placed += [map_inlines(notes[key], unmarked) for key, home in homes.items() if home == n]
    tail = len(blocks)
    while tail and isinstance(blocks[tail - 1], AuthorNote):
        tail -= 1
    return replace(chapter, blocks=(*blocks[:tail], *placed, *blocks[tail:]), title=unmarked(chapter.title))


def _without_marks(inlines: Inlines, kept: set[str]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Text | LineBreak | Image):
            yield inline
        elif isinstance(inline, FootnoteRef) and inline.key not in kept:
            yield from _without_marks(inline.children, kept)
        else:
            if isinstance(inline, FootnoteRef):
                kept.discard(inline.key)
            yield replace(inline, children=tuple(_without_marks(inline.children, kept)))


def as_paragraphs(note: Footnote) -> Iterator[Block]:
    """The note's words where no mark leads to it."""
    label: Inlines = (Text(f"{note.label} "),) if note.label else ()
    for n, inlines in enumerate(note.paragraphs):
        yield Paragraph((*(label if n == 0 else ()), *inlines), note.at)
