"""Names that a header halves, made whole from the story's own text, and where that must not be done."""

from __future__ import annotations

import pytest

from fanbook.enrich.full_names import full_names
from fanbook.library.config import Settings
from fanbook.model.story import Story
from fanbook.pipeline import cast_of
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.reconcile import key_of
from fanbook.stories import finished


def story(text: str, *header: str, name: str = "a.txt") -> Story:
    source = "\n".join(["Title: A", "Author: b", *header, "", text])
    return finished(recognise(read_plain(source.encode(), name)), Settings())


@pytest.mark.parametrize(
    ("half", "text", "whole"),
    [
        ("Anne", "It was Anne Elliot. They said that Anne Elliot sang.", ["Anne Elliot"]),
        ("anne", "It was Anne Elliot. They said that Anne Elliot sang.", ["Anne Elliot"]),
        ("Wentworth", "He was Frederick Wentworth. They called Frederick Wentworth a captain.", ["Frederick Wentworth"]),
        ("Wentworth", "He was Captain Wentworth. They asked Captain Wentworth.", []),
        ("Anne", "It was Anne Elliot.", []),
        ("Anne", "It was Anne Elliot. It was Anne Croft. I met Anne Elliot. I met Anne Croft.", []),
        ("Anne", "Then Anne Said so. Then Anne Said no.", []),
        ("Anne", "It rained. Suddenly Anne sang. It poured. Suddenly Anne danced.", []),
        ("Anne Elliot", "It was Anne Elliot Croft. It was Anne Elliot Croft.", []),
    ],
)  # fmt: skip
def test_halves(half: str, text: str, whole: list[str]) -> None:
    assert list(full_names(story(text), [half])) == whole


def test_a_story_s_own_text_completes_the_names_of_the_others() -> None:
    speaks = story(
        "It was Anne Elliot who spoke. Nobody heard Anne Elliot.", "Fandom: P", "Pairing: Anne/Wentworth"
    )
    silent = story("It rained.", "Fandom: P", "Pairing: Anne/Wentworth", name="b.txt")
    assert speaks.people == ("Anne Elliot",)
    assert silent.people == ()
    keys = [key_of(one, cast_of([speaks, silent], Settings())) for one in (speaks, silent)]
    assert [key.members for key in keys if key] == [("anne elliot", "wentworth")] * 2
    alone = key_of(silent, cast_of([silent], Settings()))
    assert alone is not None
    assert alone.members == ("anne", "wentworth")
