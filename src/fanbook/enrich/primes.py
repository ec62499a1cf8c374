"""Feet and inches, minutes and seconds: which marks after a number are no quotes.

In: a text and the place of a mark that follows a digit. Out: whether it is a prime. A mark that a
speech needs for its end is not one, whatever it was typed for: `"He is 5'9"` closes.
"""

from __future__ import annotations

import re

from fanbook.enrich.neighbours import CLOSER, OPENER, SPACE, WORD, after, before

_PART = r"(?:½|\.\d| \d/\d)?"
_FEET = re.compile(
    rf"' ?-?\d{{1,2}}{_PART}(\"|''|”)|'\d{{1,2}}(?![\d'])|'(?=-\d{{1,2}}')"
)  # 6'2", 5' 11 1/2", 6'2
_BY = re.compile(rf"([\"'′″]) ?[x×] ?\d{{1,4}}{_PART}([\"'′″])")
_MEASURED = re.compile(
    r"[ -](?:tall|long|wide|deep|high|thick|across|taller|shorter|longer|screen|blade|heels?)\b"
)
_NUMBER = re.compile(r"(?<![\w.,'’′:])(?<!\w-)\d{1,3}(?:\.\d)?$")
_DOUBLES = re.compile(r'["“”]')
_REACH = 600  # characters a closing quote is looked for


class Primes:
    """Judges the marks of one paragraph, asked from left to right."""

    __slots__ = ("_due", "_horizon", "_is_needed", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._due = -1  # where a mark of inches is due
        self._horizon = -1  # up to here is known ...
        self._is_needed = False  # ... whether a number's mark must close the speech

    def is_due(self, at: int) -> bool:
        """Does the mark at `at` belong to a measure that has begun?"""
        return at == self._due

    def are_feet(self, at: int, *, is_open: bool) -> bool:
        """Is the single mark at `at` one of feet? `is_open`: a single quote waits for its end."""
        if not self._text[at - 1].isdecimal():
            return False
        if at == self._due:
            return True
        if match := _FEET.match(self._text, at):
            self._due = match.start(1)
            return True
        if self._is_measure(at):
            return True
        is_last = after(self._text, at + 1) in (SPACE, CLOSER)
        return not is_open and is_last and _NUMBER.search(self._text, max(0, at - 6), at) is not None

    def are_inches(self, at: int, *, depth: int) -> bool:
        """Is the double mark at `at` one of inches? `depth`: how many double quotes are open."""
        is_due, right = at == self._due, after(self._text, at + 1)
        if is_due and (right == WORD or not depth):
            return True
        if not is_due and _NUMBER.search(self._text, max(0, at - 6), at) is None:
            return False
        if self._is_measure(at) or not depth:
            return True
        return right in (SPACE, CLOSER) and depth == 1 and not self._must_close(at)

    def _is_measure(self, at: int) -> bool:
        if match := _BY.match(self._text, at):
            self._due = match.start(2)
            return True
        return _MEASURED.match(self._text, at + 1) is not None

    def _must_close(self, at: int) -> bool:
        """Is the next double quote that follows no number an opening one, or none?"""
        if at < self._horizon:
            return self._is_needed
        text = self._text
        self._horizon, self._is_needed = at + _REACH, True
        for match in _DOUBLES.finditer(text, at + 1, at + _REACH):
            place = match.start()
            if text[place - 1].isdecimal():
                continue
            left, right = before(text, place), after(text, place + 1)
            opens = match.group() == "“" or (left in (SPACE, OPENER) and right not in (SPACE, CLOSER))
            self._horizon, self._is_needed = place, opens
            break
        return self._is_needed
