"""`fanbook inspect`: one story, many stories, bad stories, and the sidecar."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib

import pytest
from typer.testing import CliRunner, Result

from fanbook.cli import app

STORY = 'Title: The {}\nAuthor: hollin\n\n"They went on," he said.\n\n* * *\n\nThey came home.\n'


@pytest.fixture(autouse=True)
def library(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    for name in ("Arrow", "Bow"):
        (tmp_path / f"seeds/{name}.txt").write_text(STORY.format(name))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["inspect", *arguments])


def test_one_story_is_one_object():
    result = run("seeds/Bow.txt", "--json")
    assert result.exit_code == 0
    data = json.loads(result.stdout)
    assert data["source"] == "seeds/Bow.txt"
    assert data["metadata"]["title"]["value"] == "The Bow"
    assert [row["kind"] for row in data["blocks"]] == [
        "metadata",
        "metadata",
        "prose",
        "scene_break",
        "prose",
    ] or [row["kind"] for row in data["blocks"]] == ["title", "metadata", "prose", "scene_break", "prose"]


@pytest.mark.parametrize("sources", [("seeds",), ("seeds/Arrow.txt", "seeds/Bow.txt")])
def test_several_are_an_object_a_line(sources):
    lines = run(*sources, "--json").stdout.splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["seeds/Arrow.txt", "seeds/Bow.txt"]


def test_words_stand_as_in_the_source():
    result = run("seeds/Bow.txt")
    assert '"They went on," he said.' in result.stdout


@pytest.mark.parametrize(("sources", "code"), [(("nope.txt",), 3), (("seeds/Bow.txt", "nope.txt"), 1)])
def test_what_is_not_there(sources, code):
    result = run(*sources, "--json")
    assert result.exit_code == code
    assert "R001" in result.stderr


def test_a_bad_story_does_not_keep_the_others_from_being_shown(library, monkeypatch):
    (library / "seeds/Bad.txt").write_text("")
    result = run("seeds", "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert run("seeds/Bad.txt").exit_code == 3
    import fanbook.stories as flow

    monkeypatch.setenv("FANBOOK_CACHE", "")  # what was found before would be shown whatever happens now
    real = flow.recognise
    monkeypatch.setattr(flow, "recognise", lambda draft: real(draft) if "Bow" in draft.source.path else 1 / 0)
    result = run("seeds", "--json")
    assert result.exit_code == 70
    assert len(result.stdout.splitlines()) == 1
    assert "ZeroDivisionError" in result.stderr


def test_nothing_to_see(library):
    (library / "empty").mkdir()
    result = run("empty")
    assert result.exit_code == 0
    assert "No story found" in result.stderr


def test_a_sidecar_is_written_and_then_left_as_a_person_made_it(library):
    assert run("seeds/Bow.txt", "--write", "--json").exit_code == 0
    sidecar = library / "seeds/Bow.fanbook.toml"
    assert tomllib.loads(sidecar.read_text()) == {"id": "path:seeds/Bow.txt", "slug": "the-bow"}
    mine = sidecar.read_text().replace('# title = "The Bow"', 'title = "My Bow"') + '[lines]\n"6" = "prose"\n'
    sidecar.write_bytes(mine.replace("\n", "\r\n").encode())
    assert run("seeds/Bow.txt", "--write").exit_code == 0
    # The findings stand above; every line is there as it was.
    assert sorted(sidecar.read_bytes().split(b"\r\n")) == sorted(mine.encode().split(b"\n"))
    assert json.loads(run("seeds/Bow.txt", "--json").stdout)["metadata"]["title"]["origin"] == "sidecar"


def test_sidecars_may_lie_elsewhere(library):
    before = sorted(p.name for p in (library / "seeds").iterdir())
    assert run("seeds", "--write", "--sidecars", "facts").exit_code == 0
    assert sorted(p.name for p in (library / "seeds").iterdir()) == before
    facts = library / "facts/seeds/Bow.fanbook.toml"
    facts.write_text('title = "Elsewhere"')
    shown = json.loads(run("seeds/Bow.txt", "--json", "--sidecars", "facts").stdout)
    assert shown["metadata"]["title"]["value"] == "Elsewhere"


@pytest.mark.parametrize("text", ["titel = 1", "title = ", '[lines]\n"x" = "prose"'])
def test_a_sidecar_in_error_is_2(library, text):
    (library / "seeds/Bow.fanbook.toml").write_text(text)
    result = run("seeds/Bow.txt", "--write")
    assert result.exit_code == 2
    assert "seeds/Bow.fanbook.toml" in result.stderr
    assert (library / "seeds/Bow.fanbook.toml").read_text() == text


def test_no_story_commands_the_terminal(library):
    (library / "seeds/Bow.txt").write_text(STORY.format("\x1b]0;evil\x07 \u202eTitle"))
    assert not set("\x1b\x07\u202e") & set(run("seeds/Bow.txt").output)


# --- Many stories --------------------------------------------------------------------------------


def test_a_row_a_story_says_what_it_is_and_where_a_word_is_wanted(library):
    (library / "seeds/untitled.txt").write_text("It rained all day, and in the evening it rained as well.\n")
    result = run("seeds")
    assert result.stdout.splitlines() == [
        "    seeds/Arrow.txt  The Arrow, hollin  1 scene break · 8 words",
        "    seeds/Bow.txt  The Bow, hollin  1 scene break · 8 words",
        " 2? seeds/untitled.txt  “It rained all day, and in the…”, author unknown  12 words",
    ]
    assert "1 of 3 stories with doubts (?): fanbook review settles them." in result.stderr


def test_nobody_reads_on():
    """`fanbook inspect seeds | head -1` ends without a word."""
    done = subprocess.run(
        f'"{sys.executable}" -m fanbook inspect seeds --json | head -1',
        shell=True, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["source"] == "seeds/Arrow.txt"
    assert done.stderr == ""


# --- One story, in its library -------------------------------------------------------------------

PAIRED = "Title: The {}\nAuthor: hollin\nFandom: Smallville\nPairing: {}\n\nThey went on, and it was late.\n"


def romantic(*arguments: str) -> list[list[str]]:
    return [row["members"] for row in json.loads(run(*arguments, "--json").stdout)["pairing"]["romantic"]]


@pytest.fixture
def pairs(library):
    for folder in ("seeds", "seeds/sub"):
        (library / folder).mkdir(exist_ok=True)
    (library / "seeds/short.txt").write_text(PAIRED.format("Barn", "Clark/Lana"))
    (library / "seeds/long.txt").write_text(PAIRED.format("Loft", "Clark Kent/Lois Lane"))
    (library / "seeds/sub/deep.txt").write_text(PAIRED.format("Cave", "Chloe/Lana Lang"))
    return library


def test_the_names_of_its_library_are_used_and_said(pairs):
    shown = json.loads(run("seeds/short.txt", "--json").stdout)
    assert shown["library"] == "."
    # Without a fanbook.toml the library is the folder, and not what lies below it.
    assert romantic("seeds/short.txt") == [["Clark Kent", "Lana"]]
    (pairs / "fanbook.toml").write_text('[build]\nformat = ["epub"]\n')
    assert romantic("seeds/short.txt") == [["Clark Kent", "Lana Lang"]]
    assert shown["metadata"]["pairing"]["value"] == "Clark/Lana"


@pytest.mark.usefixtures("pairs")
def test_alone_it_knows_nobody():
    assert romantic("seeds/short.txt", "--alone") == [["Clark", "Lana"]]
    assert "library" not in json.loads(run("seeds/short.txt", "--json", "--alone").stdout)


def test_aliases_are_names_of_the_library(pairs):
    (pairs / "fanbook.toml").write_text('[aliases]\nClana = "Clark Kent/Lana Lang"\n')
    (pairs / "seeds/ship.txt").write_text(PAIRED.format("Ship", "Clana"))
    assert romantic("seeds/ship.txt") == [["Clark Kent", "Lana Lang"]]


def test_a_neighbour_in_error_does_not_keep_a_story_from_being_shown(pairs):
    (pairs / "seeds/long.fanbook.toml").write_text("titel = 1")
    (pairs / "seeds/empty.txt").write_text("")
    result = run("seeds/short.txt", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["pairing"]["romantic"][0]["members"] == ["Clark", "Lana"]


# --- On the screen -------------------------------------------------------------------------------

SONG = """Title: The Heron
Author: yew
Reviews: many

She had lived in that house for long enough to know that the window would not shut before winter came.

The heron stands upon the stone
And will not look at me, he said.

* * *

Nobody answered, since nobody was there, and the fire had gone out, and the kettle was cold on the hob.

In the morning there was frost on the inside of the glass, and she wrote her name in it, and went out.

Then she came home.
"""


def screen(monkeypatch, columns: int, *arguments: str) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(columns))
    return [row.rstrip() for row in run(*arguments).stdout.splitlines()]


def test_lines_have_their_kinds_in_the_margin_and_doubts_stand_out(library, monkeypatch):
    (library / "heron.txt").write_text(SONG)
    assert screen(monkeypatch, 80, "heron.txt", "--alone") == [
        "heron.txt",
        "UTF-8 · a line a paragraph · language en · 1 scene break · 80 words",
        "",
        "  title     The Heron                               header, line 1 · 97%",
        "  author    yew                                     header, line 2 · 97%",
        "  feedback  many                                    header, line 3 · 97%",
        "",
        " 1   title        Title: The Heron                             97% label “Title”",
        " 2   metadata     Author: yew                                 97% label “Author”",
        " 3   metadata     Reviews: many                              97% label “Reviews”",
        " 5   prose        She had lived in that house for long enough to know that the …",
        " 7 ? verse        The heron stands upon the stone",
        " 8                And will not look at me, he said.",
        "                  ╰ 62% short lines that stand together",
        "10   scene break  * * *                                  97% a line of ornaments",
        "12   prose        Nobody answered, since nobody was there, and the fire had gon…",
        " ⋮                2 more to line 16",
        "",
        "1 doubt",
        "? Is this verse? (line 7)",
        "  short lines that stand together",
        "fanbook review heron.txt settles it, with one key.",
    ]


def test_every_line_where_it_is_asked_for(library, monkeypatch):
    (library / "heron.txt").write_text(SONG)
    rows = screen(monkeypatch, 80, "heron.txt", "--full")
    numbers = [row[:2].strip() for row in rows[: rows.index("1 doubt")] if row[:2].strip().isdigit()]
    assert numbers == [str(n) for n, line in enumerate(SONG.splitlines(), 1) if line.strip()]


WILD = "三月の雨が降っていた。\t\x1b[31mred \u202eright e\u0301 👩‍👩‍👧‍👦 " * 9


@pytest.mark.parametrize("columns", [20, 40, 64, 80, 120, 200])
def test_no_row_is_wider_than_the_screen(library, monkeypatch, columns):
    from rich.cells import cell_len

    label = "L" * 28
    text = f"Title: {WILD}\nAuthor: {'x' * 300}\n{label}: {WILD}\n\n{WILD}\n\nPart Two\n\n{WILD}\n\n>\n\n{'word ' * 60}\n"
    (library / "wild.txt").write_text(text)
    rows = screen(monkeypatch, columns, "wild.txt")
    assert len(rows) > 12
    remarks = next(n for n, row in enumerate(rows) if "doubt" in row)
    wide = [row for row in rows[:remarks] if cell_len(row) > columns]
    assert wide == []
    assert not set("\x1b\u202e") & set("".join(rows))
