"""EPUBs with one thing wrong each: a good book's archive, changed file by file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

Change = Callable[[dict[str, bytes]], None]


def repacked(epub: bytes, change: Change) -> bytes:
    """The archive with its files changed."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        files = {row.filename: archive.read(row) for row in archive.infolist()}
    change(files)
    return packed(files)


def packed(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def put(path: str, old: str, new: str) -> Change:
    """Other words in one file; the old ones must be there."""

    def change(files: dict[str, bytes]) -> None:
        text = files[f"EPUB/{path}"].decode()
        assert old in text, f"{old!r} is not in {path}"
        files[f"EPUB/{path}"] = text.replace(old, new).encode()

    return change


def add(path: str, text: str) -> Change:
    """More at the end of a file."""

    def change(files: dict[str, bytes]) -> None:
        files[f"EPUB/{path}"] += text.encode()

    return change


def drop(path: str) -> Change:
    """A file taken out of the archive; the manifest still lists it."""

    def change(files: dict[str, bytes]) -> None:
        del files[f"EPUB/{path}"]

    return change
