"""Straight quotes to curly ones, by their neighbours first and by what is open second.

In: a paragraph's text and its clusters of quotes, in order. Out: edits, and what was left open. A
cluster (`'"`, `"'`) is read as one: the characters before and after it decide for each mark in it.
An apostrophe and a closing single quote look alike in most languages, so the work is in telling an
opening quote from an elision (`clipping`) and a quote from a measure (`primes`).
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from fanbook.enrich.clipping import Clipping
from fanbook.enrich.conventions import Convention
from fanbook.enrich.edit import Edit
from fanbook.enrich.neighbours import BLANKS, CLOSER, DASH, OPENER, OTHER, SPACE, WORD, after, before, opens
from fanbook.enrich.primes import Primes

_PIECE = re.compile(r"``|''|.", re.DOTALL)
_LEANING = re.compile(r"(?:s|t|re|ve|ll|d|m)(?![\w\"'’])")
_SUFFIX = re.compile(rf'"{_LEANING.pattern}')
_DOUBLES = re.compile(r'["“”]')
_APART = re.compile(r"' [^'\n]{1,200} '(?!\w)")  # ' quoted with spaces inside '
_REACH = 600  # characters a closing `''` is looked for

_TYPED_DOUBLE = frozenset("“”„«»‟")
_OPENING_GLYPHS = frozenset("“„«‟")
_MATES = {"“": "”", "«": "»", "»": "«", "”": "”", "‟": "”", "„": ""}  # of „ only its own languages know
_SPACES = frozenset(BLANKS)
_TURNED = frozenset("“”")  # what a word processor takes one for the other


class QuoteReader:
    """Reads the clusters of one paragraph from left to right; `edits` grows as it does.

    `is_continued`: the next paragraph opens the quotation again, so that nothing need close in this one.
    """

    __slots__ = (
        "_apart",
        "_clipping",
        "_convention",
        "_is_continued",
        "_is_spaced",
        "_primes",
        "_repairs",
        "_text",
        "doubles",
        "edits",
        "singles",
        "strays",
    )

    def __init__(self, text: str, convention: Convention, *, is_continued: bool = False) -> None:
        self._text = text
        self._convention = convention
        self._is_continued = is_continued
        self._is_spaced = convention.double[0][-1] in BLANKS
        self._clipping = Clipping(text, convention)
        self._primes = Primes(text)
        self._repairs: frozenset[int] | None = None
        self._apart: list[tuple[int, int, int]] = []  # which edit could take which blanks with it
        self.edits: list[Edit] = []
        self.doubles: list[str] = []  # what closes each open double quote
        self.singles: list[str] = []  # likewise
        self.strays = 0  # double quotes that close what nothing opened

    def read(self, start: int, end: int) -> None:
        """Take in the cluster `text[start:end]`."""
        text = self._text
        left, right = self._beside(start, end)
        if end - start == 1:
            self._piece(start, end, left, right)
            return
        if (
            text[start:end] == "'\""
            and left == right == WORD
            and text[start - 1].isalpha()
            and not self.singles
        ):
            self.add(start, start + 1, "’", "apostrophes")  # dell'"arte"
            self._open(start + 1, end)
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

    def read_low(self, start: int, end: int) -> None:
        """Two commas typed for a low quote."""
        self._open(start, end)

    def read_chevrons(self, start: int, end: int) -> None:
        """`<<` or `>>` typed for a guillemet."""
        pair = self._convention.chevrons
        assert pair
        mark = pair[0] if self._text[start] == "<" else pair[1]
        if pair == ("»", "«"):
            mark = "»" if self._text[start] == ">" else "«"
        self._guillemet(start, end, mark, is_opening=mark == pair[0])

    def _beside(self, start: int, end: int) -> tuple[str, str]:
        """What stands before and after a cluster; French guillemets have a space of their own."""
        text = self._text
        if not self._is_spaced:
            return before(text, start), after(text, end)
        if text[start] == "»" and text[start - 1 : start] in BLANKS:
            start -= 1
        if text[end - 1] == "«" and text[end : end + 1] in BLANKS:
            end += 1
        return before(text, max(start, 0)), after(text, min(end, len(text)))

    def _is_double(self, piece: str, at: int, left: str, right: str) -> bool:
        """Are two marks typed for one double quote, and no quote beside an apostrophe?"""
        if piece == "``" or (piece == "''" and self._primes.is_due(at)):
            return True
        if piece != "''":
            return False
        if left == right == WORD:
            return not self.singles and _LEANING.match(self._text, at + 2) is not None
        if left in (SPACE, OPENER, DASH) and right != SPACE:
            if self._clipping.is_known(at + 2):
                return False
            return not self._clipping.could_be(at + 2) or "''" in self._text[at + 2 : at + 2 + _REACH]
        return bool(self.doubles) and not self.singles

    def _piece(self, start: int, end: int, left: str, right: str) -> None:
        match self._text[start:end]:
            case "'" | "`" | "´":
                self._single(start, left, right)
            case '"' | "``" | "''":
                self._double(start, end, left, right)
            case mark if mark in _TYPED_DOUBLE:
                self._typed_double(start, mark, left, right)
            case _:
                self._typed_single(start, left, right)

    def add(self, start: int, end: int, new: str, kind: str) -> None:
        """Note an edit, if it is one; where two meet, one space between them is enough."""
        made = self.edits
        if made and made[-1].end == start and made[-1].new[-1:] in _SPACES and new[0] in _SPACES:
            new = new[1:]
        if self._text[start:end] != new:
            made.append(Edit(start, end, new, kind))

    # Double quotes

    def _double(self, start: int, end: int, left: str, right: str) -> None:
        if left == WORD and self._primes.are_inches(start, depth=len(self.doubles)):
            self.add(start, end, "″", "primes")
        elif left == right == WORD and self._is_apostrophe(start, end):
            self.add(start, end, "’", "apostrophes")
        elif opens(left, right, is_open=bool(self.doubles)):
            self._open(start, end)
        else:
            self._close(start, end)

    def _open(self, start: int, end: int) -> None:
        pair = self._convention.pair_within(self.doubles[-1]) if self.doubles else self._convention.double
        self.doubles.append(pair[1])
        past = self._past_blanks(end)
        if pair[0][-1] in BLANKS:
            end = past
        elif past > end:
            self._apart.append((len(self.edits), start, past))
        self.add(start, end, pair[0], "quotes")

    def _close(self, start: int, end: int) -> None:
        self.strays += not self.doubles
        closing = (self.doubles.pop() if self.doubles else "") or self._convention.double[1]
        past = self._before_blanks(start)
        if closing[0] in BLANKS:
            start = past
        elif past < start:
            self._apart.append((len(self.edits), past, end))
        self.add(start, end, closing, "quotes")

    def finish(self) -> None:
        """Draw quotes like those of `" No, " he said` to their words, if all have a partner."""
        if self.doubles or self.strays:
            return
        for i, start, end in self._apart:
            floor = self.edits[i - 1].end if i else 0
            ceiling = self.edits[i + 1].start if i + 1 < len(self.edits) else end
            self.edits[i] = replace(self.edits[i], start=max(start, floor), end=min(end, ceiling))

    def _past_blanks(self, at: int) -> int:
        while at < len(self._text) and self._text[at] in BLANKS:
            at += 1
        return at

    def _before_blanks(self, at: int) -> int:
        floor = self.edits[-1].end if self.edits else 0
        while at > floor and self._text[at - 1] in BLANKS:
            at -= 1
        return at

    def _typed_double(self, start: int, mark: str, left: str, right: str) -> None:
        if self._is_spaced and mark in "«»":
            self._guillemet(start, start + 1, mark, is_opening=mark == "«" or not start)
            return
        if right not in (SPACE, CLOSER) and left in (SPACE, OPENER):
            is_opening = True
        elif left not in (SPACE, OPENER) and (right in (SPACE, CLOSER) or (left == WORD and right != WORD)):
            is_opening = False
        else:
            is_opening = mark in _OPENING_GLYPHS and mark != self._convention.double[1]
        if is_opening:
            own = self._convention.double
            self.doubles.append(own[1] if mark == own[0] else _MATES[mark])
        elif self.doubles:
            closing = self.doubles.pop()
            if closing in _TURNED and mark in _TURNED:
                self.add(start, start + 1, closing, "quotes")
        else:
            self.strays += 1

    def _guillemet(self, start: int, end: int, mark: str, *, is_opening: bool) -> None:
        """A guillemet, typed or meant, with the space inside it where the language has one."""
        space = self._convention.double[0][-1] if self._is_spaced else ""
        if is_opening:
            self.doubles.append(f"{space}»" if space else _MATES[mark])
            self.add(
                start,
                self._past_blanks(end) if space else end,
                mark + space,
                "spaces" if end - start == 1 else "quotes",
            )
            return
        if self.doubles:
            self.doubles.pop()
        else:
            self.strays += 1
        low = self._before_blanks(start) if space else start
        self.add(low, end, space + mark, "spaces" if end - start == 1 else "quotes")

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
        for match in _DOUBLES.finditer(self._text):
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
        if left == WORD and self._primes.are_feet(at, is_open=bool(self.singles)):
            self.add(at, at + 1, "′", "primes")
        elif left == WORD or (right == WORD and self._is_clipped(at, left)):
            self._close_single(at, is_word=left == right == WORD or left != WORD)
        elif left == right == SPACE and at and not self.singles and not _APART.match(self._text, at):
            self._close_single(at, is_word=False)
        elif opens(left, right, is_open=bool(self.singles)):
            pair = self._pair_for_single(at)
            self.singles.append(pair[1])
            self.add(at, at + 1, pair[0], "quotes")
        else:
            self._close_single(at, is_word=False)

    def _is_clipped(self, at: int, left: str) -> bool:
        if self._is_continued and not at and not self._clipping.is_known(at + 1):
            return False  # `'And so,` where the next paragraph begins with a quote too
        inside, speech = bool(self.singles), bool(self.doubles)
        return self._clipping.is_clipped(at, left, is_inside=inside, in_speech=speech)

    def _pair_for_single(self, at: int) -> tuple[str, str]:
        """Where single quotes are not the second level, they become it: “Pars” within « »."""
        known = self._convention
        if self.doubles and self.doubles[-1] in known.nests and self._clipping.closes_later(at + 1):
            return known.pair_within(self.doubles[-1])
        return known.single

    def _close_single(self, at: int, *, is_word: bool) -> None:
        if is_word or not self.singles:
            self.add(at, at + 1, "’", "apostrophes")
        else:
            self.add(at, at + 1, self.singles.pop() or self._convention.single[1], "quotes")

    def _typed_single(self, at: int, left: str, right: str) -> None:
        mark = self._text[at]
        if mark == "‘" and right == WORD and self._was_turned(at, left):
            self.add(at, at + 1, "’", "apostrophes")
        elif right not in (SPACE, CLOSER) and mark in "‘‚‹›" and self._may_open(mark, left):
            self.singles.append(self._convention.single[1] if mark == self._convention.single[0] else "")
        elif self.singles and left != SPACE and (right != WORD or self._may_close(at, left)):
            closing = self.singles.pop()
            if mark == "’" and closing == "‘" and self._text.find("‘", at, at + _REACH) < 0:
                self.add(at, at + 1, closing, "quotes")

    def _may_open(self, mark: str, left: str) -> bool:
        return left in (SPACE, OPENER, DASH) or (left == OTHER and mark != self._convention.single[1])

    def _may_close(self, at: int, left: str) -> bool:
        """Before a word, for want of a space?"""
        return left == OTHER and not self._clipping.could_be(at + 1)

    def _was_turned(self, at: int, left: str) -> bool:
        if left == WORD:
            return self._text[at - 1].isalpha() and self._text[at + 1].isalpha()
        return self._clipping.was_turned(at, is_inside=bool(self.singles))
