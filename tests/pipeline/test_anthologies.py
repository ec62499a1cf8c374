"""Anthologies in a library: recipes, what is made by hand, what was printed, growth, and what the report says."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fanbook.cli import app
from fanbook.emit import REPORT, digest_of

TEXT = "Title: {}\nAuthor: {}\nFandom: Robin Hood\nPairing: Robin/Marian\nRating: {}\nDate: {}\n\n{}\n\nThey came home.\n"


def words_of(name: str) -> str:
    """A story like no other: what is nearly another's is its copy."""
    return " ".join(f"Under the {name} they counted {number} leaves, and went on." for number in range(12))


def write(root: Path, name: str, *, rating: str = "T", date: str = "2001-01-01", words: str = "") -> None:
    file = root / "seeds" / f"{name}.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text(TEXT.format(name.title(), "hollin", rating, date, words or words_of(name)))


@pytest.fixture
def root(tmp_path, monkeypatch):
    for number, name in enumerate(("ash", "birch", "cedar", "elm")):
        write(tmp_path, name, date=f"200{number}-01-01", rating="GTTM"[number])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == code, result.output
    return result.output


def build(*arguments: str, code: int = 0) -> dict:
    output = run("build", "--format", "epub", "--no-cover", "--jobs", "1", "--json", *arguments, code=code)
    return json.loads(output[output.index("{") :]) if code == 0 else {}


def recipe(root: Path, text: str) -> None:
    (root / "fanbook.toml").write_text(text)


def volumes(report: dict) -> dict[str, list[str]]:
    rows = {row["slug"]: row["volume"] for row in report["books"] if row["kind"] == "anthology"}
    return {slug: [one["title"] for one in volume["stories"]] for slug, volume in rows.items()}


def cached(report: dict) -> dict[str, bool]:
    return {output["path"]: output["cached"] for row in report["books"] for output in row["outputs"]}


# --- Recipes --------------------------------------------------------------------------------------


def test_a_recipe_is_built_beside_the_bundles(root):
    recipe(root, '[[anthology]]\ntitle = "Mild"\nquery = \'rating <= "T"\'\norder = ["cedar"]\n')
    report = build()
    assert volumes(report) == {
        "anthology-marian-robin": ["Ash", "Birch", "Cedar", "Elm"],
        "anthology-mild": ["Cedar", "Ash", "Birch"],
    }
    row = next(row for row in report["books"] if row["slug"] == "anthology-mild")
    assert row["volume"]["by"] == "recipe"
    assert row["volume"]["stories"][0] == {"source": "seeds/cedar.txt", "title": "Cedar", "why": "rating Teen", "new": False}  # fmt: skip


def test_a_recipe_with_a_bundles_slug_takes_its_place(root):
    before = next(row for row in build()["books"] if row["kind"] == "anthology")
    recipe(
        root,
        '[[anthology]]\ntitle = "Greenwood"\nslug = "anthology-marian-robin"\nquery = \'pairing = "Robin/Marian"\'\n',
    )
    report = build()
    (after,) = (row for row in report["books"] if row["kind"] == "anthology")
    assert (after["slug"], after["id"], after["title"]) == (before["slug"], before["id"], "Greenwood")


def test_a_sidecar_keeps_a_story_out_of_every_volume(root):
    (root / "seeds/ash.fanbook.toml").write_text("anthology = false\n")
    recipe(root, '[[anthology]]\ntitle = "Mild"\nquery = \'rating <= "T"\'\nstories = ["ash"]\n')
    report = build("--bundle", "pairing,fandom,year")
    assert all("Ash" not in stories for stories in volumes(report).values())
    assert "ash" in [row["slug"] for row in report["books"]]


def test_the_editors_note_is_read_from_the_library(root):
    (root / "note.txt").write_text("Read these in winter.\n")
    recipe(root, '[[anthology]]\ntitle = "Mild"\nquery = "words > 1"\nnote = "note.txt"\n')
    build()
    with zipfile.ZipFile(root / "dist/epub/anthology-mild.epub") as archive:
        assert "Read these in winter." in archive.read("EPUB/text/editor-note.xhtml").decode()
    outside = root.parent / "secret.txt"
    outside.write_text("x")
    for name in ("none.txt", "../secret.txt"):
        recipe(root, f'[[anthology]]\ntitle = "Mild"\nquery = "words > 1"\nnote = "{name}"\n')
        assert "error[C031]" in run("build", code=2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('title = "A"\n', "takes no story"),
        ('query = "words > 1"\n', "needs a title"),
        ('title = "A"\nqurey = "words > 1"\n', "did you mean 'query'"),
        ('title = "A"\nquery = "wrods > 1"\n', "did you mean 'words'"),
        ('title = "A"\nquery = "words > 1"\norder = "dat"\n', "did you mean 'date'"),
        ('title = "A"\nquery = "words > 1"\nparts = "yaer"\n', "did you mean 'year'"),
        ('title = "A"\nquery = "words > 1"\nmatter = ["half title"]\n', "did you mean 'half-title'"),
        ('title = "A"\nquery = "words > 1"\nvolumes = "thick"\n', "says no thickness"),
        ('title = "A"\nquery = "words > 1"\nslug = "A b"\n', "'a-b'"),
        ('title = "A"\nquery = "words > 1"\ncover-style = "nope"\n', "nope"),
        ('title = "A"\nquery = "words > 1"\nfrozen = 1\n', "true or false"),
        ('title = "A"\nquery = "words > 1"\n[[anthology.volume]]\nfrozen = true\n', "needs its number"),
        (
            'title = "A"\nquery = "words > 1"\n[[anthology]]\ntitle = "a"\nquery = "words > 2"\n',
            "called alike",
        ),
    ],
)
def test_a_recipe_in_error_stops_before_anything_is_built(root, text, said):
    recipe(root, f"[[anthology]]\n{text}")
    output = run("build", code=2)
    assert said in output
    assert not (root / "dist/epub").exists()


# --- By hand --------------------------------------------------------------------------------------


def test_a_volume_by_hand_holds_the_files_in_their_order_and_stays(root):
    run("anthology", "For a friend", "seeds/elm.txt", "seeds/ash.txt", "--format", "epub", "--no-cover", "-q")
    report = json.loads((root / "dist" / REPORT).read_text())
    assert volumes(report) == {"anthology-for-a-friend": ["Elm", "Ash"]}
    file = root / "dist/epub/anthology-for-a-friend.epub"
    made = digest_of(file)
    later = build()
    assert "anthology-for-a-friend" not in volumes(later)
    assert digest_of(file) == made
    assert "anthology-for-a-friend" in [row["slug"] for row in later["others"]]
    assert later["removed"] == []
    run("anthology", "For a friend", "seeds/elm.txt", "--format", "epub", "--no-cover", "-q")
    report = json.loads((root / "dist" / REPORT).read_text())
    assert volumes(report) == {"anthology-for-a-friend": ["Elm"]}
    assert len(report["others"]) == 5  # the books of the library stand


def test_a_query_by_hand(root):
    output = run("anthology", "Mild", "--where", 'rating <= "T" and not title = Ash', "--dry-run")
    assert "1. Birch, hollin: rating Teen; title Birch" in output
    assert "2. Cedar" in output
    assert "Elm" not in output
    assert not (root / "dist").exists()


def test_a_recipe_alone(root):
    recipe(root, '[[anthology]]\ntitle = "Mild"\nquery = \'rating <= "T"\'\n')
    run("anthology", "mild", "--format", "epub", "--no-cover", "--editor", "A. Binder", "-q")
    assert [file.name for file in (root / "dist/epub").iterdir()] == ["anthology-mild.epub"]
    assert build()["removed"] == []


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Nothing",), "C032"),
        (("Nothing", "--where", "words > 99999"), "C032"),
        (("Nothing", "--where", "wrods > 9"), "did you mean 'words'"),
        (("Nothing", "seeds/ash.txt", "--order", "dat"), "did you mean 'date'"),
        (("Nothing", "seeds/ash.txt", "--note", "none.txt"), "C031"),
    ],
)
def test_what_cannot_be_made_is_2(arguments, said):
    assert said in run("anthology", *arguments, code=2)


# --- Growth, and what was printed -----------------------------------------------------------------


def test_a_new_story_makes_its_own_volumes_again_and_no_others(root):
    write(root, "fig", rating="E")
    (root / "seeds/fig.txt").write_text(
        (root / "seeds/fig.txt").read_text().replace("Robin/Marian", "Much/Ada")
    )
    first = build("--bundle", "pairing,rating")
    assert volumes(first).keys() == {"anthology-marian-robin", "anthology-rated-teen"}
    write(root, "gorse", rating="E", date="2000-06-06")
    second = build("--bundle", "pairing,rating")
    assert volumes(second)["anthology-marian-robin"] == ["Ash", "Gorse", "Birch", "Cedar", "Elm"]
    made = {path for path, was in cached(second).items() if not was}
    assert made == {
        "epub/gorse.epub",
        "epub/anthology-marian-robin.epub",
        "epub/anthology-rated-explicit.epub",
    }


def test_a_volume_keeps_its_name_when_a_namesake_joins(root):
    first = volumes(build())
    for name in ("yew", "zelkova"):
        write(root, name)
        file = root / f"seeds/{name}.txt"
        file.write_text(file.read_text().replace("Robin Hood", "Another World"))
    second = volumes(build())
    assert first.keys() < second.keys()
    assert len(second) == 2


PRINTED = """
[[anthology]]
title = "Greenwood"
query = 'fandom = "Robin Hood"'
volumes = "250 words"
{}
"""


def test_a_frozen_volume_stays_as_it_was_printed(root):
    recipe(root, PRINTED.format(""))
    first = build("--bundle", "none")
    assert volumes(first) == {
        "anthology-greenwood": ["Ash", "Birch"],
        "anthology-greenwood-vol-2": ["Cedar", "Elm"],
    }
    file = root / "dist/epub/anthology-greenwood.epub"
    made = digest_of(file)
    recipe(
        root, PRINTED.format('[[anthology.volume]]\nnumber = 1\nfrozen = true\nstories = ["ash", "birch"]')
    )
    write(root, "ash", rating="G", date="2000-01-01", words="A corrected text. " * 50)
    write(root, "acorn", date="1999-01-01")
    second = build("--bundle", "none")
    assert volumes(second) == {
        "anthology-greenwood": ["Ash", "Birch"],
        "anthology-greenwood-vol-2": ["Acorn", "Cedar"],
        "anthology-greenwood-vol-3": ["Elm"],
    }
    assert digest_of(file) == made
    row = next(row for row in second["books"] if row["slug"] == "anthology-greenwood-vol-2")
    assert [one["new"] for one in row["volume"]["stories"]] == [True, True]
    third = build("--bundle", "none", "--trim", "a5")
    assert digest_of(file) == made
    assert cached(third)["epub/anthology-greenwood.epub"]


def test_frozen_alone_pins_what_was_made_before(root):
    recipe(root, PRINTED.format(""))
    build("--bundle", "none")
    recipe(root, PRINTED.format("frozen = true"))
    write(root, "acorn", date="1999-01-01")
    assert volumes(build("--bundle", "none")) == {
        "anthology-greenwood": ["Ash", "Birch"],
        "anthology-greenwood-vol-2": ["Cedar", "Elm"],
        "anthology-greenwood-vol-3": ["Acorn"],
    }


def test_the_lists_of_printed_volumes_are_written_down(root):
    recipe(root, "# mine\n" + PRINTED.format(""))
    build("--bundle", "none")
    told = run("anthology", "greenwood", "--freeze", "1")
    assert "pins volume 1" in told
    assert (root / "fanbook.toml").read_text().startswith("# mine\n" + PRINTED.format("").rstrip())
    write(root, "acorn", date="1999-01-01")
    second = build("--bundle", "none")
    assert volumes(second) == {
        "anthology-greenwood": ["Ash", "Birch"],
        "anthology-greenwood-vol-2": ["Cedar", "Elm"],
        "anthology-greenwood-vol-3": ["Acorn"],
    }
    rows = {row["slug"]: row["volume"] for row in second["books"] if "volume" in row}
    assert [row["frozen"] for row in rows.values()] == [True, False, False]
    assert [one["title"] for row in rows.values() for one in row["stories"] if one["new"]] == ["Acorn"]
    run("anthology", "Greenwood", "--freeze", "all")
    third = build("--bundle", "none")
    assert [row["volume"]["frozen"] for row in third["books"] if "volume" in row] == [True, True, True]
    assert all(cached(third).values())


def test_a_volume_that_is_made_by_itself_can_be_pinned_too(root):
    first = build()
    (slug,) = volumes(first)
    known = {row["id"] for row in first["books"]}
    run("anthology", slug, "--freeze", "all")
    write(root, "acorn", date="1999-01-01")
    second = build()
    assert volumes(second)[slug] == ["Ash", "Birch", "Cedar", "Elm"]
    assert volumes(second)[f"{slug}-vol-2"] == ["Acorn"]
    assert known < {row["id"] for row in second["books"]}
    alone = run("anthology", slug, "--format", "epub", "--no-cover", "--json")
    rows = {row["slug"]: row["id"] for row in second["books"]}
    for row in json.loads(alone[alone.index("{") :])["books"]:
        assert rows[row["slug"]] == row["id"]  # the same book as when all are made


@pytest.mark.usefixtures("root")
def test_what_was_not_built_or_was_made_by_hand_is_not_pinned():
    assert "no volume of 'Greenwood' was built" in run("anthology", "Greenwood", "--freeze", "1", code=2)
    run("anthology", "Mine", "seeds/ash.txt", "seeds/elm.txt", "--format", "epub", "--no-cover", "--quiet")
    assert "made by hand" in run("anthology", "Mine", "--freeze", "all", code=2)
    build()
    name = next(iter(volumes(build())))
    assert "names no volumes" in run("anthology", name, "--freeze", "7", code=2)


@pytest.mark.usefixtures("root")
def test_thickness_from_the_command_line():
    assert len(volumes(build("--volumes", "250 words"))) == 2
    assert len(volumes(build("--volumes", "10 pages"))) == 2
    assert "says no thickness" in run("build", "--volumes", "much", code=2)


def test_damaged_rows_of_an_earlier_report_are_no_volumes(root):
    recipe(root, PRINTED.format("frozen = true"))
    build("--bundle", "none")
    file = root / "dist" / REPORT
    report = json.loads(file.read_text())
    for row, damage in zip(report["books"][-2:], ("text", {"family": 3, "number": "1", "stories": [4]}), strict=False):  # fmt: skip
        row["volume"] = damage
    file.write_text(json.dumps(report))
    assert sum(map(len, volumes(build("--bundle", "none")).values())) == 4


# --- Every kind of file ---------------------------------------------------------------------------


@pytest.mark.slow
def test_a_volume_has_every_format_with_page_list_and_passes_the_checks(root):
    recipe(
        root,
        '[[anthology]]\ntitle = "Greenwood"\nquery = "words > 1"\neditor = "A. Binder"\nparts = "rating"\n'
        'dedication = "For J."\nvolumes = "250 words"\n',
    )
    run("build", "--bundle", "none", "--format", "epub,kepub,pdf,print", "--quiet")
    dist = root / "dist"
    for slug in ("anthology-greenwood", "anthology-greenwood-vol-2"):
        for file in (
            f"epub/{slug}.epub", f"kepub/{slug}.kepub.epub", f"pdf/{slug}.pdf", f"print/{slug}.cover.pdf",
            f"print/{slug}.folded.pdf", f"covers/{slug}.jpg",
        ):  # fmt: skip
            assert (dist / file).is_file(), file
        with zipfile.ZipFile(dist / f"epub/{slug}.epub") as archive:
            assert 'epub:type="page-list"' in archive.read("EPUB/nav.xhtml").decode()
    run(
        "check",
        *map(
            str,
            [*dist.glob("epub/anthology-*"), *dist.glob("kepub/anthology-*"), *dist.glob("pdf/anthology-*")],
        ),
    )
