"""A book set in pieces: the same bytes however it is done, and only what changed is set again."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import samples
from msgspec.structs import replace

from fanbook.errors import FanbookError
from fanbook.keep import Shelf
from fanbook.model.blocks import Paragraph
from fanbook.model.book import Book, ChapterPage
from fanbook.model.inlines import Text
from fanbook.processes.crew import Crew
from fanbook.resources import find_typefaces, load_theme
from fanbook.write import pdf
from fanbook.write.pdf_work import alone
from fanbook.write.trim import find_trim


class Counting:
    """Does everything here, and counts what was done."""

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()

    def __call__(self, function: Callable[..., Any], jobs: Sequence[tuple[Any, ...]]) -> list[Any]:
        self.done[function.__name__] += len(jobs)
        return alone(function, jobs)


@pytest.fixture
def always_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LONG", 0)


def write(book: Book, helpers: pdf.Helpers) -> pdf.PdfResult:
    return pdf.write_pdf(book, load_theme(), find_trim(), find_typefaces(), helpers)


def edited(book: Book, at: int = 1) -> Book:
    """The book with a word changed in one chapter."""
    chapters = [n for n, section in enumerate(book.sections) if isinstance(section.page, ChapterPage)]
    section = book.sections[chapters[at]]
    block = section.page.chapter.blocks[0]
    assert isinstance(block, Paragraph)
    first = block.inlines[0]
    assert isinstance(first, Text)
    changed = replace(
        block,
        inlines=(Text(first.value.replace("rain", "snow", 1).replace("He ", "We ", 1)), *block.inlines[1:]),
    )
    chapter = replace(section.page.chapter, blocks=(changed, *section.page.chapter.blocks[1:]))
    sections = list(book.sections)
    sections[chapters[at]] = replace(section, page=replace(section.page, chapter=chapter))
    return replace(book, sections=tuple(sections))


@pytest.mark.slow
@pytest.mark.usefixtures("always_long")
def test_an_edit_sets_one_chapter_again(tmp_path: Path) -> None:
    book = samples.long_novel(6000, 6)
    shelf = Shelf(tmp_path, "base")
    first, again, after = Counting(), Counting(), Counting()
    made = write(book, pdf.Helpers(first, shelf))
    assert first.done == {"measure": 6, "set_unit": 6, "print_leaf": 6} | {
        name: count for name, count in first.done.items() if count != 6
    }
    same = write(book, pdf.Helpers(again, shelf))
    assert same == made
    assert again.done.total() == 0
    other = edited(book)
    assert other != book
    changed = write(other, pdf.Helpers(after, shelf))
    assert changed.pdf != made.pdf
    assert after.done["set_unit"] == after.done["measure"] == 1
    assert changed == write(other, pdf.Helpers())


@pytest.mark.slow
@pytest.mark.usefixtures("always_long")
def test_what_was_kept_and_spoiled_is_made_again(tmp_path: Path) -> None:
    book = samples.long_novel(2000, 2)
    made = write(book, pdf.Helpers(alone, Shelf(tmp_path, "base")))
    for number, file in enumerate(sorted(path for path in tmp_path.rglob("*") if path.is_file())):
        file.write_bytes(file.read_bytes()[: -9 - number] if number % 2 else b"rubbish")
    assert write(book, pdf.Helpers(alone, Shelf(tmp_path, "base"))) == made


def test_what_another_version_kept_is_not_taken(tmp_path: Path) -> None:
    Shelf(tmp_path, "old").put("key", b"data")
    assert Shelf(tmp_path, "old").get("key") == b"data"
    assert Shelf(tmp_path, "new").get("key") is None


def test_a_full_shelf_lets_go_of_the_oldest(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "base")
    for number in range(4):
        shelf.put(str(number), bytes(1000))
        file = max(tmp_path.rglob("*"), key=lambda path: path.stat().st_mtime_ns if path.is_file() else 0)
        os.utime(file, (number + 1, number + 1))
    shelf.tidy(2500)
    assert [shelf.get(str(number)) is not None for number in range(4)] == [False, False, True, True]


@pytest.mark.slow
@pytest.mark.usefixtures("always_long")
def test_several_processes_make_the_same_bytes() -> None:
    book = samples.long_novel(6000, 6)
    with Crew(2) as crew:
        assert write(book, pdf.Helpers(crew)) == write(book, pdf.Helpers())


def die(_: int) -> None:
    os._exit(9)


def sleep(_: int) -> None:
    time.sleep(60)


@pytest.mark.slow
@pytest.mark.parametrize(("function", "code"), [(die, "P001"), (sleep, "P002")])
def test_who_dies_or_hangs_costs_the_book_and_says_so(function: Callable[[int], None], code: str) -> None:
    with pytest.raises(FanbookError) as caught, Crew(2, patience=1) as crew:
        crew(function, [(number,) for number in range(5)])
    assert caught.value.code == code


@pytest.mark.slow
def test_each_font_is_in_the_file_once() -> None:
    made = write(samples.long_novel(4000, 4), pdf.Helpers())
    names = [
        str(item.FontName)
        for item in pikepdf.open(__import__("io").BytesIO(made.pdf)).objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
    ]
    assert len(names) == len(set(names))


@pytest.mark.slow
def test_no_paragraph_of_a_plain_book_is_set_plainly() -> None:
    made = write(samples.long_novel(4000, 4), pdf.Helpers())
    assert made.plain == made.unbalanced == 0
