"""Block content: what stands on lines of its own. A closed union, matched exhaustively.

Meaning lives in the type: a `SceneBreak` is not `***`, a `Verse` is not a paragraph with a
class. Every block carries the source lines it came from (`at`), which do not count when two
blocks are compared.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from fanbook.model.inlines import Inline


class Span(Struct, frozen=True):
    """Source lines `start` to `end`, both included, counted from 1 in the decoded source."""

    start: int
    end: int


NOWHERE = Span(0, 0)


class Placed(Struct, frozen=True):
    """A record with a place `at` in the source, which does not count when two are compared."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Placed) or type(other) is not type(self):
            return NotImplemented
        return Struct.__eq__(replace(self, at=NOWHERE), replace(other, at=NOWHERE))

    def __hash__(self) -> int:
        return Struct.__hash__(replace(self, at=NOWHERE))


class Align(StrEnum):
    """Where a paragraph's lines stand: as the language has it, in the middle, or at the far side."""

    START = "start"
    CENTRE = "centre"
    END = "end"


class Paragraph(Placed, frozen=True):
    """A paragraph of prose."""

    inlines: tuple[Inline, ...]
    at: Span = NOWHERE
    align: Align = Align.START


class SceneBreak(Placed, frozen=True):
    """The end of a scene. `mark` is the author's own ("* * *"), empty for a run of blank lines."""

    mark: str = ""
    at: Span = NOWHERE


class VerseLine(Placed, frozen=True):
    """One line of verse; `indent` counts steps (0 = flush)."""

    inlines: tuple[Inline, ...]
    indent: int = 0
    at: Span = NOWHERE


class Verse(Placed, frozen=True):
    """A poem or a lyric: stanzas of lines, whose line ends are the author's. `is_song`: it is sung."""

    stanzas: tuple[tuple[VerseLine, ...], ...]
    at: Span = NOWHERE
    is_song: bool = False


class LetterRole(StrEnum):
    """What a line does in a letter."""

    HEADER = "header"
    SALUTATION = "salutation"
    BODY = "body"
    VALEDICTION = "valediction"
    SIGNATURE = "signature"
    POSTSCRIPT = "postscript"


class LetterPart(Placed, frozen=True):
    """One line or paragraph of a letter."""

    role: LetterRole
    inlines: tuple[Inline, ...]
    at: Span = NOWHERE


class Letter(Placed, frozen=True):
    """A letter or an e-mail that the characters write."""

    parts: tuple[LetterPart, ...]
    at: Span = NOWHERE


class Message(Placed, frozen=True):
    """One message of a chat; `sender` and `stamp` (a time as written) are empty where there is none.

    A message without a sender is the chat's own voice: "[Group chat: ...]", "x is typing...".
    `stamp_last`: the author wrote the time behind the name.
    """

    inlines: tuple[Inline, ...]
    sender: str = ""
    stamp: str = ""
    at: Span = NOWHERE
    stamp_last: bool = False

    def heads(self) -> tuple[str, str]:
        """Time and name in the author's order."""
        return (self.sender, self.stamp) if self.stamp_last else (self.stamp, self.sender)


class Chat(Placed, frozen=True):
    """A run of messages, texts or chat lines."""

    messages: tuple[Message, ...]
    at: Span = NOWHERE


class ScriptRole(StrEnum):
    """What a line does in a script."""

    SPEECH = "speech"
    DIRECTION = "direction"
    SLUG = "slug"


class ScriptLine(Placed, frozen=True):
    """A speech, a stage direction, or the slug line that says where a scene plays.

    `speaker` is the name as the author wrote it, for a speech. A speech that a direction
    interrupts goes on in a line without a speaker.
    """

    inlines: tuple[Inline, ...]
    role: ScriptRole = ScriptRole.SPEECH
    speaker: str = ""
    at: Span = NOWHERE


class Script(Placed, frozen=True):
    """A run of a play or a screenplay."""

    lines: tuple[ScriptLine, ...]
    at: Span = NOWHERE


class Dateline(Placed, frozen=True):
    """A short line that says when or where a scene plays: "Winter, two years later"."""

    inlines: tuple[Inline, ...]
    at: Span = NOWHERE


class PovCard(Placed, frozen=True):
    """A short line that says whose eyes we look through; `character` is the name in it."""

    inlines: tuple[Inline, ...]
    character: str
    at: Span = NOWHERE


class Subheading(Placed, frozen=True):
    """A heading below a chapter's."""

    inlines: tuple[Inline, ...]
    at: Span = NOWHERE


class Quote(Placed, frozen=True):
    """A passage that the author set in: a document, a text of somebody else's."""

    blocks: tuple[Block, ...]
    at: Span = NOWHERE


class ItemList(Placed, frozen=True):
    """A list; each item holds blocks of its own. `start` is the first number of an ordered one."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    at: Span = NOWHERE


class Cell(Struct, frozen=True):
    """A cell of a table; `across` and `down` count the columns and rows that it covers."""

    inlines: tuple[Inline, ...]
    is_header: bool = False
    across: int = 1
    down: int = 1


class Table(Placed, frozen=True):
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    at: Span = NOWHERE


class Footnote(Placed, frozen=True):
    """A footnote; its `FootnoteRef` has the same `key`, which no other in a story has. `label` is its mark."""

    key: str
    label: str
    paragraphs: tuple[tuple[Inline, ...], ...]
    at: Span = NOWHERE


class NotePlace(StrEnum):
    """Where an author's note belongs."""

    STORY_HEAD = "story-head"
    STORY_END = "story-end"
    CHAPTER_HEAD = "chapter-head"
    CHAPTER_END = "chapter-end"
    INLINE = "inline"


class AuthorNote(Placed, frozen=True):
    """The author speaking to the reader; its label ("A/N:") is taken off and not repeated.

    What she quotes, lists or shows in it keeps its form. `title` stands over it where it is something else than a
    note: a chapter's "Summary".
    """

    blocks: tuple[Block, ...]
    place: NotePlace
    at: Span = NOWHERE
    title: str = ""


class EndMark(Placed, frozen=True):
    """A closing line: "The End", "fin.", "To be continued"."""

    inlines: tuple[Inline, ...]
    at: Span = NOWHERE


Block = (
    Paragraph
    | SceneBreak
    | Verse
    | Letter
    | Chat
    | Script
    | Dateline
    | PovCard
    | Subheading
    | Quote
    | ItemList
    | Table
    | Footnote
    | AuthorNote
    | EndMark
)
