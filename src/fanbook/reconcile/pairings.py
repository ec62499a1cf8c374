"""Pairings as a library compares them: spelling settled by the cast, order put aside."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fanbook.model.pairing import Bond, Pairing, Standing
from fanbook.model.story import Story
from fanbook.reconcile.cast import Cast, fold, fold_fandom


@dataclass(frozen=True, slots=True)
class PairingKey:
    """What two stories must share to stand in one volume. `fandom` is empty where none is stated."""

    members: tuple[str, ...]
    bond: Bond
    fandom: str


def fandom_of(story: Story) -> str:
    """The fandom that keeps a story's people apart from others; a folder's name alone does not."""
    fact = story.metadata.get("fandom")
    return "" if fact is None or fact.is_hint() else fact.value


def home_of(pairing: Pairing, story: Story, cast: Cast) -> str:
    """The story's fandom, folded: the one it states, else the only one that knows all its pair."""
    stated = fold_fandom(fandom_of(story))
    if stated:
        return stated
    beside = len(pairing.members)
    homes = cast.homes(member for name in pairing.members for member in _expanded(name, "", cast, beside))
    return homes[0] if len(homes) == 1 else ""


def settled(pairing: Pairing, story: Story, cast: Cast) -> Pairing:
    """The pairing with full names, in the author's order; a ship name becomes its pair."""
    fandom = home_of(pairing, story, cast)
    members = tuple(
        part for member in pairing.members for part in _expanded(member, fandom, cast, len(pairing.members))
    )
    members = cast.initialled(members, fandom)
    return replace(pairing, members=tuple(cast.name(member, fandom) for member in members))


def _expanded(member: str, fandom: str, cast: Cast, beside: int) -> tuple[str, ...]:
    """A ship name ("Clana") stands for two people where the library's aliases say so, or, standing alone, where
    its people make it and no two others do.
    """
    alias = cast.aliases.get(fold(member), member)
    if "/" in alias:
        return tuple(name.strip() for name in alias.split("/"))
    couples = cast.ship(member, fandom) if beside == 1 else ()
    return couples[0] if len(couples) == 1 else (member,)


def primary_of(story: Story) -> Pairing | None:
    """The story's first romantic pairing that is neither background nor past."""
    return next(
        (p for p in story.pairings if p.bond is Bond.ROMANTIC and p.standing is Standing.PRIMARY), None
    )


def key_of(story: Story, cast: Cast) -> PairingKey | None:
    """The key of a story's primary romantic pairing, or None where it states none."""
    primary = primary_of(story)
    if primary is None:
        return None
    full = settled(primary, story, cast)
    if len(full.members) < 2:
        return None
    members = tuple(sorted(fold(member) for member in full.members))
    return PairingKey(members, full.bond, home_of(primary, story, cast))
