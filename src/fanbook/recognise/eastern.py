"""Is a text, or a part of it, in Chinese, Japanese or Korean writing? Asked before the patterns for it are."""

from __future__ import annotations

_FIRST = "\u2e80"  # where the radicals begin, and after them everything else of that writing


def is_eastern(text: str) -> bool:
    """Has it a letter or a mark that such writing has, or anything beyond?"""
    return not text.isascii() and max(text) >= _FIRST
