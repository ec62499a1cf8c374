"""Tables of contents held against the book: does every line lead somewhere, in order, to every chapter?

In: an opened package and its `Subject`. Out: diagnostics. What counts is what a person meets: two tables
that differ, a line that leads nowhere or backwards, a chapter that none leads to.
"""

from __future__ import annotations

from collections.abc import Iterator

from fanbook.check.epub_text import is_chapter
from fanbook.check.package import EPUB_TYPE, Element, Package, Page, resolved
from fanbook.check.subject import Subject
from fanbook.diagnostics import Diagnostic, Severity

Row = tuple[str, str, str]  # words, path, fragment


def contents_faults(package: Package, subject: Subject) -> Iterator[Diagnostic]:
    """Everything that is out of step."""
    nav, ncx = _nav_rows(package.nav), _ncx_rows(package.ncx)
    rows = nav or ncx
    if not rows:
        message = "the book has no table of contents"
        yield Diagnostic("E014", Severity.WARNING, message, "build it again", subject.name)
        return
    for message in (*_dead_ends(rows, package), *_order(rows, package), *_unlisted(rows, package)):
        yield Diagnostic("E014", Severity.WARNING, message, "build it again", subject.name)
    if nav and ncx and nav != ncx:
        at = next(
            (n for n, pair in enumerate(zip(nav, ncx, strict=False)) if pair[0] != pair[1]),
            min(len(nav), len(ncx)),
        )
        message = f"the two tables of contents differ from line {at + 1} on: older readers show another one"
        yield Diagnostic("E015", Severity.WARNING, message, "build it again", subject.name)


def _nav_rows(page: Page | None) -> list[Row]:
    body = page.body() if page else None
    if page is None or body is None:
        return []
    lists = [nav for nav in body.iter("{*}nav") if "toc" in (nav.get(EPUB_TYPE) or "").split()]
    return [_row(page, a.get("href", ""), a) for nav in lists[:1] for a in nav.iter("{*}a")]


def _ncx_rows(page: Page | None) -> list[Row]:
    if page is None or page.root is None:
        return []
    rows = []
    for point in page.root.iter("{*}navPoint"):
        content, label = point.find("{*}content"), point.find("{*}navLabel")
        if content is not None and label is not None:
            rows.append(_row(page, content.get("src", ""), label))
    return rows


def _row(page: Page, href: str, words: Element) -> Row:
    return " ".join("".join(words.itertext()).split()), resolved(page.path, href), href.partition("#")[2]


def _dead_ends(rows: list[Row], package: Package) -> Iterator[str]:
    ids = {page.path: page.ids() for page in package.spine}
    for words, path, fragment in rows:
        if not words:
            yield f"a line of the contents has no words; it leads to {path}"
        if path not in ids:
            yield f"the contents line {words!r} leads to {path}, where no reading goes"
        elif fragment and fragment not in ids[path]:
            yield f"the contents line {words!r} leads to #{fragment}, which is not in {path}"


def _order(rows: list[Row], package: Package) -> Iterator[str]:
    places = {page.path: n for n, page in enumerate(package.spine)}
    last = -1
    for words, path, _ in rows:
        place = places.get(path, last)
        if place < last:
            yield f"the contents line {words!r} stands behind what comes after it in the book"
        last = max(last, place)


def _unlisted(rows: list[Row], package: Package) -> Iterator[str]:
    listed = {path for _, path, _ in rows}
    for page in package.spine:
        body = page.body()
        if body is None or page is package.nav or page.path in listed:
            continue
        if is_chapter(body) and body.find(".//{*}h2") is not None:
            yield f"no line of the contents leads to the chapter in {page.path}"
