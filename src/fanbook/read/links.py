"""A page that a text browser wrote out (`lynx -dump`, `elinks -dump`): its links are numbers in the text, and their
addresses a list at its end.

In: the lines of a file. Out: the same lines without the numbers, and the lines of the list. A number counts only
where the list has it and no higher one stands before it; what an author numbered herself stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEAD = re.compile(r"^\s*(?:References|Verweise|Références|Referencias|Riferimenti)\s*$")
_BESIDE = re.compile(r"^\s*(?:Visible|Hidden) links:?\s*$")
_ENTRY = re.compile(r"^\s*(?P<number>\d{1,4})\. (?:https?|ftp|file|mailto|news|javascript|about):\S.*$")
_MARK = re.compile(r"\[(?P<number>\d{1,4})\](?=[^\s.,;:!?)\]])")


def read_links(lines: Sequence[str]) -> tuple[tuple[str, ...], range, int]:
    """The lines without marks of links, the lines of the list (counted from 1), and how many marks there were."""
    start = next((at for at in range(len(lines) - 1, -1, -1) if _HEAD.match(lines[at])), -1)
    rest = [line for line in lines[start + 1 :] if line.strip() and not _BESIDE.match(line)]
    entries = [_ENTRY.match(line) for line in rest]
    if start < 0 or not rest or not all(entries):
        return tuple(lines), range(0), 0
    known = {int(entry["number"]) for entry in entries if entry}
    read, last, count = [], 0, 0
    for line in lines[:start]:
        kept, done = "", 0
        for mark in _MARK.finditer(line):
            if last < (number := int(mark["number"])) and number in known:
                kept, done, last, count = kept + line[done : mark.start()], mark.end(), number, count + 1
        read.append(kept + line[done:])
    return (*read, *lines[start:]), range(start + 1, len(lines) + 1), count
