"""What was found in a story before, kept in the user's cache folder under a hash of all it depends on.

The cache only saves time: what is missing or damaged is made again, one that cannot be opened is none,
and nothing that a person wrote is in it alone. `FANBOOK_CACHE` names another folder, or nothing for none.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from platformdirs import user_cache_path

VARIABLE = "FANBOOK_CACHE"
FILE = "stories.sqlite"
_MOST = 256 * 2**20  # bytes; at a few kilobytes a story that is a large library many times over
_OFTEN = 0.25  # seconds of work that an end without warning may cost
_TABLE = "CREATE TABLE IF NOT EXISTS found (key TEXT UNIQUE, data BLOB)"


class Cache:
    """Entries in a file of its own; without one it holds nothing."""

    def __init__(self, file: Path | None, most: int = _MOST) -> None:
        self._most = most
        self._entries = _opened(file) if file is not None else None
        self._kept = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._entries is not None:
            with suppress(sqlite3.Error):
                self._trim(self._entries)
                self._entries.commit()
            self._entries.close()

    def get(self, key: str) -> dict[str, Any] | None:
        """What was kept under that key, or None."""
        try:
            found = json.loads(self.get_bytes(key) or b"")
        except (ValueError, RecursionError):
            return None
        return found if isinstance(found, dict) else None

    def get_bytes(self, key: str) -> bytes | None:
        """The bytes that were kept under that key, or None."""
        if self._entries is None:
            return None
        try:
            row = self._entries.execute("SELECT data FROM found WHERE key = ?", (key,)).fetchone()
            return zlib.decompress(row[0]) if row else None
        except (sqlite3.Error, ValueError, TypeError, zlib.error):
            return None

    def put(self, key: str, data: dict[str, Any]) -> None:
        """Keep it."""
        self.put_bytes(key, json.dumps(data, separators=(",", ":")).encode())

    def put_bytes(self, key: str, data: bytes) -> None:
        """Keep these bytes."""
        if self._entries is None:
            return
        packed = zlib.compress(data, 1)
        with suppress(sqlite3.Error):
            self._entries.execute("INSERT OR REPLACE INTO found VALUES (?, ?)", (key, packed))
            if time.monotonic() - self._kept > _OFTEN:
                self._entries.commit()
                self._kept = time.monotonic()

    def _trim(self, entries: sqlite3.Connection) -> None:
        """Let go of the oldest quarter where there are too many."""

        def number(pragma: str) -> int:
            return int(entries.execute(f"PRAGMA {pragma}").fetchone()[0])

        if (number("page_count") - number("freelist_count")) * number("page_size") > self._most:
            oldest = "SELECT rowid FROM found ORDER BY rowid LIMIT (SELECT count(*) / 4 + 1 FROM found)"
            entries.execute(f"DELETE FROM found WHERE rowid IN ({oldest})")  # noqa: S608 - no word of a stranger


def _opened(file: Path) -> sqlite3.Connection | None:
    """The entries; begun anew where the file is none of ours or torn, None where there can be none."""
    for _ in range(2):
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            entries = sqlite3.connect(file, timeout=1)
            # Lost power may cost entries, never a story; whoever reads meanwhile need not wait.
            entries.execute("PRAGMA synchronous = OFF")
            entries.execute("PRAGMA journal_mode = WAL")
            entries.execute(_TABLE)
        except sqlite3.OperationalError:
            return None  # no such folder, no permission, somebody else is writing
        except sqlite3.DatabaseError:
            with suppress(OSError):
                file.unlink()
        else:
            return entries
    return None


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
    folder = user_cache_path("fanbook", appauthor=False) if named is None else Path(named) if named else None
    return Cache(folder / FILE if folder else None)


NO_CACHE = Cache(None)
