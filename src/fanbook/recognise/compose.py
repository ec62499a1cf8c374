"""A labelled draft to a Story: units become blocks, headings cut chapters, debris is listed.

Every unit is either in a block, in the metadata, or in `left_out`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.model.blocks import (
    NOWHERE,
    AuthorNote,
    Block,
    Chat,
    Dateline,
    EndMark,
    Footnote,
    Letter,
    LetterPart,
    LetterRole,
    Message,
    NotePlace,
    Paragraph,
    PovCard,
    Quote,
    SceneBreak,
    Script,
    ScriptLine,
    ScriptRole,
    Span,
    Subheading,
    Verse,
    VerseLine,
)
from fanbook.model.draft import FOOTNOTE, Draft, Kind, Label, Unit
from fanbook.model.inlines import Emphasis, LineBreak, Text
from fanbook.model.story import Chapter, ChapterKind, LeftOut
from fanbook.model.walk import Inlines, block_images, block_texts, plain, runs_of
from fanbook.read.layout import joined
from fanbook.recognise.breaks import blank_breaks
from fanbook.recognise.chat import MORE
from fanbook.recognise.footnotes import as_paragraphs
from fanbook.recognise.marked import inlines_of, is_subheading
from fanbook.recognise.markup import read_inlines
from fanbook.recognise.page_marks import PAGE_KEY

QUOTE_MARK = "a mail's quote mark on an empty line"

Piece = tuple[Unit, Label]
_DRESS = " *_~=#<>|+-–—"  # what an author hangs about "The End"


class Composed(Struct, frozen=True):
    """The parts of a story that are made of its lines."""

    chapters: tuple[Chapter, ...]
    head_notes: tuple[AuthorNote, ...]
    end_notes: tuple[AuthorNote, ...]
    left_out: tuple[LeftOut, ...]


class _Open(Struct):
    """The chapter under way."""

    heading: Piece | None = None
    at: Span = NOWHERE
    blocks: list[Block] = field(default_factory=list)


def compose(draft: Draft) -> Composed:
    """Blocks, chapters, notes and what was left out."""
    pieces = [(u, label) for u, label in zip(draft.units, draft.labels, strict=True) if label is not None]
    head = tuple(_notes(pieces, NotePlace.STORY_HEAD))
    end = tuple(_notes(pieces, NotePlace.STORY_END))
    chapters = tuple(_chapters(draft, pieces))
    return Composed(chapters, head, end, tuple(sorted(_left_out(draft, pieces), key=lambda left: left.start)))


def _groups(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces that make one block together."""
    group: list[Piece] = []
    for piece in pieces:
        if group and not (piece[1].joined and piece[1].kind is group[-1][1].kind):
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _span(group: Sequence[Piece]) -> Span:
    return Span(group[0][0].start, group[-1][0].end)


def _notes(pieces: Sequence[Piece], place: NotePlace) -> Iterator[AuthorNote]:
    for group in _groups([p for p in pieces if p[1].kind is Kind.NOTE and p[1].detail == place]):
        note = _note(group, place)
        if note.blocks:
            yield note


def _note(group: Sequence[Piece], place: NotePlace) -> AuthorNote:
    blocks = tuple(_trimmed([block for unit, label in group for block in _note_blocks(unit, label.value)]))
    if len(blocks) == 1 and isinstance(blocks[0], Quote):
        blocks = blocks[0].blocks  # a frame around all of it is the site's
    return AuthorNote(blocks, place, at=_span(group), title=group[0][1].field)


def _note_blocks(unit: Unit, text: str) -> tuple[Block, ...]:
    """What a unit of a note holds; of a paragraph `text`, which is all of it but the note's label."""
    at = Span(unit.start, unit.end)
    match unit.block:
        case None:
            return (Paragraph(inlines_of(unit, _unquoted(text)), at),) if text.strip() else ()
        case Paragraph() as block if text.strip():
            return (replace(block, inlines=inlines_of(unit, _unquoted(text)), at=at),)
        case Footnote() as block:
            return tuple(as_paragraphs(block))
        case block:
            is_empty = not text.strip() and not isinstance(block, SceneBreak) and not any(block_images(block))
            return () if is_empty else (replace(block, at=at),)


def _unquoted(text: str) -> str:
    """A line that the author quotes from somebody, without the mail's quote marks."""
    return text.lstrip(">").lstrip() if text.startswith(">") else text


def _chapters(draft: Draft, pieces: Sequence[Piece]) -> Iterator[Chapter]:
    scenes = {draft.units[i].start for i in blank_breaks(draft)}
    current = _Open()
    placed = (NotePlace.STORY_HEAD, NotePlace.STORY_END)
    kept = [p for p in pieces if p[1].kind not in (Kind.TITLE, Kind.METADATA, Kind.DEBRIS)]
    feet = [block for group in _groups([p for p in kept if _is_foot(p[1])]) for block in _foot(group)]
    kept = [p for p in kept if not _is_foot(p[1])]
    for group in _groups(kept):
        unit, label = group[0]
        if label.kind is Kind.NOTE and label.detail in placed:
            continue
        if label.kind is Kind.HEADING and not is_subheading(label):
            yield from _closed(current)
            current = _Open(heading=(unit, label), at=_span(group))
            continue
        if unit.start in scenes:
            current.blocks.append(SceneBreak("", Span(unit.start, unit.start)))
        block = _block(group)
        if block is not None:
            current.blocks.append(block)
        while feet and feet[0].at.start <= group[-1][0].end:
            current.blocks.append(feet.pop(0))
    current.blocks += feet
    yield from _closed(current)


def _is_foot(label: Label) -> bool:
    return label.kind is Kind.NOTE and label.detail.startswith(FOOTNOTE)


def _foot(group: Sequence[Piece]) -> Iterator[Footnote]:
    """The footnote whose lines these are; it finds its mark in `page_marks`."""
    mark = group[0][1].detail.removeprefix(FOOTNOTE).strip()
    text = joined(label.value for _, label in group)
    yield Footnote(f"{PAGE_KEY}{group[0][0].start}", mark, (read_inlines(text),), _span(group))


def _closed(current: _Open) -> Iterator[Chapter]:
    blocks = tuple(_trimmed(current.blocks))
    if current.heading is None:
        if blocks:
            yield Chapter(blocks, ChapterKind.STORY, at=Span(blocks[0].at.start, blocks[-1].at.end))
        return
    unit, label = current.heading
    name, _, title = label.value.partition("\t")
    if not name and not title:
        name = unit.text
    yield Chapter(
        blocks,
        kind=ChapterKind(label.field or "chapter"),
        number=int(label.detail) if label.detail else None,
        label=name,
        title=inlines_of(unit, title),
        at=Span(unit.start, blocks[-1].at.end if blocks else current.at.end),
    )


def _trimmed(blocks: Sequence[Block]) -> Iterator[Block]:
    """No scene break at a chapter's start or end, be it behind or before a note, nor two together."""
    told = [
        i for i, block in enumerate(blocks) if not isinstance(block, SceneBreak) and not _is_around(block)
    ]
    first, last = (told[0], told[-1]) if told else (len(blocks), -1)
    held: SceneBreak | None = None
    for i, block in enumerate(blocks):
        if isinstance(block, SceneBreak):
            held = block if held is None or not held.mark else held
            continue
        if held is not None and first < i <= last:
            yield held
        held = None
        yield block


def _is_around(block: Block) -> bool:
    """Is this a note before or behind the chapter's text?"""
    return isinstance(block, AuthorNote) and block.place is not NotePlace.INLINE


def _block(group: Sequence[Piece]) -> Block | None:
    unit, label = group[0]
    at = _span(group)
    match label.kind:
        case Kind.SCENE_BREAK:
            return SceneBreak(unit.text, at)
        case Kind.HEADING:
            return Subheading(inlines_of(unit, unit.text), at)
        case Kind.VERSE:
            return _verse(group)
        case Kind.LETTER:
            return Letter(tuple(_letter_part(parts) for parts in _parted(group)), at)
        case Kind.CHAT:
            return Chat(tuple(_message(parts) for parts in _parted(group)), at)
        case Kind.SCRIPT:
            return Script(tuple(_script_line(parts) for parts in _parted(group)), at)
        case Kind.DATELINE:
            return Dateline(inlines_of(unit, unit.text), at)
        case Kind.POV:
            return PovCard(inlines_of(unit, unit.text.strip("-~=#+<> ")), label.detail, at)
        case Kind.END_MARK:
            return EndMark((Text(unit.text.strip(_DRESS) or unit.text),), at)
        case Kind.NOTE:
            note = _note(group, NotePlace(label.detail or NotePlace.INLINE))
            return note if note.blocks else None
        case _:
            if unit.block is not None:
                return _whole([u.block for u, _ in group if u.block is not None], at)
            return Paragraph(inlines_of(unit, joined(u.text for u, _ in group)), at)


def _whole(parts: Sequence[Block], at: Span) -> Block:
    """A block, or a paragraph of the markup that was looked at line by line."""
    first, *rest = parts
    if not rest or not isinstance(first, Paragraph):
        return replace(first, at=at)
    more = [inline for part in rest for run in runs_of(part) for inline in (LineBreak(), *run)]
    return replace(first, inlines=(*first.inlines, *more), at=at)


def _letter_part(parts: Sequence[Piece]) -> LetterPart:
    role = parts[0][1].detail
    return LetterPart(
        LetterRole.BODY if role == MORE else LetterRole(role or "body"),
        _said(parts),
        _span(parts),
    )


def _parted(group: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The pieces of a chat or a script, those together that make one message or one speech."""
    parts: list[Piece] = []
    for piece in group:
        if parts and piece[1].detail != MORE:
            yield parts
            parts = []
        parts.append(piece)
    yield parts


def _message(parts: Sequence[Piece]) -> Message:
    stamp, _, sender = parts[0][1].detail.partition("\t")
    # "> x is typing": the arrow is the chat's, not a word.
    text = parts[0][0].text
    last = bool(sender and stamp) and 0 <= text.find(sender) < text.find(stamp)
    return Message(_said(parts, is_chat=True), sender, stamp, _span(parts), last)


def _said(parts: Sequence[Piece], *, is_chat: bool = False) -> Inlines:
    """What is said, in its dress. A label without detail is a person's word: the line stands as it is."""
    words = [(u, label.value or ("" if label.detail else u.text)) for u, label in parts]
    if all(u.block is None for u, _ in words):
        text = " ".join(text for _, text in words if text)
        return read_inlines(_unquoted(text) if is_chat else text)
    runs = [inlines_of(u, _unquoted(text) if is_chat else text) for u, text in words if text]
    return tuple(inline for n, run in enumerate(runs) for inline in ((Text(" "), *run) if n else run))


def _script_line(parts: Sequence[Piece]) -> ScriptLine:
    role, _, speaker = parts[0][1].detail.partition("\t")
    return ScriptLine(_said(parts), ScriptRole(role or "speech"), speaker, _span(parts))


def _verse(group: Sequence[Piece]) -> Verse:
    least = min(unit.indent for unit, _ in group)
    stanzas: list[list[VerseLine]] = [[]]
    for unit, label in group:
        if label.detail == "stanza":
            stanzas.append([])
        steps = min((unit.indent - least + 1) // 2, 4)
        stanzas[-1].append(VerseLine(inlines_of(unit, unit.text), steps, Span(unit.start, unit.end)))
    return Verse(tuple(_stressed(stanza) for stanza in stanzas if stanza), _span(group))


def _stressed(stanza: Sequence[VerseLine]) -> tuple[VerseLine, ...]:
    """A stanza that is stressed as a whole: the mark opens its first line and closes its last."""
    words = "\n".join(plain(line.inlines) for line in stanza)
    mark = words[:1]
    if len(stanza) < 2 or mark not in ("*", "_", "/") or words[-1:] != mark or words.count(mark) != 2:
        return tuple(stanza)
    bare = words[1:-1].split("\n")
    return tuple(
        replace(line, inlines=(Emphasis((Text(text),)),)) for line, text in zip(stanza, bare, strict=True)
    )


def _left_out(draft: Draft, pieces: Sequence[Piece]) -> Iterator[LeftOut]:
    for group in _groups([p for p in pieces if p[1].kind is Kind.DEBRIS or p[1].detail == "mail"]):
        at = _span(group)
        text = "\n".join(draft.lines[at.start - 1 : at.end])
        yield LeftOut(at.start, at.end, text, group[0][1].why)
    for number in draft.stray_lines():
        yield LeftOut(number, number, draft.lines[number - 1], QUOTE_MARK)


def _is_epigraph(chapter: Chapter) -> bool:
    """A verse, or a few words with whose they are, before the first heading."""
    texts = [text for block in chapter.blocks for text in block_texts(block)]
    kinds = {type(block) for block in chapter.blocks}
    if sum(len(text.split()) for text in texts) > 90 or not kinds <= {Verse, Paragraph, AuthorNote}:
        return False
    quoted = texts[0][:1] in '"“«„‘' and texts[-1].rstrip("*_ ")[-1:].isalnum()
    return Verse in kinds or texts[-1].lstrip("(*_ ")[:1] in "-–—―" or quoted


def renumbered(chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Text before the first heading is a section of its own, not the story in one piece."""
    if len(chapters) > 1 and chapters[0].kind is ChapterKind.STORY:
        kind = ChapterKind.EPIGRAPH if _is_epigraph(chapters[0]) else ChapterKind.SECTION
        return (replace(chapters[0], kind=kind), *chapters[1:])
    return chapters
