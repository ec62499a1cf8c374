"""How words are fitted to paper: running heads, titles, openings, ends of paragraphs, endless words.

Everything here takes text or finished markup and gives back the same words; what a line can hold
is counted in letters (a Chinese one counts for two), and the style sheet does the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# A line of the running head holds some sixty letters in small capitals; more would run into the margins.
HEAD_LIMIT = 46

# Display type steps down twice as titles grow: a word, a line or two, a sentence.
TITLE_STEPS = ((16, "brief"), (48, "plain"), (90, "ample"))
LONGEST_TITLE = "long"

# What a line of display type holds at each step, in letters: on a title page, over a chapter.
TITLE_LINE = {"brief": 23, "plain": 25, "ample": 30, "long": 36}
CHAPTER_LINE = {"brief": 32, "plain": 32, "ample": 36, "long": 36}

# A run of letters that no line could hold. WeasyPrint looks for a place to break it again for every
# line, at a cost that grows with the cube of its length: 10,000 letters took nine minutes.
_ENDLESS = re.compile(
    r"(<[^>]*>)|([^\s<>&\u2010-\u2015\u0e00-\u0fff\u1000-\u109f\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff-]{46,})"
)
_PIECE, _LONGEST_PIECE = 15, 60
_TAIL = re.compile(r"(?<= )([^\s<>]{1,12} [^\s<>]{1,5})(?=</p>)")
SOFT_HYPHEN = "\N{SOFT HYPHEN}"


# An apostrophe in a Latin word among Chinese or Japanese ones, whose face has that mark as wide as a letter.
_APOSTROPHE = re.compile(r"(<[^>]*>)|(?<=[A-Za-z\u00c0-\u024f])’(?=[A-Za-z\u00c0-\u024f])")


# The words that open a chapter: at least so many letters, fewer where a phrase ends there.
OPENING_LETTERS, OPENING_PHRASE = 18, 10
OPENING = re.compile(r'<p class="first">([^<]+)')
_PHRASE_END = tuple(",;:.!?”’—…")


def running_head(words: str) -> str:
    """The words as far as a line holds them: cut at a colon if that will do, else at a word's end."""
    words = " ".join(words.split())
    if _width(words) <= HEAD_LIMIT:
        return words
    before, colon, _ = words.partition(":")
    if colon and _width(before) <= HEAD_LIMIT:
        return before
    words = words[: 4 * HEAD_LIMIT]  # what follows takes a step for every word
    while _width(words) > HEAD_LIMIT:
        shorter, space, _ = words.rpartition(" ")
        words = shorter if space and len(shorter) > HEAD_LIMIT // 3 else words[:-1]
    return words.rstrip(" ,;:.–—-") + "…"


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)


def title_step(words: str) -> str:
    """The class of a title by its length."""
    width = _width(words)
    return next((name for limit, name in TITLE_STEPS if width <= limit), LONGEST_TITLE)


def evened(words: str, line: int) -> int:
    """The shortest line, in letters, that takes no more lines for these words than `line` does.

    WeasyPrint 70 knows no `text-wrap: balance`; without it a title ends in a line of one word.
    0 where one line is enough, or where a word is longer than a line (no spaces, as in Chinese).
    """
    widths = [_width(word) for word in words.split()]
    wanted = _lines_of(widths, line)
    longest = max(widths, default=0)
    if wanted < 2 or longest > line:
        return 0
    return next(shorter for shorter in range(longest, line + 1) if _lines_of(widths, shorter) <= wanted)


def _lines_of(widths: list[int], line: int) -> int:
    count, room = 0, -1
    for width in widths:
        if room < width:
            count, room = count + 1, line
        room -= width + 1
    return count


def opening_words(text: str) -> str:
    """The words at the start of a text that a chapter opens with: a phrase, or a few words."""
    for match in re.finditer(r"\S(?= |$)", text):
        words = text[: match.end()]
        if len(words) >= OPENING_LETTERS or (len(words) >= OPENING_PHRASE and words.endswith(_PHRASE_END)):
            return words
    return text.rstrip()


def breakable(markup: str) -> str:
    """The markup with soft hyphens in words that are longer than any line."""
    return _ENDLESS.sub(lambda match: match[1] or SOFT_HYPHEN.join(_pieces(match[2])), markup)


def with_latin(markup: str) -> str:
    """The markup with the apostrophes of Latin words in boxes (class `latin`), to be set in the text face."""
    return (
        _APOSTROPHE.sub(lambda match: match[1] or '<span class="latin">’</span>', markup)
        if "’" in markup
        else markup
    )


def with_tails(markup: str) -> str:
    """The markup with the last two words of a paragraph in a box (class `tail`) where the last is short.

    A style sheet keeps the two on one line, so that no paragraph ends in a line of two letters;
    the text stays as it was, as it would not with a no-break space.
    """
    return _TAIL.sub(r'<span class="tail">\1</span>', markup)


def _pieces(word: str) -> Iterator[str]:
    start = 0
    while start < len(word):
        end = start + _PIECE
        # A thousand dots, or flags, cling to each other: there is an end to that too.
        while end < len(word) and end < start + _LONGEST_PIECE and _clings(word[end]):
            end += 1
        yield word[start:end]
        start = end


def _clings(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Mc", "Me", "Cf", "Sk"} or not letter.isalnum()
