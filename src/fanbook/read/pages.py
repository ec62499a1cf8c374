"""Pages in text that was copied out of a PDF or a scan: their numbers and running heads.

In: the decoded lines, and which of them a form feed stands in. Out: the lines that belong to a page
and not to the story, each with the reason. A number proves nothing (chapters have them too): it counts
where the numbers rise page by page and a sentence runs across, a head returns beside them, a form feed
stands there, or the line says "Page".
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from fanbook.late import Late

_NUMBER = re.compile(
    r"^[\s\-–—~|*.\[\](]*(?P<word>page|pg\.?|p\.|seite|página|strona)?\s*(?P<n>\d{1,4})"
    r"(?:\s*(?:of|/|von|de|sur)\s*\d{1,4})?[\s\-–—~|*.\[\])]*$",
    re.IGNORECASE,
)
# A running head that shares its line with the number.
_BESIDE = re.compile(r"^\s*(?:(?P<n>\d{1,4})(?:\s{2,}|\s*\|\s*)(?P<head>\S.*?)|(?P<head2>\S.*?)(?:\s{2,}|\s*\|\s*)(?:page\s*)?(?P<n2>\d{1,4}))\s*$", re.IGNORECASE)  # fmt: skip
_STAMP = Late(
    r"^\s*(?:\S{1,60}\.(?:pdf|docx?|indd|odt|epub)|(?:https?://|www\.)\S+(?:\s+\d+/\d+)?"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?:,?\s+\d{1,2}:\d{2}(?:\s*[AP]M)?)?(?:\s{2,}\S.{0,60})?)\s*$",
    re.IGNORECASE,
)
_ENDED = Late(r"[.!?…:][\"”’'»*_)\]]*$")
_NEAR = 3  # lines of text on either side of a page's edge that may be its furniture
_LEAST, _MOST = 6, 150  # lines on a page; the last one may hold fewer


class _Folio(Struct, frozen=True):
    """A line that could be a page number. `head` is what stands beside the number; "3." is `dotted`."""

    line: int
    value: int
    head: str
    sure: bool
    dotted: bool = False


def find_pages(lines: Sequence[str], feeds: AbstractSet[int]) -> dict[int, str]:
    """Line numbers, from 1, of what belongs to pages, and why; nothing where there are none.

    `feeds` are the numbers of the lines with a form feed.
    """
    filled = [n for n, line in enumerate(lines, 1) if line.strip()]
    place = {n: k for k, n in enumerate(filled)}
    folios = list(_folios(lines, filled))
    chain = _chain(folios, place)
    edges = sorted({place[f.line] for f in chain} | {_first_from(filled, feed) for feed in feeds})
    if not edges:
        return {}
    near = [range(max(0, edge - _NEAR), min(len(filled), edge + _NEAR + 1)) for edge in edges]
    heads = _heads(lines, filled, near)
    if feeds or _is_believed(lines, filled, place, chain, heads):
        return _furniture(lines, filled, near, heads, {folio.line for folio in chain}, feeds)
    return {}


def _folios(lines: Sequence[str], filled: Sequence[int]) -> Iterator[_Folio]:
    for n in filled:
        text = lines[n - 1]
        if len(text) > 120:
            continue
        if match := _NUMBER.match(text):
            yield _Folio(n, int(match["n"]), "", bool(match["word"]), _is_dotted(text))
        elif match := _BESIDE.match(text):
            yield _Folio(n, int(match["n"] or match["n2"]), _folded(match["head"] or match["head2"]), False)


def _is_dotted(text: str) -> bool:
    return text.rstrip().endswith(".")


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[\d\W_]+", " ", text.casefold()).split())


def _chain(folios: Sequence[_Folio], place: dict[int, int]) -> list[_Folio]:
    """The longest run of numbers that rise by one, a page of lines apart, all with a full stop or none."""
    best: list[_Folio] = []
    ending: dict[tuple[int, bool], list[_Folio]] = {}
    for folio in folios:
        before = ending.get((folio.value - 1, folio.dotted), [])
        apart = place[folio.line] - place[before[-1].line] if before else 0
        run = [*before, folio] if 1 < apart <= _MOST else [folio]
        if len(run) > len(ending.get((folio.value, folio.dotted), ())):
            ending[folio.value, folio.dotted] = run
        best = max(best, run, key=len)
    # One number alone may still cut a sentence in two.
    return best or list(folios[:1])


def _first_from(filled: Sequence[int], line: int) -> int:
    """The place of the first line of text at or after a form feed."""
    return next((k for k, n in enumerate(filled) if n >= line), len(filled) - 1)


def _heads(lines: Sequence[str], filled: Sequence[int], near: Sequence[range]) -> frozenset[str]:
    """What stands at the edges of two pages or more, or repeats the file's first lines."""
    found = Counter(
        _folded(lines[filled[k] - 1])
        for k in {k for places in near for k in places}
        if len(lines[filled[k] - 1].strip()) <= 80
    )
    opening = {_folded(lines[n - 1]).removeprefix("by ") for n in filled[:4]}
    counts = Counter(_folded(lines[n - 1]) for n in filled)
    # A line that stands in mid-page as well is the story's: a refrain, a short answer.
    return frozenset(
        text
        for text, count in found.items()
        if len(text) > 2
        and ((text in opening and counts[text] <= len(near) + 1) or (count > 1 and counts[text] <= count + 1))
    )


def _is_believed(
    lines: Sequence[str],
    filled: Sequence[int],
    place: dict[int, int],
    chain: Sequence[_Folio],
    heads: AbstractSet[str],
) -> bool:
    """Without form feeds: a head returns beside the numbers, a sentence runs across one, or it says "Page"."""
    if len(chain) == 1:
        return _runs_across(lines, filled, place[chain[0].line], heads)
    if all(folio.sure for folio in chain):
        return True
    apart = sorted(place[b.line] - place[a.line] for a, b in itertools.pairwise(chain))
    if apart[len(apart) // 2] < _LEAST:
        return False
    if chain[0].head and len({folio.head for folio in chain}) * 2 <= len(chain) + 1:
        return True
    beside = 0
    for folio in chain:
        k = place[folio.line]
        around = {_folded(lines[filled[j] - 1]) for j in (k - 1, k + 1) if 0 <= j < len(filled)}
        beside += bool(around & heads)
        if _runs_across(lines, filled, k, heads):
            return True
    return beside > 1


def _runs_across(lines: Sequence[str], filled: Sequence[int], k: int, heads: AbstractSet[str]) -> bool:
    above, below = k - 1, k + 1
    while above >= 0 and _folded(lines[filled[above] - 1]) in heads:
        above -= 1
    while below < len(filled) and _folded(lines[filled[below] - 1]) in heads:
        below += 1
    if above < 0 or below >= len(filled):
        return False
    before, after = lines[filled[above] - 1].strip(), lines[filled[below] - 1].strip()
    return not _ENDED.search(before) and after[:1].islower() and len(before) > 20


def _furniture(  # noqa: PLR0917 - the pages as they have been found
    lines: Sequence[str],
    filled: Sequence[int],
    near: Sequence[range],
    heads: AbstractSet[str],
    chain: AbstractSet[int],
    feeds: AbstractSet[int],
) -> dict[int, str]:
    found: dict[int, str] = {}
    values = _values(lines, chain)
    dresses = {_is_dotted(lines[n - 1]) for n in chain} or {False, True}
    for places in near:
        for k in places:
            n = filled[k]
            text = lines[n - 1]
            number = _NUMBER.match(text)
            if n in chain or (
                number
                and _is_dotted(text) in dresses
                and (number["word"] or (_is_in_order(n, number, values) and _touches(n, feeds, found, lines)))
            ):
                found[n] = "page number"
            elif _STAMP.match(text):
                found[n] = "stamp of a printed page"
            elif _folded(text) in heads and k > 3:
                found[n] = "running head"
    return found


def _values(lines: Sequence[str], chain: AbstractSet[int]) -> list[tuple[int, int]]:
    """Line and number of the folios that are sure, in order."""
    return [(n, int(match["n"])) for n in sorted(chain) if (match := _NUMBER.match(lines[n - 1]))]


def _is_in_order(n: int, number: re.Match[str], values: Sequence[tuple[int, int]]) -> bool:
    """Could this number be the folio of a page between those that are sure? A chapter's counts from one."""
    k = bisect_left(values, (n, 0))
    value = int(number["n"])
    return (k == 0 or value > values[k - 1][1]) and (k == len(values) or value < values[k][1])


def _touches(n: int, feeds: AbstractSet[int], found: dict[int, str], lines: Sequence[str]) -> bool:
    """Does a lone number stand right beside a form feed or a page's other furniture?"""
    above, below = n - 1, n + 1
    while above > 0 and not lines[above - 1].strip():
        above -= 1
    while below <= len(lines) and not lines[below - 1].strip():
        below += 1
    if feeds and not any(line.strip() for line in lines[n:]):  # at the foot of the last page
        return True
    return n in feeds or bool(feeds & set(range(n, below + 1))) or above in found or below in found
