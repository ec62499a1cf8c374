"""TOML read with care: what is not known is an error that names the nearest thing that is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

from fanbook.errors import ConfigError
from fanbook.read.marks import unheaped

# What no XML can carry: a person's words go into the same books as the author's.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")


def parse(text: str, path: str) -> dict[str, Any]:
    """The table in a TOML text. Raises `ConfigError` C002 with the place."""
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
            near = get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known here: {', '.join(sorted(known))}"
            raise ConfigError("C001", f"unknown key {key!r}{where}", at=path, hint=hint)


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
    if isinstance(value, list):
        return ", ".join(text_of({key: item}, key, path) for item in value)
    if isinstance(value, dict):
        raise ConfigError(
            "C002", f"{key!r} is a table where a text is wanted", at=path, hint=f'{key} = "..."'
        )
    return safe(str(value)).strip()


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
    return tuple(safe(row).strip() for row in rows)
