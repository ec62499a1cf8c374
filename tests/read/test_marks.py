"""Heaps of marks: what is too much goes, what any language or any zalgo needs stays, and no letter is lost."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.read.decode import decode
from fanbook.read.marks import MOST, heap_at, unheaped

ACUTE, BELOW, ENCLOSED = "\u0301", "\u0323", "\u20dd"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain", None),
        ("z" + ACUTE * 20 + "a" + BELOW * 25, None),
        ("a" + ACUTE * MOST + "b", None),
        ("a" + ACUTE * (MOST + 1) + "b", "a" + ACUTE * MOST + "b"),
        (
            f"a{(ACUTE + BELOW + ENCLOSED) * 30000}b c",
            "a" + ((ACUTE + BELOW + ENCLOSED) * 30000)[:MOST] + "b c",
        ),
        ("क्षत्रिय ที่ ကျွန်ုပ် བསྒྲུབས", None),
        ("—" * 100 + "…" * 100 + "☺" * 100, None),
        ("“" * 40 + ACUTE * 50, "“" * 40 + ACUTE * MOST),
    ],
)
def test_what_is_kept(text, kept):
    assert unheaped(text) == (text if kept is None else kept)
    assert (heap_at(text) >= 0) == (kept is not None)


_letters = st.text(st.sampled_from([*"ab1 \n—☺", ACUTE, BELOW, ENCLOSED]), max_size=8)
_texts = st.lists(_letters | st.integers(30, 36).map(lambda n: ACUTE * n), max_size=6).map("".join)


def without_marks(text):
    return "".join(letter for letter in text if unicodedata.category(letter)[0] != "M")


@given(_texts)
def test_only_marks_go_and_only_once(text):
    cut = unheaped(text)
    assert unheaped(cut) == cut
    assert without_marks(cut) == without_marks(text)
    assert (cut == text) == (heap_at(text) == -1)


def test_a_heap_is_reported_with_its_line():
    found = decode(f"one\ntwo\nthre{ACUTE * 100_000}e\n".encode(), "a.txt")
    assert found.text == f"one\ntwo\nthre{ACUTE * MOST}e\n"
    (remark,) = found.diagnostics
    assert (remark.code, remark.line) == ("R020", 3)
    assert "99968" in remark.message


def test_it_takes_no_time():
    text = ("naïve — “yes” " + ACUTE * 31) * 20_000 + ACUTE * 1_000_000
    start = time.process_time()
    unheaped(text)
    assert time.process_time() - start < 2
