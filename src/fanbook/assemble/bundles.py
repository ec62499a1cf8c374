"""Which stories belong together: by pairing, and by anything else that their facts say.

In: stories, the cast, a `Bundling`. Out: `Bundle`s of two stories or more, and the pairings that were too
doubtful to be sure of. What a bundle's stories share is its key, and that stays as more of them join.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from fanbook.assemble import matter
from fanbook.assemble.dates import iso_date
from fanbook.assemble.identity import slug_of
from fanbook.assemble.order import arranged
from fanbook.diagnostics import Diagnostic, Severity
from fanbook.model.pairing import BELIEVED, Bond, Pairing, Standing
from fanbook.model.story import Story
from fanbook.reconcile import Cast, fandom_of, settled
from fanbook.reconcile.cast import fold, fold_fandom, usual
from fanbook.reconcile.pairings import home_of

SURE = 0.8  # a pairing that is believed less than this is named in the report, wherever it went
FLOOR = BELIEVED  # and one below this joins no volume, unless the library says otherwise


class Bundling(Struct, frozen=True):
    """How volumes are found: by which facts, and for pairings by which of them.

    `every`: a story joins the volume of each of its pairings, not only of its primary one. `friendships`:
    friends have volumes too; a story that has a couple goes to the couple's. `floor` is the least
    confidence with which a pairing files its story.
    """

    by: tuple[str, ...] = ("pairing",)
    every: bool = False
    friendships: bool = False
    floor: float = FLOOR


class Bundle(Struct, frozen=True):
    """Stories that go into one volume.

    `key` is what they share and stays the same as more join; `name` is the part of it that files
    are called by, where no other volume is. `shown` is what they share as people write it; `is_guess`: nobody
    stated it.
    """

    by: str
    key: str
    name: str
    title: str
    stories: tuple[Story, ...]
    pairing: str = ""
    fandom: str = ""
    is_guess: bool = False
    shown: str = ""

    def slug(self) -> str:
        """`anthology-` and what the stories share."""
        if not any(char.isascii() and char.isalnum() for char in self.name):
            return slug_of(self.key, "anthology")
        return slug_of(f"anthology {self.name}")


class Doubtful(Struct, frozen=True):
    """A pairing that nobody stated plainly, and whether it files its story all the same."""

    story: Story
    pairing: Pairing
    is_in: bool


# --- By pairing -------------------------------------------------------------------------------------


def _candidates(story: Story, wish: Bundling) -> list[Pairing]:
    """The pairings that a story could be filed under, the likeliest first: couples before friends."""
    standings = (Standing.PRIMARY, Standing.SECONDARY) if wish.every else (Standing.PRIMARY,)
    couples = [p for p in story.pairings if p.bond is Bond.ROMANTIC and p.standing in standings]
    # Friends are named beside a couple more often than first.
    near = (Standing.PRIMARY, Standing.SECONDARY)
    friends = [p for p in story.pairings if p.bond is Bond.PLATONIC and p.standing in near]
    return [*couples, *(friends if wish.friendships else ())]


def filed_under(story: Story, wish: Bundling) -> tuple[Pairing, ...]:
    """The pairings whose volumes a story joins. Here, and nowhere else, confidence meets the floor."""
    believed = [pairing for pairing in _candidates(story, wish) if pairing.confidence >= wish.floor]
    return tuple(believed if wish.every else believed[:1])


def doubtful(stories: Iterable[Story], wish: Bundling) -> Iterator[Doubtful]:
    """Every pairing that is not sure: those held back, and those that file a story all the same."""
    for story in stories:
        followed = {id(pairing) for pairing in filed_under(story, wish)}
        for pairing in _candidates(story, wish):
            is_in = id(pairing) in followed
            if pairing.confidence < SURE and (is_in or pairing.confidence < wish.floor):
                yield Doubtful(story, pairing, is_in)


def with_doubts(stories: Sequence[Story], wish: Bundling) -> list[Story]:
    """The stories, each pairing that is not sure named: whether it files its story or is held back."""
    said: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for one in doubtful((story for story in stories if story.bindable), wish) if "pairing" in wish.by else ():
        where = "files it in a volume all the same" if one.is_in else "is held back from volumes"
        message = f"the pairing {one.pairing.label()} is a guess ({one.pairing.confidence:.2f}) and {where}"
        hint = f'say `pairing = ["{one.pairing.label()}"]` in its sidecar if it is right, or `pairing = []`'
        source = one.story.source
        said[source.key()].append(Diagnostic("N040", Severity.NOTE, message, hint, source.path))
    return [
        replace(story, diagnostics=(*story.diagnostics, *said.get(story.source.key(), ())))
        for story in stories
    ]


def _by_pairing(stories: Sequence[Story], cast: Cast, wish: Bundling) -> Iterable[Bundle]:
    groups: defaultdict[tuple[Bond, tuple[str, ...]], defaultdict[str, list[tuple[Story, Pairing]]]]
    groups = defaultdict(lambda: defaultdict(list))
    for story in stories:
        for pairing in filed_under(story, wish):
            full = settled(pairing, story, cast)
            members = tuple(sorted({fold(member) for member in full.members}))
            if len(members) > 1:
                groups[pairing.bond, members][home_of(pairing, story, cast)].append((story, full))
    for (bond, members), homes in groups.items():
        settled_homes = _with_homeless(homes)
        sign = "" if bond is Bond.ROMANTIC else "& "
        pair = (" " if bond is Bond.ROMANTIC else " and ").join(members)
        for fandom, rows in settled_homes.items():
            label, is_guess = _label(rows)
            group = tuple({story.source.key(): story for story, _ in rows}.values())
            home = next(filter(None, (matter.stated(story, "fandom") for story in group)), "")
            name = f"{pair} {fandom}" if len(settled_homes) > 1 else pair
            key = f"{sign}{' '.join(members)} | {fandom}"
            yield Bundle("pairing", key, name, label, group, label, home, is_guess, label)


def _label(rows: Sequence[tuple[Story, Pairing]]) -> tuple[str, bool]:
    """The pairing as its first story states it; as it was guessed where none does, and True."""
    stated = [full for story, full in rows if matter.stated_pairing(story)]
    return (stated[0].label(), False) if stated else (rows[0][1].label(), True)


def _with_homeless(
    homes: Mapping[str, list[tuple[Story, Pairing]]],
) -> Mapping[str, list[tuple[Story, Pairing]]]:
    """Stories that state no fandom join the one there is; where there are two they stay apart."""
    named = [fandom for fandom in homes if fandom]
    if "" in homes and len(named) == 1:
        return {named[0]: sorted([*homes[named[0]], *homes[""]], key=lambda row: row[0].source.key())}
    return homes


# --- By one of the facts ----------------------------------------------------------------------------

Shared = tuple[str, str]  # the key, and how it is shown
Sharing = Callable[[Story, Cast], Iterable[Shared]]
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _fact(name: str, key: Callable[[str], str]) -> Sharing:
    def values(story: Story, _: Cast) -> Iterator[Shared]:
        for value in story.metadata.parsed(name) or (story.metadata.value(name),):
            if value:
                yield key(value), value

    return values


def _characters(story: Story, cast: Cast) -> Iterator[Shared]:
    """Whoever a story names: those it lists, and those it pairs. Namesakes of two fandoms are two."""
    paired = [
        (name, home_of(pairing, story, cast))
        for pairing in story.pairings
        if pairing.standing is not Standing.PAST and pairing.is_believed()
        for name in settled(pairing, story, cast).members
    ]
    home = fold_fandom(fandom_of(story))
    listed = [(cast.name(name, home), home) for name in story.metadata.parsed("characters")]
    for name, world in (*paired, *listed):
        yield f"{fold(name)} | {world}", name


def _ratings(story: Story, _: Cast) -> Iterator[Shared]:
    """The step of the scale; a rating that is none of ours is no group."""
    for value in story.metadata.parsed("rating"):
        yield fold(value), value


def year_of(story: Story) -> str:
    """The year that a story's date names, if it names one."""
    date = story.metadata.value("date")
    years = set(_YEAR.findall(date))
    return iso_date(date)[:4] or (years.pop() if len(years) == 1 else "")


def _years(story: Story, _: Cast) -> Iterator[Shared]:
    if year := year_of(story):
        yield year, year


# What stories may share: how it is read, what the volume's title is, what its files are called.
SHARED: Mapping[str, tuple[Sharing, str, str]] = {
    "fandom": (_fact("fandom", fold_fandom), "{}", "{}"),
    "author": (_fact("author", fold), "Stories by {}", "{}"),
    "series": (_fact("series", fold), "{}", "{}"),
    "character": (_characters, "Stories about {}", "about {}"),
    "tag": (_fact("genre", fold), "{}", "tagged {}"),
    "rating": (_ratings, "Rated {}", "rated {}"),
    "year": (_years, "Stories of {}", "stories of {}"),
}
BUNDLES = ("pairing", *SHARED)


def _by_fact(by: str, stories: Sequence[Story], cast: Cast) -> Iterable[Bundle]:
    sharing, title, name = SHARED[by]
    groups: defaultdict[str, list[tuple[str, Story]]] = defaultdict(list)
    for story in stories:
        for key, shown in sharing(story, cast):
            groups[key].append((shown, story))
    for key, rows in groups.items():
        group = tuple({story.source.key(): story for _, story in rows}.values())
        shared = key.partition(" | ")[0]
        # A pen name keeps its capitals as they first come; a tag has none of its own.
        shown = usual(Counter(words for words, _ in rows)) if by == "tag" else rows[0][0]
        yield Bundle(by, key, name.format(shared), title.format(shown), group, shown=shown)


# --- All of them ------------------------------------------------------------------------------------


def bundle(stories: Sequence[Story], cast: Cast, by: str, wish: Bundling | None = None) -> tuple[Bundle, ...]:
    """Every group of two stories or more; the order of stories is series, part, date, title."""
    wish = wish or Bundling()
    stories = arranged(stories)
    groups = _by_pairing(stories, cast, wish) if by == "pairing" else _by_fact(by, stories, cast)
    found = [replace(b, stories=arranged(b.stories)) for b in groups if len(b.stories) > 1]
    return tuple(sorted(found, key=lambda b: b.key))
