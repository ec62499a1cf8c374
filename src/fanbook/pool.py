"""Jobs run in this process or in a pool of others, never more than a window of them at once.

In: an iterator of jobs. Out: each job with what came of it, as soon as it is there, so that the
caller can write it and let go of it: memory is bounded by the largest books, not by the library.
"""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from itertools import islice
from multiprocessing import active_children, get_context

from fanbook.errors import FanbookError, bug
from fanbook.press import Job, Pressed, press


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(jobs: Iterable[Job], workers: int) -> Generator[tuple[Job, Pressed], None, None]:
    """Every job done. With one worker nothing is started."""
    if workers <= 1:
        yield from ((job, _guarded(job)) for job in jobs)
        return
    waiting = iter(jobs)
    while lost := (yield from _in_pool(waiting, workers)):
        # A worker died, and with it the pool. The job that killed it is found by trying each alone.
        for job in lost:
            if (yield from _in_pool(iter([job]), 1)):
                hint = "most often there was too little memory: try --jobs 1"
                yield (
                    job,
                    Pressed((), (FanbookError("W003", "its worker died", hint=hint, at=job.book.slug),)),
                )


def _in_pool(waiting: Iterator[Job], workers: int) -> Generator[tuple[Job, Pressed], None, list[Job]]:
    """What comes of the jobs; returns those that were lost when a worker died, none at the end."""
    running: dict[Future[Pressed], Job] = {}
    with _pool(workers) as pool:
        while True:
            for job in islice(waiting, 2 * workers - len(running)):
                running[_submit(pool, job)] = job
            if not running:
                return []
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                if isinstance(future.exception(), BrokenExecutor):
                    return list(running.values())
                job = running.pop(future)
                yield job, _result(future, job)


def _submit(pool: ProcessPoolExecutor, job: Job) -> Future[Pressed]:
    try:
        return pool.submit(_guarded, job)
    except BrokenExecutor as fault:
        lost: Future[Pressed] = Future()
        lost.set_exception(fault)
        return lost


@contextmanager
def _pool(workers: int) -> Iterator[ProcessPoolExecutor]:
    """A pool that does not outlive its user: when that is interrupted, its workers end at once."""
    others = set(active_children())
    # A fresh interpreter for each worker: forking one that has threads or Pango loaded can hang.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_leave_interrupts)
    try:
        yield pool
    except BaseException:
        for child in set(active_children()) - others:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the one that started the others acts on it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _guarded(job: Job) -> Pressed:
    """A bug outside the writers costs its book and no other."""
    try:
        return press(job)
    except Exception as fault:  # noqa: BLE001 - shown whole in the report
        return Pressed((), (bug(fault, job.book.slug, traceback.format_exc()),))


def _result(future: Future[Pressed], job: Job) -> Pressed:
    try:
        return future.result()
    except Exception as fault:  # noqa: BLE001 - what came of it could not be carried over
        return Pressed((), (bug(fault, job.book.slug, traceback.format_exc()),))
