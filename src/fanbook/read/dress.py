"""What an element says of the look of its words: stress, weight, links, alignment.

In: an element. Out: styles for `runs`, an alignment. Tags, inline style sheets and the classes that sites use
for alignment are heeded; a document's style sheet is not.
"""

from __future__ import annotations

import re

from fanbook.model.blocks import Align
from fanbook.read.dom import Element, classes
from fanbook.read.runs import Style

_STYLES = {
    **dict.fromkeys(("i", "em", "cite", "dfn", "var", "u", "ins", "address"), "em"),
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("s", "strike", "del"), "s"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
    "sup": "sup",
    "sub": "sub",
}
_DECLARED = re.compile(
    r"(?P<i>font-style\s*:\s*(?:italic|oblique))|(?P<b>font-weight\s*:\s*(?:bold|[6-9]00))"
    r"|(?P<s>text-decoration[\w-]*\s*:[^;]*line-through)|(?P<u>text-decoration[\w-]*\s*:[^;]*underline)"
    r"|(?P<sup>vertical-align\s*:\s*super)|(?P<sub>vertical-align\s*:\s*sub\b)",
    re.IGNORECASE,
)
_FROM_CSS = {"i": "em", "b": "strong", "s": "s", "u": "em", "sup": "sup", "sub": "sub"}
_ALIGNED = re.compile(r"text-align\s*:\s*(?P<where>[a-z]+)", re.IGNORECASE)
_ALIGN = {"center": Align.CENTRE, "centre": Align.CENTRE, "right": Align.END, "end": Align.END, "left": Align.START,
          "start": Align.START, "justify": Align.START}  # fmt: skip
_ALIGN_CLASSES = {"center": Align.CENTRE, "centered": Align.CENTRE, "aligncenter": Align.CENTRE,
                  "text-center": Align.CENTRE, "align-center": Align.CENTRE, "alignright": Align.END,
                  "text-right": Align.END, "align-right": Align.END}  # fmt: skip


def styles_of(node: Element, name: str) -> tuple[Style, ...]:
    """The styles of the element called `name`."""
    found: list[Style] = []
    if name == "a":
        href = (node.get("href") or "").strip()
        if href.startswith(("http://", "https://")):
            found.append(("a", href))
        elif "#" in href and href.partition("#")[2]:
            found.append(("ref", href.partition("#")[2]))
    elif name in _STYLES:
        found.append((_STYLES[name], ""))
    if (declared := node.get("style")) and name not in ("body", "html"):
        found += [(_FROM_CSS[match.lastgroup or ""], "") for match in _DECLARED.finditer(declared)]
    return tuple(found)


def align_of(node: Element, name: str) -> Align | None:
    """The alignment that the element states, or None."""
    if name == "center":
        return Align.CENTRE
    if match := _ALIGNED.search(node.get("style") or ""):
        return _ALIGN.get(match["where"].lower())
    if where := node.get("align"):
        return _ALIGN.get(where.lower())
    return next((_ALIGN_CLASSES[one] for one in classes(node) if one in _ALIGN_CLASSES), None)
