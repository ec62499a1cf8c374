"""Heaps of marks over one letter, cut to what can be set.

In: a text. Out: the same text with at most `MOST` combining marks in a row. No letter and no digit goes.
What draws them (HarfBuzz) puts rows of up to 32 marks in order, takes time that grows with the square of
a longer one, and ends the whole process at a hundred thousand; FreeType gives up sooner. Letters of no
language carry more than a handful, and those of "zalgo" texts some twenty.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby, islice

MOST = 32
# Wider than marks, but fast: anything that is no letter, digit, space or ASCII.
_ROW = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST + 1},}}")


def unheaped(text: str) -> str:
    """The text without the marks that are too many."""
    return text if text.isascii() else _ROW.sub(lambda row: _cut(row.group()), text)


def _cut(row: str) -> str:
    runs = groupby(row, key=lambda letter: unicodedata.category(letter).startswith("M"))
    return "".join(letter for is_mark, run in runs for letter in islice(run, MOST if is_mark else None))


def heap_at(text: str) -> int:
    """Where the first mark stands that is one too many, or -1."""
    row = next((row for row in _ROW.finditer(text) if _cut(row.group()) != row.group()), None)
    return row.start() if row else -1
