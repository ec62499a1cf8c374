"""Which stories share a volume, what it is called, and that it says what its stories say."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from fanbook.assemble import (
    Bundle,
    Bundling,
    Volume,
    assemble_anthology,
    assemble_story,
    bundle,
    of_bundle,
    volumes_of,
)
from fanbook.assemble.binder import copy_of, imprint, maker
from fanbook.assemble.bundles import doubtful, with_doubts
from fanbook.assemble.matter import notice
from fanbook.assemble.single import Making
from fanbook.errors import ConfigError
from fanbook.library.config import Settings
from fanbook.model.book import Dedication
from fanbook.model.draft import Instructions
from fanbook.model.story import Story
from fanbook.pipeline import cast_of
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.resources import load_theme
from fanbook.stories import finished
from fanbook.write.epub import write_epub

SEEDS = Path(__file__).parents[2] / "seeds"
MAKING = Making("0")


def story(title: str, *header: str, words: str = "They went on until the river.", name: str = "") -> Story:
    text = "\n".join([f"Title: {title}", *header, "", words, "", "They came home."])
    path = name or f"seeds/{title.casefold()}.txt"
    return finished(recognise(read_plain(text.encode(), path, Instructions())), Settings())


def bundles(stories: list[Story], by: str = "pairing", wish: Bundling | None = None, **aliases: str):
    return bundle(stories, cast_of(stories, Settings(aliases=aliases)), by, wish)


def volume_of(group: Bundle) -> Volume:
    (volume,) = volumes_of(of_bundle(group), cast_of(group.stories, Settings()))
    return volume


def told(groups) -> dict[str, list[str]]:
    return {group.title: [story.title() for story in group.stories] for group in groups}


# --- Ours -----------------------------------------------------------------------------------------


def ours() -> list[Story]:
    return [
        finished(recognise(read_plain(file.read_bytes(), f"seeds/{file.name}", Instructions())), Settings())
        for file in sorted(SEEDS.glob("*.txt"))
    ]


def test_three_spellings_of_one_pairing_make_one_volume():
    (group,) = bundles(ours())
    assert sorted(story.title() for story in group.stories) == [
        "Arrows in April",
        "Sherwood After Dark",
        "The Greenwood Oath",
    ]
    assert group.slug() == "anthology-marian-robin-hood"
    assert group.fandom == "Robin Hood"


def chapters(epub: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        package = next(name for name in archive.namelist() if name.endswith(".opf"))
        opf = etree.fromstring(archive.read(package))
        paths = {item.get("id"): item.get("href") for item in opf.iter("{*}item")}
        found = [paths[ref.get("idref")] for ref in opf.iter("{*}itemref")]
        found = [name for name in found if re.search(r"text/(w[0-9a-f]+-)?(chapter-|note)", name)]
        folder = package.rpartition("/")[0]
        bodies = [etree.fromstring(archive.read(f"{folder}/{name}")).find("{*}body") for name in found]
    return [word for body in bodies for word in "".join(body.itertext()).split()]


@pytest.mark.slow
@pytest.mark.parametrize("by", ["pairing", "fandom"])
def test_a_volume_says_word_for_word_what_its_stories_say(by):
    theme = load_theme()
    for group in bundles(ours(), by):
        volume = assemble_anthology(volume_of(group), "volume", MAKING)
        singles = [write_epub(assemble_story(one, "s", "urn:x", MAKING), theme) for one in group.stories]
        assert chapters(write_epub(volume, theme)) == [word for epub in singles for word in chapters(epub)]
        assert volume.words == sum(one.words for one in group.stories)


# --- Pairings -------------------------------------------------------------------------------------


def test_order_spelling_and_signs_aside():
    stories = [
        story("A", "Fandom: Smallville", "Pairing: Clark Kent/Lana Lang"),
        story("B", "Fandom: Smallville", "Pairing: Lana Lang/Clark Kent"),
        story("C", "Fandom: smallville (TV)", "Pairing: Clark x Lana"),
        story("D", "Fandom: Smallville", "Pairing: LANA LANG / CLARK KENT"),
        story("E", "Pairing: Clark, Lana"),
    ]
    assert told(bundles(stories)) == {"Clark Kent/Lana Lang": ["A", "B", "C", "D", "E"]}


def test_friends_are_no_couple():
    assert not bundles([story("A", "Pairing: Clark & Lana"), story("B", "Pairing: Clark/Lana")])


def test_a_ship_name_is_its_pair_where_the_library_says_so():
    stories = [
        story("A", "Fandom: S", "Pairing: Clana"),
        story("B", "Fandom: S", "Pairing: Clark Kent/Lana Lang"),
    ]
    assert told(bundles(stories)) == {"Clark Kent/Lana Lang": ["A", "B"]}
    odd = [story("A", "Fandom: S", "Pairing: Farmlight"), stories[1]]
    assert not bundles(odd)
    assert told(bundles(odd, Farmlight="Clark Kent/Lana Lang")) == {"Clark Kent/Lana Lang": ["A", "B"]}
    nick = [story("A", "Fandom: S", "Pairing: Red/Lana Lang"), stories[1]]
    assert told(bundles(nick, Red="Clark Kent")) == {"Clark Kent/Lana Lang": ["A", "B"]}


def test_namesakes_of_two_fandoms_stay_apart():
    stories = [
        story(f"{fandom}{n}", f"Fandom: {fandom}", "Pairing: Mary/John") for fandom in "XY" for n in (1, 2)
    ]
    groups = bundles(stories)
    assert [[one.title() for one in group.stories] for group in groups] == [["X1", "X2"], ["Y1", "Y2"]]
    assert len({group.slug() for group in groups}) == 2
    assert len({assemble_anthology(volume_of(group), "s", MAKING).identifier for group in groups}) == 2


def test_a_volume_stays_the_same_book_as_others_join():
    smallville = [story(f"S{n}", "Fandom: Smallville", "Pairing: Clark/Lana") for n in (1, 2)]
    alone = [story("H", "Pairing: Clark/Lana")]
    elsewhere = [story(f"Z{n}", "Fandom: Zorro", "Pairing: Clark/Lana") for n in (1, 2)]

    def known_as(stories: list[Story]) -> str:
        group = next(g for g in bundles(stories) if smallville[0] in g.stories)
        return assemble_anthology(volume_of(group), "s", MAKING).identifier

    first = known_as(smallville)
    assert known_as(smallville + alone) == first
    assert known_as(smallville + elsewhere) == first
    assert known_as(smallville + alone + elsewhere) == first


def test_two_marys_stay_two():
    stories = [
        story("A", "Fandom: P", "Pairing: Mary/Tom Orde"),
        story("B", "Fandom: P", "Pairing: Mary Bennet/Tom Orde"),
        story("C", "Fandom: P", "Pairing: Mary King/Tom Orde"),
    ]
    assert not bundles(stories)


def test_background_and_past_pairings_make_no_volume():
    stories = [story("A", "Pairing: Sif/Thor (background), Loki & Thor"), story("B", "Pairing: Sif/Thor")]
    assert not bundles(stories)


def test_the_order_is_series_part_date_title():
    def part(title: str, *more: str) -> Story:
        return story(title, "Pairing: A/B", *more)

    stories = [
        part("Z", "Date: 2001-01-01"),
        part("Y", "Date: 2003-01-01"),
        part("X"),
        part("W", "Series: Part 10 of Maps"),
        part("V", "Series: Part 2 of Maps"),
    ]
    assert told(bundles(stories[::-1])) == told(bundles(stories)) == {"A/B": ["Z", "Y", "X", "V", "W"]}


def test_non_latin_pairs_have_volumes_of_their_own():
    stories = [
        story(f"{pair}{n}", f"Pairing: {pair}") for pair in ("宝玉/黛玉", "Анна/Борис") for n in (1, 2)
    ]
    slugs = [group.slug() for group in bundles(stories)]
    assert len(set(slugs)) == 2
    assert all(re.fullmatch(r"anthology-[0-9a-f]{8}", slug) for slug in slugs)


# --- Other ways to bundle -------------------------------------------------------------------------


def test_by_author_fandom_and_series():
    stories = [
        story("A", "Author: hollin", "Fandom: X", "Series: Part 1 of Maps"),
        story("B", "Author: Hollin, yew", "Fandom: X (TV)", "Series: Maps, 2"),
        story("C", "Author: yew", "Fandom: Y"),
    ]
    assert told(bundles(stories, "author")) == {"Stories by hollin": ["A", "B"], "Stories by yew": ["C", "B"]}
    assert told(bundles(stories, "fandom")) == {"X": ["A", "B"]}
    assert told(bundles(stories, "series")) == {"Maps": ["A", "B"]}


def test_an_author_named_twice_is_in_a_volume_once():
    assert not bundles([story("A", "Author: hollin, Hollin")], "author")


@pytest.mark.parametrize(
    ("by", "title", "slug"),
    [
        ("character", "Stories about Marian", "anthology-about-marian"),
        ("tag", "Humour", "anthology-tagged-humour"),
        ("rating", "Rated Teen", "anthology-rated-teen"),
        ("year", "Stories of 2011", "anthology-stories-of-2011"),
    ],
)
def test_by_what_stories_share(by, title, slug):
    stories = [
        story("A", "Fandom: Robin Hood", "Pairing: Robin/Marian", "Rating: PG-13", "Genre: humour", "Date: 2011-05-28"),
        story("B", "Fandom: Robin Hood", "Characters: marian, Much", "Rating: T", "Genre: Humour, Angst", "Date: June 3, 2011"),
        story("C", "Fandom: Zorro", "Characters: Marian", "Rating: R", "Genre: Drama", "Date: 1/11/14"),
    ]  # fmt: skip
    groups = bundles(stories, by)
    assert told(groups) == {title: ["A", "B"]}
    assert groups[0].slug() == slug


# --- Which pairings count -------------------------------------------------------------------------


def test_a_story_goes_to_its_primary_pairing_or_to_each():
    stories = [
        story("A", "Pairing: Robin/Marian, Much/Ada"),
        story("B", "Pairing: Marian/Robin"),
        story("C", "Pairing: Much/Ada"),
        story("D", "Pairing: Robin/Ada, Robin/Marian (past)"),
    ]
    assert told(bundles(stories)) == {"Robin/Marian": ["A", "B"]}
    every = told(bundles(stories, wish=Bundling(every=True)))
    assert every == {"Robin/Marian": ["A", "B"], "Much/Ada": ["A", "C"]}


def test_three_are_no_two():
    stories = [story(f"{n}", "Pairing: Robin/Marian/Guy") for n in (1, 2)]
    stories += [story("Pair", "Pairing: Robin/Marian"), story("Turned", "Pairing: Guy/Robin/Marian")]
    assert told(bundles(stories)) == {"Robin/Marian/Guy": ["1", "2", "Turned"]}


def test_friends_have_volumes_where_they_are_wanted():
    stories = [
        story("A", "Pairing: Much & Robin"),
        story("B", "Pairing: Robin & Much"),
        story("C", "Pairing: Robin/Much"),
        story("D", "Pairing: Robin/Much"),
        story("E", "Pairing: Robin/Marian, Robin & Much"),
    ]
    assert told(bundles(stories)) == {"Robin/Much": ["C", "D"]}
    groups = bundles(stories, wish=Bundling(friendships=True))
    assert told(groups) == {"Much & Robin": ["A", "B"], "Robin/Much": ["C", "D"]}
    assert sorted(group.slug() for group in groups) == ["anthology-much-and-robin", "anthology-much-robin"]
    both = Bundling(friendships=True, every=True)
    assert told(bundles(stories, wish=both))["Much & Robin"] == ["A", "B", "E"]


def guessed(title: str, confidence: float) -> Story:
    """A story whose pairing nobody stated."""
    one = story(title, "Pairing: Robin/Marian")
    facts = tuple(row for row in one.metadata.facts if row[0] != "pairing")
    pairings = tuple(replace(pairing, confidence=confidence) for pairing in one.pairings)
    return replace(one, metadata=replace(one.metadata, facts=facts), pairings=pairings)


def test_a_doubtful_pairing_is_in_or_held_back_and_listed_either_way():
    stories = [
        story("A", "Pairing: Robin/Marian"),
        guessed("Likely", 0.6),
        guessed("Hardly", 0.3),
        guessed("Surely", 0.95),
    ]
    assert told(bundles(stories)) == {"Robin/Marian": ["A", "Likely", "Surely"]}
    assert told(bundles(stories, wish=Bundling(floor=0.9))) == {"Robin/Marian": ["A", "Surely"]}
    assert told(bundles(stories, wish=Bundling(floor=0.0))) == {
        "Robin/Marian": ["A", "Hardly", "Likely", "Surely"]
    }
    for floor, is_in in ((0.5, {"Likely": True, "Hardly": False}), (0.9, {"Likely": False, "Hardly": False})):
        listed = doubtful(stories, Bundling(floor=floor))
        assert {one.story.title(): one.is_in for one in listed} == is_in
    notes = {one.title(): [d.message for d in one.diagnostics if d.code == "N040"] for one in with_doubts(stories, Bundling())}  # fmt: skip
    assert [title for title, said in notes.items() if said] == ["Likely", "Hardly"]
    assert "files it in a volume" in notes["Likely"][0]
    assert "held back" in notes["Hardly"][0]


def test_a_volume_of_guesses_says_so():
    (group,) = bundles([guessed("A", 0.6), guessed("B", 0.6)])
    book = assemble_anthology(volume_of(group), "s", MAKING)
    page = next(s.page for s in book.sections if s.id == "title-page")
    assert (group.is_guess, book.stand_in, page.stand_in, book.pairing) == (True, True, True, "")
    (group,) = bundles([guessed("A", 0.6), story("B", "Pairing: Marian/Robin")])
    assert (group.title, group.is_guess) == ("Marian/Robin", False)


# --- What stands in every book --------------------------------------------------------------------


def test_the_binder_is_named_where_binders_are():
    said = {
        "name": "A. Binder",
        "imprint": "Alder Press",
        "year": "2024",
        "copy": "2/5",
        "dedication": "For J.",
    }
    making = replace(MAKING, binder=said)
    (group,) = bundles([story("A", "Pairing: Marian/Robin"), story("B", "Pairing: Marian/Robin")])
    for book in (
        assemble_story(story("A"), "a", "urn:x", making),
        assemble_anthology(volume_of(group), "s", making),
    ):
        pages = {s.id: s.page for s in book.sections}
        assert "This is copy 2 of 5, made by A. Binder, Alder Press, 2024." in pages["colophon"].paragraphs
        assert pages["title-page"].imprint == "Alder Press, 2024"
        assert pages["dedication"] == Dedication("For J.")
        assert list(pages)[2:4] == ["notice", "dedication"]


@pytest.mark.parametrize(
    ("binder", "line", "foot"),
    [
        ({}, "", ""),
        ({"name": "A. Binder"}, "This copy was made by A. Binder.", ""),
        ({"copy": "3"}, "This is copy 3.", ""),
        ({"copy": "1 of 1", "year": "2026"}, "This is copy 1 of 1, made in 2026.", ""),
        ({"imprint": "Alder Press"}, "This copy was made by Alder Press.", "Alder Press"),
    ],
)
def test_the_binder_s_line_says_what_is_known(binder, line, foot):
    assert (maker(binder), imprint(binder)) == (line, foot)


@pytest.mark.parametrize("said", ["many", "0 of 3", "4 of 3", "", "-1"])
def test_a_copy_that_is_none_is_refused(said):
    with pytest.raises(ConfigError, match="copy"):
        copy_of(said)


def test_a_guess_stands_on_no_title_page():
    one = story("A", "Fandom: X", "Pairing: Clark/Lana", "Series: Roads")
    assert assemble_story(one, "a", "urn:x", MAKING).series == "Roads"
    facts = tuple((n, replace(f, origin=type(f.origin).INFERRED)) for n, f in one.metadata.facts if n in ("fandom", "pairing", "series"))  # fmt: skip
    guessed = replace(
        one, metadata=replace(one.metadata, facts=(("title", one.metadata.get("title")), *facts))
    )
    book = assemble_story(guessed, "a", "urn:x", MAKING)
    assert (book.fandom, book.pairing, book.series) == ("", "", "")
    rows = next(s.page.rows for s in book.sections if s.id == "about")
    assert all(row.guess for row in rows if row.label in ("Fandom", "Pairing"))


# --- Warnings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        ("Violence, a goose", ("Violence", "a goose")),
        ("None", ()),
        ("n/a", ()),
        ("No Archive Warnings Apply", ()),
    ],
)
def test_warnings_of_a_book(said, warned):
    one = story("Aye", f"Warnings: {said}")
    book = assemble_story(one, "aye", "urn:uuid:1", MAKING)
    about = next(section.page for section in book.sections if section.id == "about")
    assert book.warnings == warned
    assert about.warnings == (said if warned else "")
    assert ("Warnings" in [row.label for row in about.rows]) is not bool(warned)


@pytest.mark.parametrize(("said", "there"), [("", False), ("Rating: T", True), ("Warnings: a goose", True)])
def test_a_page_about_a_story_is_there_where_it_says_anything(said: str, there: bool):
    book = assemble_story(story("Aye", *filter(None, [said])), "aye", "urn:uuid:1", MAKING)
    assert any(section.id == "about" for section in book.sections) is there


def test_a_notice_speaks_of_one_story_or_of_several():
    one, two = (
        story(name, f"Fandom: {world}") for name, world in (("Aye", "Robin Hood"), ("Bee", "Beowulf"))
    )
    (single,) = [text for text in notice((one,)).paragraphs if "fan fiction" in text]
    (several,) = [text for text in notice((one, two)).paragraphs if "fan fiction" in text]
    assert single.startswith("It is a work of fan fiction. The characters and the world of Robin Hood belong")
    assert several.startswith(
        "They are works of fan fiction. The characters and the worlds of Robin Hood and Beowulf"
    )
