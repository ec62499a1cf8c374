"""Faces and what they can draw.

In: a shelf of faces, each with the characters it covers. Out: text cut into pieces that one face can draw
whole, and the characters nobody can. Pillow has no fallback inside a string, so a missing glyph would be
an empty box; here it is found out before anything is drawn.
"""

import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct


class Face(Struct, frozen=True):
    """One font file: where it lies (or its bytes), what it covers, the range of its weight axis."""

    role: str
    source: Path | bytes
    coverage: Container[int]
    weights: tuple[int, int] | None = None  # None: the file has one weight


# Asked in this order for what the wanted face lacks. Chinese, Japanese and Korean stand apart: one face
# draws all of a string, because glyphs of two regions side by side look like a mistake.
FALLBACK = (
    *("serif", "sans", "arabic", "hebrew", "devanagari", "thai", "bengali", "tamil", "telugu", "gujarati"),
    *("gurmukhi", "kannada", "malayalam", "oriya", "sinhala", "lao", "khmer", "myanmar", "ethiopic"),
    *("armenian", "georgian", "emoji", "symbols", "italic", "arabic-sans"),
)
CJK = {"ja": "japanese", "zh": "chinese", "ko": "korean"}


class FontShelf(Struct, frozen=True):
    """All faces at hand, by role."""

    faces: Mapping[str, Face]

    def get(self, role: str) -> Face | None:
        """The face of a role, if there is one."""
        return self.faces.get(role)

    def covers(self, role: str, text: str) -> bool:
        """Whether a face draws every visible character of a text."""
        face = self.get(role)
        return face is not None and all(ord(char) in face.coverage for char in text if is_drawn(char))


def is_drawn(char: str) -> bool:
    """Whether a character needs a glyph: spaces, joiners and variation selectors do not."""
    return not (char.isspace() or unicodedata.category(char) in {"Cf", "Cc"} or 0xFE00 <= ord(char) <= 0xFE0F)


def _clings(char: str, before: str) -> bool:
    """Whether a character belongs to the one before it."""
    code = ord(char)
    return (
        unicodedata.category(char)[0] == "M"
        or code
        in {
            0x200C,
            0x200D,
            0x0E30,
            0x0E32,
            0x0E33,
            0x0E45,
            0x0E46,
            0x0EB0,
            0x0EB2,
            0x0EB3,
        }  # joiners; Thai, Lao
        or 0x1F3FB <= code <= 0x1F3FF  # skin tones
        or 0xE0020 <= code <= 0xE007F  # flag tags
        or before == "\u200d"
        or (unicodedata.category(char) == "Cf" and code not in {0x200E, 0x200F})
    )


def clusters(text: str) -> tuple[str, ...]:
    """What a reader calls characters: a base with its marks, a joined emoji, a flag."""
    out: list[str] = []
    for char in text:
        flag = 0x1F1E6 <= ord(char) <= 0x1F1FF
        if out and (
            _clings(char, out[-1][-1]) or (flag and len(out[-1]) == 1 and 0x1F1E6 <= ord(out[-1]) <= 0x1F1FF)
        ):
            out[-1] += char
        else:
            out.append(char)
    return tuple(out)


def is_cjk(char: str) -> bool:
    """Whether a character is of Chinese, Japanese or Korean writing, its punctuation included."""
    code = ord(char)
    return (
        0x2E80 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7AF or 0xF900 <= code <= 0xFAFF
        or 0xFF00 <= code <= 0xFFEF or 0x1100 <= code <= 0x11FF or 0x20000 <= code <= 0x3FFFF
    )  # fmt: skip


def _tongues(text: str, language: str) -> tuple[str, ...]:
    """CJK roles, likeliest first: the writing decides before the declared language."""
    kana = any(0x3040 <= ord(char) <= 0x30FF for char in text)
    hangul = any(0xAC00 <= ord(char) <= 0xD7AF or 0x1100 <= ord(char) <= 0x11FF for char in text)
    first = "ja" if kana else "ko" if hangul else language[:2] if language[:2] in CJK else "zh"
    return (CJK[first], *(role for key, role in CJK.items() if key != first))


def _drawn(text: str) -> str:
    return "".join(char for char in text if is_drawn(char))


def _lacks(shelf: FontShelf, role: str, text: str) -> int:
    """How many characters of a text a face cannot draw; a face not at hand lacks all and more."""
    face = shelf.get(role)
    if face is None:
        return len(text) + 1
    return sum(ord(char) not in face.coverage for char in text)


def leading_face(text: str, wanted: str, shelf: FontShelf) -> str:
    """The face for all of a text's Latin, Greek and Cyrillic: two faces in one word look like an accident."""
    letters = "".join(char for char in _drawn(text) if ord(char) < 0x530 or 0x1E00 <= ord(char) < 0x2190)
    options = (wanted, "italic" if wanted.endswith("italic") else "serif", "serif", "sans")
    return min(options, key=lambda role: _lacks(shelf, role, letters))


def _order(text: str, lead: str, language: str, shelf: FontShelf) -> tuple[str, ...]:
    """Roles to ask for a text, best first."""
    han = "".join(char for char in text if is_cjk(char))
    tongues = _tongues(text, language)
    best = min(tongues, key=lambda role: _lacks(shelf, role, han)) if han else tongues[0]
    roles = (lead, best, *FALLBACK, *tongues) if han else (lead, *FALLBACK, *tongues)
    return tuple(dict.fromkeys(role for role in roles if shelf.get(role)))


def _role(cluster: str, roles: Iterable[str], shelf: FontShelf) -> str | None:
    """The face for one cluster: emoji presentation first goes to the emoji face, Chinese marks to a Chinese one."""
    if "\ufe0f" in cluster and shelf.covers("emoji", cluster):
        return "emoji"
    if is_cjk(cluster[0]):  # Latin faces may have 《 and 》 too, half as wide
        roles = sorted(roles, key=lambda role: role not in CJK.values())
    return next((role for role in roles if shelf.covers(role, cluster)), None)


def _sorted(text: str, lead: str, language: str, shelf: FontShelf) -> Iterator[tuple[str | None, str]]:
    """Every cluster with its face; one that no face draws whole is taken apart."""
    roles = _order(text, lead, language, shelf)
    for cluster in clusters(text):
        role = _role(cluster, roles, shelf)
        if role or len(cluster) == 1:
            yield role, cluster
        else:
            home = _role(cluster[0], roles, shelf)
            kept = "".join(char for char in cluster if home and shelf.covers(home, char))
            yield from ((home, kept),) if kept else ()
            yield from ((None, char) for char in cluster if not (home and shelf.covers(home, char)))


def itemise(
    text: str, lead: str, language: str, shelf: FontShelf
) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """A text as (face, piece) pairs in reading order, and the characters left out of them."""
    out: list[tuple[str, str]] = []
    missing: set[str] = set()
    for role, piece in _sorted(text, lead, language, shelf):
        if role is None:
            missing.update(char for char in piece if is_drawn(char))
            continue
        same = out and (out[-1][0] == role or piece.isspace())
        if same:
            out[-1] = (out[-1][0], out[-1][1] + piece)
        else:
            out.append((role, piece))
    return tuple(out), frozenset(missing)
