"""A book that fanbook made is read back as the story it was made of."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from fanbook.assemble import assemble_story
from fanbook.assemble.single import Making
from fanbook.enrich.dress import dress
from fanbook.library.config import Settings
from fanbook.model.blocks import Block, Chat, Footnote, Letter, Paragraph, Script, Verse
from fanbook.model.draft import Draft
from fanbook.model.inlines import Inline
from fanbook.model.story import Story
from fanbook.model.walk import map_inlines
from fanbook.read.formats import read
from fanbook.read.sheet import Given
from fanbook.recognise import recognise
from fanbook.resources import load_theme
from fanbook.stories import finished
from fanbook.write.epub import write_epub
from fanbook.write.kepub import write_kepub

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
THEME = load_theme("classic")
FACTS = (
    "title",
    "fandom",
    "pairing",
    "characters",
    "rating",
    "warnings",
    "summary",
    "date",
    "source_url",
)
EVERYTHING = """Title: Everything at Once
Author: Quill
Fandom: Robin Hood
Pairing: Marian/Robin Hood, Much & Tuck
Warnings: Character Death
Summary: A lamp goes out.
URL: https://example.org/works/1
A/N: Thanks for reading.

Chapter 1: The Lamp

A/N: This one is for Much.

Nottingham, 3 April 1193

The rain had been falling since noon, and the lamp had been out since four. *Never,* she thought.

The salt road is long, my love,
    and the salt road is wide,
and I would walk the whole of it
    to have you at my side.

"You're late," said Robin.

* * *

Dear Robin,

I have gone to the mill. There is bread in the crock and the geese have been fed, whatever they tell you.

Yours, in haste,
Marian

P.S. Follow me.

[10:42 PM] much: has anyone seen marian
[10:43 PM] tuck: she left a letter
[10:43 PM] much: it says *not* to follow

Chapter 2: The Mill

MARIAN: Did you feed the geese?

ROBIN: I did.

MARIAN: And did they thank you?

(She laughs. The wheel turns.)

Robin's POV

He had never been able to say what he meant to her when it mattered, and it mattered now.

The End
"""


def story_in(data: bytes, name: str) -> Story:
    draft = read(Given(data, name))
    assert isinstance(draft, Draft)
    return finished(recognise(draft), Settings())


def book_of(story: Story, *, kobo: bool) -> bytes:
    write = write_kepub if kobo else write_epub
    return write(assemble_story(story, "book", "urn:uuid:1", Making("0")), THEME, None)


def blocks_of(story: Story) -> list[list[Block]]:
    """The blocks of each chapter, without the keys of footnotes and the marks of scene breaks, which are not kept."""
    return [[_bare(block) for block in chapter.blocks] for chapter in story.chapters]


def _bare(block: Block) -> Block:
    block = map_inlines(block, lambda run: tuple(map(_keyless, run)))
    return replace(block, **{name: "" for name in ("mark", "key") if hasattr(block, name)})


def _keyless(inline: Inline) -> Inline:
    if hasattr(inline, "children"):
        inline = replace(inline, children=tuple(map(_keyless, inline.children)))
    return replace(inline, key="") if hasattr(inline, "key") else inline


def facts_of(story: Story) -> dict[str, str]:
    """What somebody states of a story, as books show it."""
    found = {name: story.metadata.get(name) for name in FACTS}
    return {
        name: dress(fact.value, story.language)
        for name, fact in found.items()
        if fact and not fact.is_stand_in() and not fact.is_guess()
    }


@pytest.mark.parametrize("kobo", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["epub", "kepub"])
@pytest.mark.parametrize("name", [*(seed.name for seed in SEEDS), "everything.txt"])
def test_a_story_comes_back_as_it_was(name: str, kobo: bool) -> None:
    data = next((seed.read_bytes() for seed in SEEDS if seed.name == name), EVERYTHING.encode())
    first = story_in(data, name)
    second = story_in(book_of(first, kobo=kobo), "book.epub")
    assert blocks_of(second) == blocks_of(first)
    chapters = [
        [(c.kind, c.number, c.label.rstrip(":.")) for c in story.chapters] for story in (first, second)
    ]
    assert chapters[1] == chapters[0]
    assert facts_of(second) == facts_of(first)
    assert second.authors() == first.authors()
    notes = [[len(n.blocks) for n in (*story.head_notes, *story.end_notes)] for story in (first, second)]
    assert notes[1] == notes[0]


def test_every_kind_of_talk_is_in_the_test() -> None:
    kinds = {
        type(block) for chapter in story_in(EVERYTHING.encode(), "a.txt").chapters for block in chapter.blocks
    }
    assert {Verse, Letter, Chat, Script, Paragraph} <= kinds


def test_footnotes_are_footnotes_again() -> None:
    text = f"# One\n\nSalt[^1] and sand[^2].\n\n[^1]: White.\n\n    And dry.\n\n[^2]: Yellow.\n\n{'They went on until the river. ' * 20}\n"
    first = story_in(text.encode(), "a.md")
    second = story_in(book_of(first, kobo=False), "book.epub")
    assert sum(isinstance(block, Footnote) for block in first.chapters[0].blocks) == 2
    assert blocks_of(second) == blocks_of(first)
