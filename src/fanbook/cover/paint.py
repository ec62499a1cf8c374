"""Scenes to pixels. The only module that knows Pillow.

In: a `Scene` and the faces it names. Out: a JPEG, the same bytes for the same scene in every process; and
the ruler that setting measures with. Pillow draws without antialiasing, so outlines are drawn larger in
bands and reduced, ornaments that repeat once for all their strikes, words once, at size. Ink is laid on by
cells of the page, which keeps memory low and leaves what is empty alone.
"""

import io
import random
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, groupby, pairwise
from math import ceil, floor

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from fanbook.cover.colour import RGB
from fanbook.cover.flood import LINE, OUTSIDE, flood
from fanbook.cover.fonts import Face
from fanbook.cover.paint_type import Pen, font_at
from fanbook.cover.scene import Ink, Layer, Mark, Scene, Shape, Stamp, Strike, Tool, Written
from fanbook.cover.strips import stretches, strips

_OVER = 3  # outlines are drawn this much larger
_QUALITY = (88, 82, 75)  # the first that keeps a cover under the limit
_LIMIT = 1_500_000  # bytes
_CELL = 400, 64  # pixels of page that are inked at once: of the sizes tried the quickest
_BOLT = 800, 1280  # pixels of cloth that repeat
_LARGE = 190  # pixels: motifs from this size on are smooth as they come
_STAMP = 96  # pixels: the size at which a motif's inside is found

Picture = Image.Image
Area = tuple[int, int, int, int]


# ---------------------------------------------------------------------------------------- masks


def _filled(shapes: Iterable[Shape], left: float, top: float, size: tuple[int, int]) -> Picture:
    """Outlines filled and cut, in their order, on a mask whose corner is (left, top)."""
    large = Image.new("L", (size[0] * _OVER, size[1] * _OVER))
    draw = ImageDraw.Draw(large)
    for shape in shapes:
        points = [value for x, y in shape.points for value in ((x - left) * _OVER, (y - top) * _OVER)]
        draw.polygon(points, fill=0 if shape.cut else 255)
    return large.reduce(_OVER)


def _outlines(mask: Picture, shapes: list[Shape]) -> None:
    """Fill and cut outlines, in their order, strip by strip."""
    boxes = [shape.box for shape in shapes]
    low = max(0, int(min(box.y0 for box in boxes)) - 2)
    high = min(mask.height, int(max(box.y1 for box in boxes)) + 3)
    for top, foot, steady in strips(shapes, boxes, low, high):
        touched = [index for index, box in enumerate(boxes) if box.y1 >= top and box.y0 <= foot]
        rows, line = foot - top, top + (foot - top) // 2 if steady else top
        for left, right in stretches((boxes[index] for index in touched), mask.width):
            drawn = (shapes[i] for i in touched if boxes[i].x1 >= left and boxes[i].x0 <= right)
            strip = _filled(drawn, left, line, (right - left, 1 if steady else rows))
            strip = strip.resize((right - left, rows)) if steady else strip
            _blacken(mask, strip, left, top)


def _tile(tool: Tool, x: float, y: float) -> tuple[Picture, int, int]:
    """A tool for a place so many parts of a pixel off, and its corner from there."""
    left, top = floor(tool.reach.x0) - 1, floor(tool.reach.y0) - 1
    size = int(tool.reach.x1 - left) + 3, int(tool.reach.y1 - top) + 3
    tile = _filled(tool.shapes, left - x, top - y, size)
    box = tile.getbbox() or (0, 0, 1, 1)
    return tile.crop(box), left + box[0], top + box[1]


def _strike(mask: Picture, mark: Strike, cut: dict[tuple[Tool, int, int], tuple[Picture, int, int]]) -> None:
    """Strike a tool; it is drawn once for each third of a pixel it stands off."""
    x, dx = divmod(round(mark.x * _OVER), _OVER)
    y, dy = divmod(round(mark.y * _OVER), _OVER)
    key = mark.tool, dx, dy
    if key not in cut:
        cut[key] = _tile(mark.tool, dx / _OVER, dy / _OVER)
    tile, left, top = cut[key]
    _blacken(mask, tile, x + left, y + top, cut=mark.cut)


def _blacken(mask: Picture, tile: Picture, x: int, y: int, *, cut: bool = False) -> None:
    """Add a tile to a mask, or take it away; either may reach over the edge."""
    if x < mask.width and y < mask.height and x + tile.width > 0 and y + tile.height > 0:
        mask.paste(0 if cut else 255, (x, y, x + tile.width, y + tile.height), tile)


@lru_cache(maxsize=64)
def _motif(face: Face, symbol: str, size: int, solid: bool) -> Picture:
    """A motif with its ink's longer side `size` pixels. Solid: the inside filled, the drawn lines left open."""
    weight = (340 if size < 240 else 300) if solid else (640 if size < 130 else 520 if size < 240 else 420)
    probe = font_at(face, 100, weight).getbbox(symbol, anchor="ls")
    over = 2 if size < _LARGE else 1  # small ones are drawn double: fine lines keep their places
    em = round(100 * size / max(probe[2] - probe[0], probe[3] - probe[1], 1) * over)
    font = font_at(face, em, weight)
    left, top, right, bottom = font.getbbox(symbol, anchor="ls")
    side = int(max(right - left, bottom - top)) // 2 * 2 + 12 * over
    tile = Image.new("L", (side, side))
    place = (side - (right + left)) / 2, (side - (bottom + top)) / 2
    ImageDraw.Draw(tile).text(place, symbol, font=font, fill=255, anchor="ls")
    tile = _negative(tile) if solid else tile
    return _trimmed(tile.reduce(over) if over > 1 else tile)


def _trimmed(tile: Picture) -> Picture:
    """A tile with less about it and the same middle."""
    left, top, right, bottom = tile.getbbox() or (0, 0, *tile.size)
    across, down = min(left, tile.width - right), min(top, tile.height - bottom)
    return tile.crop((across, down, tile.width - across, tile.height - down))


def _negative(tile: Picture) -> Picture:
    """The inside of an outline drawing without its lines, as a block cut in brass prints it.

    The inside is found small; the lines hide its coarse edge.
    """
    side = _STAMP if tile.width < 480 else 4 * _STAMP
    small = tile.resize((side, side), Image.Resampling.BOX)
    cells = bytearray(small.point([LINE if value > 70 else 0 for value in range(256)]).tobytes())
    flood(cells, side)
    flooded = Image.frombytes("L", (side, side), bytes(cells))
    inside = flooded.point([255] + [0] * 255)
    if side > _STAMP:  # specks that a small motif hides show on a large one
        inside = inside.filter(ImageFilter.MinFilter(5)).filter(ImageFilter.MaxFilter(5))
    inside = inside.filter(ImageFilter.MaxFilter(3))
    outside = flooded.point([255 if value == OUTSIDE else 0 for value in range(256)]).filter(
        ImageFilter.MaxFilter(3)
    )
    inside = ImageChops.subtract(inside, outside).resize(tile.size, Image.Resampling.BICUBIC)
    return ImageChops.subtract(inside, tile)


def _stamp(mask: Picture, mark: Stamp, face: Face) -> None:
    tile = _motif(face, mark.symbol, round(mark.size), mark.solid)
    if mark.flip:
        tile = tile.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if mark.angle:
        tile = tile.rotate(mark.angle, Image.Resampling.BICUBIC, expand=True)
    x, y = round(mark.x - tile.width / 2), round(mark.y - tile.height / 2)
    _blacken(mask, tile, x, y, cut=mark.cut)


def layer_mask(layer: Layer, width: int, height: int, pen: Pen) -> Picture:
    """Where a layer's ink goes."""
    mask = Image.new("L", (width, height))
    _draw(mask, layer.marks, pen)
    if layer.within:
        inside = Image.new("L", mask.size)
        _draw(inside, layer.within, pen)
        mask = ImageChops.multiply(mask, inside)
    return mask


def _draw(mask: Picture, marks: tuple[Mark, ...], pen: Pen) -> None:
    """Add marks to a mask: outlines first, then tools and motifs, then words."""
    if shapes := [mark for mark in marks if isinstance(mark, Shape)]:
        _outlines(mask, shapes)
    emoji, cut = pen.shelf.get("emoji"), dict[tuple[Tool, int, int], tuple[Picture, int, int]]()
    for mark in marks:
        if isinstance(mark, Stamp) and emoji:
            _stamp(mask, mark, emoji)
        elif isinstance(mark, Strike):
            _strike(mask, mark, cut)
    for mark in marks:
        if isinstance(mark, Written):
            _blacken(mask, *pen.write(mark))


# ---------------------------------------------------------------------------------------- inks


@lru_cache(maxsize=1)
def _weave() -> Picture:
    """Book cloth in grey about 128: threads of uneven thickness across and down. Its edges meet."""
    stream = random.Random(1600)  # noqa: S311  (texture, not secrets)

    def threads(columns: int, rows: int) -> Picture:
        noise = Image.frombytes("L", (columns, rows), stream.randbytes(columns * rows))
        wide = Image.new("L", (columns + 2, rows + 2))
        for x in (1 - columns, 1, 1 + columns):
            for y in (1 - rows, 1, 1 + rows):
                wide.paste(noise, (x, y))
        return wide.resize(_BOLT, Image.Resampling.BILINEAR, box=(1, 1, columns + 1, rows + 1))

    width, height = _BOLT
    return Image.blend(threads(width // 20, height // 3), threads(width // 3, height // 20), 0.5)


@lru_cache(maxsize=2)
def _sheen(width: int, height: int) -> Picture:
    """A soft diagonal light over foil, in grey about 128."""
    small = Image.new("L", (40, 64))
    small.putdata([_light(x / 39, y / 63) for y in range(64) for x in range(40)])
    return small.resize((width, height), Image.Resampling.BICUBIC)


def _light(x: float, y: float) -> int:
    along = (x * 0.62 + y) / 1.62  # from the top left corner to the lower right one
    wave = 1 - abs(((along * 2.2 + 0.15) % 2) - 1)
    return round(88 + 80 * wave * wave * (3 - 2 * wave))


def _tints(rgb: RGB, depth: float) -> bytes:
    """A colour under a grey texture, as a palette: 128 is the colour itself, 0 and 255 a little off."""
    table = bytearray(768)
    for band, value in enumerate(rgb):
        step = depth * (0.5 + 0.4 * value / 255)
        levels = [int(value + 0.5 + (level - 128) * step) for level in range(256)]
        is_near = levels[0] < 0 or levels[255] > 255
        table[band::3] = bytes([max(0, min(255, level)) for level in levels] if is_near else levels)
    return bytes(table)


def _tinted(grey: Picture, tints: bytes) -> Picture:
    """A grey texture in colour."""
    grey.putpalette(tints)
    return grey.convert("RGB")


def _spread(canvas: Picture, tile: Picture, start: tuple[int, int]) -> None:
    """Cover a picture with cloth from a bolt that begins at `start`."""
    for x in range(start[0] % tile.width - tile.width, canvas.width, tile.width):
        for y in range(start[1] % tile.height - tile.height, canvas.height, tile.height):
            canvas.paste(tile, (x, y))


def _place(name: str) -> tuple[int, int]:
    """Where on the bolt a cover's cloth is cut."""
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest[:4], "big") % _BOLT[0], int.from_bytes(digest[4:], "big") % _BOLT[1]


def _ink(ink: Ink, scene: Scene) -> Callable[[Area], Picture | RGB]:
    """What is laid on a part of the page: a picture of its size, or one colour."""
    if ink.finish == "foil":
        sheen, tints = _sheen(scene.width, scene.height), _tints(ink.rgb, 0.10)
        return lambda area: _tinted(sheen.crop(area), tints)
    if ink.finish == "wash":
        column = _column(ink, scene.height)
        return lambda area: column.crop((0, area[1], 1, area[3])).resize(
            (area[2] - area[0], area[3] - area[1]), Image.Resampling.NEAREST
        )
    if ink.finish == "print":
        return lambda _: ink.rgb
    tints = _tints(ink.rgb, 0.15 if ink.finish == "cloth" else 0.025)
    tile, (x, y) = _tinted(_weave().copy(), tints), _place(scene.grain)

    def cloth(area: Area) -> Picture:
        out = Image.new("RGB", (area[2] - area[0], area[3] - area[1]))
        _spread(out, tile, (x - area[0], y - area[1]))
        return out

    return cloth


def _column(ink: Ink, height: int) -> Picture:
    """A wash, one pixel wide."""
    rows = bytearray()
    stops = list(ink.stops)
    # Above the first stop and below the last the wash does not change.
    for (top, one), (foot, other) in pairwise([(0, stops[0][1]), *stops, (height, stops[-1][1])]):
        first, last = len(rows) // 3, min(height, max(0, ceil(foot)))
        steps = [(y - top) / max(foot - top, 1e-6) for y in range(first, last)]
        channels = ([round(a + share * (b - a)) for share in steps] for a, b in zip(one, other, strict=True))
        rows += bytes(chain.from_iterable(zip(*channels, strict=True)))
    return Image.frombytes("RGB", (1, height), bytes(rows))


@lru_cache(maxsize=4)
def _dust(depth: int) -> Picture:
    """Grain about 128, on a piece of paper that repeats."""
    stream = random.Random(2560)  # noqa: S311  (texture, not secrets)
    levels = bytes(128 + (value % (2 * depth + 1)) - depth for value in range(256))
    grey = Image.frombytes("L", _BOLT, stream.randbytes(_BOLT[0] * _BOLT[1]).translate(levels))
    return Image.merge("RGB", (grey, grey, grey))


def _grained(canvas: Picture, depth: int) -> None:
    """Strew grain over a page."""
    dust = _dust(depth)
    for x in range(0, canvas.width, dust.width):
        for y in range(0, canvas.height, dust.height):
            area = x, y, min(x + dust.width, canvas.width), min(y + dust.height, canvas.height)
            ground = canvas.crop(area)
            part = dust if ground.size == dust.size else dust.crop((0, 0, *ground.size))
            canvas.paste(ImageChops.add(ground, part, 1, -128), area)


def _cells(mask: Picture) -> Iterator[Area]:
    """The parts of a page where there is any ink: most of a mask is empty, and small pictures are quick."""
    inked = mask.getbbox() or (0, 0, 0, 0)
    for top in range(inked[1], inked[3], _CELL[1]):
        for left in range(inked[0], inked[2], _CELL[0]):
            area = left, top, min(left + _CELL[0], inked[2]), min(top + _CELL[1], inked[3])
            if box := mask.crop(area).getbbox():
                yield left + box[0], top + box[1], left + box[2], top + box[3]


def _press(canvas: Picture, mask: Picture, cells: Iterable[Area]) -> None:
    """Foil is pressed in: a hair of shade above and left of it."""
    fainter = [round(value * 0.28) for value in range(256)]
    for area in cells:
        x0, y0, x1, y1 = (edge - 2 for edge in area)
        canvas.paste((0, 0, 0), (x0, y0, x1, y1), mask.crop(area).point(fainter))


def paint(scene: Scene, pen: Pen, under: tuple[Picture, tuple[int, int]] | None = None) -> Picture:
    """The page in RGB; `under` is a picture that lies on its ground, and where."""
    size = scene.width, scene.height
    ground = _ink(scene.ground, scene)((0, 0, *size))
    canvas = ground if isinstance(ground, Picture) else Image.new("RGB", size, ground)
    if under:
        canvas.paste(*under)
    mask = Image.new("L", size)
    for (ink, _), layers in groupby(scene.layers, key=_plate):  # of one ink: laid on at once
        for layer in layers:
            if layer.within:
                mask = ImageChops.lighter(mask, layer_mask(layer, *size, pen))
            else:
                _draw(mask, layer.marks, pen)
        cells = tuple(_cells(mask))
        if ink.finish == "foil":
            _press(canvas, mask, cells)
        inked = _ink(ink, scene)
        for area in cells:
            part = mask.crop(area)
            is_whole = part.getextrema() == (255, 255)
            canvas.paste(inked(area), area, None if is_whole else part)
            mask.paste(0, area)  # clean for the next plate: a new mask takes ten times as long
    if scene.noise:
        _grained(canvas, scene.noise)
    return canvas


def _plate(layer: Layer) -> tuple[Ink, tuple[Mark, ...]]:
    """What layers must share to be laid on at once."""
    return layer.ink, layer.within


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
