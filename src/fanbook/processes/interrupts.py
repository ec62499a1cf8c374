"""What ends a run before its time, and how the little that must not be cut in two is kept whole."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

# Ctrl-C, a polite kill, a terminal that is closed (not on Windows).
INTERRUPTS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def undisturbed() -> Iterator[None]:
    """Interrupts wait until the end of the block: no file and no process of ours is left unknown."""
    if current_thread() is not main_thread():  # only the main thread hears signals
        yield
        return
    heard: list[int] = []
    before = {one: signal.getsignal(one) for one in INTERRUPTS}
    try:
        for one in before:
            signal.signal(one, lambda number, _frame: heard.append(number))
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler or signal.SIG_DFL)
    if heard:
        signal.raise_signal(heard[0])


def listen() -> None:
    """From now on whatever interrupts this process raises `KeyboardInterrupt`, once."""
    for one in INTERRUPTS:
        if signal.getsignal(one) is not signal.SIG_IGN:  # as `nohup` has it
            signal.signal(one, _interrupt)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    # Who asks twice is not heard while what is half-made is seen to.
    # (Not SIG_IGN: Python has words on standard error for a signal that came a moment before.)
    for one in INTERRUPTS:
        signal.signal(one, _deaf)
    raise KeyboardInterrupt


def _deaf(_signal: int, _frame: FrameType | None) -> None:
    return
