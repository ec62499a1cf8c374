"""How fast fanbook is, and how much memory it takes, beside the other tools in the same run.

    make bench            or: python bench/speed.py [RUNS]

Every line names what was timed, the median and the least of the runs, and a ratio against the other
side, whose runs alternate with ours. A peer that is not installed is named with the command for it.
"""

from __future__ import annotations

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import fanbook
from long_story import long_story

REPOSITORY = Path(__file__).parents[1]
FANBOOK = str(Path(sys.executable).with_name("fanbook"))


@dataclass(frozen=True)
class Cost:
    """Wall seconds, processor seconds and peak memory (MB) of one run."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str], cache: Path | None = None) -> Cost:
    """One run of a command as a whole process; what is remembered lies in `cache`, or nothing is."""
    with tempfile.TemporaryDirectory() as empty:
        return _timed(command, os.environ | {"FANBOOK_CACHE": str(cache or empty)})


def _timed(command: Sequence[str], environment: Mapping[str, str]) -> Cost:
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return Cost(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def alternate(runs: int, *sides: Callable[[], Cost]) -> list[list[Cost]]:
    """Each side in turn, so many times, after one run of each that does not count."""
    results: list[list[Cost]] = [[] for _ in sides]
    for n in range(runs + 1):
        for result, side in zip(results, sides, strict=True):
            cost = side()
            if n:
                result.append(cost)
    return results


def show(name: str, costs: Sequence[Cost]) -> None:
    """One line of the table."""
    walls = sorted(cost.wall for cost in costs)
    cpu, peak = median(cost.cpu for cost in costs), max(cost.peak for cost in costs)
    print(f"  {name:52} {median(walls):7.2f} s  (least {walls[0]:.2f}, cpu {cpu:.2f})  {peak:6.0f} MB")


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost], limit: str) -> None:
    """Median wall time, ours to theirs."""
    found = median(c.wall for c in ours) / median(c.wall for c in theirs)
    print(f"  ratio, ours to theirs: {found:.2f}   (wanted: {limit})")


def three_stories() -> list[Path]:
    """The three real stories where they are at hand, else three of the project's own."""
    shared = REPOSITORY.parent / "shared" / "seeds"
    folder = shared if shared.is_dir() else REPOSITORY / "seeds"
    return sorted(folder.glob("*.txt"), key=lambda file: -file.stat().st_size)[:3]


def epubs(runs: int, scratch: Path) -> None:
    """Three stories to EPUBs with covers, beside calibre and pandoc."""
    stories = three_stories()
    first = max(stories, key=lambda file: file.stat().st_size)
    print(
        f"EPUBs with covers of {len(stories)} stories in one process, beside calibre (the longest) and pandoc (all, no covers)"
    )
    ours = [FANBOOK, "build", *map(str, stories), "--format", "epub", "--jobs", "1", "--force", "--quiet"]
    ours += ["--bundle", "none", "--out", str(scratch / "ours")]
    run(ours, scratch / "cache")
    sides: list[tuple[str, Callable[[], Cost]]] = [
        ("fanbook, three stories, read anew", lambda: run(ours)),
        ("the same on all cores", lambda: run([part for part in ours if part not in ("--jobs", "1")])),
        ("fanbook, three stories, remembered", lambda: run(ours, scratch / "cache")),
    ]
    if shutil.which("ebook-convert"):
        command = ["ebook-convert", str(first), str(scratch / "calibre.epub")]
        sides.append(("calibre ebook-convert, one story", lambda: run(command)))
    if shutil.which("pandoc"):
        commands = [
            ["pandoc", "-f", "markdown", str(s), "-o", str(scratch / f"{s.stem}.epub")] for s in stories
        ]

        def pandoc() -> Cost:
            costs = [run(command) for command in commands]
            return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.peak for c in costs))

        sides.append(("pandoc, three stories, a process each", pandoc))
    results = alternate(runs, *(side for _, side in sides))
    for (name, _), costs in zip(sides, results, strict=True):
        show(name, costs)
    for (name, _), costs in list(zip(sides, results, strict=True))[3:]:
        for (own, _), mine in zip(sides[:3], results[:3], strict=True):
            print(f"  {own} to {name}:")
            ratio(mine, costs, "below 1" if "calibre" in name else "below 3")
    for tool in ("ebook-convert", "pandoc"):
        if not shutil.which(tool):
            print(f"  {tool} is not here: apt-get install {'calibre' if tool == 'ebook-convert' else tool}")


def long_epub(runs: int, scratch: Path) -> None:
    """100,000 words to EPUB without cover."""
    print("100,000 words in 30 chapters to EPUB, no cover (wanted: below 1.5 s and 150 MB)")
    source = scratch / "long.txt"
    source.write_text(long_story(), "utf-8")
    ours = [
        FANBOOK,
        "build",
        str(source),
        "--format",
        "epub",
        "--no-cover",
        "--jobs",
        "1",
        "--force",
        "--quiet",
    ]
    (costs,) = alternate(runs, lambda: run([*ours, "--out", str(scratch / "long")]))
    show("fanbook", costs)


def million(_: int, scratch: Path) -> None:
    """1,000,000 words to EPUB and KEPUB with a cover, once."""
    print("1,000,000 words in 300 chapters to EPUB and KEPUB (wanted: below 15 s and 400 MB)")
    source = scratch / "million.txt"
    source.write_text(long_story(1_000_000, 300), "utf-8")
    ours = [FANBOOK, "build", str(source), "--format", "epub,kepub", "--jobs", "1", "--force", "--quiet"]
    show("fanbook", [run([*ours, "--out", str(scratch / "million")])])


def start_up(runs: int, _: Path) -> None:
    """`fanbook --help`."""
    print("fanbook --help (wanted: below 0.3 s)")
    (costs,) = alternate(runs * 3, lambda: run([FANBOOK, "--help"]))
    show("fanbook --help", costs)


BENCHES = (start_up, epubs, long_epub, million)


def compiled() -> None:
    """Bytecode for every module, as an installation has it, also where Python is told to write none."""
    compileall.compile_dir(str(Path(fanbook.__file__).parent), quiet=1)


def main() -> None:
    """Run them all."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    compiled()
    with tempfile.TemporaryDirectory() as folder:
        for bench in BENCHES:
            bench(runs, Path(folder))
            print()


if __name__ == "__main__":
    main()
