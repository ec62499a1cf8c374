"""DAISY Ace on books with every kind of page and block; only where it is installed.

npm install @daisy/ace-cli, Chromium, and `ace-cli` on the PATH
"""

from __future__ import annotations

from pathlib import Path

import pytest
import samples
from printed import printed

from fanbook.check.tools import ace_command, run_ace
from fanbook.resources import Theme
from fanbook.write.epub import CoverImage, write_epub
from fanbook.write.kepub import write_kepub

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not ace_command(), reason="Ace is not installed"),
]


@pytest.mark.parametrize("name", ["novel", "anthology", "one_piece", "right_to_left", "ideographic"])
def test_ace_finds_no_fault(name: str, theme: Theme, cover: CoverImage, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.epub"
    file.write_bytes(write_epub(samples.all_books()[name], theme, cover))
    assert list(run_ace(file, file.name)) == []


@pytest.mark.parametrize("write", [write_epub, write_kepub])
def test_ace_finds_no_fault_with_a_page_list(write, theme: Theme, cover: CoverImage, tmp_path: Path) -> None:
    book = printed("novel")
    file = tmp_path / "novel.epub"
    file.write_bytes(write(book.book, theme, cover, book.result.printed))
    assert list(run_ace(file, file.name)) == []


def test_ace_would_find_one(theme: Theme, tmp_path: Path) -> None:
    """The harness is no rubber stamp: a picture without words is a fault."""
    bare = CoverImage(b"\xff\xd8\xff", "x")
    file = tmp_path / "bad.epub"
    templates = {
        **theme.templates,
        "cover.xhtml.j2": '<section epub:type="cover"><img src="{{ src }}"/></section>',
    }
    bad = Theme(theme.name, templates, theme.epub_css, theme.print_css, theme.settings)
    file.write_bytes(write_epub(samples.one_piece(), bad, bare))
    assert any("image-alt" in one.message for one in run_ace(file, file.name))
