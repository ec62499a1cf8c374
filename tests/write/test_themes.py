"""Every theme sets every kind of page without a complaint, loses nothing, and passes preflight."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import samples
from printed import Printed, chapter_texts
from trees import words_of
from typer.testing import CliRunner

from fanbook.check.pdf import examine
from fanbook.check.pdf_text import Text
from fanbook.check.verdict import Options
from fanbook.cli.app import app
from fanbook.diagnostics import Severity
from fanbook.errors import ConfigError, FanbookError
from fanbook.model.book import ChapterPage
from fanbook.resources import find_typefaces, load_theme, theme_names
from fanbook.write.pdf import write_pdf
from fanbook.write.print_manner import print_manner
from fanbook.write.trim import draw_page, find_trim, gutter_shift, resized

THEMES = theme_names()


def made(theme: str, trim: str = "half-letter") -> Printed:
    page = resized(find_trim(trim), print_manner(load_theme(theme)).size)
    book = samples.novel()
    return Printed(book, write_pdf(book, load_theme(theme), find_trim(trim), find_typefaces()), page)


def test_there_are_enough_to_choose_from() -> None:
    assert THEMES[0] == "classic"
    assert len(THEMES) >= 5


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_sets_everything(theme: str) -> None:
    book = made(theme)
    assert book.result.remarks == ()
    assert book.result.missing == ()
    assert book.result.unbalanced == 0
    found = examine(book.result.pdf, "x.pdf", Options("half-letter")).found
    assert [one for one in found if one.severity is not Severity.NOTE] == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_no_word_is_lost(theme: str) -> None:
    book = made(theme)
    said = [word.casefold() for word in words_of(book.everything())]
    for section in book.book.sections:
        if isinstance(section.page, ChapterPage):
            wanted = [word.casefold() for word in words_of(" ".join(chapter_texts(section)))]
            rest = iter(said)
            assert all(word in rest for word in wanted), section.id


@pytest.mark.slow
def test_large_print_is_large_and_ragged() -> None:
    text = Text(made("large-print").result.pdf)
    assert text.body_size == pytest.approx(16, abs=0.1)
    assert not list(text.hyphen_runs())


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_openers_carry_no_heads(theme: str) -> None:
    book = made(theme)
    opener = book.places["chapter-2"]
    heads = [word for word in book.head(opener).split() if not word.isdigit()]
    assert heads == []


def test_a_theme_inherits(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "mine"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text('name = "Mine"\ninherits = "modern"\n[print]\nindent = 2.0\n')
    (folder / "print.css").write_text("p { color: #000 }")
    theme = load_theme("mine", tmp_path)
    assert (
        theme.print_css.index("Classic")
        < theme.print_css.index("Modern")
        < theme.print_css.index("p { color")
    )
    assert print_manner(theme).indent == 2.0
    assert not print_manner(theme).opening.caps
    assert "chapter.xhtml.j2" in theme.templates
    assert "mine" in theme_names(tmp_path)


def test_a_theme_that_inherits_from_itself_is_an_error(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        folder = tmp_path / "templates" / name
        folder.mkdir(parents=True)
        (folder / "theme.toml").write_text(f'inherits = "{other}"')
    with pytest.raises(ConfigError, match="inherits from itself"):
        load_theme("a", tmp_path)


def test_a_manner_that_makes_no_sense_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "odd"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text('inherits = "classic"\n[print]\nindent = "wide"\n')
    with pytest.raises(FanbookError) as caught:
        print_manner(load_theme("odd", tmp_path))
    assert caught.value.code == "W003"


def test_a_thick_book_has_its_text_away_from_the_spine() -> None:
    narrow = draw_page("x", 300, 420)
    assert gutter_shift(narrow, 100) == 0
    shifts = [gutter_shift(narrow, pages) for pages in (100, 400, 600, 900)]
    assert shifts == sorted(shifts)
    assert narrow.outer - shifts[-1] >= 0.375 * 72 - 0.01
    assert gutter_shift(find_trim("half-letter"), 500) == 0


@pytest.mark.slow
def test_the_shift_moves_both_sides_outwards(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Text(made("classic").result.pdf)
    monkeypatch.setattr("fanbook.write.pdf_merge.gutter_shift", lambda *_: 9.0)
    moved = Text(made("classic").result.pdf)
    for at, (before, after) in enumerate(zip(plain.pages, moved.pages, strict=True)):
        if before:
            by = after[0].left - before[0].left
            assert by == pytest.approx(9 if at % 2 == 0 else -9, abs=0.1)


@pytest.mark.slow
def test_the_board_shows_every_theme(tmp_path: Path) -> None:
    story = Path(__file__).parents[2] / "seeds" / "asgard_group_chat.txt"
    ran = CliRunner().invoke(app, ["themes", str(story), "--out", str(tmp_path)])
    assert ran.exit_code == 0, ran.output
    (file,) = tmp_path.glob("*.themes.pdf")
    pdf = pikepdf.open(io.BytesIO(file.read_bytes()))
    assert len(pdf.pages) == len(THEMES)
    assert pdf.check_pdf_syntax() == []
    said = " ".join(line.words for page in Text(file.read_bytes()).pages for line in page)
    assert all(f"--theme {name}" in said for name in THEMES)
