"""Who is meant by a ship name or by initials: "Clana", "Johnlock", "J.W./S.H.", from the people that are known.

In: the word, the people and the couples of a fandom. Out: every couple that the word can stand for. A ship name is
the beginning of one name and the end of another; it says who only where no two others of the fandom make it too, or
where only one of those couples is stated elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

Couple = tuple[str, str]

_LEAST, _MOST = 4, 24  # letters of a ship name
_INITIALS = re.compile(r"^(?:[^\W\d_]\.?\s?){1,3}$")


def is_ship_name(word: str) -> bool:
    """Could it be one, by its letters alone?"""
    return word.isalpha() and _LEAST <= len(word) <= _MOST


def couples_of(word: str, people: Iterable[str], stated: Collection[frozenset[str]] = ()) -> list[Couple]:
    """The couples that make this ship name, the one whose name it begins with first.

    Those that give it two letters or more come before those of whom one gives a single letter. Of several, those that
    are stated as couples are kept; without such, all.
    """
    folded = _letters(word)
    found: dict[frozenset[str], Couple] = {}
    names = [(person, [part for part in map(_letters, person.split()) if part]) for person in people]
    for n in (*range(2, len(folded) - 1), 1):
        if n == 1 and found:
            break
        heads = [person for person, parts in names if any(part.startswith(folded[:n]) for part in parts)]
        tails = [person for person, parts in names if any(_ends(part, folded[n:], n) for part in parts)]
        for one in heads:
            for other in tails:
                if one != other:
                    found.setdefault(frozenset((one, other)), (one, other))
    known = [couple for key, couple in found.items() if key in stated]
    return known or list(found.values())


def _ends(part: str, tail: str, head: int) -> bool:
    """Is this the name's end, and enough of it? After a single letter ("Jily", "Malec") nearly all of it is."""
    return part.endswith(tail) and len(tail) > 1 and (head > 1 or len(tail) >= max(len(part) - 1, 3))


def named_by(initials: str, people: Iterable[str]) -> list[str]:
    """The people with these initials: "S.H.", or one letter for either name."""
    wanted = _letters(initials)
    return [
        person
        for person in people
        if (marks := [_letters(part)[:1] for part in person.split()])
        and ("".join(marks) == wanted or (len(wanted) == 1 and wanted in marks))
    ]


def are_initials(members: Iterable[str]) -> bool:
    """Could each of these be somebody's initials?"""
    return all(member.isupper() and _INITIALS.match(member) for member in members)


def initialled(
    members: Collection[str], people: Collection[str], stated: Iterable[frozenset[str]]
) -> Iterator[tuple[str, ...]]:
    """The stated couples that these initials stand for, each in the order of the initials."""
    if not are_initials(members):
        return
    meant = [named_by(member, people) for member in members]
    for couple in stated:
        chosen = [[person for person in row if person in couple] for row in meant]
        if all(len(row) == 1 for row in chosen) and len({row[0] for row in chosen}) == len(couple) == len(
            members
        ):
            yield tuple(row[0] for row in chosen)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if char.isalpha())
