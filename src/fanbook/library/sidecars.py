"""Sidecars: what a person says about one story, `NAME.fanbook.toml` beside `NAME.txt`.

In: its text. Out: `Instructions` for the recognisers. `sidecar_text` writes one with the findings
as comments, so that a wrong guess is not pinned by accident.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import translate
from typing import Any

import regex

from fanbook.errors import ConfigError
from fanbook.library.toml import check_keys, parse, text_of, texts_of
from fanbook.model.draft import Instructions, Kind
from fanbook.model.metadata import FIELDS
from fanbook.model.story import Story

_KEYS = frozenset({*FIELDS, "id", "chapters", "anthology", "lines", "fix"})
_LINES = re.compile(r"^(?P<start>\d+)(?:-(?P<end>\d+))?(?:\s+(?P<guard>.+))?$", re.DOTALL)
_SECONDS = 0.2  # for one pattern on one line


@dataclass(frozen=True, slots=True)
class HeadingPattern:
    """A person's own heading pattern: wildcards ("Part *"), or a regular expression between slashes."""

    written: str
    expression: str

    def fullmatch(self, text: str) -> bool:
        """Does the whole line match? Raises `ConfigError` C003 where that takes too long."""
        try:
            return regex.fullmatch(self.expression, text[:500], timeout=_SECONDS) is not None
        except TimeoutError as fault:
            message = f"the chapter pattern {self.written!r} takes too long on a line of this story"
            raise ConfigError("C003", message, hint="use a simpler one, or wildcards") from fault


def read_pattern(written: str, path: str) -> HeadingPattern:
    """The pattern as written in `chapters`."""
    if len(written) > 2 and written[0] == written[-1] == "/":
        expression = written[1:-1]
    else:
        expression = translate(written)
    try:
        regex.compile(expression)
    except regex.error as fault:
        raise ConfigError("C003", f"{written!r} is no regular expression: {fault}", at=path) from fault
    return HeadingPattern(written, expression)


def read_sidecar(text: str, path: str) -> Instructions:
    """What a sidecar says. Raises `ConfigError` C001, C002 or C003 with the place."""
    table = parse(text, path)
    check_keys(table, _KEYS, path)
    facts = tuple(
        (name, text_of(table, name, path)) for name in FIELDS if name in table and name != "pairing"
    )
    anthology = table.get("anthology", True)
    if not isinstance(anthology, bool):
        raise ConfigError("C002", "'anthology' must be true or false", at=path)
    return Instructions(
        facts=facts,
        pairings=texts_of(table, "pairing", path),
        headings=tuple(read_pattern(row, path) for row in texts_of(table, "chapters", path)),
        lines=_lines(table.get("lines", {}), path),
        fixes=tuple(_fix(row, path) for row in table.get("fix", [])),
        id=text_of(table, "id", path) if "id" in table else "",
        anthology=anthology,
    )


def _lines(table: Mapping[str, Any], path: str) -> tuple[tuple[int, int, Kind, str], ...]:
    rows = []
    for key, value in table.items():
        match = _LINES.match(key)
        if match is None:
            raise ConfigError(
                "C003", f"[lines] {key!r} names no lines", at=path, hint='"96-97 He suddenly" = "verse"'
            )
        if value not in list(Kind):
            known = ", ".join(Kind)
            raise ConfigError(
                "C003", f"[lines] {value!r} is no kind of line", at=path, hint=f"known: {known}"
            )
        start = int(match["start"])
        rows.append((start, int(match["end"] or start), Kind(value), match["guard"] or ""))
    return tuple(rows)


def _fix(row: object, path: str) -> tuple[str, str]:
    if not isinstance(row, dict) or not isinstance(row.get("find"), str) or not row["find"]:
        hint = 'find = "adsorbing" and replace = "absorbing"'
        raise ConfigError("C002", "a [[fix]] needs `find` and `replace`", at=path, hint=hint)
    check_keys(row, ("find", "replace"), path, " in a [[fix]]")
    return row["find"], text_of(row, "replace", path) if "replace" in row else ""


def pinned_id(story: Story) -> str:
    """The id that pins a story to its books: the one it has, else one from its path."""
    return story.pinned or f"path:{story.source.path}"


def sidecar_text(story: Story, identifier: str, existing: str = "") -> str:
    """The sidecar's text: what a person wrote stays to the letter; findings follow as comments."""
    written = parse(existing, "") if existing else {}
    head = existing.rstrip("\n") + "\n" if existing else f"id = {_quoted(identifier)}\n"
    rows = []
    for name, fact in story.metadata.in_order():
        if name not in written and f"# {name} = " not in existing:
            value = "[" + _quoted(fact.value) + "]" if name == "pairing" else _quoted(fact.value)
            rows.append(f"# {name} = {value}  # {fact.origin}, {fact.confidence:.0%}")
    if existing and rows:
        # Comments go above: below a table they would read as part of it.
        return "\n".join(rows) + "\n" + head
    return head + "".join(f"{row}\n" for row in rows)


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(f"\\u{ord(c):04x}" if ord(c) < 32 or ord(c) == 127 else c for c in escaped)
    return f'"{escaped}"'
