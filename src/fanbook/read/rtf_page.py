"""What an RTF file's words and control words add up to: paragraphs, tables, pictures, footnotes.

In: segments of text, ends of paragraphs, cells and rows, as the reader of the control words comes upon them. Out:
rows; the footnotes, which such a file keeps where their marks stand, come last, in order, as `read.footnotes` wants them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.model.blocks import Align, Block, Cell, ItemList, Paragraph, Subheading, Table
from fanbook.model.inlines import Image, LineBreak
from fanbook.model.walk import Inlines, plain
from fanbook.read.rows import Row
from fanbook.read.runs import BREAK, Segment, Style, is_blank, paragraphs

_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NUMBER = re.compile(r"(\d{1,6})[.):]?")
_LONGEST = 4  # letters in a mark that the author chose: "*", "(a)"
_LARGEST = 120  # words in a table's cell; what holds more is laid out, not tabled


class _Column(Struct):
    """Paragraphs one below the other: those of the story, or those of one footnote."""

    mark: str = ""
    rows: list[Row] = field(default_factory=list)
    run: list[Segment] = field(default_factory=list)
    blanks: int = 0
    cells: list[Inlines] = field(default_factory=list)
    table: list[tuple[Inlines, ...]] = field(default_factory=list)
    items: list[tuple[Block, ...]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)  # of these items; 0 for a dot

    def end_paragraph(self, align: Align, level: int = 0, bullet: str = "") -> None:
        """What has run up is a paragraph, or several; a heading; an item of a list."""
        self._end_table()
        run, self.run = self.run, []
        number = _NUMBER.fullmatch(bullet)
        is_item = bool(number) or (bool(bullet) and not any(map(str.isalnum, bullet)))
        if bullet and not is_item:
            run = [Segment(f"{bullet} "), *run]  # a letter is the author's word
        if is_blank(run):
            self.blanks += 1
            return
        found = [(content, blanks) for content, blanks in paragraphs(_whole(run)) if content]
        if is_item:
            self._item(int(number[1]) if number else 0, tuple(Paragraph(content) for content, _ in found))
            return
        self.end_list()
        for content, blanks in found:
            block = Subheading(content) if level else Paragraph(content, align=align)
            self._add(Row(block, 1 + self.blanks + blanks, level=level))

    def _item(self, number: int, blocks: tuple[Block, ...]) -> None:
        if self.numbers and number != (self.numbers[-1] and self.numbers[-1] + 1):
            self.end_list()
        self.items.append(blocks)
        self.numbers.append(number)

    def end_list(self) -> None:
        """The items so far are a list."""
        items, self.items = tuple(self.items), []
        numbers, self.numbers = self.numbers, []
        if items:
            self._add(Row(ItemList(items, ordered=numbers[0] > 0, start=numbers[0] or 1), 1 + self.blanks))

    def end_cell(self) -> None:
        """What has run up is a cell of the row under way."""
        run, self.run = self.run, []
        lines = [content for content, _ in paragraphs(_whole(run)) if content]
        self.cells.append(
            tuple(one for n, line in enumerate(lines) for one in ((LineBreak(),) * (n > 0) + line))
        )

    def end_row(self) -> None:
        """The cells so far are a row of the table under way."""
        if not is_blank(self.run):
            self.end_cell()
        self.run = []
        if self.cells:
            self.table.append(tuple(self.cells))
        self.cells = []

    def _end_table(self) -> None:
        """The rows so far are a table; where they only lay out a page, what is in them is what there is."""
        if self.cells:
            self.end_row()
        rows, self.table = self.table, []
        filled = [row for row in rows if any(row)]
        if not filled:
            return
        self.end_list()
        if len(filled) > 1 and max(map(len, filled)) > 1 and not any(map(_is_long, sum(filled, ()))):
            self._add(Row(Table(tuple(tuple(map(Cell, row)) for row in filled)), 1 + self.blanks))
            return
        for cell in (cell for row in filled for cell in row if cell):
            self._add(Row(Paragraph(cell), 1 + self.blanks))

    def _add(self, row: Row) -> None:
        self.rows.append(row)
        self.blanks = 0


class Page:
    """The story's column, and a column for each footnote while it lasts."""

    def __init__(self) -> None:
        self.bullet = ""  # what a program put before the paragraph under way
        self._story = _Column()
        self._note: _Column | None = None
        self._notes: list[_Column] = []

    @property
    def in_note(self) -> bool:
        """Is a footnote under way?"""
        return self._note is not None

    @property
    def _column(self) -> _Column:
        return self._note or self._story

    def put(self, text: str, styles: tuple[Style, ...] = ()) -> None:
        """Text in one dress. A note's own mark at its head is its label and is not said twice."""
        column = self._column
        if column.mark and text.strip():
            text, column.mark = text.lstrip().removeprefix(column.mark), ""
        column.run.append(Segment(text, styles))

    def break_line(self) -> None:
        """A line's end inside a paragraph."""
        self._column.run.append(BREAK)

    def show(self, image: Image, styles: tuple[Style, ...]) -> None:
        """A picture."""
        self._column.run.append(Segment("", styles, image))

    def end_paragraph(self, align: Align, level: int = 0, *, in_table: bool = False) -> None:
        """A paragraph's end, or a line's in a cell."""
        bullet, self.bullet = self.bullet, ""
        if in_table:
            self.break_line()
        else:
            self._column.end_paragraph(align, level, bullet)

    def end_cell(self) -> None:
        """A cell's end."""
        self._column.end_cell()

    def end_row(self) -> None:
        """A table row's end."""
        self._column.end_row()

    def mark(self, styles: tuple[Style, ...]) -> None:
        """The number that a program gives a note: its mark in the text, and nothing in the note itself."""
        if self._note is None:
            number = len(self._notes) + 1
            self._story.run.append(Segment(str(number), (*styles, ("ref", _key(number)))))

    def begin_note(self) -> None:
        """A footnote. Its mark stands before it: a number, or whatever raised sign the author chose."""
        number = len(self._notes) + 1
        run = self._story.run
        last = run[-1] if run else BREAK
        sign = last.text.strip()
        is_chosen = ("sup", "") in last.styles and 0 < len(sign) <= _LONGEST
        if ("ref", _key(number)) not in last.styles:
            if is_chosen:
                run[-1] = replace(last, styles=(*last.styles, ("ref", _key(number))))
            else:
                self.mark((("sup", ""),))
        self._note = _Column(sign if is_chosen else "")

    def end_note(self) -> None:
        """The end of the footnote under way."""
        note, self._note = self._note, None
        if note is None:
            return
        note.end_paragraph(Align.START)
        note.end_list()
        self._notes.append(note)

    def rows(self) -> list[Row]:
        """All of it."""
        self.end_note()
        self.end_paragraph(Align.START)
        self._story.end_list()
        filled = [(n, note) for n, note in enumerate(self._notes, 1) if note.rows]
        if not filled:
            return self._story.rows
        items = tuple(tuple(row.block for row in note.rows) for _, note in filled)
        ids = tuple(frozenset((_key(n),)) for n, _ in filled)
        return [*self._story.rows, Row(ItemList(items, ordered=True), item_ids=ids)]


def _key(number: int) -> str:
    return f"note-{number}"


def _is_long(cell: Inlines) -> bool:
    return len(plain(cell).split()) > _LARGEST


def _whole(run: Sequence[Segment]) -> list[Segment]:
    """Neighbours of one dress put together, so that halves of a character meet; without what XML cannot carry."""
    out: list[Segment] = []
    for part in run:
        joins = out and out[-1].styles == part.styles and not (out[-1].image or part.image)
        if joins and BREAK.text not in (out[-1].text, part.text):
            out[-1] = replace(out[-1], text=out[-1].text + part.text)
        else:
            out.append(part)
    return [replace(part, text=_paired(part.text)) for part in out]


def _paired(text: str) -> str:
    joined = _SURROGATES.sub(
        lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text
    )
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]", "", joined)
