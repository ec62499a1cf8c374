"""Blocks of facts in labels of the author's own: "what's it called - ...", "gist ..... ...", "De » ...".

One line of such a form means nothing. Three or more together at a story's head, each a few words, one sign and
a value, are its facts, whatever the words are; those that say what a known label says are taken for it. A
colon is everybody's sign, so a block with colons needs one label that is known.
"""

from __future__ import annotations

import re

from fanbook.model.draft import Draft
from fanbook.recognise.labels import Labelled, field_of, read_label

_ROW = re.compile(
    r"^[\W_]{0,3}(?P<label>[^\W\d_][\w .’'?/&]{0,28}?)\s*(?P<sign>\.{3,}:?|…+|:|=>?|»|›|>>?|//|\||~|\s[-–—]+(?=\s)|(?<=[A-Z])[-–—]+(?=\s))\s*(?P<value>\S.*)$"
)
# Labels that are set off themselves: "{What happens} He cannot read.", "WORLD    Zenda".
_SET_OFF = (
    ("{", re.compile(r"^[{\[<](?P<label>[^\W\d_][\w .’'?/&]{0,28})[}\]>]\s*[:–—-]?\s*(?P<value>\S.*)$")),
    (" ", re.compile(r"^(?P<label>[A-Z][A-Z ]{1,20}?)\s{2,}(?P<value>\S.*)$")),
)
_LETTER = frozenset({"to", "subject", "re", "cc", "sent", "received"})
_LEAST = 3
_MOST_WORDS = 4  # in a label
# What people call things when they call them something else.
_MEANT = (
    ("title", r"(?:the )?title of (?:the |this )?\w+|(?:what['’]?s it )?called|name|fic|story|se llama|nom"),
    ("author", r"who (?:wrote|did) (?:it|this)|pen ?name|nick|written|me|mine|by|de|from|penned(?: by)?|scribe|perpetrator|autor[ae]?"),
    ("fandom", r"what|where|book|tale|canon|source|world|verse|base|based on|out of|from the|obra(?: original)?|film|series canon"),
    ("pairing", r"who|couples?|whom?(?: with whom)?|with|parejas?|people|pairs?|together|otp|kissing"),
    ("characters", r"gente|starring|featuring|also|in it|who['’]?s in it|personas|cast"),
    ("rating", r"how (?:bad|rude|dirty|old)(?: .*)?|edad|age|suitable for|for whom"),
    ("warnings", r"avisos?|beware|careful|mind the|cuidado|attention"),
    ("summary", r"gist|plot|what happens|story so far|about|de qué va|in short|premise|pitch|de quoi|worum"),
    ("disclaimer", r"legal|claims?|rights|not mine|ownership|descargo|whose"),
    ("genre", r"sort|kind|type|flavou?r|tipo|mood"),
    ("word_count", r"how long|size|largo|longueur"),
    ("beta", r"checked by|looked over by|thanks to|spelling by"),
)  # fmt: skip
_MEANINGS = tuple((field, re.compile(rf"^(?:{words})\??$", re.IGNORECASE)) for field, words in _MEANT)


def family_at(draft: Draft, i: int) -> tuple[Labelled, ...]:
    """The facts of the block that begins at unit `i`, one a unit; none where it is no block of facts."""
    rows: list[Labelled] = []
    sign = ""
    for j in range(i, min(i + 20, draft.back)):
        unit = draft.units[j]
        found = _row(unit.text) if len(unit.text) <= 300 and draft.labels[j] is None else None
        if found is None or (j > i and unit.blanks > 0):
            break
        kind, match = found
        if rows and kind != sign:
            break
        sign = kind
        sure = read_label(unit.text)
        rows.append(
            sure if sure is not None and sure.field
            else Labelled(meant(match["label"]), match["label"].strip(), match["value"].strip())
        )  # fmt: skip
    known = sum(bool(field_of(row.label)) for row in rows)
    told = sum(bool(row.field) for row in rows)
    if len(rows) < _LEAST or told < 2 or (sign == ":" and not known):
        return ()
    if {row.label.casefold() for row in rows} & _LETTER:  # mail that somebody in the story wrote
        return ()
    return _once(rows)


def _row(text: str) -> tuple[str, re.Match[str]] | None:
    """The sign of a labelled row and its parts, or None."""
    for kind, pattern in _SET_OFF:
        if match := pattern.match(text):
            return kind, match
    match = _ROW.match(text)
    if match is None or len(match["label"].split()) > _MOST_WORDS:
        return None
    return match["sign"].strip()[:1], match


def meant(label: str) -> str:
    """The field that a label names, by its own word or by what it means."""
    folded = label.strip().casefold()
    return field_of(folded) or next((field for field, words in _MEANINGS if words.match(folded)), "")


def _once(rows: list[Labelled]) -> tuple[Labelled, ...]:
    """A second title or author is something else."""
    seen: set[str] = set()
    out = []
    for row in rows:
        if row.field == "author" and row.field in seen and row.label.casefold() == "from":
            row = Labelled("fandom", row.label, row.value)  # noqa: PLW2901 - out of which book
        field = row.field if row.field not in seen or row.field not in ("title", "author", "rating") else ""
        seen.add(field)
        out.append(Labelled(field, row.label, row.value))
    return tuple(out)
