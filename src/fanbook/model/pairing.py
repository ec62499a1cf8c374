"""Who is paired with whom, as the author wrote it and as it is compared.

A `Pairing` keeps the author's order and her sign: "/" is romantic, "&" is not. Two pairings are
the same when their kind and their members are, in any order; spelling is settled before, by
`fanbook.reconcile`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

BELIEVED = 0.5  # a pairing that is less sure is named, and nothing is done by it


class Bond(StrEnum):
    """What a pairing's sign says."""

    ROMANTIC = "/"
    PLATONIC = "&"


class Standing(StrEnum):
    """How a pairing stands in its story."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    BACKGROUND = "background"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Pairing:
    """Two or more people; `members` in the author's order and spelling."""

    members: tuple[str, ...]
    bond: Bond = Bond.ROMANTIC
    standing: Standing = field(default=Standing.PRIMARY, compare=False)
    confidence: float = field(default=1.0, compare=False)

    def is_believed(self) -> bool:
        """Is it more likely than not?"""
        return self.confidence >= BELIEVED

    def label(self) -> str:
        """The pairing as the author would write it: "A/B" or "A & B"."""
        return "/".join(self.members) if self.bond is Bond.ROMANTIC else " & ".join(self.members)
