"""What of the builds before stays in an output folder, and what is taken away.

In: the rows of the build before, and what this run looked at and made. Out: the report with the rows
that stay (`others`) and the files that went (`removed`). A book that this run did not look at is
never touched: several libraries may share an output folder.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from fanbook.emit import Earlier, remove
from fanbook.library.workspace import Library
from fanbook.planning import Wanted
from fanbook.press import SET
from fanbook.report import BookReport, BuildReport

Row = Mapping[str, Any]


class Aims(Struct, frozen=True):
    """Which books a run is for: their identifiers, and what volumes of an anthology are known by.

    `alone`: for these and no others, whatever else its sources are in.
    """

    wanted: Collection[str]
    families: Collection[str] = frozenset()
    alone: bool = False


def aims_of(wanted: Iterable[Wanted], *, alone: bool = False) -> Aims:
    """What a run is for that makes these books."""
    books = tuple(wanted)
    families = frozenset(one.volume.family for one in books if one.volume)
    return Aims(frozenset(one.identifier for one in books), families, alone)


def rows_of_others(earlier: Earlier, report: BuildReport, library: Library, aims: Aims) -> tuple[Row, ...]:
    """The rows of the build before that are none of this run's business."""
    return tuple(row for row in earlier.books if not _is_ours(row, report, library, aims))


def _is_ours(row: Row, report: BuildReport, library: Library, aims: Aims) -> bool:
    """Is this row for this run to renew or to take away?

    Yes where all its sources lie where this run looked and none failed: then the run would have
    built it again if it could. Yes too for a book that this run builds, unless it is a namesake:
    one whose sources lie in another library that is still there. An anthology that somebody asked for by
    hand stays until she asks for it again.
    """
    wanted = aims.wanted
    volume = row.get("volume")
    volume = volume if isinstance(volume, dict) else {}
    if aims.alone or volume.get("by") == "hand":
        return row["id"] in wanted or volume.get("family") in aims.families
    sources = [source["path"] for source in row["sources"]]
    home = row.get("library", report.library)
    if home != report.library:
        is_there = any(Path(report.out, str(home), source).is_file() for source in sources)
        return row["id"] in wanted and not is_there
    failed = [failure.source for failure in report.failed]
    looked = all(_within(source, library.roots) and not _within(source, failed) for source in sources)
    return looked or row["id"] in wanted


def _within(source: str, roots: Sequence[str]) -> bool:
    return any(
        not source.startswith("../") if root == "." else source == root or source.startswith(f"{root}/")
        for root in roots
    )


def cleaned(report: BuildReport, out: Path, earlier: Earlier, others: Sequence[Row]) -> BuildReport:
    """Files of books that are gone are removed. Files of a format that was not asked for stay."""
    wanted = {output.path for book in report.books for output in book.outputs}
    made = {
        (book.book.identifier, book.book.slug): {output.format for output in book.outputs}
        for book in report.books
    }
    # A work that is printed in volumes is not printed whole any more.
    parted = {report.book.family for report in report.books if report.book.kind == "story"} - {""}
    left_alone = {id(row) for row in others}
    rows, removed = list(others), []
    for row in earlier.books:
        if id(row) in left_alone:
            continue
        formats = made.get((row["id"], row["slug"]))
        if formats is not None and row["id"] in parted:
            formats |= set(SET)
        kept = [
            output
            for output in row["outputs"]
            if formats is not None and output["format"] not in formats and output["path"] not in wanted
        ]
        gone = [output["path"] for output in row["outputs"] if output not in kept]
        removed += [path for path in gone if path not in wanted and remove(out, path)]
        if kept:
            rows.append({**row, "outputs": kept})
    return replace(report, others=tuple(rows), removed=tuple(sorted(removed)))


def unfinished(report: BuildReport, made: Mapping[str, BookReport], earlier: Earlier) -> BuildReport:
    """What is true when a build is cut short: the books that were made, and all others as they were."""
    done = {output.path for book in made.values() for output in book.outputs}
    rows = [
        {**row, "outputs": [output for output in row["outputs"] if output["path"] not in done]}
        for row in earlier.books
    ]
    return replace(report, books=tuple(made.values()), others=tuple(row for row in rows if row["outputs"]))
