"""What preflight is told, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fanbook.diagnostics import Diagnostic, Severity


@dataclass(frozen=True, slots=True)
class Options:
    """What a person said of the files: the size that pages must have, empty for any."""

    trim: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one file, and what was measured on the way (`docs/check.md` names the measures)."""

    name: str
    found: tuple[Diagnostic, ...]
    measures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_faulty(self) -> bool:
        """Has it a fault that must be mended before the book is printed or read?"""
        return any(one.severity is Severity.ERROR for one in self.found)

    def as_json(self) -> dict[str, Any]:
        """The public JSON of one file."""
        rows = [
            {"code": one.code, "severity": str(one.severity), "message": one.message, "hint": one.hint}
            for one in self.found
        ]
        return {"path": self.name, "diagnostics": rows, "measures": dict(self.measures)}


def pages_said(pages: list[int]) -> str:
    """Page numbers from 1 as words: the first few, and how many more."""
    shown = ", ".join(str(page) for page in pages[:6])
    more = f" and {len(pages) - 6} more" if len(pages) > 6 else ""
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}{more}"
