"""What printing costs: long books, an edit, folding, beside WeasyPrint's one document of the same book.

    python bench/printing.py [WORDS ...]      100000 and 300000 words by default; a million takes minutes

Wall seconds and the most memory of any process. Two workers, all stages: reading, recognising, line
breaking, balancing, merging. A machine that does other things at the same time spoils the ratios less than
the seconds, since the sides take turns.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from long_story import long_story

SIDES = str(Path(__file__).with_name("pdf_sides.py"))
WORKERS = 2


def run(story: Path, *said: str) -> tuple[float, float]:
    """Seconds and megabytes of one side."""
    start = time.perf_counter()
    command = [sys.executable, SIDES, str(story), *said]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, float(ran.stdout.split()[-1])


def line(name: str, cost: tuple[float, float], beside: float = 0.0, wanted: str = "") -> None:
    """One line of the table."""
    ratio = f"{cost[0] / beside:6.2f} of it, wanted {wanted}" if beside else ""
    print(f"  {name:44} {cost[0]:8.2f} s {cost[1]:6.0f} MB  {ratio}")


def bench(words: int, folder: Path) -> None:
    """One length."""
    story = folder / f"{words}.txt"
    story.write_text(long_story(words, max(4, words // 3300)), "utf-8")
    print(f"{words} words")
    run(story, "keep")
    theirs = run(story, "weasyprint")
    ours = run(story, "fanbook", str(WORKERS))
    line("WeasyPrint, ready HTML, one document", theirs)
    line(f"fanbook, text to PDF, {WORKERS} workers", ours, theirs[0], "1.25" if words < 500_000 else "0.9")
    line("one word changed", run(story, "again", str(WORKERS)), ours[0], "0.1 of fanbook's own")
    line("folded to signatures", run(story, "fold"))
    shutil.rmtree(story.with_suffix(".kept"), ignore_errors=True)


def main() -> None:
    """Every length asked for."""
    with tempfile.TemporaryDirectory() as folder:
        for words in [int(one) for one in sys.argv[1:]] or [100_000, 300_000]:
            bench(words, Path(folder))


if __name__ == "__main__":
    main()
