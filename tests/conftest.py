"""Fixtures that more than one part of the tests needs."""

from __future__ import annotations

import shutil

import pytest

from epubcheck_jvm import Epubcheck


@pytest.fixture(scope="session")
def epubcheck() -> Epubcheck:
    """A callable: an EPUB's bytes to what is wrong with it, an empty list for a perfect book."""
    if shutil.which("java") is None:
        pytest.skip("epubcheck needs Java")
    return Epubcheck()
