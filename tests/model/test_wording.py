"""The book's own words: every language says all of it, with the same names in its sentences."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import asdict

from fanbook.model.metadata import LABELS
from fanbook.model.wording import Wording, all_wordings, wording
from fanbook.model.wording_east import EAST
from fanbook.model.wording_west import WEST

TABLES = WEST | EAST
_OPTIONAL = {"comma", "last", "colon", "thousands", "marks", "cites"}
_HOLE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", TABLES)
def test_a_language_is_whole(language: str) -> None:
    english, words = asdict(Wording()), TABLES[language]
    assert set(english) - set(words) <= _OPTIONAL
    assert set(words["labels"]) == set(LABELS)
    for name, said in words.items():
        if isinstance(said, str):
            assert set(_HOLE.findall(said)) == set(_HOLE.findall(english[name])), name
            assert said.strip() or name in _OPTIONAL


def test_a_tag_falls_back_on_its_language_and_then_on_english() -> None:
    assert wording("de-AT").contents == "Inhalt"
    assert wording("zh-Hant-HK").contents == "目錄"
    assert wording("zh_TW").contents == "目錄"
    assert wording("tlh") == Wording()


def test_no_label_of_one_field_is_that_of_another() -> None:
    fields: dict[str, set[str]] = {}
    for words in all_wordings():
        for name in LABELS:
            fields.setdefault(words.label(name), set()).add(name)
    assert {label: names for label, names in fields.items() if len(names) > 1} == {}


def test_names_in_a_row() -> None:
    assert wording("en").listed(["a", "b", "c"]) == "a, b and c"
    assert wording("zh").listed(["甲", "乙"]) == "甲、乙"
    assert wording("ru").named("Хлеб") == "«Хлеб»"
    assert wording("en").named("“So it goes”") == "“So it goes”"
