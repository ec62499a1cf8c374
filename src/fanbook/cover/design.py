"""What a book's binding shall be: every choice that is made for it, before anything is measured.

In: the brief and the style. Out: a `Design`. Each choice has its own stream of chance under the book's
seed, so that a new layout or frame added to a list changes the choice of layouts or frames and no other.
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from fanbook.cover import patterns, pieces
from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.lexicon import Motif
from fanbook.cover.motifs import choose_motifs, words_of
from fanbook.cover.palette import Palette, choose_palette
from fanbook.cover.panels import FORMS
from fanbook.cover.patterns import Field, Ornament
from fanbook.cover.scheme import said_by, turn_of
from fanbook.cover.style import Style, Voice


class Layout(Struct, frozen=True):
    """One way to cover a binding; `longest` is the title length up to which its room does."""

    name: str
    draw: Callable[[Field], Ornament]
    kind: str  # "panel" in the middle, "band" right across, "open" without either
    grids: tuple[tuple[int, int], ...]  # columns and rows of the pattern
    share: float
    longest: int
    says: str  # for the alt text, with {0} {1} for motifs


LAYOUTS = (
    Layout("rows", patterns.rows, "panel", ((6, 11), (5, 9)), 1.0, 400, "staggered rows of {0} and {1}"),
    Layout("rows-band", patterns.rows, "band", ((4, 8), (5, 10)), 1.2, 90, "rows of large {0} and {1}"),
    Layout(
        "sprays",
        patterns.sprays,
        "band",
        ((4, 6), (5, 8)),
        1.1,
        90,
        "columns of {0} and {1} between sprays of leaves",
    ),
    Layout(
        "ogee", patterns.ogee, "panel", ((4, 5), (5, 6)), 1.3, 400, "an onion lattice holding {0} and {1}"
    ),
    Layout(
        "trellis",
        patterns.trellis,
        "panel",
        ((4, 5), (5, 7)),
        1.2,
        400,
        "a trellis of garlands with {0} and {1}",
    ),
    Layout(
        "scales", patterns.scales, "panel", ((4, 16), (5, 20)), 0.9, 400, "overlapping fans with {0} and {1}"
    ),
    Layout(
        "scatter",
        patterns.scatter,
        "panel",
        ((1, 1),),
        1.3,
        400,
        "{0} and {1} scattered among small ornaments",
    ),
    Layout(
        "tiles", patterns.tiles, "tiles", ((6, 10), (3, 5)), 1.1, 70, "a chequer of tiles with {0} and {1}"
    ),
    Layout("wreath", pieces.wreath, "open", ((1, 1),), 1.2, 44, "a wreath of leaves about one of the {0}"),
    Layout("garland", pieces.garland, "open", ((1, 1),), 1.2, 26, "a wide garland with {0} and {1}"),
    Layout(
        "rays",
        pieces.rays,
        "open",
        ((1, 1),),
        1.1,
        44,
        "beams spreading from a medallion with one of the {0}",
    ),
    Layout("border", pieces.border, "open", ((1, 1),), 1.1, 60, "a deep border of {0} and {1}"),
    Layout("vine", pieces.vine, "open", ((1, 1),), 1.3, 46, "a scrolling vine flowering into {0} and {1}"),
)
_FRAMES = ("double", "triple", "beaded", "thin")
_TREATMENTS = {
    "deep": (("cloth", 4.0), ("leather", 2.0), ("paper", 2.0), ("foil", 1.0)),
    "black": (("cloth", 4.0), ("paper", 1.5), ("foil", 1.5), ("leather", 1.0)),
    "pale": (("cloth", 3.0), ("paper", 1.0), ("foil", 2.0), ("leather", 1.0)),
    "bright": (("cloth", 3.0), ("paper", 2.0), ("foil", 2.0), ("leather", 1.0)),
}


class Design(Struct, frozen=True):
    """All that was chosen for a book."""

    layout: Layout
    columns: int
    rows: int
    treatment: str  # what the panel is: cloth, leather, paper, foil
    form: str
    frame: str
    voice: Voice
    palette: Palette
    motifs: tuple[Motif, ...]
    chance: Chance


def _layout(brief: CoverBrief, chance: Chance) -> Layout:
    length = min(len(brief.title), max(one.longest for one in LAYOUTS))  # some layout takes any title
    length = max(length, 91) if brief.series else length  # one that takes the next volume's too
    word = max((len(word) for word in brief.title.split()), default=0)
    crowd = sum(len(name) for name in brief.authors)
    fitting = [
        (one, one.share)
        for one in LAYOUTS
        if length <= one.longest and (one.longest > 90 or (word <= 13 and crowd <= 60))
        and not (one.name == "garland" and word > 10)
    ]  # fmt: skip
    return chance.weighed(fitting)


def choose_design(brief: CoverBrief, style: Style) -> Design:
    """The design of a book, by its seed and its words."""
    chance, own = Chance(style.name, brief.family), Chance(style.name, brief.key)
    said = said_by(brief) if not brief.series else words_of(brief.fandom or "")
    voice = style.type.plain if brief.stand_in else chance.fork("voice").weighed(style.type.voices)
    if len(brief.title) > 90:  # letter space and italics are for titles that have room
        voice = style.type.voices[0][0]
    anchor = brief.fandom or brief.series or brief.title
    palette = choose_palette(style, anchor, said, chance.fork("palette"), turn_of(brief))
    layout = _layout(brief, chance.fork("layout"))
    columns, rows = chance.fork("grid").pick(layout.grids)
    treatment = chance.fork("treatment").weighed(_TREATMENTS[palette.ground])
    if treatment == "foil" and palette.foil_name == "copper":
        treatment = "cloth"  # a whole panel of copper looks like pink paper
    return Design(
        layout=layout,
        columns=columns,
        rows=rows,
        treatment=treatment,
        form=chance.fork("form").pick(FORMS) if layout.kind == "panel" else "plain",
        frame=chance.fork("frame").pick(_FRAMES),
        voice=voice,
        palette=palette,
        motifs=choose_motifs(brief, own.fork("motifs")),
        chance=own.fork("pattern"),
    )


def roomier(design: Design) -> Design:
    """The same design with a layout whose panel grows with its words, for a title that would be small."""
    panels = [one for one in LAYOUTS if one.kind == "panel"]
    layout = design.chance.fork("roomier").pick(panels)
    columns, rows = layout.grids[0]
    form = design.chance.fork("form").pick(FORMS)
    return replace(design, layout=layout, columns=columns, rows=rows, form=form)
