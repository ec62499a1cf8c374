"""A stated pairing taken apart: "A/B", "A x B", "A, B", "A and B", several with a primary one.

In: the author's wording. Out: `Pairing`s in her order, primary first, and the wording of the
primary part alone. "none", "gen" and the like state that there is no pairing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fanbook.model.pairing import Bond, Pairing, Standing

_NONE = re.compile(
    r"^\W*(?:none|no pairings?|gen(?:eral|fic)?|n/?a|nil|not really|nobody|no romance|no one|no ships?|aucune?|ninguna|keine?s?)\b"
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
_ROMANTIC = re.compile(r"\s*/\s*|\s+[x×X]\s+|×|\s+vs\.?\s+")
_PLATONIC = re.compile(r"\s+&\s+|\s*&amp;\s*")
_PARTS = re.compile(
    r"\s*[;|]\s*|,\s*(?=[^,]*(?:/|\s[x×X]\s|&))|,\s+(?:and|with|plus)\s+(?=[^,]*(?:/|\s[x×X]\s|&))|\s+\+\s+"
)
_NOTE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*")
_GENDERS = re.compile(r"^[MFmfXO]$|^(?:slash|het|femslash|gen|multi|other)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """What an author said of pairings. `primary` is her wording without background and past ones."""

    primary: str
    pairings: tuple[Pairing, ...]


def read_pairings(value: str) -> Stated:
    """The pairings in an author's wording."""
    if _NONE.match(value):
        return Stated(value, ())
    pairings: list[Pairing] = []
    kept: list[str] = []
    for part in _pieces(value):
        standing, body = _standing(part)
        members, bond = _members(body)
        if len(members) > 1 or (members and _is_ship_name(members[0])):
            rank = standing or (Standing.PRIMARY if not _has_primary(pairings) else Standing.SECONDARY)
            pairings.append(Pairing(members, bond, rank))
        if standing is None:
            kept.append(part.strip())
    order = {Standing.PRIMARY: 0, Standing.SECONDARY: 1, Standing.BACKGROUND: 2, Standing.PAST: 3}
    leads = bool(pairings) and pairings[0].standing is Standing.PRIMARY and pairings[0].bond is Bond.ROMANTIC
    return Stated(
        ", ".join(kept) if leads else value, tuple(sorted(pairings, key=lambda p: order[p.standing]))
    )


def _has_primary(pairings: list[Pairing]) -> bool:
    return any(pairing.standing is Standing.PRIMARY for pairing in pairings)


def _pieces(value: str) -> list[str]:
    return [piece for piece in _PARTS.split(value.strip().rstrip(".")) if piece and piece.strip(" ,")]


def _standing(part: str) -> tuple[Standing | None, str]:
    for pattern in (_BEFORE, _AFTER):
        if match := pattern.search(part):
            name = next(name for name, found in match.groupdict().items() if found)
            return Standing[name], (part[: match.start()] + part[match.end() :]).strip(" ,")
    return None, part


def _members(body: str) -> tuple[tuple[str, ...], Bond]:
    plain = _NOTE.sub(" ", body).strip(" ,.")
    for pattern, bond in ((_ROMANTIC, Bond.ROMANTIC), (_PLATONIC, Bond.PLATONIC)):
        names = _names(pattern.split(plain))
        if len(names) > 1:
            return names, bond
    names = _names(re.split(r"\s*,\s*|\s+(?:and|und|et|y|with)\s+", plain))
    return names, Bond.ROMANTIC


def _names(parts: list[str]) -> tuple[str, ...]:
    names = [re.sub(r"\s+", " ", part).strip(' .,*_"“”') for part in parts]
    if any(_GENDERS.match(name) for name in names):
        return ()
    return tuple(name for name in names if name and len(name) <= 60 and len(name.split()) <= 6)


def _is_ship_name(name: str) -> bool:
    """One capitalised word that could be a ship's: "Clana"."""
    return len(name.split()) == 1 and name[:1].isupper() and name.isalpha() and 4 <= len(name) <= 20
