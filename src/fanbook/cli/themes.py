"""`fanbook themes`: every look on one story."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from fanbook.cli.build import Out, Trim

Source = Annotated[Path, typer.Argument(help="The story to show them on.")]


def themes(source: Source, *, out: Out = None, trim: Trim = None) -> None:
    """Show every theme on a story: one PDF with an opening, a spread and the paper it takes.

    \b
    Example:
      fanbook themes seeds/soulmates.txt
    """
    from fanbook.emit import write_whole
    from fanbook.library.workspace import open_library
    from fanbook.showing import first_book, show_themes

    library = open_library([source], Path.cwd(), Path(out) if out else None)
    settings = replace(library.settings, trim=trim or library.settings.trim)
    folder = Path(out) if out else Path.cwd()
    path = folder / f"{source.stem}.themes.pdf"
    write_whole(
        path, show_themes(first_book(replace(library, settings=settings)), settings.trim, library.root)
    )
    typer.echo(str(path))
