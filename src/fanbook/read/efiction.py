"""Pages of the archives that run eFiction: the story's box, its facts with their labels, its notes.

In: a page of such an archive, of whatever skin. Out: a `Sheet`. All of them name the page's head, the story and the
labels of facts and notes alike; the rest differs from archive to archive and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fanbook.model.blocks import NotePlace
from fanbook.read.dom import Element, classes, having_class, text_of, with_id
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.sheet import Sheet

_FIELDS = {
    "summary": "summary", "rated": "rating", "rating": "rating", "categories": "fandom", "category": "fandom",
    "fandom": "fandom", "fandoms": "fandom", "characters": "characters", "genres": "genre", "genre": "genre",
    "pairing": "pairing", "pairings": "pairing", "relationships": "pairing", "warnings": "warnings", "warning": "warnings",
    "series": "series", "word count": "word_count", "words": "word_count", "published": "date", "updated": "updated",
}  # fmt: skip
_PLACES = (
    (re.compile(r"story.{0,3}\s+end\s?notes|end\s?notes.{0,9}story", re.IGNORECASE), NotePlace.STORY_END),
    (re.compile(r"end\s?notes", re.IGNORECASE), NotePlace.CHAPTER_END),
    (re.compile(r"chapter", re.IGNORECASE), NotePlace.CHAPTER_HEAD),
    (re.compile(r"notes?", re.IGNORECASE), NotePlace.STORY_HEAD),
)
_NOTHING = frozenset(("none", "", "no", "n/a"))
_OPTION = re.compile(r"^\d+\.\s*(?P<name>.+)$")


def is_efiction(root: Element) -> bool:
    """Is this a chapter, or a story's page for printers?"""
    return (
        with_id(root, "story") is not None
        and with_id(root, "pagetitle") is not None
        and (any("viewstory.php" in (link.get("href") or "") for link in root.iter("a")))
    )


def read_efiction(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The chapter, on the sheet. Returns the elements that it was read from."""
    root = bodies[0]
    sheet.is_zoned = True
    taken = [head for head in (with_id(root, "pagetitle"),) if head is not None]
    _title(taken[0], sheet)
    for box in [*having_class(root, "infobox"), *having_class(root, "listbox")][:1]:
        _facts(box, sheet)
        taken.append(box)
    notes = [(_place(box), box) for box in having_class(root, "notes")]
    for place, box in notes:
        if place is NotePlace.STORY_HEAD:
            _note(box, place, sheet, flow)
    if name := _chapter(root):
        sheet.heading(name, "the page's list of chapters")
    for place, box in notes:
        if place is NotePlace.CHAPTER_HEAD:
            _note(box, place, sheet, flow)
    story = with_id(root, "story")
    sheet.story(with_footnotes(flow.rows(story), prefix))
    for place, box in notes:
        if place in (NotePlace.CHAPTER_END, NotePlace.STORY_END):
            _note(box, place, sheet, flow)
    return [*taken, *(box for _, box in notes), *([story] if story is not None else [])]


def _title(head: Element, sheet: Sheet) -> None:
    for link in head.iter("a"):
        href, text = link.get("href") or "", text_of(link)
        if "viewstory.php" in href and text:
            sheet.fact("title", text)
        elif "viewuser.php" in href and text:
            sheet.fact("author", f"By: {text}", text, parts=[text])


def _chapter(root: Element) -> str:
    """What the list of chapters calls this one."""
    for select in root.iter("select"):
        if select.get("name") in ("chapter", "chapters"):
            for option in select.iter("option"):
                if option.get("selected") is not None and _OPTION.match(text_of(option)):
                    return text_of(option)
    return ""


def _facts(box: Element, sheet: Sheet) -> None:
    """Each label with what stands behind it, up to the next."""
    for label, value in _labelled(box):
        name = _FIELDS.get(label.casefold())
        line = f"{label}: {value}"
        if name is None:
            sheet.fact("other", line, value, label=label)
        elif value.casefold() not in _NOTHING:
            sheet.fact(name, line, value)


def _labelled(box: Element) -> Iterator[tuple[str, str]]:
    found: list[list[str]] = []
    for node in box.iter("*"):
        if "label" in classes(node):
            found.append([text_of(node).rstrip(" :"), node.tail or ""])
        elif found and not any("label" in classes(one) for one in (node, *node.iterancestors())):
            found[-1][1] += f" {node.text or ''} {node.tail or ''}"
    for label, value in found:
        yield label, " ".join(value.split())


def _place(box: Element) -> NotePlace:
    label = text_of(next(iter(having_class(box, "label")), None))
    return next((place for said, place in _PLACES if said.search(label)), NotePlace.STORY_HEAD)


def _note(box: Element, place: NotePlace, sheet: Sheet, flow: Flow) -> None:
    label = next(iter(having_class(box, "label")), None)
    inside = next(iter(having_class(box, "noteinfo")), None)
    if inside is not None:
        sheet.notes(flow.rows(inside), place, label=text_of(label))
    else:
        sheet.notes(flow.rows(box), place)
