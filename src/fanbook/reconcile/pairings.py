"""Pairings as a library compares them: spelling settled by the cast, order put aside."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from fanbook.model.pairing import Bond, Pairing, Standing
from fanbook.model.story import Story
from fanbook.reconcile.cast import Cast, fold, fold_fandom
from fanbook.reconcile.shipnames import couples_of, is_ship_name


class PairingKey(Struct, frozen=True):
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
    couples = couples_meant(pairing, story, cast)
    members = couples[0] if len(couples) == 1 else pairing.members
    homes = cast.homes(member for name in members for member in _aliased(name, cast))
    return homes[0] if len(homes) == 1 else ""


def settled(pairing: Pairing, story: Story, cast: Cast) -> Pairing:
    """The pairing with full names, in the author's order; a ship name becomes its pair."""
    fandom = home_of(pairing, story, cast)
    couples = couples_meant(pairing, story, cast)
    if len(couples) == 1:
        members = couples[0]
    else:
        members = tuple(part for member in pairing.members for part in _aliased(member, cast))
    members = cast.initialled(members, fandom)
    return replace(pairing, members=tuple(cast.name(member, fandom) for member in members))


def couples_meant(pairing: Pairing, story: Story, cast: Cast) -> tuple[tuple[str, ...], ...]:
    """Every couple that a ship name standing alone may mean: of the library's people, else of the story's own."""
    if len(pairing.members) != 1:
        return ()
    (word,) = pairing.members
    known = cast.ship(word, fandom_of(story))
    return known or (tuple(couples_of(word, story.people)) if is_ship_name(word) else ())


def _aliased(member: str, cast: Cast) -> tuple[str, ...]:
    """Two people where the library's aliases say that a name is theirs ("Clana")."""
    alias = cast.aliases.get(fold(member), member)
    return tuple(name.strip() for name in alias.split("/")) if "/" in alias else (member,)


def primary_of(story: Story) -> Pairing | None:
    """The story's first romantic pairing that is neither background nor past, and more likely than not."""
    romantic = (p for p in story.pairings if p.bond is Bond.ROMANTIC and p.standing is Standing.PRIMARY)
    return next((p for p in romantic if p.is_believed()), None)


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
