"""`fanbook.toml`: how a library's books are made. Flags beat the file, the file beats built-in values.

In: the file's text and the flags. Out: one frozen `Settings`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from fanbook.assemble import BUNDLES
from fanbook.errors import ConfigError
from fanbook.library.toml import check_keys, parse, text_of, texts_of
from fanbook.model.metadata import FIELDS

FORMATS = ("epub", "pdf")
NOTES = ("keep", "end", "appendix", "drop")
_TABLES = frozenset({"build", "aliases", "binder", "defaults", "story"})
_BINDER = frozenset({"name", "imprint", "year", "dedication"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that `build` can be told. Names are those of the flags and of [build]."""

    out: str = "dist"
    format: tuple[str, ...] = FORMATS
    theme: str = "classic"
    trim: str = "half-letter"
    cover_style: str = ""
    bundle: tuple[str, ...] = ("pairing",)
    notes: str = "keep"
    typography: bool = True
    cover: bool = True
    name: str = ""
    jobs: int = 0
    sidecars: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict)


_KEYS = {f.name.replace("_", "-") for f in fields(Settings)} - {"aliases"}


def read_config(text: str, path: str) -> Settings:
    """The settings of a `fanbook.toml`. Raises `ConfigError` C001, C002 or C003."""
    table = parse(text, path)
    check_keys(table, _TABLES, path)
    build = _table(table, "build", path)
    check_keys(build, _KEYS, path, " in [build]")
    check_keys(_table(table, "binder", path), _BINDER, path, " in [binder]")
    check_keys(_table(table, "defaults", path), FIELDS, path, " in [defaults]")
    aliases = {alias: text_of(table["aliases"], alias, path) for alias in _table(table, "aliases", path)}
    values = {key.replace("-", "_"): _value(build, key, path) for key in build}
    return checked(replace(Settings(aliases=aliases), **values), path)


def read_defaults(text: str, path: str) -> dict[str, str]:
    """The [defaults] of a folder's `fanbook.toml`: facts for the stories below it."""
    table = parse(text, path)
    defaults = _table(table, "defaults", path)
    check_keys(defaults, FIELDS, path, " in [defaults]")
    return {name: text_of(defaults, name, path) for name in defaults}


def _table(table: Mapping[str, Any], name: str, path: str) -> Mapping[str, Any]:
    found = table.get(name, {})
    if not isinstance(found, dict):
        raise ConfigError(
            "C002", f"{name!r} must be a table", at=path, hint=f"write [{name}] on a line of its own"
        )
    return found


def _value(build: Mapping[str, Any], key: str, path: str) -> Any:  # noqa: ANN401 - as wide as Settings' fields
    default = getattr(Settings(), key.replace("-", "_"))
    if isinstance(default, tuple):
        return texts_of(build, key, path)
    if type(build[key]) is not type(default):
        kind = {"str": "a text", "bool": "true or false", "int": "a number"}[type(default).__name__]
        raise ConfigError("C002", f"{key!r} in [build] must be {kind}", at=path)
    return build[key]


def checked(settings: Settings, path: str = "") -> Settings:
    """The settings with lists split at commas. Raises `ConfigError` C003 for a choice that is none."""
    formats = _split(settings.format)
    bundles = _split(settings.bundle)
    _choose("format", formats, FORMATS, path)
    _choose("bundle", bundles, (*BUNDLES, "none"), path)
    _choose("notes", (settings.notes,), NOTES, path)
    if settings.jobs < 0:
        raise ConfigError(
            "C003", "--jobs must not be negative", at=path, hint="leave it out to use every core"
        )
    return replace(settings, format=formats, bundle=tuple(b for b in bundles if b != "none"))


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for value in values for part in value.split(",") if part.strip()))


def _choose(option: str, values: tuple[str, ...], known: tuple[str, ...], path: str) -> None:
    for value in values:
        if value not in known:
            raise ConfigError(
                "C003", f"{value!r} is no choice for --{option}", at=path, hint=f"known: {', '.join(known)}"
            )
