"""The paragraphs of a chapter with a newline where each of their lines ends.

Markup goes in and comes out. A planned paragraph is of class `set`, keeps its white space (`white-space:
pre`), and carries how many lines it has; what cannot be planned stays as it is and is counted. Most
paragraphs find good lines without cutting a word; hyphens are tried for the others, then names, then
looser lines.
"""

from __future__ import annotations

from functools import cache
from html import escape

import pyphen
from msgspec import Struct

from fanbook.write.lines.totalfit import RUNT, Line, Measure, shrinkage, total_fit
from fanbook.write.lines.words import Hyphenate, Manner, Paragraph, paragraph, read

MOSTLY = {"en": "en-US"}  # where no country is said: most fan fiction's, and the fuller dictionary
LEFT, RIGHT = 2, 3  # letters that stay on a line, and that go to the next
GOOD, FAIR, LOOSE, LOOSEST = 0.65, 1.5, 3.0, 12.0  # ratios
# Are words cut, names too, and how loose may a line be? Each is tried where the one before finds nothing.
PASSES = (
    (False, False, GOOD),
    (True, False, FAIR),
    (True, True, FAIR),
    (True, True, LOOSE),
    (True, True, LOOSEST),
)


class Setting(Struct, frozen=True):
    """A paragraph with its lines chosen: finished markup, and what the balance of pages asks.

    `hyphens` are the lines (from 0) that end in a hyphen; `worst` is the loosest line's ratio and
    `cost` a measure of how bad the lines are together. `last` is the last line's length in em.
    """

    markup: str
    lines: int
    hyphens: frozenset[int]
    worst: float
    cost: float
    last: float


@cache
def hyphenator(language: str) -> Hyphenate:
    """The places at which a word of that language may be cut; none where no dictionary is known."""
    known = pyphen.language_fallback(MOSTLY.get(language, language).replace("-", "_"))
    if not known:
        return lambda _: ()
    dictionary = pyphen.Pyphen(lang=known, left=LEFT, right=RIGHT)

    @cache
    def places(word: str) -> tuple[int, ...]:
        return tuple(int(place) for place in dictionary.positions(word))

    return places


def set_lines(markup: str, manner: Manner, line: float, indent: float) -> Setting | None:
    """The paragraph set in lines of that length (em); None where it must be set plainly."""
    reading = read(markup, manner)
    if reading is None:
        return None
    short: tuple[Paragraph, tuple[Line, ...]] | None = None
    shrink = shrinkage(manner.shaper.width(" ") or 0.0)
    for hyphens, names, tolerance in PASSES:
        if short is not None and tolerance > FAIR:
            break
        found = paragraph(reading, manner, hyphens=hyphens, names=names)
        if found is None:
            return None
        lines = total_fit(found, Measure(line, indent, tolerance, shrink))
        if lines is not None and (len(lines) == 1 or _last(lines) >= RUNT):
            return _setting(found, lines, manner.hyphen)
        # A last line of one short word is worth another try, and no line that looks torn.
        short = short or (lines and (found, lines)) or None
    return _setting(*short, manner.hyphen) if short else None


def reset_lines(markup: str, manner: Manner, line: float, indent: float, lines: int) -> Setting | None:
    """The paragraph in exactly so many lines, if it can be done without a line that looks it."""
    reading = read(markup, manner)
    found = paragraph(reading, manner, hyphens=True) if reading else None
    shrink = shrinkage(manner.shaper.width(" ") or 0.0)
    chosen = total_fit(found, Measure(line, indent, FAIR, shrink), lines) if found else None
    return _setting(found, chosen, manner.hyphen) if found and chosen else None


def _setting(found: Paragraph, lines: tuple[Line, ...], hyphen: str) -> Setting:
    ends = {line.end.at: line.end.is_hyphen for line in lines[:-1]}
    ratios = [line.ratio for line in lines[:-1]]
    return Setting(
        markup=_with_newlines(found, ends, hyphen),
        lines=len(lines),
        hyphens=frozenset(at for at, line in enumerate(lines) if line.end.shows_hyphen),
        worst=max(ratios, default=0.0),
        cost=sum(abs(one) ** 3 for one in ratios),
        last=_last(lines),
    )


def _last(lines: tuple[Line, ...]) -> float:
    end = lines[-1].end
    if len(lines) == 1:
        return end.width + end.glue
    before = lines[-2].end
    return end.width + end.glue - before.next_width - before.next_glue


def _with_newlines(found: Paragraph, ends: dict[int, bool], hyphen: str) -> str:
    """The markup again. A space where a line ends becomes the newline; a cut word gets its hyphen."""
    out, at = [], 0
    for is_tag, token in found.tokens:
        if is_tag:
            out.append(token)
            continue
        letters = []
        for letter in token:
            if at in ends:
                letters.append(f"{hyphen}\n" if ends[at] else "\n")
                letter = "" if letter == " " else letter  # noqa: PLW2901
            letters.append(letter)
            at += 1
        out.append(escape("".join(letters), quote=False))
    return "".join(out).rstrip(" ")
