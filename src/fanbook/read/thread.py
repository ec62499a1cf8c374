"""Saved threads of boards: the posts of whoever began one are the story, those of others are remarks.

In: a page of a board by XenForo, whose posts name who wrote them. Out: a `Sheet`. Where the writer marks the posts that
are the story, each mark is a chapter's heading and the rest is talk; else every post of hers is story.
"""

from __future__ import annotations

from collections.abc import Sequence

from fanbook.read.dom import Element, classes, having_class, text_of
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.rows import words_in
from fanbook.read.sheet import Sheet, folded

_LEAST = 20  # words of a post that could be story, where nobody marks any
_LONG = 250  # words of one that is story though others are marked


def is_thread(root: Element) -> bool:
    """Is this a page of a board, with the names of those who wrote its posts?"""
    return any(_text(post) is not None for post in _posts(root))


def _posts(root: Element) -> list[Element]:
    return [
        node for node in root.iter("article", "li") if node.get("data-author") and "message" in classes(node)
    ]


def _text(post: Element) -> Element | None:
    found = having_class(post, "bbWrapper") or having_class(post, "messageText")
    return max(found, key=lambda box: len(text_of(box)), default=None)


def _mark(post: Element) -> str:
    found = [*having_class(post, "threadmarkLabel"), *having_class(post, "message-threadmark-label")]
    return next((text_of(node) for node in found if text_of(node)), "")


def read_thread(bodies: Sequence[Element], sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The story's posts, on the sheet. Returns the elements that it was read from."""
    root = bodies[0]
    posts = _posts(root)
    author = posts[0].get("data-author") or ""
    is_marked = any(map(_mark, posts))
    _facts(root, author, sheet)
    taken: list[Element] = []
    for n, post in enumerate(posts):
        text, mark = _text(post), _mark(post)
        least = 0 if mark else _LONG if is_marked else _LEAST
        if text is None or post.get("data-author") != author or len(text_of(text).split()) < least:
            continue
        if mark:
            sheet.heading(mark, "the mark of the post")
        rows = with_footnotes(flow.rows(text), f"{prefix}-{n}")
        again = [row for row in rows[:1] if mark and folded(words_in(row)) == folded(mark)]
        sheet.debris(again, "the mark of the post again")
        sheet.story(row for row in rows if row not in again)
        taken.append(text)
    return taken


def _facts(root: Element, author: str, sheet: Sheet) -> None:
    sheet.state("author", author, sure=0.8)
    title = next((text_of(node) for node in root.iter("h1") if text_of(node)), "")
    sheet.state("title", title, sure=0.8)
    address = next((link.get("href") for link in root.iter("link") if link.get("rel") == "canonical"), None)
    sheet.state("source_url", address or "")
