"""Which picture in `covers/` is whose."""

from __future__ import annotations

from pathlib import Path

import pytest

from fanbook.library.pictures import _by_slug, pictures_in


def lying(root: Path, *names: str) -> dict[str, str]:
    (root / "covers").mkdir()
    for name in names:
        (root / "covers" / name).write_bytes(b"x")
    return {slug: path.name for slug, path in _by_slug(pictures_in(root)).items()}


@pytest.mark.parametrize(
    "name",
    [
        "the-greenwood-oath.jpg",
        "The Greenwood Oath.JPG",
        "the_greenwood_oath.png",
        "The Greenwood Oath!.webp",
    ],
)
def test_a_picture_may_be_called_as_its_book_or_its_source(tmp_path: Path, name: str) -> None:
    assert lying(tmp_path, name)["the-greenwood-oath"] == name


def test_the_exact_name_comes_first(tmp_path: Path) -> None:
    found = lying(tmp_path, "The Oath.jpg", "the-oath.png", "notes.txt")
    assert found["the-oath"] == "the-oath.png"
    assert "notes.txt" not in found.values()


def test_of_two_formats_one_is_taken_always(tmp_path: Path) -> None:
    assert lying(tmp_path, "oath.png", "oath.jpg")["oath"] == "oath.jpg"
