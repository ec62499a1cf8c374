"""What holds for any text at all: it is cut, labelled and composed, and no word of it is lost."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fanbook.errors import SourceError
from fanbook.inspection import inspection
from fanbook.model.blocks import AuthorNote, Chat, NotePlace
from fanbook.model.draft import BODY_KINDS, Draft, Kind
from fanbook.model.story import Story
from fanbook.model.walk import block_texts, plain
from fanbook.read.layout import find_layout, find_units
from fanbook.read.plain import read_plain
from fanbook.recognise import Recognised, recognise

# Lines that recognisers reach for, some of them broken.
BAIT = [
    "", "", "", "Title: The Boat", "Author: Wren", "by Wren", "Rating: PG", "Rated: K+ - English - Drama - Ann B. - Words: 3",
    "A/N: thanks for reading!", "Notes:", "Note: a thing", "Summary", "Chapter 1", "Chapter Two: The Gate", "Prologue", "1.",
    "2. Knots", "III", "THE KEY", "**The Gate**", "# Gate", "* * *", "-x-", "oOo", "---", "-", ".....", "...", "[time skip]",
    "The End", "TBC", "Dear Ann,", "Yours,", "Wren", "P.S. more", "From: Ann", "To: Beth", "Subject: boats", "Sherlock: hi",
    "[14:02] <ann> hello", "Molly 10:42: hm", "ann is typing...", "_a line of song_", "The wolves came home,", "And one was lost",
    "> quoted words", ">", "Winter, 1941", "0600 hours, Cheyenne Mountain", "Clark's POV", "BPOV", "-- ", "wren", "14 comments",
    "Tags: a, b", "Posts: 3", "________________", "TABLE OF CONTENTS", "Path: a!b", "Newsgroups: alt.sea", "Message-ID: <a@b.c>",
    "Sent: \u00e9t\u00e9", "\u2014 Tu triches, dit-il.", "\u00ab Quoi ? \u00bb", '"Who?" said Ann.', "He said nothing at all, and went on to the sea.",
    "     An indented line of a paragraph that goes on for longer than most.", "(for M., who asked)", "Ann/Beth, PG-13, ~200 words",
    "Anonymous asked: a boat?", "Page 1 of 3", "End file.", "*Flashback*", "(A/N: hm)", "INT. BARN - DAY", "CUT TO:", "ANN", "(sitting)", "ANN: Sit, then.", "BEN. I shall not. (He sits.)", "Ben: *sits*",
    "[Enter BEN]", "* ann waves", "*** ann has quit IRC", "[14:03] *** ben has joined #a", "Ann 9:02 AM", "Delivered", "-SH. -SH",
    "ARRIVING TUESDAY STOP BRING BOAT STOP ANN", "WESTERN UNION", "Lyme, 12th November", "    set in, and sung", "-- Anon.", "[Author's note: so", "it goes]",
]  # fmt: skip
LINES = st.one_of(
    st.sampled_from(BAIT),
    st.sampled_from(BAIT).map(lambda line: f"> {line}"),
    st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=60),
    st.text(st.sampled_from(" *_(>-—.:\"'“”I1oOxX/[]#~"), max_size=40),
)
TEXTS = st.lists(LINES, min_size=1, max_size=40).map("\n".join)
THOROUGH = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))


def recognised(text: str) -> Recognised | None:
    try:
        return recognise(read_plain(text.encode("utf-8", "surrogatepass"), "a/story.txt"))
    except SourceError:
        return None


def told(story: Story, *, chats: bool) -> Iterator[str]:
    """Everything the body says, headings among it and notes apart; with or without the chats."""
    for chapter in story.chapters:
        yield f"{chapter.label} {plain(chapter.title)}"
        for block in chapter.blocks:
            if not isinstance(block, AuthorNote) and (chats or not isinstance(block, Chat)):
                yield from block_texts(block)


def noted(story: Story) -> Iterator[str]:
    inside = [b for chapter in story.chapters for b in chapter.blocks if isinstance(b, AuthorNote)]
    for note in (*story.head_notes, *inside, *story.end_notes):
        yield from block_texts(note)


def labelled(draft: Draft, kinds: frozenset[Kind]) -> str:
    pairs = zip(draft.units, draft.labels, strict=True)
    return "\n".join(unit.text for unit, label in pairs if label and label.kind in kinds)


TOLD = BODY_KINDS | {Kind.HEADING, Kind.DATELINE, Kind.POV, Kind.END_MARK}


def check(text: str) -> None:
    seen = recognised(text)
    if seen is None:
        return
    draft, story = seen.draft, seen.story
    assert all(label is not None for label in draft.labels)
    # A chat's time may be set before the name that it stood behind; all else keeps its order.
    assert Counter(words("\n".join(told(story, chats=True)))) == Counter(words(labelled(draft, TOLD)))
    assert words("\n".join(told(story, chats=False))) == words(labelled(draft, TOLD - {Kind.CHAT}))
    _check_notes(seen)
    left = words("\n".join(row.text for row in story.left_out))
    debris = words(labelled(draft, frozenset({Kind.DEBRIS})))
    assert set(debris) <= set(left)
    _check_lines(seen)


def _check_notes(seen: Recognised) -> None:
    """A note is all there but for its label, the few words it begins with."""
    places = {NotePlace.STORY_HEAD: 0, NotePlace.STORY_END: 2}
    values = sorted(
        (places.get(NotePlace(label.detail or NotePlace.INLINE), 1), n, label.value)
        for n, label in enumerate(seen.draft.labels)
        if label and label.kind is Kind.NOTE
    )
    assert words("\n".join(noted(seen.story))) == words("\n".join(value for _, _, value in values))
    group: list[int] = []
    for i, label in enumerate((*seen.draft.labels, None)):
        if group and (label is None or label.kind is not Kind.NOTE or not label.joined):
            _check_note(seen.draft, group)
            group = []
        if label and label.kind is Kind.NOTE:
            group.append(i)


def _check_note(draft: Draft, group: list[int]) -> None:
    said = words("\n".join(draft.units[i].text for i in group))
    kept = words("\n".join(label.value for i in group if (label := draft.labels[i])))
    rest = iter(said)
    assert all(word in rest for word in kept)  # in order
    assert len(said) - len(kept) <= 6 * len(group)


def _check_lines(seen: Recognised) -> None:
    count = len(seen.draft.lines)
    rows = inspection(seen)["blocks"]
    covered = [
        n for row in rows for n in range(row["start"], row["end"] + 1) if seen.draft.lines[n - 1].strip()
    ]
    assert covered == [n for n, line in enumerate(seen.draft.lines, 1) if line.strip()]
    last = 0
    for chapter in seen.story.chapters:
        assert 1 <= chapter.at.start <= chapter.at.end <= count
        for block in chapter.blocks:
            assert last <= block.at.start <= block.at.end <= count
            last = block.at.start


@pytest.mark.slow
@THOROUGH
@given(TEXTS)
def test_nothing_is_lost(text: str) -> None:
    check(text)


@pytest.mark.slow
@THOROUGH
@given(TEXTS, st.sampled_from(["Title: A Boat\nAuthor: Wren\n\n", "The Boat\nby Wren\n\n", "Chapter 1\n\n"]))
def test_nothing_is_lost_under_a_header(text: str, header: str) -> None:
    check(f"{header}{text}\n\nShe went down to the sea, and the sea was there.\n")


@pytest.mark.slow
@THOROUGH
@given(st.lists(LINES, max_size=40))
def test_units_cover_every_line_once(lines: list[str]) -> None:
    lines = [line.replace("\n", " ") for line in lines]
    layout = find_layout(lines)
    units = find_units(lines, layout)
    inside = [n for unit in units for n in range(unit.start, unit.end + 1)]
    assert inside == sorted(set(inside))
    bare = {n for n, line in enumerate(lines, 1) if layout.quote and not line.strip(" \t>")}
    assert {n for n, line in enumerate(lines, 1) if line.strip()} - set(inside) <= bare


@pytest.mark.slow
@pytest.mark.parametrize("line", sorted(set(BAIT) - {""}))
def test_a_file_of_one_line_only(line: str) -> None:
    for text in (line, f"{line}\n" * 3, f"{line}\n\n" * 60):
        check(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(SourceError):
        recognise(read_plain(data, "x"))
