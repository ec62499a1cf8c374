"""`fanbook review`: what is unsure over a library, settled with one key each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fanbook.cli.build import Sources
from fanbook.cli.terminal import folder_of, leave, print_json, progress, resumable, show_fault

if TYPE_CHECKING:
    from fanbook.library.workspace import Library
    from fanbook.reviewing import Pile

Json = Annotated[bool, typer.Option("--json", help="Ask nothing; print the doubts as one JSON object.")]
List = Annotated[bool, typer.Option("--list", help="Ask nothing; print the doubts, a line each.")]
Sidecars = Annotated[
    str | None,
    typer.Option("--sidecars", help="Where sidecars lie, if not beside the stories.", metavar="DIR"),
]


def review(
    sources: Sources = None, *, json: Json = False, list_: List = False, sidecars: Sidecars = None
) -> None:
    """Go through what fanbook is not sure of, and settle each doubt with one key.

    The most important doubts of all stories come first: titles and authors, then chapters, pairings,
    notes, and what was left out. You see the lines, and press y (yes), n (no), e (edit), s (skip),
    u (undo) or q (quit). Every answer is saved at once, in a small text file beside the story
    (story.fanbook.toml); the story itself is never touched. A settled doubt does not come back.

    \b
    Examples:
      fanbook review                       the stories in seeds/
      fanbook review ~/stories             ... or those in any folder
      fanbook review ~/stories --list      only print what is unsure
    """
    from fanbook.library.workspace import open_library, sources_of
    from fanbook.reviewing import gather

    library = open_library(sources_of(sources, Path.cwd()), Path.cwd())
    where = folder_of(sidecars)
    with progress(wanted=True) as step, resumable():
        pile = gather(library, where, step)
    for fault in pile.faults:
        show_fault(fault)
    _put(pile, library, where, json=json, ask=not list_ and _is_terminal())
    leave(pile.faults, only=not pile.stories)


def _put(pile: Pile, library: Library, sidecars: str, *, json: bool, ask: bool) -> None:
    """The doubts as JSON, as a list, or as questions to a person at a terminal and to nobody else."""
    from fanbook.cli.interview import Interview
    from fanbook.cli.keys import keys
    from fanbook.cli.show_doubt import show_list

    if json:
        print_json(pile.as_json())
    elif ask and pile.questions:
        from rich.console import Console

        with keys() as pressed:
            Interview(pile, library, sidecars, pressed, Console(highlight=False)).run()
    else:
        show_list(pile)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
