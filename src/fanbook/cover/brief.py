"""What is asked of a cover and what is handed back.

In: nothing. Out: `CoverBrief`, the facts a cover may show, and `Cover`, the finished picture. Callers fill
the brief from what a story *states*: a guessed pairing or fandom has no place on a cover, so those fields
are None unless the author wrote them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoverBrief:
    """The words of a cover, and the words that choose its ornaments."""

    title: str  # as it must appear: any script, any length, its own capitals
    authors: tuple[str, ...]  # pen names with their capitals; none known: the line is left off
    stand_in: bool = False  # the title is a file name or opening words: set it plainly
    pairing: str | None = None  # as the author wrote it, with its own "/" or "&"; only if stated
    fandom: str | None = None  # only if stated
    subtitle: str | None = None  # "Three stories", "Volume 2"
    keywords: tuple[str, ...] = ()  # genres, tags, places: choose motifs and mood, never printed
    kind: str = "story"  # "story" or "anthology"
    language: str = "en"
    seed: str = ""  # what stays the same when a typo in the title is corrected


@dataclass(frozen=True, slots=True)
class Cover:
    """A finished cover: a baseline JPEG and its description for readers who cannot see it."""

    jpeg: bytes
    width: int
    height: int
    alt: str
    missing: tuple[str, ...]  # characters no face at hand can draw, each once, in code point order
