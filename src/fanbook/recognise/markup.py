"""Plain-text stress to inlines: `*x*` and `_x_` to emphasis, `**x**` to strong.

A mark counts only where it hugs words on the inside and stands free on the outside; anything
else is a character like others. No word is added or lost.
"""

from __future__ import annotations

import re

from fanbook.model.inlines import Emphasis, Inline, Strong, Text

_STRESS = re.compile(
    r"(?<![\w*_])(?:\*\*(?P<strong>(?=[^\s*])[^*\n]{1,2000}?(?<=[^\s*]))\*\*"
    r"|\*(?P<star>(?=[^\s*])[^*\n]{1,2000}?(?<=[^\s*]))\*"
    r"|_(?P<under>(?=[^\s_])[^_\n]{1,2000}?(?<=[^\s_]))_)(?![\w*_])"
)


def read_inlines(text: str) -> tuple[Inline, ...]:
    """The inlines of one paragraph or line."""
    if "*" not in text and "_" not in text:
        return (Text(text),) if text else ()
    out: list[Inline] = []
    at = 0
    for match in _STRESS.finditer(text):
        if match.start() > at:
            out.append(Text(text[at : match.start()]))
        inner = match["strong"] or match["star"] or match["under"]
        out.append(Strong((Text(inner),)) if match["strong"] else Emphasis((Text(inner),)))
        at = match.end()
    if at < len(text):
        out.append(Text(text[at:]))
    return tuple(out)
