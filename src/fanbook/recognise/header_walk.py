"""The walk down a header: where it stands and what it has labelled so far."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.labels import NOTE_FIELDS, Labelled


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

    def put_fact(self, i: int, fact: Labelled, why: str) -> None:
        """Label unit `i` with one fact, or as the note that its label begins."""
        self.open_field = fact.field
        self.facts += 1
        self.put(i, fact_label(fact, why))

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
