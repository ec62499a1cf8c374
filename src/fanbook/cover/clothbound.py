"""The clothbound style: a design and its words composed into a scene.

In: a brief, a style, faces and a ruler. Out: a `Composition`: the scene, the stack of words as set and
their places, for painting and for checking. A panel is as high as its words ask, rounded up to the grid of
the pattern about it; where words would become small the panel grows before they do.
"""

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover.brief import CoverBrief
from fanbook.cover.colour import Colour
from fanbook.cover.composition import Composition, Placed, letters, stand
from fanbook.cover.design import Design, choose_design, roomier
from fanbook.cover.fit import Room
from fanbook.cover.ornaments import bar, fleuron
from fanbook.cover.palette import say
from fanbook.cover.panels import Panel, corner_pieces, frame
from fanbook.cover.patterns import Field, stamp
from fanbook.cover.scene import Box, Ink, Layer, Mark, Scene, Shape
from fanbook.cover.setting import Press
from fanbook.cover.style import Style
from fanbook.cover.words import LONG, READABLE_SIZE, Item, Stack, author_block, set_stack

_CLEAR = 26  # no motif nearer to a panel
_WIDTHS = (1132.0, 1300.0, 1400.0)  # of a panel: the first at which the title is not small
_CORNER = 96.0  # the size of sprays in a panel's corners
_PAD = (96.0, 118.0)  # between a panel's edge and its words
_TILES_PAD = 140.0  # the same at the sides of a window of tiles, whose frame stands further in


class _Plot(Struct, frozen=True):
    """Where the words go: the middle line of their column, blocks with their tops, dividers."""

    panel: Panel | None
    clear: Box
    items: tuple[Item, ...]
    rules: tuple[float, ...]
    missing: frozenset[str]

    @property
    def title_size(self) -> int:
        """Of the title, in pixels; a title without any glyph counts as large."""
        return next(
            (item.block.size for item in self.items if item.role == "title" and item.block.lines), 400
        )


def compose(brief: CoverBrief, style: Style, press: Press) -> Composition:
    """A cover of the clothbound style."""
    design = choose_design(brief, style)
    plot = _PLOTS[design.layout.kind](brief, style, design, press)
    if design.layout.kind != "panel" and plot.title_size < READABLE_SIZE:
        design = roomier(design)
        plot = _panel_plot(brief, style, design, press)
    page = Box(0, 0, style.width, style.height)
    words = stand(plot.items, style.width / 2)
    scene = Scene(
        style.width,
        style.height,
        Ink(design.palette.cloth.rgb, "cloth"),
        _layers(design, plot, page, words),
        f"{style.name}\x1f{brief.seed or brief.title}",
    )
    panel = plot.panel.box if plot.panel else None
    return Composition(scene, words, plot.missing, _shown(design), panel)


def _shown(design: Design) -> str:
    """The binding in words."""
    colours, motifs = design.palette, [motif.name for motif in design.motifs[:2]]
    foil = colours.foil_name if colours.is_dark else f"{say(colours.foil)} foil"
    return f"{say(colours.cloth).capitalize()} cloth stamped in {foil}: {design.layout.says.format(*motifs)}"


# ------------------------------------------------------------------------------- where words go


def _panel_plot(brief: CoverBrief, style: Style, design: Design, press: Press) -> _Plot:
    """A panel in the middle of a pattern."""
    for width in _WIDTHS if len(brief.title) < LONG else _WIDTHS[-1:]:
        panel = Panel(Box(0, 0, width, 0), design.form)
        most = style.height - 2 * 150 - 2 * _PAD[1] - panel.head - panel.foot
        stack = set_stack(brief, style.type, design.voice, (width - 2 * _PAD[0], most), press, byline=True)
        if stack.title_size >= READABLE_SIZE:
            break
    need = max(stack.height + 2 * _PAD[1] + panel.head + panel.foot, 0.56 * width)
    y0, y1 = _snap(style.height, style.height / design.rows / 2 if design.rows > 1 else 1.0, need)
    x0 = (style.width - width) / 2
    panel = replace(panel, box=Box(x0, y0, x0 + width, y1))
    top = y0 + panel.head + (y1 - y0 - panel.head - panel.foot - stack.height) / 2 - 4
    return _stacked(stack, top, panel, panel.box.inset(-_CLEAR))


def _band_plot(brief: CoverBrief, style: Style, design: Design, press: Press) -> _Plot:
    """A band right across the page, between two rows of the pattern."""
    width = style.width - 2 * 150.0
    stack = set_stack(brief, style.type, design.voice, (width, style.height * 0.62), press, byline=True)
    y0, y1 = _snap(style.height, style.height / design.rows, max(stack.height + 2 * 150, 700))
    box = Box(-80, y0, style.width + 80, y1)
    return _stacked(stack, (y0 + y1 - stack.height) / 2 - 4, Panel(box, "plain"), box.inset(-_CLEAR))


def _tiles_plot(brief: CoverBrief, style: Style, design: Design, press: Press) -> _Plot:
    """A window of whole tiles."""
    edge, side = 80.0, (style.width - 160.0) / design.columns
    stack = set_stack(
        brief,
        style.type,
        design.voice,
        (style.width - 2 * edge - 2 * _TILES_PAD, style.height * 0.72),
        press,
        byline=True,
    )
    count = max(2 if side > 300 else 4, -int(-(stack.height + 200) // side))
    count += (design.rows - count) % 2 if side < 300 else 0  # as many rows above as below
    first = (design.rows - count) // 2
    box = Box(edge, edge + first * side, style.width - edge, edge + (first + count) * side)
    panel = Panel(box, "plain")
    return _stacked(stack, (box.y0 + box.y1 - stack.height) / 2 - 4, panel, box)


def _snap(height: float, step: float, need: float) -> tuple[float, float]:
    """Top and foot of a panel on the pattern's grid, a little above the middle."""
    count = -int(-need // step)
    top = round((height * 0.485 - count * step / 2) / step) * step
    return top, top + count * step


_OPEN = {  # column width, top and foot of the words; where the byline's last line stands
    "wreath": (1160.0, 1430.0, 2130.0, 2330.0),
    "rays": (1280.0, 1545.0, 2190.0, 2380.0),
    "border": (900.0, 800.0, 1830.0, 2040.0),
    "vine": (800.0, 850.0, 1850.0, 2080.0),
    "garland": (900.0, 780.0, 1650.0, 1840.0),
}


def _open_plot(brief: CoverBrief, style: Style, design: Design, press: Press) -> _Plot:
    """Words in the open middle, the byline at the foot."""
    width, top, foot, last = _OPEN[design.layout.name]
    stack = set_stack(brief, style.type, design.voice, (width, foot - top), press, byline=False)
    shift = top + (foot - top - stack.height) * 0.45
    plot = _stacked(stack, shift, None, Box(200, top - 60, style.width - 200, foot))
    author = author_block(
        brief,
        style.type,
        Room(660 if design.layout.name == "garland" else min(width, 1000), 300, 1.16, 400),
        press,
    )
    if author is None:
        return plot
    item = Item("author", last - author.height, author)
    return replace(plot, items=(*plot.items, item), missing=plot.missing | author.missing)


def _stacked(stack: Stack, top: float, panel: Panel | None, clear: Box) -> _Plot:
    items = tuple(replace(item, top=item.top + top) for item in stack.items)
    return _Plot(panel, clear, items, tuple(y + top for y in stack.rules), stack.missing)


_PLOTS = {"panel": _panel_plot, "band": _band_plot, "tiles": _tiles_plot, "open": _open_plot}


# ------------------------------------------------------------------------------- what is drawn


def _layers(design: Design, plot: _Plot, page: Box, words: tuple[Placed, ...]) -> tuple[Layer, ...]:
    colours, layout = design.palette, design.layout
    extent = page.inset(80) if layout.kind == "tiles" else page
    field = Field(extent, design.motifs, plot.clear, design.columns, design.rows, design.chance)
    panel = plot.panel
    hidden = panel.box.inset(1.6 * panel.corner + panel.rise) if panel else None  # whatever its form
    ornament = layout.draw(field).shown(page, hidden)
    foil = Ink(colours.foil.rgb, "foil")
    layers = [
        Layer("blind", Ink(colours.blind.rgb, "cloth"), ornament.blind),
        Layer("ornament", foil, ornament.foil),
    ]
    ink, ground = _panel_inks(design) if plot.panel else (colours.foil, None)
    if plot.panel:
        layers += _panel_layers(design, plot, ink, ground)
    set_ink = Ink(ink.rgb, "foil" if ground is None or ground is colours.leather else "print")
    layers.append(Layer("dividers", set_ink, _dividers(design, plot, page.width / 2)))
    return (*layers, letters(words, set_ink))


def _panel_inks(design: Design) -> tuple[Colour, Colour | None]:
    """Ink and ground of a panel; no ground: the cloth itself."""
    colours = design.palette
    match design.treatment:
        case "leather":
            return colours.leather_ink, colours.leather
        case "paper":
            return colours.paper_ink, colours.paper
        case "foil":
            return colours.cloth, colours.foil
        case _:
            return colours.foil, None


def _panel_layers(design: Design, plot: _Plot, ink: Colour, ground: Colour | None) -> list[Layer]:
    """What the panel is made of, or clear cloth, and its frame."""
    panel, colours = plot.panel, design.palette
    assert panel is not None
    name, inset = ("field", 0.0) if ground is None else ("panel", 20.0)
    finish = {"paper": "paper", "foil": "foil"}.get(design.treatment, "cloth")
    layers = [Layer(name, Ink((ground or colours.cloth).rgb, finish), (Shape(panel.outline()),))]  # type: ignore[arg-type]
    flat = "foil" if design.treatment in {"cloth", "leather"} else "print"
    marks = frame(panel, design.frame, inset)
    corners = panel.box.inset(inset + 58)
    if design.form == "plain" and design.frame != "beaded" and _are_free(corners, plot):
        marks = (*marks, *corner_pieces(corners, _CORNER))
    return [*layers, Layer("frame", Ink(ink.rgb, flat), marks)]  # type: ignore[arg-type]


def _are_free(box: Box, plot: _Plot) -> bool:
    """Whether no line of words comes near the corners of a box; a band's corners lie off the page."""
    middle = (box.x0 + box.x1) / 2
    reach = 1.4 * _CORNER
    for item in plot.items:
        if item.block.height and box.y0 + reach < item.top and item.top + item.block.height < box.y1 - reach:
            continue
        if item.block.width / 2 > middle - box.x0 - reach:
            return False
    return box.x0 > 0


def _dividers(design: Design, plot: _Plot, middle: float) -> tuple[Mark, ...]:
    """A fleuron or a plain rule under the title; a motif where a title has no glyph at all."""
    out: list[Mark] = []
    for y in plot.rules:
        if design.frame == "thin":
            out.append(bar(middle - 110, y - 2, middle + 110, y + 2))
        else:
            out += fleuron(middle, y, 330)
    for item in plot.items:
        if item.role == "title" and not item.block.lines:
            out.append(stamp(design.motifs[0], middle, item.top + 40, 200))
    return tuple(out)
