"""Parts of one story in several files: put together where they say so, and left alone where they do not."""

from __future__ import annotations

import pytest

from fanbook.library.config import Settings
from fanbook.model.blocks import AuthorNote, NotePlace
from fanbook.model.draft import Instructions
from fanbook.model.story import Story
from fanbook.model.walk import block_texts, plain
from fanbook.model.whole import Whole
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.reconcile.parts import join_parts, part_of
from fanbook.reconcile.wholes import join_folders
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


CHAPTER = "The heron stood on one leg on day {n}.\n\nThe otter said that it was showing off, and swam about it {n} times.\n"


def chapters(folder: str, names: list[str], heading: str = "") -> list[Story]:
    return [
        story(f"{folder}/{name}", heading.format(n=n) + CHAPTER.format(n=n))
        for n, name in enumerate(names, 1)
    ]


@pytest.mark.parametrize(
    ("names", "heading"),
    [
        (["ch1.txt", "ch2.txt", "ch10.txt"][:2], ""),
        ([f"Chapter {n}.txt" for n in range(1, 13)], ""),
        (["chapter_01.txt", "chapter_02.txt"], ""),
        (["a.txt", "b.txt"], "Chapter {n}\n\n"),
        (["01.txt", "02.txt"], "Chapter {n}: The Reeds\n\n"),
    ],
)
def test_a_folder_of_untitled_chapters_is_one_story(names: list[str], heading: str) -> None:
    parts = chapters("s/The Heron and the Otter", names, heading)
    (whole,) = join_folders(parts)
    assert whole.title() == "The Heron and the Otter"
    assert [chapter.number for chapter in whole.chapters] == list(range(1, len(names) + 1))
    assert whole.words == sum(part.words for part in parts)
    assert whole.metadata.get("fandom") is None
    assert {d.code for d in whole.diagnostics} <= {"N002"}
    assert len([d for d in whole.diagnostics if d.code == "N002"]) == 1


@pytest.mark.parametrize(
    "names",
    [["ch1.txt", "ch3.txt"], ["ch4.txt", "ch5.txt"], ["ch1.txt", "the mill.txt"], ["01.txt", "02.txt"]],
)
def test_what_is_no_count_of_chapters_is_not_joined(names: list[str]) -> None:
    stories = chapters("s/Mills", names)
    assert join_folders(stories) == stories


def test_untitled_chapters_beside_the_library_itself_are_called_by_their_words() -> None:
    (whole,) = join_folders([story(f"ch{n}.txt", f"Chapter {n}\n\n" + CHAPTER.format(n=n)) for n in (1, 2)])
    assert whole.metadata.get("title").is_stand_in()


def told(folder: str, files: dict[str, str], title: str = "") -> list[Story]:
    rows = []
    for name, text in sorted(files.items()):
        draft = read_plain(text.encode(), f"{folder}/{name}", Instructions(whole=Whole(folder, title)))
        rows.append(finished(recognise(draft), Settings()))
    return rows


def test_a_folder_that_says_so_is_one_story_in_the_order_of_a_person() -> None:
    files = {
        f"{n} {name}.txt": CHAPTER.format(n=n) for n, name in ((2, "reeds"), (10, "the weir"), (1, "mud"))
    }
    (whole,) = join_folders(told("s/x", files, "Heron"))
    assert whole.title() == "Heron"
    assert [plain(chapter.title) for chapter in whole.chapters] == ["Mud", "Reeds", "The weir"]
    assert [source.path for source in (whole.source, *whole.more_sources)] == [
        "s/x/1 mud.txt", "s/x/2 reeds.txt", "s/x/10 the weir.txt"
    ]  # fmt: skip


def test_the_title_that_all_parts_have_is_that_of_the_whole() -> None:
    files = {f"{n}.txt": header("Heron") + CHAPTER.format(n=n) for n in (1, 2)}
    (whole,) = join_folders(told("s/x", files))
    assert whole.title() == "Heron"
    assert [chapter.label for chapter in whole.chapters] == ["1", "2"]


def test_titles_of_parts_are_those_of_chapters() -> None:
    files = {"a.txt": header("Mud") + CHAPTER.format(n=1), "b.txt": header("Reeds") + CHAPTER.format(n=2)}
    (whole,) = join_folders(told("s/Heron tales", files))
    assert whole.title() == "Heron tales"
    assert [plain(chapter.title) for chapter in whole.chapters] == ["Mud", "Reeds"]


def test_a_persons_title_for_the_first_chapter_is_that_of_the_whole() -> None:
    parts = chapters("s/Herons", ["ch1.txt", "ch2.txt"])
    draft = read_plain(
        CHAPTER.format(n=1).encode(), "s/Herons/ch1.txt", Instructions(facts=(("title", "Mud"),))
    )
    (whole,) = join_folders([finished(recognise(draft), Settings()), parts[1]])
    assert whole.title() == "Mud"
