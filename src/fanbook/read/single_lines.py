"""Paragraphs of short lines, taken apart: what a page writes with line breaks is verse, or a chat, or is not.

In: a row. Out: a row for each of its lines, so that the recognisers see them as they see the lines of a text; lines
that none of them claims are put together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from fanbook.late import Late
from fanbook.model.blocks import Paragraph
from fanbook.model.walk import cut, plain
from fanbook.read.rows import Row

_LONGEST = 90  # letters of a line of verse or of a chat
# What speaks to readers to its end.
_NOTE = Late(
    r"\W{0,3}(?:a/?n|author[’\']?s?[’\']? notes?|notes?|disclaimers?|warnings?|summary)\b", re.IGNORECASE
)
_MOST = 400  # lines; more is a page without paragraphs


def single_lines(row: Row) -> Iterator[Row]:
    """The row's lines, if they are short; else the row."""
    block = row.block
    lines = plain(block.inlines).split("\n") if isinstance(block, Paragraph) else []
    are_short = 2 <= len(lines) <= _MOST and all(line.strip() and len(line) <= _LONGEST for line in lines)
    if not are_short or _NOTE.match(lines[0]):
        yield row
        return
    assert isinstance(block, Paragraph)
    at = 0
    for n, line in enumerate(lines):
        inlines = cut(block.inlines, at, at + len(line))
        part = replace(block, inlines=inlines)
        yield replace(row, block=part) if n == 0 else Row(part, blanks=0, goes_on=True)
        at += len(line) + 1
