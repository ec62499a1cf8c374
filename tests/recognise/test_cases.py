"""Every case file, line by line."""

from __future__ import annotations

from typing import Any

import pytest

from cases import Case, read_cases
from fanbook.inspection import inspection
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise

CASES = read_cases()


def inspected(case: Case) -> dict[str, Any]:
    return inspection(recognise(read_plain(case.source(), "0001.txt")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.room}: {case.title}")
def test_case(case: Case) -> None:
    seen = inspected(case)
    got = {n: row for row in seen["blocks"] for n in range(row["start"], row["end"] + 1)}
    kinds = {n: row["kind"] for n, row in got.items() if case.lines[n - 1].strip()}
    assert _margin(case, kinds) == _margin(case, case.kinds)
    assert seen["paragraph_starts"] == case.starts
    for name, value in case.facts.items():
        fact = seen["metadata"].get(name, {})
        stated = fact.get("value", "") if fact.get("origin") not in ("filename", "fallback") else ""
        assert stated == value, name
    for name, value in case.counts.items():
        assert _count(seen, name) == value, name


def _margin(case: Case, kinds: dict[int, str]) -> list[str]:
    """The case as it is written, so that a difference shows with its line."""
    return [f"{kinds.get(n, '-'):12}| {line}" for n, line in enumerate(case.lines, 1) if line.strip()]


def _count(seen: dict[str, Any], name: str) -> str:
    match name:
        case "chapters":
            return str(len(seen["chapters"]))
        case "chapter titles":
            return "; ".join(chapter["title"] or "-" for chapter in seen["chapters"])
        case "scenes":
            return ", ".join(str(row["before_line"]) for row in seen["scene_breaks"]) or "none"
        case "pov":
            return ", ".join(row["character"] for row in seen["pov"])
        case "layout":
            return str(seen["layout"])
        case "paragraphs":
            return str(len(seen["paragraph_starts"]))
        case _:
            return "; ".join("/".join(row["members"]) for row in seen["pairing"][name]) or "none"


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 50
    assert len({(case.room, case.title) for case in CASES}) == len(CASES)
