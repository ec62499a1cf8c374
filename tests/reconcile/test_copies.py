"""Copies: found by content, whatever the file is called; nothing that is a story of its own taken for one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanbook.library.config import Settings
from fanbook.model.draft import Instructions
from fanbook.model.story import Story
from fanbook.read.formats import read
from fanbook.read.sheet import Given
from fanbook.recognise import recognise
from fanbook.reconcile import gather_stories
from fanbook.stories import finished

WORDS = (
    "the heron stood on one leg and thought about rain while an otter counted stones under water and nobody "
    "asked either of them what they meant by it since that bank belongs to a miller whose wheel has not turned "
    "for years although he oils every bolt on Sundays and talks about flour as other people talk about weather"
).split()


def prose(seed: int, words: int) -> list[str]:
    """Paragraphs of so many words that are like no others."""
    state, out, line = seed * 7919 + 1, [], []
    for n in range(words):
        state = (state * 1103515245 + 12345) % 2**31
        line.append(WORDS[state // 65536 % len(WORDS)])
        if n % 40 == 39 or n == words - 1:
            out.append(" ".join(line).capitalize() + ".")
            line = []
    return out


def story(path: str, body: list[str], *header: str, told: Instructions | None = None) -> Story:
    text = "\n".join(header) + "\n\n" + "\n\n".join(body) + "\n"
    return finished(recognise(read(Given(text.encode(), path, told or Instructions()))), Settings())


def named(path: str, title: str, body: list[str], author: str = "reedwren") -> Story:
    return story(path, body, f"Title: {title}", f"Author: {author}", "Rating: G")


def apart(*stories: Story) -> tuple[list[str], dict[str, str]]:
    """What is built, and which file is a copy of which."""
    found = gather_stories(stories)
    copies = {path: copy.first.source.key() for copy in found.copies for path in copy.paths()}
    return [one.source.path for one in found.stories], copies


BODY = prose(1, 900)


def test_a_second_download() -> None:
    one, two = named("x.txt", "Heron", BODY), named("x (1).txt", "Heron", BODY)
    assert apart(two, one) == (["x.txt"], {"x (1).txt": "x.txt"})


def test_another_site_and_another_format() -> None:
    html = "<html><head><title>Heron</title></head><body><h1>Heron</h1>"
    html += "".join(f"<p>{part.replace('heron', '<em>heron</em>')}</p>" for part in BODY) + "</body></html>"
    page = finished(recognise(read(Given(html.encode(), "saved/page.html", Instructions()))), Settings())
    built, copies = apart(page, named("x.txt", "The Heron", BODY))
    assert len(built) == len(copies) == 1
    assert set(built) == set(copies.values())


def test_of_two_as_full_the_one_that_says_more_is_built() -> None:
    bare = story("a.txt", [*BODY, "Amen to that."], "")
    assert apart(bare, named("b.txt", "Heron", BODY)) == (["b.txt"], {"a.txt": "b.txt"})


def test_what_a_person_spoke_of_is_built() -> None:
    told = Instructions(facts=(("title", "Heron"), ("author", "reedwren")))
    spoken = story("z.txt", BODY, "Title: Heron", told=told)
    assert apart(named("a.txt", "Heron", BODY), spoken)[0] == ["z.txt"]


def test_a_longer_state_of_the_same_work() -> None:
    early, late = named("wip.txt", "Heron", BODY), named("b/whole.txt", "Heron", [*BODY, *prose(2, 2500)])
    assert apart(early, late) == (["b/whole.txt"], {"wip.txt": "b/whole.txt"})


def test_a_corrected_copy() -> None:
    mended = [part.replace("otter counted", "otters counted", 1) for part in BODY]
    assert len(apart(named("a.txt", "Heron", BODY), named("b.txt", "Heron", mended))[1]) == 1


def test_copies_of_copies_name_what_is_built() -> None:
    whole = [*BODY, *prose(2, 2500)]
    files = [("a.txt", BODY), ("a (1).txt", BODY), ("b.txt", whole), ("b (1).txt", whole)]
    built, copies = apart(*(named(path, "Heron", body) for path, body in files))
    assert built == ["b.txt"]
    assert copies == dict.fromkeys(("a.txt", "a (1).txt", "b (1).txt"), "b.txt")


def test_a_chapter_saved_twice_does_not_keep_a_story_in_pieces() -> None:
    files = [("1", 1), ("2", 2), ("2 (1)", 2)]
    parts = [named(f"h/{name}.txt", f"Heron ({n}/2)", prose(n, 400)) for name, n in files]
    found = gather_stories(parts)
    assert [[source.path for source in (one.source, *one.more_sources)] for one in found.stories] == [
        ["h/1.txt", "h/2.txt"]
    ]
    assert [copy.paths() for copy in found.copies] == [("h/2 (1).txt",)]


def test_parts_and_the_whole() -> None:
    parts = [named(f"h/{n}.txt", f"Heron ({n}/2)", prose(n, 400)) for n in (1, 2)]
    whole = named("whole.txt", "Heron", prose(1, 400) + prose(2, 400))
    assert apart(*parts, whole) == (["h/1.txt"], {"whole.txt": "h/1.txt"})


POEM = ["The owl and the pussycat went to sea", "In a beautiful pea-green boat:", "They took some honey, and plenty of money",
        "Wrapped up in a five-pound note."] * 2  # fmt: skip


@pytest.mark.parametrize(
    "stories",
    [
        [named("h/1.txt", "Heron", prose(1, 900)), named("h/2.txt", "Heron", prose(2, 900))],
        [named("1.txt", "Rain", prose(1, 100)), named("all.txt", "Ten Drabbles", [p for n in range(1, 11) for p in prose(n, 100)])],
        [story("1.txt", prose(1, 100)), story("all.txt", [p for n in range(1, 11) for p in prose(n, 100)])],
        [named(f"{n}.txt", f"Owl {n}", [*prose(n, 300), "\n".join(POEM)]) for n in range(4)],
        [named("1.txt", "Heron", prose(1, 900)), named("2.txt", "Otter", [*prose(2, 900), *prose(1, 900)])],
    ],
    ids=["two chapters", "a drabble of a collection", "one without a name", "one poem", "one quotes the other"],
)  # fmt: skip
def test_stories_of_their_own(stories: list[Story]) -> None:
    assert apart(*stories) == ([one.source.path for one in stories], {})


def test_all_are_built_where_somebody_wants_them() -> None:
    stories = [named("x.txt", "Heron", BODY), named("x (1).txt", "Heron", BODY)]
    assert gather_stories(stories, keep_duplicates=True).stories == tuple(stories)


def test_what_is_built_says_where_else_it_lies() -> None:
    (kept,) = gather_stories([named("x.txt", "Heron", BODY), named("x (1).txt", "Heron", BODY)]).stories
    (note,) = [d for d in kept.diagnostics if d.code == "N024"]
    assert "x (1).txt" in note.message


LATE = [*BODY, *prose(2, 1200)]
SIX = [
    named(f"{n}.txt", "Heron", body)
    for n, body in enumerate([BODY, BODY, LATE, LATE, prose(5, 300), [*BODY[:-1], "And so on it went."]])
]


@settings(deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_the_files_tells_nothing(order: list[int]) -> None:
    built, copies = apart(*(SIX[n] for n in order))
    assert (set(built), copies) == (
        {"2.txt", "4.txt"},
        dict.fromkeys(("0.txt", "1.txt", "3.txt", "5.txt"), "2.txt"),
    )


@pytest.mark.slow
def test_a_thousand_stories_take_little() -> None:
    stories = [named(f"{n}.txt", f"Heron {n}", prose(n, 1000)) for n in range(100)]
    start = time.process_time()
    assert not gather_stories(stories).copies
    assert time.process_time() - start < 1.0  # a thousand of twice the length: a second or two
