"""Block content: what stands on lines of its own. A closed union, matched exhaustively.

Meaning lives in the type: a `SceneBreak` is not `***`, a `Verse` is not a paragraph with a
class. Every block carries the source lines it came from (`at`), which do not count when two
blocks are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from fanbook.model.inlines import Inline


@dataclass(frozen=True, slots=True)
class Span:
    """Source lines `start` to `end`, both included, counted from 1 in the decoded source."""

    start: int
    end: int


NOWHERE = Span(0, 0)


class Align(StrEnum):
    """Where a paragraph's lines stand: as the language has it, in the middle, or at the far side."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    inlines: tuple[Inline, ...]
    at: Span = field(default=NOWHERE, compare=False)
    align: Align = Align.START


@dataclass(frozen=True, slots=True)
class SceneBreak:
    """The end of a scene. `mark` is the author's own ("* * *"), empty for a run of blank lines."""

    mark: str = ""
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class VerseLine:
    """One line of verse; `indent` counts steps (0 = flush)."""

    inlines: tuple[Inline, ...]
    indent: int = 0
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Verse:
    """A poem or a lyric: stanzas of lines, whose line ends are the author's. `is_song`: it is sung."""

    stanzas: tuple[tuple[VerseLine, ...], ...]
    at: Span = field(default=NOWHERE, compare=False)
    is_song: bool = False


class LetterRole(StrEnum):
    """What a line does in a letter."""

    HEADER = "header"
    SALUTATION = "salutation"
    BODY = "body"
    VALEDICTION = "valediction"
    SIGNATURE = "signature"
    POSTSCRIPT = "postscript"


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One line or paragraph of a letter."""

    role: LetterRole
    inlines: tuple[Inline, ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or an e-mail that the characters write."""

    parts: tuple[LetterPart, ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a chat; `sender` and `stamp` (a time as written) are empty where there is none.

    A message without a sender is the chat's own voice: "[Group chat: ...]", "x is typing...".
    `stamp_last`: the author wrote the time behind the name.
    """

    inlines: tuple[Inline, ...]
    sender: str = ""
    stamp: str = ""
    at: Span = field(default=NOWHERE, compare=False)
    stamp_last: bool = False

    def heads(self) -> tuple[str, str]:
        """Time and name in the author's order."""
        return (self.sender, self.stamp) if self.stamp_last else (self.stamp, self.sender)


@dataclass(frozen=True, slots=True)
class Chat:
    """A run of messages, texts or chat lines."""

    messages: tuple[Message, ...]
    at: Span = field(default=NOWHERE, compare=False)


class ScriptRole(StrEnum):
    """What a line does in a script."""

    SPEECH = "speech"
    DIRECTION = "direction"
    SLUG = "slug"


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """A speech, a stage direction, or the slug line that says where a scene plays.

    `speaker` is the name as the author wrote it, for a speech. A speech that a direction
    interrupts goes on in a line without a speaker.
    """

    inlines: tuple[Inline, ...]
    role: ScriptRole = ScriptRole.SPEECH
    speaker: str = ""
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Script:
    """A run of a play or a screenplay."""

    lines: tuple[ScriptLine, ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A short line that says when or where a scene plays: "Winter, two years later"."""

    inlines: tuple[Inline, ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PovCard:
    """A short line that says whose eyes we look through; `character` is the name in it."""

    inlines: tuple[Inline, ...]
    character: str
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading below a chapter's."""

    inlines: tuple[Inline, ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that the author set in: a document, a text of somebody else's."""

    blocks: tuple[Block, ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; each item holds blocks of its own. `start` is the first number of an ordered one."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `across` and `down` count the columns and rows that it covers."""

    inlines: tuple[Inline, ...]
    is_header: bool = False
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells."""

    rows: tuple[tuple[Cell, ...], ...]
    at: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote; its `FootnoteRef` has the same `key`, which no other in a story has. `label` is its mark."""

    key: str
    label: str
    paragraphs: tuple[tuple[Inline, ...], ...]
    at: Span = field(default=NOWHERE, compare=False)


class NotePlace(StrEnum):
    """Where an author's note belongs."""

    STORY_HEAD = "story-head"
    STORY_END = "story-end"
    CHAPTER_HEAD = "chapter-head"
    CHAPTER_END = "chapter-end"
    INLINE = "inline"


@dataclass(frozen=True, slots=True)
class AuthorNote:
    """The author speaking to the reader; its label ("A/N:") is taken off and not repeated.

    What she quotes, lists or shows in it keeps its form. `title` stands over it where it is something else than a
    note: a chapter's "Summary".
    """

    blocks: tuple[Block, ...]
    place: NotePlace
    at: Span = field(default=NOWHERE, compare=False)
    title: str = ""


@dataclass(frozen=True, slots=True)
class EndMark:
    """A closing line: "The End", "fin.", "To be continued"."""

    inlines: tuple[Inline, ...]
    at: Span = field(default=NOWHERE, compare=False)


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
