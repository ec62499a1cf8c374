"""The whole names of people whom a header calls by half of them: a story that is about Clark says "Clark Kent" somewhere.

In: a story and the names that it states. Out: for each half of a name the whole one that its text has, where it says so
more than once and hardly says anything else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from fanbook.enrich.people_words import DOES, NOBODY, SPEECH, TITLES
from fanbook.late import Late
from fanbook.model.blocks import AuthorNote
from fanbook.model.story import Story
from fanbook.model.walk import block_texts

_LEAST, _SHARE = 2, 0.8
_HALF = Late(r"[^\W\d_][\w'’-]+")


def full_names(story: Story, names: Iterable[str]) -> Iterator[str]:
    """The whole names, in the order of the halves."""
    halves = [
        name for name in dict.fromkeys(names) if _HALF.fullmatch(name) and name.casefold() not in NOBODY
    ]
    if not halves:
        return
    text = "\n".join(
        text
        for chapter in story.chapters
        for block in chapter.blocks
        if not isinstance(block, AuthorNote)
        for text in block_texts(block)
    )
    for half in halves:
        found = Counter(_beside(half if half[:1].isupper() and not half.isupper() else half.title(), text))
        if not found:
            continue
        (name, count), *_ = found.most_common(1)
        if count >= _LEAST and count >= _SHARE * found.total():
            yield name


def _beside(half: str, text: str) -> Iterator[str]:
    """Every way in which the half stands beside another word with a capital, where that could be the other half."""
    other = r"[^\W\d_a-z][\w-]+"
    for match in re.finditer(rf"(?:\b({other}) )?\b{re.escape(half)}\b(?: ({other})\b)?", text):
        before, after = match[1] or "", match[2] or ""
        if after and _could_be(after):
            yield f"{half} {after}"
        elif (
            before
            and _could_be(before)
            and text[max(match.start() - 2, 0) : match.start()].strip(' \n“"') not in (".", "!", "?", "")
        ):
            yield f"{before} {half}"  # not where a sentence may just begin with that word


def _could_be(word: str) -> bool:
    folded = word.casefold()
    return folded not in NOBODY | TITLES | SPEECH | DOES and not word.isupper()
