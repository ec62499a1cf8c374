"""Sidecars on disk: what was found, and what a person answered, put into a story's own file.

What a person wrote there stays; the file is written whole or not at all.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from fanbook.doubt import Settlement
from fanbook.emit import write_whole
from fanbook.errors import ConfigError
from fanbook.library.sidecars import pinned_id, settled_text, sidecar_text
from fanbook.library.workspace import Library, StoryFile, name_of, sidecar_of
from fanbook.model.metadata import Fact, Origin
from fanbook.model.story import Story

_NOTHING = Settlement()


def write_sidecar(
    story: Story, file: StoryFile, library: Library, folder: str = "", said: Settlement = _NOTHING
) -> Path:
    """Write a story's sidecar: findings as comments, its id pinned, what was said; where it lies.

    Raises `ConfigError` where there is one that cannot be read, `OutputError` where it cannot be written.
    """
    target = sidecar_of(file, library, folder)
    name = name_of(target, library.root)
    existing = _existing(target, name)
    text = settled_text(existing, said, name) if said else existing
    story = _having(story, said)
    write_whole(target, sidecar_text(story, pinned_id(story), text).encode())
    return target


def _existing(target: Path, name: str) -> str:
    """The sidecar's text with the line ends it has; nothing where there is none."""
    try:
        return target.read_bytes().decode("utf-8-sig") if target.is_file() else ""
    except (OSError, UnicodeDecodeError) as fault:
        raise ConfigError("C002", f"it cannot be read: {fault}", at=name, hint="save it as UTF-8") from fault


def _having(story: Story, said: Settlement) -> Story:
    """The story with the facts that were said, so that its files are named by the right title."""
    metadata = story.metadata
    for name, value in said.facts:
        metadata = metadata.having(name, Fact(value, Origin.SIDECAR))
    return replace(story, metadata=metadata)
