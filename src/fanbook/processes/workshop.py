"""Worker processes, each of which can be ended alone: a call that takes too long costs itself and no other.

In: calls, each with a tag. Out: each tag with what came of its call, as soon as it is there: `Done`,
`Raised`, or `Lost` where the worker died, took more than its allowance, or never answered.

Not an `Executor` of the standard library: with one of those a dead worker takes its fellows along, none
can be ended alone, and ended while a worker holds the queue's lock it waits for ever. Here no thread and
no lock is shared: a pipe for each worker, and whoever stops answering is killed.
"""

from __future__ import annotations

import atexit
import os
import pickle
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import Enum
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic
from types import TracebackType
from typing import Any, Self

from msgspec import Struct

from fanbook.processes.interrupts import undisturbed
from fanbook.processes.worker import GLUTTON, Call, Done, Raised, serve

# A machine that has other things to do may take so many times a call's allowance of processor time.
PATIENCE = 8.0
_LAST_BREATH = 5.0  # seconds for a worker that closed its pipe to be gone

# A fresh interpreter for each worker: forking one that has threads or Pango loaded can hang.
_FRESH = get_context("spawn")


class Reason(Enum):
    """Why there is no answer to a call."""

    TIME = "time"
    MEMORY = "memory"
    DEATH = "death"


class Lost(Struct, frozen=True):
    """There is no answer, and why; `how` names the end of a worker that died."""

    reason: Reason
    how: str = ""


Outcome = Done | Raised | Lost


class _Worker(Struct, eq=False):
    """One worker; while it works, the tag of its call and when to stop waiting for it."""

    process: SpawnProcess
    pipe: Connection
    tag: Any = None
    is_busy: bool = False
    deadline: float = 0.0

    def end(self) -> None:
        """End it with all that it started."""
        if hasattr(os, "killpg") and self.process.pid:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Workshop:
    """At most `most` workers, hired when there is first enough to do; none outlives the `with` block."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._workers: list[_Worker] = []
        self._folder = ""
        self._hired = 0

    def __enter__(self) -> Self:
        # An interrupt may come between a block's end and `__exit__`: then this is what ends the workers.
        atexit.register(self._close)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        atexit.unregister(self._close)

    def _close(self) -> None:
        with undisturbed():
            while self._workers:
                self._workers.pop().end()
            if self._folder:
                shutil.rmtree(self._folder, ignore_errors=True)

    def prepare(self, needed: Sequence[str]) -> None:
        """Hire the first worker before there is work for it: it makes these ready meanwhile (`worker.serve`)."""
        if not self._workers:
            self._hire(needed)

    @property
    def busy(self) -> int:
        """How many calls are not answered yet."""
        return sum(worker.is_busy for worker in self._workers)

    @property
    def is_busy(self) -> bool:
        """Is any call not answered yet?"""
        return self.busy > 0

    @property
    def has_room(self) -> bool:
        """Can another call be given at once?"""
        return self.busy < self._most

    def give(self, tag: object, call: Call) -> bool:
        """Begin a call. False where this machine lets no worker be started."""
        worker = self._idle() or self._hire()
        if worker is None:
            return False
        with suppress(BrokenPipeError, ConnectionResetError):  # its end of the pipe will say so again
            worker.pipe.send(call)
        worker.tag, worker.is_busy = tag, True
        worker.deadline = monotonic() + PATIENCE * call.allowance.seconds
        return True

    def _idle(self) -> _Worker | None:
        for worker in [one for one in self._workers if not one.is_busy]:
            if worker.process.is_alive():
                return worker
            self._dismiss(worker)
        return None

    def _hire(self, needed: Sequence[str] = ()) -> _Worker | None:
        with undisturbed():  # a worker that is started is known
            ours, theirs = _FRESH.Pipe()
            try:
                self._folder = self._folder or tempfile.mkdtemp(prefix="fanbook-")
                self._hired += 1
                own = os.path.join(self._folder, str(self._hired))  # noqa: PTH118 - as tempfile has it
                process = _FRESH.Process(target=serve, args=(theirs, own, tuple(needed)))
                process.start()
            except OSError:  # no more processes, or no place for temporary files
                ours.close()
                return None
            finally:
                theirs.close()
            self._workers.append(_Worker(process, ours))
            return self._workers[-1]

    def _dismiss(self, worker: _Worker) -> None:
        with undisturbed():
            self._workers.remove(worker)
            worker.end()

    def finished(self, patience: float | None = None) -> Iterator[tuple[Any, Outcome]]:
        """The calls that are answered or lost, waiting for the first, or `patience` seconds at most."""
        busy = {worker.pipe: worker for worker in self._workers if worker.is_busy}
        left = max(0.0, min(worker.deadline for worker in busy.values()) - monotonic())
        ready = wait(list(busy), left if patience is None else min(left, patience))
        for pipe, worker in busy.items():
            if pipe in ready:
                yield worker.tag, self._answer(worker)
            elif worker.deadline <= monotonic():
                self._dismiss(worker)
                yield worker.tag, Lost(Reason.TIME)

    def _answer(self, worker: _Worker) -> Outcome:
        try:
            answer: Done | Raised = worker.pipe.recv()
        except (EOFError, OSError, pickle.UnpicklingError):
            worker.process.join(_LAST_BREATH)
            code = worker.process.exitcode
            self._dismiss(worker)
            return _lost(code)
        worker.is_busy, worker.tag = False, None
        return answer


def _lost(code: int | None) -> Lost:
    if code == GLUTTON:
        return Lost(Reason.MEMORY)
    if code is None or code >= 0:
        return Lost(Reason.DEATH, f"exit code {code}")
    with suppress(ValueError):  # not every signal has a name
        name = signal.Signals(-code).name
        return Lost(Reason.TIME if name == "SIGXCPU" else Reason.DEATH, name)
    return Lost(Reason.DEATH, f"signal {-code}")
