"""Footnotes at the feet of pages: with their marks, nothing lost, pages as deep as without."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import Printed, chapter_texts, printed
from test_balance import prose

from fanbook.check.pdf_text import Text
from fanbook.model.blocks import Footnote
from fanbook.model.book import ChapterPage
from fanbook.write.balance import GAP, plan_pages
from fanbook.write.print_feet import marked_lines, standing, take, with_feet
from fanbook.write.xhtml_inlines import footnote_id, footnote_ref_id

MARK = '<a id="{}" class="footnote-ref" href="#{}" role="doc-noteref">1</a>'
NOTE = '<div id="{}" class="footnote" role="doc-footnote">\n<p class="first"><a href="#x">1</a> {}</p>\n<p>More.</p>\n</div>'


def mark(key: str) -> str:
    return MARK.format(footnote_ref_id(key), footnote_id(key))


def note(key: str, words: str = "Of it.") -> str:
    return NOTE.format(footnote_id(key), words)


# --- In markup ------------------------------------------------------------------------------------------


def test_a_note_goes_behind_its_mark() -> None:
    feet = take(f"<p>One{mark('k')} two.</p>\n{note('k')}")
    assert feet.markup == f"<p>One{mark('k')} two.</p>\n"
    assert list(feet.notes) == ["k"]
    whole = with_feet(feet.markup, feet.notes)
    assert whole.startswith(f'<p>One{mark("k")}<span id="{footnote_id("k")}" class="foot"')
    assert "<p" not in feet.notes["k"]
    assert whole.endswith("</span></span> two.</p>\n")


@pytest.mark.parametrize(
    ("markup", "staying"),
    [
        (f"<p>No mark.</p>{note('k')}", ()),
        (f"<p>{mark('k')} and {mark('k')}</p>{note('k')}", ()),
        (f"<p>{mark('k')}</p>{note('k')}", ("k",)),
        (f"<p>One</p>{note('k', mark('k'))}", ()),
    ],
)
def test_a_note_without_one_mark_in_the_text_stays(markup: str, staying: tuple[str, ...]) -> None:
    assert take(markup, staying).markup == markup
    assert not take(markup, staying).notes


@given(st.lists(st.tuples(st.uuids(), st.text("abc é,.", min_size=1)), unique_by=lambda one: one[0]))
def test_no_word_is_lost_on_the_way(pairs: list[tuple[object, str]]) -> None:
    keys = [(one.hex, words) for one, words in pairs]  # type: ignore[attr-defined]
    markup = "".join(f"<p>x{words}{mark(key)}</p>" for key, words in keys)
    markup += "".join(note(key, words) for key, words in keys)
    feet = take(markup)
    assert letters(with_feet(feet.markup, feet.notes)) == letters(markup)
    assert letters(feet.markup + standing(feet.notes)) == letters(markup)


def letters(markup: str) -> Counter[str]:
    return Counter(re.sub(r"<[^>]*>|\s", "", markup))


def test_the_line_of_a_mark_is_known() -> None:
    assert marked_lines(f"one\ntwo{mark('a')}\nthree {mark('b')}") == {"a": 1, "b": 2}


# --- In the plan of pages -------------------------------------------------------------------------------


def test_a_note_takes_room_on_the_page_of_its_mark() -> None:
    rows = prose([10, 10, 20])
    noted = [row._replace(notes=("k",)) if at == 3 else row for at, row in enumerate(rows)]
    plan = plan_pages(noted, 20, on_verso=False, notes={"k": 4.2})
    assert plan.short[0] == 0
    assert plan.feet[0] == pytest.approx(20 - 15 - 4.2)
    assert not any(plan.feet[1:])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 12), min_size=8, max_size=60), st.lists(st.integers(0, 300)), st.booleans())
def test_text_and_notes_fit_their_pages(lengths: list[int], places: list[int], on_verso: bool) -> None:
    rows = prose(lengths)
    notes = {str(at): 0.86 * (1 + at % 4) for at in dict.fromkeys(places) if at < len(rows)}
    rows = [row._replace(notes=(str(at),)) if str(at) in notes else row for at, row in enumerate(rows)]
    plan = plan_pages(rows, 24, on_verso=on_verso, notes=notes)
    assert len(plan.feet) == plan.pages
    first = 0
    for at, (short, foot) in enumerate(zip(plan.short, plan.feet, strict=True)):
        room = 24 - short
        end = first
        height = 0.0
        while end < len(rows):
            mine = sum(notes[key] for key in rows[end].notes)
            if (
                rows[end].bottom - rows[first].top + height + mine + (foot if height + mine else 0)
                > room + 0.01
            ):
                break
            height += mine
            end += 1
        assert end > first
        if foot:
            assert foot >= GAP - 0.02
            text = rows[end - 1].bottom - rows[first].top
            assert at == plan.pages - 1 or text + foot + height == pytest.approx(room, abs=0.02)
        first = end
    assert first == len(rows)


# --- In print -------------------------------------------------------------------------------------------


@cache
def book() -> Printed:
    return printed("annotated")


def notes_of(made: Printed) -> list[Footnote]:
    return [
        block
        for section in made.book.sections
        if isinstance(section.page, ChapterPage)
        for block in section.page.chapter.blocks
        if isinstance(block, Footnote)
    ]


@pytest.mark.slow
def test_every_note_stands_on_the_page_of_its_mark_and_a_very_long_one_at_the_end() -> None:
    made = book()
    assert made.result.unbalanced == made.result.plain == 0
    long = [one for one in notes_of(made) if len(one.paragraphs) > 2]
    assert len(notes_of(made)) > 10
    assert len(long) == 2
    for one in notes_of(made):
        page, home = made.places[footnote_id(one.key)], made.places[footnote_ref_id(one.key)]
        assert page == home or one in long, one.key
        assert one.label + " " + "".join(words(one))[:20] in made.text(page).replace("\r\n", " ")


def words(one: Footnote) -> list[str]:
    return [inline.value for inlines in one.paragraphs for inline in inlines]  # type: ignore[union-attr]


@pytest.mark.slow
def test_no_letter_is_lost_and_none_is_there_twice() -> None:
    made = book()
    text = Counter(filter(str.isalnum, made.everything()))
    wanted = Counter(
        letter
        for section in made.book.sections
        if isinstance(section.page, ChapterPage)
        for said in chapter_texts(section)
        for letter in said
        if letter.isalnum()
    )
    assert not wanted - text
    assert (text - wanted).total() < 0.12 * wanted.total()  # front matter, marks


@pytest.mark.slow
def test_notes_end_the_page_and_leave_the_text_on_its_grid() -> None:
    made = book()
    for page in {made.places[footnote_id(one.key)] for one in notes_of(made)}:
        found = [(round(y, 1), size) for letter, size, _, y in made.letters(page) if letter.isalpha()]
        text = sorted(
            {y for y, size in found if size == pytest.approx(made.trim.size, abs=0.1)}, reverse=True
        )
        small = [y for y, size in found if size == pytest.approx(made.trim.size * 0.86, abs=0.1)]
        steps = [(above - below) / made.trim.leading for above, below in pairwise(text)]
        assert all(step == pytest.approx(round(step), abs=0.03) for step in steps)
        if small and len(text) > 8:
            assert max(small) < min(text) - made.trim.leading


@pytest.mark.slow
def test_facing_pages_are_equal_with_notes_counted() -> None:
    text = Text(book().result.pdf)
    assert text.spreads > 4
    assert not text.unequal
    assert not text.widows
    assert not text.orphans


@pytest.mark.slow
def test_marks_and_notes_lead_to_each_other() -> None:
    made = book()
    one = notes_of(made)[0]
    page = made.places[footnote_id(one.key)]
    to = [place for place, _ in made.links(page)]
    assert footnote_id(one.key) in to
    assert footnote_ref_id(one.key) in to


@pytest.mark.slow
def test_a_note_that_stays_is_set_as_wide_as_its_type_asks() -> None:
    made = book()
    long = next(one for one in notes_of(made) if len(one.paragraphs) > 2)
    page = made.places[footnote_id(long.key)] + 1
    lines = [line for line in Text(made.result.pdf).pages[page] if len(line.letters) > 50]
    size = made.trim.size * 0.86
    assert lines[3].letters[0].size == pytest.approx(size, abs=0.1)
    gaps = [after.left - before.right for line in lines for before, after in pairwise(line.letters)]
    spaces = sorted(gap for gap in gaps if gap > 0.08 * size)
    assert spaces[len(spaces) // 2] < 0.36 * size
