"""What was made before and may be needed again: bytes under keys, in a folder beside the books.

Nothing here is ever needed: a file that is missing, cut short or gone stale costs time and no more. Keys
are hashes of all that the bytes were made from. When the folder grows too large, what was not used for
longest goes.
"""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

FOLDER = ".fanbook-cache"
ROOM = 512 << 20  # bytes


class Shelf(Struct, frozen=True):
    """A folder of kept bytes. `base` goes into every key: what was made by another fanbook is not found."""

    folder: Path
    base: str

    def get(self, key: str) -> bytes | None:
        """What was kept under that key."""
        file = self._file(key)
        try:
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        digest, _, kept = data.partition(b"\n")
        return kept if digest == sha256(kept).hexdigest().encode() else None

    def put(self, key: str, data: bytes) -> None:
        """Keep these bytes under that key, if there is room."""
        file = self._file(key)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            # Not synced, unlike a book: what a power cut leaves half-written is not taken for whole.
            half = file.with_suffix(f".{os.getpid()}")
            half.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
            half.replace(file)

    def tidy(self, room: int = ROOM) -> None:
        """Let go of what was not used for longest, until the rest fits."""
        with suppress(OSError):
            files = sorted(
                ((file.stat().st_mtime_ns, file.stat().st_size, file) for file in self.folder.glob("*/*")),
                reverse=True,
            )
            for _, size, file in files:
                room -= size
                if room < 0:
                    file.unlink()

    def _file(self, key: str) -> Path:
        name = sha256(f"{self.base}|{key}".encode()).hexdigest()
        return self.folder / name[:2] / name
