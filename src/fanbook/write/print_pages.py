"""A Book to the two runs of markup that its interior is set from: front matter and body.

The body is set first, on its own, so that its first page is page 1 and every number in it is the
one that gets printed; then the front matter, whose contents state those numbers, with pages of
its own in roman figures. Sections go through `pages` like those of an EPUB; around each stands a
box that carries what paper needs: on which side it begins, its line in the outline, and the
words for the running heads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from fanbook.model.blocks import AuthorNote, Dateline, Paragraph, PovCard
from fanbook.model.book import (
    About,
    Book,
    ChapterPage,
    Colophon,
    Contents,
    Dedication,
    HalfTitle,
    NotesPage,
    Notice,
    PartTitle,
    Roll,
    Section,
    TitlePage,
    WorkTitle,
)
from fanbook.model.walk import plain
from fanbook.resources import Theme
from fanbook.write.pages import (
    ContentsRow,
    contents_rows,
    heading_id,
    heading_level,
    render,
    section_xhtml,
)
from fanbook.write.print_manner import print_manner
from fanbook.write.print_words import (
    CHAPTER_LINE,
    OPENING,
    TITLE_LINE,
    breakable,
    evened,
    opening_words,
    running_head,
    title_step,
    with_latin,
    with_tails,
)
from fanbook.write.xhtml import (
    PRINT,
    attributes,
    block_xhtml,
    escape,
    language_tag,
    script_class,
    text_direction,
)

OVERHANGING = "FPTVWYΓΤΥГРТУ"
CONTENTS_TEMPLATE = "print-contents.j2"
_SHORT, _MOST_ROWS = (
    16,
    25,
)  # letters of a row that leaves room for another beside it; rows of a page under a heading


def split(book: Book) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Front matter and body: the body begins with the first chapter, or the first title of a work or a part."""
    for at, section in enumerate(book.sections):
        if isinstance(section.page, ChapterPage | WorkTitle | PartTitle):
            return book.sections[:at], book.sections[at:]
    return book.sections, ()


def body_runs(book: Book, theme: Theme) -> tuple[str, ...]:
    """The sections of the body, one piece of markup each."""
    _, body = split(book)
    return tuple(run_xhtml(section, book, theme) for section in body)


def front_xhtml(book: Book, theme: Theme, numbers: Mapping[str, int]) -> str:
    """The front matter as one document, a blank page at its end; `numbers` are the body's pages by id."""
    front, _ = split(book)
    runs = [
        breakable(_tailed(run_xhtml(section, book, theme, numbers), section, book))
        for section in front
        if not isinstance(section.page, Contents) or len(_rows(section, book)) > 1
    ]
    before, after = around(book, "front")
    return "".join((before, *runs, '<div class="blank"></div>', after))


def _tailed(markup: str, section: Section, book: Book) -> str:
    # WeasyPrint 70 orders words of both directions within a box, never across boxes.
    is_tailed = is_ltr(section, book) and script_class(section.language or book.language) != "hangul"
    return with_tails(markup) if is_tailed and not isinstance(section.page, Contents) else markup


def is_ltr(section: Section, book: Book) -> bool:
    """Is the section read from left to right?"""
    return text_direction(language_tag(section.language or book.language)) == "ltr"


def around(book: Book, kind: str) -> tuple[str, str]:
    """What stands before and after finished markup in a document of one kind ("front" or "body")."""
    language = language_tag(book.language)
    opening = attributes(("lang", language), ("dir", text_direction(language)))
    head = f"<head><title>{escape(book.title)}</title></head>"
    before = f'<!DOCTYPE html>\n<html{opening}>\n{head}\n<body class="{kind}">\n'
    return before, "\n</body>\n</html>\n"


def run_xhtml(section: Section, book: Book, theme: Theme, numbers: Mapping[str, int] | None = None) -> str:
    """A section in the box that carries what paper needs."""
    author, work = heads(section, book)
    words = _display_words(section)
    step = title_step(words)
    line = evened(words, (CHAPTER_LINE if isinstance(section.page, ChapterPage) else TITLE_LINE)[step])
    opening = attributes(
        ("class", f"run {side(section)} {page_style(section)} {step} level-{level(section)}"),
        ("style", f"--title-line: {line}" if line else ""),
        ("data-outline", outline(section)),
        ("lang", language_tag(section.language) if section.language not in ("", book.language) else ""),
    )
    # An element of its own: a box that goes on over the page would set its words anew on each.
    said = attributes(("data-author", running_head(author)), ("data-work", running_head(work)))
    if isinstance(section.page, Contents):
        inner = _contents(section, book, theme, numbers or {})
    else:
        initial = print_manner(theme).initial > 1
        inner = opened(section_xhtml(section, book, theme, PRINT, numbers), section, initial=initial)
    if any(script_class(tag).startswith("cjk") for tag in (section.language, book.language)):
        inner = with_latin(inner)
    return f'<div{opening}>\n<div class="heads"{said}></div>\n{inner}\n</div>\n'


# The text face has small capitals for Latin letters alone: others would only stand apart.
_HAS_SMALL_CAPITALS = re.compile(r"[A-Za-z\u00c0-\u024f]")


def opened(markup: str, section: Section, *, initial: bool = False) -> str:
    """The markup with a chapter's opening words in a box of their own (class `opening`).

    A style sheet's `::first-line` would do, but WeasyPrint 70 sets such a line of one word now and
    then. Only plain words that begin a paragraph are taken, and only where letters have two cases.
    With `initial` the first letter stands in a box of its own within (class `initial`, and `overhanging` if
    its foot leaves room).
    """
    first = _opening_paragraph(section)
    if first is None:
        return markup
    paragraph = block_xhtml(first, PRINT, is_first=True)
    match = OPENING.match(paragraph)
    words = opening_words(match[1]) if match else ""
    if match is None or words.lower() == words.upper() or not (initial or _HAS_SMALL_CAPITALS.search(words)):
        return markup
    start, end = match.start(1), match.start(1) + len(words)
    if initial and words[0].isalpha():
        kind = "initial overhanging" if words[0] in OVERHANGING else "initial"
        words = f'<span class="{kind}">{words[0]}</span>{words[1:]}'
    box = f'{paragraph[:start]}<span class="opening">{words}</span>{paragraph[end:]}'
    return markup.replace(paragraph, box, 1)


def _opening_paragraph(section: Section) -> Paragraph | None:
    if not isinstance(section.page, ChapterPage):
        return None
    blocks = (b for b in section.page.chapter.blocks if not isinstance(b, PovCard | Dateline | AuthorNote))
    first = next(blocks, None)
    return first if isinstance(first, Paragraph) else None


def side(section: Section) -> str:
    """On which page it begins, as a class."""
    match section.page:
        case HalfTitle() | TitlePage() | Dedication() | PartTitle() | WorkTitle() | Contents():
            return "on-recto"
        case ChapterPage(first=True):
            return "on-recto"
        case About():
            return "on-next" if section.work else "on-recto"  # the verso of a work's title will do
        case Notice():
            return "on-verso"
        case Roll() | NotesPage() | ChapterPage() | Colophon():
            return "on-next"


def page_style(section: Section) -> str:
    """Has the page furniture (heads and a folio), and which?"""
    match section.page:
        case HalfTitle() | TitlePage() | Dedication() | Notice() | PartTitle() | WorkTitle() | Colophon():
            return "display"
        case Roll() | About() | Contents() | NotesPage() | ChapterPage():
            return "running"


def level(section: Section) -> int:
    """Its depth in the outline, from 1."""
    return min(max(section.level, 1), 4)


def heads(section: Section, book: Book) -> tuple[str, str]:
    """The words over the left and over the right page."""
    match section.page:
        case Contents(heading=heading) | NotesPage(heading=heading) | Roll(heading=heading):
            return section.work or book.title, heading
        case About():
            return section.work or book.title, section.title
        case _:
            work = section.work or book.title
            # Over a work by nobody known stand no names of others: the volume's title does.
            others = ", ".join(book.authors) if work == book.title else book.title
            return section.author or others or work, work


def _display_words(section: Section) -> str:
    match section.page:
        case HalfTitle(title) | TitlePage(title) | WorkTitle(title) | PartTitle(title):
            return title
        case ChapterPage(chapter=chapter):
            return plain(chapter.title) or chapter.label
        case _:
            return section.title


def outline(section: Section) -> str:
    """Its line in the outline; empty where it has none."""
    match section.page:
        case Contents(heading=heading):
            return heading
        case TitlePage(title=title):
            return title
        case _:
            return section.title


def _rows(contents: Section, book: Book) -> tuple[ContentsRow, ...]:
    # On paper the contents list what is still to come.
    after = {section.id for section in book.sections[book.sections.index(contents) + 1 :]}
    return tuple(row for row in contents_rows(book) if row.id in after)


def columns_for(rows: Sequence[ContentsRow]) -> int:
    """In how many columns the contents are set: many chapters that have only a number would run over pages."""
    is_short = all(
        len(row.title) <= _SHORT and row.level == 1 and not (row.author or row.kind) for row in rows
    )
    return 1 + (len(rows) > _MOST_ROWS) + (len(rows) > 2 * _MOST_ROWS) if is_short else 1


def _contents(section: Section, book: Book, theme: Theme, numbers: Mapping[str, int]) -> str:
    assert isinstance(section.page, Contents)
    rows = _rows(section, book)
    return render(
        theme,
        CONTENTS_TEMPLATE,
        {
            "page": section.page,
            "heading_id": heading_id(section),
            "level": heading_level(section),
            "section": section,
            "rows": rows,
            "columns": columns_for(rows),
            "numbers": dict(numbers),
        },
    )
