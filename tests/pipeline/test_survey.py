"""A long look through a library: as it goes, remembered, and the same with the cache and without."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import zlib
from pathlib import Path

import pytest

import fanbook.survey as looking
from fanbook.errors import ConfigError
from fanbook.inspection import inspection, outline
from fanbook.library.cache import FILE, VARIABLE, Cache, key_of
from fanbook.library.workspace import open_library
from fanbook.pipeline import cast_of, read_stories
from fanbook.reconcile import gather_stories
from fanbook.report import Failure
from fanbook.reviewing import gather
from fanbook.survey import Seen, in_wholes, survey

STORY = "Title: The {0}\nAuthor: hollin\nFandom: Sherwood\nPairing: Robin/Marian\n\nThey went {0}, and it was late.\n"


@pytest.fixture
def library(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    for n in range(6):
        (tmp_path / f"seeds/{n}.txt").write_text(STORY.format(n))
    return tmp_path


@pytest.fixture
def looked(monkeypatch):
    """The files that were really looked at, in order."""
    names = []
    real = looking.recognised

    def recognised(draft, settings):
        names.append(draft.source.path)
        return real(draft, settings)

    monkeypatch.setattr(looking, "recognised", recognised)
    return names


def opened(library):
    return open_library([library / "seeds"], library)


def shown(library) -> list[str]:
    return [json.dumps(one.shown) for one in survey(opened(library)) if isinstance(one, Seen)]


def test_each_story_is_shown_before_the_next_is_looked_at(library, looked):
    for n, _ in enumerate(survey(opened(library)), 1):
        assert len(looked) == n


def test_an_interrupted_run_goes_on_where_it_stopped(library, looked):
    def interrupted(_what: str, done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(survey(opened(library), progress=interrupted))
    assert len(list(survey(opened(library)))) == 6
    assert looked == [f"seeds/{n}.txt" for n in range(6)]


def test_the_cache_changes_nothing_but_the_time(library, looked, monkeypatch):
    cold = shown(library)
    warm = shown(library)
    assert len(looked) == 6
    monkeypatch.setenv("FANBOOK_CACHE", "")
    assert shown(library) == cold == warm
    assert len(looked) == 12


def test_a_damaged_entry_is_made_again(library, looked):
    cold = shown(library)
    with sqlite3.connect(Path(os.environ[VARIABLE]) / FILE) as entries:
        for n, damage in enumerate((b"", b"no zlib", zlib.compress(b"[1]"), zlib.compress(b"{"), 3, None)):
            entries.execute("UPDATE found SET data = ? WHERE rowid = ?", (damage, n + 1))
    assert shown(library) == cold
    assert len(looked) == 12


def test_a_torn_cache_is_begun_anew(library, looked):
    cold = shown(library)
    for file in Path(os.environ[VARIABLE]).iterdir():
        file.write_bytes(b"no data base " * 500)
    assert shown(library) == shown(library) == cold
    assert len(looked) == 12


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("seeds/3.txt", STORY.format("far")),
        ("seeds/3.fanbook.toml", 'title = "Mine"'),
        ("seeds/fanbook.toml", '[defaults]\nrating = "PG"'),
    ],
)
def test_what_a_story_depends_on_is_looked_at_again(library, looked, name, text):
    before = shown(library)
    looked.clear()
    (library / name).write_text(text)
    after = shown(library)
    assert len(looked) == 6 if name == "seeds/fanbook.toml" else looked == ["seeds/3.txt"]
    assert after != before


def test_another_name_is_another_story(library):
    """A file's name is its stand-in title, and its folders are evidence."""
    (library / "seeds/0.txt").rename(library / "seeds/zero.txt")
    assert [json.loads(row)["source"] for row in shown(library)][-1] == "seeds/zero.txt"


def test_a_cache_that_cannot_be_written_is_none(library, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FANBOOK_CACHE", str(tmp_path / "file/below"))
    assert len(shown(library)) == 6


def test_nothing_is_written_beside_the_stories(library):
    before = sorted(library.rglob("*"))
    shown(library)
    assert [
        path for path in sorted(library.rglob("*")) if path not in before and "own-cache" not in str(path)
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text"), [("bad.txt", ""), ("bad.html", "<p> </p>"), ("3.fanbook.toml", "titel = 1")]
)
def test_a_bad_story_is_told_each_time_and_the_others_are_shown(library, name, text):
    (library / "seeds" / name).write_text(text)
    for _ in range(2):
        seen = list(survey(opened(library)))
        assert [one.source for one in seen if isinstance(one, Failure)] == [
            f"seeds/{name.replace('.fanbook.toml', '.txt')}"
        ]
        assert sum(isinstance(one, Seen) for one in seen) == 6 - name.endswith(".toml")


def test_documents_are_remembered_too(library, looked):
    (library / "seeds/page.html").write_text(
        "<html><head><title>The Page</title></head><body><h1>The Page</h1>"
        "<p>They went on, and it was late.</p><p>They came home.</p></body></html>"
    )
    cold = shown(library)
    assert looked.count("seeds/page.html") == 1
    assert shown(library) == cold
    assert looked.count("seeds/page.html") == 1
    assert json.loads(cold[-1])["unit"] == "block"


def test_the_oldest_go_where_there_are_too_many(tmp_path):
    keys = [key_of(str(n)) for n in range(40)]
    with Cache(tmp_path / "kept", 50_000) as cache:
        for n, key in enumerate(keys):
            cache.put(key, {"n": n, "text": random.Random(n).randbytes(2000).hex()})
    with Cache(tmp_path / "kept") as cache:
        kept = [cache.get(key) is not None for key in keys]
    assert kept == [False] * 11 + [True] * 29


def test_keys_do_not_run_together():
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of(b"ab", "c", "")}) == 4


def test_what_is_shown_of_a_story_is_enough_for_the_others(library):
    stories, _ = read_stories(opened(library))
    outlines = [outline(one.shown) for one in survey(opened(library)) if isinstance(one, Seen)]
    settings = opened(library).settings
    assert cast_of(outlines, settings) == cast_of(stories, settings)
    assert [story.pairings for story in outlines] == [story.pairings for story in stories]


def test_the_object_survives_being_kept(library):
    for one in survey(opened(library)):
        found = looking.look(one.file, opened(library))
        assert json.loads(json.dumps(inspection(found))) == inspection(found) == one.shown


@pytest.fixture
def parted(tmp_path, monkeypatch):
    """A story in a folder that says so, one in chapters that count, and one that stands alone."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, "")
    for name, text in {
        "lib/fanbook.toml": '[build]\nformat = "epub"\n',
        "lib/Weir/fanbook.toml": '[story]\ntitle = "The Weir"\nauthor = "hollin"\npairing = "Robin/Marian"\n',
        "lib/Weir/1 mud.txt": "They went by the mud.\n\n***\n\nIt was late.\n",
        "lib/Weir/10 weir.txt": "They came to the weir.\n",
        "lib/Weir/2 reeds.txt": "They went by the reeds.\n",
        "lib/The Long Wood/ch1.txt": "Chapter 1\n\nA wood, and no end of it.\n",
        "lib/The Long Wood/ch2.txt": "Chapter 2\n\nThe end of it.\n",
        "lib/alone.txt": STORY.format("far"),
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path / "lib"


def test_a_story_in_several_files_is_one_object_and_every_place_says_in_which(parted):
    library = open_library([parted], parted)
    shown = {
        row.shown["metadata"]["title"]["value"]: row.shown for row in in_wholes(survey(library), library)
    }
    assert sorted(shown) == ["The Long Wood", "The Weir", "The far"]
    assert "files" not in shown["The far"]
    weir = shown["The Weir"]
    assert weir["files"] == ["Weir/1 mud.txt", "Weir/2 reeds.txt", "Weir/10 weir.txt"]
    assert [(row["title"], row["file"]) for row in weir["chapters"]] == [
        ("Mud", "Weir/1 mud.txt"), ("Reeds", "Weir/2 reeds.txt"), ("Weir", "Weir/10 weir.txt"),
    ]  # fmt: skip
    assert [(row["before_line"], row["file"]) for row in weir["scene_breaks"]] == [(5, "Weir/1 mud.txt")]
    for name in ("blocks", "paragraph_starts", "chapters", "scene_breaks"):
        assert all(row["file"] in weir["files"] for row in weir[name])
    assert weir["pairing"]["romantic"][0]["members"] == ["Robin", "Marian"]
    assert not [row for row in weir["doubts"] if row["field"] in ("title", "author")]
    assert shown["The Long Wood"]["metadata"]["title"]["origin"] == "folder"


def test_what_is_shown_of_stories_in_several_files_is_what_is_built(parted):
    library = open_library([parted], parted)
    shown = [row.shown for row in in_wholes(survey(library), library)]
    stories, failed = read_stories(library)
    built = gather_stories(stories, root="lib").stories
    assert not failed
    assert {(one["metadata"]["title"]["value"], one["words"], len(one["chapters"])) for one in shown} == {
        (story.title(), story.words, len(story.chapters)) for story in built
    }


def test_a_part_that_cannot_be_read_is_told_and_the_others_are_shown(parted):
    (parted / "Weir/2 reeds.txt").write_text("")
    library = open_library([parted], parted)
    rows = list(in_wholes(survey(library), library))
    assert [row.source for row in rows if isinstance(row, Failure)] == ["Weir/2 reeds.txt"]
    assert ["Weir/1 mud.txt", "Weir/10 weir.txt"] in [
        row.shown.get("files") for row in rows if isinstance(row, Seen)
    ]


def test_what_a_folder_cannot_say_of_its_story_is_an_error(parted):
    (parted / "Weir/fanbook.toml").write_text('[story]\ntitel = "The Weir"\n')
    with pytest.raises(ConfigError, match="titel"):
        read_stories(open_library([parted], parted))


def test_a_story_in_several_files_is_asked_about_once(parted):
    library = open_library([parted], parted)
    asked = [(q.file.name, q.doubt.field) for q in gather(library, "", lambda *_: None).questions]
    assert ("The Long Wood/ch1.txt", "author") in asked
    assert {name for name, field in asked if field == "title"} == set()
    assert {name for name, field in asked if field == "author"} == {"The Long Wood/ch1.txt"}
