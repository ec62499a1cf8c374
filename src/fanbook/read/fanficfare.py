"""What FanFicFare makes: its EPUBs, its HTML files, its text files.

In: the bodies of a book's pages, or a text. Out: a `Sheet`, or a labelled `Draft`. Its "Category" is the fandom;
its labels are the same in all three forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label
from fanbook.model.walk import block_texts
from fanbook.read.dom import Element, classes, having_class, name_of, text_of
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.note_boxes import note_rows
from fanbook.read.plain import read_plain
from fanbook.read.rows import Row, spoken, words_in
from fanbook.read.sheet import Given, Sheet, folded

FIELDS = {"category": "fandom", "fandom": "fandom", "fandoms": "fandom", "genre": "genre", "language": "language",
          "characters": "characters", "relationships": "pairing", "ships": "pairing", "series": "series",
          "status": "status", "published": "date", "updated": "updated", "rating": "rating", "warnings": "warnings",
          "words": "word_count", "publisher": "archive", "summary": "summary", "description": "summary",
          "story url": "source_url", "author": "author", "title": "title"}  # fmt: skip
_SERIES = re.compile(r"^(?P<name>.+?)\s*\[(?P<index>\d+)\]$")
_LINE = re.compile(r"^(?P<label>[A-Z][\w /-]{1,28}):\s*(?P<value>.*)$", re.DOTALL)
_WHY = "FanFicFare's own page"
_MANY = frozenset(("fandom", "genre", "characters", "pairing", "warnings"))


def is_fanficfare(bodies: Sequence[Element]) -> bool:
    """Did FanFicFare write these pages?"""
    return any(
        (body.find("body") is not None and any(one.startswith("fff_") for one in classes(body.find("body"))))
        or "FanFicFare" in (body.findtext("head/title") or "")
        or _has_table(body)
        for body in bodies[:3]
    )


def _has_table(root: Element) -> bool:
    tables = [table for table in having_class(root, "full") if name_of(table) == "table"]
    # Who uses it may leave "Packaged" out; the author's link in the heading is there in any case.
    named = any("authorlink" in classes(link) for head in root.iter("h1", "h3") for link in head.iter("a"))
    return bool(tables) and (named or "Packaged" in text_of(tables[0]))


def read_fanficfare(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The story, on the sheet. Returns the elements that it was read from: all of them."""
    sheet.is_zoned = True
    for n, root in enumerate(bodies):
        body = next(root.iter("body"), root)
        kind = next((one for one in classes(body) if one.startswith("fff_")), "")
        own = f"{prefix}-{n}"
        if kind == "fff_titlepage":
            _title_page(body, sheet, flow)
        elif kind in ("fff_logpage", "fff_tocpage", "fff_coverpage") or _is_cover(body):
            sheet.debris(flow.rows(body), _WHY)
        elif kind == "fff_chapter":
            _chapter(body, sheet, flow, own)
        else:
            _whole_page(body, sheet, flow, own)
    return list(bodies)


def _is_cover(body: Element) -> bool:
    return not text_of(body) and any(True for _ in body.iter("img", "svg", "image"))


def _title_page(body: Element, sheet: Sheet, flow: Flow) -> None:
    heading = next((node for node in body.iter("h3", "h1", "h2")), None)
    if heading is not None:
        _title_by(heading, sheet)
    taken = [heading] if heading is not None else []
    inner = Flow(taken=taken)
    for text in _lines(inner.rows(body)):
        put_fact(sheet, text)
    flow.lost.update(inner.lost)


def _title_by(heading: Element, sheet: Sheet) -> None:
    """The line "<a href=URL>TITLE</a> by <a class=authorlink>AUTHOR</a>": two facts."""
    links = list(heading.iter("a"))
    authors = [text_of(a) for a in links if "authorlink" in classes(a)] or [text_of(a) for a in links[1:]]
    text = text_of(heading)
    title = text_of(links[0]) if links else text.rpartition(" by ")[0] or text
    if not authors and " by " in text:
        authors = [text.rpartition(" by ")[2]]
    if links and (links[0].get("href") or "").startswith("http"):
        sheet.state("source_url", links[0].get("href"))
    sheet.state("author", ", ".join(authors), sure=1.0, parts=authors)
    sheet.fact("title", text, title)


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        texts = list(block_texts(row.block))
        if len(texts) > 1 and len(texts) % 2 == 0 and all(text.endswith(":") for text in texts[::2]):
            yield from (f"{label} {value}" for label, value in zip(texts[::2], texts[1::2], strict=True))
        else:
            yield from (line for text in texts for line in text.split("\n"))


def put_fact(sheet: Sheet, text: str) -> None:
    """A line "Label: value" as a fact; anything else belongs to the summary above it."""
    match = _LINE.match(text.strip())
    if match is None:
        sheet.fact("summary", text, text, label="more", joined=True)
        return
    label, value = match["label"].strip(), match["value"].strip()
    field = FIELDS.get(label.casefold(), "")
    if not value:
        if field == "summary":
            sheet.line(
                text, Label(Kind.METADATA, 1.0, "FanFicFare's label", field="summary", detail="Summary")
            )
        else:
            sheet.debris([spoken(text)], "a label with nothing after it")
    elif field == "series" and (series := _SERIES.match(value)):
        sheet.fact("series", text, f"Part {series['index']} of {series['name']}", label=label)
    elif field:
        parts = [part for part in value.split(", ") if part] if field in _MANY else []
        sheet.fact(field, text, value, parts=parts, label=label)
    else:
        sheet.fact("other", text, value, label=label)


def _chapter(body: Element, sheet: Sheet, flow: Flow, prefix: str) -> None:
    title = next(iter(having_class(body, "fff_chapter_title")), None)
    if title is not None:
        sheet.heading(text_of(title))
    notes = having_class(body, "fff_chapter_notes")
    heads = [node for node in notes if "fff_head_notes" in classes(node)]
    feet = [node for node in notes if node not in heads]
    for node in heads:
        _note(node, sheet, flow, NotePlace.CHAPTER_HEAD, prefix)
    inner = replace(flow, taken=[node for node in (title, *notes) if node is not None])
    sheet.story(with_footnotes(inner.rows(body), prefix))
    for node in feet:
        _note(node, sheet, flow, NotePlace.CHAPTER_END, prefix)


def _note(node: Element, sheet: Sheet, flow: Flow, place: NotePlace, prefix: str) -> None:
    label = next((child for child in node if name_of(child) == "b"), None)
    inner = replace(flow, taken=[label] if label is not None else [])
    said = text_of(label)
    sheet.notes(with_footnotes(inner.rows(node), f"{prefix}n"), place, label=said)


def _whole_page(body: Element, sheet: Sheet, flow: Flow, prefix: str) -> None:
    """The HTML form: title, a table of facts, then every chapter under its heading."""
    heading = next(body.iter("h1"), None)
    table = next((node for node in having_class(body, "full") if name_of(node) == "table"), None)
    if heading is not None and table is not None:
        _title_by(heading, sheet)
    if table is not None:
        for row in table.iter("tr"):
            cells = [text_of(cell) for cell in row.iter("td", "th")]
            text = " ".join(filter(None, cells))
            if text:
                put_fact(sheet, text)
    inner = replace(flow, taken=[node for node in (heading, table) if node is not None])
    inner.special = partial(_note_box, inner)
    rows = with_footnotes(inner.rows(body), prefix)
    started = not any(row.level for row in rows)
    for row in rows:
        is_list = folded(words_in(row)) == "tableofcontents"
        if row.level in (2, 3) and (row.level == 2 or not started) and not is_list:
            started = True
            sheet.heading(" ".join(block_texts(row.block)))
        elif started:
            sheet.story([row])
        else:
            sheet.debris([row], "FanFicFare's list of chapters")


def _note_box(flow: Flow, node: Element) -> list[Row] | None:
    kinds = classes(node)
    if "fff_chapter_notes" not in kinds:
        return None
    return note_rows(
        node, flow, NotePlace.CHAPTER_END if "fff_foot_notes" in kinds else NotePlace.CHAPTER_HEAD
    )


def read_fanficfare_text(given: Given) -> Draft:
    """Its text form: the header, a list of chapters, chapters whose names begin with a tab."""
    draft = read_plain(given.data, given.path, given.told)
    labels: dict[int, Label] = {}
    in_header, in_list, first = True, False, ""
    for i, unit in enumerate(draft.units):
        raw = draft.lines[unit.start - 1]
        is_title = raw.startswith("\t") and unit.start == unit.end
        if i == 0:
            labels[i] = Label(Kind.TITLE, 1.0, "FanFicFare's header", field="title", value=unit.text)
        elif in_header and unit.text.startswith("by ") and i == 1:
            labels[i] = Label(
                Kind.METADATA, 1.0, "FanFicFare's header", field="author", value=unit.text[3:], detail="by"
            )
        elif unit.text == "TABLE OF CONTENTS":
            in_header, in_list = False, True
            labels[i] = Label(Kind.DEBRIS, 1.0, "FanFicFare's list of chapters")
        elif in_list and not first:
            first = unit.text
            labels[i] = Label(Kind.DEBRIS, 1.0, "FanFicFare's list of chapters")
        elif is_title and not in_header and unit.blanks and (not in_list or unit.text == first):
            in_list = False
            labels[i] = Label(Kind.HEADING, 1.0, "FanFicFare's heading", value=unit.text)
        elif in_list:
            labels[i] = Label(Kind.DEBRIS, 1.0, "FanFicFare's list of chapters")
        elif in_header:
            labels[i] = _header_label(unit.text)
        elif unit.text in ("End file.", "End file"):
            labels[i] = Label(Kind.DEBRIS, 1.0, "FanFicFare's last line")
    return replace(draft.claim(labels), is_zoned=True, front=_first_open(labels, len(draft.units)))


def _first_open(labels: dict[int, Label], count: int) -> int:
    return next((i for i in range(count) if i not in labels or labels[i].kind is Kind.HEADING), count)


def _header_label(text: str) -> Label:
    match = _LINE.match(text)
    if match is None:
        return Label(
            Kind.METADATA, 1.0, "FanFicFare's header", field="summary", value=text, detail="more", joined=True
        )
    field = FIELDS.get(match["label"].casefold(), "other")
    value = " ".join(match["value"].split())
    parts = tuple(value.split(", ")) if field in _MANY else ()
    return Label(
        Kind.METADATA,
        1.0,
        "FanFicFare's header",
        field=field,
        value=value,
        detail=match["label"],
        parts=parts,
    )
