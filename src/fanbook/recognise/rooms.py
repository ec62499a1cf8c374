"""Draft to Story: the habits of fan fiction, one room a habit, in a fixed order.

The order is data. Zones come first, since most lookalikes are settled by where they stand;
then what is unmistakable by its line; then what only a run of lines shows; prose is what is left.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from fanbook.diagnostics import Diagnostic, Severity
from fanbook.errors import SourceError
from fanbook.model.blocks import NotePlace
from fanbook.model.draft import Draft, Kind, Label, LineRule
from fanbook.model.metadata import Metadata
from fanbook.model.story import Story
from fanbook.recognise.asides import recognise_asides
from fanbook.recognise.breaks import recognise_breaks
from fanbook.recognise.cast import recognise_cast
from fanbook.recognise.chapter_facts import recognise_chapter_facts
from fanbook.recognise.chapter_titles import recognise_chapter_titles
from fanbook.recognise.chat import recognise_chat
from fanbook.recognise.columns import recognise_columns
from fanbook.recognise.compose import compose, renumbered
from fanbook.recognise.datelines import recognise_datelines
from fanbook.recognise.endings import recognise_endings
from fanbook.recognise.facts import read_facts
from fanbook.recognise.footer import recognise_footer
from fanbook.recognise.footnotes import bound_footnotes
from fanbook.recognise.frames import recognise_frames
from fanbook.recognise.furniture import recognise_furniture
from fanbook.recognise.header import recognise_header
from fanbook.recognise.headings import recognise_headings
from fanbook.recognise.letters import recognise_letters
from fanbook.recognise.mail import recognise_mail
from fanbook.recognise.marked import recognise_marked_headings
from fanbook.recognise.notes import recognise_notes
from fanbook.recognise.overrides import confirmed, contradicted, recognise_overrides
from fanbook.recognise.page_marks import with_page_marks
from fanbook.recognise.posters import recognise_poster
from fanbook.recognise.pov import recognise_pov
from fanbook.recognise.script import recognise_script
from fanbook.recognise.stamps import recognise_stamps
from fanbook.recognise.story_chapters import recognise_story_chapters
from fanbook.recognise.thread import recognise_thread
from fanbook.recognise.verse import recognise_verse


def recognise_prose(draft: Draft) -> Draft:
    """Whatever nobody claimed is prose."""
    return draft.claim(
        {i: Label(Kind.PROSE, 0.9, "nothing else", joined=unit.continues) for i, unit in draft.unclaimed()}
    )


# Not asked where the format itself tells header, notes and story apart.
ZONING: tuple[Callable[[Draft], Draft], ...] = (
    recognise_furniture,
    recognise_poster,
    recognise_thread,
    recognise_frames,
    recognise_mail,
    recognise_footer,
    recognise_cast,
    recognise_columns,
    recognise_header,  # sets the front matter's end
)

RECOGNISERS: tuple[Callable[[Draft], Draft], ...] = (
    recognise_marked_headings,  # what the markup said
    recognise_overrides,  # what a person said
    *ZONING,
    recognise_headings,
    recognise_story_chapters,
    recognise_chapter_titles,
    recognise_chapter_facts,
    recognise_pov,
    recognise_breaks,
    recognise_endings,  # sets the back matter's start
    recognise_notes,
    recognise_asides,
    recognise_script,
    recognise_chat,
    recognise_letters,
    recognise_stamps,
    recognise_datelines,
    recognise_verse,
    recognise_prose,
)


_UNSURE = 0.8
_NO_STORY = frozenset({Kind.NOTE, Kind.METADATA, Kind.DEBRIS})


class Recognised(Struct, frozen=True):
    """A story and the labelled draft it was made from, for `inspect`; `others` are those of the same file."""

    story: Story
    draft: Draft
    others: tuple[Recognised, ...] = ()


def labelled(draft: Draft) -> Draft:
    """Every unit with a label: what the recognisers find, and what a person said against it.

    Rules that agree with what is found are left for last, so that no family loses a member to them.
    """
    rules = draft.instructions.lines
    said: tuple[LineRule, ...] = ()
    while True:
        told = replace(draft, instructions=replace(draft.instructions, lines=said))
        for recogniser in RECOGNISERS:
            if not (draft.is_zoned and recogniser in ZONING):
                told = recogniser(told)
        kept = tuple(rule for rule in rules if rule not in frozenset(said))
        against = contradicted(told, kept)
        if not against:
            return replace(confirmed(told, kept), instructions=draft.instructions)
        # One that was kept may fall when others are said; then it is said too. Twice is enough.
        said = (*said, *against) if not said else rules


def _unsure_is_prose(draft: Draft) -> Draft:
    """Where nothing else is left to be the story, it is what was taken for something else without being sure."""
    prose = Label(Kind.PROSE, 0.5, "nothing surer is the story")
    labels = [
        prose if label is not None and label.confidence < _UNSURE and label.kind in _NO_STORY else label
        for label in draft.labels
    ]
    if prose in labels:  # what stood at the header's foot stands below the story
        for i in range(len(labels) - labels[::-1].index(prose), len(labels)):
            label = labels[i]
            if label is not None and label.detail == NotePlace.STORY_HEAD:
                labels[i] = replace(label, detail=NotePlace.STORY_END)
    return replace(draft, labels=tuple(labels))


def recognise(draft: Draft) -> Recognised:
    """The story in a draft.

    Raises `SourceError` R004 where nothing is left to be a story.
    """
    draft = labelled(draft)
    composed = compose(draft)
    if not any(chapter.blocks for chapter in composed.chapters):
        draft = _unsure_is_prose(draft)
        composed = compose(draft)
    if not any(chapter.blocks for chapter in composed.chapters):
        raise SourceError(
            "R004",
            "the file holds no story, only header, notes or site furniture",
            at=draft.source.path,
            hint="run `fanbook inspect` on it, and overrule lines in its sidecar under [lines]",
        )
    metadata, pairings = read_facts(draft)
    story = Story(
        source=draft.source,
        pictures=draft.pictures,
        metadata=metadata,
        chapters=bound_footnotes(with_page_marks(renumbered(composed.chapters))),
        pairings=pairings,
        head_notes=composed.head_notes,
        end_notes=composed.end_notes,
        left_out=composed.left_out,
        diagnostics=(*draft.diagnostics, *_missing(draft, metadata)),
        pinned=draft.instructions.id,
        whole=draft.instructions.whole,
        bindable=draft.instructions.anthology,
        said=draft.instructions.said(),
        silent=tuple(name for name, value in draft.instructions.defaults if not value),
    )
    return Recognised(story, draft)


def _missing(draft: Draft, metadata: Metadata) -> tuple[Diagnostic, ...]:
    """What has to be asked for: a title or an author that nobody stated."""
    out = []
    title = metadata.get("title")
    if title is not None and title.is_stand_in():
        out.append(_ask(draft, "N001", f"no title found; it is called {title.value} for now", "title"))
    if metadata.get("author") is None:
        out.append(_ask(draft, "N002", "no author found; the book claims nobody", "author"))
    return tuple(out)


def _ask(draft: Draft, code: str, message: str, field: str) -> Diagnostic:
    hint = f'write `{field} = "..."` in its sidecar (`fanbook inspect FILE --write` makes one)'
    return Diagnostic(code, Severity.WARNING, message, hint=hint, source=draft.source.path)
