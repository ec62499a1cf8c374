"""Typography put on: a story's text nodes, and single strings such as titles.

In: a story with its language known. Out: the story set, with the count of what was changed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.enrich.typography import apply, apply_to_runs, edits, is_unbalanced
from fanbook.model.blocks import AuthorNote, Paragraph
from fanbook.model.story import Chapter, Story
from fanbook.model.walk import Inlines, map_inlines, plain, texts, with_texts

# "Pride and Prejudice - Jane Austen": between the parts of a name a dash keeps its spaces.
_PARTING = re.compile(r"(?<=[^\s-]) --? (?=[^\s-])")


def dress(text: str, language: str) -> str:
    """A title or a fact as it is set."""
    if not text:
        return text
    text = _PARTING.sub(" – ", text)
    return apply(text, edits(text, language))


def set_type(story: Story) -> Story:
    """The story with quotes, dashes and ellipses set, `edits` counted, unbalanced quotes reported."""
    counts: Counter[str] = Counter(dict(story.edits))

    def change(inlines: Inlines) -> Inlines:
        runs = list(texts(inlines))
        found = edits("".join(runs), story.language)
        if not found:
            return inlines
        counts.update(edit.kind for edit in found)
        return with_texts(inlines, iter(apply_to_runs(runs, found)))

    def set_chapter(chapter: Chapter) -> Chapter:
        return replace(
            chapter,
            label=dress(chapter.label, story.language),
            title=change(chapter.title),
            blocks=tuple(map_inlines(block, change) for block in chapter.blocks),
        )

    def set_note(note: AuthorNote) -> AuthorNote:
        return replace(note, paragraphs=tuple(change(paragraph) for paragraph in note.paragraphs))

    return replace(
        story,
        chapters=tuple(set_chapter(chapter) for chapter in story.chapters),
        head_notes=tuple(set_note(note) for note in story.head_notes),
        end_notes=tuple(set_note(note) for note in story.end_notes),
        edits=tuple(sorted(counts.items())),
        diagnostics=(*story.diagnostics, *_unbalanced(story)),
    )


def _unbalanced(story: Story) -> Iterator[Diagnostic]:
    """One diagnostic for all paragraphs whose quotes do not close, naming the first lines."""
    lines = []
    for chapter in story.chapters:
        prose = [block for block in chapter.blocks if isinstance(block, Paragraph)]
        following = [*(plain(block.inlines) for block in prose[1:]), ""]
        lines += [
            block.at.start
            for block, after in zip(prose, following, strict=False)  # none, where nothing is prose
            if is_unbalanced(plain(block.inlines), after, story.language)
        ]
    if lines:
        shown = ", ".join(map(str, lines[:5])) + (" …" if len(lines) > 5 else "")
        yield Diagnostic(
            "N010",
            Severity.NOTE,
            f"{len(lines)} paragraphs open and close quotation marks unevenly (lines {shown})",
            hint="left as the author wrote them; mend a slip with [[fix]] in the sidecar",
            source=story.source.path,
            line=lines[0],
        )
