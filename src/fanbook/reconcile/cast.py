"""A Cast: the people of each fandom, and which spellings mean which of them.

In: the names that stories state (pairings, characters) with their fandoms, and the aliases a
person wrote. Out: a frozen map from fandom to its people. A short name is completed only where
exactly one full name of that fandom holds it: two Marys stay two.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct, field

from fanbook.reconcile.shipnames import are_initials, couples_of, initialled, is_ship_name

# Words before a name that are no part of it for comparing; "Maid Marian" is Marian.
_TITLES = frozenset(
    "mr mrs ms miss dr doctor sir lady lord maid prof professor captain king queen prince princess "
    "the little brother sister friar".split()
)


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """A name for comparing: no accents, case, stops, or doubled spaces."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[^\w]+", " ", plain.casefold()).strip()


def fold_fandom(fandom: str) -> str:
    """A fandom for comparing: what stands in brackets or after a dash does not tell two apart."""
    plain = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", fandom).replace("&", " and ")
    return fold(re.split(r"\s+[-–—|]\s+", plain)[0]).removeprefix("the ")


def parts_of(name: str) -> frozenset[str]:
    """The words of a name without the titles before it; a name of titles alone keeps the last."""
    words = fold(name).split()
    first = next((n for n, word in enumerate(words) if word not in _TITLES), len(words) - 1)
    return frozenset(words[first:])


class _People(Struct, frozen=True):
    """The names of one fandom: the longest spelling by its words, and by each word the names that hold it."""

    by_parts: Mapping[frozenset[str], str]
    by_word: Mapping[str, tuple[frozenset[str], ...]]

    def completed(self, name: str) -> str:
        """The one longer name that holds all of this one's words, if there is one."""
        own = parts_of(name)
        longer = [parts for parts in self._holding(own) if own < parts]
        if not longer:
            return self.by_parts.get(own, name)
        # A longer name that is itself part of a still longer one is the same person.
        top = max(longer, key=len)
        return self.by_parts[top] if all(parts <= top for parts in longer) else name

    def longest(self, name: str) -> Iterator[str]:
        """The longer names that hold all of this one's words, without those that are part of another."""
        own = parts_of(name)
        tops: list[frozenset[str]] = []
        for parts in sorted((parts for parts in self._holding(own) if own < parts), key=len, reverse=True):
            if not any(parts < top for top in tops):
                tops.append(parts)
                yield self.by_parts[parts]

    def _holding(self, own: frozenset[str]) -> Iterable[frozenset[str]]:
        """The names that may hold all of these words: those with the rarest of them."""
        if not own:
            return self.by_parts
        return min((self.by_word.get(word, ()) for word in own), key=len)

    def knows(self, own: frozenset[str]) -> bool:
        """Is there a name that holds all of these words, or none but them?

        A short name that stands for a longer one is no other's: who knows Charles Bingley as Charles does not know
        Charles Musgrove.
        """
        if not own:
            return bool(self.by_parts)
        return any(
            own <= parts or (parts <= own and not any(parts < longer for longer in self._holding(parts)))
            for word in own
            for parts in self.by_word.get(word, ())
        )


@lru_cache(maxsize=256)
def _people_of(names: tuple[str, ...]) -> _People:
    # Of several spellings with the same words the longest is the last, and stays.
    by_parts = {parts_of(name): name for name in sorted(names, key=lambda n: (-len(n), n), reverse=True)}
    by_word: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for parts in by_parts:
        for word in parts:
            by_word[word].append(parts)
    return _People(by_parts, {word: tuple(found) for word, found in by_word.items()})


class Cast(Struct, frozen=True):
    """Who is meant: the people and the stated couples of each folded fandom, and what each folded alias stands for."""

    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    couples: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def _known(self, home: str) -> _People | None:
        names = self.people.get(home)
        return _people_of(names) if names else None

    def name(self, spelling: str, fandom: str = "") -> str:
        """The full name, or the spelling where nothing more is known."""
        alias = self.aliases.get(fold(spelling), spelling)
        people = self._known(fold_fandom(fandom))
        return people.completed(alias) if people else alias

    def meant(self, spelling: str, fandom: str = "") -> tuple[str, ...]:
        """Everybody that a spelling may stand for: several where the library cannot tell them apart."""
        people = self._known(fold_fandom(fandom))
        longest = people.longest(self.aliases.get(fold(spelling), spelling)) if people else ()
        return tuple(sorted(longest)) or (self.name(spelling, fandom),)

    def ship(self, word: str, fandom: str = "") -> tuple[tuple[str, ...], ...]:
        """Every couple that a ship name may stand for, in its fandom or, without one, in any."""
        alias = self.aliases.get(fold(word), "")
        if "/" in alias:
            return (tuple(name.strip() for name in alias.split("/")),)
        if alias or not is_ship_name(word):
            return ()
        wanted = fold_fandom(fandom)
        found: dict[frozenset[str], tuple[str, ...]] = {}
        for home in (wanted,) if wanted else sorted(self.people):
            for couple in couples_of(word, self.full_names(home), self._stated(home)):
                found.setdefault(frozenset(couple), couple)
        return tuple(found.values())

    def initialled(self, members: tuple[str, ...], fandom: str) -> tuple[str, ...]:
        """The stated couple of the fandom that these initials stand for; the initials where it may be several."""
        if not are_initials(members):  # nearly always, and the people of a large fandom take their time
            return members
        home = fold_fandom(fandom)
        found = list(initialled(members, self.full_names(home), self._stated(home)))
        return found[0] if len(found) == 1 else members

    def full_names(self, home: str) -> tuple[str, ...]:
        """The people of a folded fandom, each once, by the longest name."""
        people = self._known(home)
        names = {people.completed(name) for name in self.people[home]} if people else set()
        return tuple(sorted(names))

    def _stated(self, home: str) -> set[frozenset[str]]:
        people = self._known(home)
        if people is None:
            return set()
        couples = self.couples.get(home, ())
        return {frozenset(people.completed(name) for name in couple) for couple in couples}

    def known_as(self, spelling: str, home: str) -> str:
        """The name by which a folded fandom knows somebody; empty where it does not, or knows several."""
        people = self._known(home)
        own = parts_of(self.aliases.get(fold(spelling), spelling))
        if people is None or not own or not people.knows(own):
            return ""
        tops = tuple(people.longest(spelling)) or (people.completed(spelling),)
        return tops[0] if len(tops) == 1 else ""

    def homes(self, spellings: Iterable[str]) -> tuple[str, ...]:
        """The fandoms in which each of these spellings means somebody, in a longer or a shorter form."""
        wanted = [parts_of(self.aliases.get(fold(spelling), spelling)) for spelling in spellings]
        return tuple(
            fandom
            for fandom, names in sorted(self.people.items())
            if fandom and all(_people_of(names).knows(parts) for parts in wanted)
        )


def make_cast(
    named: Iterable[tuple[str, str]],
    aliases: Mapping[str, str],
    couples: Iterable[tuple[str, tuple[str, ...]]] = (),
) -> Cast:
    """The cast of a library from (fandom, name) pairs, its aliases, and (fandom, couple) pairs."""
    folded = {fold(alias): full for alias, full in aliases.items()}
    people: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for fandom, name in named:
        full = folded.get(fold(name), name)
        for part in filter(None, map(str.strip, full.split("/"))):
            people[fold_fandom(fandom)][fold(part)][part] += 1
    together: defaultdict[str, dict[tuple[str, ...], None]] = defaultdict(dict)
    for fandom, members in couples:
        together[fold_fandom(fandom)][tuple(folded.get(fold(name), name) for name in members)] = None
    return Cast(
        {fandom: tuple(sorted(map(usual, _single(names).values()))) for fandom, names in people.items()},
        folded,
        {fandom: tuple(rows) for fandom, rows in together.items()},
    )


def _single(names: Mapping[str, Counter[str]]) -> Mapping[str, Counter[str]]:
    """The names without those that are two people's run together ("Quincey Morris Mina Murray")."""
    whole = {parts: sum(names[name].values()) for name in names if len(parts := parts_of(name)) > 1}

    def is_two(name: str) -> bool:
        own = parts_of(name)
        inside = [
            parts for parts, count in whole.items() if parts < own and count > sum(names[name].values())
        ]
        return any(one | other == own for one in inside for other in inside if not one & other)

    return {
        name: spellings for name, spellings in names.items() if len(parts_of(name)) < 4 or not is_two(name)
    }


def usual(spellings: Counter[str]) -> str:
    """The spelling that most stories use; no shouting and no whispering where they disagree."""
    return min(spellings, key=lambda name: (-spellings[name], name.isupper() or name.islower(), name))
