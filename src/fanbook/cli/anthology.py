"""`fanbook anthology`: one volume by hand, by query, or by a recipe of `fanbook.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from fanbook.cli.build import (
    CopyTo,
    Cover,
    DryRun,
    Force,
    Formats,
    Json,
    Out,
    Quiet,
    Style,
    Telling,
    Theme,
    Trim,
    Verbose,
    deliver,
    epoch,
    finish,
    open_sources,
)
from fanbook.cli.terminal import progress, safe
from fanbook.errors import ConfigError

if TYPE_CHECKING:
    from fanbook.library.workspace import Library
    from fanbook.pipeline import Order as Wanted

Name = Annotated[str, typer.Argument(help="Its title, or the title of an [[anthology]] in fanbook.toml.")]
Files = Annotated[
    list[Path] | None,
    typer.Argument(
        help="Story files, in order, or folders to look in. [default: seeds/, or the library you stand in]",
        show_default=False,
    ),
]
Where = Annotated[
    str,
    typer.Option(
        "--where", help='Only stories that match: rating <= "T" and words < 20000.', metavar="QUERY"
    ),
]
Order = Annotated[str, typer.Option("--order", help="series, date, title, author or length.", metavar="HOW")]
Parts = Annotated[
    str, typer.Option("--parts", help="A part for each author, series, year, rating ...", metavar="BY")
]
Volumes = Annotated[
    str,
    typer.Option("--volumes", help='How thick a volume may be: "150000 words", "400 pages".', metavar="SIZE"),
]
Subtitle = Annotated[str, typer.Option("--subtitle", help="What stands below the title.", metavar="TEXT")]
Editor = Annotated[str, typer.Option("--editor", help="Who chose the stories.", metavar="NAME")]
Dedication = Annotated[str, typer.Option("--dedication", help="For whom the volume is.", metavar="TEXT")]
NoteFile = Annotated[
    Path | None, typer.Option("--note", help="A text file: the editor's own words.", metavar="FILE")
]

Freeze = Annotated[
    str,
    typer.Option(
        "--freeze",
        help="It was printed: pin these of its volumes in fanbook.toml and build nothing.",
        metavar="all|1,2",
    ),
]


def anthology(
    name: Name,
    files: Files = None,
    *,
    where: Where = "",
    order: Order = "",
    parts: Parts = "",
    volumes: Volumes = "",
    subtitle: Subtitle = "",
    editor: Editor = "",
    dedication: Dedication = "",
    note: NoteFile = None,
    freeze: Freeze = "",
    out: Out = None,
    format_: Formats = None,
    theme: Theme = None,
    trim: Trim = None,
    cover: Cover = None,
    cover_style: Style = None,
    copy_to: CopyTo = None,
    force: Force = False,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make one anthology: of the stories named, of those that match, or by its recipe in fanbook.toml.

    \b
    Examples:
      fanbook anthology "For a friend" a.txt b.txt
      fanbook anthology "Short and sweet" --where 'rating <= "T" and words < 5000' --dry-run
      fanbook anthology "Sherwood" --freeze 1
    """
    from fanbook import pipeline
    from fanbook.library.recipes import recipe_for

    flags = {"out": out, "format": format_, "theme": theme, "trim": trim, "cover": cover, "cover_style": cover_style}  # fmt: skip
    library, folder = open_sources(files, flags, None, copy_to)
    if freeze:
        _freeze(library, folder, name, freeze)
    said = {
        "query": where, "order": order, "parts": parts, "volumes": volumes, "subtitle": subtitle,
        "editor": editor, "dedication": dedication, "cover-style": cover_style or "",
    }  # fmt: skip
    named = library.in_order(Path.cwd(), files or [])
    made = recipe_for(name, named, said, _words(note), library.settings.anthologies)
    wanted = pipeline.Order(library.settings, force, dry_run, epoch(), *made)
    _make(library, folder, wanted, copy_to, Telling(json, quiet, verbose, dry_run))


def _make(library: Library, folder: Path, wanted: Wanted, copy_to: Path | None, how: Telling) -> NoReturn:
    """Build it, carry it to a reader, and say what came of it."""
    from fanbook.pipeline import build

    with progress(wanted=not (how.quiet or how.json)) as step:
        report = build(library, folder, wanted, step)
    finish(report, deliver(report, folder, copy_to, dry_run=wanted.dry_run), how)


def _freeze(library: Library, folder: Path, name: str, which: str) -> NoReturn:
    """Pin volumes that were printed, and say which."""
    from fanbook.freezing import freeze

    file, numbers = freeze(library, folder, name, which)
    volumes = f"volume {numbers[0]}" if len(numbers) == 1 else f"volumes {', '.join(map(str, numbers))}"
    typer.echo(safe(f"{file.name} pins {volumes} of {name}: what comes later stands in volumes after."))
    raise typer.Exit


def _words(note: Path | None) -> str:
    """The text of the editor's note."""
    from fanbook.library.toml import safe

    try:
        return safe(note.read_text("utf-8-sig")) if note else ""
    except (OSError, UnicodeDecodeError) as fault:
        message = f"the editor's note cannot be read: {fault}"
        raise ConfigError("C031", message, at=str(note), hint="name a text file in UTF-8") from fault
