"""Dashes, ellipses, fractions and French spaces: marks that need only their near neighbours.

In: a text, the place of a mark, where the last edit ended, and the convention. Out: an `Edit`, or
None where the mark stands for itself (a hyphen, a date, a score, a telephone number).
"""

from __future__ import annotations

import re

from fanbook.enrich.conventions import NARROW, NO_BREAK, Convention
from fanbook.enrich.edit import Edit

_BLANKS = " \u00a0"
_DASHES = "-–—"
_RULE = 7  # hyphens in a row that make a rule, not a dash
# What may stand on either side of ` - ` for it to be a dash and no arithmetic, list or ornament.
_QUOTES = "\"'`´“”„‟«»‘’‚‹›"
_SINGLES = frozenset("'`´‘’‚‹›′")
_ENDS_WORD = frozenset(f"{_QUOTES}.,!?…)]:;*_%′″")
_STARTS_WORD = frozenset(f"{_QUOTES}(.…*_¿¡$£€[")

_FRACTIONS = {
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/5": "⅕", "2/5": "⅖", "3/5": "⅗", "4/5": "⅘",
    "1/6": "⅙", "5/6": "⅚", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞",
}  # fmt: skip
# `Part 1/2 is up`, `on 1/4 we sailed`: counting and dates.
_COUNTED = re.compile(
    r"(?:^|\W)(?:parts?|pt|chapters?|chap|ch|pages?|pp?|vol|volume|book|episode|ep|scene|version|update|act|day"
    r"|on|since|dated?|posted|partie|chapitre|teil|kapitel|seite|am|parte|capítulo)[\s.#:]*$",
    re.IGNORECASE,
)
# After the second number: a unit, or a compound (`10-12-year-olds`), then nothing of an identifier.
_UPPER = re.compile(
    r"(\d{1,4})(?:(?:[ap]m|st|nd|rd|th|s|k|km|cm|mm|m|kg|lbs?|ft|h)?(?![\w/:–—-]|[.,]\d)"
    r"|-(?=(?:year|month|week|day|hour|minute|second|foot|inch|mile|page|person|man)s?\b))"
)
_NAMES_NOT_RANGES = ("7-11", "9-11")


def long_dash(text: str, start: int, end: int, floor: int, convention: Convention) -> Edit | None:
    """Two hyphens or three are a dash, four to six a double one; more are a rule and stay."""
    if end - start >= _RULE:
        return None
    mark = convention.dash * (1 if end - start <= 3 else 2)
    left, right = _left_edge(text, start, floor), _right_edge(text, end)
    if left == 0 or text[left - 1] == "\n":
        return _change(text, start, end, mark, "dashes")
    if right == len(text) or text[right] == "\n":
        keeps_space = not convention.closes_up or text[0] in _DASHES
        return _change(text, start if keeps_space else left, end, mark, "dashes")
    if left < start and right > end:
        return _change(text, left, right, convention.spaced_dash.replace("—", mark), "dashes")
    if convention.closes_up:
        return _change(text, left, right, mark, "dashes")
    if convention.parts_words and text[start - 1].isalpha() and text[end].isalpha():
        mark = f" {mark} "
    return _change(text, start, end, mark, "dashes")


def spaced_hyphen(text: str, at: int, floor: int, convention: Convention) -> Edit | None:
    """A hyphen with a space on either side, between words, was meant for a dash."""
    left, right = _left_edge(text, at, floor), _right_edge(text, at + 1)
    if left == 0 or right == len(text):
        return None
    before, after = text[left - 1], text[right]
    if not (before.isalnum() or before in _ENDS_WORD) or not (after.isalnum() or after in _STARTS_WORD):
        return None
    if before.isnumeric() and after.isnumeric():
        return None
    return Edit(left, right, convention.spaced_dash, "dashes")


def speech_dash(text: str, at: int, convention: Convention) -> Edit | None:
    """A hyphen for the dash that opens a French or Spanish speech, or sets off an aside in one."""
    starts_line = at == 0 or text[at - 1] == "\n"
    if not starts_line and not (convention.hugs_speech and text[0] in _DASHES):
        return None
    if starts_line and text[at + 1 : at + 2].isdecimal():
        return None
    return Edit(at, at + 1, "—", "dashes")


def number_range(text: str, at: int) -> Edit | None:
    """`10-12` and `1914-18` are ranges; dates, scores, telephone and serial numbers are not."""
    first = at
    while first and at - first < 5 and text[first - 1].isdecimal():
        first -= 1
    upper = _UPPER.match(text, at + 1)
    if upper is None or at - first > 4 or _is_part_of_name(text, first):
        return None
    return Edit(at, at + 1, "–", "dashes") if _rises(text[first:at], upper.group(1)) else None


def _is_part_of_name(text: str, first: int) -> bool:
    """Does something before the number make it more than a number: `v1-2`, `1.5-6`, `5'10-12`?"""
    before = text[max(0, first - 3) : first]
    if before[-1:] in _SINGLES:
        before = before[:-1]
        return before[-1:].isalnum()
    return before[-1:].isalnum() or (before[-1:] in "_.,:/#+-–—" and before not in {"...", ". ."})


def _rises(low: str, high: str) -> bool:
    if f"{low}-{high}" in _NAMES_NOT_RANGES or ("0" in (low[0], high[0]) and len(low + high) > 2):
        return False
    if len(low) == 4 and len(high) == 2:
        # A year and a month (2019-05) look like two years (1914-18) up to 12.
        return int(high) > max(int(low[2:]), 12)
    if len(low) == 3 and len(high) == 4:
        return False  # 555-1234
    return int(low) < int(high)


def ellipsis(text: str, start: int, end: int) -> Edit:
    """Three dots are an ellipsis, four one and a full stop, more the author's longer silence."""
    dots = text.count(".", start, end)
    return Edit(start, end, "…." if dots == 4 else "…" * round(dots / 3), "ellipses")


def fraction(text: str, slash: int) -> Edit | None:
    """`1/2 cup` has a half in it; a date, a part of several and a longer number have not."""
    start, end = slash - 1, slash + 2
    new = _FRACTIONS.get(text[start:end])
    if new is None or text[end : end + 1] != " " or not text[end + 1 : end + 2].isalpha():
        return None
    before = text[max(0, start - 2) : start]
    if before and before != "--" and not before[-1].isspace() and before[-1] not in f"{_QUOTES}—–":
        return None
    if _COUNTED.search(text, max(0, start - 16), start):
        return None
    return Edit(start, end, new, "fractions")


def french_space(text: str, at: int) -> Edit | None:
    """The space before `; : ! ?` and inside guillemets, so that no line breaks there."""
    if at == 0 or text[at - 1].isspace() or text[at - 1] in _DASHES:
        return None
    return Edit(at, at + 1, NO_BREAK if text[at + 1 : at + 2] == ":" else NARROW, "spaces")


def _left_edge(text: str, at: int, floor: int) -> int:
    while at > floor and text[at - 1] in _BLANKS:
        at -= 1
    return at


def _right_edge(text: str, at: int) -> int:
    while at < len(text) and text[at] in _BLANKS:
        at += 1
    return at


def _change(text: str, start: int, end: int, new: str, kind: str) -> Edit | None:
    return None if text[start:end] == new else Edit(start, end, new, kind)
