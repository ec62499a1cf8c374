"""A story saved twice, through the whole command: one book, and the other file in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fanbook.cli.app import app

TEXT = "Title: Heron\nAuthor: reedwren\n\n" + "\n\n".join(
    f"The heron stood on leg number {n} and thought about rain in April {n * 7}." for n in range(30)
)


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "heron.txt").write_text(TEXT, "utf-8")
    (seeds / "heron (1).txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_the_report_names_the_copy() -> None:
    asked = ["build", "--format", "epub", "--no-cover", "--json"]
    done = CliRunner().invoke(app, asked)
    report = json.loads(done.stdout)
    assert done.exit_code == 0
    assert [book["sources"][0]["path"] for book in report["books"]] == ["seeds/heron.txt"]
    assert report["skipped"] == [
        {"path": "seeds/heron (1).txt", "why": "a copy of seeds/heron.txt", "copy_of": "seeds/heron.txt"}
    ]
    both = json.loads(CliRunner().invoke(app, [*asked, "--keep-duplicates"]).stdout)
    assert len(both["books"]) == 2
    assert both["skipped"] == []


def test_the_screen_names_the_copy(library: Path) -> None:
    (library / "fanbook.toml").write_text("[build]\nkeep-duplicates = false\n", "utf-8")
    shown = CliRunner().invoke(app, ["build", "--dry-run"]).stdout
    assert "seeds/heron (1).txt: a copy of seeds/heron.txt" in shown


def test_the_setting_keeps_both(library: Path) -> None:
    (library / "fanbook.toml").write_text("[build]\nkeep-duplicates = true\n", "utf-8")
    shown = CliRunner().invoke(app, ["build", "--dry-run"]).stdout
    assert "2 books" in shown
