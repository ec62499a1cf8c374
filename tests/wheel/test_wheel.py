"""The wheel that users get: it holds all it needs, and makes books from anywhere.

Built from the source distribution, as an index would; installed into an environment of its own,
which borrows its dependencies but not the editable fanbook from the one that runs the tests.
"""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STORY = """Title: The Lamp on the Stairs
Author: night_porter
Fandom: Robin Hood
Pairing: Marian/Robin

"You left it burning," Marian said.

"I left it burning for you," said Robin, and they went up together.

The End
"""

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path):
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (file,) = out.glob("*.whl")
    return file


@pytest.fixture(scope="module")
def programs(wheel, tmp_path_factory) -> Path:
    """The folder of programs of an environment that has this wheel."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)}, scheme="venv")
    # A folder named in a .pth is looked into last, and the .pth files in it (that of the editable
    # install) are not read.
    borrowed = sysconfig.get_paths()["purelib"]
    (Path(paths["purelib"]) / "borrowed.pth").write_text(borrowed, "utf-8")
    python = Path(paths["scripts"]) / ("python.exe" if os.name == "nt" else "python")
    pip = (sys.executable, "-m", "pip", "--python", python, "--quiet", "--disable-pip-version-check")
    run(*pip, "install", "--no-index", "--no-deps", "--no-compile", "--ignore-installed", wheel, cwd=home)
    return Path(paths["scripts"])


@pytest.fixture
def elsewhere(tmp_path) -> Path:
    folder = tmp_path / "some one's stories"
    folder.mkdir()
    (folder / "the lamp.txt").write_text(STORY, "utf-8")
    return folder


def test_the_wheel_holds_what_lies_outside_the_package(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for kind in ("templates", "covers"):
        files = [file for file in (ROOT / kind).rglob("*") if file.is_file()]
        assert files
        wanted = {f"fanbook/_data/{kind}/{file.relative_to(ROOT / kind).as_posix()}" for file in files}
        assert wanted <= names
    assert "fanbook/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "seeds/", "bench/"))]


def test_its_own_copy_is_what_runs(programs, elsewhere):
    code = "import fanbook, weasyprint; print(fanbook.__file__, weasyprint.__file__, sep='\\n')"
    ours, borrowed = run(programs / "python", "-c", code, cwd=elsewhere).stdout.splitlines()
    assert Path(ours).is_relative_to(programs.parent)
    assert not Path(borrowed).is_relative_to(programs.parent)


def test_version_and_doctor(programs, elsewhere):
    from fanbook import __version__

    assert __version__ in run(programs / "fanbook", "--version", cwd=elsewhere).stdout
    report = json.loads(run(programs / "fanbook", "doctor", "--json", cwd=elsewhere).stdout)
    assert report["ok"] is True


def test_books_come_out(programs, elsewhere):
    run(programs / "fanbook", "build", "the lamp.txt", "--out", "books", cwd=elsewhere)
    made = {file.relative_to(elsewhere / "books").parts[0]: file for file in elsewhere.glob("books/*/*")}
    assert zipfile.is_zipfile(made["epub"])
    assert made["pdf"].read_bytes().startswith(b"%PDF-")
    assert made["covers"].read_bytes().startswith(b"\xff\xd8")
    report = json.loads((elsewhere / "books" / "fanbook-report.json").read_text("utf-8"))
    assert [book["title"] for book in report["books"]] == ["The Lamp on the Stairs"]
