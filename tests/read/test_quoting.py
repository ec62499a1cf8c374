"""Quote marks in any mixture, and the tails that a second mailer makes."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.read.layout import find_layout, find_units
from fanbook.read.quoting import RAGGED, quote_of, unquote

PARAGRAPHS = [
    "There had been a lamp on the headland for as long as anybody could say, and nobody had ever been seen to light it.",
    '"It does it by itself," said the ferryman, who had been asked before, and did not care for the way in which they asked.',
    "They rowed out on the Thursday, all nine of them, with a ladder and the priest, and it took until the turn of the tide.",
    "The lamp was warm. There was a chair beside it, and on the chair there was a cup, and in the cup there was half of a biscuit.",
]


def rewrapped(paragraphs: list[str], marks: str, fewer: str, width: int = 70, again: int = 62) -> list[str]:
    """Paragraphs wrapped and quoted, and every line that is too long for the next mailer broken again."""
    out: list[str] = []
    for paragraph in paragraphs:
        for line in textwrap.wrap(paragraph, width):
            head, _, _ = line[: again + 1].rpartition(" ") if len(line) > again else (line, "", "")
            out.append(f"{marks} {head}")
            if tail := line[len(head) :].strip():
                out.append(f"{fewer} {tail}".strip())
        out.append(marks)
    return out


@pytest.mark.parametrize(("marks", "fewer"), [(">>", ">"), (">", ""), ("> >", ">"), (">>>", ">>")])
def test_tails_go_back_to_their_lines(marks: str, fewer: str) -> None:
    lines = rewrapped(PARAGRAPHS, marks, fewer)
    layout = find_layout(lines)
    assert layout.quote.startswith(RAGGED)
    assert [unit.text for unit in find_units(lines, layout)] == PARAGRAPHS


def test_a_mail_around_the_quoted_part_keeps_its_lines() -> None:
    head = ["From: a@example.org", "Subject: Fwd: the lamp", "", "This is the one.", ""]
    lines = [*head, *(f">> {line}".rstrip() for p in PARAGRAPHS for line in (*textwrap.wrap(p, 60), ""))]
    layout = find_layout(lines)
    assert layout.quote == RAGGED
    assert [unit.text for unit in find_units(lines, layout)] == [*filter(None, head), *PARAGRAPHS]


def test_answers_between_the_lines_are_nobodys_forward() -> None:
    lines = [line for p in PARAGRAPHS * 2 for line in (f"> {p[:60]}", "No, it was not.", "And he knew it.")]
    assert quote_of(["Subject: lamps", *lines]) == ""


def test_a_quotation_in_a_story_is_left_alone() -> None:
    assert quote_of([*PARAGRAPHS, *(["> one line of it"] * 3), *PARAGRAPHS]) == ""


@given(
    st.lists(
        st.sampled_from(["> a", ">> b c", "plain words", "", ">", "> > " + "word " * 9, "From: x", "tail"])
    )
)
def test_every_line_is_in_one_unit_or_empty(lines: list[str]) -> None:
    layout = find_layout(lines)
    units = find_units(lines, layout)
    inside = [n for unit in units for n in range(unit.start, unit.end + 1)]
    assert len(inside) == len(set(inside))
    bare = unquote(lines, layout.quote).lines
    assert {n for n, line in enumerate(bare, 1) if line.strip()} <= set(inside)
