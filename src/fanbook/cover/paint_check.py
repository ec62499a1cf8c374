"""How well the words of a painted cover can be read: measured on its pixels, not on what was meant.

In: a composition and its picture. Out: for each kind of words the worst contrast with the ground next to its
letters, by WCAG, and for the title how far it stands from the ground in grey, as an e-ink screen shows it.
"""

from collections.abc import Iterable

from PIL import Image, ImageChops, ImageFilter

from fanbook.cover.composition import Composition, Placed
from fanbook.cover.paint import layer_mask
from fanbook.cover.paint_type import Pen
from fanbook.cover.scene import Ink, Layer

_LINEAR = [round(255 * (v / 3294.6 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4)) for v in range(256)]
_AROUND = 10  # pixels about a line that count as its ground

Picture = Image.Image
Measured = dict[str, tuple[float, float]]  # by role: the worst contrast, the worst distance in L*


def contrasts(made: Composition, picture: Picture, pen: Pen) -> Measured:
    """Contrast and grey distance by role, at half the size: what is finer than two pixels is no ground."""
    out: Measured = {}
    mask = layer_mask(_layer(made.words), picture.width, picture.height, pen)
    for words in _apart(made.words):
        area = _area(words, picture)
        ink = mask.crop(area)
        if ink.getbbox() is None:
            continue
        contrast, grey = _measure(ink.reduce(2), picture.crop(area).reduce(2))
        role = words[0].role
        before = out.get(role, (99.0, 100.0))
        out[role] = min(before[0], contrast), min(before[1], grey)
    return out


def _area(words: tuple[Placed, ...], picture: Picture) -> tuple[int, int, int, int]:
    """The part of the page where words stand, on even pixels."""
    boxes = [word.box for word in words]
    return (
        max(0, int(min(box.x0 for box in boxes)) - _AROUND) // 2 * 2,
        max(0, int(min(box.y0 for box in boxes)) - _AROUND) // 2 * 2,
        min(picture.width, int(max(box.x1 for box in boxes)) + _AROUND) // 2 * 2,
        min(picture.height, int(max(box.y1 for box in boxes)) + _AROUND) // 2 * 2,
    )


def _apart(words: Iterable[Placed]) -> Iterable[tuple[Placed, ...]]:
    """Words by role; a title line by line, because its lines may have inks of their own."""
    by_role: dict[str, list[Placed]] = {}
    for word in words:
        if word.role == "title":
            yield (word,)
        else:
            by_role.setdefault(word.role, []).append(word)
    yield from (tuple(group) for group in by_role.values())


def _layer(words: tuple[Placed, ...]) -> Layer:
    return Layer("words", Ink((0, 0, 0), "print"), tuple(mark for word in words for mark in word.marks))


def _measure(ink: Picture, part: Picture) -> tuple[float, float]:
    """The ink's middle tone against the two worst hundredths of the ground about it."""
    light = part.point(_LINEAR * 3).convert("L", (0.2126, 0.7152, 0.0722, 0))
    body = ink.point([0] * 228 + [255] * 28)
    solid = ink.point([0] * 40 + [255] * 216)
    near = ImageChops.subtract(_grown(solid, 4), _grown(solid, 1))
    if body.getbbox() is None:
        body = solid
    tone = _percentile(light.histogram(body), 0.5)
    ground = light.histogram(near)
    worst = _percentile(ground, 0.02 if tone < _percentile(ground, 0.5) else 0.98)
    low, high = sorted((tone, worst))
    return (high + 0.05) / (low + 0.05), _lightness(high) - _lightness(low)


def _grown(solid: Picture, by: int) -> Picture:
    """A mask of 0 and 255 made larger by so many pixels on every side: what `MaxFilter` makes, in a tenth of its time."""
    return solid.filter(ImageFilter.BoxBlur(by)).point([0] + [255] * 255)


def _percentile(histogram: list[int], share: float) -> float:
    goal, seen = sum(histogram) * share, 0
    for value, count in enumerate(histogram):
        seen += count
        if seen >= goal and count:
            return value / 255
    return 1.0


def _lightness(luminance: float) -> float:
    """CIE L*."""
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance
