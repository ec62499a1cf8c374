"""`fanbook cover`: a story's cover, all styles on one sheet, or a library as a wall."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from fanbook.cli.terminal import show_fault
from fanbook.errors import NothingToRead

Sources = Annotated[list[Path], typer.Argument(help="Story files or folders of them.")]
Sheet = Annotated[
    bool, typer.Option("--sheet", help="All styles on one picture; of a folder: its covers as a wall.")
]
Style = Annotated[str, typer.Option("--cover-style", help="The look of the cover.", metavar="NAME")]
Out = Annotated[Path, typer.Option("--out", help="Where the pictures go.", metavar="DIR")]


def cover(sources: Sources, *, sheet: Sheet = False, cover_style: Style = "", out: Out = Path()) -> None:
    """Draw covers without building the books, and say why they look as they do.

    \b
    Examples:
      fanbook cover story.txt
      fanbook cover story.txt --sheet
      fanbook cover ~/stories --sheet --out pictures
    """
    from fanbook.emit import write_whole
    from fanbook.library.workspace import open_library
    from fanbook.previews import books_of, covers_of, style_sheet, wall
    from fanbook.resources import find_folder

    is_one = len(sources) == 1 and not sources[0].is_dir()
    library = open_library(sources, Path.cwd())
    if cover_style:
        find_folder("covers/styles", cover_style, "style.toml", library.root)
    if is_one:
        library = replace(library, settings=replace(library.settings, bundle=(), anthologies=()))
    books, faults = books_of(library)
    for fault in (*library.faults, *faults):
        show_fault(fault)
    if not books:
        raise NothingToRead("R001", "no story found there", hint="fanbook reads .txt files")
    made = [style_sheet(books[0][0])] if sheet and is_one else list(covers_of(books, library, cover_style))
    for one in [wall(made)] if sheet and not is_one else made:
        path = out / f"{one.stem}.jpg"
        write_whole(path, one.jpeg)
        typer.echo(f"{path}  {one.why}")
    if library.faults or faults:
        raise typer.Exit(1)
