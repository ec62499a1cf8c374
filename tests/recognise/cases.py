"""Reads `tests/cases/recognise/*.md`: short inputs with the kind of every line in the margin.

A file is a room of the recogniser; `## ` begins a case. Its block has a row a line: the kind, a
bar, the line as it stands in the source (without a kind and a bar: a blank line). A ditto mark
(`"`) as kind says that the line carries on the paragraph above. A bullet below the block is one
more expectation: a metadata field, or one of the counts that `Case.counts` names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "cases" / "recognise"
COUNTS = ("chapters", "scenes", "paragraphs", "layout", "chapter titles", "pov", "romantic", "platonic")


@dataclass(slots=True)
class Case:
    """One case: the source's text, the kind of every line, and what else is expected."""

    room: str
    title: str
    lines: list[str] = field(default_factory=list)
    kinds: dict[int, str] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    counts: dict[str, str] = field(default_factory=dict)

    def source(self) -> bytes:
        return ("\n".join(self.lines) + "\n").encode()


def read_cases() -> list[Case]:
    return [case for path in sorted(FOLDER.glob("*.md")) for case in _cases(path)]


def _cases(path: Path) -> list[Case]:
    cases: list[Case] = []
    inside = False
    for row in path.read_text("utf-8").split("\n"):
        if row.startswith("## "):
            cases.append(Case(path.stem, row[3:]))
        elif row.startswith("```"):
            inside = not inside
        elif inside:
            _row(cases[-1], row)
        elif match := re.match(r"- ([a-z_ ]+):\s*(.*)$", row):
            where = cases[-1].counts if match[1] in COUNTS else cases[-1].facts
            where[match[1]] = match[2]
    return cases


def _row(case: Case, row: str) -> None:
    kind, bar, text = row.partition("|")
    assert bar or not row.strip(), f"{case.room}: no bar in {row!r}"
    case.lines.append(text.removeprefix(" "))
    if not case.lines[-1].strip():
        return
    number = len(case.lines)
    kind = kind.strip()
    if kind == '"':
        case.kinds[number] = case.kinds[number - 1]
        return
    case.kinds[number] = kind
    if kind in ("prose", "letter"):
        case.starts.append(number)
