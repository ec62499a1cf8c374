"""What, beside a book itself, its files depend on: themes, typefaces, libraries, ourselves."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from fanbook import __version__
from fanbook.resources import Theme, find_typefaces

_LIBRARIES = (
    "ebooklib", "weasyprint", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "pillow", "jinja2", "markupsafe",
    "lxml", "fonttools", "fontpkg-eb-garamond", "fontpkg-cormorant", "fontpkg-jost", "fontpkg-amiri",
    "manimgx-fonts", "pylopdf-fonts-jp", "pylopdf-fonts-zh-cn", "pylopdf-fonts-ko",
)  # fmt: skip


def fingerprint(theme: Theme, style: Path) -> str:
    """A hash that changes when anything changes that could change a file of an unchanged book.

    `style` is the folder of the cover style.
    """
    parts = [__version__, _own_code(), theme.name, repr(sorted(theme.templates.items()))]
    parts += [theme.epub_css, theme.print_css, repr(theme.settings)]
    parts += [f"{file.name} {_hash(file)}" for file in sorted(style.iterdir()) if file.is_file()]
    parts += [f"{name} {_version(name)}" for name in _LIBRARIES]
    parts += [f"{face.path.name} {face.path.stat().st_size}" for face in find_typefaces()]
    return sha256("\n".join(parts).encode()).hexdigest()


@cache
def _own_code() -> str:
    """Two states of a checkout have the same version and may make different books."""
    code = sorted(Path(__file__).parent.rglob("*.py"))
    return sha256("\n".join(_hash(file) for file in code).encode()).hexdigest()


def _hash(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
