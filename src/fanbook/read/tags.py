"""Tags that somebody typed into plain text, or that came along from a board: "[i]never[/i]", "<b>No</b>".

In: the lines of a file. Out: the same lines with marks that plain text has for it ("*never*"), and how many tags
were read so. Only tags that open and close count; a lone "[I]" is a word. What only arranges the page (a colour,
a centred line) is taken away; what has no mark (struck words) or says more (an address) stays as it was typed, and so
does a line that holds nothing but tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "u": "_"}
_PAGE = "center|left|right|justify|size|color|colour|font|indent|spoiler|sub|sup|small|big|div|span|p|tt"
_NAMES = "|".join((*_MARKS, *_PAGE.split("|")))
_TAG = re.compile(
    rf"\[(?P<shut>/?)(?P<name>{_NAMES})(?:=[^\[\]]{{0,80}})?\]|<(?P<shut2>/?)(?P<name2>{_NAMES})(?:\s[^<>]{{0,120}})?\s?/?>",
    re.IGNORECASE,
)
_LEAST = 2  # pairs in a file


def read_tags(lines: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The lines with their tags read, and how many there were."""
    counts = Counter(_named(match) for line in lines for match in _TAG.finditer(line))
    pairs = {
        name for name, shut in counts if not shut and counts[(name, True)] * 2 > counts[(name, False)] > 0
    }
    total = sum(min(counts[(name, True)], counts[(name, False)]) for name in pairs)
    if total < _LEAST:
        return tuple(lines), 0
    open_: list[str] = []
    return tuple(_read(line, pairs, open_) for line in lines), 2 * total


def _named(match: re.Match[str]) -> tuple[str, bool]:
    shut = match["shut"] if match["name"] else match["shut2"]
    return (match["name"] or match["name2"]).casefold(), bool(shut)


def _read(line: str, pairs: set[str], open_: list[str]) -> str:
    """One line. Emphasis that is open at its end is closed there, and opened again on the next that has words."""
    bare = _TAG.sub(lambda match: "" if _named(match)[0] in pairs else match[0], line)
    if not bare.strip():
        for match in _TAG.finditer(line):
            _turn(match, pairs, open_)
        return line
    indent = line[: len(line) - len(line.lstrip())]
    begun = list(open_)
    inner = _TAG.sub(lambda match: _turn(match, pairs, open_), line.strip())
    ended = list(open_)
    while begun and inner.startswith(begun[-1]):  # shut before the first word
        inner = inner.removeprefix(begun.pop()).lstrip()
    while ended and inner.endswith(ended[-1]) and not (ended[-1] == "*" and inner.endswith("**")):
        inner = inner.removesuffix(ended.pop()).rstrip()  # opened behind the last
    return f"{indent}{''.join(begun)}{inner}{''.join(reversed(ended))}"


def _turn(match: re.Match[str], pairs: set[str], open_: list[str]) -> str:
    """What stands in a tag's place."""
    name, shut = _named(match)
    if name not in pairs:
        return match[0]
    mark = _MARKS.get(name, "")
    if not mark or shut != (mark in open_):
        return ""  # what only arranges the page; or is open, or shut, already
    if shut:
        open_.remove(mark)
    else:
        open_.append(mark)
    return mark
