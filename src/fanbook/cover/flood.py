"""The outside of a line drawing.

In: cells in rows, some of them line. Out: the same cells, with all that can be reached from the first one
marked. By stretches of a row rather than by cells, because it is done in Python.
"""

from collections.abc import Iterator

LINE, OUTSIDE = 255, 128  # of a drawing's cells; 0 is the inside


def flood(cells: bytearray, side: int) -> None:
    """Mark everything that can be reached from the first cell without crossing a line."""
    todo = [(0, 0)]
    while todo:
        column, start = todo.pop()  # a column, and the first cell of its row
        if cells[start + column]:
            continue
        left = max(cells.rfind(LINE, start, start + column), start - 1) + 1
        found = cells.find(LINE, start + column, start + side)
        right = found if found >= 0 else start + side
        cells[left:right] = bytes((OUTSIDE,)) * (right - left)
        for row in (start - side, start + side):
            if 0 <= row < side * side:
                todo += _gaps(cells, row, left - start, right - start)


def _gaps(cells: bytearray, row: int, left: int, right: int) -> Iterator[tuple[int, int]]:
    """One cell of every stretch of inside in a part of a row."""
    place = cells.find(0, row + left, row + right)
    while place >= 0:
        yield place - row, row
        ends = [end for mark in (LINE, OUTSIDE) if (end := cells.find(mark, place, row + right)) >= 0]
        place = cells.find(0, min(ends), row + right) if ends else -1
