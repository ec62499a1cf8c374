"""Doubts: what is asked, in which order, and that an answer settles the question for good."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from test_properties import TEXTS

from cases import read_cases
from fanbook.doubt import (
    Doubt,
    Settlement,
    find_doubts,
    one_by_one,
    settle_as,
    settle_no,
    settle_value,
    settle_yes,
)
from fanbook.errors import SourceError
from fanbook.library.config import Settings
from fanbook.library.sidecars import read_sidecar, settled_text
from fanbook.model.draft import Kind
from fanbook.pipeline import finished
from fanbook.read.plain import read_plain
from fanbook.recognise import Recognised, recognise

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
SOURCES = {path.name: path.read_bytes() for path in SEEDS} | {
    f"{case.room}: {case.title}": case.source() for case in read_cases()
}


def found(source: bytes, sidecar: str = "", path: str = "0001.txt") -> Recognised:
    told = read_sidecar(sidecar, "0001.fanbook.toml")
    seen = recognise(read_plain(source, path, told))
    return replace(seen, story=finished(seen, Settings(typography=False)))


def asked(source: bytes, sidecar: str = "", path: str = "0001.txt") -> list[tuple[str, str]]:
    return [(str(doubt.topic), doubt.question) for doubt in find_doubts(found(source, sidecar, path))]


def answers(doubt: Doubt) -> list[Settlement]:
    """Everything that a person may answer."""
    given = [settle_value(doubt, "Something else")] if doubt.field else [settle_as(doubt, Kind.LETTER)]
    given += [settle_yes(doubt)] if doubt.can_agree() else []
    return given + ([settle_no(doubt)] if doubt.can_deny() else [])


def identity(doubt: Doubt) -> tuple[object, ...]:
    return doubt.field, doubt.value, doubt.kind, doubt.places


def assert_settles(source: bytes) -> None:
    """Each doubt, alone and one of its places at a time, is gone once it is answered."""
    try:
        doubts = find_doubts(found(source))
    except SourceError:
        return
    for doubt in (one for whole in doubts for one in {whole, *one_by_one(whole)[:2]}):
        for said in answers(doubt):
            text = settled_text("", said)
            try:
                left = find_doubts(found(source, text))
            except SourceError:  # the last line of the story was taken for something else
                continue
            assert identity(doubt) not in map(identity, left), (doubt, said)
            assert not [
                d
                for d in left
                if d.field == doubt.field
                and d.topic is doubt.topic
                and doubt.value
                and d.value == doubt.value
            ]


@pytest.mark.parametrize("name", SOURCES)
def test_a_settled_doubt_does_not_come_back(name):
    assert_settles(SOURCES[name])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_a_settled_doubt_does_not_come_back_whatever_the_text(text):
    assert_settles(text.encode("utf-8", "surrogatepass"))
