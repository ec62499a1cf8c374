"""Nothing new: what is the same is neither read nor made again, and whatever differs is noticed."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import fanbook.pipeline as flow
import fanbook.stories as making
from fanbook.emit import REPORT, digest_of
from fanbook.library.cache import FILE, Cache
from fanbook.library.config import checked
from fanbook.library.digests import Digests
from fanbook.library.shelved import as_bytes, from_bytes
from fanbook.library.workspace import open_library
from fanbook.pipeline import Order, build, read_stories

SEEDS = Path(__file__).parents[2] / "seeds"
TEXT = "Title: {0}\nFandom: Robin Hood\nPairing: Robin/Marian\n\nThey went on until {0} river.\n\nThey came home to {0}.\n"


@pytest.fixture
def root(tmp_path, monkeypatch):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "covers").mkdir()
    for name in ("ash", "elm"):
        (tmp_path / f"seeds/{name}.txt").write_text(TEXT.format(name.title()))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(root: Path, **said):
    library = open_library([Path("seeds")], root)
    said = {"format": ("epub",), "cover": False, "jobs": 1, **said}
    library = replace(library, settings=checked(replace(library.settings, **said)))
    return build(library, library.out(root), Order(library.settings))


def is_fresh(report) -> bool:
    """Was anything read or made?"""
    return report.kept is None


def test_a_second_build_reads_and_makes_nothing_and_says_the_same(root, monkeypatch):
    first = run(root)
    before = json.loads((root / "dist" / REPORT).read_text())
    stamp = (root / "dist" / REPORT).stat().st_mtime_ns
    for name in ("read_stories", "make_plans", "assemble"):
        monkeypatch.setattr(flow, name, None)
    second = run(root)
    assert is_fresh(first)
    assert not is_fresh(second)
    said = second.as_json()
    for row in before["books"]:
        for output in row["outputs"]:
            output["cached"] = True
    assert said["books"] == before["books"]
    assert said.keys() == before.keys()
    assert (root / "dist" / REPORT).stat().st_mtime_ns == stamp
    assert [book.book.title for book in second.books] == [book.book.title for book in first.books]
    assert second.exit_code(strict=True) == first.exit_code(strict=True)


CHANGES = {
    "a story": lambda root: (root / "seeds/ash.txt").write_text(TEXT.format("Ash tree")),
    "a new story": lambda root: (root / "seeds/oak.txt").write_text(TEXT.format("Oak")),
    "a story that is gone": lambda root: (root / "seeds/ash.txt").unlink(),
    "a file that is no story": lambda root: (root / "seeds/photo.png").write_bytes(b"x"),
    "a sidecar": lambda root: (root / "seeds/ash.fanbook.toml").write_text('title = "Ashen"\n'),
    "defaults": lambda root: (root / "seeds/fanbook.toml").write_text('[defaults]\nauthor = "hollin"\n'),
    "settings": lambda root: (root / "fanbook.toml").write_text('[binder]\nname = "A. Binder"\n'),
    "a recipe": lambda root: (root / "fanbook.toml").write_text('[[anthology]]\ntitle = "All"\nquery = "words > 1"\n'),
    "a book that is gone": lambda root: (root / "dist/epub/ash.epub").unlink(),
    "a book that was touched": lambda root: (root / "dist/epub/ash.epub").write_bytes(b"x"),
    "the report": lambda root: _edit(root / "dist" / REPORT),
    "no report": lambda root: (root / "dist" / REPORT).unlink(),
}  # fmt: skip


def _edit(file: Path) -> None:
    data = json.loads(file.read_text())
    data["books"][0]["title"] = "Another"
    file.write_text(json.dumps(data))


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_differs_is_noticed(root, change):
    run(root)
    assert not is_fresh(run(root))
    change(root)
    assert is_fresh(run(root))
    assert not is_fresh(run(root))


def test_other_settings_are_another_state(root):
    run(root)
    assert is_fresh(run(root, notes="drop"))
    assert is_fresh(run(root, bundle=("fandom",)))
    assert is_fresh(run(root))


def test_a_cover_of_ones_own_is_noticed(root):
    run(root)
    (root / "covers/ash.jpg").write_bytes(b"no picture")
    assert is_fresh(run(root))


# --- Stories kept ---------------------------------------------------------------------------------


def test_stories_are_remembered_whole(tmp_path):
    library = open_library([SEEDS], SEEDS.parent)
    with Cache(tmp_path / FILE) as cache:
        first, _ = read_stories(library, cache)
    with Cache(tmp_path / FILE) as cache:
        again, _ = read_stories(library, cache)
    assert again == first
    assert list(map(repr, again)) == list(map(repr, first))
    assert from_bytes(as_bytes(first) or b"") == tuple(first)


def test_a_remembered_story_is_not_recognised_again(root, monkeypatch):
    run(root)
    (root / "seeds/oak.txt").write_text(TEXT.format("Oak"))
    seen = []
    monkeypatch.setattr(
        making, "recognise", lambda part, real=making.recognise: seen.append(part.source.path) or real(part)
    )
    run(root)
    assert seen == ["seeds/oak.txt"]


class _Trap:
    def __reduce__(self):
        return (os.system, ("true",))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nothing of the kind",
        pickle.dumps(_Trap()),
        pickle.dumps((_Trap(),)),
        pickle.dumps(os.system),
        pickle.dumps(Path("a")),
        pickle.dumps(()),
        pickle.dumps((1,)),
    ],
)
def test_nothing_but_stories_comes_out_of_the_cache(data, monkeypatch):
    monkeypatch.setattr(os, "system", lambda _: pytest.fail("code from the cache was run"))
    assert from_bytes(data) is None


@pytest.fixture(scope="module")
def kept() -> bytes:
    library = open_library([SEEDS / "lantern-song.txt"], SEEDS.parent)
    return as_bytes(read_stories(library)[0]) or b""


@given(noise=st.binary(max_size=200), share=st.floats(0, 1))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_damaged_entry_is_none_or_whole(kept, noise, share):
    found = from_bytes(kept[: int(len(kept) * share)] + noise)
    assert found is None or found == from_bytes(kept)


# --- Digests --------------------------------------------------------------------------------------


def test_a_digest_is_that_of_the_file_as_it_is(tmp_path):
    file = tmp_path / "a.bin"
    with Cache(tmp_path / FILE) as cache:
        digests = Digests(cache)
        assert digests.of(file) == ""
        for data in (b"one", b"two", b"three"):  # the second has the size of the first
            file.write_bytes(data)
            os.utime(file, ns=(1, 1))
            assert digests.of(file) == digest_of(file)
            assert digests.of(file) == digest_of(file)
