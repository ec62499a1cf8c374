"""Help: short, with examples, for every command; and the shell around all of them."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from fanbook import __version__
from fanbook.cli import app

COMMANDS = ("build", "anthology", "inspect", "cover", "init", "doctor", "explain")


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_without_arguments_there_is_short_help_with_three_examples():
    result = run()
    assert result.exit_code == 0
    assert result.stderr == ""
    assert sum(line.startswith("    fanbook ") for line in result.stdout.splitlines()) == 3
    assert len(result.stdout.splitlines()) < 30
    for command in COMMANDS:
        assert f"\n  {command} " in result.stdout


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("asked", ["--help", "-h"])
def test_every_command_has_help_with_an_example(command, asked):
    result = run(command, asked)
    assert result.exit_code == 0
    assert f"fanbook {command}" in result.stdout.partition("\n")[2]


def test_version():
    assert run("--version").stdout.strip() == f"fanbook {__version__}"


@pytest.mark.parametrize("arguments", [("bild",), ("--nope",), ("inspect",), ("explain", "R999")])
def test_usage_in_error_is_2(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr
