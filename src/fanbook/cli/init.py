"""`fanbook init`: a new library."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from fanbook.cli.terminal import safe

Folder = Annotated[Path, typer.Argument(help="The folder to make it in.", metavar="[DIR]")]
For = Annotated[
    str | None,
    typer.Option(
        "--for", help="What the books are for: kobo, kindle, phone, binding, archive.", metavar="WHAT"
    ),
]


def init(folder: Folder = Path(), *, for_: For = None) -> None:
    """Make a new library: seeds/ for stories, fanbook.toml for settings, one sample story.

    \b
    Examples:
      fanbook init my-library
      fanbook init my-library --for kobo
    """
    from fanbook.library.config import CONFIG, purpose
    from fanbook.library.starter import starter
    from fanbook.starting import start_library

    if for_:
        purpose(for_)
    elif not (folder / CONFIG).exists():
        for_ = _asked()
    made = start_library(folder, starter(for_ or ""))
    for name in made:
        typer.echo(f"made {safe(name)}")
    typer.echo(_next(folder) if made else "Nothing to make: it is all there.")


def _asked() -> str:
    """What the books are for, asked of a person at a terminal and of nobody else."""
    from fanbook.library.config import PURPOSES

    if not _is_terminal():
        return ""
    typer.echo(f"What are the books for? {', '.join(PURPOSES)}; or press Enter for e-books and pages.")
    while True:
        said = str(typer.prompt("For", default="", show_default=False)).strip().casefold()
        if not said or said in PURPOSES:
            return said
        typer.echo(f"One of {', '.join(PURPOSES)}, or nothing.")


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _next(folder: Path) -> str:
    there = "" if folder.resolve() == Path.cwd() else f"cd {safe(str(folder))}, then "
    return f"Put stories into {safe(str(folder / 'seeds'))}; {there}fanbook build"
