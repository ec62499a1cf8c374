"""Scene breaks: by a mark, and by a run of blank lines beyond the file's own habit.

A mark is a line of ornaments (`* * *`, `~*~`, `---`, `⁂`) or of the letters that serve as such
(`oOo`, `xXx`). A line of dots alone is speech falling silent, not a mark.
"""

from __future__ import annotations

import re

from fanbook.model.draft import BODY_KINDS, Draft, Kind, Label

_ORNAMENT = re.compile(r"^[\s*~=_#+•·⁂✦✧★☆♡♥❤♦◇◆○●§¤†‡^<>|/\\@%&:-–—――─━═⸻-]+$")
_LETTERS = re.compile(
    r"^[\W_]*(?:(?:[oO0]{1,4}[\W_]*){2,}|(?:[xX]{1,3}[\W_]*){2,}|[oO0][xX][oO0]|(?:[oO0xX][\W_]+){2,}[oO0xX]?)[\W_]*$"
)
_MIXED_CASE = re.compile(
    r"o[O0]+o|O[o0]+O|x[X]+x|X[x]+X|[oOxX0][\W_]+[oOxX0]|^[xX]{3,}$|0[oO]0|o0o|O0O|x[oO0]x|[xX]{2,}|oooo+"
)
_DASHES = "-–—―─━═⸻"


def is_mark(text: str) -> bool:
    """Is this line a scene break mark and nothing else?"""
    text = text.strip()
    if not text or len(text) > 120:
        return False
    if any(char.isalnum() for char in text):
        return bool(_LETTERS.match(text) and _MIXED_CASE.search(text))
    bare = re.sub(r"\s", "", text)
    if set(bare) <= set(".…,!?'\"“”‘’()[]"):
        return False
    if set(bare) <= set("-–—"):
        return len(bare) >= 2 or bare in "—―"
    if bare in (">", "<", "|", "/", "\\", "&", "%", "@", ":", "^"):
        return False
    return bool(_ORNAMENT.match(text)) or len(bare) <= 12


def recognise_breaks(draft: Draft) -> Draft:
    """Label the marks in the body. Blank runs leave no line to label: see `blank_breaks`."""
    found = {}
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if is_mark(unit.text):
            found[i] = Label(Kind.SCENE_BREAK, 0.97, "a line of ornaments", detail=unit.text)
    return draft.claim(found)


def blank_breaks(draft: Draft) -> frozenset[int]:
    """Units of the body that begin a scene because the blank run before them is out of the ordinary.

    Out of the ordinary is two lines more than the file's habit (one more where the habit is no
    blank line), and rare: a file full of long gaps has ragged gaps and no scenes. A gap beside
    a heading, a mark, a note or a verse only sets that off.
    """
    norm = draft.layout.norm
    least = 1 if norm == 0 else norm + 2
    gaps = [i for i in range(draft.front + 1, draft.back) if draft.units[i].blanks >= least]
    if len(gaps) > max(2, (draft.back - draft.front) * 0.15):
        return frozenset()
    return frozenset(i for i in gaps if _parts_story(draft, i))


def _parts_story(draft: Draft, i: int) -> bool:
    before, after = draft.kind(i - 1), draft.kind(i)
    if before is Kind.VERSE and after is Kind.VERSE and draft.units[i].blanks < draft.layout.norm + 3:
        return False  # a wide gap between stanzas
    return before in BODY_KINDS and after in (BODY_KINDS | {Kind.DATELINE, Kind.POV})
