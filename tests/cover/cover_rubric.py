"""What a good cover is, as measurements: each returns the faults it found, in words."""

import io
from collections.abc import Iterator
from itertools import combinations

from PIL import Image, ImageChops, ImageFilter

from fanbook.cover import CoverBrief, FontShelf
from fanbook.cover.composition import Composition
from fanbook.cover.fonts import is_drawn
from fanbook.cover.paint import layer_mask
from fanbook.cover.paint_type import Pen
from fanbook.cover.scene import Box, Layer, Run, Written
from fanbook.cover.setting import tidy
from fanbook.cover.words import name_list

NEEDED = {"title": 7.0, "author": 7.0, "fandom": 4.5, "series": 4.5, "pairing": 4.5, "subtitle": 4.5}
_OVER = {"frame", "dividers"}
_ALL = {"ornament", "blind", *_OVER}


def said(brief: CoverBrief) -> dict[str, str]:
    texts = {
        "title": brief.title, "author": name_list(brief.authors, brief.language), "fandom": brief.fandom,
        "pairing": brief.pairing, "subtitle": brief.subtitle, "series": brief.series_line,
    }  # fmt: skip
    return {role: tidy(text) for role, text in texts.items() if text and text.strip()}


def incomplete(brief: CoverBrief, made: Composition, shelf: FontShelf) -> Iterator[str]:
    """Every character of every text is set, once, in order, in a face that has it."""
    for role, text in said(brief).items():
        drawn = ""
        for word in made.words:
            if word.role == role:
                drawn += word.line.text[:-1] if word.line.hyphen else word.line.text
        wanted = "".join(char for char in text if is_drawn(char) and char not in made.missing)
        if "".join(char for char in drawn if is_drawn(char)) != wanted:
            yield f"{role}: {drawn!r} is not {text!r}"
    for mark in _words(made).marks:
        if isinstance(mark, Written) and not shelf.covers(mark.run.face, mark.run.text):
            yield f"no glyph for all of {mark.run.text!r} in {mark.run.face}"
    runs = sorted(mark.run.text for mark in _words(made).marks if isinstance(mark, Written))
    if runs != sorted(run.text for word in made.words for _, run in word.line.runs):
        yield "what is painted is not what was set"
    for word in made.words:
        if sorted("".join(run.text for _, run in word.line.runs)) != sorted(word.line.text):
            yield f"runs of {word.line.text!r} lose or double something"


def _words(made: Composition) -> Layer:
    """All words, whatever their inks."""
    layers = [layer for layer in made.scene.layers if layer.name == "words"]
    return Layer("words", layers[0].ink, tuple(mark for layer in layers for mark in layer.marks))


def misplaced(made: Composition, shelf: FontShelf, safe: int) -> Iterator[str]:
    """Words keep from the edges, from each other and from every ornament, pixel by pixel."""
    width, height = made.scene.width, made.scene.height
    pen = Pen(shelf)
    inside = Box(safe, safe, width - safe, height - safe)
    words = layer_mask(_words(made), width, height, pen)
    x0, y0, x1, y1 = words.getbbox() or (safe, safe, safe, safe)
    if x0 < inside.x0 or y0 < inside.y0 or x1 > inside.x1 or y1 > inside.y1:
        yield f"ink at {(x0, y0, x1, y1)} leaves the safe area"
    for one, other in combinations(made.words, 2):
        if one.box.meets(other.box):
            yield f"{one.line.text!r} meets {other.line.text!r}"
    near = words.crop(area := (x0 - 8, y0 - 8, x1 + 8, y1 + 8)).reduce(2).filter(ImageFilter.MaxFilter(5))
    for layer in made.scene.layers:
        # a panel lies over the pattern: under it only its own frame and dividers show
        if layer.name in (_OVER if made.panel else _ALL):
            mask = layer_mask(layer, width, height, pen).crop(area).reduce(2)
            struck = ImageChops.multiply(mask, near).point(lambda v: 255 if v > 40 else 0).getbbox()
            if struck:
                yield f"words touch {layer.name} at {struck}"
    for word in made.words if made.panel else ():
        if not (made.panel.y0 < word.box.y0 and word.box.y1 < made.panel.y1 and word.box.x0 > made.panel.x0):
            yield f"{word.line.text!r} leaves its panel"


_LINEAR = [round(255 * (v / 3294.6 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4)) for v in range(256)]


def _luminance(picture: Image.Image) -> Image.Image:
    return picture.point(_LINEAR * 3).convert("L", (0.2126, 0.7152, 0.0722, 0))


def _percentile(histogram: list[int], share: float) -> float:
    goal, seen = sum(histogram) * share, 0
    for value, count in enumerate(histogram):
        seen += count
        if seen >= goal and count:
            return value / 255
    return 1.0


def contrasts(made: Composition, jpeg: bytes, shelf: FontShelf) -> dict[str, float]:
    """The worst contrast of each kind of words: their ink against the ground next to it, on real pixels."""
    out: dict[str, float] = {}
    with Image.open(io.BytesIO(jpeg)) as picture:
        page = picture.convert("RGB")
    mask = layer_mask(_words(made), *page.size, Pen(shelf))
    for word in made.words:
        area = tuple(round(v) for v in (word.box.x0 - 8, word.box.y0 - 8, word.box.x1 + 8, word.box.y1 + 8))
        ink, part = mask.crop(area).point([0] * 201 + [255] * 55), _luminance(page.crop(area))
        body = ink.filter(ImageFilter.MinFilter(3))
        body = body if body.getbbox() else ink
        near = ImageChops.subtract(
            ink.filter(ImageFilter.MaxFilter(13)), ink.filter(ImageFilter.MaxFilter(7))
        )
        tone = _percentile(part.histogram(body), 0.5)
        ground = part.histogram(near)
        dark = tone < _percentile(ground, 0.5)
        worst = _percentile(ground, 0.02 if dark else 0.98)
        low, high = sorted((tone, worst))
        out[word.role] = min(out.get(word.role, 99.0), (high + 0.05) / (low + 0.05))
    return out


def cap_height(made: Composition, shelf: FontShelf) -> float:
    """Of the title's capitals at 100 pixels of page width; for other writings 0.65 of the em."""
    title = [word for word in made.words if word.role == "title"]
    if not title:
        return 99.0
    run = title[0].line.runs[0][1]
    if run.face in {"serif", "italic", "display", "sans"}:
        box = Pen(shelf).extent(Run("H", run.face, run.size, run.weight))
        return -box[1] * 100 / made.scene.width
    return 0.65 * run.size * 100 / made.scene.width


def fingerprint(jpeg: bytes) -> tuple[int, bytes]:
    """Which of 16 x 16 neighbours are lighter, as bits; the colours of 8 x 12 fields."""
    with Image.open(io.BytesIO(jpeg)) as picture:
        picture.draft("RGB", (400, 640))  # as large as it need be
        small = picture.convert("L").resize((17, 16), Image.Resampling.LANCZOS)
        grid = picture.resize((8, 12), Image.Resampling.BOX).tobytes()
    bits = 0
    for y in range(16):
        for x in range(16):
            bits = bits << 1 | (small.getpixel((x, y)) > small.getpixel((x + 1, y)))
    return bits, grid


def distance(one: tuple[int, bytes], other: tuple[int, bytes]) -> tuple[int, float]:
    """How far two covers are apart: bits of form, mean steps of colour."""
    return (one[0] ^ other[0]).bit_count(), sum(
        abs(a - b) for a, b in zip(one[1], other[1], strict=True)
    ) / 288
