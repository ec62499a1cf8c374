"""The exceptions that end one story, one format or the run, each with its exit code.

An expected error is shown as message, place and hint, never as a traceback; anything that is
not a `FanbookError` is a bug and is shown whole. Exit codes are public (see `EXIT_CODES`).

    FanbookError
    ├── SourceError      a source cannot be read or is no story     1 (3 when it is the only one:
    │                                                                 `NothingToRead`)
    ├── ConfigError      configuration, sidecar or usage in error    2
    ├── OutputError      the output folder cannot be written         3
    ├── SystemMissing    a system library or tool is not there       4
    └── Bug              what fanbook did not expect, with its trace  70
"""

from __future__ import annotations

EXIT_CODES = {
    0: "everything asked for was built, or nothing needed to be",
    1: "at least one story or format failed; the rest was built",
    2: "usage, configuration or sidecar in error, before anything was built",
    3: "the only source, or the output folder, cannot be read or written",
    4: "a missing system library or tool stopped a format; the others were built",
    70: "a bug in fanbook",
    130: "interrupted",
}


class FanbookError(Exception):
    """An expected failure: a stable code, what happened, where, and what to do about it."""

    exit_code = 1

    def __init__(self, code: str, message: str, *, hint: str = "", at: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.at = at

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions cross process borders; the default rebuild knows no keyword arguments.
        return (_rebuild, (type(self), self.code, self.message, self.hint, self.at))


def _rebuild(kind: type[FanbookError], code: str, message: str, hint: str, at: str) -> FanbookError:
    return kind(code, message, hint=hint, at=at)


class SourceError(FanbookError):
    """A source that cannot be read, decoded, or made into a story."""


class NothingToRead(SourceError):  # noqa: N818 - the name says what is wrong
    """None of the sources can be read, so there is nothing to build."""

    exit_code = 3


class ConfigError(FanbookError):
    """`fanbook.toml`, a sidecar or an option that says something impossible."""

    exit_code = 2


class OutputError(FanbookError):
    """The output folder, or a file in it, cannot be written."""

    exit_code = 3


class SystemMissing(FanbookError):  # noqa: N818 - the name says what is wrong, as its peers do
    """A system library that a format needs is not installed."""

    exit_code = 4


class Bug(FanbookError):  # noqa: N818 - the name says what it is
    """Something that fanbook did not expect, caught so that other stories go on; `at` is where."""

    exit_code = 70
    trace = ""

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild_bug, (self.message, self.at, self.trace))


def bug(fault: Exception, at: str, trace: str) -> Bug:
    """The bug that an unexpected exception is. `trace` is its traceback, to be shown whole."""
    if isinstance(
        fault.__cause__, KeyboardInterrupt
    ):  # Python 3.11 hides one that comes while a class is made
        raise KeyboardInterrupt from fault
    return _rebuild_bug(f"a bug in fanbook: {type(fault).__name__}: {fault}", at, trace)


def _rebuild_bug(message: str, at: str, trace: str) -> Bug:
    found = Bug("B001", message, hint="please report the traceback, if you can with the source", at=at)
    found.trace = trace
    return found
