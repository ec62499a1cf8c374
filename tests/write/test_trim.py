"""Trim sizes: what people say, and pages that read well on all of them."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fanbook.errors import ConfigError
from fanbook.write.trim import DEFAULT, NAMED, find_trim

MILLIMETRE = 72 / 25.4


@pytest.mark.parametrize(
    ("said", "width", "height"),
    [
        ("half-letter", 396, 612),
        ("a5", 419.528, 595.276),
        (" A5 ", 419.528, 595.276),
        ("5x8", 360, 576),
        ("6x9", 432, 648),
        ("a6", 297.638, 419.528),
        ("quarter-letter", 306, 396),
        ("148x210mm", 419.528, 595.276),
        ("5.5x8.5in", 396, 612),
        ("5.5 x 8.5", 396, 612),
        ("5.5×8.5 IN", 396, 612),
        ("148x210", 419.528, 595.276),
        ("14.8x21cm", 419.528, 595.276),
        ("396x612pt", 396, 612),
    ],
)
def test_sizes_are_what_was_said(said: str, width: float, height: float) -> None:
    trim = find_trim(said)
    assert (trim.width, trim.height) == (pytest.approx(width, abs=0.001), pytest.approx(height, abs=0.001))


def test_half_letter_is_the_default() -> None:
    assert find_trim() == find_trim("half-letter") == find_trim(DEFAULT)


@pytest.mark.parametrize(
    "said", ["a7", "", "letterhead", "5.5", "0x0mm", "10x10mm", "2x3km", "1e9x1e9in", "-5x8in"]
)
def test_nonsense_is_refused_with_what_is_known(said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        find_trim(said)
    assert caught.value.code == "C003"
    assert "148x210mm" in caught.value.hint


def test_a_slip_of_the_hand_is_recognised() -> None:
    with pytest.raises(ConfigError) as caught:
        find_trim("half-leter")
    assert "did you mean 'half-letter'?" in caught.value.hint


@pytest.mark.parametrize("name", NAMED)
def test_named_pages_read_well(name: str) -> None:
    trim = find_trim(name)
    assert trim.inner > trim.outer > 0.45 * 72
    assert trim.bottom > trim.top > 0.45 * 72
    assert trim.lines * trim.leading + trim.top + trim.bottom == pytest.approx(trim.height, abs=0.02)
    assert 9.5 <= trim.size <= 12.5
    assert 1.25 <= trim.leading / trim.size <= 1.4
    assert 22 <= trim.lines <= 38


@given(st.floats(70, 450), st.floats(70, 450))
def test_every_page_has_room_for_type(width: float, height: float) -> None:
    trim = find_trim(f"{width:.2f}x{height:.2f}mm") if min(width, height) > 70.01 else find_trim()
    assert trim.measure > 0.4 * min(trim.width, 400)
    assert trim.lines >= 10
    assert trim.leading % 0.25 == 0
    assert trim.inner + trim.outer + trim.measure == pytest.approx(trim.width)


def test_a_trim_crosses_processes() -> None:
    trim = find_trim("a6")
    assert pickle.loads(pickle.dumps(trim)) == trim
