"""The pure parts of covers: breaking, direction, colour, motifs, chance."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from fanbook.cover import CoverBrief, built, font_shelf, load_style, parse_style, sfnt
from fanbook.cover.bidi import levels, visual_order
from fanbook.cover.breaks import atoms
from fanbook.cover.chance import Chance
from fanbook.cover.colour import Colour, contrast
from fanbook.cover.fit import Room, best_fit, measure
from fanbook.cover.fonts import clusters, itemise
from fanbook.cover.make import compose
from fanbook.cover.motifs import choose_motifs, words_of
from fanbook.cover.ornaments import leaf, rosette, star, tool
from fanbook.cover.paint import layer_mask
from fanbook.cover.paint_type import Pen
from fanbook.cover.palette import choose_palette
from fanbook.cover.panels import FORMS, Panel, frame
from fanbook.cover.scene import Box, Ink, Layer, Shape, Strike
from fanbook.cover.setting import scaled, tidy
from fanbook.cover.style import Span, Voice
from fanbook.errors import ConfigError


def broken(text: str, width: float, height: float = 3.2, *, hyphenate: bool = False) -> list[str]:
    """Lines of a text, every character one wide."""
    pieces = atoms(tidy(text), hyphenate=hyphenate)
    measures = measure(pieces, [float(len(piece.text)) for piece in pieces], 1.0, 1.0)
    fit = best_fit(pieces, measures, Room(width, height, 1.0, 1.0))
    return [
        "".join(piece.text + " " * piece.space for piece in pieces[start:stop]).strip()
        + "-" * pieces[stop - 1].hyphen
        for start, stop in fit.spans
    ]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("The Long Way Home", 9, ["The Long", "Way Home"]),
        ("A Study in Lavender", 11, ["A Study", "in Lavender"]),
        ("What Mr. Darcy Wrote", 9, ["What", "Mr. Darcy", "Wrote"]),
        ("Emma - Jane Austen", 12, ["Emma -", "Jane Austen"]),
        ("再见，我的少年", 5, ["再见，", "我的少年"]),
    ],
)
def test_lines_break_where_a_reader_would(text, width, lines):
    assert broken(text, width) == lines


def test_kinsoku_holds_in_every_width():
    for width in range(2, 14):
        for line in broken("「星」、降る夜に。さよなら（キス）を…", width, height=12):
            assert line[0] not in "」、。）…"
            assert line[-1] not in "「（"


def test_a_word_is_cut_between_syllables_and_nothing_is_lost():
    lines = broken("Donaudampfschifffahrtsgesellschaft", 14, hyphenate=True)
    assert len(lines) > 1
    assert "".join(line.removesuffix("-") for line in lines) == "Donaudampfschifffahrtsgesellschaft"


def test_arabic_words_are_never_cut():
    assert len(atoms("المستشفيات", hyphenate=True)) == 1


def test_right_to_left_pieces_stand_in_visual_order():
    assert levels("ab") == (0, 0)
    assert levels("שלום 12") == (1, 1, 1, 1, 1, 2, 2)
    assert levels("ab שלום") == (0, 0, 0, 1, 1, 1, 1)
    assert visual_order([0, 1, 1, 0]) == (0, 2, 1, 3)
    assert visual_order([1, 2, 1]) == (2, 1, 0)


def test_clusters_keep_marks_joins_and_flags_together():
    assert clusters("e\u0301👩\u200d🚀🇫🇷x") == ("e\u0301", "👩\u200d🚀", "🇫🇷", "x")
    assert clusters("กำ") == ("กำ",)


def test_marks_about_a_chinese_title_come_from_its_own_face():
    pieces, missing = itemise("《红楼梦》 and more", "serif", "zh", font_shelf())
    assert missing == frozenset()
    assert pieces[0] == ("chinese", "《红楼梦》 ")


def test_itemise_names_what_nobody_can_draw():
    pieces, missing = itemise("a\U00012000b", "serif", "en", font_shelf())
    assert ("".join(text for _, text in pieces), missing) == ("ab", {"\U00012000"})


def covered(face) -> set[int]:
    return {code for code in range(0x30000) if code in face.coverage}


ROLES = [
    pytest.param(role, marks=() if role in {"serif", "display"} else pytest.mark.slow)
    for role in font_shelf().faces
]


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_a_face_covers_what_a_font_library_says(role):
    face = font_shelf().get(role)
    with TTFont(face.source, lazy=True) as font:
        assert covered(face) == {code for code in font.getBestCmap() if code < 0x30000}
        weight = [axis for axis in font["fvar"].axes if axis.axisTag == "wght"] if "fvar" in font else []
    assert face.weights == (
        tuple(int(v) for v in (weight[0].minValue, weight[0].maxValue)) if weight else None
    )


def test_what_is_no_font_is_refused():
    with pytest.raises(ValueError, match="not an OpenType font"):
        sfnt.tables(b"wOF2" + bytes(60))
    with pytest.raises(ValueError, match="no Unicode character map"):
        sfnt.spans(bytes(12))


def mask(*marks) -> bytes:
    layer = Layer("ornament", Ink((0, 0, 0), "foil"), marks)
    return layer_mask(layer, 400, 600, Pen(font_shelf())).tobytes()


def moved(shapes, x: float, y: float) -> list[Shape]:
    return [Shape(tuple((a + x, b + y) for a, b in one.points), one.cut) for one in shapes]


@pytest.mark.parametrize("place", [(200, 300), (99.333, 50.667), (-12, 590), (395, 5)])
def test_a_tool_prints_as_its_outlines_do(place):
    flower = rosette(0, 0, 60)
    struck, drawn = mask(Strike(tool(*flower), *place)), mask(*moved(flower, *place))
    # places fall on thirds of a pixel, which may move an edge by as much
    assert sum(abs(a - b) for a, b in zip(struck, drawn, strict=True)) / 255 < 0.02 * 60 * 60
    assert any(struck)


def test_frames_drawn_in_strips_have_no_seams():
    panel = Panel(Box(40, 30, 360, 570), "notched")
    page = Image.frombytes("L", (400, 600), mask(*frame(panel, "double")))
    assert page.crop((44, 150, 45, 450)).getextrema() == (255, 255)  # in the outer rule
    assert page.crop((56, 150, 60, 450)).getextrema() == (0, 0)  # between the rules
    assert page.crop((200, 150, 201, 450)).getbbox() is None  # in the panel


def test_chance_is_the_same_everywhere():
    chance = Chance("clothbound", "x")
    assert (
        "".join(chance.pick("abcdef") for _ in range(8)) == "ccfebaea"
    )  # written down: any process, any Python
    assert Chance("a", "b").between(0, 1) != Chance("ab").between(0, 1)


def test_colours_stay_in_gamut_and_keep_their_lightness():
    for hue in range(0, 360, 15):
        assert all(0 <= value <= 255 for value in Colour(0.5, 0.4, hue).rgb)
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


def test_every_palette_is_readable_by_construction():
    style = load_style()
    words = ({"angst"}, {"romance"}, {"fluff"}, {"snow"}, {"horror"}, {"sea"}, set())
    for n in range(140):
        palette = choose_palette(style, f"fandom {n}", frozenset(words[n % 7]), Chance("palette", str(n)))
        for ink, ground in (
            (palette.foil, palette.cloth),
            (palette.paper_ink, palette.paper),
            (palette.leather_ink, palette.leather),
        ):
            assert contrast(ink.rgb, ground.rgb) >= 7.6


def test_motifs_come_from_the_story():
    chosen = choose_motifs(CoverBrief("The Key and the Raven's Wolves", (), fandom="Emma"), Chance("m"))
    assert {"🗝", "🐺"} & {motif.symbol for motif in chosen[:3]}
    assert len(set(chosen)) == 6
    assert "wolf" in words_of("Wolves’ den")
    assert choose_motifs(CoverBrief("月の下で", ()), Chance("m"))[0].symbol == "🌙"


def test_outlines_nest():
    for form in FORMS:
        panel = Panel(Box(200, 300, 1300, 1700), form)
        outer, inner = panel.outline(), panel.outline(30)
        assert min(x for x, _ in outer) < min(x for x, _ in inner)
        assert max(y for _, y in outer) > max(y for _, y in inner)
        assert all(200 <= x <= 1300 for x, y in outer)
        assert all(299 <= y <= 1701 for x, y in outer)


def test_ornaments_stay_within_their_reach():
    for shape in (*rosette(0, 0, 50), star(0, 0, 50), *leaf(0, 0, 50, 20, 30)):
        assert all(x * x + y * y <= 56**2 for x, y in shape.points)


def test_a_broken_style_says_what_is_wrong():
    with pytest.raises(ValueError, match="not well-formed"):
        parse_style("name = 'x'")
    with pytest.raises(ConfigError, match="nonesuch"):
        load_style("nonesuch")


def own_style(library: Path, name: str, text: str) -> None:
    folder = library / "covers" / "styles" / name
    folder.mkdir(parents=True)
    (folder / "style.toml").write_text(text, "utf-8")


def test_a_library_may_have_styles_that_inherit_from_others(tmp_path):
    own_style(tmp_path, "wide", 'inherits = "grid"\nabout = "Wide margins."\n[type]\nauthor = [40, 60]\n')
    own_style(tmp_path, "wider", 'inherits = "wide"\n[type]\ncomfort = 150\n')
    wider, grid = load_style("wider", tmp_path), load_style("grid")
    assert (wider.name, wider.composer, wider.about) == ("wider", "grid", "Wide margins.")
    assert (wider.type.author, wider.type.comfort) == (Span(40, 60), 150)
    assert (wider.type.voices, wider.schemes) == (grid.type.voices, grid.schemes)
    made = compose(CoverBrief("Salt", ("thetis",)), Pen(font_shelf()), wider)
    assert max(word.size for word in made.words if word.role == "author") <= 60


@pytest.mark.parametrize(
    "text", ['inherits = "mine"', 'inherits = "grid"\ncolour = 1', "[page", 'about = "no more"']
)
def test_what_is_wrong_with_a_style_of_ones_own_is_said(tmp_path, text):
    own_style(tmp_path, "mine", text)
    with pytest.raises(ConfigError, match="mine"):
        load_style("mine", tmp_path)


@pytest.mark.parametrize(
    ("text", "small"),
    [
        ("Hearts of Oak", True),
        ("Łódź, Žižkov", True),
        ("Καλημέρα", True),
        ("Gió lạnh", False),
        ("Преступление", False),
        ("שלום", False),
    ],
)
def test_small_capitals_are_for_words_that_have_them_all(text, small):
    voice = scaled(text, Voice("serif", 640, 0.05, ("smcp",)))
    assert voice.features == (("smcp",) if small else ())
    assert bool(voice.track) == small


@pytest.mark.parametrize(
    "silhouette", [built.rooftops, built.skyline, built.lighthouse], ids=lambda one: one.__name__
)
@pytest.mark.parametrize("name", ["Ash", "Elm", "Oak"])
def test_what_leads_out_of_the_picture_leaves_no_gap_at_its_edge(silhouette, name):
    shapes, lights = silhouette(Chance("built", name))
    across = [x for shape in (*shapes, *lights) for x, _ in shape]
    # The furthest that a page's edge is from a silhouette's middle, in its own units.
    assert min(across) <= -1.2
    assert max(across) >= 1.2


@pytest.mark.parametrize("name", ["月の物語集", "雪", "Ode"])
def test_a_letter_in_a_field_is_whole(name):
    style, shelf = load_style("monogram"), font_shelf()
    briefs = (CoverBrief(name, ("B",), seed=key, kind="anthology") for key in "abcdefgh")
    framed = next(
        made for made in (compose(brief, Pen(shelf), style) for brief in briefs) if "framed" in made.shown
    )
    art = [layer for layer in framed.scene.layers if layer.name == "art"]
    x0, y0, x1, y1 = layer_mask(art[-1], style.width, style.height, Pen(shelf)).getbbox()
    assert (x0, y0) > (40, 40)
    assert x1 < style.width - 40
    assert y1 < style.height - 40
