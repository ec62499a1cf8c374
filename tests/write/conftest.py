"""Fixtures that the tests of more than one writer need."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from fanbook.resources import Theme, load_theme
from fanbook.write.epub import CoverImage


@pytest.fixture(scope="session")
def theme() -> Theme:
    return load_theme("classic")


@pytest.fixture(scope="session")
def cover() -> CoverImage:
    out = io.BytesIO()
    Image.new("RGB", (160, 256), (40, 50, 80)).save(out, "JPEG")
    return CoverImage(out.getvalue(), 'A blue cover: "Arrows" & <April>')
