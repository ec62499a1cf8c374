"""Patterns that few texts ask for, compiled when the first one does: each takes up to two milliseconds of a start."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Late:
    """A pattern that is looked at and asked as a compiled one is."""

    def __init__(self, written: str, flags: int = 0) -> None:
        self._told = written, flags

    @cached_property
    def _made(self) -> re.Pattern[str]:
        return re.compile(*self._told)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first place, from `start` on, where it matches."""
        return self._made.search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Its match at `start`."""
        return self._made.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Its match with the whole text."""
        return self._made.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Its matches in order."""
        return self._made.finditer(text)

    def findall(self, text: str) -> list[str]:
        """What it matches, in order."""
        return self._made.findall(text)

    def split(self, text: str) -> list[str]:
        """The text between its matches."""
        return self._made.split(text)

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with its matches replaced."""
        return self._made.sub(put, text)
