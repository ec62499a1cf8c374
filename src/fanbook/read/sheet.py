"""Blocks collected and labelled one after the other, and the Draft they make.

A reader of marked-up sources writes on a `Sheet` from top to bottom: what it knows to be a fact, a note, a
heading or the site's own words it labels; what it adds as `story` is left to the recognisers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.model.blocks import Block, NotePlace, Paragraph, Quote, SceneBreak, Subheading
from fanbook.model.draft import SUBHEADING, Draft, Instructions, Kind, Label, Layout, Shape, Unit
from fanbook.model.inlines import Text
from fanbook.model.metadata import Fact, Origin
from fanbook.model.picture import Picture
from fanbook.model.story import Source
from fanbook.model.walk import block_images, map_inlines, plain, texts, with_texts
from fanbook.read.rows import Row, words_in
from fanbook.read.single_lines import single_lines

MARKUP = "the markup says so"


class Given(Struct, frozen=True):
    """What every reader is given: the file's bytes, what reports call it, what a person said of it.

    `source` is the file as it lies on disk, where `data` is what a converter made of it.
    """

    data: bytes
    path: str
    told: Instructions = field(default_factory=Instructions)
    source: bytes = b""


def aside(value: str, label: str) -> Fact:
    """A fact with a label of its own, which the file states beside its text."""
    return Fact(value, Origin.MARKUP, 1.0, label=label)


class Sheet(Struct):
    """The blocks so far, with their labels; `format` is what the source is called in reports."""

    format: str
    rows: list[tuple[Row, Label | None]] = field(default_factory=list)
    facts: list[tuple[str, Fact]] = field(default_factory=list)
    doubts: list[Diagnostic] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    encoding: str = "utf-8"
    is_zoned: bool = False
    first: int | None = None

    def add(self, row: Row, label: Label | None) -> None:
        """One block; one without words, picture or rule is none."""
        if words_in(row) or any(block_images(row.block)):
            self.rows.append((row, label))

    def line(self, text: str, label: Label) -> None:
        """A line of plain words."""
        text = " ".join(text.split())
        if text:
            self.add(Row(Paragraph((Text(text),))), label)

    def story(self, rows: Iterable[Row]) -> None:
        """The story's own blocks. Where it begins is where the header ends."""
        for row in rows:
            if row.why:
                self.add(row, Label(Kind.DEBRIS, 0.9, row.why))
                continue
            if self.first is None:
                self.first = len(self.rows)
            if row.told is None and isinstance(row.block, Paragraph):
                for line in single_lines(row):
                    self.add(line, known(line))
            else:
                self.add(row, known(row))

    def heading(self, text: str, why: str = MARKUP) -> None:
        """A chapter's heading."""
        if self.first is None:
            self.first = len(self.rows)
        self.line(text, Label(Kind.HEADING, 1.0, why, value=" ".join(text.split())))

    def fact(
        self,
        name: str,
        text: str,
        value: str = "",
        *,
        parts: Sequence[str] = (),
        label: str = "",
        joined: bool = False,
    ) -> None:
        """A fact that stands on the page as `text`."""
        value = " ".join((value or text).split())
        kind = Kind.TITLE if name == "title" else Kind.METADATA
        self.line(
            text,
            Label(
                kind, 1.0, MARKUP, field=name, value=value, detail=label, parts=tuple(parts), joined=joined
            ),
        )

    def state(self, name: str, value: str, *, sure: float = 0.9, parts: Sequence[str] = ()) -> None:
        """A fact that the file states beside its text."""
        value = " ".join(value.split())
        if value:
            self.facts.append((name, Fact(value, Origin.MARKUP, sure, parsed=tuple(parts))))

    def notes(self, rows: Iterable[Row], place: NotePlace, title: str = "", label: str = "") -> None:
        """A note, under its label where it has one. `title` is what stands over it in a book."""
        started = False
        if label:
            self.line(label, Label(Kind.NOTE, 1.0, MARKUP, field=title, detail=place))
            started = True
        for row in rows:
            text = words_in(row)
            self.add(
                row, Label(Kind.NOTE, 1.0, MARKUP, field=title, value=text, detail=place, joined=started)
            )
            started = True

    def passage(self, name: str, rows: Iterable[Row], label: str = "") -> None:
        """A long fact of several paragraphs: a summary."""
        started = False
        if label:
            self.line(label, Label(Kind.METADATA, 1.0, MARKUP, field=name, detail=label))
            started = True
        for row in rows:
            text = words_in(row)
            more = "more" if started else name.capitalize()
            self.add(
                row,
                Label(Kind.METADATA, 1.0, MARKUP, field=name, value=text, detail=more, joined=started),
            )
            started = True

    def debris(self, rows: Iterable[Row], why: str) -> None:
        """What is the site's and not the story's."""
        for row in rows:
            self.add(row, Label(Kind.DEBRIS, 0.95, row.why or why))

    def doubt(self, code: str, message: str, hint: str = "", severity: Severity = Severity.WARNING) -> None:
        """Something to say about the source."""
        self.doubts.append(Diagnostic(code, severity, message, hint))

    def stated(self, row: Row) -> Label | None:
        """A line that says what the file states beside its text: the title, or who wrote it."""
        text = words_in(row)
        said = folded(text.removeprefix("by "))
        for name, fact in self.facts:
            if said and said == folded(fact.value) and name in ("title", "author"):
                kind = Kind.TITLE if name == "title" else Kind.METADATA
                return Label(kind, 0.9, "the file states it too", field=name, value=fact.value)
        return None

    def story_text(self) -> Iterable[str]:
        """The words of what is story."""
        return (words_in(row) for row, label in self.rows if label is None or label.kind is Kind.PROSE)

    def draft(self, given: Given) -> Draft:
        """The draft, with a person's fixes made."""
        rows, doubts = _mended(self.rows, given)
        lines = tuple(words_in(row) for row, _ in rows)
        norm = Counter(
            row.blanks for row, label in rows[1:] if label is None and not row.goes_on
        ).most_common(1)
        units = tuple(
            Unit(n, n, text, row.blanks, row.indent, row.goes_on, row.block)
            for n, ((row, _), text) in enumerate(zip(rows, lines, strict=True), 1)
        )
        kept = [row.block for row, label in rows if label is None or label.kind is not Kind.DEBRIS]
        shown = {image.name for block in kept for image in block_images(block)}
        return Draft(
            source=Source(
                given.path,
                sha256(given.source or given.data).hexdigest(),
                len(given.source or given.data),
                self.encoding,
                "lf",
            ),
            lines=lines,
            layout=Layout(Shape.MARKUP, norm=norm[0][0] if norm else 1),
            units=units,
            labels=tuple(label for _, label in rows),
            front=(self.first if self.first is not None else len(units)) if self.is_zoned else 0,
            back=len(units),
            instructions=given.told,
            diagnostics=tuple(replace(d, source=given.path) for d in (*self.doubts, *doubts)),
            facts=tuple(self.facts),
            pictures=tuple(self.pictures[name] for name in sorted(self.pictures) if name in shown),
            is_zoned=self.is_zoned,
        )


def folded(text: str) -> str:
    """Letters and digits only."""
    return "".join(filter(str.isalnum, text.casefold()))


def known(row: Row) -> Label | None:
    """What a block of the story is by its kind alone; paragraphs are for the recognisers."""
    if row.told is not None:
        return row.told
    match row.block:
        case Paragraph(inlines):
            return None if plain(inlines).strip() else Label(Kind.PROSE, 1.0, "a picture")
        case SceneBreak():
            return Label(Kind.SCENE_BREAK, 0.97, "a rule in the markup")
        case Subheading():
            return Label(Kind.HEADING, 0.9, "a heading below the chapter's", field=SUBHEADING)
        case Quote():
            return Label(Kind.PROSE, 0.95, "set in by the markup")
        case _:
            return Label(Kind.PROSE, 0.95, "a list, a table or a footnote")


def _mended(
    rows: list[tuple[Row, Label | None]], given: Given
) -> tuple[list[tuple[Row, Label | None]], list[Diagnostic]]:
    """The rows with a person's [[fix]]es made in each run of text; one that finds nothing is a warning."""
    doubts: list[Diagnostic] = []
    for find, instead in given.told.fixes:
        if not any(find in words_in(row) for row, _ in rows):
            message = f"a [[fix]] looks for “{find}”, which is not in the story"
            doubts.append(Diagnostic("N022", Severity.WARNING, message, "check its spelling"))
            continue
        rows = [
            (replace(row, block=_fixed(row.block, find, instead)), _refixed(label, find, instead))
            for row, label in rows
        ]
    return rows, doubts


def _fixed(block: Block, find: str, instead: str) -> Block:
    return map_inlines(
        block,
        lambda inlines: with_texts(inlines, iter([text.replace(find, instead) for text in texts(inlines)])),
    )


def _refixed(label: Label | None, find: str, instead: str) -> Label | None:
    return label and replace(label, value=label.value.replace(find, instead))
