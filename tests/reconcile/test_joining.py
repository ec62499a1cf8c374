"""Parts of one story in several files: put together where they say so, and left alone where they do not."""

from __future__ import annotations

from fanbook.library.config import Settings
from fanbook.model.blocks import AuthorNote, NotePlace
from fanbook.model.story import Story
from fanbook.model.walk import block_texts
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.reconcile.parts import join_parts, part_of
from fanbook.stories import finished

BODY = "The heron stood on one leg, from conviction.\n\nThe otter said that it was showing off, and swam about it twice.\n"


def story(path: str, text: str) -> Story:
    return finished(recognise(read_plain(text.encode(), path)), Settings())


def header(title: str, author: str = "reedwren") -> str:
    return f"Title: {title}\nAuthor: {author}\nRating: G\n\n"


def test_parts_by_their_titles() -> None:
    parts = [story(f"s/x{n}.txt", header(f"Heron ({n}/3)") + BODY) for n in (2, 3, 1)]
    (whole,) = join_parts(parts)
    assert whole.title() == "Heron"
    assert [chapter.number for chapter in whole.chapters] == [1, 2, 3]
    assert [source.path for source in (whole.source, *whole.more_sources)] == [
        "s/x1.txt",
        "s/x2.txt",
        "s/x3.txt",
    ]
    assert whole.words == sum(part.words for part in parts)


def test_parts_by_their_headings() -> None:
    parts = [story(f"s/{n}.txt", header("Heron") + f"Chapter {n}\n\n" + BODY) for n in (1, 2)]
    (whole,) = join_parts(parts)
    assert [chapter.label for chapter in whole.chapters] == ["Chapter 1", "Chapter 2"]


def test_parts_by_names_that_say_so() -> None:
    parts = [story(f"s/the_heron_ch{n}.txt", BODY) for n in (1, 2, 3)]
    (whole,) = join_parts(parts)
    assert whole.title().casefold() == "the heron"
    assert len(whole.chapters) == 3


def test_a_number_at_the_front_of_a_name_proves_nothing() -> None:
    stories = [story(f"s/0{n} heron.txt", BODY) for n in (1, 2, 3)]
    assert join_parts(stories) == stories


def test_one_title_by_two_authors_is_two_stories() -> None:
    stories = [
        story("s/a.txt", header("Heron (1/2)") + BODY),
        story("s/b.txt", header("Heron (2/2)", "otterly") + BODY),
    ]
    assert join_parts(stories) == stories


def test_two_copies_of_a_part_are_not_joined() -> None:
    stories = [story(f"s/{n}.txt", header("Heron (1/2)") + BODY) for n in "ab"]
    assert join_parts(stories) == stories


def test_parts_in_two_folders_are_not_joined() -> None:
    stories = [story(f"{n}/x.txt", header(f"Heron ({n}/2)") + BODY) for n in (1, 2)]
    assert join_parts(stories) == stories


def test_a_gap_is_no_count() -> None:
    stories = [story(f"s/{n}.txt", header(f"Heron ({n}/5)") + BODY) for n in (1, 4)]
    assert join_parts(stories) == stories


def test_no_word_is_lost_and_notes_stay_with_their_part() -> None:
    parts = [
        story(f"s/{n}.txt", header(f"Heron ({n}/2)") + f"A/N: the note of part {n}.\n\n" + BODY + "\nTBC\n")
        for n in (1, 2)
    ]
    (whole,) = join_parts(parts)
    assert len(whole.head_notes) == 1
    inside = [
        block for chapter in whole.chapters for block in chapter.blocks if isinstance(block, AuthorNote)
    ]
    assert [note.place for note in inside] == [NotePlace.CHAPTER_HEAD]
    said = [text for chapter in whole.chapters for block in chapter.blocks for text in block_texts(block)]
    for part in parts:
        for chapter in part.chapters:
            for block in chapter.blocks:
                assert set(block_texts(block)) <= set(said)


def test_roman_and_worded_numbers() -> None:
    assert part_of(story("a.txt", header("Heron, Part IV") + BODY)) == ("heron", 4)
    assert part_of(story("a.txt", header("Heron - chapter two") + BODY)) == ("heron", 2)
    assert part_of(story("a.txt", header("Heron") + BODY)) == ("", 0)
