"""Time grows with the length of a text, whatever it is made of."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from fanbook.errors import SourceError
from fanbook.inspection import inspection
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise

pytestmark = pytest.mark.slow

# What patterns repeat over: ornaments, letters that are marks, openings, separators.
ONE_LINE = [
    " ", "*", "_", "(", "I", "oO", "a:", "> ", "1", "—", '"', "“", "a", "A ", "A, ", "x ", "-", "~", "[", "#", ".", ". ",
    "Title: ", "by ", "Dear ", "a/b ", "A/B, ", "@a.", "a@", "1:00 ", "<", "=", "|", " - ", "Two years ", "one ", '"a," ',
    "*a ", "_a_", "A & ", "P.S. ", "日本", "【a】", "第一章 ", "作者：", "\t", "0", "iv", "(A/N: ", "Chapter 1 ", "X - Y ", "\u00a0", 'song "', "» ", "#a ", "A B", "A.", "STOP ", " stop ", "*** ", "A: (", "A 9:02 ", "[G] ", "9:02 pm - ", "a        b", ">>", "a -> ",
]  # fmt: skip
MANY_LINES = [
    "Chapter 1", "A/N: hi", "Title: x", "by Me", "* * *", "Sherlock: hi", "Dear Jane,", "THE END", "_I sing_", "> quoted",
    "1.", "Winter 1940", "From: a", "P.S. x", "Rated PG", '"Hi."', "Posts: 2", "____________", "Love,", "a line of verse",
    "Notes:", "Clark POV", "#tag #tag", "A/B, PG", "**b**", "ABC", "Contents", "ANN: Sit.", "ANN", "INT. BARN - DAY", "(sits)", "* ann waves", "Ann 9:02 AM", "Come. -SH", "A STOP B STOP", "[Author's note: so", "-", "> a few", ">> a few more words than that are here", "1. Bread", "**Bob**", "a-b:",
    "#tag #more", "Act One", "Scene 1. A heath.", "ANN ....... a maid", "a          b", "From: a\nSent: b", "1 A note.",
    "Leave a comment", "第一章", "【a】b", "（一）",
]  # fmt: skip
# A text four times as long may take this many times as long, and a little for the clock.
SLACK, GRAIN = 9, 0.08


def _seconds(text: str, times: int = 2) -> float:
    best = 1e9
    for _ in range(times):
        start = time.process_time()
        with suppress(SourceError):
            inspection(recognise(read_plain(text.encode(), "x")))
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("bait", ONE_LINE)
@pytest.mark.parametrize("before", ["", "Title: x\nAuthor: y\n\n"], ids=["bare", "header"])
def test_one_enormous_line(bait: str, before: str) -> None:
    def text(size: int) -> str:
        return f"{before}{bait * (size // len(bait))}\n\nShe went down to the sea.\n"

    assert _seconds(text(60_000)) <= SLACK * _seconds(text(15_000)) + GRAIN


@pytest.mark.parametrize("line", MANY_LINES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["close", "apart"])
def test_thousands_of_lines(line: str, gap: str) -> None:
    def text(count: int) -> str:
        return (line + gap) * count + "\n\nShe went down to the sea.\n"

    assert _seconds(text(3_200)) <= SLACK * _seconds(text(800)) + GRAIN


@pytest.mark.parametrize(
    "line", ["Chapter 1", "THE END", "Contents", "A/N: hi", "Sherlock: hi", "a line of verse"]
)
def test_ten_thousand_lines(line: str) -> None:
    # Forty seconds on an idle machine would be quadratic time; a second or two is what it takes.
    assert _seconds(f"{line}\n\n" * 10_000 + "She went down to the sea.\n", times=1) < 20


def test_a_long_story() -> None:
    chapter = (
        'The lamplighter put up his pole, and the flame leaned over.\n\n"There," he said. "That is forty-one."\n\n'
        * 60
    )
    text = "\n".join(f"Chapter {n}\n\n{chapter}" for n in range(1, 81))
    words = len(text.split())
    # 100,000 words in 0.6 s is the aim on a quiet machine; a busy one gets five times that.
    assert _seconds(text) <= 3.0 * words / 100_000
