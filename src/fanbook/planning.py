"""Which books a library wants, which of their files are current, and why the rest are made.

In: stories, and what their books are made with. Out: `Wanted`, then a `Plan` for each book. A file is
current when the build before made it from the same inputs and it still lies there as it was made:
content decides, never a time stamp.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.assemble import Volume, bundle, of_bundle, of_recipe, volumes_of
from fanbook.assemble.identity import identifier, slug_of, unique_slugs
from fanbook.assemble.names import file_stem, unique_stems
from fanbook.assemble.recipe import Edition, Recipe
from fanbook.assemble.thickness import read_limit, words_on
from fanbook.assemble.tomes import Tome, remarked, tomes_of
from fanbook.assemble.volumes import Anthology
from fanbook.emit import Earlier, digest_of, is_current
from fanbook.library.config import Settings
from fanbook.library.digests import Digest
from fanbook.library.pictures import Found
from fanbook.library.sidecars import pinned_id
from fanbook.model.book import Book
from fanbook.model.covering import Covering
from fanbook.model.story import Story
from fanbook.press import COVER, EPUB, FOLDED, KEPUB, PDF, PRINT, SET
from fanbook.reconcile import Cast
from fanbook.report import BookReport, Output
from fanbook.resources import find_folder
from fanbook.write.trim import CHARACTER, find_trim

PLACES = {
    COVER: "covers/{}.jpg",
    EPUB: "epub/{}.epub",
    KEPUB: "kepub/{}.kepub.epub",
    PDF: "pdf/{}.pdf",
    PRINT: "print/{}.cover.pdf",
    FOLDED: "print/{}.folded.pdf",
}
DEFAULT_STYLE = "clothbound"  # there is always one of this name; which one a book gets is the router's matter


class Wanted(Struct, frozen=True):
    """A book to be: its stories, what readers know it by, what its files would like to be called.

    `digest` tells it from another of the same name. `volume` is None for a book of one story; `tome` is one of
    several volumes of a single work, which only print knows. `formats` are all that it is wanted in.
    """

    identifier: str
    slug: str
    digest: str
    stories: tuple[Story, ...]
    volume: Volume | None = None
    tome: Tome | None = None
    formats: frozenset[str] = frozenset(PLACES)

    def wish(self) -> Covering:
        """What is wished for its cover."""
        if self.volume is None:
            return self.stories[0].covering
        return Covering(style=self.volume.edition.cover_style)


_NOTHING = Earlier()


def want_books(
    stories: Sequence[Story], cast: Cast, settings: Settings, earlier: Earlier = _NOTHING
) -> tuple[Wanted, ...]:
    """A book for every story, or several, then the volumes of every bundle and every recipe."""
    singles = (
        book
        for story, one in zip(stories, _identifiers(stories), strict=True)
        for book in _want_story(
            Wanted(one, story.slug or slug_of(story.title()), story.source.sha256, (story,)), settings
        )
    )
    wholes = anthologies_of(stories, cast, settings)
    return (*singles, *(one for whole in wholes for one in want_volumes(whole, cast, settings, earlier)))


def _want_story(whole: Wanted, settings: Settings) -> Iterator[Wanted]:
    """The book of a story; of one too thick to bind, a book for readers and volumes for the press."""
    read = frozenset(settings.format).difference(SET)
    (story,) = whole.stories
    limit, words = read_limit(settings.volumes), _words_a_page(settings)
    if not set(SET).intersection(settings.format):
        limit = None  # on a screen nothing is too thick
    found = tomes_of(story, limit, words, whole.identifier, alone=not read)
    if not found:
        yield replace(whole, stories=(remarked(story, limit, words),))
    elif read:
        yield replace(whole, formats=frozenset({COVER, *read}))
    for tome in found:
        mark = f"{whole.identifier}#{tome.number}"
        yield Wanted(
            identifier("volume", mark),
            f"{whole.slug}-vol-{tome.number}",
            sha256(mark.encode()).hexdigest(),
            (tome.story,),
            tome=tome,
            formats=frozenset(SET) if read else frozenset({COVER, *SET}),
        )


def anthologies_of(stories: Sequence[Story], cast: Cast, settings: Settings) -> list[Anthology]:
    """Every bundle and every recipe; a recipe with the slug of a bundle takes that bundle's place."""
    bundles = _bundles(stories, cast, settings)
    by_slug = {whole.slug: whole for whole in reversed(bundles)}
    recipes = [of_recipe(recipe, stories, cast) for recipe in settings.anthologies]
    taken = {recipe.slug for recipe in recipes}
    return [
        *(whole for whole in bundles if whole.slug not in taken),
        *(_instead(recipe, by_slug.get(recipe.slug)) for recipe in recipes),
    ]


def recipe_alone(recipe: Recipe, stories: Sequence[Story], cast: Cast, settings: Settings) -> Anthology:
    """A recipe's anthology made by itself: the same book as when all are made."""
    whole = of_recipe(recipe, stories, cast)
    bundles = {one.slug: one for one in reversed(_bundles(stories, cast, settings))}
    return _instead(whole, bundles.get(whole.slug))


def _bundles(stories: Sequence[Story], cast: Cast, settings: Settings) -> list[Anthology]:
    """Every bundle that the settings ask for."""
    bindable = [story for story in stories if story.bindable]
    edition = Edition(limit=read_limit(settings.volumes))
    wish = settings.bundling()
    return [of_bundle(group, edition) for by in settings.bundle for group in bundle(bindable, cast, by, wish)]


def _instead(recipe: Anthology, bundled: Anthology | None) -> Anthology:
    """The recipe's anthology, known as the bundle in whose place it stands."""
    if bundled is None:
        return recipe
    return replace(recipe, by=bundled.by, key=bundled.key, pairing=bundled.pairing, fandom=bundled.fandom)


def _words_a_page(settings: Settings) -> int:
    trim = find_trim(settings.trim)
    return words_on(trim.lines, trim.measure / (trim.size * CHARACTER))


def want_volumes(
    whole: Anthology, cast: Cast, settings: Settings, earlier: Earlier = _NOTHING
) -> Iterator[Wanted]:
    """The volumes of an anthology."""
    for volume in volumes_of(whole, cast, _contents_before(whole, earlier), _words_a_page(settings)):
        digest = sha256(f"{whole.key}#{volume.number}".encode()).hexdigest()
        yield Wanted(volume.identifier, volume.slug, digest, volume.stories, volume)


def _contents_before(whole: Anthology, earlier: Earlier) -> dict[int, tuple[str, ...]]:
    """What the volumes of an anthology held in the build before, by number."""
    rows = [row["volume"] for row in earlier.books if is_volume(row.get("volume"))]
    return {
        max(row["number"], 1): tuple(str(one["source"]) for one in row["stories"])
        for row in rows
        if row.get("family") == whole.identifier()
    }


def is_volume(row: Any) -> bool:  # noqa: ANN401 - whatever JSON may hold
    """Has a row of a report what is read of a volume? Anybody may have edited it."""
    if not isinstance(row, dict):
        return False
    stories = row.get("stories")
    return (
        isinstance(row.get("number"), int)
        and isinstance(row.get("family"), str)
        and isinstance(row.get("by"), str)
        and isinstance(stories, list)
        and bool(stories)
        and all(isinstance(one, dict) and "source" in one for one in stories)
    )


def _identifiers(stories: Sequence[Story]) -> list[str]:
    """One for each story: from its URL, else its pinned id, else its path, whichever is its own.

    Two stories may give one URL (chapters saved apart) or one id (a copied sidecar). The first
    keeps it, and the others go by their paths.
    """
    found: dict[int, str] = {}
    taken: set[str] = set()
    # What somebody said comes before a path that happens to be the same.
    for n, story in sorted(enumerate(stories), key=lambda row: _keys(row[1])[0][0] == "path"):
        mine = (identifier("url" if kind == "url" else "pinned", key) for kind, key in _endless(_keys(story)))
        found[n] = next(one for one in mine if one not in taken)
        taken.add(found[n])
    return [found[n] for n in range(len(stories))]


def _keys(story: Story) -> list[tuple[str, str]]:
    url = story.metadata.value("source_url")
    keys = [("url", url)] if url else []
    keys += [("pinned", pinned_id(story))] if story.pinned else []
    return [*keys, ("path", f"path:{story.source.key()}")]


def _endless(keys: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    yield from keys
    kind, key = keys[-1]
    while True:
        key += "+"
        yield kind, key


class Bench(Struct, frozen=True):
    """What every book of a run is made with: settings, the output folder, the build before, and
    `base`, a hash of themes, typefaces and libraries.

    `others` are rows of the build before that are none of this run's business.
    """

    settings: Settings
    out: Path
    earlier: Earlier
    base: str
    force: bool = False
    others: tuple[Mapping[str, Any], ...] = ()
    coverings: Mapping[str, Found] = field(default_factory=dict)
    digest: Digest = digest_of

    def slugs(self, wanted: Sequence[Wanted]) -> list[str]:
        """What the files of each book are called."""
        taken = {row["slug"] for row in self.others}
        # A volume keeps its name when a namesake joins the library.
        named = {row["id"]: row["slug"] for row in self.earlier.books if row.get("kind") == "anthology"}
        wishes = [(named.get(one.identifier, one.slug) if one.volume else one.slug, one) for one in wanted]
        return unique_slugs([(slug, one.digest) for slug, one in wishes], taken)


class Plan(Struct, frozen=True):
    """A book with its files: paths and keys by format, the current ones, and those to be made."""

    book: Book
    wanted: Wanted
    paths: dict[str, str]
    keys: dict[str, str]
    current: tuple[Output, ...]
    pending: tuple[str, ...]
    why: str
    covering: Found


def check_styles(wanted: Sequence[Wanted], library: Path | None = None) -> None:
    """Raises `ConfigError` C003 for a cover style in a sidecar or a recipe that is none."""
    for name in {style for one in wanted if (style := one.wish().style)}:
        find_folder("covers/styles", name, "style.toml", library)


def make_plans(books: Sequence[tuple[Book, Wanted]], bench: Bench) -> list[Plan]:
    """The plan for each book. No two write the same file."""
    others = [_stem(output) for row in bench.others for output in row["outputs"]]
    stems = unique_stems([(file_stem(book, bench.settings.name), book.slug) for book, _ in books], others)
    return [_plan(book, wanted, stem, bench) for (book, wanted), stem in zip(books, stems, strict=True)]


def _stem(row: Mapping[str, Any]) -> str:
    """What a file of a book is called without its ending: some have two ("kepub.epub")."""
    ending = PLACES.get(row["format"], "{}" + PurePosixPath(row["path"]).suffix).partition("{}")[2]
    return PurePosixPath(row["path"]).name.removesuffix(ending)


def _plan(book: Book, one: Wanted, stem: str, bench: Bench) -> Plan:
    settings = bench.settings
    folded = [FOLDED] if PRINT in settings.format else []  # what is to be printed is to be folded
    asked = [*([COVER] if settings.cover else []), *settings.format, *folded]
    wanted = [name for name in asked if name in one.formats]
    paths = {name: PLACES[name].format(stem) for name in wanted}
    covering = bench.coverings.get(book.slug, Found())
    edited = one.volume.edition.cover_style if one.volume else ""
    covering = replace(covering, style=edited or settings.cover_style or covering.style)
    block = (
        f"{settings.trim}|{settings.paper}|{settings.spine}|{settings.press}|{settings.pad}|{settings.tagged}|"
        f"{settings.bleed}|{settings.embed_fonts}"
    )
    said = f"{bench.base}|{block}|{covering.key()}|{settings.cover}|{book!r}"
    # The pages of the PDF are marked in the EPUB, so they are made together or not at all; one that was
    # made beside a PDF is as good where no PDF is asked for.
    bound = [name for name in wanted if name in (EPUB, KEPUB, PDF)] if PDF in wanted else []
    paged = {name: _key(name, f"paged|{said}") for name in wanted}
    keys = {name: paged[name] if name in bound else _key(name, said) for name in wanted}
    frozen = one.volume is not None and one.volume.frozen
    found = (
        _printed(name, paths[name], bench)
        if frozen
        else _current(name, paths[name], (keys[name], paged[name]), bench)
        for name in wanted
    )
    current = tuple(output for output in found if output)
    if not frozen and any(name not in {output.format for output in current} for name in bound):
        current = tuple(output for output in current if output.format not in bound)
    pending = tuple(name for name in wanted if name not in {output.format for output in current})
    return Plan(book, one, paths, keys, current, pending, _why(pending, paths, bench), covering)


def _key(name: str, said: str) -> str:
    return sha256(f"{name}|{said}".encode("utf-8", "surrogatepass")).hexdigest()


def _current(name: str, path: str, keys: Sequence[str], bench: Bench) -> Output | None:
    """The output that an earlier build made with one of these keys and that still lies there."""
    for key in () if bench.force else dict.fromkeys(keys):
        row = is_current(bench.out, path, key, bench.earlier, bench.digest)
        if row is not None:
            return _kept(name, path, key, row)
    return None


def _printed(name: str, path: str, bench: Bench) -> Output | None:
    """The output of a volume that was printed: as long as it lies there as it was made, nothing renews it."""
    row = bench.earlier.outputs.get(path)
    if (
        row is None
        or "key" not in row
        or is_current(bench.out, path, row["key"], bench.earlier, bench.digest) is None
    ):
        return None
    return _kept(name, path, row["key"], row)


def _kept(name: str, path: str, key: str, row: Mapping[str, Any]) -> Output:
    return Output(
        name, path, row["bytes"], row["sha256"], key, row.get("pages"), cached=True, why=row.get("why", "")
    )


def _why(pending: tuple[str, ...], paths: dict[str, str], bench: Bench) -> str:
    if not pending:
        return "up to date"
    if bench.force:
        return f"forced: {', '.join(pending)}"
    if not any(paths[name] in bench.earlier.outputs for name in pending):
        return f"not built yet: {', '.join(pending)}"
    return f"changed, or its files were touched: {', '.join(pending)}"


def planned(plan: Plan) -> BookReport:
    """What is known of a book before any of its files is made."""
    volume = plan.wanted.volume
    remarks = volume.remarks if volume else ()
    return BookReport(
        plan.book, plan.wanted.stories, plan.current, diagnostics=remarks, why=plan.why, volume=volume
    )
