"""RTF as word processors write it: what stands beside the story's plain words, and where."""

from __future__ import annotations

import makers
import pytest

from fanbook.model.blocks import Block, Footnote, ItemList, Paragraph, Table
from fanbook.model.inlines import Link, Text
from fanbook.model.story import Story
from fanbook.model.walk import block_texts, plain
from fanbook.read.formats import read
from fanbook.read.sheet import Given
from fanbook.recognise import recognise

WORD = r"The geese{\cs16\super \chftn {\footnote \pard\plain \s15 {\cs16\super \chftn } Forty of them.\par \pard More than \i once\i0 .}} went over."
WRITER = r"The geese{\super \chftn{\*\footnote\chftn \pard\plain \s20 Forty of them.\par\pard More than {\i once}.}} went over."
PANDOC = r"The geese{\super\chftn}{\*\footnote\chftn\~\plain\pard {\pard Forty of them.\par}{\pard More than {\i once}.\par}} went over."
CHOSEN = r"The geese{\super *{\footnote \pard\plain {\super *} Forty of them.\par \pard More than \i once\i0 .}} went over."


def story_of(body: str) -> Story:
    data = rf"{{\rtf1\ansi\deff0{{\fonttbl{{\f0 Times;}}}}{{\*\ftnsep\chftnsep}}\pard {body}\par}}".encode(
        "ascii"
    )
    return recognise(read(Given(data, "a.rtf"))).story


def blocks_of(body: str) -> tuple[Block, ...]:
    (chapter,) = story_of(body).chapters
    return chapter.blocks


@pytest.mark.parametrize(
    ("body", "mark"),
    [(WORD, "1"), (WRITER, "1"), (PANDOC, "1"), (CHOSEN, "*")],
    ids=["word", "writer", "pandoc", "chosen"],
)
def test_a_footnote_is_one(body: str, mark: str) -> None:
    _, told, _, note = blocks_of(
        rf"Once it rained.\par {body}\par And then it was dry, and nobody spoke of it."
    )
    assert isinstance(note, Footnote)
    assert "".join(block_texts(told)) == f"The geese{mark} went over."
    assert note.label == mark
    assert [plain(run) for run in note.paragraphs] == ["Forty of them.", "More than once."]
    assert f"FootnoteRef(children=(Text(value='{mark}'),), key='{note.key}')" in repr(told)


def test_a_footnote_that_is_never_closed_loses_no_word() -> None:
    texts = [
        text
        for block in blocks_of(r"{One}{\super\chftn}{\footnote two {\b three")
        for text in block_texts(block)
    ]
    assert " ".join(texts).split() == ["One1", "1", "two", "three"]


def test_a_link_leads_where_it_led() -> None:
    (told,) = blocks_of(
        r'See {\field{\*\fldinst{HYPERLINK "https://a.example/x" }}{\fldrslt{\ul\cf2 the map}}} first.'
    )
    assert told == Paragraph((Text("See "), Link((Text("the map"),), "https://a.example/x"), Text(" first.")))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd"])
def test_a_link_to_anything_else_is_words(url: str) -> None:
    (told,) = blocks_of(rf'See {{\field{{\*\fldinst{{HYPERLINK "{url}"}}}}{{\fldrslt the map}}}} first.')
    assert isinstance(told, Paragraph)
    assert not any(isinstance(one, Link) for one in told.inlines)
    assert plain(told.inlines) == "See the map first."


def test_a_table_is_one() -> None:
    rows = "".join(
        rf"\trowd\pard\intbl {a}\cell {b}\cell\row " for a, b in (("who", "when"), ("Much", "noon"))
    )
    table = blocks_of(rf"The watch was this.\par {rows}\pard And so they stood.")[1]
    assert isinstance(table, Table)
    assert [[plain(cell.inlines) for cell in row] for row in table.rows] == [
        ["who", "when"],
        ["Much", "noon"],
    ]


def test_lists_keep_their_numbers() -> None:
    items = "".join(
        rf"{{\listtext\pard\plain {mark}\tab}}{word}\par "
        for mark, word in (("3.", "rope"), ("4.", "bread"), (r"\bullet", "salt"))
    )
    numbered, dotted = blocks_of(rf"They took this.\par {items}\pard And went.")[1:3]
    assert isinstance(numbered, ItemList)
    assert isinstance(dotted, ItemList)
    assert (numbered.ordered, numbered.start, len(numbered.items)) == (True, 3, 2)
    assert (dotted.ordered, list(block_texts(dotted))) == (False, ["salt"])


def test_a_letter_before_an_item_is_the_authors_word() -> None:
    texts = [
        text
        for block in blocks_of(r"So:\par {\listtext a)\tab}rope\par {\listtext b)\tab}bread\par Done.")
        for text in block_texts(block)
    ]
    assert texts == ["So:", "a) rope", "b) bread", "Done."]


def test_a_picture_comes_along_and_its_stand_in_does_not() -> None:
    digits = makers.picture().hex()
    pict = rf"{{\*\shppict{{\pict\pngblip\picw8{{\*\blipuid 00ff}}{digits}}}}}{{\nonshppict{{\pict\wmetafile8 0102}}}}"
    story = story_of(rf"Look.\par {pict}\par There it was.")
    assert [one.data for one in story.pictures] == [makers.picture()]
    assert "R042" not in {one.code for one in story.diagnostics}


def test_a_picture_that_no_book_can_hold_is_reported() -> None:
    story = story_of(r"Look.\par {\pict\wmetafile8 0102ff}\par There it was.")
    assert "R042" in {one.code for one in story.diagnostics}


def test_bytes_that_are_counted_are_passed_over() -> None:
    (told,) = blocks_of(r"Before {\pict\pngblip\bin6 }}}{{{} after.")
    assert " ".join(block_texts(told)).split() == ["Before", "after."]


def test_headings_that_the_outline_tells_begin_chapters() -> None:
    words = (
        "It rained all day on the hill, and the geese went over it, and nobody in the whole of the house spoke. "
        * 2
    )
    body = "".join(rf"\pard\outlinelevel0 {name}\par\pard {words}\par " for name in ("Rain", "Geese"))
    assert [plain(chapter.title) for chapter in story_of(body).chapters] == ["Rain", "Geese"]
