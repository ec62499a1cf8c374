"""Interiors filled up for signatures and for print shops: how many blanks, where, and what goes."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
import samples
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from printed import printed

from fanbook.check.pdf_text import Text
from fanbook.errors import ConfigError
from fanbook.fold.impose import Book, impose
from fanbook.fold.plan import Wish, plan
from fanbook.resources import find_typefaces, load_theme
from fanbook.write.outlet import BLEED, OUTLETS, blanks_after, find_outlet
from fanbook.write.pdf import write_pdf
from fanbook.write.pdf_outlet import for_press
from fanbook.write.trim import find_trim

MAYBE = st.sampled_from([None, *OUTLETS.values()])


@given(st.integers(1, 900), MAYBE, st.integers(0, 64))
def test_blanks_fill_leaves_and_signatures_and_are_as_few_as_will_do(pages, outlet, multiple):
    blanks = blanks_after(pages, outlet, multiple)
    assert (pages + blanks) % (multiple or 1) == 0
    assert outlet is None or (pages + blanks) % 2 == 0
    assert not (outlet and outlet.last_is_blank) or blanks
    assert 0 <= blanks < 2 * max(multiple, 1) + 2


@pytest.mark.parametrize(
    ("pages", "outlet", "multiple", "blanks"),
    [
        (213, "", 16, 11),
        (208, "", 16, 0),
        (21, "kdp", 0, 1),
        (22, "ingram", 0, 2),
        (22, "lulu", 15, 8),
        (7, "", 0, 0),
    ],
)
def test_how_many_blanks(pages, outlet, multiple, blanks):
    assert blanks_after(pages, find_outlet(outlet), multiple) == blanks


@pytest.mark.slow
def test_blank_pages_stand_after_the_last_and_are_as_large():
    book = printed("novel")
    data, pages = for_press(book.result.pdf, None, 16)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pages == len(pdf.pages) == -(-book.count // 16) * 16
        assert {tuple(map(float, page.trimbox)) for page in pdf.pages} == {
            (0, 0, book.trim.width, book.trim.height)
        }
        assert "/Outlines" in pdf.Root
    text = pypdfium2.PdfDocument(data)
    said = [text[at].get_textpage().get_text_range() for at in range(pages)]
    assert said[: book.count] == [
        book._document[at].get_textpage().get_text_range() for at in range(book.count)
    ]
    assert not any(said[book.count :])
    assert for_press(book.result.pdf, None, 16)[0] == data


@pytest.mark.slow
def test_a_shop_gets_neither_links_nor_an_outline():
    with pikepdf.open(io.BytesIO(for_press(printed("novel").result.pdf, OUTLETS["lulu"])[0])) as pdf:
        assert not {"/Outlines", "/Names"} & set(pdf.Root.keys())
        assert not any("/Annots" in page.obj for page in pdf.pages)


def boxes(page: pikepdf.Page) -> tuple[list[float], ...]:
    return tuple([float(side) for side in page.obj[name]] for name in ("/MediaBox", "/TrimBox", "/BleedBox"))


@pytest.mark.parametrize(
    ("shop", "recto", "verso"),
    [
        ("kdp", (405, [0, 9, 396, 621]), (405, [9, 9, 405, 621])),
        ("ingram", (405, [0, 9, 396, 621]), (405, [9, 9, 405, 621])),
        ("lulu", (414, [9, 9, 405, 621]), (414, [9, 9, 405, 621])),
    ],
)
def test_a_page_with_bleed_is_larger_by_what_the_shop_asks_on_the_sides_it_asks(shop, recto, verso):
    book = printed("novel")
    data, pages = for_press(book.result.pdf, OUTLETS[shop], 32, bleeds=True)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for at, page in enumerate(pdf.pages):
            wide, trim = recto if at % 2 == 0 else verso
            assert boxes(page) == ([0, 0, wide, 630], trim, [0, 0, wide, 630])
    assert pages % 32 == 0


def test_the_first_page_of_a_book_from_right_to_left_has_its_spine_at_the_right():
    data, _ = for_press(printed("right_to_left").result.pdf, OUTLETS["kdp"], bleeds=True)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert boxes(pdf.pages[0])[1] == [9, 9, 405, 621]
        assert boxes(pdf.pages[1])[1] == [0, 9, 396, 621]


@pytest.mark.slow
def test_text_stands_where_it_stood_within_the_cut():
    book = printed("novel")
    plain, wide = Text(book.result.pdf), Text(for_press(book.result.pdf, OUTLETS["lulu"], bleeds=True)[0])
    assert plain.sizes == wide.sizes[: book.count]
    for before, after in zip(plain.pages, wide.pages, strict=False):
        assert [line.words for line in before] == [line.words for line in after]
        assert [line.left for line in before] == pytest.approx([line.left for line in after], abs=0.02)
        assert [line.base for line in before] == pytest.approx([line.base for line in after], abs=0.51)


@pytest.mark.slow
def test_what_a_theme_draws_to_the_edge_runs_over_it():
    theme = load_theme()
    grounded = replace(theme, print_css=theme.print_css + "\n@page { background: #ccc }")
    trim = replace(find_trim(), bleed=BLEED)
    made = write_pdf(samples.one_piece(), grounded, trim, find_typefaces())
    data, _ = for_press(made.pdf, OUTLETS["kdp"], bleeds=True)
    page = pypdfium2.PdfDocument(data)[made.front].render(scale=1).to_pil().convert("L")
    corners = [(x, y) for x in (2, page.width - 3) for y in (2, page.height - 3)]
    assert [page.getpixel(place) for place in corners] == [204] * 4
    middle = page.crop((50, 300, 350, 500))  # the ground lies under the text
    assert middle.getextrema()[0] < 100


@pytest.mark.slow
def test_folded_pages_lie_against_the_fold_with_bleed_as_without():
    data = printed("novel").result.pdf
    sides = []
    for pdf in (for_press(data, OUTLETS["lulu"])[0], for_press(data, OUTLETS["lulu"], bleeds=True)[0]):
        book = Book(pdf, "book.pdf")
        assert (book.width, book.height) == (396, 612)
        sides.append(Text(impose(book, plan(Wish(), book.pages, book.width, book.height))))
    for before, after in zip(sides[0].pages, sides[1].pages, strict=True):
        assert [line.words for line in before] == [line.words for line in after]
        assert [line.left for line in before] == pytest.approx([line.left for line in after], abs=0.02)


def test_a_shop_that_nobody_knows_is_an_error():
    with pytest.raises(ConfigError, match="no print shop"):
        find_outlet("lullu")
