"""Stage directions: what stands between, before and after the speeches of scenes that are plays.

In: a draft, the labels of a script's lines, and who speaks. Out: labels for the rest of every scene that is
mainly script. A scene is what stands between two headings. Songs are left to be verse; a paragraph in which
somebody is quoted is a story's, as is one before the first speech that names nobody of the play, unless an
act or a scene was announced.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from fanbook.late import Late
from fanbook.model.blocks import ScriptRole
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.notes import note_text
from fanbook.recognise.talk import addresses_reader

_QUOTED = Late(r"[\"“«][^\"“”»]{2,}[,.!?…—-][\"”»]")
_STAGED = re.compile(r"^\W*(?:act|scene|sc\.|acto|escena|acte|scène|akt|szene|aufzug|auftritt|tableau)\b", re.IGNORECASE)  # fmt: skip
_GAP = 8  # paragraphs between two speeches that may all be directions
_EDGE = 5  # those before the first one, or after the last
_SUNG = 70  # letters in a line of a song
_FULL = 50  # letters in a line that may have been broken because it was full


def direction(text: str, sure: float, why: str = "between the lines of a script") -> Label:
    """The label of a stage direction."""
    return Label(Kind.SCRIPT, sure, why, value=text, detail=f"{ScriptRole.DIRECTION}\t")


def is_quoting(text: str) -> bool:
    """Does somebody speak in quotes, as in a story?"""
    return text[:1] in '"“«' or bool(_QUOTED.search(text[:2000]))


def fill_scenes(
    draft: Draft, found: Mapping[int, Label], speakers: frozenset[str], *, reach: int
) -> dict[int, Label]:
    """Directions in scenes that are mainly script.

    `speakers` are the names as they stand; `reach` is how many paragraphs after a scene's last line are
    taken to belong to it.
    """
    names = _names_in_capitals(speakers)
    more: dict[int, Label] = {}
    for start, end in _scenes(draft):
        open_units = [i for i in range(start, end) if draft.labels[i] is None]
        sung = _songs(draft, [i for i in open_units if i not in found])
        lines = [i for i in open_units if i in found]
        spoken = len(open_units) - len(sung)
        if len(lines) < 2 or len(lines) * 5 < spoken * 3 - (5 if _is_staged(draft, start) else 0):
            continue
        rest = [i for i in open_units if i not in found and i not in sung]
        more |= _directions(draft, lines, rest, names, _is_staged(draft, start), reach)
    return more


def _scenes(draft: Draft) -> Iterator[tuple[int, int]]:
    cuts = [i for i in range(draft.front, draft.back) if draft.kind(i) is Kind.HEADING]
    edges = [draft.front, *cuts, draft.back]
    yield from pairwise(edges)


def _is_staged(draft: Draft, start: int) -> bool:
    """Does the heading at a scene's start announce an act or a scene?"""
    return draft.kind(start) is Kind.HEADING and bool(_STAGED.match(draft.units[start].text))


def _names_in_capitals(speakers: frozenset[str]) -> re.Pattern[str]:
    names = sorted({name.partition(",")[0].strip(" *_.") for name in speakers if name.isupper()})
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names if len(name) > 2) or "(?!)")


def _directions(  # noqa: PLR0917 - a scene as it has been found
    draft: Draft, lines: Sequence[int], rest: Sequence[int], names: re.Pattern[str], staged: bool, reach: int
) -> dict[int, Label]:
    found: dict[int, Label] = {}
    first, last = lines[0], lines[-1]
    whole = first == min((*rest, first))
    for i in rest:
        text = draft.units[i].text
        if is_quoting(text) or note_text(text) is not None:
            continue
        named = len(text) <= 600 and bool(names.search(text))
        if first < i < last:
            is_one = whole or staged or reach > 0 or named  # lines that say where it plays announce it too
            sure = 0.7
        elif i < first:
            is_one = first - i <= _EDGE and (staged or named) and addresses_reader(text) < 0.2
            is_one = is_one and not text.isupper()  # a title may name somebody too
            sure = 0.6
        else:
            ended = any(draft.kind(k) is Kind.END_MARK for k in range(last, i))
            near = i - last <= (_EDGE if staged or named else reach)
            is_one = near and not ended and addresses_reader(text) < 0.2
            sure = 0.6
        if is_one:
            found[i] = direction(text, sure, "in a scene that is a script")
    return {i: label for i, label in found.items() if _is_near(i, lines)}


def _is_near(i: int, lines: Sequence[int]) -> bool:
    """Does a line of the script stand near? `lines` are in order."""
    k = bisect_left(lines, i)
    return any(abs(i - line) <= _GAP for line in lines[max(0, k - 1) : k + 1])


def goes_on(above: str, text: str) -> bool:
    """Was the line above broken only because it was full?"""
    return text[:1].islower() or (len(above) >= _FULL and above[-1:] not in '.!?:…"”')


def _is_wrapped(draft: Draft, run: Sequence[int]) -> bool:
    """Are they the lines of a paragraph that was wrapped by hand?"""
    texts = [draft.units[i].text for i in run]
    return sum(goes_on(above, text) for above, text in pairwise(texts)) * 2 > len(texts) - 1


def _songs(draft: Draft, units: Sequence[int]) -> frozenset[int]:
    """Short lines without gaps between them, set in or where paragraphs have gaps."""
    songs: set[int] = set()
    run: list[int] = []
    for i in (*units, -1):
        short = i >= 0 and len(draft.units[i].text) <= _SUNG
        if run and short and i == run[-1] + 1 and draft.units[i].blanks == 0:
            run.append(i)
            continue
        inset = bool(run) and all(draft.units[j].indent > 2 for j in run)
        if len(run) > 2 and (inset or draft.layout.norm > 0) and not _is_wrapped(draft, run):
            songs |= set(run)
        run = [i] if short else []
    return frozenset(songs)
