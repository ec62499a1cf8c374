"""Pages in text copied out of a PDF: furniture found, paragraphs whole, nothing taken that is story."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.library.config import Settings
from fanbook.model.blocks import Paragraph
from fanbook.model.draft import Kind
from fanbook.model.walk import plain
from fanbook.read.pages import find_pages
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.stories import finished

TALE = [
    "The abbot had a clock that had been made in Nuremberg, and it struck whenever it was afraid, which was "
    "often, and always in the middle of a sentence that the abbot would have liked to finish.",
    "“It is the damp,” said Tuck, who had been asked to look at it because he was strong.",
    "He took off the back. Inside there was a small brass bird, a quantity of flour, and a letter addressed to "
    "nobody, folded in eight and sealed with what turned out to be jam.",
    "They read it twice. It was a recipe for a cake so large that it would have needed the whole of the county "
    "to sit down to it, and somebody had written in the margin that the county had been asked and was willing.",
    "“Then we had better wind it,” said the abbot, and they did, and it struck eleven, and went on striking.",
    "By the feast of All Souls there were four hundred people in the orchard, and every one of them had brought "
    "a spoon. The cake had been baked in eleven ovens and put together with ladders; it leaned, a little, toward "
    "Nottingham, and the sheriff, who could see it from his window, sent to ask whether it was a siege.",
    "“Tell him that it is nearly a siege,” said Tuck, and sent him a piece of the wall.",
]  # fmt: skip


def paged(width: int = 46, height: int = 6, head: str = "", feed: bool = False, dress: str = "{}") -> str:
    """The tale set at a width, cut into pages of so many lines, with a number on each."""
    lines = [line for text in TALE for line in textwrap.wrap(text, width, initial_indent="    ")]
    out: list[str] = []
    for page, top in enumerate(range(0, len(lines), height), 7):
        if page > 7 and head:
            out += [("\f" if feed else "") + head, ""]
        elif page > 7 and feed:
            lines[top] = "\f" + lines[top]
        out += [*lines[top : top + height], "", dress.format(page).center(width), ""]
    return "\n".join(out)


def paragraphs(text: str) -> list[str]:
    story = finished(recognise(read_plain(text.encode(), "abbot.txt")), Settings(typography=False))
    return [
        plain(block.inlines)
        for chapter in story.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("width", [46, 60, 74])
@pytest.mark.parametrize("dress", ["{}", "- {} -", "Page {}", "page {} of 40", "[{}]", "~ {} ~", "| {} |"])
@pytest.mark.parametrize(
    ("head", "feed"), [("", False), ("The Abbot's Clock", False), ("ANON.", True), ("", True)]
)
def test_paragraphs_are_whole_again(width: int, dress: str, head: str, feed: bool) -> None:
    assert paragraphs(paged(width, head=head, feed=feed, dress=dress)) == TALE


def test_numbers_of_chapters_are_no_pages() -> None:
    text = "\n\n".join(f"{n}\n\n" + "\n\n".join(TALE) for n in range(1, 5))
    assert find_pages(text.split("\n"), frozenset()) == {}


def test_a_numbered_list_is_no_run_of_pages() -> None:
    lines = [*TALE, "", "1", "eggs, and", "2", "flour, and", "3", "a ladder", "", *TALE]
    assert find_pages(lines, frozenset()) == {}


def test_a_refrain_at_a_form_feed_stays() -> None:
    refrain = "And it struck, and it struck, and it struck."
    lines = [line for n in range(6) for line in (TALE[0], refrain, f"{TALE[2]} {n}", refrain, TALE[3])]
    assert find_pages(lines, frozenset({3, 13})) == {}


def test_words_broken_at_the_ends_of_lines() -> None:
    text = (
        "    The door-latch was of brass, and Tuck won-\n"
        "dered at it for a long while before he under-\n"
        "stood, with some help, that the whole door-\n"
        "latch was upside down, which is hard to see\n"
        "in a latch of that kind when one is hungry.\n"
    )
    typed = finished(recognise(read_plain(text.encode(), "latch.txt")), Settings())
    assert dict(typed.edits)["hyphens"] == 2
    assert "wondered" in plain(typed.chapters[0].blocks[0].inlines)  # type: ignore[union-attr]
    assert "whole door-latch was" in plain(typed.chapters[0].blocks[0].inlines)  # type: ignore[union-attr]


@given(
    st.lists(
        st.sampled_from([*TALE, "", "1", "2", "- 3 -", "Page 4", "\fOh.", "\f", "oh,", "12  Oh"]), max_size=60
    )
)
def test_every_line_is_in_one_unit(rows: list[str]) -> None:
    text = "\n".join(["Begin.", *rows])
    draft = read_plain(text.encode(), "any.txt")
    seen = [n for unit in draft.units for n in range(unit.start, unit.end + 1)]
    assert seen == [n for n, line in enumerate(draft.lines, 1) if line.strip()]
    assert all(label is None or label.kind is Kind.DEBRIS for label in draft.labels)
