"""Full stops in a row, and the marks before which French puts a space.

In: a text and the place of a mark. Out: an `Edit`, or None where nothing changes.
"""

from __future__ import annotations

from fanbook.enrich.conventions import NARROW, NO_BREAK
from fanbook.enrich.edit import Edit
from fanbook.enrich.neighbours import BLANKS

_BEFORE_HIGH = ")]%*_~\"'”’»…."


def ellipsis(text: str, start: int, end: int, high: str) -> Edit:
    """Three dots are an ellipsis, four one and a full stop, more the author's longer silence."""
    dots = text.count(".", start, end) + 3 * text.count("…", start, end)
    after = text[end : end + 2]
    if dots == 4 and after[:1] not in {*"?!,;:"}:
        return Edit(start, end, "….", "ellipses")
    if text[end - 2] == " " and after[:1] == " " and after[1:] in {*"?!"} and not high:
        end += 1  # `. . . ?` was one mark, spaced throughout
    return Edit(start, end, "…" if dots <= 4 else "……", "ellipses")


def high_mark(text: str, at: int, floor: int, high: str, *, adds: bool) -> Edit | None:
    """The space before `; : ! ?`, so that no line breaks there; `adds` it where none was typed."""
    mark = text[at]
    start = at
    while start > floor and text[start - 1] in BLANKS:
        start -= 1
    before = text[start - 1 : start]
    if start == at:
        if not adds or mark not in high or not (before.isalnum() or before in _BEFORE_HIGH) or not before:
            return None
    elif not before or before.isspace() or before in "-–—([«“":
        return None
    new = (NO_BREAK if mark == ":" else NARROW) + mark
    return None if text[start : at + 1] == new else Edit(start, at + 1, new, "spaces")
