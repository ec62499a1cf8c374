"""What makes a cover good enough to be taken, as measurements.

In: a brief, a composition, what was measured on its pixels. Out: faults in words, none for a good cover. The
limits are those of a thumbnail a hundred pixels wide and of a grey screen.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from fanbook.cover.brief import CoverBrief
from fanbook.cover.composition import Composition, Placed
from fanbook.cover.fonts import is_cjk, is_drawn
from fanbook.cover.scene import Box
from fanbook.cover.setting import tidy
from fanbook.cover.words import name_list

LEAST_CAP = 6.0  # pixels of a title's capitals where the cover is 100 pixels wide
LEAST_EM = 8.0  # the same of a Chinese or Japanese character
LEAST_SIZE = 40  # pixels of the smallest words
LEAST_CONTRAST: Mapping[str, float] = {
    "title": 7.0, "author": 7.0, "fandom": 4.5, "series": 4.5, "pairing": 4.5, "subtitle": 4.5,
}  # fmt: skip
LEAST_GREY = 50.0  # of the title, in L*
_CAPS: Mapping[str, float] = {  # height of capitals in ems, by face
    "serif": 0.65, "italic": 0.65, "display": 0.63, "display-italic": 0.63, "geometric": 0.70, "modern": 0.70,
    "sans": 0.714,
}  # fmt: skip


def said(brief: CoverBrief) -> dict[str, str]:
    """Every text that must stand on a cover, by role."""
    texts = {
        "title": brief.title,
        "author": name_list(brief.authors, brief.language),
        "fandom": brief.fandom,
        "series": brief.series_line,
        "pairing": brief.pairing,
        "subtitle": brief.subtitle,
    }
    return {role: tidy(text) for role, text in texts.items() if text and tidy(text)}


def cap_height(made: Composition) -> float:
    """The smallest title line's capitals at 100 pixels of page width; 99 where no face draws the title."""
    heights = [_cap(word) * 100 / made.scene.width for word in made.words if word.role == "title"]
    return min(heights, default=99.0)


def _cap(word: Placed) -> float:
    """Of CJK the em counts, scaled so that one limit serves: a character is read at 8 where capitals are at 6."""
    if any(map(is_cjk, word.line.text)):
        return word.size * LEAST_CAP / LEAST_EM
    faces = {run.face for _, run in word.line.runs}
    return word.size * min((_CAPS.get(face, 0.65) for face in faces), default=0.65)


def drawn_faults(brief: CoverBrief, made: Composition, safe: int) -> Iterator[str]:
    """What can be told before anything is painted."""
    if (cap := cap_height(made)) < LEAST_CAP:
        yield f"the title's capitals would be {cap:.1f} pixels high on a thumbnail"
    inside = Box(safe, safe, made.scene.width - safe, made.scene.height - safe)
    for word in made.words:
        if not inside.holds(word.box):
            yield f"“{word.line.text}” would leave the safe area"
        if word.size < LEAST_SIZE:
            yield f"“{word.line.text}” would be too small to read"
    yield from _collisions(made)
    yield from _losses(brief, made)
    yield from _broken_names(brief, made)


def _collisions(made: Composition) -> Iterator[str]:
    """Words of different kinds whose ink boxes meet; lines of one kind are spaced by their ink already."""
    for one, other in combinations(made.words, 2):
        if one.role != other.role and one.box.meets(other.box):
            yield f"“{one.line.text}” would meet “{other.line.text}”"


def _losses(brief: CoverBrief, made: Composition) -> Iterator[str]:
    """Words that are not there, or not as they were given."""
    for role, text in said(brief).items():
        drawn = "".join(
            word.line.text[:-1] if word.line.hyphen else word.line.text
            for word in made.words
            if word.role == role
        )
        wanted = [char for char in text if is_drawn(char) and char not in made.missing]
        if [char for char in drawn if is_drawn(char)] != wanted:
            yield f"the {role} would not stand there as it is given"


def _broken_names(brief: CoverBrief, made: Composition) -> Iterator[str]:
    """Pen names that a line's end breaks within a word."""

    def seen(text: str) -> str:
        return "".join(char for char in text if is_drawn(char) and char not in made.missing)

    lines = [seen(word.line.text) for word in made.words if word.role == "author"]
    for name in map(tidy, brief.authors):
        if not all(any(seen(part) in line for line in lines) for part in name.split(" ")):
            yield f"the name “{name}” would be broken"


def painted_faults(measured: Mapping[str, tuple[float, float]]) -> Iterator[str]:
    """What shows only on the picture."""
    for role, (contrast, grey) in measured.items():
        if contrast < LEAST_CONTRAST[role]:
            yield f"the {role} contrasts with its ground by {contrast:.1f} only"
        if role == "title" and grey < LEAST_GREY:
            yield f"the title stands {grey:.0f} steps from its ground in grey only"
