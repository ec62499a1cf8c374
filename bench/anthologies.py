"""How long the anthologies of a large library take: bundling, all their EPUBs, nothing new, one new story.

    python bench/anthologies.py LIBRARY [--whole]

LIBRARY is what `bench/synthetic.py` makes. Without `--whole` the volumes alone are made, in memory; with it the
library is built, built again, and built once more with one new story, as a person would.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from fanbook.assemble import BUNDLES
from fanbook.emit import Earlier
from fanbook.library.workspace import open_library
from fanbook.pipeline import Order, assemble, cast_of, read_stories
from fanbook.planning import Bench, anthologies_of, want_books
from fanbook.press import COVER, EPUB, Job
from fanbook.processes.pool import cores, run
from fanbook.reconcile import gather_stories, in_folders, known_from
from fanbook.resources import load_theme


@contextmanager
def lap(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    print(f"{time.perf_counter() - start:8.2f} s  {what}", flush=True)


def volumes(root: Path) -> None:
    """The volumes alone."""
    library = open_library([root / "seeds"], root)
    settings = library.settings
    with lap("reading and recognising"):
        stories, _ = read_stories(library)
    with lap("copies, folders, cast"):
        known = known_from(stories)
        stories = [in_folders(story, known) for story in gather_stories(stories).stories]
        cast = cast_of(stories, settings)
    print(f"            {len(stories)} stories of {sum(story.words for story in stories):,} words")
    with lap("bundles by pairing"):
        found = anthologies_of(stories, cast, settings)
    every = replace(settings, bundle=BUNDLES, all_pairings=True, friendships=True)
    with lap("bundles by everything"):
        more = anthologies_of(stories, cast, every)
    print(f"            {len(found)} by pairing, {len(more)} by everything")
    with lap("volumes put together"):
        wanted = [one for one in want_books(stories, cast, settings) if one.volume]
        books = [book for book, _ in assemble(wanted, Bench(settings, root, Earlier(), ""), Order(settings))]
    with lap(f"{len(books)} EPUBs with covers, {sum(book.words for book in books):,} words"):
        jobs = [Job(book, (COVER, EPUB), load_theme(), settings.trim) for book in books]
        size = sum(len(file.data) for _, made in run(jobs, cores()) for file in made.files)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"            {size >> 20} MB made; {peak} MB of memory at most here")


def whole(root: Path) -> None:
    """The library built as a person would."""

    def build(what: str) -> None:
        with lap(what):
            subprocess.run(
                [sys.executable, "-m", "fanbook", "build", "seeds", "--format", "epub", "--quiet"],
                cwd=root, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip

    build("everything: EPUBs and covers of all stories and volumes")
    build("nothing new")
    build("nothing new, again")
    new = root / "seeds" / "one-more.txt"
    first = next(path for path in sorted((root / "seeds").rglob("*.txt")) if path != new)
    header = [line for line in first.read_text("utf-8", "replace").split("\n")[:12] if ":" in line]
    said = "\n\n".join(
        f"This is paragraph {number} of a story that is nobody's copy." for number in range(40)
    )
    new.write_text(
        "\n".join(["Title: One More", *(row for row in header if "itle" not in row), "", said, ""])
    )
    build("one new story")
    new.unlink()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--whole", action="store_true")
    options = parser.parse_args()
    (whole if options.whole else volumes)(options.library)
