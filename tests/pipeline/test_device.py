"""Books on a reader that is plugged in: what is copied, what is left alone, what is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fanbook.cli import app
from fanbook.device import RECORD

STORY = "Title: {}\nAuthor: hollin\n\n{}\n\nThey came home.\n"


def write(title: str, name: str = "", words: str = "They went on.") -> None:
    Path(f"seeds/{name or title.casefold()}.txt").write_text(STORY.format(title, words))


@pytest.fixture(autouse=True)
def device(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("seeds", "reader"):
        Path(folder).mkdir()
    for title in ("Arrow", "Bow"):
        write(title)
    return tmp_path / "reader"


def run(*arguments: str, form: str = "epub") -> Result:
    given = ["build", "--format", form, "--no-cover", "--jobs", "1", "--copy-to", "reader"]
    return CliRunner().invoke(app, [*given, *arguments])


def sent(*arguments: str, form: str = "epub") -> dict:
    return json.loads(run("--json", *arguments, form=form).stdout)["device"]


def there(device: Path) -> list[str]:
    return sorted(file.name for file in device.iterdir() if file.name != RECORD)


def test_new_books_are_copied_once(device):
    assert sent()["new"] == ["arrow.epub", "bow.epub"]
    assert (device / "arrow.epub").read_bytes() == Path("dist/epub/arrow.epub").read_bytes()
    again = sent()
    assert (again["new"], again["changed"], again["gone"], again["same"]) == ([], [], [], 2)


def test_only_what_changed_is_copied(device):
    sent()
    stamp = (device / "bow.epub").stat().st_mtime_ns
    write("Arrow", words="They went back.")
    assert sent()["changed"] == ["arrow.epub"]
    assert (device / "bow.epub").stat().st_mtime_ns == stamp


def test_what_is_gone_is_named_and_stays(device):
    sent()
    Path("seeds/bow.txt").unlink()
    assert sent()["gone"] == ["bow.epub"]
    assert there(device) == ["arrow.epub", "bow.epub"]
    assert "left there: bow.epub" in run().stdout


def test_a_part_of_the_library_makes_nothing_gone():
    sent()
    assert sent("seeds/arrow.txt")["gone"] == []


def test_another_title_takes_the_place_of_the_old_file(device):
    sent()
    write("The Arrow", "arrow")
    assert sent()["new"] == ["the-arrow.epub"]
    assert there(device) == ["bow.epub", "the-arrow.epub"]


def test_a_file_of_somebody_else_is_left_alone(device):
    (device / "arrow.epub").write_text("mine")
    result = run()
    assert result.exit_code == 1
    assert "O003" in result.stderr
    assert (device / "arrow.epub").read_text() == "mine"
    assert there(device) == ["arrow.epub", "bow.epub"]


def test_a_copy_that_was_changed_there_is_left_alone(device):
    sent()
    (device / "arrow.epub").write_text("annotated")
    write("Arrow", words="They went back.")
    assert run().exit_code == 1
    assert (device / "arrow.epub").read_text() == "annotated"


@pytest.mark.parametrize(
    ("form", "name"), [("epub,kepub", "arrow.kepub.epub"), ("kepub", "arrow.kepub.epub")]
)
def test_a_kobo_gets_its_own(form, name, device):
    assert name in sent(form=form)["new"]
    assert len(there(device)) == 2


def test_names_of_ones_own(device):
    sent("--name", "{author} - {title}")
    assert there(device) == ["hollin - Arrow.epub", "hollin - Bow.epub"]


def test_a_dry_run_copies_nothing(device):
    result = run("--dry-run")
    assert result.exit_code == 0
    assert list(device.iterdir()) == []


def test_a_folder_that_is_not_there():
    result = CliRunner().invoke(app, ["build", "--format", "epub", "--no-cover", "--copy-to", "nowhere"])
    assert result.exit_code == 3
    assert "plug the reader in" in result.stderr
    assert not Path("nowhere").exists()


@pytest.mark.parametrize(
    "record", ["", "[]", '{"books": {"../x": {}}}', '{"books": {"arrow.epub": {"id": 1}}}']
)
def test_a_record_that_somebody_edited(record, device):
    (device / RECORD).write_text(record)
    assert sent()["new"] == ["arrow.epub", "bow.epub"]
