"""The set-up script: it names what `doctor` names, does nothing twice, and says what it may not do."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fanbook.doctor import JAVA, PANGO

ROOT = Path(__file__).parents[2]
SCRIPT = (ROOT / "scripts" / "set-up").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")

TOOLS = ("sh", "uname", "dirname", "cat", "cmp", "cp")


def test_packages_are_those_that_doctor_names():
    assert re.search(r'^APT_PANGO="(.*)"$', SCRIPT, re.MULTILINE)[1] == PANGO["apt-get"]
    assert re.search(r'^APT_JAVA="(.*)"$', SCRIPT, re.MULTILINE)[1] == JAVA["apt-get"]


def test_ci_runs_make_test():
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#")] == [
        "set -euo pipefail",
        'cd "$(dirname "${BASH_SOURCE[0]}")/.."',
        "make test",
    ]


@pytest.fixture
def bare(tmp_path):
    """A checkout with nothing but the script, and a PATH with nothing but the barest programs."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "set-up").write_text(SCRIPT, "utf-8")
    for name in ("pyproject.toml", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, tmp_path)
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool))
    program(programs / "python3", f'exec "{sys.executable}" "$@"')
    return tmp_path


def program(file: Path, script: str) -> None:
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)


def set_up(folder: Path, purpose: str):
    environment = {k: v for k, v in os.environ.items() if k not in {"JAVA_HOME", "PYTHON"}}
    return subprocess.run(
        ["/bin/sh", "scripts/set-up", purpose],
        cwd=folder,
        env=environment | {"PATH": str(folder / "bin")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the script's Linux road")


def test_no_package_manager(bare):
    done = set_up(bare, "test")
    assert done.returncode == 1
    assert "sudo apt-get install default-jre-headless" in done.stderr
    assert "sudo dnf install java-latest-openjdk-headless" in done.stderr
    assert not (bare / ".venv").exists()


@pytest.mark.parametrize("sudo", [None, "exit 1"])
def test_may_not_install(bare, sudo):
    program(bare / "bin" / "id", "echo 1000")
    program(bare / "bin" / "apt-get", f'echo "$@" >>"{bare}/asked"')
    if sudo:
        program(bare / "bin" / "sudo", sudo)
    done = set_up(bare, "test")
    assert done.returncode == 1
    command = "sudo apt-get install -y --no-install-recommends default-jre-headless"
    assert f"sudo apt-get update && {command}" in done.stderr
    assert "`make test` again" in done.stderr
    assert not (bare / "asked").exists()


@pytest.mark.parametrize("user", ["0", "1000"])
def test_installs_as_root_or_with_sudo(bare, user):
    program(bare / "bin" / "id", f"echo {user}")
    program(bare / "bin" / "sudo", f'shift; echo sudo "$@" >>"{bare}/asked"; [ "$1" = true ] || exec "$@"')
    program(bare / "bin" / "apt-get", f'echo apt-get "$@" >>"{bare}/asked"; [ "$1" = update ]')
    (bare / "bin" / "env").symlink_to(shutil.which("env"))
    done = set_up(bare, "test")  # the install itself fails: that is said too
    assert done.returncode == 1
    assert "Installing system packages failed" in done.stderr
    asked = (bare / "asked").read_text().splitlines()
    apt = [line for line in asked if line.startswith("apt-get")]
    assert apt == [
        "apt-get update -qq",
        "apt-get install -y --no-install-recommends default-jre-headless -qq",
    ]
    assert any(line.startswith("sudo") for line in asked) == (user == "1000")


def test_old_python(bare):
    program(bare / "bin" / "python3", "case $1 in -V) echo Python 3.10.1 ;; *) exit 1 ;; esac")
    done = set_up(bare, "build")
    assert done.returncode == 1
    assert "3.11 or newer; python3 here is Python 3.10.1" in done.stderr


@pytest.mark.slow
def test_nothing_is_done_twice(bare):
    venv = bare / ".venv" / "bin"
    venv.mkdir(parents=True)
    program(
        venv / "python",
        f'case "$*" in *pip*) echo "$@" >>"{bare}/asked" ;; *) exec "{sys.executable}" "$@" ;; esac',
    )
    program(bare / "bin" / "java", "")
    for purpose, installs in (("build", 2), ("build", 2), ("test", 3), ("test", 3), ("build", 3)):
        done = set_up(bare, purpose)
        assert done.returncode == 0, done.stderr
        asked = (bare / "asked").read_text().splitlines()
        assert len(asked) == installs
    assert all("--require-hashes" in line or "--editable" in line for line in asked)
    with (bare / "requirements-dev.txt").open("a") as file:
        file.write("# changed\n")
    set_up(bare, "test")
    assert len((bare / "asked").read_text().splitlines()) == 4
