"""An element's content to blocks: paragraphs, quotes, lists, tables, pictures, rules.

In: an lxml element, and what to do with pictures. Out: `Row`s in reading order, each a block with the blank
lines before it. Only what is known passes through: no script, handler, style sheet or address of
a resource ever reaches a tree. The walk keeps its own stack, so that no depth can exhaust Python's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.model.blocks import (
    Align,
    Block,
    ItemList,
    Paragraph,
    Quote,
    SceneBreak,
    Subheading,
    Table,
)
from fanbook.model.inlines import Image
from fanbook.read.dom import Element, name_of, walk
from fanbook.read.dress import align_of, styles_of
from fanbook.read.flow_frames import Frame, cell_of, ids_of, lays_out, spilled
from fanbook.read.rows import RULE, Row
from fanbook.read.runs import BREAK, Segment, Style, collapsed, is_blank, paragraphs

_DEEPEST = 5  # quotes and lists inside each other; what is deeper is kept without its frame

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    "p div section article main aside header footer nav body html center pre fieldset form figure figcaption "
    "details summary dl dt dd caption address legend hgroup thead tbody tfoot blockquote ul ol li table tr td th hr".split()
)
_LISTS = frozenset(("ul", "ol"))
_FRAMES = frozenset(("blockquote", "ul", "ol", "li", "table", "tr", "td", "th"))
# Skipped with all that is in them. What holds nothing by its nature is not here: a parser may find the rest
# of the story inside an element that nobody closed.
_NOTHING = frozenset(
    "script style noscript template head title datalist button select textarea progress meter dialog".split()
)
# What no book can hold. Of the first, too, what is inside is skipped; of the others it is there for those who
# cannot see them.
_FOREIGN = frozenset("iframe frameset applet svg math".split())
_EMBEDDED = _FOREIGN | frozenset("frame object embed audio video canvas".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# What XML 1.0 cannot carry: a page may name such characters by number.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")


Show = Callable[[str, str], Image | None]
"""The image for an address and an alternative text, or None where no picture is at hand."""


def no_picture(_: str, __: str) -> Image | None:
    """For sources that bring no pictures along."""
    return None


class Flow(Struct):
    """The walk over one element. `outside` says why an element is no story, or nothing; what is `taken`
    has been read already; of a `special` element somebody else makes the rows.
    """

    show: Show = no_picture
    outside: Callable[[Element], str] = lambda _: ""
    special: Callable[[Element], list[Row] | None] = lambda _: None
    taken: Collection[Element] = ()
    lost: Counter[str] = field(default_factory=Counter)
    _frames: list[Frame] = field(default_factory=list)
    _run: list[Segment] = field(default_factory=list)
    _styles: list[tuple[Element, tuple[Style, ...]]] = field(default_factory=list)
    _aligns: list[tuple[Element, Align]] = field(default_factory=list)
    _whys: list[tuple[Element, str]] = field(default_factory=list)
    _heading: int = 0
    _pre: int = 0
    _blanks: int = 0
    _ids: set[str] = field(default_factory=set)

    def rows(self, root: Element) -> list[Row]:
        """The rows of an element's content."""
        self._frames = [Frame("", root)]
        skipped: Element | None = None
        walker = walk(root)
        for event, node in walker:
            if skipped is not None and node is skipped:  # its end
                skipped = None
                self._text(node.tail)
            elif node is root:  # what frames it is its reader's business
                self._text(node.text if event == "start" else None)
            elif event == "start":
                if self._is_nothing(node) or self._is_special(node):
                    walker.skip_subtree()
                    skipped = node
                else:
                    self._open(node)
                    self._text(node.text)
            else:
                if event == "end":
                    self._close(node)
                self._text(node.tail)
        self._flush()
        return self._frames[0].rows

    def _is_nothing(self, node: Element) -> bool:
        name = name_of(node)
        if name in _EMBEDDED:
            self.lost[name] += 1
        return name in _FOREIGN or name in _NOTHING or node in self.taken

    def _is_special(self, node: Element) -> bool:
        rows = self.special(node)
        if rows is not None:
            self._flush()
            self._frames[-1].rows += rows
            self._blanks, self._ids = 0, set()
        return rows is not None

    def _text(self, text: str | None) -> None:
        if not text:
            return
        text = _UNSAFE.sub("", text)
        if self._pre:
            for n, line in enumerate(text.split("\n")):
                if n:
                    self._run.append(BREAK)
                self._put(line)
        else:
            self._put(collapsed(text))

    def _put(self, text: str) -> None:
        if text:
            self._run.append(Segment(text, self._styled()))

    def _styled(self) -> tuple[Style, ...]:
        seen: dict[str, Style] = {}
        for _, styles in self._styles:
            for style in styles:
                seen.setdefault("a" if style[0] == "ref" else style[0], style)
        return tuple(seen.values())

    def _open(self, node: Element) -> None:
        name = name_of(node)
        if name in _BLOCKS:
            self._flush()
        if (
            (why := self.outside(node))
            or _HIDDEN.search(node.get("style") or "")
            or node.get("hidden") is not None
        ):
            self._flush()
            self._whys.append((node, why or "hidden on the page"))
        for attribute in ("id", "name"):
            if value := node.get(attribute):
                self._ids.add(value)
        if styles := styles_of(node, name):
            self._styles.append((node, styles))
        if (align := align_of(node, name)) is not None and name in _BLOCKS:
            self._aligns.append((node, align))
        match name:
            case "br":
                self._run.append(BREAK)
            case "hr":
                self._add(SceneBreak(RULE))
            case "img" | "image":
                self._picture(node)
            case "pre":
                self._pre += 1
            case "q":
                self._put("“")
            case "rt" if not _has_parentheses(node):
                self._put("（")
            case _ if name in _HEADINGS:
                self._heading = int(name[1])
            case _ if name in _FRAMES:
                self._frames.append(Frame(name, node))
            case _:
                pass

    def _picture(self, node: Element) -> None:
        address, alt = (
            node.get("src") or node.get("{http://www.w3.org/1999/xlink}href") or "",
            node.get("alt") or "",
        )
        alt = " ".join(_UNSAFE.sub("", alt).split())
        image = self.show(address, alt)
        if image is not None:
            self._run.append(Segment("", self._styled(), image))
        elif address:
            self.lost["picture"] += 1
            if alt and any(char.isalnum() for char in alt):
                self._put(f"[{alt}]")

    def _close(self, node: Element) -> None:
        name = name_of(node)
        if name == "q":
            self._put("”")
        if name == "rt" and not _has_parentheses(node):
            self._put("）")
        if name in _BLOCKS:
            self._flush()
            if name == "p" and is_blank_block(node):
                self._blanks += 1
        if name == "pre":
            self._pre -= 1
        if name in _HEADINGS:
            self._heading = 0
        if name in _FRAMES and len(self._frames) > 1 and self._frames[-1].element is node:
            self._fold(self._frames.pop())
        while self._styles and self._styles[-1][0] is node:
            self._styles.pop()
        while self._aligns and self._aligns[-1][0] is node:
            self._aligns.pop()
        while self._whys and self._whys[-1][0] is node:
            self._flush()
            self._whys.pop()

    def _flush(self) -> None:
        """What has run up is a paragraph, or several."""
        if not self._run:
            return
        run, self._run = self._run, []
        if is_blank(run):
            self._blanks += run.count(BREAK)
            return
        align = self._aligns[-1][1] if self._aligns else Align.START
        base = 1
        for content, blanks in paragraphs(run):
            if not content:
                self._blanks += max(blanks - 1, 0)
                continue
            self._blanks += blanks
            level = self._heading
            self._add(Subheading(content) if level else Paragraph(content, align=align), level, base)
            base = 0

    def _add(self, block: Block, level: int = 0, base: int = 1) -> None:
        why = self._whys[-1][1] if self._whys else ""
        frame = self._frames[-1]
        frame.rows.append(Row(block, base + self._blanks, frozenset(self._ids), why, level))
        self._blanks, self._ids = 0, set()

    def _fold(self, frame: Frame) -> None:
        """A closed frame becomes a block of the one around it."""
        parent = self._frames[-1]
        inside = tuple(row.block for row in frame.rows)
        if len(self._frames) > _DEEPEST and frame.tag in ("blockquote", "ul", "ol", "li", "table"):
            parent.rows.extend(spilled(frame))
        elif frame.tag == "blockquote":
            if inside:
                self._set(parent, frame, Quote(inside))
        elif frame.tag in _LISTS:
            self._fold_list(parent, frame)
        elif frame.tag == "table":
            self._fold_table(parent, frame)
        elif frame.tag == "tr":
            parent.parts.append(tuple(frame.parts))
        elif parent.tag in (*_LISTS, "tr"):
            parent.parts.append(frame)
        else:  # an item or a cell outside of anything that it could belong to
            parent.rows.extend(spilled(frame))

    def _set(self, parent: Frame, frame: Frame, block: Block) -> None:
        why = next((row.why for row in frame.rows if row.why), "")
        parent.rows.append(Row(block, frame.rows[0].blanks if frame.rows else 1, ids_of(frame), why))

    def _fold_list(self, parent: Frame, frame: Frame) -> None:
        items = [part for part in frame.parts if isinstance(part, Frame)]
        filled = tuple(tuple(row.block for row in item.rows) for item in items if item.rows)
        loose = frame.rows  # what stands in a list and in no item
        frame.rows = [row for item in items for row in item.rows]
        if filled:
            start = frame.element.get("start") or "1"
            number = int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1
            self._set(parent, frame, ItemList(filled, frame.tag == "ol", number))
            ids = (ids_of(item) for item in items if item.rows)
            parent.rows[-1] = replace(parent.rows[-1], item_ids=tuple(ids))
        parent.rows.extend(loose)

    def _fold_table(self, parent: Frame, frame: Frame) -> None:
        """A table of data, or one that only lays out a page: then what is in it is what there is."""
        rows = [part for part in frame.parts if isinstance(part, tuple)]
        cells = [cell for row in rows for cell in row if isinstance(cell, Frame)]
        parent.rows.extend(frame.rows)
        if not cells:
            return
        if lays_out(rows, cells):
            parent.rows.extend(row for cell in cells for row in cell.rows)
            return
        made = tuple(tuple(cell_of(cell) for cell in row if isinstance(cell, Frame)) for row in rows)
        frame.rows = [row for cell in cells for row in cell.rows]
        if frame.rows:
            self._set(parent, frame, Table(tuple(row for row in made if any(cell.inlines for cell in row))))


def _has_parentheses(reading: Element) -> bool:
    """Does the markup itself part a word's reading from the word, for those who cannot set it above?"""
    return any(name_of(one) == "rp" for one in reading.getparent())


def is_blank_block(node: Element) -> bool:
    """A paragraph that is there for its height only."""
    return not "".join(node.itertext()).strip("\u00a0\u200b \t\n\r") and not any(
        name_of(child) in ("img", "br", "hr") for child in node.iter("*")
    )
