"""Wattpad: a saved page of one part, and the JSON that its tools save.

In: the page, or JSON with the parts' text. Out: a `Sheet`, or a `Draft`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from fanbook.errors import SourceError
from fanbook.model.draft import Draft
from fanbook.read.dom import Element, classes, read_html, text_of
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.gallery import Gallery
from fanbook.read.sheet import Given, Sheet

_COUNTER = frozenset(("comment-marker", "num-comment", "num-comments", "component-wrapper"))


def is_wattpad_page(root: Element) -> bool:
    """Is this a part's page? Each of its paragraphs has a number of its own."""
    return any(node.get("data-p-id") for node in root.iter("p"))


def read_wattpad_page(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The part, on the sheet. Returns the elements that it was read from."""
    root = bodies[0]
    sheet.is_zoned = True
    for meta in root.iter("meta"):
        name, value = meta.get("property") or meta.get("name") or "", meta.get("content") or ""
        if name == "og:title":
            story, _, part = value.partition(" - ")
            sheet.state("title", story if part else value, sure=0.8)
        elif name in ("author", "wattpad:author", "book:author"):
            sheet.state("author", value, sure=0.8)
        elif name == "og:url":
            sheet.state("source_url", value)
        elif name in ("description", "og:description"):
            sheet.state("summary", value, sure=0.6)
    author = next(
        (a for a in root.iter("a") if (a.get("href") or "").rstrip("/").find("/user/") >= 0 and text_of(a)),
        None,
    )
    if author is not None:
        sheet.state("author", text_of(author).removeprefix("by ").strip(), sure=0.8)
    heading = next((node for node in root.iter("h1", "h2") if text_of(node)), None)
    _title(root, text_of(heading), sheet)
    for marker in [node for node in root.iter("span", "div", "button") if _COUNTER & classes(node)]:
        marker.clear(keep_tail=True)  # how many have remarked on the paragraph
    if heading is not None:
        sheet.heading(text_of(heading))
    taken = [heading] if heading is not None else []
    for node in [node for node in root.iter("p") if node.get("data-p-id")]:
        wrapped = node.makeelement("div")
        taken.append(node)
        parent, at = node.getparent(), node.getparent().index(node)
        parent.insert(at, wrapped)
        wrapped.append(node)
        sheet.story(with_footnotes(flow.rows(wrapped), prefix))
    return taken


def _title(root: Element, part: str, sheet: Sheet) -> None:
    """The page calls itself "Story - part - Wattpad"."""
    said = text_of(next(root.iter("title"), None)).removesuffix(" - Wattpad")
    story, found, _ = said.partition(f" - {part}") if part else ("", "", "")
    if found:
        sheet.state("title", story, sure=0.9)


def read_wattpad_json(given: Given) -> Draft:
    """The story in the site's own JSON. Raises `SourceError` R036 where it holds no text."""
    try:
        data: Any = json.loads(given.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:
        raise SourceError(
            "R036", f"the JSON cannot be read: {fault}", at=given.path, hint="save it again"
        ) from fault
    sheet = Sheet("Wattpad JSON", is_zoned=True)
    parts = data.get("parts") if isinstance(data, dict) else None
    if not isinstance(parts, list):
        raise _no_text(given)
    _facts(data, sheet)
    gallery = Gallery(sheet)
    flow = Flow(show=gallery.show)
    for n, part in enumerate(parts):
        if isinstance(part, dict):
            _part(part, n, given, sheet, flow)
    if not sheet.rows:
        raise _no_text(given)
    gallery.report()
    return sheet.draft(given)


def _no_text(given: Given) -> SourceError:
    return SourceError("R036", "this JSON lists a story's parts and holds none of their text", at=given.path,
                       hint="save the story with its text: FanFicFare does")  # fmt: skip


def _part(part: dict[str, Any], n: int, given: Given, sheet: Sheet, flow: Flow) -> None:
    text = next(
        (part[name] for name in ("text", "content", "html", "body") if isinstance(part.get(name), str)), ""
    )
    if not text.strip():
        return
    sheet.heading(str(part.get("title") or f"Part {n + 1}"))
    root, _, _ = read_html(f"<body>{text}</body>".encode(), given.path)
    sheet.story(with_footnotes(flow.rows(root), f"{sha256(given.data).hexdigest()[:8]}-{n}"))


def _facts(data: dict[str, Any], sheet: Sheet) -> None:
    user, language = data.get("user"), data.get("language")
    author = user.get("name") or user.get("username") if isinstance(user, dict) else user
    values = {
        "title": data.get("title"),
        "author": author,
        "summary": data.get("description"),
        "language": language.get("name") if isinstance(language, dict) else language,
        "date": str(data.get("createDate") or "")[:10],
        "updated": str(data.get("modifyDate") or "")[:10],
        "source_url": data.get("url"),
    }
    for name, value in values.items():
        if isinstance(value, str):
            sheet.state(name, value, sure=1.0)
    if isinstance(data.get("completed"), bool):
        sheet.state("status", "Complete" if data["completed"] else "In progress")
    if isinstance(data.get("mature"), bool):
        sheet.state("rating", "Mature" if data["mature"] else "General")
    tags = (
        [tag for tag in data.get("tags") or [] if isinstance(tag, str)]
        if isinstance(data.get("tags"), list)
        else []
    )
    sheet.state("genre", ", ".join(tags), parts=tags)
