"""A printed cover: its boxes and the places of its words, in points, read back by two PDF libraries."""

import io
import re
from datetime import UTC, datetime

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pypdfium2 import raw

from fanbook.cover import HEIGHT, CoverBrief, Leaf, font_shelf, load_style, open_flat
from fanbook.cover.paint_type import Pen
from fanbook.cover.scene import Box
from fanbook.cover.setting import Press
from fanbook.errors import ConfigError
from fanbook.model.book import Book
from fanbook.resources import find_typefaces
from fanbook.write.binding import BLEED, MM, PAPERS, Wrap, case_for, find_paper, sheet_for, thickness
from fanbook.write.pdf_wrap import write_wrap
from fanbook.write.spine import on_spine
from fanbook.write.trim import find_trim
from fanbook.write.wrap_labels import LabelWords, cut_marks, label_sheet
from fanbook.write.wrap_pages import spots_of

SUMMARY = "The night Mary packs her trunk, her father has one thing left to tell her.\nA story about roads."
BOOK = Book(
    "story", "slug", "urn:x", "The Greenwood Oath", ("hollin_and_yew",), "en", datetime(2020, 1, 1, tzinfo=UTC), (),
    summary=SUMMARY, fandom="Robin Hood", pairing="Robin Hood/Marian",
)  # fmt: skip
BRIEF = CoverBrief(BOOK.title, BOOK.authors, fandom=BOOK.fandom, pairing=BOOK.pairing, seed="x")


def made(pages: int, trim: str = "half-letter", style: str = "broadside", book: Book = BOOK, **more: object):
    wrap = Wrap(find_trim(trim), thickness(pages, str(more.get("paper", ""))), bool(more.get("turned")))
    scale = HEIGHT / wrap.trim.height
    leaf = Leaf(round(wrap.trim.width * scale), round(wrap.spine * scale), round(BLEED * scale), wrap.turned)
    brief = replace(BRIEF, title=book.title, authors=book.authors, language=book.language)
    opened = open_flat(brief, font_shelf(), (load_style(style),), leaf)
    return write_wrap(book, opened, wrap, font_shelf(), find_typefaces()), wrap, opened


def letters(pdf: bytes, number: int = 0) -> list[tuple[str, float, float, float]]:
    """Every character of a page with the origin of its baseline from the top left, and its direction."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[number]
    text = page.get_textpage()
    high = page.get_height()
    out = []
    for n in range(text.count_chars()):
        x, y = raw.c_double(), raw.c_double()
        raw.FPDFText_GetCharOrigin(text, n, x, y)
        out.append(
            (
                chr(raw.FPDFText_GetUnicode(text, n)),
                x.value,
                high - y.value,
                raw.FPDFText_GetCharAngle(text, n),
            )
        )
    return out


@pytest.mark.slow
@pytest.mark.parametrize(
    ("pages", "trim", "spine"),
    [
        (120, "half-letter", 60 * 0.104),
        pytest.param(300, "a5", 150 * 0.104, marks=pytest.mark.slow),
        (800, "6x9", 400 * 0.104),
    ],
)
def test_boxes_and_words_stand_where_they_must(pages, trim, spine):
    result, wrap, opened = made(pages, trim)
    assert wrap.spine == pytest.approx(spine * MM)
    width = 2 * wrap.trim.width + wrap.spine + 2 * BLEED
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        page = pdf.pages[0]
        assert [float(v) for v in page.MediaBox] == pytest.approx(
            [0, 0, width, wrap.trim.height + 18], abs=0.01
        )
        assert page.BleedBox == page.MediaBox
        assert [float(v) for v in page.TrimBox] == pytest.approx(
            [9, 9, width - 9, wrap.trim.height + 9], abs=0.01
        )
        assert all(str(page.MediaBox[0]) == "0" for page in pdf.pages)
    found = letters(result.pdf)
    first = next(spot for spot in spots_of(opened, wrap) if spot.run.text.startswith("Green"))
    place = "".join(char for char, *_ in found).index("Greenwood")
    _, x, y, angle = found[place]
    assert (x, y) == pytest.approx((first.x, first.y), abs=0.6)
    assert angle == 0
    on_the_spine = [row for row in found if row[3] and wrap.fold < row[1] < wrap.fold + wrap.spine]
    assert result.has_spine_words == bool(on_the_spine)
    if on_the_spine:
        middle = wrap.fold + wrap.spine / 2
        assert all(abs(x - middle) <= wrap.spine / 2 - 4 for _, x, _, _ in on_the_spine)
        assert "".join(char for char, *_ in on_the_spine).replace(" ", "").startswith("TheGreenwoodOath")


@pytest.mark.slow
def test_words_are_type_and_keep_the_safe_area():
    result, wrap, _ = made(300)
    found = letters(result.pdf)
    text = re.sub(r"\s+", " ", "".join(char for char, *_ in found))
    for words in (
        "Greenwood",
        "hollin_and_yew",
        "Robin Hood/Marian",
        "The night Mary packs her trunk",
        "about roads",
    ):
        assert words.replace(" ", "") in text.replace(" ", "")
    for char, x, y, _ in found:
        if char.strip():
            assert 18 <= x <= wrap.width - 18
            assert 18 <= y <= wrap.height - 18
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        fonts = {str(font) for page in pdf.pages[:1] for font in page.Resources.get("/Font", {})}
        pictures = [
            one for one in pdf.pages[0].Resources.get("/XObject", {}).values() if one.Subtype == "/Image"
        ]
    assert fonts
    assert len(pictures) == 1


@pytest.mark.slow
def test_same_input_same_bytes():
    assert made(300)[0].pdf == made(300)[0].pdf


@pytest.mark.slow
def test_a_thin_spine_bears_no_words():
    result, wrap, _ = made(40)
    assert not result.has_spine_words
    assert not [row for row in letters(result.pdf) if wrap.fold < row[1] < wrap.fold + wrap.spine]


def test_a_spine_reads_down_in_english_up_in_french_and_stands_in_japanese():
    def spots(title: str, language: str):
        setting = Press(font_shelf(), Pen(font_shelf()), language)
        return on_spine((title, "x"), (100, 40, 600), (0, 0, 0), setting)

    assert {spot.turn for spot in spots("Salt", "en")} == {90}
    assert {spot.turn for spot in spots("Sel", "fr")} == {-90}
    assert {spot.turn for spot in spots("星降る夜", "ja")} == {0}
    assert spots("Salt", "en")[0].y < 100
    assert spots("Sel", "fr")[0].y > 500


def test_a_title_too_long_for_its_spine_takes_the_authors_place_or_is_left_off():
    setting = Press(font_shelf(), Pen(font_shelf()), "en")
    long = "word " * 32
    whole = on_spine((long, "Somebody"), (0, 40, 600), (0, 0, 0), setting)
    assert "Somebody" not in "".join(spot.run.text for spot in whole)
    assert whole
    assert on_spine(("word " * 60, "Somebody"), (0, 40, 600), (0, 0, 0), setting) == ()


@pytest.mark.slow
def test_a_book_that_opens_from_the_right_has_its_front_on_the_left():
    book = replace(
        BOOK,
        title="ليلة في بغداد",
        authors=("شهرزاد",),
        language="ar",
        summary="كانت ليلة.",
        pairing="",
        fandom="",
    )
    result, wrap, opened = made(300, "a5", "label", book, turned=True)
    blurb = [x for char, x, _, angle in letters(result.pdf) if not angle and x > wrap.back and char.strip()]
    assert min(blurb) > wrap.back + wrap.trim.width / 2, "the summary begins at the right"
    assert wrap.front == BLEED
    assert all(spot.x < wrap.fold for spot in spots_of(opened, wrap))


@pytest.mark.slow
def test_pieces_name_the_sheet_they_need():
    assert sheet_for(420, 600, find_trim("half-letter"))[0] == "letter"
    assert sheet_for(500, 700, find_trim("6x9"))[0] == "letter"
    assert sheet_for(430, 610, find_trim("a5"))[0] == "A4"
    assert sheet_for(700, 900, find_trim("a5"))[0] == "A3"
    assert sheet_for(4000, 900, find_trim("a5"))[0] == "a sheet of its own size"
    result, _, _ = made(800, "a5")
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(result.pdf))
    assert "Jacket, piece 1 of 3: print at 100 % on A4" in text
    assert "Cloth:" in text


def sheet(title: str, authors: tuple[str, ...], pages: int, trim: str, language: str = "en"):
    wrap = Wrap(find_trim(trim), thickness(pages, ""))
    setting = Press(font_shelf(), Pen(font_shelf()), language)
    words = LabelWords(title, authors, "The Sussex Letters · II" if pages > 500 else "")
    return label_sheet(words, wrap, (30, 20, 10), setting), wrap, setting


LABELS = (
    ("Salt", ("thetis",), "en"), ("The Greenwood Oath", ("hollin_and_yew", "x_"), "en"), ("No One", (), "en"),
    ("星降る夜に、さよならのキスを", ("月見草",), "ja"), ("ليلة في بغداد القديمة", ("شهرزاد",), "ar"),
    ("An Account of the Singular Events which took Place at the House of Mrs. Gardiner " * 3, ("A Lady",), "fr"),
)  # fmt: skip


@pytest.mark.parametrize(("title", "authors", "language"), LABELS, ids=range(len(LABELS)))
@pytest.mark.parametrize(("pages", "trim"), [(120, "half-letter"), (300, "a6"), (800, "6x9")])
def test_labels_hold_their_words_and_fit_the_case(title, authors, language, pages, trim):
    made, wrap, setting = sheet(title, authors, pages, trim, language)
    case = case_for(wrap.trim, wrap.spine)
    assert made.front.width <= 0.72 * case.board[0]
    assert made.front.height <= 0.62 * case.board[1]
    if made.spine:
        assert made.spine.width == pytest.approx(case.strip[0] - 3 * MM)
    boxes = [box for box in (made.front, made.spine) if box]
    assert all(v > 0 for box in boxes for v in (box.x0, box.y0))
    assert all(box.x1 < made.size[0] and box.y1 < made.size[1] for box in boxes)
    for spot in made.spots:
        scale = spot.size / spot.run.size
        left, top, right, bottom = (v * scale for v in setting.ruler.extent(spot.run))
        if spot.turn == 90:
            left, top, right, bottom = -bottom, left, -top, right
        elif spot.turn == -90:
            left, top, right, bottom = top, -right, bottom, -left
        ink = Box(spot.x + left, spot.y + top, spot.x + right, spot.y + bottom)
        assert any(box.inset(4).holds(ink) for box in boxes), spot
    said = "".join(spot.run.text for spot in made.spots if spot.x < made.front.x1)
    assert all(name.replace(" ", "") in said.replace(" ", "") for name in authors)


def test_cut_marks_stand_outside_the_corners_in_line_with_the_edges():
    marks = list(cut_marks(Box(100, 200, 300, 400)))
    assert len(marks) == 8
    for x0, y0, x1, y1 in marks:
        assert (x0 == x1 and x0 in {100, 300}) or (y0 == y1 and y0 in {200, 400})
        assert not Box(100, 200, 300, 400).meets(Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))


@pytest.mark.slow
def test_labels_are_type_where_they_must_stand():
    result = made(300)[0]
    expected, _, _ = sheet(BOOK.title, BOOK.authors, 300, "half-letter")
    document = pypdfium2.PdfDocument(result.pdf)
    number = len(document) - 2
    found = letters(result.pdf, number)
    text = "".join(char for char, *_ in found)
    assert "print at 100 % on letter; cut along the marks" in re.sub(r"\s+", " ", text)
    first = next(spot for spot in expected.spots if spot.run.text.startswith("The"))
    title = next(row for row in found if row[0] == "T" and not row[3])
    assert title[1:3] == pytest.approx((first.x, first.y), abs=0.6)
    assert expected.spine
    turned = [row for row in found if row[3]]
    assert turned
    assert all(expected.spine.x0 + 4 < x < expected.spine.x1 - 4 for _, x, _, _ in turned)
    with pikepdf.open(io.BytesIO(result.pdf)) as pdf:
        page = pdf.pages[number]
        assert [float(v) for v in page.TrimBox] == pytest.approx([0, 0, *expected.size], abs=0.01)
    assert not list(document[number].get_objects([raw.FPDF_PAGEOBJ_IMAGE]))


def test_board_and_cloth_are_cut_from_the_block():
    case = case_for(find_trim("a5"), 20 * MM)
    assert [round(value / MM, 1) for value in (*case.board, *case.strip, *case.cloth)] == [
        145,
        216,
        24,
        216,
        364,
        252,
    ]


@given(st.integers(1, 3000), st.sampled_from(sorted(PAPERS)))
@settings(max_examples=50, deadline=None)
def test_a_spine_grows_with_its_pages(pages, paper):
    assert thickness(pages, paper) == pytest.approx(-(-pages // 2) * find_paper(paper))
    assert thickness(pages + 2, paper) > thickness(pages, paper)
    assert thickness(pages, paper, "12.5mm") == pytest.approx(12.5 * MM)


@pytest.mark.parametrize(("paper", "measured"), [("vellum", ""), ("80gsm", "thick"), ("80gsm", "900mm")])
def test_what_is_no_paper_or_no_spine_is_an_error(paper, measured):
    with pytest.raises(ConfigError):
        thickness(100, paper, measured)
