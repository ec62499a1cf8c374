"""The only recursion over the trees: text out of inlines, inlines mapped and cut, inlines of blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from msgspec.structs import replace

from fanbook.model.blocks import (
    AuthorNote,
    Block,
    Chat,
    Dateline,
    EndMark,
    Footnote,
    ItemList,
    Letter,
    Paragraph,
    PovCard,
    Quote,
    SceneBreak,
    Script,
    ScriptRole,
    Subheading,
    Table,
    Verse,
)
from fanbook.model.inlines import (
    Code,
    Emphasis,
    FootnoteRef,
    Image,
    Inline,
    LineBreak,
    Link,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)

Inlines = tuple[Inline, ...]


def texts(inlines: Inlines) -> Iterator[str]:
    """The text nodes in reading order; a line break reads as a newline, a picture as nothing."""
    for inline in inlines:
        match inline:
            case Text(value):
                yield value
            case (
                Emphasis()
                | Strong()
                | Strike()
                | Superscript()
                | Subscript()
                | Code()
                | Link()
                | FootnoteRef()
            ):
                yield from texts(inline.children)
            case LineBreak():
                yield "\n"
            case Image():
                pass
            case _:
                assert_never(inline)


def plain(inlines: Inlines) -> str:
    """The words without their dress."""
    return "".join(texts(inlines))


def code_spans(inlines: Inlines) -> tuple[tuple[int, int], ...]:
    """Where in the plain text code stands: half-open, in order."""
    found: list[tuple[int, int]] = []
    at = 0
    for inline in inlines:
        size = len(plain((inline,)))
        match inline:
            case Code():
                found.append((at, at + size))
            case Emphasis() | Strong() | Strike() | Superscript() | Subscript() | Link() | FootnoteRef():
                found += ((at + low, at + high) for low, high in code_spans(inline.children))
            case Text() | LineBreak() | Image():
                pass
            case _:
                assert_never(inline)
        at += size
    return tuple(found)


def with_texts(inlines: Inlines, values: Iterator[str]) -> Inlines:
    """The same inlines with their text nodes (as `texts` yields them) taken from `values`."""
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text():
                value = next(values)
                if value:
                    out.append(Text(value))
            case (
                Emphasis()
                | Strong()
                | Strike()
                | Superscript()
                | Subscript()
                | Code()
                | Link()
                | FootnoteRef()
            ):
                out.append(replace(inline, children=with_texts(inline.children, values)))
            case LineBreak():
                next(values)
                out.append(inline)
            case Image():
                out.append(inline)
            case _:
                assert_never(inline)
    return tuple(out)


def cut(inlines: Inlines, start: int, end: int) -> Inlines:
    """The part of the inlines whose plain text is `plain(inlines)[start:end]`; dress without words is dropped."""
    out: list[Inline] = []
    at = 0
    for inline in inlines:
        size = len(plain((inline,)))
        low, high = max(start - at, 0), min(end - at, size)
        match inline:
            case Text(value) if low < high:
                out.append(Text(value[low:high]))
            case (
                Emphasis()
                | Strong()
                | Strike()
                | Superscript()
                | Subscript()
                | Code()
                | Link()
                | FootnoteRef()
            ) if low < high:
                out.append(replace(inline, children=cut(inline.children, low, high)))
            case LineBreak() if low < high:
                out.append(inline)
            case Image() if start <= at <= end:
                out.append(inline)
            case _:
                pass
        at += size
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
        case Quote(blocks) | AuthorNote(blocks):
            return replace(block, blocks=tuple(map_inlines(inner, change) for inner in blocks))
        case ItemList(items):
            return replace(
                block, items=tuple(tuple(map_inlines(inner, change) for inner in item) for item in items)
            )
        case Table(rows):
            return replace(
                block,
                rows=tuple(
                    tuple(replace(cell, inlines=change(cell.inlines)) for cell in row) for row in rows
                ),
            )
        case Footnote():
            return replace(block, paragraphs=tuple(change(inlines) for inlines in block.paragraphs))
        case _:
            assert_never(block)


def map_note(note: AuthorNote, change: Callable[[Inlines], Inlines]) -> AuthorNote:
    """The note with every run of inlines in it changed."""
    return replace(note, blocks=tuple(map_inlines(block, change) for block in note.blocks))


def images(inlines: Inlines) -> Iterator[Image]:
    """The pictures in a run of inlines."""
    for inline in inlines:
        if isinstance(inline, Image):
            yield inline
        elif not isinstance(inline, Text | LineBreak):
            yield from images(inline.children)


def runs_of(block: Block) -> Iterator[Inlines]:
    """Every run of inlines in a block, in reading order."""
    found: list[Inlines] = []

    def look(inlines: Inlines) -> Inlines:
        found.append(inlines)
        return inlines

    map_inlines(block, look)
    yield from found


def block_images(block: Block) -> Iterator[Image]:
    """The pictures in a block."""
    for run in runs_of(block):
        yield from images(run)


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
                yield " ".join(filter(None, (*said.heads(), plain(said.inlines))))
        case Script(lines):
            for line in lines:
                speaker = line.speaker if line.role is ScriptRole.SPEECH else ""
                yield " ".join(filter(None, (speaker, plain(line.inlines))))
        case Quote(blocks) | AuthorNote(blocks):
            for inner in blocks:
                yield from block_texts(inner)
        case ItemList(items):
            for item in items:
                for inner in item:
                    yield from block_texts(inner)
        case Table(rows):
            for row in rows:
                yield from (plain(cell.inlines) for cell in row)
        case Footnote(label=label, paragraphs=paragraphs):
            yield " ".join(filter(None, (label, *map(plain, paragraphs[:1]))))
            yield from map(plain, paragraphs[1:])
        case _:
            assert_never(block)
