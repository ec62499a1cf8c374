"""Workers: what they make comes back, a bad one costs only its own part of a book, none outlives its user."""

from __future__ import annotations

import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing import active_children
from pathlib import Path

import pytest
from msgspec.structs import replace

from fanbook.assemble.dates import EARLIEST
from fanbook.model.book import Book
from fanbook.press import COVER, EPUB, FOLDED, KEPUB, PDF, PRINT, Job, Pressed, needed_for
from fanbook.processes import pool, workshop
from fanbook.processes.limits import Allowance
from fanbook.processes.worker import Call
from fanbook.processes.workshop import Lost, Reason, Workshop
from fanbook.resources import load_theme

BOOK = Book("story", "tide", "urn:x", "Tide", (), "en", EARLIEST, ())
needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="no limits of processes there")


def jobs(*slugs: str, formats: tuple[str, ...] = (PDF,)) -> list[Job]:
    theme = load_theme()
    return [Job(replace(BOOK, slug=slug), formats, theme, "a5", "clothbound") for slug in slugs]


def outcome(slugs: list[str], workers: int, formats: tuple[str, ...] = (PDF,)) -> dict[str, list[str]]:
    done = list(pool.run(iter(jobs(*slugs, formats=formats)), workers))
    found: dict[str, list[str]] = {}
    for job, pressed in done:
        found.setdefault(job.book.slug, []).extend(fault.code for fault in pressed.faults)
    return found


def deadly(job: Job) -> Pressed:
    """Stands in for the writers."""
    if "killer" in job.book.slug:
        os._exit(1)
    if "aborts" in job.book.slug:
        os.abort()
    if "sleeps" in job.book.slug:
        time.sleep(60)
    if "spins" in job.book.slug:
        while True:
            pass
    if "eats" in job.book.slug:
        eaten = []
        while True:
            eaten.append(b"x" * 10_000_000)
            time.sleep(0.05)
    if "hires" in job.book.slug:
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)", "of-the-test"])
        os.abort()
    if "bug" in job.book.slug:
        raise ZeroDivisionError
    if "leaves" in job.book.slug:
        tempfile.mkdtemp(prefix="weasyprint-")
    return Pressed(())


@pytest.fixture
def stand_in(monkeypatch, tmp_path):
    """The writers that misbehave, in workers of little patience whose temporary files lie in `tmp_path`."""
    monkeypatch.setattr(pool, "press", deadly)
    monkeypatch.setattr(pool, "allowance", lambda _: Allowance(1, 200_000_000))
    monkeypatch.setattr(workshop, "PATIENCE", 12)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    assert not active_children()
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("stand_in")
def test_what_is_quick_is_made_here_with_one_worker(monkeypatch):
    monkeypatch.setattr(workshop, "_FRESH", None)  # nothing can be started
    assert outcome(["a", "bug"], 1, (EPUB,)) == {"a": [], "bug": ["B001"]}


def test_no_jobs():
    assert outcome([], 0) == {}


@pytest.mark.usefixtures("stand_in")
def test_what_is_quick_comes_before_any_pdf():
    done = [(job.book.slug, job.formats) for job, _ in pool.run(jobs("a", "b", formats=(PDF, EPUB)), 1)]
    assert done == [("a", (EPUB,)), ("b", (EPUB,)), ("a", (PDF,)), ("b", (PDF,))]


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.usefixtures("stand_in")
def test_a_dead_worker_costs_its_own_part(workers):
    slugs = ["a", "b", "killer", "c", "aborts", "killer-too", "bug", "f"]
    codes = {"killer": ["W006"], "killer-too": ["W006"], "aborts": ["W006"], "bug": ["B001"]}
    assert outcome(slugs, workers) == {slug: codes.get(slug, []) for slug in slugs}


@pytest.mark.slow
@needs_limits
@pytest.mark.parametrize(
    ("slug", "code"),
    [pytest.param("sleeps", "W004", marks=pytest.mark.slow), ("spins", "W004"), ("eats", "W005")],
)
@pytest.mark.usefixtures("stand_in")
def test_who_takes_too_much_is_given_up(slug, code):
    start = time.monotonic()
    assert outcome(["a", slug, "b"], 1) == {"a": [], slug: [code], "b": []}
    assert time.monotonic() - start < 40


@pytest.mark.usefixtures("stand_in")
def test_a_fault_says_what_to_do():
    ((_, pressed),) = pool.run(jobs("killer"), 1)
    (fault,) = pressed.faults
    assert (fault.code, fault.at) == ("W006", "killer")
    assert fault.message == "pdf: the process that made it broke down (exit code 1)"
    assert "--format" in fault.hint


@pytest.mark.usefixtures("stand_in")
def test_workers_end_with_their_user():
    start = time.monotonic()
    done = pool.run(iter(jobs("leaves", "sleeps", "sleeps", "sleeps", "sleeps")), 2)
    assert next(done)[0].book.slug == "leaves"
    done.close()
    assert time.monotonic() - start < 20


@needs_limits
@pytest.mark.usefixtures("stand_in")
def test_what_a_worker_started_ends_with_it():
    assert outcome(["hires"], 1) == {"hires": ["W006"]}
    assert b"of-the-test" not in subprocess.run(["ps", "ax", "-o", "args"], capture_output=True, check=True).stdout  # fmt: skip


def raising(_: object) -> None:
    raise ValueError("so it is")


def unsendable() -> object:
    return lambda: None


def test_what_a_call_raises_comes_back():
    with Workshop(2) as shop:
        assert shop.give("raises", Call(raising, (1,), Allowance()))
        assert shop.give("unsendable", Call(unsendable, (), Allowance()))
        found = {}
        while shop.is_busy:
            found |= dict(shop.finished())
    assert repr(found["raises"].fault) == "ValueError('so it is')"
    assert "in raising" in found["raises"].trace
    assert "pickle" in str(found["unsendable"].fault)


def loaded(module: str) -> bool:
    return module in sys.modules


READY: list[bool] = []


def make_ready() -> None:
    READY.append(True)


def was_made_ready() -> bool:
    return bool(READY)


def test_a_prepared_worker_has_loaded_what_it_will_need():
    with Workshop(2) as shop:
        shop.prepare(("no_such_module", "colorsys", f"{__name__}:make_ready", f"{__name__}:no_such_function"))
        assert not shop.is_busy
        shop.give("a", Call(loaded, ("colorsys",), Allowance()))
        assert [answer.value for _, answer in shop.finished()] == [True]
        shop.give("b", Call(was_made_ready, (), Allowance()))
        assert [answer.value for _, answer in shop.finished()] == [True]


def test_every_format_names_modules_that_can_be_loaded():
    for name in needed_for((COVER, EPUB, KEPUB, PDF, PRINT, FOLDED)):
        assert pkgutil.resolve_name(name)
    assert needed_for((EPUB,)) == ("fanbook.press", "fanbook.write.epub")


@pytest.mark.usefixtures("stand_in")
def test_for_a_few_short_books_no_second_worker_is_hired(monkeypatch):
    hired = []
    monkeypatch.setattr(Workshop, "_hire", lambda shop, modules=(), hire=Workshop._hire: hired.append(1) or hire(shop, modules))  # fmt: skip
    assert outcome(["a", "b", "c"], 2, (EPUB,)) == {"a": [], "b": [], "c": []}
    assert len(hired) == 1


@pytest.mark.usefixtures("stand_in")
def test_a_few_short_books_are_shared_with_the_only_worker(monkeypatch):
    here = []
    monkeypatch.setattr(pool, "_guarded", lambda job: here.append(job.book.slug) or Pressed(()))
    assert outcome(["a", "b", "c"], 2, (EPUB,)) == {"a": [], "b": [], "c": []}
    assert 0 < len(here) < 3
    here.clear()
    outcome(["a", "b"], 2)  # no PDF is set in this process
    assert not here


@pytest.mark.slow
def test_a_worker_that_died_idle_is_replaced():
    with Workshop(1) as shop:
        for tag in ("a", "b"):
            shop.give(tag, Call(os.getpid, (), Allowance()))
            ((found, answer),) = shop.finished()
            assert found == tag
            os.kill(answer.value, signal.SIGTERM)
            time.sleep(0.5)


def test_a_worker_that_cannot_start_is_lost(monkeypatch):
    with Workshop(1) as shop:
        monkeypatch.setattr(workshop, "serve", os._exit)  # not what it expects
        shop.give("a", Call(os.getpid, (), Allowance()))
        ((_, answer),) = shop.finished()
    assert isinstance(answer, Lost)
    assert answer.reason is Reason.DEATH


class NoProcesses:
    """A machine that lets no process be started."""

    Pipe = staticmethod(workshop._FRESH.Pipe)

    class Process:
        def __init__(self, **_: object) -> None:
            pass

        def start(self) -> None:
            raise BlockingIOError("no more")


@pytest.mark.usefixtures("stand_in")
def test_where_no_process_can_be_started_all_is_made_here(monkeypatch):
    monkeypatch.setattr(workshop, "_FRESH", NoProcesses)
    assert outcome(["a", "bug"], 2) == {"a": [], "bug": ["B001"]}


ORPHANS = """
import sys, time
sys.path.insert(0, {tests!r})
import test_pool
from fanbook.processes import pool
pool.press = test_pool.deadly
if __name__ == "__main__":
    for job, _ in pool.run(test_pool.jobs("leaves", "sleeps", "sleeps"), 2):
        print(job.book.slug, flush=True)
"""


@pytest.mark.slow
@needs_limits
def test_workers_end_when_their_parent_is_killed(tmp_path):
    script = tmp_path / "orphans.py"
    script.write_text(ORPHANS.format(tests=str(Path(__file__).parent)))
    folder = tmp_path / "tmp"
    folder.mkdir()
    parent = subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, env=os.environ | {"TMPDIR": str(folder)}
    )
    with parent:
        assert parent.stdout.readline() == b"leaves\n"
        parent.kill()
    deadline = time.monotonic() + 20
    while list(folder.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not list(folder.iterdir())


@pytest.mark.slow
@needs_limits
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_ends_everything_at_once(tmp_path, sign):
    folder = tmp_path / "tmp"
    folder.mkdir()
    seeds = Path(__file__).parents[2] / "seeds"
    for wait in (0.3, 1.2, 2.2):
        command = [sys.executable, "-m", "fanbook", "build", seeds, "--out", tmp_path / "out", "--jobs", "2", "--force", "-q"]  # fmt: skip
        run = subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ | {"TMPDIR": str(folder)})
        time.sleep(wait)
        run.send_signal(sign)
        _, said = run.communicate(timeout=30)
        # `-sign`: before Python was ready to hear it. `-SIGINT`: CPython remembers an interrupt of one of the
        # `exec`s that dataclasses are made with, and ends by it in spite of whoever caught it.
        assert run.returncode in (130, -sign, -signal.SIGINT), said
        assert run.returncode != 130 or b"Traceback" not in said
        assert not list(folder.iterdir())
        assert not list((tmp_path / "out").glob("**/.fanbook*"))
