"""One story to one book: its sections in bookmakers' order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.assemble import binder, matter
from fanbook.assemble.dates import iso_date, modified
from fanbook.assemble.tomes import Tome
from fanbook.enrich.dress import dress
from fanbook.model.blocks import AuthorNote
from fanbook.model.book import Book, ChapterPage, Contents, HalfTitle, NotesPage, Page, Section
from fanbook.model.packed import with_blocks
from fanbook.model.story import Chapter, ChapterKind, LeftOut, Story
from fanbook.model.walk import block_texts, plain
from fanbook.model.wording import Wording, wording


class Making(Struct, frozen=True):
    """How books are put together: what to do with notes, the version to name, the clock to use.

    `notes` is "keep", "end" or "appendix"; `epoch` is SOURCE_DATE_EPOCH or None; `binder` says who
    made the copy (name, imprint, year, copy, dedication), `certified_by` who vouches for its accessibility;
    `paper` is what it is printed on, if that is said.
    """

    version: str
    notes: str = "keep"
    epoch: int | None = None
    binder: Mapping[str, str] = field(default_factory=dict)
    certified_by: str = ""
    paper: str = ""


def assemble_story(story: Story, slug: str, identifier: str, making: Making) -> Book:
    """The book of one story."""
    words = wording(story.language)
    front = list(_front(story, making))
    body = list(work_sections(story, "", 1, making))
    if sum(isinstance(section.page, ChapterPage) for section in body) > 1:
        front.append(Section("contents", Contents(words.contents)))
    metadata = story.metadata
    published = iso_date(metadata.value("date"))
    return Book(
        kind="story",
        slug=slug,
        identifier=identifier,
        title=matter.display_title(story),
        authors=story.authors(),
        language=story.language,
        modified=modified([published, iso_date(metadata.value("updated"))], making.epoch),
        sections=(
            *front,
            *body,
            Section(
                "colophon",
                matter.colophon(making.version, making.binder, (story,), paper=making.paper),
                words.colophon,
            ),
        ),
        stand_in=matter.is_stand_in(story),
        pairing=matter.stated_pairing(story),
        fandom=matter.stated(story, "fandom"),
        pairings=matter.stated_pairings(story),
        fandoms=matter.stated_fandoms(story),
        rating=metadata.value("rating"),
        summary=dress(metadata.value("summary"), story.language),
        subjects=metadata.parsed("genre"),
        characters=metadata.parsed("characters"),
        series=matter.stated_series(story),
        series_index=metadata.value("series_index"),
        source_url=metadata.value("source_url"),
        published=published,
        status=metadata.value("status"),
        words=story.words,
        warnings=matter.content_warnings(story),
        certified_by=making.certified_by,
        pictures=matter.pictures((story,)),
    )


def _front(story: Story, making: Making) -> Iterator[Section]:
    """What stands before the contents."""
    yield Section("half-title", HalfTitle(matter.display_title(story)))
    yield Section("title-page", matter.title_page(story, making.binder))
    yield Section("notice", matter.notice((story,)))
    yield from binder.dedication(making.binder.get("dedication", ""), story.language)
    if facts := matter.about(story):
        yield Section("about", facts, wording(story.language).about)


def assemble_tome(tome: Tome, slug: str, identifier: str, making: Making) -> Book:
    """The book of one volume of a work."""
    book = assemble_story(tome.story, slug, identifier, making)
    page, notice = matter.title_page(tome.story, making.binder), matter.notice((tome.story,))
    bound = f"The work is bound in {tome.of} volumes, of which this is volume {tome.number}."
    own: dict[str, Page] = {
        "title-page": replace(page, volume=tome.words),
        "notice": replace(notice, paragraphs=(notice.paragraphs[0], bound, *notice.paragraphs[1:])),
    }
    sections = tuple(replace(one, page=own.get(one.id, one.page)) for one in book.sections)
    return replace(book, sections=sections, subtitle=tome.words, family=tome.family, volume=str(tome.number))


def work_sections(story: Story, prefix: str, level: int, making: Making) -> Iterator[Section]:
    """A story's notes and chapters, wherever the notes are wanted. A volume's contents do not list notes."""
    title, author = matter.display_title(story), " · ".join(story.authors())
    words = wording(story.language)
    note = "" if prefix else words.note

    def section(name: str, page: NotesPage | ChapterPage, heading: str) -> Section:
        return Section(f"{prefix}{name}", page, heading, level, title, author, story.language)

    front, back = matter.notes_page(story, is_front=True), matter.notes_page(story, is_front=False)
    gathered: list[AuthorNote] = []
    if front and making.notes == "keep":
        yield section("note-front", front, note)
    elif front:
        gathered += front.notes
    several = len(story.chapters) > 1
    for n, chapter in enumerate(story.chapters, 1):
        kept, taken = _without_notes(chapter, making.notes)
        gathered += taken
        heading = contents_title(kept, words) if several else title if not prefix else ""
        yield section(f"chapter-{n}", ChapterPage(kept, first=n == 1), heading)
    gathered += back.notes if back else ()
    if back and making.notes == "keep":
        yield section("note-end", back, note)
    elif gathered:
        page = NotesPage(words.notes, tuple(gathered), is_front=False)
        yield section("notes", page, "" if prefix else page.heading)


def _without_notes(chapter: Chapter, notes: str) -> tuple[Chapter, tuple[AuthorNote, ...]]:
    """The chapter as the `notes` setting wants it, and the notes taken out of it."""
    if notes == "keep":
        return chapter, ()
    found = tuple(block for block in chapter.blocks if isinstance(block, AuthorNote))
    if not found:
        return chapter, ()
    rest = tuple(block for block in chapter.blocks if not isinstance(block, AuthorNote))
    if notes == "end":  # at the chapter's own end
        return with_blocks(chapter, (*rest, *found)), ()
    return with_blocks(chapter, rest), found if notes == "appendix" else ()


def without_notes(story: Story) -> Story:
    """The story without its author's notes, each of which is listed in `left_out` instead."""
    chapters = [_without_notes(chapter, "drop")[0] for chapter in story.chapters]
    inside = [block for c in story.chapters for block in c.blocks if isinstance(block, AuthorNote)]
    dropped = (
        LeftOut(
            note.at.start, note.at.end, "\n".join(block_texts(note)), "an author's note, dropped as asked"
        )
        for note in (*story.head_notes, *inside, *story.end_notes)
    )
    return replace(
        story,
        chapters=tuple(chapter for chapter in chapters if chapter.blocks or chapter.label or chapter.title),
        head_notes=(),
        end_notes=(),
        left_out=tuple(sorted((*story.left_out, *dropped), key=lambda row: row.start)),
    )


def contents_title(chapter: Chapter, words: Wording) -> str:
    """A chapter's line in the contents: "Chapter One: The Gate", "Part 1 of 2"."""
    title = plain(chapter.title)
    label = chapter.label.strip("()[] ")
    if chapter.kind is ChapterKind.PART and "/" in label and chapter.number is not None:
        done, _, of = label.partition("/")
        label = f"Part {done.strip()} of {of.strip()}"
    if title and label:
        return (
            f"{label.rstrip(':.')}{words.colon}{title}"
            if not label[-1].isdigit() or len(label) > 3
            else f"{label}. {title}"
        )
    return (
        title
        or label.rstrip(".")
        or (words.opening if chapter.kind in (ChapterKind.SECTION, ChapterKind.EPIGRAPH) else "")
    )
