"""`fanbook inspect`: what was recognised in a story, line by line, and why."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fanbook.cli.terminal import print_json, safe, show_diagnostic, show_fault
from fanbook.errors import ConfigError, FanbookError, bug

if TYPE_CHECKING:
    from rich.text import Text

    from fanbook.library.workspace import Library, StoryFile
    from fanbook.recognise import Recognised

Sources = Annotated[list[Path], typer.Argument(help="Story files or folders of them.")]
Json = Annotated[
    bool, typer.Option("--json", help="Print JSON: one object for a file, one a line for several.")
]
Write = Annotated[
    bool, typer.Option("--write", help="Write the findings to the story's sidecar, as comments.")
]
Sidecars = Annotated[
    str | None, typer.Option("--sidecars", help="Where sidecars lie, if not beside the stories.")
]


def inspect(sources: Sources, *, json: Json = False, write: Write = False, sidecars: Sidecars = None) -> None:
    """Show what was found in a story: title, chapters, scenes, notes, with lines and reasons.

    \b
    Examples:
      fanbook inspect story.txt
      fanbook inspect ~/stories --json
      fanbook inspect story.txt --write
    """
    from fanbook.library.workspace import open_library

    library = open_library(sources, Path.cwd())
    # Lines and words as they stand in the source.
    library = replace(library, settings=replace(library.settings, typography=False, notes="keep"))
    one = len(sources) == 1 and not sources[0].is_dir()
    where = str(Path.cwd() / sidecars) if sidecars else ""
    faults: list[FanbookError] = list(library.faults)
    for file in library.stories:
        found = _read(file, library, where, faults)
        if found is None:
            continue
        if write:
            _write(found, file, library, where)
        _print(found, json=json, indent=1 if one else None)
    for fault in faults:
        show_fault(fault)
    if faults:
        codes = {fault.exit_code for fault in faults}
        raise typer.Exit(70 if 70 in codes else 3 if one else 1)
    if not library.stories:
        typer.echo("No story found there: fanbook reads text, HTML, EPUB, Word and the like.", err=True)


def _read(file: StoryFile, library: Library, sidecars: str, faults: list[FanbookError]) -> Recognised | None:
    """One story, or nothing and a fault more: a bad story does not keep the others from being shown."""
    from fanbook.pipeline import read_story

    try:
        return read_story(file, library, sidecars)
    except ConfigError:
        raise
    except FanbookError as fault:
        faults.append(fault)
    except Exception as fault:  # noqa: BLE001 - one story's bug must not stop the others; it is shown whole
        typer.echo(traceback.format_exc(), err=True)
        faults.append(bug(fault, file.name, traceback.format_exc()))
    return None


def _print(found: Recognised, *, json: bool, indent: int | None) -> None:
    from fanbook.inspection import inspection

    shown = inspection(found)
    if json:
        print_json(shown, indent=indent)
    else:
        _show(shown, found)


def _write(found: Recognised, file: StoryFile, library: Library, sidecars: str) -> None:
    from fanbook.emit import write_whole
    from fanbook.library.sidecars import pinned_id, sidecar_text
    from fanbook.library.workspace import sidecar_of

    target = sidecar_of(file, library, sidecars)
    # Not read as text, which would change its line ends.
    existing = target.read_bytes().decode("utf-8-sig") if target.is_file() else ""
    write_whole(target, sidecar_text(found.story, pinned_id(found.story), existing).encode())
    typer.echo(f"wrote {safe(str(target))}", err=True)


def _show(shown: dict[str, Any], found: Recognised) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    console.print(
        Text(safe(shown["source"]), "bold"),
        Text(f"  {shown['encoding']}, {shown['layout']}, {shown['language']}", "dim"),
    )
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, fact in shown["metadata"].items():
        for label, row in fact.items() if name == "other" else ((name, fact),):
            why = f"{row['origin']} {row['confidence']:.0%}"
            lines = row.get("lines", [])
            where = f"line {lines[0]}" if lines else ""
            table.add_row(
                Text(safe(label), "cyan"), Text(safe(row["value"])[:300]), Text(f"{why} {where}", "dim")
            )
    console.print(table)
    console.print()
    for row in _folded(shown["blocks"]):
        console.print(_line(row, found.draft.lines[row["start"] - 1], console.width), soft_wrap=True)
    for diagnostic in found.story.diagnostics:
        show_diagnostic(diagnostic)


def _line(row: dict[str, Any], source: str, width: int) -> Text:
    """Lines, kind, certainty, and as many of the words as there is room for."""
    from rich.text import Text

    span = f"{row['start']}–{row['end']}" if row["end"] > row["start"] else str(row["start"])
    more = f" (+{row['more']} more)" if row.get("more") else ""
    colour = {"debris": "red", "heading": "bold", "note": "magenta", "scene_break": "yellow", "prose": "dim"}
    line = Text(f"{span:>11}  ", "dim")
    line.append(f"{row['kind']:<12}", colour.get(row["kind"], "green"))
    line.append(f"{row['confidence']:>4.0%}  ", "dim")
    words = safe(" ".join(source.split()))
    room = max(width - len(line) - len(more), 24)
    line.append(words if len(words) <= room else words[: room - 1] + "…")
    return line.append(more, "dim")


def _folded(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Runs of prose and of facts as one row."""
    rows: list[dict[str, Any]] = []
    for block in blocks:
        if rows and block["kind"] == "prose" == rows[-1]["kind"]:
            rows[-1] = {**rows[-1], "end": block["end"], "more": rows[-1].get("more", 0) + 1}
        else:
            rows.append(dict(block))
    return rows
