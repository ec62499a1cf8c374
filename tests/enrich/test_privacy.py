"""Private details stay out of notes and facts, are listed, and are left in what is fiction or asked for."""

from __future__ import annotations

import pytest

from fanbook.library.config import Settings
from fanbook.model.draft import Instructions
from fanbook.model.story import Story
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.stories import finished

BODY = "\n\nShe wrote to robin@sherwood.example from /home/robin/oak.\n\nNobody answered.\n"


def read(text: str, **facts: str) -> Story:
    told = Instructions(facts=tuple(facts.items()))
    return finished(recognise(read_plain(text.encode(), "seeds/a.txt", told)), Settings(typography=False))


def everything(story: Story) -> str:
    return repr((story.metadata, story.head_notes, story.end_notes, story.chapters))


@pytest.mark.parametrize(
    ("line", "private"),
    [
        ("Feedback: ann.real@example.org", "ann.real@example.org"),
        ("Disclaimer: kept in C:\\Users\\ann\\fic.txt", "C:\\Users\\ann\\fic.txt"),
        ("Disclaimer: kept in /home/ann/fic.txt", "/home/ann/fic.txt"),
        ("Archive: file:///Users/ann/fic.txt", "file:///Users/ann/fic.txt"),
        ("A/N: write to ann.real@example.org, please review!", "ann.real@example.org"),
    ],
)
def test_held_back_and_listed(line, private):
    story = read(f"Title: A\nAuthor: hollin\n{line}{BODY}")
    assert private not in everything(story)
    assert [row.text for row in story.held_back] == [private]
    assert [d.code for d in story.diagnostics] == ["N020"]


def test_fiction_is_left_alone():
    story = read(f"Title: A\nAuthor: hollin{BODY}")
    assert "robin@sherwood.example" in everything(story)
    assert not story.held_back


def test_an_address_beside_a_pen_name_is_listed_too():
    story = read(f"Title: A\nAuthor: hollin <ann.real@example.org>{BODY}")
    assert story.authors() == ("hollin",)
    assert [row.text for row in story.held_back] == ["ann.real@example.org"]


def test_words_beside_a_path_stay():
    story = read(f"Title: A\nAuthor: C:\\fic\\ann hollin, wren{BODY}")
    assert story.authors() == ("hollin", "wren")
    assert [row.text for row in story.held_back] == ["C:\\fic\\ann"]


def test_an_address_is_nobodys_pen_name():
    assert read(f"Title: A\nAuthor: ann.real@example.org{BODY}").authors() == ()


def test_what_a_sidecar_says_was_asked_for():
    story = read(f"Title: A{BODY}", feedback="me@example.org")
    assert story.metadata.value("feedback") == "me@example.org"


def test_real_names_in_mail_headers():
    story = read(
        "From: ann.real@example.org (Ann Real)\nNewsgroups: alt.fan\nSubject: FIC: The Tide (1/1)\n"
        f"Date: Sun, 21 Feb 1999 19:04:52 GMT\n\nTitle: The Tide\nAuthor: hollin{BODY}"
    )
    assert "Real" not in everything(story)
    assert "Ann Real" in " ".join(row.text for row in (*story.left_out, *story.held_back))
    assert story.authors() == ("hollin",)


def test_addresses_of_pages_are_no_private_matter():
    story = read(f"Title: A\nDisclaimer: see https://example.org/home/ann and w/e{BODY}")
    assert not story.held_back
