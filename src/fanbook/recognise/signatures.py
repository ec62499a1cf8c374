"""How people sign what they write: a name or initials and nothing else, kisses aside.

In: a line. Out: whether it is a signature.
"""

from __future__ import annotations

import re

_PARTICLES = frozenset("of the de and & your von dein deine ton ta votre tu su".split())


def signs(text: str) -> bool:
    """A name or initials and nothing else, kisses aside."""
    words = re.sub(r" ?\([^()]{1,20}\)$", "", text).strip(' -–—*_"”').rstrip(".,").split()
    while len(words) > 1 and set(words[-1].casefold()) <= {"x", "o"}:
        words.pop()
    while len(words) > 1 and set(words[0].casefold()) <= {"x", "o"}:
        del words[0]
    if not 1 <= len(words) <= 4 or len(text) > 40 or text.rstrip("*_ ")[-1:] in "?!:;…":
        return False
    if text.lstrip()[:1] in "\"“'‘" or (
        text.endswith(".") and len(words) > 1 and len(words[-1].strip(".")) > 3
    ):
        return False
    return words[-1][:1].isupper() and all(word[:1].isupper() or word in _PARTICLES for word in words)
