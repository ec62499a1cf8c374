"""What, beside a book itself, its files depend on: themes, typefaces, libraries, ourselves."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from platform import python_version

from fanbook import __version__
from fanbook.resources import PACKAGE_DATA, Theme, find_typefaces

_LIBRARIES = (
    "ebooklib", "weasyprint", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "pillow", "jinja2", "markupsafe",
    "lxml", "fonttools", "uharfbuzz", "pikepdf", "fontpkg-eb-garamond", "fontpkg-cormorant", "fontpkg-jost", "fontpkg-amiri",
    "fontpkg-bodoni-moda", "fontpkg-frank-ruhl-libre", "manimgx-fonts", "pylopdf-fonts-hi", "pylopdf-fonts-th",
    "budoux", "pylopdf-fonts-jp", "pylopdf-fonts-zh-cn", "pylopdf-fonts-ko",
)  # fmt: skip


_PACKAGE = re.compile(r"(?P<name>[\w.]+)-(?P<version>[^-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info")

# What is found in a text depends on these beside our own code.
_READING = (
    "charset-normalizer",
    "ftfy",
    "regex",
    "py3langid",
    "numpy",
    "lxml",
    "mammoth",
    "markdown-it-py",
    "pypdf",
)


@cache
def reading() -> str:
    """A hash that changes when anything changes that could change what is found in an unchanged story."""
    parts = [__version__, _own_code(), python_version(), *(f"{name} {_version(name)}" for name in _READING)]
    return sha256("\n".join(parts).encode()).hexdigest()


def fingerprint(theme: Theme, *covers: Path) -> str:
    """A hash that changes when anything changes that could change a file of an unchanged book.

    `covers` are the folders of the cover styles, a library's own among them.
    """
    parts = [__version__, _own_code(), theme.name, repr(sorted(theme.templates.items()))]
    parts += [theme.epub_css, theme.print_css, repr(theme.settings)]
    for folder in covers:
        parts += [f"{file.relative_to(folder)} {_hash(file)}" for file in sorted(folder.rglob("*.toml"))]
    parts += [f"{name} {_version(name)}" for name in _LIBRARIES]
    parts += [f"{face.path.name} {face.path.stat().st_size}" for face in find_typefaces()]
    return sha256("\n".join(parts).encode()).hexdigest()


@cache
def _own_code() -> str:
    """Two states of a checkout have the same version and may make different books.

    Sizes and times are enough to tell that somebody is at work on it, and are read ten times as fast.
    """
    if PACKAGE_DATA.is_dir():
        return "installed"
    code = sorted((file.path, file.stat()) for file in _modules(Path(__file__).parent))
    return " ".join(f"{name} {stat.st_size} {stat.st_mtime_ns}" for name, stat in code)


def _modules(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _modules(Path(entry.path))
            elif entry.name.endswith(".py"):
                yield entry


def _hash(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _version(name: str) -> str:
    return _installed().get(name, "-")


@cache
def _installed() -> Mapping[str, str]:
    """The version of each installed package, from the names of their folders: to read 25 files takes 40 ms."""
    found: dict[str, str] = {}
    for place in reversed(sys.path):  # the first place that has a package is the one it is imported from
        with suppress(OSError):
            for entry in Path(place).iterdir():
                if match := _PACKAGE.fullmatch(entry.name):
                    found[re.sub(r"[-_.]+", "-", match["name"]).casefold()] = match["version"]
    return found
