"""The markup of a paragraph to the places where its lines may end.

In: what stands between `<p>` and `</p>`, and the `Manner` (what measures, what hyphenates). Out: a
`Paragraph`: its letters, and a `Break` for every place, with what the lines before and after it need
to know. None where the paragraph is of a kind that is set plainly: foreign markup, letters that run
from right to left, scripts without spaces, a word that no line could hold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from itertools import zip_longest
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from fanbook.write.lines.shapes import PLAIN, Shaper, Style

LONGEST_WORD = 45
RAISED = 0.68  # em: the size of what stands higher or lower
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# Penalties in TeX's measure, where a hyphen costs 50.
HYPHEN, NAME, DASH, BEFORE_DASH = 50, 200, 10, 150

# How far a mark may stand out into the margin, as a share of its width: microtype's figures, a little
# less, since the margins of a bound book are read against the paper's edge.
RIGHT = {
    "-": 0.5,
    "‐": 0.5,
    ".": 0.5,
    ",": 0.5,
    ";": 0.25,
    ":": 0.25,
    "’": 0.5,
    "”": 0.4,
    "–": 0.2,
    "—": 0.15,
}
LEFT = {"‘": 0.5, "“": 0.4}

_TOKEN = re.compile(r"<[^>]*>|[^<]+")
_BLANK = re.compile(r"[ \t\n\r]+")
_UNSEEN = re.compile("[\N{SOFT HYPHEN}\N{WORD JOINER}\N{ZERO WIDTH SPACE}]")
_LETTERS = re.compile(r"[^\W\d_]{6,}")
# A line may end inside a word after a dash, a hyphen, a slash or an ellipsis, unless a mark closes there.
_INSIDE = re.compile(
    r"(?<=[^\W_])(?:[-‐](?=[^\W\d_]{2})|/(?=[^\W\d_]{3})|…(?=[^\W_]))"
    r"|(?<=[^\s(“‘—–-])[—–](?=[^\s)”’.,;:!?…—–-])"
)
_PLAINLY = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff"
    "\uf900-\ufaff\U00010800-\U00010fff\U0001e800-\U0003ffff\u200c-\u200f\u2028-\u202f\u2066-\u2069]"
)

Hyphenate = Callable[[str], tuple[int, ...]]


class Break(NamedTuple):
    """A place where a line may end: before the letter `at`. Lengths in em from the paragraph's start.

    `width`, `glue` and `spaces` sum what stands before it, `next_*` what stands before the first
    letter of a line that begins here. `extra` is the hyphen put there, `right` and `left` what may
    stand out into the margins before and after. `shows_hyphen`: the line ends in one, put there or the word's own.
    """

    at: int
    width: float
    glue: float
    spaces: int
    next_width: float
    next_glue: float
    next_spaces: int
    extra: float
    penalty: int
    is_hyphen: bool
    right: float
    left: float
    shows_hyphen: bool = False


class Paragraph(Struct, frozen=True):
    """A paragraph's letters, its markup in pieces (is it a tag?, text), its breaks; the last is its end.

    `last_word` is where the last word begins, `left` what the first line may stand out.
    """

    text: str
    tokens: tuple[tuple[bool, str], ...]
    breaks: tuple[Break, ...]
    last_word: int
    left: float


class Manner(Struct, frozen=True):
    """How words are measured and cut. `opening` is the style of a chapter's first words, `initial` the
    size of its first letter in em.
    """

    shaper: Shaper
    hyphenate: Hyphenate
    opening: Style = PLAIN
    initial: float = 1.0

    @property
    def hyphen(self) -> str:
        """What stands where a word is cut: in the text face, since a stranger's hyphen would move the line."""
        return "\N{HYPHEN}" if self.shaper.draws("\N{HYPHEN}") else "-"


class Reading(Struct, frozen=True):
    """Markup taken apart: letters, pieces, and (start, end, style) of each stretch of letters."""

    text: str
    tokens: tuple[tuple[bool, str], ...]
    runs: tuple[tuple[int, int, Style], ...]


def read(markup: str, manner: Manner) -> Reading | None:
    """The markup taken apart; None for what is set plainly."""
    tokens: list[tuple[bool, str]] = []
    runs: list[tuple[int, int, Style]] = []
    styles, text = [PLAIN], ""
    for token in _TOKEN.findall(markup):
        if token.startswith("</"):
            styles.pop()
        elif token.startswith("<"):
            style = _inner(styles[-1], token, manner)
            if style is None:
                return None
            styles.append(style)
        else:
            words = _BLANK.sub(" ", _UNSEEN.sub("", unescape(token)))
            words = words.lstrip(" ") if not text or text.endswith(" ") else words
            runs.append((len(text), len(text) + len(words), styles[-1]))
            text += words
            tokens.append((False, words))
            continue
        tokens.append((True, token))
    if not text.strip() or _PLAINLY.search(text) or max(map(len, text.split())) > LONGEST_WORD:
        return None
    return Reading(text, tuple(tokens), tuple(runs))


def _inner(style: Style, tag: str, manner: Manner) -> Style | None:
    match tag:
        case "<em>" | "<cite>":
            return replace(style, italic=not style.italic)
        case "<strong>":
            return replace(style, bold=True)
        case '<span class="opening">':
            return manner.opening
        case '<span class="initial">' | '<span class="initial overhanging">':
            return Style(scale=manner.initial)
        case "<sup>" | "<sub>":
            return replace(style, scale=RAISED, lining=True)
        case "<s>" | "<code>":
            return style
        case _ if tag.startswith("<a "):
            is_mark = 'class="footnote-ref"' in tag
            return replace(style, scale=RAISED, lining=True) if is_mark else style
        case _:
            return None


def paragraph(reading: Reading, manner: Manner, *, hyphens: bool, names: bool = False) -> Paragraph | None:
    """The breaks of a paragraph. Words are cut if `hyphens`, those with a capital too if `names`.

    None where a letter cannot be measured.
    """
    text, shaper = reading.text.rstrip(" "), manner.shaper
    words = list(re.finditer("[^ ]+", text))
    breaks: list[Break] = []
    sums = 0.0, 0.0, 0
    for word, following in zip_longest(words, words[1:]):
        cuts = _cuts(word[0], manner.hyphenate, hyphens and following is not None, names)
        inner = [_inside(reading, word.start(), cut, sums, manner) for cut in cuts]
        whole = _width(reading, word.start(), word.end(), shaper)
        if whole is None or None in inner:
            return None
        breaks += filter(None, inner)
        width, glue, spaces = sums[0] + whole, sums[1], sums[2] + word[0].count(NO_BREAK_SPACE)
        right = _right(text[word.end() - 1], shaper)
        space, penalty, left, one = 0.0, 0, 0.0, 0
        if following is not None:
            space = shaper.width(" ", _style_at(reading, word.end())) or 0.25
            penalty = BEFORE_DASH if following[0][0] in "—–…" else 0
            left, one = _left(following[0][0], shaper), 1
        sums = width, glue + space, spaces + one
        breaks.append(Break(word.end(), width, glue, spaces, *sums, 0.0, penalty, False, right, left))
    return Paragraph(text, reading.tokens, tuple(breaks), words[-1].start(), _left(text[0], shaper))


def _inside(
    reading: Reading, start: int, cut: tuple[int, int, bool], sums: tuple[float, float, int], manner: Manner
) -> Break | None:
    """A break inside the word that begins at `start`; `sums` is what stands before that word."""
    at, penalty, is_hyphen = start + cut[0], cut[1], cut[2]
    shaper = manner.shaper
    part = _width(reading, start, at, shaper)
    if part is None:
        return None
    here = sums[0] + part, sums[1], sums[2]
    hyphen = (shaper.width(manner.hyphen) or 0.0) if is_hyphen else 0.0
    right = hyphen * RIGHT[manner.hyphen] if is_hyphen else _right(reading.text[at - 1], shaper)
    shows = is_hyphen or reading.text[at - 1] in "-\N{HYPHEN}"
    return Break(at, *here, *here, hyphen, penalty, is_hyphen, right, 0.0, shows)


@lru_cache(maxsize=1 << 15)
def _cuts(word: str, hyphenate: Hyphenate, hyphens: bool, names: bool) -> tuple[tuple[int, int, bool], ...]:
    """(place in the word, penalty, does it take a hyphen?), in order."""
    found = {match.end(): (DASH, False) for match in _INSIDE.finditer(word)}
    # What is joined already is cut where it is joined, and nowhere else.
    if hyphens and (names or not found):
        for match in _LETTERS.finditer(word):
            is_name = match[0][0].isupper()
            if is_name and not names:
                continue
            for place in hyphenate(match[0]):
                found.setdefault(match.start() + place, (NAME if is_name else HYPHEN, True))
    return tuple((place, *found[place]) for place in sorted(found))


def _width(reading: Reading, start: int, end: int, shaper: Shaper) -> float | None:
    total = 0.0
    for first, last, style in reading.runs:
        if first < end and last > start:
            part = shaper.width(reading.text[max(first, start) : min(last, end)], style)
            if part is None:
                return None
            total += part
            if last >= end:
                break
    return total


def _style_at(reading: Reading, at: int) -> Style:
    return next((style for first, last, style in reading.runs if first <= at < last), PLAIN)


def _right(letter: str, shaper: Shaper) -> float:
    return RIGHT[letter] * (shaper.width(letter) or 0.0) if letter in RIGHT else 0.0


def _left(letter: str, shaper: Shaper) -> float:
    return LEFT[letter] * (shaper.width(letter) or 0.0) if letter in LEFT else 0.0
