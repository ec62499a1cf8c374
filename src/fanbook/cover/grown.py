"""Silhouettes of trees, rocks and what stands among them.

In: a `Chance`. Out: outlines and lights about (0, 0), the foot on y = 0 and y growing upwards.
"""

import math

from fanbook.cover.chance import Chance
from fanbook.cover.outlines import SKIRT, Parts, blade, box, disc, dome, limbs, on_ground, pine, windows
from fanbook.cover.scene import Points


def pines(chance: Chance) -> Parts:
    """Firs."""
    places = sorted((chance.between(-0.75, 0.75) for _ in range(15)), key=abs, reverse=True)
    return [pine(x, chance.between(0.28, 0.56) * (1.2 - 0.5 * abs(x)), -0.05) for x in places], []


def oak(chance: Chance) -> Parts:
    """An old oak."""
    trunk: Points = (
        (-0.11, SKIRT),
        (-0.1, -0.02),
        (-0.045, 0.08),
        (-0.035, 0.4),
        (0.035, 0.4),
        (0.05, 0.08),
        (0.1, -0.02),
        (0.12, SKIRT),
    )
    shapes: list[Points] = [trunk, blade(0, 0.16, 0.24, 140, 0.018), blade(0, 0.16, 0.26, 38, 0.018)]
    for n in range(22):
        turn, far = chance.between(0, math.tau), chance.between(0.05, 0.27)
        shapes.append(
            disc(
                far * 1.35 * math.cos(turn),
                0.44 + far * 0.7 * math.sin(turn),
                chance.between(0.07, 0.13),
                0.86,
            )
        )
        if n % 5 == 0:
            shapes.append(disc(chance.between(-0.12, 0.12), 0.44, 0.16))
    return shapes, []


def bare_tree(chance: Chance) -> Parts:
    """A tree without leaves."""
    shapes: list[Points] = [((-0.07, SKIRT), (-0.03, 0.1), (0.03, 0.1), (0.08, SKIRT))]
    for turn, size in ((96, 0.22), (70, 0.19), (122, 0.18)):
        shapes += list(limbs((0, 0.08), size, turn, 0.027, chance))
    return shapes, []


def palms(chance: Chance) -> Parts:
    """Palms."""
    shapes: list[Points] = []
    for x, high, lean in ((-0.12, 0.52, -0.1), (0.1, 0.62, 0.12), (0.3, 0.4, 0.1)):
        stem = [(x + lean * (n / 10) ** 2, high * n / 10 + (SKIRT if n == 0 else 0)) for n in range(11)]
        shapes.append((*((a - 0.014, b) for a, b in stem), *((a + 0.012, b) for a, b in reversed(stem))))
        for turn in (-25, 5, 40, 80, 115, 150, 185, 208):
            reach = chance.between(0.2, 0.27)
            cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            frond = [
                (x + lean + reach * t * cos, high + reach * t * sin - 0.2 * reach * 4 * t * t * 0.6)
                for t in (0, 0.25, 0.5, 0.75, 1)
            ]
            shapes.append(
                (
                    *((a, b + 0.018) for a, b in frond[:4]),
                    frond[4],
                    *((a, b - 0.02) for a, b in reversed(frond[:4])),
                )
            )
    return shapes, []


def mesa(_: Chance) -> Parts:
    """Mesas and cactuses."""
    shapes: list[Points] = [
        ((-0.62, SKIRT), (-0.52, 0.1), (-0.46, 0.3), (-0.2, 0.31), (-0.16, 0.12), (-0.04, SKIRT)),
        ((0.0, SKIRT), (0.06, 0.1), (0.1, 0.2), (0.24, 0.21), (0.27, 0.08), (0.36, SKIRT)),
    ]
    for x, high in ((0.5, 0.3), (-0.72, 0.2)):
        shapes += [
            on_ground(x - 0.02, x + 0.02, high),
            dome(x, high, 0.02),
            box(x - 0.07, high * 0.45, x, high * 0.45 + 0.026),
            box(x - 0.082, high * 0.45, x - 0.054, high * 0.72),
            box(x, high * 0.58, x + 0.07, high * 0.58 + 0.024),
            box(x + 0.05, high * 0.58, x + 0.076, high * 0.84),
        ]
    return shapes, []


def railway(_: Chance) -> Parts:
    """A train on a viaduct."""
    shapes: list[Points] = [box(-1.2, 0.26, 1.2, 0.3)]
    for n in range(-6, 7):
        x = n * 0.19
        shapes.append(on_ground(x - 0.026, x + 0.026, 0.27))
        turns = [math.pi * k / 10 for k in range(11)]
        arch = [(x + 0.095 + 0.07 * math.cos(t), 0.17 + 0.07 * math.sin(t)) for t in turns]
        shapes.append(((x + 0.19, 0.27), (x + 0.19, 0.16), *arch, (x, 0.16), (x, 0.27)))
    shapes += [
        box(-0.2, 0.32, 0.04, 0.375),
        box(-0.26, 0.32, -0.2, 0.42),
        box(0.0, 0.37, 0.02, 0.42),
        *(disc(-0.23 + 0.07 * k, 0.315, 0.022) for k in range(5)),
    ]
    shapes += [box(-0.42 - 0.2 * k, 0.325, -0.245 - 0.2 * k - 0.03, 0.4) for k in range(3)]
    shapes += [disc(0.0 - 0.09 * k, 0.46 + 0.035 * k, 0.03 + 0.013 * k) for k in range(5)]
    return shapes, [
        box(-0.4 - 0.2 * k + 0.05 * j, 0.355, -0.375 - 0.2 * k + 0.05 * j, 0.38)
        for k in range(3)
        for j in range(2)
    ]


def observatory(_: Chance) -> Parts:
    """An observatory."""
    shapes: list[Points] = [
        on_ground(-0.24, 0.24, 0.14),
        dome(0, 0.14, 0.22),
        on_ground(0.24, 0.5, 0.09),
        box(-0.26, 0.13, 0.26, 0.155),
    ]
    shapes += [blade(0.02, 0.26, 0.3, 58, 0.03), blade(0.02, 0.26, 0.36, 58, 0.02)]
    shapes += [pine(x, h) for x, h in ((-0.46, 0.28), (-0.36, 0.22), (0.6, 0.26), (0.7, 0.2))]
    return shapes, windows((0.28, 0.03), (3, 1), (0.07, 0.1), (0.03, 0.03))


def peak(_: Chance) -> Parts:
    """A mountain."""
    return [
        (
            (-0.7, SKIRT),
            (-0.32, 0.18),
            (-0.22, 0.15),
            (-0.02, 0.6),
            (0.06, 0.5),
            (0.14, 0.36),
            (0.2, 0.38),
            (0.34, 0.14),
            (0.75, SKIRT),
        )
    ], []
