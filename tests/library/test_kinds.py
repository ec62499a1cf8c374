"""Which files in a folder are stories: by name where that says enough, else by what is in them."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))
import makers

from fanbook import converting
from fanbook.converting import convert, is_ready
from fanbook.errors import SourceError
from fanbook.library.kinds import why_no_story
from fanbook.read.detect import Format

PAGE = b"<!DOCTYPE html><html><body><p>Words.</p></body></html>"
KINDLE = b"\0" * 60 + b"BOOKMOBI" + b"\0" * 60
WATTPAD = b'{"title": "x", "mature": false, "parts": []}'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"Words."),
        ("a.HTML", PAGE),
        ("a.epub", b"whatever"),
        ("a.md", b"Words."),
        ("story", PAGE),
        ("viewstory.php", PAGE),
        ("a.html.bak", PAGE),
        ("a.1", PAGE),
        ("a.json", WATTPAD),
        ("book.zip", makers.fichub_zip()),
        ("old.doc", b"{\\rtf1 Words.}"),  # many old programs called RTF so
    ],
)
def test_stories(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert why_no_story(file) == ""


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("photo.png", b"\x89PNG", "no story"),
        ("a.json", b'{"a": 1}', "no story"),
        ("README.md", b"# Words", "no story"),
        ("Makefile", b"all:\n\ttrue\n", "no story"),
        (
            "fics.zip",
            b"PK\x05\x06" + b"\0" * 18,
            "an archive of several files; to unpack it: unzip fics.zip -d fics",
        ),
        (
            "my fics; x.7z",
            b"7z\xbc\xaf\x27\x1c",
            "an archive of several files; to unpack it: 7z x 'my fics; x.7z' -o'my fics; x'",
        ),
        (
            "fics.tar.gz",
            b"\x1f\x8b\x08",
            "an archive of several files; to unpack it: mkdir fics && tar -xf fics.tar.gz -C fics",
        ),
        ("fics.rar", b"Rar!\x1a\x07", "an archive of several files; to unpack it: unrar x fics.rar fics/"),
        ("style.css", b"p {}", "no story"),
    ],
)
def test_no_stories(tmp_path: Path, name: str, data: bytes, why: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    assert why_no_story(file) == why


def test_without_calibre_the_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = tmp_path / "a story.azw3"
    file.write_bytes(KINDLE)
    assert not is_ready(Format.KINDLE)
    assert "ebook-convert 'a story.azw3' 'a story.epub'" in why_no_story(file)
    with pytest.raises(SourceError, match="calibre") as caught:
        convert(KINDLE, Format.KINDLE, "a story.azw3")
    assert caught.value.code == "R037"


def program(folder: Path, name: str, body: str) -> None:
    file = folder / name
    file.write_text(f"#!{sys.executable}\nimport sys, pathlib, time\n{body}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts")
@pytest.mark.parametrize(
    ("kind", "name", "body"),
    [
        (
            Format.KINDLE,
            "ebook-convert",
            "pathlib.Path(sys.argv[2]).write_bytes(b'made of ' + pathlib.Path(sys.argv[1]).read_bytes())",
        ),
        (
            Format.DOC,
            "soffice",
            "f = pathlib.Path(sys.argv[-1]); f.with_suffix('.docx').write_bytes(b'made of ' + f.read_bytes())",
        ),
    ],
)
def test_converters_are_used_where_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: Format, name: str, body: str
) -> None:
    program(tmp_path, name, body)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert is_ready(kind)
    assert convert(b"words", kind, "a") == b"made of words"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts")
@pytest.mark.parametrize("body", ["sys.exit(1)", "time.sleep(60)", "pass"])
def test_a_converter_that_fails_costs_one_story(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    program(tmp_path, "ebook-convert", body)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(converting, "SECONDS", 2)
    with pytest.raises(SourceError) as caught:
        convert(b"words", Format.KINDLE, "a")
    assert caught.value.code == "R037"
