"""Doubts: what is asked, in which order, and that an answer settles the question for good."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from test_properties import TEXTS

from cases import read_cases
from fanbook.doubt import (
    Doubt,
    Settlement,
    Topic,
    by_consequence,
    find_doubts,
    from_json,
    one_by_one,
    settle_as,
    settle_no,
    settle_value,
    settle_yes,
)
from fanbook.errors import SourceError
from fanbook.library.config import Settings
from fanbook.library.sidecars import read_sidecar, settled_text
from fanbook.model.draft import Kind
from fanbook.read.plain import read_plain
from fanbook.recognise import Recognised, recognise
from fanbook.stories import finished

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
SOURCES = {path.name: path.read_bytes() for path in SEEDS} | {
    f"{case.room}: {case.title}": case.source() for case in read_cases()
}


def found(source: bytes, sidecar: str = "", path: str = "0001.txt") -> Recognised:
    told = read_sidecar(sidecar, "0001.fanbook.toml")
    seen = recognise(read_plain(source, path, told))
    return replace(seen, story=finished(seen, Settings(typography=False)))


def asked(source: bytes, sidecar: str = "", path: str = "0001.txt") -> list[tuple[str, str]]:
    return [(str(doubt.topic), doubt.question) for doubt in find_doubts(found(source, sidecar, path))]


def answers(doubt: Doubt) -> list[Settlement]:
    """Everything that a person may answer."""
    given = [settle_value(doubt, "Something else")] if doubt.field else [settle_as(doubt, Kind.LETTER)]
    given += [settle_yes(doubt)] if doubt.can_agree() else []
    return given + ([settle_no(doubt)] if doubt.can_deny() else [])


def identity(doubt: Doubt) -> tuple[object, ...]:
    return doubt.field, doubt.value, doubt.kind, doubt.places


def assert_settles(source: bytes) -> None:
    """Each doubt, alone and one of its places at a time, is gone once it is answered."""
    try:
        doubts = find_doubts(found(source))
    except SourceError:
        return
    for doubt in (one for whole in doubts for one in {whole, *one_by_one(whole)[:2]}):
        for said in answers(doubt):
            text = settled_text("", said)
            try:
                left = find_doubts(found(source, text))
            except SourceError:  # the last line of the story was taken for something else
                continue
            assert identity(doubt) not in map(identity, left), (doubt, said)
            assert not [
                d
                for d in left
                if d.field == doubt.field
                and d.topic is doubt.topic
                and doubt.value
                and d.value == doubt.value
            ]


@pytest.mark.slow
@pytest.mark.parametrize("name", SOURCES)
def test_a_settled_doubt_does_not_come_back(name):
    assert_settles(SOURCES[name])


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_a_settled_doubt_does_not_come_back_whatever_the_text(text):
    assert_settles(text.encode("utf-8", "surrogatepass"))


# --- What is asked -------------------------------------------------------------------------------

SURE = "They went on, and it was late, and it rained, and nobody in the house was in the least surprised."
BODY = "\n\n".join([SURE] * 4)
HEAD = "Title: The Ford\nAuthor: yew\n\n"

ASKED = [
    ("nothing", HEAD + BODY, []),
    ("no title, no author", BODY, [("title", "Is its title “They went on, and it was late…”?"), ("author", "Who wrote it?")]),
    ("a line that may be a title", f"The Ford\n\n{BODY}", [("title", "Is its title “The Ford”?"), ("author", "Who wrote it?")]),
    ("a lone heading", f"{HEAD}{BODY}\n\nPart Two\n\n{BODY}", [("heading", "Does a chapter begin here?")]),
    (
        "a family of titles without numbers",
        f"{HEAD}**The Gate**\n\n{BODY}\n\n**The Well**\n\n{BODY}",
        [("heading", "Do chapters begin at these 2 lines?")],
    ),
    ("a pairing that names no two", f"Pairing: everyone\n{HEAD}{BODY}", [("pairing", "Who is paired with whom?")]),
    ("no pairing, stated", f"Pairing: none\n{HEAD}{BODY}", []),
    (
        "a note without a label in the midst",
        f"{HEAD}{BODY}\n\nSorry for the late update, my beta was ill! Please review, kudos and comments make my day.\n\n{BODY}",
        [("note", "Is this the author’s note, and no part of the story?")],
    ),
    (
        "words that are left out",
        f"1.2K Reads  34 Votes\n\n{HEAD}{BODY}\n\nContinue to next part",
        [("debris", "May these 2 places be left out of the book?")],
    ),
    ("marks that are left out", f"{HEAD}{BODY}\n\n>\n\n{SURE}", []),
    ("a mail's own headers", f"From: yew <yew@x.example>\nSubject: The Ford\nMessage-ID: <1@x.example>\n\n{BODY}", []),
]  # fmt: skip


@pytest.mark.parametrize(("source", "questions"), [row[1:] for row in ASKED], ids=[row[0] for row in ASKED])
def test_what_is_asked(source, questions):
    assert asked(source.encode()) == questions


def test_a_songfic_may_be_called_like_its_song():
    text = f'A/N: the song is "Carry the Lantern" by Nobody.\n\n{BODY}'
    assert ("title", "Is its title “Carry the Lantern”?") in asked(text.encode())


def test_a_file_s_name_may_be_its_title():
    assert asked(BODY.encode(), path="a/the_long_ford.txt")[0] == ("title", "Is its title “The Long Ford”?")


def test_the_most_consequential_comes_first():
    text = f"Pairing: everyone\n\n{BODY}\n\nPart Two\n\n{BODY}\n\nContinue to next part"
    assert [topic for topic, _ in asked(text.encode())] == ["title", "author", "heading", "pairing", "debris"]
    assert [str(topic) for topic in Topic][:4] == ["title", "author", "heading", "pairing"]


def test_a_line_that_is_no_title_goes_back_to_the_story():
    source = f"The Ford\n\n{BODY}".encode()
    doubt = find_doubts(found(source))[0]
    assert settle_no(doubt).lines == ((1, 1, Kind.PROSE, "The Ford"),)
    assert settle_yes(doubt).lines == ()
    assert settle_value(doubt, "The Fords").lines == ()  # a correction
    assert settle_value(doubt, "Rain").lines == ((1, 1, Kind.PROSE, "The Ford"),)
    denied = found(source, settled_text("", settle_no(doubt)))
    assert "The Ford" in str(denied.story.chapters[0].blocks[0])
    assert find_doubts(denied)[0].question.startswith("Is its title “The Ford")  # now as its opening words


def test_a_place_is_guarded_by_its_opening_words():
    text = f"{HEAD}{BODY}\n\n   Part   Two\n\n{BODY}"
    place = find_doubts(found(text.encode()))[0].places[0]
    assert (place.start, place.words) == (12, "Part   Two")
    long = "三月の雨" * 30
    lone = find_doubts(found(f"Chapter 1 {long}"[:100].encode() + f"\n\n{BODY}".encode()))
    assert all(len(place.words) <= 40 for doubt in lone for place in doubt.places)


@pytest.mark.slow
def test_doubts_survive_being_kept():
    for source in SOURCES.values():
        try:
            doubts = find_doubts(found(source))
        except SourceError:
            continue
        kept = [from_json(json.loads(json.dumps(doubt.as_json()))) for doubt in doubts]
        assert [replace(doubt, confidence=round(doubt.confidence, 2)) for doubt in doubts] == kept
        assert sorted(doubts, key=by_consequence) == list(doubts)
