"""Interiors filled up for signatures and for print shops: how many blanks, where, and what goes."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import printed

from fanbook.errors import ConfigError
from fanbook.write.outlet import OUTLETS, blanks_after, find_outlet
from fanbook.write.pdf_outlet import for_press

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


def test_a_shop_gets_neither_links_nor_an_outline():
    with pikepdf.open(io.BytesIO(for_press(printed("novel").result.pdf, OUTLETS["lulu"])[0])) as pdf:
        assert not {"/Outlines", "/Names"} & set(pdf.Root.keys())
        assert not any("/Annots" in page.obj for page in pdf.pages)


def test_a_shop_that_nobody_knows_is_an_error():
    with pytest.raises(ConfigError, match="no print shop"):
        find_outlet("lullu")
