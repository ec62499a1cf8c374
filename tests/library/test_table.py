"""The table: what a spreadsheet program does to it costs no word, and what a person changes is found."""

from __future__ import annotations

import csv
import io
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanbook.errors import ConfigError
from fanbook.library.table import (
    ANTHOLOGY,
    COLUMNS,
    COUNTED,
    EDITABLE,
    Change,
    Row,
    bare,
    changes_in,
    shielded,
    table_text,
)

ROW = Row(
    "seeds/tide.txt",
    {
        "title": "The Tide",
        "author": "hollin",
        "pairing": "Clark/Lana",
        "date": "2019-03-02",
        "word_count": "11,034",
        "summary": 'She said "no".\nThen, yes; =1+1',
        ANTHOLOGY: "yes",
        "words": "11034",
        "chapters": "2",
        "doubts": "1",
    },
)
OTHER = Row("seeds/yew.txt", {"title": "三月 🦊", "author": "Łucja", ANTHOLOGY: "yes", "words": "5"})
# Values that spreadsheet programs run, round, or take for days.
TRAPS = [
    '=HYPERLINK("http://x.example")', "+44 1234", "-1", "@SUM(A1)", "\t=1", " =1", "'=1", "''=1", "'tis", "＝1+1",
    "1/2", "3-4", "007", "1E5", "10:04", "12.5", "1,000", "TRUE", "Wahr", "May 5", "5 May", "March 1944", "Sept. 9, 2001",
    "100%", "1984", "0", "12345678901234567890", "a;b", "a\tb", '"', "a\nb", "'", "", "'007",
]  # fmt: skip

cells = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20
) | st.sampled_from(TRAPS)


def table(*rows: Row, separator: str = ",") -> list[list[str]]:
    text = table_text(rows, separator).removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def saved(
    rows: list[list[str]], separator: str = ",", encoding: str = "utf-8-sig", quoting: int = csv.QUOTE_MINIMAL
) -> bytes:
    """As a spreadsheet program writes it."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding, "replace")


def put(rows: list[list[str]], column: str, value: str, row: int = 1) -> list[list[str]]:
    rows[row][COLUMNS.index(column)] = value
    return rows


def found(data: bytes, *today: Row) -> tuple[list[Change], list[str]]:
    seen = changes_in(data, "library.csv", today or (ROW, OTHER))
    return seen.changes, [fault.code for fault in seen.faults]


# --- Out -----------------------------------------------------------------------------------------


def test_programs_know_the_encoding_and_every_column():
    text = table_text([ROW])
    assert text.startswith("\ufefffile,title,author,")
    assert table(ROW)[0] == list(COLUMNS)
    assert text.count("\r\n") == 2


@given(cells, st.sampled_from(EDITABLE))
def test_no_cell_is_a_formula_and_none_loses_a_letter(value, column):
    row = table(Row("a.txt", {column: value}))[1]
    shown = row[COLUMNS.index(column)]
    assert not unicodedata.normalize("NFKC", shown).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert bare(shown, column) == value


@pytest.mark.parametrize(
    "value", ["1/2", "007", "1E5", "10:04", "TRUE", "May 5", "March 1944", "12345678901234567890"]
)
def test_a_title_is_never_taken_for_a_number_or_a_day(value):
    assert shielded(value, "title") == f"'{value}"


@pytest.mark.parametrize(
    ("value", "column"),
    [("1984", "title"), ("2019-03-02", "date"), ("11,034", "word_count"), ("2", "series_index"), ("May it be", "title"),
     ("'tis", "title"), ("Room 101 again", "title"), ("-", "beta")],
)  # fmt: skip
def test_what_programs_leave_alone_is_left_alone(value, column):
    assert shielded(value, column) == (f"'{value}" if value == "-" else value)


# --- Back ----------------------------------------------------------------------------------------

SPREADSHEETS = [
    (",", "utf-8-sig", csv.QUOTE_MINIMAL),
    (",", "utf-8", csv.QUOTE_ALL),
    (";", "utf-8-sig", csv.QUOTE_MINIMAL),
    (";", "utf-8", csv.QUOTE_NONNUMERIC),
    ("\t", "utf-16", csv.QUOTE_MINIMAL),
    (";", "cp1252", csv.QUOTE_MINIMAL),
]


@pytest.mark.parametrize(("separator", "encoding", "quoting"), SPREADSHEETS)
def test_saving_it_changes_nothing(separator, encoding, quoting):
    assert found(saved(table(ROW, OTHER), separator, encoding, quoting)) == ([], [])


@pytest.mark.parametrize("encoding", ["cp1250", "cp1251", "mac_roman", "cp932"])
def test_an_old_encoding_is_told_by_what_the_table_said(encoding):
    row = Row("a.txt", {"title": "Łucja Žák Иван Ångström 三月", "summary": "ż, ж, Å, 春", ANTHOLOGY: "yes"})
    mine = put(table(row), "author", "yew")
    assert found(saved(mine, ";", encoding), row) == ([Change("a.txt", "author", "", "yew")], [])


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(EDITABLE[:-1]), cells), st.sampled_from(SPREADSHEETS[:5]))
def test_saving_it_changes_nothing_whatever_the_cells(values, spreadsheet):
    separator, encoding, quoting = spreadsheet
    row = Row("a.txt", values | {ANTHOLOGY: "yes"})
    assert found(saved(table(row), separator, encoding, quoting), row) == ([], [])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(EDITABLE[:-1]), cells, cells)
def test_a_changed_cell_is_found_and_no_other(column, before, after):
    row = Row("a.txt", {"title": "T", column: before, ANTHOLOGY: "yes"})
    rows = put(table(row), column, after)
    changes, faults = found(saved(rows), row)
    wanted = bare(after, column).replace("\r\n", "\n").strip()
    if " ".join(unicodedata.normalize("NFC", wanted).split()) == " ".join(
        unicodedata.normalize("NFC", before).split()
    ):
        assert (changes, faults) == ([], [])
    elif column == "title" and not wanted:
        assert faults == ["T006"]
    elif changes:
        assert changes == [Change("a.txt", column, before, wanted)]
    else:
        assert column in ("date", "updated", "word_count")  # the same in another notation


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("date", "02.03.2019"), ("date", "3/2/2019"), ("date", "02/03/19"), ("word_count", "11034"),
        ("word_count", "11.034"), ("words", "11.034"), ("words", "11 034"), (ANTHOLOGY, "TRUE"), (ANTHOLOGY, "ja"),
        ("summary", 'She said "no".\r\nThen, yes; =1+1'), ("author", " hollin "),
    ],
)  # fmt: skip
def test_another_notation_is_no_change(column, value):
    assert found(saved(put(table(ROW, OTHER), column, value))) == ([], [])


@pytest.mark.parametrize(
    ("column", "value", "after"),
    [
        ("author", "", ""), ("author", "Hollin", "Hollin"), ("date", "2019-03-03", "2019-03-03"), ("pairing", "A/B; C & D", "A/B; C & D"),
        (ANTHOLOGY, "Nein", "no"), ("title", "'007", "007"), ("title", "'tis", "'tis"), ("summary", "One\r\ntwo", "One\ntwo"),
        ("word_count", "11035", "11035"),
    ],
)  # fmt: skip
def test_a_change_is_taken_as_it_is_written(column, value, after):
    assert found(saved(put(table(ROW, OTHER), column, value))) == (
        [Change(ROW.file, column, ROW.cells.get(column, ""), after)],
        [],
    )


def test_columns_may_move_go_and_come():
    rows = put(table(ROW, OTHER), "author", "yew")
    order = [COLUMNS.index(name) for name in ("author", "file", "title")]
    few = [[row[n] for n in order] + ["read in May"] for row in rows]
    few[0] = ["Author", " FILE", "Title", "read it?"]
    seen = changes_in(saved(few), "library.csv", (ROW, OTHER))
    assert (seen.changes, seen.faults, seen.foreign) == (
        [Change(ROW.file, "author", "hollin", "yew")],
        [],
        ["read_it?"],
    )


def test_what_was_settled_since_stays():
    rows = table(ROW, OTHER)
    now = Row(ROW.file, {**ROW.cells, "author": "yew"}, frozenset({"author"}))
    assert found(saved(rows), now, OTHER) == ([], [])
    assert found(saved(put(rows, "author", "oak")), now, OTHER) == ([], ["T007"])
    found_anew = Row(ROW.file, {**ROW.cells, "author": "yew"})
    assert found(saved(rows), found_anew, OTHER)[0] == [Change(ROW.file, "author", "yew", "oak")]


def test_applied_again_it_changes_nothing():
    data = saved(put(table(ROW, OTHER), "author", "yew"))
    now = Row(ROW.file, {**ROW.cells, "author": "yew"}, frozenset({"author"}))
    assert found(data, now, OTHER) == ([], [])


def places(rows: list[list[str]] | bytes) -> list[tuple[str, str]]:
    data = rows if isinstance(rows, bytes) else saved(rows)
    return [(fault.code, fault.at) for fault in changes_in(data, "library.csv", (ROW, OTHER)).faults]


def test_errors_name_row_and_column():
    assert places(put(table(ROW, OTHER), "title", "", 2)) == [
        ("T006", "library.csv, row 3, column B (title)")
    ]
    assert places(put(table(ROW, OTHER), ANTHOLOGY, "perhaps")) == [
        ("T006", "library.csv, row 2, column AC (anthology)")
    ]
    assert places(put(table(ROW, OTHER), "words", "9")) == [("T006", "library.csv, row 2, column AD (words)")]
    assert places(put(table(ROW, OTHER), "file", "seeds/tied.txt")) == [
        ("T004", "library.csv, row 2, column A (file)")
    ]
    assert places([*table(ROW), table(ROW)[1]]) == [("T005", "library.csv, row 3, column A (file)")]
    assert places(put(table(ROW, OTHER), "author", "auhtor", 0)) == [
        ("T003", "library.csv, row 1, column C (auhtor)")
    ]
    assert places(put(table(ROW), "title", "titel", 0)) == [("T003", "library.csv, row 1, column B (titel)")]
    assert places(put(table(ROW), "author", "title", 0)) == [("T003", "library.csv, row 1, column C (title)")]
    assert places([*table(ROW), [*table(OTHER)[1], "over"]]) == [("T002", "library.csv, row 3")]


def test_every_error_is_found_at_once():
    rows = put(put(table(ROW, OTHER), "title", ""), "title", "", 2)
    assert [code for code, _ in places(put(rows, ANTHOLOGY, "maybe", 2))] == ["T006", "T006", "T006"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "T001"), (b"title,author\r\na,b\r\n", "T001"), (b"\x00\x01\x02", "T001"), (b"PK\x03\x04 a spreadsheet", "T001"),
        (b'file,title\r\n"a.txt,b\r\n', "T002"), (b'file,title\r\n"a"b,c\r\n', "T002"),
    ],
)  # fmt: skip
def test_what_is_no_table(data, code):
    with pytest.raises(ConfigError) as caught:
        changes_in(data, "library.csv", (ROW,))
    assert caught.value.code == code
    assert caught.value.hint


@pytest.mark.parametrize("head", [b"sep=;\r\n", b"\xef\xbb\xbfsep=;\r\n"])
def test_a_line_that_names_the_separator_is_passed_over(head):
    rows = put(table(ROW, OTHER), "author", "yew")
    changes, _ = found(head + saved(rows, ";", "utf-8"))
    assert changes == [Change(ROW.file, "author", "hollin", "yew")]


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=80).map(lambda text: f"file,title\n{text}".encode("utf-8", "replace"))
)
def test_anything_else_is_an_error_and_no_bug(data):
    with suppress(ConfigError):
        assert changes_in(data, "library.csv", (ROW,)).changes is not None


def test_the_counts_are_in_the_table():
    assert [table(ROW)[1][COLUMNS.index(name)] for name in COUNTED] == ["11034", "2", "1"]
