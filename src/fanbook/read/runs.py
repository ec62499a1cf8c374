"""Runs of dressed text to inlines, and runs with line ends to paragraphs.

In: segments, each some characters, a line break or a picture, with the styles in force there, outermost
first. Out: nested inlines without a space at either end. Where markup uses line breaks for paragraphs
(`<br>` soup), the run's own habit decides, as it does for the lines of a plain text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from fanbook.model.inlines import (
    Code,
    Emphasis,
    FootnoteRef,
    Image,
    Inline,
    LineBreak,
    Link,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)

# A style is a name, with the address or key of a link or a footnote's mark.
Style = tuple[str, str]
_KINDS: dict[str, Callable[[tuple[Inline, ...]], Inline]] = {
    "em": Emphasis,
    "strong": Strong,
    "s": Strike,
    "sup": Superscript,
    "sub": Subscript,
    "code": Code,
}
_SPACE = " \t\n\r\f\v\u00a0\u200b\ufeff"
_BLANK = re.compile(r"[ \t\n\r\f\v]+")
_FACT = re.compile(
    r"^(?:[A-Z][\w'’/&. -]{0,28}?|(?:title|author|fandom|pairings?|ship|rating|rated|summary|words?|word count"
    r"|warnings?|tags|notes?|a/n|characters?|genre|prompt|beta))\s?:(?:\s|$)"
)
_PROSE = 60  # letters in a line that is a paragraph, not a line of verse


class Segment(Struct, frozen=True):
    """Characters in one dress; a picture where `image` is one, a line break where `text` is a newline."""

    text: str
    styles: tuple[Style, ...] = ()
    image: Image | None = None


BREAK = Segment("\n")


def collapsed(text: str) -> str:
    """Text with runs of white space as single spaces; no-break spaces are left."""
    return _BLANK.sub(" ", text)


def is_blank(segments: Sequence[Segment]) -> bool:
    """Is there nothing to see?"""
    return all(not segment.text.strip(_SPACE) and segment.image is None for segment in segments)


def paragraphs(segments: Sequence[Segment]) -> Iterator[tuple[tuple[Inline, ...], int]]:
    """The paragraphs of a run, each with the number of blank lines before it; the last may be empty.

    An empty one says how many blank lines end the run.
    """
    lines = [list(group) for is_break, group in _by_break(segments) if not is_break]
    filled = [line for line in lines if not is_blank(line)]
    parts = _parts_paragraphs(lines, filled)
    open_lines: list[list[Segment]] = []
    blanks = 0
    gap = 0
    for line in lines:
        if is_blank(line):
            gap += 1
            continue
        if open_lines and (gap or parts):
            yield from _closed(open_lines, blanks)
            open_lines, blanks = [], gap
        elif not open_lines:
            blanks = gap
        open_lines.append(line)
        gap = 0
    if open_lines:
        yield from _closed(open_lines, blanks)
    if gap:
        yield (), gap


def _closed(lines: Sequence[Sequence[Segment]], blanks: int) -> Iterator[tuple[tuple[Inline, ...], int]]:
    """Lines without a gap between them: one paragraph, or a header with a fact on each line."""
    labelled = sum(bool(_FACT.match("".join(part.text for part in line).strip(_SPACE))) for line in lines)
    if labelled < 2 or labelled * 2 < len(lines):
        yield _joined(lines), blanks
        return
    for n, line in enumerate(lines):
        yield _joined([line]), 0 if n else blanks


def _by_break(segments: Sequence[Segment]) -> Iterator[tuple[bool, list[Segment]]]:
    """Lines between breaks, an empty one between two breaks."""
    line: list[Segment] = []
    for segment in segments:
        if segment.text == "\n" and segment.image is None:
            yield False, line
            line = []
        else:
            line.append(segment)
    yield False, line


def _parts_paragraphs(lines: Sequence[Sequence[Segment]], filled: Sequence[Sequence[Segment]]) -> bool:
    """Does a single line end part paragraphs here, as it does where nobody leaves lines blank?"""
    if len(filled) < 2:
        return False
    blank_gaps = sum(is_blank(line) and not is_blank(before) for before, line in itertools.pairwise(lines))
    lengths = sorted(sum(len(segment.text) for segment in line) for line in filled)
    long = lengths[len(lengths) // 2] > _PROSE or lengths[-1] > 4 * _PROSE
    return long and blank_gaps * 3 < len(filled) - 1


def _joined(lines: Sequence[Sequence[Segment]]) -> tuple[Inline, ...]:
    out: list[Segment] = []
    for line in lines:
        if out:
            out.append(BREAK)
        out.extend(_trimmed(line))
    return inlines(out)


def _trimmed(line: Sequence[Segment]) -> list[Segment]:
    """A line without white space at its ends, and with one space where two meet."""
    out: list[Segment] = []
    for segment in line:
        text = segment.text
        if segment.image is None:
            before = out[-1].text[-1:] if out and out[-1].image is None else ""
            text = text.lstrip(_SPACE) if not out else text.lstrip(" ") if before == " " else text
            if not text:
                continue
        out.append(segment if text == segment.text else replace(segment, text=text))
    while out and out[-1].image is None:
        text = out[-1].text.rstrip(_SPACE)
        if text:
            out[-1] = out[-1] if text == out[-1].text else replace(out[-1], text=text)
            break
        out.pop()
    return out


def inlines(segments: Sequence[Segment], depth: int = 0) -> tuple[Inline, ...]:
    """Segments as nested inlines."""
    out: list[Inline] = []
    for style, group in itertools.groupby(segments, lambda segment: segment.styles[depth : depth + 1]):
        inside = list(group)
        if style:
            out.append(_dressed(style[0], inlines(inside, depth + 1)))
            continue
        for segment in inside:
            if segment.image is not None:
                out.append(segment.image)
            elif segment.text == "\n":
                out.append(LineBreak())
            elif out and isinstance(out[-1], Text):
                out[-1] = Text(out[-1].value + segment.text)
            else:
                out.append(Text(segment.text))
    return tuple(out)


def _dressed(style: Style, children: tuple[Inline, ...]) -> Inline:
    name, value = style
    match name:
        case "a":
            return Link(children, value)
        case "ref":
            return FootnoteRef(children, value)
        case _:
            return _KINDS[name](children)
