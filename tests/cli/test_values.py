"""Values of options: read as Typer would read them, without its loading Pydantic."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from fanbook.cli.values import Command

Seen = list[object]


def command(seen: Seen, cls: type | None) -> typer.Typer:
    app = typer.Typer(add_completion=False)

    def take(  # noqa: PLR0917 - a command has as many as it needs
        files: Annotated[list[Path] | None, typer.Argument()] = None,
        name: Annotated[str | None, typer.Option("--name")] = None,
        many: Annotated[list[str] | None, typer.Option("--many")] = None,
        jobs: Annotated[int | None, typer.Option("--jobs")] = None,
        few: Annotated[int, typer.Option("--few", min=1, max=3)] = 2,
        switch: Annotated[bool | None, typer.Option("--on/--off")] = None,
        part: Annotated[float, typer.Option("--part")] = 0.5,
    ) -> None:
        seen.append((files, name, many, jobs, few, switch, part))

    app.command(cls=cls)(take)
    return app


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("a.txt", "b.txt", "--name", "7", "--many", "x", "--many", "y,z"),
        ("--jobs", "3", "--few", "1", "--on", "--part", "0.25"),
        ("--off", "--", "-x"),
        ("--jobs", "many"),
        ("--jobs", "1.5"),
        ("--few", "4"),
        ("--part", "half"),
        ("--nope",),
    ],
)
def test_values_and_errors_are_those_of_typer(arguments):
    rows = []
    for cls in (Command, None):
        seen: Seen = []
        result = CliRunner().invoke(command(seen, cls), list(arguments))
        rows.append((result.exit_code, result.output, seen))
    assert rows[0] == rows[1]


def test_a_run_of_the_program_does_not_load_pydantic():
    program = (
        "import sys; from fanbook.cli import app; sys.argv = ['fanbook', 'explain', 'N001']\n"
        "try: app()\n"
        "except SystemExit: print('pydantic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].endswith("False")
