"""Marks that help the hand: where to fold, where to pierce, and in which order the signatures lie.

In: a side, the sheet, what is wanted. Out: PDF drawing operators. Every mark is black, thin, and outside
the pages, or on the fold where the spine will hide it:

- **fold**: a dash at each end of the fold, on the outside of the outermost sheet;
- **sew**: a dot for each hole, on the inside of the innermost sheet: one kettle stitch near each end and
  a pair for each tape between;
- **order**: a bar across the fold on the outside of the outermost sheet, lower from signature to
  signature, so that a book in the right order shows a staircase on its spine.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from fanbook.fold.order import Side

FOLD, SEW, ORDER = "fold", "sew", "order"
KINDS = (FOLD, SEW, ORDER)
KETTLE = 42.0  # points from the ends of the spine
TAPES = 3
TAPE = 14.0  # half of a tape's width with room for the thread
BAR, STEP, WIDTH = 14.0, 16.0, 3.0


class Spine(Struct, frozen=True):
    """A fold on a side: its place from the left, its ends from the bottom."""

    x: float
    low: float
    high: float


def stations(spine: Spine) -> tuple[float, ...]:
    """The holes to sew through, from the bottom."""
    low, high = spine.low + KETTLE, spine.high - KETTLE
    if high - low < 4 * TAPE * TAPES:
        return (low, (low + high) / 2, high)
    middles = [low + (high - low) * at / (TAPES + 1) for at in range(1, TAPES + 1)]
    return (low, *(hole for middle in middles for hole in (middle - TAPE, middle + TAPE)), high)


def draw(side: Side, spine: Spine, kinds: tuple[str, ...], *, outside: bool, inside: bool) -> bytes:
    """The marks of a side; `outside` and `inside` say which side of the folded signature it is."""
    drawn = [*_fold(spine)] if outside and FOLD in kinds else []
    if inside and SEW in kinds:
        drawn += [f"{spine.x - 0.75:.2f} {y - 0.75:.2f} 1.5 1.5 re f" for y in stations(spine)]
    if outside and ORDER in kinds:
        top = spine.high - KETTLE - 20 - STEP * ((side.signature - 1) % _steps(spine))
        drawn.append(f"{spine.x - WIDTH / 2:.2f} {top - BAR:.2f} {WIDTH:.2f} {BAR:.2f} re f")
    return ("q 0 g 0 G 0.4 w\n" + "\n".join(drawn) + "\nQ\n").encode() if drawn else b""


def _steps(spine: Spine) -> int:
    return max(1, int((spine.high - spine.low - 2 * KETTLE - 40) / STEP))


def _fold(spine: Spine) -> Iterator[str]:
    for start, end in ((spine.low - 14, spine.low - 3), (spine.high + 3, spine.high + 14)):
        yield f"[2 2] 0 d {spine.x:.2f} {start:.2f} m {spine.x:.2f} {end:.2f} l S [] 0 d"
