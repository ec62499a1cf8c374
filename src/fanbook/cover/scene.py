"""A cover as a drawing that is not yet drawn: layers of ink, each with its marks.

In: nothing. Out: frozen records that the composers build and `paint` turns into pixels. Units are pixels
of the finished page, y growing downwards; text stands on its baseline.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from fanbook.cover.colour import RGB

Point = tuple[float, float]
Points = tuple[Point, ...]
Finish = Literal[
    "cloth", "foil", "paper", "print", "wash"
]  # print: flat; wash: from colour to colour, downwards


class Box(Struct, frozen=True):
    """An upright rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """How wide."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """How high."""
        return self.y1 - self.y0

    @property
    def centre(self) -> Point:
        """The middle."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def moved(self, x: float, y: float) -> "Box":
        """The same box elsewhere."""
        return Box(self.x0 + x, self.y0 + y, self.x1 + x, self.y1 + y)

    def inset(self, across: float, down: float | None = None) -> "Box":
        """Smaller on every side; negative: larger."""
        down = across if down is None else down
        return Box(self.x0 + across, self.y0 + down, self.x1 - across, self.y1 - down)

    def holds(self, other: "Box") -> bool:
        """Whether the other lies wholly within."""
        return self.x0 <= other.x0 and other.x1 <= self.x1 and self.y0 <= other.y0 and other.y1 <= self.y1

    def meets(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


def around(x: float, y: float, reach: float, drop: float | None = None) -> Box:
    """A box about a point, `reach` to either side and `drop` (or as much) up and down."""
    drop = reach if drop is None else drop
    return Box(x - reach, y - drop, x + reach, y + drop)


class Shape(Struct, frozen=True):
    """A filled outline; `cut` takes away what the same layer drew before."""

    points: Points
    cut: bool = False

    @property
    def box(self) -> Box:
        """The box it keeps to."""
        xs, ys = zip(*self.points, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))


def extent(shapes: Iterable[Shape]) -> Box:
    """The box outlines keep to."""
    boxes = [shape.box for shape in shapes]  # of one outline at least
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


class Stamp(Struct, frozen=True):
    """One motif, centred by its ink. Solid: an outline drawing turned into a block with its lines left open."""

    symbol: str
    x: float
    y: float
    size: float  # the longer side of its ink
    solid: bool = True
    angle: float = 0.0  # degrees, anticlockwise
    cut: bool = False
    flip: bool = False


class Tool(Struct, frozen=True, eq=False):
    """A small ornament as a binder's brass tool has it: outlines about (0, 0), cut once for many strikes."""

    shapes: tuple[Shape, ...]
    reach: Box


class Strike(Struct, frozen=True):
    """A tool where it is struck; `cut` takes away what the same layer has there."""

    tool: Tool
    x: float
    y: float
    cut: bool = False


class Run(Struct, frozen=True):
    """Text of one face, size and direction."""

    text: str
    face: str
    size: int
    weight: int
    direction: Literal["ltr", "rtl", "ttb"] = "ltr"
    features: tuple[str, ...] = ()
    track: float = 0.0  # letter space, in ems


class Written(Struct, frozen=True):
    """A run where it stands."""

    run: Run
    x: float
    y: float


Mark = Shape | Strike | Stamp | Written


class Ink(Struct, frozen=True):
    """A colour and what it is laid on with."""

    rgb: RGB
    finish: Finish
    stops: tuple[tuple[float, RGB], ...] = ()  # of a wash: rows of the page and their colours, downwards


class Layer(Struct, frozen=True):
    """Marks in one ink, over all layers before."""

    name: str
    ink: Ink
    marks: tuple[Mark, ...]
    within: tuple[Mark, ...] = ()  # only where these have ink too; none: everywhere


class Scene(Struct, frozen=True):
    """The whole page."""

    width: int
    height: int
    ground: Ink
    layers: tuple[Layer, ...]
    grain: str  # names the weave of the cloth
    noise: int = 0  # how far the paper's grain departs from its colour, in steps of 255: hides banding
