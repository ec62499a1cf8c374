"""Lines to units: how this file separates its paragraphs, and the paragraphs so found.

In: the decoded lines. Out: a `Layout` and the `Unit`s that cover every non-blank line once.
A file is taken by its own habits: what is a paragraph break in one is a line end in another.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from msgspec.structs import replace

from fanbook.late import Late
from fanbook.model.draft import BREAK, Layout, Shape, Unit
from fanbook.read.quoting import quote_of, unquote
from fanbook.read.speakers import spoken_lines

_QUOTED = re.compile(r"^((?:>\s?)+)")
# A label and its colon, or the dots that lead to its value.
_LABELLED = Late(r"^\W{0,4}(?:[A-Z][\w'’./ -]{0,28}:(?:\s|\W*$)|\w[\w'’/ -]{0,28}?\s?\.{4,}\s?\w)")
_RAGGED = 2  # letters by which a full line of square ones may be short: a mark does not begin a line
_CLOSING = "。，、！？；：」』）》"
_LABELLED_EAST = re.compile(r"^[【〔]|^\S{1,8}[：:]")
# A word broken at a line's end; not a dash, nor a name cut short.
_BROKEN = re.compile(r"[^\W\d_](?:-|\u00ad)$")
_COLUMNS = re.compile(r"\S {8,}\S")
_STRAY = 60  # one in so many lines may be longer than the wrap
_LIST_OR_MARK = re.compile(r"^(?:[\W_]+|-- |[-_=~*]{6,}.{1,40}?[-_=~*]{6,}\W*)$")


def find_layout(lines: Sequence[str]) -> Layout:
    """The habit of these lines."""
    filled = [line for line in lines if line.strip()]
    quote = quote_of(lines)
    if quote:
        unquoted = unquote(lines, quote)
        flowing = unquoted.flowing()
        inner = find_layout([line for n, line in enumerate(flowing, 1) if n not in unquoted.tails])
        return replace(inner, quote=quote + inner.quote)
    norm = _blank_norm(lines)
    if width := _wrap_width(lines):
        return Layout(Shape.WRAPPED, width, norm, indent=_paragraph_indent(lines))
    if margin := _margin(filled):
        flush = _without_margin(lines, margin)
        if width := _wrap_width(flush):
            return Layout(Shape.WRAPPED, width, norm, indent=_paragraph_indent(flush), margin=margin)
    indented = sum(line[:2].isspace() or line[:1] == "\t" for line in filled)
    if norm == 0 and filled and 0.25 < indented / len(filled) < 1:
        return Layout(Shape.INDENTED, 0, 0)
    return Layout(Shape.SINGLE_NEWLINE if norm == 0 else Shape.PER_LINE, 0, norm)


def _margin(filled: Sequence[str]) -> int:
    """The columns that all but a few lines (titles) leave free, as programs print pages."""
    indents = sorted(map(_indent, filled))
    return indents[len(indents) // 6] if indents else 0


def _without_margin(lines: Sequence[str], margin: int) -> tuple[str, ...]:
    return tuple(line[margin:] if line[:margin].isspace() else line for line in lines)


def _paragraph_indent(lines: Sequence[str]) -> int:
    """The indent of a wrapped file's first lines: the commonest one beside flush, if one is common.

    Where speech makes most paragraphs a line long, most lines are indented: then it counts that
    they begin as paragraphs do and that what is wrapped goes back to the margin.
    """
    filled = [line for line in lines if line.strip()]
    indents = Counter(_indent(line) for line in filled)
    flush = indents.pop(0, 0)
    if not indents:
        return 0
    indent, count = max(indents.items(), key=lambda item: (item[1], -item[0]))
    if count * 12 < len(filled) or not 1 < indent <= 12:
        return 0
    return indent if flush * 3 >= len(filled) or _begins_paragraphs(lines, indent) else 0


def _begins_paragraphs(lines: Sequence[str], indent: int) -> bool:
    """Do the lines at this indent begin paragraphs, and the lines under them go on at the margin?"""
    first = [line.lstrip() for line in lines if line.strip() and _indent(line) == indent]
    hanging = sum(
        _indent(line) == indent and bool(below.strip()) and _indent(below) == 0
        for line, below in itertools.pairwise(lines)
    )
    low = sum(line[:1].islower() for line in first)
    return hanging >= 3 and hanging * 8 >= len(first) and low * 20 <= len(first)


def _blank_norm(lines: Sequence[str]) -> int:
    """The number of blank lines most often found between two lines of text."""
    gaps, run, seen = Counter[int](), 0, False
    for line in lines:
        if not line.strip():
            run += 1
            continue
        if seen:
            gaps[run] += 1
        run, seen = 0, True
    if not gaps:
        return 1
    spaced = sum(count for gap, count in gaps.items() if gap)
    # A third of all gaps with blanks is a file of blank-line paragraphs with verse or wraps in it.
    if spaced * 3 >= gaps.total():
        return max((gap for gap in gaps if gap), key=lambda gap: (gaps[gap], -gap))
    return 0


def _wrap_width(lines: Sequence[str]) -> int:
    """The column at which lines were broken, or 0.

    Where text was wrapped, the first word of a line would not have fitted on the line before:
    that holds for nearly all line ends inside paragraphs, and for few others. Lines broken by
    hand are ragged, but most of them run on in the next.
    """
    if square := _square_width(lines):
        return square
    spoken = spoken_lines(lines)
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 4:
        return 0
    width = lengths[int(len(lengths) * 0.97)]
    longer = sum(length > width + 24 for length in lengths)
    if not 40 <= width <= 100 or longer > max(1, len(lengths) // _STRAY):  # a line may be added later on
        return 0
    inside = [
        (line, following)
        for number, (line, following) in enumerate(itertools.pairwise(lines), 2)
        if number not in spoken
        and len(line.rstrip()) > 0.6 * width
        and following.strip()
        and not following[:2].isspace()
    ]
    # Words that a wrap brings to a line's head are mostly small; a poem's lines begin with capitals.
    low = sum(following.lstrip()[:1].islower() for _, following in inside)
    if len(inside) < 3 or low < 0.2 * len(inside):
        return 0
    column = _fullest(inside, width)
    full = sum(_is_full(line, following, column) for line, following in inside)
    if full >= 0.6 * len(inside):
        return column
    on = sum(_runs_on(line, following) for line, following in inside)
    return width if len(inside) >= 6 and on >= 0.5 * len(inside) else 0


def _square_width(lines: Sequence[str]) -> int:
    """The same for Chinese and Japanese, which wrap at any letter: nearly all lines that another follows are full."""
    inside = [
        len(line.rstrip())
        for line, following in itertools.pairwise(lines)
        if _is_square(line.rstrip()[-1:]) and _is_square(following[:1]) and not _LABELLED_EAST.match(line)
    ]
    if len(inside) < 6:
        return 0
    width = sorted(inside)[int(len(inside) * 0.97)]
    full = sum(length >= width - _RAGGED for length in inside)
    return width if 16 <= width <= 60 and full >= 0.75 * len(inside) else 0


def _is_square(letter: str) -> bool:
    """Of a script without spaces between words: not Korean, and no wide space."""
    return letter >= "\u2e80" and not "\uac00" <= letter <= "\ud7a3" and not letter.isspace()


def _fullest(inside: Sequence[tuple[str, str]], width: int) -> int:
    """The column, at most `width`, that explains the most line ends: a header's lines may be longer."""
    ends = Counter[int]()
    for line, following in inside:
        length = len(line.rstrip())
        for column in range(length, min(length + len(following.split(None, 1)[0]), width) + 1):
            ends[column] += 1
    return max(ends, key=lambda column: (ends[column], column)) if ends else width


def _is_full(line: str, following: str, width: int) -> bool:
    words = following.split(None, 1)
    return bool(words) and len(line.rstrip()) + 1 + len(words[0]) >= width - 1


def _runs_on(line: str, following: str) -> bool:
    """Does the sentence go on in the next line?"""
    end = line.rstrip()[-1:]
    return (end.isalnum() or end in ",;") and following.lstrip()[:1].islower()


def find_units(
    lines: Sequence[str], layout: Layout, pages: AbstractSet[int] = frozenset()
) -> tuple[Unit, ...]:
    """The units of these lines, in order; every non-blank line is in exactly one.

    `pages` are the lines of page furniture: each is a unit of its own, and a paragraph may go on
    behind it. The gap around them is the page's, and says nothing about the story.
    """
    unquoted = unquote(lines, layout.quote)
    lines = _without_margin(unquoted.lines, layout.margin) if layout.margin else unquoted.lines
    flowing = _without_margin(unquoted.flowing(), layout.margin) if layout.margin else unquoted.flowing()
    tails = unquoted.tails
    spoken = spoken_lines(lines) if layout.width else frozenset()
    units: list[Unit] = []
    start = blanks = last = 0
    at_edge = goes_on = False
    for number, line in enumerate((*lines, ""), 1):
        is_text = bool(line.strip()) and number not in pages
        if (
            start
            and is_text
            and (number in tails or (number not in spoken and _continues(flowing[number - 2], line, layout)))
        ):
            continue
        if start:
            unit = _unit(lines, start, number - 1, blanks)
            units.append(replace(unit, continues=True) if goes_on else unit)
            start, last, blanks = 0, number - 1, 0
        if is_text:
            goes_on = at_edge and last > 0 and _goes_on(lines[last - 1], line, layout)
            start, blanks = number, (0 if goes_on else layout.norm) if at_edge else blanks
            at_edge = False
        elif number in pages:
            units.append(_unit(lines, number, number, 0))
            at_edge = True
        else:
            blanks += 1
    return tuple(units)


def _goes_on(line: str, following: str, layout: Layout) -> bool:
    """Is the paragraph of the last line on a page carried on by the first one of the next?"""
    text, below = line.rstrip(), following.strip()
    low = below[:1].islower()
    if text[-1:] in "-\u00ad" and text[-2:-1].isalpha() and low:
        return True
    if layout.indent:
        return _indent(following) < layout.indent
    ended = text[-1:] in '.!?…"”’»'
    if layout.width and not layout.norm:
        return _is_full(line, below, layout.width)
    return low and not ended


def _unit(lines: Sequence[str], start: int, end: int, blanks: int) -> Unit:
    first = lines[start - 1].expandtabs(4)
    parts = [line.strip() for line in lines[start - 1 : end]]
    if len(parts) > 1 and (mark := _QUOTED.match(parts[0])):
        parts = [parts[0], *(part.removeprefix(mark[1].strip()).strip() for part in parts[1:])]
    return Unit(start, end, joined(parts), blanks, len(first) - len(first.lstrip()))


def joined(parts: Iterable[str]) -> str:
    """The lines of a paragraph in one. Where a word was broken, `BREAK` stands behind the hyphen: whether
    that is the word's own is asked when the whole story is known.
    """
    text = ""
    for part in filter(None, parts):
        is_broken = part[:1].isalpha() and _BROKEN.search(text)
        is_close = _is_square(text[-1:]) and _is_square(part[:1])
        text += (BREAK if is_broken else "" if is_close else " " * bool(text)) + part
    return text


def _continues(line: str, following: str, layout: Layout) -> bool:
    """Does `following` carry on the paragraph of the line right above it?"""
    if not layout.width:
        return False
    begins = following[:1]
    if _is_square(line.rstrip()[-1:]) and _is_square(begins) and (begins.isalnum() or begins in _CLOSING):
        return len(line.rstrip()) >= layout.width - _RAGGED
    if _LIST_OR_MARK.match(line) or _LIST_OR_MARK.match(following):
        return False
    if _COLUMNS.search(line) or _COLUMNS.search(following):
        return False
    if bool(_QUOTED.match(line)) != bool(_QUOTED.match(following)):
        return False
    if _LABELLED.match(line):
        if _LABELLED.match(following):
            return False
        if _indent(following) >= 4 and following.strip():
            return True  # a value goes on under itself
    if _indent(following) > _indent(line) + 1 or (layout.indent and _indent(following) >= layout.indent):
        return False
    if _is_full(line, following, layout.width):
        return True
    if _LABELLED.match(following):
        return False
    # A line broken early by hand still runs on where the sentence does; and where blank lines part
    # the paragraphs, a line nearly full goes on unless the next begins as a line of verse would.
    if _runs_on(line, following) and len(line.rstrip()) > 0.5 * layout.width:
        return True
    ends = line.rstrip()[-1:] in ".!?\"'”’" or following.lstrip()[:1].islower()
    return bool(layout.norm) and ends and _is_full(line, following, int(layout.width * 0.85))


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip())
