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
from fanbook.inspection import inspection, outline
from fanbook.library.cache import FILE, VARIABLE, Cache, key_of
from fanbook.library.workspace import open_library
from fanbook.pipeline import cast_of, read_stories
from fanbook.report import Failure
from fanbook.survey import Seen, survey

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
