"""What a document's style sheets say of its classes, written onto the elements themselves.

In: the roots of one story's documents, and the text of their style sheets. Out: the same elements, with slant,
weight, strokes and alignment in their `style`, where `dress` reads them. Google Docs and calibre mark every slanted
word by a class alone. Only a lone class is heeded, and no look that most of the words have: that one says nothing.
What a sheet hides stays: much that is hidden is there for readers without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from fanbook.read.dom import Element, classes, name_of

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_SELECTOR = re.compile(r"(?:#workskin\s+)?(?:p|div|span|em|i|td|li)?\.([\w-]+)")
_SAID = re.compile(
    r"(?<![\w-])(?:font-style\s*:\s*(?:italic|oblique)|font-weight\s*:\s*(?:bold|[6-9]00)"
    r"|text-decoration(?:-line)?\s*:\s*(?:line-through|underline)|vertical-align\s*:\s*(?:super|sub)"
    r"|text-align\s*:\s*(?:center|right))(?![\w-])",
    re.IGNORECASE,
)
_UNDRESSED = frozenset("html body a h1 h2 h3 h4 h5 h6 th img hr br".split())
_MOST = 2**20  # letters of a style sheet


def wear_sheets(roots: Sequence[Element], sheets: Iterable[str]) -> None:
    """Write what the sheets say of classes onto the elements."""
    looks: dict[str, list[str]] = {}
    for sheet in sheets:
        for name, looked in _looks(sheet[:_MOST]):
            looks.setdefault(name, []).extend(looked)
    if not looks:
        return
    worn: dict[str, list[tuple[Element, int]]] = {}
    for root in roots:
        for node in root.iter("*"):
            if node.get("class") and name_of(node) not in _UNDRESSED:
                for said in {said for name in classes(node) for said in looks.get(name, ())}:
                    worn.setdefault(said, []).append((node, _letters(node)))
    whole = sum(map(_letters, roots))
    for said, wearers in sorted(worn.items()):
        if sum(size for _, size in wearers) * 2 < whole:
            for node, _ in wearers:
                node.set("style", "; ".join(filter(None, (node.get("style"), said))))


def sheets_in(root: Element) -> Iterator[str]:
    """The style sheets that stand in a document."""
    return (node.text or "" for node in root.iter("style"))


def _letters(node: Element) -> int:
    return sum(map(len, node.itertext()))


def _looks(sheet: str) -> Iterator[tuple[str, list[str]]]:
    """Each lone class, and what is said of it that a book can show."""
    for selectors, body in _RULE.findall(_COMMENT.sub(" ", sheet)):
        said = [" ".join(match.group().lower().split()) for match in _SAID.finditer(body)]
        for selector in selectors.split(",") if said else ():
            if match := _SELECTOR.fullmatch(selector.strip()):
                yield match[1], said
