"""A worker process: it does one call after another for its parent, within limits, and ends with it.

In: a `Call` through a pipe. Out: through the same pipe, `Done` or `Raised`. A worker whose call takes
more than its allowance ends itself, whatever it is doing: by the system's own count of processor time,
and by a thread that looks at its memory. It leads a process group of its own, so that Ctrl-C is left to
the parent and all that the worker starts can be ended with it.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from threading import Thread
from typing import Any

from msgspec import Struct

from fanbook.processes.limits import Allowance

try:
    import resource
except ImportError:  # Windows: the parent's clock is the only limit
    resource = None  # type: ignore[assignment]

GLUTTON = 77  # the exit code of a worker that took too much memory
_EVERY = 0.2  # seconds between two looks at the memory
_OF_MACHINE = 0.75  # of its memory, at most


class Call(Struct, frozen=True):
    """A function of a module, its arguments, and what it may take."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    allowance: Allowance


class Done(Struct, frozen=True):
    """What a call returned."""

    value: Any


class Raised(Struct, frozen=True):
    """What a call raised, with its traceback."""

    fault: Exception
    trace: str


def serve(pipe: Connection, folder: str, needed: Sequence[str] = ()) -> None:
    """Do what comes through the pipe until it is closed. Temporary files lie in `folder`.

    `needed` is what the calls to come will want, made ready while nobody has called yet: modules to import,
    and functions to call ("module:function").
    """
    gc.set_threshold(100_000, 20, 50)  # as in the parent: trees hold no cycles
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - one that is never begun leaves none behind
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    if resource:
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    watch = _Watch(folder)
    watch.start()
    for name in needed:
        with suppress(Exception):  # the call that needs it will say what is wrong with it
            module, _, function = name.partition(":")
            found = import_module(module)
            if function:
                getattr(found, function)()
    while True:
        try:
            call: Call = pipe.recv()
        except (EOFError, OSError):
            _clear(folder)  # the watch may not get to it before this process has ended
            return
        watch.allow(call.allowance)
        _answer(pipe, _do(call))


def _clear(folder: str) -> None:
    """Take away a worker's folder, and the one around it with the last of them."""
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        os.rmdir(os.path.dirname(folder))  # noqa: PTH106, PTH120 - as above


def _do(call: Call) -> Done | Raised:
    try:
        return Done(call.function(*call.arguments))
    except Exception as fault:  # noqa: BLE001 - the parent judges it
        return Raised(fault, traceback.format_exc())


def _answer(pipe: Connection, answer: Done | Raised) -> None:
    try:
        pipe.send(answer)
    except OSError:
        return  # nobody listens any more
    except Exception as fault:  # noqa: BLE001 - it cannot be sent: say so
        pipe.send(Raised(RuntimeError(repr(fault)), traceback.format_exc()))


class _Watch(Thread):
    """Ends this process when it takes too much memory, or when its parent is gone."""

    def __init__(self, folder: str) -> None:
        super().__init__(daemon=True)
        self._folder = folder
        self._memory = 0

    def allow(self, allowance: Allowance) -> None:
        """Begin to count for a new call. The peak of those before is still ours, so limits only rise."""
        self._memory = max(self._memory, min(allowance.memory, int(_machine() * _OF_MACHINE)))
        if resource:
            used = resource.getrusage(resource.RUSAGE_SELF)
            soft = int(used.ru_utime + used.ru_stime + allowance.seconds) + 1
            hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
            resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))

    def run(self) -> None:
        """Look, again and again."""
        parent = parent_process()
        while parent is not None and not wait([parent.sentinel], _EVERY):
            if self._memory and _peak() > self._memory:
                os._exit(GLUTTON)
        _clear(self._folder)
        if hasattr(os, "killpg"):
            os.killpg(0, signal.SIGKILL)
        os._exit(1)


def _peak() -> int:
    """The most memory that this process ever had, in bytes; 0 where that cannot be known.

    Linux's own `getrusage` begins with the peak of whoever started the process; what /proc tells does not.
    """
    with suppress(OSError):
        found = re.search(rb"^VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_bytes(), re.MULTILINE)
        if found:
            return int(found[1]) * 1024
    if not resource:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _machine() -> int:
    """The machine's memory in bytes; very much where that cannot be known."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 1 << 60
