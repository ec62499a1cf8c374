"""Pictures that part scenes: the same one alone in its paragraph, again and again.

In: the roots of one story's documents. Out: the same, with a rule in the place of each such picture. One that
returns shows nothing of the story, and is lost where the file did not bring it along; a picture that says in words
what it shows is a picture, unless it says that it is an ornament.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fanbook.read.dom import Element, name_of

_BOXES = frozenset(("p", "div", "center", "figure"))
_INLINE = frozenset(("span", "a", "b", "i", "em", "strong", "font"))
_NAMED = re.compile(
    r"\W*(?:(?:scene|section|line|page|text)[\s_-]*)?(?:break|divider|separator|ornament|decoration|image|img|line)?\W*",
    re.IGNORECASE,
)
_CALLED = re.compile(r"(?:scene|section)[\s_-]*break|divider|separator|asterism|fleuron", re.IGNORECASE)


def mark_ornaments(roots: Sequence[Element]) -> None:
    """Put a rule in the place of every picture that does no more than part."""
    found: dict[str, list[Element]] = {}
    for root in roots:
        for picture, box in _alone(root):
            found.setdefault(picture.get("src") or "", []).append(box)
    for boxes in found.values():
        for box in boxes if len(boxes) > 1 or _says(boxes[0]) else ():
            for child in list(box):
                box.remove(child)
            box.tag = "hr"


def _is_alone_in(around: Element) -> bool:
    return len(around) == 1 and not "".join(around.itertext()).strip()


def _has_words(box: Element, *, preceding: bool) -> bool:
    """Do words stand before or behind it, in what holds it?"""
    return any("".join(one.itertext()).strip() for one in box.itersiblings("*", preceding=preceding))


def _says(box: Element) -> bool:
    """Does the picture say that it parts: by its name, or by what stands for it?"""
    picture = next(box.iter("img"))
    alt, name = (picture.get("alt") or "").strip(), (picture.get("src") or "").rpartition("/")[2]
    is_marks = bool(alt) and not any(map(str.isalnum, alt))
    return is_marks or bool(_CALLED.search(name) or _CALLED.search(alt))


def _alone(root: Element) -> Iterator[tuple[Element, Element]]:
    """Pictures with nothing beside them, each with the paragraph that it stands in alone, between others."""
    for picture in root.iter("img"):
        box = picture.getparent()
        while box is not None and name_of(box) in _INLINE:
            box = box.getparent()
        if box is None or name_of(box) not in _BOXES or not _NAMED.fullmatch(picture.get("alt") or ""):
            continue
        if "".join(box.itertext()).strip() or sum(1 for _ in box.iter("img", "hr", "p", "table")) != 1 + (
            name_of(box) == "p"
        ):
            continue
        while (around := box.getparent()) is not None and name_of(around) in _BOXES and _is_alone_in(around):
            box = around
        if _has_words(box, preceding=True) and _has_words(box, preceding=False):
            yield picture, box
