"""Scenes to pixels. The only module that knows Pillow.

In: a `Scene` and the faces it names. Out: a JPEG, the same bytes for the same scene in every process; and
the ruler that setting measures with. Pillow draws without antialiasing, so outlines are drawn larger in
bands and reduced, which keeps memory at one band whatever the page; words are drawn once, at size.
"""

import io
import random
from functools import lru_cache
from hashlib import blake2b

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from fanbook.cover.colour import RGB
from fanbook.cover.fonts import Face, FontShelf, clusters
from fanbook.cover.scene import Ink, Layer, Run, Scene, Shape, Stamp, Written

_OVER = 3  # outlines are drawn this much larger
_BAND = 256  # page rows a band
_QUALITY = (88, 82, 75)  # the first that keeps a cover under the limit
_LIMIT = 1_500_000  # bytes
_STAMP = 96  # pixels: the size at which a motif's inside is found
_LINE, _OUTSIDE = 255, 128  # of its cells; 0 is the inside

_LIGHT = frozenset({"japanese", "chinese", "korean"})

Picture = Image.Image
Area = tuple[int, int, int, int]
Extent = tuple[float, float, float, float]


@lru_cache(maxsize=96)
def _font(face: Face, size: int, weight: int) -> ImageFont.FreeTypeFont:
    source = io.BytesIO(face.source) if isinstance(face.source, bytes) else face.source
    font = ImageFont.truetype(source, size, layout_engine=ImageFont.Layout.RAQM)
    if face.weights:
        font.set_variation_by_axes([max(face.weights[0], min(face.weights[1], weight))])
    return font


class Pen:
    """Measures and draws runs; a `Ruler` for setting. Remembers what it measured."""

    def __init__(self, shelf: FontShelf) -> None:
        self._shelf = shelf
        self._advances: dict[Run, float] = {}
        self._extents: dict[Run, Extent] = {}

    def font(self, run: Run) -> ImageFont.FreeTypeFont:
        """The font of a run. Raises KeyError if the shelf has no such face."""
        face = self._shelf.get(run.face)
        if face is None:
            raise KeyError(run.face)
        return _font(face, run.size, run.weight)

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
            anchor="ls",
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

    def write(self, draw: ImageDraw.ImageDraw, mark: Written, dx: float, dy: float) -> None:
        """Draw a run into a mask whose corner is (dx, dy) of the page."""
        run, font = mark.run, self.font(mark.run)
        pieces = self._steps(run) if run.track else [(0.0, run.text)]
        for x, text in pieces:
            draw.text(
                (mark.x + x - dx, mark.y - dy), text, font=font, fill=255, anchor="ls",
                direction=run.direction, features=_features(run), stroke_width=_thickening(run),
            )  # fmt: skip


def _thickening(run: Run) -> float:
    """Chinese, Japanese and Korean come in one weight, too light beside a bold Latin: they are drawn thicker."""
    return 0.009 * run.size if run.face in _LIGHT and run.weight > 500 else 0.0


def _features(run: Run) -> list[str] | None:
    return list(run.features) or None


# ---------------------------------------------------------------------------------------- masks


def _outline_box(shapes: list[Shape], width: int, height: int) -> Area:
    xs = [x for shape in shapes for x, _ in shape.points]
    ys = [y for shape in shapes for _, y in shape.points]
    return (
        max(0, int(min(xs)) - 2), max(0, int(min(ys)) - 2),
        min(width, int(max(xs)) + 3), min(height, int(max(ys)) + 3),
    )  # fmt: skip


def _outlines(mask: Picture, shapes: list[Shape]) -> None:
    """Fill and cut outlines, in their order, in bands."""
    x0, y0, x1, y1 = _outline_box(shapes, *mask.size)
    reach = [(min(y for _, y in one.points), max(y for _, y in one.points)) for one in shapes]
    for top in range(y0, y1, _BAND):
        low = min(top + _BAND, y1)
        touched = [one for one, (a, b) in zip(shapes, reach, strict=True) if b >= top and a <= low]
        if not touched or x1 <= x0:
            continue
        band = Image.new("L", ((x1 - x0) * _OVER, (low - top) * _OVER))
        draw = ImageDraw.Draw(band)
        for shape in touched:
            points = [((x - x0) * _OVER, (y - top) * _OVER) for x, y in shape.points]
            draw.polygon(points, fill=0 if shape.cut else 255)
        mask.paste(band.reduce(_OVER), (x0, top))


@lru_cache(maxsize=64)
def _motif(face: Face, symbol: str, size: int, solid: bool) -> Picture:
    """A motif with its ink's longer side `size` pixels. Solid: the inside filled, the drawn lines left open."""
    weight = (340 if size < 240 else 300) if solid else (640 if size < 130 else 520 if size < 240 else 420)
    probe = _font(face, 100, weight).getbbox(symbol, anchor="ls")
    em = round(100 * size / max(probe[2] - probe[0], probe[3] - probe[1], 1) * 2)
    font = _font(face, em, weight)
    left, top, right, bottom = font.getbbox(symbol, anchor="ls")
    side = int(max(right - left, bottom - top)) + 24
    tile = Image.new("L", (side, side))
    place = (side - (right + left)) / 2, (side - (bottom + top)) / 2
    ImageDraw.Draw(tile).text(place, symbol, font=font, fill=255, anchor="ls")
    return (_negative(tile) if solid else tile).reduce(2)


def _negative(tile: Picture) -> Picture:
    """The inside of an outline drawing without its lines, as a block cut in brass prints it.

    The inside is flooded small, because that is done in Python; the lines hide the coarse edge.
    """
    small = tile.resize((_STAMP, _STAMP), Image.Resampling.BOX).tobytes()
    cells = bytearray(_LINE if value > 70 else 0 for value in small)
    _flood(cells, _STAMP)
    flooded = Image.frombytes("L", (_STAMP, _STAMP), bytes(cells))
    inside = flooded.point([255] + [0] * 255).filter(ImageFilter.MaxFilter(3))
    outside = flooded.point([255 if value == _OUTSIDE else 0 for value in range(256)]).filter(
        ImageFilter.MaxFilter(3)
    )
    inside = ImageChops.subtract(inside, outside).resize(tile.size, Image.Resampling.BICUBIC)
    return ImageChops.subtract(inside, tile)


def _flood(cells: bytearray, side: int) -> None:
    """Mark everything that can be reached from the first cell without crossing a line."""
    todo = [0]
    while todo:
        place = todo.pop()
        if cells[place]:
            continue
        cells[place] = _OUTSIDE
        column = place % side
        if column:
            todo.append(place - 1)
        if column < side - 1:
            todo.append(place + 1)
        if place >= side:
            todo.append(place - side)
        if place < side * (side - 1):
            todo.append(place + side)


def _stamp(mask: Picture, mark: Stamp, face: Face) -> None:
    tile = _motif(face, mark.symbol, round(mark.size), mark.solid)
    if mark.flip:
        tile = tile.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if mark.angle:
        tile = tile.rotate(mark.angle, Image.Resampling.BICUBIC, expand=True)
    x, y = round(mark.x - tile.width / 2), round(mark.y - tile.height / 2)
    area = (max(0, x), max(0, y), min(mask.width, x + tile.width), min(mask.height, y + tile.height))
    if area[2] <= area[0] or area[3] <= area[1]:
        return
    tile = tile.crop((area[0] - x, area[1] - y, area[2] - x, area[3] - y))
    under = mask.crop(area)
    mask.paste(ImageChops.subtract(under, tile) if mark.cut else ImageChops.lighter(under, tile), area[:2])


def _words(mask: Picture, marks: list[Written], pen: Pen) -> None:
    """Each run on its own strip, then joined: overlapping boxes of letters must not wipe each other."""
    for mark in marks:
        left, top, right, bottom = pen.extent(mark.run)
        x0, y0 = int(mark.x + left) - 6, int(mark.y + top) - 6
        strip = Image.new("L", (int(right - left) + 14, int(bottom - top) + 14))
        pen.write(ImageDraw.Draw(strip), mark, x0, y0)
        area = (x0, y0, x0 + strip.width, y0 + strip.height)
        mask.paste(ImageChops.lighter(mask.crop(area), strip), (x0, y0))


def layer_mask(layer: Layer, width: int, height: int, pen: Pen, shelf: FontShelf) -> Picture:
    """Where a layer's ink goes: outlines first, then motifs, then words."""
    mask = Image.new("L", (width, height))
    shapes = [mark for mark in layer.marks if isinstance(mark, Shape)]
    if shapes:
        _outlines(mask, shapes)
    emoji = shelf.get("emoji")
    for mark in layer.marks:
        if isinstance(mark, Stamp) and emoji:
            _stamp(mask, mark, emoji)
    _words(mask, [mark for mark in layer.marks if isinstance(mark, Written)], pen)
    return mask


# ---------------------------------------------------------------------------------------- inks


def _weave(width: int, height: int, name: str) -> Picture:
    """Book cloth in grey about 128: threads of uneven thickness across and down."""
    seed = int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
    stream = random.Random(seed)  # noqa: S311  (texture, not secrets)

    def threads(columns: int, rows: int) -> Picture:
        noise = Image.frombytes("L", (columns, rows), stream.randbytes(columns * rows))
        return noise.resize((width, height), Image.Resampling.BILINEAR)

    across, down = threads(width // 20, height // 3), threads(width // 3, height // 20)
    return Image.blend(across, down, 0.5)


def _tinted(grey: Picture, rgb: RGB, depth: float) -> Picture:
    """A colour with a grey texture laid over it: 128 is the colour itself, 0 and 255 a little off."""
    bands = []
    for value in rgb:
        table = [
            max(0, min(255, round(value + (level - 128) * depth * (0.5 + 0.4 * value / 255))))
            for level in range(256)
        ]
        bands.append(grey.point(table))
    return Image.merge("RGB", bands)


def _sheen(width: int, height: int) -> Picture:
    """A soft diagonal light over foil, in grey about 128."""
    small = Image.new("L", (40, 64))
    small.putdata([_light(x / 39, y / 63) for y in range(64) for x in range(40)])
    return small.resize((width, height), Image.Resampling.BICUBIC)


def _light(x: float, y: float) -> int:
    along = (x * 0.62 + y) / 1.62  # from the top left corner to the lower right one
    wave = 1 - abs(((along * 2.2 + 0.15) % 2) - 1)
    return round(88 + 80 * wave * wave * (3 - 2 * wave))


def _ink(ink: Ink, weave: Picture, sheen: Picture) -> Picture:
    if ink.finish == "cloth":
        return _tinted(weave, ink.rgb, 0.15)
    if ink.finish == "foil":
        return _tinted(sheen, ink.rgb, 0.10)
    return _tinted(weave, ink.rgb, 0.025)


def _press(canvas: Picture, mask: Picture, area: Area) -> None:
    """Foil is pressed in: a hair of shade above and left of it."""
    x0, y0, x1, y1 = area
    part = canvas.crop((x0, y0, x1, y1))
    shade = part.point(lambda value: round(value * 0.72))
    part.paste(shade, (-2, -2), mask.crop(area))
    canvas.paste(part, (x0, y0))


def paint(scene: Scene, shelf: FontShelf) -> Picture:
    """The page in RGB."""
    size = scene.width, scene.height
    pen = Pen(shelf)
    weave, sheen = _weave(*size, scene.grain), _sheen(*size)
    ground = _ink(scene.ground, weave, sheen)
    canvas = ground.copy()
    for layer in scene.layers:
        mask = layer_mask(layer, *size, pen, shelf)
        area = mask.getbbox()
        if area is None:
            continue
        if layer.ink.finish == "foil":
            _press(canvas, mask, area)
        if layer.ink.finish == "print":
            canvas.paste(layer.ink.rgb, area, mask.crop(area))
            continue
        if layer.ink == scene.ground:
            ink = ground.crop(area)
        else:
            ink = _ink(layer.ink, weave.crop(area), sheen.crop(area))
        canvas.paste(ink, area[:2], mask.crop(area))
    return canvas


def encode(picture: Picture) -> bytes:
    """A baseline JPEG without profile or clock, at the first quality that keeps it small enough."""
    for quality in _QUALITY:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, subsampling=0, dpi=(300, 300))
        if out.tell() <= _LIMIT:
            break
    return out.getvalue()


def thumbnail(jpeg: bytes, width: int) -> bytes:
    """A cover made small, as PNG: for sheets and for judging what survives on a shelf."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        small = picture.resize(
            (width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS
        )
    out = io.BytesIO()
    small.save(out, "PNG")
    return out.getvalue()
