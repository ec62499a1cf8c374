"""A library's doubts, gathered, put in order, and settled one by one.

In: a library. Out: `Question`s, the most consequential first over all stories. An answer is in the
story's sidecar before the next question is asked, so that whoever stops has lost nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from fanbook import __version__
from fanbook.doubt import Doubt, Settlement, by_consequence, doubtful_names, find_doubts, for_all, from_json
from fanbook.emit import write_whole
from fanbook.errors import FanbookError
from fanbook.inspection import outline
from fanbook.library.config import CONFIG
from fanbook.library.sidecars import settled_defaults
from fanbook.library.workspace import Library, StoryFile, name_of, sidecar_of
from fanbook.model.story import Story
from fanbook.pipeline import cast_of
from fanbook.recognise import Recognised
from fanbook.report import Failure
from fanbook.settling import write_sidecar
from fanbook.survey import Seen, in_wholes, survey

Progress = Callable[[str, int, int], None]


class Question(Struct, frozen=True):
    """A doubt about one story; `title` is what the story is called for now.

    A doubt about all stories of a folder has them as `parts`, and is settled for the folder.
    """

    file: StoryFile
    title: str
    doubt: Doubt
    parts: tuple[Question, ...] = ()

    def place(self) -> str:
        """The story, or the folder, that it is about."""
        return f"{self.doubt.folder}/" if self.parts else self.file.name

    def as_json(self) -> dict[str, Any]:
        """The public row."""
        row = {
            "source": self.place(),
            **({} if self.parts else {"title": self.title}),
            **self.doubt.as_json(),
        }
        return row | ({"sources": [part.file.name for part in self.parts]} if self.parts else {})


class Pile(Struct, frozen=True):
    """What there is to ask about a library, and what of it cannot be read."""

    questions: tuple[Question, ...]
    stories: int
    faults: tuple[FanbookError, ...]

    def as_json(self) -> dict[str, Any]:
        """The public object."""
        return {
            "fanbook": __version__,
            "stories": self.stories,
            "doubts": [question.as_json() for question in self.questions],
            "failed": [
                {"source": fault.at, "code": fault.code, "message": fault.message, "hint": fault.hint}
                for fault in self.faults
            ],
        }


def gather(library: Library, sidecars: str, progress: Progress) -> Pile:
    """Every doubt of a library, in order of consequence."""
    questions: list[Question] = []
    outlines: list[tuple[StoryFile, Story]] = []
    faults: list[FanbookError] = list(library.faults)
    rows = list(survey(library, sidecars, progress))
    settled = _settled_by_wholes(rows, library, sidecars)
    for seen in rows:
        if isinstance(seen, Failure):
            faults.append(seen.fault)
            continue
        story = outline(seen.shown)
        outlines.append((seen.file, story))
        questions += [
            Question(seen.file, story.title(), from_json(row))
            for row in seen.shown["doubts"]
            if (seen.file.name, row.get("field", "")) not in settled
        ]
    cast = cast_of([story for _, story in outlines], library.settings)
    for file, story in outlines:
        questions += [Question(file, story.title(), doubt) for doubt in doubtful_names(story, cast)]
    if not (sidecars or library.settings.sidecars):  # else originals are to stay as they are, folders too
        questions = by_folder(questions)
    return Pile(in_order(questions), len(library.stories), tuple(faults))


def _settled_by_wholes(
    rows: Sequence[Seen | Failure], library: Library, sidecars: str
) -> frozenset[tuple[str, str]]:
    """What need not be asked of a file, by its name and the field: a story in several files has one title and author."""
    settled: set[tuple[str, str]] = set()
    for row in in_wholes(rows, library, sidecars):
        if isinstance(row, Seen) and "files" in row.shown:
            first, *others = row.shown["files"]
            asked = {doubt.get("field", "") for doubt in row.shown["doubts"]}
            settled |= {(name, field) for name in others for field in ("title", "author")}
            settled |= {(first, field) for field in ("title", "author") if field not in asked}
    return frozenset(settled)


def by_folder(questions: Iterable[Question]) -> list[Question]:
    """What one folder's name says of several stories is one question."""
    groups: defaultdict[tuple[str, str, str], list[Question]] = defaultdict(list)
    for n, question in enumerate(questions):
        doubt = question.doubt
        groups[(doubt.folder, doubt.field, doubt.value) if doubt.folder else (str(n), "", "")].append(
            question
        )
    return [
        replace(group[0], doubt=for_all(group[0].doubt, len(group)), parts=tuple(group))
        if len(group) > 1
        else group[0]
        for group in groups.values()
    ]


def in_order(questions: Iterable[Question]) -> tuple[Question, ...]:
    """The most consequential first; of equal ones a story's together, and the stories by name."""

    def key(question: Question) -> tuple[int, str, tuple[int, int, int]]:
        mattering = by_consequence(question.doubt)
        return mattering[0], question.file.name, mattering

    return tuple(sorted(questions, key=key))


def questions_of(file: StoryFile, found: Recognised) -> list[Question]:
    """What there is to ask about a story as it stands now."""
    return [Question(file, found.story.title(), doubt) for doubt in find_doubts(found)]


class Undo(Struct, frozen=True):
    """A sidecar as it was before an answer; None where there was none."""

    path: Path
    before: bytes | None

    def restore(self) -> None:
        """Put it back. Raises `OutputError`."""
        if self.before is None:
            with suppress(FileNotFoundError):
                self.path.unlink()
        else:
            write_whole(self.path, self.before)


def settle_folder(question: Question, library: Library, said: Settlement) -> Undo:
    """Put an answer about all stories of a folder into the folder's `fanbook.toml`, under [defaults].

    Raises as `settle` does.
    """
    path = library.root / question.doubt.folder / CONFIG
    before = path.read_bytes() if path.is_file() else None
    text = settled_defaults((before or b"").decode("utf-8-sig"), said, name_of(path, library.root))
    write_whole(path, text.encode())
    return Undo(path, before)


def settle(found: Recognised, file: StoryFile, library: Library, sidecars: str, said: Settlement) -> Undo:
    """Put an answer into a story's sidecar; how to take it back.

    Raises `ConfigError` for a sidecar that cannot be read, `OutputError` where it cannot be written.
    """
    path = sidecar_of(file, library, sidecars)
    undo = Undo(path, path.read_bytes() if path.is_file() else None)
    write_sidecar(found.story, file, library, sidecars, said)
    return undo
