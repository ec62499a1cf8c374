"""What counts when two records of the trees are compared, and that they cannot be changed."""

import pickle

import pytest
from msgspec.structs import replace

from fanbook.model.blocks import Paragraph, SceneBreak, Span
from fanbook.model.inlines import Text
from fanbook.model.metadata import Fact, Metadata
from fanbook.model.pairing import Bond, Pairing, Standing
from fanbook.model.picture import Picture
from fanbook.model.story import Chapter

WORDS = Paragraph((Text("The lamp was lit."),))


def test_the_place_does_not_count() -> None:
    elsewhere = replace(WORDS, at=Span(3, 9))
    assert elsewhere == WORDS
    assert hash(elsewhere) == hash(WORDS)
    assert Chapter((elsewhere,), at=Span(1, 9)) == Chapter((WORDS,))
    assert {elsewhere, WORDS} == {WORDS}


@pytest.mark.parametrize(
    "other",
    [
        Paragraph((Text("The lamp was out."),)),
        Paragraph(()),
        SceneBreak("The lamp was lit."),
        WORDS.inlines,
        None,
    ],
)
def test_the_words_and_the_kind_do(other: object) -> None:
    assert other != WORDS


def test_a_pairing_is_its_people_and_their_bond() -> None:
    stated = Pairing(("Holmes", "Watson"))
    assert stated == Pairing(("Holmes", "Watson"), standing=Standing.BACKGROUND, confidence=0.3)
    assert hash(stated) == hash(replace(stated, confidence=0.3))
    assert stated != Pairing(("Holmes", "Watson"), Bond.PLATONIC)
    assert stated != Pairing(("Watson", "Holmes"))
    assert stated != ("Holmes", "Watson")


def test_facts_are_found_by_name() -> None:
    facts = Metadata((("title", Fact("Lamps")), ("author", Fact("hollin"))))
    assert facts.value("author") == "hollin"
    assert facts.get("series") is None
    assert [name for name, _ in facts.having("title", Fact("Wicks")).in_order()] == ["title", "author"]
    assert facts.having("title", Fact("Wicks")).value("title") == "Wicks"


def test_a_picture_is_told_by_its_name() -> None:
    assert "x" * 9 not in repr(Picture("3f0c.jpg", "image/jpeg", b"x" * 9, 3, 4))


def test_records_travel_and_do_not_change() -> None:
    placed = replace(WORDS, at=Span(3, 9))
    again = pickle.loads(pickle.dumps(placed))
    assert again == placed
    assert again.at == Span(3, 9)
    with pytest.raises(AttributeError):
        again.at = Span(1, 1)  # type: ignore[misc]
