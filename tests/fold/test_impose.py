"""Sheets as a printer gets them: which page lies where, at which size, with which marks."""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from typer.testing import CliRunner

from fanbook.cli.app import app
from fanbook.errors import SourceError
from fanbook.fold.impose import Book, impose, spine_of
from fanbook.fold.marks import stations
from fanbook.fold.plan import Wish, plan


def numbered(pages: int, width: float = 396, height: float = 612) -> bytes:
    """A PDF whose pages say their numbers in the middle of the line 100 points below the head."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
    )
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=(width, height))
        page.obj["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        content = f"BT /F 10 Tf 1 0 0 1 {width / 2:.1f} {height - 100:.1f} Tm (n{number}n) Tj ET"
        page.obj["/Contents"] = pdf.make_stream(content.encode())
    pdf.docinfo["/Title"] = pikepdf.String("Numbers")
    data = io.BytesIO()
    pdf.save(data)
    return data.getvalue()


def found(sheets: bytes, at: int) -> list[tuple[int, float, float]]:
    """(page, x, y) of what stands on a side."""
    page = pypdfium2.PdfDocument(sheets)[at].get_textpage()
    out = []
    for index in range(page.count_chars()):
        if page.get_text_range(index, 1) == "n" and page.get_text_range(index + 1, 1).isdigit():
            left, low, _, _ = page.get_charbox(index)
            number = page.get_text_range(index + 1, 3).partition("n")[0]
            out.append((int(number), left, low))
    return out


def folded(pages: int, wish: Wish) -> tuple[bytes, Book]:
    book = Book(numbered(pages), "numbers.pdf")
    return impose(book, plan(wish, book.pages, book.width, book.height)), book


def test_pages_lie_against_the_fold_at_full_size() -> None:
    sheets, _ = folded(16, Wish(creep=0))
    for at, (left, right) in enumerate(
        [(16, 1), (2, 15), (14, 3), (4, 13), (12, 5), (6, 11), (10, 7), (8, 9)]
    ):
        places = {number: (x, y) for number, x, y in found(sheets, at)}
        assert set(places) == {left, right}
        assert places[left][0] == pytest.approx(198, abs=1)
        assert places[right][0] == pytest.approx(396 + 198, abs=1)
        assert all(y == pytest.approx(512, abs=1) for _, y in places.values())


def test_octavo_pages_lie_in_two_rows_of_four() -> None:
    book = Book(numbered(16, 306, 396), "numbers.pdf")
    made = plan(Wish(scheme="octavo", creep=0), book.pages, book.width, book.height)
    assert (made.sheet, made.width, made.height) == ("tabloid", 1224, 792)
    sheets = impose(book, made)
    for at, rows in enumerate(([2, 15, 14, 3], [7, 10, 11, 6]), 0):
        places = {number: (x, y) for number, x, y in found(sheets, 0)}
        for column, number in enumerate(rows):
            assert places[number][0] == pytest.approx(306 * column + 153, abs=8)
            assert places[number][1] == pytest.approx(100 if at else 692, abs=8)


def test_inner_sheets_move_towards_the_fold() -> None:
    sheets, _ = folded(16, Wish(creep=0.1))
    for at in range(8):
        left, right = sorted(x for _, x, _ in found(sheets, at))
        moved = (at // 2) * 0.1 * 72 / 25.4
        assert right - left == pytest.approx(396 - 2 * moved, abs=0.3)


def test_blanks_stand_at_the_end_and_flyleaves_at_both() -> None:
    sheets, _ = folded(14, Wish())
    assert [number for number, *_ in found(sheets, 0)] == [1]
    sheets, _ = folded(12, Wish(flyleaves=1))
    assert found(sheets, 0) == []
    assert sorted(number for number, *_ in found(sheets, 2)) == [1, 12]


def test_the_long_edge_turns_the_backs() -> None:
    sheets, _ = folded(8, Wish(flip="long", creep=0))
    places = {number: (x, y) for number, x, y in found(sheets, 1)}
    assert places[2][0] > 396 > places[7][0]
    assert places[2][1] == pytest.approx(100, abs=9)


def test_a_smaller_page_lies_in_the_middle_of_a_larger_sheet() -> None:
    book = Book(numbered(8), "numbers.pdf")
    made = plan(Wish(sheet="tabloid"), 8, 396, 612)
    spine = spine_of(made, book, 0)
    assert (spine.low, spine.high) == (pytest.approx(90), pytest.approx(702))
    assert spine.x == 612


def test_holes_lie_within_the_fold_and_are_the_same_both_ways() -> None:
    book = Book(numbered(8), "numbers.pdf")
    spine = spine_of(plan(Wish(), 8, 396, 612), book, 0)
    holes = stations(spine)
    assert len(holes) == 8
    assert sorted(holes) == list(holes)
    assert holes[0] - spine.low == pytest.approx(spine.high - holes[-1])


def test_marks_stand_on_the_outermost_and_the_innermost_sheet_only() -> None:
    def drawn(wish: Wish) -> list[int]:
        sheets, _ = folded(32, wish)
        pages = pikepdf.open(io.BytesIO(sheets)).pages
        return [
            at
            for at, page in enumerate(pages)
            if b" l S" in page.Contents.read_bytes() or b" re f" in page.Contents.read_bytes()
        ]

    assert drawn(Wish(marks=())) == []
    assert drawn(Wish(marks=("order",))) == [0, 8]
    assert drawn(Wish(marks=("sew",))) == [7, 15]


def test_the_bars_make_a_staircase() -> None:
    sheets, _ = folded(160, Wish(marks=("order",)))
    steps = []
    for page in pikepdf.open(io.BytesIO(sheets)).pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "re" and float(operands[2]) == 3:
                steps.append(float(operands[1]))
    assert len(steps) == 10
    assert all(above - below == pytest.approx(16) for above, below in itertools.pairwise(steps))


def test_the_printer_is_told_not_to_scale() -> None:
    sheets, _ = folded(8, Wish())
    pdf = pikepdf.open(io.BytesIO(sheets))
    viewer = pdf.Root.ViewerPreferences
    assert str(viewer.PrintScaling) == "/None"
    assert str(viewer.Duplex) == "/DuplexFlipShortEdge"


def test_what_is_no_pdf_is_said() -> None:
    with pytest.raises(SourceError) as caught:
        Book(b"words", "story.txt")
    assert caught.value.code == "P012"


def test_the_same_sheets_are_the_same_bytes() -> None:
    assert folded(20, Wish())[0] == folded(20, Wish())[0]


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ([], ["folded", "folding"]),
        (["--apart", "--no-guide"], ["folded-01", "folded-02"]),
        (["--one-sided", "--no-guide"], ["folded-backs", "folded-fronts"]),
        (["--only", "2.1"], ["folded-2.1"]),
        (["--test"], ["test-sheet"]),
    ],
)
def test_the_command_writes_beside_the_book(tmp_path: Path, said: list[str], made: list[str]) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(numbered(30))
    ran = CliRunner().invoke(app, ["fold", str(file), *said])
    assert ran.exit_code == 0, ran.output
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(["book.pdf", *(f"book.{ending}.pdf" for ending in made)])
    for name in names:
        assert pikepdf.open(tmp_path / name).check_pdf_syntax() == []
