"""`fanbook check` as people and scripts use it: files, streams, exit codes."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fanbook.check import tools
from fanbook.cli import app

STORY = (
    "Title: {}\nAuthor: hollin\n\nThey went on over the hill until the road gave out.\n\nThey came home.\n"
)


@pytest.fixture(autouse=True)
def library(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    for name in ("Arrow", "Bow"):
        (tmp_path / f"seeds/{name}.txt").write_text(STORY.format(name))
    monkeypatch.chdir(tmp_path)
    built = CliRunner().invoke(app, ["build", "--format", "epub,kepub", "--jobs", "1"])
    assert built.exit_code == 0, built.output
    return tmp_path


def run(*arguments: str, quick: bool = True) -> Result:
    return CliRunner().invoke(app, ["check", *(["--quick"] if quick else []), *arguments])


@pytest.mark.slow
def test_good_books_have_no_faults():
    result = run()
    assert result.exit_code == 0, result.output
    assert "4 books looked through, 4 of them held against their sources: no faults" in result.stdout


def test_an_edited_source_is_a_fault_of_the_old_book(library):
    source = library / "seeds/Arrow.txt"
    source.write_text(source.read_text().replace("over the hill", "under the hill"))
    result = run("dist/epub/arrow.epub")
    assert result.exit_code == 1
    assert "error[E010] dist/epub/arrow.epub: seeds/Arrow.txt:4" in result.stdout
    assert run("dist/epub/bow.epub").exit_code == 0


def test_a_book_without_its_source_is_not_compared(library):
    shutil.move(library / "seeds/Arrow.txt", library / "elsewhere.txt")
    found = json.loads(run("dist/epub/arrow.epub", "--json").stdout)
    assert [(one["code"], one["severity"]) for one in found["files"][0]["diagnostics"]] == [("E011", "note")]
    assert found["files"][0]["compared"] is False
    assert found["faults"] == 0


def test_a_book_from_elsewhere(library):
    shutil.copy(library / "dist/epub/arrow.epub", library / "copy.epub")
    result = run("copy.epub")
    assert result.exit_code == 0
    assert "0 of them held against" in result.stdout


@pytest.mark.slow
def test_the_json(library):
    (library / "broken.epub").write_bytes(b"no book")
    result = run("broken.epub", "dist/epub", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert found["faults"] == 1
    assert [one["path"] for one in found["files"]] == [
        "broken.epub",
        "dist/epub/arrow.epub",
        "dist/epub/bow.epub",
    ]
    assert found["files"][0]["diagnostics"][0].keys() == {
        "code",
        "severity",
        "message",
        "hint",
        "source",
        "line",
    }


@pytest.mark.slow
@pytest.mark.parametrize("given", ["nowhere.epub", "seeds"])
def test_nothing_there_is_3(given):
    result = run(given)
    assert result.exit_code == 3
    assert "R001" in result.stderr


def test_a_file_of_another_kind_is_a_fault():
    assert "E001" in run("seeds/Arrow.txt").stdout


@pytest.mark.slow
@pytest.mark.usefixtures("epubcheck")
def test_epubcheck_is_asked(library):
    book = library / "dist/epub/arrow.epub"
    with zipfile.ZipFile(book) as archive:
        files = {row: archive.read(row) for row in archive.infolist()}
    with zipfile.ZipFile(book, "w") as archive:
        for row, data in files.items():
            archive.writestr(
                row,
                data.replace(b"<dc:language>en</dc:language>", b"")
                if row.filename.endswith(".opf")
                else data,
            )
    result = run(str(book), quick=False)
    assert result.exit_code == 1
    assert "error[E050]" in result.stdout
    assert "RSC-005" in result.stdout


def test_a_validator_that_is_not_there_is_named(monkeypatch):
    monkeypatch.setattr(tools.shutil, "which", lambda _: None)
    result = run("dist/epub/arrow.epub", quick=False)
    assert result.exit_code == 0
    assert "epubcheck is not installed" in result.stderr
    assert "Ace is not installed" in result.stderr


def _ace(folder: Path, report: str) -> None:
    program = folder / "ace-cli"
    program.write_text(f"#!/bin/sh\nprintf '%s' '{report}' > \"$4/report.json\"\n")
    program.chmod(0o755)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("report", "said"),
    [
        ('{"assertions": []}', ""),
        ("{", "Ace gave no report"),
        (
            (
                '{"assertions": [{"earl:testSubject": {"url": "text/a.xhtml"}, "assertions": [{"earl:test": '
                '{"dct:title": "image-alt", "earl:impact": "critical"}, "earl:result": {"dct:description": "no alt"}}]}]}'
            ),
            "error[E051] dist/epub/arrow.epub: text/a.xhtml: Ace image-alt: no alt",
        ),
    ],
)
def test_what_ace_says_is_passed_on(report, said, library, monkeypatch):
    _ace(library, report)
    found = {"ace-cli": str(library / "ace-cli"), "chromium": "chromium"}
    monkeypatch.setattr(tools.shutil, "which", found.get)
    result = run("dist/epub/arrow.epub", quick=False)
    assert said in result.stdout
    assert result.exit_code == bool(said)


@pytest.mark.slow
def test_a_story_saved_in_parts_and_an_anthology_are_compared(library):
    pairing = "Title: {}\nAuthor: hollin\nFandom: Robin Hood\nPairing: Robin/Marian\n\nChapter {}\n\n{} went on.\n\nThey came home.\n"
    for n in (1, 2):
        (library / f"seeds/Ford part {n}.txt").write_text(
            pairing.format(f"Ford (Part {n}/2)", n, f"Part {n}")
        )
    (library / "seeds/Weir.txt").write_text(pairing.format("Weir", 1, "The weir"))
    built = CliRunner().invoke(app, ["build", "--format", "epub", "--jobs", "1"])
    assert built.exit_code == 0, built.output
    books = sorted(file.name for file in (library / "dist/epub").iterdir())
    assert books == ["anthology-marian-robin.epub", "arrow.epub", "bow.epub", "ford.epub", "weir.epub"]
    result = run("dist/epub")
    assert "5 books looked through, 5 of them held against their sources: no faults" in result.stdout, (
        result.stdout
    )
    part = library / "seeds/Ford part 2.txt"
    part.write_text(part.read_text().replace("They came home", "Nobody came home"))
    assert {
        line.partition(" ")[2].partition(":")[0]
        for line in run("dist/epub").stdout.splitlines()
        if "E010" in line
    } == {
        "dist/epub/anthology-marian-robin.epub",
        "dist/epub/ford.epub",
    }
