"""PDFs as files: sound, whole, ours alone, black, labelled, and the same every time."""

from __future__ import annotations

import builtins
import hashlib
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import samples
from msgspec.structs import replace
from printed import chapter_texts, print_book, printed
from trees import words_of

from fanbook.errors import SystemMissing
from fanbook.model.blocks import AuthorNote, Paragraph
from fanbook.model.book import ChapterPage, Colophon, Contents, Entry, Roll, RollRow, Section
from fanbook.model.inlines import Text
from fanbook.model.story import Chapter, ChapterKind
from fanbook.resources import find_typefaces, load_theme
from fanbook.write.pdf import write_pdf
from fanbook.write.trim import find_trim

BOOKS = sorted(samples.all_books())
OURS = {face.family.replace(" ", "-") for face in find_typefaces()}


def one_chapter(*paragraphs: str, language: str = "en") -> samples.Book:
    """A book that is these paragraphs and a title page."""
    chapter = Chapter(tuple(Paragraph((Text(words),)) for words in paragraphs), ChapterKind.STORY)
    base = samples.one_piece()
    body = Section("story", ChapterPage(chapter, first=True), "Story", 1, "Story", language=language)
    return replace(base, language=language, sections=(base.sections[0], body))


@pytest.mark.parametrize("name", BOOKS)
def test_the_file_is_sound(name: str) -> None:
    book = printed(name)
    assert book.pdf.check_pdf_syntax() == []
    assert book.result.pages == book.count == len(book.pdf.pages)
    assert book.result.remarks == ()


@pytest.mark.parametrize("name", BOOKS)
def test_every_font_is_embedded_in_part_and_ours(name: str) -> None:
    for base, font in printed(name).fonts().items():
        assert any(base.startswith(family) for family in OURS), base
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        file = descriptor.get("/FontFile2") or descriptor.get("/FontFile3")
        assert file is not None
        assert len(file.read_bytes()) < 400_000


def test_a_book_in_english_needs_one_family() -> None:
    families = {base.removeprefix("EB-Garamond") for base in printed("novel").fonts()}
    assert families <= {"", "-Italic", "-Semi-Bold", "-Bold", "-Bold-Italic"}  # senders are semi-bold


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["classic", "modern", "ornate"])
def test_the_colophon_names_the_faces_that_were_used_and_no_other(theme: str) -> None:
    base = samples.one_piece()
    page = Colophon(("Made by hand.", "Read on."), paper="90gsm")
    book = print_book(
        replace(base, sections=(*base.sections, Section("colophon", page, "Colophon"))), theme=theme
    )
    lines = book.text(book.count - 1)
    used = {
        face.family for face in find_typefaces() if any(is_of(face.family, name) for name in book.fonts())
    }
    assert {face.family for face in find_typefaces() if face.family in lines} == used
    assert "EB Garamond, 11.25 on 14.75 points" in lines
    assert "Printed on paper of 90 grams a square metre." in lines
    assert lines.index("Made by hand.") < lines.index("EB Garamond") < lines.index("Read on.")


def is_of(family: str, name: str) -> bool:
    return name.startswith(family.replace(" ", "-"))


@pytest.mark.parametrize("name", BOOKS)
def test_ink_is_black_and_nothing_else(name: str) -> None:
    book = printed(name)
    assert not book.operators() & {"rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh"}
    assert {"g"} <= book.operators()
    for page in book.pdf.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) in {"g", "G"}:
                assert float(operands[0]) == 0
        assert not page.Resources.get("/XObject")
    assert b"/DeviceRGB" not in book.result.pdf
    assert not any("/Lab" in str(item) for item in book.pdf.objects if isinstance(item, pikepdf.Dictionary))


@pytest.mark.slow
@pytest.mark.parametrize("trim", ["half-letter", "a5", "a6", "quarter-letter", "6x9"])
def test_boxes_are_exact_and_begin_at_nought(trim: str) -> None:
    book = printed("one_piece", trim)
    size = find_trim(trim)
    for page in book.pdf.pages:
        for box in (page.MediaBox, page.TrimBox, page.BleedBox):
            assert [float(side) for side in box] == [0, 0, size.width, size.height]


@pytest.mark.slow
@pytest.mark.parametrize("many", [1, 60])
def test_contributors_have_the_pages_of_their_stories(many: int) -> None:
    base = samples.anthology()
    titles = ("Arrows in April", "Lantern Song", "Flèches d’avril")
    rows = [
        RollRow(f"Hand {n:02}", tuple(Entry(f"w{at}", words) for at, words in enumerate(titles, 1)))
        for n in range(many)
    ]
    people = Section(
        "contributors", Roll("Contributors", tuple(rows), "By many.", "contributors"), "Contributors"
    )
    *before, colophon = base.sections
    book = print_book(replace(base, sections=(*before, people, colophon)))
    front = book.result.front
    pages = [book.text(at) for at in range(book.count)]
    first = [
        next(at for at in range(front, book.count) if title in pages[at]) - front + 1 for title in titles
    ]
    listed = "\n".join(page for page in pages if "Hand 0" in page or "Hand 5" in page)
    for title, page in zip(titles, first, strict=True):
        assert re.search(rf"{title}\s+{page}\b", listed)
    # What stands behind is where the contents say.
    said = next(page for page in pages if "Contents" in page)
    last = next(at for at in range(book.count) if "Made with fanbook" in pages[at]) - front + 1
    assert re.search(rf"Colophon\s+{last}\b", said)
    assert book.count == front + last


@pytest.mark.slow
def test_many_chapters_with_a_number_only_are_listed_on_one_page():
    base = samples.novel()
    chapters = tuple(
        Section(
            f"c{n}",
            ChapterPage(samples.chapter(n, samples.paragraphs(1, n), label=f"Chapter {n}")),
            f"Chapter {n}",
        )
        for n in range(1, 61)
    )
    front = tuple(section for section in base.sections if not isinstance(section.page, ChapterPage))
    contents = next(at for at, section in enumerate(front) if isinstance(section.page, Contents))
    book = print_book(replace(base, sections=(*front[: contents + 1], *chapters, front[-1])))
    pages = [book.text(at) for at in range(book.count)]
    (listed,) = (page for page in pages if "Contents" in page)
    for n in range(1, 61):
        assert re.search(rf"Chapter {n}\s+{n}\b|\b{n}\s+Chapter {n}\b", listed)


@pytest.mark.slow
def test_the_document_says_what_it_is() -> None:
    pdf = printed("novel").pdf
    assert str(pdf.docinfo.Title) == "Arrows in April"
    assert str(pdf.docinfo.Author) == "fletcher_at_dusk, Wren O’Hara"
    assert str(pdf.docinfo.ModDate) == str(pdf.docinfo.CreationDate) == "D:20110423123000Z"
    assert str(pdf.Root.Lang) == "en"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert "/Direction" not in pdf.Root.ViewerPreferences
    assert str(printed("right_to_left").pdf.Root.ViewerPreferences.Direction) == "/R2L"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["novel", "one_piece", "anthology"])
def test_no_word_is_lost_and_none_is_added(name: str) -> None:
    book = printed(name)
    sections = [s for s in book.book.sections if isinstance(s.page, ChapterPage)]
    said = words_of(book.everything())
    at = 0
    for section in sections:
        has_note = any(isinstance(block, AuthorNote) for block in section.page.chapter.blocks)
        wanted = words_of(" ".join(chapter_texts(section)))
        if has_note:
            said_here = [word for word in said if word not in words_of("Author’s note")]
            wanted = [word for word in wanted if word not in words_of("Author’s note")]
            assert _contains(said_here, wanted)
        else:
            found = _index(said, wanted, at)
            assert found is not None, section.id
            at = found + len(wanted)


def _index(said: list[str], wanted: list[str], start: int) -> int | None:
    last = len(said) - len(wanted)
    return next((at for at in range(start, last + 1) if said[at : at + len(wanted)] == wanted), None)


def _contains(said: list[str], wanted: list[str]) -> bool:
    return _index(said, wanted, 0) is not None


def test_greek_and_cyrillic_words_can_be_copied() -> None:
    lines = (
        "Ἄνδρα μοι ἔννεπε, Μοῦσα, πολύτροπον, ὃς μάλα πολλὰ πλάγχθη, ἐπεὶ Τροίης ἱερὸν πτολίεθρον ἔπερσε.",
        "Все счастливые семьи похожи друг на друга, каждая несчастливая семья несчастлива по-своему.",
        "Œuvre naïve, žluťoučký kůň, Łódź, þing, İstanbul, Việt Nam, fi ffi fl Æ ß.",
    )
    book = print_book(one_chapter(*lines))
    assert _contains(words_of(book.everything()), words_of(" ".join(lines)))
    assert set(book.fonts()) == {"EB-Garamond"} | {base for base in book.fonts() if base.startswith("EB")}
    assert book.result.missing == ()


@pytest.mark.slow
def test_the_same_book_is_the_same_bytes() -> None:
    again = print_book(samples.novel())
    assert again.result == printed("novel").result


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "4242"])
@pytest.mark.parametrize("name", ["novel", "ideographic", "anthology"])
def test_and_in_another_process(name: str, seed: str) -> None:
    code = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1])\n"
        "from printed import printed\n"
        "print(hashlib.sha256(printed(sys.argv[2]).result.pdf).hexdigest())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent), name],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == hashlib.sha256(printed(name).result.pdf).hexdigest()
    assert ran.stderr == ""


@pytest.mark.slow
def test_fallback_faces_draw_what_the_text_face_cannot() -> None:
    book = print_book(
        one_chapter("Shalom שלום, مرحبا, 你好, ありがとう, 안녕, ไทย, नमस्ते, გამარჯობა, 😀🐍 ☆ ♥ →.")
    )
    assert book.result.missing == ()
    families = {base.rsplit("-", 1)[0] if base.endswith("Italic") else base for base in book.fonts()}
    assert {"Noto-Sans-Hebrew", "Amiri", "Noto-Serif-JP", "Noto-Sans-Thai", "Noto-Emoji"} <= families
    assert all(letter in book.everything() for letter in "你好ありがとう😀🐍☆♥→")


@pytest.mark.slow
def test_a_language_gets_its_own_ideographs() -> None:
    chinese = print_book(one_chapter("你好，世界。", language="zh-Hans"))
    assert "Noto-Serif-SC" in chinese.fonts()
    assert "Noto-Serif-JP" not in chinese.fonts()
    assert "Noto-Serif-JP" in printed("ideographic").fonts()


def test_what_no_face_can_draw_is_told_and_marked() -> None:
    book = print_book(one_chapter("Runes 𐌀 and \U000f1234 stand \U000f1234 here."))
    assert book.result.missing == ("\U00010300", "\U000f1234") or "\U000f1234" in book.result.missing
    assert "\N{REPLACEMENT CHARACTER}" in book.everything()
    assert book.result.remarks == ()


def test_letters_in_fancy_dress_are_printed_plain() -> None:
    book = print_book(one_chapter("She wrote 𝕳𝖊𝖑𝖑𝖔 𝒻𝓇𝒾ℯ𝓃𝒹 in the sand."))
    assert book.result.missing == ()
    assert "Hello" in book.everything()


def test_invisible_characters_are_not_missing() -> None:
    book = print_book(one_chapter("a\u200db\u200cc\u2060d\ufe0fe\u00adf\u200eg\ufeffh \u2028i"))
    assert book.result.missing == ()


def test_without_the_optional_faces_their_letters_are_missing() -> None:
    faces = tuple(face for face in find_typefaces() if "Serif" not in face.family)
    book = one_chapter("日本 and a word.")
    result = write_pdf(book, load_theme(), find_trim(), faces)
    assert result.missing == ("日", "本")


@pytest.mark.slow
def test_endless_words_break_and_soon() -> None:
    book = print_book(
        one_chapter("No" + "o" * 10_000 + "!", "字" * 5000, "https://a.example/" + "a/b-" * 900, "ha" * 24)
    )
    assert book.result.remarks == ()
    right = find_trim().width - find_trim().outer
    left = find_trim().outer
    for page in range(book.count):
        for letter, _, x, _ in book.letters(page):
            assert letter.isspace() or left - 9 <= x <= right + 9
    assert book.everything().count("o") >= 10_000


@pytest.fixture
def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint  # noqa: F401 - it needs the class of sockets once, and never one of them

    def refuse(*_: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.mark.slow
@pytest.mark.usefixtures("without_network")
@pytest.mark.parametrize(
    "css",
    [
        '@import url("http://tracker.example/a.css");',
        'body { background: url("http://tracker.example/a.png") }',
        'body { background: url("file:///etc/hostname") }',
        'body { background: url("data:image/png;base64,AAAA") }',
        '@font-face { font-family: "X"; src: url("http://fonts.example/x.ttf") } body { font-family: X }',
        '@font-face { font-family: "X"; src: local("DejaVu Sans") } body { font-family: X }',
    ],
)
def test_a_theme_can_fetch_nothing(css: str) -> None:
    theme = load_theme()
    hostile = replace(theme, print_css=css + theme.print_css)
    result = write_pdf(samples.one_piece(), hostile, find_trim(), find_typefaces())
    assert result.pages == printed("one_piece").count
    assert result.remarks


def test_no_font_of_the_machine_is_used() -> None:
    theme = load_theme()
    css = (
        theme.print_css
        + "\nhtml, body, p, h1, h2, @page { font-family: 'DejaVu Sans', 'Liberation Serif', Arial, serif }"
    )
    css += "\np { font-family: 'DejaVu Sans', 'Liberation Serif', Arial, sans-serif }"
    book = samples.one_piece()
    result = write_pdf(book, replace(theme, print_css=css), find_trim(), find_typefaces())
    assert b"DejaVu" not in result.pdf
    assert b"Liberation" not in result.pdf
    assert b"EB-Garamond" in b"".join(_font_names(result.pdf))


def _font_names(pdf: bytes) -> list[bytes]:
    with pikepdf.open(__import__("io").BytesIO(pdf)) as opened:
        return [str(font.BaseFont).encode() for page in opened.pages for font in page.Resources.Font.values()]


@pytest.mark.slow
def test_a_theme_may_name_our_display_faces() -> None:
    theme = load_theme()
    css = theme.print_css + '\n.book-title { font-family: "Cormorant" }'
    result = write_pdf(samples.novel(), replace(theme, print_css=css), find_trim(), find_typefaces())
    assert any(b"Cormorant" in name for name in _font_names(result.pdf))


def test_the_environment_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    print_book(one_chapter("Words."))
    assert "FONTCONFIG_FILE" not in os.environ
    monkeypatch.setenv("FONTCONFIG_FILE", "/somebody/elses.conf")
    print_book(one_chapter("Words."))
    assert os.environ["FONTCONFIG_FILE"] == "/somebody/elses.conf"


def test_without_pango_the_hint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., object] = builtins.__import__

    def broken(name: str, *rest: object) -> object:
        if name == "weasyprint":
            print("-----")  # noqa: T201 - so does WeasyPrint before it gives up
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", broken)
    with pytest.raises(SystemMissing) as caught:
        write_pdf(samples.one_piece(), load_theme(), find_trim(), find_typefaces())
    assert caught.value.code == "W002"
    assert "apt install libpango" in caught.value.hint
    assert "brew install pango" in caught.value.hint


def test_weasyprint_is_imported_only_to_set_a_book() -> None:
    code = "import sys, fanbook.write.pdf; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
