"""What preflight is told, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from fanbook.diagnostics import Diagnostic
from fanbook.write.outlet import find_outlet
from fanbook.write.trim import find_trim


class Options(Struct, frozen=True):
    """What a person said of the files: the size that pages must have, the shop that prints them; empty for any."""

    trim: str = ""
    press: str = ""


def asked(trim: str, press: str) -> Options:
    """What was said, if there are such a size and such a shop. Raises `ConfigError` (C003)."""
    if trim:
        find_trim(trim)
    find_outlet(press)
    return Options(trim, press)


class Verdict(Struct, frozen=True):
    """What was found in one file, and what was measured on the way."""

    name: str
    found: tuple[Diagnostic, ...]
    measures: Mapping[str, Any] = field(default_factory=dict)


def pages_said(pages: list[int]) -> str:
    """Page numbers from 1 as words: the first few, and how many more."""
    shown = ", ".join(str(page) for page in pages[:6])
    more = f" and {len(pages) - 6} more" if len(pages) > 6 else ""
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}{more}"
