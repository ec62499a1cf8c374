"""What is in a file, without reading it again as long as nobody has touched it.

In: a path. Out: its SHA-256. A file whose size, number and times are what they were when it was read has the same
content: any write gives it another time of change, which no program can set. Where the cache does not know the
file, it is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from fanbook.emit import digest_of
from fanbook.library.cache import Cache, key_of

Digest = Callable[[Path], str]


class Digests:
    """Digests of files, remembered in a cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def of(self, path: Path) -> str:
        """The file's digest; empty where there is no file."""
        key = _key(path)
        if not key:
            return ""
        found = self._cache.get_bytes(key)
        if found is None:
            found = digest_of(path).encode()
            if found and _key(path) == key:  # it was not written meanwhile
                self._cache.put_bytes(key, found)
        return found.decode()

    def note(self, path: Path, digest: str) -> None:
        """The file was just written, and this is its digest."""
        if key := _key(path):
            self._cache.put_bytes(key, digest.encode())


def _key(path: Path) -> str:
    """What changes when a file is written; empty where there is none."""
    try:
        seen = os.stat(path)  # noqa: PTH116 - half the time of the method, a thousand times
    except (OSError, ValueError):
        return ""
    facts = (seen.st_dev, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
    return key_of("digest", str(path), repr(facts))
