"""Lines that a page broke by hand: verse and chats are found in them, and whatever is neither is as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.model.blocks import Block, Chat, Paragraph, SceneBreak, Verse
from fanbook.model.draft import Draft
from fanbook.model.inlines import Emphasis, LineBreak, Text
from fanbook.model.walk import plain
from fanbook.read.formats import read
from fanbook.read.rows import Row
from fanbook.read.sheet import Given
from fanbook.read.single_lines import single_lines
from fanbook.recognise import recognise

PROSE = "<p>She went down the road with the salt on her back and the mule behind her, and neither of them said a word about it.</p>"
POEM = (
    "<p><em>The salt road is long, my love,<br/>and the salt road is wide,<br/>and I would walk the whole of it<br/>to have you at my side.</em></p>"
    "<p><em>The salt road is cold, my love,<br/>and the salt road is steep,<br/>and I would give the whole of it<br/>for half a night of sleep.</em></p>"
)


def blocks(body: str) -> list[Block]:
    page = f"<html><head><title>Salt</title></head><body><h1>Salt</h1>{PROSE}{body}{PROSE}</body></html>"
    draft = read(Given(page.encode(), "salt.html"))
    assert isinstance(draft, Draft)
    return [block for chapter in recognise(draft).story.chapters for block in chapter.blocks][1:-1]


def test_verse() -> None:
    (poem,) = blocks(POEM)
    assert isinstance(poem, Verse)
    assert [len(stanza) for stanza in poem.stanzas] == [4, 4]
    assert all(isinstance(line.inlines[0], Emphasis) for stanza in poem.stanzas for line in stanza)


def test_a_chat() -> None:
    (chat,) = blocks(
        "<p><b>much:</b> are you coming<br/><b>tuck:</b> no<br/><b>much:</b> please<br/><b>tuck:</b> no</p>"
    )
    assert isinstance(chat, Chat)
    assert [said.sender for said in chat.messages] == ["much", "tuck", "much", "tuck"]


def test_a_scene_s_mark_above_its_first_line() -> None:
    kinds = [type(block) for block in blocks(f"<p>* * *<br/>It was late.</p>{PROSE}")]
    assert kinds == [SceneBreak, Paragraph, Paragraph]


@pytest.mark.parametrize(
    "markup",
    [
        "“No.”<br/>“Yes.”<br/>“No,” said the mule.",
        "He went home.<br/>He slept.<br/>He <i>woke</i>.",
        "Yours,<br/>Marian",
    ],
)
def test_what_nobody_claims_is_one_paragraph_as_it_was(markup: str) -> None:
    (paragraph,) = blocks(f"<p>{markup}</p>")
    assert isinstance(paragraph, Paragraph)
    assert sum(isinstance(one, LineBreak) for one in paragraph.inlines) == markup.count("<br/>")


def test_a_note_is_one_note() -> None:
    note = "A/N: thanks for reading<br/>and for the comments<br/>see you next week!"
    row = Row(Paragraph(tuple(one for line in note.split("<br/>") for one in (LineBreak(), Text(line)))[1:]))
    assert list(single_lines(row)) == [row]


TEXT = st.text("abc ,.“”", max_size=100).map(lambda text: " ".join(text.split()))


@given(st.lists(TEXT, min_size=1, max_size=6))
def test_no_letter_is_lost(lines: list[str]) -> None:
    inlines = tuple(one for line in lines for one in (LineBreak(), Emphasis((Text(line),))))[1:]
    parts = [row.block for row in single_lines(Row(Paragraph(inlines)))]
    words = [plain(part.inlines) for part in parts if isinstance(part, Paragraph)]
    assert "\n".join(words) == plain(inlines)
