"""Typography put on: a story's text nodes, and single strings such as titles.

In: a story with its language known. Out: the story set, with the count of what was changed, and a note about
the paragraphs whose quotation marks do not come out even.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.enrich.typography import Edit, Setting, apply, apply_to_runs, edits, setting
from fanbook.model.blocks import AuthorNote, Block, Paragraph, SceneBreak
from fanbook.model.inlines import Text
from fanbook.model.story import Chapter, Story
from fanbook.model.walk import Inlines, code_spans, map_inlines, map_note, texts, with_texts

# "Pride and Prejudice - Jane Austen": between the parts of a name a dash keeps its spaces.
_PARTING = re.compile(r"(?<=[^\s-]) --? (?=[^\s-])")
_PATIENCE = 4  # paragraphs in which a quotation may close: a stanza whose lines were taken for paragraphs
_SHOWN = 5  # lines named in a diagnostic; more would drown the rest of the report


def dress(text: str, language: str) -> str:
    """A title or a fact as it is set."""
    if not text:
        return text
    text = _PARTING.sub(" – ", text)
    return apply(text, edits(text, language))


def _parted(title: Inlines) -> Inlines:
    """A chapter's title, with the dash between its parts."""
    match title:
        case (Text(words),) if " - " in words or " -- " in words:
            return (Text(_PARTING.sub(" – ", words)),)
        case _:
            return title


def set_type(story: Story) -> Story:
    """The story with quotes, dashes and ellipses set, `edits` counted, unbalanced quotes reported."""
    work = _Work(story.language, Counter(dict(story.edits)))
    return replace(
        story,
        chapters=tuple(work.chapter(chapter) for chapter in story.chapters),
        head_notes=tuple(work.note(note) for note in story.head_notes),
        end_notes=tuple(work.note(note) for note in story.end_notes),
        edits=tuple(sorted(work.counts.items())),
        diagnostics=(*story.diagnostics, *_uneven(sorted(work.uneven), story.source.path)),
    )


class _Work(Struct):
    """Setting one story: what was changed so far, by kind, and the lines where quotes are uneven."""

    language: str
    counts: Counter[str] = field(default_factory=Counter)
    uneven: list[int] = field(default_factory=list)
    # Where a quotation opened that may yet close, and the paragraphs since.
    _open: list[int] = field(default_factory=list)

    def chapter(self, chapter: Chapter) -> Chapter:
        done = replace(
            chapter,
            label=dress(chapter.label, self.language),
            title=self.inlines(_parted(chapter.title)),
            blocks=tuple(
                self.block(block, head)
                for block, head in zip(chapter.blocks, _heads(chapter.blocks), strict=True)
            ),
        )
        self._give_up()
        return done

    def block(self, block: Block, following: str) -> Block:
        if isinstance(block, Paragraph):
            return self.paragraph(block, following)
        if isinstance(block, SceneBreak):
            self._give_up()
            return block
        return map_inlines(block, self.inlines)

    def note(self, note: AuthorNote) -> AuthorNote:
        return map_note(note, self.inlines)

    def paragraph(self, block: Paragraph, following: str) -> Paragraph:
        runs = list(texts(block.inlines))
        found = setting("".join(runs), self.language, following, _code(block.inlines))
        self._weigh(found, block.at.start)
        if not found.edits:
            return block
        self._count(found.edits)
        if len(block.inlines) == 1 and isinstance(block.inlines[0], Text):
            return replace(block, inlines=(Text(apply(runs[0], found.edits)),))
        return replace(block, inlines=with_texts(block.inlines, iter(apply_to_runs(runs, found.edits))))

    def _weigh(self, found: Setting, line: int) -> None:
        """Note an uneven paragraph. What opens in one may close in a later one: verse, or a broken line."""
        if found.has_stray and self._open:
            self._open.clear()
        elif found.has_stray:
            self.uneven.append(line)
        if found.is_unclosed:
            self._give_up()
            self._open.append(line)
        elif self._open:
            self._open.append(line)
            if len(self._open) > _PATIENCE:
                self._give_up()

    def _give_up(self) -> None:
        self.uneven += self._open[:1]
        self._open.clear()

    def inlines(self, inlines: Inlines) -> Inlines:
        runs = list(texts(inlines))
        found = edits("".join(runs), self.language, kept=_code(inlines))
        if not found:
            return inlines
        self._count(found)
        return with_texts(inlines, iter(apply_to_runs(runs, found)))

    def _count(self, made: Iterable[Edit]) -> None:
        for edit in made:
            self.counts[edit.kind] += 1


def _code(inlines: Inlines) -> Sequence[tuple[int, int]]:
    return () if len(inlines) == 1 and isinstance(inlines[0], Text) else code_spans(inlines)


def _heads(blocks: Sequence[Block]) -> Iterable[str]:
    """For each block how the next paragraph of its scene begins; "" where there is none."""
    heads = []
    head = ""
    for block in reversed(blocks):
        heads.append(head)
        if isinstance(block, Paragraph):
            head = next((text for text in texts(block.inlines) if not text.isspace()), "")
        elif isinstance(block, SceneBreak):
            head = ""
    return reversed(heads)


def _uneven(lines: Sequence[int], source: str) -> Iterator[Diagnostic]:
    """One diagnostic for all paragraphs whose quotes do not come out even, naming the first lines."""
    if not lines:
        return
    shown = ", ".join(map(str, lines[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
    what = "1 paragraph has" if len(lines) == 1 else f"{len(lines)} paragraphs have"
    yield Diagnostic(
        "N010",
        Severity.NOTE,
        f"{what} a quotation mark without its partner (line{'s' * (len(lines) > 1)} {shown})",
        hint="set as far as the words tell; mend a slip with [[fix]] in the sidecar",
        source=source,
        line=lines[0],
    )
