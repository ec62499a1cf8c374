"""Chinese and Japanese lines fill the measure, and no gap is wider than its neighbours."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from test_pdf import one_chapter, print_book

WORDS = "她把信读了三遍，然后把它夹进账本里，再也没有拿出来过，直到春天的第一场雨落在屋顶上。他从 Longbourn 来的。"


@pytest.mark.slow
def test_square_lines_fill_the_measure() -> None:
    book = print_book(one_chapter(WORDS * 6, language="zh-Hans"))
    page = book.count - 1
    lines: defaultdict[float, list[tuple[str, float, float]]] = defaultdict(list)
    for letter, size, x, y in book.letters(page):
        if letter.strip() and book.trim.bottom - 2 < y < book.trim.height - book.trim.top:
            lines[round(y)].append((letter, size, x))
    right = book.trim.width - (book.trim.outer if page % 2 == 0 else book.trim.inner)
    body = [sorted(line, key=lambda row: row[2]) for _, line in sorted(lines.items(), reverse=True)]
    full = [line for line in body if len(line) > 15][:-1]
    assert len(full) > 5
    for line in full:
        letter, size, x = line[-1]
        if ord(letter) > 0x2E80:
            assert abs(x + size - right) < 0.7  # a trace is lost where faces meet
        steps = [b[2] - a[2] for a, b in pairwise(line) if ord(a[0]) > 0x2E80 and ord(b[0]) > 0x2E80]
        assert max(steps) - min(steps) < 0.3
