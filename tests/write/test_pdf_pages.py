"""PDFs as books: what begins where, heads and folios, contents, the grid, the measure, the blocks."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median

import pytest
import samples
from msgspec.structs import replace
from printed import Printed, print_book, printed

from fanbook.model.blocks import (
    AuthorNote,
    Block,
    Chat,
    Message,
    NotePlace,
    Paragraph,
    SceneBreak,
    Verse,
    VerseLine,
)
from fanbook.model.book import Book, ChapterPage, Contents, NotesPage, Section, WorkTitle
from fanbook.model.inlines import Emphasis, Text
from fanbook.model.story import Chapter, ChapterKind
from fanbook.resources import load_theme
from fanbook.write.pages import contents_rows
from fanbook.write.print_pages import body_runs, front_xhtml, opened, split
from fanbook.write.print_words import breakable, evened, running_head, title_step, with_tails

ROMAN = re.compile(r"[ivxlc]+\Z")


def blank_pages(book: Printed) -> list[int]:
    return [
        page
        for page in range(book.count)
        if not (book.text(page) + book.head(page) + book.folio(page)).strip()
    ]


def first_chapter(book: Printed) -> int:
    return book.labels.index("1")


@pytest.mark.parametrize("name", ["novel", "one_piece", "anthology", "ideographic"])
def test_page_one_is_a_recto_and_the_body_s_first(name: str) -> None:
    book = printed(name)
    assert first_chapter(book) % 2 == 0
    body = book.labels[first_chapter(book) :]
    assert body == [str(number) for number in range(1, len(body) + 1)]
    assert all(ROMAN.match(label) for label in book.labels[: first_chapter(book)])


def test_front_matter_stands_in_its_order() -> None:
    book = printed("novel")
    assert book.text(0).strip() == "Arrows in April"
    assert blank_pages(book) == [1, 5]
    assert "A tale of Sherwood" in book.text(2)
    assert "not for sale" in book.text(3)
    assert "About this story" in book.text(4)
    assert book.text(6).startswith("Contents")
    assert "Written for the April exchange" in book.text(7)
    assert "Made with fanbook" in book.text(book.count - 1)


def test_chapters_begin_on_pages_of_their_own_without_a_head() -> None:
    book = printed("novel")
    for title, page, _ in book.outline:
        assert book.head(page) == "", title
    openings = [page for _, page, _ in book.outline]
    assert len(set(openings)) == len(openings)


def test_every_first_chapter_of_an_anthology_is_a_recto() -> None:
    book = printed("anthology")
    for section in book.book.sections:
        if isinstance(section.page, WorkTitle):
            assert book.page_of(section.title) % 2 == 0
    assert all(page % 2 == 0 for title, page, _ in book.outline if title == "Chapter 1")


@pytest.mark.slow
def test_heads_name_author_and_title_on_their_sides() -> None:
    book = print_book(samples.long_novel(3000, 2))
    start = first_chapter(book)
    openings = {page for _, page, _ in book.outline}
    seen = Counter()
    for page in range(start, book.count):
        if page in openings:
            continue
        wanted = "The Long Post" if page % 2 == 0 else "fletcher_at_dusk"
        assert book.head(page).lower() == wanted.lower()
        seen[wanted] += 1
    assert len(seen) == 2


@pytest.mark.slow
def test_heads_of_an_anthology_follow_the_work() -> None:
    base = samples.anthology()
    longer = tuple(
        replace(
            section,
            page=replace(section.page, chapter=replace(section.page.chapter, blocks=samples.paragraphs(60))),
        )
        if isinstance(section.page, ChapterPage)
        else section
        for section in base.sections
    )
    book = print_book(replace(base, sections=longer))
    rectos = [book.head(page) for page in range(first_chapter(book), book.count, 2)]
    versos = [book.head(page).lower() for page in range(first_chapter(book) + 1, book.count, 2)]
    assert list(dict.fromkeys(filter(None, rectos))) == ["Arrows in April", "Lantern Song", "Flèches d’avril"]
    # Over a work by nobody known stands the volume's title, not the names of others.
    assert list(dict.fromkeys(filter(None, versos))) == [
        "fletcher_at_dusk",
        "quietreader and wren o’hara",
        "marian/robin",
    ]


@pytest.mark.parametrize("name", ["novel", "one_piece", "anthology"])
def test_a_page_without_text_has_no_folio_and_the_rest_their_own(name: str) -> None:
    book = printed(name)
    silent = set(blank_pages(book))
    for page in range(book.count):
        folio = book.folio(page)
        assert folio in ("", book.labels[page])
        if page in silent:
            assert folio == ""
    numbered = [page for page in range(first_chapter(book), book.count) if book.folio(page)]
    assert len(numbered) >= len([s for s in book.book.sections if isinstance(s.page, ChapterPage)])


def test_folios_stand_at_the_outer_edge() -> None:
    book = printed("novel")
    trim = book.trim
    for page in range(first_chapter(book), book.count - 1):
        places = [x for letter, _, x, y in book.letters(page) if y < trim.bottom - 6 and letter.isdigit()]
        if page % 2 == 0:
            assert max(places) == pytest.approx(trim.width - trim.outer, abs=7)
        else:
            assert min(places) == pytest.approx(trim.outer, abs=2)


@pytest.mark.parametrize("name", ["novel", "anthology"])
def test_numbers_in_the_contents_are_numbers_on_the_pages(name: str) -> None:
    check_contents(printed(name))


@pytest.mark.slow
def test_and_in_a_long_book() -> None:
    book = print_book(samples.long_novel(60_000, 45))
    assert check_contents(book) == 45


def check_contents(book: Printed) -> int:
    """Every number in the contents against the page that its line leads to; how many there were."""
    start = book.page_of("Contents")
    pages = range(start, first_chapter(book))
    numbers = [
        (to, words)
        for page in pages
        for to, words in book.links(page)
        if ROMAN.match(words) or words.isdigit()
    ]
    for to, number in numbers:
        assert book.labels[book.places[to]] == number, to
        assert book.folio(book.places[to]) in ("", number)
    wanted = [row.id for row in contents_rows(book.book) if row.id != "about"]
    assert list(dict.fromkeys(to for to, _ in numbers)) == wanted
    return len(wanted)


def test_links_of_the_contents_lead_to_their_sections() -> None:
    book = printed("novel")
    words = {words: to for to, words in book.links(book.page_of("Contents"))}
    assert words["Chapter One: The Sheriff’s Door"] == "chapter-1" or words["Prologue"] == "chapter-1"
    assert book.places["chapter-1"] == book.page_of("Prologue") == first_chapter(book)


def test_contents_of_one_row_are_left_out() -> None:
    book = samples.right_to_left()
    assert any(isinstance(section.page, Contents) for section in book.sections)
    assert "contents-rows" not in front_xhtml(book, load_theme(), {})


def test_the_outline_has_every_titled_section_in_order() -> None:
    book = printed("anthology")
    listed = [s.title for s in book.book.sections if s.title]
    assert [title for title, _, _ in book.outline if title in listed] == listed
    depth = {title: level for title, _, level in book.outline}
    assert depth["Arrows in April"] == 0
    assert depth["Chapter 1"] == 1


def body_letters(book: Printed, page: int) -> list[tuple[float, float]]:
    size = book.trim.size
    return [
        (x, y)
        for letter, points, x, y in book.letters(page)
        if abs(points - size) < 0.05 and letter.isalnum()
    ]


@pytest.mark.slow
@pytest.mark.parametrize("trim", ["half-letter", "a6", "6x9"])
def test_lines_stand_on_one_grid(trim: str) -> None:
    book = printed("novel", trim)
    size = book.trim
    phases: Counter[float] = Counter()
    for page in range(first_chapter(book), book.count - 1):
        inside = {
            round(y, 1) for _, y in body_letters(book, page) if size.bottom < y < size.height - size.top
        }
        phases.update(round((size.height - size.top - y) / size.leading % 1, 2) for y in inside)
    usual, _ = phases.most_common(1)[0]
    near = sum(count for phase, count in phases.items() if abs(phase - usual) <= 0.02)
    assert near == sum(phases.values()) > 60, phases


@pytest.mark.slow
def test_lines_hold_as_many_letters_as_the_eye_likes() -> None:
    book = print_book(samples.long_novel(4000, 2))
    full = []
    for page in range(first_chapter(book), book.count):
        rows = [row.strip() for row in book.text(page).split("\n")]
        full += [len(row) for row, following in pairwise(rows) if following[:1].islower()]
    assert 58 <= median(full) <= 70


def page_with(*blocks: Block) -> Printed:
    base = samples.novel()
    piece = Chapter(blocks, ChapterKind.CHAPTER, 1, "One")
    return print_book(replace(base, sections=(Section("one", ChapterPage(piece, first=True), "One"),)))


@pytest.mark.slow
def test_a_scene_break_is_never_first_or_last_on_a_page() -> None:
    base: list[Block] = []
    for at in range(160):
        base += [*samples.paragraphs(2 + at % 5, at), SceneBreak()]
    book = page_with(*base[:-1])
    assert book.count > 15
    for page in range(book.count):
        rows = [row for row in book.text(page).split("\n") if row.strip()]
        assert not rows[0].startswith("*")
        assert not rows[-1].startswith("*")


@pytest.mark.slow
def test_no_line_of_a_paragraph_stands_alone() -> None:
    book = print_book(samples.long_novel(12_000, 3))
    for page in range(first_chapter(book) + 1, book.count):
        rows = [row for row in book.text(page).split("\r\n") if row.strip()]
        size = book.trim.size
        lines: dict[float, list[float]] = {}
        for x, y in body_letters(book, page):
            lines.setdefault(round(y), []).append(x)
        tops = sorted(lines, reverse=True)
        if book.head(page) == "" or len(tops) < 20:
            continue
        left = min(min(xs) for xs in lines.values())
        second_is_indented = min(lines[tops[1]]) > left + size * 0.9
        first_is_flush = min(lines[tops[0]]) < left + size * 0.9
        # A flush first line followed by an indented one is the end of a paragraph from the page before.
        assert rows
        assert not (first_is_flush and second_is_indented), (page, rows[:2])


def test_every_kind_of_block_is_set() -> None:
    words = " ".join(printed("novel").everything().split())
    for said in (
        "Author’s note",
        "Nottingham, April 1194",
        "unbelievable & <odd>; he said so twice.",
        "The Oak",
        "Sherwood, the eve of St Mark",
        "R. of Locksley",
        "P.S. The goose",
        "To shoot a goose of mine?",
        "10:42 PM will_scarlet: has anyone",
        "Little John is typing…",
        "I know that there were no telephones in 1194.",
        "Reviews are love.",
    ):
        assert said.lower() in words.lower(), said


def test_verse_hangs_its_turnovers() -> None:
    long = "A line of verse that had a very great deal to say and no notion at all of where it ought to end"
    book = page_with(Verse(((VerseLine((Text(long),)), VerseLine((Text("And stopped."),))),)))
    lines: dict[int, list[float]] = {}
    for x, y in body_letters(book, 0):
        lines.setdefault(round(y), []).append(x)
    starts = [min(xs) for _, xs in sorted(lines.items(), reverse=True)][-3:]
    assert starts[1] > starts[0] + book.trim.size * 2
    assert starts[2] == pytest.approx(starts[0], abs=2)


def test_stanzas_stay_whole() -> None:
    stanza = tuple(
        VerseLine((Text(f"The {word} goose upon the wall"),)) for word in ("first", "second", "third", "last")
    )
    book = page_with(*samples.paragraphs(4), Verse((stanza,) * 40))
    for page in range(book.count):
        assert book.text(page).count("first goose") == book.text(page).count("last goose")


@pytest.mark.parametrize(
    ("blocks", "opening"),
    [
        ((Paragraph((Text("“Run!” she said, and nobody did."),)),), "“Run!” she said,"),
        ((Paragraph((Text("The rain had come in from the west."),)),), "The rain had come in"),
        ((Paragraph((Text("Run."),)),), "Run."),
        ((Paragraph((Text("It was "), Emphasis((Text("very"),)), Text(" late."))),), "It was"),
        (
            (
                AuthorNote((Paragraph((Text("Run with me."),)),), NotePlace.CHAPTER_HEAD),
                Paragraph((Text("Run with me."),)),
            ),
            "Run with me.",
        ),
        ((Paragraph((Text("昼ごろから雨が降り出して、"),)),), None),
        ((Paragraph((Emphasis((Text("Late."),)),)),), None),
        ((Paragraph(()),), None),
        ((Verse(((VerseLine((Text("O goose"),)),),)), Paragraph((Text("Then prose."),))), None),
        ((Chat((Message((Text("hi"),), "a"),)), Paragraph((Text("Then prose."),))), None),
        ((), None),
    ],
)
def test_chapters_open_with_a_few_words(blocks: tuple[Block, ...], opening: str | None) -> None:
    section = Section("c", ChapterPage(Chapter(blocks), first=True), "C")
    book = replace(samples.novel(), sections=(section,))
    markup = "".join(body_runs(book, load_theme()))
    found = re.findall(r'<span class="opening">(.*?)</span>', markup)
    assert found == ([opening] if opening else [])
    if found and any(isinstance(block, AuthorNote) for block in blocks):
        assert markup.index("opening") > markup.index("note-label")


def test_opening_leaves_other_pages_alone() -> None:
    section = Section("n", NotesPage("Notes", (), is_front=True))
    assert opened('<p class="first">Words.</p>', section) == '<p class="first">Words.</p>'


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("Soulmates", "Soulmates"),
        ("The Winter Library: Being the Whole and True History of It", "The Winter Library"),
        ("  spaced \n out ", "spaced out"),
        (
            "Five Times That Enid Kept the Gate and Did Not Let Him In",
            "Five Times That Enid Kept the Gate and Did Not…",
        ),
        ("雨" * 40, "雨" * 23 + "…"),
        ("x" * 90, "x" * 46 + "…"),
        ("", ""),
    ],
)
def test_running_heads_fit_their_line(words: str, head: str) -> None:
    assert running_head(words) == head


def test_titles_are_evened_out() -> None:
    title = "The Winter Lending Library of Meryton"
    assert title_step("Run") == "brief"
    assert title_step(title) == "plain"
    assert title_step(title * 3) == "long"
    assert evened(title, 27) == 18
    assert evened("Run", 27) == 0
    assert evened("雨" * 30, 27) == 0
    assert evened("", 27) == 0


def test_endless_words_get_soft_hyphens_and_others_stay() -> None:
    assert breakable("<p>a plain paragraph</p>") == "<p>a plain paragraph</p>"
    assert breakable(f'<a title="{"x" * 90}">{"y" * 40}</a>') == f'<a title="{"x" * 90}">{"y" * 40}</a>'
    broken = breakable("y" * 100)
    assert broken.replace("\u00ad", "") == "y" * 100
    assert max(map(len, broken.split("\u00ad"))) == 15
    accents = "e\u0301" * 100
    assert all(not piece.startswith("\u0301") for piece in breakable(accents).split("\u00ad"))
    assert breakable("字" * 200) == "字" * 200


def test_the_last_short_word_takes_its_neighbour_along() -> None:
    assert (
        with_tails("<p>He begged its pardon too.</p>")
        == '<p>He begged its <span class="tail">pardon too.</span></p>'
    )
    for same in (
        "<p>Run on.</p>",
        "<p>He went <em>home</em></p>",
        "<p>He was considerably inconvenienced.</p>",
    ):
        assert with_tails(same) == same


def test_a_book_is_split_where_the_reading_begins() -> None:
    front, body = split(samples.novel())
    assert [section.id for section in front][-1] == "preface"
    assert body[0].id == "chapter-1"
    front, body = split(samples.anthology())
    assert body[0].id == "w1"
    assert split(replace(samples.novel(), sections=front)) == (front, ())


@pytest.mark.parametrize("sections", [samples.novel().sections[:1], samples.novel().sections[5:6]])
def test_odd_books_are_books(sections: tuple[Section, ...]) -> None:
    book: Book = replace(samples.novel(), sections=sections)
    printed_book = print_book(book)
    assert printed_book.count >= 1
    assert printed_book.pdf.check_pdf_syntax() == []


def test_letter_spacing_does_not_part_words() -> None:
    for amount in re.findall(r"letter-spacing: ([\d.]+)em", load_theme().print_css):
        assert float(amount) < 0.09
