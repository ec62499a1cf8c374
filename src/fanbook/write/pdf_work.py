"""How the many small works of a book are done: one after the other here, or by somebody's pool.

A `Doer` gets a function of a module and the arguments of each call, and gives back what came of them in
the same order. A `Kept` is what an earlier run made: bytes under a key, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, Protocol


class Doer(Protocol):
    """Calls a function many times. What goes in and comes out can be sent to another process."""

    def __call__(self, function: Callable[..., Any], jobs: Sequence[tuple[Any, ...]]) -> list[Any]:
        """What came of each call, in the order of the jobs."""


class Keeper(Protocol):
    """Keeps bytes under a key from one run to the next; may lose them at any time."""

    def get(self, key: str) -> bytes | None:
        """What was kept under that key."""

    def put(self, key: str, data: bytes) -> None:
        """Keep these bytes under that key."""


def alone(function: Callable[..., Any], jobs: Sequence[tuple[Any, ...]]) -> list[Any]:
    """Each call here, one after the other."""
    return [function(*job) for job in jobs]


class Nowhere:
    """Keeps nothing."""

    def get(self, _key: str) -> bytes | None:
        """Nothing is kept."""
        return None

    def put(self, _key: str, _data: bytes) -> None:
        """Nothing is kept."""


NOWHERE = Nowhere()


def key_of(*parts: object) -> str:
    """A key that is the same whenever the parts are."""
    return sha256("\x1f".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()
