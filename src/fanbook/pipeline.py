"""The whole flow: sources to stories, stories to books, books to files.

    bytes --read--> Draft --recognise--> Story --enrich--> Story
    Stories --reconcile--> Cast --assemble--> Books --press--> files --emit--> dist/

One bad story is reported and the others are built; one failed format leaves the others.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, nullcontext, suppress
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from fanbook import __version__
from fanbook.assemble import assemble_anthology, assemble_story, of_recipe
from fanbook.assemble.bundles import with_doubts
from fanbook.assemble.recipe import Recipe
from fanbook.assemble.single import Making, assemble_tome
from fanbook.converting import convert
from fanbook.emit import REPORT, Earlier, as_bytes, emit, locked, read_earlier, write_whole
from fanbook.errors import ConfigError, OutputError
from fanbook.keep import FOLDER, Shelf
from fanbook.library.cache import NO_CACHE, Cache, user_cache
from fanbook.library.config import Settings
from fanbook.library.digests import Digests
from fanbook.library.pictures import coverings, idle_pictures
from fanbook.library.workspace import Library, StoryFile, instructions_for, name_of, read_source
from fanbook.model.book import Book
from fanbook.model.draft import Draft, Instructions
from fanbook.model.pairing import Pairing
from fanbook.model.story import Story
from fanbook.planning import (
    DEFAULT_STYLE,
    PLACES,
    Bench,
    Plan,
    Wanted,
    check_styles,
    make_plans,
    planned,
    recipe_alone,
    want_books,
    want_volumes,
)
from fanbook.press import COVER, PDF, Job, Pressed, needed_for, parts
from fanbook.processes.interrupts import undisturbed
from fanbook.processes.pool import cores, run
from fanbook.processes.workshop import Workshop
from fanbook.read.detect import CONVERTED, detect
from fanbook.read.sheet import Given
from fanbook.reconcile import Cast, fandom_of, gather_stories, in_folders, in_world, known_from, make_cast
from fanbook.reconcile.cast import parts_of
from fanbook.remembering import Memory, remembered
from fanbook.report import BookReport, BuildReport, Failure, Output, passed_over
from fanbook.resources import Theme, find_folder, load_theme
from fanbook.unchanged import Scene, as_before, state_of
from fanbook.upkeep import aims_of, cleaned, rows_of_others, unfinished
from fanbook.versions import fingerprint

Progress = Callable[[str, int, int], None]


def _silent(_: str, __: int, ___: int) -> None:
    return


class Order(Struct, frozen=True):
    """What was asked for: settings, and how this run behaves. `epoch` is SOURCE_DATE_EPOCH.

    `only` is an anthology that is made alone; `by_hand`: no `fanbook.toml` knows it.
    """

    settings: Settings
    force: bool = False
    dry_run: bool = False
    epoch: int | None = None
    only: Recipe | None = None
    by_hand: bool = False


def build(library: Library, out: Path, order: Order, progress: Progress = _silent) -> BuildReport:
    """Every book of a library, made and written. Raises `FanbookError` for what stops the whole run."""
    start = time.monotonic()
    with user_cache() as cache:
        digests = Digests(cache)
        settings = order.settings
        theme = load_theme(settings.theme, library.root)
        styles = find_folder("covers/styles", DEFAULT_STYLE, "style.toml").parent
        if settings.cover_style:
            find_folder("covers/styles", settings.cover_style, "style.toml", library.root)
        base = fingerprint(theme, styles.parent, library.root / "covers" / "styles")
        scene = Scene(library, out, settings, base, repr((order.epoch, order.only)), digests.of)
        state = "" if order.dry_run or order.force else state_of(scene)
        if report := as_before(scene, state):
            return replace(report, elapsed=time.monotonic() - start)
        with Workshop(settings.jobs or cores()) as workshop:
            if not order.dry_run and settings.jobs != 1 and cores() > 1:
                workshop.prepare(needed_for((COVER, *settings.format) if settings.cover else settings.format))
            stories, failed = read_stories(library, cache, progress)
            known = known_from(stories)
            gathered = gather_stories(
                stories, keep_duplicates=settings.keep_duplicates, root=library.root.name
            )
            stories = [in_folders(story, known) for story in gathered.stories]
            cast = cast_of(stories, settings)
            stories = [in_world(story, cast, known) for story in stories]
            report = BuildReport(
                skipped=(*library.skipped, *passed_over(gathered.copies)),
                failed=(*(Failure(fault.at, fault) for fault in library.faults), *failed),
                sources=len(library.stories) + len(library.faults),
                out=str(out),
                library=name_of(library.root, out),
                state=state,
            )
            with nullcontext() if order.dry_run else locked(out):
                bench = Bench(settings, out, read_earlier(out), base, order.force, digest=digests.of)
                shop = Shop(library, order, bench, theme, digests, workshop)
                report = _built(stories, report, shop, progress)
                report = replace(report, elapsed=time.monotonic() - start)
                if not order.dry_run:
                    write_whole(out / REPORT, as_bytes(report.as_json()))
    return report


class Shop(Struct, frozen=True):
    """Where books are made: a library, what was asked for, what they are made with, and who makes them."""

    library: Library
    order: Order
    bench: Bench
    theme: Theme
    digests: Digests
    workshop: Workshop


def _built(stories: Sequence[Story], report: BuildReport, shop: Shop, progress: Progress) -> BuildReport:
    """The books of these stories made and written; with a dry run, what would be."""
    order, bench, library = shop.order, shop.bench, shop.library
    wanted = _wanted(with_doubts(stories, order.settings.bundling()), order, bench.earlier)
    others = rows_of_others(bench.earlier, report, library, aims_of(wanted, alone=order.only is not None))
    bench = replace(bench, others=others)
    books = list(assemble(wanted, bench, order))
    check_styles(wanted, library.root)
    wishes = ((book, one.wish()) for book, one in books)
    found = coverings(wishes, library)
    if order.only is None:
        report = replace(report, skipped=(*report.skipped, *idle_pictures(found.values(), library)))
    plans = make_plans(books, replace(bench, coverings=found))
    if order.dry_run:
        return replace(report, books=tuple(map(planned, plans)))
    made: dict[str, BookReport] = {}
    try:
        _make(plans, _jobs(plans, shop.theme, bench), replace(shop, bench=bench), made, progress)
    except BaseException:
        # What was finished stays, and is known as ours by the next build.
        with suppress(OutputError), undisturbed():
            unmade = unfinished(report, made, bench.earlier)
            write_whole(bench.out / REPORT, as_bytes(replace(unmade, state="").as_json()))
        raise
    rows = tuple(made[plan.book.slug] for plan in plans)
    return cleaned(replace(report, books=rows), bench.out, bench.earlier, others)


def _wanted(stories: Sequence[Story], order: Order, earlier: Earlier) -> tuple[Wanted, ...]:
    """Every book of the library, or the volumes of one anthology."""
    cast = cast_of(stories, order.settings)
    if order.only is None:
        return want_books(stories, cast, order.settings, earlier)
    whole = (
        of_recipe(order.only, stories, cast, "hand")
        if order.by_hand
        else recipe_alone(order.only, stories, cast, order.settings)
    )
    if not whole.stories:
        raise ConfigError("C032", f"{whole.title!r} takes no story", hint="fanbook inspect tells what is known of each story")  # fmt: skip
    return tuple(want_volumes(whole, cast, order.settings, earlier))


Known = Callable[[StoryFile, bytes, Instructions], None]


def opener(library: Library, sidecars: str = "", known: Known | None = None) -> Callable[[StoryFile], Given]:
    """How a file is opened: its bytes, its name, and what a person said of it.

    `known` sees these before anything is made of them, and may raise a `FanbookError` instead.
    """

    def opened(file: StoryFile) -> Given:
        data, told = read_source(file), instructions_for(file, library, sidecars)
        if known is not None:
            known(file, data, told)
        kind = detect(data, file.name)
        if kind in CONVERTED:
            return Given(convert(data, kind, file.name), file.name, told, source=data)
        return Given(data, file.name, told)

    return opened


def _jobs(plans: Sequence[Plan], theme: Theme, bench: Bench) -> list[Job]:
    """What is to be made; processors that no book needs set the chapters of a long one."""
    settings, pending = bench.settings, [plan for plan in plans if plan.pending]
    hands = max(1, (settings.jobs or cores()) // max(1, len(pending)))
    shelf = Shelf(bench.out / FOLDER, bench.base)
    return [replace(_job(plan, theme, settings), hands=hands, shelf=shelf) for plan in pending]


def _job(plan: Plan, theme: Theme, settings: Settings) -> Job:
    pages = next((output.pages for output in plan.current if output.format == PDF), None)
    return Job(
        plan.book, plan.pending, theme, settings.trim, plan.covering, settings.paper, settings.spine, pages,
        settings.cover, outlet=settings.press, pad=settings.pad, tagged=settings.tagged, bleeds=settings.bleed,
        embed_fonts=settings.embed_fonts,
    )  # fmt: skip


def read_stories(
    library: Library, cache: Cache = NO_CACHE, progress: Progress = _silent
) -> tuple[list[Story], list[Failure]]:
    """Every story that can be read, and every one that cannot, with the reason; what the cache knows is not read."""
    settings = library.settings
    how = f"{settings.typography}|{settings.notes == 'drop'}"
    return remembered(
        library, Memory(cache, how), partial(opener, library, ""), partial(_stories_in, settings), progress
    )


def _stories_in(settings: Settings, draft: Draft) -> tuple[list[Story], list[Failure]]:
    from fanbook.stories import stories_in  # noqa: PLC0415 - where all is remembered, nothing is made out

    return stories_in(settings, draft)


def cast_of(stories: Sequence[Story], settings: Settings) -> Cast:
    """Who is who in a library, from what its stories state.

    A story that states no fandom adds its names to the only one that knows all of its people.
    """
    named = [(fandom_of(story), name) for story in stories for name in _people(story)]
    couples = [(fandom_of(story), pairing.members) for story in stories for pairing in _stated(story)]
    cast = make_cast(named, settings.aliases, couples)
    homeless = [story for story in stories if not fandom_of(story) and _stated(story)]
    adopted = [
        (homes[0], name)
        for story in homeless
        if len(homes := cast.homes(story.pairings[0].members)) == 1
        for name in story.pairings[0].members
    ]
    return make_cast([*named, *adopted], settings.aliases, couples) if adopted else cast


def _stated(story: Story) -> tuple[Pairing, ...]:
    """The pairings that name two people; a guess names nobody to others, and a ship name alone is no name."""
    is_stated = story.metadata.get("pairing") is not None
    return tuple(pairing for pairing in story.pairings if len(pairing.members) > 1) if is_stated else ()


def _people(story: Story) -> tuple[str, ...]:
    members = tuple(name for pairing in _stated(story) for name in pairing.members)
    halves = [parts_of(name) for name in members]
    # The story's own text says that Clark is Clark Kent.
    members += tuple(name for name in story.people if any(half < parts_of(name) for half in halves))
    return (*members, *story.metadata.parsed("characters"))


def assemble(wanted: Sequence[Wanted], bench: Bench, order: Order) -> Iterator[tuple[Book, Wanted]]:
    """The books."""
    settings = order.settings
    making = Making(
        __version__, settings.notes, order.epoch, settings.binder, settings.certified_by, settings.paper
    )
    for one, slug in zip(wanted, bench.slugs(wanted), strict=True):
        if one.tome is not None:
            yield assemble_tome(one.tome, slug, one.identifier, making), one
        elif one.volume is None:
            yield assemble_story(one.stories[0], slug, one.identifier, making), one
        else:
            yield assemble_anthology(one.volume, slug, making), one


def _make(
    plans: Sequence[Plan],
    jobs: Sequence[Job],
    shop: Shop,
    made: dict[str, BookReport],
    progress: Progress,
) -> None:
    """Every plan carried out: each file is written, and its book stands in `made`, as soon as it is there."""
    bench = shop.bench
    by_slug = {plan.book.slug: plan for plan in plans}
    workers = min(bench.settings.jobs or cores(), len(jobs))
    steps = sum(len(parts(job)) for job in jobs)
    progress("making books", 0, steps)
    with closing(run(jobs, workers, shop.workshop)) as done:
        for n, (job, pressed) in enumerate(done, 1):
            with undisturbed():
                _write(by_slug[job.book.slug], pressed, shop, made)
            progress(job.book.title, n, steps)
    Shelf(bench.out / FOLDER, bench.base).tidy()
    for plan in plans:
        if plan.book.slug not in made:
            _write(plan, Pressed(()), shop, made)


def _write(plan: Plan, pressed: Pressed, shop: Shop, made: dict[str, BookReport]) -> None:
    """Some of a book's files into the output folder. What was written is in `made`, however this ends."""
    bench = shop.bench
    before = made.get(plan.book.slug) or planned(plan)
    fresh = {file.format for file in pressed.files}
    outputs = [output for output in before.outputs if output.format not in fresh]
    faults = [*before.faults, *pressed.faults]
    try:
        for file in pressed.files:
            path = plan.paths[file.format]
            try:
                again = any(output.path == path for output in before.outputs)
                digest = emit(bench.out, path, file.data, bench.earlier, again=again)
                shop.digests.note(bench.out / path, digest)
            except OutputError as fault:
                if fault.code == "O001":
                    raise
                faults.append(fault)
                continue
            key = plan.keys[file.format]
            outputs.append(Output(file.format, path, len(file.data), digest, key, file.pages, why=file.why))
    finally:
        outputs.sort(key=lambda output: list(PLACES).index(output.format))
        made[plan.book.slug] = replace(
            before,
            outputs=tuple(outputs),
            faults=tuple(faults),
            diagnostics=(*before.diagnostics, *pressed.diagnostics),
        )
