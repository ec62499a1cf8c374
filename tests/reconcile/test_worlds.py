"""The fandom of a story that states none: told where its people are one fandom's, and left open where they are not."""

from __future__ import annotations

import pytest

from fanbook.assemble.matter import about, title_page
from fanbook.library.config import Settings
from fanbook.model.draft import Instructions
from fanbook.model.metadata import Origin
from fanbook.model.story import Story
from fanbook.pipeline import cast_of
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.reconcile import in_world, key_of, known_from
from fanbook.stories import finished


def story(name: str, *lines: str, told: Instructions | None = None) -> Story:
    text = "\n".join((f"Title: {name}", "Author: reedwren", *lines))
    return finished(recognise(read_plain(text.encode(), f"{name}.txt", told or Instructions())), Settings())


LIBRARY = [
    story("a", "Fandom: Pride and Prejudice", "Pairing: Jane Bennet/Charles Bingley", "", "It rained."),
    story("b", "Fandom: Pride and Prejudice", "Pairing: Elizabeth Bennet/Fitzwilliam Darcy", "", "It rained."),
    story("c", "Fandom: Persuasion", "Pairing: Anne Elliot/Frederick Wentworth", "Characters: Charles Hayter, Jane Smith", "", "It rained."),
    story("d", "Fandom: Jane Eyre", "Pairing: Jane Eyre/Edward Rochester", "", "It rained."),
]  # fmt: skip
NETHERFIELD = (
    "",
    "Elizabeth laughed. “Bingley,” said Darcy, “is in love.” Darcy sighed, and Bingley blushed.",
    "",
    "Jane smiled at Bingley. Elizabeth looked at Darcy. “He is,” said Elizabeth. Jane kissed Bingley at last.",
    "",
    "Bingley was in love with Jane, and Jane loved Bingley, and they were married.",
)


def settled(one: Story) -> Story:
    stories = [*LIBRARY, one]
    return in_world(one, cast_of(stories, Settings()), known_from(stories))


def test_several_people_of_one_fandom() -> None:
    told = settled(story("x", *NETHERFIELD))
    fact = told.metadata.get("fandom")
    assert fact is not None
    assert (fact.value, fact.origin) == ("Pride and Prejudice", Origin.INFERRED)
    assert [d.code for d in told.diagnostics] == ["N025"]
    assert title_page(told, {}).fandom == ""
    assert [row.guess for row in about(told).rows if row.label == "Fandom"] == [True]
    key = key_of(told, cast_of([*LIBRARY, told], Settings()))
    assert key is not None
    assert key.members == ("charles bingley", "jane bennet")
    assert key.fandom == "pride and prejudice"


@pytest.mark.parametrize(
    "lines",
    [
        ("", "Jane laughed. “Charles!” said Jane. Charles sighed, and Jane kissed Charles."),
        ("", "Robin laughed. “Marian,” said Robin. Marian sighed. Robin kissed Marian."),
        ("Fandom: Emma", *NETHERFIELD),
    ],
    ids=["names of several fandoms", "names of none", "one that is stated"],
)
def test_left_as_it_is(lines: tuple[str, ...]) -> None:
    one = story("x", *lines)
    assert settled(one) == one


def test_who_was_told_that_there_is_none_is_not_asked_again() -> None:
    one = story("x", *NETHERFIELD, told=Instructions(facts=(("fandom", ""),)))
    assert settled(one).metadata.get("fandom") is None
