"""A library as a table, and what a person changed in it put into the stories' sidecars.

All of a table is checked before anything is written: where one cell is wrong, none is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from fanbook.doubt import Settlement
from fanbook.emit import write_whole
from fanbook.errors import FanbookError, OutputError, SourceError
from fanbook.library.table import ANTHOLOGY, Change, Changes, Row, changes_in, table_text
from fanbook.library.workspace import Library, instructions_for
from fanbook.report import Failure
from fanbook.settling import write_sidecar
from fanbook.survey import Seen, look, survey

Progress = Callable[[str, int, int], None]


def rows_of(library: Library, sidecars: str, progress: Progress) -> tuple[list[Row], list[FanbookError]]:
    """A row for each story, and what cannot be read."""
    rows: list[Row] = []
    faults: list[FanbookError] = list(library.faults)
    for seen in survey(library, sidecars, progress):
        if isinstance(seen, Failure):
            faults.append(seen.fault)
        else:
            rows.append(_row(seen, library, sidecars))
    return rows, faults


def _row(seen: Seen, library: Library, sidecars: str) -> Row:
    """What a person said as she said it, else what was found; nothing for a title that nobody gave."""
    shown = seen.shown
    told = instructions_for(seen.file, library, sidecars)
    said = dict(told.facts) | ({"pairing": "; ".join(told.pairings)} if told.pairings else {})
    found = {
        name: fact["value"]
        for name, fact in shown["metadata"].items()
        if name != "other" and fact["origin"] not in ("filename", "fallback")
    }
    counted = {"words": shown["words"], "chapters": len(shown["chapters"]), "doubts": len(shown["doubts"])}
    cells = found | said | {ANTHOLOGY: "yes" if shown["anthology"] else "no"}
    cells |= {name: str(count) for name, count in counted.items()}
    return Row(seen.file.name, cells, frozenset(said))


def write_table(path: Path, rows: Iterable[Row], separator: str, *, force: bool) -> None:
    """The table as a file. Raises `OutputError` T009 where one is there that somebody may have worked on."""
    if os.path.lexists(path) and not force:
        hint = f"put it into your library first (fanbook table --apply {path.name}), or say --force"
        raise OutputError("T009", "there is such a file already", at=str(path), hint=hint)
    write_whole(path, table_text(tuple(rows), separator).encode("utf-8", "backslashreplace"))


def read_table(path: Path, rows: Iterable[Row]) -> Changes:
    """What a table wants changed. Raises `SourceError` R001, `ConfigError` for what is no table."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise SourceError("R001", f"the table cannot be read: {fault.strerror}", at=str(path)) from fault
    return changes_in(data, path.name, tuple(rows))


def apply_changes(changes: Iterable[Change], library: Library, sidecars: str) -> int:
    """Put the changes into the stories' sidecars; how many stories they were of."""
    files = {file.name: file for file in library.stories}
    stories = 0
    for name, of_story in groupby(changes, key=lambda change: change.file):
        found = look(files[name], library, sidecars)
        if isinstance(found, Failure):
            raise found.fault
        write_sidecar(found.story, files[name], library, sidecars, _settlement(of_story))
        stories += 1
    return stories


def _settlement(changes: Iterable[Change]) -> Settlement:
    said = {change.column: change.after for change in changes}
    anthology = said.pop(ANTHOLOGY, None)
    return Settlement(tuple(said.items()), anthology=None if anthology is None else anthology == "yes")
