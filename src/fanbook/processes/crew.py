"""The processes that one book's sections are shared among.

In: a function of a module and the arguments of each call. Out: what came of them, in order. A crew is
hired when there is first enough to do, and dismissed at the end. Whoever dies, hangs or outgrows its
memory costs the book that is being made, with an error that says so, and nothing else.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self, assert_never

from fanbook.errors import FanbookError
from fanbook.processes.limits import Allowance
from fanbook.processes.worker import Call, Done, Raised
from fanbook.processes.workshop import Lost, Outcome, Reason, Workshop

PATIENCE = 600.0  # seconds of work for one section; the longest chapter of a million words takes one
MEMORY = 3 << 30  # bytes for one worker; the longest chapter takes a tenth
FEWEST = 4  # calls worth hiring for


class Crew:
    """So many workers, hired when needed. With one worker everything is done here."""

    def __init__(self, workers: int, patience: float = PATIENCE) -> None:
        self._shop = Workshop(workers)
        self._workers = workers
        self._allowed = Allowance(patience, MEMORY)

    def __enter__(self) -> Self:
        self._shop.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._shop.__exit__(kind, fault, trace)

    def __call__(self, function: Callable[..., Any], jobs: Sequence[tuple[Any, ...]]) -> list[Any]:
        """Every call done. Raises `FanbookError` (P001, P002) where a worker is lost or hangs."""
        if self._workers <= 1 or len(jobs) < FEWEST:
            return [function(*job) for job in jobs]
        made: dict[int, Any] = {}
        left = deque(enumerate(jobs))
        while left or self._shop.is_busy:
            while left and self._shop.has_room:
                number, job = left.popleft()
                if not self._shop.give(number, Call(function, job, self._allowed)):
                    made[number] = function(*job)  # no process can be started: then it is done here
            if self._shop.is_busy:
                made |= {number: self._value(outcome) for number, outcome in self._shop.finished()}
        return [made[number] for number in range(len(jobs))]

    def _value(self, outcome: Outcome) -> Any:  # noqa: ANN401 - whatever the function returns
        match outcome:
            case Done(value):
                return value
            case Raised(MemoryError(), _) | Lost(Reason.MEMORY):
                hint = "split the longest chapter, or build the EPUB only"
                raise FanbookError("P001", "a chapter needs more memory than it may have", hint=hint)
            case Raised(fault, _):
                raise fault
            case Lost(Reason.TIME):
                message = f"a chapter was not set within {self._allowed.seconds:.0f} seconds"
                raise FanbookError("P002", message, hint="look at the longest paragraph of the story")
            case Lost():
                hint = "most often there was too little memory: try --jobs 1"
                raise FanbookError("P001", "a process that set a chapter died", hint=hint)
            case _:
                assert_never(outcome)
