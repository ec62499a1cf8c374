"""Pages to markup: a section of a Book becomes a fragment, through the theme's page templates.

In: a `Section`, its `Book`, a `Theme`, a `Dialect`. Out: one `<section>` element with the
section's id, ready to be put into an EPUB document or a page run for print. Content goes through
`xhtml` and reaches the templates as finished markup; the templates escape everything else and run
in a sandbox, so a theme is a folder and never code.

A template sees `page` (the model's own record), `section`, `book`, `epub` (is it an EPUB?),
`attributes` (of its `<section>`), `heading_id`, `level` (of its heading, 1 to 6), `rows` (of the
contents), `words` (a `Wording`) and, where they apply, a chapter's `label` and its `label_type`, and `title`, `body` and `notes` as finished markup.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, assert_never

from jinja2 import DictLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from fanbook.errors import FanbookError
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
    Page,
    PartTitle,
    Roll,
    Section,
    TitlePage,
    WorkTitle,
)
from fanbook.model.inlines import Inline
from fanbook.model.story import Chapter, ChapterKind
from fanbook.model.walk import plain
from fanbook.model.wording import Wording, all_wordings, wording
from fanbook.resources import Theme
from fanbook.write import xhtml
from fanbook.write.xhtml import Dialect, web_address

DEEPEST_CHAPTER = 5  # leaves a level for subheadings


class ContentsRow(Struct, frozen=True):
    """A line of the contents. `author` is empty unless the book is by several people.

    `level` counts from 1 and never leaps by more than one downwards.
    """

    id: str
    title: str
    level: int
    author: str = ""
    kind: str = ""  # "part" or "work" where it is the title of one


class _Kind(Struct, frozen=True):
    """What a section is: its template and class, its EPUB type and ARIA role, its spoken name.

    A section with a heading is named by it and needs no `name`.
    """

    template: str
    css: str
    type: str = ""
    role: str = ""
    name: str = ""


def section_xhtml(
    section: Section, book: Book, theme: Theme, dialect: Dialect, numbers: Mapping[str, int] | None = None
) -> str:
    """The section as one `<section>` element. `numbers` are printed pages by id, where they are known.

    Raises `FanbookError` (W003) where the theme's template fails.
    """
    words = words_of(section, book)
    kind = _kind(section, book, words)
    level = heading_level(section)
    dialect = replace(dialect, note_label=words.note)
    values = {
        "page": section.page,
        "section": section,
        "book": book,
        "epub": dialect.is_epub,
        "attributes": finished(_attributes(section, book, kind, dialect)),
        "heading_id": heading_id(section),
        "level": level,
        "numbers": dict(numbers or {}),
        "words": words,
        **_content(section.page, level, dialect),
    }
    if isinstance(section.page, Contents):
        values["rows"] = contents_rows(book)
    return render(theme, f"{kind.template}.xhtml.j2", values)


def words_of(section: Section, book: Book) -> Wording:
    """The words of the section's language. What an anthology says of itself is said in English so far."""
    return wording(section.language or ("en" if book.kind == "anthology" else book.language))


def heading_level(section: Section) -> int:
    """The level of the section's heading: a title page's is 1, a chapter's follows its depth."""
    if isinstance(section.page, TitlePage | HalfTitle):
        return 1
    return min(max(section.level, 1) + 1, DEEPEST_CHAPTER)


def heading_id(section: Section) -> str:
    """The id of the heading that names the section."""
    return f"{section.id}-heading"


def contents_rows(book: Book) -> tuple[ContentsRow, ...]:
    """The lines of the contents, for the page and for a reading system alike.

    The contents do not list themselves, and half titles are never listed.
    """
    listed = [s for s in book.listed() if not isinstance(s.page, Contents | HalfTitle)]
    works = {s.page.authors for s in book.sections if isinstance(s.page, WorkTitle)}
    rows: list[ContentsRow] = []
    for section in listed:
        depth = min(max(section.level, 1), rows[-1].level + 1 if rows else 1)
        is_credited = isinstance(section.page, WorkTitle) and len(works) > 1
        kind = {PartTitle: "part", WorkTitle: "work"}.get(type(section.page), "")
        author = section.author if is_credited else ""
        rows.append(ContentsRow(section.id, section.title, depth, author, kind))
    return tuple(rows)


def render(theme: Theme, template: str, values: Mapping[str, object]) -> str:
    """One template of the theme, filled in.

    Raises `FanbookError` (W003) where the template is missing or fails.
    """
    try:
        return _environment(tuple(sorted(theme.templates.items()))).get_template(template).render(values)
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise FanbookError(
            "W003",
            f"the theme {theme.name!r} failed in {template}: {error}",
            hint="put the template right, or build with `--theme classic`",
        ) from error


@lru_cache(maxsize=8)
def _environment(templates: tuple[tuple[str, str], ...]) -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def finished(markup: str) -> Markup:
    """Markup from this package, to be put into a template as it is."""
    return Markup(markup)  # noqa: S704 - comes from `xhtml`, which escapes


def _finalize(value: Any) -> Any:  # noqa: ANN401 - Jinja2 hands over whatever a template prints
    return xhtml.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _attributes(section: Section, book: Book, kind: _Kind, dialect: Dialect) -> str:
    language = xhtml.language_tag(section.language or book.language)
    is_foreign = language != xhtml.language_tag(book.language)
    return xhtml.attributes(
        ("id", section.id),
        ("class", " ".join(filter(None, (kind.css, xhtml.script_class(language))))),
        ("epub:type", kind.type if dialect.is_epub else ""),
        ("role", kind.role),
        ("aria-label", kind.name),
        ("aria-labelledby", "" if kind.name else heading_id(section)),
        ("lang", language if is_foreign else ""),
        ("xml:lang", language if is_foreign and dialect.is_epub else ""),
        ("dir", xhtml.text_direction(language) if is_foreign else ""),
    ).lstrip()


def _kind(section: Section, book: Book, words: Wording) -> _Kind:
    page = section.page
    match page:
        case HalfTitle():
            return _Kind("half-title", "half-title", "halftitlepage")
        case TitlePage():
            return _Kind("title-page", "title-page", "titlepage")
        case Notice():
            return _Kind("notice", "notice", "copyright-page", name=words.copy)
        case About():
            return _Kind("about", "about")
        case Contents():
            return _Kind("contents", "contents", "toc", "doc-toc")
        case Dedication():
            return _Kind("dedication", "dedication", "dedication", "doc-dedication", words.dedication)
        case Roll(kind=roll):
            notice = roll == "warnings"
            css = "roll by-warning" if notice else "roll by-author"
            return _Kind("roll", css, "notice" if notice else "contributors", "doc-notice" if notice else "")
        case PartTitle():
            return _Kind("part-title", "work-title part-title", "part", "doc-part")
        case WorkTitle():
            return _Kind("work-title", "work-title", "part", "doc-part")
        case NotesPage(is_front=is_front):
            name = "preface" if is_front else "afterword"
            return _Kind("notes", f"notes {name}", name, f"doc-{name}")
        case ChapterPage(after=after) if after is not None:
            # The rest of a chapter: announced as such, and not a second time as a chapter.
            return _Kind(
                "chapter",
                "chapter continued",
                name=words.continued.format(title=section.title or section.work),
            )
        case ChapterPage(chapter=chapter):
            name = _CHAPTER_TYPES.get(chapter.kind, "chapter")
            spoken = "" if _has_heading(chapter) else section.title or section.work or book.title
            css = "chapter" if chapter.kind is ChapterKind.CHAPTER else f"chapter {chapter.kind}"
            return _Kind("chapter", css, name, f"doc-{name}", spoken)
        case Colophon():
            return _Kind("colophon", "colophon", "colophon", "doc-colophon", words.colophon)
        case _:
            assert_never(page)


def _is_visible(inlines: tuple[Inline, ...]) -> bool:
    return bool(xhtml.clean(plain(inlines)).strip())


def _has_heading(chapter: Chapter) -> bool:
    return bool(xhtml.clean(chapter.label).strip()) or _is_visible(chapter.title)


_LINKED = frozenset(
    words.label(name) for words in all_wordings() for name in ("source_url", "archive")
)  # rows of an about-page that are addresses, if they are any
_CHAPTER_TYPES = {
    ChapterKind.PART: "part",
    ChapterKind.PROLOGUE: "prologue",
    ChapterKind.EPILOGUE: "epilogue",
}


_NUMBER = re.compile(r"[\(\[]?(?:\d+|[IVXLC]+)[\)\]]?")


def _heading_label(label: str) -> str:
    """A chapter's label as its heading has it: a bare number stands without its full stop, as in the contents."""
    words = xhtml.clean(label).strip()
    bare = words.removesuffix(".")
    return bare if _NUMBER.fullmatch(bare) else words


def _label_type(label: str) -> str:
    """What a label is to EPUB's vocabulary: a bare number is an ordinal; for others it has no word."""
    if not _NUMBER.fullmatch(label):
        return ""
    return "z3998:ordinal" if any(map(str.isdigit, label)) else "z3998:ordinal z3998:roman"


def _content(page: Page, level: int, dialect: Dialect) -> dict[str, object]:
    match page:
        case ChapterPage(chapter=chapter, after=after):
            body = xhtml.blocks_xhtml(tuple(chapter.blocks), dialect, heading=level + 1, after=after)
            label = _heading_label(chapter.label)
            return {
                "label": label,
                "label_type": _label_type(label),
                "title": finished(xhtml.inlines_xhtml(chapter.title, dialect))
                if _is_visible(chapter.title)
                else "",
                "body": finished(body),
            }
        case NotesPage(notes=notes):
            bodies = (xhtml.blocks_xhtml(note.blocks, dialect, heading=level + 1) for note in notes)
            return {"notes": tuple(finished(body) for body in bodies)}
        case Notice(source_url=url):
            return {"link": web_address(url)}
        case About(summary=summary, rows=rows):
            found = {row.value: web_address(row.value) for row in rows if row.label in _LINKED}
            paragraphs = tuple(filter(None, map(str.strip, summary.split("\n"))))
            return {"summary": paragraphs, "links": {words: link for words, link in found.items() if link}}
        case (
            HalfTitle() | TitlePage() | Dedication() | Roll() | Contents() | PartTitle() | WorkTitle() | Colophon()
        ):  # fmt: skip
            return {}
        case _:
            assert_never(page)
