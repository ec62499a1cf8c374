"""`fanbook inspect`: one story, many stories, bad stories, and the sidecar."""

from __future__ import annotations

import json
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
    import fanbook.pipeline as flow

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
