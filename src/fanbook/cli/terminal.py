"""What is printed, made safe and made plain: nothing from a story can command the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.errors import Bug, FanbookError
from fanbook.late import Late

NO_STORY = "No story found there: fanbook reads text, HTML, EPUB, Word and the like."

_MOST_SHOWN = 2_000  # letters of a message or a line

# C0 and C1 controls, and the marks that turn the direction of what follows.
_UNSAFE = Late("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_CONTROLS = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}


def safe(text: str) -> str:
    """The text on one line, without anything that a terminal would obey; long ones only begin."""
    return _UNSAFE.sub("\ufffd", brief(text, _MOST_SHOWN)).encode("utf-8", "replace").decode()


def safe_lines(text: str) -> str:
    """The same for a text of several lines."""
    return "\n".join(map(safe, text.split("\n")))


def brief(text: str, most: int) -> str:
    """The text, or its beginning where it is long."""
    return text if len(text) <= most else f"{text[:most]}…"


def number_of(count: int, what: str) -> str:
    """A count with its word: "1 story", "12 stories"."""
    if count != 1:
        what = f"{what[:-1]}ies" if what.endswith(("ry", "py")) else f"{what}s"
    return f"{count:,} {what}"


def print_json(data: dict[str, Any], *, indent: int | None = 1) -> None:
    """JSON on standard output, as UTF-8 whatever the terminal speaks; one line where `indent` is None."""
    text = json.dumps(data, ensure_ascii=False, indent=indent) + "\n"
    # A lone surrogate (a file name's stray byte) is written as JSON escapes it, and so are the controls
    # that JSON itself does not mind and a terminal obeys.
    typer.echo(text.translate(_CONTROLS).encode("utf-8", "backslashreplace"), nl=False)


def show_fault(fault: FanbookError) -> None:
    """An error: what, where, what to do; a bug with its traceback."""
    if isinstance(fault, Bug) and fault.trace:
        typer.echo(safe_lines(fault.trace), err=True)
    at = f" {safe(fault.at)}:" if fault.at else ""
    typer.secho(f"error[{fault.code}]", fg="red", bold=True, err=True, nl=False)
    typer.echo(f"{at} {safe(fault.message)}", err=True)
    if fault.hint:
        typer.echo(f"  hint: {safe(fault.hint)}", err=True)


def show_diagnostic(diagnostic: Diagnostic) -> None:
    """A remark, on standard output: it belongs to the report."""
    colour = {"error": "red", "warning": "yellow", "note": "blue"}[diagnostic.severity]
    typer.secho(f"{diagnostic.severity}[{diagnostic.code}]", fg=colour, bold=True, nl=False)
    typer.echo(f" {safe(diagnostic.place())}: {safe(diagnostic.message)}")
    if diagnostic.hint and diagnostic.severity is not Severity.NOTE:
        typer.echo(f"  hint: {safe(diagnostic.hint)}")


def show_row(row: Mapping[str, Any], source: str) -> None:
    """A remark as the public JSON has it."""
    show_diagnostic(
        Diagnostic(row["code"], Severity(row["severity"]), row["message"], row["hint"], source, row["line"])
    )


def leave(faults: Sequence[FanbookError], *, only: bool = False) -> None:
    """End with the exit code that these faults have (CONTRACT: Exit codes); without one, go on.

    `only` says that nothing but the one source was asked for.
    """
    if not faults:
        return
    codes = {fault.exit_code for fault in faults}
    raise typer.Exit(next((code for code in (70, 2) if code in codes), 3 if only else 1))


def folder_of(name: str | None) -> str:
    """A folder named on the command line, from where it was named; empty where none was."""
    return str(Path.cwd() / name) if name else ""


@contextmanager
def resumable() -> Iterator[None]:
    """Whoever interrupts a long look through a library is told that it was not in vain."""
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("\nThe same command goes on from here: what was looked at is remembered.", err=True)
        raise


@contextmanager
def progress(*, wanted: bool) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error, and only on a terminal."""
    if not wanted or not sys.stderr.isatty():
        yield lambda _what, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.text import Text

    columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True, highlight=False), transient=True) as bar:
        task = bar.add_task("", total=None)

        def step(what: str, done: int, total: int) -> None:
            bar.update(task, description=Text(safe(what)).plain[:60], completed=done, total=total)

        yield step
