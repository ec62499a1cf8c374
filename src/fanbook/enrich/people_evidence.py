"""What a story's text says for each of its names: who acts, speaks, is spoken to, and what only stands somewhere.

In: passages. Out: for every name, folded, its `Evidence`. Capitals that are no name are taken off the passages' runs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, field

from fanbook.enrich.passages import Passage, Run, Sentence
from fanbook.enrich.people_words import DOES, FEMALE_TITLES, MALE_TITLES, NOBODY, PLACED, SHE, SPEECH, TITLES

Words = tuple[str, ...]

_MOST = 3  # words of a name
_ARTICLES = frozenset(("the", "a", "an", "la", "le", "das", "der", "die", "el"))
_SUBJECTS = frozenset(("he", "she", "il", "elle", "er", "él", "ella"))
_NO_NAMES = NOBODY | TITLES
_REMARK = re.compile(r"[(>\[:,;]|\.\s|\s\d")  # what stands behind a name on the page
_NEAR = 12  # words after a name in which "he" or "she" is still that person


class Evidence(Struct):
    """What speaks for a name being somebody's."""

    mentions: int = 0
    acting: float = 0.0
    placed: int = 0
    articled: int = 0
    called: int = 0
    quoted: int = 0
    inside: int = 0  # where no sentence begins
    gender: int = 0
    titles: Counter[str] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)

    def add(self, other: Evidence) -> None:
        """Take up what is said of another spelling."""
        self.mentions += other.mentions
        self.acting += other.acting
        self.placed += other.placed
        self.articled += other.articled
        self.called += other.called
        self.quoted += other.quoted
        self.gender += other.gender
        self.spellings.update(other.spellings)

    def is_somebody(self) -> bool:
        """Enough that acts, and little that is only a place or a thing."""
        vouched = self.acting >= 1.5 and self.acting >= 0.2 * self.mentions
        return (
            vouched
            and self.placed <= 0.4 * self.mentions
            and (self.articled <= 0.5 * self.mentions or self.acting >= self.mentions)
        )


def bare_name(run: Run) -> tuple[Words, str]:
    """The run's name without the titles before it, folded, and the last of those."""
    words = _after_titles(run.words)
    before = run.words[: len(run.words) - len(words)]
    return tuple(word.casefold() for word in words[:_MOST]), before[-1].casefold() if before else ""


def _after_titles(words: list[str]) -> list[str]:
    first = next((n for n, word in enumerate(words) if word.casefold() not in TITLES), len(words) - 1)
    return words[max(first, 0) :]


def find_evidence(passages: Sequence[Passage]) -> dict[Words, Evidence]:
    """Every name in the text."""
    lower: Counter[str] = Counter()
    inside: Counter[str] = Counter()  # capitals where no sentence begins
    for sentence in (sentence for passage in passages for sentence in passage.sentences):
        lower.update(sentence.words)
        for run in sentence.runs:
            words = [word.casefold() for word in run.words]
            lower.subtract(words)
            inside.update(words[1:] if run.starts else words)
    found: defaultdict[Words, Evidence] = defaultdict(Evidence)
    for sentence in (sentence for passage in passages for sentence in passage.sentences):
        for run in sentence.runs:
            _trim(run, sentence, lower, inside)
            if run.words:
                _weigh(run, sentence, found)
    for passage in passages:
        for sentence, following in pairwise(passage.sentences):
            _gender_beyond(sentence, following, found)
    for passage in passages:
        _speaks(passage.speaker or passage.eyes, found)
    return dict(found)


def _trim(run: Run, sentence: Sentence, lower: Counter[str], inside: Counter[str]) -> None:
    """Take off what is no name: the word that only begins the sentence, and everything that is nobody's."""
    if len(run.words) == 1 and run.words[0].casefold() in NOBODY:
        run.words = []
        return
    if all(word.isupper() and len(word) > 1 for word in run.words):
        # Shouted: a name only where it is one elsewhere.
        run.words = [
            word.title() for word in run.words if inside[word.casefold()] > 1 and not lower[word.casefold()]
        ]
    while run.words and not _could_be(run.words[0], run, sentence, lower, inside):
        run.words, run.at, run.starts = run.words[1:], run.at + 1, False
    before = sentence.words[run.at - 1] if run.at else ""
    if len(run.words) == 2 and before in PLACED and inside[run.words[1].casefold()] > 1:
        # "In Nottingham Robin met": a place, and somebody.
        run.words, run.at, run.starts = run.words[1:], run.at + 1, False
    for n, word in enumerate(run.words):
        folded = word.casefold()
        if (
            n
            and folded not in TITLES
            and (folded in NOBODY or lower[folded] > inside[folded] or _is_clipped(folded))
        ):
            run.words = run.words[:n]
            break
    if len(run.words) == 1 and run.words[0].casefold() in _NO_NAMES:
        run.words = []


def _could_be(word: str, run: Run, sentence: Sentence, lower: Counter[str], inside: Counter[str]) -> bool:
    folded = word.casefold()
    if folded in TITLES and len(run.words) > 1:
        return True
    if folded in NOBODY or len(folded) < 2 or _is_clipped(folded):
        return False
    if not run.starts:
        return not lower[folded] or inside[folded] > 2 or lower[folded] < inside[folded]
    after = sentence.words[run.at + 1] if run.at + 1 < len(sentence.words) else ""
    if len(run.words) > 1 and run.words[0] is word:
        after = run.words[1].casefold()
    known = inside[folded] > 0 and lower[folded] <= inside[folded]
    return known or (
        not lower[folded] and (after in SPEECH or after in DOES or run.owns or len(run.words) > 1)
    )


def _is_clipped(word: str) -> bool:
    """A word with an apostrophe that is no O'Neill and no D'Artagnan: "you've", "g'night"."""
    return "'" in word and word[:2] not in ("o'", "d'", "l'", "t'")


def _weigh(run: Run, sentence: Sentence, found: dict[Words, Evidence]) -> None:
    """What this mention says of its name."""
    words, title = bare_name(run)
    one = found[words]
    one.mentions += 1
    one.inside += not run.starts
    one.quoted += run.quoted
    end = run.at + len(run.words)
    before = sentence.words[run.at - 1] if run.at else ""
    after = sentence.words[end] if end < len(sentence.words) else ""
    one.acting += 2.0 * (after in SPEECH or before in SPEECH) or 1.0 * _does(after) or 0.7 * run.owns
    if (
        run.quoted
        and before in ("", ",", "“", '"', "«", "„", "oh", "dear", "my")
        and after[:1] in (",", "!", "?", ".", "…", "”", '"', "»", "—", "")
    ):
        one.called += 1
        one.acting += 1.5
    if title:
        one.acting += 1.0
        one.titles[title] += 1
        one.gender += (title in FEMALE_TITLES) * 3 - (title in MALE_TITLES) * 3
    one.placed += before in PLACED
    one.articled += before in _ARTICLES
    one.gender += _gender_after(sentence, run, end)
    one.spellings[" ".join(_after_titles(run.words)[:_MOST])] += 1


def _does(word: str) -> bool:
    return word in DOES or (len(word) > 4 and word.endswith("ed"))


def _gender_after(sentence: Sentence, run: Run, end: int) -> int:
    """The next "he" or "she", where nobody else is named; "his" and "her" may be another's."""
    if len(sentence.runs) > 1:
        return 0
    for n in range(end, min(end + _NEAR, len(sentence.words))):
        word = sentence.words[n]
        if word in _SUBJECTS and sentence.quoted[n] == run.quoted:
            return 1 if word in SHE else -1
    return 0


def _gender_beyond(sentence: Sentence, following: Sentence, found: dict[Words, Evidence]) -> None:
    """A sentence names one person and the next begins with "she"."""
    first = following.words[0] if following.words else ""
    if (
        first in _SUBJECTS
        and len(sentence.runs) == 1
        and not sentence.runs[0].quoted
        and sentence.runs[0].words
    ):
        found[bare_name(sentence.runs[0])[0]].gender += 2 if first in SHE else -2


def _speaks(name: str, found: dict[Words, Evidence]) -> None:
    """A sender or a speaker is somebody, and so is her name in small letters."""
    words = page_name(name)
    if not words or len(words) > _MOST:
        return
    one = found[words]
    one.mentions += 1
    one.acting += 2.0
    bare = _REMARK.split(name)[0].strip()
    one.spellings[bare if not bare.isupper() else bare.title()] += 1


def page_name(name: str) -> Words:
    """A sender's or a speaker's name without remarks, titles, and kisses."""
    words = tuple(word.casefold().rstrip(".") for word in _REMARK.split(name.replace("’", "'"))[0].split())
    words = tuple(word for word in words if word not in ("enter", "exit") and set(word) - set("xo"))
    return tuple(word for word in words if word not in TITLES) or words
