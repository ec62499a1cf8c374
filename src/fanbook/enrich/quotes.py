"""Straight quotes to curly ones, by their neighbours first and by what is open second.

In: a paragraph's text and its clusters of quotes, in order. Out: edits, and what was left open. A
cluster (`'"`, `"'`) is read as one: the characters before and after it decide for each mark in it.
An apostrophe and a closing single quote look alike in most languages, so the work is in telling an
opening quote from an elision.
"""

from __future__ import annotations

import re

from fanbook.enrich.conventions import Convention
from fanbook.enrich.edit import Edit

# What stands beside a mark, by class.
SPACE, OPENER, DASH, WORD, CLOSER, OTHER = "space", "opener", "dash", "word", "closer", "other"
_BEFORE = {
    **dict.fromkeys(" \n\t\u00a0\u202f", SPACE),
    **dict.fromkeys("([{<¿¡/=", OPENER),
    **dict.fromkeys("-–—", DASH),
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", WORD),
    **dict.fromkeys(".,:;!?…)]}", OTHER),
}
_AFTER = {
    **dict.fromkeys(" \n\t\u00a0\u202f", SPACE),
    **dict.fromkeys("-–—", DASH),
    **dict.fromkeys(",:;!?)]}", CLOSER),
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", WORD),
    **dict.fromkeys("…([{", OTHER),
}
_EMPHASIS = "*_~"  # marks of plain-text emphasis: a quote looks through up to three of them
_PIECE = re.compile(r"``|''|.", re.DOTALL)
_ELIDED = re.compile(r"[^\W\d_]+|\d\ds?(?!\w)")
_SINGLES = re.compile(r"['’‘\"“”]")
_FEET = re.compile(r"' ?\d{1,2}(?:½|\.\d)?(\"|''|”)|'\d{1,2}(?![\d'])")
_BY = re.compile(r"([\"'′″]) ?[x×] ?\d{1,4}(?:½|\.\d)?([\"'′″])")
_MEASURED = re.compile(
    r"[ -](?:tall|long|wide|deep|high|thick|across|taller|shorter|longer|screen|blade|heels?)\b"
)
_LEANING = re.compile(r"(?:s|t|re|ve|ll|d|m)(?![\w\"'’])")
_SUFFIX = re.compile(rf'"{_LEANING.pattern}')
_APART = re.compile(r"' [^'\n]{1,200} '(?!\w)")  # ' quoted with spaces inside '
_REACH = 600  # characters a single quote is looked for

_TYPED_DOUBLE = frozenset("“”„«»‟")
_OPENING_GLYPHS = frozenset("“„«‟")
_BLANKS = " \u00a0\u202f"


def before(text: str, at: int) -> str:
    """The class of what stands before `at`."""
    if at == 0:
        return SPACE
    char = text[at - 1]
    if char in _EMPHASIS:
        char = next((c for c in text[max(0, at - 4) : at - 1][::-1] if c not in _EMPHASIS), " ")
    return _BEFORE.get(char) or _other(char)


def after(text: str, at: int) -> str:
    """The class of what stands at `at`; one full stop closes, several begin."""
    if at == len(text):
        return SPACE
    char = text[at]
    if char in _EMPHASIS:
        char = next((c for c in text[at + 1 : at + 4] if c not in _EMPHASIS), " ")
    if char == ".":
        follows = text[at + 1 : at + 3]
        return OTHER if follows[:1] == "." or follows == " ." or follows[:1].isalnum() else CLOSER
    return _AFTER.get(char) or _other(char)


def _other(char: str) -> str:
    if char.isspace():
        return SPACE
    return WORD if char.isalnum() or char in "′″" else OTHER


def opens(left: str, right: str, *, is_open: bool) -> bool:
    """Does a mark open, between these classes, with or without a quote of its kind open?"""
    if left == SPACE:
        return not is_open if right in (SPACE, CLOSER) else True
    if right == SPACE:
        return left == OPENER and not is_open
    if left == OPENER and right in (WORD, OTHER):
        return True
    if right == CLOSER or (left == WORD and right != WORD) or (left == OTHER and right == DASH):
        return False
    return not is_open


class QuoteReader:
    """Reads the clusters of one paragraph from left to right; `edits` grows as it does."""

    __slots__ = (
        "_convention",
        "_horizon",
        "_inches",
        "_is_shut",
        "_is_spaced",
        "_repairs",
        "_text",
        "doubles",
        "edits",
        "singles",
    )

    def __init__(self, text: str, convention: Convention) -> None:
        self._text = text
        self._convention = convention
        self._is_spaced = convention.double[0][-1] in _BLANKS
        self._inches = -1  # where a mark of inches is due
        self._horizon = -1  # up to here it is known that no single quote closes
        self._is_shut = False  # ... because the speech around it ends first
        self._repairs: frozenset[int] | None = None
        self.edits: list[Edit] = []
        self.doubles: list[str] = []  # what closes each open double quote
        self.singles = 0

    def read(self, start: int, end: int) -> None:
        """Take in the cluster `text[start:end]`."""
        text = self._text
        left, right = self._beside(start, end)
        if end - start == 1:
            self._piece(start, end, left, right)
            return
        at = start
        while at < end:
            match = _PIECE.match(text, at, end)
            assert match
            step = match.end() if self._is_double(match.group(), at, left, right) else at + 1
            # `'Titanic''s`: all but the last mark stand before a mark, not before a word.
            is_inner = step < end and left == right == WORD
            self._piece(at, step, left, OTHER if is_inner else right)
            at = step

    def _beside(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a cluster; French guillemets have a space of their own."""
        text = self._text
        if self._is_spaced and text[start] == "»" and text[start - 1 : start] in _BLANKS:
            start -= 1
        if self._is_spaced and text[end - 1] == "«" and text[end : end + 1] in _BLANKS:
            end += 1
        return before(text, max(start, 0)), after(text, min(end, len(text)))

    def _is_double(self, piece: str, at: int, left: str, right: str) -> bool:
        """Are two marks typed for one double quote, and no quote beside an apostrophe?"""
        if piece == "``" or (piece == "''" and at == self._inches):
            return True
        if piece != "''":
            return False
        if left == right == WORD:
            return not self.singles and _LEANING.match(self._text, at + 2) is not None
        if left in (SPACE, OPENER, DASH) and right != SPACE:
            return not self._begins_elision(at + 2)
        return bool(self.doubles) and not self.singles

    def _piece(self, start: int, end: int, left: str, right: str) -> None:
        match self._text[start:end]:
            case "'" | "`" | "´":
                self._single(start, left, right)
            case '"' | "``" | "''":
                self._double(start, end, left, right)
            case mark if mark in _TYPED_DOUBLE:
                self._typed_double(mark, left, right)
            case _:
                self._typed_single(start, left, right)

    def _put(self, start: int, end: int, new: str, kind: str) -> None:
        self.edits.append(Edit(start, end, new, kind))

    # Double quotes

    def _double(self, start: int, end: int, left: str, right: str) -> None:
        if left == WORD and self._is_inches(start):
            self._put(start, end, "″", "primes")
        elif left == right == WORD and self._is_apostrophe(start, end):
            self._put(start, end, "’", "apostrophes")
        elif opens(left, right, is_open=bool(self.doubles)):
            self._open(start, end)
        else:
            self._close(start, end)

    def _open(self, start: int, end: int) -> None:
        pair = self._convention.inner if self.doubles else self._convention.double
        self.doubles.append(pair[1])
        while pair[0][-1] in _BLANKS and end < len(self._text) and self._text[end] in _BLANKS:
            end += 1
        self._put(start, end, pair[0], "quotes")

    def _close(self, start: int, end: int) -> None:
        closing = self.doubles.pop() if self.doubles else self._convention.double[1]
        floor = self.edits[-1].end if self.edits else 0
        while closing[0] in _BLANKS and start > floor and self._text[start - 1] in _BLANKS:
            start -= 1
        self._put(start, end, closing, "quotes")

    def _typed_double(self, mark: str, left: str, right: str) -> None:
        if right not in (SPACE, CLOSER) and left in (SPACE, OPENER):
            is_opening = True
        elif right in (SPACE, CLOSER) and left not in (SPACE, OPENER):
            is_opening = False
        else:
            is_opening = mark in _OPENING_GLYPHS
        if is_opening:
            own = self._convention.double[1]
            self.doubles.append(own if mark in "«»" and own[-1] == "»" else _MATES[mark])
        elif self.doubles:
            self.doubles.pop()

    def _is_apostrophe(self, start: int, end: int) -> bool:
        if end - start == 2:
            return _LEANING.match(self._text, end) is not None
        return start in self._apostrophes_typed_double()

    def _apostrophes_typed_double(self) -> frozenset[int]:
        """Where `Clark"s` was typed: only if the other double quotes open and close in turn."""
        if self._repairs is None:
            places = frozenset(
                m.start() for m in _SUFFIX.finditer(self._text, 1) if self._text[m.start() - 1].isalpha()
            )
            self._repairs = places if places and self._others_alternate(places) else frozenset()
        return self._repairs

    def _others_alternate(self, places: frozenset[int]) -> bool:
        is_open = False
        for match in re.finditer(r'["“”]', self._text):
            at = match.start()
            if at in places:
                continue
            left, right = before(self._text, at), after(self._text, at + 1)
            if opens(left, right, is_open=is_open) is is_open:
                return False
            is_open = not is_open
        return not is_open

    # Single quotes and apostrophes

    def _single(self, at: int, left: str, right: str) -> None:
        if left == WORD and self._is_feet(at):
            self._put(at, at + 1, "′", "primes")
        elif left == WORD or (right == WORD and self._is_elision(at, left)):
            self._close_single(at, is_word=left == right == WORD or left != WORD)
        elif left == right == SPACE and at and not self.singles and not _APART.match(self._text, at):
            self._close_single(at, is_word=False)
        elif opens(left, right, is_open=self.singles > 0):
            self.singles += 1
            self._put(at, at + 1, self._convention.single[0], "quotes")
        else:
            self._close_single(at, is_word=False)

    def _close_single(self, at: int, *, is_word: bool) -> None:
        if is_word or not self.singles:
            self._put(at, at + 1, "’", "apostrophes")
        else:
            self.singles -= 1
            self._put(at, at + 1, self._convention.single[1], "quotes")

    def _typed_single(self, start: int, left: str, right: str) -> None:
        if self._text[start] in "‘‚‹" and right != SPACE and left != WORD:
            self.singles += 1
        elif self.singles and left != SPACE and not (right == WORD and self._leans(start, left)):
            self.singles -= 1

    def _leans(self, at: int, left: str) -> bool:
        return left in (WORD, OPENER) or self._begins_elision(at + 1)

    def _begins_elision(self, at: int) -> bool:
        word = _ELIDED.match(self._text, at)
        return word is not None and word.group().lower() in self._convention.elided

    def _is_elision(self, at: int, left: str) -> bool:
        """Is this an apostrophe before a shortened word? `at` is the mark's place."""
        match = _ELIDED.match(self._text, at + 1)
        if match is None:
            return False
        word, end = match.group().lower(), match.end()
        if word in self._convention.elided:
            return self.singles > 0 or word == "n" or not self._closes_at(end)
        if word[0].isdecimal() and word[-1] == "s":
            return True
        if word[0].isdecimal() or word in self._convention.doubtful:
            return self.singles > 0 or not self._closes_ahead(end, is_strict=True)
        # No word we know, and nothing closes before the sentence or the speech around it ends: 'dorable.
        if self._closes_ahead(end, is_strict=False):
            return False
        is_inside = left == SPACE and at > 1 and self._text[at - 2].isalpha() and match.group()[0].islower()
        return is_inside or (self._is_shut and bool(self.doubles))

    def _closes_at(self, at: int) -> bool:
        return self._text[at : at + 1] in ("'", "’") and after(self._text, at + 1) != WORD

    def _closes_ahead(self, start: int, *, is_strict: bool) -> bool:
        """Does a single quote close after `start`, before another opens or the speech ends?

        Strict: after a word it may be a possessive or a `goin'`, so only one after punctuation, or
        right at `start`, counts. The answer holds up to `_horizon`, so that no text is read twice.
        """
        if start <= self._horizon:
            return False
        text, nested = self._text, 0
        self._is_shut = False
        for match in _SINGLES.finditer(text, start, start + _REACH):
            at = self._horizon = match.start()
            left, right = before(text, at), after(text, at + 1)
            if match.group() in '"“”':
                nested += 1 if opens(left, right, is_open=nested > 0) else -1
                if nested < 0:
                    self._is_shut = True
                    return False
            elif left not in (SPACE, OPENER, DASH) and (right != WORD or left != WORD):
                if at == start or left == OTHER or not is_strict:
                    return True
            elif left != WORD and right != SPACE and not self._shortens(at + 1):
                return False
        self._horizon = max(self._horizon, start + _REACH)
        return False

    def _shortens(self, at: int) -> bool:
        match = _ELIDED.match(self._text, at)
        if match is None:
            return False
        word, known = match.group().lower(), self._convention
        return word in known.elided or word in known.doubtful or word[0].isdecimal()

    # Feet and inches

    def _is_feet(self, at: int) -> bool:
        if not self._text[at - 1].isdecimal():
            return False
        if at == self._inches:
            return True
        if match := _FEET.match(self._text, at):
            self._inches = match.start(1)
            return True
        return self._is_measure(at)

    def _is_inches(self, at: int) -> bool:
        if at == self._inches:
            # The last mark of an open speech closes it, even if it was typed for the inches.
            return not self.doubles or '"' in self._text[at + 1 : at + 1 + _REACH]
        return self._text[at - 1].isdecimal() and self._is_measure(at)

    def _is_measure(self, at: int) -> bool:
        if match := _BY.match(self._text, at):
            self._inches = match.start(2)
            return True
        return _MEASURED.match(self._text, at + 1) is not None


_MATES = {"“": "”", "„": "“", "«": "»", "»": "«", "”": "”", "‟": "”"}
