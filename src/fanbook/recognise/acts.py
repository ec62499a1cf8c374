"""Acts and their scenes: "ACT TWO" with "Scene 1. A garden." right under it is one heading.

In: a draft and the headings found in it. Out: the labels that make one of such a pair, so that no act is a
chapter without words. An act whose first scene stands somewhere else keeps its own heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from fanbook.model.draft import Draft, Kind, Label

_ACT = re.compile(
    r"^\W*(?:the\s+)?(?:\w+\s+)?(?:act|acto|acte|akt|aufzug|atto)\b[^:,;]{0,24}$", re.IGNORECASE
)
_SCENE = re.compile(r"^\W*(?:scene|sc\.|escena|scène|szene|auftritt|scena)\b", re.IGNORECASE)


def joined_acts(draft: Draft, found: Mapping[int, Label]) -> dict[int, Label]:
    """Act and scene in one, where nothing stands between them."""
    more: dict[int, Label] = {}
    for i, label in found.items():
        below = found.get(i + 1)
        if below is None or label.kind is not Kind.HEADING or below.kind is not Kind.HEADING:
            continue
        act, scene = draft.units[i].text, draft.units[i + 1].text
        if _ACT.match(act) and _SCENE.match(scene) and draft.units[i + 1].blanks <= draft.layout.norm:
            more[i] = replace(label, value=f"{act.strip(' *_~=#.:')}\t{scene.strip(' *_~=#')}")
            more[i + 1] = replace(below, joined=True, why="the first scene of an act")
    return more
