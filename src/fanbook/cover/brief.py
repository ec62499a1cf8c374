"""What is asked of a cover and what is handed back.

In: nothing. Out: `CoverBrief`, the facts a cover may show, and `Cover`, the finished picture. Callers fill
the brief from what a story *states*: a guessed pairing or fandom has no place on a cover, so those fields
are None unless the author wrote them.
"""

from msgspec import Struct


class CoverBrief(Struct, frozen=True):
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
    series: str = ""  # its volumes look like one another
    volume: str = ""  # the author's own number in the series

    @property
    def key(self) -> str:
        """What a cover of its own goes by."""
        return self.seed or "\x1e".join((self.title, *self.authors))

    @property
    def family(self) -> str:
        """What the look goes by: the series where there is one."""
        return f"series:{self.series}" if self.series else self.key

    @property
    def series_line(self) -> str:
        """The series and the volume's numeral, as printed."""
        return f"{self.series} · {numeral(self.volume)}" if self.series and self.volume else self.series


_ROMAN = ((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def numeral(volume: str) -> str:
    """A volume's number as binders stamp it: Roman up to 49, else as it was written."""
    text = volume.strip()
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 50):
        return text
    rest, out = int(text), ""
    for value, letters in _ROMAN:
        while rest >= value:
            rest, out = rest - value, out + letters
    return out


class Cover(Struct, frozen=True):
    """A finished cover: a baseline JPEG and its description for readers who cannot see it."""

    jpeg: bytes
    width: int
    height: int
    alt: str
    missing: tuple[str, ...]  # characters no face at hand can draw, each once, in code point order
    style: str = ""
    why: str = ""  # how it came to be drawn in that style
    faults: tuple[str, ...] = ()  # where no style passed: what was wrong with each
