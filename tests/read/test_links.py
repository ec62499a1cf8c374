"""Pages that a text browser wrote out: its numbers go, everything else stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.model.draft import Kind
from fanbook.read.links import read_links
from fanbook.read.plain import read_plain

DUMP = """   by [1]wren in [2]The Lantern's fen

   She said [3] and meant it, as in note [4]. The reeds were [7]high, and [3]nobody
   had cut them, because [9]nobody had been asked to. She took the [2]boat.

References

   Visible links
   1. https://example.org/users/wren
   2. https://example.org/works/A Lantern
   3. mailto:wren@example.org
   Hidden links:
   4. file:///tmp/a.html#top
"""


def test_a_dump() -> None:
    lines, addresses, count = read_links(DUMP.split("\n"))
    assert lines[0] == "   by wren in The Lantern's fen"
    assert lines[2:4] == (
        "   She said [3] and meant it, as in note [4]. The reeds were [7]high, and nobody",
        "   had cut them, because [9]nobody had been asked to. She took the [2]boat.",
    )
    assert (addresses, count) == (range(6, 15), 3)
    assert lines[5:] == tuple(DUMP.split("\n")[5:])


@pytest.mark.parametrize(
    "text",
    [
        "He looked at [1]it.\n\nReferences\n\n  1. Blackwood, on dogs.\n  2. https://example.org/\n",
        "He looked at [1]it.\n\nReferences\n",
        "References\n\n1. https://example.org/\n\nAnd then the [1]story began.\n",
    ],
)
def test_what_is_no_list_of_links(text: str) -> None:
    lines = text.split("\n")
    assert read_links(lines) == (tuple(lines), range(0), 0)


def test_the_list_is_furniture_and_its_page_is_filled_as_the_browser_filled_it() -> None:
    words = "the reeds were high that year and nobody had cut them because nobody had been asked to do it and so they stood "
    row = (words * 9).split()
    text, line = ["   The Lantern", ""], "  "
    for n, word in enumerate(row * 2):
        piece = f"[{n // 20 + 1}]{word}" if n % 20 == 0 else word
        if len(line) + len(piece) > 71:
            text.append(line)
            line = "  "
        line += f" {piece}"
        if n % 60 == 59:
            text += [line + ".", ""]
            line = "  "
    found = [*text, line, "", "References", "", *(f"   {n}. https://example.org/{n}" for n in range(1, 22))]
    draft = read_plain("\n".join(found).encode(), "a.txt")
    assert draft.layout.margin == 3
    assert draft.layout.width > 60
    story = [unit.text for unit, label in zip(draft.units, draft.labels, strict=True) if label is None]
    assert len(story) < 12
    assert not re.search(r"\[\d", " ".join(story))
    assert {label.kind for label in draft.labels if label} == {Kind.DEBRIS}
    assert "N044" in {one.code for one in draft.diagnostics}


_pieces = st.sampled_from(["reed", " ", "[1]", "[2]", "[3]", "[12]", "goose", "[x]", ".", "[1"])


@given(st.lists(st.lists(_pieces, max_size=8).map("".join), max_size=6))
def test_nothing_but_numbers_of_the_list_goes(text: list[str]) -> None:
    lines = [*text, "References", "1. https://example.org/a", "2. https://example.org/b"]
    read, addresses, count = read_links(lines)
    assert len(read) == len(lines)
    assert read[len(text) :] == tuple(lines[len(text) :])
    assert list(addresses) == list(range(len(text) + 1, len(lines) + 1))
    assert sum(map(len, lines)) - sum(map(len, read)) == 3 * count
    assert re.sub(r"\[[12]\]", "", "\n".join(read)) == re.sub(r"\[[12]\]", "", "\n".join(lines))
