"""The command line: parse arguments, call the library, report. Only this package prints."""

from fanbook.cli.app import app, main

__all__ = ["app", "main"]
