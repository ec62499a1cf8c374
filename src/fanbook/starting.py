"""A new library on disk. What is there already is never touched, and nothing is put into a folder of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fanbook.emit import write_whole
from fanbook.errors import OutputError


def start_library(folder: Path, starter: Mapping[str, str]) -> list[str]:
    """Make what is missing of a library; the paths made. Raises `OutputError` O001."""
    made = []
    standing = {name for name in starter if name.endswith("/") and (folder / name).exists()}
    for name, text in starter.items():
        target = folder / name
        if target.exists() or any(name.startswith(known) for known in standing):
            continue
        if name.endswith("/"):
            try:
                target.mkdir(parents=True)
            except OSError as fault:
                raise OutputError("O001", f"cannot make it: {fault.strerror}", at=str(target)) from fault
        else:
            write_whole(target, text.encode())
        made.append(str(target))
    return made
