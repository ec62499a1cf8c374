"""Who is in love with whom, told from a story's text alone, where nobody states it.

In: a story. Out: the couples that the text speaks for, the likeliest first, each with a confidence; friends stay
friends. Words that tell of love are given to the two who stand nearest to them: named in the sentence, meant by its
pronouns, speaking or spoken to, or else of the paragraph. A word that only tells of nearness never makes a couple.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct, field

from fanbook.enrich.endearments import endears
from fanbook.enrich.marriages import SPOUSES, Marriages
from fanbook.enrich.passages import Passage, Sentence, passages_of
from fanbook.enrich.people import People, find_people
from fanbook.enrich.people_words import (
    FRIENDS,
    HE,
    KIN,
    LOVE_OF,
    MANNERS,
    SHE,
    SPEECH,
    STRONG,
    TELLING,
    TOUCHED,
    WEDDINGS,
)
from fanbook.model.pairing import Pairing
from fanbook.model.story import Story

_FLOOR = 3.0  # what has to be told of two people in all
_DENSITY = 0.6  # and in a thousand words
_MOST = 0.84  # nothing but a person's word makes a guess so sure that nobody need be asked
_SHORT = 1000  # words; in fewer, two places say as much as three
_RIVAL = 0.25  # shares below are nobody's rival
_NEAR, _ASIDE, _AWAY = 1.0, 0.6, 0.35  # in the sentence, in the paragraph, before it
_OF_KIN = 8.0  # what two who are called kin must be told of to be a couple all the same
_MARRIED = 3.0
_LATE = 1.3  # how much more the last fifth tells: who ends together
_ME = frozenset(("i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll", "je", "me", "moi", "mon", "ich", "mich", "mir", "mein", "meine", "yo", "mi"))  # fmt: skip
_YOU = frozenset(
    ("you", "your", "yours", "you're", "tu", "te", "toi", "ton", "vous", "du", "dich", "dir", "dein", "ti")
)


class _Tally(Struct):
    """What is told of two people."""

    love: float = 0.0
    near: float = 0.0
    places: set[int] = field(default_factory=set)
    beside: int = 0
    kin: int = 0
    friends: int = 0

    def tell(self, place: int, worth: float) -> None:
        """Something in the passage of that number tells of love."""
        self.love += worth
        self.places.add(place)

    def told(self) -> float:
        """Nearness counts no more than love does."""
        sum_ = self.love + min(self.near, 0.7 * self.love + 0.5)
        return sum_ * (0.2 if self.kin and self.love < _OF_KIN * self.kin else 1.0)


class _Talk(Struct):
    """Who utters a passage and to whom, as the page says; who speaks in it and to whom, as far as can be told."""

    writer: int = -1
    reader: int = -1
    speaker: int = -1
    spoken_to: int = -1


class _Scene(Struct):
    """What is known while reading: who was named last, who spoke, through whose eyes we look."""

    people: People
    marriages: Marriages
    recent: list[int] = field(default_factory=list)
    speakers: list[int] = field(default_factory=list)
    eyes: int = -1

    def saw(self, who: int) -> None:
        if who in self.recent:
            self.recent.remove(who)
        self.recent.insert(0, who)
        del self.recent[8:]

    def meant(self, *, she: bool, but: int = -1) -> int:
        """Whom a pronoun means: the last one who could be."""
        for who in self.recent:
            gender = self.people.people[who].gender
            if who not in (but, self.eyes) and (gender > -1 if she else gender < 1):
                return who
        return -1


def find_bonds(story: Story) -> tuple[tuple[Pairing, ...], tuple[str, ...]]:
    """The couples that the text speaks for, and the names of everybody who counts in it."""
    passages = list(passages_of(story))
    people = find_people(passages)
    if len(people.people) < 2:
        return (), people.names()
    tallies = _tallies(passages, people)
    return tuple(_judged(tallies, people, max(story.words, 1))), people.names()


def _tallies(passages: Sequence[Passage], people: People) -> dict[tuple[int, int], _Tally]:
    tallies: defaultdict[tuple[int, int], _Tally] = defaultdict(_Tally)
    scene = _Scene(people, Marriages(people), eyes=_narrator(passages, people))
    late = len(passages) * 0.8
    for number, passage in enumerate(passages):
        if passage.eyes:
            scene.eyes = people.named(passage.eyes)
            continue
        _read(passage, number, _LATE if number >= late else 1.0, scene, tallies)
    for pair, number, weight in list(scene.marriages.settled(tallies)):
        tallies[pair].tell(number, _MARRIED * _ASIDE * weight)
    return tallies


def _narrator(passages: Sequence[Passage], people: People) -> int:
    """Who says "I" outside speech: one who is spoken to and never named by the story itself; -1 where nobody does."""
    words = me = 0
    for sentence in (
        sentence for passage in passages if not passage.speaker for sentence in passage.sentences
    ):
        for word, quoted in zip(sentence.words, sentence.quoted, strict=True):
            words += not quoted
            me += not quoted and word in _ME
    if me < 0.012 * words:
        return -1
    named = _names_herself(passages, people)
    if named >= 0:
        return named
    fitting = [n for n, one in enumerate(people.people) if one.called and one.quoted >= 0.8 * one.mentions]
    return max(fitting, key=lambda n: people.people[n].called, default=-1)


def _names_herself(passages: Sequence[Passage], people: People) -> int:
    """By "My name is Jim", "I, Jim, ...", "I am Jim"."""
    found: Counter[int] = Counter()
    for sentence in (sentence for passage in passages for sentence in passage.sentences):
        for run in sentence.runs:
            before = tuple(sentence.words[max(run.at - 3, 0) : run.at])
            if before == ("my", "name", "is") or before[-2:] in (("i", ","), ("i", "am"), ("call", "me")):
                found[people.who(run)] += 1
    found.pop(-1, None)
    return max(found, key=lambda who: found[who], default=-1)


def _read(
    passage: Passage, number: int, weight: float, scene: _Scene, tallies: dict[tuple[int, int], _Tally]
) -> None:
    """One passage: whom each sentence means, and what it tells of them."""
    writer = scene.people.named(passage.speaker) if passage.speaker else -1
    reader = scene.people.named(passage.to) if passage.to else -1
    before = list(scene.recent)
    talk = _Talk(writer, reader, *_talk(passage, scene))
    here = [list(_meant(one, scene, talk)) for one in passage.sentences]
    everybody = [who for row in here for _, who in row]
    if writer >= 0:
        everybody.append(writer)
        if reader < 0 and scene.speakers:
            everybody.append(next((who for who in reversed(scene.speakers) if who != writer), writer))
        scene.speakers.append(writer)
    for one, other in combinations(sorted(set(everybody)), 2):
        tallies[one, other].beside += 1
    for sentence, meant in zip(passage.sentences, here, strict=True):
        for at, word in enumerate(sentence.words):
            if word in SPOUSES:
                pair = scene.marriages.read(sentence, at, meant, number, weight)
                if pair is not None:
                    tallies[min(pair), max(pair)].tell(number, _MARRIED * weight)
                continue
            told = _told(sentence, at, meant)
            if told > 0:
                couple = _said_between(sentence, at, talk) or _nearest(at, meant, (everybody, before), scene)
                if couple is not None:
                    (one, other), share = couple
                    if word in WEDDINGS and share < _NEAR:
                        told /= 3  # "she was married in it": to whom, the sentence does not say
                    tally = tallies[min(one, other), max(one, other)]
                    if told >= STRONG:
                        tally.tell(number, told * share * weight)
                    else:
                        tally.near += told * share * weight
            elif word in KIN or word in FRIENDS:
                _related(word, at, meant, tallies)


def _told(sentence: Sentence, at: int, meant: Sequence[tuple[int, int]]) -> float:
    """What the word at that place tells of two people."""
    if (worth := endears(sentence, at)) is not None:
        return worth
    return (
        STRONG if sentence.words[at] in TOUCHED and _is_across(sentence, at, meant) else _worth(sentence, at)
    )


def _said_between(sentence: Sentence, at: int, talk: _Talk) -> tuple[tuple[int, int], float] | None:
    """Who speaks and who is spoken to, where the word is one that is said to a beloved."""
    speaker = talk.writer if talk.writer >= 0 else talk.speaker
    called = talk.reader if talk.writer >= 0 else talk.spoken_to
    if -1 in (speaker, called) or speaker == called or endears(sentence, at) is None:
        return None
    return (speaker, called), _NEAR


def _is_across(sentence: Sentence, at: int, meant: Sequence[tuple[int, int]]) -> bool:
    """Is it somebody's whom another touches: "she took his hand"?"""
    owner = next((who for place, who in meant if place == at - 1), -1)
    doers = [who for place, who in meant if place < at - 1]
    return (
        owner >= 0
        and bool(doers)
        and doers[-1] != owner
        and not sentence.quoted[at]
        and not MANNERS.intersection(sentence.words)
    )


def _worth(sentence: Sentence, at: int) -> float:
    """What a word tells of two people. Said the second time in a sentence it tells nothing new."""
    word = sentence.words[at]
    worth = TELLING.get(word, 0.0)
    if not worth or word in sentence.words[:at]:
        return 0.0
    if word in WEDDINGS and KIN.intersection(sentence.words[max(at - 5, 0) : at]):
        return 0.3  # a sister's
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else ""
    if (
        word in ("love", "loves", "loved", "heart", "engaged")
        and after in LOVE_OF
        and after not in ("her", "his")
    ):
        return 0.3
    if sentence.words[at - 1 : at] == ["no"] or "not" in sentence.words[max(at - 2, 0) : at]:
        return worth / 3
    return worth


def _nearest(
    at: int, meant: Sequence[tuple[int, int]], others: tuple[Sequence[int], Sequence[int]], scene: _Scene
) -> tuple[tuple[int, int], float] | None:
    """The two people whom a word is about, and how sure that is."""
    found: list[int] = []
    sentence = [who for _, who in sorted(meant, key=lambda row: (abs(row[0] - at), row[0]))]
    eyes = [scene.eyes] if scene.eyes >= 0 else []
    for rank, pool in ((_NEAR, sentence), (_ASIDE, [*others[0], *eyes]), (_AWAY, others[1])):
        for who in pool:
            if who in found:
                continue
            found.append(who)
            if len(found) == 2:
                return (found[0], found[1]), rank
    return None


def _related(
    word: str, at: int, meant: Sequence[tuple[int, int]], tallies: dict[tuple[int, int], _Tally]
) -> None:
    """By "his sister Jane", "Jane, his sister", "they were friends"."""
    near = sorted(
        {who: abs(place - at) for place, who in meant if abs(place - at) <= 4}.items(), key=lambda row: row[1]
    )
    if len(near) >= 2:
        one, other = near[0][0], near[1][0]
        tally = tallies[min(one, other), max(one, other)]
        tally.kin += word in KIN
        tally.friends += word in FRIENDS


def _talk(passage: Passage, scene: _Scene) -> tuple[int, int]:
    """Who speaks in a passage, and whom to; -1 where it cannot be told."""
    if not any(any(sentence.quoted) for sentence in passage.sentences):
        return -1, -1
    speaker = called = -1
    for sentence in passage.sentences:
        for run in sentence.runs:
            who = scene.people.who(run)
            end = run.at + len(run.words)
            beside = sentence.words[end : end + 1] + sentence.words[max(run.at - 1, 0) : run.at]
            if run.quoted:
                called = who if who >= 0 else called
            elif speaker < 0 and any(word in SPEECH for word in beside):
                speaker = who
        if speaker < 0:
            speaker = _said_by_pronoun(sentence, scene)
    if speaker < 0 and len(scene.speakers) > 1:
        speaker = scene.speakers[-2]  # speeches alternate
    others = [called, *reversed(scene.speakers[-2:]), *scene.recent, scene.eyes]
    spoken_to = next((who for who in others if who not in (speaker, -1)), -1)
    if speaker >= 0:
        scene.speakers.append(speaker)
    return speaker, spoken_to


def _said_by_pronoun(sentence: Sentence, scene: _Scene) -> int:
    for n, word in enumerate(sentence.words):
        if sentence.quoted[n] or not (word in HE or word in SHE or word == "i"):
            continue
        beside = sentence.words[n + 1 : n + 2] + sentence.words[max(n - 1, 0) : n]
        if any(near in SPEECH for near in beside):
            return scene.eyes if word == "i" else scene.meant(she=word in SHE)
    return -1


def _meant(sentence: Sentence, scene: _Scene, talk: _Talk) -> Iterator[tuple[int, int]]:
    """Whom a sentence means, word by word: (place, person)."""
    names = {run.at: who for run in sentence.runs if (who := scene.people.who(run)) >= 0}
    subject = -1
    for at, (word, quoted) in enumerate(zip(sentence.words, sentence.quoted, strict=True)):
        who = names.get(at, -1)
        if who >= 0:
            scene.saw(who)
            subject = who if not quoted else subject
        elif word in _ME:
            who = talk.writer if talk.writer >= 0 else talk.speaker if quoted else scene.eyes
        elif word in _YOU:
            who = talk.reader if talk.writer >= 0 else talk.spoken_to if quoted else -1
        elif not quoted and (word in HE or word in SHE):
            but = subject if word in ("him", "ihn", "ihm", "lui") else -1
            who = scene.meant(she=word in SHE, but=but)
            subject = who if subject < 0 else subject
        if who >= 0:
            yield at, who


def _judged(tallies: dict[tuple[int, int], _Tally], people: People, words: int) -> Iterator[Pairing]:
    """The couples with how sure they are: how much is told, in how many places, and of how few others."""
    told = {pair: tally.told() for pair, tally in tallies.items() if tally.love > 0}
    whole = sorted(told, key=lambda pair: (-told[pair], pair))
    if not whole:
        return
    floor = max(_FLOOR, _DENSITY * words / 1000)
    places = 2 if words < _SHORT else 3
    best = told[whole[0]]
    for pair in whole[:3]:
        if told[pair] < _RIVAL * best:
            break
        rivals = sum(told[other] for other in whole if other != pair and set(other) & set(pair))
        share = told[pair] / (told[pair] + rivals)
        enough = min(1.0, told[pair] / (1.6 * floor))
        spread = min(1.0, len(tallies[pair].places) / places)
        friendly = 0.8 if tallies[pair].friends > 1 and tallies[pair].love < 6 else 1.0
        sure = enough * (0.4 + 0.6 * share) * (0.55 + 0.45 * spread) * friendly
        # Stretched, so that what was right more often than not on annotated stories is believed.
        sure = round(min(max(0.0, sure * 1.19 - 0.14), _MOST), 2)
        if pair != whole[0]:
            sure = min(sure, 0.4)
        members = tuple(people.people[who].name for who in _in_order(pair, people))
        yield Pairing(members, confidence=sure)


def _in_order(pair: tuple[int, int], people: People) -> list[int]:
    """The one who is named more often first, as most headers have it."""
    return sorted(pair, key=lambda who: (-people.people[who].mentions, people.people[who].name))
