"""POV cards: short lines that say whose eyes we look through ("Clark's POV", "POV: Mary")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from fanbook.model.draft import Draft, Kind, Label
from fanbook.recognise.datelines import is_dateline

_NAME = r"(?P<{0}>[A-Z][\w’'.-]*(?: (?:of |the |de |von )?[A-Z][\w’'.-]*){{0,3}}?)"
_POV = r"(?:p\.?\s?o\.?\s?v\.?|point of view)"
_CARDS = (
    re.compile(rf"^[\W_]*{_NAME.format('name')}(?:['’]s?|s['’])?\s+(?i:{_POV})[\W_]*$"),
    re.compile(rf"^[\W_]*(?i:{_POV})\s*(?:[:\-–—]|of)?\s*{_NAME.format('name')}[\W_]*$"),
)
_INITIAL = re.compile(r"^[\W_]*(?P<name>[A-Z][a-z]{0,2}|[A-Z]{2})\s?(?:POV|PoV)[\W_]*$")
# Other languages say it with a word of their own: "(Jakobs Sicht)", "POV Anna", "Punto de vista de Sancho".
_SEEN = re.compile(
    rf"^[\W_]*(?:{_NAME.format('own')}(?:s|['’]s?)?\s+(?i:Sicht)|(?i:aus der Sicht von|Sicht(?: von)?|point de vue (?:de |d['’])|punto de vista de)\s?{_NAME.format('other')})[\W_]*$"
)
_LOW = re.compile(rf"^[\W_]*(?P<name>[\w’'-]+(?: [\w’'-]+)??)(?:['’]s)?\s+(?i:{_POV})[\W_]*$")
_PERSON = re.compile(
    rf"^[\W_]*(?:first|second|third|1st|2nd|3rd|normal|general|no one['’]s|omniscient)(?: person)? {_POV}[\W_]*$",
    re.IGNORECASE,
)

_BARE = re.compile(r"^(?P<left>[-~*=#_+<>.\[(]{0,5})\s?(?P<name>[A-Z][\w’']+(?:-\w+)?(?: [A-Z][\w’']+(?:-\w+)?)??)(?:\s(?i:again|still|now))?\s?(?P<right>[-~*=#_+<>.\])]{0,5})$")  # fmt: skip

_LONGEST = 36  # characters of a name in its signs
_MIRRORED = str.maketrans("[(<", "])>")


def read_pov(text: str) -> str | None:
    """The character a POV card names; empty for "third person POV"; None where it is no card."""
    if len(text) > 60:
        return None
    if _PERSON.match(text):
        return ""
    for card in (*_CARDS, _INITIAL, _LOW):
        if match := card.match(text):
            return re.sub(r"(?:['’]s|(?<=s)['’])$", "", match["name"])
    if match := _SEEN.match(text):
        return (match["own"] or match["other"] or "").removesuffix("s" if match["own"] else "")
    return None


def recognise_pov(draft: Draft) -> Draft:
    """Label POV cards in the body."""
    found = {}
    for i, unit in draft.unclaimed(draft.front, draft.back):
        name = read_pov(unit.text)
        if name is not None:
            found[i] = Label(Kind.POV, 0.95, "names a point of view", detail=name)
    return draft.claim(found | _others(draft, found))


def _others(draft: Draft, cards: Mapping[int, Label]) -> dict[int, Label]:
    """Where there are cards, the same names without the word: "-Hatter-", "ALICE AGAIN"; without any, names in signs that return."""
    known = {label.detail.casefold() for label in cards.values()} - {""}

    @cache
    def words() -> Counter[str]:  # few stories have a line that makes one ask
        return Counter(
            word
            for _, unit in draft.unclaimed(draft.front, draft.back)
            for word in re.findall(r"[A-Z]\w+", unit.text)
        )

    found: dict[int, Label] = {}
    dressed: list[str] = []
    for i, unit in draft.unclaimed(draft.front, draft.back):
        if (
            len(unit.text) > _LONGEST
            or i in cards
            or not (match := _BARE.match(unit.text))
            or is_dateline(unit.text)
        ):
            continue
        name = match["name"].title() if match["name"].isupper() else match["name"]
        is_dressed = bool(match["left"]) and match["left"][::-1].translate(_MIRRORED) == match["right"]
        again = name.casefold() in known and (is_dressed or unit.text.isupper())
        # One more of a story with two cards, in capitals and alone: somebody whom the story names.
        third = len(known) > 1 and unit.text.isupper() and all(words()[word] for word in name.split())
        if again or third or (is_dressed and min(words()[word] for word in name.split()) > 1):
            found[i] = Label(Kind.POV, 0.8, "a name, as other cards say whose view it is", detail=name)
            dressed += [name] * (
                is_dressed and not set(match["left"]) & set("*_")
            )  # a play has names in bold
    returns = len(dressed) > len(set(dressed)) > 1
    return found if cards or returns else {}
