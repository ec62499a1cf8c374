"""`fanbook table`: the library as a spreadsheet, and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fanbook.cli.build import Sources
from fanbook.cli.terminal import folder_of, leave, number_of, progress, resumable, safe, show_fault
from fanbook.errors import ConfigError

if TYPE_CHECKING:
    from fanbook.errors import FanbookError
    from fanbook.library.table import Changes, Row
    from fanbook.library.workspace import Library

_MOST = 12  # errors shown; who named the wrong folder has one for every row
Out = Annotated[Path | None, typer.Option("--out", help="Write the table to this file.", metavar="FILE")]
Apply = Annotated[
    Path | None,
    typer.Option("--apply", help="Read this table, and save what you changed in it.", metavar="FILE"),
]
Separator = Annotated[
    str,
    typer.Option(
        "--separator",
        help="comma, semicolon or tab. If a spreadsheet shows all in one column, take semicolon.",
        metavar="NAME",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="With --apply: say what would change, and save nothing.")
]
Force = Annotated[bool, typer.Option("--force", help="With --out: write over a table that is there.")]
Sidecars = Annotated[
    str | None,
    typer.Option("--sidecars", help="Where sidecars lie, if not beside the stories.", metavar="DIR"),
]


def table(
    sources: Sources = None,
    *,
    out: Out = None,
    apply: Apply = None,
    separator: Separator = "comma",
    dry_run: DryRun = False,
    force: Force = False,
    sidecars: Sidecars = None,
) -> None:
    """Show the library as a spreadsheet, a row a story; change it there, and read it back.

    The table opens in Excel, LibreOffice or Numbers. Correct and fill in what you like, save it as
    CSV, and --apply it: the cells that you changed are saved in small text files beside the stories
    (story.fanbook.toml), and nothing else is. The stories themselves are never touched. The columns
    words, chapters and doubts are only there to be read; so is the last, which remembers what the
    cells said.

    \b
    Examples:
      fanbook table --out library.csv             the stories in seeds/ as a table
      fanbook table --apply library.csv           ... and what you changed in it, back
      fanbook table ~/stories --out library.csv   the stories in any folder ...
      fanbook table ~/stories --apply library.csv
    """
    from fanbook.ledger import rows_of
    from fanbook.library.workspace import open_library, sources_of

    library = open_library(sources_of(sources, Path.cwd()), Path.cwd())
    where = folder_of(sidecars)
    with progress(wanted=True) as step, resumable():
        rows, faults = rows_of(library, where, step)
    for fault in faults:
        show_fault(fault)
    if apply:
        faults += _apply(apply, rows, library, where, dry_run=dry_run)
    else:
        _give(rows, out, separator, force=force)
    leave(faults)


def _give(rows: list[Row], out: Path | None, separator: str, *, force: bool) -> None:
    """The table into a file, or on standard output: there with nothing that a terminal would obey."""
    from fanbook.ledger import write_table
    from fanbook.library.table import SEPARATORS, table_text

    sign = SEPARATORS.get(separator, separator)
    if sign not in SEPARATORS.values():
        known = ", ".join(SEPARATORS)
        raise ConfigError("C003", f"{separator!r} is no choice for --separator", hint=f"known: {known}")
    if out:
        write_table(out, rows, sign, force=force)
        typer.echo(f"wrote {number_of(len(rows), 'story')} to {safe(str(out))}", err=True)
    elif sys.stdout.isatty():
        typer.echo(safe(table_text(rows, sign).removeprefix("\ufeff").replace("\r\n", "\n")), nl=False)
        typer.echo("To change it in a spreadsheet program: fanbook table --out library.csv", err=True)
    else:
        typer.echo(table_text(rows, sign).encode("utf-8", "backslashreplace"), nl=False)


def _apply(
    path: Path, rows: list[Row], library: Library, sidecars: str, *, dry_run: bool
) -> list[FanbookError]:
    """What was changed in a table, saved; or, where anything in it is wrong, all that is."""
    from fanbook.ledger import apply_changes, read_table

    found = read_table(path, rows)
    for fault in found.faults[:_MOST]:
        show_fault(fault)
    if len(found.faults) > _MOST:
        typer.echo(f"... and {len(found.faults) - _MOST} more.", err=True)
    for column in found.foreign:
        typer.echo(f"The column {safe(column)!r} is yours; it was left alone.", err=True)
    if found.faults:
        typer.echo("Nothing was saved.", err=True)
        return list(found.faults)
    _show(found)
    if found.changes and not dry_run:
        stories = apply_changes(found.changes, library, sidecars)
        typer.echo(f"saved for {number_of(stories, 'story')}", err=True)
    return []


def _show(found: Changes) -> None:
    for change in found.changes:
        typer.echo(
            safe(f"{change.file}: {change.column}: “{_short(change.before)}” → “{_short(change.after)}”")
        )
    if not found.changes:
        typer.echo("Nothing was changed.", err=True)


def _short(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= 60 else f"{words[:59]}…"
