"""TOML read with care: what is not known is an error that names the nearest thing that is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

from fanbook.errors import ConfigError
from fanbook.late import Late
from fanbook.read.marks import unheaped

# What no XML can carry: a person's words go into the same books as the author's.
_UNSAFE = Late("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")


MOST_BYTES = 1_000_000  # of a settings file; a library of thousands of aliases has a tenth
LONGEST = 5_000  # letters of a title, a name, a list of names
LONGEST_PROSE = 100_000  # of a summary and the like
_PROSE = frozenset({"summary", "disclaimer", "dedication", "prompt", "feedback", "spoilers", "warnings"})
_LONGEST_SHOWN = 60

# `tomllib` takes memory and time by the square of a dotted key's parts.
_ENDLESS_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]{0,80}"|'[^'\n]{0,80}')[ \t]*\.[ \t]*){64}""", re.ASCII
)


def shown(value: object) -> str:
    """A value as messages show it: quoted, and not for ever."""
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def parse(text: str, path: str) -> dict[str, Any]:
    """The table in a TOML text. Raises `ConfigError` C002 with the place, C021 for what is beyond measure."""
    if len(text) > MOST_BYTES:
        message = f"the file has {len(text):,} letters, and settings need no more than {MOST_BYTES:,}"
        raise ConfigError("C021", message, at=path, hint="look what is in it: it may be another file")
    if endless := _ENDLESS_KEY.search(text):
        line = text.count("\n", 0, endless.start()) + 1
        message = f"line {line} has a key of more than 64 parts"
        raise ConfigError("C021", message, at=path, hint="no key here has more than two")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as fault:  # a number of 5,000 digits is no TOMLDecodeError
        raise ConfigError(
            "C002", f"this is not valid TOML: {fault}", at=path, hint="mend that line"
        ) from fault


def check_keys(table: Mapping[str, Any], known: Collection[str], path: str, where: str = "") -> None:
    """Raises `ConfigError` C001 for the first key that is not known."""
    for key in table:
        if key not in known:
            near = get_close_matches(key[:_LONGEST_SHOWN], known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(sorted(known))}"
            raise ConfigError("C001", f"unknown key {shown(key)}{where}", at=path, hint=hint)


def table_of(table: Mapping[str, Any], name: str, path: str) -> Mapping[str, Any]:
    """The table under a name, empty where there is none. Raises `ConfigError` C002."""
    found = table.get(name, {})
    if not isinstance(found, dict):
        hint = f"write [{name}] on a line of its own"
        raise ConfigError("C002", f"{name!r} must be a table", at=path, hint=hint)
    return found


def text_of(table: Mapping[str, Any], key: str, path: str) -> str:
    """A value that may be a string, a number, a date or a list of these, as text."""
    value = table[key]
    if isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(v, list | dict) for v in value)
    ):
        raise ConfigError(
            "C002", f"{shown(key)} is a table where a text is wanted", at=path, hint='write it as "..."'
        )
    try:
        text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    except ValueError as fault:  # a hexadecimal number of thousands of digits
        raise ConfigError(
            "C021", f"{shown(key)} is a number without an end", at=path, hint="shorten it"
        ) from fault
    return _measured(safe(text).strip(), key, path)


def _measured(text: str, key: str, path: str) -> str:
    most = LONGEST_PROSE if key in _PROSE else LONGEST
    if len(text) > most:
        message = f"{shown(key)} has {len(text):,} letters, and {most:,} are the most"
        raise ConfigError("C021", message, at=path, hint="shorten it")
    return text


def safe(text: str) -> str:
    """The text without what no XML can carry, and no heap of marks on a letter."""
    return unheaped(_UNSAFE.sub("", text))


def texts_of(table: Mapping[str, Any], key: str, path: str) -> tuple[str, ...]:
    """A string or a list of strings."""
    value = table.get(key, [])
    rows = value if isinstance(value, list) else [value]
    if not all(isinstance(row, str) for row in rows):
        raise ConfigError(
            "C002", f"{key!r} must be a text or a list of texts", at=path, hint=f'{key} = ["..."]'
        )
    return tuple(_measured(safe(row).strip(), key, path) for row in rows)
