"""Silhouettes of what people build: houses, towers, ships.

In: a `Chance`. Out: outlines and lights about (0, 0), the foot on y = 0 and y growing upwards.
"""

import math

from fanbook.cover.chance import Chance
from fanbook.cover.outlines import SKIRT, Parts, blade, box, disc, dome, on_ground, roof, windows
from fanbook.cover.scene import Points

_BEYOND = 1.25  # how far a row of houses goes on to either side: past the page's edge wherever it stands


def rooftops(chance: Chance) -> Parts:
    """Roofs, chimneys and a clock tower."""
    shapes: list[Points] = []
    lights: list[Points] = []
    x = -_BEYOND
    while x < _BEYOND:
        wide, high = chance.between(0.1, 0.17), chance.between(0.16, 0.3)
        shapes += [on_ground(x, x + wide, high), roof(x, x + wide, high, high + 0.07)]
        for stack in range(2):
            at = x + wide * (0.2 + 0.5 * stack)
            shapes += [
                box(at, high, at + 0.028, high + 0.1),
                box(at - 0.004, high + 0.1, at + 0.032, high + 0.112),
            ]
            shapes += [
                box(at + 0.002 + 0.01 * n, high + 0.1, at + 0.007 + 0.01 * n, high + 0.135) for n in range(3)
            ]
        lights += [
            w
            for w in windows((x + 0.022, high - 0.1), (2, 1), (0.05, 0.1), (0.022, 0.04))
            if chance.between(0, 1) > 0.45
        ]
        x += wide
    shapes += [
        on_ground(0.2, 0.3, 0.56),
        box(0.19, 0.44, 0.31, 0.565),
        roof(0.2, 0.3, 0.565, 0.74, 0.012),
        box(0.247, 0.7, 0.253, 0.79),
    ]
    return shapes, [*lights, disc(0.25, 0.505, 0.036)]


def manor(chance: Chance) -> Parts:
    """A country house between trees."""
    shapes = [on_ground(-0.36, 0.36, 0.2), on_ground(-0.12, 0.12, 0.25), roof(-0.12, 0.12, 0.25, 0.33)]
    shapes += [((-0.38, 0.2), (-0.33, 0.27), (0.33, 0.27), (0.38, 0.2))]
    shapes += [box(x, 0.25, x + 0.035, 0.34) for x in (-0.27, -0.18, 0.145, 0.235)]
    for x, r in ((-0.5, 0.11), (-0.62, 0.08), (0.5, 0.1), (0.6, 0.13)):
        shapes += [box(x - 0.012, SKIRT, x + 0.012, 0.1), disc(x, 0.09 + r, r, 1.2)]
    lights = [
        w for w in windows((-0.32, 0.11), (9, 1), (0.073, 0.1), (0.032, 0.055)) if chance.between(0, 1) > 0.3
    ]
    return shapes, lights


def castle(chance: Chance) -> Parts:
    """A castle."""
    shapes = [on_ground(-0.36, 0.36, 0.22)]
    for x, half, high in ((-0.38, 0.07, 0.36), (0.36, 0.075, 0.33), (-0.12, 0.06, 0.5), (0.12, 0.085, 0.42)):
        shapes += [
            on_ground(x - half, x + half, high),
            box(x - half - 0.014, high, x + half + 0.014, high + 0.035),
        ]
        step = (2 * half + 0.028) / 5
        if abs(x) < 0.3:
            shapes += [roof(x - half - 0.01, x + half + 0.01, high + 0.035, high + 0.035 + half * 3.1)]
        shapes += [
            box(x - half - 0.014 + n * step, high + 0.03, x - half - 0.014 + (n + 0.55) * step, high + 0.058)
            for n in range(5)
        ]
    shapes += [box(-0.31 + 0.05 * n, 0.22, -0.285 + 0.05 * n, 0.245) for n in range(13)]
    tip = 0.5 + 0.035 + 0.06 * 3.1
    shapes += [
        box(-0.123, tip - 0.02, -0.117, tip + 0.07),
        ((-0.118, tip + 0.07), (-0.04, tip + 0.05), (-0.118, tip + 0.03)),
    ]
    lights = [
        box(x, y, x + 0.016, y + 0.04)
        for x, y in ((-0.39, 0.24), (0.35, 0.2), (-0.128, 0.36), (0.11, 0.27), (0.13, 0.33))
    ]
    return shapes, [one for one in lights if chance.between(0, 1) > 0.2]


def lighthouse(_: Chance) -> Parts:
    """A lighthouse on its rock, with beams."""
    tower: Points = ((-0.075, 0.0), (0.075, 0.0), (0.045, 0.6), (-0.045, 0.6))
    rock: Points = (
        (-0.42, SKIRT),
        (-0.3, -0.05),
        (-0.2, 0.03),
        (-0.1, 0.06),
        (0.12, 0.05),
        (0.24, 0.0),
        (0.36, -0.1),
        (0.5, SKIRT),
    )
    shapes = [
        rock,
        tower,
        box(-0.066, 0.6, 0.066, 0.62),
        box(-0.034, 0.62, 0.034, 0.7),
        roof(-0.04, 0.04, 0.7, 0.76),
        box(-0.003, 0.75, 0.003, 0.8),
    ]
    shapes += [on_ground(0.1, 0.27, 0.12), roof(0.1, 0.27, 0.12, 0.19, 0.015)]
    beams: list[Points] = [  # longer than any page is wide
        ((-0.03, 0.66), (-2.2, 0.94), (-2.2, 0.52)),
        ((0.03, 0.66), (2.2, 0.8), (2.2, 0.38)),
    ]
    return shapes, [box(-0.022, 0.632, 0.022, 0.69), *beams]


def village(chance: Chance) -> Parts:
    """Cottages about a steeple."""
    shapes = [
        on_ground(-0.06, 0.06, 0.3),
        roof(-0.06, 0.06, 0.3, 0.62, 0.012),
        box(-0.003, 0.6, 0.003, 0.68),
        box(-0.018, 0.645, 0.018, 0.652),
        on_ground(0.06, 0.24, 0.15),
        roof(0.05, 0.25, 0.15, 0.25, 0.0),
    ]
    lights: list[Points] = [box(-0.016, 0.22, 0.016, 0.265)]
    for x in (-0.58, -0.42, -0.26, 0.32, 0.48):
        wide, high = chance.between(0.12, 0.16), chance.between(0.08, 0.13)
        shapes += [
            on_ground(x, x + wide, high),
            roof(x, x + wide, high, high + 0.08, 0.018),
            box(x + 0.03, high, x + 0.05, high + 0.1),
        ]
        lights.append(box(x + wide * 0.55, high - 0.055, x + wide * 0.55 + 0.024, high - 0.02))
    return [*shapes, disc(0.3, 0.1, 0.07, 1.3), disc(-0.14, 0.08, 0.06, 1.4)], lights


def skyline(chance: Chance) -> Parts:
    """A city."""
    shapes: list[Points] = []
    lights: list[Points] = []
    x = -_BEYOND
    while x < _BEYOND:
        wide, high = chance.between(0.06, 0.13), chance.between(0.14, 0.38) * (1.35 - abs(x))
        shapes.append(on_ground(x, x + wide, high))
        if chance.between(0, 1) > 0.6:
            shapes += [
                box(x + wide * 0.25, high, x + wide * 0.75, high + 0.04),
                box(x + wide / 2 - 0.004, high, x + wide / 2 + 0.004, high + 0.12),
            ]
        rows = int((high - 0.03) / 0.034)
        lights += [
            w
            for w in windows((x + 0.014, 0.02), (int(wide / 0.026), rows), (0.022, 0.034), (0.009, 0.014))
            if chance.between(0, 1) > 0.62
        ]
        x += wide + chance.between(0.0, 0.02)
    return shapes, lights


def windmill(chance: Chance) -> Parts:
    """A windmill and a barn."""
    shapes: list[Points] = [
        ((-0.11, SKIRT), (-0.1, 0.0), (-0.06, 0.42), (0.06, 0.42), (0.1, 0.0), (0.11, SKIRT)),
        dome(0, 0.42, 0.068, 1.1),
    ]
    turn = chance.between(15, 75)
    for quarter in range(4):
        at = turn + 90 * quarter
        shapes.append(blade(0, 0.46, 0.42, at, 0.007))
        cos, sin = math.cos(math.radians(at)), math.sin(math.radians(at))
        for n in range(6):
            a0, a1 = 0.1 + n * 0.053, 0.14 + n * 0.053
            shapes.append(
                tuple(
                    (a * cos - b * sin, 0.46 + a * sin + b * cos)
                    for a, b in ((a0, 0.0), (a1, 0.0), (a1, 0.072), (a0, 0.072))
                )
            )
    barn: list[Points] = [
        on_ground(0.3, 0.56, 0.14),
        ((0.28, 0.14), (0.33, 0.22), (0.43, 0.27), (0.53, 0.22), (0.58, 0.14)),
    ]
    return [*shapes, *barn], [box(-0.014, 0.2, 0.014, 0.25)]


def temple(_: Chance) -> Parts:
    """A temple with columns."""
    shapes = [
        on_ground(-0.44, 0.44, 0.03),
        box(-0.41, 0.03, 0.41, 0.055),
        box(-0.4, 0.32, 0.4, 0.37),
        roof(-0.4, 0.4, 0.37, 0.52, 0.02),
    ]
    for n in range(8):
        x = -0.36 + n * 0.72 / 7
        shapes += [box(x - 0.024, 0.055, x + 0.024, 0.3), box(x - 0.036, 0.3, x + 0.036, 0.32)]
    for x, h in ((-0.62, 0.34), (-0.54, 0.42), (0.56, 0.38)):
        shapes.append(disc(x, h / 2, 0.035, h / 0.07))
    return shapes, []


def ship(_: Chance) -> Parts:
    """A ship under sail."""
    hull: Points = (
        (-0.42, 0.13),
        (-0.36, -0.05),
        (0.26, -0.05),
        (0.36, 0.06),
        (0.55, 0.16),
        (0.34, 0.12),
        (0.0, 0.09),
        (-0.28, 0.1),
        (-0.28, 0.17),
        (-0.44, 0.18),
    )
    shapes: list[Points] = [hull]
    for x, high, wide in ((-0.2, 0.62, 0.19), (0.06, 0.74, 0.23), (0.28, 0.56, 0.16)):
        shapes.append(box(x - 0.006, 0.05, x + 0.006, high))
        for n in range(3):
            low, top = 0.16 + n * (high - 0.2) / 3, 0.145 + (n + 1) * (high - 0.2) / 3
            w, v = wide * (0.56 - 0.1 * n), wide * (0.48 - 0.1 * n)
            shapes.append(
                (
                    (x - w, low),
                    (x - w * 0.9, (low + top) / 2),
                    (x - v, top),
                    (x + v * 0.9, top),
                    (x + w * 1.15, (low + top) / 2),
                    (x + w * 0.95, low),
                )
            )
    shapes += [
        ((0.33, 0.14), (0.6, 0.2), (0.34, 0.5)),
        box(0.054, 0.72, 0.066, 0.8),
        ((0.06, 0.8), (-0.05, 0.78), (0.06, 0.76)),
    ]
    return shapes, []


def longship(_: Chance) -> Parts:
    """A longship."""
    keel = [(-0.5 + n / 20, 0.02 + 0.12 * ((n - 10) / 10) ** 2 - 0.06) for n in range(21)]
    deck = [(x, y + 0.1 + 0.12 * abs(x) ** 2) for x, y in reversed(keel)]
    shapes: list[Points] = [(*keel, *deck)]
    prow = [
        (0.46, 0.1),
        (0.54, 0.22),
        (0.555, 0.34),
        (0.6, 0.37),
        (0.63, 0.35),
        (0.6, 0.41),
        (0.55, 0.41),
        (0.5, 0.33),
        (0.49, 0.22),
        (0.43, 0.14),
    ]
    stern = [(-x * 0.98, y * 0.9) for x, y in prow[:4]] + [
        (-0.52, 0.36),
        (-0.5, 0.3),
        (-0.47, 0.2),
        (-0.42, 0.13),
    ]
    shapes += [tuple(prow), tuple(stern), box(-0.007, 0.05, 0.007, 0.68)]
    shapes.append(
        ((-0.28, 0.24), (-0.23, 0.4), (-0.27, 0.6), (0.25, 0.6), (0.31, 0.4), (0.26, 0.22), (0.0, 0.19))
    )
    shapes += [disc(-0.33 + n * 0.094, 0.09 + 0.1 * (-0.33 + n * 0.094) ** 2, 0.042) for n in range(8)]
    return shapes, []


def bridge(_: Chance) -> Parts:
    """A bridge hung between towers."""
    shapes: list[Points] = [box(-1.2, 0.13, 1.2, 0.17)]
    for x in (-0.46, 0.46):
        shapes += [on_ground(x - 0.045, x - 0.015, 0.6), on_ground(x + 0.015, x + 0.045, 0.6)]
        shapes += [box(x - 0.045, y, x + 0.045, y + 0.03) for y in (0.28, 0.42, 0.57)]
    for x0, x1, low in ((-0.46, 0.46, 0.2), (-1.38, -0.46, 0.2), (0.46, 1.38, 0.2)):
        upper = [(x0 + (x1 - x0) * n / 24, low + 0.39 * (2 * n / 24 - 1) ** 2) for n in range(25)]
        shapes.append((*upper, *((x, y + 0.014) for x, y in reversed(upper))))
        shapes += [box(x - 0.003, 0.15, x + 0.003, y) for x, y in upper[1::2] if abs(x) < 1.2]
    return shapes, [disc(-0.46, 0.62, 0.012), disc(0.46, 0.62, 0.012)]


def pagoda(_: Chance) -> Parts:
    """A pagoda and a gate."""
    shapes: list[Points] = [on_ground(-0.3, 0.3, 0.05)]
    for n in range(5):
        y, half = 0.05 + n * 0.12, 0.17 - n * 0.022
        shapes.append(box(-half, y, half, y + 0.07))
        e = half + 0.11
        shapes.append(
            (
                (-e, y + 0.085),
                (-e + 0.03, y + 0.068),
                (e - 0.03, y + 0.068),
                (e, y + 0.085),
                (half * 0.8, y + 0.125),
                (-half * 0.8, y + 0.125),
            )
        )
    shapes += [
        box(-0.006, 0.65, 0.006, 0.82),
        *(box(-0.02, 0.69 + n * 0.03, 0.02, 0.697 + n * 0.03) for n in range(4)),
    ]
    gate: list[Points] = [
        on_ground(-0.6, -0.575, 0.27),
        on_ground(-0.42, -0.395, 0.27),
        box(-0.63, 0.21, -0.365, 0.228),
        ((-0.67, 0.31), (-0.65, 0.27), (-0.345, 0.27), (-0.325, 0.31), (-0.4975, 0.292)),
    ]
    return [*shapes, *gate], [box(-0.03, 0.06, 0.03, 0.11)]


def domes(chance: Chance) -> Parts:
    """Domes and towers."""
    shapes: list[Points] = [on_ground(-0.3, 0.3, 0.16), box(-0.15, 0.16, 0.15, 0.22)]
    onion = [(0.155, 0.22), (0.19, 0.3), (0.15, 0.38), (0.07, 0.44), (0.02, 0.5), (0.0, 0.57)]
    shapes.append((*onion, *((-x, y) for x, y in reversed(onion))))
    for x, high in ((-0.4, 0.56), (0.4, 0.62), (-0.62, 0.4)):
        shapes += [
            on_ground(x - 0.022, x + 0.022, high),
            box(x - 0.038, high - 0.1, x + 0.038, high - 0.08),
            dome(x, high, 0.03, 1.2),
            box(x - 0.003, high, x + 0.003, high + 0.09),
        ]
    for x in (-0.24, 0.24):
        shapes.append(dome(x, 0.16, 0.07, 1.1))
    lights = [dome(-0.22 + 0.11 * n, 0.06, 0.022, 1.6) for n in range(5)]
    x = 0.46
    while x < 0.85:
        wide = chance.between(0.07, 0.12)
        shapes.append(on_ground(x, x + wide, chance.between(0.07, 0.16)))
        x += wide
    return shapes, lights
