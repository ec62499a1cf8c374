"""The only writer of files in an output folder: whole or not at all, and only what is ours.

Temporary file in the same folder, fsync, rename. A file that fanbook did not make is never
touched: what it made is told by the report of the build before.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EISDIR
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from msgspec import Struct, field

from fanbook.errors import OutputError

REPORT = "fanbook-report.json"
LOCK = ".fanbook.lock"


def write_whole(path: Path, data: bytes) -> None:
    """The file with these bytes, or as it was. Raises `OutputError` O001."""
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".fanbook-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # noqa: PTH101 - a temporary file is private, a book is not
        os.replace(temporary, path)  # noqa: PTH105 - the pair of the line above
    except OSError as fault:
        message = f"cannot write: {fault.strerror or fault}"
        raise OutputError("O001", message, at=str(path), hint="check space and permissions") from fault
    finally:
        if temporary:
            with suppress(FileNotFoundError):
                os.unlink(temporary)  # noqa: PTH108 - as above


class Earlier(Struct, frozen=True):
    """What the build before left behind: its rows, and its files by path below the output folder."""

    books: tuple[Mapping[str, Any], ...] = ()
    outputs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_earlier(out: Path) -> Earlier:
    """The build before, from its report; nothing where there is none that can be read."""
    try:
        report = json.loads((out / REPORT).read_bytes())
        rows = [*report["books"], *report.get("others", ())]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Earlier()
    books = tuple(row for row in rows if _is_book(row))
    return Earlier(books, {output["path"]: output for book in books for output in book["outputs"]})


_BOOK = {"slug": str, "id": str, "sources": list, "outputs": list}
_OUTPUT = {"path": str, "format": str, "bytes": int, "sha256": str}


def _is_book(row: Any) -> bool:  # noqa: ANN401 - whatever JSON may hold
    """Has a report's row what this module relies on? Anybody may have edited it."""
    return (
        _has(row, _BOOK)
        and all(_has(source, {"path": str}) for source in row["sources"])
        and all(_has(output, _OUTPUT) for output in row["outputs"])
    )


def _has(row: Any, wanted: Mapping[str, type]) -> bool:  # noqa: ANN401 - whatever JSON may hold
    return isinstance(row, dict) and all(isinstance(row.get(key), kind) for key, kind in wanted.items())


def digest_of(path: Path) -> str:
    """A file's SHA-256, or nothing where there is no file."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def is_current(
    out: Path, path: str, key: str, earlier: Earlier, digest: Callable[[Path], str] = digest_of
) -> Mapping[str, Any] | None:
    """The earlier row of an output that was made from the same inputs and is still as it was made."""
    row = earlier.outputs.get(path)
    if row is None or row.get("key") != key or digest(out / path) != row.get("sha256"):
        return None
    return row


def as_bytes(data: Mapping[str, Any]) -> bytes:
    """The public JSON as UTF-8. What is no text (a lone surrogate) is written as JSON escapes it."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def emit(out: Path, path: str, data: bytes, earlier: Earlier, *, again: bool = False) -> str:
    """Write one output; its SHA-256. `again`: this run has written it before.

    Raises `OutputError` O003 where a file stands that fanbook did not make, O001 where it
    cannot be written.
    """
    target, digest = out / path, sha256(data).hexdigest()
    if digest_of(target) == digest:
        return digest
    if os.path.lexists(target) and path not in earlier.outputs and not again:
        raise OutputError(
            "O003",
            "a file that fanbook did not make stands there",
            at=str(target),
            hint="move it away, or choose another --out",
        )
    write_whole(target, data)
    return digest


def remove(out: Path, path: str) -> bool:
    """Take away a file that fanbook made and no longer wants. False where it was gone or refused."""
    target = out / path
    try:
        # The folder, not the file: a link that stands there is taken away itself.
        if not target.parent.resolve().is_relative_to(out.resolve()) or not target.is_file():
            return False
        target.unlink()
    except (OSError, RuntimeError, ValueError):
        return False
    return True


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """The output folder for ourselves. Raises `OutputError` O001 or O002."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        if (out / REPORT).is_dir():
            raise IsADirectoryError(EISDIR, f"{REPORT} in it is a folder")
        lock = FileLock(out / LOCK)
        lock.acquire(timeout=0)
    except Timeout as fault:
        raise OutputError(
            "O002", "another build is running here", at=str(out), hint="wait for it, or choose another --out"
        ) from fault
    except OSError as fault:
        raise OutputError(
            "O001", f"cannot use this folder: {fault.strerror}", at=str(out), hint="choose another --out"
        ) from fault
    try:
        yield
    finally:
        lock.release()
        with suppress(OSError):
            (out / LOCK).unlink()
