"""Several stories in one file: a list's digest, a year's posts pasted one under the other.

In: a draft that was only read. Out: one draft a story, each with the file's own line numbers. A story begins
at a masthead: a block of three sure facts or more with a title among them, or a post whose subject says that
it holds a story. The same title again, with or without a part's number, goes on with the same story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.late import Late
from fanbook.model.draft import Draft, Shape, Unit
from fanbook.read.layout import find_layout, find_units
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.factlines import core_fields, read_byline, read_facts_on
from fanbook.recognise.mail import post_heads, subject_title

_FACTS = 3  # sure facts that make a masthead
_REACH = 8  # units over which they may be spread
_LEAST = 60  # words of a story
_TOLD = re.compile(
    r"^Subject:.*\b(?:fic|fanfic|story|ficlet|drabble|ff)\b|^Subject:.*[\[(]\w{1,6}[\])]", re.IGNORECASE
)
_PART = Late(
    r"[\[(]?\b(?:part|pt|chapter|ch|chap|teil|partie|parte)\.?\s*(?:\d+|[ivxl]+|one|two|three|four|five|six)\b(?:\s*(?:/|of)\s*\d+)?[\])]?"
    r"|[\[(]?\b\d+\s*(?:/|of)\s*\d+\b[\])]?|\W+",
    re.IGNORECASE,
)


class _Masthead(Struct, frozen=True):
    """Where a masthead begins (a unit) and the title in it."""

    unit: int
    title: str


def split_stories(draft: Draft) -> tuple[Draft, ...]:
    """The drafts of the stories in a file; the draft itself where there is one.

    What a sidecar says of the story (its title, its id) is said of the first.
    """
    if draft.layout.shape is Shape.MARKUP or not draft.instructions.digest:
        return (draft,)
    heads = list(_new_stories(draft))
    if len(heads) < 2:
        return (draft,)
    starts = [1, *(draft.units[head.unit].start for head in heads[1:])]
    ends = [*(start - 1 for start in starts[1:]), len(draft.lines)]
    parts = list(zip(starts, ends, strict=True))
    if any(_words(draft, start, end) < _LEAST for start, end in parts):
        return (draft,)
    told = draft.instructions
    others = replace(told, facts=(), pairings=(), id="", slug="")
    note = Diagnostic(
        "N015", Severity.NOTE, f"the file holds {len(parts)} stories, each of which is a book of its own",
        hint="if it is one story, say `digest = false` in its sidecar", source=draft.source.path,
    )  # fmt: skip
    return tuple(
        replace(
            _part(draft, start, end),
            source=replace(draft.source, story=n),
            instructions=told if n == 1 else others,
            diagnostics=(*draft.diagnostics, note) if n == 1 else (),
        )
        for n, (start, end) in enumerate(parts, 1)
    )


def base_title(title: str) -> str:
    """A title without the number of its part, folded, for comparing."""
    return " ".join(_PART.sub(" ", title.casefold()).split())


def _words(draft: Draft, start: int, end: int) -> int:
    return sum(len(line.split()) for line in draft.lines[start - 1 : end])


def _part(draft: Draft, start: int, end: int) -> Draft:
    """The draft of some lines: the others are blank, so that the numbers stay the file's."""
    count = len(draft.lines)
    lines = ("",) * (start - 1) + draft.lines[start - 1 : end] + ("",) * (count - end)
    layout = find_layout(draft.lines[start - 1 : end])
    units = find_units(lines, layout)
    return replace(
        draft, lines=lines, layout=layout, units=units, labels=(None,) * len(units), front=0, back=len(units)
    )


def _new_stories(draft: Draft) -> Iterator[_Masthead]:
    last = ""
    for head in _mastheads(draft):
        title = base_title(head.title)
        if title and title != last and not (last and (title.startswith(last) or last.startswith(title))):
            yield head
        last = title or last


def _mastheads(draft: Draft) -> Iterator[_Masthead]:
    posts = post_heads(draft)
    i = 0
    while i < len(draft.units):
        if i in posts:
            subject = next(
                (u.text for u in draft.units[i : i + posts[i]] if u.text.startswith("Subject:")), ""
            )
            below = i + posts[i]
            found = _labelled(draft, below, 12)
            if found or _TOLD.match(subject):
                yield _Masthead(i, found[1] if found else subject_title(subject.removeprefix("Subject:")))
                i = (found[0] if found else below) + 1
                continue
        elif found := _labelled(draft, i, 1):
            yield _Masthead(_top(draft, i), found[1])
            i = found[0] + len(list(_block(draft, found[0])))
            continue
        i += 1


def _labelled(draft: Draft, i: int, reach: int) -> tuple[int, str] | None:
    """A block of facts that begins within `reach` units from `i` on: its first unit and its title."""
    for first in range(i, min(i + reach, len(draft.units))):
        if not core_fields(draft.units[first].text):
            continue
        block = list(_block(draft, first))
        fields = frozenset().union(*(core_fields(unit.text) for unit in block))
        facts = (fact for unit in block for fact in read_facts_on(unit.text))
        title = next((fact.value for fact in facts if fact.field == "title" and fact.value), "")
        if title and len(fields) >= _FACTS:
            return first, title
        return None
    return None


def _block(draft: Draft, first: int) -> Iterator[Unit]:
    """The facts that stand together from a unit on."""
    for unit in draft.units[first : first + _REACH]:
        if not core_fields(unit.text) and not any(fact.field for fact in read_facts_on(unit.text)):
            return
        yield unit


def _top(draft: Draft, i: int) -> int:
    """A masthead begins at the rule over it, and at a bare title with a byline."""
    top = i
    while top > 0 and (is_mark(draft.units[top - 1].text) or read_byline(draft.units[top - 1].text)):
        top -= 1
    return top
