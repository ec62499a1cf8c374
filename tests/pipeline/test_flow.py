"""The whole flow on small libraries: what is built, kept, renewed, taken away, and what it says."""

from __future__ import annotations

import json
import os
import time
import zipfile
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import pytest
from filelock import FileLock
from msgspec.structs import replace

import fanbook.pipeline as flow
from fanbook import stories
from fanbook.emit import LOCK, REPORT
from fanbook.errors import ConfigError, OutputError, SystemMissing
from fanbook.library.config import checked
from fanbook.library.workspace import open_library
from fanbook.model.blocks import Verse
from fanbook.model.walk import block_texts
from fanbook.pipeline import Order, build
from fanbook.press import Job, Pressed, press
from fanbook.report import BuildReport

TEXT = "Title: {}\nAuthor: {}\nFandom: Robin Hood\nPairing: Robin/Marian\n\n{}\n\nThey came home.\n"


def write(
    root: Path, name: str, title: str = "", author: str = "hollin", words: str = "They went on."
) -> Path:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TEXT.format(title or file.stem.title(), author, words))
    return file


def run(
    root: Path, *sources: str, out: Path | None = None, force=False, dry_run=False, **settings
) -> BuildReport:
    library = open_library([Path(source) for source in sources or ("seeds",)], root, out)
    given = {"format": ("epub",), "cover": False, "jobs": 1, **settings}
    library = replace(library, settings=checked(replace(library.settings, **given)))
    return build(library, out or library.out(root), Order(library.settings, force, dry_run))


def files(root: Path, out: str = "dist") -> set[str]:
    return {p.relative_to(root / out).as_posix() for p in (root / out).rglob("*") if p.is_file()} - {REPORT}


def slugs(report: BuildReport) -> list[str]:
    return [book.book.slug for book in report.books]


def cached(report: BuildReport) -> dict[str, bool]:
    return {output.path: output.cached for book in report.books for output in book.outputs}


@pytest.fixture
def root(tmp_path):
    for name in ("arrow", "bow", "cap"):
        write(tmp_path, f"seeds/{name}.txt", author=name)
    return tmp_path


# --- What is made --------------------------------------------------------------------------------


def test_a_book_for_every_story_and_a_volume_for_the_pairing(root):
    report = run(root)
    assert slugs(report) == ["arrow", "bow", "cap", "anthology-marian-robin"]
    assert files(root) == {f"epub/{slug}.epub" for slug in slugs(report)}
    assert report.exit_code() == 0


@pytest.mark.slow
def test_the_report_is_the_public_json(root):
    (root / "seeds/photo.png").write_bytes(b"x")
    report = run(root, format=("epub", "pdf"))
    data = json.loads((root / "dist" / REPORT).read_text())
    assert data == report.as_json()
    assert data.keys() >= {"fanbook", "books", "skipped", "failed", "elapsed_s"}
    book = data["books"][0]
    assert book.keys() >= {"slug", "kind", "id", "title", "authors", "pairing", "sources", "words", "outputs", "left_out", "edits", "diagnostics"}  # fmt: skip
    source = root / "seeds/arrow.txt"
    assert book["sources"] == [
        {
            "path": "seeds/arrow.txt",
            "sha256": sha256(source.read_bytes()).hexdigest(),
            "bytes": source.stat().st_size,
        }
    ]
    assert book["id"].startswith("urn:")
    assert book["words"] == 6
    epub, pdf = book["outputs"]
    file = (root / "dist" / epub["path"]).read_bytes()
    assert (epub["format"], epub["path"], epub["bytes"], epub["pages"], epub["cached"]) == ("epub", "epub/arrow.epub", len(file), None, False)  # fmt: skip
    assert epub["sha256"] == sha256(file).hexdigest()
    assert (pdf["format"], pdf["path"]) == ("pdf", "pdf/arrow.pdf")
    assert pdf["pages"] > 0
    assert data["skipped"] == [{"path": "seeds/photo.png", "why": "no story"}]
    assert str(root) not in json.dumps(data)


@pytest.mark.parametrize(
    ("bundle", "kinds"),
    [
        (("none",), 0),
        (("pairing",), 1),
        (("fandom",), 1),
        (("author",), 0),
        (("pairing,fandom", "author"), 2),
    ],
)
def test_bundles(root, bundle, kinds):
    assert sum(book.book.kind == "anthology" for book in run(root, bundle=bundle).books) == kinds


def test_a_sidecar_may_keep_a_story_out_of_volumes(root):
    (root / "seeds/cap.fanbook.toml").write_text("anthology = false")
    volume = run(root).books[-1]
    assert [story.title() for story in volume.stories] == ["Arrow", "Bow"]


def test_a_sidecar_is_obeyed(root):
    (root / "seeds/cap.fanbook.toml").write_text(
        'title = "The Cap"\nauthor = ""\nsource_url = "https://example.org/1"\npairing = ["A/B"]\n'
        'slug = "hat"\nchapters = ["They went*"]\n[lines]\n"8 They" = "verse"\n"6 Moved" = "verse"\n'
        '[[fix]]\nfind = "home"\nreplace = "back"\n[[fix]]\nfind = "nowhere to be found"\n'
    )
    book = next(book for book in run(root).books if book.book.slug == "hat")
    assert (book.book.title, book.book.authors, book.book.pairing) == ("The Cap", (), "A/B")
    assert book.book.source_url == "https://example.org/1"
    assert {d.code for d in book.all_diagnostics()} >= {"N021", "N022"}
    (chapter,) = book.stories[0].chapters
    assert chapter.label == "They went on."
    assert [list(block_texts(block)) for block in chapter.blocks] == [["They came back."]]
    assert isinstance(chapter.blocks[0], Verse)


def test_notes_that_are_dropped_are_listed(root):
    (root / "seeds/cap.txt").write_text(
        TEXT.format("Cap", "c", "A/N: thanks for reading this fic!\n\nThey went.")
    )
    kept, dropped = run(root), run(root, notes="drop")
    assert not any("note" in row["why"] for row in kept.as_json()["books"][2]["left_out"])
    (row,) = (row for row in dropped.as_json()["books"][2]["left_out"] if "note" in row["why"])
    assert "thanks for reading this fic" in row["text"]
    assert row["start"] == 6


# --- What fails -----------------------------------------------------------------------------------


def test_one_bad_story_never_stops_the_others(root, monkeypatch):
    (root / "seeds/empty.txt").write_text(" \n\n")
    (root / "seeds/binary.txt").write_bytes(bytes(range(256)) * 9)
    (root / "seeds/header.txt").write_text("Title: Nothing\nAuthor: x\n")
    write(root, "seeds/bug.txt")
    real = stories.recognise

    def recognise(draft):
        if draft.source.path.endswith("bug.txt"):
            raise ZeroDivisionError("a bug")
        return real(draft)

    monkeypatch.setattr(stories, "recognise", recognise)
    report = run(root)
    assert slugs(report) == ["arrow", "bow", "cap", "anthology-marian-robin"]
    assert {f.source: f.fault.code for f in report.failed} == {
        "seeds/empty.txt": "R002",
        "seeds/binary.txt": "R003",
        "seeds/header.txt": "R004",
        "seeds/bug.txt": "B001",
    }
    assert "ZeroDivisionError" in report.bugs()[0].trace
    assert report.exit_code() == 70
    (root / "seeds/bug.txt").unlink()
    assert run(root).exit_code() == 1


@pytest.mark.parametrize(("data", "code"), [(b"", "R002"), (b"\x89PNG\r\n", "R003"), (b"Title: A\n", "R004")])
def test_the_only_source_that_cannot_be_read_is_3(tmp_path, data, code):
    (tmp_path / "a.txt").write_bytes(data)
    report = run(tmp_path, "a.txt")
    assert report.failed[0].fault.code == code
    assert report.exit_code() == 3


def test_a_source_that_is_not_there_beside_one_that_is(root):
    report = run(root, "seeds/arrow.txt", "nope.txt")
    assert slugs(report) == ["arrow"]
    assert report.exit_code() == 1
    assert report.as_json()["failed"][0]["code"] == "R001"


def test_a_sidecar_in_error_stops_before_anything_is_built(root):
    (root / "seeds/cap.fanbook.toml").write_text("titel = 'x'")
    with pytest.raises(ConfigError):
        run(root)
    assert not (root / "dist").exists()


def test_a_cover_style_that_is_none_is_an_error_before_anything_is_built(root):
    with pytest.raises(ConfigError):
        run(root, cover_style="clothbund")
    assert not (root / "dist").exists()


# Writers that fail, in whichever process they are asked.


def with_a_bug(job: Job) -> Pressed:
    with patch("fanbook.write.pdf.write_pdf", lambda *_: 1 / 0):
        return press(job)


def without_pango(job: Job) -> Pressed:
    with patch("fanbook.write.pdf.write_pdf", side_effect=SystemMissing("W002", "no Pango")):
        return press(job)


def without_memory(job: Job) -> Pressed:
    with patch("fanbook.write.pdf.write_pdf", side_effect=MemoryError):
        return press(job)


def dying_over_bow(job: Job) -> Pressed:
    if job.is_heavy and job.book.slug == "bow":
        os.abort()
    return press(job)


@pytest.mark.slow
def test_a_bug_in_one_format_leaves_the_other(root, monkeypatch):
    monkeypatch.setattr("fanbook.processes.pool.press", with_a_bug)
    report = run(root, "seeds/arrow.txt", format=("epub", "pdf"))
    assert files(root) == {"epub/arrow.epub"}
    assert report.exit_code() == 70


@pytest.mark.slow
def test_a_missing_library_stops_one_format_only(root, monkeypatch):
    monkeypatch.setattr("fanbook.processes.pool.press", without_pango)
    report = run(root, format=("epub", "pdf"))
    assert len(files(root)) == 4
    assert report.exit_code() == 4


@pytest.mark.slow
def test_a_format_without_memory_is_no_bug(root, monkeypatch):
    monkeypatch.setattr("fanbook.processes.pool.press", without_memory)
    report = run(root, "seeds/arrow.txt", format=("epub", "pdf"))
    assert files(root) == {"epub/arrow.epub"}
    assert [fault.code for fault in report.books[0].faults] == ["W005"]
    assert report.exit_code() == 1


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_pdf_that_takes_its_process_along_costs_only_itself(root, monkeypatch, jobs):
    monkeypatch.setattr("fanbook.processes.pool.press", dying_over_bow)
    report = run(root, format=("epub", "pdf"), cover=True, jobs=jobs)
    slugs = ("arrow", "bow", "cap", "anthology-marian-robin")
    places = ("covers/{}.jpg", "epub/{}.epub", "pdf/{}.pdf")
    assert files(root) == {place.format(slug) for slug in slugs for place in places} - {"pdf/bow.pdf"}
    assert [fault.code for fault in report.books[1].faults] == ["W006"]
    assert report.as_json()["failed"][0]["source"] == "bow"
    assert report.exit_code() == 1
    monkeypatch.undo()
    again = run(root, format=("epub", "pdf"), cover=True, jobs=jobs)
    # The EPUB is made again too: it tells the pages of the printed book.
    assert [path for path, kept in cached(again).items() if not kept] == ["epub/bow.epub", "pdf/bow.pdf"]
    assert again.exit_code() == 0


def test_strict(root):
    assert run(root).exit_code(strict=True) == 0
    (root / "seeds/plain.txt").write_text("They went on.\n\nThey came home again in the evening.\n")
    report = run(root)
    assert report.exit_code() == 0
    assert report.exit_code(strict=True) == 1


def test_a_folder_where_the_report_goes_is_an_error_before_anything_is_built(root):
    (root / "dist" / REPORT).mkdir(parents=True)
    with pytest.raises(OutputError, match="is a folder"):
        run(root)
    assert files(root) == set()


# --- A second time --------------------------------------------------------------------------------


def test_nothing_changed_nothing_made_and_fast(root):
    run(root)
    before = {file: (root / "dist" / file).stat().st_mtime_ns for file in files(root)}
    start = time.process_time()
    report = run(root)
    assert time.process_time() - start < 1
    assert all(cached(report).values())
    assert before == {file: (root / "dist" / file).stat().st_mtime_ns for file in files(root)}
    assert {book.why for book in report.books} == {"up to date"}


def test_a_touched_source_is_no_change_and_a_changed_one_is(root):
    run(root)
    os.utime(root / "seeds/bow.txt", (1, 1))
    assert all(cached(run(root)).values())
    write(root, "seeds/bow.txt", words="They went on and on.")
    assert cached(run(root)) == {
        "epub/arrow.epub": True,
        "epub/bow.epub": False,
        "epub/cap.epub": True,
        "epub/anthology-marian-robin.epub": False,
    }


@pytest.mark.parametrize("harm", [Path.unlink, lambda file: file.write_bytes(b""), lambda file: file.write_bytes(file.read_bytes()[:-1])])  # fmt: skip
def test_an_output_that_was_harmed_is_made_again(root, harm):
    run(root)
    file = root / "dist/epub/bow.epub"
    whole = file.read_bytes()
    harm(file)
    report = run(root)
    assert [path for path, kept in cached(report).items() if not kept] == ["epub/bow.epub"]
    assert file.read_bytes() == whole


@pytest.mark.parametrize("change", [{"notes": "end"}, {"typography": False}, {"trim": "a5"}])
def test_settings_that_change_a_book_make_it_again(root, change):
    (root / "seeds/bow.txt").write_text(TEXT.format("Bow", "b", 'A/N: thanks for reading!\n\n"They went."'))
    run(root, "seeds/bow.txt")
    assert not any(cached(run(root, "seeds/bow.txt", **change)).values())


def test_force(root):
    run(root)
    assert not any(cached(run(root, force=True)).values())


def test_a_new_theme_or_a_new_cover_style_is_a_change(root):
    theme = root / "templates/mine"
    theme.mkdir(parents=True)
    for file in (Path(__file__).parents[2] / "templates/classic").iterdir():
        (theme / file.name).write_text(file.read_text())
    run(root, "seeds/bow.txt", theme="mine")
    assert all(cached(run(root, "seeds/bow.txt", theme="mine")).values())
    (theme / "epub.css").write_text((theme / "epub.css").read_text() + "\np { color: inherit }\n")
    assert not any(cached(run(root, "seeds/bow.txt", theme="mine")).values())


def test_dry_run_writes_nothing(root):
    report = run(root, dry_run=True)
    assert not (root / "dist").exists()
    assert [book.why for book in report.books] == ["not built yet: epub"] * 4
    run(root)
    write(root, "seeds/bow.txt", words="Changed.")
    before = (root / "dist" / REPORT).read_bytes()
    report = run(root, dry_run=True)
    assert (root / "dist" / REPORT).read_bytes() == before
    changed = "changed, or its files were touched: epub"
    assert [book.why for book in report.books] == ["up to date", changed, "up to date", changed]


# --- Whose is what --------------------------------------------------------------------------------


def test_a_book_that_is_gone_is_removed_and_named(root):
    run(root)
    (root / "seeds/cap.txt").unlink()
    report = run(root)
    assert report.removed == ("epub/cap.epub",)
    assert files(root) == {"epub/arrow.epub", "epub/bow.epub", "epub/anthology-marian-robin.epub"}


def test_a_volume_that_is_not_wanted_is_removed(root):
    run(root)
    assert run(root, bundle=("none",)).removed == ("epub/anthology-marian-robin.epub",)


def test_a_new_title_moves_the_book_and_keeps_what_readers_know_it_by(root):
    first = run(root).books[1].book
    write(root, "seeds/bow.txt", title="The Long Bow")
    report = run(root)
    assert report.removed == ("epub/bow.epub",)
    assert report.books[1].book.slug == "the-long-bow"
    assert report.books[1].book.identifier == first.identifier


def test_a_pinned_slug_stays(root):
    (root / "seeds/bow.fanbook.toml").write_text('slug = "bow"')
    run(root)
    write(root, "seeds/bow.txt", title="The Long Bow")
    report = run(root)
    assert not report.removed
    assert report.books[1].book.slug == "bow"


def test_a_pinned_story_may_move(root):
    first = run(root).books[1].book.identifier
    (root / "seeds/bow.fanbook.toml").write_text('id = "path:seeds/bow.txt"')
    assert run(root).books[1].book.identifier == first
    (root / "seeds/sub").mkdir()
    for name in ("bow.txt", "bow.fanbook.toml"):
        (root / "seeds" / name).rename(root / "seeds/sub" / name)
    write(root, "seeds/bow.txt", title="Another Bow")
    books = {book.book.title: book.book.identifier for book in run(root).books}
    assert books["Bow"] == first
    assert books["Another Bow"] != first


def test_foreign_files_are_never_touched(root):
    (root / "dist/epub").mkdir(parents=True)
    (root / "dist/epub/bow.epub").write_text("mine")
    (root / "dist/notes.txt").write_text("mine too")
    report = run(root)
    assert (root / "dist/epub/bow.epub").read_text() == "mine"
    assert (root / "dist/notes.txt").read_text() == "mine too"
    assert [fault.code for book in report.books for fault in book.faults] == ["O003"]
    assert report.exit_code() == 1


def test_books_that_this_run_did_not_look_at_stay(root):
    run(root)
    assert run(root, "seeds/bow.txt").removed == ()
    assert len(files(root)) == 4
    assert all(cached(run(root)).values())


def test_a_namesake_outside_this_run_keeps_its_file(root):
    write(root, "seeds/one.txt", title="Tide", words="One.")
    write(root, "seeds/two.txt", title="Tide", words="Two.")
    run(root, "seeds/one.txt")
    mine = (root / "dist/epub/tide.epub").read_bytes()
    (slug,) = slugs(run(root, "seeds/two.txt"))
    assert slug == f"tide-{sha256((root / 'seeds/two.txt').read_bytes()).hexdigest()[:8]}"
    assert (root / "dist/epub/tide.epub").read_bytes() == mine
    assert {"tide", slug} < set(slugs(run(root)))


def test_two_libraries_in_one_folder(tmp_path):
    books = tmp_path / "books"
    for name in ("one", "two"):
        write(tmp_path / name, "tide.txt", title=f"Tide {name}")
        write(tmp_path / name, "wind.txt", title="Wind", words=f"In {name}.")
    run(tmp_path / "one", ".", out=books)
    first = {file: (books / file).read_bytes() for file in files(tmp_path, "books")}
    report = run(tmp_path / "two", ".", out=books)
    assert report.removed == ()
    assert {file: (books / file).read_bytes() for file in first} == first
    assert len(files(tmp_path, "books")) == 2 * len(first)
    assert all(cached(run(tmp_path / "one", ".", out=books)).values())
    assert len(files(tmp_path, "books")) == 2 * len(first)


def test_an_output_folder_may_move(root):
    run(root)
    (root / "dist").rename(root / "books")
    report = run(root, out=root / "books")
    assert all(cached(report).values())
    assert slugs(report) == ["arrow", "bow", "cap", "anthology-marian-robin"]


def test_a_failed_story_keeps_its_old_book(root):
    run(root)
    (root / "seeds/bow.txt").write_text("")
    report = run(root)
    assert "epub/bow.epub" in files(root)
    assert report.removed == ()


@pytest.mark.slow
def test_a_format_that_is_not_asked_for_stays(root):
    run(root, "seeds/bow.txt", format=("epub", "pdf"))
    assert run(root, "seeds/bow.txt").removed == ()
    assert files(root) == {"epub/bow.epub", "pdf/bow.pdf"}
    assert all(cached(run(root, "seeds/bow.txt", format=("epub", "pdf"))).values())


def test_chapters_saved_apart_may_share_an_address(root):
    for name in ("arrow", "bow"):
        (root / f"seeds/{name}.fanbook.toml").write_text('source_url = "https://example.org/1"\nid = "same"')
    books = run(root).books
    assert len({book.book.identifier for book in books}) == len(books)


def test_kepubs_stand_beside_epubs_and_are_known_by_their_own_name(root):
    run(root, format=("kepub",), bundle=())
    assert files(root) == {f"kepub/{name}.kepub.epub" for name in ("arrow", "bow", "cap")}
    run(root, format=("epub", "kepub"), bundle=())
    assert len(files(root)) == 6
    # A book that this run does not look at keeps its name, whichever format it is in.
    (root / "more").mkdir()
    write(root, "more/arrow.txt", "Arrow", "somebody else")
    run(root, "more", format=("kepub",), bundle=(), name="{title}")
    assert sum(name.startswith("kepub/arrow") for name in map(str.casefold, files(root))) == 2


@pytest.mark.slow
def test_an_epub_knows_the_pages_of_the_pdf_made_with_it(root):
    paged = run(root, "seeds/arrow.txt", format=("epub", "pdf"), bundle=())
    epub = root / "dist/epub/arrow.epub"
    assert b"page-list" in zipfile.ZipFile(epub).read("EPUB/nav.xhtml")
    assert all(cached(run(root, "seeds/arrow.txt", format=("epub", "pdf"), bundle=())).values())
    epub.unlink()
    again = cached(run(root, "seeds/arrow.txt", format=("epub", "pdf"), bundle=()))
    assert again == {"epub/arrow.epub": False, "pdf/arrow.pdf": False}, "one is not made without the other"
    assert all(cached(run(root, "seeds/arrow.txt", format=("epub",), bundle=())).values())
    plain = run(root, "seeds/arrow.txt", format=("epub",), bundle=(), force=True)
    assert b"page-list" not in zipfile.ZipFile(epub).read("EPUB/nav.xhtml")
    assert paged.exit_code() == plain.exit_code() == 0


def test_copies_of_one_file(root):
    for n in range(4):
        write(root, f"seeds/copy{n}.txt", title="Copy")
    report = run(root, bundle=("none",), keep_duplicates=True)
    assert len(files(root)) == 7
    assert len({book.book.identifier for book in report.books}) == 7
    assert all(cached(run(root, bundle=("none",), keep_duplicates=True)).values())
    assert len(run(root, bundle=("none",)).removed) == 3


def test_names_of_ones_own(root):
    report = run(root, name="{author}", bundle=("none",))
    assert files(root) == {"epub/arrow.epub", "epub/bow.epub", "epub/cap.epub"}
    write(root, "seeds/bow2.txt", title="Bow Two", author="BOW")
    report = run(root, name="{author}", bundle=("none",))
    assert len(files(root)) == 4
    assert report.exit_code() == 0
    report = run(root, name="{title}", bundle=("none",))
    assert files(root) == {"epub/Arrow.epub", "epub/Bow.epub", "epub/Bow Two.epub", "epub/Cap.epub"}
    assert len(report.removed) == 4


def test_a_report_that_somebody_edited_is_no_bug(root):
    run(root)
    whole = json.loads((root / "dist" / REPORT).read_text())
    for harm in (
        "[]", "{", "null", '{"books": 3}', '{"books": [3, {}, {"slug": 1}]}', '{"books": [{"slug": "x", "outputs": [{}]}]}',
        json.dumps({"books": [{"slug": "x", "id": "y", "sources": [], "outputs": [
            {"path": "../../seeds/arrow.txt", "format": "epub", "bytes": 1, "sha256": ""}]}]}),
        json.dumps(whole)[:-200], "\x00", "[" * 100_000,
    ):  # fmt: skip
        (root / "dist" / REPORT).write_text(harm)
        assert run(root).exit_code() == 0
        assert (root / "seeds/arrow.txt").exists()


# --- Interrupts, locks, folders ------------------------------------------------------------------


def test_what_was_finished_stays_and_what_was_not_leaves_no_trace(root, monkeypatch):
    real = flow.emit
    done = []

    def emit(*arguments, **options):
        if len(done) == 2:
            raise KeyboardInterrupt
        done.append(arguments[1])
        return real(*arguments, **options)

    monkeypatch.setattr(flow, "emit", emit)
    with pytest.raises(KeyboardInterrupt):
        run(root)
    monkeypatch.setattr(flow, "emit", real)
    assert files(root) == {"epub/arrow.epub", "epub/bow.epub"}
    write(root, "seeds/arrow.txt", words="They changed their minds.")
    report = run(root)
    assert report.exit_code() == 0
    assert cached(report)["epub/bow.epub"]


def test_an_interrupt_while_writing_leaves_no_temporary_file(root, monkeypatch):
    def fsync(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(KeyboardInterrupt):
        run(root)
    assert not list((root / "dist").rglob("*.*"))


def test_an_interrupted_rebuild_forgets_no_older_book(root, monkeypatch):
    run(root)
    write(root, "seeds/cap.txt", words="Changed.")
    monkeypatch.setattr(flow, "emit", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        run(root)
    monkeypatch.undo()
    report = run(root)
    assert report.exit_code() == 0
    assert sum(cached(report).values()) == 2


def test_another_build_holds_the_lock(root):
    (root / "dist").mkdir()
    with FileLock(root / "dist" / LOCK), pytest.raises(OutputError) as caught:
        run(root)
    assert (caught.value.code, caught.value.exit_code) == ("O002", 3)
    assert run(root).exit_code() == 0
    assert not (root / "dist" / LOCK).exists()


@pytest.mark.parametrize("where", ["file", "file/below"])
def test_an_output_folder_that_cannot_be(root, where):
    (root / "file").write_text("mine")
    with pytest.raises(OutputError) as caught:
        run(root, out=root / where)
    assert (caught.value.code, caught.value.exit_code) == ("O001", 3)
    assert (root / "file").read_text() == "mine"


def test_a_file_where_a_folder_of_books_should_be(root):
    (root / "dist").mkdir()
    (root / "dist/epub").write_text("mine")
    with pytest.raises(OutputError) as caught:
        run(root)
    assert caught.value.code == "O001"
    assert (root / "dist/epub").read_text() == "mine"
    assert not list((root / "dist").glob(".fanbook*"))


def test_a_file_name_that_is_no_text(root):
    file = Path(os.fsdecode(os.fsencode(root) + b"/seeds/caf\xe9.txt"))
    file.write_text(TEXT.format("Café", "c", "They went."))
    report = run(root)
    assert report.exit_code() == 0
    data = json.loads((root / "dist" / REPORT).read_text())
    assert "seeds/caf\\xe9.txt" in [book["sources"][0]["path"] for book in data["books"]]
    assert all(cached(run(root)).values())


def test_a_bug_in_a_sidecar_value_reaches_no_book(root):
    (root / "seeds/bow.fanbook.toml").write_text('title = "Bow\\u0000 & <b>\\u001b[31m"\nauthor = "\\u0007x"')
    report = run(root, "seeds/bow.txt")
    assert report.exit_code() == 0
    assert report.books[0].book.title == "Bow & <b>[31m"
