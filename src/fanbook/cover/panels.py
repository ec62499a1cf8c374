"""The field a title stands in: its outline and its frame.

In: a box and the name of a form. Out: outlines at any inset, and frames as shapes. An outline inset by d is
the same form in a smaller box with its corners drawn to match, so double rules run parallel.
"""

import math

from msgspec import Struct

from fanbook.cover.ornaments import Shapes, disc, leaf, lozenge, polar, tool
from fanbook.cover.scene import Box, Mark, Point, Points, Shape, Strike

FORMS = ("plain", "notched", "chamfered", "bracket", "arched", "stepped", "rounded")


class Panel(Struct, frozen=True):
    """A form in a box; `corner` is the size of what the form does at its corners."""

    box: Box
    form: str
    corner: float = 84.0

    def outline(self, inset: float = 0.0) -> Points:
        """The outline, `inset` pixels inside (negative: outside)."""
        box = self.box.inset(inset)
        match self.form:
            case "notched":
                return _mirror_corner(box, _notch(self.corner, inset))
            case "chamfered":
                cut = self.corner - inset * (2 - math.sqrt(2))
                return _mirror_corner(box, ((cut, 0.0), (0.0, cut)))
            case "stepped":
                step = self.corner * 0.62
                return _mirror_corner(
                    box, ((2 * step, 0.0), (2 * step, step), (step, step), (step, 2 * step), (0.0, 2 * step))
                )
            case "rounded":
                return _mirror_corner(box, _round(max(4.0, self.corner - inset)))
            case "bracket":
                return _bracket(box, self.corner)
            case "arched":
                return _arch(box, self.rise - inset * 0.35)
            case _:
                return (box.x0, box.y0), (box.x1, box.y0), (box.x1, box.y1), (box.x0, box.y1)

    @property
    def rise(self) -> float:
        """How much of the top an arch takes."""
        return self.box.width * 0.17 if self.form == "arched" else 0.0

    @property
    def head(self) -> float:
        """Free height the form asks for above the words, beyond the padding."""
        return self.rise * 0.62 if self.form == "arched" else self.foot

    @property
    def foot(self) -> float:
        """The same below."""
        return {"bracket": 34.0, "stepped": 56.0, "notched": 56.0, "chamfered": 30.0}.get(self.form, 0.0)


def _mirror_corner(box: Box, corner: Points) -> Points:
    """An outline from its top left corner, given as offsets from the top side towards the left side."""
    top_left = [(box.x0 + x, box.y0 + y) for x, y in corner]
    top_right = [(box.x1 - x, box.y0 + y) for x, y in reversed(corner)]
    low_right = [(box.x1 - x, box.y1 - y) for x, y in corner]
    low_left = [(box.x0 + x, box.y1 - y) for x, y in reversed(corner)]
    return tuple(top_left[::-1] + top_right[::-1] + low_right[::-1] + low_left[::-1])


def _notch(radius: float, inset: float) -> Points:
    """A quarter circle bitten out of the corner; its middle stays where it is, whatever the inset."""
    reach = max(6.0, radius + inset)
    slip = math.degrees(math.asin(max(-1.0, min(1.0, inset / reach))))
    return tuple(polar(-inset, -inset, reach, slip + (90 - 2 * slip) * step / 12) for step in range(13))


def _round(radius: float) -> Points:
    return tuple(polar(radius, radius, radius, 270 - 90 * step / 12) for step in range(13))


def _bracket(box: Box, size: float) -> Points:
    """Top and bottom swelling to a point in the middle, as in a title cartouche."""
    lift, shoulder = size * 0.72, box.width * 0.30
    middle = (box.x0 + box.x1) / 2
    steps = 16
    half: list[Point] = [(box.x0, box.y0 + lift), (middle - shoulder, box.y0 + lift)]
    for step in range(1, steps + 1):
        along = step / steps
        half.append(
            (middle - shoulder * (1 - along), box.y0 + lift * (1 - (0.5 - 0.5 * math.cos(math.pi * along))))
        )
    top = half + [(2 * middle - x, y) for x, y in reversed(half[:-1])]
    return tuple(top + [(x, box.y0 + box.y1 - y) for x, y in reversed(top)])


def _arch(box: Box, rise: float) -> Points:
    """A flat base and a low round head."""
    steps = 36
    cx, half = (box.x0 + box.x1) / 2, box.width / 2
    head = [
        (
            cx + half * math.cos(math.pi + math.pi * n / steps),
            box.y0 + rise + rise * math.sin(math.pi + math.pi * n / steps),
        )
        for n in range(steps + 1)
    ]
    return (*head, (box.x1, box.y1), (box.x0, box.y1))


def rule(panel: Panel, inset: float, width: float) -> Shapes:
    """A line along a panel's outline; what is inside it in the same layer is taken away."""
    return Shape(panel.outline(inset)), Shape(panel.outline(inset + width), cut=True)


def frame(panel: Panel, kind: str, inset: float = 0.0) -> tuple[Mark, ...]:
    """The rules of a panel, outermost first, beginning `inset` pixels inside its edge."""

    def rules(*lines: tuple[float, float]) -> Shapes:
        return tuple(shape for at, width in lines for shape in rule(panel, inset + at, width))

    match kind:
        case "double":
            return rules((0, 9), (24, 3.2))
        case "triple":
            return rules((0, 4), (15, 10), (36, 4))
        case "beaded":
            return (*rules((0, 5), (40, 3.2)), *_beading(panel.outline(inset + 23)))
        case _:
            return rules((12, 4), (30, 9))


def _beading(path: Points) -> tuple[Mark, ...]:
    """Dots at even distances along an outline."""
    sides = list(zip(path, (*path[1:], path[0]), strict=True))
    length = sum(math.dist(a, b) for a, b in sides)
    count = max(8, round(length / 33))
    step, carry, bead = length / count, 0.0, tool(disc(0, 0, 5.6))
    out: list[Mark] = []
    for a, b in sides:
        side = math.dist(a, b)
        while carry < side:
            share = carry / side
            out.append(Strike(bead, a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
            carry += step
        carry -= side
    return tuple(out)


def corner_pieces(box: Box, size: float) -> Shapes:
    """A spray of leaves in each corner of a box, growing inwards."""
    out: list[Shape] = []
    for x, y, turn in (
        (box.x0, box.y0, 45),
        (box.x1, box.y0, 135),
        (box.x1, box.y1, 225),
        (box.x0, box.y1, 315),
    ):
        out.append(lozenge(*polar(x, y, size * 0.2, turn), size * 0.11))
        for spread, share in ((0, 1.0), (33, 0.82), (-33, 0.82)):
            foot = polar(x, y, size * 0.3, turn + spread * 0.75)
            out += leaf(*foot, size * 0.72 * share, size * 0.27 * share, turn + spread)
        for sign in (1, -1):
            out.append(disc(*polar(x, y, size * 0.98, turn + 17 * sign), size * 0.05))
    return tuple(out)
