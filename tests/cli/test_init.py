"""`fanbook init`: a library that builds at once, and nothing of anybody's touched."""

from __future__ import annotations

import tomllib

import pytest
from typer.testing import CliRunner, Result

from fanbook.cli import app


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_library_builds(here, monkeypatch):
    result = run("init", "my library")
    assert result.exit_code == 0
    root = here / "my library"
    assert sorted(p.name for p in root.iterdir()) == ["covers", "fanbook.toml", "seeds", "templates"]
    assert len(list((root / "seeds").glob("*.txt"))) == 1
    assert "cd my library" in result.stdout
    monkeypatch.chdir(root)
    assert run("build", "--format", "epub", "--no-cover", "--strict").exit_code == 0


def test_the_current_folder(here):
    assert run("init").exit_code == 0
    assert (here / "seeds").is_dir()


def test_what_is_there_stays_and_gets_no_sample(here):
    (here / "seeds").mkdir()
    (here / "fanbook.toml").write_text("# mine\n")
    assert run("init").exit_code == 0
    assert (here / "fanbook.toml").read_text() == "# mine\n"
    assert not list((here / "seeds").iterdir())
    assert "Nothing to make" in run("init").stdout


def test_for_somebody(here):
    assert run("init", "--for", "kobo").exit_code == 0
    assert tomllib.loads((here / "fanbook.toml").read_text())["build"] == {"for": "kobo"}


def test_nobody_is_asked_on_a_pipe(here):
    result = CliRunner().invoke(app, ["init"], input="kobo\n")
    assert "For" not in result.output
    assert "for" not in tomllib.loads((here / "fanbook.toml").read_text())["build"]


def test_somebody_is_asked_at_a_terminal(here, monkeypatch):
    monkeypatch.setattr("fanbook.cli.init._is_terminal", lambda: True)
    result = CliRunner().invoke(app, ["init"], input="koboo\nbinding\n")
    assert result.exit_code == 0, result.output
    assert tomllib.loads((here / "fanbook.toml").read_text())["build"] == {"for": "binding"}


@pytest.mark.parametrize(("arguments", "code"), [(("--for", "koboo"), 2), (("file",), 3)])
def test_what_cannot_be(here, arguments, code):
    (here / "file").write_text("")
    result = run("init", *arguments)
    assert result.exit_code == code
    assert "Traceback" not in result.stderr
    assert sorted(p.name for p in here.iterdir()) == ["file"]
