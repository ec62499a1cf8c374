"""How right and how fast a library is read, recognised, reconciled and bundled, against a synthetic one.

    python bench/library.py [--stories 1000] [--words 2000] [--seed 4] [--misses]

The truth is that of `bench/synthetic.py`. Memory is the most that this process and any one of its children held.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from fanbook.assemble import bundle
from fanbook.library.workspace import open_library
from fanbook.model.story import Story
from fanbook.pipeline import cast_of, read_stories
from fanbook.reconcile import Cast, Gathered, gather_stories, in_folders, in_world, key_of, known_from
from fanbook.reconcile.cast import fold, fold_fandom
from synthetic import Made, library, write


def worked() -> float:
    """Seconds of processor that this process and its children took."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


def peak() -> float:
    """The most memory so far, in MB."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--stories", type=int, default=1000)
    asked.add_argument("--words", type=int, default=2000)
    asked.add_argument("--seed", type=int, default=4)
    asked.add_argument("--misses", action="store_true", help="name what was not right")
    given = asked.parse_args()
    made = library(given.stories, given.words, given.seed)
    with tempfile.TemporaryDirectory() as folder:
        write(made, Path(folder))
        measure({f"seeds/{one.path}": one for one in made}, Path(folder), misses=given.misses)


def measure(truths: dict[str, Made], folder: Path, *, misses: bool) -> None:
    """Do what `build` does up to the bundles, and print what it is worth and what it cost."""
    start = time.perf_counter()
    opened = open_library([folder / "seeds"], folder)
    stories, failed = read_stories(opened)
    read = time.perf_counter()
    gathered = gather_stories(stories)
    apart = time.perf_counter()
    known = known_from(stories)
    whole = [in_folders(story, known) for story in gathered.stories]
    cast = cast_of(whole, opened.settings)
    whole = [in_world(story, cast, known) for story in whole]
    reconciled = time.perf_counter()
    groups = bundle(whole, cast, "pairing")
    done = time.perf_counter()
    print(f"{len(truths)} files, {len(failed)} failed, {len(whole)} stories, {len(groups)} volumes")
    print(f"read and recognised {read - start:.1f} s, copies {apart - read:.1f} s, cast {reconciled - apart:.1f} s: "
          f"{reconciled - start:.1f} s in all; bundled {done - reconciled:.1f} s; {peak():.0f} MB at most, "
          f"{worked():.0f} s of processor with what the library took to make")  # fmt: skip
    wrong = [*_pairings(whole, cast, truths), *_copies(gathered, truths)]
    merged = [
        group for group in groups if len({truths[story.source.path].fandom for story in group.stories}) > 1
    ]
    print(f"volumes over two fandoms: {len(merged)}")
    wrong += [f"merged: {group.title}" for group in merged]
    if misses:
        print(*wrong, sep="\n")


def _wanted(made: Made) -> tuple[str, ...]:
    return tuple(sorted(map(fold, made.pair)))


def _pairings(stories: Sequence[Story], cast: Cast, truths: dict[str, Made]) -> list[str]:
    """Prints how many pairings are right by how they were stated; the ones that are not."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    wrong = []
    for story in stories:
        made = truths[story.source.path]
        key = key_of(story, cast)
        found = key.members if key else ()
        at_home = not key or key.fandom in ("", fold_fandom(made.fandom))
        is_right = found == _wanted(made) and at_home
        right[made.habit].append(is_right)
        if not is_right:
            said = story.metadata.value("pairing")
            wrong.append(f"{made.habit}: {story.source.path}: “{said}” read as {found}, not {_wanted(made)}")
    stated = [one for habit, row in right.items() if habit not in ("gen", "unstated") for one in row]
    print(f"stated pairings right: {sum(stated)} of {len(stated)} ({sum(stated) / len(stated):.1%})")
    homeless = [story for story in stories if (fact := story.metadata.get("fandom")) and fact.is_guess()]
    told = sum(_is_at_home(story, truths) for story in homeless)
    print(f"fandoms told from the people: {told} right of {len(homeless)}")
    print(f"unstated pairings right: {sum(right['unstated'])} of {len(right['unstated'])}")
    for habit, row in sorted(right.items()):
        print(f"  {habit:14} {sum(row):4} of {len(row)}")
    return wrong


def _is_at_home(story: Story, truths: dict[str, Made]) -> bool:
    return fold_fandom(story.metadata.value("fandom")) == fold_fandom(truths[story.source.path].fandom)


def _copies(gathered: Gathered, truths: dict[str, Made]) -> list[str]:
    """Prints how many copies were found, and how many that are none."""
    found = {path for copy in gathered.copies for path in (*copy.paths(), copy.first.source.key())}
    false = [
        f"no copy: {copy.story.source.path} of {copy.first.source.path}"
        for copy in gathered.copies
        if _original(copy.story, truths) != _original(copy.first, truths)
    ]
    missed = [path for path, made in truths.items() if made.copy_of and path not in found]
    copies = sum(bool(made.copy_of) for made in truths.values())
    print(f"copies found: {copies - len(missed)} of {copies}; false ones: {len(false)}")
    return false + [f"copy not found: {path}" for path in missed]


def _original(story: Story, truths: dict[str, Made]) -> str:
    made = truths[story.source.path]
    return made.copy_of or made.path


if __name__ == "__main__":
    main()
