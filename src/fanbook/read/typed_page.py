"""Pages that frame a plain text: a list's archive, an old site that put a text file on a page as it was.

In: a page. Out: the `Draft` of the text inside, read as a text file is, with the page's own words listed as left
out; or nothing, where no such text holds most of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from msgspec.structs import replace

from fanbook.model.draft import Draft, Kind, Label, Unit
from fanbook.read.dom import Element, name_of, text_of
from fanbook.read.flow import Flow
from fanbook.read.plain import read_plain
from fanbook.read.rows import words_in
from fanbook.read.sheet import Given

_LEAST = 40  # words
_FRAME = Label(Kind.DEBRIS, 0.9, "around the text on the page")
_TEXTS = ("pre", "xmp", "plaintext")
_LAID_OUT = ("p", "br", "img", "table", "div", "li")
_DRESS = frozenset(("i", "em", "b", "strong", "u", "s"))  # tags that the reader of plain text knows


def read_typed(root: Element, given: Given) -> Draft | None:
    """The draft of the page's text, if it is one."""
    body = next(root.iter("body"), root)
    texts = [node for node in body.iter(*_TEXTS) if _words(node) >= _LEAST]
    if len(texts) != 1 or _words(texts[0]) * 2 < _words(body) or any(True for _ in texts[0].iter(*_LAID_OUT)):
        return None
    around = [" ".join(words_in(row).split()) for row in Flow(taken={texts[0]}).rows(body)]
    frame = [line for line in around if any(map(str.isalnum, line))]
    text = "".join(_typed(texts[0]))
    if not text.lstrip().lower().startswith(("from:", "subject:", "date:")):
        text = "\n".join([*_letterhead(body), text])
    draft = read_plain(text.encode("utf-8", "replace"), given.path, given.told)
    return _framed(draft, frame, given)


def _words(node: Element) -> int:
    return len("".join(node.itertext()).split())


def _typed(node: Element) -> Iterator[str]:
    """The text as a person would type it: what is dressed stands in its tags."""
    yield node.text or ""
    for child in node:
        name = name_of(child)
        if name:
            yield from (f"<{name}>", *_typed(child), f"</{name}>") if name in _DRESS else _typed(child)
        yield child.tail or ""


def _letterhead(body: Element) -> Iterator[str]:
    """Subject and sender, where the page of a mail states them over its text: a heading, and a name with an address."""
    head = next((text_of(node) for node in body.iter("h1", "h2") if text_of(node)), "")
    address = next((a for a in body.iter("a") if (a.get("href") or "").startswith("mailto:")), None)
    if not head or address is None:
        return
    sender = next((text_of(node) for node in body.iter("b", "strong") if text_of(node)), "")
    yield from (f"From: {sender or text_of(address)}", f"Subject: {head}", "")


def _framed(draft: Draft, frame: Sequence[str], given: Given) -> Draft:
    """The draft with the page's own words behind it."""
    start = len(draft.lines) + 1
    units = tuple(Unit(start + n, start + n, line, 1, 0) for n, line in enumerate(frame))
    source = replace(
        draft.source,
        sha256=sha256(given.source or given.data).hexdigest(),
        size=len(given.source or given.data),
    )
    return replace(
        draft,
        source=source,
        lines=(*draft.lines, *frame),
        units=(*draft.units, *units),
        labels=(*draft.labels, *(_FRAME for _ in units)),
        back=len(draft.units),
    )
