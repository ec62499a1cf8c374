"""A title page set in two columns, whose lines a copy has run together.

In: a draft with furniture labelled. Out: the same with its first lines, where each holds two pieces with a
wide gap between them, labelled as title and facts. One column holds the title over a byline; what stands in
the other is facts, or words beside them.
"""

from __future__ import annotations

import re

from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.factlines import read_byline, read_facts_on
from fanbook.recognise.header_walk import facts_label
from fanbook.recognise.labels import Labelled

_GAP = re.compile(r"\s{5,}|\t+")
_MOST = 8  # rows
_LONG = 70  # letters in a piece

Row = tuple[str, str]


def recognise_columns(draft: Draft) -> Draft:
    """Label the rows of a title page in two columns."""
    first = next((i for i, label in enumerate(draft.labels) if label is None), 0)
    rows = _rows(draft, first)
    main = next((side for side in (0, 1) if any(read_byline(row[side]) for row in rows)), None)
    if len(rows) < 2 or main is None:
        return draft
    at = next(n for n, row in enumerate(rows) if read_byline(row[main]))
    # A byline on the first line stands beside the title, not under it.
    title = " ".join(row[main] for row in rows[:at]) if at else rows[0][1 - main]
    found: dict[int, Label] = {}
    for n, row in enumerate(rows):
        facts = [Labelled("title", "", title.strip('*_"“” '))] if n == 0 else []
        if n == at:
            facts.append(Labelled("author", "by", read_byline(row[main])))
        elif n > at:
            facts += _facts(row[main])
        if n or at:
            facts += _facts(row[1 - main])
        found[first + n] = _label(facts, Kind.TITLE if n < max(at, 1) else Kind.METADATA)
    return draft.claim(found)


def _label(facts: list[Labelled], kind: Kind) -> Label:
    why = "a title page in two columns"
    return facts_label(facts, kind, why) if facts else Label(Kind.TITLE, 0.8, why, field="title", joined=True)


def _rows(draft: Draft, first: int) -> list[Row]:
    rows: list[Row] = []
    for i in range(first, min(first + _MOST, len(draft.units))):
        unit = draft.units[i]
        pieces = [piece.strip() for piece in _GAP.split(unit.text)]
        if draft.labels[i] is not None or (rows and unit.blanks) or len(pieces) > 2:
            break
        if len(pieces) == 1 and not (rows and unit.end == unit.start and len(unit.text) <= _LONG):
            break
        rows.append((pieces[0], pieces[1] if len(pieces) > 1 else ""))
        if max(map(len, pieces)) > _LONG:
            return []
    return rows if sum(bool(right) for _, right in rows) > 1 else []


def _facts(text: str) -> list[Labelled]:
    if not text:
        return []
    return list(read_facts_on(text)) or [Labelled("other", "", text)]
