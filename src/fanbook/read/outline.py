"""Headings in markup that nobody explains: which one is the title, which begin chapters.

In: rows in reading order. Out: the same, put on a sheet: a lone first heading is the title, the highest level of
which there are several begins chapters, what is below that is a heading inside a chapter. A single heading is
left to the recognisers, who know what chapters are called.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from fanbook.model.blocks import NotePlace, Quote
from fanbook.model.draft import SUBHEADING, Kind, Label
from fanbook.read.rows import Row, words_in
from fanbook.read.sheet import MARKUP, Sheet, folded

_LEAST = 20  # words under a chapter's heading, by the median
_SURE = 0.9  # of a title that the file states beside its text
_PART = re.compile(
    r"\W*(?:part|book|volume|act|teil|buch|partie|livre)\s+(?:\d+|[ivxl]+|[a-z]+)\b", re.IGNORECASE
)
_LONGEST = 200  # letters of a heading; more is a paragraph in large type


def put_story(sheet: Sheet, rows: Sequence[Row]) -> None:
    """The rows on the sheet, with their headings sorted out."""
    rows = _noted([inner for row in rows for inner in _unframed(row, rows)])
    heads = [n for n, row in enumerate(rows) if row.level and not row.why and len(words_in(row)) <= _LONGEST]
    named = {folded(fact.value): fact.confidence for name, fact in sheet.facts if name == "title"}
    title = _title(rows, heads, named)
    chapters = _chapters(rows, [n for n in heads if n != title]) or _lone_chapter(rows, heads, title, named)
    level = rows[chapters[0]].level if chapters else 0
    first = chapters[0] if title >= 0 and chapters else 0
    said_to = 0  # the title and the author again, as the first lines of all
    for n, row in enumerate(rows):
        if n == title:
            sheet.add(row, Label(Kind.TITLE, 0.9, MARKUP, field="title", value=words_in(row)))
        elif n in chapters or (chapters and row.level < level and not row.why and _PART.match(words_in(row))):
            sheet.add(row, Label(Kind.HEADING, 0.95, MARKUP, value=words_in(row)))
        elif row.level and not row.why and (not chapters or n < chapters[0] or row.level <= level):
            sheet.add(row, None)  # its words decide
        elif row.level and not row.why:
            sheet.add(row, Label(Kind.HEADING, 0.9, "a heading below the chapter's", field=SUBHEADING))
        elif said := sheet.stated(row) if title < n < first or n == said_to else None:
            sheet.add(row, said)
            said_to = n + 1
        else:
            sheet.story([row])


def _noted(rows: Sequence[Row]) -> list[Row]:
    """The rows, with each note that the markup names at the end of its chapter where story stands above it."""
    out: list[Row] = []
    has_story = False
    for row in rows:
        if row.told is not None and row.told.kind is Kind.NOTE:
            place = NotePlace.CHAPTER_END if has_story else NotePlace.CHAPTER_HEAD
            out.append(replace(row, told=replace(row.told, detail=place)))
            continue
        if row.level:
            has_story = False
        elif not row.why and len(words_in(row).split()) > 3:
            has_story = True
        out.append(row)
    return out


def _unframed(row: Row, rows: Sequence[Row]) -> list[Row]:
    """A quote that holds most of a page is no quote: some sites set whole stories in."""
    if not isinstance(row.block, Quote) or row.why:
        return [row]
    whole = sum(len(words_in(other)) for other in rows if not other.why)
    if len(words_in(row)) * 5 < whole * 3:
        return [row]
    return [Row(block, 1, row.ids if n == 0 else frozenset()) for n, block in enumerate(row.block.blocks)]


def _title(rows: Sequence[Row], heads: Sequence[int], named: Mapping[str, float]) -> int:
    """The row of the first heading, if it is the only one of its level and none is higher; else -1.

    It is the title too where the file is `named` so (with how sure that is), and hardly a word stands before the
    next heading; and none where the file is surely named otherwise.
    """
    if not heads:
        return -1
    first = heads[0]
    level = rows[first].level
    own = folded(words_in(rows[first]))
    surely = [name for name, sure in named.items() if sure >= _SURE]
    if surely and not any(own in name or name in own for name in surely):
        return -1
    if len(heads) > 1 and own in named:
        below = sum(len(words_in(row).split()) for row in rows[first + 1 : heads[1]] if not row.why)
        if below < _LEAST:
            return first
    above = sum(len(words_in(row).split()) for row in rows[:first] if not row.why)
    if _PART.match(words_in(rows[first])):
        return -1
    lone = [n for n in heads if rows[n].level <= level] == [first]
    return first if lone and level < 4 and above < 60 and (level == 1 or len(heads) > 1) else -1


def _holds_chapters(rows: Sequence[Row], members: Sequence[int], counts: Counter[int]) -> bool:
    """Are these the parts of a story whose chapters have headings of their own?"""
    level = rows[members[0]].level
    return all(_PART.match(words_in(rows[n])) for n in members) and any(
        counts[below] >= len(members) for below in counts if below > level
    )


def _lone_chapter(
    rows: Sequence[Row], heads: Sequence[int], title: int, named: Mapping[str, float]
) -> list[int]:
    """The one heading between the story's title and its first words: the page holds one chapter of several."""
    below = [n for n in heads if n > title]
    if title < 0 or len(below) != 1 or folded(words_in(rows[title])) not in named:
        return []
    (n,) = below
    between = sum(len(words_in(row).split()) for row in rows[title + 1 : n] if not row.why)
    after = sum(len(words_in(row).split()) for row in rows[n + 1 :] if not row.why)
    return [n] if between < _LEAST <= after else []


def _chapters(rows: Sequence[Row], heads: Sequence[int]) -> list[int]:
    """The headings that begin chapters."""
    counts = Counter(rows[n].level for n in heads)
    for level in sorted(counts):
        members = [n for n in heads if rows[n].level == level]
        if len(members) < 2 or _holds_chapters(rows, members, counts):
            continue
        words = sorted(
            sum(len(words_in(row).split()) for row in rows[n + 1 : end] if not row.why)
            for n, end in zip(members, [*members[1:], len(rows)], strict=True)
        )
        if words[len(words) // 2] >= _LEAST:
            return members
    return []
