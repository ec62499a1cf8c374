"""What, beside a book itself, its files depend on: themes, typefaces, libraries, ourselves."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version

from fanbook import __version__
from fanbook.resources import Theme, find_typefaces

_LIBRARIES = ("ebooklib", "weasyprint", "pydyf", "pillow", "jinja2", "fonttools")


def fingerprint(theme: Theme) -> str:
    """A hash that changes when anything changes that could change a file of an unchanged book."""
    parts = [__version__, theme.name, repr(sorted(theme.templates.items())), theme.epub_css, theme.print_css]
    parts += [repr(theme.settings)]
    parts += [f"{name} {_version(name)}" for name in _LIBRARIES]
    parts += [f"{face.path.name} {face.path.stat().st_size}" for face in find_typefaces()]
    return sha256("\n".join(parts).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
