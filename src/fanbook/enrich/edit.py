"""One change to a text, and how changes reach the text or the runs it is made of.

In: a text, or the consecutive text nodes of a paragraph, and sorted edits that do not overlap. Out:
the text, or as many nodes as came in. Kept apart from the deciding so that every decision is data
that can be counted, shown, and undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct


class Edit(Struct, frozen=True):
    """`text[start:end]` becomes `new`; `kind` is what it is counted under.

    Kinds: quotes, apostrophes, dashes, ellipses, primes, fractions, spaces.
    """

    start: int
    end: int
    new: str
    kind: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made. They must be sorted and must not overlap."""
    pieces: list[str] = []
    done = 0
    for edit in edits:
        pieces += (text[done : edit.start], edit.new)
        done = edit.end
    pieces.append(text[done:])
    return "".join(pieces)


def apply_to_runs(runs: Sequence[str], edits: Iterable[Edit]) -> tuple[str, ...]:
    """The runs with the edits made: as many as came in, some perhaps empty.

    The edits count from the start of the joined runs. One that reaches over several runs is written
    into the run of its first character that is no space, so that a dash keeps its slant.
    """
    shares: list[list[Edit]] = [[] for _ in runs]
    for i, share in _shared(runs, edits):
        shares[i].append(share)
    return tuple(apply(run, own) if own else run for run, own in zip(runs, shares, strict=True))


def _shared(runs: Sequence[str], edits: Iterable[Edit]) -> Iterator[tuple[int, Edit]]:
    """Every edit cut at the borders of the runs: (which run, the edit counted from its start)."""
    i = start = 0
    last = len(runs) - 1
    for edit in edits:
        while i < last and edit.start >= start + len(runs[i]):
            start += len(runs[i])
            i += 1
        if edit.end <= start + len(runs[i]):
            yield i, Edit(edit.start - start, edit.end - start, edit.new, edit.kind)
        else:
            yield from _cut(runs, i, start, edit)


def _cut(runs: Sequence[str], i: int, start: int, edit: Edit) -> Iterator[tuple[int, Edit]]:
    parts: list[tuple[int, int, int]] = []
    while i < len(runs) and start < edit.end:
        low, high = max(edit.start - start, 0), min(edit.end - start, len(runs[i]))
        if low < high:
            parts.append((i, low, high))
        start += len(runs[i])
        i += 1
    home = next((j for j, low, high in parts if not runs[j][low:high].isspace()), parts[0][0])
    for j, low, high in parts:
        yield j, Edit(low, high, edit.new if j == home else "", edit.kind)
