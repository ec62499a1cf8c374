"""Every format's files: facts, chapters, notes in place, and no word lost or added."""

from __future__ import annotations

from base64 import b64encode
from functools import cache

import makers
import pytest
from makers import ONE, TWO, Fixture

from fanbook.library.config import Settings
from fanbook.model.blocks import Align, AuthorNote, Footnote, Paragraph
from fanbook.model.inlines import Emphasis, Strike, Strong, Subscript, Text
from fanbook.model.walk import block_images, block_texts, plain, runs_of
from fanbook.read.detect import Format, detect
from fanbook.read.formats import read
from fanbook.read.sheet import Given
from fanbook.recognise import Recognised, recognise
from fanbook.stories import finished

AO3_FACTS = {
    "title": "The Lantern, Again", "fandom": "Robin Hood (Traditional), The Ballads, Collected", "rating": "Teen And Up Audiences",
    "warnings": "Graphic Depictions Of Violence, Underage", "category": "F/M, Gen", "language": "English", "date": "2011-04-01",
    "updated": "2011-05-02", "status": "Complete", "series": "Part 2 of Lanterns, and What They Saw", "series_index": "2",
    "dedication": "kingfisher", "summary": "A lamp goes out.\n\nSomebody has to see to it.",
}  # fmt: skip
AO3_PARSED = {
    "author": ("fletcher", "Wren, of the Reeds"),
    "fandom": ("Robin Hood (Traditional)", "The Ballads, Collected"),
    "characters": ("Marian | Maid Marian", "Robin, Earl of Huntingdon", "Much"),
    "genre": ("Rivers", "geese, so many geese"),
    "series": ("Lanterns, and What They Saw",),
}
AO3_PAIRS = (("Marian | Maid Marian", "Robin Hood"),)
AO3_NOTES = (
    ("story-head", "For the spring exchange."),
    ("chapter-head", "In which the river rises."),
    ("chapter-head", "Sorry for the wait!"),
    ("chapter-end", "The oak is real."),
    ("story-end", "Thank you for reading."),
)
NAMED = ("Down to the Ford", "The Oak")


def ao3(make, name, scheme="https", **changes) -> Fixture:
    rows = {"facts": AO3_FACTS | ({"source_url": f"{scheme}://archiveofourown.org/works/1194"}), "chapters": NAMED,
            "notes": AO3_NOTES, "romantic": AO3_PAIRS, "parsed": AO3_PARSED}  # fmt: skip
    return Fixture(make, name, **(rows | changes))


ONE_SHOT = {"chapters": ("",), "body": (ONE,), "notes": (AO3_NOTES[0], AO3_NOTES[-1])}
PLAIN_FACTS = {"title": "The Lantern, Again", "author": "fletcher"}
FFF_FACTS = PLAIN_FACTS | {"fandom": "Robin Hood", "rating": "T", "summary": "A lamp goes out.", "source_url": "https://www.fanfiction.net/s/1194/1/"}  # fmt: skip
JOURNAL = PLAIN_FACTS | {"fandom": "Robin Hood", "pairing": "Marian/Robin Hood", "rating": "PG-13"}
NET = PLAIN_FACTS | {"fandom": "Robin Hood", "rating": "T", "language": "English", "genre": "Hurt/Comfort, Humor", "word_count": "1,234",
                     "status": "Complete", "summary": "A lamp goes out.", "source_url": "https://www.fanfiction.net/s/1194/1/"}  # fmt: skip
NET_NOTES = (("chapter-end", "Please review"),)

FIXTURES = {
    "ao3-html": ao3(makers.ao3_html, "a.html"),
    "ao3-html-old": ao3(lambda: makers.ao3_html(old=True), "a.html", "http"),
    "ao3-html-one-shot": ao3(lambda: makers.ao3_html(one_shot=True), "a.html", **ONE_SHOT),
    "ao3-epub": ao3(makers.ao3_epub, "a.epub"),
    "ao3-epub-old": ao3(lambda: makers.ao3_epub(old=True), "a.epub", "http"),
    "ao3-epub-one-shot": ao3(lambda: makers.ao3_epub(one_shot=True), "a.epub", **ONE_SHOT),
    "ao3-page": ao3(makers.ao3_page, "page.html"),
    "ao3-page-one-shot": ao3(lambda: makers.ao3_page(one_shot=True), "page.html", **ONE_SHOT),
    "fanficfare-epub": Fixture(makers.fanficfare_epub, "f.epub", FFF_FACTS | {"series": "Part 2 of Lanterns"}, NAMED,
                               notes=(("chapter-head", "Sorry for the wait!"), ("chapter-end", "The oak is real.")),
                               romantic=(("Marian", "Robin Hood"),)),
    "fanficfare-epub-table": Fixture(lambda: makers.fanficfare_epub(table=True), "f.epub", FFF_FACTS | {"date": "2011-04-01"}, NAMED,
                                     notes=(("chapter-head", "Sorry for the wait!"), ("chapter-end", "The oak is real."))),
    "fanficfare-html": Fixture(makers.fanficfare_html, "f.html", FFF_FACTS, NAMED),
    "fanficfare-text": Fixture(makers.fanficfare_text, "f.txt", FFF_FACTS, NAMED),
    "fanficfare-text-lf": Fixture(lambda: makers.fanficfare_text(wrapped=False), "f.txt", FFF_FACTS, NAMED),
    "fichub-epub": Fixture(makers.fichub_epub, "h.epub", PLAIN_FACTS | {"status": "complete", "date": "2011-04-01",
                           "source_url": "https://www.fanfiction.net/s/1194", "summary": "A lamp goes out."}, NAMED),
    "fichub-epub-old": Fixture(lambda: makers.fichub_epub(old=True), "h.epub", PLAIN_FACTS | {"updated": "2011-05-02"}, NAMED),
    "fichub-html": Fixture(makers.fichub_html, "h.html", PLAIN_FACTS, NAMED),
    "zipped-text": Fixture(lambda: makers.zipped({"old/The Lantern.txt": makers.fanficfare_text(), "old/map.png": b"x"}), "z.zip", FFF_FACTS, NAMED),
    "zipped-markdown": Fixture(lambda: makers.zipped({"a.md": makers.markdown()}), "z.zip", PLAIN_FACTS, NAMED),
    "zipped-word": Fixture(lambda: makers.zipped({"a.docx": makers.docx()}), "z.zip", PLAIN_FACTS, NAMED),
    "fichub-zip": Fixture(makers.fichub_zip, "h.zip", PLAIN_FACTS, NAMED),
    "fanfiction.net": Fixture(makers.fanfiction_net, "n.html", NET | {"date": "2011-04-01", "updated": "2011-05-02"}, NAMED[1:], (TWO,),
                              codes=frozenset({"R041"}), romantic=(("Marian", "Robin H"),)),
    "fanfiction.net-old": Fixture(lambda: makers.fanfiction_net(old=True), "n.html", NET | {"date": "4-1-11"}, NAMED[1:], (TWO,),
                                  codes=frozenset({"R041"}), parsed={"characters": ("Marian", "Robin H.")}),
    "wattpad-page": Fixture(makers.wattpad_page, "w.html", PLAIN_FACTS | {"source_url": "https://www.wattpad.com/1194-the-lantern"}, NAMED[:1], (ONE,)),
    "wattpad-page-old": Fixture(lambda: makers.wattpad_page(old=True), "w.html", PLAIN_FACTS, NAMED[:1], (ONE,)),
    "wattpad-json": Fixture(makers.wattpad_json, "w.json", PLAIN_FACTS | {"summary": "A lamp goes out.", "rating": "General", "date": "2011-04-01"}, NAMED),
    "wattpad-json-flat": Fixture(lambda: makers.wattpad_json(nested=False), "w.json", PLAIN_FACTS | {"status": "Complete", "language": "English"}, NAMED),
    "livejournal": Fixture(makers.livejournal, "l.html", JOURNAL, ("",)),
    "livejournal-old": Fixture(lambda: makers.livejournal(old=True), "l.html", JOURNAL, ("",)),
    "dreamwidth": Fixture(makers.dreamwidth, "d.html", JOURNAL, ("",)),
    "dreamwidth-cut": Fixture(lambda: makers.dreamwidth(cut=True), "d.html", JOURNAL, ("",)),
    "page": Fixture(makers.plain_page, "p.htm", PLAIN_FACTS, ("", "")),
    "page-in-a-table": Fixture(lambda: makers.plain_page(table=True), "p.htm", PLAIN_FACTS, ("", "")),
    "epub-named": Fixture(makers.generic_epub_named, "g.epub", PLAIN_FACTS | {"summary": "A lamp goes out."}, NAMED),
    "epub-title-page-by-title": Fixture(lambda: makers.generic_epub_named("The Lantern, Again"), "g.epub",
                                        PLAIN_FACTS | {"summary": "A lamp goes out."}, NAMED),
    "epub-headless": Fixture(makers.generic_epub_headless, "g.epub", PLAIN_FACTS, NAMED),
    "markdown": Fixture(makers.markdown, "m.md", PLAIN_FACTS | {"pairing": "Marian/Robin Hood", "summary": "A lamp goes out."}, NAMED,
                        parsed={"genre": ("Rivers", "geese, so many geese")}),
    "markdown-bare": Fixture(lambda: makers.markdown(front=False), "m.md", PLAIN_FACTS, NAMED),
    "word": Fixture(makers.docx, "w.docx", PLAIN_FACTS, NAMED),
    "word-unstyled": Fixture(lambda: makers.docx(styled=False, notes=False), "w.docx", PLAIN_FACTS, NAMED),
    "odt": Fixture(makers.odt, "o.odt", PLAIN_FACTS, NAMED),
    "odt-without-notes": Fixture(lambda: makers.odt(notes=False), "o.odt", PLAIN_FACTS, NAMED),
    "rtf": Fixture(makers.rtf, "r.rtf", PLAIN_FACTS, NAMED),
    "rtf-bytes": Fixture(lambda: makers.rtf(unicode=False), "r.rtf", PLAIN_FACTS, NAMED),
    "mht": Fixture(makers.mht, "m.mht", PLAIN_FACTS, ("",)),
    "mht-without-picture": Fixture(lambda: makers.mht(picture_inside=False), "m.mht", PLAIN_FACTS, ("",)),
    "pdf": Fixture(makers.pdf, "p.pdf", PLAIN_FACTS, ("",), codes=frozenset({"R044"})),
    "pdf-one-page": Fixture(lambda: makers.pdf(pages=1), "p.pdf", PLAIN_FACTS, ("",), codes=frozenset({"R044"})),
}  # fmt: skip
every = pytest.mark.parametrize("name", FIXTURES)


@cache
def found(name: str) -> Recognised:
    fixture = FIXTURES[name]
    return recognise(read(Given(fixture.make(), fixture.name)))


@every
def test_facts(name: str) -> None:
    metadata = found(name).story.metadata
    assert {key: metadata.value(key) for key in FIXTURES[name].facts} == FIXTURES[name].facts


@pytest.mark.parametrize("name", [name for name, fixture in FIXTURES.items() if fixture.parsed])
def test_values_are_told_apart(name: str) -> None:
    metadata = found(name).story.metadata
    assert {key: metadata.parsed(key) for key in FIXTURES[name].parsed} == FIXTURES[name].parsed


@pytest.mark.parametrize("name", [name for name, fixture in FIXTURES.items() if fixture.romantic])
def test_pairings(name: str) -> None:
    pairs = [pair for pair in found(name).story.pairings if pair.label().count("/")]
    assert tuple(pair.members for pair in pairs)[: len(FIXTURES[name].romantic)] == FIXTURES[name].romantic


@every
def test_chapters(name: str) -> None:
    assert tuple(plain(chapter.title) for chapter in found(name).story.chapters) == FIXTURES[name].chapters


@every
def test_body_has_every_word_in_order_and_no_other(name: str) -> None:
    blocks = [block for chapter in found(name).story.chapters for block in chapter.blocks]
    texts = [
        text
        for block in blocks
        if not isinstance(block, AuthorNote | Footnote)
        for text in block_texts(block)
    ]
    extra = {"THE", "END", "Nottingham", "in", "the", "rain", "Disclaimer", "I", "own", "no", "outlaws"}
    seen = [word for word in makers.WORD.findall("\n".join(texts)) if word != "1"]  # a footnote's mark
    wanted = makers.story_words(*FIXTURES[name].body)
    at = next((n for n in range(len(seen)) if seen[n : n + len(wanted)] == wanted), None)
    assert at is not None, seen
    assert set(seen[:at] + seen[at + len(wanted) :]) <= extra


@pytest.mark.parametrize("name", [name for name, fixture in FIXTURES.items() if fixture.notes])
def test_notes_are_in_their_places(name: str) -> None:
    story = found(name).story
    inside = [b for c in story.chapters for b in c.blocks if isinstance(b, AuthorNote)]
    notes = [(str(n.place), next(block_texts(n))) for n in (*story.head_notes, *inside, *story.end_notes)]
    wanted = FIXTURES[name].notes
    assert len(notes) == len(wanted), notes
    assert [
        (place, words.startswith(start)) for (place, words), (_, start) in zip(notes, wanted, strict=True)
    ] == [(place, True) for place, _ in wanted]


@every
def test_doubts(name: str) -> None:
    codes = {d.code for d in found(name).story.diagnostics if d.code.startswith("R") and d.code != "R012"}
    assert codes == FIXTURES[name].codes


@every
def test_every_block_has_a_label_and_every_word_a_place(name: str) -> None:
    """Nothing is lost: what is in no chapter, note or fact is listed as left out."""
    seen = found(name)
    story, draft = seen.story, seen.draft
    assert None not in draft.labels
    blocks = [block for chapter in story.chapters for block in chapter.blocks]
    kept = [text for block in blocks for text in block_texts(block)]
    kept += [f"{chapter.label} {plain(chapter.title)}" for chapter in story.chapters]
    kept += [text for note in (*story.head_notes, *story.end_notes) for text in block_texts(note)]
    kept += [row.text for row in story.left_out]
    metadata = story.metadata
    kept += [f"{n} {f.value} {f.label}" for n, f in (*metadata.facts, *((("", f)) for f in metadata.other))]
    everywhere = set(makers.WORD.findall(" ".join(kept)))
    labels = {
        w
        for label in draft.labels
        if label
        for w in makers.WORD.findall(f"{label.detail} {label.value} {label.field}")
    }
    lines = {w for line in draft.lines for w in makers.WORD.findall(line)}
    # A label's own words ("Rating:") are what a fact may leave behind.
    own = {
        "Posted",
        "originally",
        "by",
        "By",
        "title",
        "Stats",
        "Title",
        "Author",
        "Chapter",
        "Notes",
        "End",
        "Fandom",
        "Pairing",
        *("on", "Our", "Own", "archived", "Misc", "N", "A", "Note", "s"),
    }
    assert lines - everywhere - labels - own == set()


@every
def test_format_is_told_by_content(name: str) -> None:
    fixture = FIXTURES[name]
    known = detect(fixture.make(), fixture.name)
    lying = fixture.name.rpartition(".")[0] + ".bak"
    if known is not Format.MARKDOWN:
        assert detect(fixture.make(), lying) is known


@pytest.mark.parametrize(
    "name", ["ao3-html", "ao3-epub", "ao3-page", "word", "odt", "rtf", "epub-named", "markdown", "mht"]
)
def test_dress_of_words_is_kept(name: str) -> None:
    blocks = [block for chapter in found(name).story.chapters for block in chapter.blocks]
    kinds = {type(inline): plain((inline,)) for block in blocks for run in runs_of(block) for inline in run}
    assert kinds[Emphasis] == "expected"
    assert kinds[Strong] == "forty"
    assert kinds[Strike] == "green"
    assert name == "markdown" or kinds[Subscript] == "2"


@pytest.mark.parametrize("name", ["word", "odt"])
def test_footnotes_stand_in_their_chapter(name: str) -> None:
    first = found(name).story.chapters[0]
    note = first.blocks[-1]
    assert isinstance(note, Footnote)
    assert plain(note.paragraphs[0]).strip() == "There were forty-one."


def test_alignment_is_kept() -> None:
    last = found("word").story.chapters[-1].blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.align is Align.END


@pytest.mark.parametrize("name", ["epub-named", "mht"])
def test_pictures_come_along(name: str) -> None:
    assert [picture.data for picture in found(name).story.pictures] == [makers.picture()]


def test_the_name_of_a_computers_owner_is_no_pen_name() -> None:
    for name in ("word", "rtf"):
        assert "Realname" not in repr(found(name).story)


@every
def test_whole_stories_can_be_finished(name: str) -> None:
    story = finished(found(name), Settings())
    assert story.words > 20
    assert story.title() == "The Lantern, Again"


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (
            "a.html",
            "<html><body><h1>Keys</h1><p>She typed <code>ls -- 'x'</code> -- and \"waited\".</p></body></html>",
        ),
        ("a.md", "# Keys\n\nShe typed `ls -- 'x'` -- and \"waited\".\n"),
    ],
)
def test_code_keeps_its_marks(name, source):
    story = finished(recognise(read(Given(source.encode(), name))), Settings())
    said = [text for block in story.chapters[0].blocks for text in block_texts(block)]
    assert said == ["She typed ls -- 'x'—and “waited”."]


NOTE = """<p>Thank you. The song goes:</p><blockquote><p>Over the hill,<br>over the weir.</p></blockquote>
<ul><li>Beta: Wren</li><li>Map: <em>Kettle</em></li></ul><hr><p align="center">~ fletcher</p>
<table><tr><td>then</td><td>1190</td></tr><tr><td>now</td><td>1194</td></tr></table>"""


@pytest.mark.parametrize(("make", "name"), [(makers.ao3_html, "a.html"), (makers.ao3_page, "p.html")])
def test_what_a_note_holds_keeps_its_form(make, name):
    words = b"Thank you for reading."
    assert words in make()
    story = recognise(read(Given(make().replace(b"<p>" + words + b"</p>", NOTE.encode()), name))).story
    (note,) = story.end_notes
    kinds = [type(block).__name__ for block in note.blocks][:6]
    assert kinds == ["Paragraph", "Quote", "ItemList", "SceneBreak", "Paragraph", "Table"]
    assert note.blocks[4] == Paragraph((Text("~ fletcher"),), align=Align.CENTRE)


def test_a_note_in_a_frame_is_not_a_quotation():
    words = b"<p>Thank you for reading.</p>"
    framed = makers.ao3_page().replace(words, b"<blockquote>" + words + b"</blockquote>")
    (note,) = recognise(read(Given(framed, "p.html"))).story.end_notes
    assert note.blocks == (Paragraph((Text("Thank you for reading."),)),)


def test_a_picture_in_a_note_is_shown():
    data = makers.ao3_html().replace(
        b"Thank you for reading.", b'<img src="data:image/png;base64,%s">' % b64encode(makers.picture())
    )
    story = recognise(read(Given(data, "a.html"))).story
    assert [image.name for note in story.end_notes for image in block_images(note)] == [
        story.pictures[0].name
    ]


PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>The Ford</dc:title><dc:creator>hollin</dc:creator></metadata><guide/></package>"""
PAGE = "<html><body><p>They came to the ford.</p><p>It was deep, and it rained.</p></body></html>"


@pytest.mark.parametrize(
    ("kind", "files"),
    [
        (Format.EPUB, {"index.html": PAGE, "style.css": "p {}", "metadata.opf": PACKAGE}),
        (Format.ZIPPED, {"index.txt": "They came to the ford.\n\nIt was deep, and it rained.\n", "metadata.opf": PACKAGE}),
    ],
    ids=["HTMLZ", "TXTZ"],
)  # fmt: skip
def test_what_calibre_packs_with_its_own_package_document(kind, files) -> None:
    data = makers.zipped(files)
    assert detect(data, "a") is kind
    draft = read(Given(data, "a"))
    assert [text for unit in draft.units if (text := unit.text)] == ["They came to the ford.", "It was deep, and it rained."]  # fmt: skip
    assert draft.source.size == len(data)
    told = {name: fact.value for name, fact in draft.facts}
    assert kind is Format.ZIPPED or (told["title"], told["author"]) == ("The Ford", "hollin")


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Format.KINDLE, b"\0" * 60 + b"BOOKMOBI"),
        (Format.PALM, b"\0" * 60 + b"TEXtREAd"),
        (Format.LIT, b"ITOLITLS\x01\0"),
    ],
)
def test_books_of_old_readers_are_known_by_their_first_bytes(kind, data) -> None:
    assert detect(data + b"\0" * 60, "a.txt") is kind
