"""`fanbook check`: preflight of finished books."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fanbook.cli.terminal import print_json, safe, show_diagnostic
from fanbook.errors import ConfigError, NothingToRead

if TYPE_CHECKING:
    from fanbook.check.verdict import Options, Verdict

Files = Annotated[
    list[Path] | None,
    typer.Argument(help="Books, or folders of them. [default: dist/]", show_default=False),
]
Trim = Annotated[str, typer.Option("--trim", help="The size that pages must have.", metavar="SIZE")]
Json = Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit 1 on any warning.")]


def check(files: Files = None, *, trim: Trim = "", json: Json = False, strict: Strict = False) -> None:
    """Look finished books over before they are printed: fonts, sizes, colours, links, lines, pages.

    \b
    Examples:
      fanbook check dist/pdf/soulmates.pdf
      fanbook check --trim a5 --json book.pdf
    """
    from fanbook.check.verdict import Options
    from fanbook.diagnostics import Severity

    verdicts = [_look(file, Options(trim)) for file in _wanted(files or [Path("dist")])]
    if json:
        print_json({"files": [verdict.as_json() for verdict in verdicts]})
    else:
        for verdict in verdicts:
            _show(verdict)
    is_bad = any(verdict.is_faulty for verdict in verdicts)
    warned = any(one.severity is Severity.WARNING for verdict in verdicts for one in verdict.found)
    raise typer.Exit(1 if is_bad or (strict and warned) else 0)


def _wanted(files: list[Path]) -> list[Path]:
    from fanbook.check import checker_for

    found = [
        one
        for file in files
        for one in (sorted(file.rglob("*")) if file.is_dir() else [file])
        if not file.is_dir() or (checker_for(one.name) and one.is_file())
    ]
    if not found:
        raise NothingToRead("R001", "there is no book to check", hint="say a file, or build first")
    strange = [one for one in found if checker_for(one.name) is None]
    if strange:
        raise ConfigError(
            "P019", "no book of a kind that can be checked", at=str(strange[0]), hint="a .pdf can"
        )
    return found


def _look(file: Path, options: Options) -> Verdict:
    from fanbook.check import checker_for

    look = checker_for(file.name)
    assert look is not None
    try:
        data = file.read_bytes()
    except OSError as fault:
        raise NothingToRead("R001", f"cannot be read: {fault.strerror}", at=str(file)) from fault
    return look(data, str(file), options)


def _show(verdict: Verdict) -> None:
    for one in verdict.found:
        show_diagnostic(one)
    said = (
        "has faults" if verdict.is_faulty else "is sound" if not verdict.found else "is sound, with remarks"
    )
    typer.echo(f"{safe(verdict.name)} {said}")
