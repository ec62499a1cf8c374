"""The commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import atexit
import contextlib
import errno
import io
import os
import sys
import traceback
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup
from typer.models import CommandInfo

from fanbook import __version__
from fanbook.cli import (
    anthology,
    build,
    check,
    cover,
    doctor,
    explain,
    fold,
    init,
    inspect,
    review,
    table,
    themes,
)
from fanbook.cli.terminal import safe_lines, show_fault
from fanbook.cli.values import Command, PlainValues
from fanbook.errors import Bug, FanbookError, NothingToRead, OutputError

_EXAMPLES = """Turn a folder of saved fan fiction into finished books.

\b
Examples:
  fanbook build                  the stories in seeds/ become books in dist/
  fanbook build ~/saved-stories  ... or those in any folder
  fanbook inspect story.txt      what was found in a story, and why
"""


# What a stream answers that takes no more: a full disk behind `>`, a terminal that is gone.
_NO_OUTPUT = (errno.ENOSPC, errno.EIO, errno.EFBIG, errno.EBADF)


def _look_around() -> None:
    try:
        Path.cwd()
    except OSError as fault:
        hint = "go to another folder: cd ~"
        raise NothingToRead("R001", f"the current folder is gone: {fault.strerror}", hint=hint) from fault


class _Group(PlainValues, TyperGroup):
    """Expected errors end with a message and their exit code, bugs with a traceback and 70."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer's own context
        try:
            _look_around()
            return super().invoke(ctx)
        except FanbookError as fault:
            show_fault(fault)
            raise typer.Exit(fault.exit_code) from fault
        except KeyboardInterrupt:
            typer.echo("Interrupted. What was finished stays; what was not leaves no trace.", err=True)
            raise typer.Exit(130) from None
        except Exception as fault:
            # Usage errors and exits are Typer's own, from the copy of Click inside it; it also knows
            # what to do when nobody reads on (`fanbook inspect story.txt | head`).
            if type(fault).__module__.startswith("typer") or isinstance(fault, BrokenPipeError):
                raise
            if isinstance(fault, OSError) and fault.errno in _NO_OUTPUT and fault.filename is None:
                _show_unwritable(fault)
                raise typer.Exit(OutputError.exit_code) from fault
            typer.echo(safe_lines(traceback.format_exc()), err=True)
            show_fault(Bug("B001", f"a bug in fanbook: {fault}", hint="please report the traceback above"))
            raise typer.Exit(Bug.exit_code) from fault


def _show_unwritable(fault: OSError) -> None:
    message = f"standard output cannot be written: {fault.strerror}"
    show_fault(OutputError("O001", message, hint="the books are there; look at where it goes"))


app = typer.Typer(
    cls=_Group,
    help=_EXAMPLES,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command(cls=Command)(build.build)
app.command(cls=Command)(anthology.anthology)
app.command(cls=Command)(inspect.inspect)
app.command(cls=Command)(review.review)
app.command(cls=Command)(table.table)
app.command(cls=Command)(check.check)
app.command(cls=Command)(fold.fold)
app.command("impose", cls=Command, hidden=True)(fold.fold)
app.command(cls=Command)(themes.themes)
app.command(cls=Command)(cover.cover)
app.command(cls=Command)(init.init)
app.command(cls=Command)(doctor.doctor)
app.command(cls=Command)(explain.explain)


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"fanbook {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _options(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback has done all there is to do
        bool,
        typer.Option(
            "--version",
            callback=lambda wanted: _version(wanted=wanted),
            is_eager=True,
            help="Show the version.",
        ),
    ] = False,
) -> None:
    if os.environ.get("NO_COLOR"):
        ctx.color = False
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


_options.__doc__ = _EXAMPLES


def _name(command: CommandInfo) -> str:
    return command.callback.__name__ if command.callback else ""


def main() -> None:
    """The `fanbook` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a title still gets its book
            stream.reconfigure(errors="backslashreplace")
    # Typer reads the signature of every command before it looks at the first word; one is enough.
    called = [one for one in app.registered_commands if [one.name or _name(one)] == sys.argv[1:2]]
    app.registered_commands = called or app.registered_commands
    status: str | int | None = None
    try:
        app()
    except SystemExit as end:
        status = end.code
    _leave(status)


def _leave(status: str | int | None) -> NoReturn:
    """End the process when all is seen to, without taking every object apart: that costs a twentieth of a short run."""
    atexit._run_exitfuncs()  # noqa: SLF001 - documented in the module itself, and there is no other way
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as fault:
        if fault.errno not in _NO_OUTPUT:
            sys.exit(status)
        # A full disk behind `>`: Python's own end would try once more, and put its number in the place of ours.
        if status != OutputError.exit_code:
            with contextlib.suppress(OSError):
                _show_unwritable(fault)
        os._exit(OutputError.exit_code)
    except ValueError:
        sys.exit(status)
    if isinstance(status, str):
        sys.exit(status)
    os._exit(status or 0)
