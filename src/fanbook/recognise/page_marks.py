"""The marks of footnotes that stood at the foot of pages: "sixty fathoms,1 in a forest".

In: chapters with such notes behind the paragraph of their page. Out: the same with the mark in the text made
the note's own. A note whose mark is in no paragraph near it is left to be words (`footnotes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fanbook.model.blocks import Block, Footnote, Paragraph
from fanbook.model.inlines import FootnoteRef, Inline, Text
from fanbook.model.story import Chapter
from fanbook.read.page_notes import mark_pattern

PAGE_KEY = "page-"  # what the key of such a note begins with
_NEAR = 60  # blocks: a page holds no more paragraphs


def with_page_marks(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """The chapters with a reference for every footnote that came from a page's foot."""
    return tuple(
        replace(chapter, blocks=_marked(chapter.blocks)) if _has_notes(chapter) else chapter
        for chapter in chapters
    )


def _has_notes(chapter: Chapter) -> bool:
    return any(isinstance(block, Footnote) for block in chapter.blocks)


def _marked(blocks: Sequence[Block]) -> tuple[Block, ...]:
    out = list(blocks)
    for n, note in enumerate(blocks):
        if not isinstance(note, Footnote) or not note.key.startswith(PAGE_KEY):
            continue
        for k in range(n - 1, max(-1, n - _NEAR), -1):
            block = out[k]
            inlines = tuple(_split(block.inlines, note)) if isinstance(block, Paragraph) else ()
            if isinstance(block, Paragraph) and inlines != block.inlines:
                out[k] = replace(block, inlines=inlines)
                break
    return tuple(out)


def _split(inlines: Sequence[Inline], note: Footnote) -> Iterator[Inline]:
    """The inlines with the note's mark, where it stands in plain text, as a reference; the first one only."""
    pattern = mark_pattern(note.label)
    done = False
    for inline in inlines:
        match = pattern.search(inline.value) if isinstance(inline, Text) and not done else None
        if match is None or not isinstance(inline, Text):
            yield inline
            continue
        done = True
        if before := inline.value[: match.start("mark")]:
            yield Text(before)
        yield FootnoteRef((Text(match["mark"].strip("[]()")),), note.key)
        if after := inline.value[match.end("mark") :]:
            yield Text(after)
