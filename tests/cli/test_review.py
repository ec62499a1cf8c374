"""`fanbook review`: a question, a key, a sidecar; at a terminal, and never on a pipe."""

from __future__ import annotations

import json
import sys
import tomllib

import pytest
from typer.testing import CliRunner, Result

from fanbook.cli import app

if sys.platform != "win32":
    from pseudo_terminal import at_terminal

needs_terminal = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no pseudo-terminal of this kind"
)

LONE = """Title: The Ford
Author: hollin

They came to the ford in the evening, and it was deeper than anybody had said that it would be.

Part Two

"We could wait," said Robin, and sat down on the bank, and looked as if he meant to wait for ever.
"""
NAMELESS = "It rained all day, and in the evening it rained as well, and nobody in the house was surprised.\n\nThey went to bed.\n"
SONG = """Title: The Song
Author: yew

She had lived in that house for long enough to know that the window would not shut before winter came.

The heron stands upon the stone
And will not look at me, he said.

Nobody answered, since nobody was there, and the fire had gone out, and the kettle was cold on the hob.

The river runs, the river stays
And will not wait for me, he said.

In the morning there was frost on the inside of the glass, and she wrote her name in it, and went out.
"""


@pytest.fixture(autouse=True)
def library(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    for name, text in (("ford", LONE), ("untitled", NAMELESS), ("song", SONG)):
        (tmp_path / f"seeds/{name}.txt").write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["review", *arguments])


def sidecar(library, name: str) -> dict[str, object]:
    file = library / f"seeds/{name}.fanbook.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


def asked() -> list[tuple[str, str]]:
    return [(row["source"], row["topic"]) for row in json.loads(run("--json").stdout)["doubts"]]


# --- On a pipe -----------------------------------------------------------------------------------


def test_nobody_is_asked_on_a_pipe():
    result = CliRunner().invoke(app, ["review"], input="yyyy")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "seeds/untitled.txt: title: Is its title “It rained all day, and in the…”? (no title was found; it begins so)",
        "seeds/untitled.txt: author: Who wrote it? (nobody is named as its author)",
        "seeds/ford.txt:6: heading: Does a chapter begin here? (it reads like a chapter’s heading, but stands alone; it was kept as text)",
        "seeds/song.txt:6: lines: Are these 2 places verse? (short lines that stand together)",
    ]
    assert "4 doubts in 3 of 3 stories" in result.stderr


def test_json_says_all_that_a_program_needs():
    data = json.loads(run("--json").stdout)
    assert (data["stories"], data["failed"]) == (3, [])
    assert data["doubts"][2] == {
        "source": "seeds/ford.txt",
        "title": "The Ford",
        "topic": "heading",
        "question": "Does a chapter begin here?",
        "why": "it reads like a chapter’s heading, but stands alone; it was kept as text",
        "confidence": 0.5,
        "kind": "heading",
        "otherwise": "prose",
        "lines": [{"start": 6, "end": 6, "words": "Part Two"}],
    }


def test_a_library_without_doubts(library):
    (library / "sure").mkdir()
    (library / "sure/a.txt").write_text("Title: A\nAuthor: b\n\nThey went to bed, and it was late.\n")
    result = run("sure")
    assert (result.stdout, result.stderr) == ("", "No doubts.\n")


def test_what_cannot_be_read_is_said(library):
    (library / "seeds/empty.txt").write_text("")
    (library / "seeds/song.fanbook.toml").write_text("titel = 1")
    result = run()
    assert result.exit_code == 2
    assert "error[R002] seeds/empty.txt" in result.stderr
    assert "error[C001] seeds/song.fanbook.toml" in result.stderr
    assert "seeds/ford.txt:6" in result.stdout
    assert run("nowhere").exit_code == 3


# --- At a terminal -------------------------------------------------------------------------------


@pytest.mark.slow
@needs_terminal
def test_one_key_each(library):
    with at_terminal("review", cwd=library) as terminal:
        seen = terminal.wait("[q] quit")
        assert "4 questions" in seen
        assert "Is its title “It rained all day, and in the…”?" in seen
        assert " 1  It rained all day" in seen
        terminal.press("e")
        terminal.wait("title: “It rained all day, and in the…”")
        terminal.press("\x15The Long Rain\r")  # Ctrl-U takes away what stands there
        assert "The Long Rain" in terminal.wait("Who wrote it?")
        terminal.wait("[q] quit")
        terminal.press("n")
        assert "author: none" in terminal.wait("Does a chapter begin here?")
        assert "▸ 6  Part Two" in terminal.raw
        terminal.press("y")
        terminal.wait("Are these 2 places verse?")
        terminal.press("n")
        terminal.wait("4 answers written; nothing is left to ask.")
        assert terminal.finish() == 0
    assert sidecar(library, "untitled") == {
        "id": "path:seeds/untitled.txt",
        "slug": "the-long-rain",
        "title": "The Long Rain",
        "author": "",
    }
    assert sidecar(library, "ford")["lines"] == {"6 Part Two": "heading"}
    assert sidecar(library, "song")["lines"] == {
        "6-7 The heron stands upon": "prose",
        "11-12 The river runs, the": "prose",
    }
    assert asked() == []
    assert (library / "seeds/ford.txt").read_text() == LONE


@pytest.mark.slow
@needs_terminal
def test_what_is_skipped_comes_back_another_day_and_what_is_undone_was_never_said(library):
    mine = '# my own\ntitle = "The Song"  # yes\n'
    (library / "seeds/song.fanbook.toml").write_text(mine)
    with at_terminal("review", "seeds/song.txt", "seeds/ford.txt", cwd=library) as terminal:
        terminal.wait("Does a chapter begin here?")
        terminal.press("s")
        terminal.wait("Are these 2 places verse?")
        terminal.press("y")
        terminal.wait("1 answer written, 1 doubt left.")
        assert terminal.finish() == 0
    written = (library / "seeds/song.fanbook.toml").read_text()
    assert mine in written
    assert asked() == [
        ("seeds/untitled.txt", "title"),
        ("seeds/untitled.txt", "author"),
        ("seeds/ford.txt", "heading"),
    ]
    (library / "seeds/song.fanbook.toml").write_text(mine)
    with at_terminal("review", "seeds/song.txt", "seeds/ford.txt", cwd=library) as terminal:
        terminal.wait("Does a chapter begin here?")
        terminal.press("y")
        terminal.wait("Are these 2 places verse?")
        terminal.press("u")
        assert "taken back" in terminal.wait("Does a chapter begin here?")
        terminal.press("q")
        terminal.wait("0 answers written, 2 doubts left.")
        assert terminal.finish() == 0
    assert not (library / "seeds/ford.fanbook.toml").exists()
    assert (library / "seeds/song.fanbook.toml").read_text() == mine


@pytest.mark.slow
@needs_terminal
def test_several_places_one_by_one_each_of_another_kind(library):
    with at_terminal("review", "seeds/song.txt", cwd=library) as terminal:
        terminal.wait("[e] one by one")
        terminal.press("e")
        terminal.wait("Is this verse?")
        terminal.press("e")
        terminal.wait("[Esc] back")
        terminal.press("\x1b")
        terminal.wait("[q] quit")
        terminal.press("e")
        terminal.wait("[Esc] back")
        terminal.press("l")
        assert "11  The river runs" in terminal.wait("Is this verse?")
        terminal.press("y")
        terminal.wait("nothing is left to ask")
        assert terminal.finish() == 0
    assert sidecar(library, "song")["lines"] == {
        "6-7 The heron stands upon": "letter",
        "11-12 The river runs, the": "verse",
    }


@pytest.mark.slow
@needs_terminal
def test_keys_that_mean_nothing_do_nothing(library):
    with at_terminal("review", "seeds/ford.txt", cwd=library) as terminal:
        terminal.wait("[q] quit")
        terminal.press("\x1b[A\x1bOP z7\r\nй")
        terminal.press("u")  # nothing to take back
        terminal.press("m")
        terminal.wait("[q] quit")
        terminal.press("Q")
        terminal.wait("0 answers written, 1 doubt left.")
        assert terminal.finish() == 0
    assert not list(library.glob("seeds/*.toml"))


@pytest.mark.slow
@needs_terminal
def test_an_edit_thought_better_of_leaves_the_question(library):
    with at_terminal("review", "seeds/untitled.txt", cwd=library) as terminal:
        terminal.wait("[q] quit")
        terminal.press("e")
        terminal.wait("title: “It rained all day, and in the…”")
        terminal.press("\x15\r")
        terminal.wait("[q] quit")
        terminal.press("e")
        terminal.wait("title: “It rained all day, and in the…”")
        terminal.press("\x03")
        terminal.wait("[q] quit")
        terminal.press("y")
        terminal.wait("Who wrote it?")
        terminal.press("q")
        assert terminal.finish() == 0
    assert sidecar(library, "untitled")["title"] == "“It rained all day, and in the…”"


@pytest.mark.slow
@needs_terminal
def test_an_interrupt_keeps_what_was_answered(library):
    with at_terminal("review", cwd=library) as terminal:
        terminal.wait("[q] quit")
        terminal.press("y")
        terminal.wait("Who wrote it?")
        terminal.press("\x03")
        assert terminal.finish() == 130
    assert "title" in sidecar(library, "untitled")
    assert "Traceback" not in terminal.raw


@pytest.mark.slow
@needs_terminal
def test_a_folder_that_cannot_be_written_is_an_error(library):
    (library / "facts").write_text("a file, not a folder")
    with at_terminal("review", "seeds/ford.txt", "--sidecars", "facts", cwd=library) as terminal:
        terminal.wait("[q] quit")
        terminal.press("y")
        terminal.wait("O001")
        assert terminal.finish() == 3


@pytest.mark.slow
@needs_terminal
def test_originals_stay_untouched_where_sidecars_lie_elsewhere(library):
    with at_terminal("review", "seeds/ford.txt", "--sidecars", "facts", cwd=library) as terminal:
        terminal.wait("[q] quit")
        terminal.press("y")
        terminal.wait("nothing is left to ask")
        assert terminal.finish() == 0
    assert not list(library.glob("seeds/*.toml"))
    assert tomllib.loads((library / "facts/seeds/ford.fanbook.toml").read_text())["lines"] == {
        "6 Part Two": "heading"
    }


@pytest.mark.slow
@needs_terminal
@pytest.mark.parametrize("columns", [20, 40, 80, 120])
def test_no_row_is_wider_than_the_terminal(library, columns):
    from rich.cells import cell_len

    (library / "seeds/long.txt").write_text(
        "三月の雨が降っていた。" * 30 + "\n\n" + "一二三四五。" * 20 + "\x1b[31mred\x1b[0m \u202eright\n"
    )
    with at_terminal("review", cwd=library, columns=columns, env={"NO_COLOR": "1"}) as terminal:
        for _ in range(6):
            terminal.wait("quit")
            terminal.press("s")
        terminal.wait("left")
        terminal.finish()
    questions = terminal.screen()
    rows = questions[questions.index("── ") :].split("\n")
    assert [row for row in rows if cell_len(row) > columns] == []
    assert "\x1b[31m" not in terminal.raw
    assert "\u202e" not in terminal.raw


@pytest.mark.slow
@needs_terminal
def test_without_colour_every_key_still_shows(library):
    with at_terminal("review", "seeds/ford.txt", cwd=library, env={"NO_COLOR": "1"}) as terminal:
        seen = terminal.wait("[q] quit")
        assert "[y] yes  [n] no, it is story  [e] something else  [m] more lines  [s] skip\n[q] quit" in seen
        terminal.press("q")
        terminal.finish()
    assert "\x1b[3" not in terminal.raw  # no colour among the sequences


# --- A folder's stories at once ------------------------------------------------------------------


@pytest.fixture
def filed(library):
    for name in ("one", "two", "three"):
        (library / "seeds/Sherwood/hollin").mkdir(parents=True, exist_ok=True)
        text = f"Title: {name.title()}\n\nThey went on, and it was late, and it rained on all of them.\n"
        (library / f"seeds/Sherwood/hollin/{name}.txt").write_text(text)
    return library


@pytest.mark.usefixtures("filed")
def test_what_a_folder_is_called_is_one_question_about_its_stories():
    rows = run("seeds/Sherwood/hollin").stdout.splitlines()
    assert rows == [
        "seeds/Sherwood/hollin/: author: Did “hollin” write these 3 stories? (nobody is named as its author; the folder is called so)",
        "seeds/Sherwood/: fandom: Is the fandom of these 3 stories “Sherwood”? (the folder is called so)",
    ]
    data = json.loads(run("seeds/Sherwood", "--json").stdout)["doubts"][0]
    assert (data["source"], len(data["sources"])) == ("seeds/Sherwood/hollin/", 3)
    # Originals that are to stay untouched include their folders.
    assert "seeds/Sherwood/hollin/one.txt: author" in run("seeds/Sherwood", "--sidecars", "facts").stdout


@pytest.mark.slow
@needs_terminal
def test_a_folder_is_settled_with_one_key(filed):
    with at_terminal("review", "seeds/Sherwood", cwd=filed) as terminal:
        seen = terminal.wait("[q] quit")
        assert "One  seeds/Sherwood/hollin/one.txt" in seen
        assert "[o] one by one" in seen
        terminal.press("y")
        terminal.wait("Is the fandom of these 3 stories")
        terminal.press("n")
        terminal.wait("nothing is left to ask")
        assert terminal.finish() == 0
    assert tomllib.loads((filed / "seeds/Sherwood/hollin/fanbook.toml").read_text()) == {
        "defaults": {"author": "hollin"}
    }
    assert tomllib.loads((filed / "seeds/Sherwood/fanbook.toml").read_text()) == {"defaults": {"fandom": ""}}
    assert not list(filed.rglob("*.fanbook.toml"))
    shown = json.loads(CliRunner().invoke(app, ["inspect", "seeds/Sherwood/hollin/one.txt", "--json"]).stdout)
    assert (shown["metadata"]["author"]["value"], shown["metadata"]["author"]["origin"]) == (
        "hollin",
        "folder",
    )
    assert "fandom" not in shown["metadata"]
    assert shown["doubts"] == []


@pytest.mark.slow
@needs_terminal
def test_a_folder_that_tells_nothing_leaves_each_story_to_be_asked(filed):
    with at_terminal("review", "seeds/Sherwood", cwd=filed) as terminal:
        terminal.wait("[q] quit")
        terminal.press("n")
        assert "seeds/Sherwood/hollin/one.txt  One" in terminal.wait("Who wrote it?")
        terminal.press("u")
        terminal.wait("Did “hollin” write these 3 stories?")
        terminal.press("o")
        terminal.wait("Did “hollin” write it?")
        terminal.press("y")
        terminal.wait("Did “hollin” write it?")
        terminal.press("q")
        assert terminal.finish() == 0
    assert not list(filed.rglob("fanbook.toml"))
    assert sidecar(filed, "Sherwood/hollin/one")["author"] == "hollin"


@pytest.mark.slow
@needs_terminal
def test_a_folder_s_question_stays_whole_while_its_stories_are_asked(filed):
    story = filed / "seeds/Sherwood/hollin/one.txt"
    story.write_text(LONE.replace("Author: hollin\n", ""))
    with at_terminal("review", "seeds/Sherwood", cwd=filed) as terminal:
        terminal.wait("Did “hollin” write these 3 stories?")
        terminal.press("s")
        terminal.wait("Does a chapter begin here?")
        terminal.press("n")
        terminal.wait("Is the fandom of these 3 stories")
        terminal.press("s")
        terminal.wait("1 answer written, 2 doubts left.")
        assert terminal.finish() == 0


# --- A name that two people share ----------------------------------------------------------------


@pytest.mark.slow
@needs_terminal
def test_a_name_that_two_people_share_is_asked_about(library):
    for name, pairing in (
        ("a", "Mary Bennet/Tom Lefroy"),
        ("b", "Mary Crawford/Edmund"),
        ("c", "Mary/Edmund"),
        ("d", "Mary/Tom"),
    ):
        text = f"Title: {name.upper()}\nAuthor: yew\nFandom: Austen\nPairing: {pairing}\n\nThey went on, and it was late.\n"
        (library / "pairs").mkdir(exist_ok=True)
        (library / f"pairs/{name}.txt").write_text(text)
    rows = run("pairs").stdout.splitlines()
    assert rows == [
        "c.txt: pairing: Is “Mary/Edmund” about Mary Bennet/Edmund? (the library knows Mary Bennet and Mary Crawford; Mary may be any of them)",
        "d.txt: pairing: Is “Mary/Tom” about Mary Bennet/Tom Lefroy? (the library knows Mary Bennet and Mary Crawford; Mary may be any of them)",
    ]
    with at_terminal("review", "pairs", cwd=library) as terminal:
        terminal.wait("[n] no, leave it as it is")
        terminal.wait("[q] quit")
        terminal.press("n")
        terminal.wait("Mary Bennet/Tom Lefroy?")
        terminal.wait("[q] quit")
        terminal.press("y")
        terminal.wait("nothing is left to ask")
        assert terminal.finish() == 0
    assert tomllib.loads((library / "pairs/c.fanbook.toml").read_text())["pairing"] == ["Mary/Edmund"]
    assert tomllib.loads((library / "pairs/d.fanbook.toml").read_text())["pairing"] == [
        "Mary Bennet/Tom Lefroy"
    ]
    assert run("pairs").stderr == "No doubts.\n"
