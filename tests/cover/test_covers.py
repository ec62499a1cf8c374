"""Whole covers against the rubric, over briefs nobody would wish for."""

import hashlib
import io
import os
import subprocess
import sys
from itertools import combinations

import pytest
from cover_briefs import BRIEFS, LONG_120, QUICK, SHELF
from cover_rubric import NEEDED, cap_height, contrasts, distance, fingerprint, incomplete, misplaced
from msgspec.structs import replace
from PIL import Image

from fanbook.cover import CoverBrief, FontShelf, design, draw, font_shelf, load_style
from fanbook.cover.clothbound import compose
from fanbook.cover.paint_type import Pen
from fanbook.cover.setting import Press

SHELF_OF_FONTS = font_shelf()
STYLE = load_style()
slow = pytest.mark.slow


def composed(brief: CoverBrief, fonts: FontShelf = SHELF_OF_FONTS):
    return compose(brief, STYLE, Press(fonts, Pen(fonts), brief.language))


def name(brief: CoverBrief) -> str:
    return ascii(brief.title[:24])


CASES = [
    pytest.param(brief, id=name(brief), marks=() if index < QUICK else slow)
    for index, brief in enumerate(BRIEFS)
]


@pytest.mark.slow
@pytest.mark.parametrize("brief", CASES)
def test_cover_passes_the_rubric(brief):
    made = composed(brief)
    cover = draw(brief, SHELF_OF_FONTS, STYLE)
    assert not list(incomplete(brief, made, SHELF_OF_FONTS))
    assert not list(misplaced(made, SHELF_OF_FONTS, STYLE.safe))
    measured = contrasts(made, cover.jpeg, SHELF_OF_FONTS)
    assert all(value >= NEEDED[role] for role, value in measured.items()), measured
    length = len(brief.title)
    assert cap_height(made, SHELF_OF_FONTS) >= (6.0 if length <= 60 else 5.4 if length <= 130 else 2.2)
    assert min(word.size for word in made.words) >= 40
    assert len(cover.jpeg) <= 1_500_000
    with Image.open(io.BytesIO(cover.jpeg)) as picture:
        assert picture.size == (1600, 2560) == (cover.width, cover.height)
        assert picture.mode == "RGB"
        assert "icc_profile" not in picture.info
    assert all(author.strip() in cover.alt.replace("padded name", "padded  name") for author in brief.authors)


TITLES = [
    pytest.param("Salt", marks=slow),
    "The Bees of Sussex",
    pytest.param("Second Dance at Netherfield", marks=slow),
]


@pytest.mark.slow
@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("layout", design.LAYOUTS, ids=lambda layout: layout.name)
def test_every_layout_keeps_words_and_ornament_apart(layout, title, monkeypatch):
    monkeypatch.setattr(design, "_layout", lambda _brief, _chance: layout)
    brief = CoverBrief(
        title, ("pemberleyafterdark",), fandom="Robin Hood", pairing="Clark Kent/Lana Lang", seed=title
    )
    made = composed(brief)
    assert not list(incomplete(brief, made, SHELF_OF_FONTS))
    assert not list(misplaced(made, SHELF_OF_FONTS, STYLE.safe))
    assert cap_height(made, SHELF_OF_FONTS) >= 6.0


GROUNDS = [
    pytest.param(rule, id=rule.name, marks=() if rule.name in {"deep", "pale"} else slow)
    for rule in STYLE.grounds
]


@pytest.mark.slow
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(
    "treatment", ["foil", *(pytest.param(one, marks=slow) for one in ("cloth", "leather", "paper"))]
)
def test_every_panel_on_every_ground_is_readable(ground, treatment, monkeypatch):
    monkeypatch.setattr(design, "_TREATMENTS", {rule.name: ((treatment, 1.0),) for rule in STYLE.grounds})
    brief = CoverBrief("Salt", ("thetis",), fandom="Iliad", seed="readable")
    style = replace(STYLE, grounds=(ground,), moods=())
    made = compose(brief, style, Press(SHELF_OF_FONTS, Pen(SHELF_OF_FONTS), "en"))
    cover = draw(brief, SHELF_OF_FONTS, style)
    assert design.choose_design(brief, style).treatment in {treatment, "cloth"}
    assert all(value >= NEEDED[role] for role, value in contrasts(made, cover.jpeg, SHELF_OF_FONTS).items())


@pytest.mark.slow
def test_same_brief_same_bytes_in_any_process_and_order():
    briefs = (BRIEFS[1], BRIEFS[3])
    first = [hashlib.sha256(draw(brief, SHELF_OF_FONTS, STYLE).jpeg).hexdigest() for brief in briefs]
    again = [
        hashlib.sha256(draw(brief, SHELF_OF_FONTS, STYLE).jpeg).hexdigest() for brief in reversed(briefs)
    ]
    assert first == again[::-1]
    code = (
        "import hashlib; from cover_briefs import BRIEFS; from fanbook.cover import *\n"
        "for n in (3, 1): print(hashlib.sha256(draw(BRIEFS[n], font_shelf(), load_style()).jpeg).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": os.path.dirname(__file__)}  # noqa: PTH120
    out = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert out.stdout.split() == first[::-1]


@pytest.mark.slow
def test_a_shelf_of_one_fandom_holds_twelve_different_books():
    covers = [fingerprint(draw(brief, SHELF_OF_FONTS, STYLE).jpeg) for brief in SHELF]
    apart = [distance(one, other) for one, other in combinations(covers, 2)]
    assert all(form >= 40 or colour >= 12 for form, colour in apart)
    designs = [design.choose_design(brief, STYLE) for brief in SHELF]
    assert len({one.layout.name for one in designs}) >= 6
    assert len({one.palette.cloth.rgb for one in designs}) >= 10  # black cloth may come twice


def test_a_correction_of_the_title_keeps_the_binding():
    one = design.choose_design(CoverBrief("The Lanterm", ("a",), seed="urn:1", fandom="Emma"), STYLE)
    other = design.choose_design(CoverBrief("The Lantern", ("a",), seed="urn:1", fandom="Emma"), STYLE)
    assert (one.layout, one.frame, one.form, one.voice) == (
        other.layout,
        other.frame,
        other.form,
        other.voice,
    )


def test_without_cjk_faces_the_characters_are_named_and_the_rest_is_drawn():
    fonts = FontShelf(
        {r: face for r, face in SHELF_OF_FONTS.faces.items() if r not in {"japanese", "chinese", "korean"}}
    )
    cover = draw(CoverBrief("Night 星 Letters", ("月",), seed="n"), fonts, STYLE)
    assert cover.missing == ("星", "月")
    made = composed(CoverBrief("Night 星 Letters", ("月",), seed="n"), fonts)
    assert [word.line.text for word in made.words if word.role == "author"] == []
    assert "".join(word.line.text for word in made.words).replace(" ", "") == "NightLetters"
    nothing = composed(CoverBrief("星", (), seed="n"), fonts)
    assert nothing.words == ()
    assert next(layer for layer in nothing.scene.layers if layer.name == "dividers").marks


def test_only_what_was_stated_stands_on_the_cover():
    made = composed(CoverBrief("Salt", (), keywords=("Explicit", "sea")))
    assert {word.role for word in made.words} == {"title"}
    assert draw(CoverBrief("Salt", ()), SHELF_OF_FONTS, STYLE).alt.startswith("Cover of “Salt”. ")


def test_pen_names_keep_their_capitals_and_none_is_dropped():
    crowd = tuple(f"penName_{n}" for n in range(14))
    made = composed(CoverBrief("Fourteen", crowd, kind="anthology"))
    text = " ".join(word.line.text for word in made.words if word.role == "author")
    assert all(author in text for author in crowd)
    features = {run.features for word in made.words if word.role == "author" for _, run in word.line.runs}
    assert features == {()}


def test_alt_text_names_title_authors_and_motifs():
    cover = draw(BRIEFS[1], SHELF_OF_FONTS, STYLE)
    assert "“The Lantern in Baker Street” by violet_hunter" in cover.alt
    assert "magnifying glasses" in cover.alt


def test_a_long_title_stays_as_large_as_the_page_allows():
    made = composed(CoverBrief(LONG_120, ("greenwood",), seed="long"))
    assert cap_height(made, SHELF_OF_FONTS) >= 5.4


def test_a_title_longer_than_any_layout_expects_is_drawn() -> None:
    brief = CoverBrief(title="and then it rained again " * 40, authors=("Wren",), seed="long")
    assert draw(brief, font_shelf(), load_style("clothbound")).jpeg
