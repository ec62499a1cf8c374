"""Every style over every brief: the measures of `rubric` and more, on what is composed and on what is painted."""

import hashlib
import os
import subprocess
import sys
from itertools import combinations

import pytest
from cover_briefs import BRIEFS, LONG_250
from cover_rubric import distance, fingerprint, incomplete
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fanbook.cover import STYLES, CoverBrief, choose, draw, font_shelf, load_style, load_styles
from fanbook.cover.brief import numeral
from fanbook.cover.chance import Chance
from fanbook.cover.colour import Colour, contrast, from_rgb
from fanbook.cover.columns import is_upright, set_columns
from fanbook.cover.fit import Room
from fanbook.cover.fonts import is_drawn
from fanbook.cover.landscape import called, choose_subject
from fanbook.cover.make import compose, pictured
from fanbook.cover.monogram import initials
from fanbook.cover.paint import layer_mask
from fanbook.cover.paint_check import contrasts
from fanbook.cover.paint_type import Pen
from fanbook.cover.posters import set_bill
from fanbook.cover.router import ordered, suits
from fanbook.cover.rubric import LEAST_CONTRAST, cap_height, drawn_faults, painted_faults
from fanbook.cover.scene import Layer
from fanbook.cover.scheme import choose_scheme
from fanbook.cover.setting import Press
from fanbook.cover.silhouettes import SUBJECTS
from fanbook.cover.style import Span, Voice

FONTS = font_shelf()
ALL = load_styles(tuple(STYLES))
slow = pytest.mark.slow
ABSURD = 260  # characters of title beyond which no thumbnail holds it
# Grounds of words: everything else must keep clear of them.
UNDER = {"panel", "field", "sky", "land", "subject", "shade"}


def pressed(language: str = "en") -> Press:
    return Press(FONTS, Pen(FONTS), language)


@pytest.mark.slow
@pytest.mark.parametrize("style", ALL, ids=lambda style: style.name)
def test_what_a_style_is_offered_fits_it(style):
    """The router composes before it paints: most of what suits a style must pass there."""
    offered = [brief for brief in BRIEFS if suits(brief, style) and len(brief.title) <= 130]
    failed = [
        brief.title
        for brief in offered
        if any(drawn_faults(brief, compose(brief, Pen(FONTS), style), style.safe))
    ]
    assert len(offered) >= 10 or style.name in {"monogram", "landscape"}
    assert len(failed) <= 0.06 * len(offered) + 1, failed


@pytest.mark.slow
@pytest.mark.parametrize("style", ALL, ids=lambda style: style.name)
def test_no_style_drops_or_boxes_a_character(style):
    for brief in BRIEFS if style.name == "broadside" else BRIEFS[::4]:
        made = compose(brief, Pen(FONTS), style)
        assert not list(incomplete(brief, made, FONTS)), brief.title


@pytest.mark.slow
@pytest.mark.parametrize("style", ALL, ids=lambda style: style.name)
@pytest.mark.parametrize(
    "brief", [BRIEFS[1], pytest.param(BRIEFS[2], marks=slow), pytest.param(BRIEFS[3], marks=slow)]
)
def test_ornament_keeps_clear_of_words(style, brief):
    made = compose(brief, Pen(FONTS), style)
    words = Layer("words", made.scene.ground, tuple(mark for word in made.words for mark in word.marks))
    size = made.scene.width, made.scene.height
    pen = Pen(FONTS)
    ink = layer_mask(words, *size, pen).reduce(4).point(lambda value: 255 if value > 60 else 0)
    over = False
    for layer in made.scene.layers:
        over = over or layer.name in {"panel", "field"}
        if layer.name in UNDER or layer.name == "words" or (made.panel and not over):
            continue
        mask = layer_mask(layer, *size, pen).reduce(4).point(lambda value: 255 if value > 60 else 0)
        hit = sum(a and b for a, b in zip(ink.tobytes(), mask.tobytes(), strict=True))
        assert not hit, (style.name, layer.name, hit)


@slow
@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: ascii(brief.title[:20]))
def test_every_cover_passes_every_measure(brief):
    cover = choose(brief, FONTS, ALL)
    if len(brief.title) <= ABSURD:
        assert not cover.faults
    made = compose(brief, Pen(FONTS), load_style(cover.style))
    measured = contrasts(made, pictured(made, Pen(FONTS)), Pen(FONTS))
    assert all(contrast >= LEAST_CONTRAST[role] for role, (contrast, _) in measured.items()), measured
    assert not list(painted_faults(measured))
    assert cap_height(made) >= 6.0 or len(brief.title) > ABSURD
    assert len(cover.jpeg) <= 1_500_000


@slow
@pytest.mark.parametrize("style", ALL, ids=lambda style: style.name)
def test_every_style_is_readable_on_its_pixels(style):
    for brief in BRIEFS[1::5]:
        made = compose(brief, Pen(FONTS), style)
        assert not list(painted_faults(contrasts(made, pictured(made, Pen(FONTS)), Pen(FONTS)))), brief.title


@pytest.mark.slow
def test_the_same_cover_in_any_process_and_whatever_was_drawn_before():
    brief = BRIEFS[1]
    first = [hashlib.sha256(draw(brief, FONTS, style).jpeg).hexdigest() for style in ALL]
    code = (
        "import hashlib; from cover_briefs import BRIEFS; from fanbook.cover import *\n"
        "for s in reversed(load_styles(tuple(STYLES))):\n"
        "    print(hashlib.sha256(draw(BRIEFS[1], font_shelf(), s).jpeg).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "99", "PYTHONPATH": os.path.dirname(__file__)}  # noqa: PTH120
    out = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert out.stdout.split() == first[::-1]


def test_the_order_of_styles_is_the_storys_own():
    brief = CoverBrief("Salt", ("thetis",), seed="one")
    names = [style.name for style in ordered(brief, ALL)]
    assert names == [style.name for style in ordered(brief, ALL)]
    others = {ordered(replace(brief, seed=str(n)), ALL)[0].name for n in range(60)}
    assert len(others) >= 6
    assert "monogram" not in names  # it is kept for collections


@pytest.mark.slow
def test_the_reason_says_what_was_passed_over():
    both = load_style("label"), load_style("broadside")
    whys = [choose(CoverBrief(LONG_250, ("greenwood",), seed=str(n)), FONTS, both).why for n in range(9)]
    assert any(why.startswith("broadside: the first that suits") for why in whys)
    assert any("before it label: the title's capitals would be" in why for why in whys)


def test_volumes_of_a_series_match_and_stories_of_a_pairing_differ():
    volumes = [
        CoverBrief(title, ("apiarist",), series="Sussex", volume=str(n + 1), seed=f"urn:{n}", fandom="Emma")
        for n, title in enumerate(("Smoke", "The Long Honey Year", "What the Bees Told the Doctor at Last"))
    ]
    assert len({ordered(one, ALL)[0].name for one in volumes}) == 1
    style = load_style("grid")
    voices = {
        word.line.runs[0][1].face
        for one in volumes
        for word in compose(one, Pen(FONTS), style).words
        if word.role == "title"
    }
    assert len(voices) == 1
    assert len({choose_scheme(style, one).name for one in volumes}) == 1
    assert (
        len({choose_scheme(style, one)["ground"].rgb for one in volumes}) >= 2
        or choose_scheme(style, volumes[0]).name == "cream"
    )
    drawn = [
        fingerprint(
            draw(
                CoverBrief(title, ("sgm",), pairing="Clark/Lana", fandom="Robin Hood", seed=title),
                FONTS,
                style,
            ).jpeg
        )
        for title in ("Soulmates", "Kiss Me Goodbye", "Paper Stars")
    ]
    assert all(
        form >= 40 or colour >= 12 for form, colour in (distance(a, b) for a, b in combinations(drawn, 2))
    )


def test_a_volume_bears_its_numeral():
    assert [numeral(n) for n in ("1", "4", "9", "14", "49", "50", "2.5", "zero")] == [
        "I", "IV", "IX", "XIV", "XLIX", "50", "2.5", "zero",
    ]  # fmt: skip
    made = compose(CoverBrief("Smoke", (), series="Sussex", volume="3"), Pen(FONTS), load_style("orrery"))
    assert "Sussex · III" in [word.line.text for word in made.words]


def test_pairings_keep_their_sign_and_order_in_every_style():
    for pairing in ("Lana Lang/Clark Kent", "Thor & Loki"):
        for style in ALL:
            made = compose(CoverBrief("Salt", ("a",), pairing=pairing), Pen(FONTS), style)
            assert " ".join(w.line.text for w in made.words if w.role == "pairing") == pairing


def test_pen_names_keep_their_capitals_in_every_style():
    for style in ALL:
        made = compose(CoverBrief("Salt", ("sgMclanaFan_x",)), Pen(FONTS), style)
        runs = [run for word in made.words if word.role == "author" for _, run in word.line.runs]
        assert "".join(run.text for run in runs) == "sgMclanaFan_x"
        assert not any(run.features for run in runs)


NAMES = (
    ("hollin_and_yew",), ("TheQuickBrownFoxJumpsOverTheLazyDog_1887",), ("the_winter-fox_1887", "x_", "Zoë_K."),
    tuple(f"pen_name_{letter}_{letter * 5}" for letter in "abcdefgh"), ("月見草野辺", "星野_銀河"),
)  # fmt: skip


@pytest.mark.parametrize("style", ALL, ids=lambda style: style.name)
def test_a_pen_name_is_never_broken(style):
    for names in NAMES:
        made = compose(CoverBrief("The Long Way Home", names, seed="x"), Pen(FONTS), style)
        lines = [word.line.text for word in made.words if word.role == "author"]
        assert all(any(name in line for line in lines) for name in names), lines


def test_upright_names_are_never_broken_and_a_name_too_long_to_read_is_a_fault():
    label = load_style("label")
    upright = CoverBrief("月の物語集", ("月見草野辺の歌人集団", "星野銀河"), language="ja")
    lines = {word.line.text for word in compose(upright, Pen(FONTS), label).words if word.role == "author"}
    assert any("月見草野辺の歌人集団" in line for line in lines)
    endless = CoverBrief("Salt", ("endless_" * 12,))
    faults = tuple(drawn_faults(endless, compose(endless, Pen(FONTS), label), label.safe))
    assert any("would be broken" in fault for fault in faults)


def test_a_landscape_is_of_the_story():
    assert len({subject.name for subject in SUBJECTS}) >= 20
    brief = CoverBrief("The Keeper of the Lighthouse", (), keywords=("storm",))
    assert choose_subject(brief, Chance("x")).name == "a lighthouse"
    assert not called(CoverBrief("Unsent Thing", ()))
    assert not suits(CoverBrief("Unsent Thing", ()), load_style("landscape"))


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.name)
def test_a_silhouette_stands_on_the_ground(subject):
    for seed in range(4):
        shapes, lights = subject.draw(Chance(str(seed)))
        assert shapes
        assert 0.2 < max(y for points in shapes for _, y in points) < 1.0
        assert min(y for points in shapes for _, y in points) <= 0.14
        assert all(len(points) >= 3 for points in (*shapes, *lights))


def test_initials_are_the_pairings_in_its_order():
    assert initials(CoverBrief("Three stories", (), pairing="Lana Lang/Clark Kent")) == ("L", "C")
    assert initials(CoverBrief("Loki & Thor", ())) == ("L", "T")
    assert initials(CoverBrief("The Complete Sussex Letters", ())) == ("C", "S", "L")
    assert initials(CoverBrief("…", ())) == ()


def test_chinese_and_japanese_stand_upright_and_others_do_not():
    assert is_upright("星降る夜に")
    assert is_upright("再见2号")
    assert not is_upright("별이 빛나는 밤")
    assert not is_upright("Salt")
    assert not is_upright("星降るSupernova夜")
    columns = set_columns(
        "星降る夜に、さよならのキスを",
        Voice("serif", 600),
        Span(40, 300),
        Room(1500, 900, 1.2, 300),
        pressed("ja"),
    )
    assert [line.text for line in columns.lines] == ["星降る夜に、", "さよならの", "キスを"]
    assert list(columns.middles) == sorted(columns.middles, reverse=True)  # from right to left
    assert columns.height <= 1500


def test_a_playbill_fills_its_measure():
    bill = set_bill("The Greenwood Oath", Voice("serif", 800), Room(1248, 1500, 1.0, 700), pressed())
    assert bill is not None
    assert [one.line.text for one in bill.lines] == ["The", "Greenwood", "Oath"]
    assert all(1235 <= one.line.width <= 1248 for one in bill.lines if not one.small)
    assert bill.height <= 1500
    assert (
        set_bill("Marian/Robin Hood", Voice("serif", 800), Room(1248, 1500, 1.0, 700), pressed())
        .lines[0]
        .line.text
        == "Marian/"
    )


@pytest.mark.parametrize("style", [style for style in ALL if style.schemes], ids=lambda style: style.name)
def test_every_scheme_is_readable_at_every_hue(style):
    for n in range(120):
        scheme = choose_scheme(style, CoverBrief(f"t{n}", (), fandom=f"f{n}", seed=str(n)))
        assert contrast(scheme["ink"].rgb, scheme["ground"].rgb) >= 7.6


def test_a_style_with_a_slip_says_so(tmp_path):
    text = (tmp_path / "x").write_text("") or ""
    from fanbook.cover import parse_style

    with pytest.raises(ValueError, match="not well-formed"):
        parse_style(text + "[type]\nwrong = 1")


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
@settings(max_examples=60, deadline=None)
def test_a_colour_comes_back_from_oklch(red, green, blue):
    rgb = from_rgb((red, green, blue)).rgb
    assert all(abs(a - b) <= 3 for a, b in zip(rgb, (red, green, blue), strict=True))


TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=60
)


@given(TITLES, st.sampled_from(ALL))
@settings(max_examples=40, deadline=None)
def test_any_title_stands_whole_in_any_style(title, style):
    brief = CoverBrief(title, ("Wren",), seed=title)
    made = compose(brief, Pen(FONTS), style)
    drawn = "".join(
        w.line.text[:-1] if w.line.hyphen else w.line.text for w in made.words if w.role == "title"
    )
    from fanbook.cover.setting import tidy

    wanted = [char for char in tidy(title) if is_drawn(char) and char not in made.missing]
    assert [char for char in drawn if is_drawn(char)] == wanted
    assert Colour(0.5, 0.1, 10).rgb  # colours never depend on the title's writing
