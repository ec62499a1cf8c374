"""The talk over a library's doubts: a question, a key, and the answer is in the story's sidecar."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from rich.console import Console
from rich.text import Text

from fanbook.cli.keys import ENDED, Keys
from fanbook.cli.show_doubt import FAR, KINDS, NEAR, keys_row, options, question_rows
from fanbook.cli.show_story import fitted, wrapped
from fanbook.cli.terminal import number_of, safe, show_fault
from fanbook.doubt import Doubt, Settlement, one_by_one, settle_as, settle_no, settle_value, settle_yes
from fanbook.library.workspace import Library, StoryFile, name_of
from fanbook.recognise import Recognised
from fanbook.report import Failure
from fanbook.reviewing import Pile, Question, Undo, in_order, questions_of, settle, settle_folder
from fanbook.survey import look

_ALWAYS = {"m": "more lines", "s": "skip", "u": "undo", "q": "quit"}
_BACK = "\x1b"


class _Step(Struct, frozen=True):
    """What an answer changed, so that it can be taken back. A skipped question changed no file."""

    pending: tuple[Question, ...]
    undo: Undo | None


class Interview:
    """One person, one library. `pending` are the questions still to be asked, in order."""

    def __init__(self, pile: Pile, library: Library, sidecars: str, keys: Keys, console: Console) -> None:
        self.pending = pile.questions
        self.library = library
        self.sidecars = sidecars
        self.keys = keys
        self.console = console
        self.steps: list[_Step] = []
        self.passed: set[tuple[str, object]] = set()  # what was skipped, or is asked one by one
        self.filed = {_about(question) for question in pile.questions if question.parts}
        self._open: tuple[StoryFile, Recognised] | None = None
        self._shown: StoryFile | None = None

    def run(self) -> None:
        """Ask until all is settled or the person has had enough."""
        while self.pending and self._ask(self.pending[0]):
            pass
        self._sum_up()

    def _sum_up(self) -> None:
        written = sum(step.undo is not None for step in self.steps)
        said = f"{number_of(written, 'answer')} written"
        left = len(self.pending) + sum(step.undo is None for step in self.steps)
        said += f", {number_of(left, 'doubt')} left." if left else "; nothing is left to ask."
        said += " `fanbook build` makes the books again." if written else ""
        self._say("", *wrapped(said, self._width()))

    def _say(self, *rows: Text | str) -> None:
        for row in rows:
            self.console.print(row, soft_wrap=True, markup=False)

    def _width(self) -> int:
        return max(self.console.width, 20)

    def _story(self, file: StoryFile) -> Recognised | None:
        """The story as it stands now; None, and its questions are gone, where it cannot be read any more."""
        if self._open is None or self._open[0] != file:
            found = look(file, self.library, self.sidecars)
            if isinstance(found, Failure):
                show_fault(found.fault)
                self.pending = tuple(question for question in self.pending if question.file != file)
                return None
            self._open = (file, found)
        return self._open[1]

    def _ask(self, question: Question) -> bool:
        """Put one question and take its answer. False: the person has had enough."""
        found = self._story(question.file)
        if found is None:
            return True
        # A story that was shown as a whole for its title need not be shown again for its author.
        again = self._shown == question.file and not question.doubt.places
        self._show(question, found, 0 if again else NEAR)
        while True:
            key = self.keys.press()
            if key in ("q", ENDED):
                return False
            if key == "m":
                self._show(question, found, FAR)
            elif key == "u" and self.steps:
                self._take_back()
                return True
            elif key == "s":
                self._go_on(question, None)
                return True
            elif key in options(question):
                if self._answer(question, found, key):
                    return True
                self._show_keys(question)  # it came to nothing, and the question stands

    def _show(self, question: Question, found: Recognised, near: int) -> None:
        width = self._width()
        now = replace(question, title=found.story.title())
        rows = question_rows(now, found.draft.lines, len(self.pending), width, near=near)
        self._say(*rows)
        self._show_keys(question)
        self._shown = None if question.doubt.places else question.file

    def _show_keys(self, question: Question) -> None:
        always = {key: words for key, words in _ALWAYS.items() if key != "u" or self.steps}
        self._say(*keys_row(options(question) | always, self._width()))

    def _answer(self, question: Question, found: Recognised, key: str) -> bool:
        """Do what a key says. False where it came to nothing."""
        doubt = question.doubt
        if key == "o" or (key == "e" and len(doubt.places) > 1 and not doubt.field):
            self._part(question)
            return True
        said = {"y": settle_yes, "n": settle_no, "e": self._edited}[key](doubt)
        if not said:
            return False
        self._settle(question, found, said)
        return True

    def _edited(self, doubt: Doubt) -> Settlement:
        """What the person types, or which kind she says lines are; nothing where she thinks better of it."""
        if doubt.field:
            value = self.keys.line(f"{doubt.field.replace('_', ' ')}: ", " ".join(doubt.value.split()))
            return settle_value(doubt, value) if value else Settlement()
        width = self._width()
        choices = {key: words for key, (_, words) in KINDS.items()} | {"Esc": "back"}
        self._say(*keys_row(choices, width))
        while (key := self.keys.press()) not in (*KINDS, _BACK, ENDED):
            pass
        return settle_as(doubt, KINDS[key][0]) if key in KINDS else Settlement()

    def _part(self, question: Question) -> None:
        """Ask about several places, or the stories of a folder, one by one."""
        if question.parts:
            self.filed.discard(_about(question))
            self.pending = question.parts + self.pending[1:]
            return
        self.passed.add((question.file.name, (question.doubt.kind, question.doubt.why)))
        parts = tuple(Question(question.file, question.title, one) for one in one_by_one(question.doubt))
        self.pending = parts + self.pending[1:]

    def _settle(self, question: Question, found: Recognised, said: Settlement) -> None:
        if question.parts:
            undo = settle_folder(question, self.library, said)
        else:
            undo = settle(found, question.file, self.library, self.sidecars, said)
        self._open = None
        width = self._width()
        where = safe(name_of(undo.path, Path.cwd()))
        self._say(*wrapped(_words(said), width, "green", first="→ ", rest="  "))
        self._say(fitted(Text(f"  in {where}", "dim"), width))
        self._go_on(question, undo)
        if said.lines:
            self._renew(question.file)
        elif question.parts and not all(value for _, value in said.facts):
            for part in question.parts:  # the folder tells nothing: each story may have to be asked
                self._renew(part.file)

    def _go_on(self, question: Question, undo: Undo | None) -> None:
        """To the next question."""
        self.steps.append(_Step(self.pending, undo))
        if undo is None:
            self.passed.add((question.file.name, question.doubt))
        self.pending = self.pending[1:]

    def _renew(self, file: StoryFile) -> None:
        """Lines that are something else change what is asked about the rest of their story."""
        found = self._story(file)
        if found is None:
            return
        asked: list[Question] = []
        for question in questions_of(file, found):
            doubt = question.doubt
            parted = (file.name, (doubt.kind, doubt.why)) in self.passed
            asked += [
                Question(file, question.title, one) for one in (one_by_one(doubt) if parted else [doubt])
            ]
        new = [
            question
            for question in asked
            if (file.name, question.doubt) not in self.passed and _about(question) not in self.filed
        ]
        others = [question for question in self.pending if question.file != file or question.parts]
        self.pending = in_order([*others, *new])

    def _take_back(self) -> None:
        """Undo the last answer, or ask again what was skipped."""
        step = self.steps.pop()
        if step.undo is not None:
            step.undo.restore()
            self._open = None
        self.passed.discard((step.pending[0].file.name, step.pending[0].doubt))
        self.pending = step.pending
        self._say(Text("← taken back", "yellow"))


def _about(question: Question) -> tuple[str, str]:
    """The folder and the fact that a question about a folder's stories is about."""
    return question.doubt.folder, question.doubt.field


def _words(said: Settlement) -> str:
    facts = [f"{name.replace('_', ' ')}: {safe(value) or 'none'}" for name, value in said.facts]
    lines = [f"{start}–{end}" if end > start else str(start) for start, end, _, _ in said.lines]
    if not lines:
        return "; ".join(facts)
    shown = ", ".join(lines[:6]) + (" …" if len(lines) > 6 else "")
    kind = next((words for kind, words in KINDS.values() if kind is said.lines[0][2]), str(said.lines[0][2]))
    return "; ".join([*facts, f"line{'s' if len(lines) > 1 else ''} {shown}: {kind}"])
