"""Fixtures that more than one part of the tests needs."""

from __future__ import annotations

import os
import shutil
import signal

import pytest
from hypothesis import settings

from epubcheck_jvm import Epubcheck

# The same commit gives the same result on every machine. FANBOOK_WANDER=1 tries other examples each time.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("wander", deadline=None, print_blob=True)
settings.load_profile("wander" if os.environ.get("FANBOOK_WANDER") else "same")

# Where a shell's `&` or `nohup` has them ignored, what we start would ignore them too.
for name, heard in (
    ("SIGINT", signal.default_int_handler),
    ("SIGTERM", signal.SIG_DFL),
    ("SIGHUP", signal.SIG_DFL),
):
    if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_IGN:
        signal.signal(getattr(signal, name), heard)


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
