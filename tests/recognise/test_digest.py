"""Several stories in one file, each with the file's own line numbers; one story stays one."""

from __future__ import annotations

import pytest

from fanbook.inspection import inspection, lines_of
from fanbook.library.config import Settings
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.recognise.digest import base_title, split_stories
from fanbook.stories import recognised

WORDS = "The ferry was late, and the ferryman was later, and in the reeds a heron stood upon its one good opinion. "
BODY = "\n\n".join([WORDS * 2, '"Are you coming?" said the heron. It was a figure of speech.', WORDS])


def masthead(title: str, author: str = "reedwren") -> str:
    return f"Title: {title}\nAuthor: {author}\nRating: PG\nPairing: none\nSummary: A heron.\n\n"


def post(subject: str) -> str:
    return (
        f"From: reedwren@example.org (Reedwren)\nSubject: {subject}\nDate: Tue, 14 Mar 2000 21:40:11 GMT\n"
        "Message-ID: <1@example.org>\n\n"
    )


def titles(text: str) -> list[str]:
    return [recognise(draft).story.title() for draft in split_stories(read_plain(text.encode(), "d.txt"))]


@pytest.mark.parametrize("rule", ["", "* * *\n\n", "==========\n\n", "\n\n\n"])
def test_stories_under_mastheads(rule: str) -> None:
    text = f"\n\n{rule}".join(masthead(name) + BODY for name in ("Heron", "Otter", "Ferry")) + "\n"
    assert titles(text) == ["Heron", "Otter", "Ferry"]


def test_posts_with_stories() -> None:
    text = "\n\n\n".join(post(f"FIC: {name} [G]") + BODY for name in ("Heron", "Otter"))
    assert titles(text) == ["Heron", "Otter"]


def test_parts_of_one_story_stay_together() -> None:
    text = "\n\n\n".join(post(f"FIC: Heron ({n}/3) [G]") + f"({n}/3)\n\n" + BODY for n in (1, 2, 3))
    assert len(split_stories(read_plain(text.encode(), "d.txt"))) == 1


def test_a_header_before_every_chapter_is_one_story() -> None:
    text = "\n\n".join(masthead("Heron, part " + n) + f"Chapter {n}\n\n" + BODY for n in ("1", "2", "3"))
    assert len(split_stories(read_plain(text.encode(), "d.txt"))) == 1


def test_a_catalogue_in_a_story_is_no_masthead() -> None:
    card = "Title: Letters, with others\nDate: 1888\nExtent: 31 letters\nCondition: poor\n\n"
    text = masthead("Heron") + BODY + "\n\n" + card + BODY
    assert len(split_stories(read_plain(text.encode(), "d.txt"))) == 1


def test_every_line_belongs_to_one_story_under_its_own_number() -> None:
    text = "\n\n".join(masthead(name) + BODY for name in ("Heron", "Otter"))
    whole = read_plain(text.encode(), "d.txt")
    parts = split_stories(whole)
    seen = [n for draft in parts for unit in draft.units for n in range(unit.start, unit.end + 1)]
    assert seen == [n for n, line in enumerate(whole.lines, 1) if line.strip()]
    assert all(
        whole.lines[unit.start - 1].strip() in unit.text or unit.text in whole.lines[unit.start - 1]
        for draft in parts
        for unit in draft.units
    )


def test_all_of_them_are_shown() -> None:
    text = "\n\n".join(masthead(name) + BODY for name in ("Heron", "Otter"))
    found = recognised(read_plain(text.encode(), "d.txt"), Settings(typography=False))
    shown = inspection(found)
    filled = [n for n, line in enumerate(text.split("\n"), 1) if line.strip()]
    assert [
        n for row in shown["blocks"] for n in range(row["start"], row["end"] + 1) if n in filled
    ] == filled
    assert [row["metadata"]["title"]["value"] for row in shown["stories"]] == ["Heron", "Otter"]
    assert [row["index"] for row in shown["chapters"]] == [1, 2]
    assert lines_of(found) == tuple(text.split("\n"))


@pytest.mark.parametrize(
    ("title", "base"),
    [
        ("Heron (1/3)", "heron"),
        ("Heron, Part Two", "heron"),
        ("HERON - chapter 4", "heron"),
        ("Two Herons", "two herons"),
    ],
)
def test_base_title(title: str, base: str) -> None:
    assert base_title(title) == base
