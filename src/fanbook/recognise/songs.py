"""The song that a songfic's note names, and who sings it.

In: a labelled draft. Out: the facts `song` and `song_artist`, as far as a note says them.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.model.draft import Draft, Kind
from fanbook.model.metadata import Fact, Origin

_TELLING = re.compile(r"\b(?:song|lyrics)", re.IGNORECASE)
# A name's word ends at a full stop, unless that stands for letters left out.
_NAMED = r"(?!I\b)(?![a-zß-öø-ÿ_])\w(?:[\w'’-]|[.!](?=\w))*(?:(?:(?<=\s[A-Z])|(?<=\b(?:Mr|Ms|Dr|St))|(?<=\bMrs))\.)?"
_ARTIST = rf"(?:[Tt]he )?{_NAMED}(?: (?:(?:and|of|the|at|to|feat\.|ft\.|featuring|[&+]|de|la|von|van) ){{0,2}}{_NAMED}){{0,4}}"
_SONG = re.compile(
    r"(?i:song|lyrics|music|songfic|track)\b.{0,80}?[\"“‘'](?P<song>[^\"“”‘’']{2,60})[,.]?[\"”’']"
    rf"(?:.{{0,20}}?\b[Bb]y\s+(?P<artist>{_ARTIST}))?"
    rf"|[\"“](?P<song2>[^\"“”]{{2,60}})[,.]?[\"”],?\s+[Bb]y\s+(?P<artist2>{_ARTIST})",
    re.DOTALL,
)


def find_song(draft: Draft) -> dict[str, Fact]:
    """The song of the first note that names one."""
    for unit, label in zip(draft.units, draft.labels, strict=True):
        if label is None or label.kind is not Kind.NOTE or not _TELLING.search(unit.text):
            continue
        if match := _SONG.search(unit.text):
            fact = Fact(match["song"] or match["song2"], Origin.INFERRED, 0.7, (unit.start,))
            artist = match["artist"] or match["artist2"]
            return {"song": fact} | ({"song_artist": replace(fact, value=artist)} if artist else {})
    return {}
