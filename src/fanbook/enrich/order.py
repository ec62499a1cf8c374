"""Story to Story: what can be computed or set right without knowing a format."""

from __future__ import annotations

from collections.abc import Callable

from fanbook.enrich.counts import count_words
from fanbook.enrich.dress import set_type
from fanbook.enrich.guess import guess
from fanbook.enrich.hyphens import mend_hyphens
from fanbook.enrich.language import find_language
from fanbook.enrich.lyrics import mark_songs
from fanbook.enrich.privacy import hold_back
from fanbook.model.story import Story

ENRICHERS: tuple[Callable[[Story], Story], ...] = (find_language, hold_back, count_words, guess, mark_songs)


def enrich(story: Story, *, typography: bool = True) -> Story:
    """The story with language, private details held back, words counted, and type set if asked."""
    for enricher in ENRICHERS:
        story = enricher(story)
    story = mend_hyphens(story, typography=typography)
    return set_type(story) if typography else story
