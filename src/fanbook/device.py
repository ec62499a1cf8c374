"""Books to a reader that is plugged in: what is new, changed or gone there, and only that is copied.

In: a build's report, the output folder, a folder on the device. Out: a `Delivery`. What fanbook copied is
known by a record beside the books; a file that is not in it is never touched. A book that is gone from
the library stays on the device, where somebody may be reading it, and is named; one that has only got
another name takes the place of its old file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from fanbook.emit import as_bytes, digest_of, remove, write_whole
from fanbook.errors import FanbookError, OutputError
from fanbook.press import EPUB, KEPUB, PDF
from fanbook.report import BuildReport, Output

RECORD = ".fanbook-device.json"
_BEST = (KEPUB, EPUB, PDF)  # the first of these that a book has is the one to read

Rows = dict[str, dict[str, str]]  # by file name: the book's id, the file's digest, whose it is


class Delivery(Struct, frozen=True):
    """File names by what happened to them; `same` counts those that were there already."""

    folder: str
    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    same: int = 0
    faults: tuple[FanbookError, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The public object, under `device`."""
        return {
            "folder": self.folder,
            "new": list(self.new),
            "changed": list(self.changed),
            "gone": list(self.gone),
            "same": self.same,
            "failed": [
                {"path": f.at, "code": f.code, "message": f.message, "hint": f.hint} for f in self.faults
            ],
        }


def find_device(device: Path) -> None:
    """Raises `OutputError` O001 where the folder is none: nothing is made on a reader that is not there."""
    if not device.is_dir():
        hint = "plug the reader in, or make the folder"
        raise OutputError("O001", "there is no such folder to copy to", at=str(device), hint=hint)


def deliver(report: BuildReport, out: Path, device: Path, *, dry_run: bool = False) -> Delivery:
    """The report's books on the device. Raises `OutputError` O001 where the folder is none."""
    find_device(device)
    rows, whose = _read(device), _whose(out)
    new: list[str] = []
    changed: list[str] = []
    faults, same = [], 0
    for name, book, output in _wanted(report):
        there = digest_of(device / name)
        known = rows.get(name)
        if there == output.sha256:
            same += 1
        elif there and (known is None or known["sha256"] != there):
            faults.append(_in_the_way(device / name))
            continue
        else:
            (changed if there else new).append(name)
            if not dry_run:
                write_whole(device / name, (out / output.path).read_bytes())
        rows[name] = {"id": book, "sha256": output.sha256, "library": whose}
        if not dry_run:
            _drop_old_name(rows, name, book, device)
            write_whole(device / RECORD, as_bytes({"books": rows}))
    gone = tuple(sorted(_gone(rows, report, whose, device)))
    return Delivery(device.as_posix(), tuple(new), tuple(changed), gone, same, tuple(faults))


def _wanted(report: BuildReport) -> Iterator[tuple[str, str, Output]]:
    for book in report.books:
        outputs = {output.format: output for output in book.outputs}
        best = next((outputs[name] for name in _BEST if name in outputs), None)
        if best is not None:
            yield PurePosixPath(best.path).name, book.book.identifier, best


def _in_the_way(path: Path) -> OutputError:
    message, hint = "a file that fanbook did not put there has the book's name", "move it away"
    return OutputError("O003", message, at=str(path), hint=hint)


def _drop_old_name(rows: Rows, name: str, book: str, device: Path) -> None:
    """The book's file under its old name, if it is still as it was copied: highlights lie elsewhere."""
    for old in [old for old, row in rows.items() if row["id"] == book and old != name]:
        is_same_kind = _ending(old) == _ending(name)
        if is_same_kind and digest_of(device / old) == rows[old]["sha256"]:
            remove(device, old)
            del rows[old]


def _ending(name: str) -> str:
    return (
        "".join(PurePosixPath(name).suffixes[-2:])
        if name.endswith(".kepub.epub")
        else PurePosixPath(name).suffix
    )


def _gone(rows: Rows, report: BuildReport, whose: str, device: Path) -> Iterator[str]:
    kept = {book.book.identifier for book in report.books} | {row.get("id") for row in report.others}
    for name, row in rows.items():
        if row["library"] == whose and row["id"] not in kept and (device / name).is_file():
            yield name


def _whose(out: Path) -> str:
    # A hash: no path of this machine has any business on a device.
    return sha256(str(out.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _read(device: Path) -> Rows:
    """The record; nothing where there is none that can be read."""
    try:
        found = json.loads((device / RECORD).read_bytes())["books"].items()
        return {name: _row(row) for name, row in found if PurePosixPath(name).name == name}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _row(row: Mapping[str, Any]) -> dict[str, str]:
    return {key: str(row[key]) for key in ("id", "sha256", "library")}
