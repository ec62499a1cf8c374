"""`fanbook inspect`: what was recognised in a story, line by line, and why; in many, a line each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec import Struct

from fanbook.cli.terminal import (
    NO_STORY,
    folder_of,
    leave,
    print_json,
    progress,
    resumable,
    safe,
    show_fault,
)
from fanbook.errors import FanbookError

if TYPE_CHECKING:
    from fanbook.library.workspace import Library, StoryFile
    from fanbook.recognise import Recognised

Sources = Annotated[
    list[Path],
    typer.Argument(
        help="A story file, to see it line by line; or folders and files, to see a line for each."
    ),
]
Json = Annotated[
    bool, typer.Option("--json", help="Print JSON: one object for a file, one a line for several.")
]
Write = Annotated[
    bool, typer.Option("--write", help="Write the findings to the story's sidecar, as comments.")
]
Sidecars = Annotated[
    str | None,
    typer.Option("--sidecars", help="Where sidecars lie, if not beside the stories.", metavar="DIR"),
]
Alone = Annotated[
    bool, typer.Option("--alone", help="Use no names that the other stories of the library know.")
]
Full = Annotated[bool, typer.Option("--full", help="Show every line, not only where something was found.")]


def inspect(
    sources: Sources,
    *,
    json: Json = False,
    write: Write = False,
    sidecars: Sidecars = None,
    alone: Alone = False,
    full: Full = False,
) -> None:
    """Show what was found in a story: title, chapters, scenes, notes, with lines and reasons.

    Nothing is changed. What is wrong is put right with a key each by `fanbook review`, or by hand in
    the story's sidecar: a small text file beside the story, which --write makes for you.

    \b
    Examples:
      fanbook inspect story.txt            every line, and what it was taken for
      fanbook inspect ~/stories            one line for each story in the folder
      fanbook inspect ~/stories --json     the same for programs
      fanbook inspect story.txt --write    make story.fanbook.toml, to correct what is wrong
    """
    from fanbook.library.workspace import open_library

    library = open_library(sources, Path.cwd())
    asked = _Asked(json, write, folder_of(sidecars), alone, full)
    one = len(sources) == 1 and not sources[0].is_dir()
    faults: list[FanbookError] = list(library.faults)
    for fault in faults:
        show_fault(fault)
    with resumable():
        faults += _one(library, asked) if one else _many(library, asked)
    leave(faults, only=one)
    if not library.stories:
        typer.echo(NO_STORY, err=True)


class _Asked(Struct, frozen=True):
    """What was asked for on the command line; `sidecars` is a folder, or empty."""

    json: bool
    write: bool
    sidecars: str
    alone: bool
    full: bool


def _one(library: Library, asked: _Asked) -> list[FanbookError]:
    """One story, line by line, with the names that the library around it knows."""
    from fanbook.cli.show_story import show_story
    from fanbook.inspection import inspection, lines_of
    from fanbook.library.workspace import name_of
    from fanbook.report import Failure
    from fanbook.survey import in_library, look

    for file in library.stories:
        found = look(file, library, asked.sidecars)
        if isinstance(found, Failure):
            show_fault(found.fault)
            return [found.fault]
        if not asked.alone:
            with progress(wanted=True) as step:
                found = in_library(found, file, library, asked.sidecars, step)
        named = "" if asked.alone else name_of(library.root, Path.cwd())
        shown = inspection(found, named)
        print_json(shown) if asked.json else show_story(shown, lines_of(found), file.path, full=asked.full)
        if asked.write:
            _write(found, file, library, asked.sidecars)
    return []


def _many(library: Library, asked: _Asked) -> list[FanbookError]:
    """A line a story, as soon as it is known."""
    from fanbook.cli.show_story import Shelf
    from fanbook.report import Failure
    from fanbook.survey import in_wholes, look, survey

    faults = []
    shelf = Shelf([file.name for file in library.stories])
    with progress(wanted=not sys.stdout.isatty()) as step:
        for seen in in_wholes(survey(library, asked.sidecars, step), library, asked.sidecars):
            if isinstance(seen, Failure):
                show_fault(seen.fault)
                faults.append(seen.fault)
                continue
            print_json(seen.shown, indent=None) if asked.json else shelf.show(seen.shown)
            if asked.write and not isinstance(found := look(seen.file, library, asked.sidecars), Failure):
                _write(found, seen.file, library, asked.sidecars)
    if not asked.json:
        shelf.sum_up()
    return faults


def _write(found: Recognised, file: StoryFile, library: Library, sidecars: str) -> None:
    from fanbook.settling import write_sidecar

    target = write_sidecar(found.story, file, library, sidecars)
    typer.echo(f"wrote {safe(str(target))}", err=True)
