"""Marks and notes that lead to each other by ids, made into footnotes.

In: a story's rows. Out: the same with each paragraph or list item that a short mark leads to as a `Footnote`.
Other links inside a page lead nowhere in a book; `recognise.footnotes` leaves them as words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fanbook.model.blocks import Footnote, ItemList, Paragraph, SceneBreak
from fanbook.model.inlines import FootnoteRef, Image, LineBreak, Text
from fanbook.model.walk import Inlines, cut, map_inlines, plain, runs_of
from fanbook.read.rows import Row

_LONGEST = 8  # letters in a mark: "[12]", "***", "xviii"
_BACK = "↑↩^⏎⤴︎ "


def with_footnotes(rows: Sequence[Row], prefix: str) -> list[Row]:
    """The rows with footnotes. `prefix` makes their keys the story's own."""
    if not any(True for row in rows for run in runs_of(row.block) for _ in _refs(run)):
        return list(rows)
    marks = _marks(rows)
    keys: dict[str, str] = {}
    out: list[Row] = []
    for n, row in enumerate(rows):
        out += _noted(n, row, marks, keys, prefix)
    kept = [row for n, row in enumerate(out) if not _parts_notes(n, out)]
    return [replace(row, block=map_inlines(row.block, lambda run: _keyed(run, keys))) for row in kept]


def _parts_notes(n: int, rows: Sequence[Row]) -> bool:
    """Is this the rule between a chapter's text and the notes at its foot?"""
    if not isinstance(rows[n].block, SceneBreak):
        return False
    after = next(
        (at for at in range(n + 1, len(rows)) if not isinstance(rows[at].block, Footnote)), len(rows)
    )
    return after > n + 1 and (after == len(rows) or rows[after].level > 0)


def _marks(rows: Sequence[Row]) -> dict[str, tuple[int, str]]:
    """For each id that a short mark leads to, the mark's row and its words."""
    found: dict[str, tuple[int, str]] = {}
    for n, row in enumerate(rows):
        for run in runs_of(row.block):
            for mark in _refs(run):
                words = plain(mark.children).strip()
                if 0 < len(words) <= _LONGEST:
                    found.setdefault(mark.key, (n, words))
    return found


def _refs(inlines: Inlines) -> Iterator[FootnoteRef]:
    for inline in inlines:
        if isinstance(inline, FootnoteRef):
            yield inline
        elif not isinstance(inline, Text | LineBreak | Image):
            yield from _refs(inline.children)


def _noted(
    n: int, row: Row, marks: dict[str, tuple[int, str]], keys: dict[str, str], prefix: str
) -> Iterator[Row]:
    """The row, as a footnote or several if marks above lead to it."""
    if (
        isinstance(row.block, ItemList)
        and row.item_ids
        and all(_led_to(n, ids, marks) for ids in row.item_ids)
    ):
        for ids, item in zip(row.item_ids, row.block.items, strict=True):
            name = _led_to(n, ids, marks)
            keys[name] = f"{prefix}-{len(keys) + 1}"
            runs = tuple(_ended(_unled(run)) for block in item for run in runs_of(block))
            yield Row(Footnote(keys[name], marks[name][1].strip("[]()"), runs), page=row.page)
        return
    name = _led_to(n, row.ids, marks)
    if name and isinstance(row.block, Paragraph):
        keys[name] = f"{prefix}-{len(keys) + 1}"
        yield replace(row, block=_footnote(row.block.inlines, keys[name], marks[name][1]))
        return
    yield row


def _ended(inlines: Inlines) -> Inlines:
    """Without the space that stood before an arrow."""
    words = plain(inlines)
    return cut(inlines, 0, len(words.rstrip())) if words[-1:].isspace() else inlines


def _led_to(n: int, ids: frozenset[str], marks: dict[str, tuple[int, str]]) -> str:
    return next((name for name in sorted(ids) if name in marks and marks[name][0] < n), "")


def _footnote(inlines: Inlines, key: str, mark: str) -> Footnote:
    """The note; the mark at its head is its label and is not said twice."""
    inlines = _unled(inlines)
    words = plain(inlines)
    bare = mark.strip("[]().: ")
    head = words.lstrip("[( ")
    if bare and head.startswith(bare):
        rest = head[len(bare) :].lstrip("])}.: \u00a0")
        inlines = cut(inlines, len(words) - len(rest), len(words))
    else:
        bare = ""
    return Footnote(key, bare or mark, (inlines,))


def _unled(inlines: Inlines) -> Inlines:
    """A note without the arrow that leads back to its mark, and with other marks as words."""
    out: list[Inlines] = []
    for inline in inlines:
        if isinstance(inline, FootnoteRef):
            if plain(inline.children).strip(_BACK):
                out.append(_unled(inline.children))
        elif isinstance(inline, Text | LineBreak | Image):
            out.append((inline,))
        else:
            out.append((replace(inline, children=_unled(inline.children)),))
    return tuple(inline for part in out for inline in part)


def _keyed(inlines: Inlines, keys: dict[str, str]) -> Inlines:
    """Marks with the keys of their notes; a mark without a note is words."""
    out: list[Inlines] = []
    for inline in inlines:
        if isinstance(inline, FootnoteRef):
            inner = _keyed(inline.children, keys)
            known = keys.get(inline.key)
            out.append((FootnoteRef(inner, known),) if known else inner)
        elif isinstance(inline, Text | LineBreak | Image):
            out.append((inline,))
        else:
            out.append((replace(inline, children=_keyed(inline.children, keys)),))
    return tuple(inline for part in out for inline in part)
