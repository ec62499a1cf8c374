"""How a file separates its paragraphs."""

from __future__ import annotations

import textwrap

import pytest

from fanbook.model.draft import Shape
from fanbook.read.layout import find_layout, find_units

PARAGRAPHS = [
    "It had been blowing for three days, and in all that time the captain had not been seen to sit; Bush had begun to suspect that he had forgotten how.",
    '"Sir," said Bush. He waited, and the wind waited too, and then both of them began again at once, and neither was heard.',
    "There was a chair in the great cabin, a very good one, with arms, that had been taken out of a Spaniard off Finisterre and had stood empty since.",
    '"There is a letter come aboard," he said, when it was quiet, "and I am sorry to say that it is from the Admiralty, sir."',
]


@pytest.mark.parametrize("width", [50, 65, 72, 80])
@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n"])
def test_wrapped_paragraphs_are_put_together(width: int, gap: str) -> None:
    text = gap.join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    lines = text.split("\n")
    layout = find_layout(lines)
    assert layout.shape is Shape.WRAPPED
    assert [unit.text for unit in find_units(lines, layout)] == PARAGRAPHS


@pytest.mark.parametrize("width", [55, 65, 72])
def test_wrapped_and_indented_without_blank_lines(width: int) -> None:
    text = "\n".join(textwrap.fill(paragraph, width, initial_indent="     ") for paragraph in PARAGRAPHS)
    lines = text.split("\n")
    assert [unit.text for unit in find_units(lines, find_layout(lines))] == PARAGRAPHS


@pytest.mark.parametrize(("gap", "norm"), [("\n", 0), ("\n\n", 1), ("\n\n\n", 2)])
def test_a_line_a_paragraph(gap: str, norm: int) -> None:
    lines = gap.join(PARAGRAPHS).split("\n")
    layout = find_layout(lines)
    assert (layout.width, layout.norm) == (0, norm)
    assert [unit.text for unit in find_units(lines, layout)] == PARAGRAPHS


def test_quote_marks_of_a_forwarded_mail() -> None:
    lines = "\n>\n".join(textwrap.indent(textwrap.fill(p, 65), "> ") for p in PARAGRAPHS).split("\n")
    layout = find_layout(lines)
    assert layout.quote == ">"
    assert [unit.text for unit in find_units(lines, layout)] == PARAGRAPHS


def test_one_quoted_line_is_left_as_it_is() -> None:
    lines = ["> hello", *PARAGRAPHS]
    assert find_layout(lines).quote == ""
