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


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    """No test reads or fills the cache of whoever runs it."""
    monkeypatch.setenv("FANBOOK_CACHE", str(tmp_path / "own-cache"))
