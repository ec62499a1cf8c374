"""How near a guess comes to what people annotated, with every header out of sight.

    python tests/enrich/couples.py      totals for each set of annotated stories, those kept apart too

A couple is told from the text alone, also where the header states it: so every annotated story counts. It is right
where it is the first of the annotated ones, under any of their names.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from fanbook.enrich.bonds import find_bonds
from fanbook.enrich.counts import count_words
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.reconcile.cast import parts_of

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
STORIES = ROOT / "tests" / "stories"
SETS = {
    "seeds": (ROOT / "tests" / "gold", ROOT / "seeds"),
    "known": (STORIES / "known", STORIES / "known"),
    "later": (STORIES / "later", STORIES / "later"),
    "fresh": (STORIES / "fresh", STORIES / "fresh"),
    "unseen": (STORIES / "unseen", STORIES / "unseen"),
    "shared seeds": (SHARED / "gold", SHARED / "seeds"),
    "shared stories": (SHARED / "stories", SHARED / "stories"),
}

Json = dict[str, Any]


def score(folder: Path, sources: Path) -> Counter[str]:
    """How many stories of a set came out how."""
    out: Counter[str] = Counter()
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        if "pairing" in gold and "files" not in gold:
            out[_verdict(gold["pairing"], sources / gold["source"])] += 1
    return out


def _verdict(truth: Json, source: Path) -> str:
    story = count_words(recognise(read_plain(source.read_bytes(), source.name)).story)
    bonds, _ = find_bonds(story)
    if not bonds or not bonds[0].is_believed():
        return "couple, none told" if truth["romantic"] else "gen, right"
    if not truth["romantic"]:
        return "gen, taken for a couple"
    return "couple, right" if is_right(bonds[0].members, truth) else "couple, another told"


def is_right(members: tuple[str, ...], truth: Json) -> bool:
    """Are these two one of the annotated couples?"""
    return any(
        _are(members, couple, truth) or _are(members[::-1], couple, truth) for couple in truth["romantic"]
    )


def _are(members: tuple[str, ...], couple: list[str], truth: Json) -> bool:
    accepted = truth.get("accept", {})
    return len(members) == len(couple) and all(
        _is_name_of(name, [full, *accepted.get(full, ())]) for name, full in zip(members, couple, strict=True)
    )


def _is_name_of(name: str, spellings: list[str]) -> bool:
    own = parts_of(name)
    return any(own <= parts_of(one) or parts_of(one) <= own for one in spellings)


if __name__ == "__main__":
    for kind, (golds, texts) in SETS.items():
        if golds.is_dir():
            print(f"{kind}: {dict(sorted(score(golds, texts).items()))}")  # noqa: T201 - it is what it is for
