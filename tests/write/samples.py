"""Sample books for the tests of both writers. All text is our own; Robin Hood and King Arthur are anybody's.

`novel` has every kind of page and block, `one_piece` no heading at all, `anthology` two levels,
`long_novel` as many words as asked for, `right_to_left` and `ideographic` other scripts.
"""

from __future__ import annotations

import struct
import zlib
from datetime import UTC, datetime
from itertools import cycle, islice

from msgspec.structs import replace

from fanbook.model.blocks import (
    Align,
    AuthorNote,
    Block,
    Cell,
    Chat,
    Dateline,
    EndMark,
    Footnote,
    ItemList,
    Letter,
    LetterPart,
    LetterRole,
    Message,
    NotePlace,
    Paragraph,
    PovCard,
    Quote,
    SceneBreak,
    Script,
    ScriptLine,
    ScriptRole,
    Subheading,
    Table,
    Verse,
    VerseLine,
)
from fanbook.model.book import (
    About,
    AboutRow,
    Book,
    ChapterPage,
    Colophon,
    Contents,
    HalfTitle,
    NotesPage,
    Notice,
    Section,
    TitlePage,
    WorkTitle,
)
from fanbook.model.inlines import (
    Emphasis,
    FootnoteRef,
    Image,
    Inline,
    LineBreak,
    Link,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from fanbook.model.picture import Picture
from fanbook.model.story import Chapter, ChapterKind

MODIFIED = datetime(2011, 4, 23, 12, 30, tzinfo=UTC)


def chequered(width: int, height: int) -> bytes:
    """A small grey PNG."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes(200 if (x // 8 + y // 8) % 2 else 60 for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"".join(rows))), chunk(b"IEND", b""))
    )


PICTURE = Picture("flag.png", "image/png", chequered(320, 200), 320, 200)

PROSE = """
The rain had come in from the west at noon, and by four it had made up its mind to stay.
“You might have written,” she said, without looking round. “Eleven years is a long time to look for a pen.”
He set the lantern down on the sill. There were several answers to that, and he had practised most of them \
on the road from Nottingham; none of them now seemed to have been made for use.
“I did write,” said Robin. “I wrote every week. I had nobody to carry it.”
Somewhere below them a door opened, let out a little noise and a little light, and shut again. The castle \
was settling for the night as an old dog settles, turning round and round on its own stones, and Marian \
listened to it as she had listened every night since the spring, for the one step upon the stair that was \
not a guard’s.
“And what did you do with them?”
“I put them in the oak.”
She turned round at last. It was not, he thought, that she had not changed. It was that she had changed in \
the direction in which he had been looking.
""".strip().split("\n")


def say(words: str) -> tuple[Inline, ...]:
    """Plain words."""
    return (Text(words),)


def paragraphs(count: int, start: int = 0) -> tuple[Block, ...]:
    """So many paragraphs of the stock prose."""
    return tuple(Paragraph(say(words)) for words in islice(cycle(PROSE), start, start + count))


def _letter() -> Letter:
    return Letter(
        (
            LetterPart(LetterRole.HEADER, say("Sherwood, the eve of St Mark")),
            LetterPart(LetterRole.SALUTATION, say("My dear Marian,")),
            LetterPart(LetterRole.BODY, say(PROSE[0] + " I write this under the oak, and the ink runs.")),
            LetterPart(LetterRole.BODY, say("Little John says that he is well. He is not well. " + PROSE[2])),
            LetterPart(LetterRole.VALEDICTION, say("Ever and wetly yours,")),
            LetterPart(LetterRole.SIGNATURE, say("R. of Locksley")),
            LetterPart(LetterRole.POSTSCRIPT, say("P.S. The goose has followed me home.")),
        )
    )


def _verse() -> Verse:
    return Verse(
        (
            (
                VerseLine(say("The king he sits in Dunfermline town,")),
                VerseLine(say("Drinking the blood-red wine;"), 1),
                VerseLine(say("“O where will I get a good archer,")),
                VerseLine((Text("To shoot a "), Emphasis(say("goose")), Text(" of mine?”")), 1),
            ),
            (
                VerseLine(
                    say(
                        "And up and spoke an elder knight who had a very great deal to say and no notion at "
                        "all of where a line of verse ought to come to an end,"
                    )
                ),
                VerseLine(say("And sat at the king’s right knee."), 2),
            ),
        )
    )


def _chat() -> Chat:
    return Chat(
        (
            Message(say("[Group chat: Merry Men (and Marian)]")),
            Message(say("has anyone seen my good arrow"), "will_scarlet", "10:42 PM"),
            Message(
                (Text("define "), Emphasis(say("good")), LineBreak(), Text("also define my")),
                "Much & Sons <millers>",
                "10:43 PM",
            ),
            Message(say("It is in the Sheriff’s door. They are all in the Sheriff’s door."), "Marian"),
            Message(say("Little John is typing…")),
        )
    )


def _script() -> Script:
    return Script(
        (
            ScriptLine(say("The kitchen at Locksley. Morning, or nearly."), ScriptRole.SLUG),
            ScriptLine(say("Much has lost a shoe; he does not know it yet."), ScriptRole.DIRECTION),
            ScriptLine(
                (Emphasis(say("(under the table)")), Text(" It was here when the goose was here.")),
                ScriptRole.SPEECH,
                "Much",
            ),
            ScriptLine(say("Then ask the goose."), ScriptRole.SPEECH, "Marian & Tuck"),
            ScriptLine(say("They look at the goose."), ScriptRole.DIRECTION),
            ScriptLine(say("Ah."), ScriptRole.SPEECH),
        )
    )


def _note(place: NotePlace, *words: str) -> AuthorNote:
    return AuthorNote(tuple(Paragraph(say(paragraph)) for paragraph in words), place)


def every_block() -> tuple[Block, ...]:
    """Every kind of block, and text that leans on the seams between inline elements."""
    tight: tuple[Inline, ...] = (
        Text("It was "),
        Emphasis(say("un")),
        Strong(say("believ")),
        Text("able & <odd>; "),
        Emphasis((Text("he said so "), Emphasis(say("twice")), Text("."))),
    )
    return (
        _note(NotePlace.CHAPTER_HEAD, "Sorry that this is late!", "The goose was ill, and then I was."),
        PovCard(say("Marian"), "Marian"),
        Dateline(say("Nottingham, April 1194")),
        *paragraphs(3),
        Paragraph(tight),
        SceneBreak("* * *"),
        *paragraphs(2, 3),
        Subheading(say("The Oak")),
        *paragraphs(2, 5),
        _letter(),
        *paragraphs(2, 4),
        _verse(),
        *paragraphs(1, 1),
        _chat(),
        _script(),
        *paragraphs(2, 6),
        SceneBreak(),
        *paragraphs(1),
        _note(NotePlace.INLINE, "I know that there were no telephones in 1194."),
        *paragraphs(1, 7),
        EndMark(say("To be continued…")),
        _note(NotePlace.CHAPTER_END, "Reviews are love."),
    )


def marked_up() -> tuple[Block, ...]:
    """Everything that only sources with markup bring."""
    return (
        *paragraphs(1),
        Paragraph(
            (
                Text("It was "),
                Strike(say("not")),
                Text(" the 3"),
                Superscript(say("rd")),
                Text(" cup of H"),
                Subscript(say("2")),
                Text("O, says "),
                Link((Text("the "), Emphasis(say("chronicle"))), "https://chronicle.example/a?b=1&c=2"),
                Text("."),
                FootnoteRef(say("1"), "n1"),
            )
        ),
        Paragraph(say("WANTED"), align=Align.CENTRE),
        Paragraph(say("by the Sheriff, for arrows"), align=Align.CENTRE),
        *paragraphs(1, 2),
        Quote((*paragraphs(2, 3), Paragraph(say("The Sheriff, his hand"), align=Align.END))),
        *paragraphs(1, 5),
        ItemList(
            ((Paragraph(say("one goose")),), (Paragraph(say("bread")), ItemList(((Paragraph(say("rye")),),))))
        ),
        ItemList(((Paragraph(say("Run.")),), (Paragraph(say("Run faster.")),)), ordered=True, start=3),
        *paragraphs(1, 6),
        Table(
            (
                (Cell(say("Archer"), is_header=True), Cell(say("Rings"), is_header=True)),
                (Cell(say("Robin")), Cell(say("9"))),
                (Cell(say("The Sheriff, and all of his men together"), across=2),),
            )
        ),
        *paragraphs(1, 4),
        Paragraph((Image(PICTURE.name, "A chequered flag"),)),
        *paragraphs(1, 2),
        Footnote("n1", "1", (say("It was the second."), say("He was told so later."))),
    )


def chapter(number: int, blocks: tuple[Block, ...], title: str = "", label: str = "") -> Chapter:
    """A chapter with a spelled-out label."""
    return Chapter(
        blocks, ChapterKind.CHAPTER, number, label or f"Chapter {number}", say(title) if title else ()
    )


def _about(title: str, authors: tuple[str, ...]) -> About:
    return About(
        title,
        authors,
        (
            AboutRow("Fandom", "Robin Hood (Traditional)"),
            AboutRow("Pairing", "Marian/Robin"),
            AboutRow("Characters", "Marian of Leaford, Robin of Locksley, Little John, the Sheriff, a goose"),
            AboutRow("Rating", "Teen"),
            AboutRow("Genre", "Romance", guess=True),
        ),
        "Someone is shooting letters into the Sheriff’s best door.\n"
        "Marian has been asked to find out who it is, and this is awkward, because she has answered them.",
        "mild peril, one goose",
    )


def _front(title: str, authors: tuple[str, ...], *, stand_in: bool = False) -> tuple[Section, ...]:
    return (
        Section("half-title", HalfTitle(title)),
        Section(
            "title-page",
            TitlePage(title, authors, stand_in, "A tale of Sherwood", "Robin Hood", "Marian/Robin"),
        ),
        Section(
            "notice",
            Notice(
                (
                    "A transformative work. Robin Hood belongs to everybody, which is a relief.",
                    "This copy is personal and not for sale. All credit is the author’s.",
                ),
                "https://archive.example/works/1194",
            ),
        ),
        Section("about", _about(title, authors), "About this story"),
        Section("contents", Contents()),
    )


def marked() -> Book:
    """A story with all that markup brings, a picture among it."""
    chapters = (chapter(1, marked_up(), "The Goose"), chapter(2, paragraphs(3), "The Oak"))
    body = tuple(
        Section(f"chapter-{at}", ChapterPage(each, at == 1), f"Chapter {at}")
        for at, each in enumerate(chapters, 1)
    )
    return replace(one_piece(), sections=body, pictures=(PICTURE,))


def novel() -> Book:
    """A story in chapters with every kind of page and block."""
    title, authors = "Arrows in April", ("fletcher_at_dusk", "Wren O’Hara")
    chapters = (
        Chapter(paragraphs(4), ChapterKind.PROLOGUE, None, "Prologue"),
        chapter(1, every_block(), "The Sheriff’s Door", "Chapter One"),
        Chapter(
            paragraphs(6, 2),
            ChapterKind.CHAPTER,
            2,
            "Chapter Two",
            (
                Text("In Which a "),
                Emphasis(say("Goose")),
                Text(" Is Heard From at Greater Length Than Is Usual"),
            ),
        ),
        Chapter(paragraphs(5, 4), ChapterKind.CHAPTER, 3, "3."),
        Chapter((*paragraphs(3), EndMark(say("The End"))), ChapterKind.EPILOGUE, None, "", say("Epilogue")),
    )
    names = ("Prologue", "Chapter One: The Sheriff’s Door", "Chapter Two: In Which a Goose Is Heard From")
    body = tuple(
        Section(f"chapter-{at}", ChapterPage(each, at == 1), name, 1, title, authors[0])
        for at, (each, name) in enumerate(zip(chapters, (*names, "3.", "Epilogue"), strict=True), 1)
    )
    preface = (_note(NotePlace.STORY_HEAD, "Written for the April exchange.", "Thank you, R."),)
    afterword = (_note(NotePlace.STORY_END, "Thank you for reading."), _note(NotePlace.STORY_END, "And R."))
    return Book(
        kind="story",
        slug="arrows-in-april",
        identifier="https://archive.example/works/1194",
        title=title,
        authors=authors,
        language="en",
        modified=MODIFIED,
        sections=(
            *_front(title, authors),
            Section("preface", NotesPage("Author’s Notes", preface, is_front=True), "Author’s Notes"),
            *body,
            Section("afterword", NotesPage("Afterword", afterword, is_front=False), "Afterword"),
            Section("colophon", Colophon(("Set in EB Garamond.", "Made with fanbook, by hand & by rule."))),
        ),
        subtitle="A tale of Sherwood",
        pairing="Marian/Robin",
        fandom="Robin Hood (Traditional)",
        rating="Teen",
        summary="Someone is shooting letters into the Sheriff’s best door.",
        subjects=("Romance", "Letters", "romance"),
        characters=("Marian of Leaford", "Robin of Locksley"),
        series="The Greenwood Post",
        series_index="2",
        source_url="https://archive.example/works/1194",
        published="2011-04-01",
        status="complete",
        warnings=("mild peril", "one goose"),
        words=1100,
    )


def one_piece() -> Book:
    """A story without headings, without an author and with a stand-in title."""
    title = "the rain had come in"
    only = Chapter((*paragraphs(8), SceneBreak(), *paragraphs(8, 3)), ChapterKind.STORY)
    return Book(
        kind="story",
        slug="the-rain-had-come-in",
        identifier="urn:uuid:8f3f6f4e-6f0e-5c6e-9a64-0d2d8a0f7c11",
        title=title,
        authors=(),
        language="en-GB",
        modified=MODIFIED,
        sections=(
            Section("title-page", TitlePage(title, (), stand_in=True)),
            Section("story", ChapterPage(only, first=True), title, 1, title),
        ),
        stand_in=True,
    )


def anthology() -> Book:
    """Three works by three authors: chapters, one piece, and a work with a foreign language."""
    sections: list[Section] = [
        Section("title-page", TitlePage("Marian/Robin", ("three hands",), subtitle="Three stories")),
        Section("contents", Contents()),
    ]
    works = (
        ("Arrows in April", ("fletcher_at_dusk",), "en", 3),
        ("Lantern Song", ("quietreader", "Wren O’Hara"), "en", 0),
        ("Flèches d’avril", (), "fr", 2),
    )
    for number, (title, authors, language, count) in enumerate(works, 1):
        author = " and ".join(authors)
        sections.append(
            Section(f"w{number}", WorkTitle(title, authors, number=number), title, 1, title, author, language)
        )
        sections.append(Section(f"w{number}-about", _about(title, authors), "", 2, title, author, "en"))
        pieces = [chapter(at, paragraphs(5, at), f"Number {at}") for at in range(1, count + 1)]
        for at, piece in enumerate(pieces or [Chapter(paragraphs(9), ChapterKind.STORY)], 1):
            name = f"Chapter {at}" if pieces else ""
            page = ChapterPage(piece, first=at == 1)
            sections.append(Section(f"w{number}-c{at}", page, name, 2, title, author, language))
    sections.append(Section("colophon", Colophon(("Made with fanbook.",)), "Colophon"))
    return Book(
        kind="anthology",
        slug="anthology-marian-robin",
        identifier="urn:uuid:0d9a4a5e-2f55-5c8e-8a0f-6a8f3d0b9a10",
        title="Marian/Robin",
        authors=("fletcher_at_dusk", "quietreader", "Wren O’Hara"),
        language="en",
        modified=MODIFIED,
        sections=tuple(sections),
        subtitle="Three stories",
        pairing="Marian/Robin",
        fandom="Robin Hood",
    )


def annotated() -> Book:
    """Two chapters with footnotes: short and long ones, two in a paragraph, in verse; one that fills pages."""
    base = long_novel(4500, 2)
    sections = tuple(
        replace(section, page=replace(section.page, chapter=_annotated(section.page.chapter, section.id)))
        if isinstance(section.page, ChapterPage)
        else section
        for section in base.sections
    )
    return replace(base, sections=sections)


def _annotated(plain: Chapter, name: str) -> Chapter:
    blocks: list[Block] = []
    notes: list[Footnote] = []

    def mark(*words: str) -> FootnoteRef:
        label = str(len(notes) + 1)
        notes.append(Footnote(f"{name}-{label}", label, tuple(say(one) for one in words)))
        return FootnoteRef(say(label), f"{name}-{label}")

    for at, block in enumerate(plain.blocks):
        if at % 7 == 2 and isinstance(block, Paragraph):
            more = PROSE[at % len(PROSE)]
            after = (mark(f"So the {at}th letter says, and no other."),)
            after = (*after, Text(f" {more} "), mark(more, more)) if at % 2 else after
            blocks.append(Paragraph((*block.inlines, *after)))
        else:
            blocks.append(block)
    blocks.append(Verse(((VerseLine((*say("The goose is on the water"), mark("A grey one."))),),)))
    blocks.append(Paragraph((*say("He read on."), mark(*PROSE * 4), Text(" It was late."))))
    return replace(plain, blocks=(*blocks, *notes))


def long_novel(words: int = 100_000, chapters: int = 30) -> Book:
    """So many words of the stock prose, in so many chapters with short titles."""
    per_chapter = words // chapters
    stock = sum(len(line.split()) for line in PROSE) / len(PROSE)
    count = round(per_chapter / stock)
    body = tuple(
        Section(
            f"chapter-{at}",
            ChapterPage(
                chapter(at, _with_breaks(paragraphs(count, at)), f"The Letter of the {at}th"), at == 1
            ),
            f"Chapter {at}",
            1,
            "The Long Post",
            "fletcher_at_dusk",
        )
        for at in range(1, chapters + 1)
    )
    base = novel()
    front = _front("The Long Post", ("fletcher_at_dusk",))
    return replace(base, slug="the-long-post", title="The Long Post", sections=(*front, *body), words=words)


def long_read() -> Book:
    """Two chapters of some pages, enough to judge how pages are set."""
    return long_novel(7000, 2)


def _with_breaks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    out: list[Block] = []
    for at, block in enumerate(blocks, 1):
        out.append(block)
        if at % 25 == 0 and at < len(blocks):
            out.append(SceneBreak("* * *"))
    return tuple(out)


def _in_script(language: str, title: str, author: str, label: str, lines: tuple[str, ...]) -> Book:
    verse = Verse(((VerseLine(say(lines[0])), VerseLine(say(lines[1]), 1)),))
    talk = Chat((Message(say(lines[1]), author, "22:10"), Message(say(lines[0]), "Robin")))
    letter = Letter(
        (LetterPart(LetterRole.SALUTATION, say(lines[0])), LetterPart(LetterRole.BODY, say(lines[1])))
    )
    stressed = Paragraph((Text(lines[0] + " "), Emphasis(say(lines[1])), Text(" (Robin, 1194)")))
    prose = tuple(Paragraph(say(" ".join(lines))) for _ in range(3))
    piece = Chapter(
        (*prose, stressed, SceneBreak(), *prose, verse, talk, letter), ChapterKind.CHAPTER, 1, label
    )
    return Book(
        kind="story",
        slug=f"script-{language}",
        identifier=f"urn:fanbook:script:{language}",
        title=title,
        authors=(author,),
        language=language,
        modified=MODIFIED,
        sections=(
            Section("title-page", TitlePage(title, (author,))),
            Section("contents", Contents(title)),
            Section("chapter-1", ChapterPage(piece, first=True), label, 1, title, author),
        ),
    )


def right_to_left() -> Book:
    """An Arabic story, with Latin words and figures in it."""
    return _in_script(
        "ar",
        "رسائل في المطر",
        "قارئة هادئة",
        "الفصل الأول",
        ("نزل المطر عند الظهر ولم يتوقف حتى الليل.", "قالت: كان يمكنك أن تكتب إليّ."),
    )


def ideographic() -> Book:
    """A Japanese story."""
    return _in_script(
        "ja",
        "雨の手紙",
        "静かな読者",
        "第一章",
        (
            "昼ごろから雨が降り出して、夜になってもやまなかった。",
            "「手紙くらい書けたでしょう」と彼女は言った。",
        ),
    )


def hostile() -> Book:
    """A book whose every string means harm: markup, quotes, controls, other scripts, great length."""
    nasty = (
        "<b>A & B</b> \"quoted\" 'single' ]]> &amp; {{ 7 * 7 }} {% raw %} <!-- --> "
        "\u202eover\u202c \u200bשלום 👩‍👩‍👧 \x0b\x00\ufffe e\u0301"
    )
    long = "Very " * 60 + "Long"
    base = novel()
    bad = Chapter(
        (Paragraph(say(nasty)), Chat((Message(say(nasty), nasty, nasty),))), label=nasty, title=say(nasty)
    )
    return replace(
        base,
        identifier='urn:fanbook:a&b<c>"d"',
        title=nasty,
        subtitle=long,
        authors=(nasty, long),
        language="not a language",
        pairing=nasty,
        fandom=nasty,
        rating=nasty,
        summary=nasty,
        subjects=(nasty, long),
        characters=(nasty,),
        series=nasty,
        series_index="the second",
        source_url="javascript:alert(1)//<x>",
        published="last April",
        modified=datetime(1970, 1, 1, tzinfo=UTC),
        sections=(
            Section("title-page", TitlePage(nasty, (nasty, long), True, long, nasty, nasty)),
            Section("notice", Notice((nasty, long), 'https://exa mple.com/a b?"<>#x#y')),
            Section(
                "about", About(nasty, (nasty,), (AboutRow(nasty, nasty, guess=True),), nasty, nasty), nasty
            ),
            Section("contents", Contents(nasty)),
            Section("work", WorkTitle(nasty, (nasty,), True, -1), long, 5),
            Section("chapter-1", ChapterPage(bad), nasty, 9),
            Section("chapter-2", ChapterPage(bad), "", -1),
            Section(
                "con",
                NotesPage(
                    nasty, (AuthorNote((Paragraph(say(nasty)),), NotePlace.STORY_END),), is_front=False
                ),
            ),
            Section("colophon", Colophon((nasty,)), long),
        ),
    )


def all_books() -> dict[str, Book]:
    """Every sample but the long one, by name."""
    books = (novel, one_piece, anthology, right_to_left, ideographic, hostile)
    return {make.__name__: make() for make in books}
