"""Volumes written into a `fanbook.toml`: where they belong, and nothing else changed."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.errors import ConfigError
from fanbook.library.pinning import Made, Printed, pinned_text
from fanbook.library.recipes import read_recipes
from fanbook.library.toml import safe

BOOK = Printed(
    "Greenwood", "anthology-greenwood", (Made(1, ("seeds/a.txt", "seeds/b.txt")), Made(2, ("seeds/c.txt",)))
)
FILE = """# mine
[build]
format = "epub"

[[anthology]]
title = "Other"  # before it
query = "words > 1"

[[anthology.volume]]
number = 1
stories = ["x"]

[[anthology]]  # this one
title = "Greenwood"
query = "words > 2"
# no more to say

[aliases]
Robbie = "Robin Hood"
"""


def pinned(text: str, one: Printed = BOOK, frozen: tuple[int, ...] = (1,)) -> str:
    return pinned_text(text, one, frozen, "fanbook.toml")


def test_the_lists_stand_in_their_own_anthology() -> None:
    text = pinned(FILE)
    said, before = tomllib.loads(text), tomllib.loads(FILE)
    assert said["anthology"][0] == before["anthology"][0]
    assert said["anthology"][1]["volume"] == [
        {"number": 1, "frozen": True, "stories": ["seeds/a.txt", "seeds/b.txt"]},
        {"number": 2, "stories": ["seeds/c.txt"]},
    ]
    assert said["aliases"] == before["aliases"]
    start, end = FILE.split("\n[aliases]")
    assert text.startswith(start.rstrip())
    assert text.endswith("\n[aliases]" + end)


def test_what_is_written_once_is_not_written_twice() -> None:
    once = pinned(FILE)
    assert pinned(once).split() == once.split()


def test_a_printed_volume_stays_as_it_was_written() -> None:
    once = pinned(FILE).replace("number = 1\nfrozen", "number = 1  # on the shelf\nfrozen")
    grown = Printed("Greenwood", BOOK.slug, (*BOOK.volumes, Made(3, ("seeds/d.txt",))))
    text = pinned(once, grown, (1, 2, 3))
    assert "number = 1  # on the shelf\nfrozen" in text
    rows = tomllib.loads(text)["anthology"][1]["volume"]
    assert [(row["number"], row["frozen"]) for row in rows] == [(1, True), (2, True), (3, True)]


@pytest.mark.parametrize("text", ["", "[build]\nformat = 'epub'", FILE])
def test_one_that_is_made_by_itself_gets_a_recipe(text: str) -> None:
    one = Printed("A/B", "anthology-a-b", (Made(1, ("seeds/a.txt",)),), "pairing", "A/B", "300 words")
    recipe = read_recipes(tomllib.loads(pinned(text, one)), "fanbook.toml")[-1]
    assert (recipe.title, recipe.slug, recipe.where) == ("A/B", "anthology-a-b", 'pairing = "A/B"')
    assert recipe.edition.limit is not None
    assert recipe.edition.pins[0].frozen


@pytest.mark.parametrize(
    "text",
    [
        'anthology = [{title = "Greenwood", query = "words > 2"}]\n',
        '[[anthology]]\ntitle = "Other"\nsubtitle = """\n[[anthology]]\n"""\nquery = "words > 2"\n[[anthology]]\ntitle = "Greenwood"\nquery = "words > 2"\n',
    ],
)
def test_what_is_written_in_an_odd_way_is_left_to_its_owner(text: str) -> None:
    with pytest.raises(ConfigError) as caught:
        pinned(text)
    assert caught.value.code == "C033"
    assert 'stories = [\n    "seeds/c.txt",\n]' in caught.value.hint


_names = st.text(min_size=1, max_size=20).map(safe).filter(lambda name: name.strip() == name != "")


@given(
    _names,
    st.lists(st.lists(_names, min_size=1, max_size=3), min_size=1, max_size=3),
    st.sampled_from(["", FILE]),
)
def test_any_name_can_be_written(title: str, stories: list[list[str]], text: str) -> None:
    one = Printed(title, "anthology-x", tuple(Made(n, tuple(row)) for n, row in enumerate(stories, 1)))
    said = tomllib.loads(pinned(text, one, (1,)))["anthology"][-1]
    assert said["title"] == title
    assert [row["stories"] for row in said["volume"]] == stories
