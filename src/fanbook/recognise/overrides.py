"""What a person said about single lines in the sidecar, under [lines]: believed before all else."""

from __future__ import annotations

from dataclasses import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.model.draft import Draft, Label


def recognise_overrides(draft: Draft) -> Draft:
    """Label the lines that the sidecar names; a guard that does not match is a warning."""
    found: dict[int, Label] = {}
    doubts: list[Diagnostic] = []
    for start, end, kind, guard in draft.instructions.lines:
        first = draft.lines[start - 1].strip() if 0 < start <= len(draft.lines) else ""
        if not first.startswith(guard):
            doubts.append(_moved(draft, start, guard))
            continue
        inside = [i for i, unit in enumerate(draft.units) if start <= unit.start and unit.end <= end]
        for n, i in enumerate(inside):
            found[i] = Label(kind, 1.0, "the sidecar says so", value=draft.units[i].text, joined=n > 0)
    return replace(draft.claim(found), diagnostics=(*draft.diagnostics, *doubts))


def _moved(draft: Draft, line: int, guard: str) -> Diagnostic:
    return Diagnostic(
        "N021",
        Severity.WARNING,
        f"the sidecar names line {line} as beginning “{guard}”, but it does not; that rule was not applied",
        hint="correct the line number or the words",
        source=draft.source.path,
        line=line,
    )
