"""Is a single quote an apostrophe before a shortened word (`'em`, `'90s`), or does it open a quotation?

In: a paragraph, its convention, and the place of a mark before a letter or digit. Out: yes or no. Words that
are nothing else (`elisions`) decide at once; for the others a closing quote is looked for ahead.
"""

from __future__ import annotations

import re

from fanbook.enrich.conventions import Convention
from fanbook.enrich.neighbours import DASH, OPENER, SPACE, WORD, after, before, opens

# A word, a year or a decade: `em`, `98`, `90s`, `68er`.
_CLIPPED = re.compile(r"[^\W\d_]+|\d\d(?:s|ers?|ern)?(?!\w)")
_SINGLES = re.compile(r"['’‘\"“”]")
# What may end in an apostrophe: the twins', goin', an', th', ol'.
_LEANS_BACK = re.compile(r"(?:s|in|(?<!\w)\w{1,3})$", re.IGNORECASE)
_ENDS = frozenset(".,!?…")
_REACH = 600  # characters a closing quote is looked for


class Clipping:
    """Judges the single quotes of one paragraph, asked from left to right."""

    __slots__ = ("_convention", "_horizon", "_is_shut", "_text")

    def __init__(self, text: str, convention: Convention) -> None:
        self._text = text
        self._convention = convention
        self._horizon = -1  # up to here it is known that no single quote closes
        self._is_shut = False  # ... because the speech around it ends first

    def is_known(self, at: int) -> bool:
        """Does a word stand at `at` that is always short for another?"""
        word = _CLIPPED.match(self._text, at)
        return word is not None and word.group().lower() in self._convention.elided

    def could_be(self, at: int) -> bool:
        """Does a word or year stand at `at` that is sometimes short for another?"""
        match = _CLIPPED.match(self._text, at)
        if match is None:
            return False
        word, known = match.group().lower(), self._convention
        return word in known.elided or word in known.doubtful or word[0].isdecimal()

    def is_clipped(self, at: int, left: str, *, is_inside: bool, in_speech: bool) -> bool:
        """Is the mark at `at` an apostrophe? `is_inside`: a single quote is open; `in_speech`: a double one."""
        match = _CLIPPED.match(self._text, at + 1)
        if match is None:
            return False
        word, end = match.group().lower(), match.end()
        if word in self._convention.elided:
            # The second mark of 'n' and of 'mornin' is an apostrophe as well.
            return is_inside or word == "n" or word.endswith("in") or not self._closes_at(end)
        if word[0].isdecimal() and not word[-1].isdecimal():
            return True
        if word[0].isdecimal() or word in self._convention.doubtful:
            return is_inside or not self._closes_ahead(end, is_strict=True)
        # No word we know, and nothing closes before the sentence or the speech around it ends: 'dorable.
        if self._closes_ahead(end, is_strict=False):
            return False
        text = self._text
        follows_word = left == SPACE and at > 1 and text[at - 2].isalpha() and match.group()[0].islower()
        return follows_word or (self._is_shut and in_speech)

    def was_turned(self, at: int, *, is_inside: bool) -> bool:
        """Is the typed `‘` at `at` an apostrophe that a word processor turned? Only where that is certain."""
        match = _CLIPPED.match(self._text, at + 1)
        if match is None or not self.could_be(at + 1):
            return False
        is_known, end = self.is_known(at + 1), match.end()
        if match.group().lower() == "n" or (is_inside and is_known):
            return True
        if not is_known and (not at or match.group()[0].isupper()):
            return False  # ‘And so, ... may be a speech that its author did not close
        return not self._closes_at(end) and not self._closes_ahead(end, is_strict=True)

    def closes_later(self, start: int) -> bool:
        """Does a single quote close after `start`, beyond doubt?"""
        return self._closes_ahead(start, is_strict=True)

    def _closes_at(self, at: int) -> bool:
        return self._text[at : at + 1] in ("'", "’") and after(self._text, at + 1) != WORD

    def _closes_ahead(self, start: int, *, is_strict: bool) -> bool:
        """Does a single quote close after `start`, before another opens or the speech ends?

        Strict: one after a possessive or a `goin'` does not count, unless right at `start`. The answer
        holds up to `_horizon`, so that no text is read twice.
        """
        if start <= self._horizon:
            return False
        text, nested, horizon = self._text, 0, start + _REACH
        self._is_shut = False
        for match in _SINGLES.finditer(text, start, horizon):
            at = match.start()
            left, right = before(text, at), after(text, at + 1)
            if match.group() in '"“”':
                nested += 1 if opens(left, right, is_open=nested > 0) else -1
                self._is_shut = nested < 0
            elif nested:
                continue  # it belongs to the speech within
            elif left not in (SPACE, OPENER, DASH) and (right != WORD or text[at - 1] in _ENDS):
                if at == start or not is_strict or not _LEANS_BACK.search(text, max(0, at - 4), at):
                    return True
                continue
            if self._is_shut or (match.group() in "'’‘" and self._opens_at(at, left, right)):
                horizon = at
                break
        self._horizon = horizon
        return False

    def _opens_at(self, at: int, left: str, right: str) -> bool:
        return left != WORD and right != SPACE and not self.could_be(at + 1)
