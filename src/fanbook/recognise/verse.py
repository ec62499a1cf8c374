"""Verse and lyrics: groups of short lines whose ends are the author's.

The group, not the line, is judged: lines that stand closer together than the file's paragraphs
do, shorter than its prose, and that do not end as sentences or speeches end. Steps of indent,
rhyme and company make up for speech in a ballad; lists, signs and addresses are short lines too,
and are told by what their lines begin and end with.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from fanbook.model.draft import Draft, Kind, Label, Shape
from fanbook.recognise.spaced_verse import spaced_verse

_SPEECH = re.compile(r"^\W{0,2}[\"“«]|[\"”»][.,]?$|^\s*[-–—] ")
_CLOSED = re.compile(r"[.!?…][\"”’'*_/)]*$")
_NOTES = re.compile(r"^[\s*_]*[♪♫♬]|[♪♫♬][\s*_]*$")
_WRAPPED = re.compile(r"^(?P<mark>[*_/])(?P<text>[^*_/]+)(?P=mark)$")
_LISTED = re.compile(r"^\s*(?:[-•+]|\d+[.)])\s")
_COUNTED = re.compile(r"^\W{0,2}\d|\d\W{0,2}$")
_LABELLED = re.compile(r"^\W{0,3}[^\W\d_][\w .’'/()-]{0,24}?[ .]*[:：](?:\s|$)")
_MACHINE = re.compile(
    r"\S(?:\s{3,}|\t)\S|\s[|<>]{1,2}\s|[©]|https?:|\w@\w"
)  # what a page prints, and no poet
_SOURCE = re.compile(r"^[\s(]*(?:[-–—]{1,3}|~)\s?[\"“*_(]?[^\W\d_][^!?]{1,60}$")
# Where it is from, in brackets: "(from an old vase)"
_CREDITED = re.compile(
    r"^[\s*_]*\((?:from|by|after|an? |old|anon|trad)\b[^()]{1,60}\)[\s*_]*$", re.IGNORECASE
)
_RIME = re.compile(r"[aeiouyáéíóúàèùâêîôûäöü]+[^aeiouyáéíóúàèùâêîôûäöü]*e?$")
_SOUNDS = tuple(
    (re.compile(spelt), said)
    for spelt, said in (
        (r"(?:ai|e(?=re)|a(?=re)|ea)(?P<end>r)e?", "E"), (r"(?:ai|a(?=\we)|ei)(?P<end>[^aeiou]+?)e?", "A"), (r"(?:ay|ey|eigh)(?P<end>)", "A"),
        (r"(?:oa|o(?=\we))(?P<end>[^aeiou]+?)e?", "O"), (r"(?:igh|i(?=\we))(?P<end>t|[^aeiough]+?)e?", "I"),
        (r"(?:ee|ea|ie|e(?=\we))(?P<end>[^aeiour]+?)e?", "EE"), (r"(?:ee|ea)(?P<end>)", "EE"), (r"(?:oo|ew|ue|u(?=\we))(?P<end>[^aeiouk]*?)e?", "U"),
    )
)  # fmt: skip
_SONG = re.compile(
    r"\b(?:sang|sung|sing\w*|songs?|poems?|verses?|rhymes?|lyrics|recit\w+|chanson\w*|chant\w+|lied|lieder|sang|gedicht\w*|canci[oó]n\w*|poema|versos?)\b",
    re.IGNORECASE,
)
_LINE, _MOST = 64, 90  # a line of verse is hardly longer than the one, and never than the other


def recognise_verse(draft: Draft) -> Draft:
    """Label verse in the body."""
    if not any(draft.unclaimed(draft.front, draft.back)):
        return draft
    lines = (u.text for _, u in draft.unclaimed(draft.front, draft.back) if len(u.text) <= _MOST)
    repeats = Counter(map(_folded, lines))
    indent = _prose_indent(draft)
    found: dict[int, Label] = {}
    groups = _groups(draft)
    usual = _usual_length(draft, groups)
    for group in groups:
        score, why = _score(draft, group, usual, repeats, indent)
        if score >= 0.5:
            found |= _verse(group, score, why)
    found |= _company(draft, groups, found)
    found |= _choruses(draft, groups, found, indent)
    found |= spaced_verse(draft, found, _verse, _rhymes)
    found |= _refrains(draft, found)
    found |= _sources(draft, found)
    return draft.claim(_stanzas(draft, found))


def _usual_length(draft: Draft, groups: Sequence[list[int]]) -> float:
    """How long the story's paragraphs are, what could be verse aside: speech is short everywhere."""
    close = {i for group in groups if len(group) > 1 for i in group}
    lengths = [(len(unit.text), i) for i, unit in draft.unclaimed(draft.front, draft.back)]
    prose = sorted(length for length, i in lengths if i not in close) or sorted(
        length for length, _ in lengths
    )
    return prose[len(prose) * 3 // 4]


def _verse(group: list[int], score: float, why: str) -> dict[int, Label]:
    return {i: Label(Kind.VERSE, score, why, joined=n > 0) for n, i in enumerate(group)}


def _company(draft: Draft, groups: Sequence[list[int]], found: dict[int, Label]) -> dict[int, Label]:
    """Speech stands in ballads: groups that are shaped as the poem's stanzas are stanzas too."""
    sizes = Counter(len(group) for group in groups if group[0] in found)
    more: dict[int, Label] = {}
    for group in groups:
        texts = [draft.units[i].text for i in group]
        if group[0] in found or len(group) < 2 or max(map(len, texts)) > _LINE or _is_list(texts):
            continue
        between = group[0] - 1 in found and group[-1] + 1 in found and draft.units[group[0]].blanks
        same = (
            len(group) in (_length(found, group[0] - 1, -1), _length(found, group[-1] + 1, 1))
            if between
            else False
        )
        family = (
            len(group) >= 3
            and sizes[len(group)] >= 2
            and draft.layout.norm > 0
            and _capitals(texts) == len(texts)
        )
        if same or family:
            more |= _verse(
                group, 0.7, "a stanza like those beside it" if same else "a stanza like others in the story"
            )
    return more


def _choruses(
    draft: Draft, groups: Sequence[list[int]], found: dict[int, Label], indent: int | None
) -> dict[int, Label]:
    """Lines in capitals that are set in as the story's verse is: a chorus, and no sign on a wall."""
    inset = {draft.units[i].indent for i in found}
    if not inset or indent is None or min(inset) <= indent + 2:
        return {}
    more: dict[int, Label] = {}
    for group in groups:
        texts = [draft.units[i].text for i in group]
        deep = all(draft.units[i].indent >= min(inset) - 4 for i in group)
        if group[0] not in found and len(group) > 1 and deep and all(text.upper() == text for text in texts):
            more |= _verse(group, 0.75, "a chorus in capitals, set in as the verse is")
    return more


def _length(found: dict[int, Label], i: int, step: int) -> int:
    """The lines of the verse group that ends or begins at `i`."""
    n = 1
    while found[i].joined if step < 0 else i + step in found and found[i + step].joined:
        i += step
        n += 1
    return n


def _refrains(draft: Draft, found: dict[int, Label]) -> dict[int, Label]:
    """A line alone that stands in the story's verse as well."""
    lines = {folded for i in found if len((folded := _folded(draft.units[i].text)).split()) > 3}
    return {
        i: Label(Kind.VERSE, 0.75, "a line of the verse that comes back")
        for i, unit in draft.unclaimed(draft.front, draft.back)
        if i not in found
        and len(unit.text) <= 80
        and _folded(unit.text) in lines
        and not _SPEECH.search(unit.text)
    }


def _sources(draft: Draft, found: dict[int, Label]) -> dict[int, Label]:
    """Who wrote the verse above: "-- Anon."; not where dashes begin the speeches."""
    lines = [
        i
        for i, unit in draft.unclaimed(draft.front, draft.back)
        if i not in found
        and len(unit.text) <= 70
        and (_SOURCE.match(unit.text) or _CREDITED.match(unit.text))
    ]
    return {
        i: Label(Kind.VERSE, 0.7, "the source of the verse above it", joined=True)
        for i in lines
        if i - 1 in found and draft.units[i].blanks == 0 and len(draft.units[i].text.split()) <= 9
    }


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _groups(draft: Draft) -> list[list[int]]:
    """Runs of unlabelled one-line units that stand closer together than paragraphs do.

    Where paragraphs have no blank line between them, lines are close that share an indent
    unlike the paragraphs', or that are short.
    """
    groups: list[list[int]] = []
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if unit.end > unit.start or len(unit.text) > _MOST:
            continue
        joins = groups and groups[-1][-1] == i - 1 and unit.blanks == 0 and len(groups[-1]) < 200
        if draft.layout.norm == 0 and len(unit.text) > 64:
            continue
        if joins:
            groups[-1].append(i)
        else:
            groups.append([i])
    groups = [
        group[:-1] if len(group) > 2 and _CREDITED.match(draft.units[group[-1]].text) else group
        for group in groups
    ]
    return groups if draft.layout.norm else [part for group in groups if (part := _trimmed(draft, group))]


def _trimmed(draft: Draft, group: list[int]) -> list[int]:
    """Where nothing parts song and story, without the sentences at a song's edges."""
    ended = [bool(_CLOSED.search(draft.units[i].text) or _SPEECH.search(draft.units[i].text)) for i in group]
    if sum(ended) * 2 >= len(group):
        return group
    first, last = ended.index(False), len(ended) - ended[::-1].index(False)
    # A song that has signs at the ends of its lines may have a full stop as well.
    plain = all(draft.units[i].text[-1:].isalnum() for i in group[first:last])
    inset = len({draft.units[i].indent for i in group}) > 1
    return group[first:last] if plain and not inset else group


def _unquoted(texts: Sequence[str]) -> Sequence[str]:
    """A stanza that somebody says as a whole, or line by line without a sign at any line's end, without its quotes."""
    each = all(text[:1] in '"“' and text[-1:] in '"”' and text[-2:-1].isalnum() for text in texts)
    marks = [n for n, text in enumerate(texts) if '"' in text or "“" in text or "”" in text]
    whole = (
        len(texts) > 1 and marks == [0, len(texts) - 1] and texts[0][:1] in '"“' and texts[-1][-1:] in '"”'
    )
    return [text.strip('"“”') for text in texts] if each or whole else texts


def _score(
    draft: Draft, group: list[int], usual: float, repeats: Counter[str], indent: int | None
) -> tuple[float, str]:
    """How sure it is that the group is verse, and why."""
    texts = _unquoted([draft.units[i].text for i in group])
    n = len(texts)
    if all(_NOTES.search(text) for text in texts):
        return 0.95, "marked with notes"
    longest = max(map(len, texts))
    if n < 2 or longest > 80 or _is_list(texts):
        return 0.0, ""
    closed = sum(bool(_CLOSED.search(text)) for text in texts)
    spoken = sum(bool(_SPEECH.search(text)) for text in texts)
    if _in_italic(texts) and spoken * 3 <= n and (closed < n or n > 3):
        return 0.85, "short lines, each in italic"
    apart = indent is not None and sum(draft.units[i].indent != indent for i in group) * 2 > n
    if n >= 3 and longest <= _LINE and _is_stepped([draft.units[i].indent for i in group]):
        return 0.9, "short lines that step in and out"
    if apart and longest <= 60 and not _is_wrapped_prose(texts):
        deep = indent is not None and draft.units[group[0]].indent >= indent + 4
        if n >= 3 or (deep and _capitals(texts) == n and spoken == 0):
            return 0.85 if n >= 3 else 0.65, "short lines with an indent of their own"
    above = draft.units[group[0] - 1].text if group[0] else ""
    close = draft.layout.norm > 0 and n >= 4 and longest <= _LINE and _capitals(texts) == n
    announced = bool(_SONG.search(above)) and (above.endswith(":") or close)
    return _weighed(
        draft,
        texts,
        spoken=spoken,
        closed=closed,
        usual=usual,
        repeats=repeats,
        apart=apart,
        announced=announced,
    )


def _weighed(
    draft: Draft, texts: Sequence[str], *, spoken: int, closed: int, usual: float,
    repeats: Counter[str], apart: bool, announced: bool,
) -> tuple[float, str]:  # fmt: skip
    """Lines that nothing marks: how they end, whether they rhyme or return, how close they stand."""
    n, rhymes = len(texts), _rhymes(texts)
    narrow = max(map(len, texts)) <= max(usual * 0.8, 48) or draft.layout.shape is Shape.INDENTED
    sung = n >= 4 and ((rhymes * 3 >= n and _capitals(texts) == n) or rhymes * 2 >= n)
    if not narrow or (spoken * 3 > n and not sung):
        return 0.0, ""
    close = draft.layout.norm > 0 or apart
    need = 2 if close else 4
    if n < need:
        return 0.0, ""
    repeated = sum(repeats[_folded(text)] > 1 and len(text.split()) > 2 for text in texts)
    score = 0.35 + 0.35 * (1 - closed / n) + 0.1 * min(n - need, 2) + 0.3 * (repeated / n)
    score -= 0.25 if not close and closed * 3 > n else 0.0
    score += 0.1 if _capitals(texts) == n else 0.0
    score += 0.2 * min(2 * rhymes / n, 1) + (0.4 if announced else 0.0)
    if closed == n and not repeated and not rhymes and not announced:
        return 0.0, ""  # sentences
    return min(score, 0.95), "short lines that stand together"


def _is_list(texts: Sequence[str]) -> bool:
    """Items, labels, numbers, a sign in capitals, names: short lines that are no verse."""
    n = len(texts)
    if any(_LISTED.match(text) or _MACHINE.search(text) for text in texts):
        return True
    if sum(bool(_LABELLED.match(text)) for text in texts) * 3 >= n or _counted(texts) * 3 >= n:
        return True
    if sum(text.upper() == text for text in texts) * 2 >= n:
        return True
    return sum(len(text.split()) for text in texts) < 2.5 * n


def _counted(texts: Sequence[str]) -> int:
    return sum(bool(_COUNTED.search(text)) for text in texts)


def _capitals(texts: Sequence[str]) -> int:
    """Lines that begin with a capital letter, quote marks and stress aside."""
    return sum(text.lstrip("\"“'‘«*_/ ¿¡—-")[:1].isupper() for text in texts)


def _in_italic(texts: Sequence[str]) -> bool:
    return all(_WRAPPED.match(text) for text in texts)


def _is_stepped(indents: Sequence[int]) -> bool:
    """Two columns or three that lines go in and out of, the first of them the outermost."""
    columns = sorted(set(indents))
    turns = sum(a != b for a, b in itertools.pairwise(indents))
    return (
        2 <= len(columns) <= 3 and indents[0] == columns[0] and columns[-1] - columns[0] <= 16 and turns >= 2
    )


def _is_wrapped_prose(texts: Sequence[str]) -> bool:
    """Set-in prose that was broken where the line was full."""
    longest = max(map(len, texts))
    joints = list(itertools.pairwise(texts))
    full = sum(len(above) + 1 + len(below.split(maxsplit=1)[0]) > longest for above, below in joints)
    low = sum(below[:1].islower() for _, below in joints)
    return len(joints) >= 2 and full * 4 >= 3 * len(joints) and low * 3 >= len(joints)


def _rhymes(texts: Sequence[str]) -> int:
    """Lines that rhyme with one of the two lines before them, by their letters."""
    rimes = [_rime(text) for text in texts]
    return sum(
        len(rime) > 1 and any(rime == other and word != again for again, other in rimes[max(n - 2, 0) : n])
        for n, (word, rime) in enumerate(rimes)
    )


def _rime(text: str) -> tuple[str, str]:
    """A line's last word, and its letters from the last vowel on."""
    word = _folded(text[-24:]).rpartition(" ")[2]
    match = _RIME.search(word)
    return word, _sound(match[0]) if match else ""


def _sound(rime: str) -> str:
    """The vowel of a rime by how it is mostly said in English: "home" and "foam", "hair" and "there"."""
    for spelt, said in _SOUNDS:
        if match := spelt.fullmatch(rime):
            return said + (match["end"] or "")
    return rime


def _prose_indent(draft: Draft) -> int | None:
    """The column at which the story's paragraphs begin."""
    usual = Counter(u.indent for u in draft.units[draft.front : draft.back] if len(u.text) > 90)
    return usual.most_common(1)[0][0] if usual else None


def _stanzas(draft: Draft, found: dict[int, Label]) -> dict[int, Label]:
    """Stanzas that follow each other without more than the usual gap are one poem."""
    for i in sorted(found):
        label = found[i]
        if not label.joined and i - 1 in found and draft.units[i].blanks <= max(draft.layout.norm, 1):
            found[i] = Label(Kind.VERSE, label.confidence, label.why, detail="stanza", joined=True)
    return found
