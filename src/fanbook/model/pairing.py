"""Who is paired with whom, as the author wrote it and as it is compared.

A `Pairing` keeps the author's order and her sign: "/" is romantic, "&" is not. Two pairings are
the same when their kind and their members are, in any order; spelling is settled before, by
`fanbook.reconcile`.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

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


class Pairing(Struct, frozen=True):
    """Two or more people; `members` in the author's order and spelling.

    Two are equal whatever their standing is, and however sure we are of them.
    """

    members: tuple[str, ...]
    bond: Bond = Bond.ROMANTIC
    standing: Standing = Standing.PRIMARY
    confidence: float = 1.0

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Pairing):
            return NotImplemented
        return self.members == other.members and self.bond is other.bond

    def __hash__(self) -> int:
        return hash((self.members, self.bond))

    def is_believed(self) -> bool:
        """Is it more likely than not?"""
        return self.confidence >= BELIEVED

    def label(self) -> str:
        """The pairing as the author would write it: "A/B" or "A & B"."""
        return "/".join(self.members) if self.bond is Bond.ROMANTIC else " & ".join(self.members)
