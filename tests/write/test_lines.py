"""Lines chosen over the whole paragraph: nothing lost, nothing torn, and no better choice left."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from itertools import combinations, pairwise

import pytest
import samples
from hypothesis import given, settings
from hypothesis import strategies as st
from printed import print_book, printed

from fanbook.check.pdf_text import Text as PdfText
from fanbook.model.blocks import Paragraph
from fanbook.model.book import ChapterPage
from fanbook.model.inlines import Text
from fanbook.resources import find_typefaces
from fanbook.write.lines.plan import hyphenator, reset_lines, set_lines
from fanbook.write.lines.shapes import Shaper, Style
from fanbook.write.lines.totalfit import Measure, total_fit
from fanbook.write.lines.words import Manner, paragraph, read
from fanbook.write.print_faces import cover
from fanbook.write.print_setting import Room, lay, printable
from fanbook.write.trim import find_trim

LETTERS = "".join(map(chr, range(0x20, 0x180))) + "‐–—‘’“”… "


@cache
def manner(language: str = "en") -> Manner:
    return Manner(
        Shaper(cover([LETTERS], find_typefaces())), hyphenator(language), Style(caps=True, tracking=0.04)
    )


def words_back(markup: str) -> str:
    """The letters of markup, planned or not, without spaces, tags and the hyphens put in."""
    return re.sub("‐\n|[ \n]", "", unescape(re.sub("<[^>]*>", "", markup)))


WORD = st.sampled_from(
    (
        "a", "the", "of", "lantern", "neighbourhood", "extraordinary", "window,", "“Yes,”", "well-known", "half—finished",
        "rain…", "and/neither", "Nottingham", "astonishment", "it.", "I", "<em>very</em>", "<em>carefully remembered</em>",
        "<strong>No</strong>", "un<em>believ</em>able", "&amp;", "&lt;odd&gt;", "l’été", "a\N{NO-BREAK SPACE}b",
    )
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(WORD, min_size=1, max_size=120), st.floats(12, 32), st.sampled_from([0.0, 1.35]))
def test_no_letter_is_lost_and_lines_keep_the_rules(words: list[str], line: float, indent: float) -> None:
    markup = " ".join(words)
    made = set_lines(markup, manner(), line, indent)
    if made is None:
        return  # a measure too narrow for these words: set plainly
    assert words_back(made.markup) == words_back(markup)
    assert re.findall("<[^>]*>", made.markup) == re.findall("<[^>]*>", markup)
    lines = made.markup.split("\n")
    assert len(lines) == made.lines
    cut = [bool(re.search("‐(</[a-z]+>)*$", one)) for one in lines]
    shown = [bool(re.search("[‐-](</[a-z]+>)*$", one)) for one in lines]
    assert "‐" * 3 not in "".join("‐" if one else " " for one in shown)
    assert {at for at, one in enumerate(shown) if one} == made.hyphens
    assert len(lines) < 2 or not cut[-2] or " " in lines[-1], "the last word is whole"


def _costs(markup: str, line: float) -> tuple[float, float]:
    """What the chosen lines cost, and what the best of all possible choices would."""
    reading = read(markup, manner())
    assert reading is not None
    found = paragraph(reading, manner(), hyphens=False)
    assert found is not None
    chosen = total_fit(found, Measure(line, 0, 1.2))
    best = 1e18
    inner = found.breaks[:-1]
    for count in range(len(inner) + 1):
        for some in combinations(inner, count):
            one = type(found)(
                found.text, found.tokens, (*some, found.breaks[-1]), found.last_word, found.left
            )
            lines = total_fit(one, Measure(line, 0, 1.2), len(some) + 1)
            if lines and len(lines) == len(some) + 1:
                best = min(best, _demerits(lines))
    return (_demerits(chosen) if chosen else 1e18), best


def _demerits(lines: tuple[object, ...]) -> float:
    return sum((10 + 100 * abs(one.ratio) ** 3) ** 2 for one in lines[:-1])  # type: ignore[attr-defined]


@settings(deadline=None, max_examples=15)
@given(
    st.lists(st.sampled_from("it lantern of window neighbour and the rain".split()), min_size=4, max_size=10)
)
def test_no_better_lines_are_left(words: list[str]) -> None:
    chosen, best = _costs(" ".join(words), 9)
    # Unlike neighbours and a short last line cost as well, so the sum of the lines alone may be a little higher.
    assert chosen <= best + 10_000 + 60_000


@pytest.mark.parametrize(
    "markup",
    [
        "שלום she said",
        "你好，世界。",
        'see <img src="x" alt=""/> there',
        "x" * 46,
        "   ",
        "one<br/>\ntwo",
        "rare \U000f1234 letter",
    ],
)
def test_what_cannot_be_planned_is_set_plainly(markup: str) -> None:
    assert set_lines(markup, manner(), 25, 1.35) is None


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("He had waited for it half—", "half—"),
        ("It was well-known to everybody in the village", "well-"),
        ("There were either/neither answers to the question", "either/"),
    ],
)
def test_lines_end_after_dashes_hyphens_and_slashes(markup: str, line: str) -> None:
    ends = {
        markup[: one.at].rsplit(" ", 1)[-1]
        for one in paragraph(read(markup, manner()), manner(), hyphens=False).breaks
    }
    assert line in ends


def test_no_line_begins_with_a_mark_that_closes() -> None:
    markup = "“It was—” she said, “nothing…” and—well—that was it; it really was."
    made = set_lines(markup, manner(), 9, 0)
    assert made is not None
    assert not any(line[0] in "”’.,;:!?…—" for line in made.markup.split("\n"))


def test_a_last_line_of_one_short_word_is_cured() -> None:
    markup = "“I did write,” said Robin. “I wrote every week. I had nobody to carry it.”"
    made = set_lines(markup, manner(), 26.16, 0)
    assert made is not None
    assert len(made.markup.split("\n")[-1]) > 6


def test_a_paragraph_can_run_a_line_long_or_short() -> None:
    markup = " ".join(
        ["The rain had come in from the west at noon and by four it had made up its mind to stay."] * 6
    )
    made = set_lines(markup, manner(), 25, 1.35)
    assert made is not None
    for by in (-1, 1):
        other = reset_lines(markup, manner(), 25, 1.35, made.lines + by)
        if other is not None:
            assert other.lines == made.lines + by
            assert words_back(other.markup) == words_back(markup)


@pytest.mark.slow
def test_languages_are_cut_by_their_own_rules() -> None:
    assert hyphenator("de")("Waldeinsamkeit") != hyphenator("en")("Waldeinsamkeit")
    assert hyphenator("xx")("Waldeinsamkeit") == ()
    # American where no country is said; British rules leave "between" whole.
    assert hyphenator("en")("between") == hyphenator("en-US")("between") == (2,)
    assert hyphenator("en-GB")("between") == ()


# --- In the PDF -------------------------------------------------------------------------------------


def test_planned_lines_fill_the_measure() -> None:
    book = printed("long_read")
    text = PdfText(book.result.pdf)
    trim = book.trim
    for at, page in enumerate(text.body):
        right = trim.width - (trim.outer if at % 2 == 0 else trim.inner)
        off = [one.line.right - right for one in page if one.full]
        # A hyphen or a full stop stands out by half of its width, and no letter falls short.
        assert all(-0.7 < by < 2.5 for by in off)
    assert book.result.plain == 0
    assert book.result.unbalanced == 0


def test_searching_and_copying_give_ordinary_spaces() -> None:
    book = printed("long_read")
    assert "\N{NO-BREAK SPACE}" not in book.everything()
    hard = print_book(samples_of("a\N{NO-BREAK SPACE}b and c\N{NO-BREAK SPACE}d"))
    assert "a b and c d" in hard.everything()


def samples_of(words: str) -> samples.Book:
    from msgspec.structs import replace

    base = samples.one_piece()
    section = (
        base.sections[-1]
        if isinstance(base.sections[-1].page, ChapterPage)
        else next(section for section in base.sections if isinstance(section.page, ChapterPage))
    )
    page = replace(section.page, chapter=replace(section.page.chapter, blocks=(Paragraph((Text(words),)),)))
    return replace(base, sections=(base.sections[0], replace(section, page=page)))


@pytest.mark.slow
def test_a_letter_of_another_face_does_not_move_its_line() -> None:
    words = " ".join(["She drew a small ☆ on the lid and waited for somebody to ask what it was for."] * 12)
    text = PdfText(print_book(samples_of(words)).result.pdf)
    page = max(text.pages, key=len)
    bases = [line.base for line in page if len(line.letters) > 30]
    steps = [above - below for above, below in pairwise(bases)]
    assert len(steps) > 10
    assert all(abs(step - find_trim().leading) < 0.6 for step in steps)


@pytest.mark.parametrize(
    ("markup", "planned"),
    [
        ('<p>one two</p><p class="first">three</p>', 2),
        ('<ul class="list"><li><p>one</p><ol><li><p>two</p></li></ol></li></ul><p>three</p>', 1),
        ("<blockquote><p>one</p><blockquote><p>two</p></blockquote><p>three</p></blockquote>", 0),
        ('<div class="chat"><div><p>one</p></div><p>two</p></div><p>three</p>', 1),
        ('<div class="run"><section><p>one</p></section></div>', 1),
        ('<div id="note-1" class="footnote" role="doc-footnote"><p>one</p></div>', 0),
    ],
)  # fmt: skip
def test_only_paragraphs_over_the_full_measure_are_planned(markup: str, planned: int) -> None:
    laid = lay(markup, manner(), Room(27, 1.35))
    assert len(laid.settings) == planned
    assert laid.plain == 0
    words = re.findall("[a-z]+", re.sub("<[^>]*>", " ", printable(laid, {})))
    assert words == re.findall("[a-z]+", re.sub("<[^>]*>", " ", markup))
