"""Dashes: typed as hyphens, for a break, an aside, speech cut off, a name withheld, a turn of dialogue.

In: a text, the place of the hyphens, where the last edit ended, and the convention. Out: an `Edit`, or None
where a hyphen is a hyphen. Numbers have a room of their own.
"""

from __future__ import annotations

import re

from fanbook.enrich.conventions import Convention
from fanbook.enrich.edit import Edit
from fanbook.enrich.neighbours import BLANKS, QUOTES
from fanbook.late import Late

DASHES = "-–—"
_RULE = 7  # hyphens in a row that make a rule, not a dash
_OMISSION = 4  # ... that stand for what the author will not print
# What may stand on either side of ` - ` for it to be a dash and no arithmetic, list or ornament.
_ENDS_WORD = frozenset(f"{QUOTES}.,!?…)]:;*_%′″")
_STARTS_WORD = frozenset(f"{QUOTES}(.…*_¿¡$£€[")
_LABEL = 90  # characters at most
_SPEECH = frozenset('"“”„«»')
_NO_LABEL_ENDS = frozenset(".!?…,;:-—*_~")
_LAST_WORD = re.compile(r"(?<!\w)[^\W\d_]{1,11}$")
_SENTENCE_ENDS = ".!?…»”"
_SPACED = Late(rf"(?<=[{BLANKS}])(?:-{{1,3}}|[–—])(?=[{BLANKS}.,;:])")


def long_dash(text: str, start: int, end: int, floor: int, convention: Convention) -> Edit | None:
    """Two hyphens or more are a dash; four to six a double one where a word is withheld; more a rule."""
    if end - start >= _RULE:
        return None
    mark = convention.dash * (2 if _withholds(text, start, end) else 1)
    left, right = _left_edge(text, start, floor), right_edge(text, end)
    if left == 0 or text[left - 1] == "\n":
        return _change(text, start, end, mark)
    if right == len(text) or text[right] == "\n":
        keeps_space = not convention.closes_up or text[0] in DASHES
        return _change(text, start if keeps_space else left, end, mark)
    if left < start and right > end:
        return _change(text, left, right, _spaced(text, convention).replace("—", mark))
    if (
        convention.interrupts
        and convention.dash == "—"
        and text[end] in QUOTES
        and not _begins_part(text, end)
    ):
        return _change(text, left, end, mark)
    if convention.closes_up and len(mark) == 1:
        return _change(text, left, right, mark)
    if convention.parts_words and _ends_part(text, start) and _begins_part(text, end):
        mark = convention.spaced_dash if len(mark) == 1 else f" {mark} "
    return _change(text, start, end, mark)


def _withholds(text: str, start: int, end: int) -> bool:
    """`Miss B----`, `d----d`, `of ----shire`; but `and then----nothing` is a long dash."""
    if end - start < _OMISSION:
        return False
    word = text[max(0, start - 2) : start]
    follows = text[end : end + 1]
    return not follows.isalnum() or not word[-1:].isalnum() or not word.isalnum() or len(word) < 2


def _ends_part(text: str, at: int) -> bool:
    """Does a word, or a quotation, end at `at`?"""
    char = text[at - 1]
    if char in QUOTES:
        return at > 1 and not text[at - 2].isspace() and text[at - 2] not in "([—–-"
    return char.isalnum() or char in ")]*_"


def _begins_part(text: str, at: int) -> bool:
    """Does a word, or a quotation, begin at `at`?"""
    char = text[at]
    return char.isalnum() or char in "([*_" or (char in QUOTES and text[at + 1 : at + 2].isalnum())


def spaced_hyphen(text: str, at: int, floor: int, convention: Convention) -> Edit | None:
    """A hyphen with a space on either side, between words, was meant for a dash."""
    left, right = _left_edge(text, at, floor), right_edge(text, at + 1)
    if left == 0 or right == len(text):
        return None
    before, after = text[left - 1], text[right]
    if text.startswith(",,", right):
        after = "„"
    if not (before.isalnum() or before in _ENDS_WORD) or not (after.isalnum() or after in _STARTS_WORD):
        return None
    if before.isnumeric() and after.isnumeric():
        return None
    if after == "»" and convention.adds_spaces:
        return None  # `Je ne sais - »` breaks off
    if convention.speech and text[0] in DASHES and begins_sentence(text, left, right):
        return Edit(left, right, " " + "".join(convention.speech), "dashes")
    return Edit(left, right, _spaced(text, convention), "dashes")


def _spaced(text: str, convention: Convention) -> str:
    """A spaced dash keeps its spaces in what is no sentence: `Part One - The Gate`, `INT. KITCHEN - DAY`."""
    is_label = len(text) < _LABEL and text[-1] not in _NO_LABEL_ENDS and _SPEECH.isdisjoint(text)
    return " – " if convention.closes_up and is_label else convention.spaced_dash


def false_start(text: str, at: int, convention: Convention) -> Edit | None:
    """The hyphen of `I- I can't`: what follows begins as what came before. In `two- or three-day` it stays."""
    match = _LAST_WORD.search(text, max(0, at - 12), at)
    if match is None or text[at + 2 : at + 2 + at - match.start()].lower() != match.group().lower():
        return None
    return Edit(at, at + 2, convention.spaced_dash if convention.parts_words else convention.dash, "dashes")


def cut_off(text: str, at: int, convention: Convention) -> Edit | None:
    """The hyphen of `But I-"`. In `the prefix "un-"` it is a hyphen: one small word, all of it quoted."""
    start = at
    while start and at - start < 20 and text[start - 1].isalpha():
        start -= 1
    is_whole = start > 0 and text[start - 1] in QUOTES
    if at == start or (is_whole and text[start].islower()):
        return None
    return Edit(at, at + 1, convention.dash, "dashes")


def starts_turn(text: str, at: int) -> bool:
    """Does a dash at `at` stand where a turn of dialogue begins: first on its line?"""
    return at == 0 or text[at - 1] == "\n"


def turn(text: str, start: int, end: int, speech: tuple[str, str]) -> Edit | None:
    """The dash that begins a turn of dialogue, with the space that its language puts after it."""
    dash, gap = speech
    after = right_edge(text, end)
    if (
        end - start > 3
        or after == len(text)
        or text[after] == "\n"
        or (text[end].isnumeric() and end == after)
    ):
        return None
    if text[start] != "-":
        dash = text[start]
    return _change(text, start, after, dash + gap)


def begins_sentence(text: str, left: int, right: int) -> bool:
    """Does a sentence end before `left` and another begin at `right`?"""
    ends = left > 0 and text[left - 1] in _SENTENCE_ENDS
    return ends and (text[right].isupper() or text[right] in '¿¡…«“"')


class Asides:
    """Dashes that hug what they set off: each opens or closes in turn.

    `—Ven —dijo—. Ya.` Keeps count over one paragraph, asked from left to right.
    """

    __slots__ = ("_is_dialogue", "_is_open", "_pairs", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_dialogue = text[:1] in DASHES
        self._is_open = False
        self._pairs: bool | None = None

    def spaced(self, start: int, end: int, floor: int) -> Edit | None:
        """A dash between spaces, or between a space and a stop, drawn to the words it belongs to."""
        text = self._text
        left, right = _left_edge(text, start, floor), right_edge(text, end)
        if left == 0 or right == len(text) or (text[left - 1].isnumeric() and text[right].isnumeric()):
            return None
        if not self._is_dialogue and not self._come_in_pairs():
            return _change(text, left, right, " – ")
        if begins_sentence(text, left, right):
            self._is_open = False  # another turn; what comes next may set off who speaks
            return _change(text, left, right, " —")
        ends = text[right] in ".,;:"
        self._is_open = not self._is_open and not ends
        if self._is_open:
            return _change(text, left, right, " —")
        return _change(text, left, right, "—" if ends else "— ")

    def hugging(self, at: int) -> Edit:
        """A hyphen that stands close to its words already, on one side."""
        self._is_open = self._text[at - 1].isspace()
        return Edit(at, at + 1, "—", "dashes")

    def is_dialogue(self) -> bool:
        """Does the paragraph begin with a dash?"""
        return self._is_dialogue

    def _come_in_pairs(self) -> bool:
        if self._pairs is None:
            self._pairs = sum(1 for _ in _SPACED.finditer(self._text)) % 2 == 0
        return self._pairs


def _left_edge(text: str, at: int, floor: int) -> int:
    while at > floor and text[at - 1] in BLANKS:
        at -= 1
    return at


def right_edge(text: str, at: int) -> int:
    """Where the blanks from `at` on end."""
    while at < len(text) and text[at] in BLANKS:
        at += 1
    return at


def _change(text: str, start: int, end: int, new: str) -> Edit | None:
    return None if text[start:end] == new else Edit(start, end, new, "dashes")
