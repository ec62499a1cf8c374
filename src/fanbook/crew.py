"""The processes that one book's sections are shared among.

In: a function of a module and the arguments of each call. Out: what came of them, in order. A crew is
hired when there is first enough to do, and dismissed at the end. Whoever dies, hangs or outgrows its
memory costs the book that is being made, with an error that says so, and nothing else.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Self

from fanbook.errors import FanbookError

PATIENCE = 600.0  # seconds for one section; the longest chapter of a million words takes one
MEMORY = 3 << 30  # bytes for one worker; the longest chapter takes a tenth
FEWEST = 4  # calls worth hiring for


class Crew:
    """So many workers, hired when needed. With one worker everything is done here."""

    def __init__(self, workers: int, patience: float = PATIENCE) -> None:
        self._workers = workers
        self._patience = patience
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            if fault is not None:
                self._dismiss()
            self._pool.shutdown(cancel_futures=True)

    def __call__(self, function: Callable[..., Any], jobs: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Every call done. Raises `FanbookError` (P001, P002) where a worker is lost or hangs."""
        if self._workers <= 1 or len(jobs) < FEWEST:
            return [function(*job) for job in jobs]
        if self._pool is None:
            # A fresh interpreter for each worker: forking one that has threads or Pango loaded can hang.
            self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), initializer=_prepare)
        try:
            return [self._result(future) for future in [self._pool.submit(function, *job) for job in jobs]]
        except BrokenExecutor as lost:
            hint = "most often there was too little memory: try --jobs 1"
            raise FanbookError("P001", "a process that set a chapter died", hint=hint) from lost
        except MemoryError as full:
            hint = "split the longest chapter, or build the EPUB only"
            raise FanbookError("P001", "a chapter needs more memory than it may have", hint=hint) from full

    def _result(self, future: Future[Any]) -> Any:  # noqa: ANN401 - whatever the function returns
        try:
            return future.result(self._patience)
        except TimeoutError as late:
            self._dismiss()
            message = f"a chapter was not set within {self._patience:.0f} seconds"
            raise FanbookError("P002", message, hint="look at the longest paragraph of the story") from late

    def _dismiss(self) -> None:
        for worker in list((self._pool._processes if self._pool else None) or {}):  # noqa: SLF001 - no other way to end one
            with suppress(OSError, KeyError):
                self._pool._processes[worker].terminate()  # type: ignore[union-attr] # noqa: SLF001


def _prepare() -> None:
    """Ctrl-C reaches every process of a terminal; the one that hired the others acts on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
