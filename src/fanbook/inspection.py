"""What `inspect` shows: a recognised story as the public JSON object (CONTRACT: JSON).

In: a `Recognised`. Out: plain dicts and lists, keys in a fixed order, empty fields left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from fanbook.doubt import find_doubts
from fanbook.model.blocks import (
    AuthorNote,
    Block,
    Dateline,
    EndMark,
    Letter,
    Paragraph,
    PovCard,
    SceneBreak,
    Verse,
)
from fanbook.model.draft import Kind, Label, Shape
from fanbook.model.metadata import Fact, Metadata, Origin
from fanbook.model.pairing import Bond, Pairing, Standing
from fanbook.model.story import Chapter, ChapterKind, Source, Story
from fanbook.model.walk import plain
from fanbook.recognise import Recognised
from fanbook.recognise.compose import QUOTE_MARK

Json = dict[str, Any]


def inspection(recognised: Recognised, library: str = "") -> Json:
    """The public object for one file. `library` names the one whose names were used.

    Of several stories in a file the first gives the facts, and `stories` those of each; lines are the file's, so
    that blocks, chapters and scenes of all of them stand together.
    """
    out = _shown(recognised, library)
    if not recognised.others:
        return out
    each = [out, *(_shown(other) for other in recognised.others)]
    rows = [{name: one[name] for name in ("metadata", "pairing", "words")} for one in each]
    spans = [{"start": one["blocks"][0]["start"], "end": one["blocks"][-1]["end"]} for one in each]
    for name in ("chapters", "scene_breaks", "pov", "paragraph_starts", "blocks", "diagnostics"):
        out[name] = [row for one in each for row in one[name]]
    out["chapters"] = [row | {"index": n} for n, row in enumerate(out["chapters"], 1)]
    out["words"] = sum(one["words"] for one in each)
    return out | {"stories": [span | row for span, row in zip(spans, rows, strict=True)]}


def in_one(parts: Sequence[Json], whole: Story) -> Json:
    """The object of a story in several files, from those of its parts in their order: it names the `files`, and
    every place in one of them says in which.
    """
    out: Json = parts[0] | {"files": [part["source"] for part in parts], "metadata": _metadata(whole)}
    for name, row in out["metadata"].items():
        own = next((part for part in parts if part["metadata"].get(name) == row), None)
        out["metadata"][name] = _placed(row, own["source"]) if own else row
    stated = next((part for part in parts if part["pairing"]["stated"]), parts[0])
    out["pairing"] = {
        name: rows if isinstance(rows, bool) else [_placed(row, stated["source"]) for row in rows]
        for name, rows in stated["pairing"].items()
    }
    for name in ("chapters", "scene_breaks", "pov", "blocks", "doubts", "diagnostics"):
        out[name] = [_placed(row, part["source"]) for part in parts for row in part[name]]
    asked: set[str] = set()
    title = whole.metadata.get("title")
    if title is not None and not title.is_stand_in():
        asked |= {"title", "N001"}
    out["doubts"] = [row for row in out["doubts"] if _is_new(row.get("field", ""), asked)]
    out["diagnostics"] = [row for row in out["diagnostics"] if _is_new(row["code"], asked)]
    for n, (row, chapter) in enumerate(zip(out["chapters"], whole.chapters, strict=True), 1):
        row |= {"index": n, "number": chapter.number, "title": plain(chapter.title) or row["title"], "kind": str(chapter.kind)}  # fmt: skip
    out["paragraph_starts"] = [
        {"line": line, "file": part["source"]} for part in parts for line in part["paragraph_starts"]
    ]
    return out | {"words": sum(part["words"] for part in parts)}


_ASKED_ONCE = frozenset({"title", "author", "N001", "N002"})


def _is_new(what: str, asked: set[str]) -> bool:
    """What is asked of a story is asked once, not of each of its parts."""
    is_new = what not in asked
    asked |= {what} & _ASKED_ONCE
    return is_new


_PLACES = frozenset({"line", "lines", "start", "before_line"})


def _placed(row: Json, file: str) -> Json:
    return row | {"file": file} if _PLACES & row.keys() else row


def lines_of(recognised: Recognised) -> tuple[str, ...]:
    """The file's lines; the draft of one story among several has blank ones for the others'."""
    drafts = (recognised.draft, *(other.draft for other in recognised.others))
    return tuple(
        next(filter(None, lines), "") for lines in zip(*(draft.lines for draft in drafts), strict=True)
    )


def _shown(recognised: Recognised, library: str = "") -> Json:
    story, draft = recognised.story, recognised.draft
    out: Json = {
        "source": story.source.path,
        "unit": "block" if draft.layout.shape is Shape.MARKUP else "line",
        "encoding": story.source.encoding,
        "newline": story.source.newline,
        "layout": draft.layout.name(),
        "language": story.language,
    }
    if library:
        out["library"] = library
    out["metadata"] = _metadata(story)
    out["pairing"] = _pairing(story)
    if story.people:
        out["people"] = list(story.people)
    chapters = [chapter for chapter in story.chapters if chapter.kind is not ChapterKind.EPIGRAPH]
    out["chapters"] = [_chapter(n, chapter) for n, chapter in enumerate(chapters, 1)]
    out["scene_breaks"] = [row for chapter in story.chapters for row in _scenes(chapter)]
    out["pov"] = [
        {"line": block.at.start, "character": block.character}
        for block in _blocks(story)
        if isinstance(block, PovCard)
    ]
    out["paragraph_starts"] = sorted(_paragraph_starts(story))
    out["blocks"] = _spans(recognised)
    out["words"] = story.words
    out["anthology"] = story.bindable
    out["doubts"] = [doubt.as_json() for doubt in find_doubts(recognised)]
    out["diagnostics"] = [
        {"code": d.code, "severity": str(d.severity), "message": d.message, "hint": d.hint, "line": d.line}
        for d in story.diagnostics
    ]
    return out


def _blocks(story: Story) -> Iterator[Block]:
    for chapter in story.chapters:
        yield from chapter.blocks


def _fact(fact: Fact) -> Json:
    out: Json = {"value": fact.value, "origin": str(fact.origin), "confidence": round(fact.confidence, 2)}
    if fact.lines:
        out["lines"] = sorted(set(fact.lines))
    if fact.parsed and fact.parsed != (fact.value,):
        out["parsed"] = list(fact.parsed)
    return out


def _metadata(story: Story) -> Json:
    out: Json = {name: _fact(fact) for name, fact in story.metadata.in_order()}
    if story.metadata.other:
        out["other"] = {fact.label: _fact(fact) for fact in story.metadata.other}
    return out


def _pairing(story: Story) -> Json:
    fact = story.metadata.get("pairing")
    lines = sorted(set(fact.lines)) if fact else []

    def row(pairing: Pairing) -> Json:
        out: Json = {"members": list(pairing.members), "confidence": pairing.confidence, "lines": lines}
        if pairing.standing is not Standing.PRIMARY:
            out["standing"] = str(pairing.standing)
        return out

    believed = [p for p in story.pairings if p.standing is not Standing.PAST and p.is_believed()]
    under = [p for p in (*story.pairings, *story.candidates) if p not in believed]
    return {
        "stated": fact is not None,
        "romantic": [row(p) for p in believed if p.bond is Bond.ROMANTIC],
        "platonic": [row(p) for p in believed if p.bond is Bond.PLATONIC],
        "candidates": [row(p) for p in under],
    }


def _chapter(index: int, chapter: Chapter) -> Json:
    return {
        "index": index,
        "number": chapter.number,
        "title": plain(chapter.title) or None,
        "kind": str(chapter.kind),
        "start": chapter.at.start,
        "end": chapter.at.end,
    }


def _scenes(chapter: Chapter) -> Iterator[Json]:
    """A mark, a blank run, or a dateline on its own begins a scene, but none at a chapter's start."""
    mark: str | None = None
    started = told = dated = False
    for block in chapter.blocks:
        if isinstance(block, SceneBreak):
            mark = block.mark
            continue
        if isinstance(block, AuthorNote | EndMark):
            continue  # a rule over a closing note begins no scene
        if mark is not None and started:
            sure = 0.99 if mark else 0.8
            yield {"before_line": block.at.start, "marker": mark or "blank lines", "confidence": sure}
        elif told and not dated and isinstance(block, Dateline):
            yield {"before_line": block.at.start, "marker": plain(block.inlines), "confidence": 0.7}
        mark, dated = None, isinstance(block, Dateline)  # the lines of one stamp begin one scene
        started = started or not isinstance(block, PovCard)
        told = told or not isinstance(block, PovCard | Verse)  # a motto may stand over a chapter's date


def _paragraph_starts(story: Story) -> Iterator[int]:
    for block in _blocks(story):
        match block:
            case Paragraph():
                yield block.at.start
            case Letter(parts):
                yield from (part.at.start for part in parts)
            case _:
                pass


def _spans(recognised: Recognised) -> list[Json]:
    """Every non-blank line once: units that make one block are one row."""
    rows = [_row(start, end, label) for start, end, label in recognised.draft.spans()]
    stray = [
        {"start": n, "end": n, "kind": str(Kind.DEBRIS), "confidence": 0.9, "why": QUOTE_MARK}
        for n in recognised.draft.stray_lines()
    ]
    return sorted(rows + stray, key=lambda row: row["start"]) if stray else rows


def _row(start: int, end: int, label: Label) -> Json:
    row: Json = {"start": start, "end": end, "kind": str(label.kind)}
    if label.kind in (Kind.METADATA, Kind.TITLE) and label.field not in ("", "several"):
        row["field"] = label.field
    return row | {"confidence": round(label.confidence, 2), "why": label.why}


def outline(shown: Json) -> Story:
    """The story that an object shows, without its text: the facts, pairings and chapters that the rest of a
    library may need to know of it.
    """
    metadata = Metadata(
        tuple((name, _fact_of(row)) for name, row in shown["metadata"].items() if name != "other"),
        tuple(
            replace(_fact_of(row), label=label) for label, row in shown["metadata"].get("other", {}).items()
        ),
    )
    pairings = [
        Pairing(tuple(row["members"]), bond, Standing(row.get("standing", "primary")), row["confidence"])
        for part, bond in (
            ("romantic", Bond.ROMANTIC),
            ("platonic", Bond.PLATONIC),
            ("candidates", Bond.ROMANTIC),
        )
        for row in shown["pairing"][part]
    ]
    candidates: list[Pairing] = []
    if not shown["pairing"]["stated"]:
        pairings, candidates = pairings[:1], pairings[1:]
    source = Source(shown["source"], "", 0, shown["encoding"], shown["newline"])
    return Story(
        source,
        metadata,
        tuple(Chapter((), ChapterKind(row["kind"]), row["number"]) for row in shown["chapters"]),
        shown["language"],
        tuple(pairings),
        tuple(candidates),
        tuple(shown.get("people", ())),
        words=shown["words"],
    )


def _fact_of(row: Json) -> Fact:
    parsed = row.get("parsed", (row["value"],))
    return Fact(
        row["value"], Origin(row["origin"]), row["confidence"], tuple(row.get("lines", ())), tuple(parsed)
    )
