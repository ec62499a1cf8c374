"""A person's heading patterns: what they match, and that no pattern holds anybody up."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanbook.errors import ConfigError
from fanbook.library import patterns
from fanbook.library.patterns import Patience, read_patterns


def read(written: str) -> patterns.HeadingPattern:
    (pattern,) = read_patterns((written,), "tide.fanbook.toml")
    return pattern


@pytest.mark.parametrize(
    ("written", "line", "matches"),
    [
        ("Part *", "Part Two", True),
        ("Part *", "A Part of it", False),
        ("/[IVX]+\\./", "IV.", True),
        ("/[IVX]+\\./", "IV. and more", False),
        ("/(?i)part \\d{1,3}(: .{1,60})?/", "PART 12: The Gate", True),
        ("/(Part|Chapter) \\d{1,4}: .{1,60} - .{1,60}/", "Part 2: a - b", True),
        ("/", "/", True),
        ("//", "//", True),
    ],
)
def test_what_matches(written, line, matches):
    assert read(written).fullmatch(line) is matches


HOSTILE = {
    "deep": "/" + "(" * 5000 + "a" + ")" * 5000 + "/",
    "less deep": "/" + "(" * 240 + "a" + ")" * 240 + "/",
    "open": "/(/",
    "counted": "/a{1000000000}/",
    "counted in vain": "/a{" + "9" * 400 + "}/",
    "counted inside": "/(?:(?:(?:a{50}){50}){50}){50}/",
    "counted group": "/(?:abc|d){100000}/",
    "counted at most": "/(?:(a{0,200}){0,200}){0,200}/",
    "counted class": "/[a-z(]{30000}/",
    "long": "/" + "|".join(f"abc{i}" for i in range(10_000)) + "/",
    "long wildcards": "*a" * 10_000,
}


def refusal(written: str, line: str) -> ConfigError | None:
    try:
        read(written).fullmatch(line)
    except ConfigError as fault:
        return fault
    return None


@pytest.mark.parametrize("written", HOSTILE.values(), ids=HOSTILE)
def test_a_pattern_that_is_too_much_is_an_error_at_once(written):
    start = time.process_time()
    fault = refusal(written, "Part Two")
    assert time.process_time() - start < 2
    assert fault or len(written) <= patterns.LONGEST_PATTERN
    if fault:
        assert fault.code in ("C003", "C020")
        assert fault.at == "tide.fanbook.toml"
        assert fault.hint
        assert len(fault.message) < 300


def test_too_many_patterns():
    with pytest.raises(ConfigError, match="more than 100") as caught:
        read_patterns([f"Part {n} *" for n in range(20_000)], "a.fanbook.toml")
    assert (caught.value.code, caught.value.at) == ("C020", "a.fanbook.toml")


@pytest.mark.slow
def test_a_pattern_that_would_take_for_ever_ends():
    with pytest.raises(ConfigError, match="takes too long") as caught:
        read("/(a|aa)+/").fullmatch("a" * 200 + "!")
    assert (caught.value.code, caught.value.at) == ("C020", "tide.fanbook.toml")


def test_patterns_that_take_long_on_every_line_end_too(monkeypatch):
    monkeypatch.setattr(patterns, "_LINE_SECONDS", 0.05)
    one, other = read_patterns(("/x*/", "/(a|aa)+b/"), "")
    assert one.patience is other.patience
    one.patience.left = 0.2
    with pytest.raises(ConfigError, match="takes too long"):
        [other.fullmatch("a" * 22) for _ in range(1000)]
    with pytest.raises(ConfigError, match=re.escape("'/x*/'")):
        one.fullmatch("x")


def test_patience_is_no_part_of_what_a_pattern_is():
    spent = read("Part *")
    spent.patience.left = 0.0
    assert spent == read("Part *")
    assert repr(spent) == repr(read("Part *"))
    assert Patience().left > 1


_pieces = st.sampled_from(
    [*"abc()[]{}|*+?.^$\\/-:=!<>,&~ 019", "(?:", "(?P<a>", "(?i)", "{2,", "{e<=2}", "\\1", "\\p{L}", "[[a--b]", "(?R)", "(?>", "\\L<x>", "(?#", "(?(1)"]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.lists(_pieces, max_size=12).map("".join), st.text("abc01 (", max_size=8))
def test_any_pattern_is_read_or_refused(written, line):
    faults = [refusal(f"/{written}/", line), refusal(written, line)]
    assert {fault.code for fault in faults if fault} <= {"C003", "C020"}
