"""Which fandom a story belongs to that states none: the one whose people it is about.

In: a story with the people that its text names, the cast of its library. Out: the story with the fandom as a guess,
where the evidence is strong: one fandom knows several of its people, and no other knows half as many of them.
"""

from __future__ import annotations

from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.model.metadata import Fact, Origin
from fanbook.model.story import Story
from fanbook.reconcile.cast import Cast, parts_of
from fanbook.reconcile.folders import Known
from fanbook.reconcile.pairings import fandom_of

_LEAST = 3.0  # a full name counts two, half a name one
_RIVAL = 0.5
_FOREMOST = 8  # people that are looked at


def in_world(story: Story, cast: Cast, known: Known) -> Story:
    """The story with the fandom that its people are known in, where it states none and nobody spoke of it."""
    if fandom_of(story) or "fandom" in story.said or len(story.people) < 2:
        return story
    scores = sorted(((_score(story, cast, home), home) for home in cast.people if home), reverse=True)
    if not scores:
        return story
    best, home = scores[0]
    rival = scores[1][0] if len(scores) > 1 else 0.0
    if best < _LEAST or rival > _RIVAL * best or home not in known.fandoms:
        return story
    return _guessed(story, known.fandoms[home], round(min(0.95, 0.5 + 0.05 * (best - rival)), 2))


def _score(story: Story, cast: Cast, home: str) -> float:
    """How much a fandom knows of a story's people; each of its own counts once."""
    met: dict[str, float] = {}
    for name in story.people[:_FOREMOST]:
        if full := cast.known_as(name, home):
            met[full] = max(met.get(full, 0.0), 2.0 if len(parts_of(name)) > 1 else 1.0)
    return sum(met.values())


def _guessed(story: Story, fandom: str, sure: float) -> Story:
    message = f"no fandom is stated; its people are those of {fandom} ({sure:.0%} sure)"
    hint = f'say `fandom = "{fandom}"` in its sidecar if it is right, or `fandom = ""`'
    note = Diagnostic("N025", Severity.NOTE, message, hint=hint, source=story.source.path)
    metadata = story.metadata.having("fandom", Fact(fandom, Origin.INFERRED, sure))
    return replace(story, metadata=metadata, diagnostics=(*story.diagnostics, note))
