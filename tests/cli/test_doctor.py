import json
import os
import shutil
import sys

import pytest
import typer
from typer.testing import CliRunner

import fanbook.doctor as examination
from fanbook.cli.doctor import doctor
from fanbook.doctor import Finding, examine, python_command, system_command

app = typer.Typer()
app.command()(doctor)

FINE = Finding("Python", True, "everything", "3.11")
NO_PANGO = Finding("Pango", False, "PDF", "not [found]", "sudo apt-get install -y " + "lib " * 30 + "end")
NO_CALIBRE = Finding("calibre", False, "a library", "not installed", "get calibre", optional=True)


def run(monkeypatch, findings, *arguments):
    monkeypatch.setattr(examination, "examine", lambda: findings)
    return CliRunner().invoke(app, list(arguments))


def test_all_well(monkeypatch):
    result = run(monkeypatch, (FINE,))
    assert result.exit_code == 0
    assert "3.11" in result.output


def test_an_optional_thing_that_is_missing_is_no_fault(monkeypatch):
    result = run(monkeypatch, (FINE, NO_CALIBRE))
    assert result.exit_code == 0
    assert "get calibre" in result.output


def test_a_missing_library_ends_in_4_with_a_command_that_can_be_copied(monkeypatch):
    result = run(monkeypatch, (FINE, NO_PANGO))
    assert result.exit_code == 4
    assert "not [found]" in result.output
    assert f"  {NO_PANGO.remedy}\n" in result.output


def test_json_says_the_same(monkeypatch):
    result = run(monkeypatch, (FINE, NO_PANGO), "--json")
    assert result.exit_code == 4
    report = json.loads(result.output)
    assert report["ok"] is False
    assert [one["name"] for one in report["findings"]] == ["Python", "Pango"]
    assert report["findings"][1]["remedy"] == NO_PANGO.remedy


@pytest.mark.slow
def test_this_machine_can_make_books(tmp_path):
    findings = {one.name: one for one in examine(tmp_path / "not" / "there" / "yet")}
    assert [one for one in findings.values() if one.is_fault] == []
    assert "WeasyPrint" in findings["Pango"].detail
    assert "Raqm" in findings["Pillow"].detail
    assert str(tmp_path) in findings["Output folder"].detail


@pytest.mark.slow
def test_every_remedy_stands_only_where_something_is_wrong():
    assert [one for one in examine() if one.ok == bool(one.remedy)] == []


def with_programs(monkeypatch, *programs, root=False, system="Linux"):
    def which(name, path=None):
        return f"/bin/{name}" if path is None and name in programs else None

    monkeypatch.setattr(shutil, "which", which)
    monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)
    monkeypatch.setattr(examination.platform, "system", lambda: system)


@pytest.mark.parametrize(
    ("programs", "root", "system", "command"),
    [
        (["apt-get"], False, "Linux", "sudo apt-get install -y default-jre-headless"),
        (["apt-get", "brew"], True, "Linux", "apt-get install -y default-jre-headless"),
        (["dnf"], False, "Linux", "sudo dnf install -y java-latest-openjdk-headless"),
        (["pacman"], False, "Linux", "sudo pacman -S --needed jre-openjdk-headless"),
        (["brew"], False, "Darwin", "brew install openjdk"),
        ([], False, "Windows", "pacman -S mingw-w64-ucrt-x86_64-openjdk"),
        ([], False, "Linux", "by hand"),
    ],
)
def test_the_command_is_this_machines_own(monkeypatch, programs, root, system, command):
    with_programs(monkeypatch, *programs, root=root, system=system)
    assert system_command(examination.JAVA, "by hand") == command


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("/home/reader/.local/share/pipx/venvs/fanbook", "pipx inject fanbook a==1 b==2"),
        ("/home/reader/.local/share/uv/tools/fanbook", "uv tool install fanbook --with a==1 --with b==2"),
        ("/srv/venv", f'"{sys.executable}" -m pip install --force-reinstall --no-deps a==1 b==2'),
    ],
)
def test_python_packages_go_beside_this_fanbook(monkeypatch, prefix, command):
    monkeypatch.setattr(sys, "prefix", prefix)
    assert python_command("a==1", "b==2") == command


@pytest.mark.parametrize(
    ("probe", "said", "remedy"),
    [
        ("raise OSError('cannot load library libpango-1.0-0')", "cannot load library", "libpango-1.0-0"),
        ("import no_such_library", "No module named", "pip install"),
    ],
)
def test_pango_that_does_not_load(monkeypatch, probe, said, remedy):
    with_programs(monkeypatch, "apt-get")
    monkeypatch.setattr(examination, "PANGO_PROBE", probe)
    finding = examination._pango()
    assert finding.is_fault
    assert said in finding.detail
    assert remedy in finding.remedy


def test_pillow_without_raqm(monkeypatch):
    probe = examination.PILLOW_PROBE.replace('"raqm"', '"no-such-feature"')
    monkeypatch.setattr(
        examination, "PILLOW_PROBE", "import warnings; warnings.simplefilter('ignore')" + probe
    )
    finding = examination._pillow()
    assert finding.is_fault
    assert finding.detail.startswith("built without Raqm")
    assert "pip install" in finding.remedy
    assert "pillow" in finding.remedy


def test_a_probe_that_hangs_is_ended(monkeypatch):
    monkeypatch.setattr(examination, "PROBE_SECONDS", 0.2)
    ok, said = examination._probe("import time; time.sleep(60)")
    assert not ok
    assert "timed out" in said


def test_missing_typefaces_are_named_with_their_pins(monkeypatch):
    kept = tuple(
        face for face in examination.find_typefaces() if face.family not in {"Jost", "Noto Serif KR"}
    )
    monkeypatch.setattr(examination, "find_typefaces", lambda: kept)
    required, extra = examination._typefaces(), examination._cjk()
    assert required.is_fault
    assert required.remedy.endswith(" fontpkg-jost==3.710")
    assert not extra.ok
    assert not extra.is_fault
    assert extra.remedy.endswith(" pylopdf-fonts-ko==0.1.1")


def test_epubcheck_without_java(monkeypatch):
    with_programs(monkeypatch, "apt-get")
    finding = examination._epubcheck()
    assert not finding.ok
    assert not finding.is_fault
    assert finding.remedy == "sudo apt-get install -y default-jre-headless"


def test_an_output_folder_that_is_a_file(tmp_path):
    (tmp_path / "dist").write_text("in the way")
    finding = examination._output(tmp_path / "dist")
    assert finding.is_fault
    assert "--out" in finding.remedy
