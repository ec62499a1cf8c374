"""A PDF at trim size to the files of its folded sheets: the way from bytes to named bytes.

Used by `fanbook fold`, and by `build --format print`. Nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from fanbook.fold.guide import CSS, TEST_CSS, guide, trial
from fanbook.fold.impose import Book, fronts_and_backs, impose
from fanbook.fold.plan import FoldPlan, Wish
from fanbook.fold.plan import plan as make_plan
from fanbook.resources import find_typefaces
from fanbook.write.pdf_plain import set_plain


def open_book(data: bytes, name: str, wish: Wish) -> tuple[Book, FoldPlan]:
    """The PDF, and the order of its sheets. Raises `SourceError` (P012) or `ConfigError` (P010, P011, C003)."""
    book = Book(data, name)
    wish = replace(wish, rtl=wish.rtl or book.is_rtl)
    return book, make_plan(wish, book.pages, book.width, book.height)


def sheets(
    book: Book, plan: FoldPlan, *, apart: bool = False, one_sided: bool = False
) -> Iterator[tuple[str, bytes]]:
    """(ending of the file's name, bytes): one file, or one a signature, or fronts and backs."""
    if plan.wish.only:
        yield f"folded-{plan.wish.only}", impose(book, plan)
    elif one_sided:
        fronts, backs = fronts_and_backs(plan)
        yield "folded-fronts", impose(book, plan, fronts)
        yield "folded-backs", impose(book, plan, backs)
    elif apart:
        for number in range(1, len(plan.sizes) + 1):
            chosen = [side for side in plan.sides if side.signature == number]
            yield f"folded-{number:02}", impose(book, plan, chosen)
    else:
        yield "folded", impose(book, plan)


def instructions(book: Book, plan: FoldPlan, name: str) -> bytes:
    """The page that says how to print and fold this book. Raises `SystemMissing` (W002) without Pango."""
    title = str(book.pdf.docinfo.get("/Title", "")) or name
    size = min(plan.width, plan.height), max(plan.width, plan.height)
    return set_plain(guide(plan, title, book.pages), CSS, size, find_typefaces())


def trial_print(plan: FoldPlan) -> bytes:
    """One sheet to try the printer with. Raises `SystemMissing` (W002) without Pango."""
    return set_plain(trial(plan), TEST_CSS, (plan.width, plan.height), find_typefaces())
