"""How long reading, recognising and setting a text take, and how much memory: at three lengths, in one process each.

    python bench/stages.py [WORDS ...]

Two texts: the long story of `long_story.py`, and the prose of `seeds/` over and over, which has the dialogue,
contractions and dashes of real stories.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import cycle
from pathlib import Path

from fanbook.enrich.order import enrich
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from long_story import long_story

SIZES = (100_000, 300_000, 1_000_000)
CHAPTER = 4_000  # words
SEEDS = Path(__file__).parents[1] / "seeds"


def words_of(file: Path) -> str:
    """A seed's text; nothing of the one that is no UTF-8."""
    with suppress(UnicodeDecodeError):
        return file.read_text("utf-8")
    return ""


def talk(words: int) -> str:
    """Paragraphs of stories, one after another, under chapter headings."""
    lines = (line.strip() for file in sorted(SEEDS.glob("*.txt")) for line in words_of(file).split("\n"))
    paragraphs = cycle([line for line in lines if len(line) > 60])
    out = ["Title: The Long Talk", "Author: Long Winded", "Fandom: Robin Hood", ""]
    written = chapter = 0
    while written < words:
        if written >= chapter * CHAPTER:
            chapter += 1
            out += [f"Chapter {chapter}", ""]
        paragraph = next(paragraphs)
        written += len(paragraph.split())
        out += [paragraph, ""]
    return "\n".join(out)


TEXTS: dict[str, Callable[[int], str]] = {"long": long_story, "talk": talk}


def measure(name: str, words: int) -> None:
    """One line: seconds of processor time of each stage, and the peak of the process."""
    data = TEXTS[name](words).encode()
    began = time.process_time()
    draft = read_plain(data, "a.txt")
    been_read = time.process_time()
    found = recognise(draft)
    recognised = time.process_time()
    story = enrich(found.story)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  {name} {story.words:>9,} words   read {been_read - began:5.2f}   recognise {recognised - been_read:5.2f}"
        f"   enrich {done - recognised:5.2f}   together {done - began:5.2f} s   {peak:4.0f} MB",
        flush=True,
    )


def main() -> None:
    """Each text at each length, in a process of its own."""
    match sys.argv[1:]:
        case ["--one", name, words]:
            measure(name, int(words))
        case sizes:
            for name in TEXTS:
                for size in sizes or map(str, SIZES):
                    subprocess.run([sys.executable, __file__, "--one", name, size], check=True)


if __name__ == "__main__":
    main()
