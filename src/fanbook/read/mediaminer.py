"""A saved page of MediaMiner, one chapter of a story: the way to it in its heading, its facts, its text.

In: the page. Out: a `Sheet`. Title and chapter stand in the page's heading, behind the way through the site.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from fanbook.read.dom import Element, having_class, text_of, with_id
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.sheet import Sheet

_STEP = re.compile(r"\s*[❤❯❱❴»›>:]+\s*")
_NUMBER = re.compile(r"^(?P<name>.*?)\s*\(\s*(?P<label>Chapter \d+)\s*\)$")
_FACT = re.compile(r"(?P<label>[A-Z][\w() ]{2,20}?):\s*(?P<value>[^|]+?)(?:\s*\||$)")
_FIELDS = {"Genre(s)": "genre", "Words": "word_count", "Status": "status", "Uploaded On": "date"}


def is_mediaminer(root: Element) -> bool:
    """Is this a chapter's page?"""
    return with_id(root, "fanfic-text") is not None


def read_mediaminer(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The chapter, on the sheet. Returns the elements that it was read from."""
    root = bodies[0]
    taken: list[Element] = []
    sheet.is_zoned = True
    chapter = ""
    head = next((node for node in root.iter("h1") if len(_STEP.split(text_of(node))) > 1), None)
    if head is not None:
        chapter = _way(head, sheet)
        taken.append(head)
    rating = with_id(root, "post-rating")
    if rating is not None and text_of(rating):
        sheet.fact("rating", text_of(rating), text_of(rating).strip("[] ").partition(":")[0])
        taken.append(rating)
    for box in having_class(root, "post-meta")[:1]:
        _facts(box, sheet)
        taken.append(box)
    if chapter:
        sheet.heading(chapter)
    text = with_id(root, "fanfic-text")
    if text is not None:
        sheet.story(with_footnotes(flow.rows(text), prefix))
        taken.append(text)
    return taken


def _way(head: Element, sheet: Sheet) -> str:
    """Fandom, title and chapter on the way to a page, each behind the one that holds it. Returns the chapter's name."""
    steps = [step for step in _STEP.split(text_of(head)) if step]
    named = _NUMBER.match(steps[-1])
    titles = steps[:-1] if named and len(steps) > 1 else steps
    sheet.fact("title", titles[-1])
    fandom = next((step.removesuffix(" Fan Fiction") for step in titles[:-1] if step != "Fan Fiction"), "")
    if fandom:
        sheet.state("fandom", fandom)
    return f"{named['label']}: {named['name']}" if named and named["name"] else ""


def _facts(box: Element, sheet: Sheet) -> None:
    for link in box.iter("a"):
        if "user_info" in (link.get("href") or "") and text_of(link):
            sheet.fact("author", f"By: {text_of(link)}", text_of(link), parts=[text_of(link)])
    for match in _FACT.finditer(text_of(box)):
        if field := _FIELDS.get(match["label"].strip()):
            sheet.state(field, match["value"])
    sheet.fact("other", text_of(box), label="MediaMiner")
