"""Keys as they are pressed, without Enter; and a line that is typed, where one has to be.

The terminal is in its own mode between the two, and gets back the mode it had whatever happens.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_ESCAPE = "\x1b"
_WAIT = 0.05  # seconds in which the rest of an arrow key's sequence comes
ENDED = ""  # what a key is once the terminal is gone


class Keys:
    """One terminal's keys. A person's typing ahead is not lost, and not shown."""

    def __init__(self, read: Callable[[], str], calm: Callable[[], Any]) -> None:
        self._read = read
        self._calm = calm

    def press(self) -> str:
        """The next key, in lower case; an arrow or function key is a space, the lone Escape is itself."""
        return self._read().lower()

    def line(self, prompt: str, prefill: str = "") -> str:
        """A line typed by the person, who may correct what stands there already; empty for none."""
        with self._calm(), _prefilled(prefill):
            try:
                return input(prompt).strip()
            except (EOFError, KeyboardInterrupt):
                print()  # noqa: T201 - the cursor still stands behind the prompt
                return ""


@contextmanager
def _prefilled(text: str) -> Iterator[None]:
    try:
        import readline
    except ImportError:  # Windows has its own way of editing a line
        yield
        return
    readline.set_startup_hook(lambda: readline.insert_text(text))
    try:
        yield
    finally:
        readline.set_startup_hook()


@contextmanager
def keys() -> Iterator[Keys]:
    """The keys of the terminal that standard input is."""
    if sys.platform == "win32":
        yield from _windows()
    else:
        yield from _posix()


if sys.platform == "win32":

    def _windows() -> Iterator[Keys]:
        import msvcrt
        from contextlib import nullcontext

        def read() -> str:
            key = msvcrt.getwch()
            if key in ("\x00", "\xe0"):  # an arrow or function key: its second half follows
                msvcrt.getwch()
                return " "
            if key == "\x03":
                raise KeyboardInterrupt
            return key

        yield Keys(read, nullcontext)

else:

    def _posix() -> Iterator[Keys]:
        import termios
        import tty

        terminal = sys.stdin.fileno()
        before = termios.tcgetattr(terminal)

        def listen(*_: Any) -> None:  # noqa: ANN401 - a signal's number and frame
            tty.setcbreak(terminal, termios.TCSADRAIN)

        @contextmanager
        def calm() -> Iterator[None]:
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)
            try:
                yield
            finally:
                listen()

        # Whoever comes back from Ctrl-Z finds the mode the shell had.
        awake = signal.signal(signal.SIGCONT, listen)
        listen()
        try:
            yield Keys(lambda: _key(terminal), calm)
        finally:
            signal.signal(signal.SIGCONT, awake)
            termios.tcsetattr(terminal, termios.TCSADRAIN, before)

    def _key(terminal: int) -> str:
        first = os.read(terminal, 1)
        if not first:
            return ENDED
        if first == _ESCAPE.encode():
            return " " if _skipped(terminal) else _ESCAPE
        length = 1 + sum(first[0] >= mark for mark in (0xC0, 0xE0, 0xF0))
        data = first + b"".join(os.read(terminal, 1) for _ in range(length - 1))
        return data.decode("utf-8", "replace")

    def _skipped(terminal: int) -> bool:
        """Read what follows an Escape at once: an arrow or function key's sequence, and no key after it."""
        if not select.select([terminal], [], [], _WAIT)[0]:
            return False
        if os.read(terminal, 1) in (b"[", b"O"):
            while select.select([terminal], [], [], _WAIT)[0] and not b"@" <= os.read(terminal, 1) <= b"~":
                pass
        return True
