"""Preflight of PDFs: ours pass, and a book broken in one way has that fault and is known by its code."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
import samples
from pikepdf import Array, Dictionary, Name, String
from printed import printed
from typer.testing import CliRunner

from fanbook.check import Subject, check
from fanbook.check.pdf import examine
from fanbook.check.pdf_text import Text
from fanbook.check.verdict import Options, Verdict
from fanbook.cli.app import app
from fanbook.diagnostics import Severity
from fanbook.write.outlet import OUTLETS
from fanbook.write.pdf_outlet import for_press


def look(data: bytes, trim: str = "", press: str = "") -> Verdict:
    return examine(data, "book.pdf", Options(trim, press))


def codes(verdict: Verdict, severity: Severity = Severity.ERROR) -> set[str]:
    return {one.code for one in verdict.found if one.severity is severity}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(samples.all_books()))
def test_our_own_books_pass(name: str) -> None:
    book = printed(name)
    assert [one for one in look(book.result.pdf, "half-letter").found if one.severity is Severity.ERROR] == []


def test_a_cover_and_sheets_are_not_read_as_pages(tmp_path, monkeypatch) -> None:
    (tmp_path / "seeds").mkdir()
    text = (
        "Title: The Ford\nAuthor: hollin\n\n"
        + "They came to the ford in the evening, and it was deep.\n\n" * 9
    )
    (tmp_path / "seeds/ford.txt").write_text(text)
    monkeypatch.chdir(tmp_path)
    ran = CliRunner()
    assert ran.invoke(app, ["build", "--format", "print", "--jobs", "1", "--bundle", "none"]).exit_code == 0
    names = sorted(path.name for path in (tmp_path / "dist/print").iterdir())
    assert names == ["the-ford.cover.pdf", "the-ford.folded.pdf"]
    said = ran.invoke(app, ["check", "dist/print", "--json"])
    assert said.exit_code == 0, said.output
    found = {name: check(Subject(name, (tmp_path / "dist/print" / name).read_bytes())) for name in names}
    assert found == dict.fromkeys(names, ())
    broken = (tmp_path / "dist/print" / names[0]).read_bytes()[:-900]
    assert {one.code for one in check(Subject(names[0], broken))} >= {"P020"}


# --- Broken on purpose, each in one way ------------------------------------------------------------


def size(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].obj["/MediaBox"] = pdf.pages[3].obj["/TrimBox"] = Array([0, 0, 400, 612])


def origin(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj["/MediaBox"] = Array([-9, -9, 405, 621])


def unembedded(pdf: pikepdf.Pdf) -> None:
    pdf.pages[6].obj.Resources.Font["/Extra"] = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier)
    )


def dumb(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[6].obj.Resources.Font.values():
        del font["/ToUnicode"]


def stand_in(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[6].obj.Resources.Font.values()))
    font["/BaseFont"] = Name("/ABCDEF+DejaVu-Sans")


def _draw(pdf: pikepdf.Pdf, what: bytes, at: int = 8) -> None:
    page = pdf.pages[at]
    page.contents_add(pdf.make_stream(b"Q Q Q " + what if what.startswith(b"!") else what))


def rgb(pdf: pikepdf.Pdf) -> None:
    _draw(pdf, b"q 0 0 0 rg 10 10 5 5 re f Q")


def four_inks(pdf: pikepdf.Pdf) -> None:
    _draw(pdf, b"q 1 1 1 1 k 10 10 5 5 re f Q")


def coarse(pdf: pikepdf.Pdf) -> None:
    picture = pdf.make_stream(
        bytes(100), Type=Name.XObject, Subtype=Name.Image, Width=10, Height=10, ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )  # fmt: skip
    page = pdf.pages[8]
    page.obj.Resources["/XObject"] = Dictionary(Pic=picture)
    _draw(pdf, b"q 144 0 0 144 40 40 cm /Pic Do Q")


def claim(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1a:2003")


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def link(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), Dest=String("nowhere"))
    pdf.pages[5].obj["/Annots"] = Array([pdf.make_indirect(note)])


def bookmark(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as tree:
        tree.root.append(pikepdf.OutlineItem("Gone", "nowhere"))


def labels(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/PageLabels"] = Dictionary(Nums=Array([0, Dictionary(S=Name.D, St=40)]))


def spine(pdf: pikepdf.Pdf) -> None:
    """The text of one page moves towards the spine."""
    page = pdf.pages[10]
    page.contents_add(pdf.make_stream(b"q 1 0 0 1 -40 0 cm"), prepend=True)
    page.contents_add(pdf.make_stream(b"Q"))


def glyphless(pdf: pikepdf.Pdf) -> None:
    font = next(name for name in pdf.pages[10].obj.Resources.Font)
    _draw(pdf, f"BT {font} 11 Tf 1 0 0 1 90 90 Tm <0000> Tj ET".encode(), 10)


BROKEN: tuple[tuple[str, Callable[[pikepdf.Pdf], None]], ...] = (
    ("P022", size),
    ("P023", origin),
    ("P025", unembedded),
    ("P026", dumb),
    ("P027", stand_in),
    ("P028", glyphless),
    ("P029", rgb),
    ("P029", four_inks),
    ("P031", coarse),
    ("P034", claim),
    ("P035", script),
    ("P036", link),
    ("P037", bookmark),
    ("P038", labels),
    ("P040", spine),
)


def broken(breaker: Callable[[pikepdf.Pdf], None]) -> bytes:
    pdf = pikepdf.open(io.BytesIO(long_book()))
    breaker(pdf)
    data = io.BytesIO()
    pdf.save(data)
    return data.getvalue()


def long_book() -> bytes:
    """Enough text that its setting can be judged."""
    return printed("long_read").result.pdf


@pytest.mark.slow
def test_the_book_that_is_broken_below_is_sound() -> None:
    verdict = look(long_book())
    assert verdict.measures["full_lines"] > 60
    assert codes(verdict) == set()


@pytest.mark.slow
@pytest.mark.parametrize(("code", "breaker"), BROKEN, ids=lambda one: getattr(one, "__name__", one))
def test_each_fault_is_known_by_its_code(code: str, breaker: Callable[[pikepdf.Pdf], None]) -> None:
    verdict = look(broken(breaker))
    assert codes(verdict) == {code}
    assert all(one.hint and one.message for one in verdict.found if one.code == code)


@pytest.mark.slow
def test_damaged_and_locked_files() -> None:
    data = long_book()
    assert codes(look(b"no PDF")) == {"P020"}
    assert "P020" in codes(look(data[: len(data) * 2 // 3]))
    pdf, out = pikepdf.open(io.BytesIO(data)), io.BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert codes(look(out.getvalue())) == {"P021"}


@pytest.mark.slow
def test_a_size_that_was_asked_for() -> None:
    assert codes(look(long_book(), "half-letter")) == set()
    assert codes(look(long_book(), "a5")) == {"P022"}


@pytest.mark.slow
def test_nameless_and_odd_are_remarks() -> None:
    pdf, out = pikepdf.open(io.BytesIO(long_book())), io.BytesIO()
    del pdf.Root["/Lang"], pdf.docinfo["/Author"]
    if len(pdf.pages) % 2 == 0:
        del pdf.pages[-1]
    pdf.save(out)
    verdict = look(out.getvalue())
    assert codes(verdict, Severity.WARNING) >= {"P042"}
    assert {"P042", "P043"} <= set(codes(verdict, Severity.NOTE))


# --- What print shops send back -------------------------------------------------------------------------

SHOPS = sorted(OUTLETS)


def for_shop(press: str, *, bleeds: bool = False) -> bytes:
    """The long book as that shop wants it."""
    return for_press(long_book(), OUTLETS[press], 32, bleeds=bleeds)[0]


@pytest.mark.slow
@pytest.mark.parametrize("bleeds", [False, True])
@pytest.mark.parametrize("press", SHOPS)
def test_what_is_made_for_a_shop_passes_its_rules(press: str, *, bleeds: bool) -> None:
    assert codes(look(for_shop(press, bleeds=bleeds), "half-letter", press)) == set()


@pytest.mark.slow
def test_bleed_at_the_wrong_side_or_that_does_not_say_so_is_sent_back() -> None:
    for box in ("/TrimBox", "/BleedBox"):
        pdf, out = pikepdf.open(io.BytesIO(for_shop("kdp", bleeds=True))), io.BytesIO()
        pdf.pages[4].obj[box] = Array([4.5, 9, 400.5, 621])
        pdf.save(out)
        assert codes(look(out.getvalue(), press="kdp")) == {"P051"}


def lacking(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[20:]


def odd(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[-1]


def written_on(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[long_pages() // 2 * 2 :]


def half_bleed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj["/MediaBox"] = Array([0, 0, 396 + 4, 612 + 4])
        page.obj["/TrimBox"] = Array([0, 2, 396, 614])


def comment(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("Here?"))
    pdf.pages[5].obj["/Annots"] = Array([pdf.make_indirect(note)])


def to_the_edge(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[10]
    page.contents_add(pdf.make_stream(b"q 1 0 0 1 24 0 cm"), prepend=True)
    page.contents_add(pdf.make_stream(b"Q"))


def outlined(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as tree:
        tree.root.append(pikepdf.OutlineItem("One", 0))


def long_pages() -> int:
    return printed("long_read").count


@pytest.mark.slow
@pytest.mark.parametrize(
    ("press", "code", "breaker"),
    [
        ("kdp", "P050", lacking),
        ("lulu", "P050", odd),
        ("ingram", "P050", written_on),
        ("ingram", "P051", half_bleed),
        ("kdp", "P052", comment),
        ("kdp", "P052", outlined),
        ("lulu", "P053", to_the_edge),
    ],
)
def test_each_thing_that_a_shop_sends_back_has_its_code(
    press: str, code: str, breaker: Callable[[pikepdf.Pdf], None]
) -> None:
    pdf, out = pikepdf.open(io.BytesIO(for_shop(press))), io.BytesIO()
    breaker(pdf)
    pdf.save(out)
    assert codes(look(out.getvalue(), press=press)) == {code}
    assert codes(look(out.getvalue())) == set()


def test_a_book_for_reading_is_not_one_for_a_shop() -> None:
    assert "P052" in codes(look(long_book(), press="kdp"))


# --- How well it is set: pages drawn line by line ------------------------------------------------------


@dataclass(frozen=True)
class Row:
    """A line of a drawn page: its words, where it begins, the gap between its words (0: natural)."""

    words: str
    indent: float = 0
    gap: float = 0


WORDS = "one small word after another fills the line until it ends there".split()


def drawn(pages: list[list[Row]], size: float = 11) -> bytes:
    """A PDF of such pages, set in Courier: 6.6 points a letter at 11."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier))
    for rows in pages:
        page = pdf.add_blank_page(page_size=(500, 612))
        page.obj["/Resources"] = Dictionary(Font=Dictionary(F=font))
        out = []
        for at, row in enumerate(rows):
            x, y = 40 + row.indent, 560 - 14 * at
            for word in row.words.split():
                out.append(f"BT /F {size} Tf 1 0 0 1 {x:.2f} {y} Tm ({word}) Tj ET")
                x += len(word) * 0.6 * size + (row.gap or 0.25 * size)
        page.obj["/Contents"] = pdf.make_stream("\n".join(out).encode())
    data = io.BytesIO()
    pdf.save(data)
    return data.getvalue()


FULL = Row(" ".join(WORDS))
SHORT = Row("ends soon")
FIRST = Row(" ".join(WORDS[1:]), indent=3 * 6.6 + 2.75)


def test_lines_are_read_back() -> None:
    text = Text(drawn([[FULL] * 20] * 4))
    assert text.is_a_book
    assert text.body[0][0].line.words == FULL.words
    assert text.gaps[0] == pytest.approx(0.25, abs=0.01)


def test_torn_paragraphs_and_unequal_pages_are_counted() -> None:
    good = [FIRST, *[FULL] * 18, SHORT]
    on = [FULL, *good[1:]]
    text = Text(drawn([good, [SHORT, FIRST, *[FULL] * 18], [*[FULL] * 19, FIRST], on, good[:-2]]))
    assert text.widows == [2]
    assert text.orphans == [3]
    assert text.unequal == [4]


def test_a_paragraph_of_one_full_line_is_not_torn() -> None:
    good = [FIRST, *[FULL] * 17, SHORT]
    assert Text(drawn([[*good, FIRST], good, [*good, FIRST], [FULL, *good]])).orphans == [3]


def test_hyphens_in_a_row_are_counted() -> None:
    cut = Row(" ".join([*WORDS[:-1], "ther-"]))
    text = Text(drawn([[FULL, cut, cut, cut, FULL, cut, FULL] * 3] * 4))
    assert max(text.hyphen_runs()) == 3
    assert "P045" in codes(look(drawn([[FULL, cut, cut, cut] * 5] * 4)), Severity.NOTE)


def test_wide_spaces_are_remarked() -> None:
    words = " ".join(WORDS[:-2])
    gap = 2.75 + (len(FULL.words.replace(" ", "")) - len(words.replace(" ", ""))) * 6.6 / 9 + 0.6
    wide = Row(words, gap=gap)
    assert "P047" in codes(look(drawn([[FULL, wide] * 10] * 4)), Severity.NOTE)
    assert "P047" not in codes(look(drawn([[FULL] * 20] * 4)), Severity.NOTE)


# --- The command -----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_command_says_what_it_found(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(long_book())
    bad.write_bytes(broken(rgb))
    run = CliRunner().invoke
    assert run(app, ["check", str(good)]).exit_code == 0
    ran = run(app, ["check", str(tmp_path)])
    assert ran.exit_code == 1
    assert "error[P029]" in ran.output
    assert "P022" in run(app, ["check", "--trim", "a5", str(good)]).output
    assert "P052" in run(app, ["check", "--press", "lulu", str(good)]).output
    assert run(app, ["check", "--press", "lullu", str(good)]).exit_code == 2
    said = json.loads(run(app, ["check", "--json", str(bad)]).stdout)
    assert [row["code"] for row in said["files"][0]["diagnostics"]].count("P029") == 1


def test_the_door_for_all_kinds_leads_here() -> None:
    found = check(Subject("BOOK.PDF", broken(rgb)))
    assert "P029" in {one.code for one in found}
    assert all(one.source == "BOOK.PDF" for one in found)
