"""ZIP files of strangers: opened with limits on entries, sizes and ratios; no path leaves the archive.

In: an archive's bytes. Out: its files by name, unpacked one at a time when they are asked for. Nothing is ever
written to disk, so a path can only lead to a wrong name; names that try are left out all the same.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from urllib.parse import unquote

from fanbook.errors import SourceError

MAX_ENTRIES = 10_000
MAX_FILE = 64 * 2**20  # one file unpacked
MAX_TOTAL = 512 * 2**20
_AGAIN = "save the story again from where it came"


class Archive:
    """A ZIP file's contents. Raises `SourceError` R033 (damaged) or R034 (an archive bomb)."""

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        self._left = MAX_TOTAL
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OverflowError, RuntimeError, EOFError) as fault:
            raise SourceError("R033", f"the archive is damaged: {fault}", at=path, hint=_AGAIN) from fault
        if len(entries) > MAX_ENTRIES:
            raise self._bomb(f"it has {len(entries):,} entries")
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise self._bomb("unpacked it would be larger than any book")
        self._entries = {
            entry.filename: entry for entry in entries if not entry.is_dir() and is_inside(entry.filename)
        }

    def names(self) -> list[str]:
        """The names of its files, as they stand in the archive."""
        return list(self._entries)

    def is_locked(self, name: str) -> bool:
        """Is this file under a password?"""
        return name in self._entries and bool(self._entries[name].flag_bits & 1)

    def find(self, name: str) -> str:
        """The name in the archive of what `name` means: written otherwise in capitals or by a browser."""
        if name in self._entries:
            return name
        folded = unquote(name).casefold()
        return next((known for known in self._entries if known.casefold() == folded), "")

    def get(self, name: str) -> bytes | None:
        """A file's bytes, or None where there is no such file."""
        known = self.find(name)
        if not known:
            return None
        if self.is_locked(known):
            raise SourceError(
                "R035", f"{name} is locked by a password", at=self._path, hint="unlock it first"
            )
        try:
            with self._zip.open(self._entries[known]) as file:
                data = file.read(min(MAX_FILE, self._left) + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as fault:
            raise SourceError("R033", f"{name} is damaged: {fault}", at=self._path, hint=_AGAIN) from fault
        if len(data) > min(MAX_FILE, self._left):
            raise self._bomb(f"{name} unpacks to more than {MAX_FILE // 2**20} MB")
        self._left -= len(data)
        return data

    def need(self, name: str) -> bytes:
        """A file's bytes. Raises `SourceError` R033 where there is no such file."""
        data = self.get(name)
        if data is None:
            raise SourceError("R033", f"{name} is missing from the archive", at=self._path, hint=_AGAIN)
        return data

    def with_file(self, name: str, data: bytes) -> bytes:
        """The archive with other bytes for one of its files."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as made:
            for known in self._entries:
                made.writestr(known, data if known == name else self.need(known))
        return out.getvalue()

    def _bomb(self, why: str) -> SourceError:
        return SourceError("R034", f"this archive is no story: {why}", at=self._path, hint="check what it is")


def is_inside(name: str) -> bool:
    """Does this name stay in its archive?"""
    plain = name.replace("\\", "/")
    return (
        not plain.startswith("/")
        and ".." not in plain.split("/")
        and ":" not in plain.split("/")[0]
        and "\0" not in name
    )


def joined(base: str, href: str) -> str:
    """Where `href`, as it stands in the file `base`, leads in the archive; empty where it leads out."""
    href = unquote(href.partition("#")[0].partition("?")[0])
    if not href or "://" in href or href.startswith(("/", "data:")):
        return ""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(base), href))
    return path if is_inside(path) else ""
