"""`fanbook build` as people and scripts use it: options, streams, exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from fanbook.cli import app

STORY = 'Title: {}\nAuthor: hollin\nFandom: Robin Hood\nPairing: Robin/Marian\n\n"They went on," he said.\n\nThey came home.\n'


@pytest.fixture(autouse=True)
def library(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    for name in ("Arrow", "Bow"):
        (tmp_path / f"seeds/{name}.txt").write_text(STORY.format(name))
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*arguments: str, quick: bool = True) -> Result:
    given = ["--format", "epub", "--no-cover", "--jobs", "1"] if quick else []
    return CliRunner().invoke(app, ["build", *given, *arguments])


def made(root: Path, folder: str = "dist") -> list[str]:
    return sorted(
        p.relative_to(root / folder).as_posix() for p in (root / folder).rglob("*.*") if p.is_file()
    )


def test_seeds_become_books(library):
    result = run()
    assert result.exit_code == 0, result.output
    assert made(library) == [
        "epub/anthology-marian-robin.epub",
        "epub/arrow.epub",
        "epub/bow.epub",
        "fanbook-report.json",
    ]
    assert "3 books in dist: 3 EPUBs" in result.stdout
    assert result.stderr == ""


def test_no_seeds(tmp_path_factory, monkeypatch):
    here = tmp_path_factory.mktemp("empty")
    monkeypatch.chdir(here)
    result = run()
    assert result.exit_code == 3
    assert "fanbook init" in result.stderr
    assert result.stdout == ""
    assert not list(here.iterdir())


def test_an_empty_folder(tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    Path("seeds").mkdir()
    result = run()
    assert result.exit_code == 0
    assert "No story found" in result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [("seeds",), ("seeds/Arrow.txt", "seeds/Bow.txt"), ("--for", "phone"), ("--bundle", "pairing,author"),
     ("--bundle", "fandom", "--bundle", "series"), ("--theme", "classic", "--trim", "148x210mm"), ("--cover-style", "clothbound"),
     ("--notes", "appendix", "--typography", "off"), ("--name", "{author} - {title}"), ("--verbose",), ("--explain",)],
)  # fmt: skip
def test_options(arguments):
    assert run(*arguments).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "ebup,pdf"), "epub, pdf"),
        (("--format", ""), "known"),
        (("--bundle", "pairings"), "did you mean 'pairing'?"),
        (("--notes", "away"), "appendix"),
        (("--typography", "maybe"), "on or off"),
        (("--for", "koboo"), "did you mean 'kobo'?"),
        (("--trim", "a55"), "a5"),
        (("--trim", "5x8x9"), "known"),
        (("--theme", "clasic"), "did you mean 'classic'?"),
        (("--cover-style", "clothbund"), "did you mean 'clothbound'?"),
        (("--name", "{titel}"), "{title}"),
        (("--jobs", "-1"), "negative"),
        (("--jobs", "many"), "integer"),
        (("--out", ""), "names no folder"),
        (("--formt", "epub"), "--format"),
    ],
)
def test_what_cannot_be_is_2_and_builds_nothing(library, arguments, said):
    result = run(*arguments, quick=False)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert not (library / "dist").exists()


@pytest.mark.parametrize("epoch", ["soon", "-1", "²", "9" * 40])
def test_a_clock_that_is_none(monkeypatch, epoch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert run().exit_code == 2


def test_source_date_epoch(library, monkeypatch):
    run("--out", "one")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert run("--out", "two").exit_code == 0
    assert (library / "one/epub/bow.epub").read_bytes() != (library / "two/epub/bow.epub").read_bytes()


@pytest.mark.parametrize("text", ["[build]\nforamt = 'epub'", "[build", "[aliases]\nx = {}"])
def test_a_configuration_in_error(library, text):
    (library / "fanbook.toml").write_text(text)
    result = run()
    assert result.exit_code == 2
    assert "fanbook.toml" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (library / "dist").exists()


def test_flags_beat_the_purpose_which_beats_the_file(library):
    (library / "fanbook.toml").write_text(
        "[build]\nformat = ['pdf']\nbundle = ['none']\ncover = false\njobs = 1"
    )
    CliRunner().invoke(app, ["build", "--for", "phone"])
    assert {Path(name).suffix for name in made(library)} == {".epub", ".json"}
    assert len(made(library)) == 3
    CliRunner().invoke(app, ["build", "--for", "binding", "--format", "epub", "--bundle", "pairing"])
    assert len(made(library)) == 4


def test_a_library_keeps_its_books_together_wherever_one_stands(library, monkeypatch):
    (library / "fanbook.toml").write_text("[build]\nout = 'books'")
    monkeypatch.chdir(library / "seeds")
    run("Bow.txt")
    assert made(library, "books") == ["epub/bow.epub", "fanbook-report.json"]
    run("Bow.txt", "--out", "here")
    assert made(library, "seeds/here") == made(library, "books")


def test_json_is_all_there_is_on_standard_output(library):
    (library / "seeds/bad.txt").write_text("")
    result = run("--json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert [book["slug"] for book in data["books"]] == ["arrow", "bow", "anthology-marian-robin"]
    assert json.loads((library / "dist/fanbook-report.json").read_text()) == data
    assert "R002" in result.stderr


def test_dry_run(library):
    result = run("--dry-run")
    assert result.exit_code == 0
    assert "nothing written" in result.stdout
    assert "not built yet" in result.stdout
    assert not (library / "dist").exists()


def test_explain(library):
    run()
    (library / "seeds/Bow.txt").write_text(STORY.format("Bow") + "\nChanged.\n")
    said = run("--explain").stdout
    assert "up to date" in said
    assert "changed" in said


def test_quiet_leaves_the_errors(library):
    assert run("--quiet").output == ""
    (library / "seeds/bad.txt").write_text("")
    result = run("--quiet")
    assert result.stdout == ""
    assert "error[R002] seeds/bad.txt" in result.stderr


def test_strict(library):
    assert run("--strict").exit_code == 0
    (library / "seeds/plain.txt").write_text("They went on.\n\nThey came home.\n")
    assert run().exit_code == 0
    assert run("--strict").exit_code == 1


def test_removed_files_are_named(library):
    run()
    (library / "seeds/Bow.txt").unlink()
    said = run().stdout
    assert "epub/bow.epub" in said
    assert "epub/anthology-marian-robin.epub" in said


def test_no_story_commands_the_terminal(library):
    (library / "seeds/evil.txt").write_text(
        STORY.format("\x1b]0;evil\x07 \u202eTitle").replace("hollin", "a\x9bb")
    )
    result = run("--verbose", "--explain")
    assert result.exit_code == 0
    assert not set("\x1b\x07\x9b\u202e") & set(result.output)


def test_a_bug_is_shown_whole(monkeypatch):
    monkeypatch.setattr("fanbook.pipeline.load_theme", lambda *_: 1 / 0)
    result = run()
    assert result.exit_code == 70
    assert "ZeroDivisionError" in result.stderr
    assert "report" in result.stderr


def test_a_bug_in_one_story_is_shown_whole(monkeypatch):
    monkeypatch.setattr("fanbook.stories.recognise", lambda *_: 1 / 0)
    result = run()
    assert result.exit_code == 70
    assert "ZeroDivisionError" in result.stderr


def test_interrupted(library, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("fanbook.pipeline.emit", interrupted)
    result = run()
    assert result.exit_code == 130
    assert "Interrupted" in result.stderr
    assert made(library) == ["fanbook-report.json"]


def test_the_output_cannot_be_written(library):
    (library / "file").write_text("")
    assert run("--out", "file").exit_code == 3


# --- As a process ---------------------------------------------------------------------------------


def process(*arguments: str, **options) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "fanbook", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def _alive(session: int) -> list[str]:
    """What still runs of a session; the dead that nobody has buried do not count."""
    listed = subprocess.run(["ps", "-eo", "sess=,stat=,args="], capture_output=True, text=True, check=True)
    rows = [line.split(None, 2) for line in listed.stdout.splitlines()]
    return [args for sid, state, args in rows if sid == str(session) and not state.startswith("Z")]


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_all_workers_and_leaves_no_trace(library, sent):
    for n in range(40):
        (library / f"seeds/{n}.txt").write_text(STORY.format(f"Tale {n}"))
    running = process("build", "--jobs", "2", start_new_session=True)
    pdf = library / "dist/pdf"
    for _ in range(2400):
        if running.poll() is not None or list(pdf.glob("*.pdf")):
            break
        time.sleep(0.05)
    if sent is signal.SIGINT:
        os.killpg(running.pid, sent)  # as Ctrl-C does: to every process of the terminal
    else:
        running.send_signal(sent)
    _, err = running.communicate(timeout=180)
    assert running.returncode == 130
    assert b"Traceback" not in err
    for _ in range(100):  # Python's own tracker of shared memory ends a moment after the last of us
        if not _alive(running.pid):
            break
        time.sleep(0.05)
    assert _alive(running.pid) == []
    left = [p.name for p in (library / "dist").rglob("*") if p.is_file()]
    assert not [name for name in left if name.startswith(".")]
    assert "fanbook-report.json" in left
    finished = json.loads((library / "dist/fanbook-report.json").read_text())["books"]
    assert {o["path"] for b in finished for o in b["outputs"]} == {
        p.relative_to(library / "dist").as_posix() for p in (library / "dist").rglob("*") if p.suffix in (".pdf", ".epub", ".jpg")
    }  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_standard_output_that_takes_nothing_is_no_bug(unbuffered):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "fanbook", "inspect", "seeds/Bow.txt", "--json"],
            stdout=full, stderr=subprocess.PIPE, check=False, env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
    assert done.returncode == 3
    assert b"error[O001] standard output cannot be written" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be taken away there")
def test_a_folder_that_is_gone(library):
    here = library / "here"
    here.mkdir()
    script = f"cd {here} && rmdir {here} && exec {sys.executable} -m fanbook build ../seeds"
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=False)
    assert done.returncode == 3
    assert b"error[R001] the current folder is gone" in done.stderr


@pytest.mark.slow
def test_nobody_reads_on(library):
    (library / "long.txt").write_text(STORY.format("Long") + "\n\nAnd on it went, the long way.\n" * 20000)
    running = process("inspect", "long.txt", "--json")
    running.stdout.read(10)
    running.stdout.close()
    err = running.stderr.read()
    running.stderr.close()
    running.wait(30)
    assert b"Traceback" not in err
    assert running.returncode != 70


@pytest.mark.slow
def test_a_terminal_that_speaks_no_unicode(library):
    (library / "seeds/夜.txt").write_text(STORY.format("夜の歌"))
    plain = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    running = process("build", "--format", "epub", "--no-cover", "--json", env=plain)
    out, err = running.communicate(timeout=180)
    assert running.returncode == 0, err
    assert "夜の歌" in [book["title"] for book in json.loads(out.decode())["books"]]
    running = process("build", "--format", "epub", "--no-cover", env=plain)
    out, err = running.communicate(timeout=180)
    assert running.returncode == 0, err
    assert b"\\u591c" in out


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize("colour", [True, False])
def test_colour_and_progress_are_for_terminals(library, colour):
    import pty

    (library / "seeds/plain.txt").write_text("They went on.\n\nThey came home.\n")
    environment = {**os.environ, "TERM": "xterm-256color"} | ({} if colour else {"NO_COLOR": "1"})
    master, slave = pty.openpty()
    running = subprocess.Popen(
        [sys.executable, "-m", "fanbook", "build", "--format", "epub", "--no-cover", "--jobs", "1"],
        stdin=slave, stdout=slave, stderr=slave, env=environment,
    )  # fmt: skip
    os.close(slave)
    said = b""
    try:
        while part := os.read(master, 65536):
            said += part
    except OSError:
        pass  # how Linux says that the other end is closed
    os.close(master)
    assert running.wait(30) == 0
    assert b"\x1b[?25l" in said  # the cursor is hidden while a bar moves
    assert (b"\x1b[33m" in said) is colour
