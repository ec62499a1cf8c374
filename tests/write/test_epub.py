"""EPUBs: valid, whole, the same every time, and honest in their metadata."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import samples
import tinycss2
from hypothesis import HealthCheck, given, settings
from lxml import etree
from msgspec.structs import replace
from opened import NAMES, Opened, text_of
from trees import blocks, inlines, words, words_of

from fanbook.errors import FanbookError
from fanbook.model.blocks import Block
from fanbook.model.book import Book, ChapterPage, Contents, HalfTitle, Section, TitlePage
from fanbook.model.inlines import Inline
from fanbook.model.story import Chapter
from fanbook.model.walk import block_texts, plain
from fanbook.resources import Theme
from fanbook.write.epub import CoverImage, write_epub

Checker = Callable[[bytes], list[str]]
BOOKS = samples.all_books()
every_book = pytest.mark.parametrize("name", BOOKS)
both_covers = pytest.mark.parametrize("has_cover", [False, True], ids=["bare", "covered"])


def a_book(*chapters: Chapter) -> Book:
    """A book of nothing but chapters."""
    body = tuple(
        Section(f"c{at}", ChapterPage(each, at == 1), f"Part {at}") for at, each in enumerate(chapters, 1)
    )
    return replace(samples.one_piece(), sections=body, pictures=(samples.PICTURE,))


def with_theme(theme: Theme, **templates: str) -> Theme:
    changed = {f"{name.replace('_', '-')}.xhtml.j2": text for name, text in templates.items()}
    return replace(theme, templates={**theme.templates, **changed})


# valid


@pytest.mark.slow
@every_book
@both_covers
def test_epubcheck_has_nothing_to_say(
    name: str, has_cover: bool, theme: Theme, cover: CoverImage, epubcheck: Checker
) -> None:
    assert epubcheck(write_epub(BOOKS[name], theme, cover if has_cover else None)) == []


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=blocks, title=inlines, label=words)
def test_epubcheck_has_nothing_to_say_of_random_chapters(
    theme: Theme, epubcheck: Checker, content: tuple[Block, ...], title: tuple[Inline, ...], label: str
) -> None:
    assert epubcheck(write_epub(a_book(Chapter(content, label=label, title=title)), theme)) == []


def test_a_book_of_front_matter_only_is_still_a_book(theme: Theme, epubcheck: Checker) -> None:
    book = replace(samples.one_piece(), sections=(Section("t", TitlePage("Alone", ())),))
    assert epubcheck(write_epub(book, theme)) == []


# whole


def chapter_words(book: Book) -> list[str]:
    texts: list[str] = []
    for section in book.sections:
        if isinstance(section.page, ChapterPage):
            chapter = section.page.chapter
            texts += [chapter.label, plain(chapter.title)]
            texts += [text for block in chapter.blocks for text in block_texts(block)]
    return words_of(texts)


def printed_words(epub: bytes) -> list[str]:
    """The words of every chapter in the spine, without the labels over author's notes."""
    opened = Opened(epub)
    found = []
    for path in opened.spine:
        for section in opened.tree(path).xpath("//h:section[contains(@class, 'chapter')]", namespaces=NAMES):
            for label in section.xpath(".//h:p[@class='note-label']", namespaces=NAMES):
                label.text = ""
            found.append("".join(section.itertext()))
    return words_of(found)


# The hostile book has characters that no XML carries.
@pytest.mark.parametrize("name", sorted(BOOKS.keys() - {"hostile"}))
def test_every_word_of_the_chapters_is_there_in_order(name: str, theme: Theme) -> None:
    assert printed_words(write_epub(BOOKS[name], theme)) == chapter_words(BOOKS[name])


@pytest.mark.slow
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=blocks, second=blocks, title=inlines, label=words)
def test_no_word_of_random_chapters_is_lost_or_added(
    theme: Theme,
    first: tuple[Block, ...],
    second: tuple[Block, ...],
    title: tuple[Inline, ...],
    label: str,
) -> None:
    book = a_book(Chapter(first, label=label, title=title), Chapter(second))
    assert printed_words(write_epub(book, theme)) == chapter_words(book)


# the same every time


@every_book
def test_two_builds_are_the_same_bytes(name: str, theme: Theme, cover: CoverImage) -> None:
    assert write_epub(BOOKS[name], theme, cover) == write_epub(samples.all_books()[name], theme, cover)


def test_the_hash_seed_changes_nothing() -> None:
    program = (
        "import hashlib, samples; from fanbook.resources import load_theme; "
        "from fanbook.write.epub import write_epub; "
        "print(hashlib.sha256(write_epub(samples.novel(), load_theme())).hexdigest())"
    )
    digests = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"}
        here = Path(__file__).parent
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=here,
            env=environment,
            capture_output=True,
            check=True,
            text=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_the_archive_is_packed_as_the_format_asks(theme: Theme, cover: CoverImage) -> None:
    entries = zipfile.ZipFile(io.BytesIO(write_epub(samples.novel(), theme, cover))).infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    assert not entries[0].extra
    names = [entry.filename for entry in entries[1:]]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(2011, 4, 23, 12, 30, 0)}


@pytest.mark.parametrize("year", [1900, 1970, 9999])
def test_years_that_no_archive_can_carry(year: int, theme: Theme) -> None:
    modified = datetime(year, 6, 1, tzinfo=UTC)
    opened = Opened(write_epub(replace(samples.one_piece(), modified=modified), theme))
    assert opened.properties("dcterms:modified") == [f"{year}-06-01T00:00:00Z"]


# in step


@every_book
def test_contents_spine_and_ncx_are_in_step(name: str, theme: Theme, cover: CoverImage) -> None:
    opened = Opened(write_epub(BOOKS[name], theme, cover))
    assert opened.nav() == opened.ncx()
    targets = [path for _, path, _ in opened.nav()]
    assert targets == [path for path in opened.spine if path in set(targets)]


@every_book
def test_every_link_leads_somewhere(name: str, theme: Theme, cover: CoverImage) -> None:
    opened = Opened(write_epub(BOOKS[name], theme, cover))
    for path in ("nav.xhtml", *opened.spine):
        assert {link.split("#")[0] for link in opened.links(path)} <= set(opened.manifest.values())


def test_contents_of_an_anthology_nest_and_name_authors(theme: Theme) -> None:
    rows = Opened(write_epub(samples.anthology(), theme)).nav()
    assert [(title, depth) for title, _, depth in rows] == [
        ("Arrows in April by fletcher_at_dusk", 1),
        ("Chapter 1", 2),
        ("Chapter 2", 2),
        ("Chapter 3", 2),
        ("Lantern Song by quietreader and Wren O’Hara", 1),
        ("Flèches d’avril", 1),
        ("Chapter 1", 2),
        ("Chapter 2", 2),
        ("Colophon", 1),
    ]


def test_spine_order_half_title_and_contents(theme: Theme, cover: CoverImage) -> None:
    book = samples.novel()
    opened = Opened(write_epub(book, theme, cover))
    expected = [
        "nav.xhtml" if isinstance(section.page, Contents) else f"text/{section.id}.xhtml"
        for section in book.sections
        if not isinstance(section.page, HalfTitle)
    ]
    assert opened.spine == ["cover.xhtml", *expected]


def test_landmarks_name_the_parts(theme: Theme, cover: CoverImage) -> None:
    assert Opened(write_epub(samples.novel(), theme, cover)).landmarks() == {
        "cover": "cover.xhtml",
        "titlepage": "text/title-page.xhtml",
        "toc": "nav.xhtml#toc",
        "bodymatter": "text/chapter-1.xhtml",
        "backmatter": "text/afterword.xhtml",
    }
    assert set(Opened(write_epub(samples.one_piece(), theme)).landmarks()) == {"titlepage", "bodymatter"}


@pytest.mark.parametrize("bad", ["../x", "a b", "", "ünder", "1st"])
def test_an_unsafe_section_id_is_a_bug(bad: str, theme: Theme) -> None:
    book = samples.one_piece()
    broken = replace(book, sections=(*book.sections, Section(bad, TitlePage("x", ()))))
    with pytest.raises(ValueError, match="unsafe or not unique"):
        write_epub(broken, theme)


# metadata


def test_metadata_says_all_that_the_book_knows(theme: Theme, cover: CoverImage) -> None:
    opened = Opened(write_epub(samples.novel(), theme, cover))
    assert opened.dc("identifier") == ["https://archive.example/works/1194"]
    assert opened.dc("title") == ["Arrows in April", "A tale of Sherwood"]
    assert opened.properties("title-type") == ["main", "subtitle"]
    assert opened.dc("creator") == ["fletcher_at_dusk", "Wren O’Hara"]
    assert opened.properties("file-as") == ["fletcher_at_dusk", "Wren O’Hara"]
    assert opened.properties("role") == ["aut", "aut"]
    assert opened.dc("language") == ["en"]
    assert opened.dc("date") == ["2011-04-01T12:00:00Z"]
    assert opened.dc("source") == ["https://archive.example/works/1194"]
    assert "not for sale" in opened.dc("rights")[0]
    assert opened.dc("publisher") == []
    assert opened.dc("subject") == [
        "Fan fiction",
        "Robin Hood (Traditional)",
        "Marian/Robin",
        "Marian of Leaford",
        "Robin of Locksley",
        "Teen",
        "mild peril",
        "one goose",
        "Romance",
        "Letters",
    ]
    kinds = [
        "genre",
        "fandom",
        "relationship",
        "character",
        "character",
        "rating",
        "warning",
        "warning",
        "tag",
        "tag",
    ]
    assert [term.partition(":")[0] for term in opened.properties("term")] == kinds
    assert set(opened.properties("authority")) == {"urn:fanbook:subjects"}
    assert (
        opened.properties("belongs-to-collection") == opened.named("calibre:series") == ["The Greenwood Post"]
    )
    assert opened.properties("group-position") == opened.named("calibre:series_index") == ["2"]
    assert opened.properties("schema:wordCount") == ["1100"]
    assert opened.properties("dcterms:modified") == ["2011-04-23T12:30:00Z"]


def test_every_fandom_and_pairing_is_a_subject_of_its_own(theme: Theme) -> None:
    book = replace(
        samples.novel(),
        fandoms=("Robin Hood (Traditional)", "Beowulf"),
        pairings=("Marian/Robin", "Much & Tuck"),
    )
    terms = Opened(write_epub(book, theme)).properties("term")
    assert [term for term in terms if term.startswith(("fandom:", "relationship:"))] == [
        "fandom:Robin Hood (Traditional)",
        "fandom:Beowulf",
        "relationship:Marian/Robin",
        "relationship:Much & Tuck",
    ]


def test_metadata_claims_nothing_that_the_book_does_not_know(theme: Theme) -> None:
    opened = Opened(write_epub(samples.one_piece(), theme))
    for name in ("creator", "date", "description", "source", "rights", "contributor"):
        assert opened.dc(name) == []
    assert opened.properties("belongs-to-collection") == []
    assert opened.properties("dcterms:conformsTo") == []


@pytest.mark.parametrize(
    ("alt", "modes", "sufficient"),
    [
        (None, ["textual"], ["textual"]),
        ("", ["textual", "visual"], []),
        ("A goose", ["textual", "visual"], ["textual"]),
    ],
)
def test_accessibility_is_said_as_it_is(
    alt: str | None, modes: list[str], sufficient: list[str], theme: Theme, cover: CoverImage
) -> None:
    image = None if alt is None else replace(cover, alt=alt)
    opened = Opened(write_epub(samples.novel(), theme, image))
    assert opened.properties("schema:accessMode") == modes
    assert opened.properties("schema:accessModeSufficient") == sufficient
    assert ("alternativeText" in opened.properties("schema:accessibilityFeature")) is bool(alt)
    assert opened.properties("schema:accessibilityHazard") == ["none"]


def test_a_picture_without_words_is_no_described_book(theme: Theme, cover: CoverImage) -> None:
    """Until the story's own pictures are there, a theme's stand for them."""
    opened = Opened(
        write_epub(
            samples.novel(),
            with_theme(
                theme, colophon='<section {{ attributes }}><img src="../images/cover.jpg" alt=""/></section>'
            ),
            cover,
        )
    )
    assert opened.properties("schema:accessModeSufficient") == []
    assert "alternativeText" not in opened.properties("schema:accessibilityFeature")
    assert "1 of them are not described" in opened.properties("schema:accessibilitySummary")[0]


@pytest.mark.slow
def test_conformance_is_claimed_only_by_a_person(theme: Theme, epubcheck: Checker) -> None:
    epub = write_epub(replace(samples.novel(), certified_by="A. Reader"), theme)
    opened = Opened(epub)
    assert opened.properties("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"]
    assert opened.properties("a11y:certifiedBy") == ["A. Reader"]
    assert epubcheck(epub) == []


def test_warnings_stand_in_a_notice(theme: Theme) -> None:
    tree = Opened(write_epub(samples.novel(), theme)).tree("text/about.xhtml")
    (notice,) = tree.xpath("//h:section[@role='doc-notice']", namespaces=NAMES)
    assert text_of(notice) == "Warnings mild peril, one goose"


@pytest.mark.skipif(shutil.which("ebook-meta") is None, reason="calibre is not installed")
def test_calibre_reads_what_is_said(theme: Theme, cover: CoverImage, tmp_path: Path) -> None:
    book = tmp_path / "book.epub"
    book.write_bytes(write_epub(samples.novel(), theme, cover))
    done = subprocess.run(["ebook-meta", str(book)], capture_output=True, text=True, check=True)
    told = {
        name.strip(): value.strip()
        for name, _, value in (line.partition(":") for line in done.stdout.splitlines())
    }
    assert told["Title"] == "Arrows in April: A tale of Sherwood"  # as calibre joins them
    assert told["Author(s)"] == "fletcher_at_dusk & Wren O’Hara [fletcher_at_dusk & Wren O’Hara]"
    assert told["Series"] == "The Greenwood Post #2"
    assert told["Languages"] == "eng"
    assert told["Published"].startswith("2011-04-01")
    assert told["Tags"].split(", ") == Opened(book.read_bytes()).dc("subject")
    assert told["Comments"] == "Someone is shooting letters into the Sheriff’s best door."


def test_an_article_is_filed_behind(theme: Theme) -> None:
    opened = Opened(write_epub(replace(samples.one_piece(), title="The Rain"), theme))
    assert opened.properties("file-as") == ["Rain, The"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("index", "position", "calibre"), [("2.5", ["2.5"], ["2.5"]), ("1.2.3", ["1.2.3"], [])]
)
def test_series_positions(
    index: str, position: list[str], calibre: list[str], theme: Theme, epubcheck: Checker
) -> None:
    epub = write_epub(replace(samples.novel(), series_index=index), theme)
    assert Opened(epub).properties("group-position") == position
    assert Opened(epub).named("calibre:series_index") == calibre
    assert epubcheck(epub) == []


def test_hostile_strings_arrive_as_written(theme: Theme, cover: CoverImage) -> None:
    book = samples.hostile()
    opened = Opened(write_epub(book, theme, cover))
    kept = " ".join(book.title.replace("\x0b", "").replace("\x00", "").replace("\ufffe", "").split())
    assert opened.dc("title")[0] == kept
    assert opened.dc("creator")[0] == kept
    assert text_of(opened.tree("text/title-page.xhtml").find(".//h:h1", NAMES)) == kept
    assert opened.dc("source") == []
    assert opened.dc("language") == ["und"]
    for path in opened.spine:
        assert not opened.tree(path).xpath("//h:b[not(@class='sender')] | //comment()", namespaces=NAMES)


# language and direction


def test_a_right_to_left_book_turns_the_other_way(theme: Theme) -> None:
    opened = Opened(write_epub(samples.right_to_left(), theme))
    assert opened.package.get("dir") == "rtl"
    spine = opened.package.find("opf:spine", NAMES)
    assert spine is not None
    assert spine.get("page-progression-direction") == "rtl"
    root = opened.tree("text/chapter-1.xhtml")
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")


def test_a_work_in_another_language_says_so(theme: Theme) -> None:
    opened = Opened(write_epub(samples.anthology(), theme))
    assert opened.tree("text/w3-c1.xhtml").get("lang") == "fr"
    assert opened.tree("text/w3-about.xhtml").get("lang") == "en"


# what the pages say


def page_text(book: Book, path: str, theme: Theme) -> str:
    body = Opened(write_epub(book, theme)).tree(path).find("h:body", NAMES)
    assert body is not None
    return text_of(body)


def test_a_stand_in_title_and_an_unknown_author_say_so(theme: Theme) -> None:
    text = page_text(samples.one_piece(), "text/title-page.xhtml", theme)
    assert text == "the rain had come in (a stand-in title) author unknown"


def test_a_guess_is_marked_on_the_about_page(theme: Theme) -> None:
    text = page_text(samples.novel(), "text/about.xhtml", theme)
    assert "Genre Romance (a guess)" in text
    assert text.count("(a guess)") == 1


def test_a_story_in_one_piece_has_no_heading_but_a_name(theme: Theme) -> None:
    tree = Opened(write_epub(samples.one_piece(), theme)).tree("text/story.xhtml")
    assert not tree.xpath("//h:h1 | //h:h2 | //h:h3", namespaces=NAMES)
    assert tree.xpath("string(//h:section/@aria-label)", namespaces=NAMES) == "the rain had come in"


def test_every_section_has_a_name_for_the_ear(theme: Theme, cover: CoverImage) -> None:
    for book in BOOKS.values():
        opened = Opened(write_epub(book, theme, cover))
        for path in opened.spine:
            tree = opened.tree(path)
            for section in tree.iter(f"{{{NAMES['h']}}}section"):
                named = section.get("aria-labelledby")
                assert section.get("aria-label") or tree.xpath("//*[@id=$id]", id=named), (book.slug, path)


# themes


def test_a_theme_that_writes_no_xml_is_named(theme: Theme) -> None:
    with pytest.raises(FanbookError, match=r"no XML: text/title-page\.xhtml") as caught:
        write_epub(samples.novel(), with_theme(theme, title_page="<section><p></section>"))
    assert caught.value.code == "W003"


@pytest.mark.parametrize(
    "template",
    [
        "{{ nonsense }}",
        "{{ ''.__class__.__mro__ }}",
        "{% if %}",
        "{{ 1 / 0 }}",
        "{{ page.missing.deeper }}",
        "{{ book.__init__.__globals__ }}",
    ],
)
def test_a_theme_that_fails_or_breaks_out_is_an_error_and_no_crash(template: str, theme: Theme) -> None:
    with pytest.raises(FanbookError) as caught:
        write_epub(samples.novel(), with_theme(theme, title_page=template))
    assert caught.value.code == "W003"


def test_a_template_of_a_theme_is_used(theme: Theme) -> None:
    other = with_theme(
        theme, colophon="<section {{ attributes }}><p>Mine: {{ page.paragraphs[0] }}</p></section>"
    )
    assert page_text(samples.novel(), "text/colophon.xhtml", other) == "Mine: Set in EB Garamond."


# the style sheet keeps to what the oldest engines know


def test_the_style_sheet_is_plain(theme: Theme) -> None:
    rules = tinycss2.parse_stylesheet(theme.epub_css, skip_comments=True, skip_whitespace=True)
    assert {rule.type for rule in rules} == {"qualified-rule"}, "no at-rules, no errors"
    for rule in rules:
        selector = tinycss2.serialize(rule.prelude)
        assert not set(selector) & set("[|>~*"), selector
        for line in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
            assert line.type == "declaration", tinycss2.serialize(rule.content)
            value = tinycss2.serialize(line.value).strip()
            assert "(" not in value, value
            assert not line.name.startswith("background"), selector
            assert line.name != "color" or value == "inherit", selector
            assert line.name != "display" or value in ("block", "none"), selector
            assert "font" not in line.name or not value.endswith(("px", "pt")), selector


def test_what_has_an_indent_of_its_own_keeps_it_in_chinese_and_japanese(theme: Theme) -> None:
    """There every paragraph of prose is indented, by a rule that would beat those of chats, verse and title pages."""
    indents: dict[str, str] = {}
    for rule in tinycss2.parse_stylesheet(theme.epub_css, skip_comments=True, skip_whitespace=True):
        for line in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True):
            if line.name == "text-indent":
                value = tinycss2.serialize(line.value).strip()
                indents |= {name.strip(): value for name in tinycss2.serialize(rule.prelude).split(",")}
    own = {
        name: value
        for name, value in indents.items()
        if name.startswith(".") and "cjk" not in name and "hanzi" not in name
    }
    for name, value in own.items():
        if name not in {".line", ".contents-row"}:  # no paragraphs
            assert value in {indents.get(f".cjk {name}"), indents.get(f".cjk{name}")}, name


def test_documents_are_not_too_long_for_old_readers(theme: Theme) -> None:
    opened = Opened(write_epub(samples.long_novel(20_000, 4), theme))
    sizes = [len(etree.tostring(opened.tree(path))) for path in opened.spine]
    assert max(sizes) < 300_000
