"""Verse and lyrics: groups of short lines whose ends are the author's.

The group, not the line, is judged: lines that stand closer together than the file's paragraphs
do, shorter than its prose, and that do not end as sentences or speeches end.
"""

from __future__ import annotations

import re
from collections import Counter

from fanbook.model.draft import Draft, Kind, Label, Shape

_SPEECH = re.compile(r"^\W{0,2}[\"“«]|[\"”»][.,]?$|^\s*[-–—] ")
_CLOSED = re.compile(r"[.!?…][\"”’'*_)]*$")
_NOTES = re.compile(r"^[\s*_]*[♪♫♬]|[♪♫♬][\s*_]*$")
_WRAPPED = re.compile(r"^(?P<mark>[*_/])(?P<text>[^*_/]+)(?P=mark)$")
_LISTED = re.compile(r"^\s*(?:[-•+]|\d+[.)])\s")


def recognise_verse(draft: Draft) -> Draft:
    """Label verse in the body."""
    prose = sorted(len(u.text) for i, u in draft.unclaimed(draft.front, draft.back))
    if not prose:
        return draft
    usual = prose[len(prose) * 3 // 4]  # dialogue is short everywhere; paragraphs of narration are not
    repeats = Counter(_folded(u.text) for _, u in draft.unclaimed(draft.front, draft.back))
    found: dict[int, Label] = {}
    groups = _groups(draft)
    for group in groups:
        score, why = _score(draft, group, usual, repeats)
        if score >= 0.5:
            found |= _verse(group, score, why)
    for group in groups:
        if group[0] not in found and _is_stanza_between(draft, group, found):
            found |= _verse(group, 0.7, "a stanza like those beside it")
    return draft.claim(_stanzas(draft, found))


def _verse(group: list[int], score: float, why: str) -> dict[int, Label]:
    return {i: Label(Kind.VERSE, score, why, joined=n > 0) for n, i in enumerate(group)}


def _is_stanza_between(draft: Draft, group: list[int], found: dict[int, Label]) -> bool:
    """Speech stands in ballads: a group between two stanzas, as long as one of them, is a third."""
    before, after = group[0] - 1, group[-1] + 1
    if before not in found or after not in found or len(group) < 2 or not draft.units[group[0]].blanks:
        return False
    same = len(group) in (_length(found, before, -1), _length(found, after, 1))
    return same and max(len(draft.units[i].text) for i in group) <= 64


def _length(found: dict[int, Label], i: int, step: int) -> int:
    """The lines of the verse group that ends or begins at `i`."""
    n = 1
    while found[i].joined if step < 0 else i + step in found and found[i + step].joined:
        i += step
        n += 1
    return n


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _groups(draft: Draft) -> list[list[int]]:
    """Runs of unlabelled one-line units that stand closer together than paragraphs do.

    Where paragraphs have no blank line between them, lines are close that share an indent
    unlike the paragraphs', or that are short.
    """
    groups: list[list[int]] = []
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if unit.end > unit.start or len(unit.text) > 90:
            continue
        joins = groups and groups[-1][-1] == i - 1 and unit.blanks == 0 and len(groups[-1]) < 200
        if draft.layout.norm == 0 and len(unit.text) > 64:
            continue
        if joins:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _score(draft: Draft, group: list[int], usual: float, repeats: Counter[str]) -> tuple[float, str]:
    texts = [draft.units[i].text for i in group]
    n = len(texts)
    if all(_NOTES.search(text) for text in texts):
        return 0.95, "marked with notes"
    repeated = sum(repeats[_folded(text)] > 1 and len(text.split()) > 2 for text in texts)
    spoken = sum(bool(_SPEECH.search(text)) for text in texts)
    closed = sum(bool(_CLOSED.search(text)) for text in texts)
    longest = max(map(len, texts))
    if n < 2 or longest > 80 or any(_LISTED.match(text) for text in texts):
        return 0.0, ""
    if all(_WRAPPED.match(text) for text in texts) and spoken * 3 <= n:
        return 0.85, "short lines, each in italic"
    apart = _indent_differs(draft, group)
    if apart and n >= 3 and longest <= 60:
        return 0.85, "short lines with an indent of their own"
    if spoken * 3 > n or (longest > max(usual * 0.8, 48) and draft.layout.shape is not Shape.INDENTED):
        return 0.0, ""
    close = draft.layout.norm > 0 or apart
    need = 2 if close else 4
    if n < need:
        return 0.0, ""
    score = 0.35 + 0.35 * (1 - closed / n) + 0.1 * min(n - need, 2) + 0.3 * (repeated / n)
    score -= 0.25 if not close and closed * 3 > n else 0.0
    score += 0.1 if sum(text[:1].isupper() for text in texts) == n else 0.0
    return min(score, 0.95), "short lines that stand together"


def _indent_differs(draft: Draft, group: list[int]) -> bool:
    usual = Counter(u.indent for u in draft.units[draft.front : draft.back] if len(u.text) > 90)
    if not usual:
        return False
    common = usual.most_common(1)[0][0]
    return sum(draft.units[i].indent != common for i in group) * 2 > len(group)


def _stanzas(draft: Draft, found: dict[int, Label]) -> dict[int, Label]:
    """Stanzas that follow each other without more than the usual gap are one poem."""
    for i in sorted(found):
        label = found[i]
        if not label.joined and i - 1 in found and draft.units[i].blanks <= max(draft.layout.norm, 1):
            found[i] = Label(Kind.VERSE, label.confidence, label.why, detail="stanza", joined=True)
    return found
