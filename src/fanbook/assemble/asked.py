"""A query held against a story: does it match, and what decided.

In: a `Query`, a story, the cast of its library. Out: a `Verdict`. A story that does not say what is asked for
matches no comparison but `!=`; `field = ""` asks for just that.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import assert_never

from msgspec import Struct

from fanbook.assemble.bundles import year_of
from fanbook.assemble.dates import iso_date
from fanbook.model.pairing import Bond, Standing
from fanbook.model.story import Story
from fanbook.query.fields import FIELDS, RATINGS, Kind, rating_of
from fanbook.query.parse import And, Comparison, Not, Or, Query
from fanbook.recognise.pairings import read_pairings
from fanbook.reconcile import Cast, settled
from fanbook.reconcile.cast import fold, fold_fandom
from fanbook.reconcile.pairings import home_of


class Verdict(Struct, frozen=True):
    """Whether a story matches, and the facts that decided."""

    is_match: bool
    why: str


_SIGNS: dict[str, Callable[[object, object], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,  # type: ignore[dict-item] # both sides are of one kind
    "<=": operator.le,  # type: ignore[dict-item] # as above
    ">": operator.gt,  # type: ignore[dict-item] # as above
    ">=": operator.ge,  # type: ignore[dict-item] # as above
}


def asked(query: Query, story: Story, cast: Cast) -> Verdict:
    """The verdict on one story."""
    match query:
        case Comparison():
            return _compared(query, story, cast)
        case Not(inner):
            found = asked(inner, story, cast)
            return Verdict(not found.is_match, found.why)
        case And(parts) | Or(parts):
            # `and` is decided by the first that fails, `or` by the first that holds; else by all of them.
            wants = isinstance(query, Or)
            found_all = [asked(part, story, cast) for part in parts]
            decisive = next((one for one in found_all if one.is_match is wants), None)
            why = decisive.why if decisive else "; ".join(dict.fromkeys(one.why for one in found_all))
            return Verdict(wants if decisive else not wants, why)
        case _:
            assert_never(query)


def _compared(query: Comparison, story: Story, cast: Cast) -> Verdict:
    kind = FIELDS[query.field]
    match kind:
        case Kind.PAIRING:
            return _paired(query, story, cast)
        case Kind.TEXT:
            return _worded(query, _texts(query.field, story, cast))
        case Kind.NUMBER:
            number = _number(query.field, story)
            return _measured(query, number, int(query.value), f"{number:,}" if query.field != "year" else str(number))  # fmt: skip
        case Kind.DATE:
            date = iso_date(story.metadata.value("date")) or year_of(story)
            return _measured(query, date[: len(query.value)], query.value, date)
        case Kind.RATING:
            step = "".join(story.metadata.parsed("rating")[:1])
            wanted = RATINGS.index(rating_of(query.value))
            return _measured(query, RATINGS.index(step) if step in RATINGS else None, wanted, step)
        case _:
            assert_never(kind)


def _measured(query: Comparison, mine: int | str | None, wanted: int | str, shown: str) -> Verdict:
    if mine is None or mine == "" or (query.field == "year" and not mine):
        return Verdict(query.sign == "!=", f"no {query.field}")
    return Verdict(_SIGNS[query.sign](mine, wanted), f"{query.field} {shown}")


def _number(field: str, story: Story) -> int:
    if field == "year":
        return int(year_of(story) or 0)
    return story.words if field == "words" else len(story.chapters)


def _texts(field: str, story: Story, cast: Cast) -> Sequence[str]:
    metadata = story.metadata
    match field:
        case "title":
            return (story.title(),)
        case "author":
            return story.authors()
        case "language":
            return (story.language,)
        case "file":
            return (story.source.path, story.source.path.rpartition("/")[2])
        case "character":
            paired = (settled(p, story, cast).members for p in story.pairings if p.is_believed())
            listed = (cast.name(name, metadata.value("fandom")) for name in metadata.parsed("characters"))
            return (
                *metadata.parsed("characters"),
                *listed,
                *(name for members in paired for name in members),
            )
        case _:
            name = {"tag": "genre", "warning": "warnings"}.get(field, field)
            return metadata.parsed(name) or tuple(filter(None, (metadata.value(name),)))


def _worded(query: Comparison, values: Sequence[str]) -> Verdict:
    folder = fold_fandom if query.field == "fandom" else fold
    wanted = folder(query.value)
    mine = {folder(value): value for value in values}
    if query.sign == "~":
        hits = [value for folded, value in mine.items() if wanted in folded]
    elif not wanted:  # nothing, or what has no letters: "***"
        hits = [value for value in values if value.casefold() == query.value.casefold()]
        if not query.value:
            return Verdict((query.sign == "=") is not any(mine), _said(query.field, values))
    else:
        hits = [mine[wanted]] if wanted in mine else []
    return Verdict(bool(hits) is not (query.sign == "!="), _said(query.field, hits or values))


def _said(field: str, values: Sequence[str]) -> str:
    shown = list(dict.fromkeys(values))
    return f"{field} {', '.join(shown[:3])}{' …' if len(shown) > 3 else ''}" if shown else f"no {field}"


def _paired(query: Comparison, story: Story, cast: Cast) -> Verdict:
    """`=` asks for exactly these people and this sign, `~` for these people among others."""
    near = [p for p in story.pairings if p.standing in (Standing.PRIMARY, Standing.SECONDARY) and p.is_believed()]  # fmt: skip
    full = [settled(pairing, story, cast) for pairing in near]
    labels = [pairing.label() for pairing in full]
    if not query.value:
        return Verdict((query.sign == "=") is not bool(full), _said("pairing", labels))
    people, bond = _people(query.value)
    hits = []
    for pairing, settled_pairing in zip(near, full, strict=True):
        home = home_of(pairing, story, cast)
        names = [part for person in people for part in cast.aliases.get(fold(person), person).split("/")]
        wanted = {fold(cast.name(name.strip(), home)) for name in names}
        mine = {fold(member) for member in settled_pairing.members}
        is_same = wanted == mine and bond is pairing.bond if query.sign != "~" else wanted <= mine
        if is_same:
            hits.append(settled_pairing.label())
    return Verdict(bool(hits) is not (query.sign == "!="), _said("pairing", hits or labels))


def _people(value: str) -> tuple[tuple[str, ...], Bond]:
    found = read_pairings(value).pairings
    return (found[0].members, found[0].bond) if found else ((value,), Bond.ROMANTIC)
