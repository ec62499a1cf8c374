"""What folders' names tell: guesses by themselves, evidence where the library says the same."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fanbook.model.metadata import Fact, Metadata, Origin
from fanbook.model.story import Source, Story
from fanbook.reconcile import author_by_folder, fandom_of, in_folders, known_from
from fanbook.reconcile.folders import folders_of


def story(path: str, **facts: str) -> Story:
    rows = {name: Fact(value, parsed=(value,)) for name, value in ({"title": "The Tide"} | facts).items()}
    return Story(Source(path, "0" * 64, 1, "utf-8", "lf"), Metadata(tuple(rows.items())), ())


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("seeds/a.txt", []),
        ("a.txt", []),
        ("Smallville/a.txt", ["Smallville"]),
        ("seeds/Star Trek/hollin_and_yew/a.txt", ["Star Trek", "hollin_and_yew"]),
        ("Robin_Hood fics/a.txt", ["Robin Hood"]),
        ("Fandom - Merlin/a.txt", ["Merlin"]),
        ("2004/04 April/a.txt", []),
        ("To read/AO3 downloads/a.txt", []),
        ("A-C/WIPs/a.txt", []),
        ("../elsewhere/a.txt", ["elsewhere"]),
        ("三国演义/a.txt", ["三国演义"]),
    ],
)
def test_folders_that_tell_something(path, told):
    assert [name for _, name in folders_of(path)] == told


@pytest.mark.parametrize(
    ("path", "fandom", "author", "pairing"),
    [
        ("Smallville/a.txt", "Smallville", None, None),
        ("Star Trek/hollin/a.txt", "Star Trek", "hollin", None),
        ("by Ann Other/a.txt", None, "Ann Other", None),
        ("Clark x Lana/a.txt", None, None, "Clark/Lana"),
        ("Smallville/Clark & Chloe/a.txt", "Smallville", None, "Clark & Chloe"),
        ("The Tide/a.txt", None, None, None),  # a folder for the story itself
        ("smut/a.txt", None, None, None),
    ],
)
def test_a_name_alone_is_a_guess(path, fandom, author, pairing):
    told = in_folders(story(path))
    fact = told.metadata.get("fandom")
    assert (fact and fact.value) == fandom
    assert fact is None or (fact.origin, fact.is_guess()) == (Origin.FOLDER, True)
    assert fandom_of(told) == ""  # it keeps nobody's people apart
    proposed = author_by_folder(told)
    assert (proposed and proposed[1]) == author
    assert told.metadata.get("author") is None  # nobody is called an author on a guess
    assert [p.label() for p in told.pairings] == ([pairing] if pairing else [])
    assert told.metadata.get("pairing") is None


def test_what_the_library_says_too_is_evidence():
    known = known_from(
        [story("x.txt", fandom="Smallville (TV)", author="Ann Other"), story("y.txt", author="hollin")]
    )
    told = in_folders(story("smallville/Ann Other/a.txt"), known)
    assert [
        (fact.value, fact.origin, fact.is_guess())
        for fact in (told.metadata.get("fandom"), told.metadata.get("author"))
    ] == [
        ("Smallville (TV)", Origin.FOLDER, False),
        ("Ann Other", Origin.FOLDER, False),
    ]
    assert fandom_of(told) == "Smallville (TV)"
    assert told.authors() == ("Ann Other",)
    assert in_folders(story("Hollin/a.txt"), known).authors() == ("hollin",)


def test_a_guess_becomes_evidence_and_never_the_other_way_round():
    guess = in_folders(story("Merlin/a.txt"))
    assert in_folders(guess) == guess
    sure = in_folders(guess, known_from([story("x.txt", fandom="Merlin")]))
    assert not sure.metadata.get("fandom").is_guess()
    assert in_folders(sure) == sure
    assert known_from([guess]).fandoms == {}  # guesses do not confirm one another


def test_what_is_stated_stays():
    stated = story("Smallville/hollin/a.txt", fandom="Merlin", author="yew", pairing="A/B")
    assert in_folders(stated, known_from([story("x.txt", fandom="Smallville", author="hollin")])) == stated


@pytest.mark.parametrize("where", ["said", "silent"])
def test_what_a_person_spoke_of_is_not_guessed(where):
    spoken = replace(
        story("Smallville/Clark x Lana/hollin/a.txt"), **{where: ("fandom", "author", "pairing")}
    )
    assert in_folders(spoken, known_from([story("x.txt", fandom="Smallville", author="hollin")])) == spoken
    assert author_by_folder(spoken) is None


def test_an_author_s_own_folder_is_no_fandom():
    assert in_folders(story("Ann Other/a.txt", author="Ann Other")).metadata.get("fandom") is None
