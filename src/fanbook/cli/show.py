"""A build's report on screen: what was made, where, and what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from fanbook.cli.terminal import NO_STORY, brief, number_of, safe, show_diagnostic, show_fault
from fanbook.diagnostics import Severity
from fanbook.report import BookReport, BuildReport

if TYPE_CHECKING:
    from rich.text import Text

    from fanbook.device import Delivery

_MOST = 12  # remarks shown without --verbose
_FEW = 6  # names in a list
_MOST_LETTERS = 120  # of a title or of authors
_CALLED = {
    "epub": "EPUB",
    "kepub": "KEPUB",
    "pdf": "PDF",
    "cover": "cover",
    "print": "printed cover",
    "folded": "folded copy",
}


def show_report(report: BuildReport, *, quiet: bool, verbose: bool, why: bool) -> None:
    """Print the report; quiet leaves the errors."""
    if not quiet:
        _show_books(report, why=why)
        if not (report.sources or report.books):
            typer.echo(NO_STORY, err=True)
        _show_summary(report, would=any(b.why and not b.outputs and not b.faults for b in report.books))
        _show_remarks(report, verbose=verbose)
    for failure in report.failed:
        show_fault(failure.fault)
    seen = set()
    for book in report.books:
        for fault in book.faults:
            if (fault.code, fault.message) not in seen:
                show_fault(fault)
            seen.add((fault.code, fault.message))


def show_delivery(sent: Delivery, *, quiet: bool) -> None:
    """What went to the reader; quiet leaves the errors."""
    if not quiet:
        typer.secho(f"\nOn {safe(sent.folder)}", bold=True)
        for what, names in (("new", sent.new), ("changed", sent.changed)):
            if names:
                typer.echo(f"  {what}: {', '.join(map(safe, names))}")
        if sent.same:
            typer.echo(f"  {sent.same} there already")
        if sent.gone:
            typer.echo(f"  gone from the library and left there: {', '.join(map(safe, sent.gone))}")
    for fault in sent.faults:
        show_fault(fault)


def _show_books(report: BuildReport, *, why: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for kind, heading in (("story", "Stories"), ("anthology", "Anthologies")):
        books = [book for book in report.books if book.book.kind == kind]
        if books:
            console.print(Text(f"\n{heading}", "bold"))
        for book in books:
            console.print(_line(book))
            if why:
                console.print(Text(f"      {safe(book.why)}", "dim"))
                for line in _stories(book) if book.volume else ():
                    console.print(Text(f"      {line}", "dim"))


def _stories(book: BookReport) -> Iterator[str]:
    """The stories of a volume, each with what brought it there."""
    volume = book.volume
    for number, story in enumerate(volume.stories if volume else (), 1):
        assert volume is not None
        why, mark = (
            volume.why.get(story.source.key(), ""),
            " (new)" if story.source.key() in volume.new else "",
        )
        authors = f", {', '.join(story.authors())}" if story.authors() else ""
        yield safe(f"{number}. {brief(story.title() + authors, _MOST_LETTERS)}{mark}: {why}")


def _line(book: BookReport) -> Text:
    """Title, author, length, formats: one line, wrapped only by the terminal."""
    from rich.text import Text

    line = Text("  ")
    authors = brief(", ".join(book.book.authors), _MOST_LETTERS) or "author unknown"
    line.append(safe(brief(book.book.title, _MOST_LETTERS)), "italic" if book.book.stand_in else "bold")
    if book.book.volume:
        line.append(f", volume {book.book.volume}")
    line.append(f", {safe(authors)}")
    if book.book.stand_in:
        line.append(" (a stand-in title)", "yellow")
    pages = next((output.pages for output in book.outputs if output.pages), None)
    facts = [
        f"{book.book.words:,} words",
        f"{pages} pages" if pages else "",
        " ".join(o.format for o in book.outputs),
    ]
    return line.append(f"  {' · '.join(filter(None, facts))}", "dim")


def _show_summary(report: BuildReport, *, would: bool) -> None:
    made = Counter(o.format for b in report.books for o in b.outputs if not o.cached)
    current = sum(o.cached for b in report.books for o in b.outputs)
    parts = [number_of(count, _CALLED[name]) for name, count in made.items()]
    said = ", ".join(parts) or ("nothing written" if would else "nothing to do")
    books = f"{len(report.books)} book{'s' if len(report.books) != 1 else ''}"
    typer.echo(f"\n{books} in {safe(_nearby(report.out))}: {said}" + (f"; {current} files up to date" if current else "")
               + f" ({report.elapsed:.1f} s)")  # fmt: skip
    if report.removed:
        typer.echo("Removed, no longer wanted: " + ", ".join(map(safe, report.removed)))
    _show_copies(report)
    passed = [row for row in report.skipped if not row.copy_of]
    if passed:
        for why, count in Counter(row.why for row in passed).most_common():
            names = [safe(row.path) for row in passed if row.why == why]
            more = f" and {count - _FEW} more" if count > _FEW else ""
            typer.echo(f"Passed over ({safe(why)}): {', '.join(names[:_FEW])}{more}")


def _show_copies(report: BuildReport) -> None:
    """Which files are copies of which, and how to have a book of each."""
    copies = [row for row in report.skipped if row.copy_of]
    if copies:
        typer.echo("Saved more than once, and built once from the fullest (--keep-duplicates builds each):")
    for row in copies[:_MOST]:
        typer.echo(f"  {safe(row.path)}: a copy of {safe(row.copy_of)}")
    if len(copies) > _MOST:
        typer.echo(f"  and {len(copies) - _MOST} more: --json names all")


def _nearby(folder: str) -> str:
    """A folder as a person at this place would call it."""
    path, here = Path(folder), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else folder


def _show_remarks(report: BuildReport, *, verbose: bool) -> None:
    seen = dict.fromkeys(d for book in report.books for d in book.all_diagnostics())
    shown = [d for d in seen if verbose or d.severity is not Severity.NOTE]
    if not shown:
        return
    typer.secho("\nLook at these", bold=True)
    for diagnostic in shown if verbose else shown[:_MOST]:
        show_diagnostic(diagnostic)
    if len(shown) > _MOST and not verbose:
        typer.echo(f"... and {len(shown) - _MOST} more: --verbose shows all")
