"""A story set in type: nodes keep their text, edits are counted, uneven quotes are named once."""

from __future__ import annotations

from msgspec.structs import replace

from fanbook.enrich.dress import dress, set_type
from fanbook.model.blocks import AuthorNote, NotePlace, Paragraph, SceneBreak, Span, Verse, VerseLine
from fanbook.model.inlines import Code, Emphasis, Inline, Strong, Text
from fanbook.model.metadata import Metadata
from fanbook.model.story import Chapter, Source, Story
from fanbook.model.walk import block_texts, plain
from fanbook.recognise.markup import read_inlines


def story(*paragraphs: str, language: str = "en") -> Story:
    blocks = tuple(
        SceneBreak("***", Span(n, n)) if text == "***" else Paragraph(read_inlines(text), Span(n, n))
        for n, text in enumerate(paragraphs, 1)
    )
    return Story(Source("a.txt", "", 0, "utf-8", "lf"), Metadata(()), (Chapter(blocks),), language)


def set_texts(one: Story) -> list[str]:
    return [
        plain(block.inlines) for block in set_type(one).chapters[0].blocks if isinstance(block, Paragraph)
    ]


def uneven(one: Story) -> tuple[str, ...]:
    return tuple(found.message for found in set_type(one).diagnostics if found.code == "N010")


def kinds(inlines: tuple[Inline, ...]) -> list[str]:
    return [type(inline).__name__ for inline in inlines]


def test_stress_keeps_its_words() -> None:
    block = set_type(story('"I *said*, \'_Don\'t_.\'" *"Run*," he said -- **"No!"**')).chapters[0].blocks[0]
    assert isinstance(block, Paragraph)
    assert plain(block.inlines) == "“I said, ‘Don’t.’” “Run,” he said—“No!”"
    assert kinds(block.inlines) == [
        "Text",
        "Emphasis",
        "Text",
        "Emphasis",
        "Text",
        "Emphasis",
        "Text",
        "Strong",
    ]
    assert [plain((part,)) for part in block.inlines if isinstance(part, Emphasis | Strong)] == [
        "said", "Don’t", "“Run", "“No!”",
    ]  # fmt: skip


def test_code_stays() -> None:
    words = (
        Text('He typed "'),
        Emphasis((Code((Text("a -- 'b'"),)), Text("--c"))),
        Text('" -- so'),
        Code((Text('"x"'),)),
    )
    bare = story()
    block = Paragraph(words, Span(1, 1))
    done = set_type(replace(bare, chapters=(Chapter((block,)),))).chapters[0].blocks[0]
    assert isinstance(done, Paragraph)
    assert plain(done.inlines) == "He typed “a -- 'b'—c”—so\"x\""


def test_edits_are_counted() -> None:
    assert set_type(story('"It\'s late..."', "6'2\" -- tall")).edits == (
        ("apostrophes", 1), ("dashes", 1), ("ellipses", 1), ("primes", 2), ("quotes", 2),
    )  # fmt: skip


def test_a_speech_over_paragraphs_is_even() -> None:
    assert uneven(story('"One.', '"Two.', '"Three."')) == ()
    assert set_texts(story("'And so,", "'we rowed.'")) == ["‘And so,", "‘we rowed.’"]
    assert uneven(story("« Un.", "« Deux. »", language="fr")) == ()
    assert uneven(story("« Un.", "» Deux. »", language="fr")) == ()


def test_uneven_quotes_are_named_where_they_begin() -> None:
    one = "1 paragraph has a quotation mark without its partner (line {})"
    assert uneven(story('"One.', "Two.")) == (one.format(1),)
    assert uneven(story("One.", 'Two," he said.')) == (one.format(2),)
    # A speech that line breaks have cut in pieces is even all the same.
    assert uneven(story('"One', "two", 'three," he said.')) == ()
    assert uneven(story('"One', "two", '"Three," he said.')) == (one.format(1),)
    assert uneven(story('"One', *["two"] * 9, 'three," he said.')) == (
        "2 paragraphs have a quotation mark without its partner (lines 1, 11)",
    )
    # The next scene opens no speech of this one.
    assert uneven(story('"One.', "***", '"Two."')) == (one.format(1),)


def test_many_uneven_quotes_do_not_drown_the_report() -> None:
    found = uneven(story(*('"One.', "Two.") * 400))
    assert found == ("400 paragraphs have a quotation mark without its partner (lines 1, 3, 5, 7, 9 …)",)


def test_an_uneven_paragraph_is_set_as_far_as_it_tells() -> None:
    assert set_texts(story('"One," she said. "Two.')) == ["“One,” she said. “Two."]


def test_verse_and_notes_are_set() -> None:
    verse = Verse(((VerseLine((Text("'Tis late --"),)), VerseLine((Text('"come," it sang'),))),), Span(1, 2))
    note = AuthorNote((Paragraph((Text("It's done..."),)),), NotePlace.STORY_END)
    bare = story()
    done = set_type(replace(bare, chapters=(Chapter((verse,)),), end_notes=(note,)))
    set_verse = done.chapters[0].blocks[0]
    assert isinstance(set_verse, Verse)
    assert [plain(line.inlines) for line in set_verse.stanzas[0]] == ["’Tis late—", "“come,” it sang"]
    assert list(block_texts(done.end_notes[0])) == ["It’s done…"]


def test_titles() -> None:
    chapter = Chapter((), label="Chapter 1", title=(Text("Kansas - The '90s"),))
    done = set_type(replace(story(), chapters=(chapter,))).chapters[0]
    assert plain(done.title) == "Kansas – The ’90s"
    assert dress("Pride and Prejudice - A 'Retelling'", "en") == "Pride and Prejudice – A ‘Retelling’"
    assert dress("", "en") == ""
