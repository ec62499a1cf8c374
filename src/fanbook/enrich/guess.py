"""What a story's header leaves unsaid, told from its text: who is paired with whom, and who is in it.

In: a story. Out: the same story with its people where they are of use, be it only to complete the names that it
states, and the couple that the text speaks for where nobody states a pairing. A person's word, a header's, a
folder's are never overruled.
"""

from __future__ import annotations

from msgspec.structs import replace

from fanbook.enrich.bonds import find_bonds
from fanbook.enrich.counts import chapter_words
from fanbook.enrich.full_names import full_names
from fanbook.enrich.passages import passages_of
from fanbook.enrich.people import find_people
from fanbook.model.pairing import Bond
from fanbook.model.story import Story

_NAMED = 0.15  # what is less sure is not worth a line
_MOST_PEOPLE = 12
_ENOUGH = 60_000  # words: in so many a couple has been told of often enough


def guess(story: Story) -> Story:
    """The story with what its text tells and nothing else did."""
    says_pairing = (
        "pairing" in story.said or story.metadata.get("pairing") is not None or bool(story.pairings)
    )
    if says_pairing and not _wants_people(story):
        stated = [name for pairing in story.pairings for name in pairing.members]
        return replace(story, people=tuple(full_names(story, stated)))
    if says_pairing:
        people = find_people(list(passages_of(_enough_of(story)))).names()
        return replace(story, people=people[:_MOST_PEOPLE])
    bonds, people = find_bonds(_enough_of(story))
    story = replace(story, people=people[:_MOST_PEOPLE])
    told = tuple(bond for bond in bonds if bond.confidence >= _NAMED)
    return replace(story, pairings=told[:1], candidates=told[1:]) if told else story


def _enough_of(story: Story) -> Story:
    """A story so long that reading some of its chapters tells as much: every second, third ..., and the last."""
    every = -(-story.words // _ENOUGH)
    if every < 2:
        return story
    read = story.chapters[every - 1 :: every]
    read = read if read and read[-1] is story.chapters[-1] else (*read, story.chapters[-1])
    return replace(story, chapters=read, words=sum(map(chapter_words, read)))


def _wants_people(story: Story) -> bool:
    """Would the names in the text tell the fandom, or who a ship name's two are?"""
    fandom = story.metadata.get("fandom")
    if "fandom" not in story.said and (fandom is None or fandom.is_hint()):
        return True
    return any(len(pairing.members) == 1 and pairing.bond is Bond.ROMANTIC for pairing in story.pairings)
