"""Any page of the web: the story found on it, what stands around it named as such.

In: a page. Out: a `Sheet`. No measure of what looks like an article is used: those drop dialogue. A box is the
story where its name says so and it holds the most of the page's words; else everything is, but for what
markup itself calls navigation, a foot, comments.
"""

from __future__ import annotations

import re
from functools import partial

from fanbook.model.blocks import NotePlace
from fanbook.read.dom import Element, by_class, classes, name_of, text_of, with_id
from fanbook.read.flow import Flow
from fanbook.read.footnotes import with_footnotes
from fanbook.read.note_boxes import note_rows
from fanbook.read.outline import put_story
from fanbook.read.rows import Row
from fanbook.read.sheet import Sheet

# How sites call the box with an entry's text, the surest first: ids with "#", classes without.
_BOXES = (
    "#storytext", "#storycontent", "#story-text", "#storytextp", "#chapter-content", "#chapters", "#story",
    "b-singlepost-body", "aentry-post__text", "entrytext", "entry-content", "asset-body", "post-content", "post-body",
    "story-content", "story-text", "storytext", "chapter-content", "chapter-inner", "panel-reading", "userstuff",
    "postbody", "messageContent", "bbWrapper", "contents",
)  # fmt: skip
_TITLES = ("b-singlepost-title", "aentry-post__title", "entry-title", "post-title", "asset-name", "subject")
_PEOPLE = (
    "i-ljuser-username",
    "ljuser",
    "b-singlepost-author-user",
    "author",
    "p-author",
    "byline",
    "poster",
)
_REMARK = "a remark beside the text"
_REMARK_ID = re.compile(r"cmnt(?:_ref)?\d+$")
_BLOG = re.compile(r"https?://([\w-]+)\.(?:tumblr|livejournal|dreamwidth|insanejournal|wordpress|blogspot)\.")
_NOTE = re.compile(
    r"(?:authors?|writers?)[-_]?notes?(?:[-_](?:top|bottom|start|end|pre|post))?", re.IGNORECASE
)
_LEAST_WORDS = 40
_MENU = 40  # links; a page of more is somebody's list
_AROUND = re.compile(
    r"\b(?:comments?|commentlist|disqus|sidebar|navbar|navigation|nav|menu|breadcrumbs?|footer|site-?header|"
    r"share|sharing|social|related|widget|cookie|banner|advert\w*|ads?-?(?:box|wrap|unit|slot|container)|pagination|pager|masthead|toolbar|login)\b",
    re.IGNORECASE,
)
_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar"))
Classed = dict[str, list[Element]]
_SITE = re.compile(r"\s+(?:[|»·•—–]|-{1,2}|::)\s+")


def read_any_page(root: Element, sheet: Sheet, prefix: str, flow: Flow) -> list[Element]:
    """The story of the page, on the sheet. Returns the elements that it was read from."""
    classed = by_class(root)
    boxes = _boxes(root, classed)
    taken: list[Element] = _without_remarks(_body(root))
    _state(root, classed, sheet, taken if boxes else [])
    flow.outside, flow.special = around, partial(_notes, flow)
    rows = with_footnotes([row for box in boxes or [_body(root)] for row in flow.rows(box)], prefix)
    flow.outside, flow.special = lambda _: "", lambda _: None
    put_story(sheet, rows)
    if boxes:
        return [*taken, *boxes]
    sheet.debris((row for node in taken for row in flow.rows(node)), _REMARK)
    return [_body(root)]


def _notes(flow: Flow, node: Element) -> list[Row] | None:
    """The rows of a box that is called a note of the author's; where it stands shows when the chapters are known."""
    if name_of(node) not in ("div", "aside", "section", "blockquote") or not any(
        map(_NOTE.fullmatch, classes(node))
    ):
        return None
    return note_rows(node, flow, NotePlace.CHAPTER_HEAD)


def _without_remarks(body: Element) -> list[Element]:
    """Take out what somebody remarked beside a text in Google Docs, and its marks. Returns the remarks."""
    found = []
    for link in [link for link in body.iter("a") if _REMARK_ID.match(link.get("id") or "")]:
        part, parent = link, link.getparent()
        is_mark = "ref" in (link.get("id") or "")
        while (
            parent is not None
            and parent is not body
            and (
                name_of(parent) == "sup"
                if is_mark
                else name_of(parent) in ("p", "div") and name_of(part) != "div"
            )
        ):
            part, parent = parent, parent.getparent()
        if parent is not None:
            _take_out(part, parent)
            found += [] if is_mark else [part]
    return found


def _take_out(part: Element, parent: Element) -> None:
    """Take an element out of its parent, and leave the words that stand behind it."""
    before = part.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (part.tail or "")
    else:
        parent.text = (parent.text or "") + (part.tail or "")
    part.tail = None
    parent.remove(part)


def _body(root: Element) -> Element:
    return next(root.iter("body"), root)


def _boxes(root: Element, classed: Classed) -> list[Element]:
    """The elements that hold the story, if some do by name: mostly one, but a page may hold a post a chapter."""
    whole = max(len(text_of(_body(root)).split()), 1)
    for name in _BOXES:
        found = [with_id(root, name[1:])] if name.startswith("#") else classed.get(name, [])
        boxes = [box for box in found if box is not None and name_of(box) not in ("body", "html")]
        sizes = [len(text_of(box).split()) for box in boxes]
        if boxes and max(sizes) >= _LEAST_WORDS and max(sizes) * 5 >= whole:
            return _outermost([box for box, size in zip(boxes, sizes, strict=True) if size >= _LEAST_WORDS])
    for name in ("article", "main"):
        boxes = list(root.iter(name))
        if len(boxes) == 1 and len(text_of(boxes[0]).split()) * 2 >= whole:
            return boxes
    return []


def _outermost(boxes: list[Element]) -> list[Element]:
    """Those that stand in none of the others, in the order of the page."""
    return [box for box in boxes if not any(around in boxes for around in box.iterancestors())]


def around(node: Element) -> str:
    """Why an element is the page's and not the story's, by what its markup calls it; or nothing."""
    name = name_of(node)
    if name in ("nav", "footer") or node.get("role") in _ROLES or _is_menu(node, name):
        return "the page's own: navigation or foot"
    if name not in ("div", "section", "aside", "ul", "ol", "table", "header", "form"):
        return ""
    called = " ".join((*classes(node), node.get("id") or "")).replace("_", "-")
    if not _AROUND.search(called) or len(text_of(node).split()) > 4000:
        return ""
    return "the page's own: menus, comments and the like"


def _is_menu(node: Element, name: str) -> bool:
    """Nothing but links to other pages, side by side or in a list."""
    if name not in ("div", "p", "ul", "ol", "table", "header", "center", "td"):
        return False
    links = [one for one in node.iter("a") if (one.get("href") or "#")[:1] != "#"]
    if not 2 <= len(links) <= _MENU:
        return False
    said = "".join(text_of(node).split())
    return any(map(str.isalnum, said)) and (
        sum(map(str.isalnum, said)) == sum(char.isalnum() for link in links for char in text_of(link))
    )


def _state(root: Element, classed: Classed, sheet: Sheet, taken: list[Element]) -> None:
    """What the page says of the story outside of its text."""
    title = next((node for name in _TITLES for node in classed.get(name, ()) if text_of(node)), None)
    head = text_of(next(root.iter("title"), None))
    if title is not None:
        sheet.state("title", text_of(title), sure=0.8)
        taken.append(title)
    elif head:
        sheet.state("title", _SITE.split(head)[0], sure=0.6)
    author = next((m.get("content") for m in root.iter("meta") if m.get("name") == "author"), "") or ""
    if not author:
        author = next(
            (
                text_of(node)
                for name in _PEOPLE
                for node in classed.get(name, ())
                if 0 < len(text_of(node)) < 60
            ),
            "",
        )
    address = _address(root)
    if not author and (blog := _BLOG.match(address)) and blog[1] not in ("www", "community", "users", "m"):
        author = blog[1]
    if author:
        sheet.state("author", author.removeprefix("by ").strip(), sure=0.7)
    if address:
        sheet.state("source_url", address, sure=0.8)


def _address(root: Element) -> str:
    """Where the page says that it is to be found."""
    for link in root.iter("link", "meta"):
        address = (
            link.get("href")
            if link.get("rel") == "canonical"
            else link.get("content")
            if link.get("property") == "og:url"
            else ""
        )
        if address and address.startswith(("http://", "https://")):
            return str(address)
    return ""
