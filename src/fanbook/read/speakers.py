"""Lines that begin with who speaks: a chat's, a play's. No paragraph runs on into one.

In: lines. Out: the numbers of those that begin a message. A name and a colon may open any line of
a wrapped paragraph: they count where such lines stand together and the name returns.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

_MARKED = re.compile(
    r"^(?:>\s*)?(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?\s?(?:[AaPp][Mm])?[\])]?\s*[<*-]|[\[(]\d{1,2}:\d{2}[^\])]{0,12}[\])]|<[^<>\s]{1,24}> )"
)
_NAMED = re.compile(
    r"^(?:>\s*)?[*_\[]{0,3}(?P<name>@?[^\W\d_][\w.’'-]{0,20}(?: [\w.’'-]{1,12}){0,2})[*_\]]{0,3}:[*_]{0,2}\s"
)
_MARKS = 3  # lines with a time or angle brackets
_RETURNS = 2  # a speaker's lines
_TOGETHER = 4  # lines with names that return


def spoken_lines(lines: Sequence[str]) -> frozenset[int]:
    """Numbers (from 1) of the lines that begin a message."""
    marked, named = [], {}
    for number, line in enumerate(lines, 1):
        head = line[:64].lstrip()
        if _MARKED.match(head):
            marked.append(number)
        elif match := _NAMED.match(head):
            named[number] = match["name"].casefold()
    near = (
        pair for pair in itertools.pairwise(named) if not any(map(str.strip, lines[pair[0] : pair[1] - 1]))
    )
    beside = {number for pair in near for number in pair}
    counts = Counter(named[number] for number in beside)
    returning = {number for number in beside if counts[named[number]] >= _RETURNS}
    out = set(marked) if len(marked) >= _MARKS else set()
    if len(returning) >= _TOGETHER and len({named[number] for number in returning}) > 1:
        out |= {number for number, name in named.items() if counts[name] >= _RETURNS}
        for number in sorted(beside):
            if number - 1 in out:  # somebody who speaks once, right after another
                out.add(number)
    return frozenset(out)
