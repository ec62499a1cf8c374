"""What authors write behind "Pairing:", taken apart."""

from __future__ import annotations

import pytest

from fanbook.model.draft import Instructions
from fanbook.model.pairing import Bond, Pairing, Standing
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.recognise.pairings import read_pairings


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
