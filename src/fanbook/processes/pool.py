"""Jobs run in this process or in others, never more than a few of them at once.

In: jobs, one a book. Out: the parts of each with what came of them, as soon as they are there, so that
the caller can write them and let go of them: memory is bounded by the largest books, not by the library.
What is quick to make comes before any PDF, and a PDF is never made in this process: it may hang, or die,
and costs nothing but itself.
"""

from __future__ import annotations

import os
import traceback
from collections import defaultdict, deque
from collections.abc import Generator, Iterable, Sequence
from contextlib import nullcontext
from typing import assert_never

from fanbook.errors import FanbookError, bug
from fanbook.press import Job, Pressed, paged, parts, press
from fanbook.processes.limits import Size, allowance, remedy, size_of
from fanbook.processes.worker import Call, Done, Raised
from fanbook.processes.workshop import Lost, Outcome, Reason, Workshop

_LONG = 600.0  # seconds of work that a book may take and not be kept for the end
# So few books a worker, and so short ones, are made before one more worker would be there.
_FEW, _SHORT = 2, 1_000_000  # letters


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    jobs: Iterable[Job], workers: int, shop: Workshop | None = None
) -> Generator[tuple[Job, Pressed], None, None]:
    """Every part of every job done, in `shop` where there is one already.

    With one worker what is quick is done here, beside it; of a few short books each takes what it can.
    """
    jobs = list(jobs)
    sizes = {id(job.book): size_of(job.book) for job in jobs}
    pieces = sorted((part for job in jobs for part in parts(job)), key=lambda one: _turn(one, sizes))
    here = deque(part for part in pieces if workers <= 1 and not part.is_heavy)
    there = deque(part for part in pieces if workers > 1 or part.is_heavy)
    halves: dict[int, list[tuple[Job, Pressed]]] = defaultdict(list)
    is_little = _is_little(pieces, workers, sizes)
    most = 1 if is_little else max(workers, 1)
    with nullcontext(shop) if shop else Workshop(most) as hall:
        while here or there or hall.is_busy:
            while there and hall.busy < most:
                job = there.popleft()
                if not hall.give(job, Call(press, (job,), allowance(sizes[id(job.book)]))):
                    here.append(job)  # no process can be started: then it is done here
            if is_little and there and not here:
                here.append(there.popleft())  # as much is done here before a second worker would be there
            if here:
                job = here.popleft()
                done = [(job, _guarded(job))]
            else:
                done = []
            for job, outcome in hall.finished(0 if here else None) if hall.is_busy else ():
                done.append((job, _pressed(job, outcome, sizes[id(job.book)])))
            for job, pressed in done:
                yield job, pressed
                if again := _again(halves[id(job.book)], job, pressed):
                    (here if workers <= 1 else there).append(again)


def _is_little(pieces: Sequence[Job], workers: int, sizes: dict[int, Size]) -> bool:
    return len(pieces) <= _FEW * workers and all(
        not job.is_heavy and sizes[id(job.book)].letters <= _SHORT for job in pieces
    )


def _again(halves: list[tuple[Job, Pressed]], job: Job, pressed: Pressed) -> Job | None:
    """Once a book's EPUB and its PDF are both made: the job that marks the printed pages in the EPUB.

    The EPUB is made first all the same, so that nobody waits for a PDF, or goes without when it fails.
    """
    if job.printed:
        return None
    halves.append((job, pressed.without_data()))
    quick = next((half for half in halves if not half[0].is_heavy), None)
    heavy = next((half for half in halves if half[0].is_heavy), None)
    return paged(quick, heavy[1].printed) if quick and heavy else None


def _turn(job: Job, sizes: dict[int, Size]) -> tuple[bool, bool, float]:
    """What is quick first, then long books before short ones (so that no worker is idle at the end),
    and last those that are out of all proportion: they keep nobody waiting.
    """
    seconds = allowance(sizes[id(job.book)]).seconds
    return (job.is_heavy, seconds > _LONG, -seconds) if job.is_heavy else (False, False, 0.0)


def _guarded(job: Job) -> Pressed:
    """A bug outside the writers costs its book and no other."""
    try:
        return press(job)
    except Exception as fault:  # noqa: BLE001 - shown whole in the report
        return Pressed((), (bug(fault, job.book.slug, traceback.format_exc()),))


def _pressed(job: Job, outcome: Outcome, size: Size) -> Pressed:
    match outcome:
        case Done(made):
            return made  # type: ignore[no-any-return] # what `press` returns
        case Raised(fault, trace):
            return Pressed((), (bug(fault, job.book.slug, trace),))
        case Lost(reason, how):
            return Pressed((), (_fault(job, reason, how, size),))
        case _:
            assert_never(outcome)


def _fault(job: Job, reason: Reason, how: str, size: Size) -> FanbookError:
    most, names = allowance(size), " and ".join(job.formats)
    match reason:
        case Reason.TIME:
            code, message = "W004", f"not finished in {most.seconds:,.0f} seconds of work"
        case Reason.MEMORY:
            code, message = "W005", f"more than {most.memory / 2**30:.1f} GB of memory was needed"
        case Reason.DEATH:
            code, message = "W006", f"the process that made it broke down ({how})"
        case _:
            assert_never(reason)
    return FanbookError(code, f"{names}: {message}", hint=remedy(size, job.formats), at=job.book.slug)
