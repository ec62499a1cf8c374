"""Which motifs a book bears.

In: the brief and a `Chance`. Out: up to six `Motif`s, the most telling first. Words of the title count
most, then the fandom and what the story says of itself; a story that says nothing gets motifs that suit
any binding, so a cover is never without.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

from fanbook.cover.brief import CoverBrief
from fanbook.cover.chance import Chance
from fanbook.cover.lexicon import MOTIFS, NEUTRAL, Motif

WANTED = 6
_PHRASES = tuple(
    (word, index)
    for index, motif in enumerate(MOTIFS)
    for word in motif.words
    if len(word) > 1 and ord(word[0]) >= 0x2E80
)
_WEIGHTS = (("title", 5.0), ("fandom", 1.8), ("keywords", 2.5), ("pairing", 2.2))


def _by_word() -> Mapping[str, list[int]]:
    """Which motifs each word calls for."""
    out: dict[str, list[int]] = {}
    for index, motif in enumerate(MOTIFS):
        for word in motif.words:
            out.setdefault(word, []).append(index)
    return out


_CALLED = _by_word()


def words_of(text: str) -> frozenset[str]:
    """Words in lower case, with and without an English plural or genitive, and single CJK characters."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    out: set[str] = set()
    for word in re.findall(r"[^\W_]+(?:['-][^\W_]+)*", folded):
        out.add(word)
        out.update(word.split("-"))
        bare = word.removesuffix("'s").removesuffix("'")
        out.update((bare, bare.removesuffix("s"), bare.removesuffix("es")))
        if bare.endswith("ves"):
            out.update((bare[:-3] + "f", bare[:-3] + "fe"))
        if bare.endswith("ies"):
            out.add(bare[:-3] + "y")
    out.update(char for char in folded if ord(char) >= 0x2E80)
    return frozenset(out)


def _said(brief: CoverBrief) -> tuple[tuple[frozenset[str], float, str], ...]:
    texts = {
        "title": "" if brief.stand_in else brief.title,
        "fandom": (brief.fandom or "").split(" - ")[0],  # "Emma - Jane Austen": the author is no subject
        "keywords": " ".join(brief.keywords),
        "pairing": brief.pairing or "",
    }
    return tuple((words_of(texts[key]), weight, texts[key]) for key, weight in _WEIGHTS)


def _weights(said: tuple[tuple[frozenset[str], float, str], ...]) -> list[float]:
    """How loudly a story calls for each motif; a word of two CJK characters is looked for as it stands."""
    totals = [0.0] * len(MOTIFS)
    for words, weight, text in said:
        called = Counter(index for word in words for index in _CALLED.get(word, ()))
        called.update(index for phrase, index in _PHRASES if phrase in text)
        for index, hits in called.items():
            totals[index] += weight * min(2, hits)
        for index, motif in enumerate(MOTIFS):
            if motif.symbol in text:
                totals[index] += weight
    return totals


def is_called(brief: CoverBrief) -> bool:
    """Whether a story's words call for any motif at all."""
    return any(_weights(_said(brief)))


def choose_motifs(brief: CoverBrief, chance: Chance) -> tuple[Motif, ...]:
    """The motifs of a story, the most telling first; `WANTED` of them."""
    said = _said(brief)
    called = [(weight * chance.between(0.75, 1.25), index) for index, weight in enumerate(_weights(said))]
    best = [
        MOTIFS[index] for weight, index in sorted(called, key=lambda one: (-one[0], one[1])) if weight > 0
    ]
    spare = [motif for motif in MOTIFS if motif.symbol in NEUTRAL and motif not in best]
    return (*best[:WANTED], *chance.shuffled(spare))[:WANTED]
