"""The reading room: strangers' documents are parsed in worker processes with limits on time and memory.

In: files, and a way to open them. Out: a draft for each, or why there is none, in their order. A worker reads many
documents one after the other; when one of them takes too long or too much, its worker is ended, that document is
reported, and the rest is read by others. Plain text, which needs no parser, is read right here.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import TypeVar, assert_never

from fanbook.errors import ConfigError, FanbookError, SourceError, bug
from fanbook.model.draft import Draft
from fanbook.processes.limits import Allowance
from fanbook.processes.worker import Call, Done, Raised
from fanbook.processes.workshop import Lost, Workshop
from fanbook.processes.workshop import Outcome as Answer
from fanbook.read.detect import Format, detect
from fanbook.read.plain import read_plain
from fanbook.read.sheet import Given

SECONDS = 60.0  # of a processor's time, for one document; and more for a large one
SECONDS_A_MEGABYTE = 4.0
MEMORY = 3 * 2**30  # bytes that a worker may take

T = TypeVar("T")
Outcome = Draft | FanbookError
Opener = Callable[[T], Given]


def read_drafts(
    files: Iterable[T], opened: Opener[T], workers: int
) -> Generator[tuple[T, Outcome], None, None]:
    """Every file with its draft, or with what is wrong with it.

    `opened` may raise `FanbookError`; a `ConfigError` of its is no fault of a file and is let through.
    """
    with Workshop(max(workers, 1)) as shop:
        room = _Room(shop)
        waiting: deque[tuple[T, _Place]] = deque()
        for file in files:
            waiting.append((file, room.take(file, opened)))
            # A window of them: memory is bounded by a few documents, not by the library.
            while waiting and (len(waiting) > 2 * workers or waiting[0][1].outcome is not None):
                yield _ended(*waiting.popleft(), room)
        while waiting:
            yield _ended(*waiting.popleft(), room)


def _ended(file: T, place: _Place, room: _Room) -> tuple[T, Outcome]:
    while place.outcome is None:
        room.wait()
    return file, place.outcome


def limit(given: Given) -> float:
    """The seconds of work that a document may take."""
    return SECONDS + SECONDS_A_MEGABYTE * len(given.data) / 2**20


class _Place:
    """Where a document's outcome will stand; until then, the document."""

    __slots__ = ("given", "outcome")

    def __init__(self, given: Given | None = None, outcome: Outcome | None = None) -> None:
        self.given = given
        self.outcome = outcome


class _Room:
    """Documents on their way through the workshop, first come, first served."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop
        self._queue: deque[_Place] = deque()

    def take(self, file: object, opened: Callable[..., Given]) -> _Place:
        """A place for a file's outcome: at once for plain text and for what cannot be opened."""
        try:
            given = opened(file)
            if detect(given.data, given.path) is Format.PLAIN:
                return _Place(outcome=read_plain(given.data, given.path, given.told))
        except ConfigError:
            raise
        except FanbookError as fault:
            return _Place(outcome=fault)
        except Exception as fault:  # noqa: BLE001 - one file's bug must not stop the others; it is shown whole
            return _Place(outcome=bug(fault, str(file), traceback.format_exc()))
        place = _Place(given)
        self._queue.append(place)
        self._begin()
        return place

    def wait(self) -> None:
        """Until there is another outcome, or more."""
        self._begin()
        for place, answer in self._shop.finished():
            place.outcome = _outcome(place.given, answer)
            place.given = None
        self._begin()

    def _begin(self) -> None:
        while self._queue and self._shop.has_room:
            place = self._queue.popleft()
            assert place.given is not None
            allowed = Allowance(limit(place.given), MEMORY)
            if not self._shop.give(place, Call(_read, (place.given,), allowed)):
                place.outcome = _here(place.given)  # no process can be started: then it is read here


def _outcome(given: Given, answer: Answer) -> Outcome:
    match answer:
        case Done(draft):
            return draft  # type: ignore[no-any-return] # what `_read` returns
        case Raised(FanbookError() as fault, _):
            return fault
        case Raised(MemoryError(), _) | Lost():
            return _too_much(given)
        case Raised(fault, trace):
            return bug(fault, given.path, trace)
        case _:
            assert_never(answer)


def _here(given: Given) -> Outcome:
    try:
        return _read(given)
    except FanbookError as fault:
        return fault
    except Exception as fault:  # noqa: BLE001 - as above
        return bug(fault, given.path, traceback.format_exc())


def _too_much(given: Given) -> SourceError:
    return SourceError(
        "R038",
        "reading it takes more time or memory than a story needs",
        at=given.path,
        hint="check what it is; save it as EPUB, HTML or plain text",
    )


def _read(given: Given) -> Draft:
    """In a worker: the draft of one document."""
    from fanbook.read.formats import read  # noqa: PLC0415 - loads the parsers

    return read(given)
