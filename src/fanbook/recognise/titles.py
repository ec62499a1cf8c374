"""What a story is called when it does not say: its file's name, else its opening words in quotes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from fanbook.model.draft import BODY_KINDS, Draft
from fanbook.model.metadata import Fact, Origin

_NOT_A_NAME = frozenset(
    [
        "untitled",
        "document",
        "doc",
        "story",
        "stories",
        "fic",
        "fanfic",
        "text",
        "file",
        "new",
        "copy",
        "chapter",
        "part",
        "page",
        "download",
        "downloads",
        "draft",
        "final",
        "clipboard",
        "notes",
        "note",
        "index",
        "part",
        "unknown",
        "unnamed",
        "temp",
        "tmp",
        "txt",
        "saved",
        "export",
        "post",
        "entry",
        "scan",
        "misc",
        "stuff",
    ]
)
_COPY = re.compile(r"\s*(?:\(\d+\)|-\s*copy|copy \d*|v\d+)\s*$", re.IGNORECASE)
_WORDS = 7


def stand_in(draft: Draft) -> Fact:
    """A title that a person recognises, marked as a stand-in by its origin."""
    name = words_of(PurePosixPath(draft.source.path).stem)
    if name:
        return Fact(name, Origin.FILENAME, 0.3)
    return Fact(opening_words(draft), Origin.FALLBACK, 0.1)


def words_of(stem: str) -> str:
    """A file's stem as a title, or nothing where it is no words: a number, a hash, "untitled"."""
    plain = _COPY.sub("", re.sub(r"[_\s]+", " ", stem)).strip()
    if " " not in plain:
        plain = plain.replace("-", " ")
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain).strip(" -.")
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", plain)
    telling = [word for word in words if len(word) > 1 and word.casefold() not in _NOT_A_NAME]
    letters, digits = sum(map(len, words)), sum(char.isdigit() for char in plain)
    if not telling or digits * 2 > letters or not any(_is_word(word) for word in telling):
        return ""
    return plain if plain != plain.lower() else _capitalised(plain)


def _is_word(word: str) -> bool:
    """Three letters or more with a vowel, or a script that has none."""
    return len(word) > 2 and (not word.isascii() or bool(re.search(r"[aeiouy]", word, re.IGNORECASE)))


_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "nor",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
    ]
)


def _capitalised(text: str) -> str:
    words = text.split(" ")
    return " ".join(
        word if 0 < n < len(words) - 1 and word in _SMALL else word[:1].upper() + word[1:]
        for n, word in enumerate(words)
    )


def opening_words(draft: Draft) -> str:
    """The first words of the body, in quotes: “Clark should be here any minute”."""
    body = next(
        (u for u, label in zip(draft.units, draft.labels, strict=True) if label and label.kind in BODY_KINDS),
        None,
    )
    text = re.sub(r"[*_\"“”«»]", "", body.text if body else "").strip(" .,;:!?…-–—")
    words = text.split()
    short = " ".join(words[:_WORDS])[:60].rstrip(" .,;:!?…-–—")
    if len(words) <= 1 and len(text) > 60:
        short = text[:24]
    return f"“{short or 'Untitled'}{'…' if len(text) > len(short) else ''}”"
