"""Preflight of finished books: what validators of the format do not see.

In: a `Subject`, a file's bytes. Out: diagnostics. Each kind of file has one checker, and `CHECKERS`
is the whole list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fanbook.check.epub import check_epub
from fanbook.check.pdf import check_pdf
from fanbook.check.subject import Subject
from fanbook.diagnostics import Diagnostic, Severity

__all__ = ["CHECKERS", "Subject", "check", "endings"]

Checker = Callable[[Subject], Iterable[Diagnostic]]

# By the end of a file's name; the first that fits.
CHECKERS: tuple[tuple[str, Checker], ...] = ((".epub", check_epub), (".pdf", check_pdf))


def endings() -> tuple[str, ...]:
    """How the names of files end that can be checked."""
    return tuple(ending for ending, _ in CHECKERS)


def check(subject: Subject) -> tuple[Diagnostic, ...]:
    """All there is to say about a file."""
    for ending, checker in CHECKERS:
        if subject.name.lower().endswith(ending):
            return tuple(checker(subject))
    hint = f"it looks into {', '.join(endings())}"
    message = "fanbook checks no files of this kind"
    return (Diagnostic("E001", Severity.ERROR, message, hint, subject.name),)
