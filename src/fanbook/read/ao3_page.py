"""A page of AO3 saved from a browser: the work inside it, its tags and notes; the rest is the site's.

In: the page. Out: a `Sheet` like a download's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fanbook.model.blocks import NotePlace
from fanbook.read.ao3 import byline, check_counts, related, tag_row
from fanbook.read.dom import Element, classes, having_class, name_of, text_of, with_id
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.rows import Row, words_in
from fanbook.read.sheet import Sheet

_WHOLE = re.compile(r"(https?://[^/]+)/works/\d+")
_WORK = re.compile(r"/works/\d+")


def is_ao3_page(root: Element) -> bool:
    """Is this a work's page?"""
    return with_id(root, "workskin") is not None


def read_ao3_page(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The work, on the sheet. Returns the elements that it was read from."""
    root = bodies[0]
    sheet.is_zoned = True
    page = _Page(sheet, prefix, flow)
    taken = []
    for table in having_class(root, "work", "meta"):
        if name_of(table) == "dl":
            page.tags(table)
            taken.append(table)
            break
    skin = with_id(root, "workskin")
    if skin is not None:
        page.walk(skin)
        taken.append(skin)
    end = with_id(root, "work_endnotes")
    if end is not None and (skin is None or not any(node is end for node in skin.iter())):
        page.module(end)
        taken.append(end)
    links = [link.get("href") or "" for link in root.iter("link", "a")]
    work = next((match for match in map(_WORK.search, links) if match), None)
    if work is not None:
        sheet.state("source_url", f"{_site(links)}{work.group()}")
    check_counts(sheet, page.stated, page.found, max(page.headings, 1))
    return taken


def _site(links: Sequence[str]) -> str:
    """The archive that the page is of: others run the same software."""
    whole = next((match for match in map(_WHOLE.match, links) if match), None)
    return whole[1] if whole else "https://archiveofourown.org"


class _Page:
    """A work's page on its way to a sheet."""

    def __init__(self, sheet: Sheet, prefix: str, flow: Flow) -> None:
        self._sheet = sheet
        self._prefix = prefix
        self._flow = flow
        self.stated: dict[str, str] = {}
        self.found: list[Row] = []
        self.headings = 0
        self._has_author = False
        self._has_story = False

    def _rows(self, element: Element) -> list[Row]:
        return with_footnotes(self._flow.rows(element), f"{self._prefix}-{len(self._sheet.rows)}")

    def tags(self, table: Element) -> None:
        label = ""
        for row in table:
            if name_of(row) == "dt":
                label = text_of(row)
            elif name_of(row) == "dd" and "stats" in classes(row):
                self._stats(row)
            elif name_of(row) == "dd":
                tag_row(self._sheet, label, row)

    def _stats(self, row: Element) -> None:
        counts = []
        for node in row.iter("dt", "dd"):
            text = text_of(node)
            if name_of(node) == "dt":
                counts.append(text)
            elif counts:
                counts[-1] = f"{counts[-1]} {text}"
        self.stated = {
            name.casefold(): value for name, _, value in (count.partition(": ") for count in counts)
        }
        self._sheet.fact("stats", f"Stats: {' '.join(counts)}", " ".join(counts), label="Stats")

    def walk(self, part: Element) -> None:
        for child in part:
            kinds, name = classes(child), name_of(child)
            if "module" in kinds and ("summary" in kinds or "notes" in kinds):
                self.module(child)
            elif "userstuff" in kinds and child.get("id") != "chapters":
                rows = self._rows(child)
                self.found += [row for row in rows if not self._is_landmark(row)]
                self._has_story = True
                for row in rows:
                    if self._is_landmark(row):
                        self._sheet.debris([row], "AO3's landmark")
                    else:
                        self._sheet.story([row])
            elif name == "h2" and "title" in kinds:
                self._sheet.fact("title", text_of(child))
            elif "byline" in kinds and not self._has_author:
                byline(self._sheet, child)
                self._has_author = True
            elif name in ("h2", "h3") and "title" in kinds:
                self.headings, self._has_story = self.headings + 1, False
                self._sheet.heading(text_of(child))
            elif name in ("div", "section"):
                self.walk(child)
            elif name:
                self._sheet.debris(self._flow.rows(child), "AO3's own line")

    def _is_landmark(self, row: Row) -> bool:
        return bool(row.level) and words_in(row).rstrip(":").casefold() in ("chapter text", "work text")

    def module(self, part: Element) -> None:
        """A summary or notes, of the work before its first chapter, else of the chapter."""
        label = next((text_of(node) for node in part.iter("h2", "h3", "h4")), "")
        for items in part.iter("ul"):
            if "associations" in classes(items):
                related(self._sheet, items)
        for quote in [node for node in part.iter("blockquote") if "userstuff" in classes(node)][:1]:
            rows = self._rows(quote)
            if part.get("id") == "work_endnotes":
                self._sheet.notes(rows, NotePlace.STORY_END, label=label)
            elif "end" in classes(part) or self._has_story:
                self._sheet.notes(rows, NotePlace.CHAPTER_END, label=label)
            elif self.headings:
                title = "Summary" if "summary" in classes(part) else ""
                self._sheet.notes(rows, NotePlace.CHAPTER_HEAD, title=title, label=label)
            elif "summary" in classes(part):
                self._sheet.passage("summary", rows, label)
            else:
                self._sheet.notes(rows, NotePlace.STORY_HEAD, label=label)
