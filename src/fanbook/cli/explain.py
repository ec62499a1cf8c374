"""`fanbook explain CODE`: what a diagnostic means and how to settle it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from fanbook.explanations import EXPLANATIONS

CodeArgument = Annotated[str, typer.Argument(help="A code such as N014; without one, all are listed.")]


def explain(code: CodeArgument = "") -> None:
    """Say what a diagnostic code means and how to settle it.

    Example: fanbook explain N014
    """
    if not code:
        for known, explanation in EXPLANATIONS.items():
            typer.echo(f"{known}  {explanation.title}")
        return
    name = _known(code)
    typer.echo(f"{name}: {EXPLANATIONS[name].title}\n\n{EXPLANATIONS[name].text}")


def _known(code: str) -> str:
    """The code as the table has it. Raises a usage error (exit code 2) that names the nearest ones."""
    # Brackets as they stand in a report, `warning[N014]`, come along when it is copied.
    name = code.strip().rpartition("[")[2].rstrip("]:").upper()
    if name in EXPLANATIONS:
        return name
    near = get_close_matches(name, EXPLANATIONS, 3, cutoff=0.7)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`fanbook explain` lists all codes."
    raise typer.BadParameter(f"No diagnostic has the code {code!r}. {hint}")
