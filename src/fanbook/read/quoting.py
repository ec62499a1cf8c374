"""Quote marks that mail puts before lines, and what a second mailer does to the lines so marked.

In: lines. Out: the marks to take away, the lines without them, and the numbers of the tails. A mailer that
wraps a quoted line anew throws its last words onto a line of their own, with a mark less or none at all:
that tail belongs to the line above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

# Stands for marks in any mixture, on most lines: all of them go.
RAGGED = ">*"
_MARKS = re.compile(r"^[ \t]{0,3}(?P<marks>>(?:[ \t]?>)*)[ \t]?")
_SIGNED = re.compile(
    r"^[\s>]*(?:-{2,}\s*(?:original|forwarded) message|begin forwarded message|(?:from|subject|message-id|newsgroups):\s|.{3,80}\bwrote:\s*$)",
    re.IGNORECASE,
)
_ADDED = re.compile(r"^\s*-+\s*(?:original|forwarded) message\s*-+\s*$|^\s*(?:from|to|cc|subject|date|sent):\s", re.IGNORECASE)  # fmt: skip
_HEAD = 40  # lines: a mail's own head is no longer
_LEAST = 6  # quoted lines
_TAIL = 48  # letters: a tail is a few words
_LONG = 30  # letters: no shorter line is broken


class Unquoted(Struct, frozen=True):
    """Lines without marks; `tails` are the numbers, from 1, of those that end the line above."""

    lines: list[str]
    tails: frozenset[int]

    def flowing(self) -> list[str]:
        """The lines with each tail joined to its own; a tail's place holds the whole line again."""
        out = list(self.lines)
        for number in sorted(self.tails):
            whole = f"{out[number - 2].rstrip()} {self.lines[number - 1].strip()}"
            first = number - 1
            while first in self.tails:
                first -= 1
            out[first - 1 : number] = [whole] * (number - first + 1)
        return out


def quote_of(lines: Sequence[str]) -> str:
    """The marks before these lines: ">" for one on every line, `RAGGED` for a mixture, or nothing."""
    depths = [_depth(line) for line in lines]
    filled = [k for k, line in enumerate(lines) if line.strip()]
    quoted = sum(depths[k] > 0 for k in filled)
    if quoted < _LEAST:
        return ""
    tails = _tails(lines, depths)
    inside = [k for k in range(_first(depths), _last(depths) + 1) if lines[k].strip() and k + 1 not in tails]
    most = sum(depths[k] > 0 for k in inside) >= 0.9 * len(inside) and quoted >= 0.5 * len(filled)
    whole = quoted >= 0.9 * len(filled)
    if most and (len(tails) > 2 or (not whole and any(_SIGNED.match(line) for line in lines[:_HEAD]))):
        return RAGGED
    return ">" if whole else ""


def unquote(lines: Sequence[str], quote: str) -> Unquoted:
    """The lines without these marks and the space after each."""
    if quote.endswith(RAGGED):
        depths = [_depth(line) for line in lines]
        return Unquoted([_MARKS.sub("", line) for line in lines], _tails(lines, depths))
    out = list(lines)
    for _ in quote:
        out = [line.lstrip()[1:].removeprefix(" ") if line.lstrip()[:1] == ">" else line for line in out]
    return Unquoted(out, frozenset())


def _depth(line: str) -> int:
    match = _MARKS.match(line)
    return match["marks"].count(">") if match else 0


def _first(depths: Sequence[int]) -> int:
    return next(k for k, depth in enumerate(depths) if depth)


def _last(depths: Sequence[int]) -> int:
    return next(k for k in range(len(depths) - 1, -1, -1) if depths[k])


def _tails(lines: Sequence[str], depths: Sequence[int]) -> frozenset[int]:
    """The numbers of the lines that a second mailer broke off the line above."""
    found: set[int] = set()
    for k in range(1, len(lines)):
        text, above = _MARKS.sub("", lines[k]).strip(), _MARKS.sub("", lines[k - 1]).rstrip()
        if not text or len(text) > _TAIL or depths[k] >= depths[k - 1] or len(above) < _LONG:
            continue
        below = depths[k + 1] if k + 1 < len(lines) else 0
        goes_on = below >= depths[k - 1] or k + 1 == len(lines) or not _MARKS.sub("", lines[k + 1]).strip()
        if goes_on and len(text) < len(above) and not _ADDED.match(text):
            found.add(k + 1)
    return frozenset(found)
