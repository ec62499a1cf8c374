"""A command at a terminal of its own: keys go in as a person presses them, the screen is read back."""

from __future__ import annotations

import codecs
import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x1b[()][AB0]|[\x00-\x09\x0b-\x1f\x7f]")
# The terminal becomes the command's own, so that Ctrl-C is a signal to it.
_START = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); from fanbook.cli import main; main()"
INTERRUPT = "\x03"
_PATIENCE = 40  # seconds; a busy machine starts slowly


class Terminal:
    """One command under way. `raw` is all that it has written."""

    def __init__(self, process: subprocess.Popen[bytes], end: int) -> None:
        self.process = process
        self.end = end
        self.raw = ""
        self._read_to = 0
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def press(self, keys: str) -> None:
        """Press keys, one after the other."""
        if (
            INTERRUPT in keys
        ):  # readline shows its prompt a moment before it listens: a signal between is not heard
            time.sleep(0.5)
        os.write(self.end, keys.encode())

    def wait(self, words: str) -> str:
        """Read on until these words stand on the screen; what stands from the words waited for before to these."""
        until = time.monotonic() + _PATIENCE
        while (at := self.screen().find(words, self._read_to)) < 0:
            assert time.monotonic() < until, f"no {words!r} in:\n{self.screen()[self._read_to :]}"
            if not self._read() and words not in self.screen()[self._read_to :]:
                raise AssertionError(f"ended without {words!r}:\n{self.screen()[self._read_to :]}")
        seen = self.screen()[self._read_to : at + len(words)]
        self._read_to = at + len(words)
        return seen

    def screen(self) -> str:
        """All that a person could have read."""
        return _CONTROL.sub("", self.raw)

    def finish(self) -> int:
        """Read to the end; the exit code."""
        while self._read():
            pass
        return self.process.wait(_PATIENCE)

    def _read(self) -> bool:
        if not select.select([self.end], [], [], 0.5)[0]:
            return self.process.poll() is None
        try:
            data = os.read(self.end, 65536)
        except OSError:  # Linux ends a terminal so
            return False
        self.raw += self._decode(data)
        return bool(data)


@contextmanager
def at_terminal(
    *arguments: str, cwd: Path, columns: int = 80, rows: int = 40, env: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    """`fanbook` with these arguments at a terminal of that size."""
    here, there = pty.openpty()
    termios.tcsetwinsize(there, (rows, columns))
    before = termios.tcgetattr(there)
    surroundings = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **(env or {})}
    for name in ("COLUMNS", "LINES"):
        surroundings.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-c", _START, *arguments],
        stdin=there, stdout=there, stderr=there, cwd=cwd, env=surroundings, start_new_session=True,
    )  # fmt: skip
    terminal = Terminal(process, here)
    try:
        yield terminal
        if process.poll() is not None:
            assert termios.tcgetattr(there)[:4] == before[:4], "the terminal did not get its own mode back"
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(here)
        os.close(there)
