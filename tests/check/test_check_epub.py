"""`check` for EPUBs: silent about good books, and each kind of trouble is noticed where it is."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace
from spoiled import Change, add, drop, packed, put, repacked

from fanbook.assemble import assemble_story
from fanbook.assemble.single import Making
from fanbook.check import Subject, check
from fanbook.check.package import MOST_FILES
from fanbook.diagnostics import Diagnostic, Severity
from fanbook.explanations import EXPLANATIONS
from fanbook.library.config import Settings
from fanbook.model.draft import Instructions
from fanbook.model.story import Story
from fanbook.read.plain import read_plain
from fanbook.recognise import recognise
from fanbook.resources import load_theme
from fanbook.stories import finished
from fanbook.write.epub import CoverImage, write_epub
from fanbook.write.kepub import write_kepub

sys.path.insert(0, str(Path(__file__).parents[1] / "write"))
import samples

THEME = load_theme()
JPEG = b"\xff\xd8\xff\xe0 a picture"
COVER = CoverImage(JPEG, "A goose")
TEXT = """Title: The Ford
Author: hollin
Rating: G

Chapter 1

The river had come up in the night, and by morning there was no ford at all.

"We could wait," said Robin. "It will go down, and then we shall see what is left of it."

Chapter 2

They went over by the bridge, which had been there all the time, a mile to the west.
"""


def story(text: str = TEXT) -> Story:
    found = recognise(read_plain(text.encode(), "ford.txt", Instructions()))
    return finished(found, Settings())


def book_of(text: str = TEXT) -> bytes:
    return write_epub(assemble_story(story(text), "ford", "urn:uuid:1", Making("0")), THEME, COVER)


def found(data: bytes, name: str = "ford.epub", *stories: Story) -> list[Diagnostic]:
    return list(check(Subject(name, data, stories)))


def codes(data: bytes, name: str = "ford.epub", *stories: Story) -> set[str]:
    return {one.code for one in found(data, name, *stories)}


# --- Good books ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(samples.all_books().keys() - {"hostile"}))
@pytest.mark.parametrize(("write", "file"), [(write_epub, "a.epub"), (write_kepub, "a.kepub.epub")])
def test_nothing_is_said_of_a_good_book(name, write, file):
    assert [d for d in found(write(samples.all_books()[name], THEME, COVER), file) if d.code != "E012"] == []


def test_a_book_has_all_of_its_story():
    assert codes(book_of(), "ford.epub", story()) == set()


# --- What is wrong is noticed --------------------------------------------------------------------

CHAPTER = "text/chapter-1.xhtml"


def _emptied(files: dict[str, bytes]) -> None:
    path = f"EPUB/{CHAPTER}"
    files[path] = re.sub(rb"<p.*</p>", b"", files[path], flags=re.DOTALL)


def _unlisted(files: dict[str, bytes]) -> None:
    for path, pattern in (("nav.xhtml", rb"<li[^>]*><a href=\"text/chapter-2.*?</li>"), ("toc.ncx", rb"<navPoint[^>]*>\s*<navLabel><text>Chapter 2.*?</navPoint>")):  # fmt: skip
        whole = f"EPUB/{path}"
        files[whole], count = re.subn(pattern, b"", files[whole], flags=re.DOTALL)
        assert count == 1


def _turned(files: dict[str, bytes]) -> None:
    nav = files["EPUB/nav.xhtml"]
    files["EPUB/nav.xhtml"] = (
        nav.replace(b"chapter-1.xhtml", b"@").replace(b"chapter-2.xhtml", b"chapter-1.xhtml").replace(b"@", b"chapter-2.xhtml")
    )  # fmt: skip


def _coverless(files: dict[str, bytes]) -> None:
    package = files["EPUB/content.opf"]
    package = package.replace(b'properties="cover-image"', b"").replace(b'name="cover"', b'name="other"')
    files["EPUB/content.opf"] = package


def _deep(files: dict[str, bytes]) -> None:
    nest = b'<navPoint><navLabel><text>x</text></navLabel><content src="text/chapter-2.xhtml"/>'
    path = "EPUB/toc.ncx"
    files[path] = files[path].replace(b"</navMap>", nest * 3 + b"</navPoint>" * 3 + b"</navMap>")


def _line_gone(files: dict[str, bytes]) -> None:
    path = f"EPUB/{CHAPTER}"
    files[path], count = re.subn(rb"<p>\xe2\x80\x9cWe could.*?</p>", b"", files[path], flags=re.DOTALL)
    assert count == 1


SPOILED: list[tuple[str, Change, str, str]] = [
    ("a tag left open", put(CHAPTER, "</p>", "<p>"), "E002", CHAPTER),
    ("a file gone", drop("text/about.xhtml"), "E003", "text/about.xhtml is listed"),
    ("a chapter emptied", _emptied, "E013", CHAPTER),
    ("a page emptied", put("text/colophon.xhtml", "<p>", '<p hidden="hidden">'), "", ""),
    ("a line to nowhere", put("nav.xhtml", "chapter-2.xhtml", "chapter-9.xhtml"), "E014", "chapter-9"),
    ("a line to no place", put("nav.xhtml", "chapter-2.xhtml", "chapter-2.xhtml#z"), "E014", "#z"),
    ("contents without words", put("nav.xhtml", ">Chapter 1</a>", "></a>"), "E014", "no words"),
    ("a chapter not listed", _unlisted, "E014", "chapter-2"),
    ("another order", _turned, "E014", "stands behind"),
    ("two contents", put("toc.ncx", "<text>Chapter 2</text>", "<text>Chapter Two</text>"), "E015", "line 3"),
    ("an at-rule", add("css/book.css", "@media (min-width: 5em) { p { margin: 0 } }"), "E020", "@media"),
    ("a function", add("css/book.css", "p { width: min(5em, 40%) }"), "E020", "min()"),
    ("a background", add("css/book.css", "body { background-color: #fff }"), "E021", "background"),
    ("a colour", add("css/book.css", "p { color: black }"), "E021", "color: black"),
    ("a colour inline", put(CHAPTER, "<p>", '<p style="color: #333">'), "E021", "color: #333"),
    ("a colour of old", put(CHAPTER, "The river", '<font color="red">The river</font>'), "E021", "<font>"),
    ("a style in the head", put(CHAPTER, "</head>", "<style>p{display:flex}</style></head>"), "E020", "flex"),
    ("no words", put("cover.xhtml", ' alt="A goose"', ""), "E030", "images/cover.jpg"),
    ("a file's name for words", put("cover.xhtml", "A goose", "cover.jpg"), "E030", "file name"),
    ("a drawing", put(CHAPTER, "<p>", '<svg xmlns="http://www.w3.org/2000/svg"/><p>'), "E030", "drawing"),
    ("no cover", put("content.opf", 'properties="cover-image"', ""), "E031", "not marked"),
    ("no cover at all", _coverless, "E031", "no cover"),
    ("a cover that is none", lambda files: files.update({"EPUB/images/cover.jpg": b"GIF"}), "E031", "no image/jpeg"),
    ("no word of access", put("content.opf", "schema:accessMode", "schema:other"), "E033", "accessMode"),
    ("a claim", put("cover.xhtml", ' alt="A goose"', ""), "E033", "claims"),
    ("a long document", put(CHAPTER, "The river", "The river " * 40_000), "E040", "kB"),
    ("a script", put(CHAPTER, "</section>", "<script>1</script></section>"), "E041", "script"),
    ("scrambled", lambda files: files.update({"META-INF/encryption.xml": b"<x/>"}), "E041", "refused"),
    ("a strange picture", put("content.opf", "image/jpeg", "image/webp"), "E041", "image/webp"),
    ("deep contents", _deep, "E041", "3 levels"),
    ("an open quotation", put(CHAPTER, "Robin.", "Robin, “as we may."), "E012", "opened"),
    ("a word gone", put(CHAPTER, "no ford at all", "no at all"), "E010", "The river"),
    ("a line gone", _line_gone, "E010", "We could wait"),
    ("a heading gone", put("text/chapter-2.xhtml", "Chapter 2", "Part"), "E010", "Chapter 2"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "code", "words"), [row[1:] for row in SPOILED], ids=[row[0] for row in SPOILED]
)
def test_what_is_wrong_is_noticed(change: Change, code: str, words: str):
    said = found(repacked(book_of(), change), "ford.epub", story())
    if not code:
        assert said == []
        return
    told = [f"{one.source} {one.message}" for one in said if one.code == code]
    assert any(words in line for line in told), said
    assert code in EXPLANATIONS


def test_lost_text_names_the_source_and_its_line():
    said = found(repacked(book_of(), put(CHAPTER, "no ford at all", "no at all")), "ford.epub", story())
    assert [(one.code, one.severity, one.source, one.line) for one in said] == [
        ("E010", Severity.ERROR, "ford.epub: ford.txt", 7)
    ]


def test_words_in_another_order_are_lost_from_their_place():
    swapped = TEXT.replace("Chapter 1\n\nThe river", "Chapter 1\n\nThey went over by the bridge\n\nThe river")
    assert "E010" in codes(book_of(), "ford.epub", story(swapped))


@pytest.mark.slow
def test_many_lost_lines_are_cut_short():
    longer = TEXT + "".join(f"\nA new line number {n} which is in no book yet.\n" for n in range(100))
    said = found(book_of(), "ford.epub", story(longer))
    assert len(said) == 21
    assert "more" in said[-1].message


def test_typography_and_fixes_do_not_count_as_lost():
    plain = finished(
        recognise(read_plain(TEXT.encode(), "ford.txt", Instructions())), Settings(typography=False)
    )
    assert codes(book_of(), "ford.epub", plain) == set()


# --- KEPUBs --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (put(CHAPTER, "koboSpan", "span"), "no spans"),
        (put(CHAPTER, "book-inner", "inner"), "wrappers"),
        (put(CHAPTER, "<section", '<a id="x"/><section'), "swallows text behind <a/>"),
        (put("content.opf", "text/about.xhtml", "text/a%20b.xhtml"), "plain letters"),
    ],
)
def test_kobos_rules(change, words):
    kepub = write_kepub(assemble_story(story(), "ford", "urn:uuid:1", Making("0")), THEME, COVER)
    said = [one for one in found(repacked(kepub, change), "ford.kepub.epub") if one.code == "E042"]
    assert any(words in one.message for one in said)


# --- Files that are no books ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no archive"),
        (b"PK\x03\x04 not really", "no archive"),
        (packed({"mimetype": b"application/epub+zip"}), "no container.xml"),
        (packed({"META-INF/container.xml": b"<container/>"}), "not in the archive"),
        (packed({"META-INF/container.xml": b'<a><rootfile full-path="x.opf"/></a>'}), "not in the archive"),
        (packed({f"{n}": b"" for n in range(MOST_FILES + 1)}), "more than any book holds"),
    ],
)
def test_what_is_no_epub_is_said(data, words):
    said = found(data)
    assert [one.code for one in said] == ["E001"]
    assert words in said[0].message


def test_an_entity_is_not_resolved():
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    change = put(CHAPTER, "<!DOCTYPE html>", bomb)
    assert "E002" not in codes(repacked(repacked(book_of(), change), put(CHAPTER, "The river", "&b; river")))


def test_a_file_of_another_kind():
    assert codes(b"x", "photo.png") == {"E001"}


def test_every_truncation_is_survived():
    data = book_of()
    for end in range(0, len(data), 997):
        assert found(data[:end])[0].code == "E001"


def test_a_story_of_no_chapters_asks_for_nothing():
    assert codes(book_of(), "ford.epub", replace(story(), chapters=())) == set()
