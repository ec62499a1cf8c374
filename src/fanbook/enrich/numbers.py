"""Marks among digits: ranges, scores, minus, fractions.

In: a text and the place of a mark beside a digit. Out: an `Edit`, or None where the mark stands for itself: a
date, a telephone or serial number, a part of several.
"""

from __future__ import annotations

import re

from fanbook.enrich.edit import Edit
from fanbook.enrich.neighbours import QUOTES

_NUMBER = r"(\d{1,2}:\d{1,3}|\d{1,3}(?:,\d{3})+|\d{1,4})"
# Before the first number nothing that makes it more than a number: `v1-2`, `1.5-6`, `5'10-12`, `#3-4`.
_LOWER = re.compile(
    rf"(?:^|[^\w.,:/#+=–'‘’′″`´-]|--|,,|\.\.\.|\. \.|(?<!\w)['‘’`´])[$£€]?{_NUMBER}(?:[%°]|[ap]m)?$"
)
# After the second number: a unit, or a compound (`10-12-year-olds`), then nothing of an identifier.
_UPPER = re.compile(
    rf"[$£€]?{_NUMBER}(?:(?:[ap]m|st|nd|rd|th|s|k|km|cm|mm|m|kg|lbs?|ft|h)?(?![\w/:–]|-(?!-)|[.,]\d)"
    r"|-(?=(?:year|month|week|day|hour|minute|second|foot|inch|mile|page|person|man)s?\b))"
)
_YEARS = re.compile(r"['’]\d\d(?!\w)")
_NAMES_NOT_RANGES = ("7-11", "9-11")
_SCORED = re.compile(
    r"\b(?:wins?|won|loses?|lost|beats?|leads?|led|scores?|scored|tied?|drew|voted?)\b[^.!?\d]{0,20}$",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r" (?:wins?|loss|lead|victory|defeat|scores?|ties?|draws?|votes?|record|decision)\b", re.IGNORECASE
)

# A minus, no hyphen of a half-spaced dash: what follows or what comes before says that it is counted.
_MINUS = re.compile(r"\d{1,4}(?:\.\d+)?(?:[°%.,;:!?)\]](?!\d)|$| ?(?:degrees?|[CF])\b)")
_NO_MINUEND = frozenset("«–—-")
_WHOLE = re.compile(r"\d{1,4}\b(?!-(?!-)|[:/]|\.\d)")
_COPULA = re.compile(
    r"(?:[(\[]|\b(?:was|is|it's|to|of|at|about|around|nearly|almost|below|than) )$", re.IGNORECASE
)

# Those that text faces draw; a fifth would come from another typeface.
_FRACTIONS = {
    "1/2": "½", "1/3": "⅓", "2/3": "⅔", "1/4": "¼", "3/4": "¾", "1/8": "⅛", "3/8": "⅜", "5/8": "⅝", "7/8": "⅞",
}  # fmt: skip
# `Part 1/2 is up`, `on 1/4 we sailed`: counting and dates.
_COUNTED = re.compile(
    r"(?:^|\W)(?:parts?|pt|chapters?|chap|ch|pages?|pp?|vol|volume|book|episode|ep|scene|version|update|act|day"
    r"|on|since|dated?|posted|partie|chapitre|teil|kapitel|seite|am|parte|capítulo)[\s.#:]*$",
    re.IGNORECASE,
)


def number_range(text: str, at: int) -> Edit | None:
    """`10-12`, `1914-18`, `7:30-8:15` are ranges and `won 3-2` is a score; dates, telephone and serial numbers are not."""
    head = text[max(0, at - 20) : at]
    if head[-3:-2] in ("'", "’") and _YEARS.match(text, at + 1):
        return Edit(at, at + 1, "–", "dashes") if _YEARS.match(head[-3:]) else None
    lower, upper = _LOWER.search(head), _UPPER.match(text, at + 1)
    if lower is None or upper is None:
        return None
    low, high = lower.group(1).replace(",", ""), upper.group(1).replace(",", "")
    if _rises(low, high) or _is_score(text, at, low, high):
        return Edit(at, at + 1, "–", "dashes")
    return None


def _rises(low: str, high: str) -> bool:
    if ":" in low + high:
        return _clock_rises(low, high)
    if f"{low}-{high}" in _NAMES_NOT_RANGES or (
        len(low + high) > 2 and (high[0] == "0" or low[0] == "0" != low)
    ):
        return False
    if len(low) == 4 and len(high) == 2:
        # A year and a month (2019-05) look like two years (1914-18) up to 12.
        return int(high) > max(int(low[2:]), 12)
    if len(low) == 3 and len(high) == 4:
        return False  # 555-1234
    return int(low) < int(high)


def _clock_rises(low: str, high: str) -> bool:
    """Hours, or verses of a chapter: `7:30-8:15`, `7-8:30`, `23:1-6`."""
    if ":" in low and ":" in high:
        return True
    if ":" in high:
        return int(low) <= int(high.partition(":")[0])
    hour, _, verse = low.partition(":")
    return int(verse) < int(high) or int(hour) < int(high)


def _is_score(text: str, at: int, low: str, high: str) -> bool:
    if len(low) > 3 or len(high) > 3:
        return False
    before = _SCORED.search(text, max(0, at - 40), at - len(low))
    return before is not None or _SCORE.match(text, at + 1 + len(high)) is not None


def minus(text: str, at: int) -> Edit | None:
    """The hyphen of `It was -5 outside`; that of a dash typed short (`he left -2 hours on- and`) stays."""
    before = text[max(0, at - 3) : at].rstrip()[-1:]
    if at == 0 or before.isdecimal() or before in _NO_MINUEND:
        return None
    is_counted = _COPULA.search(text, max(0, at - 10), at) and _WHOLE.match(text, at + 1)
    if not is_counted and not _MINUS.match(text, at + 1):
        return None
    return Edit(at, at + 1, "−", "dashes")


def fraction(text: str, slash: int) -> Edit | None:
    """`1/2 cup` has a half in it; a date, a part of several and a longer number have not."""
    start, end = slash - 1, slash + 2
    new = _FRACTIONS.get(text[start:end])
    if new is None or not (text[end : end + 1] in ('"', "″") or _begins_word(text, end)):
        return None
    before = text[max(0, start - 2) : start]
    if before and before not in ("--", ",,") and not before[-1].isspace() and before[-1] not in f"{QUOTES}—–":
        return None
    if _COUNTED.search(text, max(0, start - 16), start):
        return None
    return Edit(start, end, new, "fractions")


def _begins_word(text: str, at: int) -> bool:
    return text[at : at + 1] == " " and text[at + 1 : at + 2].isalpha()
