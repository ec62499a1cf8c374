"""A long work in a library: volumes for the press, one book for readers, and nothing left of what went before."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from fanbook.cli import app

HEAD = "Title: The Long Oak\nAuthor: hollin\n\n"


@pytest.fixture
def root(tmp_path, monkeypatch):
    chapters = [
        f"Chapter {n}\n\n"
        + " ".join(f"Under oak {n} they counted {m} leaves, and went on." for m in range(12))
        for n in range(1, 5)
    ]
    file = tmp_path / "seeds" / "oak.txt"
    file.parent.mkdir()
    file.write_text(HEAD + "\n\n".join(chapters) + "\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(*arguments: str) -> dict:
    said = CliRunner().invoke(app, ["build", "--no-cover", "--jobs", "1", "--json", "--dry-run", *arguments])
    assert said.exit_code == 0, said.output
    return json.loads(said.output[said.output.index("{") :])


def built(*arguments: str) -> dict[str, list[str]]:
    said = CliRunner().invoke(app, ["build", "--no-cover", "--jobs", "1", "--json", *arguments])
    assert said.exit_code == 0, said.output
    report = json.loads(said.output[said.output.index("{") :])
    return {row["slug"]: [one["format"] for one in row["outputs"]] for row in report["books"]}


@pytest.mark.usefixtures("root")
def test_volumes_are_for_the_press_and_readers_have_one_book():
    slugs = ["the-long-oak", "the-long-oak-vol-1", "the-long-oak-vol-2"]
    thick = ("--volumes", "250 words")
    assert [row["slug"] for row in build("--format", "epub,pdf", *thick)["books"]] == slugs
    assert [row["slug"] for row in build("--format", "pdf", *thick)["books"]] == slugs[1:]
    assert [row["slug"] for row in build("--format", "epub", *thick)["books"]] == slugs[:1]
    assert [row["slug"] for row in build("--format", "pdf", "--volumes", "auto")["books"]] == slugs[:1]
    ids = [row["id"] for row in build("--format", "pdf", *thick)["books"]]
    assert len(set(ids)) == 2


@pytest.mark.slow
def test_what_is_printed_in_volumes_is_not_left_lying_whole(root):
    assert built("--format", "epub,pdf") == {"the-long-oak": ["epub", "pdf"]}
    assert built("--format", "epub,pdf", "--volumes", "250 words") == {
        "the-long-oak": ["epub"], "the-long-oak-vol-1": ["pdf"], "the-long-oak-vol-2": ["pdf"],
    }  # fmt: skip
    assert {path.name for path in (root / "dist/pdf").iterdir()} == {
        "the-long-oak-vol-1.pdf", "the-long-oak-vol-2.pdf",
    }  # fmt: skip
    assert built("--format", "epub,pdf") == {"the-long-oak": ["epub", "pdf"]}
    assert [path.name for path in (root / "dist/pdf").iterdir()] == ["the-long-oak.pdf"]
