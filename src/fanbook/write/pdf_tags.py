"""The tags of a book, which tell a screen reader what is a heading, a paragraph, a picture.

In: the pieces of a book as WeasyPrint tagged them, each with a tree of its own, and their pages as they stand in the
whole. Out: one tree over the whole. Numbers of marked content are a page's own and stay; pages and links get new
numbers, by which the tree is asked where something on a page belongs. Heads and folios are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_MARK = re.compile(rb"/[A-Za-z0-9]+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")
_KEPT = ("/Alt", "/ActualText", "/Lang")


class Tags:
    """The tree as it grows."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self._owners: list[Any] = []  # of what has a number: a page's elements by their marks, or a link's

    def add(self, piece: pikepdf.Pdf, pages: Sequence[pikepdf.Page]) -> None:
        """The tree of a piece whose pages stand in the book as these; nothing where it has none."""
        if "/StructTreeRoot" not in piece.Root:
            return
        places = {old.obj.objgen: at for at, old in enumerate(piece.pages)}
        links = {
            old.objgen: new
            for before, now in zip(piece.pages, pages, strict=True)
            for old, new in zip(before.obj.get("/Annots", ()), now.obj.get("/Annots", ()), strict=True)
        }
        graft = _Graft(self._pdf, places, pages, links)
        for root in _kids(piece.Root.StructTreeRoot):
            for kid in _kids(root):
                self._document.K.append(graft.element(kid, self._document))
        for page, marks in zip(pages, graft.marks, strict=True):
            self._furnish(page, marks)
            page.obj["/StructParents"] = len(self._owners)
            most = max(marks, default=-1)
            self._owners.append(Array([marks.get(at) for at in range(most + 1)]))
        for link, owner in graft.linked:
            link["/StructParent"] = len(self._owners)
            self._owners.append(owner)

    def _furnish(self, page: pikepdf.Page, marks: Mapping[int, Any]) -> None:
        """What is marked and stands in no tree is furniture: the front matter's own heads and folios."""
        content = page.obj.Contents.read_bytes()

        def artifact(match: re.Match[bytes]) -> bytes:
            return match[0] if int(match[1]) in marks else b"/Artifact BMC"

        changed = _MARK.sub(artifact, content)
        if changed != content:
            page.obj["/Contents"] = self._pdf.make_stream(changed)

    def finish(self) -> None:
        """The tree into the book, if there is one."""
        if not self._owners:
            return
        rows = [part for number, owner in enumerate(self._owners) for part in (number, owner)]
        root = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array([self._document]),
                ParentTree=self._pdf.make_indirect(Dictionary(Nums=Array(rows))),
                ParentTreeNextKey=len(self._owners),
            )
        )
        self._document["/P"] = root
        self._pdf.Root["/StructTreeRoot"] = root
        self._pdf.Root["/MarkInfo"] = Dictionary(Marked=True)


class _Graft:
    """A piece's elements made anew in the book: theirs point to pages that are not in it."""

    def __init__(
        self,
        pdf: pikepdf.Pdf,
        places: Mapping[tuple[int, int], int],
        pages: Sequence[pikepdf.Page],
        links: Mapping[tuple[int, int], Any],
    ) -> None:
        self._pdf, self._places, self._pages, self._links = pdf, places, pages, links
        self.marks: list[dict[int, Any]] = [{} for _ in pages]
        self.linked: list[tuple[Any, Any]] = []

    def element(self, old: Any, parent: Any) -> Any:  # noqa: ANN401 - pikepdf's objects
        at = self._places[old.Pg.objgen]
        new = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=old.S, P=parent, Pg=self._pages[at].obj, K=Array())
        )
        for name in _KEPT:
            if name in old:
                new[name] = pikepdf.String(str(old[name]))
        if "/A" in old:
            new["/A"] = self._pdf.copy_foreign(old.A) if old.A.is_indirect else _plain(old.A)
        for kid in _kids(old):
            if isinstance(kid, int):
                self.marks[at][kid] = new
                new.K.append(kid)
            elif str(kid.get("/Type")) == "/OBJR":
                self._link(kid, new, at)
            else:
                new.K.append(self.element(kid, new))
        return new

    def _link(self, kid: Any, owner: Any, at: int) -> None:  # noqa: ANN401
        link = self._links.get(kid.Obj.objgen)
        if link is not None:
            owner.K.append(Dictionary(Type=Name.OBJR, Obj=link, Pg=self._pages[at].obj))
            self.linked.append((link, owner))


def _plain(attributes: Any) -> Dictionary:  # noqa: ANN401
    """Attributes of numbers and names alone."""
    return Dictionary(
        {
            name: Array([float(one) for one in value]) if isinstance(value, Array) else value
            for name, value in attributes.items()
            if name != "/Headers"
        }
    )


def _kids(element: Any) -> Iterator[Any]:  # noqa: ANN401
    kids = element.get("/K")
    if isinstance(kids, Array):
        yield from kids
    elif kids is not None:
        yield kids
