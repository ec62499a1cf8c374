"""Files of every format in one folder become books that epubcheck has nothing to say of."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from fanbook.library.workspace import open_library
from fanbook.pipeline import Order, build

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))

FILES = (
    "ao3-html",
    "ao3-epub-old",
    "fanficfare-epub",
    "epub-named",
    "word",
    "odt",
    "rtf",
    "markdown",
    "livejournal",
    "mht",
)


@pytest.mark.slow
def test_a_folder_of_every_format(tmp_path: Path, epubcheck: Callable[[bytes], list[str]]) -> None:
    from test_formats import FIXTURES

    for name in FILES:
        (tmp_path / f"{name}{Path(FIXTURES[name].name).suffix}").write_bytes(FIXTURES[name].make())
    (tmp_path / "broken.epub").write_bytes(FIXTURES["epub-named"].make()[:500])
    library = open_library([tmp_path], tmp_path)
    # They hold one story, each in its own way: to be copies of each other is right, and not asked about here.
    settings = replace(library.settings, format=("epub",), bundle=(), cover=False, keep_duplicates=True)
    report = build(library, tmp_path / "out", Order(settings))
    assert [failure.fault.code for failure in report.failed] == ["R033"]
    assert len(report.books) == len(FILES)
    for book in report.books:
        (output,) = book.outputs
        assert epubcheck((tmp_path / "out" / output.path).read_bytes()) == []


@pytest.mark.slow
def test_two_builds_of_marked_up_sources_are_the_same_bytes(tmp_path: Path) -> None:
    from test_formats import FIXTURES

    for name in ("ao3-html", "epub-named"):
        (tmp_path / f"{name}{Path(FIXTURES[name].name).suffix}").write_bytes(FIXTURES[name].make())
    seen = []
    for jobs in (1, 2):
        library = open_library([tmp_path], tmp_path, tmp_path / f"out{jobs}")
        settings = replace(
            library.settings, format=("epub",), bundle=(), cover=False, jobs=jobs, keep_duplicates=True
        )
        report = build(library, tmp_path / f"out{jobs}", Order(settings))
        seen.append([output.sha256 for book in report.books for output in book.outputs])
    assert seen[0] == seen[1]
    assert len(seen[0]) == 2
