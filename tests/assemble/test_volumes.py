"""How stories stand in volumes: their order, their parts, how thick each volume is, what was printed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fanbook.assemble.order import ORDERS, arranged, part_of, runs_of, series_of
from fanbook.assemble.recipe import PLAIN, Edition, Pin, Recipe
from fanbook.assemble.thickness import Limit, cut, read_limit
from fanbook.assemble.volumes import Anthology, Volume, of_recipe, parted, volumes_of
from fanbook.errors import ConfigError
from fanbook.library.config import Settings
from fanbook.model.metadata import Fact, Metadata
from fanbook.model.story import Source, Story
from fanbook.pipeline import cast_of
from fanbook.query import parse_query

NOBODY = cast_of([], Settings())


def tale(title: str, words: int = 1_000, **facts: str) -> Story:
    """A story of which only its facts matter."""
    rows = [("title", Fact(title))]
    rows += [(name, Fact(value, parsed=(value,))) for name, value in facts.items()]
    source = Source(f"seeds/{title.casefold()}.txt", "", 0, "utf-8", "lf")
    return Story(source, Metadata(tuple(rows)), (), words=words)


def titles(stories) -> str:
    return " ".join(story.title() for story in stories)


TALES = [
    tale("Elm", 300, date="2003-01-01", author="hollin"),
    tale("Ash", 900, date="2001-01-01", author="yew"),
    tale("Map-2", 100, date="2000-01-01", author="Alder", series="Maps", series_index="2"),
    tale("Map-1", 500, date="2002-01-01", author="Alder", series="Maps", series_index="1"),
    tale("The Birch", 700, author="hollin"),
]


# --- Order and parts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (("series",), "Ash Elm The Birch Map-1 Map-2"),
        (("date",), "Map-1 Map-2 Ash Elm The Birch"),
        (("title",), "Ash The Birch Elm Map-1 Map-2"),
        (("author",), "Map-1 Map-2 Elm The Birch Ash"),
        (("length",), "Map-1 Map-2 Elm The Birch Ash"),
        (("the birch", "seeds/map-2.txt", "ash.txt"), "The Birch Map-2 Ash Elm Map-1"),
    ],
)
def test_order(order, expected):
    assert titles(arranged(TALES, order)) == titles(arranged(TALES[::-1], order)) == expected


TALE = st.builds(
    lambda n, words, series, index, year: tale(
        f"T{n}",
        words,
        **({"series": series, "series_index": str(index)} if series else {}),
        **({"date": f"{year}-01-01"} if year else {}),
    ),
    st.integers(0, 10_000),
    st.integers(1, 9_000),
    st.sampled_from(["", "", "", "Maps", "Rivers"]),
    st.integers(1, 9),
    st.sampled_from([0, 2001, 2002]),
)
SHELF = st.lists(TALE, max_size=12, unique_by=lambda one: one.source.path)


@given(stories=SHELF, order=st.sampled_from(sorted(ORDERS)))
def test_every_story_is_there_once_and_series_stand_together_in_order(stories, order):
    found = arranged(stories, (order,))
    assert sorted(map(titles, [found])) == sorted(map(titles, [found]))
    assert {one.source.path for one in found} == {one.source.path for one in stories}
    assert len(found) == len(stories)
    for run in runs_of(found):
        at = found.index(run[0])
        assert found[at : at + len(run)] == run
        assert [part_of(one) for one in run] == sorted(part_of(one) for one in run)


def test_parts():
    def by(what: str) -> list[tuple[str, str]]:
        return [(title, titles(part)) for title, part in parted(arranged(TALES, ("date",)), what, NOBODY)]

    assert by("") == [("", "Map-1 Map-2 Ash Elm The Birch")]
    assert by("author") == [("Alder", "Map-1 Map-2"), ("yew", "Ash"), ("hollin", "Elm The Birch")]
    assert by("series") == [("Maps", "Map-1 Map-2"), ("Other stories", "Ash Elm The Birch")]
    years = [(year, name) for year, name in by("year")]
    assert years == [
        ("2000", "Map-2"), ("2001", "Ash"), ("2002", "Map-1"), ("2003", "Elm"), ("Other stories", "The Birch"),
    ]  # fmt: skip
    assert by("tag") == [("", "Map-1 Map-2 Ash Elm The Birch")]


# --- Thickness ------------------------------------------------------------------------------------


def best(lengths: list[int], most: int) -> tuple[int, int, int]:
    """Fewest volumes, thinnest thickest, least sum of squares: by looking at every way to cut."""
    for count in range(1, len(lengths) + 1):
        found = [
            weigh([lengths[a:b] for a, b in zip((0, *ends), (*ends, len(lengths)), strict=True)], most)
            for ends in combinations(range(1, len(lengths)), count - 1)
        ]
        if fits := [weight for weight in found if weight]:
            return (count, *min(fits))
    raise AssertionError("a volume a piece always fits")


def weigh(volumes: list[list[int]], most: int) -> tuple[int, int] | None:
    sizes = [sum(volume) for volume in volumes]
    if any(sum(volume) > most and len(volume) > 1 for volume in volumes):
        return None
    return max((size for size in sizes if size <= most), default=0), sum(size**2 for size in sizes)


@given(lengths=st.lists(st.integers(1, 12), min_size=1, max_size=8), most=st.integers(1, 25))
def test_volumes_are_as_few_and_as_even_as_can_be(lengths, most):
    counts = cut(lengths, most)
    assert sum(counts) == len(lengths)
    assert all(counts)
    rest = iter(lengths)
    volumes = [[next(rest) for _ in range(count)] for count in counts]
    assert (len(volumes), *(weigh(volumes, most) or ())) == best(lengths, most)


def test_it_is_not_filled_one_after_the_other():
    assert cut([50, 50, 50, 10], 150) == (2, 2)
    assert cut([9, 1, 1, 9], 12) == (2, 2)
    assert cut([], 10) == ()
    assert cut([40, 3, 3], 10) == (1, 2)


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        ("150000 words", Limit(150_000)),
        ("150,000 words", Limit(150_000)),
        ("400 pages", Limit(400, in_pages=True)),
        ("1 page", Limit(1, in_pages=True)),
        ("", None),
    ],
)
def test_thickness_as_people_say_it(said, limit):
    assert read_limit(said) == limit


@pytest.mark.parametrize("said", ["thick", "0 words", "150000", "words", "-3 pages", "1e9 words"])
def test_no_thickness(said):
    with pytest.raises(ConfigError, match="says no thickness"):
        read_limit(said)


# --- Volumes --------------------------------------------------------------------------------------


def volumes(stories, edition: Edition = PLAIN, earlier=None) -> tuple[Volume, ...]:
    whole = Anthology("Trees", "anthology-trees", "recipe", "anthology-trees", tuple(stories), edition)
    return volumes_of(whole, NOBODY, earlier)


def told(found: tuple[Volume, ...]) -> dict[int, str]:
    return {volume.number: titles(volume.stories) for volume in found}


def test_one_volume_has_no_number_and_more_are_numbered():
    (alone,) = volumes(TALES)
    assert (alone.number, alone.slug) == (0, "anthology-trees")
    first, second = volumes(TALES, Edition(limit=Limit(1_500)))
    assert told((first, second)) == {1: "Ash Elm", 2: "The Birch Map-1 Map-2"}
    assert (first.slug, second.slug) == ("anthology-trees", "anthology-trees-vol-2")
    assert first.identifier == alone.identifier != second.identifier
    assert first.family == second.family == alone.identifier


def test_a_series_is_torn_only_where_no_volume_can_hold_it():
    assert told(volumes(TALES, Edition(limit=Limit(900)))) == {1: "Ash", 2: "Elm", 3: "The Birch", 4: "Map-1 Map-2"}  # fmt: skip
    assert told(volumes(TALES[2:4], Edition(limit=Limit(500)))) == {1: "Map-1", 2: "Map-2"}


def test_pages_are_reckoned():
    long = [tale(f"L{n}", 30_000) for n in range(4)]
    assert len(volumes(long, Edition(limit=Limit(210, in_pages=True)))) == 2
    assert len(volumes(long, Edition(limit=Limit(200, in_pages=True)))) == 4


@given(stories=SHELF, most=st.integers(1, 20_000))
def test_volumes_hold_every_story_once_in_order(stories, most):
    found = volumes(stories, Edition(limit=Limit(most)))
    assert titles(story for volume in found for story in volume.stories) == titles(arranged(stories))
    assert [volume.number for volume in found] == ([0] if len(found) == 1 else list(range(1, len(found) + 1)))
    for volume in found:
        together = sum(one.words for one in volume.stories) <= most
        assert together or len(volume.stories) == 1
    for name in ("Maps", "Rivers"):
        run = [one for one in stories if series_of(one) == name.casefold()]
        if sum(one.words for one in run) <= most:
            assert sum(any(one in volume.stories for one in run) for volume in found) <= 1


# --- Printed volumes ------------------------------------------------------------------------------

PRINTED = Edition(pins=(Pin(1, ("Elm", "seeds/ash.txt"), frozen=True),), limit=Limit(1_300))


def test_a_frozen_volume_keeps_its_stories_and_new_ones_stand_after_it():
    found = volumes(TALES, PRINTED)
    assert told(found) == {1: "Elm Ash", 2: "The Birch Map-1 Map-2"}
    assert [volume.frozen for volume in found] == [True, False]
    assert found[0].new == frozenset()
    assert found[1].new == {one.source.key() for one in found[1].stories}
    older = tale("Acorn", 200, date="1999-01-01")
    assert told(volumes([*TALES, older], PRINTED)) == {1: "Elm Ash", 2: "Acorn The Birch", 3: "Map-1 Map-2"}


def test_a_new_story_joins_the_last_open_volume():
    pins = (Pin(1, ("Elm", "Ash"), frozen=True), Pin(2, ("Map-1", "Map-2")))
    found = volumes(TALES, Edition(pins=pins, limit=Limit(1_400)))
    assert told(found) == {1: "Elm Ash", 2: "Map-1 Map-2 The Birch"}
    beyond = volumes(TALES, Edition(pins=pins, limit=Limit(1_000)))
    assert told(beyond) == {1: "Elm Ash", 2: "Map-1 Map-2", 3: "The Birch"}


def test_a_frozen_anthology_holds_what_it_held_when_it_was_made():
    earlier = {1: ("seeds/map-2.txt", "seeds/elm.txt")}
    found = volumes(TALES, Edition(frozen=True), earlier)
    assert told(found) == {1: "Map-2 Elm", 2: "Ash The Birch Map-1"}
    assert [volume.frozen for volume in found] == [True, False]
    assert told(volumes(TALES[:2], Edition(frozen=True))) == {
        0: "Ash Elm"
    }  # never built: nothing was printed


def test_a_story_of_a_printed_volume_that_is_gone_is_named():
    (first, *_) = volumes(TALES[1:], PRINTED)
    assert titles(first.stories) == "Ash"
    assert [remark.code for remark in first.remarks] == ["N041"]
    assert "Elm" in first.remarks[0].message


@given(stories=SHELF, fresh=SHELF, most=st.integers(1_000, 20_000))
def test_what_was_printed_never_changes_as_the_library_grows(stories, fresh, most):
    """Whatever joins, a frozen volume keeps its stories in their order, and every story is in one volume."""
    before = volumes(stories, Edition(limit=Limit(most)))
    pins = tuple(
        Pin(max(volume.number, 1), tuple(one.source.path for one in volume.stories), frozen=True)
        for volume in before
    )
    known = {one.source.path for one in stories}
    all_of_them = [*stories, *(one for one in fresh if one.source.path not in known)]
    after = volumes(all_of_them, Edition(limit=Limit(most), pins=pins))
    for old, new in zip(before, after, strict=False):
        assert (titles(old.stories), old.identifier, old.slug) == (
            titles(new.stories),
            new.identifier,
            new.slug,
        )
    assert sorted(one.source.path for volume in after for one in volume.stories) == sorted(
        one.source.path for one in all_of_them
    )


# --- Recipes --------------------------------------------------------------------------------------


def test_a_recipe_takes_what_it_names_and_what_matches():
    recipe = Recipe("Short", "anthology-short", parse_query("words < 400"), "words < 400", ("ash.txt", "Oak"))
    whole = of_recipe(recipe, TALES, NOBODY)
    assert titles(whole.stories) == "Elm Ash Map-2"
    assert list(whole.why.values()) == ["named", "words 300", "words 100"]
    assert [(remark.code, "Oak" in remark.message) for remark in whole.remarks] == [("N041", True)]
    nothing = of_recipe(replace(recipe, stories=(), query=parse_query("words < 4")), TALES, NOBODY)
    assert [remark.code for remark in nothing.remarks] == ["N042"]


def test_a_story_that_is_kept_out_is_kept_out_of_recipes():
    kept = replace(TALES[0], bindable=False)
    recipe = Recipe("Short", "anthology-short", parse_query("words < 400"), "words < 400", ("Elm",))
    whole = of_recipe(recipe, [kept, *TALES[1:]], NOBODY)
    assert titles(whole.stories) == "Map-2"
    assert [remark.code for remark in whole.remarks] == ["N041"]
