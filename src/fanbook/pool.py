"""Jobs run in this process or in a pool of others, never more than a window of them at once.

In: an iterator of jobs. Out: each job with what came of it, as soon as it is there, so that the
caller can write it and let go of it: memory is bounded by the largest books, not by the library.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from multiprocessing import get_context

from fanbook.errors import FanbookError, bug
from fanbook.press import Job, Pressed, press


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(jobs: Iterable[Job], workers: int) -> Iterator[tuple[Job, Pressed]]:
    """Every job done. With one worker nothing is started."""
    if workers <= 1:
        for job in jobs:
            yield job, _guarded(job)
        return
    waiting = iter(jobs)
    # A fresh interpreter for each worker: forking one that has threads or Pango loaded can hang.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running: dict[Future[Pressed], Job] = {}
        while True:
            for job in islice(waiting, 2 * workers - len(running)):
                running[pool.submit(_guarded, job)] = job
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                job = running.pop(future)
                yield job, _result(future, job)


def _guarded(job: Job) -> Pressed:
    """A bug in a writer costs its book and no other."""
    try:
        return press(job)
    except Exception as fault:  # noqa: BLE001 - shown whole in the report
        return Pressed((), (bug(fault, job.book.slug, traceback.format_exc()),))


def _result(future: Future[Pressed], job: Job) -> Pressed:
    try:
        return future.result()
    except Exception as fault:  # noqa: BLE001 - a worker that died
        died = FanbookError(
            "W003", f"its worker died: {type(fault).__name__}", hint="try --jobs 1", at=job.book.slug
        )
        return Pressed((), (died,))
