"""Lines that begin with who speaks are told from a wrapped paragraph's lines."""

from __future__ import annotations

from fanbook.read.layout import find_layout, find_units
from fanbook.read.speakers import spoken_lines

CHAT = [
    "much: the goose is in the bath again and nobody will say",
    "robin: who put it there",
    "much: i have my own ideas about that and so does the cat",
    "robin: the cat did it then",
    "much: it was wearing a towel",
    "robin: the cat or the goose",
    "much: both of them if you must know",
    "robin: i did not need to know",
]
WRAPPED = [
    "It was very late for either of them to be awake, and Much",
    "said: the goose had got in at the door, and between the two",
    "of them there was not a dry towel left in the whole of the",
    "house: or so it seemed to Robin, who had looked for one.",
]


def test_a_chat_in_lower_case_is_not_wrapped() -> None:
    layout = find_layout(CHAT)
    assert layout.width == 0
    assert [unit.text for unit in find_units(CHAT, layout)] == CHAT


def test_a_chat_in_a_wrapped_file_keeps_its_lines() -> None:
    lines = [*WRAPPED, "", *WRAPPED, "", *WRAPPED, "", *CHAT, "", *WRAPPED]
    units = find_units(lines, find_layout(lines))
    assert [unit.text for unit in units if unit.start == unit.end] == CHAT
    assert len(units) == 4 + len(CHAT)


def test_a_colon_in_a_paragraph_begins_no_message() -> None:
    assert spoken_lines(WRAPPED * 5) == frozenset()


def test_times_and_angle_brackets_begin_messages() -> None:
    lines = ["[14:02] <ann> no", "<ann> no", "14:03 - Beth: no", "at 14:04 she went"]
    assert spoken_lines(lines) == {1, 2, 3}


def test_a_poem_of_even_lines_is_not_wrapped() -> None:
    poem = [
        "Il pleut sur le jardin, il pleut sur le rivage,",
        "Et si j'ai de l'amour, je n'ai pas de courage,",
        "Il pleut sur les amants, il pleut sur les chevaux,",
        "Il pleut sur la fontaine et sur tous les bateaux,",
    ]
    assert find_layout(poem * 3).width == 0
