"""Type measured and drawn, run by run: the ruler that setting measures with is the pen that draws.

In: faces and runs. Out: advances, extents of ink, and letters in a mask. Pillow has no letter space, so
tracked runs are drawn cluster by cluster with their kerning kept.
"""

import io
from functools import lru_cache
from math import ceil, floor

from PIL import Image, ImageDraw, ImageFont

from fanbook.cover.fonts import Face, FontShelf, clusters
from fanbook.cover.scene import Run, Written

_MARGIN = 4  # pixels about a run's ink: parts of pixels, and letters that lean out
_LIGHT = frozenset({"japanese", "chinese", "korean"})

Extent = tuple[float, float, float, float]


@lru_cache(maxsize=48)
def font_at(face: Face, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """A face at a size and a weight, opened once."""
    source = io.BytesIO(face.source) if isinstance(face.source, bytes) else face.source
    font = ImageFont.truetype(source, size, layout_engine=ImageFont.Layout.RAQM)
    if face.weights:
        font.set_variation_by_axes(_axes(font, size, max(face.weights[0], min(face.weights[1], weight))))
    return font


def _axes(font: ImageFont.FreeTypeFont, size: int, weight: int) -> list[float]:
    """A value for each axis: the weight; a sturdy cut where there are cuts by size, so that no hairline is lost."""
    out: list[float] = []
    for axis in font.get_variation_axes():
        name = bytes(axis["name"] or b"").lower()
        cut = 16.0 if size > 600 else 11.0
        usual = float(axis["default"] or 0)
        out.append(float(weight) if b"weight" in name else cut if b"optic" in name else usual)
    return out


class Pen:
    """Measures and draws runs; a `Ruler` for setting. Remembers what it measured and drew: one pen for one cover."""

    def __init__(self, shelf: FontShelf) -> None:
        self.shelf = shelf
        self._advances: dict[Run, float] = {}
        self._extents: dict[Run, Extent] = {}
        self._written: dict[Written, tuple[Image.Image, int, int]] = {}

    def font(self, run: Run) -> ImageFont.FreeTypeFont:
        """The font of a run. Raises KeyError if the shelf has no such face."""
        face = self.shelf.get(run.face)
        if face is None:
            raise KeyError(run.face)
        return font_at(face, run.size, run.weight)

    def advance(self, run: Run) -> float:
        """How far the pen moves over a run."""
        if run not in self._advances:
            self._advances[run] = self._advance(run)
        return self._advances[run]

    def extent(self, run: Run) -> Extent:
        """Where the ink of a run lies, from the start of its baseline."""
        if run not in self._extents:
            self._extents[run] = self._extent(run)
        return self._extents[run]

    def _advance(self, run: Run) -> float:
        plain = self.font(run).getlength(run.text, direction=run.direction, features=_features(run))
        return plain + self._spread(run)

    def _extent(self, run: Run) -> Extent:
        if run.text.isspace():
            return 0.0, 0.0, 0.0, 0.0
        left, top, right, bottom = self.font(run).getbbox(
            run.text,
            anchor=_anchor(run),
            direction=run.direction,
            features=_features(run),
            stroke_width=_thickening(run),
        )
        return left, top, right + self._spread(run), bottom

    def _spread(self, run: Run) -> float:
        """What letter space adds to a run."""
        return run.track * run.size * (len(clusters(run.text)) - 1) if run.track else 0.0

    def _steps(self, run: Run) -> list[tuple[float, str]]:
        """Clusters of a letter-spaced run with their places, kerning kept."""
        font, features = self.font(run), _features(run)
        parts = clusters(run.text)
        x, out = 0.0, []
        for part, after in zip(parts, (*parts[1:], ""), strict=True):
            out.append((x, part))
            pair = font.getlength(part + after, features=features) - (
                font.getlength(after, features=features) if after else 0.0
            )
            x += pair + (run.track * run.size if after else 0.0)
        return out

    def write(self, mark: Written) -> tuple[Image.Image, int, int]:
        """A run drawn: a mask of its letters, and the place on the page of its corner."""
        if mark not in self._written:
            self._written[mark] = self._write(mark)
        return self._written[mark]

    def _write(self, mark: Written) -> tuple[Image.Image, int, int]:
        run, font = mark.run, self.font(mark.run)
        left, top, right, bottom = self.extent(run)
        x0, y0 = floor(mark.x + left) - _MARGIN, floor(mark.y + top) - _MARGIN
        tile = Image.new("L", (ceil(right - left) + 2 * _MARGIN + 1, ceil(bottom - top) + 2 * _MARGIN + 1))
        draw = ImageDraw.Draw(tile)
        pieces = self._steps(run) if run.track else [(0.0, run.text)]
        for x, text in pieces:
            draw.text(
                (mark.x - x0 + x, mark.y - y0), text, font=font, fill=255, anchor=_anchor(run),
                direction=run.direction, features=_features(run), stroke_width=_thickening(run),
            )  # fmt: skip
        return tile, x0, y0


def _anchor(run: Run) -> str:
    """Where a run hangs from: the start of its baseline, or the middle of a column's top."""
    return "mt" if run.direction == "ttb" else "ls"


def _thickening(run: Run) -> float:
    """Chinese, Japanese and Korean come in one weight, too light beside a bold Latin: they are drawn thicker."""
    return 0.009 * run.size if run.face in _LIGHT and run.weight > 500 else 0.0


def _features(run: Run) -> list[str] | None:
    return list(run.features) or None
