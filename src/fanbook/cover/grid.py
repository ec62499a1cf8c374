"""The grid style: type hung from a rule, and a square of geometric tiles that a story's motifs stand in.

In: a brief, a style, faces and a ruler. Out: a `Composition`. The page is a column of square tiles; the
title takes as many rows of it as it needs, so that long and short titles keep one measure.
"""

from collections import defaultdict

from msgspec import Struct

from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.composition import Composition, letters, reading_side, stand
from fanbook.cover.lexicon import Motif
from fanbook.cover.motifs import choose_motifs
from fanbook.cover.ornaments import bar
from fanbook.cover.palette import say
from fanbook.cover.patterns import stamp
from fanbook.cover.scene import Layer, Mark, Scene
from fanbook.cover.scheme import Scheme, choose_scheme
from fanbook.cover.setting import Press
from fanbook.cover.style import Style, Voice
from fanbook.cover.tiles import FAMILIES, Family, tile
from fanbook.cover.words import Stack, set_stack

_MARGIN = 128.0
_HEAD = 178.0  # from the page's top, or the picture's foot, to the first line's ink
_FOOT = 96.0  # between the last line and the picture
_ROLES = ("paper", "tint", "accent", "mid", "deep")
_PAIRS = (
    ("paper", "deep"), ("deep", "tint"), ("mid", "tint"), ("tint", "deep"), ("accent", "deep"),
    ("deep", "accent"), ("mid", "paper"), ("paper", "mid"), ("deep", "paper"), ("paper", "accent"),
    ("accent", "paper"), ("tint", "mid"), ("accent", "deep"), ("deep", "accent"), ("accent", "paper"),
    ("mid", "accent"),
)  # fmt: skip
_MOTIF_PAIRS = (("accent", "deep"), ("paper", "deep"), ("deep", "paper"), ("tint", "deep"))


class _Picture(Struct, frozen=True):
    """Where the tiles lie."""

    columns: int
    rows: int
    top: float
    side: float

    def place(self, column: int, row: int) -> tuple[float, float]:
        """The middle of a tile."""
        return (column + 0.5) * self.side, self.top + (row + 0.5) * self.side


class _Cell(Struct, frozen=True):
    """A tile chosen: kind, ground and figure, quarter turns, whether mirrored."""

    kind: str
    pair: tuple[str, str]
    turn: int
    mirrored: bool = False


def compose(brief: CoverBrief, style: Style, press: Press) -> Composition:
    """A cover of the grid style."""
    look, own = Chance("grid", brief.family), Chance("grid", brief.key)
    scheme = choose_scheme(style, brief)
    voice = style.type.plain if brief.stand_in else look.fork("voice").weighed(style.type.voices)
    columns = look.fork("columns").weighed(((4, 3.0), (5, 2.0), (3, 1.0)))
    stack, rows = _fitted(brief, style, press, voice, columns)
    side = style.width / columns
    below = rows and look.fork("upside").weighed(((False, 3.0), (True, 1.0)))
    picture = _Picture(columns, rows, 0.0 if below else style.height - rows * side, side)
    head = rows * side if below else 0.0
    middle = (style.height - rows * side - _HEAD - 110 - stack.height) / 2 if below else 0.0
    turned = reading_side(brief.title)
    edge = style.width - _MARGIN if turned == "right" else _MARGIN
    words = stand(stack.items, edge, turned, head + _HEAD + max(0.0, middle))
    family, motifs = look.fork("family").pick(FAMILIES), choose_motifs(brief, own.fork("motifs"))
    line = head + _HEAD - 56
    layers = (
        *_tiles(picture, family, scheme, motifs, own.fork("tiles")),
        Layer("rule", scheme.ink("ink"), (bar(_MARGIN, line - 8, style.width - _MARGIN, line),)),
        letters(words, scheme.ink("ink")),
    )
    scene = Scene(style.width, style.height, scheme.ink("ground"), layers, brief.key)
    shown = (
        f"Tiles of {family.says} in {say(scheme['mid'])} and {say(scheme['accent'])}, "
        f"and among them {motifs[0].name}"
    )
    return Composition(scene, words, stack.missing, shown)


def _fitted(brief: CoverBrief, style: Style, press: Press, voice: Voice, columns: int) -> tuple[Stack, int]:
    """The words, and how many rows of tiles they leave: the most at which the title is not small."""
    side = style.width / columns
    width = style.width - 2 * _MARGIN
    tried: list[tuple[int, Stack]] = []
    for rows in range(columns, -1, -1):
        room = style.height - rows * side - _HEAD - _FOOT - (0 if rows else 60)
        stack = set_stack(brief, style.type, voice, (width, room), press, byline=True)
        if stack.height <= room or not rows:
            tried.append((rows, stack))
        if stack.height <= room and stack.title_size >= _wanted(brief):
            break
    best = min(_wanted(brief), max(stack.title_size for _, stack in tried))
    return next((stack, rows) for rows, stack in tried if stack.title_size >= 0.94 * best)


def _wanted(brief: CoverBrief) -> int:
    """The size a title of its length should have."""
    length = len(brief.title)
    return 210 if length < 40 else 170 if length < 80 else 152


def _tiles(
    picture: _Picture, family: Family, scheme: Scheme, motifs: tuple[Motif, ...], chance: Chance
) -> tuple[Layer, ...]:
    """All tiles, by depth and colour."""
    depths: tuple[defaultdict[str, list[Mark]], ...] = tuple(defaultdict(list) for _ in range(3))
    cells = _arranged(picture, family, chance)
    chosen = _motif_places(picture, chance)
    for (column, row), cell in cells.items():
        x, y = picture.place(column, row)
        half = picture.side / 2
        pair = _MOTIF_PAIRS[chosen.index((column, row)) % 4] if (column, row) in chosen else cell.pair
        ground, figure = pair
        depths[0][ground].append(bar(round(x - half), round(y - half), round(x + half), round(y + half)))
        if (column, row) in chosen:
            motif = motifs[chosen.index((column, row)) % 3]
            depths[2][figure].append(stamp(motif, x, y, picture.side * 0.66))
            continue
        shapes, details = tile(cell.kind, (x, y), picture.side, cell.turn, mirrored=cell.mirrored)
        depths[1][figure] += shapes
        depths[2][ground] += details
    return tuple(
        Layer("tiles", scheme.ink(role), tuple(depth[role]))
        for depth in depths
        for role in _ROLES
        if depth[role]
    )


def _cell(family: Family, chance: Chance) -> _Cell:
    return _Cell(chance.pick(family.kinds), chance.pick(_PAIRS), int(chance.between(0, 4)))


def _arranged(picture: _Picture, family: Family, chance: Chance) -> dict[tuple[int, int], _Cell]:
    """A cell for every place: free, mirrored left to right, or turning about the middle."""
    order = chance.fork("order").pick(family.orders)
    if order == "turning" and (picture.rows != picture.columns or picture.rows % 2):
        order = "mirror"
    cells: dict[tuple[int, int], _Cell] = {}
    for row in range(picture.rows):
        for column in range(picture.columns):
            if (column, row) in cells:
                continue
            cell = _cell(family, chance)
            cells[column, row] = cell
            if order == "mirror":
                twin = _Cell(cell.kind, cell.pair, -cell.turn, mirrored=True)
                cells.setdefault((picture.columns - 1 - column, row), twin)
            elif order == "turning":
                for quarter in range(1, 4):
                    column_, row_ = _turned(column, row, quarter, picture.rows)
                    cells.setdefault((column_, row_), _Cell(cell.kind, cell.pair, cell.turn + quarter))
    return cells


def _turned(column: int, row: int, quarters: int, size: int) -> tuple[int, int]:
    for _ in range(quarters):
        column, row = size - 1 - row, column
    return column, row


def _motif_places(picture: _Picture, chance: Chance) -> list[tuple[int, int]]:
    """Places for motifs, never side by side."""
    places = [(column, row) for row in range(picture.rows) for column in range(picture.columns)]
    wanted = {3: 1, 4: 3, 5: 4}[picture.columns]
    out: list[tuple[int, int]] = []
    for column, row in chance.fork("places").shuffled(places):
        if len(out) < wanted and all(abs(column - a) + abs(row - b) > 1 for a, b in out):
            out.append((column, row))
    return out
