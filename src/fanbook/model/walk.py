"""The only recursion over the trees: text out of inlines, inlines mapped, inlines of blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import assert_never

from fanbook.model.blocks import (
    AuthorNote,
    Block,
    Chat,
    Dateline,
    EndMark,
    Letter,
    Paragraph,
    PovCard,
    SceneBreak,
    Script,
    ScriptRole,
    Subheading,
    Verse,
)
from fanbook.model.inlines import Emphasis, Inline, LineBreak, Strong, Text

Inlines = tuple[Inline, ...]


def texts(inlines: Inlines) -> Iterator[str]:
    """The text nodes in reading order; a line break reads as a newline."""
    for inline in inlines:
        match inline:
            case Text(value):
                yield value
            case Emphasis(children) | Strong(children):
                yield from texts(children)
            case LineBreak():
                yield "\n"
            case _:
                assert_never(inline)


def plain(inlines: Inlines) -> str:
    """The words without their dress."""
    return "".join(texts(inlines))


def with_texts(inlines: Inlines, values: Iterator[str]) -> Inlines:
    """The same inlines with their text nodes (as `texts` yields them) taken from `values`."""
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text():
                value = next(values)
                if value:
                    out.append(Text(value))
            case Emphasis(children) | Strong(children):
                out.append(replace(inline, children=with_texts(children, values)))
            case LineBreak():
                next(values)
                out.append(inline)
            case _:
                assert_never(inline)
    return tuple(out)


def map_inlines(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    """The block with every run of inlines in it changed; scene breaks have none."""
    match block:
        case Paragraph() | Dateline() | PovCard() | Subheading() | EndMark():
            return replace(block, inlines=change(block.inlines))
        case SceneBreak():
            return block
        case Verse(stanzas):
            return replace(
                block,
                stanzas=tuple(
                    tuple(replace(line, inlines=change(line.inlines)) for line in stanza)
                    for stanza in stanzas
                ),
            )
        case Letter(parts):
            return replace(block, parts=tuple(replace(part, inlines=change(part.inlines)) for part in parts))
        case Chat(messages):
            return replace(
                block, messages=tuple(replace(said, inlines=change(said.inlines)) for said in messages)
            )
        case Script(lines):
            return replace(block, lines=tuple(replace(line, inlines=change(line.inlines)) for line in lines))
        case AuthorNote(paragraphs):
            return replace(block, paragraphs=tuple(change(inlines) for inlines in paragraphs))
        case _:
            assert_never(block)


def block_texts(block: Block) -> Iterator[str]:
    """Every run of text in a block, a paragraph or line at a time, in reading order."""
    match block:
        case Paragraph() | Dateline() | PovCard() | Subheading() | EndMark():
            yield plain(block.inlines)
        case SceneBreak():
            return
        case Verse(stanzas):
            for stanza in stanzas:
                yield from (plain(line.inlines) for line in stanza)
        case Letter(parts):
            yield from (plain(part.inlines) for part in parts)
        case Chat(messages):
            for said in messages:
                yield " ".join(filter(None, (said.stamp, said.sender, plain(said.inlines))))
        case Script(lines):
            for line in lines:
                speaker = line.speaker if line.role is ScriptRole.SPEECH else ""
                yield " ".join(filter(None, (speaker, plain(line.inlines))))
        case AuthorNote(paragraphs):
            yield from (plain(inlines) for inlines in paragraphs)
        case _:
            assert_never(block)
