"""A Cast: the people of each fandom, and which spellings mean which of them.

In: the names that stories state (pairings, characters) with their fandoms, and the aliases a
person wrote. Out: a frozen map from fandom to its people. A short name is completed only where
exactly one full name of that fandom holds it: two Marys stay two.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

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
    plain = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", fandom)
    return fold(re.split(r"\s+[-–—|]\s+", plain)[0]).removeprefix("the ")


def parts_of(name: str) -> frozenset[str]:
    """The words of a name without the titles before it; a name of titles alone keeps the last."""
    words = fold(name).split()
    first = next((n for n, word in enumerate(words) if word not in _TITLES), len(words) - 1)
    return frozenset(words[first:])


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is meant: the people of each folded fandom, and what each folded alias stands for."""

    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def name(self, spelling: str, fandom: str = "") -> str:
        """The full name, or the spelling where nothing more is known."""
        alias = self.aliases.get(fold(spelling), spelling)
        return _completed(alias, self.people.get(fold_fandom(fandom), ()))

    def meant(self, spelling: str, fandom: str = "") -> tuple[str, ...]:
        """Everybody that a spelling may stand for: several where the library cannot tell them apart."""
        alias = self.aliases.get(fold(spelling), spelling)
        names = self.people.get(fold_fandom(fandom), ())
        return tuple(sorted(_longest(alias, names).values())) or (self.name(spelling, fandom),)

    def homes(self, spellings: Iterable[str]) -> tuple[str, ...]:
        """The fandoms in which each of these spellings means somebody, in a longer or a shorter form."""
        wanted = [parts_of(self.aliases.get(fold(spelling), spelling)) for spelling in spellings]
        return tuple(
            fandom
            for fandom, names in sorted(self.people.items())
            if fandom and all(any(_same(parts, parts_of(name)) for name in names) for parts in wanted)
        )


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def make_cast(named: Iterable[tuple[str, str]], aliases: Mapping[str, str]) -> Cast:
    """The cast of a library from (fandom, name) pairs and its aliases."""
    folded = {fold(alias): full for alias, full in aliases.items()}
    people: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for fandom, name in named:
        full = folded.get(fold(name), name)
        for part in filter(None, map(str.strip, full.split("/"))):
            people[fold_fandom(fandom)][fold(part)][part] += 1
    return Cast(
        {fandom: tuple(sorted(map(_usual, names.values()))) for fandom, names in people.items()}, folded
    )


def _usual(spellings: Counter[str]) -> str:
    """The spelling that most stories use; no shouting and no whispering where they disagree."""
    return min(spellings, key=lambda name: (-spellings[name], name.isupper() or name.islower(), name))


def _completed(name: str, names: Iterable[str]) -> str:
    """The one longer name of the same fandom that holds all of this one's words, if there is one."""
    tops = _longest(name, names)
    if len(tops) == 1:
        return next(iter(tops.values()))
    return _by_parts(names).get(parts_of(name), name) if not tops else name


def _by_parts(names: Iterable[str]) -> dict[frozenset[str], str]:
    return {parts_of(name): name for name in sorted(names, key=lambda n: (-len(n), n), reverse=True)}


def _longest(name: str, names: Iterable[str]) -> dict[frozenset[str], str]:
    """The longer names that hold all of this one's words; one that is part of a still longer one is the same person."""
    own, others = parts_of(name), _by_parts(names)
    longer = [parts for parts in others if own < parts]
    return {parts: others[parts] for parts in longer if not any(parts < other for other in longer)}
