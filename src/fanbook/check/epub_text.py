"""The text of an EPUB: is all of the story there, is a chapter empty, does a quotation never end?

In: an opened package and its `Subject`. Out: diagnostics. Words are runs of letters and digits after
NFKC (CONTRACT: Nothing lost), so that typography does not matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from fanbook.check.package import EPUB_TYPE, XHTML, Element, Package
from fanbook.check.subject import Subject
from fanbook.diagnostics import Diagnostic, Severity
from fanbook.enrich.typography import is_unbalanced
from fanbook.model.blocks import AuthorNote
from fanbook.model.story import Story
from fanbook.model.walk import block_texts, plain

_WORD = re.compile(r"[^\W_]+")
_HEADINGS = tuple(f"{{{XHTML}}}h{level}" for level in range(1, 7))
_CHAPTERS = frozenset(("chapter", "prologue", "epilogue", "doc-chapter", "doc-prologue", "doc-epilogue"))
_LONG = 6  # words: a line of so many stands in one place only, as a rule
_MOST = 20  # diagnostics of one kind in a file; where there are more, something else is wrong


def text_faults(package: Package, subject: Subject) -> Iterator[Diagnostic]:
    """Documents with nothing in them, chapters of nothing but a heading, quotations that never end."""
    quotes = 0
    for page in package.spine:
        body = page.body()
        if body is None or page is package.nav:
            continue
        place = f"{subject.name}: {page.path}"
        if _is_empty(body):
            message = "the chapter has no text" if _is_chapter(body) else "the page is empty"
            yield Diagnostic("E013", Severity.WARNING, message, "look at its source", place)
        elif _is_chapter(body):
            for found in _unended(body, place):
                quotes += 1
                if quotes <= _MOST:
                    yield found


def is_chapter(body: Element) -> bool:
    """Does the document hold a chapter's beginning, by its EPUB type or ARIA role?"""
    return _is_chapter(body)


def _is_chapter(body: Element) -> bool:
    return any(
        _CHAPTERS & {*(row.get(EPUB_TYPE) or "").split(), row.get("role")}
        for row in (body, *body.iter(f"{{{XHTML}}}section", f"{{{XHTML}}}article", f"{{{XHTML}}}div"))
    )


def _is_empty(body: Element) -> bool:
    if any(True for _ in body.iter("{*}img", "{*}svg", "{*}object", "{*}video", "{*}audio")):
        return False
    if not "".join(body.itertext()).strip():
        return True
    headings = "".join("".join(row.itertext()) for row in body.iter(*_HEADINGS))
    return _is_chapter(body) and not _words("".join(body.itertext()))[len(_words(headings)) :]


def _unended(body: Element, place: str) -> Iterator[Diagnostic]:
    root = body.getroottree().getroot()
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "en"
    rows = [("".join(p.itertext()).strip(), p.sourceline or 0) for p in body.iter(f"{{{XHTML}}}p")]
    for (text, line), (following, _) in zip(rows, [*rows[1:], ("", 0)], strict=False):
        if is_unbalanced(text, following, language):
            message = f"a quotation is opened and not closed: {text[:60]}"
            hint = "the author's own slip, as a rule: a [[fix]] in the sidecar mends it"
            yield Diagnostic("E012", Severity.NOTE, message, hint, place, line)


def lost_text(package: Package, subject: Subject) -> Iterator[Diagnostic]:
    """Lines of the stories whose words are not in the book, in their order."""
    if not subject.stories:
        return
    bodies = (page.body() for page in package.spine if page is not package.nav)
    told = f" {' '.join(w for body in bodies if body is not None for w in _words(_spoken(body)))} "
    lost = list(islice(_lost(subject.stories, told), _MOST + 1))
    for path, line, words in lost[:_MOST]:
        message = f"these words are not in the book, or not in their place: {' '.join(words)[:70]}"
        hint = "build the book again: its source has changed, or the file has"
        yield Diagnostic("E010", Severity.ERROR, message, hint, f"{subject.name}: {path}", line)
    if len(lost) > _MOST:
        yield Diagnostic("E010", Severity.ERROR, "and more lines are lost", "build it again", subject.name)


Line = tuple[str, int, list[str]]  # the source's path, the line there, the words


def _lost(stories: tuple[Story, ...], told: str) -> Iterator[Line]:
    """The lines that are not to be found one after the other.

    A short line ("Chapter 2") stands in many places, so it is looked for only when the next long one
    is found, between there and the last one.
    """
    at = 0
    waiting: list[Line] = []
    for story in stories:
        for line, text in _set_text(story):
            row = (story.source.path, line, _words(text))
            if len(row[2]) < _LONG:
                waiting += [row] if row[2] else []
                continue
            found = told.find(f" {' '.join(row[2])} ", at)
            if found < 0:
                yield row
                continue
            yield from _lost_between(waiting, told, at, found + 1)
            waiting, at = [], found + len(" ".join(row[2])) + 1
    yield from _lost_between(waiting, told, at, len(told))


def _lost_between(lines: list[Line], told: str, start: int, end: int) -> Iterator[Line]:
    for row in lines:
        wanted = f" {' '.join(row[2])} "
        found = told.find(wanted, start, end)
        if found < 0:
            yield row
        else:
            start = found + len(wanted) - 1


def _spoken(element: Element) -> str:
    """The text, with what stands in different blocks kept apart, and without the labels over notes."""
    parts: list[str] = []
    # The last child first, so that the stack hands them out in reading order; a text is a leaf.
    stack: list[Element | str] = [element]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        edge = "" if not isinstance(one.tag, str) or one.tag.rpartition("}")[2] in _INLINE else "\n"
        inside: list[Element | str] = [edge, one.text or "" if isinstance(one.tag, str) else ""]
        for child in one:
            inside += [child, child.tail or ""]
        stack += reversed([*inside, edge])
    return "".join(parts)


_INLINE = frozenset(
    ("em", "strong", "i", "b", "span", "a", "small", "sup", "sub", "u", "s", "cite", "q", "abbr", "code")
)


def _set_text(story: Story) -> Iterator[tuple[int, str]]:
    """Everything in the chapters with the line it came from, a paragraph or a line of verse at a time."""
    for chapter in story.chapters:
        yield chapter.at.start, f"{chapter.label} {plain(chapter.title)}"
        for block in chapter.blocks:
            if not isinstance(block, AuthorNote):  # notes go where they are wanted
                for text in block_texts(block):
                    yield block.at.start, text


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text))
