"""Annotated stories, and how near recognition comes to them.

A gold file names, for every range of lines, its `kind` and the kinds that are right too (`alt`),
and for a block of several lines whether each is a paragraph (`unit`). `marks` compares one
inspection with one gold file; marks of several stories are added up.
"""

from __future__ import annotations

import itertools
import json
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

STORY = {"prose", "verse", "letter", "chat", "script"}
FIELDS = ("title", "author", "fandom", "pairing", "rating", "warnings", "summary", "series")

Json = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Right, too much and missing."""

    right: int = 0
    extra: int = 0
    missing: int = 0

    def add(self, wanted: set[int], found: set[int]) -> None:
        self.right += len(wanted & found)
        self.extra += len(found - wanted)
        self.missing += len(wanted - found)

    def f1(self) -> float:
        whole = 2 * self.right + self.extra + self.missing
        return 2 * self.right / whole if whole else 1.0


@dataclass(slots=True)
class Marks:
    """One story's marks. `lost` and `uncovered` are line numbers and must be empty."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    chapters: Tally = field(default_factory=Tally)
    scenes: Tally = field(default_factory=Tally)
    paragraphs: Tally = field(default_factory=Tally)
    facts: list[bool] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    uncovered: list[int] = field(default_factory=list)

    def macro(self) -> float:
        return sum(tally.f1() for tally in self.kinds.values()) / max(len(self.kinds), 1)


def golds(folder: Path, sources: Path) -> list[tuple[Json, Path]]:
    """Gold files of one-file stories, each with its source."""
    rows = [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]
    return [(row, sources / row["source"]) for row in rows if "files" not in row]


def _by_line(blocks: list[Json]) -> dict[int, Json]:
    return {number: row for row in blocks for number in range(row["start"], row["end"] + 1)}


def folded(value: Any) -> str:
    """Words without case, accents and signs."""
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
    plain = (
        c if c.isalnum() else " " for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
    )
    return " ".join("".join(plain).casefold().split())


def marks(gold: Json, seen: Json, lines: tuple[str, ...]) -> Marks:
    """What `seen`, an inspection, is worth against `gold`."""
    out = Marks()
    wanted, found = _by_line(gold["blocks"]), _by_line(seen["blocks"])
    filled = [n for n in sorted(wanted) if lines[n - 1].strip() and wanted[n]["kind"] != "blank"]
    for n in filled:
        _mark_line(out, n, wanted[n], found.get(n))
    _mark_breaks(out, gold, seen, wanted, filled)
    _mark_paragraphs(out, gold, seen, wanted, filled)
    soft, absent = gold.get("metadata_soft", {}), gold.get("metadata_absent", ())
    for name in FIELDS:
        truth, value = folded(gold["metadata"].get(name)), folded(_stated(seen, name))
        if truth:
            out.facts.append(value == truth or (name in soft and not value))
        elif name in absent and name not in soft:
            out.facts.append(not value)
    return out


def _mark_line(out: Marks, n: int, truth: Json, row: Json | None) -> None:
    kind = truth["kind"]
    if row is None:
        out.uncovered.append(n)
        return
    right = row["kind"] == kind or row["kind"] in truth.get("alt", ())
    out.kinds.setdefault(kind, Tally()).add({n}, {n} if right else set())
    if not right:
        out.kinds.setdefault(row["kind"], Tally()).add(set(), {n})
        if kind in STORY and row["kind"] in ("note", "metadata", "debris"):
            out.lost.append(n)


def _mark_breaks(out: Marks, gold: Json, seen: Json, wanted: dict[int, Json], filled: list[int]) -> None:
    """Chapters and scenes; a scene may be said to begin at its dateline or at the line below it."""
    chapters = {row["start"] for row in gold["chapters"]}
    starts = {row["start"] for row in seen["chapters"]}
    if len(chapters) > 1 or len(starts) > 1:
        out.chapters.add(chapters, starts)
    else:
        out.chapters.right += 1
    required = {row["before_line"] for row in gold["scene_breaks"] if row["status"] == "required"}
    free = {row["before_line"] for row in gold["scene_breaks"]} - required | {
        row["line"] for row in gold.get("pov", [])
    }
    below = dict(itertools.pairwise(filled))
    said = {row["before_line"] for row in seen["scene_breaks"]} - chapters
    for start in sorted(required | {row["before_line"] for row in gold["scene_breaks"]}):
        line = start
        while wanted.get(line, {}).get("kind") in ("dateline", "pov") and line in below:
            line = below[line]
        if line in said and line != start:
            said = said - {line} | {start}
    out.scenes.add(required, said - (free - required))


def _mark_paragraphs(out: Marks, gold: Json, seen: Json, wanted: dict[int, Json], filled: list[int]) -> None:
    here = {n for n in filled if wanted[n]["kind"] in ("prose", "letter")}
    starts: set[int] = set()
    for row in gold["blocks"]:
        if row["kind"] in ("prose", "letter"):
            whole = set() if row.get("continues") else {row["start"]}
            starts |= whole if row["unit"] == "block" else set(range(row["start"], row["end"] + 1)) & here
    out.paragraphs.add(starts, set(seen["paragraph_starts"]) & here)


def _stated(seen: Json, name: str) -> str:
    fact = seen["metadata"].get(name, {})
    return "" if fact.get("origin") in ("filename", "fallback") else fact.get("value", "")
