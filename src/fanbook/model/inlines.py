"""Inline content: what runs within a line of text. A closed union, matched exhaustively."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, safe for XML 1.0, without markup and without line breaks."""

    value: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stress as the author marked it; set in italic."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Strong stress; set in bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author meant."""


Inline = Text | Emphasis | Strong | LineBreak
