"""`fanbook check`: preflight of finished books."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fanbook.cli.terminal import print_json, progress, safe, show_diagnostic

if TYPE_CHECKING:
    from fanbook.checking import Checked

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Books, or folders of them. [default: dist/]", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")]
Quick = Annotated[bool, typer.Option("--quick", help="Ask neither epubcheck nor Ace.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Print notes too.")]


Trim = Annotated[
    str, typer.Option("--trim", help="The size that the pages of PDFs must have.", metavar="NAME|WxH")
]
Press = Annotated[
    str, typer.Option("--press", help="The print shop whose rules hold: kdp, lulu, ingram.", metavar="NAME")
]


def check(
    files: Files = None,
    *,
    trim: Trim = "",
    press: Press = "",
    json: Json = False,
    quick: Quick = False,
    verbose: Verbose = False,
) -> None:
    """Look through finished books: lost text, contents, pictures without words, night mode, validators.

    \b
    Examples:
      fanbook check
      fanbook check dist/epub/soulmates.epub
      fanbook check ~/books --quick
      fanbook check dist/pdf --trim half-letter --press lulu
    """
    from fanbook.check.verdict import asked
    from fanbook.checking import about_tools, as_json, check_files, find_files

    options = asked(trim, press)
    wanted = find_files(files or (), Path("dist"))
    tools = () if quick else about_tools(wanted)
    done: list[Checked] = []
    with progress(wanted=not json) as step:
        for n, one in enumerate(check_files(wanted, tools=not quick, options=options)):
            step(one.name, n + 1, len(wanted))
            done.append(one)
    if json:
        print_json(as_json(done, tools))
    else:
        _show(done, verbose=verbose)
        for diagnostic in tools:
            typer.echo(f"{safe(diagnostic.message)}: {safe(diagnostic.hint)}", err=True)
    raise typer.Exit(1 if any(one.faults() for one in done) else 0)


def _show(done: list[Checked], *, verbose: bool) -> None:
    for one in done:
        for diagnostic in one.diagnostics if verbose else one.faults():
            show_diagnostic(diagnostic)
    faults = sum(len(one.faults()) for one in done)
    notes = sum(len(one.diagnostics) for one in done) - faults
    books = f"{len(done)} book{'s' if len(done) != 1 else ''} looked through"
    compared = sum(one.is_compared for one in done)
    typer.echo(
        f"{books}, {compared} of them held against their sources: {faults or 'no'} fault{'s' if faults != 1 else ''}"
        + (f"; {notes} notes (--verbose shows them)" if notes and not verbose else "")
    )
