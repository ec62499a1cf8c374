"""Who posted, as a site says it beside its own words: Reddit's "u/name", a journal's "You are viewing ...".

In: a draft with furniture labelled. Out: the poster's name as a fact; or, for lines that are nothing but the
site's, the name alone.
"""

from __future__ import annotations

import re

from fanbook.model.draft import Draft, Kind, Label

_REDDIT = re.compile(r"^(?:posted by )?u/(?P<name>[\w-]{3,30})$", re.IGNORECASE)
_JOURNAL = re.compile(r"^you are viewing (?P<name>[\w-]{2,30})['’]s (?:live)?journal\b", re.IGNORECASE)
_HEAD = 12  # units: a site says it above the story


def recognise_poster(draft: Draft) -> Draft:
    """Label a poster's name that stands on a line of its own beside the site's."""
    for i, unit in enumerate(draft.units[:_HEAD]):
        match = _REDDIT.match(unit.text)
        beside = Kind.DEBRIS in (draft.kind(i - 1), draft.kind(i + 1))
        if match and beside and draft.labels[i] is None:
            label = Label(
                Kind.METADATA, 0.8, "who posted it", field="author", value=match["name"], detail="u/"
            )
            return draft.claim({i: label})
    return draft


def journals_owner(draft: Draft, end: int) -> str:
    """Whose journal the units before `end` say that this is, or nothing."""
    matches = (_JOURNAL.match(unit.text) for unit in draft.units[: min(end, _HEAD)])
    return next((match["name"] for match in matches if match), "")
