"""The people of a story, found in its text: every name that acts, speaks or is spoken to, its variants joined.

In: passages. Out: `People`: who they are, and which words mean whom. Places and chance capitals have nobody to vouch
for them: they say nothing, do nothing, and nobody speaks to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct, field

from fanbook.enrich.passages import Passage, Run
from fanbook.enrich.people_evidence import Evidence, Words, bare_name, find_evidence, page_name
from fanbook.enrich.people_words import FEMALE_TITLES, MALE_TITLES, MANLY, MEN, NICKNAMES, WOMANLY, WOMEN

_KNOWN = 0.3  # a known first name, by mention
_LEAST = 2  # mentions of somebody who counts


class Person(Struct):
    """Somebody: the fullest name, how often, how often only in speech and called by it, and "she" less "he"."""

    name: str
    mentions: int = 0
    quoted: int = 0
    called: int = 0
    gender: int = 0


class People(Struct):
    """A story's people, and by every way of naming them who is meant."""

    people: list[Person]
    meant: dict[Words, int] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """Everybody's name."""
        return tuple(person.name for person in self.people)

    def who(self, run: Run) -> int:
        """Who a run of capitals is; -1 for nobody."""
        words, title = bare_name(run)
        if words and (found := self.meant.get((title, *words))) is not None:
            return found
        while words:
            if (found := self.meant.get(words)) is not None:
                return found
            words = words[:-1] if len(words) > 1 else ()
        return -1

    def named(self, name: str) -> int:
        """Who is called so on the page: a sender, a signature; -1 for nobody."""
        words = page_name(name)
        return next(
            (who for part in (words, *((word,) for word in words)) if (who := self.meant.get(part, -1)) >= 0),
            -1,
        )


def find_people(passages: Sequence[Passage]) -> People:
    """Everybody in the text."""
    return _joined(find_evidence(passages))


def _by_first_name(name: str, mentions: int) -> int:
    """What somebody of this name mostly is: more than 0 for a woman.

    The more often she is named the more pronouns near her mean somebody else: they must not outweigh a name.
    """
    first = name.split(maxsplit=1)[0].casefold()
    if first in WOMEN or first in MEN:
        known = 2 + round(_KNOWN * mentions)
        return known if first in WOMEN else -known
    return first.endswith(WOMANLY) - first.endswith(MANLY)


def _joined(found: dict[Words, Evidence]) -> People:
    """Variants put together, and whoever is nobody left out."""
    owners: dict[Words, Words] = {}
    _drop_openers(found)
    fulls = [words for words in found if len(words) > 1 and not _is_chance(words, found)]
    for words in [words for words in found if len(words) > 1 and words not in fulls]:
        del found[words]
    for words in sorted(found, key=lambda words: (-len(words), -found[words].mentions, words)):
        owner = _owner(words, fulls, found)
        owners[words] = owners.get(owner, owner)
    groups: defaultdict[Words, list[Words]] = defaultdict(list)
    for words, owner in owners.items():
        groups[owner].append(words)
    people = People([])
    for owner, members in sorted(
        groups.items(), key=lambda row: (-sum(found[w].mentions for w in row[1]), row[0])
    ):
        _settle(people, owner, members, found)
    return people


def _drop_openers(found: dict[Words, Evidence]) -> None:
    """A word that only begins sentences, and is formed like no name, is no part of one: "Gently Quincey sang"."""
    for words in [words for words in found if len(words) > 1 and not found[words].inside]:
        rest = words[1:]
        elsewhere = any(other[0] == words[0] and other != words for other in found)
        if (
            rest in found
            and found[rest].mentions > found[words].mentions
            and words[0].endswith(("ly", "ing", "ed"))
            and not elsewhere
        ):
            opened = found.pop(words)
            opened.spellings.clear()
            found[rest].add(opened)


def _is_chance(words: Words, found: dict[Words, Evidence]) -> bool:
    """Two people that happen to stand side by side once: each of them acts alone, and much more often."""
    alone = [found[(word,)] for word in words if (word,) in found]
    most = max(1.0, 0.03 * min((one.mentions - one.titles.total() for one in alone), default=0))
    return (
        len(alone) == len(words)
        and found[words].mentions <= most
        and all(one.acting >= 2 and one.mentions > one.titles.total() for one in alone)
    )


def _settle(people: People, owner: Words, members: list[Words], found: dict[Words, Evidence]) -> None:
    whole = Evidence()
    for words in members:
        whole.add(found[words])
    if not whole.is_somebody() or whole.mentions < _LEAST:
        return
    fullest = max(members, key=lambda words: (len(words), found[words].mentions))
    name = min(found[fullest].spellings, key=lambda one: (-found[fullest].spellings[one], one))
    if owner[0] in _formal(fullest[0]) and found[owner].spellings:
        # Lizzy Bennet is Elizabeth Bennet.
        formal = min(found[owner].spellings, key=lambda one: (-found[owner].spellings[one], one))
        name = " ".join([formal.split(maxsplit=1)[0], *name.split()[1:]])
    number = len(people.people)
    people.people.append(
        Person(
            name,
            whole.mentions,
            whole.quoted,
            whole.called,
            whole.gender + _by_first_name(name, whole.mentions),
        )
    )
    for words in members:
        people.meant[words] = number
    split = _by_titles(owner, members, found)
    for title, spelled in split:
        other = Person(spelled, found[owner].titles[title], gender=3 if title in FEMALE_TITLES else -3)
        people.meant[(title, *owner)] = len(people.people)
        people.people.append(other)


def _by_titles(owner: Words, members: list[Words], found: dict[Words, Evidence]) -> list[tuple[str, str]]:
    """A lord and a lady of one name are two: the one that is named less gets a person of her own."""
    titles = found[owner].titles
    if len(owner) > 1 or len(members) > 1:
        return []
    men, women = (sum(titles[t] for t in titles if t in kind) for kind in (MALE_TITLES, FEMALE_TITLES))
    if not (men and women):
        return []
    kind = FEMALE_TITLES if women <= men else MALE_TITLES
    return [(title, f"{title.title()} {owner[0].title()}") for title in titles if title in kind]


def _owner(words: Words, fulls: Sequence[Words], found: dict[Words, Evidence]) -> Words:
    """The name that this one is a part or a short form of; itself where none is, or where several could be."""
    holding = [full for full in fulls if len(full) > len(words) and set(words) <= set(full)]
    if len(holding) > 1:
        first = [full for full in holding if full[0] == words[0]]
        holding = first or holding
    if len(holding) > 1:
        most = max(holding, key=lambda full: found[full].mentions)
        rest = max(found[full].mentions for full in holding if full != most)
        holding = [most] if found[most].mentions >= 3 * rest else []
    if holding:
        return holding[0]
    formal = [
        other
        for other in found
        if other != words and other[0] in _formal(words[0]) and _one_surname(words, _root(other, fulls))
    ]
    if len({_root(other, fulls) for other in formal}) == 1:
        return max(formal, key=len)
    return words


def _one_surname(words: Words, other: Words) -> bool:
    return not words[1:] or not other[1:] or other[1:] == words[1:]


def _root(words: Words, fulls: Sequence[Words]) -> Words:
    holding = [full for full in fulls if full[0] == words[0]]
    return holding[0] if len(words) == 1 and len(holding) == 1 else words


def _formal(first: str) -> frozenset[str]:
    """First names that this may be short for: by custom ("Lizzy"), or by its ending ("Janey")."""
    found = set(NICKNAMES.get(first, ()))
    for ending in ("ie", "y", "ey"):
        stem = first.removesuffix(ending)
        if stem != first and len(stem) > 2:
            found |= {stem, stem + "e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem}
    return frozenset(found)
