"""`fanbook.toml`: how a library's books are made. Flags beat the file, the file beats built-in values.

In: the file's text and the flags. Out: one frozen `Settings`.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from fanbook.assemble import BUNDLES, Bundling
from fanbook.assemble.binder import copy_of
from fanbook.assemble.bundles import FLOOR
from fanbook.assemble.names import check_pattern
from fanbook.assemble.recipe import Recipe
from fanbook.assemble.thickness import AUTO, read_limit
from fanbook.errors import ConfigError
from fanbook.library.recipes import TABLE, read_recipes
from fanbook.library.toml import check_keys, parse, table_of, text_of, texts_of
from fanbook.model.metadata import FIELDS
from fanbook.write.outlet import find_outlet

CONFIG = "fanbook.toml"
FORMATS = ("epub", "kepub", "pdf", "print")
DEFAULT_FORMATS = ("epub", "pdf")
MOST_PAD = 128  # pages
NOTES = ("keep", "end", "appendix", "drop")
BINDER = ("name", "imprint", "year", "copy", "dedication")
# What suits a person: the settings that --for stands for.
PURPOSES: Mapping[str, Mapping[str, Any]] = {
    "kobo": {"format": ("kepub",)},
    "kindle": {"format": ("epub",)},
    "phone": {"format": ("epub",)},
    "binding": {"format": ("pdf",), "bundle": ("none",), "volumes": AUTO},
    "archive": {"format": ("epub", "pdf")},
}
_TABLES = frozenset({"build", "aliases", "binder", "defaults", "story", TABLE})
# Tables that say something of the stories below a folder, and nothing of how books are made.
_ABOUT_STORIES = frozenset({"defaults", "story"})


class Settings(Struct, frozen=True):
    """Everything that `build` can be told. Names are those of the flags and of [build]."""

    out: str = "dist"
    format: tuple[str, ...] = DEFAULT_FORMATS
    theme: str = "classic"
    trim: str = "half-letter"
    cover_style: str = ""
    bundle: tuple[str, ...] = ("pairing",)
    notes: str = "keep"
    typography: bool = True
    cover: bool = True
    paper: str = ""  # what the block is printed on: its thickness makes the spine
    press: str = ""  # the print shop whose rules the interior keeps; empty: it is bound at home
    bleed: bool = False  # pages as large as the print shop's bleed asks
    tagged: bool = False  # PDFs tell screen readers what is a heading, a paragraph, a picture
    embed_fonts: bool = False  # EPUBs carry their typefaces, cut down to what they need
    pad: int = 0  # the interior is filled up with blank pages to a multiple of this
    spine: str = ""  # the pressed block as measured, "12.5mm": beats the paper
    name: str = ""
    jobs: int = 0
    sidecars: str = ""
    certified_by: str = ""
    keep_duplicates: bool = False  # a book of each of several copies of one story
    all_pairings: bool = False  # a story joins the volumes of all its pairings
    friendships: bool = False  # friends have volumes too
    pairing_floor: float = FLOOR  # the least confidence with which a pairing files its story
    volumes: str = ""  # how thick a volume may be: "auto", "150000 words", "400 pages"
    aliases: Mapping[str, str] = field(default_factory=dict)
    binder: Mapping[str, str] = field(default_factory=dict)
    anthologies: tuple[Recipe, ...] = ()

    def bundling(self) -> Bundling:
        """How volumes are found."""
        return Bundling(self.bundle, self.all_pairings, self.friendships, self.pairing_floor)


_KEYS = {name.replace("_", "-") for name in Settings.__struct_fields__} - {"aliases", "binder", "anthologies"}


def read_config(text: str, path: str) -> Settings:
    """The settings of a `fanbook.toml`. Raises `ConfigError` C001, C002 or C003."""
    table = parse(text, path)
    _check(table, path)
    build = table_of(table, "build", path)
    values = {key.replace("-", "_"): _value(build, key, path) for key in build if key != "for"}
    if "for" in build:
        values = {**purpose(text_of(build, "for", path), path), **values}
    aliases = table_of(table, "aliases", path)
    binder = table_of(table, "binder", path)
    settings = Settings(
        aliases={alias: text_of(aliases, alias, path) for alias in aliases},
        binder={name: text_of(binder, name, path) for name in binder},
        anthologies=read_recipes(table, path),
    )
    return checked(replace(settings, **values), path)


def read_defaults(text: str, path: str) -> dict[str, str]:
    """The [defaults] of a folder's `fanbook.toml`: facts for the stories below it."""
    return read_folder(text, path)[0]


def read_folder(text: str, path: str) -> tuple[dict[str, str], dict[str, str] | None]:
    """The [defaults] of a folder's `fanbook.toml`, and its [story] where the folder says that it is one: None where not."""
    table = parse(text, path)
    _check(table, path)
    defaults, story = (
        {name: text_of(said, name, path) for name in said}
        for said in (table_of(table, "defaults", path), table_of(table, "story", path))
    )
    return defaults, story if "story" in table else None


def begins_library(text: str, path: str) -> bool:
    """Is this the `fanbook.toml` of a library, not one that only gives a subfolder's [defaults]?"""
    table = parse(text, path)
    return not table or not table.keys() <= _ABOUT_STORIES


def _check(table: Mapping[str, Any], path: str) -> None:
    check_keys(table, _TABLES, path)
    check_keys(table_of(table, "build", path), {*_KEYS, "for"}, path, " in [build]")
    check_keys(table_of(table, "binder", path), BINDER, path, " in [binder]")
    check_keys(table_of(table, "defaults", path), FIELDS, path, " in [defaults]")
    check_keys(table_of(table, "story", path), FIELDS, path, " in [story]")


_TYPES = {"str": "a text", "bool": "true or false", "int": "a number", "float": "a number"}


def _value(build: Mapping[str, Any], key: str, path: str) -> Any:  # noqa: ANN401 - as wide as Settings' fields
    default = getattr(Settings(), key.replace("-", "_"))
    value = build[key]
    if isinstance(default, tuple):
        return texts_of(build, key, path)
    if key == "typography" and value in ("on", "off"):
        return value == "on"
    if isinstance(default, float) and type(value) is int:
        return float(value)
    if type(value) is not type(default):
        kind = _TYPES[type(default).__name__]
        raise ConfigError("C002", f"{key!r} in [build] must be {kind}", at=path)
    return value


def purpose(name: str, path: str = "") -> Mapping[str, Any]:
    """The settings that a purpose stands for. Raises `ConfigError` C003."""
    _choose("for", (name,), tuple(PURPOSES), path)
    return PURPOSES[name]


def checked(settings: Settings, path: str = "") -> Settings:
    """The settings with lists split at commas. Raises `ConfigError` C003 for a choice that is none."""
    formats = _split(settings.format)
    bundles = _split(settings.bundle)
    _choose("format", formats, FORMATS, path)
    _choose("bundle", bundles, (*BUNDLES, "none"), path)
    _choose("notes", (settings.notes,), NOTES, path)
    if not formats:
        raise ConfigError("C003", "--format names no format", at=path, hint=f"known: {', '.join(FORMATS)}")
    if settings.jobs < 0:
        raise ConfigError(
            "C003", "--jobs must not be negative", at=path, hint="leave it out to use every core"
        )
    check_pattern(settings.name)
    read_limit(settings.volumes, path)
    if find_outlet(settings.press, path) is None and settings.bleed:
        hint = "--press kdp, lulu or ingram; paper that is cut at home needs none"
        raise ConfigError("C003", "--bleed asks for a print shop", at=path, hint=hint)
    if not 0 <= settings.pad <= MOST_PAD:
        hint = "16 for signatures of four sheets; 0 for none"
        raise ConfigError("C003", f"--pad lies between 0 and {MOST_PAD}", at=path, hint=hint)
    if settings.binder.get("copy"):
        copy_of(settings.binder["copy"], path)
    if not 0 <= settings.pairing_floor <= 1:
        hint = "0.5 lets in what is likely, 0.9 only what is all but stated"
        raise ConfigError("C003", "--pairing-floor lies between 0 and 1", at=path, hint=hint)
    return replace(settings, format=formats, bundle=tuple(b for b in bundles if b != "none"))


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for value in values for part in value.split(",") if part.strip()))


def _choose(option: str, values: tuple[str, ...], known: tuple[str, ...], path: str) -> None:
    for value in values:
        if value not in known:
            near = get_close_matches(value.casefold(), known, 1)
            hint = (f"did you mean {near[0]!r}? " if near else "") + f"known: {', '.join(known)}"
            raise ConfigError("C003", f"{value!r} is no choice for --{option}", at=path, hint=hint)
