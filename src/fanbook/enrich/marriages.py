"""Whose husband, whose wife: words that tell of a marriage, given to the one who has it and not to who stands near.

In: a sentence, whom its words mean, and what is told of everybody. Out: for each such word the two whom it joins where
the sentence names both ("her husband Geraint"); else it is kept until the whole story is read, and then goes to the
only man or woman of the story whom it can mean. A husband that nobody has ("she wanted a husband") tells of nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from msgspec import Struct, field

from fanbook.enrich.passages import Sentence
from fanbook.enrich.people import People
from fanbook.enrich.people_words import HER_KIND, HIS_KIND, OWNERS, PARTED

SPOUSES = HIS_KIND | HER_KIND
_BEFORE = 3  # words between an owner and what she has: "her tall new husband"
_BESIDE = 3  # words between a husband and his name: "her husband, Geraint"
_SURE = 2  # how plainly the text says that somebody is a man, or a woman
_TOGETHER = 2  # passages that have both
Pair = tuple[int, int]


class Told(Protocol):
    """What is told of two people."""

    beside: int
    kin: int


class _Owned(Struct, frozen=True):
    """Somebody's husband (`kind` -1) or wife (1), who is not named where the word stands."""

    owner: int
    kind: int
    number: int
    weight: float


class Marriages(Struct):
    """The words of a story that wait for a name."""

    people: People
    _owned: list[_Owned] = field(default_factory=list)

    def read(
        self, sentence: Sentence, at: int, meant: Sequence[tuple[int, int]], number: int, weight: float
    ) -> Pair | None:
        """The two whom the word at that place joins by name; else it is kept, if anybody has such a one."""
        word = sentence.words[at]
        kind = -1 if word in HIS_KIND else 1
        owner = _owner(sentence, at, meant)
        if owner < 0 or PARTED.intersection(sentence.words[max(at - _BEFORE, 0) : at]):
            return None
        runs = {run.at: len(run.words) for run in sentence.runs}
        near = [
            who
            for place, who in meant
            if who != owner
            and place in runs
            and (0 < place - at <= _BESIDE or 0 < at - place - runs[place] + 1 <= _BESIDE)
            and self._is_of(kind, who)
        ]
        if near:
            return owner, near[0]
        self._owned.append(_Owned(owner, kind, number, weight))
        return None

    def settled(self, tallies: Mapping[Pair, Told]) -> Iterator[tuple[Pair, int, float]]:
        """The words that waited: whom each joins, in which passage, with what weight."""
        for one in self._owned:
            other = self._only(one, tallies)
            if other >= 0:
                yield (min(one.owner, other), max(one.owner, other)), one.number, one.weight

    def _only(self, one: _Owned, tallies: Mapping[Pair, Told]) -> int:
        """The only man, or woman, of the story who could be meant, and is often with the owner; else -1."""
        people = self.people.people
        able = [
            who
            for who, person in enumerate(people)
            if who != one.owner and person.gender * one.kind >= 0 and not _told(one.owner, who, tallies).kin
        ]
        sure = [who for who in able if people[who].gender * one.kind >= _SURE]
        if len(sure) != 1 or any(people[who].mentions > people[sure[0]].mentions for who in able):
            return -1
        return sure[0] if _told(one.owner, sure[0], tallies).beside >= _TOGETHER else -1

    def _is_of(self, kind: int, who: int) -> bool:
        return self.people.people[who].gender * kind >= 0


def _told(one: int, other: int, tallies: Mapping[Pair, Told]) -> Told:
    return tallies[min(one, other), max(one, other)]


def _owner(sentence: Sentence, at: int, meant: Sequence[tuple[int, int]]) -> int:
    """Who has this husband: whoever an owner's word or a name before it means; -1 where nobody does."""
    owning = {run.at + len(run.words) - 1: run.at for run in sentence.runs if run.owns}
    whom = dict(meant)
    for place in range(at - 1, max(at - 1 - _BEFORE, 0) - 1, -1):
        if place in owning:
            return whom.get(owning[place], -1)
        if sentence.words[place] in OWNERS:
            # Where the word does not say who, it is whoever the sentence is about.
            before = [who for spot, who in meant if spot < place]
            return whom.get(place, before[0] if before else -1)
        if not sentence.words[place][:1].isalpha():
            return -1
    return -1
