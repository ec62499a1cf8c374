"""`fanbook cover`, and what `build` does with covers: styles, reasons, pictures of one's own, covers to print."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image
from typer.testing import CliRunner, Result

from fanbook.cli import app

STORY = "Title: {}\nAuthor: hollin\nFandom: Robin Hood\nPairing: Robin/Marian\n\n{}\n\nThey came home.\n"


@pytest.fixture(autouse=True)
def library(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "fanbook.toml").write_text("")
    for name in ("Arrow", "Bow"):
        (tmp_path / f"seeds/{name.lower()}.txt").write_text(STORY.format(name, "They went on."))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def report(root) -> dict:
    return json.loads((root / "dist/fanbook-report.json").read_text("utf-8"))


def opened(path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.convert("RGB")


def test_a_cover_says_why_it_looks_so(library):
    result = run("cover", "seeds/arrow.txt", "--out", "pictures")
    assert result.exit_code == 0, result.output
    assert opened(library / "pictures/arrow.jpg").size == (1600, 2560)
    assert "the first that suits the story" in result.stdout
    assert not (library / "dist").exists()


def test_a_style_can_be_asked_for():
    assert "orrery: asked for" in run("cover", "seeds/arrow.txt", "--cover-style", "orrery").stdout
    wrong = run("cover", "seeds/arrow.txt", "--cover-style", "orery")
    assert wrong.exit_code == 2
    assert "did you mean 'orrery'" in wrong.stderr


@pytest.mark.slow
def test_a_sheet_shows_every_style_and_a_folder_is_a_wall(library):
    assert "9 styles" in run("cover", "seeds/arrow.txt", "--sheet").stdout
    assert opened(library / "arrow-styles.jpg").width > 1900
    assert "3 covers" in run("cover", "seeds", "--sheet").stdout
    assert opened(library / "covers.jpg").width > 600


def test_no_story_is_said_and_fails():
    assert run("cover", "nowhere.txt").exit_code == 3


@pytest.mark.slow
def test_a_build_reports_the_style_and_its_reason(library):
    assert run("build", "--format", "epub", "--jobs", "1").exit_code == 0
    whys = [
        output["why"]
        for book in report(library)["books"]
        for output in book["outputs"]
        if output["format"] == "cover"
    ]
    assert len(whys) == 3
    assert all("passes every measure" in why for why in whys)
    first = (library / "dist/covers/arrow.jpg").read_bytes()
    again = run("build", "--format", "epub", "--jobs", "1")
    assert again.exit_code == 0
    assert [
        o["why"] for b in report(library)["books"] for o in b["outputs"] if o["format"] == "cover"
    ] == whys
    assert (library / "dist/covers/arrow.jpg").read_bytes() == first


def picture(form: str = "JPEG", size: tuple[int, int] = (1600, 2560)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form)
    return out.getvalue()


def test_a_picture_in_covers_is_the_cover(library):
    (library / "covers").mkdir()
    (library / "covers/arrow.jpg").write_bytes(picture())
    assert run("build", "--format", "epub", "--bundle", "none", "--jobs", "1").exit_code == 0
    red, green, _ = opened(library / "dist/covers/arrow.jpg").getpixel((800, 1280))
    assert red > 180
    assert green < 60
    (library / "covers/arrow.jpg").write_bytes(picture(size=(1600, 2559)))
    run("build", "--format", "epub", "--bundle", "none", "--jobs", "1")
    assert [
        o["cached"] for b in report(library)["books"] for o in b["outputs"] if o["path"] == "covers/arrow.jpg"
    ] == [False]


def test_a_picture_that_is_called_after_no_book_is_named(library):
    (library / "covers").mkdir()
    for name in ("arrow", "arow"):
        (library / f"covers/{name}.jpg").write_bytes(picture())
    told = run("build", "--format", "epub", "--bundle", "none", "--jobs", "1")
    assert "Passed over (no book of this build is called so): covers/arow.jpg\n" in told.output
    again = run("build", "--format", "epub", "--bundle", "none", "--jobs", "1")
    assert "covers/arow.jpg" in again.output
    assert [row["path"] for row in report(library)["skipped"]] == ["covers/arow.jpg"]
    one = run("build", "seeds/arrow.txt", "--format", "epub", "--bundle", "none", "--jobs", "1")
    assert "arow" not in one.output


def test_a_sidecar_names_picture_dress_and_style(library):
    (library / "mine.png").write_bytes(picture("PNG", (1400, 1000)))
    (library / "seeds/arrow.fanbook.toml").write_text('cover = "mine.png"\ncover-dress = "label"\n')
    (library / "seeds/bow.fanbook.toml").write_text('cover-style = "broadside"\n')
    assert run("build", "--format", "epub", "--bundle", "none", "--jobs", "1").exit_code == 0
    whys = {
        o["path"]: o["why"] for b in report(library)["books"] for o in b["outputs"] if o["format"] == "cover"
    }
    assert whys["covers/arrow.jpg"] == "your own picture, with a label"
    assert whys["covers/bow.jpg"] == "broadside: asked for"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("mine.jpg", b"no picture", "no JPEG, PNG or WebP"),
        ("../out.jpg", b"", "lies outside"),
        ("gone.jpg", None, "cannot be read"),
    ],
)
def test_a_picture_that_cannot_be_used_leaves_a_drawn_cover_and_a_warning(library, name, data, said):
    if data is not None:
        (library / name).write_bytes(data)
    (library / "seeds/arrow.fanbook.toml").write_text(f'cover = "{name}"\n')
    result = run("build", "--format", "epub", "--bundle", "none", "--jobs", "1")
    assert result.exit_code == 0
    notes = [d for b in report(library)["books"] for d in b["diagnostics"] if d["code"] == "W021"]
    assert len(notes) == 1
    assert said in notes[0]["message"]
    assert (library / "dist/covers/arrow.jpg").is_file()


@pytest.mark.parametrize("line", ['cover-dress = "hat"', 'cover-style = "nonesuch"', "cover = { a = 1 }"])
def test_a_wish_that_cannot_be_is_an_error_before_anything_is_built(library, line):
    (library / "seeds/arrow.fanbook.toml").write_text(line + "\n")
    assert run("build", "--format", "epub", "--jobs", "1").exit_code == 2
    assert not list((library / "dist").rglob("*.jpg")) if (library / "dist").exists() else True


@pytest.mark.slow
def test_a_cover_to_print_stands_beside_the_book(library):
    result = run("build", "seeds/arrow.txt", "--format", "pdf,print", "--jobs", "1", "--spine", "12mm")
    assert result.exit_code == 0, result.output
    rows = {o["format"]: o["path"] for b in report(library)["books"] for o in b["outputs"]}
    assert rows["print"] == "print/arrow.cover.pdf"
    assert (library / "dist" / rows["print"]).read_bytes().startswith(b"%PDF")
    assert run("build", "seeds/arrow.txt", "--paper", "vellum").exit_code == 2
