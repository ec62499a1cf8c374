"""Footnotes at the foot of pages, in text that was copied out of a PDF.

In: lines, and which of them are a page's furniture. Out: for every line of such a note, the mark of the note;
nothing else stands between its page's text and the furniture. A number that begins a line proves nothing: the
page's text has to carry the same mark behind a word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from fanbook.late import Late

_NOTE = Late(r"^\s*[\[(]?(?P<mark>\d{1,3}|[†‡§¶]{1,3})[\])]?[.\s]\s*(?P<words>\S.*)$")
_MOST = 12  # lines of notes at one foot
_PAGE = 80  # lines of a page


def find_page_notes(lines: Sequence[str], pages: Collection[int]) -> dict[int, str]:
    """The mark of the note that each line belongs to, by the line's number; only a note's first line says it."""
    found: dict[int, str] = {}
    edges = sorted(pages)
    for n, edge in enumerate(edges):
        top = max(edges[n - 1] if n else 0, edge - _PAGE)
        found |= _foot(lines, top, edge)
    return found


def _foot(lines: Sequence[str], top: int, edge: int) -> dict[int, str]:
    """The notes that stand right above line `edge`, on the page that begins behind line `top`."""
    end = edge - 1
    while end > top and not lines[end - 1].strip():
        end -= 1
    start = end
    while start > top + 1 and lines[start - 2].strip() and end - start < _MOST:
        start -= 1
    if start <= top + 1 or end <= top:
        return {}
    first = _NOTE.match(lines[start - 1])
    text = "\n".join(lines[top : start - 1])
    if not first or not is_marked(text, first["mark"]):
        return {}
    found: dict[int, str] = {}
    for k in range(start, end + 1):
        match = _NOTE.match(lines[k - 1])
        found[k] = match["mark"] if match and is_marked(text, match["mark"]) else ""
    return found


def mark_pattern(mark: str) -> re.Pattern[str]:
    """Where a text carries this mark: right behind a word or the punctuation after one."""
    return re.compile(rf"(?<=[^\W\d_])[.,;:!?”\"’'…)\]—]{{0,3}}(?P<mark>[\[(]?{re.escape(mark)}[\])]?)(?!\w)")


def is_marked(text: str, mark: str) -> bool:
    """Does the text carry the mark?"""
    return bool(mark_pattern(mark).search(text))


def words_of(line: str) -> str:
    """A note's first line without its mark."""
    match = _NOTE.match(line)
    return match["words"] if match else line.strip()
