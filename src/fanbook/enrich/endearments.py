"""Words that one says to a beloved: "my love", "I love you", "mon amour", "ich liebe dich".

In: a sentence and a place in it. Out: how much the word there tells of love between who speaks and who is spoken to.
"""

from __future__ import annotations

from fanbook.enrich.passages import Sentence
from fanbook.enrich.people_words import BARE, PET_NAMES, VOWS

_MINE = frozenset("my mon ma mein meine mi".split())
_PET, _VOW = 3.0, 1.5  # the latter beside the vow's own "love"
_HAIL = 0.3  # "All right, love?"
_EDGES = frozenset(',-—–;:.!?…“”"')


def endears(sentence: Sentence, at: int) -> float | None:
    """What the word at that place tells as a name for a beloved, or as the last of a vow; None where it is neither."""
    if not sentence.quoted[at]:
        return None
    words = sentence.words
    if words[at] in PET_NAMES:
        is_mine = at > 0 and words[at - 1] in _MINE
        start = at - is_mine
        after = words[at + 1] if at + 1 < len(words) else "."
        opens = start == 0 or words[start - 1][:1] in _EDGES or not sentence.quoted[start - 1]
        if not (opens and after[:1] in _EDGES):
            return None
        return _PET if is_mine or words[at] in BARE else _HAIL
    spoken = (tuple(words[at - before : at + 1]) == vow for vow, before in VOWS.get(words[at], ()))
    return _VOW if any(spoken) else None
