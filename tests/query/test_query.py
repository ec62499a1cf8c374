"""Queries: what they mean, what is said of those that cannot be read, and that none of them takes long."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanbook.assemble.asked import asked
from fanbook.errors import ConfigError
from fanbook.library.config import Settings
from fanbook.model.draft import Instructions
from fanbook.model.story import Story
from fanbook.pipeline import cast_of
from fanbook.query import And, Comparison, Not, Or, parse_query
from fanbook.query.fields import FIELDS
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.stories import finished


def story(*header: str, name: str = "seeds/lamp.txt") -> Story:
    text = "\n".join([*header, "", "They went on until the river.", "", "They came home at last."])
    return finished(recognise(read_plain(text.encode(), name, Instructions())), Settings())


LAMP = story(
    "Title: The Lamp",
    "Author: Hollin, yew",
    "Fandom: Robin Hood (TV)",
    "Pairing: Robin Hood/Marian, Much & Little John",
    "Rating: PG-13",
    "Warnings: Violence, a goose",
    "Genre: Humour, Angst",
    "Series: Part 2 of Maps",
    "Date: 2011-05-28",
)
BARE = story("Title: Bare")
CAST = cast_of([LAMP, BARE], Settings(aliases={"Robian": "Robin Hood/Marian"}))


def matches(query: str, one: Story = LAMP) -> bool:
    return asked(parse_query(query), one, CAST).is_match


@pytest.mark.parametrize(
    ("query", "is_match"),
    [
        ('pairing = "Robin Hood/Marian"', True),
        ('pairing = "marian / robin hood"', True),
        ('pairing = "Marian x Robin"', True),
        ('pairing = "Robian"', True),
        ('pairing = "Robin & Marian"', False),
        ('pairing = "Much & Little John"', True),
        ('pairing = "Much/Little John"', False),
        ('pairing ~ "Marian"', True),
        ('pairing ~ "Gisborne"', False),
        ('pairing != "Marian/Gisborne"', True),
        ('pairing = ""', False),
        ('fandom = "robin hood"', True),
        ('fandom ~ "hood"', True),
        ("author = YEW", True),
        ("author = hol", False),
        ("authors ~ hol", True),
        ('title = "the lamp"', True),
        ('character = "marian"', True),
        ('tag = "angst" and tag = "humour"', True),
        ('tag != "angst"', False),
        ('warning ~ "goose"', True),
        ('rating <= "T"', True),
        ("rating < T", False),
        ("rating = teen and rating >= G", True),
        ('rating > "PG-13"', False),
        ("words > 5 and words < 20_000", True),
        ('words >= "20,000"', False),
        ("words ≤ 11 and chapters = 1", True),
        ("year = 2011", True),
        ("date >= 2011", True),
        ('date > "2011-05"', False),
        ('date <= "2011-05"', True),
        ('date = "2011-05-28"', True),
        ("series = Maps", True),
        ('file ~ "lamp"', True),
        ("language = en", True),
        ("not rating = E", True),
        ("not not rating = T", True),
        ("rating = E or words < 20 and not author = yew", False),
        ("(rating = E or words < 20) and author = yew", True),
        ("RATING = E OR NOT Author = nobody", True),
        ("title = “The Lamp”", True),
    ],
)
def test_what_a_query_means(query, is_match):
    assert matches(query) is is_match
    assert matches(f"not ({query})") is not is_match


@pytest.mark.parametrize("field", sorted(set(FIELDS) - {"title", "words", "chapters", "language", "file"}))
def test_a_story_that_does_not_say_matches_nothing_but_otherwise(field):
    value = {"rating": "T", "date": "2011", "year": "2011"}.get(field, '"x"')
    assert not matches(f"{field} = {value}", BARE)
    assert matches(f"{field} != {value}", BARE)
    if field not in ("rating", "date", "year"):
        assert matches(f'{field} = ""', BARE)
        assert field == "status" or not matches(f'{field} = ""')
    assert asked(parse_query(f"{field} = {value}"), BARE, CAST).why == f"no {field}"


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ('pairing = "Marian/Robin" and rating <= T and words < 20000', "pairing Robin Hood/Marian; rating Teen; words 11"),
        ("words > 20 and rating <= T", "words 11"),
        ("words > 20 or rating <= T", "rating Teen"),
        ("not words > 20", "words 11"),
    ],
)  # fmt: skip
def test_a_verdict_says_what_decided(query, why):
    assert asked(parse_query(query), LAMP, CAST).why == why


def test_and_binds_closer_than_or():
    a, b, c = (Comparison("words", "<", n) for n in "123")
    assert parse_query("words < 1 or words < 2 and words < 3") == Or((a, And((b, c))))
    assert parse_query("not words < 1 and words < 2") == And((Not(a), b))


@pytest.mark.parametrize(
    ("query", "said", "hint"),
    [
        ("ratnig <= T", "letter 1: 'ratnig' is no fact: ⟨here⟩ratnig", "did you mean 'rating'?"),
        ("rating <= ", "letter 11: a value is missing", "rating ="),
        ("rating T", "letter 8: a sign is missing after 'rating'", "known: ="),
        ("rating <= Z", "letter 11: 'Z' is no rating", "General, Teen"),
        ("words < many", "letter 9: 'words' is a number", "words < 20000"),
        ("author < b", "letter 8: 'author' has no more and no less", "contains"),
        ("words ~ 3", "letter 7: 'words' contains nothing", "<="),
        ("date > soon", "letter 8: this is no date", "2011-05-28"),
        ("(words < 3", "letter 11: a bracket is not closed", "an example"),
        ("words < 3)", "letter 10: no bracket is open", "an example"),
        ("words < 3 rating = T", "letter 11: `and` or `or` is missing", "an example"),
        ('title = "lamp', "letter 9: this quotation mark has no other", "an example"),
        ("words < 3 and", "letter 14: something is missing", "known:"),
        ("words < 3 and ; rating", "letter 15: this cannot be read", "an example"),
        ("", "letter 1: something is missing", "known:"),
        ("( " * 60 + "words < 3", "go deeper than 50", "list"),
        ("not " * 60 + "words < 3", "go deeper than 50", "list"),
        ("words < 3 or " * 400 + "words < 3", "5,209 letters", "list"),
    ],
)
def test_what_cannot_be_read_is_shown_with_its_place(query, said, hint):
    with pytest.raises(ConfigError) as caught:
        parse_query(query, "fanbook.toml")
    assert (caught.value.code, caught.value.at) == ("C030", "fanbook.toml")
    assert said in caught.value.message
    assert hint in caught.value.hint


NUMBER = st.integers(0, 30).map(lambda n: f"words < {n}")
ATOM = NUMBER | st.sampled_from(
    ["rating <= T", "rating = E", 'author = "yew"', 'tag ~ "ng"', "pairing = Robian"]
)
QUERIES = st.recursive(
    ATOM,
    lambda inner: (
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
        | inner.map(lambda q: f"not ({q})")
    ),
    max_leaves=12,
)


@given(one=QUERIES, other=QUERIES)
def test_joints_mean_what_they_mean_in_logic(one, other):
    left, right = matches(one), matches(other)
    assert matches(f"{one} and {other}") is (left and right)
    assert matches(f"({one}) or ({other})") is (left or right)
    assert matches(f"not ({one})") is not left


def fault_of(text: str) -> ConfigError | None:
    """What is wrong with a query; None for one that can be read, which is then asked of a story."""
    try:
        found = parse_query(text)
    except ConfigError as fault:
        return fault
    asked(found, LAMP, CAST)
    return None


LIKELY = st.text(st.sampled_from("()\"'“” andortw<>=!~12.x-_words rating"), max_size=60)


@given(text=LIKELY | st.text(max_size=40))
@settings(max_examples=300)
def test_any_text_is_a_query_or_an_error_with_a_place(text):
    fault = fault_of(text)
    assert fault is None or (fault.code == "C030" and "letter " in fault.message and fault.hint)


@pytest.mark.parametrize("piece", ["(", "not ", '"', "words < 3 and ", "words", "1_", "a-", " ", "<=", "“"])
def test_no_text_takes_long(piece):
    start = time.perf_counter()
    fault = fault_of((piece * 5_000)[:5_000])
    assert fault is not None
    assert time.perf_counter() - start < 1
