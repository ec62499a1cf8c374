"""What books and their files are called."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanbook.assemble.dates import EARLIEST, LATEST, iso_date, modified
from fanbook.assemble.identity import RESERVED, identifier, slug_of, unique_slugs
from fanbook.assemble.names import file_stem, unique_stems
from fanbook.errors import ConfigError
from fanbook.model.book import Book


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Kiss Me Goodbye", "kiss-me-goodbye"),
        ("Clark's “Secret” & Lana's", "clarks-secret-and-lanas"),
        ("Æther, Straße, Łódź, naïve", "aether-strasse-lodz-naive"),
        ("ﬁnd Ｆｕｌｌ", "find-full"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-book"),
        ("lpt1", "lpt1-book"),
        ("…", slug_of("…")),
        ("two\nlines\x00", "two-lines"),
    ],
)
def test_slug(title, slug):
    assert slug_of(title) == slug


@pytest.mark.parametrize("title", ["История", "夜の歌", "🌊", "", "\ud800"])
def test_a_title_without_latin_letters_keeps_its_name_as_the_text_changes(title):
    assert slug_of(title).startswith("story-")
    assert len(slug_of(title)) == len("story-") + 8
    assert slug_of("夜の歌") != slug_of("История")


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text(max_size=200) | st.sampled_from(["A", "a", "CON", "x" * 90, "word " * 40]), max_size=12)
)
def test_every_file_system_takes_every_slug(titles):
    slugs = unique_slugs([(slug_of(title), "0123456789abcdef") for title in titles])
    assert len({slug.casefold() for slug in slugs}) == len(slugs)
    for slug in slugs:
        assert slug.isascii()
        assert 0 < len(slug.encode()) <= 80
        assert slug.casefold() not in RESERVED
        assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_clash_adds_the_content_hash_never_a_counter():
    assert unique_slugs([("tide", "aaaa1111ff"), ("tide", "bbbb2222ff")]) == ["tide", "tide-bbbb2222"]
    assert unique_slugs([("tide", "aaaa1111ff")], {"tide"}) == ["tide-aaaa1111"]
    long = slug_of("word " * 40)
    assert len(unique_slugs([(long, "a" * 64), (long, "b" * 64)])[1]) <= 80


def test_a_hundred_copies_of_one_file():
    slugs = unique_slugs([(slug_of("word " * 40), "a" * 64)] * 100)
    assert len(set(slugs)) == 100
    assert max(map(len, slugs)) <= 80


def book(**facts) -> Book:
    return Book("story", facts.pop("slug", "tide"), "urn:x", facts.pop("title", "Tide"), facts.pop("authors", ()), "en",
                EARLIEST, (), **facts)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "stem"),
    [
        ("", "tide"),
        ("{author} - {title}", "Ann, Bo - The Tide- A Tale"),
        ("{slug}", "tide"),
        ("{title}/{index}", "The Tide- A Tale-2"),
        ("{{x}}", "{x}"),
        ("{fandom}", "tide"),
        ("..{pairing}.", "tide"),
        ("con", "con-book"),
        ("NUL.{title}", "NUL.The Tide- A Tale-book"),
    ],
)
def test_a_persons_own_names(pattern, stem):
    named = book(title="The Tide:? A Tale", authors=("Ann", "Bo"), series_index="2")
    assert file_stem(named, pattern) == stem


def test_long_names_are_cut_and_stay_apart():
    one, two = file_stem(book(title="á" * 200), "{title}"), file_stem(book(title="á" * 201), "{title}")
    assert one != two
    assert len(one.encode()) <= 120


def test_an_unknown_field_is_an_error():
    with pytest.raises(ConfigError):
        file_stem(book(), "{words}")


def test_no_two_books_share_a_file():
    assert unique_stems([("Ann", "a"), ("ANN", "b"), ("Ann", "c"), ("E\u0301", "d"), ("\u00c9", "e")]) == [
        "Ann", "ANN (b)", "Ann (c)", "E\u0301", "\u00c9 (e)",
    ]  # fmt: skip
    assert unique_stems([("Ann", "a")], ["ann"]) == ["Ann (a)"]


def test_an_identifier_depends_on_its_key_alone():
    assert identifier("url", "https://example.org/1") == identifier("url", "https://example.org/1")
    assert identifier("url", "x") != identifier("pinned", "x")
    assert identifier("url", "x").startswith("urn:uuid:")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2019-03-02", "2019-03-02"),
        ("Published: 2019/3/2", "2019-03-02"),
        ("2 March 2019", "2019-03-02"),
        ("Mar. 2nd, 2019", "2019-03-02"),
        ("Sun, 21 Feb 1999 19:04:52 GMT", "1999-02-21"),
        ("1/11/14", ""),
        ("31 February 2001", ""),
        ("some day in 1999", ""),
    ],
)
def test_dates(text, date):
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("dates", "epoch", "said"),
    [
        ([], None, EARLIEST),
        (["", "2019-03-02", "2001-01-01"], None, datetime(2019, 3, 2, tzinfo=UTC)),
        (["0001-01-01"], None, EARLIEST),
        (["2999-01-01"], None, LATEST),
        (["2019-03-02"], 1700000000, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ([], 0, EARLIEST),
        ([], 10**14, LATEST),
    ],
)
def test_when_a_book_counts_as_changed(dates, epoch, said):
    assert modified(dates, epoch) == said
