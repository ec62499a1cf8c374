"""An ordinary story, however its scenes are parted and whatever a page has about it, is all in the book."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fanbook.model.draft import BODY_KINDS
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise

SAID = [
    "She had been told that the post would come, and it came, with a stamp on it.", "He kept the stamp in a tin.",
    '"Goats are never free," she said, and put the kettle on.', "It rained.", "Nobody answered.", '"No."', "He laughed.",
    "They walked home slowly, because there was no hurry, and because the road was long.", '"Did you lock it?" Tom asked.',
    "I never saw her again.", "Then the lights went out.", "You could hear the river from the bridge.", '"Please," he whispered.',
    "She smiled at him over the rim of her cup, and he forgot what he had wanted to say.", "We were happy, I think.",
    '"Thank you," she said. "For everything."', "There was a letter on the mat.",
]  # fmt: skip
RULES = [
    "",
    "",
    "",
    "_" * 66,
    "_" * 30,
    "-" * 60,
    "=" * 40,
    "* * *",
    "~",
    "-----",
    "#",
    "oOo",
    "+++",
    "* * * * * * *",
]
ABOVE = [
    "", "Title: The Post\nAuthor: wren\n\n", "The Post\nby wren\n\n", "Okay so this is my first fic, be nice!!\n\n",
    "Title: The Post\nAuthor: wren\nRating: G\nSummary: A goat.\nDisclaimer: Not mine.\n\n",
    "Home\nSearch\nLogin\n\nThe Post by wren\n\nRated: K - English - Chapters: 1\n\n",
    "From: wren <wren@example.org>\nSubject: FIC: The Post (1/1)\nDate: Mon, 1 Mar 1999\n\n",
]  # fmt: skip
BELOW = [
    "", "The End", "TBC", "A/N: Please review!", "Kudos\nBookmark\nComments\nShare", "Previous Chapter | Next Chapter",
    "To unsubscribe send a blank message to x-unsubscribe@example.org", "3 comments\n\nanon: great!\n\nanon2: more please!!",
    "Disclaimer: I own nothing.", "(c) 2003 wren", "Posted by wren at 10:04 PM", "*waves*\nso that is it! comments are love <3",
]  # fmt: skip
PARAGRAPHS = st.lists(
    st.tuples(st.lists(st.sampled_from(SAID), min_size=1, max_size=5).map(" ".join), st.sampled_from(RULES)),
    min_size=3,
    max_size=14,
)


@pytest.mark.slow
@settings(max_examples=400)
@given(PARAGRAPHS, st.sampled_from(ABOVE), st.sampled_from(BELOW), st.sampled_from(["\n", "\n\n"]))
def test_no_paragraph_is_taken_for_anything_but_the_story(paragraphs, above, below, gap):
    lines = [line for text, rule in paragraphs[:-1] for line in (text, rule) if line] + [paragraphs[-1][0]]
    draft = recognise(read_plain(f"{above}{gap.join(lines)}\n\n{below}\n".encode(), "a.txt")).draft
    told = {text for text, _ in paragraphs}  # two may be one: lines of one length look wrapped
    units = zip(draft.units, draft.labels, strict=True)
    found = [(label.kind, text) for unit, label in units for text in told if text in unit.text]
    assert {text for _, text in found} == told
    assert {kind for kind, _ in found} <= BODY_KINDS
