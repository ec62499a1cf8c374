"""What stands beside a mark, by class, and what that says about its direction.

In: a text and a place in it. Out: a class, one short word; and whether a quote between two classes
opens. Marks of plain-text stress are looked through: `*"Run,"*` opens as `"Run,"` does.
"""

from __future__ import annotations

SPACE, OPENER, DASH, WORD, CLOSER, OTHER = "space", "opener", "dash", "word", "closer", "other"
BLANKS = " \u00a0\u202f"
QUOTES = "\"'`´“”„‟«»‘’‚‹›"
_ALNUM = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_BEFORE = {
    **dict.fromkeys(" \n\t\u00a0\u202f", SPACE),
    **dict.fromkeys("([{<¿¡/=", OPENER),
    **dict.fromkeys("-–—", DASH),
    **dict.fromkeys(_ALNUM, WORD),
    **dict.fromkeys(".,:;!?…)]}", OTHER),
}
_AFTER = {
    **dict.fromkeys(" \n\t\u00a0\u202f", SPACE),
    **dict.fromkeys("-–—", DASH),
    **dict.fromkeys(",:;!?)]}", CLOSER),
    **dict.fromkeys(_ALNUM, WORD),
    **dict.fromkeys("…([{", OTHER),
}
_STRESS = "*_~"  # a quote looks through up to three of them


def before(text: str, at: int) -> str:
    """The class of what stands before `at`."""
    if at == 0:
        return SPACE
    char = text[at - 1]
    if char in _STRESS:
        char = next((c for c in text[max(0, at - 4) : at - 1][::-1] if c not in _STRESS), " ")
    return _BEFORE.get(char) or _other(char)


def after(text: str, at: int) -> str:
    """The class of what stands at `at`; one full stop closes, several begin."""
    if at == len(text):
        return SPACE
    char = text[at]
    if char in _STRESS:
        char = next((c for c in text[at + 1 : at + 4] if c not in _STRESS), " ")
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
