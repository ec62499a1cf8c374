"""Who posted, as a site says it beside its own words: Reddit's "u/name", a journal's "You are viewing ...".

In: a draft with furniture labelled. Out: the poster's name as a fact; or, for lines that are nothing but the
site's, the name alone.
"""

from __future__ import annotations

import re

from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.factlines import read_post_title
from fanbook.recognise.header_walk import facts_label
from fanbook.recognise.labels import Labelled

_REDDIT = re.compile(r"^(?:posted by )?u/(?P<name>[\w-]{3,30})$", re.IGNORECASE)
_JOURNAL = (
    re.compile(r"^you are viewing (?P<name>[\w-]{2,30})['’]s (?:live)?journal\b", re.IGNORECASE),
    re.compile(
        r"^(?:\[info\])?(?P<name>[\w-]{2,30}) (?:\([^()]{1,60}\) )?wrote in (?:\[info\])?[\w-]{2,40}[,:]?(?:\s*@.{0,40})?$",
        re.IGNORECASE,
    ),
)
_STARTER = re.compile(r"^thread ?starter:?\s+(?P<name>@?[\w.'-]{2,40})$", re.IGNORECASE)
_SUBJECT = re.compile(r"^(?P<title>[^\[\]()]{2,100}?)\s*(?:[\[(](?P<fandom>[^\[\]()]{2,60})[\])])?$")
_BLOG = re.compile(r"^@?[a-z0-9]+(?:-[a-z0-9]+)+$")
_ASKED = re.compile(
    r"^@?(?:anonymous|anon|[\w-]{3,30}) (?:asked|whispered|prompted|requested)\b", re.IGNORECASE
)
_HEAD = 12  # units: a site says it above the story


def recognise_poster(draft: Draft) -> Draft:
    """Label a poster's name that stands on a line of its own beside the site's."""
    if len(draft.units) > 2 and _BLOG.match(draft.units[0].text) and _ASKED.match(draft.units[1].text):
        return draft.claim(
            {0: Label(Kind.METADATA, 0.7, "whose blog it is", field="author", value=draft.units[0].text)}
        )
    for i, unit in enumerate(draft.units[:_HEAD]):
        if (starter := _STARTER.match(unit.text)) and i and draft.labels[i] is None:
            return draft.claim(_started(draft, i, starter["name"]))
        match = _REDDIT.match(unit.text)
        beside = Kind.DEBRIS in (draft.kind(i - 1), draft.kind(i + 1))
        if match and beside and draft.labels[i] is None:
            label = Label(
                Kind.METADATA, 0.8, "who posted it", field="author", value=match["name"], detail="u/"
            )
            return draft.claim({i: label})
    return draft


def _started(draft: Draft, i: int, name: str) -> dict[int, Label]:
    """A forum's head: the thread's subject, and right below it who started the thread."""
    found = {
        i: Label(Kind.METADATA, 0.8, "who started the thread", field="author", value=name, detail="starter")
    }
    subject = draft.units[i - 1].text
    if draft.labels[i - 1] is None and (match := _SUBJECT.match(subject)):
        facts = read_post_title(subject) or tuple(
            Labelled(field, "", value) for field, value in match.groupdict().items() if value
        )
        found[i - 1] = facts_label(facts, Kind.TITLE, "the thread's subject")
    return found


def find_poster(draft: Draft) -> tuple[str, int]:
    """Who posted it, as a journal says it among its own words, and the line; nobody: an empty name."""
    for unit, label in zip(draft.units[:_HEAD], draft.labels[:_HEAD], strict=True):
        if label is not None and label.kind is Kind.DEBRIS:
            match = next((m for pattern in _JOURNAL if (m := pattern.match(unit.text))), None)
            if match:
                return match["name"], unit.start
    return "", 0
