"""What authors hang about a heading or a title: ".: Part I :.", "°º¤ Chapter 1 ¤º°", "<< Flour >>".

In: a line. Out: the words inside, where the same signs stand on both sides of them.
"""

from __future__ import annotations

import re

from fanbook.model.draft import Draft

_MIRRORED = str.maketrans("[](){}<>«»/\\（）【】［］〔〕〈〉《》", "][)(}{><»«\\/）（】【］［〕〔〉〈》《")
_NO_DRESS = frozenset("\"“”„'‘’¿¡「」『』")  # what begins or ends a speech
_BOLD = re.compile(r"^(?:\*\*|__)[^*_:\s][^*_:]{0,58}(?:\*\*|__)$")
_WIDEST = 14
ABOUT_TITLE = '*_#"“” '  # what people, and Markdown, put about a title


def is_bold_title(draft: Draft, i: int) -> bool:
    """Is unit `i` in bold, a line alone, and are there two more such lines further down?"""
    if not _BOLD.match(draft.units[i].text.strip()):
        return False
    below = (unit.text.strip() for unit in draft.units[i + 1 :] if unit.blanks and len(unit.text) < 70)
    return sum(bool(_BOLD.match(text)) for text in below) > 1


def without_dress(text: str) -> str:
    """The words inside, or nothing where no signs stand about them.

    A row of dots is speech that falls silent, and a dash at both ends one that is broken off: dots and dashes alone are
    no dress here.
    """
    text = text.strip()
    if text.startswith("<3") and text.endswith("<3"):
        return text[2:-2].strip()
    if text[:1].isalnum() or text[-1:].isalnum():
        return ""
    left = next((n for n, char in enumerate(text) if char.isalnum() or char in _NO_DRESS), 0)
    right = next((n for n, char in enumerate(reversed(text)) if char.isalnum() or char in _NO_DRESS), 0)
    before, after = text[:left].replace(" ", ""), text[len(text) - right :].replace(" ", "")
    if not 0 < len(before) <= _WIDEST or set(before) <= set(".…") | set("–—"):
        return ""
    if after not in (before, before[::-1], before[::-1].translate(_MIRRORED)):
        return ""
    return text[left : len(text) - right].strip()


def in_brackets(text: str) -> bool:
    """Does it stand in round or square brackets as a whole?"""
    return text[:1] + text[-1:] in ("()", "[]")
