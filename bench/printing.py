"""What printing costs: long books, an edit, folding, beside WeasyPrint's one document of the same book.

    python bench/printing.py [WORDS ...]      100000 and 300000 words by default; a million takes minutes

Wall seconds and the most memory of any process. Ours are whole commands: `fanbook build` from the text to the
finished PDF, on all cores. A machine that does other things at the same time spoils the ratios less than the
seconds, since the sides take turns.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from statistics import median

from long_story import long_story
from speed import FANBOOK, Cost, run

SIDES = str(Path(__file__).with_name("pdf_sides.py"))
EDITS = 3


def side(file: Path, what: str) -> Cost:
    """One of the other sides."""
    return run([sys.executable, SIDES, str(file), what])


def edited(text: str, n: int) -> str:
    """The text with one word in its middle changed, into another each time."""
    middle = len(text) // 2
    return text[:middle] + re.sub(r"\blantern\b", "candle" + "s" * n, text[middle:], count=1)


def line(name: str, cost: Cost, beside: Cost | None = None, wanted: str = "") -> None:
    """One line of the table."""
    ratio = f"{cost.wall / beside.wall:6.3f} of it, wanted {wanted}" if beside else ""
    print(f"  {name:44} {cost.wall:8.2f} s {cost.peak:6.0f} MB  {ratio}")


def bench(words: int, folder: Path) -> None:
    """One length."""
    folder.mkdir()
    story, out, cache = folder / "story.txt", folder / "dist", folder / "cache"
    text = long_story(words, max(4, words // 3300))
    story.write_text(text, "utf-8")
    command = [FANBOOK, "build", str(story), "--format", "pdf", "--no-cover", "--bundle", "none", "--quiet", "--out", str(out)]  # fmt: skip
    print(f"{words} words")
    side(story, "keep")
    theirs = side(story, "weasyprint")
    ours = run(command, cache)
    line("WeasyPrint, ready HTML, one document", theirs)
    line("fanbook build, text to PDF", ours, theirs, "1.25" if words < 500_000 else "0.9")
    edits = []
    for n in range(EDITS):
        story.write_text(edited(text, n), "utf-8")
        edits.append(run(command, cache))
    again = Cost(median(e.wall for e in edits), median(e.cpu for e in edits), max(e.peak for e in edits))
    line(f"one word changed, the middle of {EDITS} times", again, ours, "0.1 of fanbook's own")
    line("folded to signatures", side(next(out.rglob("*.pdf")), "fold"))


def main() -> None:
    """Every length asked for."""
    with tempfile.TemporaryDirectory() as folder:
        for words in [int(one) for one in sys.argv[1:]] or [100_000, 300_000]:
            bench(words, Path(folder, str(words)))


if __name__ == "__main__":
    main()
