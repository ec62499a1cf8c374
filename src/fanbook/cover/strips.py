"""Which parts of a page outlines need drawn: strips of rows, stretches of columns.

In: outlines and their boxes. Out: whole pixels. Outlines are drawn large, so it pays to draw a long side of
a frame as one row, and to draw nothing between two far ornaments.
"""

from collections.abc import Iterable, Iterator, Sequence

from fanbook.cover.scene import Box, Shape

_BAND = 256  # rows drawn at once at most: memory is one band, whatever the page
_STEADY = 24  # rows or columns: the least that are worth an own step


def strips(
    shapes: Sequence[Shape], boxes: Sequence[Box], low: int, high: int
) -> Iterator[tuple[int, int, bool]]:
    """Rows in strips, and whether each strip is the same all the way down: sides of frames mostly are."""
    done = drawn = low  # all before `done` is handed out, all before `drawn` is busy
    for start, stop in (*sorted(_busy(shapes, boxes)), (high + _STEADY + 2, high)):
        top = min(int(start) - 1, high)
        if int(start) - 1 - drawn > _STEADY:
            yield from ((row, min(row + _BAND, drawn), False) for row in range(done, drawn, _BAND))
            if top > drawn:
                yield drawn, top, True
            done = top
        drawn = max(drawn, done, min(int(stop) + 2, high))


def _busy(shapes: Sequence[Shape], boxes: Sequence[Box]) -> Iterator[tuple[float, float]]:
    """The rows where outlines do more than run straight down."""
    for shape, box in zip(shapes, boxes, strict=True):
        if box.height < _BAND:
            yield box.y0, box.y1
            continue
        points = shape.points
        for (x, y), (ahead, low) in zip(points, (*points[1:], points[0]), strict=True):
            if abs(x - ahead) > 1e-6 or y == low:
                yield min(y, low), max(y, low)


def stretches(boxes: Iterable[Box], width: int) -> list[tuple[int, int]]:
    """The columns where boxes lie, in stretches with gaps between them."""
    out: list[tuple[int, int]] = []
    for start, stop in sorted((int(box.x0) - 2, int(box.x1) + 3) for box in boxes):
        left, right = max(start, 0), min(stop, width)
        if out and left <= out[-1][1] + _STEADY:
            out[-1] = out[-1][0], max(out[-1][1], right)
        elif left < right:
            out.append((left, right))
    return out
