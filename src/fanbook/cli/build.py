"""`fanbook build`: sources to books."""

from __future__ import annotations

import json as json_format
import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from fanbook.cli.terminal import progress
from fanbook.errors import ConfigError

# What suits a person: settings that --for stands for.
PURPOSES: dict[str, dict[str, Any]] = {
    "kobo": {"format": ("epub",)},
    "kindle": {"format": ("epub",)},
    "phone": {"format": ("epub",)},
    "binding": {"format": ("pdf",), "bundle": ("none",)},
    "archive": {"format": ("epub", "pdf")},
}

_Many = list[str] | None
Sources = Annotated[
    list[Path] | None,
    typer.Argument(help="Story files or folders of them. [default: seeds/]", show_default=False),
]
Out = Annotated[str | None, typer.Option("--out", help="Where the books go.", metavar="DIR")]
Formats = Annotated[
    _Many, typer.Option("--format", help="epub, pdf: repeat, or separate by commas.", metavar="LIST")
]
For = Annotated[
    str | None, typer.Option("--for", help=f"Settings for a purpose: {', '.join(PURPOSES)}.", metavar="WHAT")
]
Theme = Annotated[str | None, typer.Option("--theme", help="The look of the pages.", metavar="NAME")]
Trim = Annotated[
    str | None,
    typer.Option(
        "--trim", help="Page size of the PDF: half-letter, a5, 6x9 ..., or 148x210mm.", metavar="SIZE"
    ),
]
Style = Annotated[str | None, typer.Option("--cover-style", help="The look of the covers.", metavar="NAME")]
Bundle = Annotated[
    _Many,
    typer.Option("--bundle", help="Anthologies by pairing, fandom, author, series; or none.", metavar="BY"),
]
Notes = Annotated[
    str | None,
    typer.Option("--notes", help="Author's notes: keep, end (of chapter), appendix, drop.", metavar="WHERE"),
]
Typography = Annotated[
    str | None, typer.Option("--typography", help="on, or off to leave quotes and dashes alone.")
]
Name = Annotated[
    str | None, typer.Option("--name", help='File names, e.g. "{author} - {title}".', metavar="PATTERN")
]
Sidecars = Annotated[
    str | None, typer.Option("--sidecars", help="Where sidecars lie, if not beside the stories.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", help="Books made at once. [default: one a processor]", metavar="N")
]
Cover = Annotated[bool | None, typer.Option("--cover/--no-cover", help="Make covers.", show_default=False)]
Force = Annotated[bool, typer.Option("--force", help="Make everything again.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 on any warning.")]
Json = Annotated[bool, typer.Option("--json", help="Print the report as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print errors only.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print notes too.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be made, and write nothing.")]
Explain = Annotated[bool, typer.Option("--explain", help="Say why each book is made or not.")]


def build(
    sources: Sources = None,
    *,
    out: Out = None,
    format_: Formats = None,
    for_: For = None,
    theme: Theme = None,
    trim: Trim = None,
    cover_style: Style = None,
    bundle: Bundle = None,
    notes: Notes = None,
    typography: Typography = None,
    name: Name = None,
    sidecars: Sidecars = None,
    jobs: Jobs = None,
    cover: Cover = None,
    force: Force = False,
    strict: Strict = False,
    json: Json = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    dry_run: DryRun = False,
    explain: Explain = False,
) -> None:
    """Turn stories into books: EPUB, print-ready PDF, cover; and anthologies by pairing.

    \b
    Examples:
      fanbook build
      fanbook build ~/stories --out ~/books --format epub
      fanbook build story.txt --trim a5
    """
    flags = {
        "out": out, "format": format_, "theme": theme, "trim": trim, "cover_style": cover_style, "bundle": bundle,
        "notes": notes, "typography": _switch(typography), "name": name, "sidecars": sidecars, "jobs": jobs, "cover": cover,
    }  # fmt: skip
    from fanbook.cli.show import show_report
    from fanbook.pipeline import Order
    from fanbook.pipeline import build as make

    library, settings = _open(sources, flags, for_)
    order = Order(settings, force, dry_run, _epoch())
    with progress(wanted=not (quiet or json)) as step:
        report = make(library, Path.cwd() / settings.out, order, step)
    if json:
        typer.echo(json_format.dumps(report.as_json(), ensure_ascii=False, indent=1))
    show_report(report, quiet=quiet or json, verbose=verbose, why=explain or dry_run)
    raise typer.Exit(report.exit_code(strict=strict))


def _open(sources: list[Path] | None, flags: dict[str, Any], purpose: str | None) -> tuple[Any, Any]:
    """The library and its settings: flags beat --for, which beats the file."""
    from fanbook.library.config import checked
    from fanbook.library.workspace import open_library
    from fanbook.write.trim import find_trim

    if purpose is not None and purpose not in PURPOSES:
        raise ConfigError("C003", f"{purpose!r} is no choice for --for", hint=f"known: {', '.join(PURPOSES)}")
    out = flags["out"]
    library = open_library(sources or [Path("seeds")], Path.cwd(), Path.cwd() / out if out else None)
    given = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in flags.items()
        if value is not None
    }
    settings = checked(replace(library.settings, **(PURPOSES.get(purpose or "", {}) | given)))
    find_trim(settings.trim)  # a size that is none is an error before anything is built
    return replace(library, settings=settings), settings


def _switch(value: str | None) -> bool | None:
    if value is not None and value not in ("on", "off"):
        raise ConfigError("C003", f"--typography is on or off, not {value!r}", hint="--typography off")
    return None if value is None else value == "on"


def _epoch() -> int | None:
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if value and not value.isdigit():
        raise ConfigError("C003", f"SOURCE_DATE_EPOCH is no number: {value!r}", hint="seconds since 1970")
    return int(value) if value else None
