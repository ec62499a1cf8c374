"""Doubts that only a library has: a name in a pairing that two of its people share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fanbook.doubt.doubt import Doubt, Topic
from fanbook.model.metadata import Origin
from fanbook.model.story import Story
from fanbook.reconcile import Cast, fandom_of, primary_of


def doubtful_names(story: Story, cast: Cast) -> Iterator[Doubt]:
    """A primary pairing that could be of several people; nothing where a person has spoken of it."""
    fact, primary = story.metadata.get("pairing"), primary_of(story)
    if fact is None or fact.origin is Origin.SIDECAR or primary is None:
        return
    meant = [cast.meant(name, fandom_of(story)) for name in primary.members]
    unclear = [(name, names) for name, names in zip(primary.members, meant, strict=True) if len(names) > 1]
    if not unclear:
        return
    name, names = unclear[0]
    likeliest = replace(primary, members=tuple(names[0] for names in meant)).label()
    why = f"the library knows {' and '.join(names)}; {name} may be any of them"
    yield Doubt(
        Topic.PAIRING, f"Is “{primary.label()}” about {likeliest}?", why, round(1 / len(names), 2),
        field="pairing", value=likeliest, stated=fact.value,
    )  # fmt: skip
