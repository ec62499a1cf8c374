"""`fanbook init`: a new library."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fanbook.cli.terminal import safe

Folder = Annotated[Path, typer.Argument(help="The folder to make it in.", metavar="[DIR]")]


def init(folder: Folder = Path()) -> None:
    """Make a new library: seeds/ for stories, fanbook.toml for settings, one sample story.

    \b
    Example:
      fanbook init my-library
    """
    from fanbook.library.starter import STARTER
    from fanbook.starting import start_library

    made = start_library(folder, STARTER)
    for name in made:
        typer.echo(f"made {safe(name)}")
    typer.echo(
        f"Put stories into {safe(str(folder / 'seeds'))}, then: fanbook build"
        if made
        else "Nothing to make: it is all there."
    )
