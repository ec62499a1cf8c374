"""What was found in a story before, kept in the user's cache folder under a hash of all it depends on.

The cache only saves time: an entry that is missing, damaged or cannot be written is made again, and
nothing a person wrote is ever in it. `FANBOOK_CACHE` names another folder, or nothing for none.
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

VARIABLE = "FANBOOK_CACHE"
_MOST = 256 * 2**20  # bytes; at two kilobytes a story that is a large library many times over


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries in a folder; without one it holds nothing."""

    folder: Path | None

    def get(self, key: str) -> dict[str, Any] | None:
        """What was kept under that key, or None."""
        if self.folder is None:
            return None
        try:
            found = json.loads(zlib.decompress(self._path(self.folder, key).read_bytes()))
        except (OSError, ValueError, zlib.error, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def put(self, key: str, data: dict[str, Any]) -> None:
        """Keep it, whole or not at all."""
        if self.folder is None:
            return
        path = self._path(self.folder, key)
        packed = zlib.compress(json.dumps(data, separators=(",", ":")).encode(), 1)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(packed)
                os.replace(temporary, path)  # noqa: PTH105 - the pair of mkstemp
            except BaseException:
                os.unlink(temporary)  # noqa: PTH108 - as above
                raise

    def trim(self, most: int = _MOST) -> None:
        """Let go of the oldest entries where there are too many."""
        if self.folder is None:
            return
        with suppress(OSError):
            files = sorted(
                (stat.st_mtime, stat.st_size, path)
                for path in self.folder.rglob("*")
                if (stat := path.stat()) and path.is_file()
            )
            size = sum(row[1] for row in files)
            for _, bytes_, path in files:
                if size <= most:
                    break
                path.unlink(missing_ok=True)
                size -= bytes_

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        return folder / key[:2] / key[2:]


def key_of(*parts: str | bytes) -> str:
    """The key for what is made of these parts and of nothing else."""
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def user_cache() -> Cache:
    """The cache of whoever runs this."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Cache(Path(named) if named else None)
    return Cache(user_cache_path("fanbook", appauthor=False) / "stories")
