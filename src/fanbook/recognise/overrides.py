"""What a person said about single lines in the sidecar, under [lines]: it is believed whatever is found.

In: a draft with its instructions. Out: the same with those lines labelled. Only what contradicts the
recognisers has to be said to them first (`contradicted` tells which rules do): a chapter heading that
is taken out of its family beforehand would cost the others their evidence. The kind is a person's
word; what the kind carries (a chapter's number, who sends a message, what a label states) is read
from the line as the kind's own room reads it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.model.draft import Draft, Kind, Label, LineRule
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.chapter_titles import undressed
from fanbook.recognise.chat import read_message
from fanbook.recognise.factlines import read_byline, read_facts_on
from fanbook.recognise.header_walk import fact_label, facts_label
from fanbook.recognise.headings import LONE, heading_label, read_bare, read_heading
from fanbook.recognise.labels import NOTE_FIELDS, Labelled, bare_label, read_label
from fanbook.recognise.letters import recognise_letters
from fanbook.recognise.notes import note_text
from fanbook.recognise.pov import read_pov

_WHY = "the sidecar says so"

Units = Sequence[int]


def recognise_overrides(draft: Draft) -> Draft:
    """Label the lines that the sidecar names; a rule that cannot be applied is a warning."""
    found: dict[int, Label] = {}
    doubts: list[Diagnostic] = []
    for rule in draft.instructions.lines:
        inside = _inside(draft, rule)
        if not _is_guarded(draft, rule):
            doubts.append(_moved(draft, rule))
        elif not inside:
            doubts.append(_partial(draft, rule))
        else:
            read = _READERS.get(rule[2], _plain)(draft, inside)
            for n, (i, label) in enumerate(zip(inside, read, strict=True)):
                found[i] = replace(label, kind=rule[2], confidence=1.0, why=_WHY, joined=n > 0)
    return replace(draft.claim(found, force=True), diagnostics=(*draft.diagnostics, *doubts))


def contradicted(draft: Draft, rules: Sequence[LineRule]) -> tuple[LineRule, ...]:
    """The rules that a fully labelled draft does not keep by itself."""
    return tuple(rule for rule in rules if not _is_kept(draft, rule))


def confirmed(draft: Draft, rules: Sequence[LineRule]) -> Draft:
    """The draft, sure of what these rules say as well, and no longer in doubt about it."""
    found = {
        i: replace(label, confidence=1.0, why=_WHY)
        for rule in rules
        for i in _inside(draft, rule)
        if (label := draft.labels[i]) is not None
    }
    settled = {draft.units[i].start for i in found}
    left = tuple(d for d in draft.diagnostics if d.code != LONE or d.line not in settled)
    return replace(draft.claim(found, force=True), diagnostics=left)


def _is_kept(draft: Draft, rule: LineRule) -> bool:
    inside = _inside(draft, rule)
    return bool(inside) and _is_guarded(draft, rule) and all(draft.kind(i) is rule[2] for i in inside)


def _inside(draft: Draft, rule: LineRule) -> list[int]:
    start, end = rule[:2]
    first = bisect_left(draft.units, start, key=lambda unit: unit.start)
    inside = []
    for i in range(first, len(draft.units)):
        if draft.units[i].end > end:
            break
        inside.append(i)
    return inside


def _is_guarded(draft: Draft, rule: LineRule) -> bool:
    """Does the first line begin with the words that the rule gives?"""
    start, guard = rule[0], rule[3]
    first = draft.lines[start - 1].strip() if start <= len(draft.lines) else ""
    return first.startswith(guard)


def _moved(draft: Draft, rule: LineRule) -> Diagnostic:
    return Diagnostic(
        "N021",
        Severity.WARNING,
        f"the sidecar names line {rule[0]} as beginning “{rule[3]}”, but it does not; that rule was not applied",
        hint="correct the line number or the words",
        source=draft.source.path,
        line=rule[0],
    )


def _partial(draft: Draft, rule: LineRule) -> Diagnostic:
    """A rule for a blank line, or for a part of a paragraph that runs over several."""
    near = next((unit for unit in draft.units if unit.start <= rule[1] and rule[0] <= unit.end), None)
    hint = f"name all of its lines: “{near.start}-{near.end}”" if near else "name the lines of a paragraph"
    return Diagnostic(
        "N023",
        Severity.WARNING,
        f"the sidecar names line {rule[0]}, which is no paragraph by itself; that rule was not applied",
        hint=hint,
        source=draft.source.path,
        line=rule[0],
    )


def _plain(draft: Draft, inside: Units) -> list[Label]:
    return [Label(Kind.PROSE, 1.0, _WHY, value=draft.units[i].text) for i in inside]


def _heading(draft: Draft, inside: Units) -> list[Label]:
    """A heading's number and title; its second line, if it is no rule, is the title."""
    text = draft.units[inside[0]].text
    heading = read_heading(text) or read_bare(text)
    below = " ".join(draft.units[i].text for i in inside[1:] if not is_mark(draft.units[i].text))
    if heading is not None:
        label = heading_label(replace(heading, title=" ".join(filter(None, (heading.title, below)))), 1.0, "")
    else:
        title = " ".join(filter(None, (undressed(text), below)))
        label = Label(Kind.HEADING, 1.0, "", field="chapter", value=f"\t{title}")
    return [label, *_plain(draft, inside[1:])]


def _title(draft: Draft, inside: Units) -> list[Label]:
    texts = [draft.units[i].text for i in inside]
    labelled = read_label(texts[0])
    if labelled is not None and labelled.field == "title" and labelled.value:
        texts[0] = labelled.value
    value = " ".join(text.strip('*_#"“”=~ ') for text in texts)
    first = Label(Kind.TITLE, 1.0, "", field="title", value=value)
    return [first, *[replace(first, value="") for _ in inside[1:]]]


def _facts(draft: Draft, inside: Units) -> list[Label]:
    """What label lines state; a line without a label goes on with the fact above it."""
    labels: list[Label] = []
    for i in inside:
        text = draft.units[i].text
        if facts := _stated(text):
            labels.append(
                fact_label(facts[0], "") if len(facts) == 1 else facts_label(facts, Kind.METADATA, "")
            )
        elif labels:
            value = text.lstrip(":： ") if not labels[-1].value else text
            field = labels[-1].field if labels[-1].field != "several" else "other"
            labels.append(Label(Kind.METADATA, 1.0, "", field=field, value=value, detail="more"))
        else:
            labels.append(
                Label(Kind.METADATA, 1.0, "", field="other", value=text, detail="Said of the story")
            )
    return labels


def _stated(text: str) -> tuple[Labelled, ...]:
    if facts := read_facts_on(text):
        return tuple(replace(fact, field="other") if fact.field in NOTE_FIELDS else fact for fact in facts)
    if name := read_byline(text):
        return (Labelled("author", "by", name),)
    alone = bare_label(text) or read_label(text)
    return (alone,) if alone is not None and alone.field not in NOTE_FIELDS else ()


def _note(draft: Draft, inside: Units) -> list[Label]:
    """A note's words without its label; where it belongs is settled once the zones are known."""
    texts = [draft.units[i].text for i in inside]
    first = _without_label(texts[0])
    if texts[0].lstrip()[:1] == "[" and "]" not in texts[0]:
        texts[-1] = texts[-1].removesuffix("]")
    return [Label(Kind.NOTE, 1.0, "", value=value) for value in (first, *texts[1:])]


def _without_label(text: str) -> str:
    value = note_text(text)
    if value is not None:
        return value
    fact = read_label(text)
    if fact is not None and fact.field in NOTE_FIELDS:
        return fact.value
    bare = bare_label(text)
    return "" if bare is not None and bare.field in NOTE_FIELDS else text


def _pov(draft: Draft, inside: Units) -> list[Label]:
    texts = [draft.units[i].text for i in inside]
    return [Label(Kind.POV, 1.0, "", value=text, detail=read_pov(text) or "") for text in texts]


def _letter(draft: Draft, inside: Units) -> list[Label]:
    """The parts of a letter as its own room tells them; what it does not know is the letter's body."""
    alone = replace(
        draft, labels=(None,) * len(draft.labels), front=inside[0], back=inside[-1] + 1, diagnostics=()
    )
    read = recognise_letters(alone).labels
    return [
        replace(label, value=draft.units[i].text)
        if (label := read[i]) is not None
        else Label(Kind.LETTER, 1.0, "", value=draft.units[i].text)
        for i in inside
    ]


def _messages(draft: Draft, inside: Units) -> list[Label]:
    labels = []
    for i in inside:
        text = draft.units[i].text
        said = read_message(text)
        detail = f"{said.stamp}\t{said.sender}" if said else ""
        labels.append(Label(Kind.CHAT, 1.0, "", value=said.text if said else text, detail=detail))
    return labels


def _verse(draft: Draft, inside: Units) -> list[Label]:
    """A blank line between two lines parts stanzas."""
    lines = [draft.units[i] for i in inside]
    return [
        Label(Kind.VERSE, 1.0, "", value=unit.text, detail="stanza" if n and unit.blanks else "")
        for n, unit in enumerate(lines)
    ]


_READERS: Mapping[Kind, Callable[[Draft, Units], list[Label]]] = {
    Kind.TITLE: _title,
    Kind.METADATA: _facts,
    Kind.HEADING: _heading,
    Kind.NOTE: _note,
    Kind.POV: _pov,
    Kind.LETTER: _letter,
    Kind.CHAT: _messages,
    Kind.SCRIPT: _messages,
    Kind.VERSE: _verse,
}
