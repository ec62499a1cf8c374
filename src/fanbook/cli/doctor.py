"""`fanbook doctor`: what this machine can do, and the exact command for what is missing."""

from __future__ import annotations

import json as json_format
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import asdict

from fanbook import __version__
from fanbook.errors import SystemMissing

if TYPE_CHECKING:
    from rich.text import Text

    from fanbook.doctor import Finding

JsonOption = Annotated[bool, typer.Option("--json", help="Print the findings as JSON.")]


def doctor(*, json: JsonOption = False) -> None:
    """Say what this machine can do, and the exact command for what is missing.

    Example: fanbook doctor
    """
    from fanbook.doctor import examine

    findings = examine()
    _print_json(findings) if json else _print_table(findings)
    if any(finding.is_fault for finding in findings):
        raise typer.Exit(SystemMissing.exit_code)


def _print_json(findings: tuple[Finding, ...]) -> None:
    ok = not any(finding.is_fault for finding in findings)
    report = {"fanbook": __version__, "ok": ok, "findings": [asdict(finding) for finding in findings]}
    typer.echo(json_format.dumps(report, ensure_ascii=False, indent=1))


def _state(finding: Finding) -> Text:
    from rich.text import Text

    if finding.ok:
        return Text("ok", "green")
    return Text("missing", "bold red") if finding.is_fault else Text("optional", "yellow")


def _print_table(findings: tuple[Finding, ...]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("", "State", "Needed for", "Found"):
        table.add_column(heading, overflow="fold")
    for one in findings:
        table.add_row(Text(one.name), _state(one), Text(one.needed_for), Text(one.detail))
    console.print(table)
    for one in findings:
        if one.remedy:
            # Outside the table and unwrapped: a command has to survive copying.
            console.print(Text(f"\n{one.name}, for {one.needed_for}:"))
            console.print(Text(f"  {one.remedy}"), soft_wrap=True)
