"""Our stories as `fanbook build` makes them: the same bytes every time, valid, and with our typefaces."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

from fanbook.resources import find_typefaces

ROOT = Path(__file__).parents[2]
OURS = {face.family.replace(" ", "-") for face in find_typefaces()}
SMALL = ("arrows_in_april", "asgard_group_chat", "the_greenwood_oath", "sherwood-after-dark-wattpad")

pytestmark = pytest.mark.slow


def make(library: Path, out: str, *arguments: str, seed: str, **environment: str) -> dict[str, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "fanbook", "build", *arguments, "--out", out],
        cwd=library,
        env={**os.environ, "PYTHONHASHSEED": seed, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = {
        file.relative_to(library / out).as_posix(): file.read_bytes()
        for file in (library / out).rglob("*")
        if file.is_file() and file.name != "fanbook-report.json"
    }
    assert not [name for name in made if Path(name).name.startswith(".")]
    return made


@pytest.fixture(scope="module")
def library(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("library")
    (root / "seeds").mkdir()
    for name in SMALL:
        shutil.copy(ROOT / "seeds" / f"{name}.txt", root / "seeds")
    return root


@pytest.fixture(scope="module")
def made(library) -> dict[str, bytes]:
    return make(library, "one", seed="0")


def test_whoever_makes_it_and_in_whatever_order(library, made):
    names = [f"seeds/{name}.txt" for name in (SMALL[2], SMALL[0], SMALL[3], SMALL[1])]
    clock = {"TZ": "Pacific/Auckland", "LC_ALL": "C"}
    again = make(library, "two", *names, "--jobs", "1", seed="4711", **clock)
    assert sorted(again) == sorted(made)
    assert [name for name in made if again[name] != made[name]] == []


def test_every_epub_is_perfect(made, epubcheck):
    books = {name: data for name, data in made.items() if name.endswith(".epub")}
    assert len(books) == 5
    assert {name: epubcheck(data) for name, data in books.items()} == {name: [] for name in books}


def test_every_pdf_is_sound_and_set_in_our_typefaces(made):
    books = {name: data for name, data in made.items() if name.endswith(".pdf")}
    assert len(books) == 5
    for name, data in books.items():
        with pikepdf.open(io.BytesIO(data)) as pdf:
            assert pdf.check_pdf_syntax() == [], name
            for page in pdf.pages:
                for font in page.Resources.get("/Font", {}).values():
                    tag, _, family = str(font.BaseFont).removeprefix("/").partition("+")
                    assert len(tag) == 6, name
                    assert any(family.startswith(ours) for ours in OURS), family
                    descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor  # fmt: skip
                    assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys()), name


def test_no_file_says_where_it_was_made(library, made):
    for name, data in made.items():
        assert str(library).encode() not in data, name
        assert str(Path.home()).encode() not in data, name
