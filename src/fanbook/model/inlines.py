"""Inline content: what runs within a line of text. A closed union, matched exhaustively.

What only dresses words (`Emphasis` to `FootnoteRef`) holds them in `children`; `STYLES` names those
kinds, so that a walk which does not care for the dress can pass through all of them alike.
"""

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
class Strike:
    """Words that somebody crossed out and that are to be read all the same."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised characters."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Subscript:
    """Lowered characters."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """What a machine would read: its marks are set as they are."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page of the web; `url` as it was found, http or https."""

    children: tuple[Inline, ...]
    url: str


@dataclass(frozen=True, slots=True)
class FootnoteRef:
    """The mark ("1", "*") of the footnote that has the same `key`, in the same chapter."""

    children: tuple[Inline, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `name` is that of a `Picture` of the story; `alt` says what it shows, or nothing."""

    name: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the author meant."""


Styled = Emphasis | Strong | Strike | Superscript | Subscript | Code | Link | FootnoteRef
Inline = Text | Styled | Image | LineBreak
