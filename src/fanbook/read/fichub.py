"""What FicHub makes: EPUBs with an introduction, and HTML files of the same content.

In: the bodies. Out: a `Sheet`. FicHub calls every story English, so its word for the language is not taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fanbook.model.draft import Kind, Label
from fanbook.model.walk import block_texts
from fanbook.read.dom import Element, classes, having_class, name_of, text_of, with_id
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.sheet import Sheet

_STATED = re.compile(
    r"\b(Status|Published|Updated|Words|Chapters):\s*(.+?)(?=\s+-?\s*(?:Status|Published|Updated|Words|Chapters):|$)"
)
_FIELDS = {"Status": "status", "Published": "date", "Updated": "updated", "Words": "word_count"}
_OWN = Label(Kind.DEBRIS, 0.95, "FicHub's own line")
_CHAPTER = re.compile(r"^chap_(\d+)$")


def is_fichub(bodies: Sequence[Element]) -> bool:
    """Did FicHub write these pages?"""
    if not bodies:
        return False
    whole = bodies[0]
    if with_id(whole, "contents-list") is not None and any(True for _ in having_class(whole, "author")):
        return True
    return any("FicHub" in text_of(body) and "Original source:" in text_of(body) for body in bodies[:2])


def read_fichub(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The story, on the sheet. Returns the elements that it was read from."""
    sheet.is_zoned = True
    if len(bodies) == 1 and with_id(bodies[0], "contents-list") is not None:
        return _page(bodies[0], sheet, prefix, flow)
    for n, body in enumerate(bodies):
        if "Original source:" in text_of(body) and n < 2:
            _introduction(body, sheet, flow)
        elif name_of(body) and any(True for _ in body.iter("nav")):
            sheet.debris(flow.rows(body), "FicHub's list of chapters")
        else:
            _chapter(body, sheet, f"{prefix}-{n}", flow)
    return list(bodies)


def _introduction(body: Element, sheet: Sheet, flow: Flow) -> None:
    for row in flow.rows(body):
        for text in (line for block in block_texts(row.block) for line in block.split("\n")):
            line = " ".join(text.split())
            if row.level:
                sheet.fact("title", line)
            elif line.startswith("By: "):
                sheet.fact("author", line, line[4:], label="By")
            elif line.startswith("Original source:"):
                sheet.fact("source_url", line, line.partition(": ")[2], label="Original source")
            elif line.startswith("Exported with"):
                sheet.line(line, _OWN)
            elif stated := _STATED.findall(line):
                sheet.fact("other", line, line, label="FicHub")
                for name, value in stated:
                    if name in _FIELDS:
                        sheet.state(_FIELDS[name], value.strip(" -"))
            elif line.startswith(("Rated:", "Rating:", "Fandom", "Genre", "Characters", "Relationships")):
                sheet.fact("other", line, line.partition(": ")[2] or line, label=line.partition(":")[0])
            else:
                sheet.fact("summary", line, line, label="Summary")


def _chapter(body: Element, sheet: Sheet, prefix: str, flow: Flow) -> None:
    rows = with_footnotes(flow.rows(body), prefix)
    if rows and rows[0].level:
        sheet.heading(" ".join(block_texts(rows[0].block)))
        rows = rows[1:]
    sheet.story(rows)


def _page(root: Element, sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    taken: list[Element] = []
    for name in ("title", "author"):
        node = next((one for one in having_class(root, name) if name_of(one) == "span"), None)
        if node is not None:
            sheet.fact(name, text_of(node))
            taken.append(node)
    contents = with_id(root, "contents-list")
    if contents is not None:
        sheet.debris(flow.rows(contents), "FicHub's list of chapters")
        taken.append(contents)
    for node in root.iter("div", "section", "article"):
        if _CHAPTER.match(node.get("id") or "") and "chapter-link" not in classes(node):
            _chapter(node, sheet, f"{prefix}-{len(taken)}", flow)
            taken.append(node)
    return taken
