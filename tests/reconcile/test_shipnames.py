"""Ship names and initials: solved where one couple alone can be meant, and left alone where two can."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.doubt import Doubt, doubtful_names
from fanbook.library.config import Settings
from fanbook.model.metadata import Fact, Metadata
from fanbook.model.pairing import Pairing
from fanbook.model.story import Source, Story
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.reconcile import Cast, make_cast, settled
from fanbook.reconcile.shipnames import couples_of, initialled, named_by
from fanbook.stories import finished

BAKER_STREET = (
    "John Watson",
    "Sherlock Holmes",
    "Mary Morstan",
    "Irene Adler",
    "Greg Lestrade",
    "Mycroft Holmes",
)
SMALLVILLE = ("Clark Kent", "Lana Lang", "Lois Lane", "Lex Luthor", "Chloe Sullivan")
LONGBOURN = ("Elizabeth Bennet", "Fitzwilliam Darcy", "Jane Bennet", "Charles Bingley")


@pytest.mark.parametrize(
    ("word", "people", "couple"),
    [
        ("Johnlock", BAKER_STREET, ("John Watson", "Sherlock Holmes")),
        ("Sherlene", BAKER_STREET, ("Sherlock Holmes", "Irene Adler")),
        ("Mystrade", BAKER_STREET, ("Mycroft Holmes", "Greg Lestrade")),
        ("Clana", SMALLVILLE, ("Clark Kent", "Lana Lang")),
        ("Clois", SMALLVILLE, ("Clark Kent", "Lois Lane")),
        ("clex", SMALLVILLE, ("Clark Kent", "Lex Luthor")),
        ("Darbeth", LONGBOURN, ("Fitzwilliam Darcy", "Elizabeth Bennet")),
        ("Jily", ("James Potter", "Lily Evans", "Sirius Black"), ("James Potter", "Lily Evans")),
        ("Orphydice", ("Orpheus", "Eurydice", "Hades"), ("Orpheus", "Eurydice")),
    ],
)
def test_one_couple(word: str, people: tuple[str, ...], couple: tuple[str, str]) -> None:
    assert couples_of(word, people) == [couple]


def test_several_couples_are_not_chosen_between() -> None:
    people = ("Anne Elliot", "Annette Croft", "Frederick Wentworth")
    found = couples_of("Annerick", people)
    assert {one for one, _ in found} == {"Anne Elliot", "Annette Croft"}
    stated = {frozenset(("Anne Elliot", "Frederick Wentworth"))}
    assert couples_of("Annerick", people, stated) == [("Anne Elliot", "Frederick Wentworth")]


@pytest.mark.parametrize("word", ["Superbat", "Otp", "Romance", "Lang"])
def test_words_that_are_nobody(word: str) -> None:
    assert couples_of(word, BAKER_STREET) == []


@given(st.sampled_from(LONGBOURN), st.sampled_from(LONGBOURN), st.data())
def test_what_a_couple_makes_is_among_its_solutions(one: str, other: str, data: st.DataObject) -> None:
    head, tail = one.split(maxsplit=1)[0], other.rsplit(maxsplit=1)[-1]
    n = data.draw(st.integers(2, len(head)))
    m = data.draw(st.integers(2, len(tail)))
    found = [frozenset(couple) for couple in couples_of(head[:n] + tail[-m:], LONGBOURN)]
    assert one == other or frozenset((one, other)) in found
    assert len(found) == len(set(found))


def story(fandom: str) -> Story:
    return Story(Source("x.txt", "", 0, "utf-8", "lf"), Metadata((("fandom", Fact(fandom)),)), ())


CAST = make_cast(
    [("Sherlock Holmes", name) for name in BAKER_STREET] + [("Smallville", name) for name in SMALLVILLE],
    {"Mystery": "John Watson/Mary Morstan"},
    [("Sherlock Holmes", ("John", "Sherlock")), ("Smallville", ("Clark", "Lana Lang")), ("Smallville", ("Lois Lane", "Clark Kent"))],
)  # fmt: skip


@pytest.mark.parametrize(
    ("fandom", "members", "full"),
    [
        ("Sherlock Holmes", ("Johnlock",), ("John Watson", "Sherlock Holmes")),
        ("Smallville", ("Johnlock",), ("Johnlock",)),
        ("", ("Johnlock",), ("John Watson", "Sherlock Holmes")),
        ("Sherlock Holmes", ("Mystery",), ("John Watson", "Mary Morstan")),
        ("Sherlock Holmes", ("J.W.", "S.H."), ("John Watson", "Sherlock Holmes")),
        ("Sherlock Holmes", ("S", "J"), ("Sherlock Holmes", "John Watson")),
        ("Smallville", ("CK", "LL"), ("CK", "LL")),
        ("Smallville", ("Johnlock", "Lex"), ("Johnlock", "Lex Luthor")),
    ],
)
def test_settled(fandom: str, members: tuple[str, ...], full: tuple[str, ...]) -> None:
    assert settled(Pairing(members), story(fandom), CAST).members == full


def test_initials() -> None:
    assert named_by("LL", SMALLVILLE) == ["Lana Lang", "Lois Lane", "Lex Luthor"]
    assert list(initialled(("CK", "CS"), SMALLVILLE, [frozenset(("Clark Kent", "Lana Lang"))])) == []


def test_two_names_run_together_complete_nobody() -> None:
    cast = make_cast(
        [
            ("S", name)
            for name in ("Clark Kent", "Clark Kent", "Lana Lang", "Lana Lang", "Clark Kent Lana Lang")
        ],
        {},
    )
    assert cast.name("Clark", "S") == "Clark Kent"


def test_a_short_name_of_one_is_not_another() -> None:
    cast = make_cast(
        [("P", "Charles Bingley"), ("P", "Charles"), ("P", "Mary"), ("Q", "Charles Musgrove"), ("Q", "Mary")],
        {},
    )
    assert cast.homes(["Mary", "Charles Musgrove"]) == ("q",)


TELLING = "Clark laughed. “Clark,” said Lana, “don’t.” Lana sighed. Clark said nothing to Lana."


def told(pairing: str, cast: Cast = CAST, fandom: str = "Elsewhere") -> tuple[str, list[Doubt]]:
    text = f"Title: A\nAuthor: b\nFandom: {fandom}\nPairing: {pairing}\n\n{TELLING}\n\n{TELLING}\n"
    one = finished(recognise(read_plain(text.encode(), "a.txt")), Settings())
    return settled(one.pairings[0], one, cast).label(), list(doubtful_names(one, cast))


def test_a_ship_name_is_solved_from_the_story_s_own_people() -> None:
    assert told("Clana") == ("Clark/Lana", [])


def test_one_that_nobody_makes_is_asked_about() -> None:
    label, (doubt,) = told("Farmlight")
    assert label == "Farmlight"
    assert (doubt.field, doubt.value, doubt.stated) == ("pairing", "", "Farmlight")


def test_one_that_several_make_is_asked_about() -> None:
    cast = make_cast([("S", "Anne Elliot"), ("S", "Annette Croft"), ("S", "Frederick Wentworth")], {})
    label, (doubt,) = told("Annerick", cast, "S")
    assert label == "Annerick"
    assert doubt.value == "Anne Elliot/Frederick Wentworth"
    assert "Annette Croft/Frederick Wentworth" in doubt.why
