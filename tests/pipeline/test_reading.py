"""The reading room: what a document does to its child costs that document and no other."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import pytest

from fanbook import reading
from fanbook.errors import Bug, ConfigError, SourceError
from fanbook.model.draft import Draft
from fanbook.read.formats import read
from fanbook.read.sheet import Given
from fanbook.reading import read_all, read_drafts

PAGE = "<html><body><p>“You are late,” said the ferryman. {}</p></body></html>"


def page(n: object) -> Given:
    return Given(PAGE.format(n).encode(), f"{n}.html")


def drafts(names: list[str], workers: int = 2) -> dict[str, Draft | SourceError]:
    return dict(read_drafts(names, page, workers))


# These run in the children, in the place of the real reader.


def _or_read(given: Given, act: Callable[[], object]) -> Draft:
    if given.path.startswith("bad"):
        act()
    return read(given)


def hang(given: Given) -> Draft:
    return _or_read(given, lambda: time.sleep(600))


def die(given: Given) -> Draft:
    return _or_read(given, lambda: os._exit(9))


def swallow(given: Given) -> Draft:
    return _or_read(given, lambda: [b"x" * 2**20 for _ in range(2**20)])


def stumble(given: Given) -> Draft:
    return _or_read(given, lambda: 1 / 0)


def spin(given: Given) -> Draft:
    def forever() -> None:
        while True:
            pass

    return _or_read(given, forever)


def test_drafts_come_in_the_order_of_their_files() -> None:
    names = [f"page {n}" for n in range(40)]
    found = list(read_drafts(names, page, 2))
    assert [name for name, _ in found] == names
    assert all(isinstance(draft, Draft) and name in draft.lines[0] for name, draft in found)


@pytest.mark.slow
@pytest.mark.parametrize("act", [hang, die, swallow, spin])
def test_what_takes_too_much_is_given_up_and_the_others_are_read(
    act, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_read", act)
    monkeypatch.setattr(reading, "MEMORY", 2**28)
    # One that does nothing at all is waited for eight times as long; a worker takes a while to start.
    monkeypatch.setattr(reading, "limit", lambda _: 1.0 if act in (hang, spin) else 120.0)
    found = drafts(["a", "b", "bad one", "c", "d"])
    fault = found.pop("bad one")
    assert isinstance(fault, SourceError)
    assert (fault.code, fault.at) == ("R038", "bad one.html")
    assert all(isinstance(draft, Draft) for draft in found.values())


def test_a_bug_is_shown_whole_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_read", stumble)
    found = drafts(["a", "bad", "b"])
    fault = found.pop("bad")
    assert isinstance(fault, Bug)
    assert "ZeroDivisionError" in fault.trace
    assert all(isinstance(draft, Draft) for draft in found.values())


def test_a_document_that_cannot_be_opened_stops_no_other() -> None:
    def opened(name: str) -> Given:
        if name == "gone":
            raise SourceError("R001", "gone", at=name)
        return page(name)

    found = dict(read_drafts(["a", "gone", "b"], opened, 1))
    assert isinstance(found["gone"], SourceError)
    assert isinstance(found["b"], Draft)


def test_a_sidecar_in_error_stops_all() -> None:
    def opened(_: str) -> Given:
        raise ConfigError("C002", "no")

    with pytest.raises(ConfigError):
        list(read_drafts(["a"], opened, 1))


def test_plain_text_starts_no_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_read", None)
    found = dict(read_drafts(["a"], lambda name: Given(b"Only words.\n", f"{name}.txt"), 1))
    assert isinstance(found["a"], Draft)


def maker(draft: Draft) -> tuple[int, str]:
    """Who made it, of what."""
    if draft.source.path == "bad.txt":
        raise ConfigError("C002", "no")
    return os.getpid(), draft.lines[0]


def test_of_many_plain_texts_only_the_first_are_read_here() -> None:
    names = ["a", "b", "c", "bad", "d"]
    found = dict(
        read_all(names, lambda name: Given(f"Only {name}.\n".encode(), f"{name}.txt"), maker, 2, here=2)
    )
    assert list(found) == names
    fault = found.pop("bad")
    assert isinstance(fault, ConfigError)
    made = {name: row for name, row in found.items() if isinstance(row, tuple)}
    assert {name for name, (who, _) in made.items() if who == os.getpid()} == {"a", "b"}
    assert {name: text for name, (_, text) in made.items()} == {name: f"Only {name}." for name in "abcd"}


@pytest.mark.slow
def test_no_child_outlives_its_room() -> None:
    from multiprocessing import active_children

    before = set(active_children())
    drafts(["a", "b"])
    time.sleep(0.5)
    assert set(active_children()) <= before
