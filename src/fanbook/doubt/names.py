"""Doubts that only a library has: a name in a pairing that two of its people share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fanbook.doubt.doubt import Doubt, Topic
from fanbook.model.metadata import Origin
from fanbook.model.story import Story
from fanbook.reconcile import Cast, couples_meant, fandom_of, primary_of

_MOST = 3  # couples that are named


def doubtful_names(story: Story, cast: Cast) -> Iterator[Doubt]:
    """A primary pairing that could be of several people; nothing where a person has spoken of it."""
    fact, primary = story.metadata.get("pairing"), primary_of(story)
    if fact is None or fact.origin is Origin.SIDECAR or primary is None:
        return
    if len(primary.members) == 1:
        couples = couples_meant(primary, story, cast)
        if len(couples) != 1:
            yield _ship(primary.members[0], couples, fact.value)
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


def _ship(word: str, couples: Sequence[tuple[str, ...]], stated: str) -> Doubt:
    """A ship name that nobody known makes, or several couples do."""
    if not couples:
        why = f"nobody is known of whose names “{word}” could be made"
        return Doubt(Topic.PAIRING, "Who is paired with whom?", why, 0.0, field="pairing", stated=stated)
    labels = ["/".join(couple) for couple in couples]
    why = f"“{word}” could be made of {' or of '.join(labels[:_MOST])}"
    return Doubt(
        Topic.PAIRING, f"Is “{word}” about {labels[0]}?", why, round(1 / len(labels), 2),
        field="pairing", value=labels[0], stated=stated,
    )  # fmt: skip
