"""Which files in a folder are stories, by name where that says enough, else by their first bytes.

In: a path. Out: why it is no story, or nothing. A file that somebody names outright is not asked: it is
taken at its word, and reading says what is wrong with it.
"""

from __future__ import annotations

from pathlib import Path

from fanbook.converting import command_for, is_ready
from fanbook.read.detect import CONVERTED, HEAD, Format, detect, unpacking

_NAMED = frozenset(
    ".txt .text .html .htm .xhtml .xht .epub .md .markdown .docx .odt .rtf .pdf .mht .mhtml".split()
)
# Seen inside, since most of their kind are no stories.
_SEEN = frozenset((
    ".json", ".doc", ".mobi", ".azw", ".azw3", ".prc", ".fb2", ".lit", ".pdb", ".htmlz", ".txtz", "",
    ".eml", ".mbox", ".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".rar",
))  # fmt: skip
_STORIES = frozenset(
    (
        Format.HTML,
        Format.EPUB,
        Format.DOCX,
        Format.ODT,
        Format.RTF,
        Format.MHT,
        Format.MAIL,
        Format.ZIPPED,
        Format.WATTPAD,
        Format.FANFICFARE_TEXT,
    )
)
_ABOUT = frozenset("readme license licence copying changelog contributing authors todo".split())
_NO_STORY = "no story"


def could_be_story(file: Path) -> bool:
    """Does the name allow it? A sidecar beside such a file is that file's."""
    return file.suffix.lower() in _NAMED | _SEEN


def why_no_story(file: Path, name: str = "") -> str:
    """Why this file, which a person finds under `name`, is passed over; empty where it is a story."""
    suffix = file.suffix.lower()
    if suffix in _NAMED:
        return _NO_STORY if suffix != ".txt" and file.stem.lower() in _ABOUT else ""
    if suffix not in _SEEN and not _is_odd(suffix):
        return _NO_STORY
    try:
        kind = _seen(file)
    except OSError:
        return "it cannot be read"
    if kind in CONVERTED:
        return "" if is_ready(kind) else f"a {kind}: {command_for(kind, file.name)}"
    if command := unpacking(kind, name or file.name):
        return f"an archive of several files; to unpack it: {command}"
    return "" if kind in _STORIES else _NO_STORY


def _is_odd(suffix: str) -> bool:
    """Is this no ending that programs know, such as that of a copy: ".bak", ".1", ".php@id=3"?"""
    return (
        suffix in (".bak", ".old", ".orig", ".php", ".asp", ".aspx", ".cgi", ".shtml")
        or not suffix[1:].isalpha()
    )


def _seen(file: Path) -> Format:
    with file.open("rb") as opened:
        head = opened.read(HEAD)
        return detect(head + opened.read() if head.startswith(b"PK") else head, file.name)
