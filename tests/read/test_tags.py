"""A board's tags in plain text: read where they open and close, left where they are words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.read.plain import read_plain
from fanbook.read.tags import read_tags


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("[B]Title:[/B] Locks", "**Title:** Locks"),
        ("He said [i]never[/i], twice.", "He said *never*, twice."),
        ("<b>No</b> is <em>no</em>.", "**No** is *no*."),
        ("[CENTER]*****[/CENTER]", "*****"),
        ("  [size=4][color=red]Soon[/color][/size]", "  Soon"),
        (
            "[s]struck[/s] words stay [url=http://example.org/x]as typed[/url]",
            "[s]struck[/s] words stay [url=http://example.org/x]as typed[/url]",
        ),
        ("[U]Part One[/U]", "_Part One_"),
        ("[/center]", "[/center]"),
        ("[I] wrote it [sic]", "[I] wrote it [sic]"),
    ],
)
def test_a_line(line, read):
    lines, count = read_tags([line, "[b]a[/b] [i]b[/i] [center]c[/center] <b>d</b> <em>e</em>"])
    if "[I] wrote" in line:
        lines, count = read_tags([line, "She read [it] and the [b]."])
    assert lines[0] == read
    assert (count > 0) is ("[I] wrote" not in line)


def test_emphasis_that_runs_over_lines_is_closed_on_each():
    lines, count = read_tags(["[i]First of all,", "", "there was a goose.[/i] It left.", "[b]So[/b]"])
    assert lines == ("*First of all,*", "", "*there was a goose.* It left.", "**So**")
    assert count == 4


def test_marks_do_not_stand_about_nothing():
    lines, _ = read_tags(["He said [i]", "no.", "[/i] Then [b]he[/b] left."])
    assert lines == ("He said", "*no.*", "Then **he** left.")


def test_one_pair_is_no_habit():
    assert read_tags(["He typed <b>x</b>.", "That was all."]) == (("He typed <b>x</b>.", "That was all."), 0)


def test_it_is_said():
    text = "[b]One[/b]\n\n[i]Two[/i] geese went down to the river.\n"
    draft = read_plain(text.encode(), "a.txt")
    assert draft.lines[0] == "**One**"
    assert [one.code for one in draft.diagnostics] == ["N043"]


_words = st.sampled_from(["goose", " ", "[b]", "[/b]", "[i]", "[/i]", "<u>", "</u>", "*", "_", "[center]", "[/center]", "[x]"])  # fmt: skip


@given(st.lists(st.lists(_words, max_size=8).map("".join), max_size=6))
def test_words_and_lines_stay(lines):
    read, _ = read_tags(lines)
    assert len(read) == len(lines)
    assert [line.count("goose") for line in read] == [line.count("goose") for line in lines]
    assert [bool(line.strip()) for line in read] == [bool(line.strip()) for line in lines]
