"""Plain-text stress to inlines: `*x*`, `_x_` and `/x/` to emphasis, `**x**` and `__x__` to strong, `***x***` to both.

In: the text of one paragraph or line. Out: its inlines. A mark counts only where it hugs words on the
inside and stands free on the outside; anything else (`f***`, `snake_case`, `and/or`, `^_^`, a footnote's star)
is a character like others. Chinese letters right beside a mark are no free side: stars stand there for words
that a site has struck out ("你**的"). No word is added or lost, and the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fanbook.model.inlines import Emphasis, Inline, Strong, Text

_MARKS = "*_/"
_RUN = re.compile(r"\*+|_+|/+|\n")
_LONGEST = {"*": 3, "_": 2, "/": 1}
_ADDRESS = re.compile(r"://|www\.|@")
_WORD = re.compile(r"[^\W_]")
# What stands beside a mark: without and within, at its opening and at its closing.
_EAST_OPENING, _EAST_CLOSING = "（「『《〈【〔［", "。，、；：！？）」』》〉】〕］～・"
_BEFORE_OPENING = frozenset(" \t\u00a0\u3000\n([{\"'“‘«»„‚¿¡—–-…>" + _EAST_OPENING + _EAST_CLOSING)
_AFTER_OPENING = frozenset("\"'“‘«»„‚¿¡…([.$£€#&—–" + _EAST_OPENING)
_BEFORE_CLOSING = frozenset(".,;:!?…\"'”’“‘«»)]%-—–" + _EAST_CLOSING)
_AFTER_CLOSING = frozenset(" \t\u00a0\u3000\n.,;:!?…)]}\"'”’“‘«»—–-<" + _EAST_OPENING + _EAST_CLOSING)


class _Run(NamedTuple):
    """A run of one mark: `text[start:end]`."""

    start: int
    end: int
    mark: str


def read_inlines(text: str) -> tuple[Inline, ...]:
    """The inlines of one paragraph or line."""
    if "*" not in text and "_" not in text and "/" not in text:
        return (Text(text),) if text else ()
    return _tree(text, list(_pairs(text)))


def _pairs(text: str) -> Iterator[tuple[_Run, _Run]]:
    """The runs that open and close a stress; pairs lie apart or within one another."""
    waiting: list[_Run] = []  # one of each mark at most
    for run in _runs(text):
        if run.mark == "\n":
            waiting.clear()
            continue
        at = next((i for i, other in enumerate(waiting) if other.mark == run.mark), -1)
        if at >= 0 and _closes(text, run):
            opening = waiting[at]
            del waiting[at:]
            if _holds_words(text, opening.end, run.start, run.mark):
                yield opening, run
                continue
        elif at >= 0 and _opens(text, run):
            del waiting[at]  # the nearer one is likelier to be meant
        if _opens(text, run):
            waiting.append(run)


def _runs(text: str) -> Iterator[_Run]:
    """Every run of marks that is short enough and in no address; line ends too."""
    addresses = list(_addresses(text))
    i = 0
    for match in _RUN.finditer(text):
        run = _Run(match.start(), match.end(), match.group())
        while i < len(addresses) and addresses[i][1] <= run.start:
            i += 1
        is_inside = i < len(addresses) and addresses[i][0] <= run.start
        if run.mark == "\n" or (len(run.mark) <= _LONGEST[run.mark[0]] and not is_inside):
            yield run


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where what stands between two spaces is an address; in order."""
    end = 0
    for match in _ADDRESS.finditer(text):
        if match.start() < end:
            continue
        start = text.rfind(" ", end, match.start()) + 1 or end
        end = text.find(" ", match.end())
        end = len(text) if end < 0 else end
        yield start, end


def _opens(text: str, run: _Run) -> bool:
    """Free outside, and words within."""
    before, after = text[run.start - 1 : run.start], text[run.end : run.end + 1]
    if before and before not in _BEFORE_OPENING and before not in _MARKS:
        return False
    if after == "-":
        return text[run.end + 1 : run.end + 2] == "-" or text[run.end + 1 : run.end + 2].isalnum()
    return after.isalnum() or after in _AFTER_OPENING or (bool(after) and after in _MARKS)


def _closes(text: str, run: _Run) -> bool:
    before, after = text[run.start - 1 : run.start], text[run.end : run.end + 1]
    particle = "\uac00" <= after <= "\ud7a3"  # Korean hangs its particles on the word
    if after and after not in _AFTER_CLOSING and after not in _MARKS and not particle:
        return False
    return before.isalnum() or before in _BEFORE_CLOSING or (bool(before) and before in _MARKS)


def _holds_words(text: str, start: int, end: int, mark: str) -> bool:
    """Is there a word between the marks, and not the middle of a path: `/home/me/`?"""
    if _WORD.search(text, start, end) is None:
        return False
    return mark != "/" or text.find("/", start, end) < 0 or text.find(" ", start, end) >= 0


def _tree(text: str, pairs: Sequence[tuple[_Run, _Run]]) -> tuple[Inline, ...]:
    """The text with its stressed parts."""
    closings = {closing.start for _, closing in pairs}
    outer: list[list[Inline]] = []
    out: list[Inline] = []
    at = 0
    for run in sorted((run for pair in pairs for run in pair), key=lambda run: run.start):
        if run.start > at:
            out.append(Text(text[at : run.start]))
        at = run.end
        if run.start in closings:
            stressed = _stressed(run.mark, tuple(out))
            out = outer.pop()
            out.append(stressed)
        else:
            outer.append(out)
            out = []
    if at < len(text):
        out.append(Text(text[at:]))
    return tuple(out)


def _stressed(mark: str, inner: tuple[Inline, ...]) -> Inline:
    match len(mark):
        case 1:
            return Emphasis(inner)
        case 2:
            return Strong(inner)
        case _:
            return Strong((Emphasis(inner),))
