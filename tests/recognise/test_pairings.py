"""What authors write behind "Pairing:", taken apart."""

from __future__ import annotations

import pytest

from fanbook.model.draft import Instructions
from fanbook.model.pairing import Bond, Pairing, Standing
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.recognise.pairings import read_pairings, read_tags


@pytest.mark.parametrize(
    ("value", "members"),
    [
        ("Ann/Beth", ("Ann", "Beth")),
        ("Ann / Beth", ("Ann", "Beth")),
        ("Ann x Beth", ("Ann", "Beth")),
        ("Ann × Beth", ("Ann", "Beth")),
        ("Ann X Beth", ("Ann", "Beth")),
        ("Ann, Beth", ("Ann", "Beth")),
        ("Ann and Beth", ("Ann", "Beth")),
        ("Ann Lee/Beth Moor", ("Ann Lee", "Beth Moor")),
        ("Ann/Beth (eventually)", ("Ann", "Beth")),
        ("*Ann/Beth*", ("Ann", "Beth")),
        ("Ann/Beth/Cora", ("Ann", "Beth", "Cora")),
        ("Ann/Original Female Character", ("Ann", "Original Female Character")),
        ("T'Pol/O'Neill", ("T'Pol", "O'Neill")),
        ("Jean-Luc/Data", ("Jean-Luc", "Data")),
        ("Annbeth", ("Annbeth",)),
        ("AnnxBeth", ("Ann", "Beth")),
        ("Eventual Ann/Beth", ("Ann", "Beth")),
        ("Ann/Beth friendship", ("Ann", "Beth")),
        ("Ann/Beth, Cora", ("Ann", "Beth")),
    ],
)
def test_romantic(value: str, members: tuple[str, ...]) -> None:
    stated = read_pairings(value)
    assert stated.pairings == (Pairing(members),)
    assert stated.pairings[0].standing is Standing.PRIMARY
    assert stated.primary == value


@pytest.mark.parametrize("value", ["Ann & Beth", "Ann &amp; Beth"])
def test_platonic(value: str) -> None:
    assert read_pairings(value).pairings == (Pairing(("Ann", "Beth"), Bond.PLATONIC),)


@pytest.mark.parametrize(
    "value", ["none", "None.", "gen", "N/A", "No pairing", "no pairings (gen)", "None yet", "Ninguna"]
)
def test_none(value: str) -> None:
    assert read_pairings(value).pairings == ()


@pytest.mark.parametrize("value", ["M/M", "F/M", "het", "slash", ""])
def test_a_category_is_no_pairing(value: str) -> None:
    assert read_pairings(value).pairings == ()


@pytest.mark.parametrize(
    ("value", "standing"),
    [
        ("Ann/Beth, background Cora/Dan", Standing.BACKGROUND),
        ("Ann/Beth, minor Cora/Dan", Standing.BACKGROUND),
        ("Ann/Beth; implied Cora/Dan", Standing.BACKGROUND),
        ("Ann/Beth, Cora/Dan (background)", Standing.BACKGROUND),
        ("Ann/Beth, past Cora/Dan", Standing.PAST),
        ("Ann/Beth, former Cora/Dan", Standing.PAST),
        ("Ann/Beth, Cora/Dan (past)", Standing.PAST),
        ("past Cora/Dan, Ann/Beth", Standing.PAST),
        ("Ann/Beth (past Cora/Dan)", Standing.PAST),
        ("Ann/Beth, Cora/Dan", Standing.SECONDARY),
        ("Ann/Beth and Cora/Dan", Standing.SECONDARY),
        ("Ann/Beth + Cora/Dan", Standing.SECONDARY),
    ],
)
def test_two(value: str, standing: Standing) -> None:
    first, second = read_pairings(value).pairings
    assert (first.members, first.standing) == (("Ann", "Beth"), Standing.PRIMARY)
    assert (second.members, second.standing) == (("Cora", "Dan"), standing)


def test_the_primary_wording_leaves_the_rest_out() -> None:
    assert read_pairings("Ann/Beth, background Cora/Dan").primary == "Ann/Beth"


def test_friends_beside_a_couple() -> None:
    couple, friends = read_pairings("Ann/Beth, Cora & Dan").pairings
    assert couple.bond is Bond.ROMANTIC
    assert friends.bond is Bond.PLATONIC


def test_a_folder_s_pairing_holds_where_the_story_states_none() -> None:
    told = Instructions(defaults=(("pairing", "Robin/Marian"), ("fandom", "Robin Hood")))
    silent = recognise(
        read_plain(b"Title: A\n\nIt rained on the greenwood all that day.\n", "a.txt", told)
    ).story
    stated = recognise(
        read_plain(b"Title: B\nPairing: Much/Kate\n\nIt rained all that day.\n", "b.txt", told)
    ).story
    assert [pairing.members for pairing in silent.pairings] == [("Robin", "Marian")]
    assert [pairing.members for pairing in stated.pairings] == [("Much", "Kate")]


BODY = "\n\nIt rained on the greenwood all that day, and nobody minded it.\n\nThey went on.\n"


@pytest.mark.parametrize(
    "head",
    [
        "Title: A\nAuthor: reed\nPairing(s): Robin/Marian\nRating: G",
        "Title: A\nAuthor: reed\nCharacters/Pairings: Robin/Marian (eventually)\nRating: G",
        "Title: A\nAuthor: reed\nPairing/Characters: Robin x Marian, Much, Tuck\nRating: G",
        "A by reed\nRobin Hood, Robin × Marian, PG",
        "A by reed\nRobin Hood (ballads), Robin/Marian, PG",
        "A by reed\nRobin Hood - Howard Pyle, Robin/Marian, PG",
    ],
)
def test_headers_that_state_a_pairing(head: str) -> None:
    story = recognise(read_plain((head + BODY).encode(), "a.txt")).story
    assert [pairing.members for pairing in story.pairings] == [("Robin", "Marian")]


def test_people_and_couples_under_one_label() -> None:
    head = "Title: A\nAuthor: reed\nCharacters/Pairings: Robin/Marian; Much, Tuck\nRating: G"
    story = recognise(read_plain((head + BODY).encode(), "a.txt")).story
    assert story.metadata.parsed("characters") == ("Much", "Tuck")
    assert [pairing.members for pairing in story.pairings] == [("Robin", "Marian")]


def test_the_writer_in_a_fandom_s_name_is_no_fandom() -> None:
    story = recognise(
        read_plain(("A by reed\nRobin Hood - Howard Pyle, Robin/Marian, PG" + BODY).encode(), "a.txt")
    ).story
    assert story.metadata.value("fandom") == "Robin Hood - Howard Pyle"


@pytest.mark.parametrize(
    ("tags", "members"),
    [(("Clana",), [("Clana",)]), (("None (gen)",), []), (("Clana", "Lex & Lana"), [("Lex", "Lana")])],
)
def test_tags_that_are_one_word(tags: tuple[str, ...], members: list[tuple[str, ...]]) -> None:
    assert [pairing.members for pairing in read_tags(tags).pairings] == members
