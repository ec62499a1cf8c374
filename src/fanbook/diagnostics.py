"""What fanbook has to say about a source without stopping: a code, a place, a hint.

The table of codes is `explanations.EXPLANATIONS`; `fanbook explain CODE` prints from it, and a test
checks that every code used in the package stands in it.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Severity(StrEnum):
    """How much a diagnostic matters: an error stops a book, a warning wants a look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Diagnostic(Struct, frozen=True):
    """One remark about one source.

    `line` counts from 1 in the decoded source; 0 means the whole source.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    source: str = ""
    line: int = 0

    def place(self) -> str:
        """`path:line`, as far as known."""
        return f"{self.source}:{self.line}" if self.line else self.source
