"""Scene breaks: by a mark, and by a run of blank lines beyond the file's own habit.

A mark is a line of ornaments (`* * *`, `~*~`, `---`, `⁂`) or of the letters that serve as such
(`oOo`, `xXx`). A line of dots alone is speech falling silent, not a mark.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from fanbook.late import Late
from fanbook.model.draft import BODY_KINDS, Draft, Kind, Label

_ORNAMENT = Late(r"^[\s*~=_#+•·⁂✦✧★☆♡♥❤♦◇◆○●§¤†‡^<>|/\\@%&:-–—――─━═⸻-]+$")
_LETTERS = re.compile(
    r"^[\W_]*(?:(?:[oO0]{1,4}[\W_]*){2,}|(?:[xX]{1,3}[\W_]*){2,}|[oO0][xX][oO0]|(?:[xX][oO0]){3,}[xX]?|(?:[oO0][xX]){3,}[oO0]?|(?:[oO0xX][\W_]+){2,}[oO0xX]?)[\W_]*$"
)
_MIXED_CASE = re.compile(
    r"o[O0]+o|O[o0]+O|x[X]+x|X[x]+X|[oOxX0][\W_]+[oOxX0]|^[xX]{3,}$|0[oO]0|o0o|O0O|x[oO0]x|X[O0]X[O0]|[xX]{2,}|oooo+"
)
_FRAMED = re.compile(r"^[-~*=_+<>•.]{1,20}\s*[oOxX0]\s*[-~*=_+<>•.]{1,20}$")
_NAMED = re.compile(
    r"^[\W_oOxX]{0,20}\b(?:scene|line|page|section|story|time)[ -]?(?:break|skip|change|divider|cut)[\W_oOxX]{0,20}$",
    re.IGNORECASE,
)
_NEW_PAGE = re.compile(r"^\[newpage\]$")  # on Pixiv
_REPEATED = re.compile(r"^(?P<one>\S{1,3})(?:\s+(?P=one)){2,}$")
_WIDEST = 60  # characters
_SMILE = re.compile(r"^[:;=][-'^]?[()\[\]/\\|*<>]{1,5}$|^\^[_.-]*\^$|^<[/\\]?3+$")
# Too slight to be a mark by itself; two of a kind, each alone between blank lines, are marks.
_SLIGHT = re.compile(r"^(?:[-–.·~#+°•*=%&@^|:oOxX]|\.{4}|(?:\. ){2,3}\.|-[.\s-]+-)$")
# What only counts where it returns: hearts, initials typed over and over, a word for it, a tag left over.
_RETURNS = re.compile(
    r"^(?:(?:</?3\s*)+|[\[({]\s?(?:\.{2,}|…)\s?[\])}]|[oO]{3,}|[xX][oO][xX][oO]|<<<|>>>|--|<(?:hr|br)\b[^<>]*>|&nbsp;|(?i:hr|break|scene|cut|new scene|line)"
    r"|(?P<unit>(?!(?i:h[aeio]|la|na|bl?a|a?h|z)(?![A-Z]{2}))[A-Za-z]{1,4})(?P=unit){3,}"
    r"|\W*(?P<name>[A-Z][A-Z ]{1,20}[A-Z])(?:[\W_]+(?P=name))+\W*)$"
)
_SET_APART = frozenset({Kind.VERSE, Kind.LETTER, Kind.CHAT, Kind.SCRIPT})


def is_mark(text: str) -> bool:
    """Is this line a scene break mark and nothing else?"""
    text = text.strip()
    if not text or len(text) > 120:
        return False
    if _REPEATED.match(text) and not _is_laugh(text):
        return True
    if any(char.isalnum() for char in text):
        return bool(
            _NEW_PAGE.match(text)
            or (_LETTERS.match(text) and _MIXED_CASE.search(text))
            or _FRAMED.match(text)
            or _NAMED.match(text)
        )
    bare = re.sub(r"\s", "", text)
    if set(bare) <= {".", "…"}:
        return bare.count(".") >= 5
    if _SMILE.match(bare) or set(bare) <= set(".…,!?'\"“”‘’()[]。，、！？；：」』）《》「『（"):
        return False
    if set(bare) <= set("-–—"):
        return len(bare) >= 2 or bare in "—―"
    if bare in (">", "<", "|", "/", "\\", "&", "%", "@", ":", "^"):
        return False
    return bool(_ORNAMENT.match(text)) or len(bare) <= 12


def _is_laugh(text: str) -> bool:
    """Words ("Ha ha ha"), or dots and quotes that are no ornament."""
    word = text.split(maxsplit=1)[0]
    return (word.isalpha() and len(word) > 1 and word.casefold() not in ("xx", "ox", "xo", "oo")) or set(
        word
    ) <= set(".…!?,")


def recognise_breaks(draft: Draft) -> Draft:
    """Label the marks in the body. Blank runs leave no line to label: see `blank_breaks`."""
    found = {}
    slight: defaultdict[str, list[int]] = defaultdict(list)
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if is_mark(unit.text) and not _frames_box(draft, i):
            found[i] = Label(Kind.SCENE_BREAK, 0.97, "a line of ornaments", detail=unit.text)
        elif (
            len(unit.text) <= _WIDEST
            and _stands_alone(draft, i)
            and (_SLIGHT.match(unit.text) or _RETURNS.match(unit.text))
        ):
            slight[unit.text].append(i)
    for text, members in slight.items():
        alone = (not text.isalnum() or text in "xX") and not _RETURNS.match(text)
        if len(members) > 1 or alone or text.startswith("<hr"):
            found |= {
                i: Label(Kind.SCENE_BREAK, 0.85, "a small mark that returns", detail=text) for i in members
            }
    return draft.claim(found)


def _frames_box(draft: Draft, i: int) -> bool:
    """The upper or the lower side of a box drawn in signs: a telegram, a card, a notice."""
    below = i + 1 < len(draft.units) and draft.units[i + 1].blanks == 0 and is_boxed(draft.units[i + 1].text)
    return below or (i > 0 and draft.units[i].blanks == 0 and is_boxed(draft.units[i - 1].text))


def is_boxed(text: str) -> bool:
    """Does the line stand between the sides of a box?"""
    text = text.strip()
    return len(text) > 4 and text[0] == text[-1] and text[0] in "|¦│║" and not is_mark(text)


def _stands_alone(draft: Draft, i: int) -> bool:
    if draft.layout.norm == 0:
        return True
    return draft.units[i].blanks > 0 and (i + 1 >= len(draft.units) or draft.units[i + 1].blanks > 0)


def blank_breaks(draft: Draft) -> frozenset[int]:
    """Units of the body that begin a scene because the blank run before them is out of the ordinary.

    Out of the ordinary is two lines more than the file's habit (one more where the habit is no
    blank line), and rare: a file full of long gaps has ragged gaps and no scenes. One line more
    will do where all such gaps are alike, and no marks break the scenes. A gap beside a
    heading, a mark, a note or a verse only sets that off.
    """
    norm = draft.layout.norm
    body = range(draft.front + 1, draft.back)
    ragged = sum(draft.units[i].blanks == norm + 1 for i in body) > max(3, len(body) * 0.12)
    least = 1 if norm == 0 else norm + (3 if ragged else 2)
    gaps = [i for i in body if draft.units[i].blanks >= least]
    if len(gaps) > max(2, len(body) * 0.15):
        return frozenset()
    if not gaps and norm:
        gaps = _even_gaps(draft, body)
    return frozenset(i for i in gaps if _parts_story(draft, i))


def _even_gaps(draft: Draft, body: range) -> list[int]:
    """Gaps of one line more than the habit: two or more, rare, none beside verse or a mark."""
    gaps = [i for i in body if draft.units[i].blanks == draft.layout.norm + 1]
    marked = any(draft.kind(i) in (Kind.SCENE_BREAK, Kind.HEADING) for i in body)
    clean = all(draft.kind(j) in (Kind.PROSE, Kind.DATELINE) for i in gaps for j in (i - 1, i))
    spaced = all(b - a > 2 for a, b in itertools.pairwise(gaps))
    rare = 2 <= len(gaps) <= max(3, len(body) * 0.12)
    usual = [draft.units[i].blanks for i in body if draft.units[i].blanks]
    rare = rare and usual.count(draft.layout.norm) >= 0.75 * len(usual)
    return gaps if rare and spaced and clean and not marked else []


def _parts_story(draft: Draft, i: int) -> bool:
    before, after = draft.kind(i - 1), draft.kind(i)
    if before is Kind.VERSE and after is Kind.VERSE and draft.units[i].blanks < draft.layout.norm + 3:
        return False  # a wide gap between stanzas
    if {before, after} & _SET_APART and draft.units[i].blanks < draft.layout.norm + 2:
        return False  # it only sets off a song, a letter, a chat
    return before in BODY_KINDS and after in (BODY_KINDS | {Kind.DATELINE, Kind.POV})
