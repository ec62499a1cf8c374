"""Markdown: footnotes are notes, and nothing that only looks like a link is swallowed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.model.blocks import Block, Footnote, SceneBreak
from fanbook.model.inlines import FootnoteRef
from fanbook.model.walk import block_texts, plain, runs_of
from fanbook.read.formats import read
from fanbook.read.sheet import Given
from fanbook.recognise import recognise

PROSE = "The road went down to the sea, where there was more salt than anyone could carry.\n\n"


def blocks(text: str) -> list[tuple[Block, ...]]:
    draft = read(Given(text.encode(), "salt.md"))
    assert not isinstance(draft, tuple)
    return [chapter.blocks for chapter in recognise(draft).story.chapters]


def notes(text: str) -> list[list[tuple[str, str]]]:
    """The notes of each chapter: label and words."""
    return [
        [
            (block.label, " / ".join(plain(run) for run in block.paragraphs))
            for block in chapter
            if isinstance(block, Footnote)
        ]
        for chapter in blocks(text)
    ]


def marks(text: str) -> list[list[str]]:
    return [
        [plain((inline,)) for block in chapter for run in runs_of(block) for inline in _refs(run)]
        for chapter in blocks(text)
    ]


def _refs(run):
    for inline in run:
        if isinstance(inline, FootnoteRef):
            yield inline
        elif hasattr(inline, "children"):
            yield from _refs(inline.children)


CASES = {
    "a note of two paragraphs": (
        f"She carried the salt[^1] away.\n\n[^1]: Forty pounds.\n\n    In blocks.\n\n{PROSE}",
        [[("1", "Forty pounds. / In blocks.")]],
    ),
    "names are numbered": (
        f"The mule[^m] and the salt[^s].\n\n[^s]: Dry.\n[^m]: Wet.\n\n{PROSE}",
        [[("1", "Wet."), ("2", "Dry.")]],
    ),
    "a number that comes again in the next chapter": (
        f"# One\n\nSalt[^1].\n\n[^1]: White.\n\n{PROSE * 3}\n\n# Two\n\nSand[^1].\n\n[^1]: Yellow.\n\n{PROSE * 3}",
        [[("1", "White.")], [("1", "Yellow.")]],
    ),
    "notes inside the line": (
        f"The mule^[a *white* one] and the salt^[dry].\n\n{PROSE}",
        [[("1", "a white one"), ("2", "dry")]],
    ),
    "a note within a note is its words": (
        f"Salt^[white^[and dry]] and sand.\n\n{PROSE}",
        [[("1", "white^[and dry]")]],
    ),
    "notes inside and behind": (
        f"The mule[^m], the salt^[dry] and sand.\n\n[^m]: Wet.\n\n{PROSE}",
        [[("1", "Wet."), ("2", "dry")]],
    ),
    "all notes at the end of the file": (
        f"# One\n\nSalt[^1].\n\n{PROSE * 3}\n\n# Two\n\nSand[^2].\n\n{PROSE * 3}\n\n[^1]: White.\n[^2]: Yellow.",
        [[("1", "White.")], [("2", "Yellow.")]],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_footnotes(name: str) -> None:
    text, expected = CASES[name]
    assert notes(text) == expected
    assert marks(text) == [[label for label, _ in chapter] for chapter in expected]


WORDS = {
    "a chat with names in brackets": f"[Thor]: hello\n\n[Loki]:\n  no\n\n{PROSE}",
    "what is done while speaking": f"“Fine.” [angry face](sighs)\n\n{PROSE}",
    "a note to which nothing leads": f"{PROSE}[^lost]: Never cited, but written.\n\n{PROSE}",
    "a note that names itself": f"{PROSE}[^1]: See[^1] above.\n\n{PROSE}",
    "a mark without a note": f"Salt[^9] and sand.\n\n{PROSE}",
}


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@pytest.mark.parametrize("name", WORDS)
def test_no_word_is_swallowed(name: str) -> None:
    (chapter,) = blocks(WORDS[name])
    assert words("\n".join(text for block in chapter for text in block_texts(block))) == words(WORDS[name])


@pytest.mark.parametrize("address", ["https://example.org/a", "chapter2.html", "../next", "#end"])
def test_a_link_is_a_link(address: str) -> None:
    (chapter,) = blocks(f"Read [the rest]({address}) there.\n\n{PROSE}")
    assert words("".join(block_texts(chapter[0])))[:5] == ["Read", "the", "rest", "there"]


PIECES = st.sampled_from(
    (
        "{}",
        "{}[^1]",
        "[^1]: {}",
        "[^a]: {}",
        "{}[^a] {}",
        "    {}",
        "> {}[^1]",
        "- {}",
        "[{}]: {}",
        "{}[^b]",
        "[{}]({})",
        "{}^[{}]",
        "{}^[{}[^1]",
    )
)


@given(st.lists(PIECES, min_size=1, max_size=12), st.sampled_from(("\n", "\n\n")))
def test_every_word_comes_through_once(pieces: list[str], between: str) -> None:
    said = [f"word{chr(97 + n)}{chr(97 + m)}" for n in range(12) for m in range(2)]
    rest = iter(said)
    text = between.join(re.sub(re.escape("{}"), lambda _: next(rest), piece) for piece in pieces)
    draft = read(Given(text.encode(), "salt.md"))
    found = re.findall(r"word[a-z]{2}", " ".join(draft.lines))
    assert sorted(found) == sorted(re.findall(r"word[a-z]{2}", text))


UNDERLINED = {
    f"{PROSE}\n\nChapter Two\n-----------\n\n{PROSE}": False,
    f"{PROSE}\n\nHe went home.\n---\n\n{PROSE}": True,
    f"{PROSE}\n\nHe went\nhome again\n---\n{PROSE}": True,
    f"{PROSE}\n\n---\n\n{PROSE}": True,
}


@pytest.mark.parametrize("text", UNDERLINED)
def test_a_line_of_dashes_parts_scenes_or_is_a_heading_s(text: str) -> None:
    draft = read(Given(text.encode(), "salt.md"))
    assert any(isinstance(unit.block, SceneBreak) for unit in draft.units) is UNDERLINED[text]


@pytest.mark.parametrize(("stated", "title"), [("The Salt Road", "The Salt Road"), ("", "Chapter One")])
def test_the_title_that_a_file_states_stands_above_its_first_heading(stated: str, title: str) -> None:
    front = f"---\ntitle: {stated}\n---\n\n" if stated else ""
    draft = read(Given(f"{front}# Chapter One\n\n{PROSE * 4}".encode(), "salt.md"))
    assert recognise(draft).story.title() == title
