"""Where a story comes from: the address that an archive prints over its downloads.

In: a labelled draft. Out: the fact, from what is no part of the story.
"""

from __future__ import annotations

import re

from fanbook.model.draft import Draft, Kind
from fanbook.model.metadata import Fact, Origin

_ADDRESS = re.compile(r"^<?(?P<address>https?://[\w.-]+/[^\s<>\"]{3,200})>?$", re.IGNORECASE)
_LONGEST = 300  # letters of such a line
_WHENCE = re.compile(
    r"(?:posted originally on the archive of our own|originally (?:posted|published)|downloaded|retrieved|saved) (?:at|on|from):?\s+"
    r"(?P<address>https?://[\w.-]+/[^\s<>\"]{3,200}?)[.,)\]]*$",
    re.IGNORECASE,
)


def address_alone(text: str) -> str:
    """The address that is all of this line, or nothing."""
    match = _ADDRESS.match(text.strip()) if len(text) <= _LONGEST else None
    return match["address"].rstrip(".,") if match else ""


def find_source(draft: Draft) -> dict[str, Fact]:
    """The address in an archive's own line."""
    for unit, label in zip(draft.units, draft.labels, strict=True):
        if label is None or label.kind is not Kind.DEBRIS or len(unit.text) > _LONGEST:
            continue
        if match := _WHENCE.search(unit.text.strip()):
            return {"source_url": Fact(match["address"], Origin.HEADER, 0.9, (unit.start,))}
    return {}
