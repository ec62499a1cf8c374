"""Stamps of place and time on several lines, as over the scenes of a film: "SYDENHAM, KENT / JUNE 14, 1895 / 4:40 A.M.".

In: a draft and a unit. Out: how many lines a stamp there has. One of its lines at least says when, the others name
places; it stands apart, and the story goes on below it. Chapter titles are asked whether they are such lines.
"""

from __future__ import annotations

from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.datelines import is_dateline

_MOST, _LONGEST = 4, 50  # lines; characters in one
_STORY = 55  # characters in a line below that ends as no sentence does


def recognise_stamps(draft: Draft) -> Draft:
    """Label the lines of stamps in the body as datelines."""
    found: dict[int, Label] = {}
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if i not in found and len(unit.text) <= _LONGEST:
            lines = range(i, i + stamp_at(draft, i))
            found |= {k: Label(Kind.DATELINE, 0.85, "one of a stamp's lines") for k in lines}
    return draft.claim(found)


def stamp_at(draft: Draft, i: int) -> int:
    """The lines of the stamp that begins at unit `i`; 0 where none does."""
    units = draft.units
    if units[i].blanks == 0 and i > draft.front and draft.labels[i - 1] is None:
        return 0
    n = 0
    while (
        i + n < draft.back and n <= _MOST and (n == 0 or units[i + n].blanks == 0) and _is_line(draft, i + n)
    ):
        n += 1
    below = i + n
    if not 2 <= n <= _MOST or below >= draft.back or not _is_story(units[below].text):
        return 0
    set_off = units[below].blanks > 0 or units[below].indent != units[below - 1].indent
    lines = [units[i + k].text for k in range(n)]
    whens = [is_dateline(line) for line in lines]
    named = all(when or line.isupper() or _is_name(line) for line, when in zip(lines, whens, strict=True))
    return n if set_off and any(whens) and named else 0


def _is_story(text: str) -> bool:
    return len(text) >= _STORY or text.rstrip("*_)")[-1:] in '.!?…"”»’'


def _is_line(draft: Draft, k: int) -> bool:
    text = draft.units[k].text
    ended = text[-1:] in '!?,;:"”’' or (text.endswith(".") and text[-3:].casefold() != ".m.")
    return draft.labels[k] is None and len(text) <= _LONGEST and not ended and text[:1] not in '"“«'


def _is_name(line: str) -> bool:
    """Words with capitals, and small ones between: "The House of Usher", "Kent Farm - kitchen"."""
    words = [word for word in line.strip("*_[]()").replace(",", " ").split() if len(word) > 3]
    return (
        line[:1].isalnum()
        and len(line.split()) <= 7
        and sum(not word[0].islower() for word in words) * 2 >= len(words)
    )
