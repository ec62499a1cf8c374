"""Who is who: names completed within a fandom, never across, and never by a guess between two."""

from __future__ import annotations

import pytest

from fanbook.reconcile.cast import fold, fold_fandom, make_cast, parts_of

CAST = make_cast(
    [
        ("Robin Hood (legend)", "Robin Hood"),
        ("Robin Hood", "Marian"),
        ("Robin Hood", "Maid Marian"),
        ("Smallville", "Clark Kent"),
        ("Smallville", "Lana Lang"),
        ("Smallville", "Lana"),
        ("Pride and Prejudice - Jane Austen", "Mary Bennet"),
        ("Pride and Prejudice", "Mary King"),
        ("Pride and Prejudice", "Fitzwilliam Darcy"),
    ],
    {"Clana": "Clark Kent/Lana Lang", "Red": "Clark Kent"},
)


@pytest.mark.parametrize(
    ("spelling", "fandom", "name"),
    [
        ("Robin", "Robin Hood", "Robin Hood"),
        ("robin hood", "robin hood", "Robin Hood"),
        ("Marian", "Robin Hood", "Maid Marian"),
        ("Lana", "Smallville (TV)", "Lana Lang"),
        ("LANG", "the Smallville", "Lana Lang"),
        ("Red", "Smallville", "Clark Kent"),
        ("Mr. Darcy", "Pride and Prejudice", "Fitzwilliam Darcy"),
        ("Mary", "Pride and Prejudice", "Mary"),
        ("Clark", "Robin Hood", "Clark"),
        ("Clark", "", "Clark"),
        ("Zoë", "Smallville", "Zoë"),
    ],
)
def test_names(spelling, fandom, name):
    assert CAST.name(spelling, fandom) == name


def test_homes():
    assert CAST.homes(["Robin", "Marian"]) == ("robin hood",)
    assert CAST.homes(["Robin", "Lana"]) == ()


@pytest.mark.parametrize(
    ("one", "other"), [("Zoë", "zoe"), ("  A.  B ", "a b"), ("STRASSE", "straße"), ("O'Neill", "o neill")]
)
def test_fold(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "fandom", ["The Odyssey - Homer", "Odyssey", "odyssey (Homer)", "The Odyssey [poem]", "ODYSSEY | Homer"]
)
def test_fandoms_of_one_name(fandom):
    assert fold_fandom(fandom) == "odyssey"


def test_a_title_is_no_part_of_a_name_but_for_those_who_have_no_other():
    assert parts_of("Lady Marian") == parts_of("marian")
    assert parts_of("The Doctor") == {"doctor"}


def test_a_surname_may_be_a_title_elsewhere():
    assert parts_of("Mary King") == {"mary", "king"}
    assert parts_of("King Arthur") == {"arthur"}


def test_the_order_of_stories_does_not_matter():
    rows = [("S", "Lana"), ("S", "Lana Lang"), ("S", "lana lang"), ("S", "Clark Kent")]
    assert make_cast(rows, {}).name("lana", "S") == make_cast(rows[::-1], {}).name("lana", "S")


def test_a_story_without_a_fandom_lends_its_full_names_to_the_one_that_knows_its_people():
    cast = make_cast([("Sherlock Holmes", "Watson"), ("Sherlock Holmes", "Holmes"), ("Emma", "Emma")], {})
    assert cast.homes(["John Watson", "Sherlock Holmes"]) == ("sherlock holmes",)
    assert cast.homes(["John Watson", "Mr. Darcy"]) == ()
