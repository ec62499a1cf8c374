"""Preflight of finished books: each fault with a code, a place and a hint.

Bytes and a name go in, a `Verdict` comes out. `CHECKERS` says who looks at which kind of file: a kind is
told by the ending of the name. A new kind is one module and one line.
"""

from __future__ import annotations

from collections.abc import Callable

from fanbook.check.pdf import check_pdf
from fanbook.check.verdict import Options, Verdict

Checker = Callable[[bytes, str, Options], Verdict]

CHECKERS: tuple[tuple[str, Checker], ...] = ((".pdf", check_pdf),)


def checker_for(name: str) -> Checker | None:
    """Who looks at a file of that name; None for a kind that nobody knows."""
    return next((checker for ending, checker in CHECKERS if name.lower().endswith(ending)), None)
