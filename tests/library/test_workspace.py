"""A library on disk: where it begins, which files are stories, what is passed over and said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fanbook.errors import ConfigError, NothingToRead
from fanbook.library.workspace import instructions_for, name_of, open_library, sidecar_of, sources_of


def fill(root: Path, *names: str, text: str = "Words.\n") -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def names(library) -> list[str]:
    return [story.name for story in library.stories]


def skipped(library) -> dict[str, str]:
    return {row.path: row.why for row in library.skipped}


def test_a_folder_and_what_is_in_it(tmp_path):
    fill(tmp_path, "seeds/b.txt", "seeds/A.TXT", "seeds/sub/c.text", "seeds/.hidden.txt", "seeds/~backup.txt",
         "seeds/photo.png", "seeds/page.html", "seeds/page_files/x.txt", "seeds/dist/y.txt", "seeds/b.fanbook.toml",
         "seeds/gone.fanbook.toml")  # fmt: skip
    library = open_library([Path("seeds")], tmp_path)
    assert names(library) == ["seeds/A.TXT", "seeds/b.txt", "seeds/page.html", "seeds/sub/c.text"]
    assert skipped(library) == {
        "seeds/.hidden.txt": "hidden",
        "seeds/~backup.txt": "a backup",
        "seeds/photo.png": "no story",
        "seeds/page_files": "no stories are kept in such a folder",
        "seeds/dist": "no stories are kept in such a folder",
        "seeds/gone.fanbook.toml": "a sidecar without its story",
    }
    assert library.roots == ("seeds",)


def test_a_folder_may_be_called_like_a_story(tmp_path):
    fill(tmp_path, "seeds/x.txt/inner.txt")
    assert names(open_library([Path("seeds")], tmp_path)) == ["seeds/x.txt/inner.txt"]
    assert names(open_library([Path("seeds/x.txt")], tmp_path)) == ["seeds/x.txt/inner.txt"]


def test_one_story_named_twice_is_one(tmp_path):
    fill(tmp_path, "seeds/a.txt")
    library = open_library([Path("seeds"), Path("seeds/a.txt"), Path("seeds/../seeds/a.txt")], tmp_path)
    assert names(library) == ["seeds/a.txt"]


def test_links_out_are_not_followed_and_links_inside_are_no_second_story(tmp_path):
    fill(tmp_path, "seeds/a.txt", "secret.txt", "elsewhere/b.txt")
    (tmp_path / "seeds/out.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "seeds/folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "seeds/again").symlink_to(tmp_path / "seeds")
    (tmp_path / "seeds/nowhere.txt").symlink_to("nothing")
    (tmp_path / "seeds/loop.txt").symlink_to("loop.txt")
    (tmp_path / "seeds/0.txt").symlink_to("a.txt")
    library = open_library([Path("seeds")], tmp_path)
    assert names(library) == ["seeds/a.txt"]
    assert skipped(library) == {
        "seeds/out.txt": "a link that leads out of the folder",
        "seeds/folder": "a link that leads out of the folder",
        "seeds/again": "a link to a folder",
        "seeds/nowhere.txt": "a link that leads nowhere",
        "seeds/loop.txt": "a link that leads nowhere",
    }


def test_seeds_may_be_a_link(tmp_path):
    fill(tmp_path, "elsewhere/a.txt", "library/fanbook.toml", text="")
    (tmp_path / "library/seeds").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere/b.txt").symlink_to("a.txt")
    library = open_library([Path("seeds")], tmp_path / "library")
    assert library.root == tmp_path / "library"
    assert names(library) == ["seeds/a.txt"]


def test_no_ordinary_file(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert skipped(open_library([Path()], tmp_path)) == {"pipe.txt": "no ordinary file"}
    (fault,) = open_library([Path("pipe.txt")], tmp_path).faults
    assert fault.code == "R001"


def test_finished_books_are_no_stories(tmp_path):
    fill(
        tmp_path,
        "a.txt",
        "books/fanbook-report.json",
        "books/epub/a.epub",
        "fanbook-report.json",
        "pdf/a.pdf",
        "pdfs/b.pdf",
    )
    library = open_library([tmp_path], tmp_path)
    assert names(library) == ["a.txt", "pdfs/b.pdf"]
    assert skipped(library) == {
        "books": "finished books of an earlier build",
        "pdf": "finished books of an earlier build",
        "fanbook-report.json": "no story",
    }


def test_a_folder_that_cannot_be_read_is_named_and_the_others_are_read(tmp_path, monkeypatch):
    fill(tmp_path, "seeds/a.txt", "seeds/locked/b.txt")
    real = Path.iterdir

    def iterdir(path):
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    library = open_library([Path("seeds")], tmp_path)
    assert names(library) == ["seeds/a.txt"]
    assert [(fault.code, fault.at) for fault in library.faults] == [("R001", "seeds/locked")]


def test_what_is_not_there(tmp_path):
    with pytest.raises(NothingToRead) as caught:
        open_library([Path("nope.txt")], tmp_path)
    assert caught.value.exit_code == 3
    with pytest.raises(NothingToRead) as caught:
        open_library([Path("seeds")], tmp_path)
    assert "fanbook init" in caught.value.hint
    with pytest.raises(NothingToRead):
        open_library([Path("x" * 5000)], tmp_path)
    fill(tmp_path, "a.txt")
    library = open_library([Path("a.txt"), Path("nope.txt")], tmp_path)
    assert names(library) == ["a.txt"]
    assert [fault.at for fault in library.faults] == ["nope.txt"]


def test_the_nearest_library_above_is_meant_and_defaults_alone_make_none(tmp_path):
    fill(tmp_path, "lib/fanbook.toml", text="[build]\nout = 'books'")
    fill(tmp_path, "lib/seeds/sub/fanbook.toml", text='[defaults]\nfandom = "Robin Hood"\nauthor = ""')
    fill(tmp_path, "lib/seeds/sub/a.txt")
    library = open_library([Path("a.txt")], tmp_path / "lib/seeds/sub")
    assert library.root == tmp_path / "lib"
    assert names(library) == ["seeds/sub/a.txt"]
    assert library.out(tmp_path / "lib/seeds/sub") == tmp_path / "lib/books"
    # An empty one is a word as well: the folder's name tells nothing of the author.
    assert instructions_for(library.stories[0], library).defaults == (
        ("fandom", "Robin Hood"),
        ("author", ""),
    )


def test_inner_defaults_beat_outer_ones(tmp_path):
    fill(tmp_path, "fanbook.toml", text='[build]\n[defaults]\nfandom = "A"\nrating = "G"')
    fill(tmp_path, "seeds/sub/fanbook.toml", text='[defaults]\nfandom = "B"')
    fill(tmp_path, "seeds/sub/a.txt")
    library = open_library([Path("seeds")], tmp_path)
    assert dict(instructions_for(library.stories[0], library).defaults) == {"fandom": "B", "rating": "G"}


def test_without_a_configuration_names_do_not_depend_on_the_current_folder(tmp_path):
    fill(tmp_path, "saved/a.txt", "seeds/b.txt")
    assert names(open_library([Path("saved")], tmp_path)) == ["a.txt"]
    assert names(open_library([Path()], tmp_path / "saved")) == ["a.txt"]
    assert names(open_library([Path("seeds")], tmp_path)) == ["seeds/b.txt"]
    assert names(open_library([Path("b.txt")], tmp_path / "seeds")) == ["seeds/b.txt"]
    (tmp_path / "other").mkdir()
    library = open_library([tmp_path / "saved"], tmp_path / "other")
    assert names(library) == ["a.txt"]
    assert library.out(tmp_path / "other") == tmp_path / "other/dist"


def test_namesakes_in_two_folders_have_two_names(tmp_path):
    fill(tmp_path, "a/x.txt", "b/x.txt", "here/y.txt")
    library = open_library([tmp_path / "a/x.txt", tmp_path / "b/x.txt"], tmp_path / "here")
    assert names(library) == ["../b/x.txt", "x.txt"]


def test_a_name_that_is_no_text_is_written_out(tmp_path):
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    file.write_text("Words.")
    assert name_of(file, tmp_path) == "caf\\xe9.txt"
    assert open_library([Path()], tmp_path).stories[0].path.read_text() == "Words."


def test_a_sidecar_stands_beside_its_story_or_in_the_folder_for_them(tmp_path):
    fill(tmp_path, "seeds/sub/a.txt", "b.txt")
    library = open_library([Path("seeds")], tmp_path)
    assert sidecar_of(library.stories[0], library) == tmp_path / "seeds/sub/a.fanbook.toml"
    assert sidecar_of(library.stories[0], library, "facts") == tmp_path / "facts/seeds/sub/a.fanbook.toml"
    fill(tmp_path, "kept/a.txt")
    outside = open_library([tmp_path / "kept", tmp_path / "b.txt"], tmp_path / "kept")
    story = next(story for story in outside.stories if story.name == "../b.txt")
    assert sidecar_of(story, outside, "facts") == tmp_path / "kept/facts/b.fanbook.toml"


def test_a_sidecar_that_cannot_be_read_is_an_error(tmp_path):
    fill(tmp_path, "a.txt")
    (tmp_path / "a.fanbook.toml").write_bytes(b"title = '\xff'")
    library = open_library([Path("a.txt")], tmp_path)
    with pytest.raises(ConfigError):
        instructions_for(library.stories[0], library)


def outside(tmp_path):
    fill(tmp_path, "library/a.txt", "library/sub/b.txt")
    fill(tmp_path, "elsewhere/facts.toml", text='title = "Secret"')
    fill(tmp_path, "elsewhere/defaults.toml", text='[defaults]\nfandom = "Secret"')
    return open_library([Path("library")], tmp_path)


def told(library, at=0, folder=""):
    return instructions_for(library.stories[at], library, folder)


def test_a_sidecar_that_is_a_link_out_is_an_error(tmp_path):
    library = outside(tmp_path)
    (tmp_path / "library/a.fanbook.toml").symlink_to(tmp_path / "elsewhere/facts.toml")
    with pytest.raises(ConfigError) as caught:
        told(library)
    assert (caught.value.code, caught.value.at) == ("C022", "a.fanbook.toml")
    assert "Secret" not in f"{caught.value.message}{caught.value.hint}"


def test_a_subfolders_defaults_that_are_a_link_out_are_an_error(tmp_path):
    library = outside(tmp_path)
    (tmp_path / "library/sub/fanbook.toml").symlink_to(tmp_path / "elsewhere/defaults.toml")
    assert told(library).defaults == ()
    with pytest.raises(ConfigError) as caught:
        told(library, 1)
    assert (caught.value.code, caught.value.at) == ("C022", "sub/fanbook.toml")


def test_links_within_the_library_and_of_its_owner_are_followed(tmp_path):
    library = outside(tmp_path)
    fill(tmp_path, "library/facts.toml", text='title = "Mine"')
    (tmp_path / "library/a.fanbook.toml").symlink_to("facts.toml")
    (tmp_path / "library/fanbook.toml").symlink_to(tmp_path / "elsewhere/defaults.toml")
    assert told(library).facts == (("title", "Mine"),)
    assert told(library).defaults == (("fandom", "Secret"),)
    # What a person names is a place of the library's too: that is how git-annex keeps files, and some people.
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/a.fanbook.toml").symlink_to("kept.toml")
    fill(tmp_path, "facts/kept.toml", text='title = "Kept"')
    assert told(library, folder=str(tmp_path / "facts")).facts == (("title", "Kept"),)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("nothing")])
def test_a_sidecar_that_is_no_file_is_an_error(tmp_path, make):
    library = outside(tmp_path)
    make(tmp_path / "library/a.fanbook.toml")
    with pytest.raises(ConfigError) as caught:
        told(library)
    assert (caught.value.code, caught.value.at) == ("C002", "a.fanbook.toml")


def test_a_sidecar_of_gigabytes_is_not_read(tmp_path):
    library = outside(tmp_path)
    with (tmp_path / "library/a.fanbook.toml").open("wb") as file:
        file.truncate(5_000_000_000)
    with pytest.raises(ConfigError) as caught:
        told(library)
    assert caught.value.code == "C021"


@pytest.mark.parametrize(
    ("there", "sources"),
    [
        ((), "seeds"),
        (("fanbook.toml",), "."),
        (("fanbook.toml", "seeds/a.txt"), "seeds"),
        (("a.txt",), "seeds"),
    ],
)
def test_who_names_nothing_means_seeds_or_the_library_she_stands_in(tmp_path, there, sources):
    for name in there:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [str(path) for path in sources_of(None, tmp_path)] == [sources]
    assert sources_of([Path("x")], tmp_path) == [Path("x")]
