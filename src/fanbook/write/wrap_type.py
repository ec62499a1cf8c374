"""Words that stand at a place: runs of type as absolutely placed boxes, for a page that is a drawing.

In: runs with their places. Out: XHTML and the style rules of their faces. A run hangs from its baseline by a strut
whose foot is the baseline, so that no metric of the face matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from markupsafe import Markup
from msgspec import Struct

from fanbook.cover.fonts import Face, FontShelf, clusters
from fanbook.cover.scene import Run

_IDEOGRAPH = 0.88  # of an em: how far an ideograph's baseline lies below its top
_PLACED = Markup(
    '<div class="at" style="left:{x:.3f}pt;top:{y:.3f}pt{turn}"><div style="{style}">{text}<s></s></div></div>'
)

RULES = """
.at { position: absolute; width: 0; height: 0; transform-origin: 0 0 }
.at > div { position: absolute; left: 0; bottom: 0; line-height: 0; white-space: pre }
.at s { display: inline-block; width: 0; height: 1em; text-decoration: none }
"""


class Spot(Struct, frozen=True):
    """A run, where its baseline begins in points, its size in points, its colour, its turn in degrees."""

    run: Run
    x: float
    y: float
    size: float
    rgb: tuple[int, int, int]
    turn: int = 0


def placed(spots: Iterable[Spot], shelf: FontShelf) -> Markup:
    """The runs as boxes."""
    return Markup("").join(part for spot in spots for part in _boxes(spot, shelf))


def _boxes(spot: Spot, shelf: FontShelf) -> Iterator[Markup]:
    if spot.run.direction != "ttb":
        yield _box(spot, spot.run.text, "", shelf)
        return
    # A column: every character by itself, about the middle line, in its upright form.
    for n, part in enumerate(clusters(spot.run.text)):
        y = spot.y + (n + _IDEOGRAPH) * spot.size
        one = Spot(spot.run, spot.x - spot.size / 2, y, spot.size, spot.rgb)
        yield _box(one, part, 'font-feature-settings:"vert" 1;', shelf)


def _box(spot: Spot, text: str, more: str, shelf: FontShelf) -> Markup:
    turn = f";transform:rotate({spot.turn}deg)" if spot.turn else ""
    style = _style(spot, shelf.get(spot.run.face)) + more
    return _PLACED.format(x=spot.x, y=spot.y, turn=turn, style=style, text=text)


def _style(spot: Spot, face: Face | None) -> str:
    run = spot.run
    rules = [
        f"font-family:fb-{run.face}",
        f"font-size:{spot.size:.3f}pt",
        f"color:rgb{spot.rgb}".replace(" ", ""),
    ]
    if face and face.weights:
        weight = max(face.weights[0], min(face.weights[1], run.weight))
        cut = ",'opsz' 11" if run.face == "modern" else ""  # as on the screen: no hairline is lost
        rules.append(f"font-weight:{round(weight, -2)};font-variation-settings:'wght' {weight}{cut}")
    if run.features:
        rules.append("font-feature-settings:" + ",".join(f'"{one}" 1' for one in run.features))
    if run.track:
        rules.append(f"letter-spacing:{run.track * spot.size:.3f}pt")
    if run.direction == "rtl":
        rules.append("direction:rtl")
    return ";".join(rules).replace('"', "'") + ";"


def faces_of(runs: Iterable[Run], shelf: FontShelf) -> tuple[list[Path], str]:
    """The files of the faces that runs need, and their `@font-face` rules."""
    files, rules = [], []
    for role in sorted({run.face for run in runs}):
        face = shelf.get(role)
        if face and isinstance(face.source, Path):
            files.append(face.source)
            rules.append(f'@font-face {{ font-family: fb-{role}; src: url("{face.source.as_uri()}") }}')
    return files, "\n".join(rules)
