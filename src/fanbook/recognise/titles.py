"""Titles: which line could be one, and what a story is called when it does not say.

In: a draft. Out: whether a unit reads as a title, and a stand-in: the file's name, else the
story's opening words in quotes.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from fanbook.late import Late
from fanbook.model.draft import BODY_KINDS, Draft, Unit
from fanbook.model.metadata import Fact, Origin
from fanbook.recognise.breaks import is_mark
from fanbook.recognise.datelines import is_dateline
from fanbook.recognise.dress import in_brackets, without_dress
from fanbook.recognise.headings import read_bare, read_heading
from fanbook.recognise.notes import note_text
from fanbook.recognise.pov import read_pov
from fanbook.recognise.story_chapters import read_story_chapter

_NOT_A_NAME = frozenset(
    "untitled document doc story stories fic fanfic text file new copy chapter part page download downloads draft final clipboard notes note index unknown unnamed temp tmp txt saved export post entry scan misc stuff".split()
)
_COPY = re.compile(r"\s*(?:\(\d+\)|-\s*copy|copy \d*|v\d+)\s*$", re.IGNORECASE)
_WORDS = 7
_DRESSED = re.compile(r"^(?:\*\*|__|==+|#+ |~+ ?)\S.*\S(?:\*\*|__|==+|~+)?$")
_LINKS = frozenset(
    "who that is it if so vs into over up out off than de la le les el du des und der die das".split()
)
# A drabble's title with its length: "The End of the Wine (100)".
COUNTED = r"^(?P<title>\S.{0,60}?)\s*\((?:~|c\. ?)?\d{2,4}\b[^()]{0,24}\)$"
_COUNTED = re.compile(COUNTED)
_SPACED = re.compile(r"^(?:[^\W\d_]['’]? ){2,}[^\W\d_][.!?]?(?: {2,}(?:[^\W\d_]['’]? )*[^\W\d_][.!?]?)*$")
_FOR = Late(r"^[(*_]{0,2}[Ff]or (?:my |the )?[A-Z@][\w’' -]{1,30}[)*_.]{0,2}$")
_UNFINISHED = (".", ",", ";", ":", "-", "–", "—")


_YEAR = re.compile(r"^[(\[]\s?(?:c\. ?)?(?:1[5-9]|20)\d\d\s?[)\]]$")


def could_be_title(text: str) -> bool:
    """Could this line be a title, if its neighbours say so?"""
    text = text.strip()
    if len(text) > 150 or is_mark(text) or _YEAR.match(text) or read_heading(text) or read_pov(text):
        return False
    if in_brackets(text) and len(text.split()) > 6:
        return False
    if text[-1:] in ".,;" and len(text.split()) > 3 and not is_title_case(text):
        return False
    if text.startswith(('"', "“", "—")):  # in quotes as a whole, and no speech
        return (
            text.endswith(('"', "”")) and not re.search(r"[\"“”]", text[1:-1]) and text[-2:-1] not in ".,!?…"
        )
    return True


def is_lone_title(draft: Draft, i: int) -> bool:
    """Is unit `i`, the first of its file, a title with only the story below it?

    It is written as a title is, and set off from what follows by a blank line or its dress. A
    line in sentence case needs more: the middle of the page, or a heading or a note below it.
    """
    unit = draft.units[i]
    text = unit.text.strip()
    if unit.end > unit.start or i + 1 >= len(draft.units):
        return False
    if _SPACED.match(text):
        return True
    below = draft.units[i + 1]
    if (inner := without_dress(text)) and below.blanks and is_title_case(inner) and len(inner.split()) > 1:
        return _reads_as_title(inner) and (len(below.text) >= 40 or _opens_story(below))
    if text[:1].islower() and len(text.split()) <= 8 and below.blanks > 0 and _is_bracketed_note(below.text):
        text = text[:1].upper() + text[1:]  # who writes in small letters, with a note right below
        return _reads_as_title(text)
    if not _reads_as_title(text) or _COUNTED.match(text):
        return False
    if below.blanks == 0:
        return False
    if len(below.text) < 40 and not _opens_story(below):
        return False
    if is_title_case(text) or _DRESSED.match(text) or unit.indent >= 8:
        return True
    return len(text.split()) <= 6 and (
        read_heading(below.text) is not None or note_text(below.text) is not None
    )


def _is_bracketed_note(text: str) -> bool:
    return in_brackets(text) and len(text.split()) > 3


def _opens_story(below: Unit) -> bool:
    text = below.text
    return bool(
        text[:1] in "\"“«‘—'"
        or _FOR.match(text)
        or is_mark(text)
        or read_heading(text)
        or read_bare(text)
        or read_pov(text)
        or is_dateline(text)
        or note_text(text) is not None
        or text.rstrip('*_"”')[-1:] in ".!?…"
    )


def _reads_as_title(text: str) -> bool:
    if not 2 <= len(text) <= 70 or len(text.split()) > 12 or not could_be_title(text) or is_dateline(text):
        return False
    bare = text.strip('*_#=~ "“”')
    if (
        bare.endswith(_UNFINISHED)
        or text[:1] in "\"“'‘«>-–—(["
        or bare[:1].islower()
        or not bare[:1].isalnum()
    ):
        return False
    return (
        read_bare(text) is None
        and read_story_chapter(text) is None
        and not re.search(r"[.!?…] +\S", bare)
        and ":" not in bare[-2:]
    )


def unspaced(text: str) -> str:
    """A title set wide, letter by letter, in words: "T H E   C A R A V A N"."""
    if not _SPACED.match(text.strip()):
        return text
    return " ".join(word.replace(" ", "") for word in re.split(r" {2,}", text.strip()))


def opens_chapters(text: str) -> bool:
    """Does the line begin a story's chapters: a heading by word, or the first of bare numbers?"""
    bare = read_bare(text)
    named = read_heading(text) or read_story_chapter(text)
    return named is not None or (bare is not None and bare.number == 1)


def is_title_case(text: str) -> bool:
    """Does every word but the small ones begin with a capital?"""
    words = re.findall(r"[^\W\d_][\w'’]*", text)
    return bool(words) and all(not word[0].islower() or word in _SMALL or word in _LINKS for word in words)


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


_SMALL = frozenset("a an and as at but by for from in nor of on or the to with".split())


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
