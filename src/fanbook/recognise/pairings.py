"""A stated pairing taken apart: "A/B", "A x B", "A, B", "A and B", several with a primary one.

In: the author's wording. Out: `Pairing`s in her order, primary first, and the wording of the
primary part alone. "none", "gen" and the like state that there is no pairing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from fanbook.model.pairing import Bond, Pairing, Standing
from fanbook.recognise.eastern import may_be_eastern

_NONE = re.compile(
    r"^\W*(?:none|no pairings?|gen(?:eral|fic)?|n/?a|nil|not really|nobody|no romance|no one|no ships?|aucune?|ninguna|keine?s?|nessuna?|nenhuma?|brak|нет|джен|[无無](?:cp)?|なし|無し|없음|없다)(?:\b|(?<=cp)|$)"
    r"(?:\W*\(?(?:gen|none|friendship|as such|yet|here)?\)?)*\W*$",
    re.IGNORECASE,
)
_QUALIFIERS = (
    (Standing.PAST, r"past|former|previous|ex|pre-story|prior|once"),
    (
        Standing.BACKGROUND,
        (
            r"background|side|minor|implied|hints? of|hinted|slight|mentioned?|mentions of|brief|small|secondary|"
            r"undertones? of|a (?:bit|little|touch) of|one-?sided|unrequited|if you squint|references? to|established"
        ),
    ),
)
_BEFORE = re.compile(
    r"^\W*(?:" + "|".join(f"(?P<{s.name}>{words})" for s, words in _QUALIFIERS) + r")\b:?\s+", re.IGNORECASE
)
_AFTER = re.compile(
    r"[(\[]\s*(?:" + "|".join(f"(?P<{s.name}>{words})" for s, words in _QUALIFIERS) + r")[^)\]]*[)\]]\s*$",
    re.IGNORECASE,
)


class _Signs(NamedTuple):
    """What stands between the people of a pairing, between pairings, and any sign of one."""

    romantic: re.Pattern[str]
    platonic: re.Pattern[str]
    parts: re.Pattern[str]
    any: re.Pattern[str]


_ROMANTIC = r"\s*/\s*|\s+[x×X]\s+|\s*[×✕✖]\s*|\s+vs\.?\s+|(?<=[a-z])x(?=[A-Z])"
_PLATONIC = r"\s+&\s+|\s*&amp;\s*"
_PARTS = (
    r"\s*[;|]\s*|,\s*(?=[^,]*(?:/|\s[x×X]\s|&))|,\s+(?:and|with|plus)\s+(?=[^,]*(?:/|\s[x×X]\s|&))|\s+\+\s+"
)
_SIGN = r"[/×✕✖]|\s[x×X]\s|\s&\s|(?<=[a-z])x(?=[A-Z])"
_WESTERN = _Signs(*map(re.compile, (_ROMANTIC, _PLATONIC, _PARTS, _SIGN)))


@cache
def _eastern() -> _Signs:
    """With the wide signs, and narrow ones between letters that want no space."""
    between = r"(?<=[\u3040-\ud7af]){}(?=[\u3040-\ud7af])"
    romantic = rf"\s*／\s*|\s*Ⅹ\s*|{between.format('[xX]')}|{_ROMANTIC}"
    platonic = rf"\s*＆\s*|{between.format('&')}|{_PLATONIC}"
    parts = rf"\s*；\s*|\s*[，、](?=[^，、]{{1,60}}[/／×✕&＆])|{_PARTS}"
    sign = rf"[／＆]|{between.format('[xX&]')}|{_SIGN}"
    return _Signs(*map(re.compile, (romantic, platonic, parts, sign)))


def _signs(text: str) -> _Signs:
    return _eastern() if may_be_eastern(text) else _WESTERN


# "Buffy/Spike (past Buffy/Angel)": a second pairing in the first one's brackets.
_INSIDE = re.compile(r"\s*[(\[]((?:\w+ ){1,3}[^()\[\]/&]{1,40}[/&][^()\[\]]{1,40})[)\]]")
# Words about a pairing that are nobody's name.
_FIRST = re.compile(
    r"^(?:eventual(?:ly)?|endgame|main(?:ly)?|mostly|primarily|pre-?slash|pre|developing|slow ?burn|canon|future|some)\s+",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\s+(?:friendship|friends|frenemies|ust|romance|slash|femslash|pre-?slash|endgame|eventually|gen|brotp|otp|bromance)$",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_ORDER = {Standing.PRIMARY: 0, Standing.SECONDARY: 1, Standing.BACKGROUND: 2, Standing.PAST: 3}
_GENDERS = re.compile(r"^[MFmfXO]$|^(?:slash|het|femslash|gen|multi|other)$", re.IGNORECASE)


class Stated(Struct, frozen=True):
    """What an author said of pairings. `primary` is her wording without background and past ones."""

    primary: str
    pairings: tuple[Pairing, ...]


def states_none(value: str) -> bool:
    """Does the wording say that nobody is paired?"""
    bare = not value.strip() or bool(_NONE.match(value))
    return bare or (bool(_NONE.match(re.split(r"[,;–—-]", value)[0])) and not _signs(value).any.search(value))


def read_pairings(value: str) -> Stated:
    """The pairings in an author's wording."""
    if states_none(value):
        return Stated(value, ())
    pairings: list[Pairing] = []
    kept: list[str] = []
    signed = bool(_signs(value).any.search(value))
    parts = _pieces(value)
    for part in parts:
        standing, body = _standing(part)
        members, bond = _members(body)
        if len(members) > 1 or (members and not signed and _is_ship_name(members[0])):
            rank = standing or (Standing.PRIMARY if not _has_primary(pairings) else Standing.SECONDARY)
            pairings.append(Pairing(members, bond, rank))
        if standing is None:
            kept.append(part.strip())
    leads = bool(pairings) and pairings[0].standing is Standing.PRIMARY and pairings[0].bond is Bond.ROMANTIC
    return Stated(
        ", ".join(kept) if leads and len(kept) < len(parts) else value,
        tuple(sorted(pairings, key=lambda p: _ORDER[p.standing])),
    )


def read_tags(tags: Sequence[str]) -> Stated:
    """The pairings in tags that an archive keeps apart: a name in them may hold a comma or a bar."""
    pairings: list[Pairing] = []
    for tag in tags:
        if states_none(tag):
            continue
        standing, body = _standing(tag)
        members, bond = _members(body)
        if len(members) > 1 or (len(tags) == 1 and members and _is_ship_name(members[0])):
            rank = standing or (Standing.SECONDARY if _has_primary(pairings) else Standing.PRIMARY)
            pairings.append(Pairing(members, bond, rank))
    # An archive's tags say nothing of which pair leads but by their order; friends stand after lovers.
    pairings.sort(key=lambda p: (_ORDER[p.standing], p.bond is Bond.PLATONIC))
    return Stated(", ".join(tags), tuple(_led(pairings)))


def has_sign(value: str) -> bool:
    """Does it name a couple by a sign: "A/B", "A x B", "A & B"?"""
    return bool(_signs(value).any.search(value))


def _led(pairings: list[Pairing]) -> Iterator[Pairing]:
    """The first one leads."""
    for n, pairing in enumerate(pairings):
        leads = n == 0 and pairing.standing is Standing.SECONDARY
        trails = n > 0 and pairing.standing is Standing.PRIMARY
        standing = Standing.PRIMARY if leads else Standing.SECONDARY if trails else pairing.standing
        yield replace(pairing, standing=standing)


def _has_primary(pairings: list[Pairing]) -> bool:
    return any(pairing.standing is Standing.PRIMARY for pairing in pairings)


def _pieces(value: str) -> list[str]:
    """The parts that name a pairing each; names without a sign stand alone beside those with one."""
    value = _INSIDE.sub(r"; \1", value.replace("&amp;", "&")).strip().rstrip(".")
    parts: list[str] = []
    for part in _signs(value).parts.split(value):
        halves = re.split(r"\s+and\s+", part or "")
        signed = len(halves) > 1 and all(_signs(half).any.search(half) for half in halves)
        parts += halves if signed else [part or ""]
    if _signs(value).any.search(value):
        parts = [piece for part in parts for piece in part.split(", ")]
    return [part for part in parts if part.strip(" ,")]


def _standing(part: str) -> tuple[Standing | None, str]:
    for pattern in (_BEFORE, _AFTER):
        if match := pattern.search(part):
            name = next(name for name, found in match.groupdict().items() if found)
            return Standing[name], (part[: match.start()] + part[match.end() :]).strip(" ,")
    return None, part


def _members(body: str) -> tuple[tuple[str, ...], Bond]:
    plain = _LAST.sub("", _FIRST.sub("", _NOTE.sub(" ", body).strip(" ,.")))
    signs = _signs(plain)
    for pattern, bond in ((signs.romantic, Bond.ROMANTIC), (signs.platonic, Bond.PLATONIC)):
        names = _names(pattern.split(plain))
        if len(names) > 1:
            return names, bond
    names = _names(re.split(r"\s*[,，、]\s*|\s+(?:and|und|et|y|with)\s+", plain))
    return names, Bond.ROMANTIC


def _names(parts: list[str]) -> tuple[str, ...]:
    names = [re.sub(r"\s+", " ", part).strip(' .,*_"“”') for part in parts]
    if any(_GENDERS.match(name) for name in names):
        return ()
    return tuple(name for name in names if name and len(name) <= 60 and len(name.split()) <= 6)


def _is_ship_name(name: str) -> bool:
    """One capitalised word that could be a ship's: "Clana", "钗黛"."""
    if not name.isalpha():
        return False
    return 4 <= len(name) <= 20 if name[:1].isupper() else name[:1] >= "\u3040" and 2 <= len(name) <= 6
