"""A doubt on the terminal: the story, the lines in question among their neighbours, the keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import typer
from rich.cells import cell_len
from rich.text import Text

from fanbook.cli.show_story import fitted, plain_line, wrapped
from fanbook.cli.terminal import number_of, safe
from fanbook.doubt import Doubt, Place
from fanbook.model.draft import Kind
from fanbook.reviewing import Pile, Question

# The keys that say what a line is.
KINDS: Mapping[str, tuple[Kind, str]] = {
    "p": (Kind.PROSE, "story"),
    "h": (Kind.HEADING, "chapter heading"),
    "n": (Kind.NOTE, "author’s note"),
    "v": (Kind.VERSE, "verse"),
    "l": (Kind.LETTER, "letter"),
    "c": (Kind.CHAT, "chat"),
    "d": (Kind.DATELINE, "date or place"),
    "w": (Kind.POV, "whose view"),
    "b": (Kind.SCENE_BREAK, "scene break"),
    "t": (Kind.TITLE, "title"),
    "f": (Kind.METADATA, "fact"),
    "x": (Kind.DEBRIS, "leave out"),
}
NEAR = 2  # lines shown on either side of those in question
FAR = 12  # ... when more are wanted
_TOP, _BOTTOM = 8, 3  # lines of a story shown where all of it is in question
_PLACES = 3  # of several places
_LONG = 6  # lines of one place


def show_list(pile: Pile) -> None:
    """The doubts of a library, a row each, as compilers write theirs."""
    for question in pile.questions:
        doubt = question.doubt
        line = f":{doubt.line()}" if doubt.line() else ""
        typer.echo(safe(f"{question.place()}{line}: {doubt.topic}: {doubt.question} ({doubt.why})"))
    doubtful = len({part.file for question in pile.questions for part in (question.parts or (question,))})
    if pile.stories:
        said = (
            f"{number_of(len(pile.questions), 'doubt')} in {doubtful} of {number_of(pile.stories, 'story')}"
        )
        typer.echo(said if pile.questions else "No doubts.", err=True)


def question_rows(
    question: Question, lines: Sequence[str], left: int, width: int, *, near: int = NEAR
) -> Iterator[Text]:
    """The rows that put a question to a person. `left` counts the questions, this one included; `near`
    lines of the story stand on either side of those in question, and with none of them no line at all.
    """
    doubt = question.doubt
    count = f" {number_of(left, 'question')} "
    yield Text()
    yield Text(f"──{count}{'─' * max(width - cell_len(count) - 2, 0)}", "dim")
    story = Text(safe(question.place()), "dim")
    if doubt.field != "title" and not question.parts:
        story.append("  ").append(safe(question.title), "bold")
    yield fitted(story, width)
    yield Text()
    if question.parts:
        yield from _stories(question, width, near)
    elif near:
        yield from _lines(doubt, lines, width, near)
    if question.parts or near:
        yield Text()
    yield from wrapped(safe(doubt.question), width, "bold")
    sure = f" ({doubt.confidence:.0%} sure)" if doubt.confidence > 0 else ""
    yield from wrapped(f"{safe(doubt.why)}{sure}", width, "dim")


def _stories(question: Question, width: int, near: int) -> Iterator[Text]:
    """The stories of a folder that a question is about."""
    shown = question.parts if near != NEAR else question.parts[:_TOP]
    for part in shown:
        yield fitted(Text(f"  {safe(part.title)}").append(f"  {safe(part.file.name)}", "dim"), width)
    if len(shown) < len(question.parts):
        yield Text(f"  … and {len(question.parts) - len(shown)} more", "dim")


def _lines(doubt: Doubt, lines: Sequence[str], width: int, near: int) -> Iterator[Text]:
    digits = len(str(len(lines)))
    if not doubt.places:
        yield from _ends(lines, digits, width, near)
        return
    last = 0
    for place in doubt.places[:_PLACES]:
        around = 1 if len(doubt.places) > 1 and near == NEAR else near
        numbers = [n for n in _around(place, lines, around) if n > last]
        if last and numbers and numbers[0] > last + 1:
            yield Text(f"{'⋮':>{digits + 2}}", "dim")
        yield from _numbered(numbers, place, lines, digits, width)
        last = numbers[-1] if numbers else last
    if len(doubt.places) > _PLACES:
        others = ", ".join(str(place.start) for place in doubt.places[_PLACES:])
        yield from wrapped(
            f"and at {others}", width, "dim", first=" " * (digits + 4), rest=" " * (digits + 4)
        )


def _ends(lines: Sequence[str], digits: int, width: int, near: int) -> Iterator[Text]:
    """How a story begins and ends: where its title and its author stand, if they stand anywhere."""
    written = [n for n, line in enumerate(lines, 1) if line.strip()]
    top, bottom = (_TOP, _BOTTOM) if near == NEAR else (4 * _TOP, 4 * _BOTTOM)
    nowhere = Place(0, 0, "")
    if len(written) <= top + bottom:
        yield from _numbered(written, nowhere, lines, digits, width)
        return
    yield from _numbered(written[:top], nowhere, lines, digits, width)
    yield Text(f"{'⋮':>{digits + 2}}", "dim")
    yield from _numbered(written[-bottom:], nowhere, lines, digits, width)


def _around(place: Place, lines: Sequence[str], near: int) -> list[int]:
    """The place's lines, and as many written ones before and after it."""
    before = _written(range(place.start - 1, 0, -1), lines, near)[::-1]
    after = _written(range(place.end + 1, len(lines) + 1), lines, near)
    inside = _written(range(place.start, place.end + 1), lines, place.end)
    return before + inside + after


def _written(numbers: Iterable[int], lines: Sequence[str], most: int) -> list[int]:
    found: list[int] = []
    for n in numbers:
        if len(found) == most:
            break
        if lines[n - 1].strip():
            found.append(n)
    return found


def _numbered(
    numbers: Sequence[int], place: Place, lines: Sequence[str], digits: int, width: int
) -> Iterator[Text]:
    """Lines with their numbers; those in question are marked, and a long one is shown over several rows."""
    inside = [n for n in numbers if place.start <= n <= place.end]
    hidden = set(inside[_LONG - 1 : -1]) if len(inside) > _LONG else set()
    for n in numbers:
        if n in hidden:
            if n == min(hidden):
                yield Text(f"{'⋮':>{digits + 2}}  {len(hidden)} more of these", "dim")
            continue
        asked = place.start <= n <= place.end
        margin = f"{'▸' if asked else ' '} {n:>{digits}}  "
        words = plain_line(lines[n - 1])
        if not asked:
            yield fitted(Text(margin, "dim") + Text(words, "dim"), width)
            continue
        rows = wrapped(words, width, first=margin, rest=" " * len(margin))
        yield from rows[:4]
        if len(rows) > 4:
            yield Text(f"{' ' * len(margin)}…", "dim")


def options(question: Question) -> dict[str, str]:
    """What each key would say to a question, in words."""
    doubt = question.doubt
    if question.parts:
        return {"y": "yes, all of them", "n": "no", "e": "type the right one", "o": "one by one"}
    several, fact = len(doubt.places) > 1, bool(doubt.field)
    found = {}
    if doubt.can_agree():
        found["y"] = "yes"
    if doubt.can_deny():
        found["n"] = _denial(doubt)
    if fact:
        found["e"] = "type the right one" if doubt.value else "type it"
    else:
        found["e"] = "one by one" if several else "something else"
    return found


def _denial(doubt: Doubt) -> str:
    """What "no" would say."""
    if doubt.stated:
        return "no, leave it as it is"
    if doubt.field and not doubt.value:
        return "nobody knows" if doubt.field == "author" else "none"
    return "no, it is story" if doubt.otherwise else "no"


def keys_row(choices: Mapping[str, str], width: int) -> list[Text]:
    """The keys and what they say, over as many rows as they need."""
    rows = [Text()]
    for key, words in choices.items():
        one = Text(f"[{key}]", "bold cyan").append(f" {words}", "")
        if rows[-1].plain and cell_len(rows[-1].plain) + cell_len(one.plain) + 2 > width:
            rows.append(Text())
        rows[-1] = rows[-1] + Text("  " if rows[-1].plain else "") + one
    return [fitted(row, width) for row in rows]
