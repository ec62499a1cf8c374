"""A library as a table, a row a story, and back: CSV as spreadsheet programs read and write it.

In: rows of cells. Out: CSV text. And in: a file's bytes, as a spreadsheet program saved it, with the
rows of today. Out: what a person changed, or what is wrong, with row and column.

A cell is *changed* when it is neither what the table said when it was made nor what holds now. The
last column remembers the first, a few letters a cell, so that a table that lay about for a week takes
nothing back that was settled meanwhile.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from hashlib import sha256

from msgspec import Struct, field

from fanbook.assemble.dates import MONTHS, iso_date
from fanbook.errors import ConfigError
from fanbook.model.metadata import FIELDS

FILE = "file"
ANTHOLOGY = "anthology"
EDITABLE = (*FIELDS, ANTHOLOGY)
COUNTED = ("words", "chapters", "doubts")
CHECK = "leave this"
COLUMNS = (FILE, *EDITABLE, *COUNTED, CHECK)
SEPARATORS: Mapping[str, str] = {"comma": ",", "semicolon": ";", "tab": "\t"}

# What a spreadsheet program would run, also from a keyboard for full-width letters.
_FORMULA = re.compile(r"^'*\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_INTEGER = re.compile(r"^(?:0|[1-9]\d{0,10})$")
_NUMERIC = re.compile(r"^'*\s*[\d.,:/'’\s%-]*\d[\d.,:/'’\s%-]*(?:[eE][+-]?\d+)?\s*$")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_CALENDAR = re.compile(
    rf"^'*\s*(?:\d{{1,4}}(?:st|nd|rd|th)?[\s.-]*)?(?:{_MONTH})\.?[\s,.-]*\d{{1,4}}(?:\D{{1,2}}\d{{2,4}})?$"
    rf"|^'*\s*\d{{1,4}}[\s.-]*(?:{_MONTH})$",
    re.IGNORECASE,
)
_TRUTH = re.compile(r"^'*(?:true|false|wahr|falsch|vrai|faux|verdadero|falso|vero)$", re.IGNORECASE)
# Columns whose cells may come back in another notation without having been touched.
_DATES = frozenset({"date", "updated"})
_COUNTS = frozenset({"word_count", *COUNTED})
_YES = frozenset("yes y true 1 ja oui si sí sì wahr vrai verdadero vero".split())
_NO = frozenset("no n false 0 nein non falsch faux falso".split())
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LEGACY = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1257",
    "mac_roman",
    "cp932",
    "gb18030",
    "cp949",
)
_LETTERS = 5  # of a cell's hash: one changed cell in a million would pass for unchanged
_AS_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")  # no program takes them for a number
_MOST = 2**24  # characters in a cell


class Row(Struct, frozen=True):
    """A story's cells by column, and the columns whose value a person has said already."""

    file: str
    cells: Mapping[str, str]
    said: frozenset[str] = frozenset()


class Change(Struct, frozen=True):
    """One cell that a person changed."""

    file: str
    column: str
    before: str
    after: str


class Changes(Struct):
    """What a table wants changed, what is wrong in it, and the columns that are none of ours."""

    changes: list[Change] = field(default_factory=list)
    faults: list[ConfigError] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


# --- Out ----------------------------------------------------------------------------------------


def table_text(rows: Sequence[Row], separator: str = ",") -> str:
    """The table as CSV, with the mark by which spreadsheet programs know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        cells = [row.cells.get(column, "") for column in (*EDITABLE, *COUNTED)]
        shown = [shielded(cell, column) for column, cell in zip((*EDITABLE, *COUNTED), cells, strict=True)]
        writer.writerow([shielded(row.file, FILE), *shown, "".join(map(_hash, cells))])
    return "\ufeff" + out.getvalue()


def shielded(cell: str, column: str) -> str:
    """A cell that no spreadsheet program runs as a formula or turns into a date: with a quote before it."""
    text = unicodedata.normalize("NFC", cell)
    if _FORMULA.match(text):
        return f"'{cell}"
    known = (column in _DATES and iso_date(text)) or column in _COUNTS
    if known or _INTEGER.match(text):
        return cell
    mangled = _NUMERIC.match(text) or _CALENDAR.match(text) or _TRUTH.match(text)
    return f"'{cell}" if mangled else cell


def bare(cell: str, column: str) -> str:
    """The cell as it was before `shielded`."""
    return cell[1:] if cell.startswith("'") and shielded(cell[1:], column) == cell else cell


def _hash(cell: str) -> str:
    digest = sha256(_folded(cell).encode("utf-8", "surrogatepass")).hexdigest()
    return digest[:_LETTERS].translate(_AS_LETTERS)


def _folded(cell: str) -> str:
    """What of a cell counts: its words, not how lines end."""
    return " ".join(unicodedata.normalize("NFC", cell).split())


# --- Back ---------------------------------------------------------------------------------------


class _Sheet(Struct, frozen=True):
    """A table that was read: its columns in order, its rows with their numbers as a spreadsheet shows them."""

    path: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str

    def at(self, row: int, column: int | None = None) -> str:
        """A place, as a person finds it."""
        where = f"{self.path}, row {row}"
        return where if column is None else f"{where}, column {_letters(column)} ({self.columns[column]})"


def changes_in(data: bytes, path: str, today: Sequence[Row]) -> Changes:
    """What a saved table wants changed. Raises `ConfigError` T001 or T002 where it is no such table.

    An old encoding does not say which it is: it is the one in which most of the table is as it was.
    """
    read = [_changes(text, encoding, path, today) for text, encoding in _readings_of(data)]
    return min(read, key=lambda found: len(found.changes) + len(found.faults))


def _readings_of(data: bytes) -> list[tuple[str, str]]:
    """The text and its encoding, or the several texts that it may be."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [(data.decode(encoding, "replace"), encoding)]
    try:
        return [(data.decode("utf-8"), "utf-8")]
    except UnicodeDecodeError:
        return [(data.decode(encoding, "replace"), encoding) for encoding in _LEGACY]


def _changes(text: str, encoding: str, path: str, today: Sequence[Row]) -> Changes:
    found = Changes()
    sheet = _read(text, encoding, path, found)
    stories = {row.file: row for row in today}
    seen: dict[str, int] = {}
    for number, cells in sheet.rows:
        try:
            story = _story_of(sheet, number, cells, stories, seen)
        except ConfigError as fault:
            found.faults.append(fault)
            continue
        _compare(sheet, number, cells, story, found)
    return found


def _read(text: str, encoding: str, path: str, found: Changes) -> _Sheet:
    lines = text.split("\n", 1)
    if re.fullmatch(r"sep=.\s*", lines[0], re.IGNORECASE):  # what some programs write above the table
        text = lines[1] if len(lines) > 1 else ""
    rows = list(_records(text, path))
    columns = tuple(map(_column, rows[0][1]))
    sheet = _Sheet(path, columns, tuple(rows[1:]), encoding)
    for n, column in enumerate(columns):
        if column and columns.index(column) < n:
            message = f"there are two columns {column!r}"
            found.faults.append(ConfigError("T003", message, at=sheet.at(rows[0][0], n), hint="leave one"))
        if column and column not in COLUMNS:
            _foreign(sheet, rows[0][0], n, found)
    return sheet


def _records(text: str, path: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Rows that are not blank, by their numbers. Raises `ConfigError` T001 or T002."""
    number = 0
    before = csv.field_size_limit(_MOST)
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, path), strict=True):
            number += 1
            if any(cell.strip() for cell in cells):
                yield number, tuple(cells)
    except csv.Error as fault:
        hint = "open it in a spreadsheet program and save it as CSV again"
        at = f"{path}, row {number + 1}"
        raise ConfigError("T002", f"the table is torn: {fault}", at=at, hint=hint) from fault
    finally:
        csv.field_size_limit(before)


def _separator(text: str, path: str) -> str:
    """What stands between the names of the columns. Raises `ConfigError` T001 where they are none of ours."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    for separator in (*SEPARATORS.values(), "|"):
        if FILE in map(_column, next(csv.reader([head], delimiter=separator), ())):
            return separator
    hint = "its first row must name the columns, one of them `file`: fanbook table --out FILE makes one"
    raise ConfigError("T001", "this is no table that fanbook made", at=path, hint=hint)


def _column(name: str) -> str:
    folded = " ".join(name.casefold().split())
    return folded if folded == CHECK else folded.replace(" ", "_")


def _foreign(sheet: _Sheet, row: int, n: int, found: Changes) -> None:
    """A person's own column stays hers; one that is nearly ours is a slip."""
    near = get_close_matches(sheet.columns[n], COLUMNS, 1, cutoff=0.8)
    if near and near[0] not in sheet.columns:
        message = f"there is no column {sheet.columns[n]!r}"
        found.faults.append(
            ConfigError("T003", message, at=sheet.at(row, n), hint=f"did you mean {near[0]!r}?")
        )
    else:
        found.foreign.append(sheet.columns[n])


def _story_of(
    sheet: _Sheet, number: int, cells: tuple[str, ...], stories: Mapping[str, Row], seen: dict[str, int]
) -> Row:
    """The story that a row is about. Raises `ConfigError` T002, T004 or T005."""
    if any(cell.strip() for cell in cells[len(sheet.columns) :]):
        hint = "give its column a name, or empty it"
        raise ConfigError("T002", "a cell stands outside the table", at=sheet.at(number), hint=hint)
    place = sheet.columns.index(FILE)
    name = bare(cells[place].strip(), FILE) if place < len(cells) else ""
    at = sheet.at(number, place)
    if name not in stories:
        near = get_close_matches(name, stories, 1)
        hint = f"did you mean {near[0]!r}?" if near else "name the folders that the table was made of"
        message = f"there is no story {name!r}" if name else "the row names no file"
        raise ConfigError("T004", message, at=at, hint=hint)
    if name in seen:
        raise ConfigError("T005", f"{name} stands in row {seen[name]} too", at=at, hint="leave one of them")
    seen[name] = number
    return stories[name]


def _compare(sheet: _Sheet, number: int, cells: tuple[str, ...], story: Row, found: Changes) -> None:
    earlier = _remembered(sheet, cells)
    for n, column in enumerate(sheet.columns[: len(cells)]):
        if column not in EDITABLE and column not in COUNTED:
            continue
        now, cell = story.cells.get(column, ""), bare(cells[n], column).replace("\r\n", "\n").strip()
        if _hash(cell) == earlier.get(column) or _is_same(cell, now, column, sheet.encoding):
            continue
        if column in COUNTED and column not in earlier:
            continue  # who counted, and when, is not known
        settled = column in story.said and earlier.get(column, _hash(now)) != _hash(now)
        try:
            after = _checked(cell, column, sheet.at(number, n), now if settled else None)
        except ConfigError as fault:
            found.faults.append(fault)
            continue
        if after != now:
            found.changes.append(Change(story.file, column, now, after))


def _remembered(sheet: _Sheet, cells: tuple[str, ...]) -> dict[str, str]:
    """The hash of each cell when the table was made; nothing where that column is gone or was changed."""
    if CHECK not in sheet.columns or sheet.columns.index(CHECK) >= len(cells):
        return {}
    kept = cells[sheet.columns.index(CHECK)].strip()
    columns = (*EDITABLE, *COUNTED)
    if not re.fullmatch(rf"[a-p]{{{_LETTERS * len(columns)}}}", kept):
        return {}
    return {column: kept[n * _LETTERS : (n + 1) * _LETTERS] for n, column in enumerate(columns)}


def _checked(cell: str, column: str, at: str, settled: str | None) -> str:
    """A cell that may be written; `settled` is what was said elsewhere since the table was made.

    Raises `ConfigError` T006 or T007.
    """
    if settled is not None:
        message = f"since this table was made the story’s {column} was settled as “{settled}”"
        raise ConfigError("T007", message, at=at, hint="make a new table, and change that")
    if column in COUNTED:
        raise ConfigError(
            "T006", "this column is counted; it cannot be changed", at=at, hint="put back what stood there"
        )
    if column == "title" and not cell:
        raise ConfigError("T006", "a story must be called something", at=at, hint="type its title")
    if column != ANTHOLOGY:
        return cell
    if cell.casefold() not in _YES | _NO:
        raise ConfigError(
            "T006", f"{cell!r} is neither yes nor no", at=at, hint="yes: it may stand in anthologies"
        )
    return "yes" if cell.casefold() in _YES else "no"


def _is_same(cell: str, now: str, column: str, encoding: str) -> bool:
    """Does the cell say what holds now, in whatever notation a spreadsheet program saved it?"""
    if _folded(cell) == _folded(now):
        return True
    if "?" in cell and _folded(cell) == _without_room(now, encoding):
        return True
    if column == ANTHOLOGY:
        return cell.casefold() in (_YES if now == "yes" else _NO)
    if column in _COUNTS:
        digits = [re.sub(r"[\s.,'’\u202f]", "", text).lstrip("0") for text in (cell, now)]
        return digits[0] == digits[1] and digits[0].isdecimal()
    return column in _DATES and bool(iso_date(now)) and iso_date(now) in _readings(cell)


def _without_room(now: str, encoding: str) -> str:
    """The cell as a program saves it that has no room for every letter."""
    encoding = "cp1252" if encoding.startswith("utf") else encoding
    return _folded(now).encode(encoding, "replace").decode(encoding)


def _readings(cell: str) -> set[str]:
    """The days that a date in numbers may mean, whichever country wrote it."""
    if day := iso_date(cell):
        return {day}
    match = re.match(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})\b", cell)
    if match is None:
        return set()
    one, two, year = match[1], match[2], match[3]
    years = [year] if len(year) == 4 else [f"19{year}", f"20{year}"]
    return {iso_date(f"{y}-{a}-{b}") for y in years for a, b in ((one, two), (two, one))} - {""}


def _letters(n: int) -> str:
    """A column's name in a spreadsheet: A, B, ..., Z, AA."""
    name = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, 26)
        name = chr(65 + rest) + name
    return name
