"""Typefaces in an EPUB: there on request only, cut to the book's characters, with their licence, the same every time."""

import io

import pytest
import samples
from fontTools.ttLib import TTFont
from msgspec.structs import replace
from opened import Opened

from fanbook.check.css import lint_css
from fanbook.model.blocks import Paragraph
from fanbook.model.book import Book, ChapterPage
from fanbook.model.inlines import Emphasis, Strong, Text
from fanbook.resources import Theme, find_typefaces, font_licence
from fanbook.write import epub_faces
from fanbook.write.epub import LICENCE_PATH, write_epub
from fanbook.write.epub_faces import Supply, embed
from fanbook.write.kepub import write_kepub


def supply() -> Supply:
    return Supply(find_typefaces(), font_licence())


def spoken(*words: object, language: str = "en") -> Book:
    book = samples.one_piece()
    page = ChapterPage(samples.chapter(1, (Paragraph(words),)))
    sections = [
        replace(one, page=page) if isinstance(one.page, ChapterPage) else one for one in book.sections
    ]
    return replace(book, sections=tuple(sections), language=language)


def files_of(epub: bytes) -> dict[str, bytes]:
    archive = Opened(epub).archive
    return {name: archive.read(name) for name in archive.namelist()}


def fonts(epub: bytes) -> dict[str, TTFont]:
    files = files_of(epub)
    return {name: TTFont(io.BytesIO(data)) for name, data in files.items() if name.startswith("EPUB/fonts/")}


def test_no_face_goes_along_unasked(theme: Theme) -> None:
    files = files_of(write_epub(spoken(Text("A word.")), theme))
    assert not [name for name in files if "font" in name]
    assert "font-face" not in files["EPUB/css/book.css"].decode()
    assert "ibooks" not in files["EPUB/content.opf"].decode()


@pytest.mark.slow
def test_faces_are_cut_to_the_book_and_bring_their_licence(theme: Theme) -> None:
    book = spoken(Text("Naïve façade — "), Emphasis((Text("truly"),)), Text(" "), Strong((Text("bold"),)))
    epub = write_epub(book, theme, supply=supply())
    found = fonts(epub)
    assert sorted(found) == [f"EPUB/fonts/eb-garamond-{style}.ttf" for style in ("bold", "italic", "regular")]
    for name, font in found.items():
        assert "fvar" not in font, "old engines know no variable faces"
        drawn = set(font.getBestCmap())
        assert {ord(char) for char in "Naïve façade — truly bold"} <= drawn
        assert len(drawn) < 200, "of three thousand"
        assert font["OS/2"].usWeightClass == (700 if "bold" in name else 400)
        assert "SIL Open Font License" in font["name"].getDebugName(13)
    files = files_of(epub)
    licence = files[LICENCE_PATH].decode()
    assert "EB Garamond: Copyright 2017 The EB Garamond Project Authors" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    css = files["EPUB/css/book.css"].decode()
    assert list(lint_css(css)) == []
    assert all(f'url("../{name.removeprefix("EPUB/")}")' in css for name in found)


@pytest.mark.slow
def test_validators_and_other_scripts(theme: Theme, epubcheck) -> None:
    book = spoken(Text("Yes: ليلة في بغداد"), language="ar")
    for write in (write_epub, write_kepub):
        epub = write(book, theme, supply=supply())
        amiri = fonts(epub)["EPUB/fonts/amiri-regular.ttf"]
        assert {ord(char) for char in "ليلةفيبغداد"} <= set(amiri.getBestCmap())
        assert any(feature.FeatureTag == "init" for feature in amiri["GSUB"].table.FeatureList.FeatureRecord)
        assert [row for row in epubcheck(epub) if "CSS-028" not in row] == []  # "uses a font": a remark


@pytest.mark.slow
def test_the_same_bytes_in_any_order() -> None:
    def made(*texts: str) -> list[epub_faces.Embedded]:
        epub_faces._subset.cache_clear()
        return [embed((text,), "", ("en",), find_typefaces(), font_licence()) for text in texts]

    one, other = "<p>Once upon a time</p>", "<p>Zwölf <em>Boxkämpfer</em></p>"
    assert made(one, other) == made(other, one)[::-1]
