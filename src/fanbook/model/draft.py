"""A Draft: what a reader saw, with what the recognisers have made of it so far.

A reader cuts the source into `Unit`s (a paragraph, a line of verse, a label line); recognisers
put a `Label` on each. When all have run, every unit has one: that is how nothing is lost.

A source with markup has blocks for lines: each is one unit, numbered in reading order, and its
`Unit.block` is what the markup makes of it. Such a reader may label units itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Protocol

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic
from fanbook.model.blocks import Block
from fanbook.model.covering import NO_WISH, Covering
from fanbook.model.metadata import Fact
from fanbook.model.picture import Picture
from fanbook.model.story import Source
from fanbook.model.whole import Whole

# Stands behind a hyphen that a line's end put there. No text can hold it: what is no XML has been taken out.
BREAK = "\ufffe"


class Kind(StrEnum):
    """What a source line is; the values are public (`blocks[].kind` in `inspect --json`)."""

    TITLE = "title"
    METADATA = "metadata"
    NOTE = "note"
    HEADING = "heading"
    POV = "pov"
    DATELINE = "dateline"
    SCENE_BREAK = "scene_break"
    PROSE = "prose"
    VERSE = "verse"
    LETTER = "letter"
    CHAT = "chat"
    SCRIPT = "script"
    END_MARK = "end_mark"
    DEBRIS = "debris"


BODY_KINDS = frozenset({Kind.PROSE, Kind.VERSE, Kind.LETTER, Kind.CHAT, Kind.SCRIPT})


class Unit(Struct, frozen=True):
    """A run of source lines that belong together.

    `text` is the lines joined and stripped; `blanks` counts the blank lines before it; `indent`
    the columns of white space before its first line. `continues` says that a page's edge cut the
    paragraph, or that it goes on in a line of its own: its first part is the last unit before that is none of the
    page's own. `block` is what
    markup makes of it; its plain text is `text`, but for line breaks, which are spaces there.
    """

    start: int
    end: int
    text: str
    blanks: int
    indent: int
    continues: bool = False
    block: Block | None = None


class Label(Struct, frozen=True):
    """What a unit was taken for, how sure that is (0 to 1) and why.

    `field` and `value` belong to metadata, `detail` to any kind that has one (a letter part's
    role, a note's place, a POV's character). `joined` says that the unit continues the block
    of the unit before it. `parts` are the values that markup tells apart where a comma would not:
    the tags of an archive.
    """

    kind: Kind
    confidence: float
    why: str
    field: str = ""
    value: str = ""
    detail: str = ""
    joined: bool = False
    parts: tuple[str, ...] = ()


FOOTNOTE = "footnote"  # the `detail` of a note at a page's foot, with its mark behind a space
SUBHEADING = "subheading"  # the `field` of a heading that begins no chapter


class Shape(StrEnum):
    """How a file separates its paragraphs."""

    PER_LINE = "paragraph-per-line"
    SINGLE_NEWLINE = "single-newline"
    WRAPPED = "wrapped"
    INDENTED = "indented"
    MARKUP = "markup"


class Layout(Struct, frozen=True):
    """The file's own habit: its shape, the column it wraps at (0: not wrapped), how many blank
    lines it puts between paragraphs, the columns by which a wrapped file's paragraphs begin
    indented (0: they do not), the quote marks of a mail that stand before every line, and the columns
    of empty margin before a wrapped file's text.
    """

    shape: Shape
    width: int = 0
    norm: int = 1
    indent: int = 0
    quote: str = ""
    margin: int = 0

    def name(self) -> str:
        """The shape as reported: "wrapped-72"."""
        return f"{self.shape}-{self.width}" if self.shape is Shape.WRAPPED else str(self.shape)


class LinePattern(Protocol):
    """Something that a whole line can match."""

    def fullmatch(self, text: str, /) -> object:
        """Something true where the whole line matches."""


# First line, last line, what they are, and the words that the first one begins with.
LineRule = tuple[int, int, Kind, str]


class Instructions(Struct, frozen=True):
    """What a person said about a story: facts, kinds of lines, extra headings, fixes.

    A rule of `lines` applies where its first line begins with its words. `fixes` are (find, replace)
    pairs. `defaults` are facts that hold for a whole folder where a story does not say otherwise; an
    empty one says that the folder's name tells nothing of it.
    """

    facts: tuple[tuple[str, str], ...] = ()
    defaults: tuple[tuple[str, str], ...] = ()
    pairings: tuple[str, ...] = ()
    headings: tuple[LinePattern, ...] = ()
    lines: tuple[LineRule, ...] = ()
    fixes: tuple[tuple[str, str], ...] = ()
    id: str = ""
    slug: str = ""
    anthology: bool = True
    digest: bool = True
    covering: Covering = NO_WISH
    whole: Whole | None = None  # the folder of which the file is a part

    def said(self) -> tuple[str, ...]:
        """The facts that a person spoke of for this story, be it to say that there is none."""
        return (*(name for name, _ in self.facts), *(["pairing"] if self.pairings else []))


class Draft(Struct, frozen=True):
    """A source on its way to being a story.

    `front` is the index of the first unit of the body, `back` of the first one after it. `facts`
    are those that the file states beside its text. `is_zoned` says that the format itself tells
    header, notes and story apart, so that no unlabelled unit is anything but story.
    """

    source: Source
    lines: tuple[str, ...]
    layout: Layout
    units: tuple[Unit, ...]
    labels: tuple[Label | None, ...]
    front: int = 0
    back: int = 0
    instructions: Instructions = field(default_factory=Instructions)
    diagnostics: tuple[Diagnostic, ...] = ()
    facts: tuple[tuple[str, Fact], ...] = ()
    pictures: tuple[Picture, ...] = ()
    is_zoned: bool = False

    def has_headings(self) -> bool:
        """Has its reader found headings in the markup?"""
        return (self.is_zoned or self.layout.shape is Shape.MARKUP) and any(
            label is not None and label.kind is Kind.HEADING and label.field != SUBHEADING
            for label in self.labels
        )

    def claim(self, labels: Mapping[int, Label], *, force: bool = False) -> Draft:
        """The draft with these units labelled; a unit that has a label keeps it unless forced."""
        if not labels:
            return self
        merged = tuple(
            labels[i] if i in labels and (force or old is None) else old for i, old in enumerate(self.labels)
        )
        return replace(self, labels=merged)

    def unclaimed(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, Unit]]:
        """Units without a label, with their indices."""
        for i in range(start, len(self.units) if end is None else end):
            if self.labels[i] is None:
                yield i, self.units[i]

    def words(self, start: int = 0, end: int | None = None) -> int:
        """How many words stand in the units from `start` to before `end`."""
        return sum(len(unit.text.split()) for unit in self.units[start:end])

    def kind(self, i: int) -> Kind | None:
        """The kind of unit `i`, or None where it has none yet or there is no such unit."""
        if not 0 <= i < len(self.labels):
            return None
        label = self.labels[i]
        return label.kind if label else None

    def title(self) -> str:
        """What the lines labelled so far call the story; empty where none does."""
        return next((label.value for label in self.labels if label and label.field == "title"), "")

    def spans(self) -> Iterator[tuple[int, int, Label]]:
        """First line, last line and label of every block: units that continue one are part of it."""
        start = end = 0
        first: Label | None = None
        stray = frozenset(self.stray_lines())
        for unit, label in zip(self.units, self.labels, strict=True):
            if label is None:
                continue
            whole = not stray.intersection(range(end + 1, unit.start))
            if first is not None and label.joined and label.kind is first.kind and whole:
                end = unit.end
                continue
            if first is not None:
                yield start, end, first
            start, end, first = unit.start, unit.end, label
        if first is not None:
            yield start, end, first

    def stray_lines(self) -> Iterator[int]:
        """Numbers of lines that hold marks but belong to no unit: a mail's quote mark on an empty line."""
        if not self.layout.quote:
            return
        inside = {number for unit in self.units for number in range(unit.start, unit.end + 1)}
        for number, line in enumerate(self.lines, 1):
            if number not in inside and line.strip():
                yield number

    def raw(self, unit: Unit) -> tuple[str, ...]:
        """The unit's source lines as they stand."""
        return self.lines[unit.start - 1 : unit.end]
