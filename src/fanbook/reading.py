"""The reading room: strangers' documents are parsed in worker processes with limits on time and memory.

In: files, a way to open them, and what is to be made of a draft. Out: what came of each, or why nothing did, in their
order. A worker reads many documents one after the other; when one of them takes too long or too much, its worker is
ended, that document is reported, and the rest is read by others. Plain text needs no parser: a few are read right
here, before a worker would have begun; of many, the rest is for all processors.
"""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable
from typing import Any, Generic, TypeVar, assert_never

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
HERE = 24  # plain texts: about as many as are read while a worker loads what it needs

T = TypeVar("T")
M = TypeVar("M")
Opener = Callable[[T], Given]


def read_drafts(
    files: Iterable[T], opened: Opener[T], workers: int
) -> Generator[tuple[T, Draft | FanbookError], None, None]:
    """Every file with its draft, or with what is wrong with it. Raises as `read_all`."""
    return read_all(files, opened, _as_it_is, workers, here=None)


def read_all(
    files: Iterable[T],
    opened: Opener[T],
    making: Callable[[Draft], M],
    workers: int,
    *,
    here: int | None = HERE,
) -> Generator[tuple[T, M | FanbookError], None, None]:
    """Every file with what is made of its draft, or with what is wrong with it.

    `making` is a function of a module, or a `partial` of one. No more plain texts than `here` are read in this
    process. `opened` may raise `FanbookError`; a `ConfigError` of its is no fault of a file and is let through.
    """
    with Workshop(max(workers, 1)) as shop:
        room = _Room(shop, making, None if workers < 2 else here)
        waiting: deque[tuple[T, _Place[M]]] = deque()
        for file in files:
            waiting.append((file, room.take(file, opened)))
            # A window of them: memory is bounded by a few documents, not by the library.
            while waiting and (len(waiting) > 2 * workers or waiting[0][1].outcome is not None):
                first, place = waiting.popleft()
                yield first, room.outcome_at(place)
        for file, place in waiting:
            yield file, room.outcome_at(place)


def _as_it_is(draft: Draft) -> Draft:
    return draft


def limit(given: Given) -> float:
    """The seconds of work that a document may take."""
    return SECONDS + SECONDS_A_MEGABYTE * len(given.data) / 2**20


class _Place(Generic[M]):
    """Where a document's outcome will stand; until then, the document."""

    __slots__ = ("given", "outcome")

    def __init__(self, given: Given | None = None, outcome: M | FanbookError | None = None) -> None:
        self.given = given
        self.outcome = outcome


class _Room(Generic[M]):
    """Documents on their way through the workshop, first come, first served."""

    def __init__(self, shop: Workshop, making: Callable[[Draft], M], here: int | None) -> None:
        self._shop = shop
        self._making = making
        self._here = here  # how many plain texts may yet be read in this process; None: all
        self._queue: deque[_Place[M]] = deque()

    def take(self, file: object, opened: Callable[..., Given]) -> _Place[M]:
        """A place for a file's outcome: at once for plain text and for what cannot be opened."""
        try:
            given = opened(file)
            if self._here != 0 and detect(given.data, given.path) is Format.PLAIN:
                self._here = None if self._here is None else self._here - 1
                return _Place(outcome=self._making(read_plain(given.data, given.path, given.told)))
        except ConfigError:
            raise
        except FanbookError as fault:
            return _Place(outcome=fault)
        except Exception as fault:  # noqa: BLE001 - one file's bug must not stop the others; it is shown whole
            return _Place(outcome=bug(fault, str(file), traceback.format_exc()))
        place: _Place[M] = _Place(given)
        self._queue.append(place)
        self._begin()
        return place

    def outcome_at(self, place: _Place[M]) -> M | FanbookError:
        """What stands there, as soon as it does."""
        while place.outcome is None:
            self.wait()
        return place.outcome

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
            if not self._shop.give(place, Call(_made, (_read, place.given, self._making), allowed)):
                place.outcome = self._made_here(
                    place.given
                )  # no process can be started: then it is read here

    def _made_here(self, given: Given) -> M | FanbookError:
        try:
            return self._making(_read(given))
        except FanbookError as fault:
            return fault
        except Exception as fault:  # noqa: BLE001 - as above
            return bug(fault, given.path, traceback.format_exc())


def _outcome(given: Given, answer: Answer) -> Any:  # noqa: ANN401 - what `making` returns, or a fault
    match answer:
        case Done(made):
            return made
        case Raised(FanbookError() as fault, _):
            return fault
        case Raised(MemoryError(), _) | Lost():
            return _too_much(given)
        case Raised(fault, trace):
            return bug(fault, given.path, trace)
        case _:
            assert_never(answer)


def _too_much(given: Given) -> SourceError:
    return SourceError(
        "R038",
        "reading it takes more time or memory than a story needs",
        at=given.path,
        hint="check what it is; save it as EPUB, HTML or plain text",
    )


def _made(reader: Callable[[Given], Draft], given: Given, making: Callable[[Draft], M]) -> M:
    """In a worker: what is made of one document."""
    return making(reader(given))


def _read(given: Given) -> Draft:
    """The draft of one document."""
    from fanbook.read.formats import read  # noqa: PLC0415 - loads the parsers

    return read(given)
