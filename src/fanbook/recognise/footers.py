"""What a mailing list puts under every post: its sponsor, and how to leave or to reach the list.

In: a draft. Out: the units of the footers, under the last post and under those before it.
"""

from __future__ import annotations

import re

from fanbook.late import Late
from fanbook.model.draft import Draft, Kind, Label

_LONG_RULE = re.compile(r"^[-_=~*+]{12,}>?$")
_SPONSOR = re.compile(
    r"^[-_=~]{4,}\s?(?:yahoo! groups|e-?groups|onelist|topica)[\w ]{0,20}[-_=~]{4,}>?\W*$", re.IGNORECASE
)
_LIST_WORDS = Late(
    r"\b(?:un)?subscribe\b|\bto (?:leave|join|post to|reach) (?:the|this) (?:list|group)\b|\blist (?:rules|owner|archives?)\b|\byahoo! ?groups\b"
    r"|\b(?:rules|home page) of the (?:list|group)\b|\bblank (?:message|e-?mail)\b|\bterms of service\b|\bmessage archives?\b|\bsponsor\b"
    r"|\bfiles transmitted with it\b|\bconfidential and (?:intended|may)\b|\bfree,? (?:web-?based )?e-?mail\b|\bdo you yahoo\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^\W*(?:https?://)?[\w.+-]{2,64}(?:@|\.)[\w.-]{2,64}(?:/\S*)?\W*$")
_ENDED = re.compile(r"[.!?…][\"”’'»*_)]*$")
_MOST_OF_SPONSOR, _MOST_OF_FOOTER = 6, 10  # units


def list_footers(draft: Draft) -> dict[int, Label]:
    """The units of every footer."""
    return _sponsored(draft) | _last(draft)


def _sponsored(draft: Draft) -> dict[int, Label]:
    """A sponsor's words between its two rules, and what the list says below."""
    found: dict[int, Label] = {}
    for i, unit in draft.unclaimed():
        if not _SPONSOR.match(unit.text):
            continue
        near = range(i + 1, min(i + 1 + _MOST_OF_SPONSOR, len(draft.units)))
        foot = next((j for j in near if _LONG_RULE.match(draft.units[j].text)), None)
        if foot is None:
            continue
        end = foot + 1
        while end < min(len(draft.units), foot + _MOST_OF_FOOTER) and _is_of_list(draft.units[end].text):
            end += 1
        found |= {
            j: Label(Kind.DEBRIS, 0.9, "a list's sponsor", joined=j > i)
            for j in range(i, end)
            if draft.labels[j] is None
        }
    return found


def _is_of_list(text: str) -> bool:
    return bool(_LIST_WORDS.search(text) or _ADDRESS.match(text))


def _last(draft: Draft) -> dict[int, Label]:
    """The footer of the last post."""
    count = start = len(draft.units)
    for i in range(count - 1, max(0, count - 24), -1):
        if not _LONG_RULE.match(draft.units[i].text):
            continue
        # A list comes to its business at once; what follows a rule in a story is the story, whatever a site says below.
        below = draft.units[i + 1 : min(start, i + 3)]
        business = next((n for n, unit in enumerate(below) if _is_of_list(unit.text)), len(below))
        told = any(_ENDED.search(unit.text) for unit in below[:business])
        if draft.words(i + 1) > 160 or (below and (business == len(below) or told)):
            break
        start = next((j for j in range(max(0, i - 8), i) if _SPONSOR.match(draft.units[j].text)), i)
    if not any(_LIST_WORDS.search(unit.text) for unit in draft.units[start:]):
        return {}
    return {
        j: Label(Kind.DEBRIS, 0.85, "a list's footer", joined=j > start)
        for j in range(start, count)
        if draft.labels[j] is None
    }
