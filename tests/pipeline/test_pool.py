"""Workers: what they make comes back, a dead one costs only its own book, none outlives its user."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from multiprocessing import active_children

import pytest

from fanbook import pool
from fanbook.assemble.dates import EARLIEST
from fanbook.model.book import Book
from fanbook.press import Job, Pressed
from fanbook.resources import load_theme

BOOK = Book("story", "tide", "urn:x", "Tide", (), "en", EARLIEST, ())


def jobs(*slugs: str) -> list[Job]:
    theme = load_theme()
    return [Job(replace(BOOK, slug=slug), (), theme, "a5", "clothbound") for slug in slugs]


def outcome(slugs: list[str], workers: int) -> dict[str, list[str]]:
    done = list(pool.run(iter(jobs(*slugs)), workers))
    assert len(done) == len(slugs)
    return {job.book.slug: [fault.code for fault in pressed.faults] for job, pressed in done}


def deadly(job: Job) -> Pressed:
    """Stands in for the writers, in the workers."""
    if "killer" in job.book.slug:
        os._exit(1)
    if "slow" in job.book.slug:
        time.sleep(60)
    if "bug" in job.book.slug:
        raise ZeroDivisionError
    return Pressed(())


def test_one_worker_is_this_process(monkeypatch):
    monkeypatch.setattr(pool, "press", deadly)
    assert outcome(["a", "bug"], 1) == {"a": [], "bug": ["B001"]}
    assert not active_children()


def test_no_jobs():
    assert outcome([], 0) == {}


@pytest.mark.slow
def test_a_dead_worker_costs_its_own_book(monkeypatch):
    monkeypatch.setattr(pool, "_guarded", deadly)
    slugs = ["a", "b", "killer", "c", "d", "e", "killer-too", "f"]
    assert outcome(slugs, 2) == {slug: ["W003"] if "killer" in slug else [] for slug in slugs}
    assert not active_children()


@pytest.mark.slow
def test_workers_end_with_their_user(monkeypatch):
    monkeypatch.setattr(pool, "_guarded", deadly)
    start = time.monotonic()
    done = pool.run(iter(jobs("a", "slow", "slow", "slow", "slow")), 2)
    assert next(done)[0].book.slug == "a"
    done.close()
    assert time.monotonic() - start < 30
    assert not active_children()
