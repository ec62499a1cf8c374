"""Stress typed in plain text, from a case file: `## name`, a line of source, a line of wanted HTML."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanbook.model.inlines import Emphasis, Inline, LineBreak, Strong, Text
from fanbook.model.walk import plain
from fanbook.recognise.markup import read_inlines

CASES = Path(__file__).parent.parent / "cases" / "emphasis" / "en.md"


def cases() -> Iterator[tuple[str, str, str]]:
    for part in re.split(r"^## ", CASES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, source, wanted = (line for line in part.split("\n") if line)
        yield name, source, wanted


def shown(inlines: tuple[Inline, ...]) -> str:
    out = []
    for inline in inlines:
        match inline:
            case Text(value):
                out.append(value)
            case Emphasis(children):
                out.append(f"<em>{shown(children)}</em>")
            case Strong(children):
                out.append(f"<strong>{shown(children)}</strong>")
            case LineBreak():
                out.append("<br/>")
    return "".join(out)


@pytest.mark.parametrize(("name", "source", "wanted"), list(cases()), ids=[name for name, _, _ in cases()])
def test_case(name: str, source: str, wanted: str) -> None:
    assert shown(read_inlines(source)) == wanted, name


STEADY = settings(derandomize=True, deadline=None, database=None, max_examples=300)
PIECES = st.sampled_from(
    [*"*_/ \n.,!?'\"-()@:^aZé1", "**", "***", "__", "word", " word ", "http://", "and/or", "w_w"]
)


@STEADY
@given(st.lists(PIECES, max_size=30).map("".join))
def test_only_marks_go(text: str) -> None:
    left = plain(read_inlines(text))
    assert re.sub(r"[*_/]", "", left) == re.sub(r"[*_/]", "", text)
    assert re.findall(r"[^\W_]+", left) == re.findall(r"[^\W_]+", text)


@STEADY
@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_is_stressed_has_words_and_hugs_them(text: str) -> None:
    def stressed(inlines: tuple[Inline, ...]) -> Iterator[str]:
        for inline in inlines:
            if isinstance(inline, Emphasis | Strong):
                yield plain((inline,))
                yield from stressed(inline.children)

    for inner in stressed(read_inlines(text)):
        assert re.search(r"[^\W_]", inner)
        assert inner == inner.strip()


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "*",
        "_",
        "/",
        "*a ",
        "a* ",
        "*a* ",
        "*_/",
        "_*a",
        "/a/b,",
        "/a ",
        " /",
        "@*",
        "@ *",
        "://_",
        "*(",
        '*"',
        "**a ",
        "***",
        "\n*a",
    ],
)
def test_time_is_linear(unit: str) -> None:
    text = f"/x/y{unit * (200_000 // len(unit))}"
    began = time.process_time()
    read_inlines(text)
    assert time.process_time() - began < 4  # 0.3 s at rest; what is quadratic takes minutes
