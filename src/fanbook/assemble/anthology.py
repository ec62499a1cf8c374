"""A volume of many stories to one book, edited like one.

In: a `Volume`. Out: a `Book`: what its authors warn of and who they are, contents by story, a title page and
an about-page for each story, its chapters and its notes. Ids in it come from the stories' sources, not from
their places: what was set stays set when another story joins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from msgspec.structs import replace

from fanbook.assemble import binder, matter, rolls
from fanbook.assemble.dates import iso_date, modified
from fanbook.assemble.single import Making, work_sections
from fanbook.assemble.volumes import Volume
from fanbook.enrich.dress import dress
from fanbook.model.blocks import AuthorNote, Block, Footnote, NotePlace, Paragraph
from fanbook.model.book import (
    Book,
    Contents,
    HalfTitle,
    NotesPage,
    PartTitle,
    Section,
    TitlePage,
    WorkTitle,
)
from fanbook.model.inlines import FootnoteRef, Image, Inline, LineBreak, Text
from fanbook.model.packed import with_blocks
from fanbook.model.story import Chapter, Story
from fanbook.model.walk import Inlines, map_inlines

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_OWN = "en"  # in which a volume says what it says of itself
_MOST_AUTHORS = 8  # on a title page; more of them stand on the page of contributors


def assemble_anthology(volume: Volume, slug: str, making: Making) -> Book:
    """The book of a volume."""
    stories, edition = volume.stories, volume.edition
    ids = work_ids(stories)
    authors = tuple(dict.fromkeys(name for story in stories for name in story.authors()))
    language = Counter(story.language for story in stories).most_common(1)[0][0]
    dates = [iso_date(story.metadata.value(name)) for story in stories for name in ("date", "updated")]
    number = f"Volume {volume.number}" if volume.number else ""
    subtitle = dress(edition.subtitle, language) or f"{_number(len(stories))} stor{'y' if len(stories) == 1 else 'ies'}"  # fmt: skip
    return Book(
        kind="anthology",
        slug=slug,
        identifier=volume.identifier,
        title=dress(volume.title, language),
        authors=authors,
        language=language,
        modified=modified(dates, making.epoch),
        sections=(
            *_front(volume, ids, language, (subtitle, number), making),
            *_body(volume, ids, making),
            *_back(volume, ids, making),
        ),
        stand_in=volume.is_guess,
        subtitle=f"{number}: {subtitle}" if number else subtitle,
        pairing="" if volume.is_guess else volume.pairing,
        fandom=volume.fandom,
        subjects=_each(story.metadata.parsed("genre") for story in stories),
        characters=_each(story.metadata.parsed("characters") for story in stories),
        series=volume.title if volume.number else "",
        series_index=str(volume.number or ""),
        words=sum(story.words for story in stories),
        warnings=_each(matter.content_warnings(story) for story in stories),
        certified_by=making.certified_by,
        pictures=matter.pictures(stories),
        editor=edition.editor,
        family=volume.family,
        volume=str(volume.number or ""),
    )


def _each(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for some in values for value in some))


def _number(count: int) -> str:
    return _NUMBERS[count].capitalize() if count < len(_NUMBERS) else str(count)


def work_ids(stories: Iterable[Story]) -> dict[str, str]:
    """What each story's sections are called by, from its source: the same whatever stands before it."""
    ids: dict[str, str] = {}
    for key in (story.source.key() for story in stories):
        digest = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        size = 8
        while f"w{digest[:size]}" in ids.values():
            size += 1
        ids[key] = f"w{digest[:size]}"
    return ids


def _front(
    volume: Volume, ids: Mapping[str, str], language: str, lines: tuple[str, str], making: Making
) -> Iterator[Section]:
    """What stands before the stories."""
    edition, stories = volume.edition, volume.stories
    title = dress(volume.title, language)
    authors = tuple(dict.fromkeys(name for story in stories for name in story.authors()))
    shown = authors if len(authors) <= _MOST_AUTHORS else (f"{len(authors)} authors",)
    if "half-title" in edition.matter:
        yield Section("half-title", HalfTitle(title))
    yield Section(
        "title-page",
        TitlePage(
            title,
            shown,
            stand_in=volume.is_guess,
            subtitle=lines[0],
            fandom=volume.fandom,
            editor=edition.editor,
            volume=lines[1],
            imprint=binder.imprint(making.binder),
        ),
    )
    yield Section("notice", matter.notice(stories, _news(volume)), language=_OWN)
    yield from binder.dedication(edition.dedication or making.binder.get("dedication", ""), language)
    warnings = rolls.warnings(stories, ids)
    if warnings.rows and "warnings" in edition.matter:
        yield Section("warnings", warnings, warnings.heading, language=_OWN)
    if "contents" in edition.matter:
        yield Section("contents", Contents(), language=_OWN)
    if edition.note:
        note = NotesPage("Editor’s note", (_editors(edition.note, language),), is_front=True)
        yield Section("editor-note", note, note.heading, author=edition.editor)


def _editors(words: str, language: str) -> AuthorNote:
    """The editor's note: paragraphs as blank lines part them."""
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", words)]
    return AuthorNote(
        tuple(Paragraph((Text(dress(part, language)),)) for part in paragraphs if part), NotePlace.STORY_HEAD
    )


def _news(volume: Volume) -> str:
    """What a reader of the printed volumes has not read yet."""
    if not volume.new or len(volume.new) == len(volume.stories):
        return "The stories in this volume came after the volumes before it." if volume.new else ""
    titles = [matter.display_title(story) for story in volume.stories if story.source.key() in volume.new]
    return f"New since the volumes before it: {', '.join(titles)}."


def _body(volume: Volume, ids: Mapping[str, str], making: Making) -> Iterator[Section]:
    number = 0
    for place, (part, stories) in enumerate(volume.parts, 1):
        if part:
            yield Section(f"part-{place}", PartTitle(part), part, 1, part)
        for story in stories:
            number += 1
            about = "about" in volume.edition.matter
            yield from _work(story, ids[story.source.key()], (number, 2 if part else 1), making, about=about)


def _work(
    story: Story, mine: str, place: tuple[int, int], making: Making, *, about: bool
) -> Iterator[Section]:
    """One story in the volume: its title page, its about-page, its text."""
    title, author = matter.display_title(story), " · ".join(story.authors())
    number, level = place
    page = WorkTitle(title, story.authors(), matter.is_stand_in(story), number)
    yield Section(mine, page, title, level, title, author, story.language)
    facts = matter.about(story) if about else None
    if facts:
        yield Section(f"{mine}-about", facts, "", level + 1, title, author, story.language)
    yield from work_sections(with_own_keys(story, mine), f"{mine}-", level + 1, making)


def _back(volume: Volume, ids: Mapping[str, str], making: Making) -> Iterator[Section]:
    """What stands after the stories."""
    people = rolls.contributors(volume.stories, ids)
    if "contributors" in volume.edition.matter:
        yield Section("contributors", people, people.heading, language=_OWN)
    if "colophon" in volume.edition.matter:
        colophon = matter.colophon(making.version, making.binder, volume.stories, making.paper)
        yield Section("colophon", colophon, "Colophon", language=_OWN)


# --- Footnotes: their keys are a story's own, and are made a volume's ---------------------------------


def with_own_keys(story: Story, mine: str) -> Story:
    """The story with footnotes that no other story of the volume can be taken for having."""
    if not any(isinstance(block, Footnote) for chapter in story.chapters for block in chapter.blocks):
        return story
    return replace(story, chapters=tuple(_rekeyed(chapter, mine) for chapter in story.chapters))


def _rekeyed(chapter: Chapter, mine: str) -> Chapter:
    def change(inlines: Inlines) -> Inlines:
        return tuple(_leading(inline, mine) for inline in inlines)

    def own(block: Block) -> Block:
        changed = map_inlines(block, change)
        return replace(changed, key=f"{mine}-{changed.key}") if isinstance(changed, Footnote) else changed

    return replace(with_blocks(chapter, map(own, chapter.blocks)), title=change(chapter.title))


def _leading(inline: Inline, mine: str) -> Inline:
    match inline:
        case Text() | LineBreak() | Image():
            return inline
        case _:
            inner = replace(inline, children=tuple(_leading(child, mine) for child in inline.children))
            return replace(inner, key=f"{mine}-{inner.key}") if isinstance(inner, FootnoteRef) else inner
