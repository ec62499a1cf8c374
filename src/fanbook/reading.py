"""The reading room: strangers' documents are parsed in child processes with limits on time and memory.

In: files, and a way to open them. Out: a draft for each, or why there is none, in their order. A child reads many
documents one after the other; when one of them takes too long or too much, the child is ended, that document is
reported, and another child goes on with the rest. Plain text, which needs no parser, is read right here.
"""

from __future__ import annotations

import contextlib
import os
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from typing import TypeVar

from fanbook.errors import ConfigError, FanbookError, SourceError, bug
from fanbook.model.draft import Draft
from fanbook.read.detect import Format, detect
from fanbook.read.plain import read_plain
from fanbook.read.sheet import Given

SECONDS = 60.0  # for one document, and more for a large one
SECONDS_A_MEGABYTE = 4.0
MEMORY = 3 * 2**30  # bytes of address space that a child may take

_LOST = (BrokenExecutor, CancelledError)  # what a document's future ends with when its child is ended

T = TypeVar("T")
Outcome = Draft | FanbookError
Opener = Callable[[T], Given]


def read_drafts(
    files: Iterable[T], opened: Opener[T], workers: int
) -> Generator[tuple[T, Outcome], None, None]:
    """Every file with its draft, or with what is wrong with it.

    `opened` may raise `FanbookError`; a `ConfigError` of its is no fault of a file and is let through.
    """
    with _room(workers) as room:
        waiting: deque[tuple[T, Given | None, Future[Draft] | Outcome]] = deque()
        for file in files:
            waiting.append(_begun(file, opened, room))
            # A window of them: memory is bounded by a few documents, not by the library.
            while len(waiting) > 2 * workers:
                yield _ended(*waiting.popleft(), room)
        while waiting:
            yield _ended(*waiting.popleft(), room)


def _begun(file: T, opened: Opener[T], room: _Room) -> tuple[T, Given | None, Future[Draft] | Outcome]:
    try:
        given = opened(file)
        if detect(given.data, given.path) is Format.PLAIN:
            return file, None, read_plain(given.data, given.path, given.told)
        return file, given, room.submit(given)
    except ConfigError:
        raise
    except FanbookError as fault:
        return file, None, fault
    except Exception as fault:  # noqa: BLE001 - see below
        return file, None, bug(fault, str(file), traceback.format_exc())


def _ended(file: T, given: Given | None, found: Future[Draft] | Outcome, room: _Room) -> tuple[T, Outcome]:
    if isinstance(found, Future):
        assert given is not None
        return file, room.outcome(given, found)
    return file, found


def limit(given: Given) -> float:
    """The seconds that a document may take."""
    return SECONDS + SECONDS_A_MEGABYTE * len(given.data) / 2**20


class _Room:
    """A pool of children that is started when the first document comes, and again when one has died."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._others = set(active_children())

    def submit(self, given: Given) -> Future[Draft]:
        try:
            return self._open().submit(_read, given)
        except BrokenExecutor:
            self.close()
            return self._open().submit(_read, given)

    def outcome(self, given: Given, future: Future[Draft]) -> Outcome:
        """What came of a document. One that was lost with its child is tried again, alone."""
        try:
            return self._result(given, future)
        except _LOST:
            self.close()
        try:
            return self._result(given, self.submit(given))
        except _LOST:
            self.close()
            return _too_much(given)

    def _result(self, given: Given, future: Future[Draft]) -> Outcome:
        try:
            return future.result(timeout=limit(given))
        except TimeoutError:
            self.close()
            return _too_much(given)
        except FanbookError as fault:
            return fault
        except _LOST:
            raise
        except MemoryError:
            return _too_much(given)
        except Exception as fault:  # noqa: BLE001 - one document's bug must not stop the others; it is shown whole
            return bug(fault, given.path, traceback.format_exc())

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # A fresh interpreter, as for the presses (see `pool`).
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), initializer=_settle)
        return self._pool

    def close(self) -> None:
        """End every child at once."""
        if self._pool is None:
            return
        pool, self._pool = self._pool, None
        for child in set(active_children()) - self._others:
            child.kill()
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _room(workers: int) -> Iterator[_Room]:
    room = _Room(max(workers, 1))
    try:
        yield room
    finally:
        room.close()


def _too_much(given: Given) -> SourceError:
    return SourceError(
        "R038",
        "reading it takes more time or memory than a story needs",
        at=given.path,
        hint="check what it is; save it as EPUB, HTML or plain text",
    )


def _settle() -> None:
    """In a child: leave interrupts to the parent, and take no more memory than is allowed."""
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(given: Given) -> Draft:
    """In a child: the draft of one document."""
    from fanbook.read.formats import read  # noqa: PLC0415 - loads the parsers

    _set_clock(limit(given))
    return read(given)


def _set_clock(seconds: float) -> None:
    """The kernel ends this process when it has worked that much longer."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415

        used = sum(os.times()[:2])
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used + seconds) + 1, hard))
