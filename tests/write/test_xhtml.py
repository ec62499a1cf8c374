"""The serialiser loses nothing, adds nothing and writes XML, whatever it is given."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from lxml import etree
from trees import block_kinds, blocks, inlines, words_of

from fanbook.model.blocks import (
    AuthorNote,
    Block,
    Chat,
    EndMark,
    Message,
    NotePlace,
    Paragraph,
    SceneBreak,
    Script,
    ScriptLine,
    ScriptRole,
    Subheading,
    Verse,
    VerseLine,
)
from fanbook.model.inlines import Emphasis, Inline, LineBreak, Strong, Text
from fanbook.model.walk import block_texts, plain
from fanbook.write import xhtml
from fanbook.write.xhtml import EPUB, PRINT, Dialect

DIALECTS = pytest.mark.parametrize("dialect", [EPUB, PRINT], ids=["epub", "print"])


def parsed(fragment: str) -> etree._Element:
    return etree.fromstring(f'<body xmlns:epub="http://www.idpf.org/2007/ops">{fragment}</body>')


def body_text(fragment: str) -> str:
    """The text of a fragment without the labels over author's notes."""
    tree = parsed(fragment)
    for label in tree.iterfind(".//p[@class='note-label']"):
        label.text = ""
    return "".join(tree.itertext())


def test_every_kind_of_block_has_a_strategy() -> None:
    assert set(block_kinds) == set(get_args(Block))


@pytest.mark.slow
@DIALECTS
@given(content=blocks)
def test_the_words_of_a_run_of_blocks_are_kept_in_order(dialect: Dialect, content: tuple[Block, ...]) -> None:
    expected = words_of(text for block in content for text in block_texts(block))
    assert words_of([body_text(xhtml.blocks_xhtml(content, dialect))]) == expected


@given(content=inlines)
def test_inline_text_is_kept_to_the_letter(content: tuple[Inline, ...]) -> None:
    tree = parsed(xhtml.inlines_xhtml(content, EPUB))
    assert "".join(tree.itertext()) == plain(content)


@pytest.mark.slow
@DIALECTS
@given(content=blocks)
def test_epub_attributes_only_when_asked_for(dialect: Dialect, content: tuple[Block, ...]) -> None:
    tree = parsed(xhtml.blocks_xhtml(content, dialect))
    names = {name for element in tree.iter() for name in element.attrib if name.startswith("{")}
    assert not names or dialect.is_epub


def test_nothing_comes_between_neighbours() -> None:
    inline = (Emphasis((Text("un"),)), Strong((Text("believ"),)), Text("able"))
    assert xhtml.inlines_xhtml(inline, EPUB) == "<em>un</em><strong>believ</strong>able"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("<b> & ]]>", "&lt;b&gt; &amp; ]]&gt;"),
        ('"x"', "&quot;x&quot;"),
        ("a\x00b\x0bc\ufffed\ud800e", "abcde"),
        ("tab\tstays", "tab\tstays"),
        ("🏹", "🏹"),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert xhtml.escape(text) == escaped


def test_a_paragraph_is_flush_unless_it_follows_a_paragraph() -> None:
    line = (Text("x"),)
    run = (
        Paragraph(line),
        Paragraph(line),
        SceneBreak(),
        Paragraph(line),
        Subheading(line),
        Paragraph(line),
        Verse(((VerseLine(line),),)),
        Paragraph(line),
        Paragraph(line),
        EndMark(line),
    )
    found = [element.get("class") for element in parsed(xhtml.blocks_xhtml(run, EPUB)).iterfind("p")]
    assert found == ["first", None, "first", "first", "first", None, "end-mark"]


def test_a_message_reads_stamp_sender_words_without_a_style_sheet() -> None:
    chat = Chat(
        (
            Message((Text("hello"), LineBreak(), Text("again")), "Ali & Bo", "10:42"),
            Message((Text("what"),), "Who?"),
            Message((Text("[joined]"),)),
        )
    )
    lines = [" ".join("".join(p.itertext()).split()) for p in parsed(xhtml.block_xhtml(chat, EPUB)).iter("p")]
    assert lines == ["10:42 Ali & Bo: hello again", "Who? what", "[joined]"]


def test_a_script_tells_speech_from_direction_without_a_style_sheet() -> None:
    script = Script(
        (
            ScriptLine((Text("A hall."),), ScriptRole.SLUG),
            ScriptLine((Text("Who goes?"),), ScriptRole.SPEECH, "WATCHMAN"),
            ScriptLine((Text("Nobody answers."),), ScriptRole.DIRECTION),
            ScriptLine((Text("Well then."),), ScriptRole.SPEECH),
        )
    )
    found = [
        (p.get("class"), " ".join("".join(p.itertext()).split()))
        for p in parsed(xhtml.block_xhtml(script, EPUB)).iter("p")
    ]
    assert found == [
        ("slug", "A hall."),
        ("speech", "WATCHMAN: Who goes?"),
        ("direction", "Nobody answers."),
        ("speech speech-more", "Well then."),
    ]


def test_stanzas_are_paragraphs_of_broken_lines_in_an_epub_and_boxes_in_print() -> None:
    verse = Verse(
        ((VerseLine((Text("one"),)), VerseLine((Text("two"),), 2)), (VerseLine((Text("three"),), 99),))
    )
    classes = ["line", "line indent-2", "line indent-6"]
    tree = parsed(xhtml.block_xhtml(verse, EPUB))
    stanzas = tree.findall(".//p[@class='stanza']")
    assert [[child.tag for child in stanza.iter()] for stanza in stanzas] == [
        ["p", "span", "br", "span"],
        ["p", "span"],
    ]
    assert [span.get("class") for span in tree.iterfind(".//p/span")] == classes
    boxes = parsed(xhtml.block_xhtml(verse, PRINT))
    assert [div.get("class") for div in boxes.iterfind(".//div/div")] == classes
    assert not boxes.findall(".//br")


def test_a_note_says_what_it_is_to_eye_and_ear() -> None:
    note = AuthorNote((Paragraph((Text("Hi"),)),), NotePlace.INLINE)
    box = parsed(xhtml.block_xhtml(note, PRINT)).find("blockquote")
    assert box is not None
    assert (box.get("role"), box.get("aria-label")) == ("note", "Author’s note")
    assert ["".join(p.itertext()) for p in box] == ["Author’s note", "Hi"]


def test_scene_breaks_are_spelled_as_the_dialect_wants() -> None:
    assert xhtml.block_xhtml(SceneBreak("***"), EPUB) == '<hr class="scene-break"/>'
    assert "<div" in xhtml.block_xhtml(SceneBreak("***"), PRINT)


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("uz-Arab", "rtl"), ("ar-Latn", "ltr"), ("", "ltr")],
)
def test_direction_follows_language_and_script(tag: str, direction: str) -> None:
    assert xhtml.text_direction(tag) == direction


@pytest.mark.parametrize(
    ("tag", "valid"),
    [
        ("en-GB", "en-GB"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("", "und"),
        ("English please", "und"),
        ("x-klingon", "und"),
    ],
)
def test_a_language_that_is_none_is_undetermined(tag: str, valid: str) -> None:
    assert xhtml.language_tag(tag) == valid


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://archive.example/works/1?x=1&y=2#c", "https://archive.example/works/1?x=1&y=2#c"),
        ("http://example.com/a b/ü%20%zz", "http://example.com/a%20b/%C3%BC%20%25zz"),
        ("https://EXAMPLE.com:8080", "https://example.com:8080"),
        ("javascript:alert(1)", ""),
        ("https://user:secret@example.com/", ""),
        ("https://exa mple.com/", ""),
        ("https://example.com:port/", ""),
        ("https://[::1", ""),
        ("see the archive", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_become_links(url: str, address: str) -> None:
    assert xhtml.web_address(url) == address


@pytest.mark.parametrize(
    ("words", "tag"),
    [("never", "em"), ("you are", "em"), ("I should never have come,", "i"), ("Pride and Prejudice", "i")],
)
def test_a_stress_is_one_and_another_voice_is_another(words: str, tag: str) -> None:
    said = (Emphasis((Text(words),)),)
    assert xhtml.inlines_xhtml(said, EPUB) == f"<{tag}>{words}</{tag}>"
    assert xhtml.inlines_xhtml(said, PRINT) == f"<em>{words}</em>"


@pytest.mark.parametrize(("is_song", "kind"), [(True, "z3998:song"), (False, "z3998:verse")])
def test_a_song_is_called_one(is_song: bool, kind: str) -> None:
    sung = Verse(((VerseLine((Text("The salt road is long"),)),),), is_song=is_song)
    assert f'epub:type="{kind}"' in xhtml.block_xhtml(sung, EPUB)
    assert "epub:type" not in xhtml.block_xhtml(sung, PRINT)


def test_a_paragraph_with_lines_of_its_own_is_flush() -> None:
    plain_one, signed = (
        Paragraph((Text("a"),)),
        Paragraph((Emphasis((Text("Yours,"), LineBreak(), Text("M."))),)),
    )
    markup = xhtml.blocks_xhtml((plain_one, plain_one, signed, plain_one), PRINT)
    assert [line[:3] for line in markup.split("\n") if line.startswith("<p")] == ["<p ", "<p>", "<p ", "<p>"]
