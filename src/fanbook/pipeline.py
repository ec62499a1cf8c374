"""The whole flow: sources to stories, stories to books, books to files.

    bytes --read--> Draft --recognise--> Story --enrich--> Story
    Stories --reconcile--> Cast --assemble--> Books --press--> files --emit--> dist/

One bad story is reported and the others are built; one failed format leaves the others.
"""

from __future__ import annotations

import json
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from fanbook import __version__
from fanbook.assemble import assemble_anthology, assemble_story, bundle
from fanbook.assemble.identity import identifier, unique_slugs
from fanbook.assemble.single import Making
from fanbook.emit import REPORT, emit, locked, read_earlier, remove, write_whole
from fanbook.enrich import enrich
from fanbook.errors import ConfigError, FanbookError, OutputError, bug
from fanbook.library.config import Settings
from fanbook.library.sidecars import pinned_id
from fanbook.library.workspace import Library, StoryFile, instructions_for, read_source
from fanbook.model.book import Book
from fanbook.model.story import Story
from fanbook.planning import PLACES, Bench, Plan, make_plan
from fanbook.pool import cores, run
from fanbook.press import Job, Pressed
from fanbook.read.plain import read_plain
from fanbook.recognise import Recognised, recognise
from fanbook.reconcile import Cast, make_cast
from fanbook.report import BookReport, BuildReport, Failure, Json, Output
from fanbook.resources import load_theme
from fanbook.versions import fingerprint

Progress = Callable[[str, int, int], None]


def _silent(_: str, __: int, ___: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: settings, and how this run behaves. `epoch` is SOURCE_DATE_EPOCH."""

    settings: Settings
    force: bool = False
    dry_run: bool = False
    epoch: int | None = None


def build(library: Library, out: Path, order: Order, progress: Progress = _silent) -> BuildReport:
    """Every book of a library, made and written. Raises `FanbookError` for what stops the whole run."""
    start = time.monotonic()
    stories, failed = read_stories(library, progress)
    cast = cast_of(stories, order.settings)
    theme = load_theme(order.settings.theme, library.root)
    bench = Bench(order.settings, out, read_earlier(out), fingerprint(theme), order.force)
    plans = [make_plan(book, group, bench) for book, group in assemble(stories, cast, order)]
    report = BuildReport(
        skipped=library.skipped, failed=tuple(failed), sources=len(library.stories), out=str(out)
    )
    if order.dry_run:
        rows = [BookReport(plan.book, plan.stories, plan.current, why=plan.why) for plan in plans]
        return replace(report, books=tuple(rows), elapsed=time.monotonic() - start)
    with locked(out):
        jobs = [
            Job(plan.book, plan.pending, theme, order.settings.trim, bench.style(), order.settings.cover)
            for plan in plans
            if plan.pending
        ]
        books = _made(plans, jobs, bench, progress)
        report = _cleaned(replace(report, books=books), library, bench)
        report = replace(report, elapsed=time.monotonic() - start)
        data = json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n"
        write_whole(out / REPORT, data.encode("utf-8", "surrogatepass"))
    return report


def read_story(file: StoryFile, library: Library, sidecars: str = "") -> Recognised:
    """One file to its story. Raises `SourceError` or `ConfigError`."""
    told = instructions_for(file, library, sidecars)
    found = recognise(read_plain(read_source(file), file.name, told))
    return replace(found, story=enrich(found.story, typography=library.settings.typography))


def read_stories(library: Library, progress: Progress = _silent) -> tuple[list[Story], list[Failure]]:
    """Every story that can be read, and every one that cannot, with the reason."""
    stories: list[Story] = []
    failed: list[Failure] = []
    for n, file in enumerate(library.stories):
        progress(f"reading {file.name}", n, len(library.stories))
        try:
            stories.append(read_story(file, library).story)
        except ConfigError:
            raise  # a sidecar in error is mended before anything is built
        except FanbookError as fault:
            failed.append(Failure(file.name, fault))
        except Exception as fault:  # noqa: BLE001 - one story's bug must not stop the others; it is shown whole
            failed.append(Failure(file.name, bug(fault, file.name, traceback.format_exc())))
    return stories, failed


def cast_of(stories: Sequence[Story], settings: Settings) -> Cast:
    """Who is who in a library, from what its stories state."""
    named = [
        (story.metadata.value("fandom"), name)
        for story in stories
        for name in (*(m for p in story.pairings for m in p.members), *story.metadata.parsed("characters"))
    ]
    return make_cast(named, settings.aliases)


def assemble(stories: Sequence[Story], cast: Cast, order: Order) -> Iterator[tuple[Book, tuple[Story, ...]]]:
    """A book for every story, then a volume for every bundle."""
    making = Making(__version__, order.settings.notes, order.epoch)
    bindable = [story for story in stories if story.bindable]
    groups = [group for by in order.settings.bundle for group in bundle(bindable, cast, by)]
    wanted = [(story.title(), story.source.sha256) for story in stories]
    wanted += [(group.slug(), sha256(group.key.encode()).hexdigest()) for group in groups]
    slugs = unique_slugs(wanted)
    for story, slug in zip(stories, slugs, strict=False):
        yield assemble_story(story, slug, _identifier(story), making), (story,)
    for group, slug in zip(groups, slugs[len(stories) :], strict=True):
        yield assemble_anthology(group, slug, making), group.stories


def _identifier(story: Story) -> str:
    if url := story.metadata.value("source_url"):
        return identifier("url", url)
    return identifier("pinned", pinned_id(story))


def _made(
    plans: Sequence[Plan], jobs: Sequence[Job], bench: Bench, progress: Progress
) -> tuple[BookReport, ...]:
    """Every plan carried out: each book is written as soon as it is made."""
    by_slug = {plan.book.slug: plan for plan in plans}
    rows: dict[str, BookReport] = {}
    workers = min(bench.settings.jobs or cores(), len(jobs))
    progress("making books", 0, len(jobs))
    for n, (job, made) in enumerate(run(jobs, workers), 1):
        rows[job.book.slug] = _written(by_slug[job.book.slug], made, bench)
        progress(job.book.title, n, len(jobs))
    untouched = Pressed(())
    return tuple(rows.get(plan.book.slug) or _written(plan, untouched, bench) for plan in plans)


def _written(plan: Plan, made: Pressed, bench: Bench) -> BookReport:
    outputs, faults = list(plan.current), list(made.faults)
    for file in made.files:
        path = plan.paths[file.format]
        try:
            digest = emit(bench.out, path, file.data, bench.earlier)
        except OutputError as fault:
            if fault.code == "O001":
                raise
            faults.append(fault)
            continue
        outputs.append(Output(file.format, path, len(file.data), digest, plan.keys[file.format], file.pages))
    outputs.sort(key=lambda output: list(PLACES).index(output.format))
    return BookReport(plan.book, plan.stories, tuple(outputs), tuple(faults), made.diagnostics, plan.why)


def _cleaned(report: BuildReport, library: Library, bench: Bench) -> BuildReport:
    """Files of books that are gone are removed; books that this run did not look at are kept.

    A book is gone when every source of it lies where this run looked and none failed: then the
    run would have built it again if it could. Files of a format that was not asked for stay.
    """
    wanted = {output.path for book in report.books for output in book.outputs}
    formats = {book.book.slug: {output.format for output in book.outputs} for book in report.books}
    failed = {failure.source for failure in report.failed}
    others: list[Json] = []
    removed: list[str] = []
    for row in bench.earlier.books:
        sources = {source["path"] for source in row.get("sources", ())}
        if row["slug"] in formats:
            kept = [output for output in row["outputs"] if output["format"] not in formats[row["slug"]]]
        elif all(_within(source, library.roots) for source in sources) and not failed & sources:
            kept = []
        else:
            kept = list(row["outputs"])
        gone = [
            output["path"] for output in row["outputs"] if output not in kept and output["path"] not in wanted
        ]
        removed += [path for path in gone if remove(bench.out, path)]
        if kept:
            others.append({**row, "outputs": kept})
    return replace(report, others=tuple(others), removed=tuple(sorted(removed)))


def _within(source: str, roots: Sequence[str]) -> bool:
    return any(root in (".", source) or source.startswith(f"{root}/") for root in roots)
