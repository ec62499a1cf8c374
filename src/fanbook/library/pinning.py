"""A volume that was printed, written down in a `fanbook.toml`: its number, its stories, `frozen = true`.

In: the file's text, and what the build before says of an anthology's volumes. Out: the text with their lists, in the
anthology's own `[[anthology]]` (one is added where the anthology is made by itself), and nothing else changed: what
would read otherwise is refused, and the lines are shown instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec import Struct

from fanbook.errors import ConfigError
from fanbook.library.recipes import TABLE
from fanbook.library.sidecars import quoted
from fanbook.library.toml import parse, shown

_HEADER = re.compile(r"[ \t]*\[")
_TABLE = re.compile(rf"[ \t]*\[\[[ \t]*{TABLE}[ \t]*\]\]")
_VOLUME = re.compile(rf"[ \t]*\[\[[ \t]*{TABLE}[ \t]*\.[ \t]*volume[ \t]*\]\]")


class Made(Struct, frozen=True):
    """A volume as the build before made it. `stories` are sources, in order."""

    number: int
    stories: tuple[str, ...]


class Printed(Struct, frozen=True):
    """An anthology as the build before made it; `by` and `value` are the fact that its stories share, `limit` is
    how thick a volume may be.
    """

    title: str
    slug: str
    volumes: tuple[Made, ...]
    by: str = ""
    value: str = ""
    limit: str = ""


def pinned_text(text: str, one: Printed, frozen: Collection[int], path: str) -> str:
    """The text with the volumes listed, those of `frozen` as printed; the others are settled and stay open.

    Raises `ConfigError` C033 where the file is written in a way that is left to its owner.
    """
    before = parse(text, path)
    rows = before.get(TABLE, [])
    place = next((n for n, row in enumerate(rows) if _is_it(row, one)), -1) if isinstance(rows, list) else -1
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if place < 0:
        blocks = [_volume(made, is_frozen=made.number in frozen) for made in one.volumes]
        made_text = "".join([*lines, "\n" if lines else "", _table(one), *blocks])
    else:
        start, end = _span(lines, place)
        inside = _filled(lines[start:end], rows[place], one, frozen)
        made_text = "".join([*lines[:start], *inside, *lines[end:]])
    if _apart(made_text, path) != _apart(text, path, one, place, frozen):
        lists = "".join(_volume(made, is_frozen=made.number in frozen) for made in one.volumes)
        hint = f"write these lines below its [[{TABLE}]]:\n{lists}"
        raise ConfigError("C033", f"the volumes of {shown(one.title)} cannot be written down for you", at=path, hint=hint)  # fmt: skip
    return made_text


def _is_it(row: object, one: Printed) -> bool:
    if not isinstance(row, dict):
        return False
    return row.get("slug") == one.slug if "slug" in row else row.get("title") == one.title


def _apart(
    text: str, path: str, one: Printed | None = None, place: int = -1, frozen: Collection[int] = ()
) -> dict[str, Any]:
    """What the text says; with `one`, what it is to say once that is written down."""
    try:
        said = parse(text, path)
    except ConfigError:
        return {}
    if one is None:
        return said
    rows = list(said.get(TABLE, []))
    if place < 0:
        rows.append(parse(_table(one), path)[TABLE][0])
    pins = {row["number"]: dict(row) for row in rows[place].get("volume", [])}
    for made in one.volumes:
        if not pins.get(made.number, {}).get("frozen"):
            pins[made.number] = {"number": made.number, "stories": list(made.stories)}
            pins[made.number] |= {"frozen": True} if made.number in frozen else {}
    rows[place] = {**rows[place], "volume": [*_in_order(pins, rows[place].get("volume", []))]}
    return {**said, TABLE: rows}


def _in_order(pins: Mapping[int, Any], before: Sequence[Mapping[str, Any]]) -> list[Any]:
    """Those that were there where they were, the others after them."""
    first = [row["number"] for row in before]
    return [pins[number] for number in (*first, *(number for number in pins if number not in first))]


def _span(lines: Sequence[str], place: int) -> tuple[int, int]:
    """The lines of the anthology's table, its volumes with it."""
    starts = [n for n, line in enumerate(lines) if _TABLE.match(line)]
    start = starts[place] if place < len(starts) else len(lines)
    ends = (
        n
        for n, line in enumerate(lines[start + 1 :], start + 1)
        if _HEADER.match(line) and not _VOLUME.match(line)
    )
    return start, next(ends, len(lines))


def _filled(lines: Sequence[str], row: Mapping[str, Any], one: Printed, frozen: Collection[int]) -> list[str]:
    """The anthology's lines with its volumes. Those that were printed before stand as they stood."""
    known = {pin.get("number"): pin for pin in row.get("volume", [])}
    starts = [n for n, line in enumerate(lines) if _VOLUME.match(line)]
    out = list(lines[: starts[0]] if starts else lines)
    by_number = {made.number: made for made in one.volumes}
    for (number, pin), start, end in zip(known.items(), starts, [*starts[1:], len(lines)], strict=False):
        if number in by_number and not pin.get("frozen"):
            out.append(_volume(by_number[number], is_frozen=number in frozen))
        else:
            out += lines[start:end]
    while out and not out[-1].strip():
        out.pop()
    fresh = [
        _volume(made, is_frozen=made.number in frozen) for made in one.volumes if made.number not in known
    ]
    return [*out, *fresh, "\n"]


def _volume(made: Made, *, is_frozen: bool) -> str:
    stories = "".join(f"    {quoted(name)},\n" for name in made.stories)
    pinned = "frozen = true\n" if is_frozen else ""
    return f"\n[[{TABLE}.volume]]\nnumber = {made.number}\n{pinned}stories = [\n{stories}]\n"


def _table(one: Printed) -> str:
    """The recipe of an anthology that is made by itself: it stands in the place of that."""
    query = f"query = {quoted(f'{one.by} = {_asked(one.value)}')}\n" if one.by else ""
    limit = f"volumes = {quoted(one.limit)}\n" if one.limit else ""
    named = "".join(f"    {quoted(name)},\n" for made in one.volumes for name in made.stories)
    return f"[[{TABLE}]]\ntitle = {quoted(one.title)}\nslug = {quoted(one.slug)}\n{query}{limit}stories = [\n{named}]\n"


def _asked(value: str) -> str:
    """The value as a query has it."""
    return '"' + value.replace('"', "'") + '"'
