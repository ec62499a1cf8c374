"""Is a text, or a part of it, in Chinese, Japanese or Korean writing?"""

from __future__ import annotations

from fanbook.late import Late

_LETTER = Late(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_FIRST = "\u2e80"  # where the radicals begin, and after them everything else of that writing


def may_be_eastern(text: str) -> bool:
    """Has it a letter or a mark that such writing has, or anything beyond? Quick: asked before the patterns for it are."""
    return not text.isascii() and max(text) >= _FIRST


def has_eastern(text: str) -> bool:
    """Has it a letter of such writing?"""
    return _LETTER.search(text) is not None
