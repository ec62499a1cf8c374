"""The volumes of an anthology: which of its stories stand in which, and why.

In: a bundle or a recipe's stories, how it is edited, what earlier volumes held. Out: `Volume`s, numbered
where there are several. A volume that was printed keeps its stories; those that came later stand in the volumes
after it and are known as new.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.assemble.bundles import SHARED, Bundle
from fanbook.assemble.identity import identifier
from fanbook.assemble.order import arranged, fold_name, names_of, runs_of
from fanbook.assemble.recipe import PLAIN, Edition, Pin, Recipe
from fanbook.assemble.thickness import WORDS_A_PAGE, Limit, cut
from fanbook.diagnostics import Diagnostic, Severity
from fanbook.model.story import Story
from fanbook.reconcile import Cast, settled

RATED = ("General", "Teen", "Mature", "Explicit")


class Volume(Struct, frozen=True):
    """One volume: its stories in order, in parts that may be without a title, and all that its pages say.

    `number` is 0 where there is but one. `family` is what all its volumes are known by; `by` says what made it
    ("pairing", "recipe", "hand"); `why` tells of each story, by its source, why it is here.
    """

    identifier: str
    slug: str
    title: str
    stories: tuple[Story, ...]
    parts: tuple[tuple[str, tuple[Story, ...]], ...]
    edition: Edition = PLAIN
    by: str = ""
    key: str = ""
    pairing: str = ""
    fandom: str = ""
    is_guess: bool = False
    number: int = 0
    family: str = ""
    new: frozenset[str] = frozenset()
    frozen: bool = False
    why: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Diagnostic, ...] = ()


class Anthology(Struct, frozen=True):
    """What is to be parted into volumes: a bundle or a recipe with the stories it takes."""

    title: str
    slug: str
    by: str
    key: str
    stories: tuple[Story, ...]
    edition: Edition = PLAIN
    pairing: str = ""
    fandom: str = ""
    is_guess: bool = False
    why: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Diagnostic, ...] = ()

    def identifier(self) -> str:
        """What the anthology, and its first volume, is known by."""
        return identifier("anthology", f"{self.by}:{self.key}")


def of_bundle(bundle: Bundle, edition: Edition = PLAIN) -> Anthology:
    """The anthology of a bundle."""
    why = {story.source.key(): f"{bundle.by} {bundle.shown}" for story in bundle.stories}
    return Anthology(
        bundle.title, bundle.slug(), bundle.by, bundle.key, bundle.stories, edition, bundle.pairing, bundle.fandom,
        bundle.is_guess, why,
    )  # fmt: skip


def of_recipe(recipe: Recipe, stories: Sequence[Story], cast: Cast, by: str = "recipe") -> Anthology:
    """The anthology of a recipe: the stories it names, then those that its query finds; none that is kept out."""
    stories = [story for story in stories if story.bindable]
    wanted = {fold_name(name): name for name in recipe.stories}
    named = [story for story in stories if any(name in wanted for name in names_of(story))]
    why = {story.source.key(): "named" for story in named}
    if recipe.query is not None:
        from fanbook.assemble.asked import asked  # noqa: PLC0415 - most libraries ask nothing

        for story in stories:
            found = asked(recipe.query, story, cast)
            if found.is_match:
                why.setdefault(story.source.key(), found.why)
    known = {name for story in stories for name in names_of(story)}
    absent = [said for name, said in wanted.items() if name not in known]
    taken = tuple(story for story in stories if story.source.key() in why)
    remarks = _absent(absent, recipe.title)
    if not taken:
        remarks = (*remarks, _remark("N042", "no story is asked for that is there", recipe.title, "look at `fanbook anthology NAME --dry-run`"))  # fmt: skip
    return Anthology(recipe.title, recipe.slug, by, recipe.slug, taken, recipe.edition, why=why, remarks=remarks)  # fmt: skip


def _remark(code: str, message: str, title: str, hint: str) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, f"{title}: {message}", hint=hint)


def _absent(names: Sequence[str], title: str) -> tuple[Diagnostic, ...]:
    if not names:
        return ()
    shown = ", ".join(names[:6]) + (" …" if len(names) > 6 else "")
    return (_remark("N041", f"no story is called {shown}", title, "say its title or its file, as in the library"),)  # fmt: skip


def volumes_of(
    whole: Anthology,
    cast: Cast,
    earlier: Mapping[int, Sequence[str]] | None = None,
    words_a_page: int = WORDS_A_PAGE,
) -> tuple[Volume, ...]:
    """The volumes. `earlier` are the sources of those made before, by number, from 1."""
    earlier = earlier or {}
    edition = whole.edition
    stories = arranged(whole.stories, edition.order)
    pins = {pin.number: pin for pin in edition.pins}
    if edition.frozen:
        pins = {
            number: Pin(number, tuple(sources), frozen=True) for number, sources in earlier.items()
        } | pins
    shelves, absent = _pinned(pins, stories, earlier)
    rest = [story for story in stories if not any(story in shelf for shelf in shelves.values())]
    settled_ones = frozenset(story.source.key() for shelf in shelves.values() for story in shelf)
    last = max(shelves, default=0)
    if rest and last and not pins[last].frozen:  # the last one is still open
        rest = [*shelves.pop(last), *rest]
        last -= 1
    shelves |= dict(enumerate(_cut(rest, edition.limit, words_a_page), last + 1))
    frozen = frozenset(number for number in shelves if number in pins and pins[number].frozen)
    remarks = {min(shelves, default=1): (*whole.remarks, *absent)}
    several = max(shelves, default=0) > 1
    return tuple(
        replace(
            _volume(whole, shelf, number if several else 0, cast),
            frozen=number in frozen,
            new=_new(shelf, settled_ones) if frozen and number not in frozen else frozenset(),
            remarks=remarks.get(number, ()),
        )
        for number, shelf in sorted(shelves.items())
    )


def _new(stories: Sequence[Story], known: Collection[str]) -> frozenset[str]:
    """Those that came after the volumes were written down."""
    return frozenset(story.source.key() for story in stories).difference(known)


def _pinned(
    pins: Mapping[int, Pin], stories: Sequence[Story], earlier: Mapping[int, Sequence[str]]
) -> tuple[dict[int, tuple[Story, ...]], tuple[Diagnostic, ...]]:
    """The stories of each settled volume; a story stands in the first that names it."""
    by_name = {name: story for story in reversed(stories) for name in names_of(story)}
    shelves: dict[int, tuple[Story, ...]] = {}
    absent: list[str] = []
    taken: set[str] = set()
    for number, pin in sorted(pins.items()):
        shelf = []
        for name in pin.stories or earlier.get(number, ()):
            story = by_name.get(fold_name(name))
            if story is None:
                absent.append(name)
            elif story.source.key() not in taken:
                taken.add(story.source.key())
                shelf.append(story)
        if shelf:
            shelves[number] = tuple(shelf)
    return shelves, _absent(absent, "a volume that is settled")


def _cut(stories: Sequence[Story], limit: Limit | None, words_a_page: int) -> list[tuple[Story, ...]]:
    """The stories in volumes, series whole where one volume can hold them."""
    if limit is None or not stories:
        return [tuple(stories)] if stories else []

    def thickness(run: Sequence[Story]) -> int:
        return sum(limit.of(story, words_a_page) for story in run)

    pieces = [
        piece
        for run in runs_of(stories)
        for piece in ([run] if thickness(run) <= limit.most else [(story,) for story in run])
    ]
    rest = iter(pieces)
    counts = cut(list(map(thickness, pieces)), limit.most)
    return [tuple(story for _ in range(count) for story in next(rest)) for count in counts]


def _volume(whole: Anthology, stories: tuple[Story, ...], number: int, cast: Cast) -> Volume:
    """The volume of that number; 0 is the only one. The first is known and called as it was when it was alone."""
    parts = parted(stories, whole.edition.parts, cast)
    family = whole.identifier()
    return Volume(
        identifier=family if number < 2 else identifier("anthology", f"{whole.by}:{whole.key}#{number}"),
        slug=whole.slug if number < 2 else f"{whole.slug}-vol-{number}",
        title=whole.title,
        stories=tuple(story for _, part in parts for story in part),
        parts=parts,
        edition=whole.edition,
        by=whole.by,
        key=whole.key,
        pairing=whole.pairing,
        fandom=whole.fandom,
        is_guess=whole.is_guess,
        number=number,
        family=family,
        why={story.source.key(): whole.why.get(story.source.key(), "") for story in stories},
    )


def parted(stories: Sequence[Story], by: str, cast: Cast) -> tuple[tuple[str, tuple[Story, ...]], ...]:
    """The stories in parts by what they share, each part where its first story stands; ratings and years by size.

    Stories that share nothing stand in a part at the end.
    """
    if not by:
        return (("", tuple(stories)),)
    parts: dict[str, tuple[str, list[Story]]] = {}
    homeless: list[Story] = []
    for story in stories:
        shared = next(iter(_shared(story, by, cast)), None)
        if shared is None:
            homeless.append(story)
        else:
            parts.setdefault(shared[0], (shared[1], []))[1].append(story)
    rows = list(parts.values())
    if by == "year":
        rows.sort(key=lambda row: row[0])
    elif by == "rating":
        rows.sort(key=lambda row: RATED.index(row[0]) if row[0] in RATED else len(RATED))
    found = [(title, tuple(part)) for title, part in rows]
    if not found:
        return (("", tuple(stories)),)
    return (*found, *([("Other stories", tuple(homeless))] if homeless else ()))


def _shared(story: Story, by: str, cast: Cast) -> list[tuple[str, str]]:
    if by != "pairing":
        return list(SHARED[by][0](story, cast))
    labels = [settled(pairing, story, cast) for pairing in story.pairings[:1]]
    return [(" ".join(sorted(pairing.members)), pairing.label()) for pairing in labels]
