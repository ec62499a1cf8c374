"""Stress in Markdown beside Chinese, Japanese and Korean letters and marks.

In: markdown-it's state at a star or an underscore. Out: the same signs as delimiters, as its own rule sets them. CommonMark
tells an opening sign from a closing one by spaces and punctuation; where a script writes no spaces, `「**走了三百年，**」` stays a row of
stars. Here such a letter or mark counts for the space that nobody would write, as the amendment "CommonMark for CJK" has it.
"""

from __future__ import annotations

from markdown_it.rules_inline.state_inline import Delimiter, StateInline


def stress(state: StateInline, silent: bool) -> bool:
    """A row of stars or underscores; false where there is none."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    scanned = state.scanDelims(state.pos, marker == "*")
    opens, closes = scanned.can_open, scanned.can_close
    if marker == "*":
        before = state.src[state.pos - 1 : state.pos]
        after = state.src[state.pos + scanned.length : state.pos + scanned.length + 1]
        opens = opens or (_is_eastern(before) and _is_word(after))
        closes = closes or (_is_eastern(after) and _is_word(before))
    for _ in range(scanned.length):
        state.push("text", "", 0).content = marker
        at = len(state.tokens) - 1
        state.delimiters.append(
            Delimiter(ord(marker), length=scanned.length, token=at, end=-1, open=opens, close=closes)
        )
    state.pos += scanned.length
    return True


def _is_eastern(letter: str) -> bool:
    """A letter or a mark of Chinese, Japanese or Korean: from the radicals on, signs of full width included."""
    return "\u2e80" <= letter <= "\ud7ff" or "\uf900" <= letter <= "\ufaff" or letter >= "\uff00"


def _is_word(letter: str) -> bool:
    return bool(letter) and not letter.isspace()
