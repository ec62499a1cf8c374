"""Footnotes at the foot of pages, bound to their marks."""

from __future__ import annotations

import pytest

from fanbook.model.blocks import Block, Footnote, Paragraph
from fanbook.model.inlines import FootnoteRef
from fanbook.model.walk import block_texts, plain
from fanbook.read.page_notes import find_page_notes, is_marked
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise

PAGES = """\
   There were nine of them in the boat, and the boat had been
built for six,{mark} so that there was always somebody standing up
and being told about it. They rowed in turns, and in the night
they were so near to the island that they could hear its
{foot}
THE BOAT                                                  4
goats. Nobody had told them that there would be goats, and the
mate, who had been bitten by one as a boy, would not go ashore
until he had been shown where they were kept.
   “There,” said the cook. “And there. And there is one in the
stern, sir, which has got hold of the other end of your
neckcloth, and I do not think that it means to let it go.”

THE BOAT                                                  5
   They put it ashore in the morning, and it stood on the rock
and looked after them for as long as they could see it.
"""


def blocks(mark: str, foot: str) -> list[Block]:
    text = PAGES.format(mark=mark, foot=foot)
    return [
        block
        for chapter in recognise(read_plain(text.encode(), "boat.txt")).story.chapters
        for block in chapter.blocks
    ]


@pytest.mark.parametrize(
    ("mark", "foot"),
    [
        ("1", "\n1 By somebody in Poole.\n"),
        ("[1]", "\n[1] By somebody in Poole.\n"),
        ("†", "\n† By somebody in\nPoole.\n"),
    ],
)
def test_a_note_is_bound_to_its_mark_and_the_paragraph_goes_on(mark: str, foot: str) -> None:
    found = blocks(mark, foot)
    note = next(block for block in found if isinstance(block, Footnote))
    assert [plain(run) for run in note.paragraphs] == ["By somebody in Poole."]
    assert note.label == mark.strip("[]")
    first = found[0]
    assert isinstance(first, Paragraph)
    assert [ref.key for ref in first.inlines if isinstance(ref, FootnoteRef)] == [note.key]
    words = plain(first.inlines)
    assert "hear its goats. Nobody" in words
    assert f"for six,{mark.strip('[]')} so that" in words


def test_two_notes_at_one_foot() -> None:
    found = blocks("1", "\n1 By somebody in Poole.\n2 Nobody has a mark for this.\n")
    notes = [[plain(run) for run in block.paragraphs] for block in found if isinstance(block, Footnote)]
    assert notes == [["By somebody in Poole. 2 Nobody has a mark for this."]]


def test_a_number_without_a_mark_is_a_paragraph() -> None:
    found = blocks("", "\n1 By somebody in Poole.\n")
    assert not any(isinstance(block, Footnote) for block in found)
    assert any("1 By somebody in Poole." in text for block in found for text in block_texts(block))


def test_no_pages_no_notes() -> None:
    assert find_page_notes(["He had nine,1 and said so.", "", "1 Ten."], ()) == {}


@pytest.mark.parametrize(
    ("text", "marked"),
    [("six,1 so", True), ("six 1 so", False), ("six.12 so", False), ("a 1.1 b", False), ("end.”1", True)],
)
def test_marks(text: str, marked: bool) -> None:
    assert is_marked(text, "1") is marked


def test_numbers_of_chapters_beside_a_running_head_are_no_folios() -> None:
    pages = "".join(
        f"THE BOAT\n{folio}\n"
        + ("2\nThe Goat\n" if folio == 6 else "")
        + "It went on all night, and nobody slept who could help it at all.\n" * 8
        for folio in range(4, 10)
    )
    draft = read_plain(pages.encode(), "boat.txt")
    out = {unit.text for unit, label in zip(draft.units, draft.labels, strict=True) if label is not None}
    assert {"4", "6", "9"} <= out
    assert "2" not in out
