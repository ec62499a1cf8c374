"""The walk down a header: where it stands and what it has labelled so far."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.labels import NOTE_FIELDS, Labelled, bare_label

_LISTS = frozenset({"characters", "pairing", "fandom", "warnings", "category", "genre", "other"})
_MOST_VALUES = 60  # lines of an archive's tags


class Walk(Struct):
    """Where the walk stands: what was labelled, and which fact is open for more lines.

    `anchor` is the first sure fact below lines that are none, or 0.
    """

    draft: Draft
    anchor: int = 0
    found: dict[int, Label] = field(default_factory=dict)
    open_field: str = ""
    facts: int = 0

    def put(self, i: int, label: Label) -> None:
        """Label unit `i`."""
        self.found[i] = label

    def put_fact(self, i: int, fact: Labelled, why: str, sure: float | None = None) -> None:
        """Label unit `i` with one fact, or as the note that its label begins; `sure` where that is less than a label says."""
        self.open_field = fact.field
        self.facts += 1
        label = fact_label(fact, why)
        self.put(i, label if sure is None else replace(label, confidence=sure))

    def put_facts(self, i: int, facts: tuple[Labelled, ...], kind: Kind, why: str) -> None:
        """Label unit `i` with several facts that stand on one line."""
        if self.has("title"):  # what stands first in a row is then no title, but whose it is
            facts = tuple(
                replace(fact, field="author") if (fact.field, fact.label) == ("title", "") else fact
                for fact in facts
            )
        self.open_field = facts[-1].field
        self.facts += len(facts)
        self.put(i, facts_label(facts, kind, why))

    def says(self, title: str) -> bool:
        """Is this the title that was found?"""
        folded = title.casefold().strip()
        return any(
            folded in label.value.casefold() for label in self.found.values() if label.kind is Kind.TITLE
        )

    def has(self, name: str) -> bool:
        """Was that field found already?"""
        return any(
            label.field == name or (label.field == "several" and f"{name}\t" in label.value)
            for label in self.found.values()
        )


def facts_label(facts: Sequence[Labelled], kind: Kind, why: str) -> Label:
    """The label of a line that states several facts."""
    packed = "\n".join(f"{fact.field}\t{fact.label}\t{fact.value}" for fact in facts)
    return Label(kind, 0.9, why, field="several", value=packed)


def fact_label(fact: Labelled, why: str) -> Label:
    """The label of a line that states one fact, or that begins a note."""
    if fact.field in NOTE_FIELDS:
        return Label(Kind.NOTE, 0.95, why, value=fact.value, detail=NotePlace.STORY_HEAD)
    kind = Kind.TITLE if fact.field == "title" else Kind.METADATA
    name = fact.field or "other"
    return Label(kind, 0.97, why, field=name, value=fact.value, detail=fact.label)


def values_below(walk: Walk, i: int) -> range:
    """The further values of the label at `i`, one a line: set in under it, or up to the next label of an archive's page."""
    units, labels = walk.draft.units, walk.draft.labels
    indent, j = units[i + 1].indent, i + 2
    while (
        j < min(len(units), i + _MOST_VALUES)
        and labels[j] is None
        and units[j].blanks == 0
        and units[j].indent == indent
        and (indent > units[i].indent + 1 or _is_value(units[j].text))
    ):
        j += 1
    label = bare_label(units[i].text) if _is_label(units[i].text) else None
    listed = (
        label is not None
        and label.field in _LISTS
        and j < len(units)
        and units[j].blanks == 0
        and _is_label(units[j].text)
    )
    return range(i + 2, j) if indent > units[i].indent + 1 or listed else range(0)


def _is_value(text: str) -> bool:
    return len(text) <= 80 and not _is_label(text)


def _is_label(text: str) -> bool:
    """A known label with its colon, and nothing else on the line."""
    return text.rstrip("*_ ").endswith(":") and bare_label(text) is not None
