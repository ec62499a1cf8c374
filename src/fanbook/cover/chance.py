"""Choices that look free and are not: everything a story's cover varies by comes from its name.

In: words that identify a story. Out: a `Chance`, which gives the same picks in every process and on every
Python. `hash()` is salted and the picking methods of `random.Random` have changed between versions, so
only its bit stream is used.
"""

import random
from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of picks, seeded by words. `fork` starts another that later picks here cannot disturb."""

    __slots__ = ("_name", "_stream")

    def __init__(self, *name: str) -> None:
        self._name = name
        digest = blake2b("\x1f".join(name).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        self._stream = random.Random(int.from_bytes(digest, "big"))  # noqa: S311  (ornament, not secrets)

    def fork(self, *name: str) -> "Chance":
        """An independent stream for one purpose, so that adding a purpose changes no other."""
        return Chance(*self._name, *name)

    def between(self, low: float, high: float) -> float:
        """A number from low up to high."""
        return low + (high - low) * self._stream.random()

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[int(self._stream.random() * len(options))]

    def weighed(self, options: Sequence[tuple[T, float]]) -> T:
        """One of the options by weight."""
        mark = self._stream.random() * sum(weight for _, weight in options)
        for option, weight in options:
            mark -= weight
            if mark < 0:
                return option
        return options[-1][0]

    def shuffled(self, options: Sequence[T]) -> tuple[T, ...]:
        """The options in another order."""
        keyed = [(self._stream.random(), index) for index in range(len(options))]
        return tuple(options[index] for _, index in sorted(keyed))
