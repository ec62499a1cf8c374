"""`fanbook table`: a library into a spreadsheet, and what was changed there back into its sidecars."""

from __future__ import annotations

import csv
import io
import tomllib

import pytest
from typer.testing import CliRunner, Result

from fanbook.cli import app

STORY = "Title: {}\nAuthor: hollin\nPairing: Robin/Marian\n\nThey went on, and it was late, and it rained.\n"


@pytest.fixture(autouse=True)
def library(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    for name in ("Arrow", "Bow"):
        (tmp_path / f"seeds/{name}.txt").write_text(STORY.format(f"The {name}"))
    (tmp_path / "seeds/untitled.txt").write_text("It rained all day, and in the evening it rained as well.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["table", *arguments])


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def save(library, table: list[dict[str, str]], name: str = "library.csv") -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(table[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table)
    (library / name).write_bytes(out.getvalue().encode("utf-8-sig"))


def sidecar(library, name: str) -> dict[str, object]:
    return tomllib.loads((library / f"seeds/{name}.fanbook.toml").read_text("utf-8"))


def sidecars(library) -> list[str]:
    return sorted(file.name for file in library.glob("seeds/*.toml"))


def test_a_row_a_story():
    result = run()
    assert result.exit_code == 0
    table = rows(result.stdout_bytes)
    assert [(row["file"], row["title"], row["author"], row["doubts"]) for row in table] == [
        ("seeds/Arrow.txt", "The Arrow", "hollin", "0"),
        ("seeds/Bow.txt", "The Bow", "hollin", "0"),
        ("seeds/untitled.txt", "", "", "2"),  # a stand-in is no title: the cell waits for one
    ]


def test_only_what_was_changed_is_written(library):
    assert run("--out", "library.csv").exit_code == 0
    table = rows((library / "library.csv").read_bytes())
    table[1]["pairing"] = "Robin Hood/Marian; Will & Much"
    table[1]["anthology"] = "no"
    table[2]["title"] = "=The Rain"
    save(library, table)
    dry = run("--apply", "library.csv", "--dry-run")
    assert sidecars(library) == []
    result = run("--apply", "library.csv")
    assert result.exit_code == 0
    assert result.stdout == dry.stdout
    assert result.stdout.splitlines() == [
        "seeds/Bow.txt: pairing: “Robin/Marian” → “Robin Hood/Marian; Will & Much”",
        "seeds/Bow.txt: anthology: “yes” → “no”",
        "seeds/untitled.txt: title: “” → “=The Rain”",
    ]
    assert "saved for 2 stories" in result.stderr
    assert sidecars(library) == ["Bow.fanbook.toml", "untitled.fanbook.toml"]
    assert sidecar(library, "Bow") == {
        "id": "path:seeds/Bow.txt",
        "slug": "the-bow",
        "pairing": ["Robin Hood/Marian", "Will & Much"],
        "anthology": False,
    }
    assert sidecar(library, "untitled")["title"] == "=The Rain"


def test_applied_twice_it_changes_nothing_and_shows_what_was_said(library):
    run("--out", "library.csv")
    table = rows((library / "library.csv").read_bytes())
    table[0] |= {
        "title": "The Arrow (WIP)",
        "author": "hollin & yew",
        "series": "Bows, part 2",
        "pairing": "",
    }
    save(library, table)
    assert run("--apply", "library.csv").exit_code == 0
    before = (library / "seeds/Arrow.fanbook.toml").read_bytes()
    assert "Nothing was changed." in run("--apply", "library.csv").stderr
    assert (library / "seeds/Arrow.fanbook.toml").read_bytes() == before
    shown = rows(run().stdout_bytes)[0]
    assert (shown["title"], shown["author"], shown["series"], shown["pairing"]) == (
        "The Arrow (WIP)",
        "hollin & yew",
        "Bows, part 2",
        "",
    )


def test_what_a_person_wrote_stays_and_what_she_settled_since_is_not_taken_back(library):
    run("--out", "library.csv")
    (library / "seeds/Bow.fanbook.toml").write_text(
        '# mine\nauthor = "yew"  # sure\n[lines]\n"5 They" = "prose"\n'
    )
    table = rows((library / "library.csv").read_bytes())
    table[1]["rating"] = "PG"
    save(library, table)
    assert run("--apply", "library.csv").exit_code == 0
    text = (library / "seeds/Bow.fanbook.toml").read_text()
    assert '# mine\nauthor = "yew"  # sure\n' in text
    assert text.endswith('[lines]\n"5 They" = "prose"\n')
    assert sidecar(library, "Bow")["rating"] == "PG"
    table[1]["author"] = "oak"
    save(library, table)
    result = run("--apply", "library.csv")
    assert result.exit_code == 2
    assert "error[T007] library.csv, row 3, column C (author)" in result.stderr


def test_where_one_cell_is_wrong_none_is_saved(library):
    run("--out", "library.csv")
    table = rows((library / "library.csv").read_bytes())
    table[0]["title"] = ""
    table[1]["author"] = "yew"
    save(library, table)
    result = run("--apply", "library.csv")
    assert result.exit_code == 2
    assert "error[T006] library.csv, row 2, column B (title)" in result.stderr
    assert "Nothing was saved." in result.stderr
    assert sidecars(library) == []


def test_a_table_that_somebody_may_have_worked_on_is_not_written_over(library):
    (library / "library.csv").write_text("mine")
    result = run("--out", "library.csv")
    assert result.exit_code == 3
    assert "T009" in result.stderr
    assert (library / "library.csv").read_text() == "mine"
    assert run("--out", "library.csv", "--force").exit_code == 0


@pytest.mark.parametrize("separator", ["semicolon", ";", "tab"])
def test_separators(separator):
    assert run("--out", "library.csv", "--separator", separator).exit_code == 0
    assert "Nothing was changed." in run("--apply", "library.csv").stderr
    assert run("--separator", "dot").exit_code == 2


def test_a_bad_story_is_said_and_the_others_are_in_the_table(library):
    (library / "seeds/empty.txt").write_text("")
    result = run("--out", "library.csv")
    assert result.exit_code == 1
    assert "R002" in result.stderr
    assert len(rows((library / "library.csv").read_bytes())) == 3


@pytest.mark.parametrize("name", ["nothing.csv", "seeds"])
def test_a_table_that_is_not_there(name):
    result = run("--apply", name)
    assert result.exit_code == 1
    assert "R001" in result.stderr


def test_sidecars_may_lie_elsewhere(library):
    run("--out", "library.csv", "--sidecars", "facts")
    table = rows((library / "library.csv").read_bytes())
    table[0]["author"] = "yew"
    save(library, table)
    assert run("--apply", "library.csv", "--sidecars", "facts").exit_code == 0
    assert sidecars(library) == []
    assert tomllib.loads((library / "facts/seeds/Arrow.fanbook.toml").read_text())["author"] == "yew"


def test_who_names_the_wrong_folder_is_not_told_so_a_hundred_times(library):
    (library / "elsewhere").mkdir()
    (library / "elsewhere/Bow.txt").write_text(STORY.format("Bow"))
    head = "file,title\r\n" + "".join(f"seeds/{n}.txt,T\r\n" for n in range(40))
    (library / "library.csv").write_text(head)
    result = run("elsewhere", "--apply", "library.csv")
    assert result.exit_code == 2
    assert result.stderr.count("error[T004]") == 12
    assert "... and 28 more." in result.stderr
    assert "name the folders that the table was made of" in result.stderr
