"""What is printed on the pages of any PDF, read back as lines, and measured as a typographer would.

The one reader of text in preflight, by pdfium: each letter with its place and size, put together to lines
by their baselines. The body is what is set in the most used size; lines that reach both edges of the
block are full ones. Everything here is measured from the outside, the same for any producer, so the
figures of two programs can be compared; each alone is good to a percent or so.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from statistics import mean, median
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from msgspec import Struct

HYPHENS = "-\u2010\u00ad\u0002\ufffe"
NO_GLYPH = "\uffff"  # what a glyph that stands for nothing is read as
_FOLIO = re.compile(r"\W*(?:\d{1,5}|[ivxlcdm]{1,8})\W*", re.IGNORECASE)
FEWEST = 60  # full lines: fewer are no text that one could judge


class Letter(Struct, frozen=True):
    """A visible letter: its edges from the left, its baseline from the bottom, its size. In points."""

    char: str
    left: float
    right: float
    base: float
    size: float


class Line(Struct, frozen=True):
    """Letters on one baseline, from the left."""

    base: float
    letters: tuple[Letter, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.letters[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.letters[-1].right

    @property
    def words(self) -> str:
        """Its letters, a space where there is one."""
        out = [self.letters[0].char]
        for before, after in pairwise(self.letters):
            if after.left - before.right > 0.08 * after.size:
                out.append(" ")
            out.append(after.char)
        return "".join(out)


class BodyLine(Struct, frozen=True):
    """A line of the body; `full`: it reaches the right edge; `indented`: it begins a paragraph."""

    line: Line
    full: bool
    indented: bool


class Text:
    """The text of a PDF. Pages count from 0 here."""

    def __init__(self, data: bytes) -> None:
        self._document = pypdfium2.PdfDocument(io.BytesIO(data))

    @cached_property
    def labels(self) -> list[str]:
        """What each page is called."""
        return [self._document.get_page_label(at) or str(at + 1) for at in range(len(self._document))]

    @cached_property
    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page as it will be cut."""
        return [(right - left, high - low) for left, low, right, high in self._cuts]

    @cached_property
    def _cuts(self) -> list[tuple[float, float, float, float]]:
        """Where each page will be cut: places are told from there, whatever bleed is around it."""
        return [self._document[at].get_trimbox() for at in range(len(self._document))]

    @cached_property
    def pages(self) -> list[list[Line]]:
        """The lines of each page, from the top."""
        return [_lines(self._letters(at)) for at in range(len(self._document))]

    def _letters(self, at: int) -> Iterator[Letter]:
        page = self._document[at]
        text = page.get_textpage()
        handle = text.raw
        x, y = ctypes.c_double(), ctypes.c_double()
        box = pdfium.FS_RECTF()
        matrix = pdfium.FS_MATRIX()
        edge, foot, _, _ = self._cuts[at]
        for index in range(pdfium.FPDFText_CountChars(handle)):
            char = chr(pdfium.FPDFText_GetUnicode(handle, index) or ord(NO_GLYPH))
            if char.isspace() or pdfium.FPDFText_IsGenerated(handle, index) == 1:
                continue
            pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
            pdfium.FPDFText_GetLooseCharBox(handle, index, box)
            pdfium.FPDFText_GetMatrix(handle, index, matrix)
            size = pdfium.FPDFText_GetFontSize(handle, index) * abs(matrix.d or matrix.b or 1.0)
            yield Letter(char, box.left - edge, box.right - edge, y.value - foot, round(size, 1))
        text.close()
        page.close()

    @cached_property
    def body_size(self) -> float:
        """The size that most letters have."""
        sizes = Counter(letter.size for page in self.pages for line in page for letter in line.letters)
        return sizes.most_common(1)[0][0] if sizes else 0.0

    @cached_property
    def body(self) -> list[list[BodyLine]]:
        """The lines of the body, page by page."""
        size = self.body_size
        mine = [
            [
                line
                for line in page
                if sum(abs(one.size - size) < 0.6 for one in line.letters) * 2 > len(line.letters)
            ]
            for page in self.pages
        ]
        edges = {side: _edges([line for page in mine[side::2] for line in page]) for side in (0, 1)}
        return [list(_body(_text_block(page), *edges[at % 2])) for at, page in enumerate(mine)]

    @property
    def is_a_book(self) -> bool:
        """Is there enough set in full lines to judge it?"""
        return sum(line.full for page in self.body for line in page) >= FEWEST

    @cached_property
    def gaps(self) -> list[float]:
        """The mean word space of each full line, in em."""
        found = []
        for page in self.body:
            for one in page:
                spaces = _spaces(one.line, self.body_size) if one.full else []
                if len(spaces) >= 4:
                    found.append(mean(spaces) / self.body_size)
        return sorted(found)

    def boxes_in_place_of_letters(self) -> list[int]:
        """Pages (from 1) where a letter has no glyph."""
        return [
            at + 1
            for at, page in enumerate(self.pages)
            if any(one.char == NO_GLYPH for line in page for one in line.letters)
        ]

    def coarse_images(self, sharp: float) -> list[tuple[int, float]]:
        """(page from 1, pixels an inch) of pictures with fewer than that."""
        found = []
        for at in range(len(self._document)):
            for item in self._document[at].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
                ppi = _ppi(item)
                if 0 < ppi < sharp:
                    found.append((at + 1, ppi))
        return found

    def measures(self) -> dict[str, Any]:
        """What is told of every book. Shares are in percent, lengths in em or points."""
        full = [one.line for page in self.body for one in page if one.full]
        gaps = self.gaps
        runs = list(self.hyphen_runs())
        return {
            "pages": len(self.pages),
            "size": self.body_size,
            "full_lines": len(full),
            "letters_a_line": median(len(line.words) for line in full) if full else None,
            "word_space_median": _rank(gaps, 0.5),
            "word_space_p95": _rank(gaps, 0.95),
            "stretched": _share(sum(gap > 1.5 * self.natural for gap in gaps), len(gaps)),
            "doubled": _share(sum(gap > 2 * self.natural for gap in gaps), len(gaps)),
            "hyphenated": _share(sum(runs), len(full)),
            "hyphen_run": max(runs, default=0),
            "rivers": self.rivers,
            "runts": self._runts(),
            "widow_pages": _share(len(self.widows), self.whole_pages),
            "orphan_pages": _share(len(self.orphans), self.whole_pages),
            "unequal_spreads": _share(len(self.unequal), self.spreads),
        }

    natural = 0.25  # em: the word space of most text faces

    def hyphen_runs(self) -> Iterator[int]:
        """How many lines in a row end in a hyphen, for every such run."""
        for page in self.body:
            run = 0
            for one in page:
                is_cut = (
                    one.full and one.line.letters[-1].char in HYPHENS and one.line.letters[-2].char.isalpha()
                )
                if run and not is_cut:
                    yield run
                run = run + 1 if is_cut else 0
            if run:
                yield run

    @property
    def rivers(self) -> int:
        """How often wide word spaces stand one above the other in three full lines or more."""
        found = 0
        for page in self.body:
            above: list[tuple[float, float]] = []
            run = 0
            for one in page:
                wide = _wide(one.line, 1.5 * self.natural * self.body_size) if one.full else []
                below = [
                    (max(a, c), min(b, d)) for a, b in above for c, d in wide if min(b, d) - max(a, c) > 1
                ]
                run = run + 1 if below else 0
                found += run == 2
                above = below or wide
        return found

    def _runts(self) -> float | None:
        ends = [
            one.line
            for page in self.body
            for before, one in pairwise(page)
            if before.full and not one.full and not one.indented
        ]
        return _share(
            sum(sum(letter.char.isalnum() for letter in line.letters) <= 4 for line in ends), len(ends)
        )

    @cached_property
    def _feet(self) -> list[list[Line]]:
        """The footnotes of each page: lines under the body that are set smaller and are no folio."""
        return [
            [
                line
                for line in self.pages[at]
                if body and line.base < body[-1].line.base - 2 and _is_note(line, self.body_size)
            ]
            for at, body in enumerate(self.body)
        ]

    def _floor(self, at: int) -> float:
        """Where a page's text ends, its notes included."""
        return min(line.base for line in (self.body[at][-1].line, *self._feet[at]))

    @cached_property
    def _deep(self) -> set[int]:
        """Pages that are filled."""
        depths = [len(body) + len(feet) for body, feet in zip(self.body, self._feet, strict=True)]
        most = max((len(body) for body in self.body), default=0)
        return {at for at, depth in enumerate(depths) if depth >= max(6, 0.8 * most)}

    @property
    def whole_pages(self) -> int:
        """How many pages are filled."""
        return len(self._deep)

    @cached_property
    def widows(self) -> list[int]:
        """Filled pages (from 1) that begin with the last line of a paragraph."""
        return [
            at + 1
            for at in sorted(self._deep)
            if not self.body[at][0].indented and not self.body[at][0].full and self.body[at][1].indented
        ]

    @cached_property
    def orphans(self) -> list[int]:
        """Filled pages (from 1) that end with the first line of a paragraph that goes on over the page."""
        return [
            at + 1
            for at in sorted(self._deep)
            if self.body[at][-1].indented
            and self.body[at][-1].full
            and at + 1 < len(self.body)
            and self.body[at + 1]
            and not self.body[at + 1][0].indented
        ]

    @property
    def spreads(self) -> int:
        """How many pairs of filled pages face each other."""
        return sum(at % 2 == 1 and at + 1 in self._deep for at in self._deep)

    @cached_property
    def unequal(self) -> list[int]:
        """The left pages (from 1) of spreads whose pages end at different heights."""
        return [
            at + 1
            for at in sorted(self._deep)
            if at % 2 == 1 and at + 1 in self._deep and abs(self._floor(at) - self._floor(at + 1)) > 2
        ]


def _lines(letters: Iterator[Letter]) -> list[Line]:
    rows: dict[float, list[Letter]] = {}
    for letter in letters:
        rows.setdefault(round(letter.base * 2) / 2, []).append(letter)
    merged: list[tuple[float, list[Letter]]] = []
    for base in sorted(rows, reverse=True):
        if merged and merged[-1][0] - base < 2:
            merged[-1][1].extend(rows[base])
        else:
            merged.append((base, list(rows[base])))
    return [Line(base, tuple(sorted(row, key=lambda one: one.left))) for base, row in merged]


def _edges(lines: list[Line]) -> tuple[float, float]:
    long = [line for line in lines if len(line.letters) > 25]
    if not long:
        return 0.0, 0.0
    left = Counter(round(line.left) for line in long).most_common(1)[0][0]
    rights = sorted(line.right for line in long)
    return left, median(rights[len(rights) // 3 :])


def _body(lines: list[Line], left: float, right: float) -> Iterator[BodyLine]:
    for line in lines:
        if len(line.letters) > 1 and line.left > left - 30 and line.right < right + 30:
            yield BodyLine(line, abs(line.right - right) < 2.5, line.left - left > 4)


def _is_note(line: Line, size: float) -> bool:
    small = sum(one.size < size - 0.6 for one in line.letters) * 2 > len(line.letters)
    return small and not _FOLIO.fullmatch("".join(one.char for one in line.letters))


def _text_block(lines: list[Line]) -> list[Line]:
    """The lines without a folio or a head of the text's own size: short, and farther off than a line."""
    steps = sorted(above.base - below.base for above, below in pairwise(lines))
    if len(steps) < 6:
        return lines
    step = median(steps)
    if steps and lines[-2].base - lines[-1].base > 1.4 * step and len(lines[-1].letters) < 30:
        lines = lines[:-1]
    if lines[0].base - lines[1].base > 1.4 * step and len(lines[0].letters) < 45:
        lines = lines[1:]
    return lines


def _spaces(line: Line, size: float) -> list[float]:
    pairs = pairwise(line.letters)
    return [gap for before, after in pairs if (gap := after.left - before.right) > 0.08 * size]


def _wide(line: Line, least: float) -> list[tuple[float, float]]:
    pairs = pairwise(line.letters)
    return [(before.right, after.left) for before, after in pairs if after.left - before.right > least]


def _ppi(item: Any) -> float:  # noqa: ANN401 - pypdfium2's object
    left, low, right, high = item.get_bounds() if hasattr(item, "get_bounds") else item.get_pos()
    width, height = item.get_px_size() if hasattr(item, "get_px_size") else item.get_size()
    inches = max(right - left, 0.01) / 72, max(high - low, 0.01) / 72
    return float(min(width / inches[0], height / inches[1]))


def _rank(values: list[float], share: float) -> float | None:
    return round(values[min(len(values) - 1, int(share * len(values)))], 3) if values else None


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 2) if whole else None
