"""A cover composed: what to paint, and what a checker wants to know.

In: blocks of words with their tops. Out: their lines where they stand, and the `Composition` that every
style hands back.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from fanbook.cover.bidi import base_level
from fanbook.cover.scene import Box, Ink, Layer, Mark, Scene
from fanbook.cover.setting import Line
from fanbook.cover.words import Item

Side = Literal["left", "middle", "right"]


class Placed(Struct, frozen=True):
    """A line where it stands: role, text, ink box, size."""

    role: str
    line: Line
    at: tuple[float, float]  # the left end of its ink, its baseline; of a column: the middle and its top
    size: int

    @property
    def box(self) -> Box:
        """Where its ink is."""
        x, y = self.at
        ink = self.line.ink
        if self.line.is_upright:
            return Box(x + ink[0], y, x + ink[2], y + ink[3] - ink[1])
        return Box(x, y + ink[1], x + self.line.width, y + ink[3])

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What to draw."""
        return self.line.placed(*self.at)


class Composition(Struct, frozen=True):
    """A cover composed by a style."""

    scene: Scene
    words: tuple[Placed, ...]
    missing: frozenset[str]
    shown: str  # what is to be seen, in words
    panel: Box | None = None  # lies over the ornament: under it only its own frame shows


def stand(items: Iterable[Item], edge: float, side: Side = "middle", drop: float = 0.0) -> tuple[Placed, ...]:
    """Every line against an edge, or about a middle line, by its ink; all of them `drop` lower."""
    share = {"left": 0.0, "middle": 0.5, "right": 1.0}[side]
    return tuple(
        Placed(item.role, line, (edge - share * line.width, drop + item.top + baseline), item.block.size)
        for item in items
        for line, baseline in zip(item.block.lines, item.block.baselines, strict=True)
    )


def reading_side(title: str, side: Side = "left") -> Side:
    """The side a title in this writing starts from."""
    return "right" if side == "left" and base_level(title) else side


def letters(words: Iterable[Placed], ink: Ink, name: str = "words") -> Layer:
    """A layer with these words."""
    return Layer(name, ink, tuple(mark for word in words for mark in word.marks))
