"""Who is who: names completed within a fandom, never across, and never by a guess between two."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


# What a name is completed to, told in the plainest way: the one name that no other is longer than.


def plainly_completed(name: str, names: set[str]) -> str:
    own = parts_of(name)
    holding = {parts_of(other) for other in names if own < parts_of(other)}
    tops = [parts for parts in holding if not any(parts < other for other in holding)]
    wanted = tops[0] if len(tops) == 1 else own if not tops else None
    same = sorted((other for other in names if parts_of(other) == wanted), key=lambda n: (-len(n), n))
    return same[0] if same else name


def plainly_known(name: str, names: set[str]) -> bool:
    own = parts_of(name)
    known = [parts_of(other) for other in names]
    tops = [parts for parts in known if parts and not any(parts < longer for longer in known)]
    return any(own <= parts for parts in known) or any(parts <= own for parts in tops)


_names = st.lists(st.sampled_from(["ann", "Bea", "cid", "sir", "?"]), min_size=1, max_size=3).map(" ".join)


@given(st.lists(_names, min_size=1, max_size=8), _names)
def test_names_are_completed_as_the_rule_says(names, name):
    cast = make_cast([("S", one) for one in names], {})
    people = set(cast.people["s"])
    assert cast.name(name, "S") == plainly_completed(name, people)
    assert cast.homes([name]) == (("s",) if plainly_known(name, people) else ())


@pytest.mark.slow
def test_thousands_of_names_take_no_time():
    names = [f"Anna{n} Berg{n % 97}" for n in range(5000)] + [f"Anna{n}" for n in range(5000)]
    start = time.process_time()
    cast = make_cast([("S", name) for name in names], {})
    assert cast.name("anna4711", "S") == "Anna4711 Berg55"
    assert [cast.name(name, "S") for name in names[5000:]] == names[:5000]
    assert all(cast.homes([name, "Berg3"]) == ("s",) for name in names)
    assert time.process_time() - start < 4
