"""Colour by eye rather than by machine: OKLCH, where equal steps look equal.

In: lightness 0..1, chroma 0..0.4, hue in degrees. Out: 8-bit sRGB and WCAG contrast. Chroma is lowered
until the colour exists in sRGB, so hue and lightness are always what was asked for.
"""

import math

from msgspec import Struct

RGB = tuple[int, int, int]


class Colour(Struct, frozen=True):
    """A colour in OKLCH."""

    lightness: float
    chroma: float
    hue: float

    @property
    def rgb(self) -> RGB:
        """The nearest sRGB colour of the same lightness and hue."""
        chroma = self.chroma
        for _ in range(40):  # 0.92 ** 40 = 0.04: far below what an eye sees
            linear = _linear(self.lightness, chroma, self.hue)
            if all(-1e-4 <= value <= 1.0001 for value in linear):
                break
            chroma *= 0.92
        red, green, blue = (_encode(value) for value in linear)
        return red, green, blue

    def at(self, lightness: float) -> "Colour":
        """The same colour, lighter or darker."""
        return Colour(min(0.99, max(0.02, lightness)), self.chroma, self.hue)


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    """Björn Ottosson's OKLab to linear sRGB (bottosson.github.io/posts/oklab, public domain)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short,
    )


def _encode(value: float) -> int:
    value = min(1.0, max(0.0, value))
    return round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))


def from_rgb(rgb: RGB) -> Colour:
    """An sRGB colour in OKLCH."""
    red, green, blue = (
        value / 3294.6 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in rgb
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    mid = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short
    return Colour(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def luminance(rgb: RGB) -> float:
    """Relative luminance, 0 (black) to 1 (white), by WCAG 2."""
    red, green, blue = (
        value / 3294.6 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in rgb
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """WCAG contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def turn(start: float, goal: float, share: float) -> float:
    """A hue moved by a share of the shorter way round to another."""
    return (start + share * ((goal - start + 540) % 360 - 180)) % 360
