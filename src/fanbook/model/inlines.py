"""Inline content: what runs within a line of text. A closed union, matched exhaustively.

What only dresses words (`Emphasis` to `FootnoteRef`) holds them in `children`; `STYLES` names those
kinds, so that a walk which does not care for the dress can pass through all of them alike.
"""

from __future__ import annotations

from msgspec import Struct


class Text(Struct, frozen=True):
    """Characters, safe for XML 1.0, without markup and without line breaks."""

    value: str


class Emphasis(Struct, frozen=True):
    """Stress as the author marked it; set in italic."""

    children: tuple[Inline, ...]


class Strong(Struct, frozen=True):
    """Strong stress; set in bold."""

    children: tuple[Inline, ...]


class Strike(Struct, frozen=True):
    """Words that somebody crossed out and that are to be read all the same."""

    children: tuple[Inline, ...]


class Superscript(Struct, frozen=True):
    """Raised characters."""

    children: tuple[Inline, ...]


class Subscript(Struct, frozen=True):
    """Lowered characters."""

    children: tuple[Inline, ...]


class Code(Struct, frozen=True):
    """What a machine would read: its marks are set as they are."""

    children: tuple[Inline, ...]


class Link(Struct, frozen=True):
    """Words that lead to a page of the web; `url` as it was found, http or https."""

    children: tuple[Inline, ...]
    url: str


class FootnoteRef(Struct, frozen=True):
    """The mark ("1", "*") of the footnote that has the same `key`, in the same chapter."""

    children: tuple[Inline, ...]
    key: str


class Image(Struct, frozen=True):
    """A picture. `name` is that of a `Picture` of the story; `alt` says what it shows, or nothing."""

    name: str
    alt: str = ""


class LineBreak(Struct, frozen=True):
    """A line end that the author meant."""


Styled = Emphasis | Strong | Strike | Superscript | Subscript | Code | Link | FootnoteRef
Inline = Text | Styled | Image | LineBreak
