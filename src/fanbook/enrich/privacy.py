"""What is nobody's business stays out of books: e-mail addresses and local paths.

They are held back from notes and facts, never from the story itself, where they are fiction, nor
from what a sidecar says: that was asked for. The report lists what was held back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.model.blocks import AuthorNote, Block
from fanbook.model.inlines import Inline
from fanbook.model.metadata import Fact, Metadata, Origin
from fanbook.model.story import Chapter, LeftOut, Story
from fanbook.model.walk import map_note, texts, with_texts

_PRIVATE = re.compile(
    r"(?P<mail>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})"
    r"|(?P<path>\b[A-Za-z]:\\[^\s\"']{2,200}|file:///\S{2,200}|(?<![\w/.:])/(?:home|Users)/[^\s\"'/]+[^\s\"']{0,200})"
)
_STANDS_IN = {"mail": "[address held back]", "path": "[path held back]"}
_WHY = {"mail": "e-mail address", "path": "local path"}


def hold_back(story: Story) -> Story:
    """The story with private details out of its notes and facts, and listed in `held_back`.

    What stands there already was found in its header (`private_in`), and is named once.
    """
    held: list[LeftOut] = []
    metadata = _clean_facts(story.metadata, held)
    head = tuple(_clean_note(note, held) for note in story.head_notes)
    end = tuple(_clean_note(note, held) for note in story.end_notes)
    chapters = tuple(_clean_chapter(chapter, held) for chapter in story.chapters)
    held += [_from_header(row) for row in story.left_out if _PRIVATE.search(row.text)]
    known = "\n".join(row.text for row in held)
    held += [row for row in story.held_back if row.text not in known]
    if not held:
        return story
    note = Diagnostic(
        "N020",
        Severity.NOTE,
        f"{len(held)} private details were held back (e-mail addresses, local paths)",
        source=story.source.path,
        line=min((row.start for row in held if row.start), default=0),
    )
    return replace(
        story,
        metadata=metadata,
        head_notes=head,
        end_notes=end,
        chapters=chapters,
        held_back=tuple(held),
        diagnostics=(*story.diagnostics, note),
    )


def private_in(lines: Iterable[tuple[int, str]]) -> tuple[LeftOut, ...]:
    """What is private in numbered lines: a header's, of which a recogniser may have taken it off."""
    return tuple(
        LeftOut(line, line, match.group(), _WHY[match.lastgroup or "mail"])
        for line, text in lines
        for match in _PRIVATE.finditer(text)
    )


def _clean(text: str, line: int, held: list[LeftOut]) -> str:
    if not any(mark in text for mark in "@:/"):
        return text

    def stand_in(match: re.Match[str]) -> str:
        kind = match.lastgroup or "mail"
        held.append(LeftOut(line, line, match.group(), _WHY[kind]))
        return _STANDS_IN[kind]

    return _PRIVATE.sub(stand_in, text)


def _from_header(row: LeftOut) -> LeftOut:
    return replace(row, why="address or name in a mail header")


def _clean_fact(fact: Fact, held: list[LeftOut]) -> Fact:
    """The fact without its private part."""
    if fact.origin is Origin.SIDECAR:
        return fact
    value = _clean(fact.value, fact.lines[0] if fact.lines else 0, held)
    if value == fact.value:
        return fact
    # What was made of the value was made of the address too; the words beside it stay.
    parsed = (_PRIVATE.sub("", part).strip(" <>()[]") for part in fact.parsed)
    return replace(fact, value=value, parsed=tuple(filter(None, parsed)))


def _clean_facts(metadata: Metadata, held: list[LeftOut]) -> Metadata:
    facts = [(name, _clean_fact(fact, held)) for name, fact in metadata.facts]
    return Metadata(
        # An address in the place of a pen name names nobody.
        tuple((name, f) for name, f in facts if not (name == "author" and f.value in _STANDS_IN.values())),
        tuple(_clean_fact(fact, held) for fact in metadata.other),
    )


def _clean_note(note: AuthorNote, held: list[LeftOut]) -> AuthorNote:
    def clean(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return with_texts(inlines, iter([_clean(text, note.at.start, held) for text in texts(inlines)]))

    return map_note(note, clean)


def _clean_chapter(chapter: Chapter, held: list[LeftOut]) -> Chapter:
    if not any(isinstance(block, AuthorNote) for block in chapter.blocks):
        return chapter
    blocks: tuple[Block, ...] = tuple(
        _clean_note(block, held) if isinstance(block, AuthorNote) else block for block in chapter.blocks
    )
    return replace(chapter, blocks=blocks)
